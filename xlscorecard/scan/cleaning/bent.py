"""``flattened``: a page that bulged on the glass, or was photographed as it lay, made flat.

Lines of text and rules that were level then slope otherwise here than there. How they slope is
read tile by tile, a smooth surface is laid through what the tiles say, and what lies along it is
put level; then the same for what was upright.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Grey, Pixels, grey_of, reduced

# Slopes are read at this resolution (pixels per inch), in tiles of such sides (points).
_DPI = 120.0
_WIDE, _HIGH = 90.0, 60.0
# A tile tells a slope where so many of its pixels change from one row to the next by so much, of
# 255, and where their rows are so much sharper at that slope than at the others'.
_STEP, _LEAST = 40, 60
_SHARPER, _AS_SHARP = 1.25, 0.95
# Slopes looked at, in degrees, and their step.
_MOST, _BY = 5.0, 0.25
# So many tiles tell a page's shape; fewer are a heading or two.
_TILES = 12
# A flat page's tiles slope by less than this (degrees), but for a few, and its lines by so much
# over all its width (points).
_FLAT, _NEARLY_ALL = 0.25, 0.9
_BEND = 2.0
# What slopes otherwise than the surface by more than this (degrees) is a stamp's or a hand's.
_OFF = 1.0
_ROUNDS = 3

_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Slopes:
    """Where tiles lie (from -1 to 1 over the page), by how much they slope (rows a column), and
    how much each counts."""

    x: _Array
    y: _Array
    slope: _Array
    weight: _Array


def flattened(pixels: Pixels, dpi: float) -> Pixels:
    """The straightened RGB picture, its lines level all along where they were bent."""
    level = _levelled(pixels, dpi)
    if level is pixels:
        return pixels
    turned = np.ascontiguousarray(level.transpose(1, 0, 2))
    return np.ascontiguousarray(_levelled(turned, dpi).transpose(1, 0, 2))


def _levelled(pixels: Pixels, dpi: float) -> Pixels:
    height, width = pixels.shape[:2]
    slopes = _slopes_of(pixels, dpi)
    if len(slopes.x) < _TILES:
        return pixels
    terms = _surface(slopes)
    if terms is None:
        return pixels
    shift = _shift(terms, width)
    if float(np.ptp(shift)) * 72 / dpi < _BEND:
        return pixels
    rows = cv2.resize(shift, (width, height), interpolation=cv2.INTER_LINEAR)
    across = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    down = np.arange(height, dtype=np.float32)[:, None] + rows
    flat = cv2.remap(
        pixels,
        np.ascontiguousarray(across),
        down.astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return np.asarray(flat, dtype=np.uint8)


def _slopes_of(pixels: Pixels, dpi: float) -> _Slopes:
    """What the tiles of a picture say."""
    grey, factor = reduced(grey_of(pixels), dpi, _DPI)
    scale = dpi * factor / 72
    found = list(
        _tiles(np.asarray(grey, dtype=np.uint8), round(_WIDE * scale), round(_HIGH * scale))
    )
    told = np.array(found, dtype=np.float64).reshape(-1, 4)
    return _Slopes(told[:, 0], told[:, 1], told[:, 2], told[:, 3])


def _tiles(grey: Grey, wide: int, high: int) -> Iterator[tuple[float, float, float, float]]:
    height, width = grey.shape
    down = cv2.absdiff(grey[1:], grey[:-1])
    for top in range(0, height - high, high // 2):
        for left in range(0, width - wide, wide // 2):
            part = np.asarray(down[top : top + high, left : left + wide], dtype=np.float64)
            ys, xs = np.nonzero(part > _STEP)
            aside = np.asarray(xs - wide / 2, dtype=np.float64)
            slope = _slope(aside, ys, part[ys, xs], high) if len(ys) >= _LEAST else None
            if slope is not None:
                x, y = (left + wide / 2) / width, (top + high / 2) / height
                yield 2 * x - 1, 2 * y - 1, slope, min(1.0, len(ys) / (10 * _LEAST))


def _slope(xs: _Array, ys: npt.NDArray[np.intp], weights: _Array, high: int) -> float | None:
    """Rows by which lines go down from one column to the next; None where nothing is sharp."""
    angles = np.arange(-_MOST, _MOST + _BY / 2, _BY)
    slopes = np.tan(np.radians(angles))
    scores = np.empty(len(slopes))
    for number, slope in enumerate(slopes):
        rows = np.rint(ys - xs * slope).astype(np.intp) + high
        profile = np.bincount(np.clip(rows, 0, 3 * high), weights)
        scores[number] = float((profile**2).sum())
    best = int(np.argmax(scores))
    if not 0 < best < len(scores) - 1 or scores[best] < _SHARPER * float(np.median(scores)):
        return None
    # rows are whole, so that slopes next to the best one are as good as it
    near = scores >= _AS_SHARP * scores[best]
    return float(np.tan(np.radians(angles[near].mean())))


def _powers(x: _Array, y: _Array) -> _Array:
    one = np.ones_like(x)
    return np.stack([one, x, y, x * x, x * y, y * y, x**3, x * x * y, x * y * y], axis=-1)


def _surface(slopes: _Slopes) -> _Array | None:
    """How a page slopes, as the factors of ``_powers``; None where it is flat."""
    powers = _powers(slopes.x, slopes.y)
    weight = slopes.weight.copy()
    terms: _Array = np.zeros(powers.shape[1])
    hold = np.diag([0.0] + [0.3] * (powers.shape[1] - 1))
    for _ in range(_ROUNDS):
        by = powers * weight[:, None]
        solved = np.linalg.solve(by.T @ powers + hold, by.T @ slopes.slope)
        terms = np.asarray(solved, dtype=np.float64)
        off = np.abs(powers @ terms - slopes.slope)
        weight = slopes.weight / (1 + (off / np.tan(np.radians(_OFF))) ** 4)
    most = float(np.quantile(np.abs(powers @ terms), _NEARLY_ALL))
    return terms if most > np.tan(np.radians(_FLAT)) else None


def _shift(terms: _Array, width: int) -> npt.NDArray[np.float32]:
    """By how many rows each place lies lower than where its line is at the page's middle, for a
    coarse grid over the page."""
    xs, ys = np.linspace(-1, 1, 65), np.linspace(-1, 1, 33)
    x, y = np.meshgrid(xs, ys)
    slope = _powers(x, y) @ terms
    steps = (slope[:, 1:] + slope[:, :-1]) / 2 * (width / 64)
    shift = np.concatenate([np.zeros((len(ys), 1)), np.cumsum(steps, axis=1)], axis=1)
    return np.asarray(shift - shift[:, [32]], dtype=np.float32)
