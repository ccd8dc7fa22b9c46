"""Months that headers name by less than their name and year: an initial, a number, a
calendar year above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.values.normal_period import MONTH, last_month
from xlscorecard.values.period import MONTH_NAMES, parse_period, period_after, year_of

# April to March, as a financial year goes.
_MONTHS = tuple(name[:3] for name in (*MONTH_NAMES[3:], *MONTH_NAMES[:3]))
_INITIALS = "".join(month[0] for month in _MONTHS)
# Shorter runs of initials stand in the year twice ("J", "A") or may be anything ("N", "D").
_LEAST = 5
_CALENDAR_YEAR = re.compile(r"20\d\d")
# A month so many months before the one printed left of it is of the next calendar year.
_HALF_YEAR = 6
# "11/23", "4.2024"
_MONTH_NUMBER = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>(?:20)?[012]\d)")


def months_in_a_row(headers: Sequence[str]) -> dict[int, str]:
    """The months of columns whose headers name them only together. Column -> "Apr"."""
    return _month_initials(headers) | _numbered_months(headers)


def _month_initials(headers: Sequence[str]) -> dict[int, str]:
    """Months headed by nothing but their initials, in the order of the financial year: "A M J J A
    S"."""
    found: dict[int, str] = {}
    start = 0
    while start < len(headers):
        end = start
        while end < len(headers) and len(headers[end]) == 1 and headers[end] in _INITIALS:
            end += 1
        run = "".join(headers[start:end])
        if len(run) >= _LEAST and (at := _INITIALS.find(run)) >= 0:
            found |= {start + n: _MONTHS[at + n] for n in range(len(run))}
        start = end + 1
    return found


def _numbered_months(headers: Sequence[str]) -> dict[int, str]:
    """Months as numbers before their calendar year, each the one after the one before it: "11/23 |
    12/23 | 01/24". "10/11 | 11/12" are financial years."""
    dated: dict[int, str] = {}
    for col, header in enumerate(headers):
        stated = _MONTH_NUMBER.fullmatch(header.strip())
        if stated is not None:
            year, month = int(stated["year"]) % 100, int(stated["month"])
            dated[col] = f"20{year:02d}-{month:02d}"
    together = {
        col
        for before, after in pairwise(dated)
        if after == before + 1 and period_after(dated[before]) == dated[after]
        for col in (before, after)
    }
    return {
        col: f"{MONTH_NAMES[int(month[-2:]) - 1][:3]} {month[:4]}"
        for col, month in dated.items()
        if col in together
    }


def months_of_years(
    lines: Sequence[Sequence[str]], periods: Sequence[str | None], reporting: str | None
) -> list[str | None]:
    """The periods of bare months under calendar years ("2024" over "Nov | Dec", "2025" over "Jan |
    Feb", "2023" and "2024" over the same months). Where those under one year go on over its turn
    ("Nov | Dec | Jan"; not "Mar | Feb | Jan", newest first), it is the name of a financial year, if
    they begin in April or it is the reporting one. Where nothing tells which it is, months have no
    period. Others stay as they are."""
    told: dict[int, str] = {}
    for col, own in enumerate(lines):
        if len(own) > 1 and _CALENDAR_YEAR.fullmatch(own[-2]):
            month = parse_period(f"{own[-1]} {own[-2]}")
            if month is not None and MONTH.fullmatch(month):
                told[col] = month
    if not told:
        return list(periods)
    within = [(a, b) for a, b in pairwise(told) if lines[a][-2] == lines[b][-2]]
    if any(_goes_over_turn(told[before], told[after]) for before, after in within):
        first = next(iter(told.values()))
        known = first.endswith("-04") or year_of(reporting) == year_of(first)
        dated = {col: _of_financial_year(month) if known else None for col, month in told.items()}
    else:
        calendar = _are_calendar(sorted(told.values()), reporting)
        dated = {col: m if calendar or m[-2:] >= "04" else None for col, m in told.items()}
    return [dated.get(col, period) for col, period in enumerate(periods)]


def _goes_over_turn(before: str, after: str) -> bool:
    """Whether a month under the name of the one before it is of the next calendar year: half a
    year or more further up. Months that go back step by step are printed newest first."""
    return int(before[-2:]) - int(after[-2:]) > _HALF_YEAR


def _of_financial_year(month: str) -> str:
    """A month of the calendar year that a financial one is named after, as one of the latter:
    January 2024 under "2024" is that of 2025."""
    return month if month[-2:] >= "04" else f"{int(month[:4]) + 1}{month[4:]}"


def _are_calendar(months: Sequence[str], reporting: str | None) -> bool:
    """Whether months are those of calendar years: they follow each other over the turn of the
    year, none is one of the first that financial years name otherwise, or they go up to the
    reporting period."""
    follow = all(period_after(one) == other for one, other in pairwise(months))
    over = follow and months[0][:4] < months[-1][:4]
    shared = all(month[-2:] >= "04" for month in months)
    ends = reporting is not None and last_month(months[-1]) == last_month(reporting)
    return over or shared or ends
