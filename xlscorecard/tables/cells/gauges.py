"""Gauges: thick rings around figures, of which a part is drawn in the rating's colour."""

from __future__ import annotations

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Page, Shape
from xlscorecard.tables.lines.layout import Layout

# A ring is drawn so thick, and so wide, in points.
_THINNEST = 3.0
_SMALLEST, _WIDEST = 24.0, 220.0
# Its width and height differ by this share at most.
_ROUND = 0.25


def gauge_colours(page: Page, layout: Layout) -> dict[int, Rgb]:
    """The colour of the gauge in each slot that holds one, by the slot's index; none where a slot
    has gauges of several colours."""
    thick = [shape for shape in page.shapes if _is_thick(shape)]
    found: dict[int, set[Rgb]] = {}
    for ring in thick:
        box = ring.bbox
        if not _is_round(box) or not any(box.holds(*word.bbox.centre) for word in page.words):
            continue
        index = layout.slot_index_at(*box.centre)
        if index is None:
            continue
        for part in thick:
            colour = part.stroke
            if colour is not None and not is_neutral(colour) and box.holds(*part.bbox.centre):
                found.setdefault(index, set()).add(colour)
    return {index: next(iter(own)) for index, own in found.items() if len(own) == 1}


def _is_thick(shape: Shape) -> bool:
    stroked = shape.curved and shape.fill is None and shape.stroke is not None
    return stroked and shape.stroke_width >= _THINNEST and shape.bbox.width <= _WIDEST


def _is_round(box: BBox) -> bool:
    wide = _SMALLEST <= box.width <= _WIDEST
    return wide and abs(box.width - box.height) <= _ROUND * box.width
