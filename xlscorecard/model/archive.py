"""Files from strangers: what may be opened at all, and zip packages within bounds.

Word papers and Excel workbooks are zip packages; both rooms open them here.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path

from xlscorecard.model.errors import CannotRead

# A committee paper with its pictures is below 50 MB.
MOST_BYTES_ON_DISK = 300_000_000
MOST_ENTRIES = 10_000
MOST_BYTES_OF_A_PART = 200_000_000
MOST_BYTES_IN_ALL = 800_000_000
MOST_RATIO = 2_000  # deflate cannot do better than 1,032; other methods here are hostile

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# MS-OFFCRYPTO 2.1: a protected package is a stream of this name in an OLE file.
_PROTECTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# What openpyxl and the zip and XML readers beneath it let pass when a workbook's part is damaged,
# lacks something or says nonsense; openpyxl has no error of its own for most.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_DAMAGED = "Open it in the program that made it and save it again, or ask for a new copy."
_SMALLER = "If it is a real paper, remove its largest pictures and save it again."
# Every encoding that an XML part may have: ASCII-like, and UTF-16 either way.
_TYPE_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def read_file(path: Path) -> bytes:
    """The bytes of a regular file; CannotRead where it is missing, empty, a device or huge."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead(path.name, "this is not a file", advice="Name a file, not a folder.")
        if status.st_size > MOST_BYTES_ON_DISK:
            raise CannotRead(
                path.name,
                f"the file is larger than {MOST_BYTES_ON_DISK // 1_000_000} MB",
                advice=_SMALLER,
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
    except (OSError, ValueError) as error:
        raise CannotRead(
            path.name,
            f"the file cannot be opened ({getattr(error, 'strerror', None) or error})",
            advice="Check that you may read it and that no other program holds it.",
        ) from error


def refuse_no_file(path: Path) -> None:
    """Refuses a folder, a device or a pipe: some have no end, for others one waits for ever. What
    is missing is left to whoever opens it."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(mode):
        raise CannotRead(str(path), "cannot be read: not a regular file", advice="Name one file.")


def is_protected(content: bytes) -> bool:
    """Whether an OLE file is an Office package behind a password."""
    return content.startswith(OLE_START) and _PROTECTED_STREAM in content


def protected(name: str) -> CannotRead:
    """The error for a file behind a password."""
    return CannotRead(
        name,
        "the file is protected by a password",
        advice="Open it, remove the password and save it again.",
    )


def open_archive(path: Path, name: str) -> zipfile.ZipFile:
    """Opens a zip package whose sizes are within bounds; the caller closes it."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise CannotRead(name, "the file is damaged", advice=_DAMAGED) from error
    except OSError as error:
        raise CannotRead(
            name, f"the file cannot be opened ({error.strerror or error})", advice=_DAMAGED
        ) from error
    entries = archive.infolist()
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_BYTES_IN_ALL
        or unpacked > MOST_RATIO * max(packed, 1)
    ):
        archive.close()
        raise _too_large(name)
    return archive


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of one part; CannotRead where it is damaged, protected or too large."""
    try:
        with archive.open(entry) as stream:
            content = stream.read(MOST_BYTES_OF_A_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise CannotRead(
            name, "the file is damaged", place=entry.filename, advice=_DAMAGED
        ) from error
    except RuntimeError as error:  # zipfile's own word for a password on an entry
        raise protected(name) from error
    if len(content) > MOST_BYTES_OF_A_PART:
        raise _too_large(name)
    return content


def refuse_document_type(content: bytes, name: str, part: str) -> None:
    """Refuses an XML part with a DOCTYPE: no Office file has one, and entities hide there."""
    if any(declaration in content for declaration in _TYPE_DECLARATIONS):
        raise CannotRead(
            name,
            "the file declares a document type, which no Office file does",
            place=part,
            advice="Do not trust this file; ask for a new copy.",
        )


def damaged(name: str, part: str) -> CannotRead:
    """The error for a part that is no proper XML or lacks what it must have."""
    return CannotRead(name, "the file is damaged", place=part, advice=_DAMAGED)


def _too_large(name: str) -> CannotRead:
    return CannotRead(name, "the file would unpack to more than a paper can hold", advice=_SMALLER)
