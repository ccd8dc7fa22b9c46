"""Workbooks saved as "Strict Open XML" (ISO/IEC 29500 Strict): the usual vocabulary under other
names, which openpyxl does not know."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xlscorecard.model.archive import open_archive, read_entry

_STRICT = b"http://purl.oclc.org/ooxml/"
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_USUAL_NAMES = (
    (_STRICT + b"spreadsheetml/main", _SCHEMAS + b"spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/", _SCHEMAS + b"drawingml/2006/"),
    (_STRICT + b"officeDocument/", _SCHEMAS + b"officeDocument/2006/"),
)
STRICT_MAIN = (_STRICT + b"spreadsheetml/main").decode()


@contextmanager
def with_usual_names(path: Path, name: str) -> Iterator[Path]:
    """A copy of a strict workbook under the usual names, for as long as it is read; ``name`` is
    the file's in errors."""
    with TemporaryDirectory(prefix="xlscorecard-") as folder, open_archive(path, name) as archive:
        made = Path(folder) / "workbook.xlsx"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for entry in archive.infolist():
                content = read_entry(archive, entry, name)
                if entry.filename.lower().endswith((".xml", ".rels")):
                    for strict, usual in _USUAL_NAMES:
                        content = content.replace(strict, usual)
                copy.writestr(entry.filename, content)
        yield made
