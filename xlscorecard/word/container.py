"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import stat
from enum import Enum
from pathlib import Path

from xlscorecard.model.errors import CannotRead
from xlscorecard.word.package import MOST_BYTES_ON_DISK

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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
    content = _content(path)
    if content.startswith(b"PK"):
        return Container.ODT if _OPENDOCUMENT_TEXT in content[:200] else Container.DOCX
    if content.startswith(_OLE):
        return _in_ole(content, name)
    if content.lstrip()[:5] == b"{\\rtf":
        return Container.RTF
    what = _described(content)
    raise CannotRead(
        name,
        f"this is {what}, not a Word document" if what else "this is not a Word document",
        advice="Open it in the program that made it and save it as .docx.",
    )


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead(path.name, "this is not a file", advice="Name a .docx or .doc file.")
        if status.st_size > MOST_BYTES_ON_DISK:
            raise CannotRead(
                path.name,
                f"the file is larger than {MOST_BYTES_ON_DISK // 1_000_000} MB",
                advice="If it is a real paper, remove its largest pictures and save it again.",
            )
        if not status.st_size:
            raise CannotRead(
                path.name, "the file is empty", advice="Ask for a new copy of the paper."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotRead(
            path.name, "there is no such file", advice="Check the name and the folder."
        ) from error
    except OSError as error:
        raise CannotRead(
            path.name,
            f"the file cannot be opened ({error.strerror or error})",
            advice="Check that you may read it and that no other program holds it.",
        ) from error


def _in_ole(content: bytes, name: str) -> Container:
    if _ENCRYPTED in content:
        raise _protected(name)
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
                raise _protected(name)
            break
    return Container.DOC


def _protected(name: str) -> CannotRead:
    return CannotRead(
        name,
        "the file is protected by a password",
        advice="Open it in Word, remove the password and save it again.",
    )


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
