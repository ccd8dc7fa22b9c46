"""Ruling lines in a picture: which of its ridges are rules, and from where to where they go.

Light lines between filled cells are sought later, on fills alone (``white_rules``): the noise of
dark fills hides some of them, and a table with half its lines reads worse than one with none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xlscorecard.scan.raster import Box, Grey, Pixels, Raster, grey_of
from xlscorecard.scan.rules.line import Line
from xlscorecard.scan.rules.ridges import ALONE, IN_LINE, PADDED, find_ridges

# The ends of lines that do not stand for themselves meet others so near (points) ...
_MEETS = 3.0
# ... and they are no thicker than this (points): an arrow's shaft is.
_THIN = 2.2
# A banner goes on for so far (points) beside a line that ends at it, and nearly all of it is darker
# than this, of 255.
_BANNER, _DARK, _ALL_DARK = 18.0, 130, 0.8
# A letter is no higher than this share of what is found as its line of text.
_LETTER = 0.75
# What goes through a text rather than below it is so near its middle (share of its height).
_MIDDLE = 0.3
# A line over this share of the page is a fold, or the paper's edge: print keeps margins.
_EDGE_TO_EDGE = 0.98
# A row merged over all columns, a banner, is no higher than this (points).
_MERGED = 40.0


def find_lines(raster: Raster, texts: Sequence[Box]) -> list[Line]:
    """The ruling lines of a page; ``texts`` are the boxes of its lines of text."""
    grey = grey_of(raster.pixels)
    lying = [
        _without_letters(line, texts, raster)
        for line in find_ridges(raster, grey, texts, horizontal=True)
        if line.length < _EDGE_TO_EDGE * raster.width
    ]
    standing = [
        line
        for line in find_ridges(raster, grey, texts, horizontal=False, across=lying)
        if line.length < _EDGE_TO_EDGE * raster.height
    ]
    found = [*lying, *(_without_stem(line, lying, texts, raster) for line in standing)]
    alone = [line for line in found if line.length >= raster.px(ALONE)]
    # A short one is a border between two others, or up to a dark banner, on which lines do not
    # show, or in line with one beyond a banner; else it is an arrow's shaft or an underline.
    return alone + [
        line
        for line in found
        if line.length < raster.px(ALONE)
        and (_ends_on(line, alone, raster, grey) or _goes_on(line, alone, raster))
        and _stroke(grey, line, raster) <= _THIN * raster.dpi / 72
    ]


def _without_stem(line: Line, lying: Sequence[Line], texts: Sequence[Box], raster: Raster) -> Line:
    """An upright line without the stem of a letter that stands right above or below it: it ends
    at a lying line where it would end in the midst of a text beyond that, at none."""
    x0, top, x1, bottom = line.box
    reach, x = raster.px(_MEETS), (x0 + x1) // 2
    across = [
        (other.box[1] + other.box[3]) // 2
        for other in lying
        if other.box[0] - reach <= x <= other.box[2] + reach
    ]
    beside = [box for box in texts if box[0] + reach < x < box[2] - reach]

    def end(at: int, inwards: int) -> int:
        if any(abs(y - at) <= reach for y in across):
            return at
        for _, upper, _, lower in beside:
            if upper < at < lower:
                high = _LETTER * (lower - upper)
                ends = [y for y in across if reach < (y - at) * inwards < high]
                return min(ends, key=lambda y: abs(y - at), default=at)
        return at

    upper, lower = end(top, 1), end(bottom, -1)
    return replace(line, box=(x0, upper, x1, lower)) if lower - upper >= raster.px(ALONE) else line


def _without_letters(line: Line, texts: Sequence[Box], raster: Raster) -> Line:
    """A lying line without the text beside it into whose letters it seems to go on: it ends
    where a text begins through whose middle it goes to the end of it, and no further."""
    x0, top, x1, bottom = line.box
    y, past = (top + bottom) / 2, raster.px(PADDED)
    for left, upper, right, lower in texts:
        if abs(y - (upper + lower) / 2) > _MIDDLE * (lower - upper):
            continue
        if x0 + raster.px(ALONE) <= left < x1 <= right + past:
            x1 = left
        elif left - past <= x0 < right <= x1 - raster.px(ALONE):
            x0 = right
    return replace(line, box=(x0, top, x1, bottom))


def _stroke(grey: Grey, line: Line, raster: Raster) -> float:
    """How thick a line is drawn, in pixels, at half its depth."""
    x0, top, x1, bottom = line.box
    if not line.horizontal:
        grey = grey.T
        x0, top, x1, bottom = top, x0, bottom, x1
    around = raster.px(4.0)
    strip = grey[max(0, top - around) : bottom + around, x0:x1]
    profile = np.median(strip, axis=1)
    middle = (float(profile.min()) + float(np.percentile(profile, 80))) / 2
    return float((profile < middle).sum())


def _ends_on(line: Line, others: Sequence[Line], raster: Raster, grey: Grey) -> bool:
    """Whether both ends of a line lie on lines across it, or an upright one's on a dark fill."""
    x0, top, x1, bottom = line.box
    reach = raster.px(_MEETS)
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    ends = ((x0, y), (x1, y)) if line.horizontal else ((x, top), (x, bottom))
    across = [other.box for other in others if other.horizontal != line.horizontal]
    return all(
        any(
            left - reach <= end_x <= right + reach and upper - reach <= end_y <= lower + reach
            for left, upper, right, lower in across
        )
        or (not line.horizontal and _is_dark(grey, end_x, end_y, outwards * reach, raster))
        for (end_x, end_y), outwards in zip(ends, (-1, 1), strict=True)
    )


def _goes_on(line: Line, others: Sequence[Line], raster: Raster) -> bool:
    """Whether an upright line is what stands of another one above or below a merged row."""
    off, reach = raster.px(IN_LINE), raster.px(_MERGED)
    x0, top, _, bottom = line.box
    return not line.horizontal and any(
        not other.horizontal
        and abs(other.box[0] - x0) <= off
        and max(other.box[1] - bottom, top - other.box[3]) <= reach
        for other in others
    )


def _is_dark(grey: Grey, x: float, y: float, reach: int, raster: Raster) -> bool:
    """Whether a dark fill begins within ``reach`` rows (upwards where negative) of a place: on
    one side of it at least, and as wide as no letter is."""
    wide, at = raster.px(_BANNER), round(x)
    upper, lower = sorted((round(y) + reach, round(y) + 2 * reach))
    beyond = grey[max(0, upper) : max(0, lower)]
    sides = beyond[:, max(0, at - wide) : at], beyond[:, at : at + wide]
    return any(side.size and float((side < _DARK).mean()) > _ALL_DARK for side in sides)


def without_lines(raster: Raster, lines: Sequence[Line]) -> Raster:
    """The picture with its lines painted over from both sides."""
    pixels = raster.pixels.copy()
    pad = raster.px(0.7)
    for line in lines:
        x0, top, x1, bottom = line.box
        if line.horizontal:
            _paint(pixels[:, x0:x1], top - pad, bottom + pad, raster.px(0.5))
        else:
            _paint(pixels[top:bottom].transpose(1, 0, 2), x0 - pad, x1 + pad, raster.px(0.5))
    return Raster(pixels, raster.dpi)


def _paint(strip: Pixels, low: int, high: int, side: int) -> None:
    """Rows ``low`` to ``high`` blend from the rows just outside them."""
    low, high = max(side, low), min(strip.shape[0] - side, high)
    if high <= low:
        return
    above = strip[low - side : low].mean(axis=0)
    below = strip[high : high + side].mean(axis=0)
    shares = ((np.arange(low, high) - low + 0.5) / (high - low))[:, None, None]
    strip[low:high] = np.round(above * (1 - shares) + below * shares).astype(np.uint8)
