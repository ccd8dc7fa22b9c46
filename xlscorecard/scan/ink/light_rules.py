"""Light rules on dark fills are no ink: beside a short word they make a letter, and a capital of
twice its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from xlscorecard.model.page import Fill
from xlscorecard.scan.ink.ink import Ink
from xlscorecard.scan.raster import Mask, Raster

# White shows as ink on fills no lighter than this, of 255.
_DARK = 190
# A rule is so long at least, upright or lying, and so thick at most, and begins or ends where the
# fill does (points): no letter does.
_UPRIGHT, _LYING = 9.0, 30.0
_THICK = 2.5
_ENDS = 2.5


def without_light_rules(raster: Raster, ink: Ink, fills: Sequence[Fill]) -> Ink:
    """The ink without what rules the cells of dark fills apart."""
    mask: Mask = ink.mask.copy()
    for fill in fills:
        if min(fill.colour) > _DARK:
            continue
        x0, top, x1, bottom = raster.box_of(fill.bbox)
        inside = mask[top:bottom, x0:x1]
        for part, long in ((inside, _UPRIGHT), (inside.T, _LYING)):
            _clear(raster, part, raster.px(long))
    return replace(ink, mask=mask)


def _clear(raster: Raster, inside: Mask, long: int) -> None:
    """Take the upright rules of a fill's ink out of it, in place."""
    if inside.shape[0] < long or not inside.any():
        return
    # a rule that slopes by a pixel stays one
    near = cv2.dilate(inside.astype(np.uint8), np.ones((1, 3), np.uint8))
    runs = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    ends = raster.px(_ENDS)
    for label in range(1, count):
        _, y, wide, high, _ = stats[label].tolist()
        if wide > raster.px(_THICK) + 2 or min(y, inside.shape[0] - y - high) > ends:
            continue
        inside[np.asarray(cv2.dilate((labels == label).astype(np.uint8), np.ones((1, 3)))) > 0] = (
            False
        )
