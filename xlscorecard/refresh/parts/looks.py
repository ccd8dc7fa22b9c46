"""The look of a rich text cell: a new text takes that of the old one's first run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlscorecard.refresh.opc.markup import Buffer
from xlscorecard.refresh.parts.book import Book, Sheet
from xlscorecard.refresh.rows.cells import CellValue
from xlscorecard.refresh.rows.sheet import iter_cells, iter_rows
from xlscorecard.refresh.rows.strings import element_pattern, iter_items

_RUN = element_pattern(b"r")
_LOOK = element_pattern(b"rPr")
_TAG = re.compile(rb"<(/?)(?:[\w.\-]+:)?")


def current_looks(
    book: Book, sheet: Sheet, rows: Mapping[int, Mapping[int, CellValue]]
) -> dict[int, dict[int, str]]:
    """Row -> column -> look, for those of the cells that get a text and hold a rich one."""
    texts = {
        (row, column)
        for row, cells in rows.items()
        for column, value in cells.items()
        if type(value) is str
    }
    if not texts:
        return {}
    markup = book.markup(sheet)
    shared = _shared_looks(book, markup.p)
    if not shared and markup.data.find(b"rPr", markup.start, markup.end) < 0:
        return {}
    found: dict[int, dict[int, str]] = {}
    wanted = {row for row, _ in texts}
    for row in iter_rows(markup):
        for cell in iter_cells(markup, row) if row.number in wanted else ():
            if (row.number, cell.column) not in texts:
                continue
            if cell.kind == "inlineStr":
                look = _first_look(cell.inside, markup.p)
            else:
                look = shared.get(_index(cell.inside), "") if cell.kind == "s" else ""
            if look:
                found.setdefault(row.number, {})[cell.column] = look
    return found


def _shared_looks(book: Book, prefix: str) -> dict[int, str]:
    part = book.linked("sharedStrings")
    data = book.package.read(part) if part is not None else b""
    wide = data.find(b"\0", 0, 4) >= 0  # UTF-16, with or without its mark
    if part is None or (data.find(b"rPr") < 0 and not wide):
        return {}
    looks = (_first_look(item, prefix) for item in iter_items(data, book.file, part))
    return {number: look for number, look in enumerate(looks) if look}


def _index(inside: Buffer) -> int:
    digits = re.search(rb">\s*(\d+)\s*<", inside)
    return int(digits[1]) if digits else -1


def _first_look(inside: Buffer, prefix: str) -> str:
    """The first run's properties as XML with a sheet's prefix; nothing where it has the cell's
    own font. A new text takes them, as it does when somebody types over a rich text in Excel."""
    run = _RUN.search(inside)
    look = _LOOK.search(run[2]) if run is not None and run[2] else None
    if look is None or not look[2]:
        return ""
    return _TAG.sub(rb"<\1" + prefix.encode(), bytes(look[0])).decode("utf-8")
