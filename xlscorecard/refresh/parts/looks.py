"""Which cells hold a rich text, and the looks of its runs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlscorecard.refresh.opc.markup import Buffer
from xlscorecard.refresh.parts.book import Book, Sheet
from xlscorecard.refresh.rows.cells import CellValue
from xlscorecard.refresh.rows.runs import Run
from xlscorecard.refresh.rows.sheet import iter_cells, iter_rows
from xlscorecard.refresh.rows.strings import element_pattern, iter_items, plain_text

_RUN = element_pattern(b"r")
_LOOK = element_pattern(b"rPr")
_TAG = re.compile(rb"<(/?)(?:[\w.\-]+:)?")


Runs = tuple[Run, ...]


def current_runs(
    book: Book, sheet: Sheet, rows: Mapping[int, Mapping[int, CellValue]]
) -> dict[tuple[int, int], Runs]:
    """(row, column) -> runs, for those of the cells that get a text and hold a rich one."""
    texts = {
        (row, column)
        for row, cells in rows.items()
        for column, value in cells.items()
        if type(value) is str
    }
    if not texts:
        return {}
    markup = book.markup(sheet)
    shared = _shared_runs(book, markup.p)
    if not shared and markup.data.find(b"rPr", markup.start, markup.end) < 0:
        return {}
    found: dict[tuple[int, int], Runs] = {}
    wanted = {row for row, _ in texts}
    for row in iter_rows(markup):
        for cell in iter_cells(markup, row) if row.number in wanted else ():
            if (row.number, cell.column) not in texts:
                continue
            if cell.kind == "inlineStr":
                runs = _runs(cell.inside, markup.p)
            else:
                runs = shared.get(_index(cell.inside), ()) if cell.kind == "s" else ()
            if runs:
                found[row.number, cell.column] = runs
    return found


def _shared_runs(book: Book, prefix: str) -> dict[int, Runs]:
    part = book.linked("sharedStrings")
    data = book.package.read(part) if part is not None else b""
    wide = data.find(b"\0", 0, 4) >= 0  # UTF-16, with or without its mark
    if part is None or (data.find(b"rPr") < 0 and not wide):
        return {}
    items = (_runs(item, prefix) for item in iter_items(data, book.file, part))
    return {number: runs for number, runs in enumerate(items) if runs}


def _index(inside: Buffer) -> int:
    digits = re.search(rb">\s*(\d{1,9})\s*<", inside)
    return int(digits[1]) if digits else -1


def _runs(inside: Buffer, prefix: str) -> Runs:
    """The runs of a text, their properties with a sheet's prefix; none where all of it has the
    cell's own font."""
    if b"rPr" not in inside:
        return ()
    runs = tuple(
        Run(_look(bytes(run[2] or b""), prefix), plain_text(run[2] or b""))
        for run in _RUN.finditer(inside)
    )
    return runs if any(run.look for run in runs) else ()


def _look(run: bytes, prefix: str) -> str:
    look = _LOOK.search(run)
    if look is None or not look[2]:
        return ""
    return _TAG.sub(rb"<\1" + prefix.encode(), bytes(look[0])).decode("utf-8")
