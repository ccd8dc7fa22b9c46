"""Ruling lines in a picture: ridges that are darker than both their sides.

Light lines between filled cells are sought later, on fills alone (``white_rules``): the noise of
dark fills hides some of them, and a table with half its lines reads worse than one with none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from xlscorecard.model.geometry import Rgb
from xlscorecard.scan.raster import Box, Grey, Mask, Pixels, Raster, grey_of

# Sides of a line are looked at so far from it (points): hairlines to thick borders.
_SIDES = (0.7, 1.4, 2.8)
# Difference to both sides, of 255, from which a line is seen.
_SEEN = 12
# Noise is averaged out over this length (points).
_ALONG = 5.0
_SHARP = 1.0
# Anything shorter (points) is a stroke of a letter, a dash or part of a symbol.
_SHORTEST = 11.0
# Lines from this length on stand for themselves; the ends of shorter ones meet others so near.
_ALONE = 30.0
_MEETS = 3.0
# A banner goes on for so far (points) beside a line that ends at it, and nearly all of it is darker
# than this, of 255.
_BANNER, _DARK, _ALL_DARK = 18.0, 130, 0.8
# ... and they are no thicker than this (points): an arrow's shaft is.
_THIN = 2.2
# ... and dark along this share of their length: a letter's stem in a low row is not.
_WHOLE = 0.8
# A letter is no higher than this share of what is found as its line of text.
_LETTER = 0.75
# What goes through a text rather than below it is so near its middle (share of its height).
_MIDDLE = 0.3
# A line over this share of the page is a fold, or the paper's edge: print keeps margins.
_EDGE_TO_EDGE = 0.98
# A row merged over all columns, a banner, is no higher than this (points).
_MERGED = 40.0
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
# Text stands no nearer (points) to the upright rule beside it than cells are padded.
_PADDED = 4.0
# ... or stands without a break over so many times the height of the texts: no stem with
# specks at its ends is that high.
_STEM = 1.15
# ... or over so many times that, with no more breaks than other lines make that cross it.
_STEMS, _CROSSED = 2.0, 0.9
# ... or stands so near (points) to where a line further up or down does.
_IN_LINE = 1.5


@dataclass(frozen=True, slots=True)
class Line:
    """A ruling line in pixels."""

    box: Box
    horizontal: bool
    colour: Rgb

    @property
    def length(self) -> int:
        x0, top, x1, bottom = self.box
        return x1 - x0 if self.horizontal else bottom - top


def find_lines(raster: Raster, texts: Sequence[Box]) -> list[Line]:
    """The ruling lines of a page; ``texts`` are the boxes of its lines of text."""
    grey = grey_of(raster.pixels)
    lying = [
        _without_letters(line, texts, raster)
        for line in _find(raster, grey, texts, horizontal=True)
        if line.length < _EDGE_TO_EDGE * raster.width
    ]
    standing = [
        line
        for line in _find(raster, grey, texts, horizontal=False, across=lying)
        if line.length < _EDGE_TO_EDGE * raster.height
    ]
    found = [*lying, *(_without_stem(line, lying, texts, raster) for line in standing)]
    alone = [line for line in found if line.length >= raster.px(_ALONE)]
    # A short one is a border between two others, or up to a dark banner, on which lines do not
    # show, or in line with one beyond a banner; else it is an arrow's shaft or an underline.
    return alone + [
        line
        for line in found
        if line.length < raster.px(_ALONE)
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
    return replace(line, box=(x0, upper, x1, lower)) if lower - upper >= raster.px(_ALONE) else line


def _without_letters(line: Line, texts: Sequence[Box], raster: Raster) -> Line:
    """A lying line without the text beside it into whose letters it seems to go on: it ends
    where a text begins through whose middle it goes to the end of it, and no further."""
    x0, top, x1, bottom = line.box
    y, past = (top + bottom) / 2, raster.px(_PADDED)
    for left, upper, right, lower in texts:
        if abs(y - (upper + lower) / 2) > _MIDDLE * (lower - upper):
            continue
        if x0 + raster.px(_ALONE) <= left < x1 <= right + past:
            x1 = left
        elif left - past <= x0 < right <= x1 - raster.px(_ALONE):
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
    off, reach = raster.px(_IN_LINE), raster.px(_MERGED)
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


def _find(
    raster: Raster,
    grey: Grey,
    texts: Sequence[Box],
    *,
    horizontal: bool,
    across: Sequence[Line] = (),
) -> list[Line]:
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
        if length < raster.px(_ALONE) and unbroken < _WHOLE * length:
            continue
        standing = not horizontal and _stands(sharp, box, unbroken, _highest_stem(box, texts))
        beside = raster.px(_PADDED) if horizontal else 0
        lettered = not standing and _is_text(sharp, box, texts, raster.px(_BETWEEN), beside)
        if lettered and (horizontal or unbroken < _CROSSED * length):
            continue
        x0, top, x1, bottom = box
        middle = _profile_colour(raster.pixels, box, horizontal=horizontal)
        placed = box if horizontal else (top, x0, bottom, x1)
        (doubted if lettered else found).append(Line(placed, horizontal, middle))
    # Beyond a banner a column's line goes on where it stood.
    off = raster.px(_IN_LINE)
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
