"""``evenly_lit``: the shade of a lamp, a curled page or a book's spine taken out of a picture.

Shade falls along the glass: how light paper is there is the product of one profile over the
columns and one over the rows, each read from where the paper shows.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Pixels, grey_of, reduced

# Profiles are read at this resolution (pixels per inch): text and noise are averaged there.
_DPI = 36.0
# Of a column paper shows in this share at least, of a row in that: stripes reach far across.
_SHOWN_DOWN = 0.05
_SHOWN_ACROSS = 0.02
# Dips narrower than this (points) are print: columns are marked by a fill, rows by stripes.
_DIP_DOWN = 18.0
_DIP_ACROSS = 120.0
_SMOOTH = 6.0
# What is darker than this share of the lightest paper is no shade but black edges, or a photo.
_DARKEST = 0.35
_STRIP = 256
# No profile is less: it divides. One is of tones up to 255, the other of shares up to 1.
_LEAST = 0.01

_Profile = npt.NDArray[np.float32]


def evenly_lit(pixels: Pixels, dpi: float) -> Pixels:
    """The RGB picture with its paper equally light everywhere, or as it is without paper."""
    small, _ = reduced(grey_of(pixels), dpi, _DPI)
    light = np.asarray(small, dtype=np.float32)
    scale = _DPI / 72
    across = _paper(np.quantile(light, 1 - _SHOWN_DOWN, axis=0), _DIP_DOWN * scale)
    down = _paper(np.quantile(light / across, 1 - _SHOWN_ACROSS, axis=1), _DIP_ACROSS * scale)
    height, width = pixels.shape[:2]
    gain_across = _stretched(across.max() / across, width)
    gain_down = _stretched(down.max() / down, height)
    out = np.empty_like(pixels)
    for top in range(0, height, _STRIP):
        rows = slice(top, top + _STRIP)
        gain = gain_down[rows, None, None] * gain_across[None, :, None]
        out[rows] = np.minimum(pixels[rows] * gain + 0.5, 255).astype(np.uint8)
    return out


def _paper(lightest: npt.NDArray[np.float64], dip: float) -> _Profile:
    """How light paper is along one axis, from the lightest seen at each place."""
    seen = lightest.astype(np.float32)[None, :]
    kernel = np.ones((1, max(3, round(dip) | 1)), np.uint8)
    seen = np.asarray(cv2.morphologyEx(seen, cv2.MORPH_CLOSE, kernel), dtype=np.float32)
    places = np.flatnonzero(seen[0] >= _DARKEST * seen.max())
    filled = np.interp(np.arange(seen.shape[1]), places, seen[0, places]).astype(np.float32)
    sigma = _SMOOTH * _DPI / 72
    smooth = cv2.GaussianBlur(filled[None, :], (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(np.maximum(np.asarray(smooth)[0], _LEAST), dtype=np.float32)


def _stretched(profile: _Profile, size: int) -> _Profile:
    places = (np.arange(size) + 0.5) * len(profile) / size - 0.5
    stretched: _Profile = np.interp(places, np.arange(len(profile)), profile).astype(np.float32)
    return stretched
