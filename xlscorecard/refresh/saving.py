"""Saving over somebody's file: told who has it open, and a dated backup first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.hold import hold


def find_holder(path: Path) -> str | None:
    """Who has a workbook open, by the owner file that Excel and LibreOffice lay beside it.

    None when nobody has. Excel's ``~$`` file starts with the length of the name, then the
    name; LibreOffice's ``.~lock.`` file is a line of fields divided by commas.
    """
    owner = path.with_name("~$" + path.name)
    if owner.is_file():
        data = _read_owner(owner)
        name = data[1 : 1 + data[0]].decode("latin-1", "replace").strip(" \0") if data else ""
        return name or "somebody"
    lock = path.with_name(f".~lock.{path.name}#")
    if lock.is_file():
        fields = _read_owner(lock).decode("utf-8", "replace").split(",")
        return next((field.strip() for field in fields if field.strip()), "somebody")
    return None


def _read_owner(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError:  # Excel holds it open on Windows: that it exists is answer enough
        return b""


@contextmanager
def reserve(path: Path) -> Iterator[None]:
    """Keep other runs from writing to a workbook while the block lasts. Raises Refused when it
    is open elsewhere, or another run has it."""
    if path.is_dir():
        raise Refused(str(path), "this is a folder", advice="Name a workbook.")
    with hold(path):
        _check_free(path)
        yield


def _check_free(path: Path) -> None:
    holder = find_holder(path)
    if holder is not None:
        raise Refused(
            str(path),
            f"{holder} has it open",
            advice="Ask them to close it, or write to another file with -o."
            " If nobody has it open, delete the owner file beside it.",
        )
    if path.exists() and not os.access(path, os.W_OK):
        raise Refused(str(path), "it is read-only", advice="Write to another file with -o.")


def write_backup(path: Path, now: datetime | None = None) -> Path:
    """A copy with the day and time in its name, beside the workbook; raises CannotWrite."""
    moment = (now or datetime.now()).strftime("%Y-%m-%d %H%M%S")
    twin = path.with_name(f"{path.stem} (before {moment}){path.suffix}")
    number = 1
    while twin.exists():
        number += 1
        twin = path.with_name(f"{path.stem} (before {moment} {number}){path.suffix}")
    write_whole(twin, lambda part: _copy(path, part))
    return twin


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
