"""Filled areas in a picture: flat colours, each area as the largest rectangles inside it.

Text and rules are painted over before; what noise and JPEG leave is taken out by medians.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill
from xlscorecard.scan.raster import Mask, Pixels, Raster
from xlscorecard.scan.rules import Box

# Areas are sought at one pixel a point.
_DPI = 72.0
# A pixel is paper when its darkest channel is lighter than this: F2F2F2 is a fill.
_PAPER = 247
# Two tones nearer than this (CIE Lab) are one fill under noise; the palest RAG colours of a
# paper stand 12 apart.
_ALIKE = 8.0
# Paper under text is not quite white: tones as pale as this count from so many square points on.
_PALE = 240
_LEAST_PALE = 600
# A tone must cover this many square points.
_LEAST_TONE = 50
# A fill is at least so wide and high (points) and so nearly a rectangle; other small areas
# are symbols.
_SMALLEST = 5
_SMALL = 32
_BOXY = 0.88
# Edges nearer than this (points) are one edge.
_EDGE = 3
# A polygon with more edges than this is a picture.
_MOST_EDGES = 60


def without_text(raster: Raster, texts: Sequence[Box]) -> Raster:
    """The picture with its text painted over by the ground that shows around it."""
    pixels = raster.pixels.copy()
    for x0, top, x1, bottom in texts:
        step = max(8, bottom - top)
        for left in range(x0, x1, step):
            right = min(x1, left + step)
            if x1 - right < step // 2:
                right = x1
            block = pixels[top:bottom, left:right]
            if block.size:
                pixels[top:bottom, left:right] = _ground(block)
            if right == x1:
                break
    return Raster(pixels, raster.dpi)


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
    labels, tones = _tones(small)
    fills: list[Fill] = []
    ground = np.full(small.shape, 255, dtype=np.uint8)
    for number, tone in enumerate(tones):
        mask = (labels == number).astype(np.uint8)
        mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((4, 4), np.uint8))
        count, areas, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
        for label in range(1, count):
            x, y, w, h, area = (int(v) for v in stats[label])
            if min(w, h) < _SMALLEST or (min(tone) >= _PALE and area < _LEAST_PALE):
                continue
            if max(w, h) <= _SMALL and area < _BOXY * w * h:
                continue
            own = areas[y : y + h, x : x + w] == label
            ground[y : y + h, x : x + w][own] = tone
            scale = 72 / _DPI
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
    large = cv2.resize(ground, (raster.width, raster.height), interpolation=cv2.INTER_NEAREST)
    return _with_cells(_aligned(fills)), np.asarray(large, dtype=np.uint8)


def _odd(size: int) -> int:
    return max(3, size | 1)


def _tones(pixels: Pixels) -> tuple[npt.NDArray[np.intp], list[Rgb]]:
    """For each pixel the number of its tone, -1 for paper and rare tones; and the tones."""
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab = np.asarray(lab, dtype=np.float32)
    filled = pixels.min(axis=2) < _PAPER
    labels = np.full(filled.shape, -1, dtype=np.intp)
    # Blurred borders have tones in between: flat places tell which tones there are.
    low = cv2.erode(pixels, np.ones((3, 3), np.uint8)).astype(int)
    high = cv2.dilate(pixels, np.ones((3, 3), np.uint8)).astype(int)
    flat = filled & ((high - low).max(axis=2) < 24)
    seen = lab[flat]
    colours = pixels[flat]
    tones: list[Rgb] = []
    centres: list[npt.NDArray[np.float32]] = []
    free = np.ones(len(seen), dtype=bool)
    while int(free.sum()) >= _LEAST_TONE and len(tones) < 40:
        coarse = np.floor(seen[free] / 4).astype(np.int64)
        keys = coarse[:, 0] * 1_000_000 + (coarse[:, 1] + 100) * 1000 + coarse[:, 2] + 100
        values, counts = np.unique(keys, return_counts=True)
        peak = seen[free][keys == values[int(np.argmax(counts))]].mean(axis=0)
        near = free & (np.linalg.norm(seen - peak, axis=1) < _ALIKE)
        if int(near.sum()) >= _LEAST_TONE:
            middle = np.median(colours[near], axis=0)
            tones.append(Rgb(*(int(v) for v in middle)))
            centres.append(np.median(seen[near], axis=0))
        free &= ~near
        if not near.any():
            break
    best = np.full(filled.shape, np.inf, dtype=np.float32)
    for number, centre in enumerate(centres):
        away = np.linalg.norm(lab - centre, axis=2)
        nearer = filled & (away < best) & (away < 2 * _ALIKE)
        labels[nearer] = number
        best[nearer] = away[nearer]
    return labels, tones


def rectangles_of(mask: Mask) -> list[Box]:
    """The largest rectangles inside an area whose sides are level: none lies in another.

    Each cell that the area covers lies wholly within one of them, whatever its neighbours.
    """
    xs, ys = _cuts(mask, 1), _cuts(mask, 0)
    if len(xs) > _MOST_EDGES or len(ys) > _MOST_EDGES:
        return []
    on = np.zeros((len(ys) - 1, len(xs) - 1), dtype=bool)
    for row in range(len(ys) - 1):
        for col in range(len(xs) - 1):
            part = mask[ys[row] : ys[row + 1], xs[col] : xs[col + 1]]
            on[row, col] = bool(part.mean() >= 0.5)
    found: list[Box] = []
    rows = on.shape[0]
    for first in range(rows):
        full = np.ones(on.shape[1], dtype=bool)
        for last in range(first, rows):
            full &= on[last]
            if not full.any():
                break
            for left, right in _stretches(full):
                above = first > 0 and bool(on[first - 1, left:right].all())
                below = last + 1 < rows and bool(on[last + 1, left:right].all())
                if not above and not below:
                    found.append((xs[left], ys[first], xs[right], ys[last + 1]))
    return sorted(found, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))


def _stretches(full: Mask) -> list[tuple[int, int]]:
    padded = np.concatenate(([0], full.astype(np.int8), [0]))
    steps = np.diff(padded)
    return list(
        zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True)
    )


def _cuts(mask: Mask, axis: int) -> list[int]:
    """Places along an axis where much of the area begins or ends, the ends included."""
    size = mask.shape[axis]
    padded = np.pad(mask, [(1, 1) if n == axis else (0, 0) for n in (0, 1)])
    steps = np.abs(np.diff(padded.astype(np.int8), axis=axis)).sum(axis=1 - axis)
    cuts = [0]
    inner = steps[1:-1].astype(float)
    if len(inner):
        spread = np.convolve(inner, np.ones(3), "same")
        order = np.argsort(-spread, kind="stable")
        chosen: list[int] = []
        for place in order.tolist():
            if spread[place] < _SMALLEST:
                break
            at = place + 1
            if min(at, size - at) >= _EDGE and all(abs(at - other) >= _EDGE for other in chosen):
                chosen.append(at)
        cuts += sorted(chosen)
    return [*cuts, size]


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


def sides_of(fills: Sequence[Fill], edges: Sequence[Edge]) -> list[Edge]:
    """The sides of fills that run from rule to rule: a border along a dark fill is darker than
    one of its sides only, and not seen as a line."""
    lying = [edge for edge in edges if edge.horizontal]
    standing = [edge for edge in edges if not edge.horizontal]
    found: list[Edge] = []
    for fill in fills:
        x0, top, x1, bottom = fill.bbox
        found += [
            Edge(x0, y, x1, y, colour=fill.colour)
            for y in (top, bottom)
            if _meets(x0, y, standing) and _meets(x1, y, standing)
        ]
        found += [
            Edge(x, top, x, bottom, colour=fill.colour)
            for x in (x0, x1)
            if _meets(x, top, lying) and _meets(x, bottom, lying)
        ]
    return found


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
