"""``undithered``: the dots that a fax or a copier makes shades of, as shades again.

In black and white alone a shade is dots that stand by themselves, black on a pale one and white on
a dark one, and black and white in turn between them: all over the page where its paper is not quite
white, and through its letters; else where fills are. Letters and signs stay sharp: in small print,
blur that makes a shade of dots makes points of commas and blots of arrows.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Grey, Mask, Pixels, grey_of

# A dot differs from all that is around it by this much, of 255. So many stand in a window of so
# many pixels where a shade is; full stops, specks and the dots of a rule do not.
_DEEP = 48
_DOTS, _WINDOW = 4, 41
_AROUND = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)
# Of a dithered page such a share is shades, at whatever resolution; specks make a tenth of that.
_SHADED = 0.01
# Between the two so large a share of pixels differ from the next by this much; in letters fewer do.
_TURNS, _TURNING, _NEAR = 0.4, 64, 15
# Dots are spread over so many pixels, that shades are even; where the picture changes by more than
# shades so spread do, of 255, letters and signs stand, and dots are spread over fewer.
_SPREAD, _SPREAD_IN_INK = 1.5, 0.7
_EVEN, _INK = 30.0, 50.0
_REACH = 5


def undithered(pixels: Pixels) -> Pixels:
    """The RGB picture, its dots spread to shades where it is dithered."""
    grey = grey_of(pixels)
    dotted = _mean(_dots(grey), _WINDOW) > (_DOTS - 0.5) / _WINDOW**2
    if float(dotted.mean()) < _SHADED:
        return pixels
    turning: Mask = np.asarray(cv2.absdiff(grey[:, 1:], grey[:, :-1])) > _TURNING
    dotted[:, 1:] |= _mean(turning, _NEAR) > _TURNS
    return np.where(dotted[:, :, None], _spread(pixels), pixels)


def _spread(pixels: Pixels) -> Pixels:
    """The picture with its dots spread: much where shades are, little where ink stands out."""
    shades = np.asarray(cv2.GaussianBlur(pixels, (0, 0), _SPREAD), dtype=np.uint8)
    sharp = np.asarray(cv2.GaussianBlur(pixels, (0, 0), _SPREAD_IN_INK), dtype=np.uint8)
    window = np.ones((_REACH, _REACH), np.uint8)
    change = cv2.morphologyEx(grey_of(shades), cv2.MORPH_GRADIENT, window).astype(np.float32)
    ink = np.clip((change - _EVEN) / (_INK - _EVEN), 0, 1)
    return np.asarray(cv2.blendLinear(sharp, shades, ink, 1 - ink), dtype=np.uint8)


def _dots(grey: Grey) -> Mask:
    """Pixels that are darker, or lighter, than all that is around them."""
    darker = cv2.subtract(cv2.erode(grey, _AROUND), grey)
    lighter = cv2.subtract(grey, cv2.dilate(grey, _AROUND))
    return np.asarray(cv2.max(darker, lighter)) > _DEEP


def _mean(mask: Mask, size: int) -> npt.NDArray[np.float32]:
    share = cv2.boxFilter(mask.astype(np.float32), -1, (size, size))
    return np.asarray(share, dtype=np.float32)
