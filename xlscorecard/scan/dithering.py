"""``undithered``: the dots that a fax or a copier makes shades of, as shades again.

In black and white alone a shade is dots that stand by themselves: on paper that is not quite
white, too, all over the page, and through its letters.
"""

from __future__ import annotations

import cv2
import numpy as np

from xlscorecard.scan.raster import Pixels, grey_of

# A dot is darker than all that is around it by this much, of 255. Of a dithered page at least
# this share are dots, at whatever resolution; noise and specks make a fiftieth of that.
_DEEP = 48
_DOTS = 0.002
_AROUND = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)
# Dots are spread over so many pixels: with less they stay in the letters, with more small letters
# run together.
_SPREAD = 1.5


def undithered(pixels: Pixels) -> Pixels:
    """The RGB picture, its dots spread to shades where it is dithered."""
    grey = grey_of(pixels)
    deep = cv2.subtract(cv2.erode(grey, _AROUND), grey)
    if np.count_nonzero(np.asarray(deep) > _DEEP) < _DOTS * grey.size:
        return pixels
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), _SPREAD), dtype=np.uint8)
