"""What every reader of a PDF asks of the file before it opens it, and how much of a page it
reads."""

from __future__ import annotations

import stat
from pathlib import Path

from xlscorecard.model.errors import CannotRead

# A dense committee page has 6,000 characters; hundreds of thousands make PDFium's text page
# take minutes (measured).
MAX_CHARACTERS = 60_000


def check_file(path: Path) -> None:
    """Refuse what is not a regular file that begins and ends as a PDF does."""
    try:
        facts = path.stat()
    except FileNotFoundError as error:
        raise CannotRead(str(path), "there is no such file", advice="Check the name.") from error
    except OSError as error:
        raise CannotRead(
            str(path), f"the file cannot be opened ({error.strerror})", advice="Check its rights."
        ) from error
    if stat.S_ISDIR(facts.st_mode):
        raise CannotRead(str(path), "this is a folder, not a PDF", advice="Name the file itself.")
    if not stat.S_ISREG(facts.st_mode):
        raise CannotRead(
            str(path), "this is a device or a pipe, not a file", advice="Name a PDF file."
        )
    if facts.st_size == 0:
        raise CannotRead(str(path), "the file is empty", advice="Ask for the paper again.")
    try:
        with path.open("rb") as file:
            head = file.read(1024)
            file.seek(max(0, facts.st_size - 16_384))
            tail = file.read()
    except OSError as error:
        raise CannotRead(
            str(path), f"the file cannot be opened ({error.strerror})", advice="Check its rights."
        ) from error
    # Acrobat accepts the header anywhere in the first 1024 bytes (PDF 1.7, Annex H.3.4.1).
    if b"%PDF-" not in head:
        raise CannotRead(
            str(path), "this is not a PDF, whatever its name says", advice=_kind_advice(head)
        )
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise CannotRead(
            str(path),
            "the PDF ends too early: the end of the file is missing",
            advice="Download or copy it again.",
        )


def _kind_advice(head: bytes) -> str:
    if head.startswith(b"PK"):
        return "It looks like a Word or Excel file: give it the ending .docx or .xlsx."
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "It looks like an old Word or Excel file: give it the ending .doc or .xls."
    if head.lstrip()[:1] == b"<":
        return "It looks like a web page, perhaps a log-in page: download the paper again."
    return "Ask for the paper again."
