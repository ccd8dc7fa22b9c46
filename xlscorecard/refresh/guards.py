"""Which cells must not be written, and why. Everything is checked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.addresses import Area, area_or_none
from xlscorecard.refresh.book import Book, Sheet
from xlscorecard.refresh.cells import CellEdit, UnwritableValue, check_value
from xlscorecard.refresh.markup import ATTRIBUTES, children, parse_attributes
from xlscorecard.refresh.sheet import (
    CellPlace,
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


def check_edits(book: Book, sheet: Sheet, edits: Sequence[CellEdit]) -> None:
    """Raises Refused for the first cell that cannot be written safely."""
    if sheet.kind != "worksheet":
        raise Refused(book.file, f"{sheet.name} is a {sheet.kind}, it has no cells")
    guarded = find_guarded(book, sheet)
    wanted: dict[int, set[int]] = {}
    for edit in edits:
        try:
            check_value(edit.value)
        except UnwritableValue as error:
            raise Refused(book.file, str(error), place=edit.address) from None
        for guard in guarded:
            if guard.stops(edit.row, edit.column):
                raise Refused(book.file, f"the cell is {guard.why}", place=edit.address)
        wanted.setdefault(edit.row, set()).add(edit.column)
    by_place = {(edit.row, edit.column): edit for edit in edits}
    markup = book.markup(sheet)
    for row in iter_rows(markup):
        for cell in iter_cells(markup, row) if row.number in wanted else ():
            if cell.column in wanted[row.number] and is_formula(markup, cell):
                raise Refused(
                    book.file,
                    "the cell holds a formula",
                    place=by_place[row.number, cell.column].address,
                    advice="Write to the cells that the formula reads, or remove it first.",
                )


def is_formula(markup: SheetMarkup, cell: CellPlace) -> bool:
    """Whether a cell calculates its value."""
    return b"<" + markup.prefix + b"f" in cell.inside
