"""The writers' common shape, and the writer that splices into the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.refresh.opc.markup import check_well_formed, children, serialise_xml
from xlscorecard.refresh.opc.package import Pieces, check_unchanged
from xlscorecard.refresh.opc.packing import write_package
from xlscorecard.refresh.parts.book import Book, Sheet, Table, read_book
from xlscorecard.refresh.parts.calculation import calculate_on_load, drop_calculation_chain
from xlscorecard.refresh.parts.guards import check_edits
from xlscorecard.refresh.parts.looks import Runs, current_runs
from xlscorecard.refresh.parts.stale import Touched, find_stale
from xlscorecard.refresh.parts.styles import (
    Styles,
    column_styles,
    current_styles,
    read_styles,
    shows_date,
)
from xlscorecard.refresh.rows.addresses import LAST_ROW, Area, format_address
from xlscorecard.refresh.rows.cells import (
    CellEdit,
    CellValue,
    CellValues,
    format_content,
    is_date,
    looks_like_formula,
)
from xlscorecard.refresh.rows.changes import STALE, NewCell, RowChange, row_cells
from xlscorecard.refresh.rows.runs import recoloured, reword
from xlscorecard.refresh.rows.sheet import read_frame
from xlscorecard.refresh.rows.splicing import assemble, splice_rows
from xlscorecard.refresh.tables.charts import clear_moved_charts, has_charts, update_charts
from xlscorecard.refresh.tables.pivots import refresh_pivots
from xlscorecard.refresh.tables.resize import Resize
from xlscorecard.refresh.tables.table_parts import awaits_rows, write_table_part
from xlscorecard.refresh.tables.tables import move_formulas, plan_rows

_ALIKE = 2000


class Writer(Protocol):
    """Takes values into a workbook, whatever holds it: a file, or Excel itself.

    Its methods check everything first and raise Refused before anything changes.
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


class PackageWriter(Writer):
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

    def apply(
        self,
        edits: Sequence[CellEdit],
        given: CellValues | None = None,
        *,
        charts: bool = False,
    ) -> tuple[Finding, ...]:
        """Write single cells and finish all parts; ``charts`` updates the charts' caches too.

        ``given`` are further cells by address; where both know a cell, these win.
        """
        values: CellValues = given or {}
        fills: dict[tuple[str, int, int], str] = {}
        places: set[tuple[str, int, int]] = set()
        for edit in edits:
            place = (self._sheet(edit.sheet, edit).name, edit.row, edit.column)
            if place in places:
                raise Refused(self.book.file, "the cell is given twice", place=edit.address)
            places.add(place)
            cells = values.setdefault(place[0], {}).setdefault(edit.row, {})
            if edit.column not in cells:
                cells[edit.column] = edit.value
                if edit.fill:
                    fills[place] = edit.fill
        return self._write(values, fills, charts=charts)

    def _write(
        self, values: CellValues, fills: Mapping[tuple[str, int, int], str], *, charts: bool
    ) -> tuple[Finding, ...]:
        found: list[Finding] = []
        for name, rows in values.items():
            sheet = self._sheet(name)
            check_edits(self.book, sheet, rows)
            if children(read_frame(self.book.markup(sheet)), "sheetProtection"):
                found.append(remark("protected", f"{sheet.name} is protected, and stays so"))
            outside = [row for row in rows if not 1 <= row <= LAST_ROW]
            if outside:
                message = f"row {outside[0]} of {sheet.name} is no row that Excel has or shows"
                found.append(remark("outside-sheet", message, look=True))
        self._check_parts()
        for name, rows in values.items():
            sheet = self._sheet(name)
            styles = self._new_styles(sheet, rows, fills)
            runs, doubts = _new_runs(self.book, sheet, rows)
            found += doubts
            prefix = self.book.markup(sheet).p
            touched = self._touched.setdefault(name, Touched())
            changes = self._rows.setdefault(name, {})
            for row in sorted(rows):
                cells = rows[row]
                touched.add_row(row, cells)
                rich = runs.get(row, {})
                own = styles.get(row, {})
                make = partial(_new_cells, prefix, self.book.date1904, cells, own, rich)
                old = changes.get(row)
                changes[row] = make if old is None else {**row_cells(old, row), **make(row)}
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
        self._quote(sheet, changes, planned.quoted)
        touched = self._touched.setdefault(sheet.name, Touched())
        touched.areas += [table.area, resize.area]
        self._formulas_changed |= planned.formulas_changed
        self._resizes.append(resize)
        if resize.changed or awaits_rows(self.book, table):
            self.parts[table.part] = [write_table_part(self.book, resize)]
        if not resize.changed:
            return
        move_formulas(self.book, resize, self._change)
        self._move_frames(resize)
        self._move_names(resize)
        self.parts.update(clear_moved_charts(self.book, resize))

    def _quote(
        self, sheet: Sheet, changes: dict[int, RowChange], places: Sequence[tuple[int, int]]
    ) -> None:
        """Formats that keep texts like a formula as text when somebody edits them."""
        if places and self._styles is None:
            self._styles = read_styles(self.book)
        if not places or self._styles is None:
            return
        current = current_styles(self.book.markup(sheet), set(places))
        for row, column in places:
            cells = dict(row_cells(changes[row], row))
            own = cells[column].style
            style = self._styles.quoted(current[row, column] if own is None else own)
            changes[row] = {**cells, column: cells[column]._replace(style=style)}

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
        rows[row] = {**row_cells(rows.get(row, {}), row), column: new}

    def _mark_stale(self, sheet: str, row: int, column: int) -> None:
        rows = self._rows.setdefault(sheet, {})
        cells = row_cells(rows.get(row, {}), row)
        if column not in cells:
            rows[row] = {**cells, column: STALE}

    def _check_parts(self) -> None:
        """A damaged workbook is refused even where the damage is not ours to touch."""
        for kind in ("sharedStrings", "styles"):
            part = self.book.linked(kind)
            if part is not None:
                check_well_formed(self.book.package.read(part), self.book.file, part)
        for sheet in self.book.worksheets():
            self.book.markup(sheet)

    def _new_styles(
        self,
        sheet: Sheet,
        rows: Mapping[int, Mapping[int, CellValue]],
        fills: Mapping[tuple[str, int, int], str],
    ) -> dict[int, dict[int, int]]:
        """Formats of their own for dates, text like a formula and fills, by row and column."""
        special = {
            (row, column): value
            for row, cells in rows.items()
            for column, value in cells.items()
            if type(value) is not float and (is_date(value) or looks_like_formula(value))
        }
        special |= {(r, c): rows[r][c] for name, r, c in fills if name == sheet.name}
        if special and self._styles is None:
            self._styles = read_styles(self.book)
        styles = self._styles
        if styles is None:
            dated = next((place for place, value in special.items() if is_date(value)), None)
            if dated is not None:
                place = f"{sheet.name}!{format_address(*dated)}"
                reason = "the workbook has no formats: a date would show as a number"
                raise Refused(self.book.file, reason, place=place)
        if not special or styles is None:
            return {}
        current = current_styles(self.book.markup(sheet), set(special))
        found: dict[int, dict[int, int]] = {}
        for (row, column), value in special.items():
            fill = fills.get((sheet.name, row, column))
            style = _styled(styles, current[row, column], value, fill)
            found.setdefault(row, {})[column] = style
        return found

    def _sheet(self, name: str, edit: CellEdit | None = None) -> Sheet:
        sheet = self.book.sheet(name)
        if sheet is None:
            place = edit.address if edit is not None else name
            raise Refused(self.book.file, "there is no such sheet", place=place)
        if sum(other.name == sheet.name for other in self.book.sheets) > 1:
            raise Refused(self.book.file, f"it has two sheets named {sheet.name}: which is meant?")
        return sheet

    def _splice(self, name: str, rows: Mapping[int, RowChange]) -> None:
        sheet = self._sheet(name)
        markup = self.book.markup(sheet)
        frame = self._frames.get(name)
        styles = column_styles(read_frame(markup) if frame is None else frame)
        inside = splice_rows(markup, rows, styles)
        twins = [s.name for s in self.book.worksheets() if s.part == sheet.part]
        if sum(twin in self._rows or twin in self._frames for twin in twins) > 1:
            raise Refused(self.book.file, f"{' and '.join(twins)} share one part of the file")
        self.parts[sheet.part] = assemble(markup, inside, _extent(rows), frame)

    def save(self, path: Path) -> None:
        """Write the workbook; raises CannotWrite, and Refused when its source has changed."""
        check_unchanged(self.book.package)

        def write(part: Path) -> None:
            with part.open("w+b") as file:
                write_package(self.book.package, self.parts, file)
            check_unchanged(self.book.package)

        write_whole(path, write)


def _new_cells(
    prefix: str,
    date1904: bool,
    cells: Mapping[int, CellValue],
    styles: Mapping[int, int],
    rich: Mapping[int, Runs],
    _row: int,
) -> dict[int, NewCell]:
    found = {}
    for column, value in cells.items():
        runs = rich.get(column, ()) if rich else ()
        content = format_content(value, prefix, date1904=date1904, runs=runs)
        found[column] = NewCell(*content, styles.get(column))
    return found


def _new_runs(
    book: Book, sheet: Sheet, rows: Mapping[int, Mapping[int, CellValue]]
) -> tuple[dict[int, dict[int, Runs]], list[Finding]]:
    """The runs of new texts by row and column, and what to look at in them."""
    found: dict[int, dict[int, Runs]] = {}
    doubts = []
    for (row, column), old in current_runs(book, sheet, rows).items():
        new = reword(old, str(rows[row][column]))
        found.setdefault(row, {})[column] = new
        words = recoloured(old, new)
        if words is not None:
            place = f"{sheet.name}!{format_address(row, column)}"
            doubts.append(
                remark("text-colours", f"{place}: {words[1]!r} stands in the colour of "
                       f"{words[0]!r}: does that still fit?", look=True)
            )  # fmt: skip
    return found, doubts


def _styled(styles: Styles, style: int, value: CellValue, fill: str | None) -> int:
    if looks_like_formula(value):
        style = styles.quoted(style)
    if is_date(value) and not shows_date(styles.number_format(style)):
        style = styles.dated(style)
    return styles.filled(style, fill) if fill else style


def _extent(rows: Mapping[int, RowChange]) -> Area | None:
    """The cells that get content. Of very many rows only the first and last are looked at:
    then they are a table's, and alike."""
    numbers = sorted(row for row in rows if 1 <= row <= LAST_ROW)
    if len(numbers) > _ALIKE:
        numbers = [*numbers[:_ALIKE], numbers[-1]]
    places = [
        (row, column)
        for row in numbers
        for column, cell in row_cells(rows[row], row).items()
        if cell.inside
    ]
    if not places:
        return None
    columns = [column for _, column in places]
    return Area(places[0][0], min(columns), places[-1][0], max(columns))


def open_for_writing(path: Path) -> PackageWriter:
    """A writer for a workbook on disk; raises CannotRead."""
    return PackageWriter(read_book(path))


def remark(code: str, message: str, *, look: bool = False) -> Finding:
    """A finding about the workbook itself."""
    return Finding(code, Severity.LOOK if look else Severity.INFO, message)
