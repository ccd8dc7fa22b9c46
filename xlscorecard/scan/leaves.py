"""``leaves_of``: a picture of two facing pages → the two pages.

A booklet is copied open, and two pages are printed on a sheet. What tells them from one wide
page: what runs along a page's top or foot stands twice, in the same words but for the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word

# Two upright pages side by side are at least so much wider than high; one is mostly less.
_WIDE = 1.25
# The gutter lies in the middle third, and is so wide (share of the width): two margins.
_MIDDLE = (0.33, 0.67)
_GUTTER = 0.025
# Running heads and feet stand in this share of the height, at one height within this (points).
_EDGE = 0.12
_LEVEL = 6.0
_NUMBER = re.compile(r"\d+")


def leaves_of(page: Page) -> tuple[Page, ...]:
    """The pages that a scanned page shows, left to right: itself, or two. Both have its number
    and its coordinates; their width is half of its own."""
    if not page.scanned or page.width < _WIDE * page.height:
        return (page,)
    boxes = [
        *(word.bbox for word in page.words),
        *(BBox(edge.x0, edge.top, edge.x1, edge.bottom) for edge in page.edges),
        *(fill.bbox for fill in page.fills),
        *(picture.bbox for picture in page.pictures),
    ]
    for gutter in _gutters(page.width, boxes):
        left, right = _side(page, 0, gutter), _side(page, gutter, page.width)
        if _run_alike(page, left.words, right.words):
            return left, right
    return (page,)


def _gutters(width: float, boxes: Sequence[BBox]) -> Iterator[float]:
    """The middles of stretches in the middle of a page that nothing stands in or across."""
    reached = 0.0
    for box in sorted(boxes):
        low, high = reached, box.x0
        middle = (low + high) / 2
        if high - low >= _GUTTER * width and _MIDDLE[0] < middle / width < _MIDDLE[1]:
            yield middle
        reached = max(reached, box.x1)


def _side(page: Page, low: float, high: float) -> Page:
    def inside(box: BBox) -> bool:
        return low <= box.centre[0] < high

    return replace(
        page,
        width=page.width / 2,
        words=tuple(word for word in page.words if inside(word.bbox)),
        edges=tuple(edge for edge in page.edges if low <= (edge.x0 + edge.x1) / 2 < high),
        fills=tuple(fill for fill in page.fills if inside(fill.bbox)),
        pictures=tuple(picture for picture in page.pictures if inside(picture.bbox)),
    )


def _run_alike(page: Page, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether a running head or foot, or a page number, stands on both sides at one height."""
    others = list(_running(page, right))
    return any(
        abs(height - other_height) <= _LEVEL
        and _NUMBER.sub("#", text) == _NUMBER.sub("#", other)
        and _count_on(_NUMBER.findall(text), _NUMBER.findall(other))
        for height, text in _running(page, left)
        for other_height, other in others
    )


def _count_on(numbers: Sequence[str], others: Sequence[str]) -> bool:
    """Whether numbers are the same but for one that counts on; words alone repeat."""
    steps = [int(other) - int(number) for number, other in zip(numbers, others, strict=True)]
    return all(step == 0 for step in steps) or (steps.count(1) == 1 and set(steps) <= {0, 1})


def _running(page: Page, words: Sequence[Word]) -> Iterator[tuple[float, str]]:
    """The lines along the top and the foot: their heights, and what they say."""
    outer = [
        word
        for word in words
        if not _EDGE < word.bbox.centre[1] / page.height < 1 - _EDGE and not word.rotation
    ]
    ordered = sorted(outer, key=lambda word: word.bbox.centre[1])
    line: list[Word] = []
    for word, after in pairwise([*ordered, None]):
        if word is None:
            continue
        line.append(word)
        if after is None or after.bbox.centre[1] - word.bbox.centre[1] > _LEVEL / 2:
            line.sort(key=lambda word: word.bbox.x0)
            yield line[0].bbox.centre[1], " ".join(word.text for word in line)
            line = []
