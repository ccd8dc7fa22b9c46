"""The writer for a workbook that is open in Excel (Windows, macOS), through xlwings.

It binds alike and refuses alike; Excel itself moves what hangs on a table and calculates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlscorecard.model.errors import CannotWrite, Refused
from xlscorecard.model.scorecard import Finding, Scorecard
from xlscorecard.refresh.parts.book import DefinedName, Table, TableColumn
from xlscorecard.refresh.parts.reading import MOST_ROWS, CellView, Place, SheetView, WorkbookView
from xlscorecard.refresh.refresh import RefreshReport, Wishes, plan_refresh
from xlscorecard.refresh.rows.addresses import Area, format_address, parse_area
from xlscorecard.refresh.rows.cells import (
    CellEdit,
    CellValue,
    UnwritableValue,
    check_value,
    looks_like_formula,
)
from xlscorecard.refresh.write import Writer


def open_in_excel(path: Path) -> Any:
    """The xlwings book of a workbook that is open in Excel, or opens it there.

    Raises CannotWrite where there is no Excel.
    """
    try:
        import xlwings
    except ImportError as error:
        raise CannotWrite(str(path), "xlwings is not installed") from error
    try:
        return xlwings.Book(str(path.resolve()))
    except Exception as error:
        raise CannotWrite(
            str(path), f"Excel cannot be reached ({error})", advice="Leave --in-excel out."
        ) from error


def refresh_open_workbook(
    book: Any, scorecards: Sequence[Scorecard], wishes: Wishes | None = None
) -> RefreshReport:
    """Refresh a workbook that is open; it is left open and unsaved, so that it can be undone."""
    view = read_open_workbook(book)
    plan = plan_refresh(view, scorecards, wishes)
    writer = XlwingsWriter(book)
    for table in plan.tables:
        writer.replace_table(table.table, table.headings, table.rows)
    findings = plan.findings + writer.apply(plan.edits)
    return RefreshReport(plan, findings, Path(str(book.fullname)))


_PLAIN = ("General", "@")


class XlwingsWriter(Writer):
    """Writes through an xlwings book."""

    def __init__(self, book: Any) -> None:
        self.book = book

    def apply(self, edits: Sequence[CellEdit]) -> tuple[Finding, ...]:
        """Write single cells after all of them were checked."""
        cells = [(edit, self._cell(edit)) for edit in edits]
        for edit, cell in cells:
            self._check(edit, cell)
        for edit, cell in cells:
            cell.value = _for_excel(edit.value)
            if edit.fill:
                cell.color = f"#{edit.fill}"
        return ()

    def _cell(self, edit: CellEdit) -> Any:
        names = [sheet.name for sheet in self.book.sheets]
        if edit.sheet not in names:
            raise Refused(str(self.book.fullname), "there is no such sheet", place=edit.address)
        return self.book.sheets[edit.sheet].range(format_address(edit.row, edit.column))

    def _check(self, edit: CellEdit, cell: Any) -> None:
        file = str(self.book.fullname)
        try:
            check_value(edit.value)
        except UnwritableValue as error:
            raise Refused(file, str(error), place=edit.address) from None
        if str(cell.formula or "").startswith("="):
            raise Refused(file, "the cell holds a formula", place=edit.address)
        if cell.merge_cells and cell.merge_area.address != cell.address:
            first = cell.merge_area.address.replace("$", "").split(":")[0]
            if first != format_address(edit.row, edit.column):
                raise Refused(file, "the cell is inside merged cells", place=edit.address)

    def replace_table(
        self, table: Table, headings: Sequence[str], rows: Sequence[Sequence[CellValue]]
    ) -> None:
        """Resize the table in Excel, which moves what hangs on it, and write its columns."""
        holder = self.book.sheets[table.sheet].tables[table.name]
        body = table.body
        count = max(1, len(rows))
        area = table.area._replace(bottom=body.top + count - 1 + table.totals)
        if area != table.area:
            if table.totals:
                raise Refused(
                    str(self.book.fullname),
                    f"the table {table.name} has a totals row",
                    advice="Refresh the closed file: there the totals row moves along.",
                )
            holder.resize(self.book.sheets[table.sheet].range(area.text))
        known = [column.heading for column in table.columns]
        for index, heading in enumerate(headings):
            column = body.left + known.index(heading)
            values = [[_for_excel(row[index])] for row in rows] or [[None]]
            target = Area(body.top, column, body.top + count - 1, column)
            self.book.sheets[table.sheet].range(target.text).value = values

    def save(self, path: Path) -> None:
        """Let Excel save the workbook."""
        self.book.save(str(path))


def _for_excel(value: CellValue) -> object:
    """Text that Excel would take for a formula gets the apostrophe that says it is text."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str) and (looks_like_formula(value) or _would_convert(value)):
        return "'" + value
    return value


def _would_convert(text: str) -> bool:
    """Excel turns "1-3" into a date and "007" into 7 when they are typed."""
    return text[:1].isdigit() or text[:1] in "'.("


def read_open_workbook(book: Any) -> WorkbookView:
    """The same view of an open workbook that the package gives of a closed one."""
    sheets = tuple(_read_sheet(sheet) for sheet in book.sheets)
    names = tuple(
        DefinedName(name.name.rpartition("!")[2], str(name.refers_to).removeprefix("="),
                    0 if "!" in name.name else None)
        for name in book.names
    )  # fmt: skip
    tables = tuple(_read_table(sheet, table) for sheet in book.sheets for table in sheet.tables)
    return WorkbookView(str(book.fullname), sheets, names, tables)


def _read_sheet(sheet: Any) -> SheetView:
    used = sheet.used_range
    area = parse_area(used.address)
    area = area._replace(bottom=min(area.bottom, MOST_ROWS))
    block = sheet.range(area.text)
    values = block.options(ndim=2).value
    formulas = _two_dimensional(block.formula)
    cells: dict[Place, CellView] = {}
    merges: set[Area] = set()
    for j in range(len(values[0]) if values else 0):
        column = area.left + j
        alike = sheet.range(area._replace(left=column, right=column).text).number_format
        for i, line in enumerate(values):
            row, value = area.top + i, line[j]
            if value is None and alike in _PLAIN:
                continue
            cell = sheet.range(format_address(row, column))
            code = str(alike or cell.number_format)
            if value is None:  # an empty cell's format tells how it will show its figure
                cells[row, column] = CellView(None, code)
                continue
            formula = str(formulas[i][j] or "").startswith("=")
            fill = "".join(f"{part:02X}" for part in cell.color or ())
            cells[row, column] = CellView(_seen(value), code, formula, fill=fill or None)
            if cell.merge_cells:
                merges.add(parse_area(cell.merge_area.address))
    guarded = tuple(
        (merge, "inside merged cells, of which only the first shows", (merge.top, merge.left))
        for merge in sorted(merges)
    )
    return SheetView(sheet.name, cells, tuple(sorted(merges)), guarded)


def _two_dimensional(value: Any) -> Sequence[Sequence[object]]:
    if not isinstance(value, (tuple, list)):
        return [[value]]
    return value if value and isinstance(value[0], (tuple, list)) else [value]


def _seen(value: object) -> CellValue:
    if isinstance(value, (bool, str, float, datetime)) or value is None:
        return value
    return float(value) if isinstance(value, int) else str(value)


def _read_table(sheet: Any, table: Any) -> Table:
    headings = _two_dimensional(table.header_row_range.value)[0]
    return Table(
        table.name,
        "",
        sheet.name,
        parse_area(table.range.address),
        1,
        1 if table.show_totals else 0,
        tuple(TableColumn(i, str(text)) for i, text in enumerate(headings, start=1)),
    )
