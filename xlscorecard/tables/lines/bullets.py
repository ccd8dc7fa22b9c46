"""Bullets of lists that are drawn, as browsers print them: they mark a text and tell nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.page import Page, Shape, Word

# A bullet is no wider or higher than this share of its text's size, and stands no further before
# it than that (Chromium: 0.25 to 0.3 and 0.55 to 0.75 of an em); a circle that rates is larger.
SMALL = 0.42
BEFORE = 0.9
# Its middle lies between these shares of the text's height, from the top.
HEIGHTS = (0.3, 0.75)
# Larger letters (points) are no list's.
LARGEST = 20.0
# Colours whose parts differ by less than this are shades of grey.
COLOURLESS = 0x20


def without_bullets(page: Page) -> Page:
    """The page without small round shapes, in black or grey, close before a text at its height."""
    small = [shape for shape in page.shapes if _may_be_bullet(shape)]
    if not small:
        return page
    words = sorted(page.words, key=lambda word: word.bbox.x0)
    starts = [word.bbox.x0 for word in words]
    bullets = {id(shape) for shape in small if _marks_text(shape, words, starts)}
    if not bullets:
        return page
    return replace(page, shapes=tuple(shape for shape in page.shapes if id(shape) not in bullets))


def _may_be_bullet(shape: Shape) -> bool:
    box, fill = shape.bbox, shape.fill
    round_ = shape.curved and abs(box.width - box.height) < 0.2 * box.width
    return (
        round_
        and fill is not None
        and max(fill) - min(fill) < COLOURLESS
        and box.width < SMALL * LARGEST
    )


def _marks_text(shape: Shape, words: Sequence[Word], starts: Sequence[float]) -> bool:
    box = shape.bbox
    first = bisect_left(starts, box.x1)
    last = bisect_right(starts, box.x1 + BEFORE * LARGEST)
    low, high = HEIGHTS
    return any(
        box.width <= SMALL * word.size
        and word.bbox.x0 - box.x1 <= BEFORE * word.size
        and low <= (box.centre[1] - word.bbox.top) / word.bbox.height <= high
        for word in words[first:last]
    )
