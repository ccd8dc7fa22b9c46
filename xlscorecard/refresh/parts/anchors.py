"""Where charts, pictures, shapes and slicers lie over a sheet's cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from xlscorecard.refresh.opc.markup import children, whole_number
from xlscorecard.refresh.parts.book import Book, Sheet
from xlscorecard.refresh.rows.addresses import Area

_ROW_HEIGHT = 190_500  # EMU: 15 points, Excel's default, for drawings that state only a size
_COLUMN_WIDTH = 609_600  # 64 pixels


def iter_anchors(book: Book, sheet: Sheet) -> Iterator[Area]:
    """The cells that each drawing covers (ECMA-376 part 1, 20.5.2); raises CannotRead."""
    for link in book.package.relationships(sheet.part):
        if link.kind != "drawing" or not book.package.has(link.target):
            continue
        root = book.xml(link.target)
        for anchor in root.iter("{*}twoCellAnchor", "{*}oneCellAnchor"):
            for start in children(anchor, "from"):
                top, left = _number(start, "row") + 1, _number(start, "col") + 1
                bottom, right = _end(anchor, top, left)
                yield Area(top, left, max(top, bottom), max(left, right))


def _end(anchor: etree._Element, top: int, left: int) -> tuple[int, int]:
    for end in children(anchor, "to"):
        # An end without an offset lies on the border above or left of its cell.
        row = _number(end, "row") + (_number(end, "rowOff") > 0)
        return row, _number(end, "col") + (_number(end, "colOff") > 0)
    for size in children(anchor, "ext"):
        down = -(-whole_number(size.get("cy")) // _ROW_HEIGHT)
        across = -(-whole_number(size.get("cx")) // _COLUMN_WIDTH)
        return top + down, left + across
    return top, left


def _number(marker: etree._Element, name: str) -> int:
    return next((whole_number(e.text) for e in children(marker, name)), 0)
