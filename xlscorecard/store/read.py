"""Reading any of the outputs back, but workbooks: those are another room's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.csv import read_csv
from xlscorecard.store.json import read_json
from xlscorecard.store.parquet import read_parquet
from xlscorecard.store.sqlite import iterate_sqlite, read_sqlite

READERS: dict[str, Callable[[Path], tuple[Scorecard, ...]]] = {
    ".json": read_json,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".sqlite": read_sqlite,
    ".db": read_sqlite,
}


def read_data(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of a .json, .csv, .parquet or .sqlite file. Raises CannotRead."""
    if not path.exists():
        raise CannotRead(str(path), "there is no such file")
    if not path.is_file():
        raise CannotRead(str(path), "not a regular file", advice="Name one file.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise CannotRead(str(path), f"its ending is none of {known}", advice="Name such a file.")
    return reader(path)


def iterate_data(path: Path) -> Iterator[Scorecard]:
    """The same, one at a time where the form allows it."""
    if READERS.get(path.suffix.lower()) is read_sqlite:
        yield from iterate_sqlite(path)
    else:
        yield from read_data(path)
