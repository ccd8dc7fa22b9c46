"""Triangles of a dozen pixels: blur rounds off their corners until their outline is no triangle's,
or points another way; what they cover tells them still."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Mask, Pixels

# Forms are compared at this size (pixels), stretched to fill it.
_SIDE = 48
# A triangle is no longer than so many times its width.
_LONGEST = 1.8
# It covers what its ideal does, to this share of what either covers, and that of any other form
# by so much less.
_ALIKE = 0.72
_LESS = 0.09
# The corners of each triangle, in a square of side 1 with y growing down: up, down, right, left.
_CORNERS = (
    ((0.0, 1.0), (1.0, 1.0), (0.5, 0.0)),
    ((0.0, 0.0), (1.0, 0.0), (0.5, 1.0)),
    ((0.0, 0.0), (0.0, 1.0), (1.0, 0.5)),
    ((1.0, 0.0), (1.0, 1.0), (0.0, 0.5)),
)
_Corners = tuple[tuple[float, float], ...]


def redrawn(picture: Pixels, ground: npt.NDArray[np.uint8], inked: Mask) -> Pixels | None:
    """An enlarged picture of a symbol with the triangle that its ink covers drawn clearly in its
    place; None where it covers no triangle that points up, down or aside."""
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(rows):
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    high, wide = int(bottom - top), int(right - left)
    if max(high, wide) > _LONGEST * min(high, wide):
        return None
    own = inked[top:bottom, left:right]
    square = cv2.resize(own.astype(np.float32), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA) > 0.5
    shares = [_shared(np.asarray(square), form) for form in _forms()]
    best, second = np.argsort(shares)[::-1][:2]
    if best >= len(_CORNERS) or shares[best] < _ALIKE or shares[second] > shares[best] - _LESS:
        return None
    drawn = np.empty_like(picture)
    drawn[:] = ground
    corners = np.array(_CORNERS[best]) * (wide - 1, high - 1) + (left, top)
    colour = np.median(picture[inked], axis=0).tolist()
    cv2.fillPoly(drawn, [np.rint(corners).astype(np.int32)], colour)
    return drawn


def _shared(form: Mask, other: Mask) -> float:
    return float((form & other).sum()) / float((form | other).sum())


@lru_cache(maxsize=1)
def _forms() -> tuple[Mask, ...]:
    """The triangles that point somewhere, then the forms that may be taken for them."""
    y, x = (np.mgrid[:_SIDE, :_SIDE] + 0.5) / _SIDE
    pointing = [_polygon(corners) for corners in _CORNERS]
    disc = np.hypot(x - 0.5, y - 0.5) < 0.5
    diamond = np.abs(x - 0.5) + np.abs(y - 0.5) < 0.5
    halves = [x > y, x < y, x + y > 1, x + y < 1]
    return (*pointing, disc, diamond, np.ones((_SIDE, _SIDE), dtype=bool), *halves)


def _polygon(corners: _Corners) -> Mask:
    drawn = np.zeros((_SIDE, _SIDE), dtype=np.uint8)
    cv2.fillPoly(drawn, [np.rint(np.array(corners) * (_SIDE - 1)).astype(np.int32)], 1)
    return np.asarray(drawn > 0)
