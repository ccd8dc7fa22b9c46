"""What XlsxWriter cannot say: that the workbook is in British English and its rows may grow."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

# A sheet beyond this goes through unread: its rows have no heights of ours.
_READ_BYTES = 64 * 2**20
_CHUNK = 2**20
_HEIGHT = b' customHeight="1"'
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say: no clock gets in


def finish_package(package: IO[bytes], path: Path) -> None:
    """Copy XlsxWriter's package to ``path``, its parts changed where :func:`_finished` says."""
    with (
        zipfile.ZipFile(package) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            entry = zipfile.ZipInfo(info.filename, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = info.external_attr
            with (
                source.open(info) as old,
                target.open(entry, "w", force_zip64=info.file_size > _READ_BYTES) as new,
            ):
                if info.file_size > _READ_BYTES:
                    shutil.copyfileobj(old, new, 2**20)
                elif info.filename.startswith("xl/worksheets/sheet"):
                    new.writelines(_finished_sheet(old))
                else:
                    new.write(_finished(info.filename, old.read()))


def _finished(name: str, xml: bytes) -> bytes:
    if name == "docProps/core.xml":
        # Dublin Core's language of the document (WCAG 2.2, 3.1.1).
        return xml.replace(b"<cp:keywords>", b"<dc:language>en-GB</dc:language><cp:keywords>", 1)
    if name.startswith("xl/charts/"):
        return xml.replace(b'"en-US"', b'"en-GB"')
    if name.startswith("xl/worksheets/_rels/"):
        # Targets are URIs (OPC, part 2): XlsxWriter puts a Windows path for a file beside us.
        return xml.replace(b"\\", b"/")
    return xml


def _finished_sheet(sheet: IO[bytes]) -> Iterator[bytes]:
    """A sheet's XML, some of its rows at a time. Our heights are what the text needs now; without
    the mark "customHeight" they follow an edit."""
    begun, in_rows = b"", False
    while some := sheet.read(_CHUNK):
        whole, end, rest = (begun + some).rpartition(b">")
        begun = rest
        if not in_rows:
            head, start, whole = (whole + end).partition(b"<sheetData>")
            in_rows = bool(start)
            yield head + start
            if in_rows:
                yield whole.replace(_HEIGHT, b"")
        else:
            yield (whole + end).replace(_HEIGHT, b"")
    yield begun
