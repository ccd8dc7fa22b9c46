"""The painted cells of a header that a short rule inside its paint parts: "2023/24" over "Q1".

As one fill the paint tells nothing of its cells; names set at another side than their figures then
stand over no column, or over the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Fill, Word

# Rules end at each other, and at the sides of paint, to so many points.
_MEETS = 3.0
# A name stands so near to the rule below or above it (points), and within its ends.
_NEAR = 12.0
# What reaches over more than this share of the paint parts rows.
_PART = 0.6


def header_cells(fills: Sequence[Fill], edges: Sequence[Edge], words: Sequence[Word]) -> list[Fill]:
    """The cells above and below each short rule in paint that has a name on both its sides."""
    lying = [edge for edge in edges if edge.horizontal]
    return [
        Fill(box, fill.colour)
        for fill in fills
        for rule in lying
        if _is_inside(rule, fill.bbox)
        for box in _cells(rule, fill.bbox, lying, words)
    ]


def _is_inside(rule: Edge, fill: BBox) -> bool:
    level = fill.top + _MEETS < rule.top < fill.bottom - _MEETS
    ends = fill.x0 - _MEETS <= rule.x0 and rule.x1 <= fill.x1 + _MEETS
    return level and ends and rule.x1 - rule.x0 < _PART * fill.width


def _cells(rule: Edge, fill: BBox, lying: Sequence[Edge], words: Sequence[Word]) -> Iterator[BBox]:
    y = rule.top
    under = [e.top for e in lying if e.top > y + _MEETS and _reaches_over(e, rule)]
    bottom = min(min(under, default=fill.bottom), fill.bottom)
    own = [w.bbox for w in words if rule.x0 <= w.bbox.x0 and w.bbox.x1 <= rule.x1]
    above = [box for box in own if 0 <= y - box.bottom + _MEETS <= _NEAR]
    below = [box for box in own if 0 <= box.top + _MEETS - y <= _NEAR and box.bottom < bottom]
    if above and below:
        yield BBox(rule.x0, fill.top, rule.x1, y)
        yield BBox(rule.x0, y, rule.x1, bottom)


def _reaches_over(edge: Edge, rule: Edge) -> bool:
    return edge.x0 <= rule.x0 + _MEETS and rule.x1 - _MEETS <= edge.x1
