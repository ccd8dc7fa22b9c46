"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from xlscorecard.model.archive import OLE_START, is_protected, protected, read_file
from xlscorecard.model.errors import CannotRead

_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OTHER_STREAMS = (
    ("Workbook", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message"),
)
_OPENDOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"


class Container(Enum):
    """A kind of word-processor file; the value is its usual ending."""

    DOCX = ".docx"
    DOC = ".doc"
    RTF = ".rtf"
    ODT = ".odt"


def find_container(path: Path) -> Container:
    """Tells the kinds of file apart; CannotRead for everything that is no Word paper."""
    name = path.name
    content = read_file(path)
    if content.startswith(b"PK"):
        return Container.ODT if _OPENDOCUMENT_TEXT in content[:200] else Container.DOCX
    if content.startswith(OLE_START):
        return _in_ole(content, name)
    if content.lstrip()[:5] == b"{\\rtf":
        return Container.RTF
    what = _described(content)
    raise CannotRead(
        name,
        f"this is {what}, not a Word document" if what else "this is not a Word document",
        advice="Open it in the program that made it and save it as .docx.",
    )


def _in_ole(content: bytes, name: str) -> Container:
    if is_protected(content):
        raise protected(name)
    if _WORD_STREAM not in content:
        what = "this is not a Word document"
        for stream, kind in _OTHER_STREAMS:
            if stream.encode("utf-16-le") in content:
                what = f"this is {kind}, not a Word document"
        raise CannotRead(name, what, advice="Give it the right ending, or save it as .docx.")
    # MS-DOC 2.5.2: the FIB opens its stream with A5EC; bit 8 of its flags is fEncrypted.
    for place in range(512, len(content) - 12, 512):
        if content[place : place + 2] == b"\xec\xa5":
            if content[place + 11] & 0x01:
                raise protected(name)
            break
    return Container.DOC


def _described(content: bytes) -> str:
    start = content[:1024].lstrip().lower()
    if start.startswith(b"%pdf"):
        return "a PDF"
    if b"<html" in start or b"<!doctype html" in start:
        return "a web page"
    if b"mime-version:" in start:
        return "a web archive"
    if start.startswith(b"<?xml"):
        return "an XML file"
    return ""
