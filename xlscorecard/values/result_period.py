"""The period that a result's own date names: "69 (Dec)", "Mar" under "Latest month"."""

from __future__ import annotations

from xlscorecard.values.ledger import ledger_period, month_of_period
from xlscorecard.values.normal_period import QUARTER, is_part_of_year, last_month
from xlscorecard.values.period import parse_period, previous_year, year_of

# Papers go out with figures newer than the period that they report on.
_NEWER_MONTHS = 2


def period_of_result(text: str, reporting: str | None) -> str | None:
    """The period that a text names, as ``parse_period`` does. A month or quarter without its
    year is of the year before where it would lie behind the ``reporting`` period: "Mar" in a
    paper on December. An accounting period ("Period 9") is the month with which it ends, where
    the text names no months or quarter beside it ("Period 1 (Apr-Jun)")."""
    year = year_of(reporting)
    found = parse_period(text, year=year)
    part = found is not None and is_part_of_year(found)
    number = None if part else ledger_period(text)
    if number is not None and (of := year_of(parse_period(text)) or year) is not None:
        return month_of_period(number, of) or of
    if found is None or reporting is None or year is None or parse_period(text) is not None:
        return found
    if not part:
        return found
    newer = 0 if QUARTER.fullmatch(found) else _NEWER_MONTHS
    if last_month(found) <= last_month(reporting) + newer:
        return found
    return parse_period(text, year=previous_year(year))
