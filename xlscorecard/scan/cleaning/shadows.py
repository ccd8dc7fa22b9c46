"""``without_shadows``: shade that falls across a page, as on a photo, taken out of a picture.

Shade changes softly from one place to the next, paint at once: what is left of a page when its
sudden changes are taken as none is its shade (the retinex of Land and McCann).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Pixels, grey_of, reduced

# Shade is read at this resolution (pixels per inch): text and noise are averaged there.
_DPI = 36.0
# Print narrower than this (points) is closed over.
_PRINT = 16.0
# From one pixel to the next shade changes by no more than this, of 255; paint does.
_SUDDEN = 3.0
# A shade that takes no more than this share of the light is left, and none takes more than that.
_LEAST, _MOST = 0.06, 0.65
# Of all places so many are darker than the lightest paper.
_LIGHTEST = 0.98
_STRIP = 256

_Map = npt.NDArray[np.float32]


def without_shadows(pixels: Pixels, dpi: float) -> Pixels:
    """The RGB picture with its paper equally light everywhere, or as it is without shade."""
    small, _ = reduced(grey_of(pixels), dpi, _DPI)
    kernel = np.ones((round(_PRINT * _DPI / 72) | 1,) * 2, np.uint8)
    shade = _shade(np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), dtype=np.float32))
    shade = np.clip(shade / np.quantile(shade, _LIGHTEST), 1 - _MOST, 1)
    if float(shade.min()) > 1 - _LEAST:
        return pixels
    height, width = pixels.shape[:2]
    gain = np.asarray(cv2.resize(1 / shade, (width, height)), dtype=np.float32)
    out = np.empty_like(pixels)
    for top in range(0, height, _STRIP):
        rows = slice(top, top + _STRIP)
        lit = pixels[rows] * gain[rows, :, None] + 0.5
        out[rows] = np.minimum(lit, 255).astype(np.uint8)
    return out


def _shade(paper: _Map) -> _Map:
    """A picture without its sudden changes: its soft ones summed up again, in all directions at
    once (Poisson's equation, by cosine transform)."""
    height, width = paper.shape
    across, down = np.diff(paper, axis=1), np.diff(paper, axis=0)
    across[np.abs(across) > _SUDDEN] = 0
    down[np.abs(down) > _SUDDEN] = 0
    change = np.zeros_like(paper)
    change[:, :-1] += across
    change[:, 1:] -= across
    change[:-1] += down
    change[1:] -= down
    mirrored = np.concatenate([change, change[:, ::-1]], axis=1)
    waves = np.fft.rfft2(np.concatenate([mirrored, mirrored[::-1]], axis=0))
    rows = 2 * np.cos(2 * np.pi * np.fft.fftfreq(2 * height))[:, None]
    columns = 2 * np.cos(2 * np.pi * np.fft.rfftfreq(2 * width))[None, :]
    factors = rows + columns - 4
    factors[0, 0] = 1
    waves /= factors
    waves[0, 0] = 0
    shade = np.fft.irfft2(waves, s=(2 * height, 2 * width))[:height, :width]
    return np.asarray(shade - shade.mean() + float(np.median(paper)), dtype=np.float32)
