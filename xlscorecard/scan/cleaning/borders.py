"""``without_borders``: the dark strip beside a page that was smaller than the glass, or lay askew
on it, is no rule, no figure and no side of a table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xlscorecard.scan.raster import Grey, Pixels, grey_of

# A strip is as dark as this, of 255, over this share of the side that it lies along, and reaches
# no further into the page than this (points): print does not begin there.
_DARK = 110
_ALONG = 0.5
_DEEP = 24.0
# Its rim's blur is painted over with it (points).
_RIM = 1.5


def without_borders(pixels: Pixels, dpi: float) -> Pixels:
    """The RGB picture with the dark strips along its sides made white."""
    grey = grey_of(pixels)
    deep, rim = round(_DEEP * dpi / 72), round(_RIM * dpi / 72)
    out = pixels
    for turns in range(4):
        reach = _reach(np.rot90(grey, turns)[:, :deep])
        # where it is dark all over, a strip along the next side or a page's own banner begins
        if float(((reach > 0) & (reach < deep)).mean()) < _ALONG:
            continue
        if out is pixels:
            out = pixels.copy()
        strip = np.rot90(out, turns)[:, : deep + rim]
        strip[np.arange(deep + rim)[None, :] < np.where(reach > 0, reach + rim, 0)[:, None]] = 255
    return out


def _reach(strip: Grey) -> npt.NDArray[np.intp]:
    """How far each row of a strip is dark from its first pixel on."""
    light = strip >= _DARK
    return np.asarray(np.where(light.any(axis=1), light.argmax(axis=1), strip.shape[1]))
