"""``leaves_of``: a sheet that shows two pages → the two pages.

A booklet is copied open or exported as spreads, and two pages are printed on a sheet. What tells
them from one large page: what runs along a page's top or foot stands on both, in the same words but
for the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word

# A sheet of two pages is at least so much longer than wide, across the line between them; one page
# that lies on its side is mostly less.
_LONG = 1.25
# The gutter lies in the middle third, and is so wide (share of the sheet): two margins.
_MIDDLE = (0.33, 0.67)
_GUTTER = 0.025
# Running heads and feet stand in this share of a page's height, at one height within this (points).
_EDGE = 0.12
_LEVEL = 6.0
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:[^\W\d]\D*)?\b\d{1,4}(?: (?:of|/) \d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One of a sheet's pages: from where to where it reaches on the sheet (points)."""

    x0: float
    x1: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


def leaves_of(page: Page) -> tuple[Page, ...]:
    """The pages that a sheet shows, from left to right or from the top down: itself, or two. Both
    have its number and its coordinates; their width or height is half of its own.

    Words that run along both pages of a scan are enough, and the gutter may lie beside the middle;
    a file has it there, and the numbers of its two pages must count on: a table without lines may
    say the same on its left and right."""
    across = page.width >= _LONG * page.height
    if not across and (page.scanned or page.height < _LONG * page.width):
        return (page,)
    if not page.scanned and not _may_be_numbered(page):
        return (page,)
    length = page.width if across else page.height
    stretches = _stretches(page, across)
    for gutter in _gutters(length, stretches) if page.scanned else _middle(length, stretches):
        if across:
            first = _Leaf(0, gutter, 0, page.height)
            second = _Leaf(gutter, page.width, 0, page.height)
        else:
            first = _Leaf(0, page.width, 0, gutter)
            second = _Leaf(0, page.width, gutter, page.height)
        if _run_alike(page, first, second):
            return _side(page, first, across, 1), _side(page, second, across, 2)
    return (page,)


def _may_be_numbered(page: Page) -> bool:
    """Whether two short numbers stand on a page of which one is the next after the other."""
    short = {int(word.text) for word in page.words if word.text.isdecimal() and len(word.text) < 5}
    return any(number + 1 in short for number in short)


def _stretches(page: Page, across: bool) -> list[tuple[float, float]]:
    """From where to where everything on a sheet reaches, along the axis on which pages follow."""
    boxes = [
        *(word.bbox for word in page.words),
        *(BBox(edge.x0, edge.top, edge.x1, edge.bottom) for edge in page.edges),
        *(fill.bbox for fill in page.fills),
        *(picture.bbox for picture in page.pictures),
    ]
    return [(box.x0, box.x1) if across else (box.top, box.bottom) for box in boxes]


def _gutters(length: float, stretches: Sequence[tuple[float, float]]) -> Iterator[float]:
    """The middles of stretches in the middle of a sheet that nothing stands in or across."""
    reached = 0.0
    for low, high in sorted(stretches):
        middle = (reached + low) / 2
        if low - reached >= _GUTTER * length and _MIDDLE[0] < middle / length < _MIDDLE[1]:
            yield middle
        reached = max(reached, high)


def _middle(length: float, stretches: Sequence[tuple[float, float]]) -> Iterator[float]:
    """The middle of a sheet, if nothing stands across it."""
    middle = length / 2
    if not any(low < middle < high for low, high in stretches):
        yield middle


def _side(page: Page, leaf: _Leaf, across: bool, number: int) -> Page:
    return replace(
        page,
        leaf=number,
        width=page.width / 2 if across else page.width,
        height=page.height if across else page.height / 2,
        words=tuple(word for word in page.words if leaf.holds(*word.bbox.centre)),
        edges=tuple(
            edge
            for edge in page.edges
            if leaf.holds((edge.x0 + edge.x1) / 2, (edge.top + edge.bottom) / 2)
        ),
        fills=tuple(fill for fill in page.fills if leaf.holds(*fill.bbox.centre)),
        shapes=tuple(shape for shape in page.shapes if leaf.holds(*shape.bbox.centre)),
        pictures=tuple(each for each in page.pictures if leaf.holds(*each.bbox.centre)),
    )


def _run_alike(page: Page, first: _Leaf, second: _Leaf) -> bool:
    """Whether a running head or foot, or a page number, stands on both pages at one height."""
    others = list(_running(page.words, second))
    return any(
        abs(height - other_height) <= _LEVEL
        and _NUMBER.sub("#", text) == _NUMBER.sub("#", other)
        and _count_on(text, other, numbered=not page.scanned)
        for height, text in _running(page.words, first)
        for other_height, other in others
    )


def _count_on(text: str, other: str, *, numbered: bool) -> bool:
    """Whether the numbers of two lines are the same but for one that counts on, the page's where
    the lines must be ``numbered``; words alone repeat."""
    pairs = zip(_NUMBER.findall(text), _NUMBER.findall(other), strict=True)
    steps = [int(after) - int(number) for number, after in pairs]
    if steps.count(1) == 1 and set(steps) <= {0, 1}:
        return not numbered or _PAGE_NUMBER.fullmatch(text) is not None
    return not numbered and not any(steps)


def _running(words: Sequence[Word], leaf: _Leaf) -> Iterator[tuple[float, str]]:
    """The lines along a page's top and foot: their heights on the page, and what they say."""
    height = leaf.bottom - leaf.top
    outer = [
        word
        for word in words
        if leaf.holds(*word.bbox.centre)
        and not _EDGE < (word.bbox.centre[1] - leaf.top) / height < 1 - _EDGE
        and not word.rotation
    ]
    ordered = sorted(outer, key=lambda word: word.bbox.centre[1])
    line: list[Word] = []
    for word, after in pairwise([*ordered, None]):
        if word is None:
            continue
        line.append(word)
        if after is None or after.bbox.centre[1] - word.bbox.centre[1] > _LEVEL / 2:
            line.sort(key=lambda word: word.bbox.x0)
            yield line[0].bbox.centre[1] - leaf.top, " ".join(word.text for word in line)
            line = []
