"""Which figure of a record belongs in a column: by role, period and heading, never by guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.scorecard import (
    Observation,
    Rag,
    Record,
    Role,
    Scorecard,
    Trend,
)
from xlscorecard.refresh.binding.fields import ROLES, Field, fold_code, fold_key, is_to_date
from xlscorecard.refresh.binding.layout import Column
from xlscorecard.refresh.binding.periods import period_before, period_rank, split_period
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.period import year_of


@dataclass(frozen=True, slots=True)
class Measure:
    """A record with the period that its paper reports on."""

    record: Record
    period: str | None

    @property
    def code(self) -> str:
        return fold_code(self.record.ref or "")

    @property
    def label(self) -> str:
        return fold_key(self.record.title)

    @property
    def rag(self) -> Rag | None:
        """As printed, else as the engine rates it."""
        said = self.record.judgement
        return self.record.rag or (said.rag if said else None)

    @property
    def trend(self) -> Trend | None:
        """As printed, else as the engine says."""
        said = self.record.judgement
        return self.record.trend or (said.trend if said else None)

    @property
    def name(self) -> str:
        """For reports: "SF01 Percentage of ..."."""
        return f"{self.record.ref or ''} {self.record.title}".strip()


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why no figure is chosen; ``doubt`` where somebody should look."""

    why: str
    doubt: bool = True


Figure = Observation | Rag | Trend | Unclear


def read_measures(scorecards: Sequence[Scorecard], period: str | None) -> tuple[Measure, ...]:
    """The records of some papers, each with its period; ``period`` overrules the papers'."""
    found: list[Measure] = []
    for card in scorecards:
        reached = _reached(card.records)
        for record in card.records:
            last = reached.get(record.source.table, _NOWHERE)
            now = period or _current(record, card.paper.reporting_period, last)
            found.append(Measure(record, now))
    return tuple(found)


_NOWHERE = period_rank(None)


def _reached(records: Sequence[Record]) -> dict[int, tuple[int, int, int]]:
    """How far each table's figures go: the columns of quarters to come are printed, and empty."""
    found: dict[int, tuple[int, int, int]] = {}
    for record in records:
        table = record.source.table
        for value in record.observations:
            number = value.quantity.value is not None or value.quantity.low is not None
            if value.role is Role.ACTUAL and number:
                found[table] = max(found.get(table, _NOWHERE), period_rank(value.period))
    return found


def _current(record: Record, stated: str | None, reached: tuple[int, int, int]) -> str | None:
    """The period that a record reports on. A paper that states only its year is as far as its
    table has figures; a measure that has none for that quarter is not given an earlier one."""
    year = split_period(stated) if stated else None
    if stated and (year is None or year.part):
        return stated
    own = [
        value
        for value in record.observations
        if value.role is Role.ACTUAL
        and value.period
        and period_rank(value.period) <= reached
        and (year is None or year_of(value.period) == year.year)
    ]
    # "YTD" beside "Q2" is dated with the year, and is no figure of the whole of it.
    parts = [value.period for value in own if not is_to_date(value.column)]
    periods = parts or [value.period for value in own]
    return max((period for period in periods if period), key=period_rank, default=stated)


def choose_figure(measure: Measure, column: Column) -> Figure:
    """The figure for a column without a period, or with this measure's period."""
    if column.field is Field.RAG:
        return _choose_rag(measure, column)
    if column.field is Field.TREND:
        return measure.trend or Unclear("the data give no trend")
    wanted = column.period.text if column.period else None
    if column.field is Field.STATUS:
        return _choose(measure, Role.ACTUAL, "", wanted)
    if column.to_date is not None:
        # One figure for the quarter and for the year so far: only its own heading tells which.
        own = [o for o in measure.record.observations if o.role is Role.ACTUAL]
        fit = [o for o in own if is_to_date(o.column) is column.to_date]
        if own and not fit:
            kind = "year to date" if column.to_date else "quarter or month alone"
            return Unclear(f"the data give no figure for the {kind}")
        record = replace(measure.record, observations=tuple(fit))
        measure = replace(measure, record=record)
    if column.field is Field.PREVIOUS and wanted is None:
        return _choose_previous(measure, column.heading)
    return _choose(measure, ROLES[column.field], column.heading, wanted)


_SHORT = re.compile(r"\b(?:quarter|qtr|month|period|time)\b")


def _choose_previous(measure: Measure, heading: str) -> Figure:
    """ "Last year" takes none of the quarter before, nor "Last quarter" one of last year; what
    changes every quarter is told where it stays."""
    found = [o for o in measure.record.observations if o.role is Role.PREVIOUS]
    if any(fold_words(o.column) == fold_words(heading) for o in found):
        return _choose(measure, Role.PREVIOUS, heading, None)
    words = fold_words(heading)
    short = _SHORT.search(words) is not None and "year" not in words
    before = period_before(measure.period)
    if short and before is not None:
        actual = [o for o in measure.record.observations if o.role is Role.ACTUAL]
        dated = [o for o in (*actual, *found) if o.period == before]
        if dated:
            return _only(dated, heading)
    fit = [o for o in found if _is_short(o, before) is short]
    if not fit:
        return Unclear("the data give no figure for it", doubt=short)
    record = replace(measure.record, observations=tuple(fit))
    return _choose(replace(measure, record=record), Role.PREVIOUS, heading, None)


def _is_short(value: Observation, before: str | None) -> bool:
    """Whether a previous figure is that of the quarter or month before."""
    if value.period is not None:
        return value.period == before
    words = fold_words(value.column)
    return _SHORT.search(words) is not None and "year" not in words


def _choose_rag(measure: Measure, column: Column) -> Figure:
    record = measure.record
    wanted = column.period.text if column.period else None
    if wanted is not None:
        own = {o.rag for o in record.observations if o.rag and o.period == wanted}
        if len(own) == 1:
            return own.pop()
        if wanted != measure.period:
            return Unclear(f"the data give no RAG for {wanted}", doubt=False)
    return measure.rag or Unclear("the data give no RAG")


def _choose(measure: Measure, role: Role, heading: str, wanted: str | None) -> Figure:
    found = [o for o in measure.record.observations if o.role is role]
    if not found:
        return Unclear(f"the data give no {role.value}", doubt=role is Role.ACTUAL)
    named = [o for o in found if heading and fold_words(o.column) == fold_words(heading)]
    if wanted is not None:
        dated = [o for o in found if (o.period or measure.period) == wanted]
        if not dated and role is Role.ACTUAL:
            # What this year's paper calls the previous figure is last year's column's actual.
            past = [o for o in measure.record.observations if o.role is Role.PREVIOUS]
            dated = [o for o in past if o.period == wanted]
        if not dated:
            return Unclear(f"the data give no {role.value} for {wanted}", doubt=False)
        return _only(dated, heading)
    if len(named) == 1:
        return named[0]
    if len(found) == 1:
        return found[0]
    if role is Role.COMPARATOR:
        return _comparator(found, heading)
    now = [o for o in found if o.period == measure.period and o.period]
    if not now:
        undated = [o for o in found if o.period is None]
        now = undated or _at_latest(found)
    return _only(now, heading)


def _at_latest(found: list[Observation]) -> list[Observation]:
    best = max(period_rank(o.period) for o in found)
    return [o for o in found if period_rank(o.period) == best]


def _comparator(found: list[Observation], heading: str) -> Figure:
    words = set(fold_words(heading).split())
    alike = [o for o in found if words & set(fold_words(o.column).split()) - {"average", "the"}]
    return _only(alike or found, heading)


def _only(found: list[Observation], heading: str) -> Figure:
    """The one that is meant; several that say the same count as one."""
    named = [o for o in found if heading and fold_words(o.column) == fold_words(heading)]
    chosen = named or found
    first = chosen[0]
    if all(o.quantity == first.quantity for o in chosen):
        return first
    shown = ", ".join(f"{o.raw.strip()} ({o.column})" for o in chosen[:4])
    return Unclear(f"the data give several figures: {shown}")


def same_part(measure: Measure, part: str) -> bool:
    """Whether this measure reports on a quarter or month, whatever its year."""
    found = split_period(measure.period) if measure.period else None
    return found is not None and bool(part) and found.part == part
