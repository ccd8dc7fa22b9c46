"""What ``convert`` tells when papers are read: failures, doubts, and the sum of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from xlscorecard.bulk.outcome import Ending, Outcome, outcome_of
from xlscorecard.bulk.pool import Done
from xlscorecard.cli.progress import Tally
from xlscorecard.cli.say import say
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.safe_text import safe_text
from xlscorecard.model.scorecard import Finding, Severity


class Found:
    """What a run has found that a person should look at."""

    def __init__(self) -> None:
        self.failures: list[Done] = []
        self._doubts: list[tuple[int, str, Finding]] = []

    def add(self, done: Done, *, doubts: bool) -> None:
        """Remember a failure, and with ``doubts`` a paper's findings too."""
        if done.conversion.outcome.ending is not Ending.READ:
            self.failures.append(done)
        elif doubts and done.conversion.outcome.looks:
            scorecard = done.conversion.scorecard()
            for finding in scorecard.findings if scorecard is not None else ():
                if finding.severity is Severity.LOOK:
                    self._doubts.append((done.paper.place, done.paper.shown, finding))

    def list(self) -> None:
        """Print it all, in reading order."""
        for done in sorted(self.failures, key=lambda done: done.paper.place):
            say(_failure(done.paper.shown, done.conversion.outcome))
        for _, shown, finding in sorted(self._doubts, key=lambda doubt: doubt[0]):
            say(_doubt(shown, finding))


def nothing_read(arguments: Sequence[str], found: Found) -> CannotRead:
    """The error of a run that read no paper: the paper's own where there was one."""
    if len(found.failures) == 1:
        return found.failures[0].conversion.outcome.error(found.failures[0].paper.shown)
    return CannotRead(arguments[0], "none of the papers could be read")


def list_store(path: Path) -> int:
    """Print what a store wants a person's eye for; 1 where there is something."""
    from xlscorecard.store.archive import read_to_look_at

    found = read_to_look_at(path)
    for row in found.failures:
        outcome = outcome_of({name: cell for name, cell in row.items() if cell is not None})
        say(_failure(outcome.source, outcome))
    for source, finding in found.doubts:
        say(_doubt(source, finding))
    if not found.failures and not found.doubts:
        say("Nothing to look at.")
    return 1 if found.failures or found.doubts else 0


def _failure(shown: str, outcome: Outcome) -> str:
    return f"[{outcome.ending.value}] {outcome.error(safe_text(shown))}"


def _doubt(shown: str, finding: Finding) -> str:
    places = (("page", finding.page), ("table", finding.table), ("row", finding.row))
    where = "".join(f" {name} {number}" for name, number in places if number is not None)
    message = safe_text(" ".join(finding.message.split()))
    return f"[{finding.code}] {safe_text(shown)}{where}: {message}"


def say_sum(tally: Tally, out: str, papers: int) -> None:
    """Print what was read and written, and for several papers how each ended."""
    read = tally.read
    if papers:
        say(
            f"{read:,} {'paper' if read == 1 else 'papers'}: {tally.records:,} records,"
            f" {tally.values:,} values -> {out}"
        )
    else:
        say(f"written to {out}")
    if papers > 1:
        for line in tally.table():
            say(line)
    elif tally.looks:
        say(f"{tally.looks} {'finding' if tally.looks == 1 else 'findings'} to look at", err=True)
    sys.stdout.flush()
