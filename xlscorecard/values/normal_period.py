"""The normal form of periods: "2017/18", "2017/18 Q1", "2017-06"."""

from __future__ import annotations

import re

YEAR = re.compile(r"(?P<year>\d{4}/\d{2})")
QUARTER = re.compile(r"(?P<year>\d{4}/\d{2}) Q(?P<number>[1-4])")
MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})")
_DIGIT = re.compile(r"\d")


def is_part_of_year(period: str) -> bool:
    """Whether a period is a quarter or a month."""
    return any(form.fullmatch(period) for form in (QUARTER, MONTH))


def is_normal(period: str) -> bool:
    """Whether a period is a financial year, a quarter or a month, and no academic year."""
    return YEAR.fullmatch(period) is not None or is_part_of_year(period)


def form_of(period: str | None) -> str:
    """The form of a period, that of a year, a quarter or a month: those of one can be ordered."""
    return _DIGIT.sub("0", period or "")


def last_month(period: str) -> int:
    """The month in which a year, a quarter or a month ends, counted through the years."""
    month, quarter = MONTH.fullmatch(period), QUARTER.fullmatch(period)
    if month:
        return 12 * int(month["year"]) + int(month["number"])
    return 12 * int(period[:4]) + 3 + 3 * (int(quarter["number"]) if quarter else 4)


def lies_in(period: str, whole: str) -> bool:
    """Whether a month is one of a quarter, a month or a quarter one of a year."""
    for outer, inner, months in ((QUARTER, (MONTH,), 3), (YEAR, (MONTH, QUARTER), 12)):
        if outer.fullmatch(whole) and any(form.fullmatch(period) for form in inner):
            return 0 <= last_month(whole) - last_month(period) < months
    return False


def ends_after(period: str, other: str) -> bool:
    """Whether a period ends after another one that it does not hold, as the year to date holds its
    first quarter; not told of periods that have no normal form."""
    if not (is_normal(period) and is_normal(other)):
        return False
    return last_month(period) > last_month(other) and not lies_in(other, period)
