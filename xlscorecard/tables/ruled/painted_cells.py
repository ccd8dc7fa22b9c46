"""Cells that no line parts but their paint does: one below the other in a shaded first column, or
in a first column, even a white one, that stands outside the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill, Word
from xlscorecard.tables.lines.edges import SNAP, is_paper
from xlscorecard.tables.lines.layout import Layout, Slot

# Texts that begin rows stand level within this (points).
_LEVEL = 2.5
# A column of names is so wide at least (points).
_NARROWEST = 40.0


def with_painted_cells(layout: Layout, fills: Sequence[Fill], words: Sequence[Word]) -> Layout:
    """The layout with merged cells parted that are painted row by row, where a text of its own
    begins in each part, level with those beside it: a merged cell that is painted so has one."""
    boxes = [fill.bbox for fill in fills if not is_paper(fill.colour)]
    slots: list[Slot] = []
    for slot in layout.slots:
        parts = [
            replace(slot, row=row, rowspan=1) for row in range(slot.row, slot.row + slot.rowspan)
        ]
        painted = len(parts) > 1 and all(_is_painted(layout.box(part), boxes) for part in parts)
        apart = painted and all(_begins(layout, part, words) for part in parts)
        slots += parts if apart else [slot]
    if len(slots) == len(layout.slots):
        return layout
    return replace(layout, slots=tuple(sorted(slots, key=lambda s: (s.row, s.col))))


def with_painted_column(
    layout: Layout, fills: Sequence[Fill], words: Sequence[Word], others: Sequence[BBox]
) -> Layout:
    """The layout with the first column that stands at the left of its lines, where that is painted
    cell by cell, level with the rows, with words in most of them; ``others`` are the boxes of
    the page's other tables."""
    beside = [
        fill.bbox
        for fill in fills
        if abs(fill.bbox.x1 - layout.xs[0]) < SNAP
        and fill.bbox.width >= _NARROWEST
        and not any(other.holds(*fill.bbox.centre) for other in others)
    ]
    cells: list[BBox] = []
    for top, bottom in pairwise(layout.ys):
        cell = next(
            (
                box
                for box in beside
                if abs(box.top - top) < SNAP and abs(box.bottom - bottom) < SNAP
            ),
            None,
        )
        if cell is None or abs(cell.x0 - (cells or [cell])[0].x0) > SNAP:
            return layout
        cells.append(cell)
    held = sum(_first_in(cell, words) is not None for cell in cells)
    if held * 2 <= len(cells):
        return layout
    slots = [Slot(row, 0) for row in range(layout.rows)]
    slots += [replace(slot, col=slot.col + 1) for slot in layout.slots]
    slots.sort(key=lambda slot: (slot.row, slot.col))
    return replace(layout, xs=(cells[0].x0, *layout.xs), slots=tuple(slots))


def _is_painted(box: BBox, fills: Sequence[BBox]) -> bool:
    return any(all(abs(a - b) < SNAP / 2 for a, b in zip(fill, box, strict=True)) for fill in fills)


def _begins(layout: Layout, part: Slot, words: Sequence[Word]) -> bool:
    """Whether a text begins in a part of a cell as one begins in the cell behind it."""
    own = layout.box(part)
    middle = (own.top + own.bottom) / 2
    beside = layout.slot_index_at(own.x1 + 1.0, middle)
    if beside is None or layout.slots[beside].rowspan > 1:
        return False
    first, other = _first_in(own, words), _first_in(layout.box(layout.slots[beside]), words)
    if first is None or other is None or abs(first.bbox.top - other.bbox.top) > _LEVEL:
        return False
    inside = [word.bbox for word in words if own.x0 < word.bbox.centre[0] < own.x1]
    crossed = any(box.top < own.top - 1 and box.bottom > own.top + 1 for box in inside)
    return not crossed and not first.text[:1].islower()


def _first_in(box: BBox, words: Sequence[Word]) -> Word | None:
    inside = [word for word in words if box.holds(*word.bbox.centre)]
    return min(inside, key=lambda word: (round(word.bbox.top), word.bbox.x0), default=None)
