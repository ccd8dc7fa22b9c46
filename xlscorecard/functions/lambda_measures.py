"""The ASCOF catalogue as the constants of a LAMBDA: which code means what from when to when.

The constants are asked of the function ASCOF itself, code by code and year by year, so that
the LAMBDA cannot answer otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from xlscorecard.functions.measures import FIELDS, field_of, measure_of
from xlscorecard.values.catalogue import CatalogueMeasure, catalogue

# The financial years that the LAMBDA reads: 2000/01 to 2099/00.
_YEARS = range(2000, 2100)
NO_YEAR = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A code in normal form, the years for which it means a measure (both NO_YEAR where none
    need be given), and the measure's key."""

    code: str
    first: int
    last: int
    key: str


@cache
def entries() -> tuple[Entry, ...]:
    """All codes that mean something, each from the first to the last year of a meaning."""
    return tuple(entry for code in _codes() for entry in _entries(code))


@cache
def measures() -> tuple[CatalogueMeasure, ...]:
    """The measures behind the entries, in the order of the catalogue."""
    keys = {entry.key for entry in entries()}
    return tuple(measure for measure in catalogue() if measure.key in keys)


def column(field: str) -> Iterator[str]:
    """One of FIELDS for each of ``measures``."""
    assert field in FIELDS  # noqa: S101
    return (field_of(measure, field) for measure in measures())


def _codes() -> Iterator[str]:
    for base, letter, part, half in product("123456", "ABCDEFGHIJ", ("", *"123"), ("", *"AB")):
        yield f"{base}{letter}({part}{half})" if part or half else f"{base}{letter}"


def _entries(code: str) -> list[Entry]:
    found: list[Entry] = []
    alone = measure_of(code, None)
    if alone is not None:
        found.append(Entry(code, NO_YEAR, NO_YEAR, alone.key))
    for year in _YEARS:
        measure = measure_of(code, f"{year}/{(year + 1) % 100:02d}")
        if measure is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.key == measure.key and last.last == year - 1:
            found[-1] = Entry(code, last.first, year, measure.key)
        else:
            found.append(Entry(code, year, year, measure.key))
    return found
