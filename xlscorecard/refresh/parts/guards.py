"""Which cells must not be written, and why. Everything is checked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import ATTRIBUTES, children, parse_attributes
from xlscorecard.refresh.parts.book import Book, Sheet
from xlscorecard.refresh.rows.addresses import Area, area_or_none, format_address
from xlscorecard.refresh.rows.cells import PLAIN, CellValue, UnwritableValue, check_value
from xlscorecard.refresh.rows.sheet import (
    SheetMarkup,
    iter_cells,
    iter_rows,
    read_frame,
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """An area with its reason. ``but`` is a cell inside that may be written all the same."""

    area: Area
    why: str
    but: tuple[int, int] | None = None

    def stops(self, row: int, column: int) -> bool:
        return self.area.holds(row, column) and (row, column) != self.but


def find_guarded(book: Book, sheet: Sheet) -> tuple[Guarded, ...]:
    """Merges, arrays, data tables, table headings and totals, pivot tables of a sheet."""
    markup = book.markup(sheet)
    guarded = [*_merges(read_frame(markup)), *_arrays(markup)]
    for table in book.tables():
        if table.sheet != sheet.name:
            continue
        area = table.area
        if table.headings:
            top = area._replace(bottom=area.top + table.headings - 1)
            guarded.append(Guarded(top, f"a heading of the table {table.name}"))
        if table.totals:
            foot = area._replace(top=area.bottom - table.totals + 1)
            guarded.append(Guarded(foot, f"the totals row of the table {table.name}"))
    guarded += [
        Guarded(pivot.area, "part of a pivot table, which Excel fills itself")
        for pivot in book.pivots()
        if pivot.sheet == sheet.name
    ]
    return tuple(guarded)


def _merges(frame: etree._Element) -> Iterator[Guarded]:
    for group in children(frame, "mergeCells"):
        for merge in children(group, "mergeCell"):
            area = area_or_none(merge.get("ref"))
            if area is None:
                continue
            why = f"inside the merged cells {area.text}, of which only the first shows"
            yield Guarded(area, why, (area.top, area.left))


def find_arrays(markup: SheetMarkup) -> list[tuple[Area, str]]:
    """(area, kind) of array formulas and what-if data tables."""
    found: list[tuple[Area, str]] = []
    if not markup.has_formulas:
        return found
    tag = re.compile(rb"<" + re.escape(markup.prefix) + rb"f(?=\s)" + ATTRIBUTES + rb">")
    for match in tag.finditer(markup.data, markup.start, markup.end):
        if b"array" not in match[1] and b"dataTable" not in match[1]:
            continue
        stated = dict(parse_attributes(match[1]))
        area = area_or_none(stated.get("ref"))
        if stated.get("t") in ("array", "dataTable") and area is not None:
            found.append((area, stated["t"]))
    return found


def _arrays(markup: SheetMarkup) -> Iterator[Guarded]:
    for area, kind in find_arrays(markup):
        what = "an array formula" if kind == "array" else "a what-if data table"
        yield Guarded(area, f"part of {what} ({area.text})")


def check_edits(book: Book, sheet: Sheet, rows: Mapping[int, Mapping[int, CellValue]]) -> None:
    """Raises Refused for the first cell that cannot be written safely."""
    if sheet.kind != "worksheet":
        raise Refused(book.file, f"{sheet.name} is a {sheet.kind}, it has no cells")
    for row, cells in rows.items():
        for column, value in cells.items():
            if type(value) is float and -PLAIN < value < PLAIN:
                continue
            try:
                check_value(value)
            except UnwritableValue as error:
                raise _refused(book, sheet, row, column, str(error)) from None
    for guard in find_guarded(book, sheet):
        area = guard.area
        lines = range(area.top, area.bottom + 1) if area.bottom - area.top < len(rows) else rows
        for row in lines:
            for column in rows.get(row, ()):
                if guard.stops(row, column):
                    raise _refused(book, sheet, row, column, f"the cell is {guard.why}")
    markup = book.markup(sheet)
    for line in iter_rows(markup) if markup.has_formulas else ():
        wanted = rows.get(line.number)
        for cell in iter_cells(markup, line) if wanted is not None else ():
            if wanted is not None and cell.column in wanted and markup.is_formula(cell):
                advice = "Write to the cells that the formula reads, or remove it first."
                reason = "the cell holds a formula"
                raise _refused(book, sheet, line.number, cell.column, reason, advice)


def _refused(
    book: Book, sheet: Sheet, row: int, column: int, reason: str, advice: str = ""
) -> Refused:
    place = f"{sheet.name}!{format_address(row, column)}"
    return Refused(book.file, reason, place=place, advice=advice)
