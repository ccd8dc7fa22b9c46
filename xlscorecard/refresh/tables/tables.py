"""Excel tables that grow and shrink with their data, and all that hangs on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import isfinite

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import ATTRIBUTES, escape, parse_attributes, unescape
from xlscorecard.refresh.parts.book import Book, Sheet, Table
from xlscorecard.refresh.parts.references import qualify_columns, shift_areas
from xlscorecard.refresh.parts.stale import iter_formulas
from xlscorecard.refresh.rows.addresses import format_address
from xlscorecard.refresh.rows.cells import (
    FORMULA_SIGNS,
    LONGEST_TEXT,
    PLAIN,
    CellValue,
    UnwritableValue,
    check_value,
    looks_like_formula,
)
from xlscorecard.refresh.rows.changes import REMOVED, NewCell, RowChange
from xlscorecard.refresh.rows.refilling import Refill
from xlscorecard.refresh.rows.sheet import CellPlace, SheetMarkup, iter_cells, iter_rows, read_frame
from xlscorecard.refresh.tables.resize import Resize
from xlscorecard.refresh.tables.table_checks import check_table

_BLOCK = 1000


@dataclass(slots=True)
class TableRows:
    """The rows' new cells, and what the resize does elsewhere; ``quoted`` are the places of
    texts that look like a formula."""

    resize: Resize
    rows: dict[int, RowChange] = field(default_factory=dict)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    formulas_changed: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a new row's cells look like: styles and formulas of the last row, by column."""

    styles: dict[int, int]
    formulas: dict[int, tuple[str, int]]


def plan_rows(
    book: Book,
    sheet: Sheet,
    table: Table,
    headings: Sequence[str],
    values: Sequence[Sequence[CellValue]],
) -> TableRows:
    """The cells of a table that is to hold ``values`` (a row each); raises Refused.

    Calculated columns are filled down; any other column must be among ``headings``, or empty.
    A table keeps one empty row when there are no values.
    """
    resize = Resize(book.file, table, max(1, len(values)))
    places = _places(book, table, headings)
    markup = book.markup(sheet)
    frame = read_frame(markup)
    check_table(book, sheet, resize, frame, markup)
    _check_values(book, table, headings, values)
    cells = _read_cells(markup, resize)
    texts = {
        (f.row, f.column): shift_areas(f.text, *f.shift)
        for f in iter_formulas(sheet, markup)
        if table.area.holds(f.row, f.column)
    } if markup.has_formulas else {}  # fmt: skip
    _check_kept(book, resize, places, texts)
    pattern = _read_pattern(resize, cells, texts)
    planned = TableRows(resize)
    planned.quoted += _formula_like(places, resize.old.top, values)
    _fill(book, markup, planned, places, values, pattern)
    if resize.changed:
        _clear_freed(planned)
        _move_totals(book, planned, cells, texts)
    return planned


def _places(book: Book, table: Table, headings: Sequence[str]) -> list[int]:
    known = [column.heading for column in table.columns]
    places = []
    for heading in headings:
        if known.count(heading) != 1:
            raise Refused(book.file, f"the table {table.name} has no one heading {heading!r}")
        column = table.columns[known.index(heading)]
        if column.formula is not None:
            raise Refused(book.file, f"{table.name}[{heading}] calculates its values itself")
        places.append(table.area.left + known.index(heading))
    return places


def _check_values(
    book: Book, table: Table, headings: Sequence[str], values: Sequence[Sequence[CellValue]]
) -> None:
    for number, row in enumerate(values, start=1):
        if len(row) != len(headings):
            raise Refused(book.file, f"row {number} for {table.name} has {len(row)} values")
    for start, block in _blocks(values):
        for heading, column in zip(headings, block, strict=True):
            if _ordinary(column):
                continue
            for number, value in enumerate(column, start=start + 1):
                try:
                    check_value(value)
                except UnwritableValue as error:
                    place = f"{table.name}[{heading}] row {number}"
                    raise Refused(book.file, str(error), place=place) from None


def _blocks(
    values: Sequence[Sequence[CellValue]],
) -> Iterator[tuple[int, list[tuple[CellValue, ...]]]]:
    """The values by column, some rows at a time: what is alike is asked of many at once."""
    for start in range(0, len(values), _BLOCK):
        yield start, list(zip(*values[start : start + _BLOCK], strict=True))


def _ordinary(column: Sequence[CellValue]) -> bool:
    """Whether a cell surely takes all of them: a quick look."""
    floats = [value for value in column if type(value) is float]
    texts = [value for value in column if type(value) is str]
    return (
        len(floats) + len(texts) + column.count(None) == len(column)
        and all(map(isfinite, floats))
        and -PLAIN < min(floats, default=0) <= max(floats, default=0) < PLAIN
        and max(map(len, texts), default=0) <= LONGEST_TEXT
    )


def _formula_like(
    places: Sequence[int], top: int, values: Sequence[Sequence[CellValue]]
) -> list[tuple[int, int]]:
    return sorted(
        (row, place)
        for start, block in _blocks(values)
        for place, column in zip(places, block, strict=True)
        if not FORMULA_SIGNS.isdisjoint([text[:1] for text in column if type(text) is str])
        for row, value in enumerate(column, start=top + start)
        if looks_like_formula(value)
    )


def _read_cells(markup: SheetMarkup, resize: Resize) -> dict[tuple[int, int], CellPlace]:
    """The first body row, the last and the totals; all rows where columns have to be checked."""
    area = resize.table.area
    found: dict[tuple[int, int], CellPlace] = {}
    wanted = {resize.old.top, *range(resize.old.bottom, area.bottom + 1)}
    for row in iter_rows(markup):
        if row.number in wanted:
            for cell in iter_cells(markup, row):
                if area.left <= cell.column <= area.right:
                    found[row.number, cell.column] = cell
    return found


def _check_kept(
    book: Book,
    resize: Resize,
    places: Sequence[int],
    texts: Mapping[tuple[int, int], str],
) -> None:
    """A column that the data do not fill must be empty or calculated throughout."""
    table, body = resize.table, resize.old
    left = [n for n in range(body.left, body.right + 1) if n not in places]
    for number in places:
        for line, column in texts:
            if column == number and body.top <= line <= body.bottom:
                raise Refused(
                    book.file, f"{table.name} calculates {format_address(line, column)} itself"
                )
    if not left:
        return
    markup = book.markup(next(s for s in book.worksheets() if s.name == table.sheet))
    for row in iter_rows(markup):
        if not body.top <= row.number <= body.bottom:
            continue
        for cell in iter_cells(markup, row):
            if cell.column in left and cell.inside and (row.number, cell.column) not in texts:
                heading = table.columns[cell.column - body.left].heading
                raise Refused(
                    book.file,
                    f"{table.name}[{heading}] is not among the data, and what was typed there "
                    "would stand beside other rows",
                )
    for number in left:
        count = sum(1 for row, c in texts if c == number and body.top <= row <= body.bottom)
        if count not in (0, body.bottom - body.top + 1) and resize.new.bottom > body.bottom:
            heading = table.columns[number - body.left].heading
            raise Refused(book.file, f"{table.name}[{heading}] is calculated only in some rows")


def _read_pattern(
    resize: Resize,
    cells: Mapping[tuple[int, int], CellPlace],
    texts: Mapping[tuple[int, int], str],
) -> _Pattern:
    body = resize.old
    columns = range(body.left, body.right + 1)
    rows = (body.bottom, body.top)
    styles = {}
    for column in columns:
        found = [cells[row, column] for row in rows if (row, column) in cells]
        styles[column] = found[0].style if found else 0
    sheet = resize.table.sheet
    formulas = {
        column: (resize.formula(texts[body.top, column], sheet, body.top), body.top)
        for column in columns
        if (body.top, column) in texts
    }
    return _Pattern(styles, formulas)


def _fill(
    book: Book,
    markup: SheetMarkup,
    planned: TableRows,
    places: Sequence[int],
    values: Sequence[Sequence[CellValue]],
    pattern: _Pattern,
) -> None:
    resize = planned.resize
    prefix, date1904 = markup.p, book.date1904
    rows = values or [[None] * len(places)]
    top, last = resize.old.top, min(resize.old.bottom, resize.new.bottom)
    kept = Refill(prefix, places, top, rows, date1904=date1904)
    planned.rows.update(dict.fromkeys(range(top, last + 1), kept))
    styles = pattern.styles
    new = Refill(prefix, places, top, rows, date1904=date1904, styles=styles)
    fresh: RowChange = partial(_calculated_row, prefix, new, pattern) if pattern.formulas else new
    planned.rows.update(dict.fromkeys(range(last + 1, resize.new.bottom + 1), fresh))
    planned.formulas_changed = bool(pattern.formulas) and resize.changed


def _calculated_row(
    prefix: str, filled: Refill, pattern: _Pattern, number: int
) -> dict[int, NewCell]:
    found = filled(number)
    for column, (text, written) in pattern.formulas.items():
        formula = escape(shift_areas(text, number - written, 0))
        inside = f"<{prefix}f>{formula}</{prefix}f>"
        found[column] = NewCell("", inside, pattern.styles[column])
    return found


def _clear_freed(planned: TableRows) -> None:
    """Rows that the shrunk table no longer holds lose their cells, formats included."""
    resize = planned.resize
    columns = range(resize.old.left, resize.old.right + 1)
    for number in range(resize.area.bottom + 1, resize.table.area.bottom + 1):
        planned.rows[number] = dict.fromkeys(columns, REMOVED)


def _move_totals(
    book: Book,
    planned: TableRows,
    cells: Mapping[tuple[int, int], CellPlace],
    texts: Mapping[tuple[int, int], str],
) -> None:
    resize = planned.resize
    table = resize.table
    prefix = book.markup(next(s for s in book.worksheets() if s.name == table.sheet)).p
    for offset in range(table.totals):
        old, new = resize.old.bottom + 1 + offset, resize.new.bottom + 1 + offset
        moved: dict[int, NewCell] = {}
        for column in range(resize.old.left, resize.old.right + 1):
            cell = cells.get((old, column))
            if cell is None:
                moved[column] = REMOVED
                continue
            text = texts.get((old, column))
            if text is None:
                kind = "" if cell.kind == "n" else cell.kind
                moved[column] = NewCell(kind, cell.inside.decode(), cell.style)
            else:
                text = qualify_columns(resize.formula(text, table.sheet), table.name)
                inside = f"<{prefix}f>{escape(text)}</{prefix}f>"
                moved[column] = NewCell("", inside, cell.style)
                planned.formulas_changed = True
        planned.rows[new] = moved


def move_formulas(
    book: Book, resize: Resize, change: Callable[[str, int, int, NewCell], None]
) -> bool:
    """Formulas anywhere that name the table's cells by address; whether there were any."""
    found = False
    table = resize.table
    for sheet in book.worksheets():
        markup = book.markup(sheet)
        if not markup.has_formulas:
            continue
        own = sheet.name == table.sheet
        moved: dict[tuple[int, int], str] = {}
        for formula in iter_formulas(sheet, markup):
            if own and table.area.holds(formula.row, formula.column):
                inside_body = formula.row <= min(resize.old.bottom, resize.new.bottom)
                if not inside_body:
                    continue
            text = shift_areas(formula.text, *formula.shift)
            new = resize.formula(text, sheet.name, formula.row)
            if new != text:
                moved[formula.row, formula.column] = new
        found = found or bool(moved)
        rows = {row for row, _ in moved}
        for row in iter_rows(markup):
            for cell in iter_cells(markup, row) if row.number in rows else ():
                if (row.number, cell.column) in moved:
                    text = moved[row.number, cell.column]
                    change(
                        sheet.name, row.number, cell.column, _with_formula(book, markup, cell, text)
                    )
    return found


def _with_formula(book: Book, markup: SheetMarkup, cell: CellPlace, text: str) -> NewCell:
    p = re.escape(markup.prefix)
    match = re.search(rb"<" + p + rb"f(?=[\s/>])" + ATTRIBUTES + rb">", cell.inside)
    stated = dict(parse_attributes(match[1])) if match else {}
    if stated.get("t", "normal") != "normal":
        raise Refused(
            book.file,
            f"a shared or array formula in {markup.part} names the table's cells by address "
            f"({unescape(text)[:80]})",
        )
    return NewCell("", f"<{markup.p}f>{escape(text)}</{markup.p}f>")
