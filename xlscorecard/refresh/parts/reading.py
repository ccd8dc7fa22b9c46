"""A workbook's cells as a person sees them: the side that bindings look at.

The package and an open Excel give the same views, so that both writers bind alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.opc.markup import children, unescape, whole_number
from xlscorecard.refresh.parts.book import Book, DefinedName, Sheet, Table
from xlscorecard.refresh.parts.choices import Sheets, Source, list_entries, read_words
from xlscorecard.refresh.parts.guards import find_guarded
from xlscorecard.refresh.parts.styles import Styles, read_styles, shows_date
from xlscorecard.refresh.rows.addresses import Area
from xlscorecard.refresh.rows.cells import CellValue, decode_text
from xlscorecard.refresh.rows.sheet import CellPlace, iter_cells, iter_rows, read_frame
from xlscorecard.refresh.rows.strings import plain_text

Place = tuple[int, int]

_RESULT = re.compile(rb"<(?:[\w.\-]+:)?v(?:\s[^>]*)?(?<!/)>([^<]*)<")

_FIXED = re.compile(r"0+(?:\.(0+))?")

MOST_ROWS = 20_000
"""Rows that are searched for measures; longer sheets hold data, not a scorecard."""

# The bounds of sheets/scan.py, for one sheet (measured: 0.3 KB a cell, 7 seconds a million).
_MOST_CELLS = 2_000_000
_MOST_MERGES = 50_000
_MOST_MERGED_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell's value (a formula's stored result), its number format's code, and the RRGGBB
    colour that it is painted with by hand, not by a conditional format."""

    value: CellValue
    number_format: str = "General"
    formula: bool = False
    locked: bool = False
    fill: str | None = None

    @property
    def text(self) -> str:
        """What stands in it, as text; nothing where it is empty."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float):
            shown = _FIXED.fullmatch(self.number_format)
            if shown is not None:  # a code 1.10 or 007 that was typed as a number
                width = len(self.number_format)
                return f"{value:0{width}.{len(shown[1] or '')}f}"
            value = int(value) if value.is_integer() else value
        if isinstance(value, datetime) and value.time() == time():
            value = value.date()
        return str(value).strip()


@dataclass(frozen=True, slots=True)
class SheetView:
    """A worksheet: its filled cells, its merges, the cells that must not be written. ``cut`` says
    that it goes on below the rows that are searched."""

    name: str
    cells: dict[Place, CellView]
    merges: tuple[Area, ...] = ()
    guarded: tuple[tuple[Area, str, Place | None], ...] = ()
    words: tuple[tuple[Area, str], ...] = ()
    protected: bool = False
    cut: bool = False
    _merged: dict[int, list[Area]] = field(default_factory=dict, repr=False, compare=False)

    def merges_at(self, row: int) -> Sequence[Area]:
        """The merged areas that a row goes through, in the order of the file."""
        if not self._merged:
            for area in self.merges:
                for line in range(area.top, min(area.bottom, MOST_ROWS) + 1):
                    self._merged.setdefault(line, []).append(area)
        return self._merged.get(row, ())

    def at(self, row: int, column: int) -> CellView | None:
        return self.cells.get((row, column))

    def shown(self, row: int, column: int) -> CellView | None:
        """The cell that shows at a place: a merged area shows its first cell."""
        cell = self.cells.get((row, column))
        if cell is not None and cell.value is not None:
            return cell
        for area in self.merges_at(row):
            if area.holds(row, column):
                return self.cells.get((area.top, area.left))
        return cell


@dataclass(frozen=True, slots=True)
class WorkbookView:
    """Everything that a binding may hang on."""

    file: str
    sheets: tuple[SheetView, ...]
    names: tuple[DefinedName, ...]
    tables: tuple[Table, ...]

    def sheet(self, name: str) -> SheetView | None:
        folded = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == folded), None)


def read_workbook_view(book: Book) -> WorkbookView:
    """Read all the worksheets of a workbook on disk; raises CannotRead."""
    styles = read_styles(book)
    read = [_read_sheet_view(book, sheet, styles) for sheet in book.worksheets()]
    tables = book.tables()
    cells = {sheet.name.casefold(): sheet.cells for sheet, _ in read}
    elsewhere = Sheets(cells, book.names, tables)
    places = {sheet.name: place for place, sheet in enumerate(book.sheets)}
    sheets = tuple(
        replace(
            sheet,
            words=sheet.words + list_entries(lists, sheet.name, places[sheet.name], elsewhere),
        )
        for sheet, lists in read
    )
    return WorkbookView(book.file, sheets, book.names, tables)


def _read_sheet_view(
    book: Book, sheet: Sheet, styles: Styles | None
) -> tuple[SheetView, tuple[Source, ...]]:
    """A sheet, and its lists whose entries stand in cells."""
    markup = book.markup(sheet)
    frame = read_frame(markup)
    protections = children(frame, "sheetProtection")
    protected = bool(protections) and protections[0].get("sheet") in ("1", "true")
    seen: dict[int, tuple[str, bool, bool, str | None]] = {}
    cells: dict[Place, CellView] = {}
    cut = False
    for row in iter_rows(markup):
        if row.number > MOST_ROWS:
            cut = True
            break
        for cell in iter_cells(markup, row):
            if len(cells) >= _MOST_CELLS:
                raise _too_large(book, sheet, f"more than {_MOST_CELLS:,} cells")
            style = cell.style
            if style not in seen:
                code = styles.number_format(style) if styles else "General"
                locked = not (styles and styles.unlocked(style))
                fill = styles.fill(style) if styles else None
                seen[style] = (code, locked, shows_date(code), fill)
            code, locked, dated, fill = seen[style]
            value = read_value(book, cell)
            if dated and isinstance(value, float):
                value = _as_date(value, date1904=book.date1904)
            cells[row.number, cell.column] = CellView(
                value, code, markup.is_formula(cell), protected and locked, fill
            )
    found = find_guarded(book, sheet)
    guarded = tuple((g.area, g.why, g.but) for g in found)
    merges = tuple(g.area for g in found if g.but is not None)
    merged_rows = sum(min(area.bottom, MOST_ROWS) - min(area.top, MOST_ROWS) for area in merges)
    if len(merges) > _MOST_MERGES or merged_rows > _MOST_MERGED_ROWS:
        raise _too_large(book, sheet, "merged cells without end")
    words, lists = read_words(frame)
    return SheetView(sheet.name, cells, merges, guarded, words, protected, cut), lists


def _too_large(book: Book, sheet: Sheet, what: str) -> CannotRead:
    return CannotRead(
        book.file,
        f"the sheet has {what}",
        place=sheet.name,
        advice="Copy the scorecard to a new workbook and bind that.",
    )


def read_value(book: Book, cell: CellPlace) -> CellValue:
    """A cell's value; a formula's stored result, dates as their number."""
    inside, kind = cell.inside, cell.kind
    if not inside:
        return None
    if kind == "inlineStr":
        return plain_text(inside)
    result = _RESULT.search(inside)
    if result is None:
        return None
    text = unescape(result[1].decode("utf-8"))
    if kind == "s":
        strings, index = book.strings(), whole_number(text, -1)
        return strings[index] if 0 <= index < len(strings) else None
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind in ("str", "e", "d"):
        return decode_text(text)
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _as_date(value: float, *, date1904: bool) -> CellValue:
    epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    try:
        return epoch + timedelta(days=value)
    except OverflowError:
        return value
