"""Discs in the pale tones of a spreadsheet's own colours, which are too near to paper for ink.

Pink on white differs from it by less than a letter's blur does; what tells it is that it has a
colour, and one tone all over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.page import Picture
from xlscorecard.scan.ink.ink import Ink
from xlscorecard.scan.raster import Box, Mask, Raster
from xlscorecard.scan.symbols.symbols import see

# A pale tone's channels differ by this much, of 255, and it from its ground: JPEG's rims around
# black letters do for a pixel or two.
_COLOURED = 24
_APART = 24
# A disc is so wide and high (points), hardly longer than wide; what hangs together of it covers
# about the ellipse in its box, the outermost taken together, and most of that by itself.
_SIZES = (4.0, 16.0)
_LONGEST = 1.3
_ELLIPSE = (0.85, 1.12)
_COVERED = 0.8
# Ratings stand below or beside each other, to so many points.
_IN_LINE = 1.5


def pale_symbols(raster: Raster, ink: Ink, taken: Sequence[Box]) -> list[Picture]:
    """The pale discs of a page, ``taken`` being where texts and symbols were read."""
    calm = cv2.GaussianBlur(ink.pixels, (0, 0), raster.px(0.5))
    coloured = np.ptp(np.asarray(calm), axis=2) > _COLOURED
    apart = np.asarray(cv2.absdiff(calm, ink.ground)).max(axis=2) > _APART
    mask: Mask = coloured & apart
    for x0, top, x1, bottom in taken:
        mask[top:bottom, x0:x1] = False
    whole = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    low, high = (raster.px(size) for size in _SIZES)
    discs: list[Box] = []
    pixels = ink.pixels.copy()
    drawn = np.zeros(mask.shape, dtype=np.uint8)
    for label in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[label])
        shortest, longest = sorted((w, h))
        if not low <= shortest <= longest <= min(high, _LONGEST * shortest):
            continue
        own: Mask = np.asarray(labels[y : y + h, x : x + w] == label)
        if _is_disc(own):
            box = (x, y, x + w, y + h)
            discs.append(box)
            colour = np.median(ink.pixels[y : y + h, x : x + w][own], axis=0)
            _draw(drawn, box)
            pixels[y : y + h, x : x + w][drawn[y : y + h, x : x + w] > 0] = colour
    clear = replace(ink, pixels=pixels, mask=drawn > 0)
    off = raster.px(_IN_LINE)
    return [see(raster, clear, box)[0] for box in discs if _rates_in_line(box, discs, off)]


def _rates_in_line(disc: Box, discs: Sequence[Box], off: int) -> bool:
    """Whether another disc stands in the same column or row: a map's lakes lie anywhere."""
    x, y = disc[0] + disc[2], disc[1] + disc[3]
    return any(
        abs(x - other[0] - other[2]) <= 2 * off or abs(y - other[1] - other[3]) <= 2 * off
        for other in discs
        if other != disc
    )


def _is_disc(own: Mask) -> bool:
    """Whether the outline of some ink is an ellipse's, and its inside full: noise frays the rim."""
    points = cv2.findNonZero(own.astype(np.uint8))
    if points is None:
        return False
    hull = float(cv2.contourArea(cv2.convexHull(points))) + 0.5 * sum(own.shape)
    ellipse = math.pi / 4 * own.shape[0] * own.shape[1]
    full = float(own.sum()) >= _COVERED * ellipse
    return bool(full and _ELLIPSE[0] <= hull / ellipse <= _ELLIPSE[1])


def _draw(drawn: npt.NDArray[np.uint8], box: Box) -> None:
    """A disc with a clear rim, as large as its box."""
    x0, top, x1, bottom = box
    middle, axes = ((x0 + x1) // 2, (top + bottom) // 2), ((x1 - x0) // 2, (bottom - top) // 2)
    cv2.ellipse(drawn, middle, axes, 0, 0, 360, 1, -1)
