"""Filled areas in a picture: flat colours, each area as the largest rectangles inside it.

Text and rules are painted over before; what noise and JPEG leave is taken out by medians.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Fill
from xlscorecard.scan.fills.rectangles import rectangles_of
from xlscorecard.scan.fills.tones import PAPER, tones_of
from xlscorecard.scan.raster import Box, Mask, Pixels, Raster

# Share of its height by which a box of text reaches beyond the text, above and below.
_BEYOND = 0.15
# Text and its blur differ from their ground by more than this, of 255.
_TEXT = 24
# Noise and pale stripes differ by no more than this, of 255, and a row of one tone has so
# large a share of it.
_EVEN = 30
_EVEN_SHARE = 0.9
# Areas are sought at one pixel a point.
_DPI = 72.0
# Paper under text is not quite white: tones as pale as this count from so many square points on.
_PALE = 240
_LEAST_PALE = 600
# A fill is at least so wide and high (points) and so nearly a rectangle; other small areas
# are symbols.
_SMALLEST = 5
_SMALL = 32
_BOXY = 0.88
_TINY = 14
_BOXY_TINY = 0.95
# The sides of fills found so are off by this much (points); beyond them the tone changes by
# this much, of 255.
_OFF = 3.0
_CHANGE = 14.0
# A hole of so many square points is less than a cell.
_HOLE = 110
# Edges nearer than this (points) are one edge.
EDGE = 3


def without_text(raster: Raster, texts: Sequence[Box]) -> Raster:
    """The picture with its text painted over by the ground that shows around it."""
    pixels = raster.pixels.copy()
    for x0, upper, x1, lower in texts:
        # Boxes reach beyond their text, over the edges of low rows.
        inset = round(_BEYOND * (lower - upper)) if x1 - x0 > lower - upper else 0
        top, bottom = upper + inset, lower - inset
        step = max(8, bottom - top)
        for left in range(x0, x1, step):
            right = min(x1, left + step)
            if x1 - right < step // 2:
                right = x1
            _paint_over(pixels[top:bottom, left:right])
            if right == x1:
                break
    return Raster(pixels, raster.dpi)


def _paint_over(block: Pixels) -> None:
    """A block's text made its ground, but for what else the box reaches over: rows and columns
    along its sides that are even and of another tone lie beyond a fill's edge, and a tone near
    the ground's is a pale stripe's neighbour."""
    if not block.size:
        return
    ground = _ground(block)
    rows = np.flatnonzero(~_is_beyond(block, ground))
    columns = np.flatnonzero(~_is_beyond(block.transpose(1, 0, 2), ground))
    if not len(rows) or not len(columns):
        return
    inner = block[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    apart = np.abs(inner.astype(np.int16) - ground.astype(np.int16)).max(axis=2)
    text = cv2.dilate((apart > _TEXT).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    inner[text] = ground


def _is_beyond(rows: Pixels, ground: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    tones = rows.astype(np.int16)
    middle = np.median(tones, axis=1)
    even = np.abs(tones - middle[:, None]).max(axis=2) <= _EVEN
    other = np.abs(middle - ground.astype(np.int16)).max(axis=1) > _EVEN
    return np.asarray(other & (even.mean(axis=1) > _EVEN_SHARE))


def _ground(block: Pixels) -> npt.NDArray[np.uint8]:
    """The commonest tone of a block: text covers less than its ground."""
    flat = block.reshape(-1, 3)
    luminance = flat.astype(np.int32).sum(axis=1) // 3
    counts = np.convolve(np.bincount(luminance, minlength=256), np.ones(25), "same")
    middle = int(np.argmax(counts))
    near = np.abs(luminance - middle) <= 16
    return np.asarray(np.median(flat[near], axis=0), dtype=np.uint8)


def find_fills(raster: Raster) -> tuple[list[Fill], Pixels]:
    """The fills of a page without text and rules, and its ground: the picture with its fills
    alone, white elsewhere, at the raster's size."""
    small = _calm(raster)
    labels, tones = tones_of(small)
    shapes = _shapes_of(small)
    scale = 72 / _DPI
    found = [
        Fill(BBox(*(side * scale for side in box)), tone)
        for number, tone in enumerate(tones)
        for box in _areas(labels == number, tone, shapes)
    ]
    exact = [_with_exact_sides(raster, fill) for fill in found]
    return _with_cells(_aligned(exact)), _ground_of(raster, exact)


def _calm(raster: Raster) -> Pixels:
    """The picture at the resolution that fills are sought in, noise and thin strokes gone."""
    calm = cv2.medianBlur(raster.pixels, _odd(raster.px(1.6)))
    factor = _DPI / raster.dpi
    reduced = cv2.resize(calm, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.medianBlur(reduced, 5), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What stands out from the paper, whatever its tones: the number of each pixel's shape, and
    of each shape its left, top, width, height and area."""

    labels: npt.NDArray[np.int32]
    extents: npt.NDArray[np.int32]


def _shapes_of(small: Pixels) -> _Shapes:
    # without the streaks that blur leaves along fills
    inked = cv2.morphologyEx(
        (small.min(axis=2) < PAPER).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)
    )
    _, labels, extents, _ = cv2.connectedComponentsWithStats(inked, connectivity=4)
    return _Shapes(np.asarray(labels, dtype=np.int32), np.asarray(extents, dtype=np.int32))


def _areas(where: Mask, tone: Rgb, shapes: _Shapes) -> Iterator[Box]:
    """The rectangles that the areas of one tone are made of, symbols left out."""
    closed = cv2.morphologyEx(where.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(
        _without_holes(np.asarray(closed, dtype=np.uint8)),
        cv2.MORPH_OPEN,
        np.ones((4, 4), np.uint8),
    )
    count, areas, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    for label in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[label])
        if min(w, h) < _SMALLEST or (min(tone) >= _PALE and area < _LEAST_PALE):
            continue
        own = areas[y : y + h, x : x + w] == label
        if _is_symbol(own, area, shapes.labels[y : y + h, x : x + w], shapes):
            continue
        for left, top, right, bottom in rectangles_of(own):
            yield x + left, y + top, x + right, y + bottom


def _is_symbol(own: Mask, area: int, around: npt.NDArray[np.int32], shapes: _Shapes) -> bool:
    """Whether a small area is no rectangle, or part of a shape that is none: an arrow's body is
    boxy, the whole arrow is not."""
    high, wide = own.shape
    boxy = _BOXY_TINY if max(wide, high) <= _TINY else _BOXY
    if max(wide, high) <= _SMALL and area < boxy * wide * high:
        return True
    shape = int(np.bincount(around[own]).argmax())
    wide, high, full = (int(v) for v in shapes.extents[shape, 2:5])
    return bool(shape) and max(wide, high) <= _SMALL and full < _BOXY * wide * high


def _without_holes(mask: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """A mask with its small holes filled: noise, and symbols that stand on the fill."""
    count, holes, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=4)
    small = np.zeros(count, dtype=bool)
    small[1:] = stats[1:, cv2.CC_STAT_AREA] <= _HOLE
    return np.asarray((mask > 0) | small[holes], dtype=np.uint8)


def _odd(size: int) -> int:
    return max(3, size | 1)


def _with_exact_sides(raster: Raster, fill: Fill) -> Fill:
    """A fill with each side where the picture's tone changes, all along it."""
    x0, top, x1, bottom = raster.box_of(fill.bbox)
    inset_x, inset_y = (x1 - x0) // 8, (bottom - top) // 8
    across = slice(x0 + inset_x, x1 - inset_x)
    down = slice(top + inset_y, bottom - inset_y)
    level = raster.pixels[:, across]
    upright = raster.pixels[down].transpose(1, 0, 2)
    reach = min(raster.px(_OFF), (bottom - top) // 3, (x1 - x0) // 3)
    sides = (
        _side(upright, x0, reach, -1, fill.colour),
        _side(level, top, reach, -1, fill.colour),
        _side(upright, x1, reach, 1, fill.colour),
        _side(level, bottom, reach, 1, fill.colour),
    )
    return Fill(raster.points(*sides), fill.colour)


def _side(rows: Pixels, at: int, reach: int, outwards: int, tone: Rgb) -> float:
    """The row near ``at`` where most of the rows' pixels leave a fill's tone; ``at`` where the
    same tone goes on."""
    low, high = max(0, at - reach), min(len(rows), at + reach)
    if high - low < 4 or not rows.shape[1]:
        return float(at)
    apart = np.abs(rows[low:high].astype(int) - np.array(tone)).max(axis=2)
    profile = np.median(apart, axis=1)
    if outwards < 0:
        profile = profile[::-1]
    outside = float(profile[-1])
    if outside < _CHANGE or profile[0] > outside / 2:
        return float(at)
    inside = int(np.argmax(profile > outside / 2))
    return float(low + inside if outwards > 0 else high - inside)


def _ground_of(raster: Raster, fills: Sequence[Fill]) -> Pixels:
    ground = np.full_like(raster.pixels, 255)
    for fill in fills:
        x0, top, x1, bottom = raster.box_of(fill.bbox)
        ground[top:bottom, x0:x1] = fill.colour
    return ground


def _aligned(fills: Sequence[Fill]) -> list[Fill]:
    """Fills with edges that differ by noise put at one place."""
    xs = _gathered([side for fill in fills for side in (fill.bbox.x0, fill.bbox.x1)])
    ys = _gathered([side for fill in fills for side in (fill.bbox.top, fill.bbox.bottom)])
    return [
        Fill(
            BBox(xs[fill.bbox.x0], ys[fill.bbox.top], xs[fill.bbox.x1], ys[fill.bbox.bottom]),
            fill.colour,
        )
        for fill in fills
    ]


def _with_cells(fills: Sequence[Fill]) -> list[Fill]:
    """The fills, and over them their parts where they are several cells of one colour under
    each other: cut where neighbours on both sides have an edge."""
    parts: list[Fill] = []
    for fill in fills:
        x0, top, x1, bottom = fill.bbox
        left = {y for other in fills if other.bbox.x1 == x0 for y in other.bbox[1::2]}
        right = {y for other in fills if other.bbox.x0 == x1 for y in other.bbox[1::2]}
        cuts = [top, *sorted(y for y in left & right if top < y < bottom), bottom]
        if len(cuts) > 2:
            parts += [Fill(BBox(x0, a, x1, b), fill.colour) for a, b in pairwise(cuts)]
    return [*fills, *parts]


def _gathered(places: Sequence[float]) -> dict[float, float]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= EDGE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return {place: float(np.median(group)) for group in groups for place in group}
