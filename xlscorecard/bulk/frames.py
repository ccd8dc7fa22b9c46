"""Messages through a pipe: four bytes of length, then JSON or packed bytes."""

from __future__ import annotations

import json
import struct
from typing import IO

from xlscorecard.bulk.outcome import MOST_BYTES
from xlscorecard.model.fields import Row

_LENGTH = struct.Struct(">I")


class Broken(Exception):
    """The other side has died or speaks nonsense."""


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write one message."""
    try:
        pipe.write(_LENGTH.pack(len(content)) + content)
        pipe.flush()
    except (OSError, ValueError) as error:
        raise Broken from error


def receive(pipe: IO[bytes]) -> bytes:
    """Read one message; raises Broken at the pipe's end."""
    try:
        head = pipe.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise Broken
        (length,) = _LENGTH.unpack(head)
        content = pipe.read(length) if length <= MOST_BYTES else b""
    except (OSError, ValueError) as error:
        raise Broken from error
    if len(content) != length:
        raise Broken
    return content


def send_row(pipe: IO[bytes], row: Row) -> None:
    """Write a message of plain texts and numbers."""
    send(pipe, json.dumps(row).encode("ascii"))


def receive_row(pipe: IO[bytes]) -> Row:
    """Read such a message."""
    try:
        row = json.loads(receive(pipe))
    except ValueError as error:
        raise Broken from error
    if not isinstance(row, dict):
        raise Broken
    return row
