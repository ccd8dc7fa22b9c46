"""Rules that a fill hides or stands for: its sides, and what goes on through it unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Word
from xlscorecard.scan.fills.fills import EDGE
from xlscorecard.scan.raster import Raster

# So far beyond an upright side (points) the tone differs by more than this, of 255: JPEG's blots
# of one fill do not.
_BESIDE = (1.5, 3.5)
_OTHER_TONE = 40
_ALONG = 0.75
# Black rules are not seen on fills as dark as this; so many that go on make it a row of cells.
_DARK = 110
_FRAME = 3
# A group's name between a header and the columns stands in a row no higher than this (points).
_BANNER = 36.0
# A fax makes fills as black as this, whole columns of them.
_BLACK = 40
# A rule shows on what is lighter than it by more than this, of 255.
_SHOWN = 30


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
        if abs(upper.bbox.bottom - lower.bbox.top) <= EDGE
        and abs(upper.bbox.x0 - lower.bbox.x0) <= EDGE
        and abs(upper.bbox.x1 - lower.bbox.x1) <= EDGE
        and max(abs(a - b) for a, b in zip(upper.colour, lower.colour, strict=True)) > _OTHER_TONE
    ]


def _in_frame(row: BBox, standing: Sequence[Edge]) -> bool:
    """Whether so many upright rules as a row of cells has stand along a fill's height."""
    along = [
        edge.x0
        for edge in standing
        if edge.top - EDGE <= row.top and row.bottom <= edge.bottom + EDGE
    ]
    return len({round(x / EDGE) for x in along}) >= _FRAME


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
            and box.x0 - EDGE <= edge.x0 <= box.x1 + EDGE
            and (
                min(abs(edge.top - box.bottom), abs(edge.bottom - box.top)) <= EDGE
                or _below_banner(edge, box, edges)
                or _is_side(edge, box)
            )
            and not any(_stands_across(word.bbox, edge.x0, box) for word in words)
        ]
        if len({round(edge.x0 / EDGE) for edge in through}) >= _FRAME or _is_boxed(box, through):
            found += through
            found += (Edge(box.x0, y, box.x1, y, 0.5, fill.colour) for y in (box.top, box.bottom))
    return [*found, *_through_cells(fills, edges, words)]


def _is_boxed(fill: BBox, through: Sequence[Edge]) -> bool:
    """Whether the rules that go on through a fill are its own sides: it heads a table that is a
    box without rules inside, whose outline does not show along it."""
    return all(any(abs(edge.x0 - x) <= EDGE for edge in through) for x in (fill.x0, fill.x1))


def _is_side(rule: Edge, fill: BBox) -> bool:
    """Whether a rule goes on from a fill's own side: blur shows some of it along that."""
    beside = min(abs(rule.x0 - fill.x0), abs(rule.x0 - fill.x1)) <= EDGE
    inside = fill.top - EDGE <= rule.top <= fill.bottom < rule.bottom
    return beside and inside


def _below_banner(rule: Edge, fill: BBox, edges: Sequence[Edge]) -> bool:
    """Whether a rule begins right below the first group's name, which parts a header's fill from
    the columns, and the fill shows no rule of its own."""
    if not EDGE < rule.top - fill.bottom <= _BANNER:
        return False
    level = [edge for edge in edges if edge.horizontal and abs(edge.top - rule.top) <= EDGE]
    return bool(level) and not any(
        not edge.horizontal
        and fill.x0 + EDGE < edge.x0 < fill.x1 - EDGE
        and edge.top < rule.top - EDGE
        and edge.bottom > fill.top + EDGE
        for edge in edges
    )


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
            beside = min(abs(edge.x1 - box.x0), abs(edge.x0 - box.x1)) <= EDGE
            if (
                beside
                and box.top - EDGE <= y <= box.bottom + EDGE
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
        edge.x0 - EDGE <= x <= edge.x1 + EDGE and edge.top - EDGE <= y <= edge.bottom + EDGE
        for edge in edges
    )
