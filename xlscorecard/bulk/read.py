"""Scorecards of papers and data files in memory, each paper read in a worker process."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.bulk.data import read_decided
from xlscorecard.bulk.jobs import Product, scorecard_job
from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.outcome import Ending
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import Done, available_processors, convert_in_pool, do_job
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.outputs import DATA_SUFFIXES
from xlscorecard.pipeline import WORKBOOK_SUFFIXES, find_papers, judged

_DATA = b"data"

if TYPE_CHECKING:
    from xlscorecard.engine.rules import RuleSet
    from xlscorecard.model.page import Page


@dataclass(frozen=True, slots=True)
class Reading:
    """What papers and data hold, in their order, and the papers that could not be read."""

    scorecards: tuple[Scorecard, ...]
    failures: tuple[CannotRead, ...] = ()

    def whole(self) -> tuple[Scorecard, ...]:
        """The scorecards where every paper counts. Raises the first failure."""
        if self.failures:
            raise self.failures[0]
        return self.scorecards


def read_scorecards(
    arguments: Iterable[Path],
    rules: RuleSet | None = None,
    limits: Limits | None = None,
    tell: Callable[[Done, int], None] = lambda _done, _total: None,
) -> Reading:
    """What ``outputs.read_scorecards`` gives, but a paper that hangs, crashes or eats memory
    costs only itself.

    So are data files; whether a workbook is a paper or data is found out in a worker. ``tell``
    hears of each paper that is done, and how many there are. Raises CannotRead for data that
    cannot be read, and when no paper could be.
    """
    paths = [
        path
        for argument in arguments
        for path in ((argument,) if argument.is_file() else find_papers([argument]))
    ]
    places = [at for at, path in enumerate(paths) if path.suffix.lower() not in DATA_SUFFIXES]
    done = _read_papers([paths[at] for at in places], rules, limits or Limits(), tell)
    outcomes = dict(zip(places, done, strict=True))
    cards: list[Scorecard] = []
    failures: list[CannotRead] = []
    for at, path in enumerate(paths):
        found = outcomes.get(at)
        card = _scorecard(found)
        if card is not None:
            cards.append(card)
        elif found is None or found.conversion.outcome.ending is Ending.READ:
            data = read_decided(path, limits)
            cards += data if rules is None else (judged(one, rules) for one in data)
        else:
            failures.append(found.conversion.outcome.error(found.paper.shown))
    if failures and not cards:
        raise failures[0] if len(failures) == 1 else _nothing_read(failures)
    return Reading(tuple(cards), tuple(failures))


def _scorecard(done: Done | None) -> Scorecard | None:
    """None for data, and for a paper that could not be read."""
    return done.conversion.scorecard() if done is not None and done.conversion.packed else None


def is_data(path: Path) -> bool:
    """Whether a file is data rather than a paper, told in a worker where it must be opened."""
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        return do_job(path, _told_data, reads_papers=False) == _DATA
    return path.suffix.lower() in DATA_SUFFIXES


def _told_data(path: Path, _watch: Callable[[Page], None]) -> Product:
    from xlscorecard.workbook.read import is_data as is_data_workbook

    return Product(_DATA if is_data_workbook(path) else b"paper")


def _nothing_read(failures: list[CannotRead]) -> CannotRead:
    first = failures[0]
    return CannotRead(
        first.file,
        f"none of the {len(failures)} papers could be read; of this one: {first.reason}",
        place=first.place,
        advice=first.advice,
    )


def _read_papers(
    paths: list[Path],
    rules: RuleSet | None,
    limits: Limits,
    tell: Callable[[Done, int], None],
) -> list[Done]:
    papers = paper_files(paths, ())
    if not papers:
        return []
    job = functools.partial(_paper_or_data, rules)
    workers = min(available_processors(), len(papers))
    found: dict[int, Done] = {}
    for done in convert_in_pool(papers, limits, job, workers):
        found[done.paper.place] = done
        tell(done, len(papers))
    return [found[place] for place in range(len(papers))]


def _paper_or_data(rules: RuleSet | None, path: Path, watch: Callable[[Page], None]) -> Product:
    """A paper's scorecard; nothing for a workbook that is data."""
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        from xlscorecard.workbook.read import is_data

        if is_data(path):
            return Product(b"")
    return scorecard_job(rules)(path, watch)
