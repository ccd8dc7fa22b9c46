"""An area of pixels whose sides are level → the largest rectangles inside it."""

from __future__ import annotations

import numpy as np

from xlscorecard.scan.raster import Box, Mask
from xlscorecard.scan.stretches import stretches

# Cells are at least so wide and so high (pixels): shorter sides are noise, and so are edges
# nearer to each other than the last.
_NARROWEST = 12
_LOWEST = 8
_EDGE = 3
# An area with more edges than this is a picture.
_MOST_EDGES = 60


def rectangles_of(mask: Mask) -> list[Box]:
    """The largest rectangles inside an area whose sides are level: none lies in another.

    Each cell that the area covers lies wholly within one of them, whatever its neighbours.
    """
    xs, ys = _cuts(mask, 1), _cuts(mask, 0)
    if len(xs) > _MOST_EDGES or len(ys) > _MOST_EDGES:
        return []
    on = np.zeros((len(ys) - 1, len(xs) - 1), dtype=bool)
    for row in range(len(ys) - 1):
        for col in range(len(xs) - 1):
            part = mask[ys[row] : ys[row + 1], xs[col] : xs[col + 1]]
            on[row, col] = bool(part.mean() >= 0.5)
    found: list[Box] = []
    rows = on.shape[0]
    for first in range(rows):
        full = np.ones(on.shape[1], dtype=bool)
        for last in range(first, rows):
            full &= on[last]
            if not full.any():
                break
            for left, right in stretches(full):
                above = first > 0 and bool(on[first - 1, left:right].all())
                below = last + 1 < rows and bool(on[last + 1, left:right].all())
                if not above and not below:
                    found.append((xs[left], ys[first], xs[right], ys[last + 1]))
    return sorted(found, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))


def _cuts(mask: Mask, axis: int) -> list[int]:
    """Places along an axis where much of the area begins or ends, the ends included."""
    size = mask.shape[axis]
    padded = np.pad(mask, [(1, 1) if n == axis else (0, 0) for n in (0, 1)])
    steps = np.abs(np.diff(padded.astype(np.int8), axis=axis)).sum(axis=1 - axis)
    cuts = [0]
    inner = steps[1:-1].astype(float)
    if len(inner):
        spread = np.convolve(inner, np.ones(3), "same")
        order = np.argsort(-spread, kind="stable")
        chosen: list[int] = []
        for place in order.tolist():
            if spread[place] < (_NARROWEST if axis == 0 else _LOWEST):
                break
            at = place + 1
            if min(at, size - at) >= _EDGE and all(abs(at - other) >= _EDGE for other in chosen):
                chosen.append(at)
        cuts += sorted(chosen)
    return [*cuts, size]
