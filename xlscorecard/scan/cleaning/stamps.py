"""Rubber stamps: a coloured frame that lies aslant over the print, and the words in it.

Their ink is painted over, so that what stands beside it can be read; what it touches has lost
strokes, and no figure is taken from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.page import Word
from xlscorecard.scan.raster import Mask, Pixels, Raster, reduced
from xlscorecard.scan.words.reading import DISPUTED

# Stamps are sought at this resolution (pixels per inch): a pixel a point.
_DPI = 72.0
# A stamp's ink has channels that differ by more than this, of 255, and one hue: so far about
# the hue (of OpenCV's 180), looked for in steps of as much.
_COLOURED = 45
_HUE = 12
# A stamp is so long and so high (points), off the level by so many degrees at least, and has a
# frame: so large a share of each side is inked.
_LONG = (50.0, 280.0)
_HIGH = (16.0, 140.0)
_ASLANT = 1.5
_FRAMED = 0.6
# Its strokes are no wider than this (points), but for such a share of its ink.
_STROKE, _FILLED = 7, 0.05
# Letters and frame stand so near to each other (points).
_NEAR = 5
# Ink is painted over with its blur (pixels) from what is so far around it.
_BLUR = 5
_AROUND = 3
# Print under a stamp is as dark as this, of 255, and stays.
_PRINT = 90
# A stamp touches a word where so much of its ink (square points) lies in it.
_TOUCHED = 0.5

_Corners = npt.NDArray[np.float32]


def without_stamps(raster: Raster) -> tuple[Raster, Mask | None]:
    """The picture without its stamps, and where their ink was; None where there is none."""
    small, factor = reduced(raster.pixels, raster.dpi, _DPI)
    coloured = np.ptp(small, axis=2) > _COLOURED
    if not coloured.any():
        return raster, None
    hues = _hues(small)
    frames = [
        (corners / factor, hue)
        for hue in range(0, 180, _HUE)
        for corners in _frames(coloured & (_apart(hues, hue) <= _HUE))
    ]
    if not frames:
        return raster, None
    pixels = raster.pixels.copy()
    painted = np.zeros(pixels.shape[:2], dtype=bool)
    for corners, hue in frames:
        _paint_over(pixels, painted, corners, hue)
    return replace(raster, pixels=pixels), painted


def in_doubt(raster: Raster, words: Sequence[Word], painted: Mask) -> list[Word]:
    """The words, those that a stamp's ink touched so doubtful that no figure is taken."""
    scale = raster.dpi / 72
    found: list[Word] = []
    for word in words:
        x0, top, x1, bottom = raster.box_of(word.bbox)
        if int(painted[top:bottom, x0:x1].sum()) > _TOUCHED * scale**2:
            word = replace(word, confidence=min(word.confidence, DISPUTED))  # noqa: PLW2901
        found.append(word)
    return found


def _pixels(picture: object) -> Pixels:
    return np.asarray(picture, dtype=np.uint8)


def _hues(pixels: Pixels) -> Pixels:
    return _pixels(cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV))[:, :, 0]


def _apart(hues: Pixels, hue: int) -> npt.NDArray[np.int16]:
    away = np.abs(hues.astype(np.int16) - hue)
    return np.asarray(np.minimum(away, 180 - away), dtype=np.int16)


def _frames(ink: Mask) -> Iterator[_Corners]:
    """The corners of each slanted frame in some ink."""
    near = cv2.dilate(ink.astype(np.uint8), np.ones((_NEAR, _NEAR), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    for label in range(1, count):
        x, y, w, h = (int(v) for v in stats[label, :4])
        if max(w, h) < _LONG[0] or max(w, h) > 1.5 * _LONG[1] or min(w, h) < _HIGH[0]:
            continue
        own = ink[y : y + h, x : x + w] & (labels[y : y + h, x : x + w] == label)
        points = cv2.findNonZero(own.astype(np.uint8))
        if points is None or _is_filled(own):
            continue
        middle, size, angle = cv2.minAreaRect(points)
        off = abs((angle + 45) % 90 - 45)
        if off < _ASLANT or not (
            _LONG[0] <= max(size) <= _LONG[1] and _HIGH[0] <= min(size) <= _HIGH[1]
        ):
            continue
        corners = np.asarray(cv2.boxPoints((middle, size, angle)), dtype=np.float32)
        if _is_framed(own, corners):
            yield corners + np.array([x, y], dtype=np.float32)


def _is_filled(ink: Mask) -> bool:
    """Whether ink has areas wider than a stamp's strokes: coloured cells that touch at their
    corners."""
    inner = cv2.erode(ink.astype(np.uint8), np.ones((_STROKE, _STROKE), np.uint8))
    return float(inner.sum()) > _FILLED * float(ink.sum())


def _is_framed(ink: Mask, corners: _Corners) -> bool:
    """Whether ink runs along all four sides."""
    thick = cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8))
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        steps = np.linspace(start, end, 60)
        columns = np.clip(np.rint(steps[:, 0]).astype(int), 0, ink.shape[1] - 1)
        rows = np.clip(np.rint(steps[:, 1]).astype(int), 0, ink.shape[0] - 1)
        if float(thick[rows, columns].mean()) < _FRAMED:
            return False
    return True


def _paint_over(pixels: Pixels, painted: Mask, corners: _Corners, hue: int) -> None:
    """A stamp's ink made the ground around it; ``painted`` marks where."""
    pad = 2 * _BLUR
    x0, top = np.maximum(np.floor(corners.min(axis=0)).astype(int) - pad, 0).tolist()
    x1, bottom = (np.ceil(corners.max(axis=0)).astype(int) + pad).tolist()
    part = pixels[top:bottom, x0:x1]
    inside = np.zeros(part.shape[:2], dtype=np.uint8)
    cv2.fillPoly(inside, [np.rint(corners - np.array([x0, top])).astype(np.int32)], 1)
    inside = _pixels(cv2.dilate(inside, np.ones((2 * pad + 1, 2 * pad + 1), np.uint8)))
    ink = (np.ptp(part, axis=2) > _COLOURED // 2) & (_apart(_hues(part), hue) <= 2 * _HUE)
    mask = _pixels(cv2.dilate((ink & (inside > 0)).astype(np.uint8), np.ones((3, 3), np.uint8)))
    mask[part.max(axis=2) < _PRINT] = 0
    painted[top:bottom, x0:x1] |= mask > 0
    part[:] = _pixels(cv2.inpaint(part, mask, _AROUND, cv2.INPAINT_TELEA))
