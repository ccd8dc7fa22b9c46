"""The writers' common shape, and the writer that splices into the package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.refresh.book import Book, Sheet, read_book
from xlscorecard.refresh.cells import CellEdit, format_content, looks_like_formula
from xlscorecard.refresh.guards import check_edits
from xlscorecard.refresh.markup import (
    check_well_formed,
    children,
    local_name,
    namespace_of,
    serialise_xml,
)
from xlscorecard.refresh.package import Pieces, check_unchanged, write_package
from xlscorecard.refresh.sheet import STALE, NewCell, iter_cells, iter_rows, read_frame, splice_rows
from xlscorecard.refresh.stale import Touched, find_stale
from xlscorecard.refresh.styles import Styles, read_styles, shows_date

_BEFORE_CALCULATION = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection",
    "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames",
)  # fmt: skip
"""What stands before calcPr: ECMA-376 part 1, 18.2.27."""


class Writer(Protocol):
    """Takes values into a workbook, whatever holds it: a file, or Excel itself."""

    def apply(self, edits: Sequence[CellEdit]) -> tuple[Finding, ...]:
        """Check all the edits, then make them; raises Refused before anything changes."""
        ...


class PackageWriter:
    """Collects changes to a workbook's parts; :meth:`save` writes them whole or not at all."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.parts: dict[str, Pieces | None] = {}
        self._styles: Styles | None = None

    def apply(self, edits: Sequence[CellEdit]) -> tuple[Finding, ...]:
        by_sheet = self._by_sheet(edits)
        for sheet, wanted in by_sheet:
            check_edits(self.book, sheet, wanted)
        self._check_parts()
        changes: dict[str, dict[int, dict[int, NewCell]]] = {}
        touched: dict[str, Touched] = {}
        for sheet, wanted in by_sheet:
            rows = changes.setdefault(sheet.name, {})
            cells = touched.setdefault(sheet.name, Touched())
            for edit, new in zip(wanted, self._new_cells(sheet, wanted), strict=True):
                rows.setdefault(edit.row, {})[edit.column] = new
            for edit in sorted(wanted, key=lambda e: (e.row, e.column)):
                cells.add(edit.row, edit.column)
        stale = find_stale(self.book, touched)
        for name, places in stale.items():
            rows = changes.setdefault(name, {})
            for row, column in places:
                rows.setdefault(row, {}).setdefault(column, STALE)
        for name, rows in changes.items():
            self._splice(name, rows)
        if stale:
            self._calculate_on_load()
        if self._styles is not None and self._styles.changed:
            self.parts[self._styles.part] = [self._styles.serialise()]
        return ()

    def _by_sheet(self, edits: Sequence[CellEdit]) -> list[tuple[Sheet, list[CellEdit]]]:
        found: dict[str, tuple[Sheet, list[CellEdit]]] = {}
        places: set[tuple[str, int, int]] = set()
        for edit in edits:
            sheet = self.book.sheet(edit.sheet)
            if sheet is None:
                raise Refused(self.book.file, "there is no such sheet", place=edit.address)
            if (sheet.name, edit.row, edit.column) in places:
                raise Refused(self.book.file, "the cell is given twice", place=edit.address)
            places.add((sheet.name, edit.row, edit.column))
            found.setdefault(sheet.name, (sheet, []))[1].append(edit)
        return list(found.values())

    def _check_parts(self) -> None:
        """A damaged workbook is refused even where the damage is not ours to touch."""
        for kind in ("sharedStrings", "styles"):
            part = self.book.linked(kind)
            if part is not None:
                check_well_formed(self.book.package.read(part), self.book.file, part)
        for sheet in self.book.worksheets():
            self.book.markup(sheet)

    def _style_sheet(self) -> Styles | None:
        if self._styles is None:
            self._styles = read_styles(self.book)
        return self._styles

    def _new_cells(self, sheet: Sheet, edits: Sequence[CellEdit]) -> list[NewCell]:
        """The edits' XML; a format of its own only for dates, quoted text and fills."""
        plain = [self._plain(edit) for edit in edits]
        special = [
            edit
            for edit in edits
            if edit.fill or looks_like_formula(edit.value) or _is_date(edit.value)
        ]
        if not special:
            return plain
        styles = self._style_sheet()
        if styles is None:
            return plain
        current = self._current_styles(sheet, {(edit.row, edit.column) for edit in special})
        made: list[NewCell] = []
        for edit, cell in zip(edits, plain, strict=True):
            style = current.get((edit.row, edit.column))
            if style is None:
                made.append(cell)
                continue
            if looks_like_formula(edit.value):
                style = styles.quoted(style)
            if _is_date(edit.value) and not shows_date(styles.number_format(style)):
                style = styles.dated(style)
            if edit.fill:
                style = styles.filled(style, edit.fill)
            made.append(cell._replace(style=style))
        return made

    def _plain(self, edit: CellEdit) -> NewCell:
        prefix = self.book.markup(self._sheet(edit.sheet)).p
        kind, inside = format_content(edit.value, prefix, date1904=self.book.date1904)
        return NewCell(kind, inside)

    def _sheet(self, name: str) -> Sheet:
        sheet = self.book.sheet(name)
        assert sheet is not None  # noqa: S101 - _by_sheet has looked
        return sheet

    def _current_styles(
        self, sheet: Sheet, places: set[tuple[int, int]]
    ) -> dict[tuple[int, int], int]:
        markup = self.book.markup(sheet)
        columns = column_styles(read_frame(markup))
        wanted = {row for row, _ in places}
        found = {(row, column): columns.get(column, 0) for row, column in places}
        for row in iter_rows(markup):
            if row.number in wanted:
                for cell in iter_cells(markup, row):
                    if (row.number, cell.column) in places:
                        found[row.number, cell.column] = cell.style
        return found

    def _splice(self, name: str, rows: dict[int, dict[int, NewCell]]) -> None:
        sheet = self._sheet(name)
        markup = self.book.markup(sheet)
        self.parts[sheet.part] = splice_rows(markup, rows, column_styles(read_frame(markup)))

    def _calculate_on_load(self) -> None:
        """Set fullCalcOnLoad: Excel then calculates everything when it opens the file."""
        root = self.book.root
        found = children(root, "calcPr")
        if found:
            if found[0].get("fullCalcOnLoad") in ("1", "true"):
                return
            element = found[0]
        else:
            element = etree.Element(f"{{{namespace_of(root)}}}calcPr")
            last = [child for child in root if local_name(child) in _BEFORE_CALCULATION][-1]
            last.addnext(element)
        element.set("fullCalcOnLoad", "1")
        self.parts[self.book.part] = [serialise_xml(root)]

    def save(self, path: Path) -> None:
        """Write the workbook; raises CannotWrite, and Refused when its source has changed."""

        def write(part: Path) -> None:
            with part.open("w+b") as file:
                write_package(self.book.package, self.parts, file)
            check_unchanged(self.book.package)

        write_whole(path, write)


def _is_date(value: object) -> bool:
    return hasattr(value, "isoformat")


def column_styles(frame: etree._Element) -> dict[int, int]:
    """The style of each column that has one, for cells that do not exist yet."""
    found: dict[int, int] = {}
    for group in children(frame, "cols"):
        for column in children(group, "col"):
            style = column.get("style")
            if style and style != "0":
                first, last = int(column.get("min") or 1), int(column.get("max") or 1)
                for number in range(first, min(last, first + 1023) + 1):
                    found[number] = int(style)
    return found


def open_for_writing(path: Path) -> PackageWriter:
    """A writer for a workbook on disk; raises CannotRead."""
    return PackageWriter(read_book(path))


def remark(code: str, message: str, *, look: bool = False) -> Finding:
    """A finding about the workbook itself."""
    return Finding(code, Severity.LOOK if look else Severity.INFO, message)
