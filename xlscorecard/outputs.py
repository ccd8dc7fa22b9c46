"""Outputs of convert, written and read back: the form is what a file's ending names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlscorecard.model.decision import Decision, ReviewLine
from xlscorecard.model.errors import CannotWrite
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.pipeline import WORKBOOK_SUFFIXES, find_papers, judged, read_scorecard

if TYPE_CHECKING:
    from xlscorecard.engine.rules import RuleSet

DATA_SUFFIXES = frozenset({".json", ".csv", ".parquet", ".sqlite", ".db"})


def read_scorecards(
    arguments: Iterable[Path], rules: RuleSet | None = None
) -> tuple[Scorecard, ...]:
    """The scorecards of papers, folders of papers, and any output of ``convert``."""
    return tuple(_read_each(arguments, rules))


def _read_each(arguments: Iterable[Path], rules: RuleSet | None) -> Iterator[Scorecard]:
    for argument in arguments:
        for path in (argument,) if argument.is_file() else find_papers([argument]):
            data = read_data(path)
            if data is None:
                read = read_scorecard(path, rules)
                # Whoever holds it goes over it again and again.
                yield replace(read, records=tuple(read.records))
            elif rules is None:
                yield from data
            else:
                yield from (judged(scorecard, rules) for scorecard in data)


def read_data(path: Path) -> tuple[Scorecard, ...] | None:
    """The scorecards of a data file, as people have decided its doubtful values; None when the
    file is a paper."""
    from xlscorecard.review.decisions import read_decisions

    as_read = read_undecided(path)
    if as_read is None:
        return None
    return decided_scorecards(as_read, read_decisions(path))


def read_for_writing(path: Path) -> tuple[Iterable[Scorecard], tuple[ReviewLine, ...]]:
    """The scorecards of a data file as decided, one at a time where the form allows it and
    nothing was decided; and its doubts with what was decided of them, if anything was."""
    from xlscorecard.review.decisions import read_decisions
    from xlscorecard.review.states import review_lines
    from xlscorecard.store.read import iterate_data

    decisions = read_decisions(path)
    if not decisions and path.suffix.lower() in DATA_SUFFIXES:
        return iterate_data(path), ()
    as_read = read_undecided(path) or ()
    if not decisions:
        return as_read, ()
    return decided_scorecards(as_read, decisions), review_lines(as_read, decisions)


def decided_scorecards(
    as_read: tuple[Scorecard, ...], decisions: Iterable[Decision]
) -> tuple[Scorecard, ...]:
    """Scorecards with what people decided about their values, judged anew where that counts."""
    from xlscorecard.review.apply import apply_decisions

    return _rejudged(as_read, apply_decisions(as_read, decisions).scorecards)


def _rejudged(before: tuple[Scorecard, ...], after: tuple[Scorecard, ...]) -> tuple[Scorecard, ...]:
    """Fresh judgements where a decision has taken away the one that rested on another figure."""
    fresh: list[Scorecard] = []
    for old, new in zip(before, after, strict=True):
        if old is new:
            fresh.append(new)
            continue
        judgements = [record.judgement for record in judged(new).records]
        records = [
            replace(record, judgement=said)
            if record.judgement is None and was.judgement
            else record
            for record, was, said in zip(new.records, old.records, judgements, strict=True)
        ]
        fresh.append(replace(new, records=tuple(records)))
    return tuple(fresh)


def read_undecided(path: Path) -> tuple[Scorecard, ...] | None:
    """The scorecards of a data file as they were read, whatever was decided since."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOK_SUFFIXES:
        from xlscorecard.workbook.read import is_data, read_workbook

        return read_workbook(path) if is_data(path) else None
    if suffix in DATA_SUFFIXES:
        from xlscorecard.store.read import read_data as read_store

        return read_store(path)
    return None


def write_scorecards(
    scorecards: Iterable[Scorecard], out: Path, lines: Sequence[ReviewLine] = ()
) -> None:
    """Write scorecards in the form that the output's ending names, with what people decided
    about an earlier output in this place; ``lines`` tell what was decided about them before.
    Raises CannotWrite."""
    from xlscorecard.review.decisions import read_decisions
    from xlscorecard.review.states import review_lines

    suffix = out.suffix.lower()
    # A store keeps the values as read, with the decisions beside them.
    decisions = () if suffix == ".sqlite" else read_decisions(out)
    if decisions:
        as_read = tuple(scorecards)
        lines = (*lines, *review_lines(as_read, decisions)) if suffix == ".xlsx" else ()
        scorecards = decided_scorecards(as_read, decisions)
    write_decided(scorecards, out, lines)


def write_decided(
    scorecards: Iterable[Scorecard], out: Path, lines: Sequence[ReviewLine] = ()
) -> None:
    """Write scorecards as they are; ``lines`` fill a workbook's sheet Review."""
    suffix = out.suffix.lower()
    if suffix == ".xlsx":
        from xlscorecard.workbook.write import write_workbook

        write_workbook(scorecards, out, lines)
    elif suffix == ".json":
        from xlscorecard.store.json import write_json

        write_json(scorecards, out)
    elif suffix == ".csv":
        from xlscorecard.store.csv import write_csv

        write_csv(scorecards, out)
    elif suffix == ".parquet":
        from xlscorecard.store.parquet import write_parquet

        write_parquet(scorecards, out)
    elif suffix == ".sqlite":
        from xlscorecard.store.sqlite import write_sqlite

        write_sqlite(scorecards, out)
    else:
        raise CannotWrite(
            str(out),
            f"the ending {suffix!r} names no form of output",
            advice="Use .xlsx, .csv, .json, .parquet or .sqlite.",
        )
