"""Names of groups in a table that upright rules alone part: those between its columns begin below
the names, those between its groups above them.

What part of the rules is a header's shows in nothing else: the names stood above the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.page import Edge, Word

# Rules of one table begin and end at one height, to so many points; those between its columns begin
# so far below the others.
_MEETS = 4.0
_LOWER = (8.0, 40.0)
# A table is so high at least (points), and its groups' rules so many.
_HIGH, _SIDES = 40.0, 3
# The names of columns stand so near (points) below the place where their rules begin.
_NEAR = 30.0


def upright_heads(edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """The lying rules that such a table might have above its groups' names and below them."""
    standing = sorted(
        (e for e in edges if not e.horizontal and e.bottom - e.top >= _HIGH), key=lambda e: e.x0
    )
    lying = [edge for edge in edges if edge.horizontal]
    found: list[Edge] = []
    for top in sorted({edge.top for edge in standing}):
        sides = [e for e in standing if abs(e.top - top) <= _MEETS]
        if len(sides) < _SIDES or any(abs(rule.top - top) <= _MEETS for rule in found):
            continue
        rules = list(_below_names(sides, standing, words))
        left, right = sides[0].x0, sides[-1].x0
        foot = max((rule.top for rule in rules), default=top)
        ruled = any(
            top - _MEETS <= line.top <= foot + _MEETS and line.x0 < right and line.x1 > left
            for line in lying
        )
        if rules and not ruled:
            found += [Edge(left, top, right, top), *rules]
    return found


def _below_names(
    sides: Sequence[Edge], standing: Sequence[Edge], words: Sequence[Word]
) -> Iterator[Edge]:
    """The rule below the name of each group whose columns' rules begin below it."""
    for before, after in pairwise(sides):
        left, right, top = before.x0, after.x0, before.top
        inner = [
            edge
            for edge in standing
            if left + _MEETS < edge.x0 < right - _MEETS
            if _LOWER[0] <= edge.top - top <= _LOWER[1]
            if abs(edge.bottom - before.bottom) <= _MEETS
        ]
        if not inner:
            continue
        at = min(edge.top for edge in inner)
        own = [word.bbox for word in words if left < word.bbox.centre[0] < right]
        named = any(top < box.centre[1] < at for box in own)
        places = [left, *(edge.x0 for edge in inner), right]
        columns = all(
            any(x0 < box.centre[0] < x1 and at < box.centre[1] < at + _NEAR for box in own)
            for x0, x1 in pairwise(places)
        )
        if named and columns and not any(box.top + 2 < at < box.bottom - 2 for box in own):
            yield Edge(left, at, right, at)
