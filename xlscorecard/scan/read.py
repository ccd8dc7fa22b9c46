"""``read_scan``: a picture of a page → the page as a born-digital one would come.

The order: make shades of a fax's dots; even out the light; straighten and flatten; find lines of
text; find rules and paint them over; find fills on what is left without text; read the text; tell
symbols from letters; read what ink is left over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xlscorecard.model.page import Edge, Page
from xlscorecard.scan.bent import flattened
from xlscorecard.scan.beside import with_symbols_apart
from xlscorecard.scan.borders import without_borders
from xlscorecard.scan.colourless import black, in_black, is_colourless, pale
from xlscorecard.scan.detect import find_text
from xlscorecard.scan.dithering import undithered
from xlscorecard.scan.faint import with_faint_words
from xlscorecard.scan.fill_rows import cut_at_rows
from xlscorecard.scan.fill_rules import hidden_rules, sides_of
from xlscorecard.scan.fills import find_fills, without_text
from xlscorecard.scan.ghosts import without_ghosts
from xlscorecard.scan.header_cells import header_cells
from xlscorecard.scan.header_groups import group_rules
from xlscorecard.scan.header_levels import level_cells
from xlscorecard.scan.header_rules import header_rules
from xlscorecard.scan.highlights import without_highlights
from xlscorecard.scan.holes import without_holes
from xlscorecard.scan.ink import find_ink
from xlscorecard.scan.light_rules import without_light_rules
from xlscorecard.scan.lighting import evenly_lit
from xlscorecard.scan.lines import TextLine
from xlscorecard.scan.lone_arrows import lone_arrows
from xlscorecard.scan.missed_rules import missed_rules
from xlscorecard.scan.pale_symbols import pale_symbols
from xlscorecard.scan.raster import (
    Box,
    Pixels,
    Raster,
    find_skew,
    reduced,
    straighten,
    whiten,
    without_specks,
)
from xlscorecard.scan.rules import Line, find_lines, without_lines
from xlscorecard.scan.shadows import without_shadows
from xlscorecard.scan.stamps import in_doubt, without_stamps
from xlscorecard.scan.symbols import leftover, sort_lines
from xlscorecard.scan.text import between_rules, once, read_text
from xlscorecard.scan.white_rules import white_rules
from xlscorecard.scan.words import words_of

# Render scans at this resolution: the finest that council copiers use for papers is 300, and
# beyond 200 the reading of 7 pt print does not improve while its time grows.
DPI = 200.0
# ... but no more pixels than a page of A3 has at 175: a worker's memory is limited.
_MOST_PIXELS = 6_000_000
# Lines of text are found at this resolution at most, to spare time.
_FIND_DPI = 150.0
# Of a dithered page no word is surer: an arrow may be read as a 1.
_DITHERED = 0.85
# A page lies on its side when this share of its text does, by length.
_SIDEWAYS = 0.7
# Ink that was left over is text from this certainty on; below it is dirt.
_LEFT_SURE = 0.7
# Of a page upside down hardly a line can be read; so many lines are tried, those whose widths
# come nearest to so many heights: some words each.
_UPSIDE_TRIED = 6
_SOME_WORDS = 10.0
_READABLE = 0.95


def dpi_of(page: Page) -> float:
    """The resolution, pixels per inch, at which to render a page that is to be read."""
    inches = max(page.width, 1.0) * max(page.height, 1.0) / 72**2
    return min(DPI, math.sqrt(_MOST_PIXELS / inches))


def read_scan(page: Page, pixels: Pixels, dpi: float) -> Page:
    """A scanned page as read from its picture.

    ``page`` is the page as the PDF gives it (its size, and a stamp's words); ``pixels`` its
    picture, RGB and upright as the file says, at ``dpi`` pixels per inch. The page that comes
    back has words with the certainty of their reading, rules, fills and symbols, and is still
    marked ``scanned``; a picture that lies on its side or stands on its head is turned
    (``turned`` counts it). Coordinates are those of the straightened picture.
    """
    shades = undithered(pixels)
    lit = without_shadows(evenly_lit(shades, dpi), dpi)
    raster, boxes, turned = _upright(without_borders(whiten(lit), dpi), dpi)
    seen = without_ghosts(raster, boxes)
    raster, painted = without_stamps(seen)
    if painted is not None or seen is not raster:
        boxes = _lines_of_text(raster)
    lines = find_lines(raster, boxes)
    unruled = without_lines(raster, lines)
    bare = without_text(unruled, boxes)
    fills, ground = find_fills(bare)
    rules = [*lines, *white_rules(bare, fills)]
    ink = without_light_rules(raster, find_ink(unruled, ground, lines), fills)
    read = sort_lines(raster, ink, read_text(ink, between_rules(boxes, rules)))
    texts, beside = with_symbols_apart(raster, ink, read.lines)
    pictures = [*read.pictures, *beside]
    taken = [line.box for line in texts] + [raster.box_of(each.bbox) for each in pictures]
    arrows = lone_arrows(raster, ink, taken)
    pictures += arrows
    taken += [raster.box_of(each.bbox) for each in arrows]
    rest = sort_lines(raster, ink, read_text(ink, leftover(raster, ink, taken)))
    texts = once([*texts, *(line for line in rest.lines if line.sure >= _LEFT_SURE)])
    ink, faint = with_faint_words(ink, boxes)
    texts = once([*texts, *faint])
    words = words_of(raster, ink, texts)
    if painted is not None:
        words = in_doubt(raster, words, painted)
    if shades is not pixels:
        words = [replace(word, confidence=min(_DITHERED, word.confidence)) for word in words]
    fills = cut_at_rows(fills, words)
    edges = [_edge(raster, line) for line in rules]
    edges += sides_of(raster, without_highlights(fills, words), edges)
    edges += missed_rules(raster, edges, words)
    edges += hidden_rules(fills, edges, words)
    edges += header_rules(edges, words)
    edges += group_rules(fills, edges, words)
    fills += [*header_cells(fills, edges, words), *level_cells(fills, edges, words)]
    pictures += rest.pictures
    taken += [line.box for line in texts] + [raster.box_of(each.bbox) for each in rest.pictures]
    pictures += pale_symbols(raster, ink, taken)
    if is_colourless(raster.pixels, dpi):
        words, fills, pictures = in_black(words), pale(fills), black(pictures)
    return replace(
        page,
        width=raster.width * 72 / dpi,
        height=raster.height * 72 / dpi,
        words=tuple(words),
        edges=tuple(edges),
        fills=tuple(fills),
        shapes=(),
        pictures=tuple(pictures),
        turned=(page.turned + turned) % 4,
    )


def _edge(raster: Raster, line: Line) -> Edge:
    box = raster.points(*line.box)
    x, y = box.centre
    if line.horizontal:
        return Edge(box.x0, y, box.x1, y, min(2.0, box.height), line.colour)
    return Edge(x, box.top, x, box.bottom, min(2.0, box.width), line.colour)


def _upright(pixels: Pixels, dpi: float) -> tuple[Raster, list[Box], int]:
    """The picture straightened and the right way up, its lines of text, and how many quarter
    turns clockwise that took."""
    raster, boxes = _straight(pixels, dpi)
    turned = 0
    if _lies(boxes):
        turned = 1
        raster, boxes = _straight(_quarter(pixels, 1), dpi)
    if _is_upside_down(raster, boxes):
        turned += 2
        raster, boxes = _straight(_quarter(pixels, turned), dpi)
    return raster, boxes, turned


def _straight(pixels: Pixels, dpi: float) -> tuple[Raster, list[Box]]:
    raster = Raster(flattened(straighten(pixels, find_skew(pixels, dpi)), dpi), dpi)
    raster = without_specks(without_holes(raster))
    return raster, _lines_of_text(raster)


def _lines_of_text(raster: Raster) -> list[Box]:
    small, factor = reduced(raster.pixels, raster.dpi, _FIND_DPI)
    found = find_text(small)
    return [
        (
            int(x0 / factor),
            int(top / factor),
            min(raster.width, int(x1 / factor) + 1),
            min(raster.height, int(bottom / factor) + 1),
        )
        for x0, top, x1, bottom in found
    ]


def _quarter(pixels: Pixels, turns: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(pixels, -turns))


def _lies(boxes: Sequence[Box]) -> bool:
    lying = standing = 0
    for x0, top, x1, bottom in boxes:
        wide, high = x1 - x0, bottom - top
        if wide > 2 * high:
            lying += wide
        elif high > 2 * wide:
            standing += high
    return standing > _SIDEWAYS * (lying + standing) and standing > 0


def _is_upside_down(raster: Raster, boxes: Sequence[Box]) -> bool:
    tried = sorted(boxes, key=lambda box: abs(_SOME_WORDS - _aspect(box)))[:_UPSIDE_TRIED]
    if not tried:
        return False
    white = np.full_like(raster.pixels, 255)
    upright = _mean_sure(read_text(find_ink(raster, white), tried))
    if upright >= _READABLE:
        return False
    turned = Raster(_quarter(raster.pixels, 2), raster.dpi)
    flipped: list[Box] = [
        (raster.width - x1, raster.height - bottom, raster.width - x0, raster.height - top)
        for x0, top, x1, bottom in tried
    ]
    return _mean_sure(read_text(find_ink(turned, white), flipped)) > upright + 0.1


def _aspect(box: Box) -> float:
    return (box[2] - box[0]) / max(1, box[3] - box[1])


def _mean_sure(lines: Sequence[TextLine]) -> float:
    level = [line.sure for line in lines if not line.rotation]
    return sum(level) / len(level) if level else 0.0
