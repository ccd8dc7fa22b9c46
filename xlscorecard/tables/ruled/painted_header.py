"""Headers that are painted above a table's lines: a coloured band without rules of its own, or a
white one where it is painted cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill, Word
from xlscorecard.tables.lines.edges import SNAP, is_paper
from xlscorecard.tables.lines.layout import Layout, Slot
from xlscorecard.tables.lines.paragraphs import runs_of

# So many bands at most: a header's own lines, and what gathers them.
_MOST_BANDS = 3
# A band reaches over this share of the table's width.
_WIDTH = 0.97
# A white band shows only by its cells: each reaches over less than this share of the width.
_CELL = 0.8
# A space within a text is no wider than this, in letter heights.
_SPACE = 0.4
# A band is no higher than so many times its letters.
_HEIGHT = 8.0


def with_painted_header(
    layout: Layout, fills: Sequence[Fill], words: Sequence[Word], others: Sequence[BBox]
) -> Layout:
    """The layout with a row for each painted band that stands right upon it, with texts in it;
    ``others`` are the boxes of the page's other tables, whose rows are theirs."""
    for _ in range(_MOST_BANDS):
        band = _band_upon(layout, fills, others)
        if band is None:
            return layout
        inside = [word for word in words if band.holds(*word.bbox.centre)]
        if not inside or band.height > _HEIGHT * max(word.size for word in inside):
            return layout
        slots = _slots(layout.xs, inside)
        if sum(_holds(layout.xs, slot, inside) for slot in slots) < 2:
            return layout  # a heading on a ribbon
        slots += [replace(slot, row=slot.row + 1) for slot in layout.slots]
        layout = replace(layout, ys=(band.top, *layout.ys), slots=tuple(slots))
    return layout


def _band_upon(layout: Layout, fills: Sequence[Fill], others: Sequence[BBox]) -> BBox | None:
    """The painted band between a table's sides whose foot is the table's top; None without."""
    box = layout.bbox
    tops: dict[int, list[BBox]] = {}
    for fill in fills:
        own = fill.bbox
        if abs(own.bottom - box.top) > SNAP:
            continue
        if is_paper(fill.colour) and own.width > _CELL * box.width:
            continue
        if own.x0 < box.x0 - SNAP or own.x1 > box.x1 + SNAP:
            continue
        if any(other.holds(*own.centre) for other in others):
            continue
        tops.setdefault(round(own.top), []).append(own)
    for top in sorted(tops, reverse=True):
        boxes = sorted(set(tops[top]))
        covered, reached = 0.0, box.x0
        for own in boxes:
            covered += max(0.0, own.x1 - max(own.x0, reached))
            reached = max(reached, own.x1)
        if covered >= _WIDTH * box.width:
            return BBox(box.x0, boxes[0].top, box.x1, box.top)
    return None


def _slots(xs: Sequence[float], words: Sequence[Word]) -> list[Slot]:
    """The cells of a band: its columns, those that a word, or two with no more than a space
    between them, reach over as one."""
    pieces = [run.bbox for run in runs_of(words, _SPACE) if len(run.words) > 1 and not run.rotation]
    pieces += [word.bbox for word in words]
    crossed = [any(box.x0 < x - 1 and box.x1 > x + 1 for box in pieces) for x in xs[1:-1]]
    slots: list[Slot] = []
    for col in range(len(xs) - 1):
        if slots and crossed[col - 1]:
            slots[-1] = replace(slots[-1], colspan=slots[-1].colspan + 1)
        else:
            slots.append(Slot(0, col))
    return slots


def _holds(xs: Sequence[float], slot: Slot, words: Sequence[Word]) -> bool:
    low, high = xs[slot.col], xs[slot.col + slot.colspan]
    return any(low <= word.bbox.centre[0] <= high for word in words)
