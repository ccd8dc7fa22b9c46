"""Periods that headers say only together: initials of months in a row, quarters that go on."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.values.period import MONTH_NAMES, parse_period, period_after, year_of

_MONTHS = tuple(name[:3] for name in (*MONTH_NAMES[3:], *MONTH_NAMES[:3]))
_INITIALS = "".join(month[0] for month in _MONTHS)
# Shorter runs of initials stand in the year twice ("J", "A") or may be anything ("N", "D").
_LEAST = 5


def month_initials(headers: Sequence[str]) -> dict[int, str]:
    """The months of columns headed by nothing but their initials, in the order of the financial
    year: "A M J J A S". Column -> "Apr"."""
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


def carried_periods(headers: Sequence[str], periods: Sequence[str | None]) -> list[str | None]:
    """The periods of columns, where a quarter or month without a year goes on from the dated
    one before it: "Q3 22/23 | Q4 | Q1". Others stay as they are."""
    found: list[str | None] = []
    last: str | None = None
    for header, period in zip(headers, periods, strict=True):
        after = period_after(last) if last is not None else None
        dated = parse_period(header)
        if dated is not None:
            last = dated
        elif after is not None and parse_period(header, year=year_of(after)) == after:
            period = last = after  # noqa: PLW2901
        elif parse_period(header, year="2000/01") is not None:
            last = None  # another row of periods begins
        found.append(period)
    return found
