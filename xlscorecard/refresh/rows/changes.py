"""What a cell becomes, and the XML that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from xlscorecard.refresh.opc.markup import Buffer
from xlscorecard.refresh.rows.addresses import column_letters
from xlscorecard.refresh.rows.sheet import RowPlace

_SPANS = re.compile(rb"""(?:^|\s)spans\s*=\s*["']\s*(\d{1,9}):(\d{1,9})\s*["']""")


class NewCell(NamedTuple):
    """What a cell becomes. ``style`` None keeps the one it has (or its row's or column's)."""

    kind: str
    inside: str
    style: int | None = None


STALE = NewCell("stale", "")
"""Stands for a formula whose stored result is to go; the formula itself stays."""

REMOVED = NewCell("removed", "")
"""Stands for a cell that goes altogether, its format too."""

RowChange = Mapping[int, NewCell] | Callable[[int], Mapping[int, NewCell]]
"""Column number -> what the cell becomes; made from the row's number when its turn comes where
there are many."""

Changes = Mapping[int, RowChange]


def row_cells(change: RowChange, number: int) -> Mapping[int, NewCell]:
    """What the cells of a row become."""
    return change(number) if callable(change) else change


def stands(cell: NewCell) -> bool:
    """Whether a cell that was not there needs to be written at all."""
    return cell is not STALE and cell is not REMOVED and bool(cell.inside or cell.style)


def format_cell(prefix: str, row: int, column: int, cell: NewCell, style: int) -> str:
    """A cell written afresh; ``style`` is used where the new cell brings none."""
    style = style if cell.style is None else cell.style
    s = f' s="{style}"' if style else ""
    return f'<{prefix}c r="{column_letters(column)}{row}"{s}{cell_end(prefix, cell)}'


def cell_end(prefix: str, cell: NewCell) -> str:
    """A cell from behind its format on: its type, its content and its end."""
    t = f' t="{cell.kind}"' if cell.kind else ""
    return f"{t}>{cell.inside}</{prefix}c>" if cell.inside else f"{t}/>"


def widen_spans(view: memoryview, row: RowPlace, first: int, last: int) -> Buffer | memoryview:
    """The row's tag, its spans wide enough for the changed cells."""
    tag = view[row.start : row.body]
    match = _SPANS.search(row.attributes)
    if match is None or (int(match[1]) <= first and last <= int(match[2])):
        return tag
    spans = f'spans="{min(first, int(match[1]))}:{max(last, int(match[2]))}"'
    return re.sub(rb"""(?<=\s)spans\s*=\s*["'][^"']*["']""", spans.encode(), bytes(tag), count=1)
