"""Thin upright arrows that are no line of text: a few pixels, which the detector of text passes by.

Other ink that no text holds is read as text; upright strokes are not, for what is left of a rule
would be a 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from xlscorecard.model.mark import Direction, MarkKind
from xlscorecard.model.page import Picture
from xlscorecard.scan.ink.ink import Ink
from xlscorecard.scan.raster import Box, Mask, Raster
from xlscorecard.scan.symbols.symbols import see

# Such an arrow is so high (points), and so many times higher than wide.
_HIGH = (3.5, 12.0)
_UPRIGHT = 1.8
# No other ink stands so near (points): letters have neighbours.
_ALONE = 2.0
# How sure the reader of silhouettes must be.
_SURE = 0.95


def lone_arrows(raster: Raster, ink: Ink, taken: Sequence[Box]) -> list[Picture]:
    """The arrows up and down by themselves, ``taken`` being where texts and symbols were read."""
    left: Mask = ink.mask.copy()
    for x0, top, x1, bottom in taken:
        left[top:bottom, x0:x1] = False
    _, _, stats, _ = cv2.connectedComponentsWithStats(left.astype(np.uint8), connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    low, most = (raster.px(size) for size in _HIGH)
    found: list[Picture] = []
    for x, y, w, h, area in stats[(high >= low) & (high <= most) & (high >= _UPRIGHT * wide)]:
        box = (int(x), int(y), int(x + w), int(y + h))
        if _ink_around(raster, ink, box) > area:
            continue
        picture, mark = see(raster, ink, box)
        if mark is None or mark.kind is not MarkKind.ARROW or mark.confidence < _SURE:
            continue
        if mark.direction in (Direction.UP, Direction.DOWN):
            found.append(picture)
    return found


def _ink_around(raster: Raster, ink: Ink, box: Box) -> int:
    """How much ink there is in a box and around it, in pixels."""
    x0, top, x1, bottom = box
    pad = raster.px(_ALONE)
    return int(ink.mask[max(0, top - pad) : bottom + pad, max(0, x0 - pad) : x1 + pad].sum())
