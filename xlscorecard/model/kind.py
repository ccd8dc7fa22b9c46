"""What kind of paper a file is by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from xlscorecard.model.archive import OLE_START

_HEAD = 4_096
# A PDF's own header may stand anywhere in its first kilobyte (ISO 32000-1, annex H, note 13).
_PDF_HEAD = 1_024
# The directory of an OLE file names its streams in UTF-16 (MS-CFB 2.6.1).
_OLE_KINDS = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"))
_ZIP_KINDS = (("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"))
_OPEN_KINDS = ((b"opendocument.text", ".odt"), (b"opendocument.spreadsheet", ".ods"))
_MOST_BYTES = 300_000_000


def kind_of_paper(path: Path) -> str:
    """The usual ending of such a file (".pdf", ".docx", ".doc", ".rtf", ".odt", ".xlsx", ".xls",
    ".ods"); "" where the content tells nothing: the reader that its name asks for says why."""
    if not path.is_file():
        return ""  # a pipe would wait for ever
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if b"%PDF-" in head[:_PDF_HEAD]:
                return ".pdf"
            if head.startswith(OLE_START) and path.stat().st_size <= _MOST_BYTES:
                content = head + file.read()
                return next((k for n, k in _OLE_KINDS if n.encode("utf-16-le") in content), "")
    except OSError:
        return ""
    if head.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if not head.startswith(b"PK"):
        return ""
    for mark, kind in _OPEN_KINDS:
        if mark in head[:200]:
            return kind
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        return ""
    return next((kind for name, kind in _ZIP_KINDS if name in names), "")
