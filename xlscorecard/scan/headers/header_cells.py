"""The painted cells of a header that a short rule inside its paint parts: "2023/24" over "Q1"; one
rule may lie below the names of several groups, which no upright one parts.

As one fill the paint tells nothing of its cells; names set at another side than their figures then
stand over no column, or over the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Fill, Word
from xlscorecard.scan.headers.header_levels import names_of

# Rules end at each other, and at the sides of paint, to so many points.
_MEETS = 3.0
# A name stands so near to the rule below or above it (points), and within its ends.
_NEAR = 12.0
# Names stand at one height, and end with each other, to so many points.
_LEVEL = 2.5
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
    own = [w for w in words if rule.x0 <= w.bbox.x0 and w.bbox.x1 <= rule.x1]
    above = [w for w in own if 0 <= y - w.bbox.bottom + _MEETS <= _NEAR]
    below = [w for w in own if 0 <= w.bbox.top + _MEETS - y <= _NEAR and w.bbox.bottom < bottom]
    if not above or not below:
        return
    upper = names_of(above)
    sides = _sides(rule, upper, names_of(below))
    groups = len(upper) if len(sides) > 2 else 1
    for x0, x1 in pairwise(sides[:: (len(sides) - 1) // groups]):
        yield BBox(x0, fill.top, x1, y)
    for x0, x1 in pairwise(sides):
        yield BBox(x0, y, x1, bottom)


def _sides(rule: Edge, upper: Sequence[BBox], lower: Sequence[BBox]) -> list[float]:
    """Where the columns below a rule begin and end: each of several names above it gathers as many
    of them, and all stand to the left of these, to the right, or in their middle. Where nothing
    tells, the rule's own ends."""
    ends = [rule.x0, rule.x1]
    each, rest = divmod(len(lower), len(upper))
    level = [box.centre[1] for box in lower]
    if len(upper) < 2 or each < 2 or rest or max(level) - min(level) > _LEVEL:
        return ends
    first, last = lower[::each], lower[each - 1 :: each]
    trio = list(zip(upper, first, last, strict=True))
    if all(abs(over.x1 - end.x1) <= _LEVEL for over, _, end in trio):
        return [rule.x0, *(box.x1 + rule.x1 - lower[-1].x1 for box in lower[:-1]), rule.x1]
    if all(abs(over.x0 - start.x0) <= _LEVEL for over, start, _ in trio):
        return [rule.x0, *(box.x0 - lower[0].x0 + rule.x0 for box in lower[1:]), rule.x1]
    if all(abs(over.centre[0] - (start.x0 + end.x1) / 2) <= _LEVEL for over, start, end in trio):
        return [rule.x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(lower)), rule.x1]
    return ends


def _reaches_over(edge: Edge, rule: Edge) -> bool:
    return edge.x0 <= rule.x0 + _MEETS and rule.x1 - _MEETS <= edge.x1
