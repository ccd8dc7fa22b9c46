"""Rules and paint of a thin sheet's other side, which show through it as its print does.

A rule of the page's own stands beside its words; one of the other side runs through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import cv2
import numpy as np

from xlscorecard.model.page import Fill
from xlscorecard.scan.cleaning.ghosts import PALER, depth_of_print
from xlscorecard.scan.raster import Box, Mask, Raster, grey_of
from xlscorecard.scan.rules.line import Line
from xlscorecard.scan.rules.rules import without_lines

# A rule runs through a word that has ink so near on both its sides (share of its line's height).
_BESIDE = 0.22
# ... and a lying one so far from the ends of its height.
_MIDDLE = 0.25
# So many words that pale rules run through tell that all pale rules are of the other side, and one
# does where most of these end anywhere.
_TOLD = 3
# Where so many rules are as dark as print, the page's own are.
_OWN = 4
# Paint over what is printed behind it differs by no more than this, of 255; its parts end at each
# other to so many points and make up this share of a rectangle.
_TONE, _MEETS, _WHOLE = 32, 4.0, 0.9
# Only dark paint is a header's.
_DARK = 110


def without_ghost_rules(
    raster: Raster, lines: Sequence[Line], boxes: Sequence[Box]
) -> tuple[Raster, list[Line]]:
    """A page that print of the other side was taken from, and its rules, without the rules of the
    other side: those that run through words, and all as pale where the page's own are darker."""
    grey = grey_of(raster.pixels)
    own_depth = depth_of_print(grey, boxes) if boxes else 0.0
    ground = np.asarray(cv2.medianBlur(grey, raster.px(_MEETS) | 1))
    dark: Mask = cv2.subtract(ground, grey) > PALER * own_depth
    pale = [line for line in lines if not _is_dark(dark, line)]
    through = {line: sum(_runs_through(dark, line, box) for box in boxes) for line in pale}
    ghosts = [line for line in pale if through[line]]
    own = [line for line in lines if line not in pale]
    if ghosts and len(own) >= _OWN:
        told = sum(through.values()) >= _TOLD
        if told or _are_loose(pale, own, raster.px(_MEETS)):
            ghosts = pale
    if not ghosts:
        return raster, list(lines)
    painted = without_lines(raster, ghosts).pixels
    kept = cv2.dilate(dark.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    bare = replace(raster, pixels=np.where(kept[:, :, None], raster.pixels, painted))
    return bare, [line for line in lines if line not in ghosts]


def _is_dark(dark: Mask, line: Line) -> bool:
    """Whether a rule is as dark as print along most of it."""
    x0, top, x1, bottom = line.box
    part = dark[top : bottom + 1, x0 : x1 + 1]
    return bool(part.any(axis=0 if line.horizontal else 1).mean() > 0.5)


def _runs_through(dark: Mask, line: Line, box: Box) -> bool:
    """Whether a rule has ink of a line of text right beside it on both its sides: an upright one
    all along it, a lying one through its middle."""
    x0, top, x1, bottom = box
    left, upper, right, lower = line.box
    if line.horizontal:
        dark = dark.T
        x0, top, x1, bottom = top, x0, bottom, x1
        left, upper, right, lower = upper, left, lower, right
    high = min(x1 - x0, bottom - top)
    inset = round((_MIDDLE if line.horizontal else 0.0) * high)
    at = (left + right) // 2
    if upper > top or lower < bottom or not x0 + inset < at < x1 - inset:
        return False
    near = max(2, round(_BESIDE * high)) + (right - left) // 2
    before, behind = dark[top:bottom, max(x0, at - near) : at], dark[top:bottom, at : at + near]
    return bool(before.any() and behind.any())


def _are_loose(pale: Sequence[Line], own: Sequence[Line], reach: int) -> bool:
    """Whether most pale rules do not begin and end at the page's own, as the finer rules of a
    table inside its frame do."""
    return 2 * sum(_is_loose(line, own, reach) for line in pale) > len(pale)


def _is_loose(line: Line, own: Sequence[Line], reach: int) -> bool:
    x0, top, x1, bottom = line.box
    across = [other.box for other in own if other.horizontal != line.horizontal]
    ends = ((x0, top), (x1, top)) if line.horizontal else ((x0, top), (x0, bottom))
    return not all(
        any(
            left - reach <= x <= right + reach and upper - reach <= y <= lower + reach
            for left, upper, right, lower in across
        )
        for x, y in ends
    )


def whole_paint(fills: Sequence[Fill]) -> list[Fill]:
    """Fills with the dark ones whole that print behind them parts by its tone."""
    whole = list(fills)
    for group in _groups([fill for fill in fills if max(fill.colour) <= _DARK]):
        box = group[0].bbox
        for fill in group[1:]:
            box = box.union(fill.bbox)
        if sum(fill.bbox.area for fill in group) >= _WHOLE * box.area:
            largest = max(group, key=lambda fill: fill.bbox.area)
            whole = [fill for fill in whole if fill not in group]
            whole.append(Fill(box, largest.colour))
    return whole


def _groups(fills: Sequence[Fill]) -> Iterator[list[Fill]]:
    """Fills of nearly one tone that lie above each other, with what lies beside these."""
    groups = [[fill] for fill in fills]
    for one, other in combinations(fills, 2):
        if _adjoin(one, other):
            first = next(group for group in groups if one in group)
            second = next(group for group in groups if other in group)
            if first is not second:
                first += second
                groups.remove(second)
    yield from (group for group in groups if len(group) > 1)


def _adjoin(one: Fill, other: Fill) -> bool:
    tone = max(abs(a - b) for a, b in zip(one.colour, other.colour, strict=True))
    a, b = one.bbox, other.bbox
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    level = min(abs(a.bottom - b.top), abs(b.bottom - a.top)) <= _MEETS
    return tone <= _TONE and level and shared > 0
