"""Writing a package: untouched parts are copied as they are compressed, in their order.

Zip records after APPNOTE.TXT 6.3.10 (PKWARE): 4.3.7 local header, 4.3.12 central directory,
4.3.14 and 4.3.15 zip64 end records.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.opc.markup import Buffer
from xlscorecard.refresh.opc.package import Package, Pieces, data_offset, plain_name

_CHUNK = 1 << 20
_ZIP64 = 0xFFFF_FFFF


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
    part name; a name that the package has not is a new part. Where a name stands twice, both
    parts get the new content, so that every program reads the same.
    """
    wanted = {plain_name(name): content for name, content in changes.items()}
    spelled = {plain_name(name): name for name in changes}
    done: list[_Written] = []
    with package.path.open("rb") as source:
        for entry in package.entries:
            plain = plain_name(entry.filename)
            if plain not in wanted or entry.is_dir():
                done.append(_copy(source, entry, file))
                continue
            spelled.pop(plain, None)
            content = wanted[plain]
            if content is not None:
                done.append(_pack(entry, content, file))
    for plain, name in spelled.items():
        content = wanted[plain]
        if content is not None:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
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


def _common_fields(part: _Written, extra: bytes, *, packed: int, size: int) -> bytes:
    """What a part's local header and its entry in the central directory share."""
    return struct.pack(
        "<HHHHHIIIHH",
        45 if extra else 20,  # the version needed: 4.5 brought zip64
        part.flags,
        part.method,
        part.time,
        part.date,
        part.crc,
        packed,
        size,
        len(part.name),
        len(extra),
    )


def _wide_sizes(*sizes: int) -> bytes:
    """The extra field of zip64; nothing where there is nothing to hold."""
    return struct.pack(f"<HH{len(sizes)}Q", 1, 8 * len(sizes), *sizes) if sizes else b""


def _local_header(part: _Written, *, wide: bool) -> bytes:
    extra = _wide_sizes(part.size, part.packed) if wide else b""
    packed, size = (_ZIP64, _ZIP64) if wide else (part.packed, part.size)
    fields = _common_fields(part, extra, packed=packed, size=size)
    return b"PK\x03\x04" + fields + part.name + extra


def _directory_entry(part: _Written) -> bytes:
    extra = _wide_sizes(*(v for v in (part.size, part.packed, part.offset) if v >= _ZIP64))
    packed, size = min(part.packed, _ZIP64), min(part.size, _ZIP64)
    made_by = struct.pack("<H", 45 if extra else 20)
    fields = _common_fields(part, extra, packed=packed, size=size)
    rest = struct.pack("<HHHII", 0, 0, 0, part.attributes, min(part.offset, _ZIP64))
    return b"PK\x01\x02" + made_by + fields + rest + part.name + extra


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
    source.seek(data_offset(source, entry))
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
    file.writelines(_directory_entry(part) for part in parts)
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
