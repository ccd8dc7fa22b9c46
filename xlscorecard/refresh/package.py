"""The OPC package: a zip whose untouched parts keep their compressed bytes byte for byte.

Zip records after APPNOTE.TXT 6.3.10 (PKWARE): 4.3.7 local header, 4.3.12 central directory,
4.3.14 and 4.3.15 zip64 end records. Part names after ECMA-376 part 2.
"""

from __future__ import annotations

import os
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from xlscorecard.model.errors import CannotRead, Refused
from xlscorecard.refresh.markup import Buffer, parse_xml

Pieces = Sequence[Buffer | memoryview]
"""A part's new content, in pieces that are written one after the other."""

_LARGEST_PART = 2_000_000_000
_LARGEST_PARTS = 6_000_000_000
_BOMB_FLOOR = 50_000_000
_BOMB_RATIO = 400  # a sheet of one repeated number reaches about 150, a bomb about 1000
_CHUNK = 1 << 20
_ZIP64 = 0xFFFF_FFFF
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


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
        return _plain(name) in self._names

    def name_of(self, name: str) -> str:
        """The name as the zip spells it; raises CannotRead when there is no such part."""
        return self._entry(name).filename

    def read(self, name: str) -> Buffer:
        """A part's bytes, checked against its checksum; raises CannotRead."""
        return _inflate(self.path, self._entry(name))

    def _entry(self, name: str) -> zipfile.ZipInfo:
        try:
            return self.entries[self._names[_plain(name)]]
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


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def read_package(path: Path) -> Package:
    """Read a workbook's directory; raises CannotRead for what is no readable workbook."""
    try:
        if not path.is_file():
            raise CannotRead(str(path), "there is no such file" if not path.exists() else "no file")
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
    names: dict[str, int] = {}
    for index, entry in enumerate(entries):
        _check_entry(path, entry)
        if entry.is_dir():
            continue
        plain = _plain(entry.filename)
        if plain in names:
            raise CannotRead(
                str(path),
                f"it holds two parts of the same name ({entry.filename}): which one is meant?",
                advice="Open it in Excel and save it again.",
            )
        names[plain] = index
    if sum(entry.file_size for entry in entries) > _LARGEST_PARTS:
        raise CannotRead(str(path), "it unpacks to more than 6 GB")
    return Package(path, entries, (status.st_mtime_ns, status.st_size), comment, names)


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


def _data_offset(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
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
            file.seek(_data_offset(file, entry))
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


@dataclass(frozen=True, slots=True)
class _Written:
    """What the central directory needs to know of a part that stands in the new zip."""

    name: bytes
    flags: int
    method: int
    date: int
    time: int
    crc: int
    packed: int
    size: int
    offset: int
    attributes: int


def write_package(package: Package, changes: Mapping[str, Pieces | None], file: BinaryIO) -> None:
    """Write the package with some parts changed (None: left out) and new ones at the end.

    Untouched parts are copied as they are compressed, in their order. ``changes`` is keyed by
    part name; a name that the package has not is a new part.
    """
    wanted = {_plain(name): content for name, content in changes.items()}
    spelled = {_plain(name): name for name in changes}
    done: list[_Written] = []
    with package.path.open("rb") as source:
        for entry in package.entries:
            plain = _plain(entry.filename)
            if plain not in wanted or entry.is_dir():
                done.append(_copy(source, entry, file))
                continue
            content = wanted.pop(plain)
            if content is not None:
                done.append(_pack(entry, content, file))
    for plain, content in wanted.items():
        if content is not None:
            entry = zipfile.ZipInfo(spelled[plain], (1980, 1, 1, 0, 0, 0))
            done.append(_pack(entry, content, file))
    _write_directory(done, package.comment, file)


def _encoded(entry: zipfile.ZipInfo) -> tuple[bytes, int]:
    name = entry.orig_filename
    if entry.flag_bits & 0x800:
        return name.encode("utf-8"), 0x800
    try:
        return name.encode("cp437"), 0
    except UnicodeEncodeError:
        return name.encode("utf-8"), 0x800


def _stamps(entry: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = entry.date_time
    return (max(year, 1980) - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2


def _local_header(part: _Written, *, wide: bool) -> bytes:
    extra = struct.pack("<HHQQ", 1, 16, part.size, part.packed) if wide else b""
    header = struct.pack(
        "<4sHHHHHIIIHH",
        b"PK\x03\x04",
        45 if wide else 20,
        part.flags,
        part.method,
        part.time,
        part.date,
        part.crc,
        _ZIP64 if wide else part.packed,
        _ZIP64 if wide else part.size,
        len(part.name),
        len(extra),
    )
    return header + part.name + extra


def _copy(source: BinaryIO, entry: zipfile.ZipInfo, file: BinaryIO) -> _Written:
    name, utf8 = _encoded(entry)
    date, time = _stamps(entry)
    # Bits 1 and 2 tell how hard deflate tried; bit 3 would promise sizes after the data.
    flags = utf8 | entry.flag_bits & 0x6
    part = _Written(
        name, flags, entry.compress_type, date, time, entry.CRC,
        entry.compress_size, entry.file_size, file.tell(), entry.external_attr,
    )  # fmt: skip
    wide = max(part.packed, part.size) >= _ZIP64
    file.write(_local_header(part, wide=wide))
    source.seek(_data_offset(source, entry))
    left = entry.compress_size
    while left > 0:
        block = source.read(min(_CHUNK, left))
        if not block:
            raise CannotRead(source.name, f"the zip is damaged at {entry.filename}")
        file.write(block)
        left -= len(block)
    return part


def _pack(entry: zipfile.ZipInfo, content: Pieces, file: BinaryIO) -> _Written:
    size = sum(len(piece) for piece in content)
    name, utf8 = _encoded(entry)
    date, time = _stamps(entry)
    offset = file.tell()
    wide = size >= _ZIP64 - (1 << 26)
    blank = _Written(name, utf8, 8, date, time, 0, 0, size, offset, entry.external_attr)
    file.write(_local_header(blank, wide=wide))
    # Level 6 halves the speed on a sheet of 100,000 rows for a tenth of the size.
    pack = zlib.compressobj(6 if size < 8 * _CHUNK else 2, zlib.DEFLATED, -15)
    crc = packed = 0
    for block in _blocks(content):
        crc = zlib.crc32(block, crc)
        out = pack.compress(block)
        packed += len(out)
        file.write(out)
    out = pack.flush()
    packed += len(out)
    file.write(out)
    end = file.tell()
    part = _Written(name, utf8, 8, date, time, crc, packed, size, offset, entry.external_attr)
    file.seek(offset)
    file.write(_local_header(part, wide=wide))
    file.seek(end)
    return part


def _blocks(content: Pieces) -> Iterable[bytes | memoryview]:
    """Pieces of a sensible size: many small ones are joined, large ones are cut."""
    small: list[Buffer | memoryview] = []
    held = 0
    for piece in content:
        if len(piece) < 4096:
            small.append(piece)
            held += len(piece)
            if held > 65536:
                yield b"".join(small)
                small, held = [], 0
            continue
        if small:
            yield b"".join(small)
            small, held = [], 0
        view = memoryview(piece)
        for start in range(0, len(view), _CHUNK):
            yield view[start : start + _CHUNK]
    if small:
        yield b"".join(small)


def _write_directory(parts: Sequence[_Written], comment: bytes, file: BinaryIO) -> None:
    start = file.tell()
    for part in parts:
        wide = [value for value in (part.size, part.packed, part.offset) if value >= _ZIP64]
        extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
        file.write(
            struct.pack(
                "<4sHHHHHHIIIHHHHHII",
                b"PK\x01\x02",
                45 if wide else 20,
                45 if wide else 20,
                part.flags,
                part.method,
                part.time,
                part.date,
                part.crc,
                min(part.packed, _ZIP64),
                min(part.size, _ZIP64),
                len(part.name),
                len(extra),
                0,
                0,
                0,
                part.attributes,
                min(part.offset, _ZIP64),
            )
        )
        file.write(part.name + extra)
    end = file.tell()
    length, count = end - start, len(parts)
    if count >= 0xFFFF or start >= _ZIP64 or length >= _ZIP64:
        file.write(
            struct.pack(
                "<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start
            )
        )
        file.write(struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1))
    file.write(
        struct.pack(
            "<4sHHHHIIH",
            b"PK\x05\x06",
            0,
            0,
            min(count, 0xFFFF),
            min(count, 0xFFFF),
            min(length, _ZIP64),
            min(start, _ZIP64),
            len(comment),
        )
    )
    file.write(comment)


def check_unchanged(package: Package) -> None:
    """Raises Refused when the workbook was saved by somebody since it was read."""
    status = os.stat(package.path)  # noqa: PTH116 - the same call that filled the stamp
    if (status.st_mtime_ns, status.st_size) != package.stamp:
        raise Refused(
            str(package.path),
            "somebody saved it while it was being refreshed",
            advice="Start again, so that nothing of theirs is lost.",
        )
