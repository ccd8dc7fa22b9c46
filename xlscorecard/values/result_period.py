"""The period that a result's own date names: "69 (Dec)", "Mar" under "Latest month"."""

from __future__ import annotations

import re

from xlscorecard.values.period import parse_period, previous_year, year_of

# Periods in normal form.
_QUARTER = re.compile(r"(?P<year>\d{4})/\d{2} Q(?P<quarter>[1-4])")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
# Papers go out with figures newer than the period that they report on.
_NEWER_MONTHS = 2


def period_of_result(text: str, reporting: str | None) -> str | None:
    """The period that a text names, as ``parse_period`` does. A month or quarter without its
    year is of the year before where it would lie behind the ``reporting`` period: "Mar" in a
    paper on December."""
    year = year_of(reporting)
    found = parse_period(text, year=year)
    if found is None or reporting is None or year is None or parse_period(text) is not None:
        return found
    if not (_QUARTER.fullmatch(found) or _MONTH.fullmatch(found)):
        return found
    newer = 0 if _QUARTER.fullmatch(found) else _NEWER_MONTHS
    if _last_month(found) <= _last_month(reporting) + newer:
        return found
    return parse_period(text, year=previous_year(year))


def _last_month(period: str) -> int:
    """The month in which a period ends, counted through the years."""
    month, quarter = _MONTH.fullmatch(period), _QUARTER.fullmatch(period)
    if month:
        return 12 * int(month["year"]) + int(month["month"])
    return 12 * int(period[:4]) + 3 + 3 * (int(quarter["quarter"]) if quarter else 4)
