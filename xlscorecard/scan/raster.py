"""A picture of a page, and places on it.

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
