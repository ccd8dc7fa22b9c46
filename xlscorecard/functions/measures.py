"""ASCOF: the national catalogue by code and year."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.functions.cells import Cell, Left, is_blank
from xlscorecard.functions.judge import UNKNOWN
from xlscorecard.values.catalogue import CatalogueMeasure, find_measure
from xlscorecard.values.period import parse_period, year_of
from xlscorecard.values.reference import normalise_code

FIELDS = ("title", "code", "unit", "polarity", "framework", "first year", "last year", "note")


def ascof(code: Cell, year: Cell | Left = Left.OUT, field: Cell | Left = Left.OUT) -> Cell:
    """ASCOF: what a code means in a financial year; "?" where the code alone does not tell,
    for fourteen codes mean something else since April 2023."""
    if is_blank(code):
        return ""
    wanted = "title" if isinstance(field, Left) or is_blank(field) else str(field).strip().lower()
    if wanted not in FIELDS or not isinstance(code, str):
        return UNKNOWN
    period = None
    if not isinstance(year, Left) and not is_blank(year):
        period = _year(year)
        if period is None:
            return UNKNOWN
    measure = measure_of(code, period)
    return UNKNOWN if measure is None else field_of(measure, wanted)


@lru_cache(maxsize=1024)
def measure_of(code: str, year: str | None) -> CatalogueMeasure | None:
    """The measure that a printed code means in a financial year ("2017/18"), or at any time."""
    if normalise_code(code) is None:
        return None
    measure = find_measure(code, "", year)
    return None if measure is None or (year is not None and not measure.ran_in(year)) else measure


def _year(year: Cell) -> str | None:
    """A financial year from "2017/18", "17/18" or the year in which it starts (2017)."""
    text = (
        f"{year:g}" if isinstance(year, float | int) and not isinstance(year, bool) else str(year)
    )
    if re.fullmatch(r"20\d\d", text.strip()):
        start = int(text)
        return f"{start}/{(start + 1) % 100:02d}"
    return year_of(parse_period(text))


def field_of(measure: CatalogueMeasure, field: str) -> str:
    """One of FIELDS, an empty text where the catalogue says nothing."""
    found = {
        "title": measure.title,
        "code": measure.code,
        "unit": measure.unit,
        "polarity": measure.polarity,
        "framework": measure.framework,
        "first year": measure.first_year,
        "last year": measure.last_year,
        "note": measure.note,
    }[field]
    return "" if found is None else str(found)
