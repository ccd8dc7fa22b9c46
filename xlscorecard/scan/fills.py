"""Filled areas in a picture: flat colours, each area as the largest rectangles inside it.

Text and rules are painted over before; what noise and JPEG leave is taken out by medians.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Word
from xlscorecard.scan.raster import Pixels, Raster
from xlscorecard.scan.rectangles import rectangles_of
from xlscorecard.scan.rules import Box
from xlscorecard.scan.tones import PAPER, tones_of

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
# So far beyond an upright side (points) the tone differs by more than this, of 255: JPEG's blots
# of one fill do not.
_BESIDE = (1.5, 3.5)
_OTHER_TONE = 40
_ALONG = 0.75
# A hole of so many square points is less than a cell.
_HOLE = 110
# Edges nearer than this (points) are one edge.
_EDGE = 3
# Black rules are not seen on fills as dark as this; so many that go on make it a row of cells.
_DARK = 110
# A fax makes fills as black as this, whole columns of them.
_BLACK = 40
_FRAME = 3
# A rule shows on what is lighter than it by more than this, of 255.
_SHOWN = 30


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
    factor = _DPI / raster.dpi
    calm = cv2.medianBlur(raster.pixels, _odd(raster.px(1.6)))
    reduced = cv2.resize(calm, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small: Pixels = np.asarray(cv2.medianBlur(reduced, 5), dtype=np.uint8)
    labels, tones = tones_of(small)
    # Whatever stands out from the paper, without the streaks that blur leaves along fills.
    inked = cv2.morphologyEx(
        (small.min(axis=2) < PAPER).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)
    )
    _, shapes, extents, _ = cv2.connectedComponentsWithStats(inked, connectivity=4)
    scale = 72 / _DPI
    fills: list[Fill] = []
    for number, tone in enumerate(tones):
        closed = cv2.morphologyEx(
            (labels == number).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
        )
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
            boxy = _BOXY_TINY if max(w, h) <= _TINY else _BOXY
            if max(w, h) <= _SMALL and area < boxy * w * h:
                continue
            # An arrow's body is boxy, the whole arrow is not.
            shape = int(np.bincount(shapes[y : y + h, x : x + w][own]).argmax())
            wide, high, full = (int(v) for v in extents[shape, 2:5])
            if shape and max(wide, high) <= _SMALL and full < _BOXY * wide * high:
                continue
            fills += [
                Fill(
                    BBox(
                        (x + left) * scale,
                        (y + top) * scale,
                        (x + right) * scale,
                        (y + bottom) * scale,
                    ),
                    tone,
                )
                for left, top, right, bottom in rectangles_of(own)
            ]
    exact = [_with_exact_sides(raster, fill) for fill in fills]
    return _with_cells(_aligned(exact)), _ground_of(raster, exact)


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
    scale = raster.dpi / 72
    x0, top, x1, bottom = (round(side * scale) for side in fill.bbox)
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
    scale = raster.dpi / 72
    for fill in fills:
        x0, top, x1, bottom = (round(side * scale) for side in fill.bbox)
        ground[max(0, top) : bottom, max(0, x0) : x1] = fill.colour
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


def sides_of(raster: Raster, fills: Sequence[Fill], edges: Sequence[Edge]) -> list[Edge]:
    """The sides of fills that run from rule to rule: a border along a dark fill is darker than
    one of its sides only, and not seen as a line. An upright one is in a row that others part,
    and has another tone beyond it."""
    lying = [edge for edge in edges if edge.horizontal]
    parting = [edge for edge in edges if not edge.horizontal]
    upright = [
        Edge(x, fill.bbox.top, x, fill.bbox.bottom, colour=fill.colour)
        for fill in fills
        for x, outwards in ((fill.bbox.x0, -1), (fill.bbox.x1, 1))
        if _meets(x, fill.bbox.top, lying) and _meets(x, fill.bbox.bottom, lying)
        if _in_frame(fill.bbox, parting)
        if _stands_out(raster, fill, x, outwards)
    ]
    standing = [*upright, *parting]
    return [*upright, *_between_cells(fills)] + [
        Edge(fill.bbox.x0, y, fill.bbox.x1, y, colour=fill.colour)
        for fill in fills
        for y in (fill.bbox.top, fill.bbox.bottom)
        if _meets(fill.bbox.x0, y, standing) and _meets(fill.bbox.x1, y, standing)
    ]


def _between_cells(fills: Sequence[Fill]) -> list[Edge]:
    """Where one coloured cell ends and another begins right below it, of one width: a border
    between the two does not show in a scan, nor does the table's own beside the last column."""
    return [
        Edge(upper.bbox.x0, upper.bbox.bottom, upper.bbox.x1, upper.bbox.bottom, 0.5, upper.colour)
        for upper in fills
        for lower in fills
        if abs(upper.bbox.bottom - lower.bbox.top) <= _EDGE
        and abs(upper.bbox.x0 - lower.bbox.x0) <= _EDGE
        and abs(upper.bbox.x1 - lower.bbox.x1) <= _EDGE
        and max(abs(a - b) for a, b in zip(upper.colour, lower.colour, strict=True)) > _OTHER_TONE
    ]


def _in_frame(row: BBox, standing: Sequence[Edge]) -> bool:
    """Whether so many upright rules as a row of cells has stand along a fill's height."""
    along = [
        edge.x0
        for edge in standing
        if edge.top - _EDGE <= row.top and row.bottom <= edge.bottom + _EDGE
    ]
    return len({round(x / _EDGE) for x in along}) >= _FRAME


def _stands_out(raster: Raster, fill: Fill, x: float, outwards: int) -> bool:
    """Whether the picture has another tone beyond a fill's upright side, nearly all along it, and
    no blot of its own: beyond a cell under several others the tone is its own for a part."""
    scale = raster.dpi / 72
    near, far = sorted((x + outwards * _BESIDE[0], x + outwards * _BESIDE[1]))
    rows = slice(max(0, round(fill.bbox.top * scale)), round(fill.bbox.bottom * scale))
    beside = raster.pixels[rows, max(0, round(near * scale)) : round(far * scale)]
    if not beside.size:
        return True
    tones = np.median(beside, axis=1)
    other = np.abs(tones - np.array(fill.colour)).max(axis=1) > _OTHER_TONE
    return bool(other.mean() > _ALONG)


def hidden_rules(fills: Sequence[Fill], edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """Rules that cannot be seen on dark fills: a rule that ends where a dark fill begins, with
    the fill's other border, goes on through it, unless text stands across it there."""
    found: list[Edge] = []
    for fill in fills:
        if max(fill.colour) > _DARK:
            continue
        box = fill.bbox
        through = [
            Edge(edge.x0, box.top, edge.x0, box.bottom, edge.width, fill.colour)
            for edge in edges
            if not edge.horizontal
            and box.x0 - _EDGE <= edge.x0 <= box.x1 + _EDGE
            and min(abs(edge.top - box.bottom), abs(edge.bottom - box.top)) <= _EDGE
            and not any(_stands_across(word.bbox, edge.x0, box) for word in words)
        ]
        if len({round(edge.x0 / _EDGE) for edge in through}) >= _FRAME:
            found += through
            found += (Edge(box.x0, y, box.x1, y, 0.5, fill.colour) for y in (box.top, box.bottom))
    return [*found, *_through_cells(fills, edges, words)]


def _through_cells(
    fills: Sequence[Fill], edges: Sequence[Edge], words: Sequence[Word]
) -> list[Edge]:
    """Lying rules that end at a filled cell too dark to show them, where no upright rule ends
    them or the fill is black: they go on through it, unless text stands across them there."""
    standing = [edge for edge in edges if not edge.horizontal]
    found: list[Edge] = []
    for edge in edges:
        y = edge.top
        if not edge.horizontal:
            continue
        ended = _meets(edge.x0, y, standing) or _meets(edge.x1, y, standing)
        for fill in fills:
            if ended and max(fill.colour) > _BLACK:
                continue
            box = fill.bbox
            beside = min(abs(edge.x1 - box.x0), abs(edge.x0 - box.x1)) <= _EDGE
            if (
                beside
                and box.top - _EDGE <= y <= box.bottom + _EDGE
                and _grey(fill.colour) < _grey(edge.colour) + _SHOWN
                and not any(_is_crossed(word.bbox, y, box) for word in words)
            ):
                found.append(replace(edge, x0=box.x0, x1=box.x1))
    return found


def _grey(colour: Rgb) -> float:
    """Luminance as in a grey picture (BT.601)."""
    return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue


def _is_crossed(word: BBox, y: float, fill: BBox) -> bool:
    return word.top + 1 < y < word.bottom - 1 and fill.x0 < word.centre[0] < fill.x1


def _stands_across(word: BBox, x: float, fill: BBox) -> bool:
    return word.x0 + 1 < x < word.x1 - 1 and fill.top < word.centre[1] < fill.bottom


def _meets(x: float, y: float, edges: Sequence[Edge]) -> bool:
    return any(
        edge.x0 - _EDGE <= x <= edge.x1 + _EDGE and edge.top - _EDGE <= y <= edge.bottom + _EDGE
        for edge in edges
    )


def _gathered(places: Sequence[float]) -> dict[float, float]:
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= _EDGE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return {place: float(np.median(group)) for group in groups for place in group}
