"""Ridges in a picture, darker than both their sides, and which of them are made of letters."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from xlscorecard.model.geometry import Rgb
from xlscorecard.scan.raster import Box, Grey, Mask, Pixels, Raster
from xlscorecard.scan.rules.line import Line

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
# Breaks in a line (points) by noise, dots and dashes.
_BREAK = 2.0
_THICKEST = 4.0
# A run of which this share lies within lines of text may be made of letters.
_WITHIN = 0.35
# ... unless it goes on between them, over so many points in all and such a share.
_BETWEEN = 1.5
_UNBROKEN = 0.6
# A short line is dark along this share of its length: a letter's stem in a low row is not.
_WHOLE = 0.8
# Text stands no nearer (points) to the upright rule beside it than cells are padded.
PADDED = 4.0
# What stands without a break over so many times the height of the texts beside it is a rule: no
# stem with specks at its ends is that high ...
_STEM = 1.15
# ... or over so many times that, with no more breaks than other lines make that cross it ...
_STEMS, _CROSSED = 2.0, 0.9
# ... or what stands so near (points) to where a line further up or down does.
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
    found: list[Line] = []
    doubted: list[Line] = []
    for box in _runs(raster, mask):
        length, unbroken = box[2] - box[0], _longest_run(sharp, box)
        if length < raster.px(ALONE) and unbroken < _WHOLE * length:
            continue
        standing = not horizontal and _stands(sharp, box, unbroken, _highest_stem(box, texts))
        beside = raster.px(PADDED) if horizontal else 0
        lettered = not standing and _is_text(sharp, box, texts, raster.px(_BETWEEN), beside)
        if lettered and (horizontal or unbroken < _CROSSED * length):
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


def _is_text(mask: Mask, box: Box, texts: Sequence[Box], between: int, beside: int) -> bool:
    """Whether a run is made of letters: baselines, stems over stems. It lies in text for most
    of its length then, and breaks off between the texts."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    inside = np.zeros(x1 - x0, dtype=bool)
    for left, upper, right, lower in texts:
        if upper <= middle <= lower:
            inside[max(0, left - x0) : max(0, right - x0)] = True
    if float(inside.mean()) < _WITHIN:
        return False
    seen: Mask = np.asarray(mask[top:bottom, x0:x1].any(axis=0))
    outside = ~inside
    # An upright rule so near beside a text is no part of a lying one.
    ends = np.flatnonzero(inside)
    if ends[0] <= beside:
        outside[: ends[0]] = False
    if len(inside) - 1 - ends[-1] <= beside:
        outside[ends[-1] :] = False
    return int(outside.sum()) < between or float(seen[outside].mean()) < _UNBROKEN


def _stands(mask: Mask, box: Box, unbroken: int, stem: float) -> bool:
    """Whether an upright run is no stems over stems: higher than any, or over the height of
    several with hardly a break but where other lines cross it (stems end between the texts)."""
    if unbroken > stem:
        return True
    x0, top, x1, bottom = box
    seen: Mask = np.asarray(mask[top:bottom, x0:x1].any(axis=0))
    return x1 - x0 > _STEMS * stem and float(seen.mean()) > _CROSSED


def _highest_stem(box: Box, texts: Sequence[Box]) -> float:
    """The most pixels that a letter of the texts beside an upright run can be high; their boxes
    are turned as the run is."""
    middle = (box[1] + box[3]) / 2
    high = [x1 - x0 for x0, top, x1, bottom in texts if top <= middle <= bottom]
    return _STEM * max(high, default=0)


def _longest_run(mask: Mask, box: Box) -> int:
    """Over how many pixels a run goes on without a break."""
    x0, top, x1, bottom = box
    seen = mask[top:bottom, x0:x1].any(axis=0).astype(np.int8)
    steps = np.diff(np.concatenate(([0], seen, [0])))
    lengths = np.flatnonzero(steps == -1) - np.flatnonzero(steps == 1)
    return int(lengths.max(initial=0))


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
