"""Colours behind words alone, as a marker pen or Word's highlighter leaves them: no cells."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill, Word

# A highlight begins and ends with its words, to so many points, or before them, where the next
# line's is shorter; the padding of cells is more.
_HUGS = 2.3


def without_highlights(fills: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    """The fills that may be cells."""
    return [fill for fill in fills if not _hugs(fill.bbox, words)]


def _hugs(box: BBox, words: Sequence[Word]) -> bool:
    inside = [word.bbox for word in words if _holds(box, word.bbox)]
    if not inside:
        return False
    left = min(word.x0 for word in inside) - box.x0
    right = box.x1 - max(word.x1 for word in inside)
    return max(left, right) <= _HUGS


def _holds(box: BBox, word: BBox) -> bool:
    x, y = word.centre
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
