"""Rows that lines do not part but stripes do: a painted row and a plain one between two rules, as
Word's shaded table styles print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill, Word
from xlscorecard.tables.lines.edges import SNAP, is_paper
from xlscorecard.tables.lines.layout import Layout, Slot

# A stripe covers this share of the table's width, and a row is so high at least (points).
_WIDTH, _LOWEST = 0.97, 8.0
# So many columns have words on both sides of a stripe's edge.
_FEWEST = 2
# A bar with a name in white is no lighter than this, of 255.
_DARK = 150


def with_striped_rows(layout: Layout, fills: Sequence[Fill], words: Sequence[Word]) -> Layout:
    """The layout with each row parted where a stripe over the table's whole width begins or ends
    inside it, between words of several columns and through none; or below a dark bar at its head,
    which names what stands below it."""
    inside = [
        fill for fill in fills if not is_paper(fill.colour) and layout.bbox.holds(*fill.bbox.centre)
    ]
    painted = [fill.bbox for fill in inside]
    dark = [fill.bbox for fill in inside if sum(fill.colour) < 3 * _DARK]
    edges = sorted({round(y, 1) for box in painted for y in (box.top, box.bottom)})
    for edge in edges:
        row = _row_of(edge, layout)
        if row is None or not _spans(edge, painted, layout):
            continue
        fewest = 1 if _ends_bar(edge, row, layout, dark) else _FEWEST
        if _parts(edge, row, layout, words, fewest):
            layout = _parted(layout, row, edge)
    return layout


def _ends_bar(edge: float, row: int, layout: Layout, dark: Sequence[BBox]) -> bool:
    """Whether a dark fill reaches over a row's whole width from its upper border to an edge."""
    return any(
        abs(box.bottom - edge) < SNAP / 2
        and abs(box.top - layout.ys[row]) < SNAP
        and box.width >= _WIDTH * layout.bbox.width
        for box in dark
    )


def _row_of(edge: float, layout: Layout) -> int | None:
    """The row that an edge stands inside of, away from its borders."""
    for row, (top, bottom) in enumerate(zip(layout.ys, layout.ys[1:], strict=False)):
        if top + _LOWEST < edge < bottom - _LOWEST:
            return row
    return None


def _spans(edge: float, painted: Sequence[BBox], layout: Layout) -> bool:
    """Whether fills that begin or end at a height reach over the whole width together."""
    at = [box for box in painted if min(abs(box.top - edge), abs(box.bottom - edge)) < SNAP / 2]
    covered, reached = 0.0, layout.xs[0]
    for box in sorted(at):
        covered += max(0.0, min(box.x1, layout.xs[-1]) - max(box.x0, reached))
        reached = max(reached, box.x1)
    return covered >= _WIDTH * layout.bbox.width


def _parts(edge: float, row: int, layout: Layout, words: Sequence[Word], fewest: int) -> bool:
    """Whether no word crosses an edge, and so many columns have words on both sides of it."""
    top, bottom = layout.ys[row], layout.ys[row + 1]
    above: set[int] = set()
    below: set[int] = set()
    for word in words:
        x, y = word.bbox.centre
        if not (top < y < bottom and layout.xs[0] < x < layout.xs[-1]):
            continue
        if word.bbox.top < edge - 1 and word.bbox.bottom > edge + 1:
            return False
        col = sum(line <= x for line in layout.xs) - 1
        (above if y < edge else below).add(col)
    return len(above & below) >= fewest


def _parted(layout: Layout, row: int, edge: float) -> Layout:
    """The layout with one row more; cells merged down over the row stay merged."""
    slots: list[Slot] = []
    for slot in layout.slots:
        if slot.row > row:
            slots.append(replace(slot, row=slot.row + 1))
        elif slot.row + slot.rowspan <= row:
            slots.append(slot)
        elif slot.rowspan > 1:
            slots.append(replace(slot, rowspan=slot.rowspan + 1))
        else:
            slots += [slot, replace(slot, row=row + 1)]
    ys = (*layout.ys[: row + 1], edge, *layout.ys[row + 1 :])
    return replace(layout, ys=ys, slots=tuple(sorted(slots, key=lambda s: (s.row, s.col))))
