"""``without_specks``: dust on the glass is no full stop."""

from __future__ import annotations

import cv2
import numpy as np

from xlscorecard.scan.raster import Raster, grey_of

# A speck is smaller than this (points) and has no other ink so near: full stops have.
_SPECK = 1.5
_SPECK_ALONE = 3.0
# ... and stands on even ground: of what is around it, no more differs than this share.
_UNEVEN = 0.02
# Ink is darker than paper by this much, of 255.
_DARKER = 60


def without_specks(raster: Raster) -> Raster:
    """Dark specks that stand alone become paper."""
    grey = grey_of(raster.pixels)
    around = cv2.blur(grey, (raster.px(6), raster.px(6)))
    dark = (cv2.subtract(around, grey) > _DARKER).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    small = raster.px(_SPECK)
    sizes = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    reach = 2 * raster.px(_SPECK_ALONE) + 1
    pixels = raster.pixels.copy()
    for label in range(1, count):
        if sizes[label] > small:
            continue
        x, y, w, h = (int(v) for v in stats[label, :4])
        pad = reach // 2
        top, left = max(0, y - pad), max(0, x - pad)
        window = dark[top : y + h + pad, left : x + w + pad]
        own = labels[top : y + h + pad, left : x + w + pad] == label
        if int(window.sum()) > int(own.sum()):
            continue
        grown = cv2.dilate(own.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        patch = pixels[top : y + h + pad, left : x + w + pad]
        beside = grey[top : y + h + pad, left : x + w + pad][~grown].astype(int)
        if float((np.abs(beside - np.median(beside)) > _DARKER).mean()) > _UNEVEN:
            continue
        patch[grown] = np.median(patch.reshape(-1, 3), axis=0).astype(np.uint8)
    return Raster(pixels, raster.dpi)
