"""Excel tables that grow and shrink with their data, and all that hangs on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.addresses import LAST_ROW, Area, format_address, parse_areas
from xlscorecard.refresh.book import Book, Sheet, Table
from xlscorecard.refresh.cells import (
    LONGEST_TEXT,
    PLAIN,
    CellValue,
    UnwritableValue,
    check_value,
    format_content,
)
from xlscorecard.refresh.guards import find_arrays
from xlscorecard.refresh.markup import ATTRIBUTES, children, escape, parse_attributes, unescape
from xlscorecard.refresh.references import qualify_columns, shift_areas
from xlscorecard.refresh.resize import Resize
from xlscorecard.refresh.sheet import CellPlace, SheetMarkup, iter_cells, iter_rows, read_frame
from xlscorecard.refresh.splicing import REMOVED, NewCell, RowChange
from xlscorecard.refresh.stale import iter_formulas
from xlscorecard.refresh.styles import read_styles


@dataclass(slots=True)
class TableRows:
    """The rows' new cells, and what the resize does elsewhere."""

    resize: Resize
    rows: dict[int, RowChange] = field(default_factory=dict)
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
    _check_table(book, sheet, resize, frame, markup)
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
        for heading, value in zip(headings, row, strict=True):
            if type(value) is float and -PLAIN < value < PLAIN:
                continue
            if value is None or (type(value) is str and len(value) <= LONGEST_TEXT):
                continue
            try:
                check_value(value)
            except UnwritableValue as error:
                raise Refused(
                    book.file, str(error), place=f"{table.name}[{heading}] row {number}"
                ) from None


def _check_table(
    book: Book, sheet: Sheet, resize: Resize, frame: etree._Element, markup: SheetMarkup
) -> None:
    table = resize.table
    name = f"the table {table.name}"
    root = book.xml(table.part)
    if table.query or root.get("tableType") in ("queryTable", "xml"):
        raise Refused(book.file, f"{name} is filled by a query, which would overwrite the data")
    if not table.columns or len(table.columns) != table.area.right - table.area.left + 1:
        raise Refused(book.file, f"{name} states {len(table.columns)} columns in {table.area.text}")
    if any(children(part, "filterColumn") for part in children(root, "autoFilter")):
        raise Refused(
            book.file, f"{name} is filtered", advice="Clear its filter first, so that no new row"
            " is hidden by it.",
        )  # fmt: skip
    if children(frame, "sheetProtection"):
        styles = read_styles(book)
        first = next((r for r in iter_rows(markup) if r.number == resize.old.top), None)
        cells = iter_cells(markup, first) if first is not None else ()
        own = [c for c in cells if table.area.left <= c.column <= table.area.right]
        if resize.changed or styles is None or not all(styles.unlocked(c.style) for c in own):
            raise Refused(book.file, f"{name} stands on a protected sheet")
    if resize.area.bottom > LAST_ROW:
        raise Refused(book.file, f"{name} would not fit on the sheet")
    if not resize.changed:
        return
    for area, kind in find_arrays(markup):
        if area.meets(table.area) or area.meets(resize.area):
            raise Refused(book.file, f"{name} holds or meets an {kind} formula ({area.text})")
    _check_below(book, sheet, resize, frame, markup)


def _check_below(
    book: Book, sheet: Sheet, resize: Resize, frame: etree._Element, markup: SheetMarkup
) -> None:
    """Rows that the table grows into must be free; rows that go must not carry anything."""
    table, name = resize.table, f"the table {resize.table.name}"
    if resize.area.bottom > table.area.bottom:
        below = table.area._replace(top=table.area.bottom + 1, bottom=resize.area.bottom)
        for row in iter_rows(markup):
            for cell in iter_cells(markup, row) if below.top <= row.number <= below.bottom else ():
                if cell.inside and below.holds(row.number, cell.column):
                    place = format_address(row.number, cell.column)
                    raise Refused(
                        book.file,
                        f"{name} needs the rows to {resize.area.bottom}, and {place} is in use",
                        advice="Make room below it in Excel: insert rows there.",
                    )
        for other in book.tables():
            if other.sheet == table.sheet and other.part != table.part and other.area.meets(below):
                raise Refused(book.file, f"{name} would grow into the table {other.name}")
        for pivot in book.pivots():
            if pivot.sheet == table.sheet and pivot.area.meets(below):
                raise Refused(book.file, f"{name} would grow into a pivot table")
    moving = resize.area._replace(
        top=min(resize.old.bottom, resize.new.bottom) + 1,
        bottom=max(table.area.bottom, resize.area.bottom),
    )
    for kind, area in _attached(book, sheet, frame):
        if area.meets(moving):
            raise Refused(book.file, f"{name} would change at {area.text}, where there is {kind}")


def _attached(book: Book, sheet: Sheet, frame: etree._Element) -> list[tuple[str, Area]]:
    found: list[tuple[str, Area]] = []
    from_frame = (("mergeCells", "mergeCell", "a merge"), ("hyperlinks", "hyperlink", "a link"))
    for group, item, kind in from_frame:
        for holder in children(frame, group):
            found += [(kind, a) for e in children(holder, item) for a in _areas(e.get("ref"))]
    for link in book.package.relationships(sheet.part):
        if link.kind in ("comments", "threadedComment") and book.package.has(link.target):
            for element in book.xml(link.target).iter():
                found += [("a comment", area) for area in _areas(element.get("ref"))]
    return found


def _areas(text: str | None) -> list[Area]:
    try:
        return list(parse_areas(text or ""))
    except ValueError:
        return []


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
    last = resize.old.bottom
    for number, row in enumerate(rows, start=resize.old.top):
        if number <= last:
            planned.rows[number] = partial(_kept_row, prefix, date1904, places, row)
        else:
            planned.rows[number] = partial(_new_row, prefix, date1904, places, row, pattern, number)
    grows = resize.new.bottom > resize.old.bottom
    shrinks = resize.new.bottom < resize.old.bottom
    planned.formulas_changed = bool(pattern.formulas) and (grows or shrinks)


def _kept_row(
    prefix: str, date1904: bool, places: Sequence[int], row: Sequence[CellValue]
) -> dict[int, NewCell]:
    return {
        place: NewCell(*format_content(value, prefix, date1904=date1904))
        for place, value in zip(places, row, strict=True)
    }


def _new_row(
    prefix: str,
    date1904: bool,
    places: Sequence[int],
    row: Sequence[CellValue],
    pattern: _Pattern,
    number: int,
) -> dict[int, NewCell]:
    found = {column: NewCell("", "", style) for column, style in pattern.styles.items()}
    for place, value in zip(places, row, strict=True):
        kind, inside = format_content(value, prefix, date1904=date1904)
        found[place] = NewCell(kind, inside, pattern.styles[place])
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
