"""Ridges in a picture, darker than both their sides, but those that are made of letters."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from xlscorecard.model.geometry import Rgb
from xlscorecard.scan.raster import Box, Grey, Mask, Pixels, Raster
from xlscorecard.scan.rules.line import Line
from xlscorecard.scan.rules.stems import (
    breaks_off,
    crossings,
    highest_stem,
    is_text,
    longest_run,
    stands,
)

# Lines from this length (points) on stand for themselves.
ALONE = 30.0
# Sides of a line are looked at so far from it (points): hairlines to thick borders.
_SIDES = (0.7, 1.4, 2.8)
# Difference to both sides, of 255, from which a line is seen.
_SEEN = 12
# Noise is averaged out over this length (points).
_ALONG = 5.0
_SHARP = 1.0
# Anything shorter (points) is a stroke of a letter, a dash or part of a symbol.
_SHORTEST = 11.0
# A line across breaks an upright one this far (points) to both sides of its middle.
_CROSSING = 0.7
# ... and its dots reach so far (points) beyond it; the stems of signs leave so much beside these.
_DOT, _BLANK = 1.0, 2.0
# Breaks in a line (points) by noise, dots and dashes.
_BREAK = 2.0
_THICKEST = 4.0
# What is made of letters breaks off between their lines, over so many points in all.
_BETWEEN = 1.5
# A short line is dark along this share of its length: a letter's stem in a low row is not.
_WHOLE = 0.8
# Text stands no nearer (points) to the upright rule beside it than cells are padded.
PADDED = 4.0
# What may be letters is a rule where it has hardly a break, and stands so near (points) to where a
# line further up or down does.
_CROSSED = 0.9
IN_LINE = 1.5


def find_ridges(
    raster: Raster,
    grey: Grey,
    texts: Sequence[Box],
    *,
    horizontal: bool,
    across: Sequence[Line] = (),
) -> list[Line]:
    """The lines that lie in a picture, or those that stand in it and may cross the ones ``across``;
    ``texts`` are the boxes of its lines of text."""
    if not horizontal:
        grey = np.ascontiguousarray(grey.T)
        texts = [(top, x0, bottom, x1) for x0, top, x1, bottom in texts]
    sharp = _ridges(raster, grey, raster.px(_SHARP))
    # Averaging bridges the space between lines of text: what is not dark itself is none.
    near = cv2.dilate(sharp.astype(np.uint8), np.ones((2, raster.px(1.0)), np.uint8)) > 0
    mask: Mask = _ridges(raster, grey, raster.px(_ALONG)) & near
    sharp = _crossed(sharp, across, raster.px(_CROSSING))
    lying = [line.box for line in across]
    found: list[Line] = []
    doubted: list[Line] = []
    for box in _runs(raster, mask):
        length, unbroken = box[2] - box[0], longest_run(sharp, box)
        if length < raster.px(ALONE) and unbroken < _WHOLE * length:
            continue
        standing = not horizontal and stands(sharp, box, unbroken, highest_stem(box, texts))
        beside = raster.px(PADDED if horizontal else _BETWEEN)
        crossed = [] if horizontal else crossings(box, lying, raster.px(_DOT))
        lettered = not standing and is_text(sharp, box, texts, raster.px(_BETWEEN), beside, crossed)
        if lettered and (horizontal or unbroken < _CROSSED * length):
            continue
        if not standing and breaks_off(sharp, box, crossed, raster.px(_BLANK)):
            continue
        x0, top, x1, bottom = box
        middle = _profile_colour(raster.pixels, box, horizontal=horizontal)
        placed = box if horizontal else (top, x0, bottom, x1)
        (doubted if lettered else found).append(Line(placed, horizontal, middle))
    # Beyond a banner a column's line goes on where it stood.
    off = raster.px(IN_LINE)
    return found + [
        line for line in doubted if any(abs(line.box[0] - other.box[0]) <= off for other in found)
    ]


def _ridges(raster: Raster, grey: Grey, length: int) -> Mask:
    """Where lying lines are, averaged over ``length`` pixels."""
    along = np.asarray(cv2.blur(grey, (length, 1)), dtype=np.uint8)
    dark = np.zeros(grey.shape, dtype=bool)
    for side in _SIDES:
        above, below = _moved(along, raster.px(side)), _moved(along, -raster.px(side))
        dark |= cv2.subtract(cv2.min(above, below), along) > _SEEN
    return dark


def _crossed(sharp: Mask, across: Sequence[Line], thick: int) -> Mask:
    """The ridges of upright lines, turned, without breaks where lying ones cross them: no side of a
    crossing is lighter than it. They come up to it from both sides; the stem of an arrow ends
    above it."""
    whole = sharp.copy()
    for line in across:
        x0, top, x1, bottom = line.box
        middle = (top + bottom) // 2
        above, below = max(0, middle - thick), middle + thick + 1
        sides = (sharp[x0:x1, max(0, above - thick) : above], sharp[x0:x1, below : below + thick])
        before, behind = (side.max(axis=1, keepdims=True, initial=False) for side in sides)
        whole[x0:x1, above:below] |= before & behind
    return whole


def _moved(values: Grey, by: int) -> Grey:
    """Each pixel's neighbour ``by`` rows above it (below where negative); edges repeat."""
    out = np.empty_like(values)
    if by > 0:
        out[by:] = values[:-by]
        out[:by] = values[0]
    else:
        out[:by] = values[-by:]
        out[by:] = values[-1]
    return out


def _runs(raster: Raster, mask: Mask) -> list[Box]:
    close = np.ones((1, raster.px(_BREAK)), np.uint8)
    # a line that slopes by a pixel stays one
    image = cv2.dilate(mask.astype(np.uint8), np.ones((2, 1), np.uint8))
    image = cv2.morphologyEx(image, cv2.MORPH_CLOSE, close)
    image = cv2.morphologyEx(image, cv2.MORPH_OPEN, np.ones((1, raster.px(_SHORTEST)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(image, connectivity=8)
    boxes: list[Box] = []
    for label in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[label])
        if area / w > raster.px(_THICKEST) or h > max(2 * raster.px(_THICKEST), 0.05 * w):
            continue
        boxes.append((x, y, x + w, y + h))
    return boxes


def _profile_colour(pixels: Pixels, box: Box, *, horizontal: bool) -> Rgb:
    """The line's own colour: the median along its strongest row."""
    x0, top, x1, bottom = box
    strip = pixels[top:bottom, x0:x1] if horizontal else pixels[x0:x1, top:bottom]
    if not horizontal:
        strip = strip.transpose(1, 0, 2)
    rows = np.median(strip, axis=1)
    outer = (rows[0] + rows[-1]) / 2
    strongest = rows[int(np.argmax(np.abs(rows - outer).sum(axis=1)))]
    return Rgb(*(int(v) for v in strongest))
