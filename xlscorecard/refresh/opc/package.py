"""The OPC package, read: a zip's parts by name, and what they point at (ECMA-376 part 2)."""

from __future__ import annotations

import os
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from xlscorecard.model.archive import refuse_no_file
from xlscorecard.model.errors import CannotRead, Refused
from xlscorecard.refresh.opc.markup import Buffer, parse_xml

Pieces = Sequence[Buffer | memoryview]
"""A part's new content, in pieces that are written one after the other."""

_LARGEST_PART = 2_000_000_000
_LARGEST_PARTS = 6_000_000_000
_BOMB_FLOOR = 50_000_000
_BOMB_RATIO = 400  # a sheet of one repeated number reaches about 150, a bomb about 1000
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Relationship:
    """``kind`` is the last word of its type (``worksheet``), the same in strict workbooks.
    ``target`` is a part's name as asked for, or an address outside the package."""

    key: str
    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """A zip as it stands on disk. Parts are asked for by name, whatever the case or slash."""

    path: Path
    entries: tuple[zipfile.ZipInfo, ...]
    stamp: tuple[int, int]
    comment: bytes = b""
    _names: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def has(self, name: str) -> bool:
        return plain_name(name) in self._names

    def name_of(self, name: str) -> str:
        """The name as the zip spells it; raises CannotRead when there is no such part."""
        return self._entry(name).filename

    def read(self, name: str) -> Buffer:
        """A part's bytes, checked against its checksum; raises CannotRead."""
        return _inflate(self.path, self._entry(name))

    def _entry(self, name: str) -> zipfile.ZipInfo:
        try:
            return self.entries[self._names[plain_name(name)]]
        except KeyError:
            raise CannotRead(
                str(self.path),
                f"the workbook lacks a part that it names ({name})",
                advice="Open it in Excel, let it repair the file, save it and try again.",
            ) from None

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """What a part (``""`` for the package itself) points at."""
        where = relationships_name(name)
        if not self.has(where):
            return ()
        root = parse_xml(self.read(where), str(self.path), where)
        found = []
        for element in root:
            if not isinstance(element.tag, str) or not element.tag.endswith("}Relationship"):
                continue
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            if not external:
                target = _resolve(target, name)
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found.append(Relationship(element.get("Id") or "", kind, target, external))
        return tuple(found)


def relationships_name(name: str) -> str:
    """``xl/workbook.xml`` has its relationships in ``xl/_rels/workbook.xml.rels``."""
    folder, _, base = name.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def _resolve(target: str, source: str) -> str:
    target = target.replace("\\", "/").split("#")[0]
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def plain_name(name: str) -> str:
    """A part's name for comparing: case, slashes and a leading one do not matter, nor whether
    letters are written as such or, as in an address, by their number ("%20")."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def read_package(path: Path) -> Package:
    """Read a workbook's directory; raises CannotRead for what is no readable workbook."""
    try:
        if not path.is_file():
            refuse_no_file(path)
            raise CannotRead(str(path), "there is no such file")
        status = path.stat()
        with path.open("rb") as file:
            start = file.read(8)
        if start == _OLE:
            raise CannotRead(
                str(path),
                "it is protected by a password, or it is an .xls of the old kind",
                advice="Save it in Excel as .xlsx without a password to open it.",
            )
        with zipfile.ZipFile(path) as archive:
            entries, comment = tuple(archive.infolist()), archive.comment
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise CannotRead(
            str(path),
            f"not a readable .xlsx or .xlsm workbook ({_short(error)})",
            advice="Open it in Excel and save it again.",
        ) from error
    if len({entry.header_offset for entry in entries}) < len(entries):
        raise CannotRead(
            str(path),
            "two of its parts lie on the same place, as in a zip bomb",
            advice="Do not trust this file; ask for a new copy.",
        )
    names: dict[str, int] = {}
    for index, entry in enumerate(entries):
        _check_entry(path, entry)
        if entry.is_dir():
            continue
        plain = plain_name(entry.filename)
        if plain in names:
            _check_twins(path, entries[names[plain]], entry)
        names[plain] = index
    if sum(entry.file_size for entry in entries) > _LARGEST_PARTS:
        raise CannotRead(str(path), "it unpacks to more than 6 GB")
    return Package(path, entries, (status.st_mtime_ns, status.st_size), comment, names)


def _check_twins(path: Path, one: zipfile.ZipInfo, two: zipfile.ZipInfo) -> None:
    """Raises CannotRead where two parts of one name differ: zipfile, openpyxl and LibreOffice
    take the last, Apache POI before 5.4 took the first (CVE-2025-31672), Excel calls the file
    damaged. Nobody knows then which figures the council has in mind."""
    alike = (one.CRC, one.file_size) == (two.CRC, two.file_size)
    if alike and _inflate(path, one) == _inflate(path, two):
        return
    raise CannotRead(
        str(path),
        f"it holds two different parts of the same name ({two.filename}): which one is meant?",
        advice="Open it in Excel and save it again.",
    )


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise CannotRead(str(path), "its parts are encrypted", advice="Remove the password first.")
    bomb = entry.file_size > _BOMB_FLOOR and entry.file_size > _BOMB_RATIO * entry.compress_size
    if entry.file_size > _LARGEST_PART or bomb:
        raise CannotRead(
            str(path), f"{entry.filename} unpacks to {entry.file_size} bytes: that is no scorecard"
        )


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]


def data_offset(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Where an entry's compressed bytes start; raises CannotRead."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise CannotRead(file.name, f"the zip is damaged at {entry.filename}")
    name, extra = struct.unpack("<HH", header[26:30])
    return int(entry.header_offset + 30 + name + extra)


def _inflate(path: Path, entry: zipfile.ZipInfo) -> Buffer:
    damaged = CannotRead(
        str(path),
        f"the zip is damaged at {entry.filename}",
        advice="Open it in Excel, let it repair the file, save it and try again.",
    )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CannotRead(str(path), f"{entry.filename} is packed in a way that Excel does not use")
    # Filled in place: joining blocks would need the memory twice.
    content = bytearray(entry.file_size)
    filled, left = 0, entry.compress_size
    unpack = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    try:
        with path.open("rb") as file:
            file.seek(data_offset(file, entry))
            while left > 0:
                raw = file.read(min(_CHUNK, left))
                if not raw:
                    raise damaged
                left -= len(raw)
                while raw:
                    if unpack is None:
                        block, raw = raw, b""
                    else:
                        block = unpack.decompress(raw, _CHUNK)
                        raw = unpack.unconsumed_tail
                    if filled + len(block) > entry.file_size:
                        raise damaged
                    content[filled : filled + len(block)] = block
                    filled += len(block)
            if unpack is not None:
                block = unpack.flush()
                if filled + len(block) > entry.file_size:
                    raise damaged
                content[filled : filled + len(block)] = block
                filled += len(block)
    except (zlib.error, OSError) as error:
        raise damaged from error
    if filled != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise damaged
    return content if filled > _CHUNK else bytes(content)


def check_unchanged(package: Package) -> None:
    """Raises Refused when the workbook was saved by somebody since it was read."""
    status = os.stat(package.path)  # noqa: PTH116 - the same call that filled the stamp
    if (status.st_mtime_ns, status.st_size) != package.stamp:
        raise Refused(
            str(package.path),
            "somebody saved it while it was being refreshed",
            advice="Start again, so that nothing of theirs is lost.",
        )
