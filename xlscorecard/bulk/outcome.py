"""How the conversion of one paper ended, and its scorecard as it travels between processes.

A worker has read a stranger's file, so nothing that it sends is unpickled: outcomes travel and
rest as JSON.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.fields import Row
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.store.cells import CellTables, in_parts, json_pieces, of_parts

# A paper of a thousand pages has 4 MB packed.
MOST_BYTES = 200_000_000
_BLOCK = 2_000_000


class Ending(StrEnum):
    """How a paper's conversion ended."""

    READ = "read"
    REFUSED = "refused"  # damaged, locked, not a paper: the reader says why
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"  # its process died
    ERROR = "error"  # a fault of ours


@dataclass(frozen=True, slots=True)
class Outcome:
    """One paper's conversion. ``source`` is the paper's whole path or address, ``reader`` the
    version that read it, ``rules`` the rules that judged it. ``allowed`` is the limit that it
    went over (or may have, where it crashed), in seconds or megabytes. ``seconds`` and ``peak_mb``
    go to the log only.
    """

    source: str
    ending: Ending
    sha256: str = ""
    reader: str = ""
    rules: str = ""
    reason: str = ""
    place: str = ""
    advice: str = ""
    allowed: float | None = None
    pages: int = 0
    records: int = 0
    values: int = 0
    looks: int = 0
    seconds: float = 0.0
    peak_mb: float = 0.0

    def error(self, shown: str) -> CannotRead:
        """A failure as the error that a user sees; ``shown`` is the paper as the user named it."""
        return CannotRead(shown, self.reason, place=self.place, advice=self.advice)


@dataclass(frozen=True, slots=True)
class Conversion:
    """An outcome with what its job has made, packed; None where the paper could not be read."""

    outcome: Outcome
    packed: bytes | None = None

    def scorecard(self) -> Scorecard | None:
        """The scorecard, unpacked."""
        return None if self.packed is None else scorecard_of(self.packed)


def pack(scorecard: Scorecard) -> bytes:
    """A scorecard as compressed JSON, a line for each of its parts; the same scorecard gives
    the same bytes."""
    press = zlib.compressobj(1)
    pressed = (press.compress(piece.encode("ascii")) for piece in _lines(scorecard))
    return b"".join([*filter(None, pressed), press.flush()])


def _lines(scorecard: Scorecard) -> Iterator[str]:
    joint = ""
    for part in in_parts(scorecard):
        yield joint
        yield from json_pieces(part)
        joint = "\n"


def scorecard_of(packed: bytes) -> Scorecard:
    """The scorecard of :func:`pack`."""
    return of_parts(unpack(packed))


def unpack(packed: bytes) -> Iterator[CellTables]:
    """The parts of :func:`pack`, one at a time."""
    begun = b""
    for block in _blocks(packed):
        *whole, last = block.split(b"\n")
        for line in whole:
            yield _tables(begun + line)
            begun = b""
        begun += last
        if len(begun) > MOST_BYTES:
            break
    yield _tables(begun)


def _blocks(packed: bytes) -> Iterator[bytes]:
    opened = zlib.decompressobj()
    while packed:
        yield opened.decompress(packed, _BLOCK)
        packed = opened.unconsumed_tail
    yield opened.flush()


def _tables(line: bytes) -> CellTables:
    data = json.loads(line)
    assert isinstance(data, dict)  # noqa: S101  of our own making
    return data


def outcome_row(outcome: Outcome) -> Row:
    """An outcome as plain texts and numbers."""
    return asdict(outcome)


def outcome_of(row: Row) -> Outcome:
    """An outcome from :func:`outcome_row`."""
    known = {field.name for field in fields(Outcome)}
    told = {name: value for name, value in row.items() if name in known}
    return Outcome(**(told | {"ending": Ending(str(row["ending"]))}))  # type: ignore[arg-type]
