"""Light rules between filled cells, as Word's and Excel's own table styles draw them.

They do not stand out as dark ones do, and a cell's names are told apart by them alone: "Q2" and
"Variance" side by side are one name else. They are looked for on fills whose text was painted
over, as ridges lighter than both their sides, over nearly all of a cell's height or width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import WHITE
from xlscorecard.model.page import Fill
from xlscorecard.scan.raster import Box, Grey, Mask, Raster, grey_of
from xlscorecard.scan.rules.line import Line

# A fill of cells is so high at least (points); those of one row begin and end at one height, to
# so many.
_HIGH, _OFF = 8.0, 3.0
# A light rule is lighter than what is so far from it (points), on both sides, by this share of
# what white would be, and by this much, of 255, at least; noise is averaged out along it (points).
_SIDE = 1.8
_LIGHTER, _LEAST = 0.35, 3.0
_ALONG = 8.0
# It shows along this share of the fill; so many of either direction rule a table: a header alone
# may be ruled otherwise than the rows below it.
_WHOLE = 0.85
_SEVERAL = 2
# What ends so far (points) from the fill's side ends at a cell there.
_CELL = 7.0
# White cells are no fills.
_WHITE = 252


def white_rules(bare: Raster, fills: Sequence[Fill]) -> list[Line]:
    """The light rules on fills; ``bare`` is the picture without text and dark rules."""
    grey = grey_of(bare.pixels)
    ruled = [
        _ruled(bare, grey, fill)
        for fill in fills
        if fill.bbox.height >= _HIGH and min(fill.colour) <= _WHITE
    ]
    tables = [each.box for each in ruled if min(len(each.upright), len(each.lying)) >= _SEVERAL]
    off = bare.px(_OFF)
    return [
        line
        for each in ruled
        if any(_belongs(each.box, table, off) for table in tables)
        for line in each.lines()
    ]


class _Ridge(NamedTuple):
    """A light rule: its place across its direction, and from where to where it runs along it."""

    at: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A fill in pixels, and the upright and lying light rules that part it."""

    box: Box
    upright: tuple[_Ridge, ...]
    lying: tuple[_Ridge, ...]

    def lines(self) -> Iterator[Line]:
        """The rules, and the fill's own sides: beyond them lies another cell, or paper."""
        x0, top, x1, bottom = self.box
        for x, low, high in (_Ridge(x0, top, bottom), *self.upright, _Ridge(x1, top, bottom)):
            yield Line((x, low, x + 1, high), horizontal=False, colour=WHITE)
        for y, low, high in (_Ridge(top, x0, x1), *self.lying, _Ridge(bottom, x0, x1)):
            yield Line((low, y, high, y + 1), horizontal=True, colour=WHITE)


def _ruled(bare: Raster, grey: Grey, fill: Fill) -> _Ruled:
    x0, top, x1, bottom = box = bare.box_of(fill.bbox)
    part = grey[top:bottom, x0:x1].astype(np.float32)
    upright = tuple(_Ridge(x0 + at, top + a, top + b) for at, a, b in _ridges(bare, part.T))
    lying = tuple(_Ridge(top + at, x0 + a, x0 + b) for at, a, b in _ridges(bare, part))
    return _Ruled(box, upright, lying)


def _belongs(box: Box, table: Box, off: int) -> bool:
    """Whether a fill is a ruled one, cells of another tone in its rows, or the header above."""
    beside = table[1] - off <= box[1] and box[3] <= table[3] + off
    above = abs(box[3] - table[1]) <= off and box[0] <= table[0] + off and table[2] - off <= box[2]
    return beside or above


def _ridges(bare: Raster, tones: npt.NDArray[np.float32]) -> Iterator[_Ridge]:
    """The rows of a fill's tones that a light rule lies in, and from where to where it does: a
    header's cell over several columns has none of the rules between them."""
    side = bare.px(_SIDE)
    if not tones.size or tones.shape[0] <= 4 * side:
        return
    calm = np.asarray(cv2.blur(np.ascontiguousarray(tones), (bare.px(_ALONG), 1)))
    middle = calm[side:-side]
    lighter = middle - np.maximum(calm[: -2 * side], calm[2 * side :])
    least = max(_LEAST, _LIGHTER * (255 - float(np.median(tones))))
    seen = lighter > least
    rows = np.flatnonzero(seen.mean(axis=1) > _WHOLE)
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > side) + 1):
        if len(group):
            low, high = _ends(np.asarray(seen[group].any(axis=0)), bare.px(_CELL))
            yield _Ridge(round(float(group.mean())) + side, low, high)


def _ends(seen: Mask, cell: int) -> tuple[int, int]:
    """From where to where a rule shows that is not seen over a cell's height at an end."""
    places = np.flatnonzero(seen)
    low, high = int(places[0]), int(places[-1]) + 1
    return low if low >= cell else 0, high if len(seen) - high >= cell else len(seen)
