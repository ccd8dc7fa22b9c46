"""A first look through a workbook's own XML, before openpyxl opens it.

It refuses what would hang or fill memory, and finds what openpyxl leaves out: formulas that
were never calculated, the newer conditional formats (x14), and drawings.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from xlscorecard.model.archive import (
    OLE_START,
    damaged,
    is_protected,
    open_archive,
    protected,
    read_entry,
    read_file,
    refuse_document_type,
)
from xlscorecard.model.errors import CannotRead
from xlscorecard.sheets.held import HeldPicture, held_pictures
from xlscorecard.sheets.strict import STRICT_MAIN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# A council's performance workbook holds some ten thousand cells; these bounds are far above.
MOST_CELLS = 2_000_000
MOST_ROWS = 1_048_576  # Excel's own, in a sheet; openpyxl takes 280 bytes for one without cells
MOST_MERGES = 50_000
MOST_MERGED_CELLS = 1_000_000
MOST_TAGS = 300_000  # beside the cells: openpyxl takes up to 3 KB for each
MOST_SHEETS = 5_000


@dataclass(slots=True)
class SheetScan:
    """What one sheet's XML says beside its cells. ``never_calculated`` are formulas without a
    result, by their cell ("" for a text that the file does not repeat); ``pictures`` are those of
    its drawing by their relationship, ``held`` those that its cells hold, with their words;
    ``shown_in_paper`` is the range that a paper shows in which the workbook is embedded."""

    part: str
    shown_in_paper: str = ""
    never_calculated: dict[str, str] = field(default_factory=dict)
    newer_formats: list[etree._Element] = field(default_factory=list)
    drawing: etree._Element | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)
    held: dict[str, tuple[bytes | None, str]] = field(default_factory=dict)


def scan_workbook(path: Path, name: str) -> dict[str, SheetScan]:
    """The sheets of a workbook by name. CannotRead, about the file of this ``name``, where it is
    none or out of bounds; StrictNames where it must be read under the usual names."""
    content = read_file(path)
    if is_protected(content):
        raise protected(name)
    if content.startswith(OLE_START):
        raise CannotRead(
            name,
            "this is an older Excel file (.xls) or no workbook at all",
            advice="Open it in Excel and save it as .xlsx.",
        )
    if not content.startswith(b"PK"):
        raise CannotRead(
            name, "this is not an Excel workbook", advice="Open it in Excel and save it as .xlsx."
        )
    with open_archive(path, name) as archive:
        return _Scan(archive, name).sheets()


class StrictNames(Exception):
    """A workbook whose parts are written in the names of ISO/IEC 29500 Strict."""


class _Scan:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._entries = {entry.filename.lower(): entry for entry in archive.infolist()}
        self._cells = 0
        self._merges = 0
        self._merged_cells = 0
        self._workbook = ""
        self._held: dict[str, HeldPicture] | None = None

    def sheets(self) -> dict[str, SheetScan]:
        for entry in self._entries.values():
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                content = read_entry(self._archive, entry, self._name)
                refuse_document_type(content, self._name, entry.filename)
        workbook = self._workbook = self._main_part()
        root = self._xml(workbook)
        if root is None or etree.QName(root).localname != "workbook":
            raise self._no_workbook()
        if etree.QName(root).namespace == STRICT_MAIN:
            raise StrictNames
        relations = self._relations(workbook)
        found: dict[str, SheetScan] = {}
        embedded = root.find(MAIN + "oleSize")
        shown = "" if embedded is None else embedded.get("ref") or ""
        stated = list(root.iter(MAIN + "sheet"))
        if len(stated) > MOST_SHEETS:
            raise self._too_large(f"more than {MOST_SHEETS:,} sheets")
        for sheet in stated:
            part = relations.get(sheet.get(RELATION + "id") or "")
            if part and part.lower() in self._entries:
                found[sheet.get("name") or ""] = self._sheet(part, shown)
        return found

    def _no_workbook(self) -> CannotRead:
        what = "this is not an Excel workbook"
        if "xl/workbook.bin" in self._entries:
            what = "this is a binary Excel workbook (.xlsb)"
        elif "word/document.xml" in self._entries:
            what = "this is a Word document under an Excel name"
        elif "content.xml" in self._entries:
            what = "this is an OpenDocument spreadsheet (.ods)"
        return CannotRead(self._name, what, advice="Open it in Excel and save it as .xlsx.")

    def _main_part(self) -> str:
        for target in self._relations("", kind="officeDocument").values():
            return target
        raise self._no_workbook()

    def _read(self, part: str) -> bytes | None:
        entry = self._entries.get(part.lower())
        return None if entry is None else read_entry(self._archive, entry, self._name)

    def _xml(self, part: str) -> etree._Element | None:
        content = self._read(part)
        if content is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._name, part) from error

    def _relations(self, part: str, kind: str = "") -> dict[str, str]:
        """Targets inside the package by relationship id."""
        folder, base = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, str] = {}
        for element in () if root is None else root:
            target, key = element.get("Target"), element.get("Id")
            stated = (element.get("Type") or "").rsplit("/", 1)[-1]
            if not target or not key or element.get("TargetMode") == "External":
                continue
            if kind and stated != kind:
                continue
            joined = target if target.startswith("/") else posixpath.join("/", folder, target)
            found[key] = posixpath.normpath(joined).lstrip("/")
        return found

    def _sheet(self, part: str, shown: str) -> SheetScan:
        scan = SheetScan(part, shown)
        content = self._read(part) or b""
        before, after = content.find(b"sheetData"), content.rfind(b"sheetData")
        if content.count(b"<", 0, before) + content.count(b"<", after) > MOST_TAGS:
            raise self._too_large(f"more than {MOST_TAGS:,} tags beside its cells")
        if content.count(b"<row", before, after) > MOST_ROWS:
            raise self._too_large(f"more than {MOST_ROWS:,} rows in a sheet")
        drawing = ""
        wanted = (
            *(MAIN + name for name in ("c", "row", "mergeCell", "drawing")),
            X14 + "conditionalFormatting",
        )
        try:
            for _, element in etree.iterparse(
                io.BytesIO(content),
                events=("end",),
                tag=wanted,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
            ):
                if element.tag == MAIN + "c":
                    self._count_cell(element, scan)
                elif element.tag == MAIN + "row":
                    element.clear()
                elif element.tag == MAIN + "mergeCell":
                    self._count_merge(element, part)
                elif element.tag == MAIN + "drawing":
                    drawing = element.get(RELATION + "id") or ""
                else:
                    scan.newer_formats.append(element)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._name, part) from error
        if drawing:
            self._read_drawing(self._relations(part).get(drawing, ""), scan)
        return scan

    def _count_cell(self, element: etree._Element, scan: SheetScan) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._too_large(f"more than {MOST_CELLS:,} cells")
        if element.get("vm") is not None and element.get("t") == "e":
            self._hold_picture(element, scan)
        formula = element.find(MAIN + "f")
        if formula is not None:
            value = element.find(MAIN + "v")
            blank = element.get("t") == "str"  # the result is a text of no letters
            if (value is None or value.text is None) and not blank:
                plain = formula.get("t") in (None, "normal")
                scan.never_calculated[element.get("r") or ""] = (formula.text or "") * plain

    def _hold_picture(self, element: etree._Element, scan: SheetScan) -> None:
        if self._held is None:
            folder = posixpath.dirname(self._workbook)
            self._held = held_pictures(folder, self._xml, self._relations)
        picture = self._held.get(element.get("vm") or "")
        if picture is not None:
            scan.held[element.get("r") or ""] = self._read(picture.part), picture.alt

    def _count_merge(self, element: etree._Element, part: str) -> None:
        self._merges += 1
        try:
            left, top, right, bottom = range_boundaries(element.get("ref") or "")
        except (ValueError, TypeError) as error:
            raise damaged(self._name, part) from error
        self._merged_cells += ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)
        if self._merges > MOST_MERGES or self._merged_cells > MOST_MERGED_CELLS:
            raise self._too_large("merged cells without end")

    def _too_large(self, what: str) -> CannotRead:
        return CannotRead(
            self._name,
            f"the workbook has {what}",
            advice="Copy the scorecard to a new workbook and read that.",
        )

    def _read_drawing(self, part: str, scan: SheetScan) -> None:
        scan.drawing = self._xml(part) if part else None
        for key, target in self._relations(part).items() if part else ():
            if target.lower().rpartition(".")[2] in {"png", "jpg", "jpeg", "gif", "emf", "wmf"}:
                content = self._read(target)
                if content is not None:
                    scan.pictures[key] = content
