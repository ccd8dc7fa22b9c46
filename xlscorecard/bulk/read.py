"""Scorecards of papers and data files in memory, each paper read in a worker process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.bulk.limits import Limits
from xlscorecard.bulk.papers import paper_files
from xlscorecard.bulk.pool import available_processors, convert_in_pool
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.pipeline import find_papers, judged, read_data

if TYPE_CHECKING:
    from xlscorecard.engine.rules import RuleSet


def read_scorecards(
    arguments: Iterable[Path], rules: RuleSet | None = None, limits: Limits | None = None
) -> tuple[Scorecard, ...]:
    """What ``pipeline.read_scorecards`` gives, but a paper that hangs, crashes or eats memory
    is an error in a line. Raises CannotRead for the first paper that cannot be read."""
    found: list[Scorecard | Path] = []
    for argument in arguments:
        for path in (argument,) if argument.is_file() else find_papers([argument]):
            data = read_data(path)
            if data is None:
                found.append(path)
            else:
                found += data if rules is None else (judged(card, rules) for card in data)
    read = _read(tuple(one for one in found if isinstance(one, Path)), rules, limits or Limits())
    return tuple(next(read) if isinstance(one, Path) else one for one in found)


def _read(paths: tuple[Path, ...], rules: RuleSet | None, limits: Limits) -> Iterator[Scorecard]:
    workers = min(available_processors(), len(paths))
    papers = paper_files(paths, ())
    cards: dict[int, Scorecard] = {}
    for done in convert_in_pool(papers, limits, rules, workers) if papers else ():
        card = done.conversion.scorecard()
        if card is None:
            raise done.conversion.outcome.error(done.paper.shown)
        cards[done.paper.place] = card
    yield from (cards[place] for place in range(len(papers)))
