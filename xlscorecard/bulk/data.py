"""Data files, which are outputs of convert, read in a worker: one from a stranger may hang or
eat memory as a paper may. What it holds comes back through a temporary file."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from enum import IntEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from xlscorecard.bulk.frames import receive, receive_row, send, send_row
from xlscorecard.bulk.jobs import Product
from xlscorecard.bulk.limits import MB, Limits
from xlscorecard.bulk.outcome import pack, scorecard_of
from xlscorecard.bulk.pool import do_job
from xlscorecard.model.decision import ReviewLine
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.outputs import read_data, read_for_writing, read_undecided

if TYPE_CHECKING:
    from xlscorecard.model.page import Page

# But for a store, which is read a paper at a time, a data file is held as a whole. Measured with
# 66,000 values: 6.5 KB for each value of JSON, 9.3 of CSV, 8.1 of Parquet, 5.0 of a workbook (1.6
# of a store, 4.7 where they are all of one paper). So this is enough for 200,000 values.
_MEMORY_MB = 2_000
# On top of a page's time, for each megabyte: five times what was measured (0.12 seconds for JSON,
# 0.17 for CSV, 0.33 for a store, 2.4 for a workbook, 13 for Parquet, which is packed best).
_SECONDS_A_MB = {".json": 0.6, ".csv": 0.9, ".parquet": 65.0, ".sqlite": 1.7, ".db": 1.7}
_SECONDS_A_MB_OF_A_WORKBOOK = 12.0


class _How(IntEnum):
    DECIDED = 0
    AS_READ = 1
    FOR_WRITING = 2


class DataFile:
    """What a data file holds, on the disk until nobody needs it any more: its scorecards, one at
    a time and as often as wanted, and its ``lines`` of doubts and what was decided of them."""

    def __init__(self, folder: tempfile.TemporaryDirectory[str], name: str) -> None:
        self._folder = folder
        self._path = Path(folder.name, name)
        with self._path.open("rb") as file:
            self.lines = tuple(_lines(file))

    def __iter__(self) -> Iterator[Scorecard]:
        with self._path.open("rb") as file:
            for _ in _lines(file):
                pass
            size = self._path.stat().st_size
            while file.tell() < size:
                yield scorecard_of(receive(file))


def read_decided(path: Path, limits: Limits | None = None) -> DataFile:
    """What ``outputs.read_data`` gives. Raises CannotRead."""
    return _read(path, _How.DECIDED, limits)


def read_as_read(path: Path, limits: Limits | None = None) -> DataFile:
    """What ``outputs.read_undecided`` gives. Raises CannotRead."""
    return _read(path, _How.AS_READ, limits)


def read_to_write(path: Path, limits: Limits) -> DataFile:
    """What ``outputs.read_for_writing`` gives. Raises CannotRead."""
    return _read(path, _How.FOR_WRITING, limits)


def _read(path: Path, how: _How, limits: Limits | None) -> DataFile:
    folder = tempfile.TemporaryDirectory(
        prefix="xlscorecard-",
        ignore_cleanup_errors=True,  # on Windows while somebody still reads
    )
    made = Path(folder.name, "scorecards")
    job = functools.partial(_gather, how, made)
    do_job(path, job, limits_for_data(path, limits), reads_papers=False)
    return DataFile(folder, made.name)


def limits_for_data(path: Path, limits: Limits | None = None) -> Limits:
    """Time by the size of the file, and the memory that a whole one takes."""
    limits = limits or Limits()
    size = path.stat().st_size if path.is_file() else 0
    slowness = _SECONDS_A_MB.get(path.suffix.lower(), _SECONDS_A_MB_OF_A_WORKBOOK)
    return replace(
        limits,
        page_seconds=limits.page_seconds + slowness * size / MB,
        memory_mb=max(limits.memory_mb, _MEMORY_MB),
    )


def _gather(how: _How, made: Path, path: Path, _watch: Callable[[Page], None]) -> Product:
    """The worker's job: put the scorecards of ``path`` into the new file ``made``."""
    lines: Iterable[ReviewLine] = ()
    cards: Iterable[Scorecard]
    if how is _How.FOR_WRITING:
        cards, lines = read_for_writing(path)
    else:
        cards = (read_data if how is _How.DECIDED else read_undecided)(path) or ()
    with made.open("xb") as file:
        for line in lines:
            send_row(file, asdict(line))
        send_row(file, {})
        for card in cards:
            send(file, pack(card))
    return Product(b"made")


def _lines(file: IO[bytes]) -> Iterator[ReviewLine]:
    while row := receive_row(file):
        yield ReviewLine(**cast("dict[str, Any]", row))
