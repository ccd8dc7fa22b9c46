"""The texts of cells: shared string items and inline strings, their runs joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlscorecard.refresh.opc.markup import ATTRIBUTES, Buffer, read_markup, unescape
from xlscorecard.refresh.rows.cells import decode_text


def element_pattern(name: bytes) -> re.Pattern[bytes]:
    """Matches an element of a name, whatever its prefix; group 2 is its content, if any."""
    tag = rb"(?:[\w.\-]+:)?" + name
    return re.compile(
        rb"<" + tag + rb"(?=[\s/>])" + ATTRIBUTES + rb"(?:(?<=/)>|>(.*?)</" + tag + rb"\s*>)",
        re.DOTALL,
    )


_ITEM = element_pattern(b"si")
_PHONETIC = element_pattern(b"rPh")
_TEXT = element_pattern(b"t")


def iter_items(data: Buffer, file: str, part: str) -> Iterator[bytes]:
    """The insides of a shared strings part's items, in order; raises CannotRead."""
    for match in _ITEM.finditer(read_markup(data, file, part)):
        yield bytes(match[2] or b"")


def plain_text(inside: Buffer) -> str:
    """The text of a string item or inline string: its runs joined, phonetic hints left out."""
    if b"rPh" in inside:
        inside = _PHONETIC.sub(b"", inside)
    runs = (unescape(match[2].decode("utf-8")) for match in _TEXT.finditer(inside) if match[2])
    return decode_text("".join(runs))
