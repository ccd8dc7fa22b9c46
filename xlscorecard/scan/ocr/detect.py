"""``find_text``: where lines of text stand in a picture.

The model (PP-OCR's DB detector) gives each pixel the chance that it is text; it takes 300 bytes
a pixel for that, so a page is shown to it in bands, cut where little ink is. What follows the
model is DB's own post-processing with rapidocr's settings, for boxes with level sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import cv2
import numpy as np

from xlscorecard.scan.ocr.models import model
from xlscorecard.scan.raster import Box, Pixels

if TYPE_CHECKING:
    from xlscorecard.scan.ocr.models import Tensor

# A band has so many pixels at most, and shows so much of its neighbours (pixels).
_BAND = 360_000
_CONTEXT = 24
# A band is cut in its last part, of this share.
_LAST = 0.45
# The model halves its picture five times.
_STEP = 32
# A row or column whose tone changes by this much, of 255, may hold text.
_CHANGE = 24
# DB's post-processing, as rapidocr sets it: a pixel's chance, a line's mean chance, the share of
# area by perimeter that a line's core is smaller than the line, and the least core (pixels).
_TEXT = 0.3
_LINE = 0.5
_UNCLIP = 1.6
_CORE = 3


def find_text(pixels: Pixels) -> list[Box]:
    """Boxes around the lines of text in an RGB picture, in pixels."""
    chances = _chances(pixels)
    core = cv2.dilate((chances > _TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(core, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    height, width = chances.shape
    boxes: list[Box] = []
    for outline in outlines:
        middle, (long, high), angle = cv2.minAreaRect(outline)
        if min(long, high) < _CORE:
            continue
        corners = np.asarray(cv2.boxPoints((middle, (long, high), angle)), dtype=np.float32)
        if _mean_chance(chances, corners) < _LINE:
            continue
        more = _UNCLIP * long * high / (long + high)  # twice the distance: both sides
        corners = np.asarray(
            cv2.boxPoints((middle, (long + more, high + more), angle)), dtype=np.float32
        )
        x0, top = np.floor(corners.min(axis=0)).astype(int).tolist()
        x1, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
        x0, top, x1, bottom = max(0, x0), max(0, top), min(width, x1), min(height, bottom)
        if x1 - x0 > _CORE and bottom - top > _CORE:
            boxes.append((x0, top, x1, bottom))
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _mean_chance(chances: Tensor, corners: Tensor) -> float:
    height, width = chances.shape
    x0, top = np.clip(np.floor(corners.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    x1, bottom = np.clip(np.ceil(corners.max(axis=0)), 0, (width - 1, height - 1)).astype(int)
    inside = np.zeros((bottom - top + 1, x1 - x0 + 1), dtype=np.uint8)
    cv2.fillPoly(inside, [(corners - (x0, top)).astype(np.int32)], 1)
    return float(cv2.mean(chances[top : bottom + 1, x0 : x1 + 1], inside)[0])


def _chances(pixels: Pixels) -> Tensor:
    """The chance of each pixel to be text, 0 where the page is blank."""
    height, width = pixels.shape[:2]
    chances: Tensor = np.zeros((height, width), dtype=np.float32)
    for left, top, right, bottom in _bands(pixels):
        x0, y0 = max(0, left - _CONTEXT), max(0, top - _CONTEXT)
        x1, y1 = min(width, right + _CONTEXT), min(height, bottom + _CONTEXT)
        rows, columns = y1 - y0, x1 - x0
        batch = np.ones((1, 3, _rounded(rows), _rounded(columns)), dtype=np.float32)
        for channel in range(3):  # blue, green, red; -1 to 1
            tones = pixels[y0:y1, x0:x1, 2 - channel]
            batch[0, channel, :rows, :columns] = tones.astype(np.float32) / 127.5 - 1
        seen = model("det").run(batch)[0, 0]
        chances[top:bottom, left:right] = seen[top - y0 : bottom - y0, left - x0 : right - x0]
    return chances


def _rounded(size: int) -> int:
    return -(-size // _STEP) * _STEP


def _bands(pixels: Pixels) -> Iterator[Box]:
    """Bands of rows that hold all that may be text, cut between the lines of text."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    busy = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > _CHANGE
    rows, columns = busy.sum(axis=1), np.flatnonzero(busy.any(axis=0))
    inked = np.flatnonzero(rows)
    if not len(inked):
        return
    left, right = int(columns[0]), int(columns[-1]) + 1
    most = max(4 * _STEP, _BAND // (right - left + 2 * _CONTEXT) - 2 * _CONTEXT)
    top, end = int(inked[0]), int(inked[-1]) + 1
    while top < end:
        bottom = min(end, top + most)
        if bottom < end:
            low = bottom - round(_LAST * most)
            bottom = low + int(np.argmin(rows[low:bottom])) + 1
        yield left, top, right, bottom
        top = bottom
