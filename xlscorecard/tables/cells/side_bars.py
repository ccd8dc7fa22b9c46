"""Coloured bars along the sides of rows: thick borders, stripes in cells, tiles beside a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Page
from xlscorecard.tables.lines.layout import Layout

# A bar is thicker than a ruling line and thinner than a column (points).
THINNEST, THICKEST = 1.4, 14.0
# A bar or border stands this near to the side of its cell.
NEAR = 3.0
# It runs along this share of a row's height.
ALONG = 0.6
# Bars, tiles and dots beside a table stand this near to it, and are so large at most.
BESIDE, WIDEST = 30.0, 40.0
# A tile beside a table is so wide and so high (points).
SMALLEST = 3.0
# Those of one table stand in a line, within this.
IN_LINE = 2.0


def side_bars(page: Page, layout: Layout) -> dict[int, Rgb]:
    """The colour of the bar at each slot's side, by the slot's index; of what stands beside the
    table by that of the row's first or last slot."""
    box = layout.bbox
    found: dict[int, Rgb] = {}
    beside: list[tuple[BBox, Rgb]] = []
    for bar, colour in _coloured(page, box):
        outside = bar.x1 <= box.x0 + IN_LINE or bar.x0 >= box.x1 - IN_LINE
        if bar.width <= THICKEST and bar.height > 1.5 * bar.width:
            _along_cells(layout, bar, colour, found)
        if outside and min(bar.width, bar.height) >= SMALLEST:
            beside.append((bar, colour))
    if beside and not found:
        _beside_rows(page, layout, beside, found)
    return found


def _coloured(page: Page, box: BBox) -> list[tuple[BBox, Rgb]]:
    """What is painted in colour at a table's height and may be a bar or a tile."""
    parts: list[tuple[BBox, Rgb]] = []
    for fill in page.fills:
        own = fill.bbox
        if THINNEST <= own.width <= WIDEST and own.height >= SMALLEST:
            parts.append((own, fill.colour))
    for edge in page.edges:
        if edge.width >= THINNEST and not edge.horizontal:
            half = edge.width / 2
            parts.append((BBox(edge.x0 - half, edge.top, edge.x1 + half, edge.bottom), edge.colour))
    parts += [
        (shape.bbox, shape.fill)
        for shape in page.shapes
        if shape.fill is not None and max(shape.bbox.width, shape.bbox.height) <= WIDEST
    ]
    return [
        (own, colour)
        for own, colour in parts
        if own.x1 > box.x0 - BESIDE
        and own.x0 < box.x1 + BESIDE
        and own.bottom > box.top
        and own.top < box.bottom
        and not is_neutral(colour)
    ]


def _along_cells(layout: Layout, bar: BBox, colour: Rgb, found: dict[int, Rgb]) -> None:
    """Note a bar at the cells that have it on their left, or the last ones on their right."""
    middle = bar.centre[0]
    near = bar.width / 2 + NEAR
    col = min(range(len(layout.xs)), key=lambda number: abs(layout.xs[number] - middle))
    if abs(layout.xs[col] - middle) > near:
        return
    col = min(col, layout.cols - 1)
    for row in _rows_along(layout, bar):
        index = layout.slot_index_at(
            (layout.xs[col] + layout.xs[col + 1]) / 2, (layout.ys[row] + layout.ys[row + 1]) / 2
        )
        if index is not None:
            found.setdefault(index, colour)


def _rows_along(layout: Layout, bar: BBox) -> list[int]:
    rows: list[int] = []
    for row in range(layout.rows):
        top, bottom = layout.ys[row], layout.ys[row + 1]
        if min(bar.bottom, bottom) - max(bar.top, top) >= ALONG * (bottom - top):
            rows.append(row)
    return rows


def _beside_rows(
    page: Page, layout: Layout, beside: Sequence[tuple[BBox, Rgb]], found: dict[int, Rgb]
) -> None:
    """Note what stands beside the table, one to a row and in a line."""
    lines: list[list[tuple[BBox, Rgb]]] = []
    for bar, colour in sorted(beside):
        if lines and abs(lines[-1][0][0].centre[0] - bar.centre[0]) <= IN_LINE:
            lines[-1].append((bar, colour))
        else:
            lines.append([(bar, colour)])
    line = max(lines, key=len)
    rows: dict[int, Rgb] = {}
    for bar, colour in line:
        along = _rows_along(layout, bar)
        if not along:
            along = [bisect_right(layout.ys, bar.centre[1], 1, len(layout.ys) - 1) - 1]
        if any(row in rows for row in along):
            return
        if any(bar.holds(*word.bbox.centre) for word in page.words):
            return
        for row in along:
            rows[row] = colour
    left = line[0][0].centre[0] < layout.bbox.centre[0]
    for row, colour in rows.items():
        x = layout.xs[0] if left else layout.xs[-1]
        index = layout.slot_index_at(x, (layout.ys[row] + layout.ys[row + 1]) / 2)
        if index is not None:
            found.setdefault(index, colour)
