"""Layers of a PDF (optional content) that no viewer shows when it opens the paper.

A layer that is switched off holds drafts, other languages or older figures: nobody who reads or
prints the paper sees them, so they are taken off a page before it is read, and told.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Callable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from xlscorecard.pdf import native

_PROPERTIES = b"/OCProperties"
_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
# The dictionary of an object stream is shorter (bytes).
_DICTIONARY = 400
# A text box has a few marks; forms inside each other as ``read_pdf`` follows them.
_MOST_MARKS, _DEEPEST = 16, 12
_LONGEST_NAME = 512
# Object streams are some kilobytes, of long papers a few megabytes in all (bytes).
_LARGEST, _MOST_UNPACKED = 1_000_000, 50_000_000


def hidden_layers(path: Path) -> frozenset[str]:
    """The names of the layers that are switched off when a PDF is opened (PDF 1.7, 8.11.4). One
    whose name another layer has that shows is not among them: names are all that PDFium tells."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if not _has_layers(data):
            return frozenset()
    from xlscorecard.pdf.layer_settings import switched_off  # its parser takes long to import

    return switched_off(path)


def _has_layers(data: mmap) -> bool:
    """Whether a PDF may have layers: its catalogue, packed or not, holds their properties."""
    return data.find(_PROPERTIES) >= 0 or any(_PROPERTIES in part for part in _unpacked(data))


def _unpacked(data: mmap) -> Iterator[bytes]:
    """The object streams of a PDF, as far as they are packed in the usual way."""
    left = _MOST_UNPACKED
    for found in _OBJECT_STREAM.finditer(data):
        begin = _STREAM.search(data, found.end(), found.end() + _DICTIONARY)
        if begin is None:
            continue
        packed = data[begin.end() : begin.end() + _LARGEST]
        try:
            part = zlib.decompressobj().decompress(packed, _LARGEST)
        except zlib.error:
            continue  # encrypted, or packed in another way
        yield part
        left -= len(part)
        if left < 0:
            return


def take_off(page: Any, hidden: frozenset[str]) -> tuple[str, ...]:
    """Take what stands on layers that do not show off PDFium's ``page``; the names of those that
    held something. The file stays as it is."""
    return tuple(sorted(_take_off_holder(page, _OF_PAGE, hidden, 0)))


class _Holder(NamedTuple):
    """PDFium's functions for what holds objects: how many, the one at a place, take one off."""

    count: Callable[[Any], int]
    get: Callable[[Any, int], Any]
    remove: Callable[[Any, Any], int]


_OF_PAGE = _Holder(
    pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, pdfium.FPDFPage_RemoveObject
)
_OF_FORM = _Holder(
    pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_RemoveObject
)


def _take_off_holder(holder: Any, of: _Holder, hidden: frozenset[str], depth: int) -> set[str]:
    met: set[str] = set()
    for index in reversed(range(of.count(holder))):
        held = of.get(holder, index)
        name = _layer_of(held, hidden)
        if name and of.remove(holder, held):
            pdfium.FPDFPageObj_Destroy(held)
            met.add(name)
        elif not name and depth <= _DEEPEST and _is_form(held):
            met |= _take_off_holder(held, _OF_FORM, hidden, depth + 1)
    return met


def _is_form(held: Any) -> bool:
    return bool(pdfium.FPDFPageObj_GetType(held) == native.OBJECT_FORM)


def _layer_of(held: Any, hidden: frozenset[str]) -> str:
    """The hidden layer that an object of a page stands on; "" for any other."""
    for index in range(min(pdfium.FPDFPageObj_CountMarks(held), _MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(held, index)
        if _told(pdfium.FPDFPageObjMark_GetName, mark) == "OC":
            name = _told(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
            if name in hidden:
                return name
    return ""


def _told(ask: Any, mark: Any, *key: bytes) -> str:
    """A text that PDFium tells of a mark, in UTF-16 with a zero at its end."""
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    used = ctypes.c_ulong()
    wide = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    if not ask(mark, *key, wide, _LONGEST_NAME, ctypes.byref(used)):
        return ""
    return buffer.raw[: max(used.value - 2, 0)].decode("utf-16-le", "replace")
