"""What a long conversion shows while it runs and when it ends: a bar on a terminal, plain lines
when piped, a closing table, and a log that programs read."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn

from xlscorecard.bulk.outcome import Ending, outcome_row
from xlscorecard.bulk.pool import Done
from xlscorecard.cli.say import one_line, say
from xlscorecard.model.errors import CannotWrite

# When piped: a line so often.
_LINE_SECONDS = 10.0
# Letters across: on fewer there is no room for a bar beside the figures.
_NARROW = 70
_WORDS = {
    Ending.REFUSED: "could not be read",
    Ending.TIME: "took too long",
    Ending.MEMORY: "took too much memory",
    Ending.CRASH: "crashed the reader",
    Ending.ERROR: "failed by a fault of ours",
}


class Tally:
    """The counts of a run."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.endings: Counter[Ending] = Counter()
        self.kept = self.pages = self.records = self.values = self.looks = self.doubtful = 0
        self.read_pages = self.kept_read = 0

    def add(self, done: Done) -> None:
        """Count one paper."""
        outcome = done.conversion.outcome
        self.endings[outcome.ending] += 1
        self.kept += done.kept
        self.kept_read += done.kept and outcome.ending is Ending.READ
        self.pages += outcome.pages
        self.records += outcome.records
        self.values += outcome.values
        self.looks += outcome.looks
        self.doubtful += bool(outcome.looks)
        if not done.kept:
            self.read_pages += outcome.pages

    @property
    def papers(self) -> int:
        return sum(self.endings.values())

    @property
    def read(self) -> int:
        return self.endings[Ending.READ]

    @property
    def failed(self) -> int:
        return self.papers - self.endings[Ending.READ]

    @property
    def seconds(self) -> float:
        return max(time.monotonic() - self.began, 0.001)

    @property
    def rate(self) -> float:
        """Pages a second since the beginning, start-up included."""
        return self.read_pages / self.seconds

    def counts(self) -> dict[str, object]:
        """For the log."""
        return {
            "papers": self.papers,
            "read": self.read,
            "failed": self.failed,
            "kept": self.kept,
            "pages": self.pages,
            "records": self.records,
            "values": self.values,
            "looks": self.looks,
            "seconds": round(self.seconds, 3),
            "pages_per_second": round(self.rate, 2),
        }

    def table(self) -> list[str]:
        """The closing table, without the lines that have nothing to say."""
        rows = [
            ("read", self.read - self.kept_read, self._read_words()),
            ("unchanged since an earlier run", self.kept_read, ""),
            *((words, self.endings[ending], "") for ending, words in _WORDS.items()),
            ("with findings to look at", self.doubtful, f"{self.looks:,} findings"),
        ]
        shown = [(words, f"{count:,}", more) for words, count, more in rows if count > 0]
        width = max((len(words) for words, _, _ in shown), default=0)
        across = max((len(count) for _, count, _ in shown), default=0)
        return [
            f"  {words:<{width}}  {count:>{across}}  {more}".rstrip()
            for words, count, more in shown
        ]

    def _read_words(self) -> str:
        spent = _duration(self.seconds)
        if not self.read_pages:
            return f"in {spent}"
        return f"{self.read_pages:,} PDF pages in {spent}, {self.rate:,.1f} a second"


class Display:
    """Shows how far a run is; use it as a context manager."""

    def __init__(
        self, total: int, tally: Tally, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``clock`` gives seconds that only go forward."""
        self._total, self._tally, self._clock = total, tally, clock
        console = Console(stderr=True)
        self._several = total > 1
        self._has_bar = self._several and console.is_terminal and not console.is_dumb_terminal
        self._narrow = console.width < _NARROW
        # Estimates the time left, too, from the papers of the last half minute: an earlier run's
        # pass by a hundred times as fast as those that are read.
        self._bar = Progress(*self._columns(), console=console, get_time=clock)
        self._task = self._bar.add_task("", total=total, told=self._told())
        self._last_line = clock()

    def _columns(self) -> list[ProgressColumn]:
        told, left = TextColumn("{task.fields[told]}"), TimeRemainingColumn(compact=True)
        return [told, left] if self._narrow else [BarColumn(), told, left]

    def __enter__(self) -> Self:
        if self._has_bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._has_bar:
            self._bar.stop()

    def add(self, done: Done) -> None:
        """Show one more paper, and what failed about it."""
        outcome = done.conversion.outcome
        if outcome.ending is not Ending.READ and self._several:
            line = f"xlscorecard: {outcome.error(done.paper.shown)}"
            if self._has_bar:
                self._bar.console.print(escape(one_line(line)), highlight=False, soft_wrap=True)
            else:
                say(line, err=True)
        self._bar.update(self._task, advance=1, told=self._told())
        if not self._has_bar and self._wants_line():
            self._last_line = self._clock()
            say(self._line(), err=True)

    def _told(self) -> str:
        tally = self._tally
        failed = f" {tally.failed:,} failed" if tally.failed else ""
        if self._narrow:
            return f"{tally.papers:,}/{self._total:,} {tally.rate:,.0f}/s{failed}"
        told = f"{tally.papers:,} of {self._total:,} papers, {tally.rate:,.0f} pages/s"
        return f"{told},{failed}" if failed else told

    def _wants_line(self) -> bool:
        late = self._clock() - self._last_line >= _LINE_SECONDS
        return late and self._tally.papers < self._total

    def _line(self) -> str:
        tally, left = self._tally, self._bar.tasks[0].time_remaining
        return (
            f"{tally.papers:,} of {self._total:,} papers, {tally.rate:,.0f} pages a second,"
            f" {tally.failed:,} failed"
            + (f", about {_duration(left)} left" if left is not None else "")
        )


class Log:
    """A log that programs read: a JSON object on each line, added to the end of the file."""

    def __init__(self, path: Path | None) -> None:
        """Open it; None writes nothing. Raises CannotWrite."""
        self._file = None
        self._path = path
        if path is not None:
            try:
                self._file = path.open("a", encoding="utf-8", newline="\n")
            except OSError as error:
                raise self._refusal(error) from error

    def write(self, event: str, **fields: object) -> None:
        """Add one event."""
        if self._file is not None:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            try:
                self._file.write(json.dumps({"time": now, "event": event} | fields) + "\n")
                self._file.flush()
            except OSError as error:
                raise self._refusal(error) from error

    def paper(self, done: Done) -> None:
        """Add one paper's outcome."""
        if self._file is not None:
            told = outcome_row(done.conversion.outcome)
            for name in ("seconds", "peak_mb"):
                told[name] = round(float(str(told[name])), 3)
            self.write("paper", number=done.paper.place + 1, kept=done.kept, **told)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk has been told of
                self._file.close()

    def _refusal(self, error: OSError) -> CannotWrite:
        return CannotWrite(
            str(self._path),
            f"the log cannot be written ({error.strerror})",
            advice="Choose another place; the same command goes on from here.",
        )


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
