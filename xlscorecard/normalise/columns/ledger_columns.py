"""Columns that are headed by the accounting period of their year ("Actual P8 | Actual P9")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.values.ledger import ledger_period, month_of_period
from xlscorecard.values.normal_period import YEAR, is_part_of_year, lies_in
from xlscorecard.values.period import parse_period, previous_year, year_of

# "P1" to "P4" may be priorities of calls or repairs, "Period 1" to "Period 4" parts of the year
# that are longer than a month.
_FEW = 4
_BARE = re.compile(r"[PpMm]\s?\d")
_LETTER = re.compile(r"\b[PpMm]\s?0?\d\b")
_MONTH = re.compile(r"\b(?:months?|mths?)\b", re.IGNORECASE)
_POSITION = re.compile(r"(?:period|month|mth|p|m)\s?\d{1,2}", re.IGNORECASE)
_CLOSING = 13
_LAST_YEAR = re.compile(r"\b(?:(?:last|previous|prior) year|[lp]y)\b", re.IGNORECASE)


def ledger_periods(
    columns: Sequence[Column], periods: Sequence[str | None], reporting: str | None
) -> list[str | None]:
    """The periods of columns that are headed by the accounting period of their year ("Actual P8 |
    Actual P9", "Month 9"): the month with which it ends. A lone "Period 6" beside a budget stays a
    position on that year's budget; so do thirteen periods, which are no months."""
    found = list(periods)
    numbers = _numbers(columns)
    values = _of_values(columns, numbers)
    heads = [columns[index].header for index in numbers]
    if not values or _CLOSING in values or _is_position(columns, numbers):
        return found
    if all(map(_LETTER.search, heads)) and _may_be_others(heads, values, reporting):
        return found
    for index, number in numbers.items():
        header = columns[index].header
        year = year_of(parse_period(header)) or year_of(reporting)
        if year is None or is_part_of_year(periods[index] or ""):
            continue  # "Period 1 (Apr - Jun)" says when by itself
        before = _LAST_YEAR.search(header) is not None
        found[index] = month_of_period(number, previous_year(year) if before else year)
    return found


def numbered_in_doubt(
    columns: Sequence[Column], periods: Sequence[str | None], reporting: str | None
) -> frozenset[int]:
    """The columns of figures under a number that need not be a month's ("P1" to "P4", "Period 2"
    in a paper that does not say on which month it reports; thirteen periods): their periods are
    those that ``ledger_periods`` gives them, and in doubt."""
    numbers = _numbers(columns)
    values = _of_values(columns, numbers)
    heads = [columns[index].header for index in numbers]
    if not values or _is_position(columns, numbers):
        return frozenset()
    if _CLOSING not in values and not _may_be_others(heads, values, reporting):
        return frozenset()
    year = year_of(reporting)
    told_by_months = (i for i in numbers if parse_period(columns[i].header, year=year) != year)
    dated = {i for i in told_by_months if is_part_of_year(periods[i] or "")}
    told = {i for i in numbers if (periods[i] or "").startswith("Period")}  # as printed
    return frozenset(i for i in numbers if columns[i].use is Use.VALUE) - dated - told


def _numbers(columns: Sequence[Column]) -> dict[int, int]:
    """The accounting periods that columns are headed by, by the columns' places."""
    found = ((column.index, ledger_period(column.header)) for column in columns)
    return {index: number for index, number in found if number is not None}


def _of_values(columns: Sequence[Column], numbers: dict[int, int]) -> set[int]:
    return {number for index, number in numbers.items() if columns[index].use is Use.VALUE}


def _is_position(columns: Sequence[Column], numbers: dict[int, int]) -> bool:
    """Whether a lone number beside a budget is a position on that year's budget."""
    if len(numbers) > 1 or not any(column.role is Role.BUDGET for column in columns):
        return False
    return _POSITION.fullmatch(columns[min(numbers)].header) is not None


def _may_be_others(heads: Sequence[str], values: set[int], reporting: str | None) -> bool:
    """Whether numbers may be no months: few ones, in a paper that does not report on the last of
    them. Bare letters ("P1 | P2") may be priorities in any."""
    if max(values) > _FEW or any(map(_MONTH.search, heads)):
        return False
    return all(map(_BARE.fullmatch, heads)) or not _ends(max(values), reporting)


def _ends(number: int, reporting: str | None) -> bool:
    """Whether a paper reports on an accounting period, or on a quarter that it lies in."""
    year = year_of(reporting)
    month = month_of_period(number, year) if year is not None else None
    if month is None or reporting is None or YEAR.fullmatch(reporting):
        return False
    return month == reporting or lies_in(month, reporting)
