"""Periods of a template's columns, and which of them is this quarter's."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from xlscorecard.values.confusables import fold_words
from xlscorecard.values.normal_period import MONTH, QUARTER, YEAR
from xlscorecard.values.period import parse_period, previous_year, year_of

_ANY_YEAR = "2001/02"


class ColumnPeriod(NamedTuple):
    """``part`` is "Q2", "M06" (June) or "" for a whole year; ``year`` "2017/18" or None."""

    part: str
    year: str | None

    @property
    def text(self) -> str | None:
        """As the model writes it ("2017/18 Q2", "2017-06"); None without a year."""
        if self.year is None:
            return None
        if self.part.startswith("M"):
            month = int(self.part[1:])
            return f"{int(self.year[:4]) + (month < 4)}-{month:02d}"
        return f"{self.year} {self.part}".strip()


def split_period(period: str) -> ColumnPeriod | None:
    """A period of the model: its year and its part; None for academic years and the like."""
    year = year_of(period)
    if year is None:
        return None
    if YEAR.fullmatch(period):
        return ColumnPeriod("", year)
    if quarter := QUARTER.fullmatch(period):
        return ColumnPeriod(f"Q{quarter['number']}", year)
    month = MONTH.fullmatch(period)
    return ColumnPeriod(f"M{month['number']}", year) if month else None


def parse_column_period(heading: object, above: str, year: str | None) -> ColumnPeriod | None:
    """The period of a column from its heading, the heading above it, and the block's year."""
    if isinstance(heading, date):
        return split_period(f"{heading.year}-{heading.month:02d}")
    text = str(heading or "")
    own = parse_period(text)
    if own is not None:
        return split_period(own)
    part = split_period(parse_period(text, year=_ANY_YEAR) or "") if _partial(text) else None
    over = parse_period(above)
    if over is not None:
        found = split_period(over)
        if found is None:
            return None
        return ColumnPeriod(part.part if part else found.part, found.year)
    if part is None and _partial(above):
        part = split_period(parse_period(above, year=_ANY_YEAR) or "")
    if part is not None and part.part:
        return ColumnPeriod(part.part, year)
    return None


def _partial(text: str) -> bool:
    """Whether a text names a quarter or a month without its year: "Q2", "Apr", "Q2 Actual"."""
    words = fold_words(text)
    if not words or len(words) > 30:
        return False
    found = parse_period(words, year=_ANY_YEAR)
    return found is not None and found != _ANY_YEAR and found != previous_year(_ANY_YEAR)


def period_rank(period: str | None) -> tuple[int, int, int]:
    """For sorting: by where the period ends, whole years after their quarters."""
    found = split_period(period) if period else None
    if found is None or found.year is None:
        return (0, 0, 0)
    if found.part.startswith("Q"):
        return (int(found.year[:4]), int(found.part[1]) * 3, 1)
    if found.part.startswith("M"):
        return (int(found.year[:4]), (int(found.part[1:]) - 4) % 12 + 1, 0)
    return (int(found.year[:4]), 12, 2)


def next_year(year: str) -> str:
    """The financial year after: "2018/19" for "2017/18"."""
    start = int(year[:4]) + 1
    return f"{start}/{(start + 1) % 100:02d}"


def period_before(period: str | None) -> str | None:
    """The quarter before a quarter, the month before a month; None for whole years."""
    found = split_period(period) if period else None
    if found is None or found.year is None or not found.part:
        return None
    if found.part.startswith("Q"):
        quarter = int(found.part[1])
        year = found.year if quarter > 1 else previous_year(found.year)
        return ColumnPeriod(f"Q{(quarter - 2) % 4 + 1}", year).text
    month = int(found.part[1:])
    year = found.year if month != 4 else previous_year(found.year)
    return ColumnPeriod(f"M{(month - 2) % 12 + 1:02d}", year).text
