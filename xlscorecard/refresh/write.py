"""The writers' common shape, and the writer that splices into the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.refresh.addresses import Area
from xlscorecard.refresh.book import Book, Sheet, Table, read_book
from xlscorecard.refresh.calculation import calculate_on_load, drop_calculation_chain
from xlscorecard.refresh.cells import (
    CellEdit,
    CellValue,
    format_content,
    is_date,
    looks_like_formula,
)
from xlscorecard.refresh.charts import clear_moved_charts, has_charts, update_charts
from xlscorecard.refresh.guards import check_edits
from xlscorecard.refresh.markup import check_well_formed, children, serialise_xml, whole_number
from xlscorecard.refresh.package import Pieces, check_unchanged, write_package
from xlscorecard.refresh.pivots import refresh_pivots
from xlscorecard.refresh.resize import Resize
from xlscorecard.refresh.sheet import (
    STALE,
    NewCell,
    RowChange,
    assemble,
    iter_cells,
    iter_rows,
    read_frame,
    splice_rows,
)
from xlscorecard.refresh.stale import Touched, find_stale
from xlscorecard.refresh.styles import Styles, read_styles, shows_date
from xlscorecard.refresh.table_parts import write_table_part
from xlscorecard.refresh.tables import move_formulas, plan_rows


class Writer(Protocol):
    """Takes values into a workbook, whatever holds it: a file, or Excel itself.

    Both methods check everything first and raise Refused before anything changes.
    """

    def apply(self, edits: Sequence[CellEdit]) -> tuple[Finding, ...]:
        """Write single cells."""
        ...

    def replace_table(
        self, table: Table, headings: Sequence[str], rows: Sequence[Sequence[CellValue]]
    ) -> None:
        """Give an Excel table new rows, as many as there are."""
        ...

    def save(self, path: Path) -> None:
        """Write the workbook; raises CannotWrite."""
        ...


class PackageWriter:
    """Collects changes to a workbook's parts; :meth:`save` writes them whole or not at all."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.parts: dict[str, Pieces | None] = {}
        self._rows: dict[str, dict[int, RowChange]] = {}
        self._touched: dict[str, Touched] = {}
        self._frames: dict[str, etree._Element] = {}
        self._resizes: list[Resize] = []
        self._styles: Styles | None = None
        self._formulas_changed = False

    def apply(self, edits: Sequence[CellEdit], *, charts: bool = False) -> tuple[Finding, ...]:
        """Write single cells and finish all parts; ``charts`` updates the charts' caches too."""
        by_sheet = self._by_sheet(edits)
        found: list[Finding] = []
        for sheet, wanted in by_sheet:
            check_edits(self.book, sheet, wanted)
            if children(read_frame(self.book.markup(sheet)), "sheetProtection"):
                found.append(remark("protected", f"{sheet.name} is protected, and stays so"))
        self._check_parts()
        for sheet, wanted in by_sheet:
            cells = self._touched.setdefault(sheet.name, Touched())
            for edit, new in zip(wanted, self._new_cells(sheet, wanted), strict=True):
                self._change(sheet.name, edit.row, edit.column, new)
            for edit in sorted(wanted, key=lambda e: (e.row, e.column)):
                cells.add(edit.row, edit.column)
        return (*found, *self._finish(charts=charts))

    def replace_table(
        self, table: Table, headings: Sequence[str], rows: Sequence[Sequence[CellValue]]
    ) -> None:
        """Plan a table's new rows; :meth:`apply` (with or without edits) finishes the parts."""
        sheet = self._sheet(table.sheet)
        if any(resize.table.sheet == table.sheet for resize in self._resizes):
            raise Refused(self.book.file, f"two tables of {table.sheet} at once: one at a time")
        planned = plan_rows(self.book, sheet, table, headings, rows)
        resize = planned.resize
        changes = self._rows.setdefault(sheet.name, {})
        changes.update(planned.rows)
        touched = self._touched.setdefault(sheet.name, Touched())
        touched.areas += [table.area, resize.area]
        self._formulas_changed |= planned.formulas_changed
        self._resizes.append(resize)
        if not resize.changed:
            return
        move_formulas(self.book, resize, self._change)
        self._move_frames(resize)
        self._move_names(resize)
        self.parts[table.part] = [write_table_part(self.book, resize)]
        self.parts.update(clear_moved_charts(self.book, resize))

    def _move_frames(self, resize: Resize) -> None:
        for sheet in self.book.worksheets():
            frame = self._frames.get(sheet.name)
            frame = read_frame(self.book.markup(sheet)) if frame is None else frame
            if resize.frame(frame, sheet.name):
                self._frames[sheet.name] = frame

    def _move_names(self, resize: Resize) -> None:
        for group in children(self.book.root, "definedNames"):
            for element in children(group, "definedName"):
                moved = resize.formula(element.text or "", "")
                if moved != (element.text or ""):
                    element.text = moved
                    self.parts[self.book.part] = [serialise_xml(self.book.root)]

    def _finish(self, *, charts: bool) -> tuple[Finding, ...]:
        book = self.book
        stale = find_stale(book, self._touched)
        for name, places in stale.items():
            for row, column in places:
                self._mark_stale(name, row, column)
        for name, rows in self._rows.items():
            self._splice(name, rows)
        for name in self._frames.keys() - self._rows.keys():
            self._splice(name, {})
        if stale or self._formulas_changed:
            calculate_on_load(book, self.parts)
        if self._formulas_changed:
            drop_calculation_chain(book, self.parts)
        found = [*refresh_pivots(book, self._touched, self._resizes, self.parts)]
        if self._styles is not None and self._styles.changed:
            self.parts[self._styles.part] = [self._styles.serialise()]
        if charts:
            self.parts.update(update_charts(book, self.parts))
        elif self.parts and has_charts(book):
            found.append(
                remark("chart-cache", "charts draw from the cells, but keep a copy of the old "
                       "figures until Excel saves the file (--update-chart-caches updates it)")
            )  # fmt: skip
        found += self._warnings()
        return tuple(found)

    def _warnings(self) -> list[Finding]:
        signed = any("_xmlsignatures/" in e.filename for e in self.book.package.entries)
        if not signed or not self.parts:
            return []
        return [remark("signature", "the digital signature becomes invalid: sign it again",
                       look=True)]  # fmt: skip

    def _change(self, sheet: str, row: int, column: int, new: NewCell) -> None:
        rows = self._rows.setdefault(sheet, {})
        rows[row] = {**_made(rows.get(row, {})), column: new}

    def _mark_stale(self, sheet: str, row: int, column: int) -> None:
        rows = self._rows.setdefault(sheet, {})
        cells = _made(rows.get(row, {}))
        if column not in cells:
            rows[row] = {**cells, column: STALE}

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

    def _new_cells(self, sheet: Sheet, edits: Sequence[CellEdit]) -> list[NewCell]:
        """The edits' XML; a format of its own only for dates, quoted text and fills."""
        prefix, date1904 = self.book.markup(sheet).p, self.book.date1904
        plain = [NewCell(*format_content(edit.value, prefix, date1904=date1904)) for edit in edits]
        special = {
            (edit.row, edit.column)
            for edit in edits
            if edit.fill or looks_like_formula(edit.value) or is_date(edit.value)
        }
        if special and self._styles is None:
            self._styles = read_styles(self.book)
        styles = self._styles
        if not special or styles is None:
            return plain
        current = self._current_styles(sheet, special)
        made: list[NewCell] = []
        for edit, cell in zip(edits, plain, strict=True):
            style = current.get((edit.row, edit.column))
            made.append(
                cell if style is None else cell._replace(style=_styled(styles, style, edit))
            )
        return made

    def _sheet(self, name: str) -> Sheet:
        sheet = self.book.sheet(name)
        if sheet is None:
            raise Refused(self.book.file, f"there is no sheet {name}")
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

    def _splice(self, name: str, rows: Mapping[int, RowChange]) -> None:
        sheet = self._sheet(name)
        markup = self.book.markup(sheet)
        frame = self._frames.get(name)
        styles = column_styles(read_frame(markup) if frame is None else frame)
        inside = splice_rows(markup, rows, styles)
        self.parts[sheet.part] = assemble(markup, inside, _extent(rows), frame)

    def save(self, path: Path) -> None:
        """Write the workbook; raises CannotWrite, and Refused when its source has changed."""
        check_unchanged(self.book.package)

        def write(part: Path) -> None:
            with part.open("w+b") as file:
                write_package(self.book.package, self.parts, file)
            check_unchanged(self.book.package)

        write_whole(path, write)


def _made(change: RowChange) -> Mapping[int, NewCell]:
    return change() if callable(change) else change


def _styled(styles: Styles, style: int, edit: CellEdit) -> int:
    if looks_like_formula(edit.value):
        style = styles.quoted(style)
    if is_date(edit.value) and not shows_date(styles.number_format(style)):
        style = styles.dated(style)
    return styles.filled(style, edit.fill) if edit.fill else style


def _extent(rows: Mapping[int, RowChange]) -> Area | None:
    """The cells that get content, as far as they are known; rows made later are a table's."""
    places = [
        (row, column)
        for row, change in rows.items()
        for column, cell in (() if callable(change) else change.items())
        if cell.inside
    ]
    lazy = [row for row, change in rows.items() if callable(change)]
    for row in (min(lazy), max(lazy)) if lazy else ():
        places += [(row, column) for column in _made(rows[row])]
    if not places:
        return None
    numbers, columns = [row for row, _ in places], [column for _, column in places]
    return Area(min(numbers), min(columns), max(numbers), max(columns))


def column_styles(frame: etree._Element) -> dict[int, int]:
    """The style of each column that has one, for cells that do not exist yet."""
    found: dict[int, int] = {}
    for group in children(frame, "cols"):
        for column in children(group, "col"):
            style = column.get("style")
            if style and style != "0":
                first, last = whole_number(column.get("min"), 1), whole_number(column.get("max"), 1)
                for number in range(first, min(last, first + 1023) + 1):
                    found[number] = whole_number(style)
    return found


def open_for_writing(path: Path) -> PackageWriter:
    """A writer for a workbook on disk; raises CannotRead."""
    return PackageWriter(read_book(path))


def remark(code: str, message: str, *, look: bool = False) -> Finding:
    """A finding about the workbook itself."""
    return Finding(code, Severity.LOOK if look else Severity.INFO, message)
