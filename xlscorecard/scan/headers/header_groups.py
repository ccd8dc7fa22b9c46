"""Names over the first of several columns in a dark header: "Q1" at the left over "Target", beside
it "Actual" and "RAG", and the same again for "Q2".

Paint hides both the rule below such a name and how far it reaches; that the names below it come
again tells both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Fill, Word

# Rules do not show on fills as dark as this, of 255.
_DARK = 110
# Rules end at a fill to so many points, names stand at one height to so many.
_MEETS = 3.0
# So many names over others are a pattern, each over so many columns at least.
_GROUPS, _COLUMNS = 2, 2


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a header: where it begins and ends, and its lines of words, from the top."""

    left: float
    right: float
    lines: tuple[tuple[Word, ...], ...]

    def text(self, first: int = 0) -> str:
        return " ".join(word.text for line in self.lines[first:] for word in line)


def group_rules(fills: Sequence[Fill], edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """The rules between the names of groups and the names of their columns."""
    return [
        rule
        for fill in fills
        if max(fill.colour) <= _DARK
        for rule in _groups(list(_columns(fill.bbox, edges, words)))
    ]


def _columns(box: BBox, edges: Sequence[Edge], words: Sequence[Word]) -> Iterator[_Column]:
    places = sorted(
        edge.x0
        for edge in edges
        if not edge.horizontal
        and box.x0 - _MEETS <= edge.x0 <= box.x1 + _MEETS
        and edge.top <= box.top + _MEETS
        and edge.bottom >= box.bottom - _MEETS
    )
    inside = [word for word in words if not word.rotation and box.holds(*word.bbox.centre)]
    for left, right in pairwise(places):
        if right - left > _MEETS:
            own = [word for word in inside if left < word.bbox.centre[0] < right]
            yield _Column(left, right, tuple(_lines(own)))


def _lines(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.bbox.centre[1]):
        if line and word.bbox.centre[1] - line[-1].bbox.centre[1] > _MEETS:
            yield tuple(sorted(line, key=lambda word: word.bbox.x0))
            line = []
        line.append(word)
    if line:
        yield tuple(sorted(line, key=lambda word: word.bbox.x0))


def _groups(columns: Sequence[_Column]) -> Iterator[Edge]:
    heights = [column.lines[0][0].bbox.centre[1] for column in columns if column.lines]
    if not heights:
        return
    level = min(heights)
    starts = [
        number
        for number, column in enumerate(columns)
        if column.lines and abs(column.lines[0][0].bbox.centre[1] - level) <= _MEETS
    ]
    steps = {after - before for before, after in pairwise(starts)}
    if len(starts) < _GROUPS or len(steps) != 1 or any(len(columns[n].lines) < 2 for n in starts):
        return
    step = steps.pop()
    named = {
        (columns[n].text(1), *(column.text() for column in columns[n + 1 : n + step]))
        for n in starts
    }
    if step < _COLUMNS or len(named) != 1 or len(next(iter(named))) != step:
        return
    for number in starts:
        first = columns[number]
        upper, lower = first.lines[0][0].bbox.bottom, first.lines[1][0].bbox.top
        y = (upper + lower) / 2
        yield Edge(first.left, y, columns[number + step - 1].right, y)
