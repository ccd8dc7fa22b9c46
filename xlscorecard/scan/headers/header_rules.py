"""Rules between the names of a header that do not show, told by the names.

Dark paint hides the thin rules of a header's second row: "2018-19" over "Actual" and "Target"
comes as one cell, where upright rules begin right below it. What stands over several columns is in
their middle, or reaches over a rule; what stands below it is in one column each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Word

# Rules end at each other to so many points.
_MEETS = 3.0
# A cell of a header is no lower and no higher than this (points).
_LOWEST, _HIGHEST = 8.0, 70.0
# Words this near (share of their size) belong to one name; names of two columns are further apart.
_SPACE = 0.6
# A name crosses a rule where it reaches over it by so much (points) on both sides.
_OVER = 1.5
# ... or stands over several columns where its middle is that of them all, to this share of their
# width.
_MIDDLE = 0.12
# Lines of one name are no further apart than this, in heights of a word.
_WRAPPED = 1.5


@dataclass(frozen=True, slots=True)
class _Head:
    """A cell above a rule at which upright ones begin: its box, and where they stand."""

    box: BBox
    inner: tuple[float, ...]


def header_rules(edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """The rules inside a header's cells that the names in them tell."""
    found: list[Edge] = []
    for head in _heads(edges):
        inside = [word for word in words if not word.rotation and _holds(head.box, word.bbox)]
        below = _first_name(head, list(_lines(inside)))
        if below is None:
            continue
        left, top, right, bottom = head.box
        found += (Edge(x, below, x, bottom) for x in head.inner)
        if below > top:
            found.append(Edge(left, below, right, below))
    return found


def _heads(edges: Sequence[Edge]) -> Iterator[_Head]:
    lying = [edge for edge in edges if edge.horizontal]
    standing = [edge for edge in edges if not edge.horizontal]
    inner: list[tuple[BBox, list[float]]] = []
    for rule in standing:
        box = _cell_above(rule.x0, rule.top, lying, standing)
        if box is not None and _is_banner(box, lying):
            box = _cell_above(rule.x0, box.top, lying, standing)
        if box is None:
            continue
        known = next((places for other, places in inner if _is_same(other, box)), None)
        if known is None:
            inner.append((box, [rule.x0]))
        elif not any(abs(x - rule.x0) <= _MEETS for x in known):
            known.append(rule.x0)
    for box, places in inner:
        yield _Head(box, tuple(sorted(places)))


def _is_same(one: BBox, other: BBox) -> bool:
    """Whether two cells are one: its sides are found as rules and as the ends of paint, too."""
    return all(abs(a - b) <= _MEETS for a, b in zip(one, other, strict=True))


def _cell_above(
    x: float, bottom: float, lying: Sequence[Edge], standing: Sequence[Edge]
) -> BBox | None:
    """The cell above a rule in which nothing stands at ``x``; None where something does."""
    level = [line.top for line in lying if line.x0 - _MEETS <= x <= line.x1 + _MEETS]
    top = max((y for y in level if y < bottom - _LOWEST), default=bottom)
    if not _LOWEST < bottom - top < _HIGHEST or not any(abs(y - bottom) <= _MEETS for y in level):
        return None
    sides = [
        rule.x0
        for rule in standing
        if rule.top < bottom - _LOWEST and rule.bottom > bottom - _MEETS
    ]
    left = max((side for side in sides if side < x - _MEETS), default=None)
    right = min((side for side in sides if side > x + _MEETS), default=None)
    if left is None or right is None or any(abs(side - x) <= _MEETS for side in sides):
        return None
    return BBox(left, top, right, bottom)


def _is_banner(box: BBox, lying: Sequence[Edge]) -> bool:
    """Whether a cell reaches over all of its table: the rows below have a heading there."""
    along = [line for line in lying if abs(line.top - box.bottom) <= _MEETS]
    return bool(along) and (
        min(line.x0 for line in along) > box.x0 - _MEETS
        and max(line.x1 for line in along) < box.x1 + _MEETS
    )


def _first_name(head: _Head, lines: Sequence[Sequence[BBox]]) -> float | None:
    """Where the names of single columns begin in a head, None where they are none: below the one
    that is over them all, or at the head's top."""
    for first in range(len(lines)):
        named = [_segment(head, name) for line in lines[first:] for name in line]
        if None in named or len(set(named)) <= len(head.inner):
            continue
        if not first:
            if _is_apart(lines):
                continue
            return head.box.top
        if all(len(line) == 1 and _is_over(head, line[0]) for line in lines[:first]):
            above = max(name.bottom for name in lines[first - 1])
            return (above + min(name.top for name in lines[first])) / 2
    return None


def _is_apart(lines: Sequence[Sequence[BBox]]) -> bool:
    """Whether a lone name stands further above the others than lines of one name do: it gathers
    them, also where it is as narrow as the column in the middle."""
    if len(lines) < 2 or len(lines[0]) > 1:
        return False
    upper, below = lines[0][0], min(name.centre[1] for name in lines[1])
    return below - upper.centre[1] > _WRAPPED * upper.height


def _segment(head: _Head, name: BBox) -> int | None:
    """Which of a head's columns a name stands in, None where it reaches over a rule."""
    if any(name.x0 < x - _OVER and x + _OVER < name.x1 for x in head.inner):
        return None
    return sum(1 for x in head.inner if x < name.centre[0])


def _is_over(head: _Head, name: BBox) -> bool:
    off = abs(name.centre[0] - head.box.centre[0])
    return _segment(head, name) is None or off <= _MIDDLE * head.box.width


def _lines(words: Sequence[Word]) -> Iterator[list[BBox]]:
    """The boxes of the names in each line of some words, from the top."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.bbox.centre[1]):
        if line and word.bbox.centre[1] > line[-1].bbox.bottom - 0.25 * word.bbox.height:
            yield _names(line)
            line = []
        line.append(word)
    if line:
        yield _names(line)


def _names(line: Sequence[Word]) -> list[BBox]:
    ordered = sorted(line, key=lambda word: word.bbox.x0)
    names = [ordered[0].bbox]
    for before, after in pairwise(ordered):
        if after.bbox.x0 - before.bbox.x1 <= _SPACE * after.size:
            names[-1] = names[-1].union(after.bbox)
        else:
            names.append(after.bbox)
    return names


def _holds(box: BBox, word: BBox) -> bool:
    return box.holds(*word.centre)
