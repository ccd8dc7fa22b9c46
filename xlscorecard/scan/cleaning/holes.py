"""``without_holes``: the holes of a file's rings are no symbols and no column of a table."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import cv2
import numpy as np

from xlscorecard.scan.raster import Mask, Raster, grey_of, reduced

# Holes are sought at this resolution (pixels per inch): a pixel a point.
_DPI = 72.0
# What shows through a hole is as dark as this, of 255.
_DARK = 140
# A hole is so wide (points; ISO 838's 6 mm, 8 of old rings, ragged ones less) and round: it covers
# such a share of its box.
_WIDE = (11, 26)
_ROUND = (0.68, 0.9)
_LONGEST = 1.25
# Its middle lies so near to the page's edge (points), that of the next one as near, and so far
# from it along the edge: 80 mm, or 12 in binders of four rings. A page that was copied askew and
# punched then has them in a line that is off by such a share of that.
_MARGIN = 65
_OFF, _ASLANT = 6.0, 0.05
_APART = 30.0
# Its rim's blur is painted over with it (points).
_RIM = 2


def without_holes(raster: Raster) -> Raster:
    """The picture with its paper's holes made white: dark discs that stand alone in the margin,
    two or more in one line along the edge."""
    small = reduced(grey_of(raster.pixels), raster.dpi, _DPI)[0]
    dark = (np.asarray(small) < _DARK).astype(np.uint8)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
    discs = [n for n in range(1, count) if _is_disc(stats[n].tolist())]
    height, width = dark.shape
    holes: set[int] = set()
    for one, other in combinations(discs, 2):
        (x, y), (other_x, other_y) = middles[one].tolist(), middles[other].tolist()
        across, down = abs(x - other_x), abs(y - other_y)
        if (_in_line(across, down) and min(x, width - x) <= _MARGIN) or (
            _in_line(down, across) and min(y, height - y) <= _MARGIN
        ):
            holes |= {one, other}
    if not holes:
        return raster
    rim = np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8)
    found = cv2.dilate(np.isin(labels, list(holes)).astype(np.uint8), rim)
    size = (raster.width, raster.height)
    mask: Mask = cv2.resize(np.asarray(found), size, interpolation=cv2.INTER_NEAREST) > 0
    pixels = raster.pixels.copy()
    pixels[mask] = 255
    return replace(raster, pixels=pixels)


def _in_line(off: float, apart: float) -> bool:
    return apart >= _APART and off <= max(_OFF, _ASLANT * apart)


def _is_disc(stats: list[int]) -> bool:
    _, _, wide, high, area = stats
    shortest, longest = sorted((wide, high))
    return (
        _WIDE[0] <= shortest
        and longest <= min(_WIDE[1], _LONGEST * shortest)
        and _ROUND[0] <= area / (wide * high) <= _ROUND[1]
    )
