"""Strokes that look like rules: baselines of letters, and stems of letters and signs that stand
above each other.

Runs of upright strokes come turned here, with the boxes of texts and rules beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xlscorecard.scan.raster import Box, Mask
from xlscorecard.scan.stretches import stretches

# A run of which this share lies within lines of text may be made of letters.
_WITHIN = 0.35
# ... unless it goes on between them for such a share.
_UNBROKEN = 0.6
# An upright run without a break over so many times the height of the texts is no letter's: no stem
# with specks at its ends is that high.
_STEM = 1.15
# ... nor over so many times that, with no more breaks than other lines make that cross it.
_STEMS, _CROSSED = 2.0, 0.9
# The stems of signs are so many times as long as the dots of the rules that cross them.
_STEM_TO_DOT = 1.6


def crossings(box: Box, across: Sequence[Box], reach: int) -> list[tuple[int, int]]:
    """Where lying rules cross an upright run, turned, from and to: a dot of a dotted one is as
    long upwards as along it."""
    middle = (box[1] + box[3]) // 2
    return [
        (top - reach, bottom + reach)
        for left, top, right, bottom in across
        if left <= middle <= right and box[0] < bottom + reach and top - reach < box[2]
    ]


def is_text(
    mask: Mask,
    box: Box,
    texts: Sequence[Box],
    between: int,
    beside: int,
    crossed: Sequence[tuple[int, int]],
) -> bool:
    """Whether a run is made of letters: baselines, stems over stems. It lies in text for most
    of its length then, and breaks off between the texts, but for what crosses it there."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    inside = np.zeros(x1 - x0, dtype=bool)
    for left, upper, right, lower in texts:
        if upper <= middle <= lower:
            inside[max(0, left - x0) : max(0, right - x0)] = True
    if float(inside.mean()) < _WITHIN:
        return False
    seen: Mask = np.asarray(mask[top:bottom, x0:x1].any(axis=0))
    outside = ~inside
    # An upright rule so near beside a text is no part of a lying one, nor the other way round.
    ends = np.flatnonzero(inside)
    if ends[0] <= beside:
        outside[: ends[0]] = False
    if len(inside) - 1 - ends[-1] <= beside:
        outside[ends[-1] :] = False
    for low, high in crossed:
        outside[max(0, low - x0) : max(0, high - x0)] = False
    return int(outside.sum()) < between or float(seen[outside].mean()) < _UNBROKEN


def stands(mask: Mask, box: Box, unbroken: int, stem: float) -> bool:
    """Whether an upright run is no stems over stems: higher than any, or over the height of
    several with hardly a break but where other lines cross it (stems end between the texts)."""
    if unbroken > stem:
        return True
    x0, top, x1, bottom = box
    seen: Mask = np.asarray(mask[top:bottom, x0:x1].any(axis=0))
    return x1 - x0 > _STEMS * stem and float(seen.mean()) > _CROSSED


def highest_stem(box: Box, texts: Sequence[Box]) -> float:
    """The most pixels that a letter of the texts beside an upright run can be high; their boxes
    are turned as the run is."""
    middle = (box[1] + box[3]) / 2
    high = [x1 - x0 for x0, top, x1, bottom in texts if top <= middle <= bottom]
    return _STEM * max(high, default=0)


def breaks_off(mask: Mask, box: Box, crossed: Sequence[tuple[int, int]], blank: int) -> bool:
    """Whether an upright run, turned, is made of the stems of arrows in rows below each other: it
    breaks off to both sides of what crosses it, whose dots are shorter than its own pieces."""
    x0, top, x1, bottom = box
    pieces = stretches(np.asarray(mask[top:bottom, x0:x1].any(axis=0)))
    dots: list[int] = []
    for (_, before), (low, high), (behind, _) in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if any(low + x0 < until and since < high + x0 for since, until in crossed):
            if low - before + behind - high < blank:
                return False
            dots.append(high - low)
    return bool(dots) and max(end - start for start, end in pieces) >= _STEM_TO_DOT * max(dots)


def longest_run(mask: Mask, box: Box) -> int:
    """Over how many pixels a run goes on without a break."""
    x0, top, x1, bottom = box
    pieces = stretches(np.asarray(mask[top:bottom, x0:x1].any(axis=0)))
    return max((end - start for start, end in pieces), default=0)
