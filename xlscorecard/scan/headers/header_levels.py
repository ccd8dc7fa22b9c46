"""The painted cells of a header that shows no rule, told by how high its names stand.

Names of one cell down all the header stand in its middle, those of groups higher and those of their
columns lower: what stands low between two in the middle is gathered by what stands high over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Fill, Word

# A header's paint is so high and at least so wide (points).
_HIGH, _WIDE = (18.0, 60.0), 200.0
# Words with less than this between them (share of their size) are one name.
_SPACE = 0.6
# Names stand at one height to so many points; the two rows are further apart than the lines of one
# name (share of their size), and as far from the middle.
_LEVEL = 1.8
_ROWS = 1.3
# So many names stand in the middle at least: one may be set so.
_MIDDLE = 2
# A rule inside the paint tells its cells itself.
_RULE = 3.0


def level_cells(fills: Sequence[Fill], edges: Sequence[Edge], words: Sequence[Word]) -> list[Fill]:
    """The cells of groups and of their columns in each painted header without rules."""
    return [
        Fill(cell, fill.colour)
        for fill in fills
        if _HIGH[0] <= fill.bbox.height <= _HIGH[1] and fill.bbox.width >= _WIDE
        if not any(_is_inside(edge, fill.bbox) for edge in edges)
        for cell in _cells(fill.bbox, words)
    ]


def _is_inside(edge: Edge, fill: BBox) -> bool:
    if edge.horizontal:
        return fill.top + _RULE < edge.top < fill.bottom - _RULE
    along = min(edge.bottom, fill.bottom) - max(edge.top, fill.top)
    return fill.x0 + _RULE < edge.x0 < fill.x1 - _RULE and along > _RULE


def _cells(fill: BBox, words: Sequence[Word]) -> Iterator[BBox]:
    inside = [word for word in words if not word.rotation and fill.holds(*word.bbox.centre)]
    names = names_of(inside)
    levels = _levels([box.centre[1] for box in names])
    size = max((word.size for word in inside), default=0.0)
    if len(levels) != 3 or levels[2] - levels[0] < _ROWS * size:
        return
    upper, middle, lower = (
        [box for box in names if abs(box.centre[1] - level) <= _LEVEL] for level in levels
    )
    off = abs(levels[0] + levels[2] - 2 * levels[1])
    if off > 2 * _LEVEL or len(middle) < _MIDDLE:
        return
    y = (max(box.bottom for box in upper) + min(box.top for box in lower)) / 2
    for run, low, high in _runs(middle, lower, fill):
        over = [box for box in upper if low < box.centre[0] < high]
        if not over or len(run) % len(over) or len(run) == len(over):
            continue
        each = len(run) // len(over)
        sides = [low, *((a.x1 + b.x0) / 2 for a, b in pairwise(run)), high]
        groups = [(sides[n], sides[n + each]) for n in range(0, len(run), each)]
        if all(x0 < box.centre[0] < x1 for (x0, x1), box in zip(groups, over, strict=True)):
            yield from (BBox(x0, fill.top, x1, y) for x0, x1 in groups)
            yield from (BBox(x0, y, x1, fill.bottom) for x0, x1 in pairwise(sides))


def names_of(words: Sequence[Word]) -> list[BBox]:
    """The boxes of words beside each other, a space apart, from the left."""
    open_: list[BBox] = []
    for word in sorted(words, key=lambda word: word.bbox.x0):
        box = word.bbox
        for number, name in enumerate(open_):
            level = abs(name.centre[1] - box.centre[1]) <= _LEVEL
            if level and box.x0 - name.x1 < _SPACE * word.size:
                top, bottom = min(name.top, box.top), max(name.bottom, box.bottom)
                open_[number] = BBox(name.x0, top, max(name.x1, box.x1), bottom)
                break
        else:
            open_.append(box)
    return open_


def _levels(heights: Sequence[float]) -> list[float]:
    """The heights at which names stand, from the top."""
    levels: list[list[float]] = []
    for height in sorted(heights):
        if levels and height - levels[-1][0] <= _LEVEL:
            levels[-1].append(height)
        else:
            levels.append([height])
    return [sum(level) / len(level) for level in levels]


def _runs(
    middle: Sequence[BBox], lower: Sequence[BBox], fill: BBox
) -> Iterator[tuple[list[BBox], float, float]]:
    """The names that stand low between two in the middle, and from where to where they reach."""
    ends = [fill.x0, *(x for box in middle for x in (box.x0, box.x1)), fill.x1]
    for left, right in zip(ends[::2], ends[1::2], strict=True):
        run = [box for box in lower if left <= box.centre[0] <= right]
        if run:
            before = left if left == fill.x0 else (left + run[0].x0) / 2
            after = right if right == fill.x1 else (run[-1].x1 + right) / 2
            yield run, before, after
