"""New cells spliced into a worksheet's rows: what does not change is a view of the old bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from lxml import etree

from xlscorecard.model.errors import Refused
from xlscorecard.refresh.opc.markup import ATTRIBUTES, Buffer, serialise_xml
from xlscorecard.refresh.rows.addresses import Area, column_letters, column_number, parse_area
from xlscorecard.refresh.rows.changes import (
    REMOVED,
    STALE,
    Changes,
    NewCell,
    RowChange,
    format_cell,
    row_cells,
    stands,
    widen_spans,
)
from xlscorecard.refresh.rows.refilling import Refill
from xlscorecard.refresh.rows.sheet import CellPlace, RowPlace, SheetMarkup, iter_cells, iter_rows


def splice_rows(
    sheet: SheetMarkup, changes: Changes, column_styles: Mapping[int, int]
) -> list[Buffer | memoryview]:
    """The inside of sheetData with some cells changed; all else is a view of the old bytes.

    ``column_styles`` gives the style of a new cell where its row has none.
    """
    pieces = _splice_ordered(sheet, changes, column_styles, frozenset())
    if pieces is None:
        standing = frozenset(row.number for row in iter_rows(sheet))
        pieces = _splice_ordered(sheet, changes, column_styles, standing)
    assert pieces is not None  # noqa: S101 - no row that stands was made anew
    return pieces


def _splice_ordered(
    sheet: SheetMarkup,
    changes: Changes,
    column_styles: Mapping[int, int],
    standing: frozenset[int],
) -> list[Buffer | memoryview] | None:
    """Rows are taken to stand in their order, but for those in ``standing``, which are never
    made anew; None when a row that was made turned out to stand further down."""
    view = memoryview(sheet.data)
    prefix = sheet.p
    pieces: list[Buffer | memoryview] = []
    absent = sorted(changes.keys() - standing, reverse=True)
    made: set[int] = set()
    done: set[int] = set()
    at = sheet.end if sheet.hollow else sheet.start

    def new_row(number: int) -> bytes:
        made.add(number)
        return _new_row(prefix, number, row_cells(changes[number], number), column_styles)

    for row in iter_rows(sheet) if changes else ():
        if row.number in made:
            return None
        if absent and absent[-1] < row.number:
            pieces.append(view[at : row.start])
            at = row.start
            while absent and absent[-1] < row.number:
                pieces.append(new_row(absent.pop()))
        if row.number in changes:
            if row.number in done:
                raise Refused(sheet.file, f"{sheet.part} has row {row.number} twice")
            done.add(row.number)
            if absent and absent[-1] == row.number:
                absent.pop()
            if at < row.start:
                pieces.append(view[at : row.start])
            pieces.append(_changed_row(sheet, view, row, changes[row.number], column_styles))
            at = row.end
    pieces.append(view[at : sheet.end])
    pieces += [new_row(number) for number in reversed(absent)]
    return pieces


def _changed_row(
    sheet: SheetMarkup,
    view: memoryview,
    row: RowPlace,
    change: RowChange,
    column_styles: Mapping[int, int],
) -> bytes:
    made = change.over(sheet, view, row, column_styles) if isinstance(change, Refill) else None
    if made is not None:
        return made
    cells = row_cells(change, row.number)
    return b"".join(_splice_row(sheet, view, row, cells, column_styles))


def assemble(
    sheet: SheetMarkup,
    rows: list[Buffer | memoryview],
    used: Area | None,
    frame: etree._Element | None,
) -> list[Buffer | memoryview]:
    """The whole part around new rows. ``used`` widens the stated dimension; ``frame`` replaces
    all that stands outside the rows."""
    tag = f"{sheet.p}sheetData".encode()
    if frame is not None:
        text = serialise_xml(frame)
        match = re.search(rb"<" + re.escape(tag) + rb"(?:\s[^>]*)?(?:/>|>\s*</[^>]*>)", text)
        assert match is not None  # noqa: S101 - the frame came with it
        head: Buffer | memoryview = text[: match.start()] + b"<" + tag + b">"
        tail: Buffer | memoryview = b"</" + tag + b">" + text[match.end() :]
    elif sheet.hollow:
        view = memoryview(sheet.data)
        head = bytes(view[: sheet.start]) + b"<" + tag + b">"
        tail = b"</" + tag + b">" + bytes(view[sheet.end :])
    else:
        view = memoryview(sheet.data)
        head, tail = view[: sheet.start], view[sheet.end :]
    return [_widen_dimension(bytes(head), used), *rows, tail]


def _widen_dimension(head: bytes, used: Area | None) -> bytes:
    match = re.search(
        rb"""(<(?:[\w.\-]+:)?dimension\s[^>]*?\bref\s*=\s*["'])([A-Za-z0-9:$]+)""", head
    )
    if match is None or used is None:
        return head
    try:
        stated = parse_area(match[2].decode())
    except ValueError:
        return head
    if used.inside(stated):
        return head
    wide = Area(
        min(stated.top, used.top),
        min(stated.left, used.left),
        max(stated.bottom, used.bottom),
        max(stated.right, used.right),
    )
    return head[: match.start(2)] + wide.text.encode() + head[match.end(2) :]


def _new_row(
    prefix: str, number: int, cells: Mapping[int, NewCell], column_styles: Mapping[int, int]
) -> bytes:
    inside = "".join(
        format_cell(prefix, number, column, cell, column_styles.get(column, 0))
        for column, cell in sorted(cells.items())
        if stands(cell)
    )
    return f'<{prefix}row r="{number}">{inside}</{prefix}row>'.encode() if inside else b""


def _splice_row(
    sheet: SheetMarkup,
    view: memoryview,
    row: RowPlace,
    changes: Mapping[int, NewCell],
    column_styles: Mapping[int, int],
) -> list[Buffer | memoryview]:
    if len(changes) > _MANY:
        replaced = _replace_plain(sheet, view, row, changes)
        if replaced is not None:
            return replaced
    prefix = sheet.p
    row_style = row.style
    cells = list(iter_cells(sheet, row))
    for cell in cells:
        _check_row(sheet, row, cell)
    absent = sorted(changes.keys() - {cell.column for cell in cells}, reverse=True)
    pieces: list[Buffer | memoryview] = []
    done: set[int] = set()
    at = row.body

    def fresh(column: int) -> bytes:
        cell = changes[column]
        style = column_styles.get(column, 0) if row_style is None else row_style
        if not stands(cell):
            return b""
        return format_cell(prefix, row.number, column, cell, style).encode()

    for cell in cells:
        while absent and absent[-1] < cell.column:
            pieces += [view[at : cell.start], fresh(absent.pop())]
            at = cell.start
        if cell.column in changes:
            if cell.column in done:
                place = f"{column_letters(cell.column)}{row.number}"
                raise Refused(sheet.file, f"{sheet.part} has the cell {place} twice")
            done.add(cell.column)
            new = changes[cell.column]
            if new is REMOVED:
                text = b""
            elif new is STALE:
                text = without_result(prefix, cell)
            else:
                text = _over(prefix, row.number, cell, new)
            pieces += [view[at : cell.start], text]
            at = cell.end
    close = row.end if row.empty else sheet.data.rfind(b"</", row.body, row.end)
    last = cells[-1].end if cells else row.body  # an extension list stands behind the cells
    pieces.append(view[at:last])
    pieces += [fresh(column) for column in reversed(absent)]
    pieces.append(view[last:close])
    tag: Buffer | memoryview = widen_spans(view, row, min(changes), max(changes))
    if row.empty:
        body = b"".join(pieces)
        if not body:
            return [view[row.start : row.end]]
        tag = bytes(tag).rstrip()[:-1].rstrip().removesuffix(b"/") + b">"
        return [tag, body, f"</{prefix}row>".encode()]
    return [tag, *pieces, view[close : row.end]]


def _check_row(sheet: SheetMarkup, row: RowPlace, cell: CellPlace) -> None:
    """Raises Refused where a cell says that it stands in another row than it does: programs
    disagree on which of the two counts."""
    if cell.stated_row not in (None, row.number):
        place = f"{column_letters(cell.column)}{cell.stated_row}"
        raise Refused(sheet.file, f"{sheet.part} has a cell {place} in its row {row.number}")


_MANY = 3


@lru_cache(maxsize=8)
def _plain_cell(prefix: bytes) -> re.Pattern[bytes]:
    """A cell as most programs write it: place, style and type in this order, no more."""
    p = re.escape(prefix)
    return re.compile(
        rb"(<" + p + rb'c r="([A-Z]+)(\d+)"( s="\d+")?(?: t="\w+")?(?:/>|>(.*?)</' + p + rb"c>))",
        re.DOTALL,
    )


@cache
def _column_place(letters: bytes) -> tuple[str, int]:
    text = letters.decode()
    return text, column_number(text)


def _replace_plain(
    sheet: SheetMarkup, view: memoryview, row: RowPlace, changes: Mapping[int, NewCell]
) -> list[Buffer | memoryview] | None:
    """A row of which many cells change and none comes or goes, four times as fast; None where
    the row holds anything out of the ordinary."""
    close = sheet.data.rfind(b"</", row.body, row.end)
    body = bytes(view[row.body : max(row.body, close)])
    found = _plain_cell(sheet.prefix).findall(body)
    if row.empty or b"extLst" in body or sum(len(cell[0]) for cell in found) != len(body):
        return None
    places = [_column_place(cell[1]) for cell in found]
    own_row = {cell[2] for cell in found} <= {str(row.number).encode()}
    if len(set(places)) != len(places) or not own_row:
        return None
    prefix, number = sheet.p, row.number
    left = len(changes)
    pieces: list[str] = []
    for cell, (column, place) in zip(found, places, strict=True):
        new = changes.get(place)
        if new is None:
            pieces.append(cell[0].decode())
            continue
        left -= 1
        if new is STALE or new is REMOVED:
            return None
        kind, inside, style = new
        s = cell[3].decode() if style is None else f' s="{style}"' if style else ""
        t = f' t="{kind}"' if kind else ""
        if inside:
            pieces.append(f'<{prefix}c r="{column}{number}"{s}{t}>{inside}</{prefix}c>')
        else:
            pieces.append(f'<{prefix}c r="{column}{number}"{s}/>')
    if left:
        return None
    return [view[row.start : row.body], "".join(pieces).encode(), view[close : row.end]]


def _over(prefix: str, row: int, cell: CellPlace, new: NewCell) -> bytes:
    """A cell with its content replaced: its style and foreign attributes stay."""
    style = cell.style if new.style is None else new.style
    kept = _foreign(cell)
    extra = re.search(rb"<(?:[\w.\-]+:)?extLst(?=[\s/>]).*\Z", cell.inside, re.DOTALL)
    text = format_cell(prefix, row, cell.column, new, style)
    stated = dict(_raw_attributes(cell.attributes)).get("r")
    if stated is not None:  # as it is spelled there: another program may have written "a1"
        text = re.sub(r' r="[^"]*"', f' r="{stated}"', text, count=1)
    if kept:
        text = text.replace(f"<{prefix}c ", f"<{prefix}c {kept} ", 1)
    if extra:
        tail = extra[0].decode()
        end = f"</{prefix}c>"
        text = (
            text.removesuffix("/>") + ">" + tail + end
            if text.endswith("/>")
            else (text.removesuffix(end) + tail + end)
        )
    return text.encode()


def _foreign(cell: CellPlace) -> str:
    """Attributes of other makers; what belongs to the old value (cm, vm, ph, t) goes."""
    return " ".join(
        f'{name}="{value}"' for name, value in _raw_attributes(cell.attributes) if ":" in name
    )


def _raw_attributes(attributes: bytes) -> list[tuple[str, str]]:
    found = re.findall(rb"""([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", attributes)
    return [(n.decode(), (a or b).decode().replace('"', "&quot;")) for n, a, b in found]


def without_result(prefix: str, cell: CellPlace) -> bytes:
    """A formula cell without its stored result: Excel and LibreOffice then calculate it."""
    p = re.escape(prefix.encode())
    inside = re.sub(
        rb"<" + p + rb"v(?=[\s/>])" + ATTRIBUTES + rb"(?:(?<=/)>|>.*?</" + p + rb"v\s*>)",
        b"",
        cell.inside,
        flags=re.DOTALL,
    )
    kept = "".join(
        f' {name}="{value}"' for name, value in _raw_attributes(cell.attributes) if name != "t"
    )
    return f"<{prefix}c{kept}>".encode() + inside + f"</{prefix}c>".encode()
