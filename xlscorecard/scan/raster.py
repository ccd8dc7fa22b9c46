"""Pictures of pages: paper made white, skew taken out, specks removed.

Lengths named ``pt`` are points; ``Raster.px`` turns them into pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import BBox

# Pixel box: left, top, right, bottom.
Box = tuple[int, int, int, int]
Pixels = npt.NDArray[np.uint8]
Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

# Sheet feeders skew by a degree or two; a page further off was laid on the glass by hand.
MOST_SKEW = 6.0
# Skew is sought at this resolution (pixels per inch), in steps of so many degrees.
_SKEW_DPI = 100.0
_SKEW_STEPS = (0.5, 0.1)
# ... and at last at the picture's own: a low one cannot tell 0.05 degrees from none.
_SKEW_LAST = (0.05, 0.02)
# From one row to the next, text and rules change by this much, of 255.
_STEP = 40
# A speck is smaller than this (points) and has no other ink so near: full stops have.
_SPECK = 1.5
_SPECK_ALONE = 3.0
# ... and stands on even ground: of what is around it, no more differs than this share.
_UNEVEN = 0.02
# Ink is darker than paper by this much, of 255.
_DARKER = 60


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of a page, RGB, and its resolution in pixels per inch."""

    pixels: Pixels
    dpi: float

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    def px(self, pt: float) -> int:
        """Points as whole pixels, at least one."""
        return max(1, round(pt * self.dpi / 72))

    def points(self, x0: float, top: float, x1: float, bottom: float) -> BBox:
        """A box in pixels as a box in points."""
        scale = 72 / self.dpi
        return BBox(x0 * scale, top * scale, x1 * scale, bottom * scale)

    def box_of(self, box: BBox) -> Box:
        """A box in points as one in pixels, which begins on the page."""
        x0, top, x1, bottom = (max(0, round(side * self.dpi / 72)) for side in box)
        return x0, top, x1, bottom


def grey_of(pixels: Pixels) -> Grey:
    """Luminance, 0 to 255."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def reduced(pixels: Pixels, dpi: float, most: float) -> tuple[Pixels, float]:
    """A picture at no more than so many pixels per inch, grey or RGB, and the factor of its
    sides."""
    factor = min(1.0, most / dpi)
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), factor


def whiten(pixels: Pixels) -> Pixels:
    """The picture with its paper made white: each channel stretched so that the commonest
    light tone becomes 255. Dark pages without paper stay as they are."""
    tables = np.empty((1, 256, 3), dtype=np.uint8)
    for channel in range(3):
        counts = cv2.calcHist([pixels], [channel], None, [256], [0, 256]).ravel().astype(float)
        smooth = np.convolve(counts, np.ones(5), "same")
        paper = 170 + int(np.argmax(smooth[170:]))
        if counts[170:].sum() < 0.2 * counts.sum():
            return pixels
        tables[0, :, channel] = np.minimum(np.arange(256) * (255.0 / paper), 255)
    return np.asarray(cv2.LUT(pixels, tables), dtype=np.uint8)


def find_skew(pixels: Pixels, dpi: float) -> float:
    """Degrees clockwise by which lines of text and rules slope down to the right.

    The sharpest profile wins: at the right angle the rows of ink and the rows between them
    differ most (the projection method of Postl).
    """
    small, _ = reduced(pixels, dpi, _SKEW_DPI)
    best, reach = 0.0, MOST_SKEW
    for picture, steps in ((small, _SKEW_STEPS), (pixels, _SKEW_LAST)):
        xs, ys, weights = _level_edges(picture)
        if len(ys) < 200:
            return best
        for step in steps:
            angles = best + np.arange(-reach, reach + step / 2, step)
            scores = [_sharpness(xs, ys, weights, float(angle)) for angle in angles]
            best, reach = float(angles[int(np.argmax(scores))]), step
    return best


def _level_edges(
    pixels: Pixels,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Where a picture changes from one row to the next: places from its middle, rows, and by
    how much. Fills weigh nothing so, and specks little."""
    grey = grey_of(pixels)
    down = cv2.absdiff(grey[1:], grey[:-1])
    margin = max(2, round(0.02 * min(grey.shape)))
    down[:margin] = down[-margin:] = 0
    down[:, :margin] = down[:, -margin:] = 0
    found = cv2.findNonZero((down > _STEP).astype(np.uint8))
    # OpenCV 4 has another dimension here than OpenCV 5
    places = np.empty((0, 2)) if found is None else np.asarray(found).reshape(-1, 2)
    xs, ys = places[:, 0].astype(np.int32), places[:, 1].astype(np.int32)
    weights = down[ys, xs].astype(np.float32)
    return xs.astype(np.float32) - grey.shape[1] / 2, ys, weights


def _sharpness(
    xs: npt.NDArray[np.float32],
    ys: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
    angle: float,
) -> float:
    rows = ys - xs * np.float32(np.tan(np.radians(angle)))
    rows -= rows.min()
    profile = np.bincount(np.rint(rows).astype(np.int32), weights)
    return float((profile**2).sum())


def straighten(pixels: Pixels, angle: float) -> Pixels:
    """The picture turned back by ``angle`` degrees about its middle, same size."""
    if abs(angle) < 0.02:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        pixels,
        turn,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return np.asarray(turned, dtype=np.uint8)


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
