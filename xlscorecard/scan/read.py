"""``read_scan``: a picture of a page → the page as a born-digital one would come.

The order: make shades of a fax's dots; even out the light; straighten and flatten; find lines of
text; find rules and paint them over; find fills on what is left without text; read the text; tell
symbols from letters; read what ink is left over.
"""

from __future__ import annotations

import math
from dataclasses import replace

from xlscorecard.model.page import Edge, Page
from xlscorecard.scan.cleaning.borders import without_borders
from xlscorecard.scan.cleaning.dithering import undithered
from xlscorecard.scan.cleaning.ghost_rules import whole_paint, without_ghost_rules
from xlscorecard.scan.cleaning.ghosts import without_ghosts
from xlscorecard.scan.cleaning.lighting import evenly_lit
from xlscorecard.scan.cleaning.shadows import without_shadows
from xlscorecard.scan.cleaning.stamps import in_doubt, without_stamps
from xlscorecard.scan.cleaning.white_paper import whiten
from xlscorecard.scan.colourless import black, in_black, is_colourless, pale
from xlscorecard.scan.fills.fill_rows import cut_at_rows
from xlscorecard.scan.fills.fill_rules import hidden_rules, sides_of
from xlscorecard.scan.fills.fills import find_fills, without_text
from xlscorecard.scan.fills.highlights import without_highlights
from xlscorecard.scan.headers.header_cells import header_cells
from xlscorecard.scan.headers.header_groups import group_rules
from xlscorecard.scan.headers.header_levels import level_cells
from xlscorecard.scan.headers.header_rules import header_rules
from xlscorecard.scan.headers.upright_heads import upright_heads
from xlscorecard.scan.ink.ink import find_ink
from xlscorecard.scan.ink.light_rules import without_light_rules
from xlscorecard.scan.raster import Pixels, Raster
from xlscorecard.scan.rules.line import Line
from xlscorecard.scan.rules.missed_rules import missed_rules
from xlscorecard.scan.rules.rules import find_lines, without_lines
from xlscorecard.scan.rules.white_rules import white_rules
from xlscorecard.scan.symbols.beside import with_symbols_apart
from xlscorecard.scan.symbols.lone_arrows import lone_arrows
from xlscorecard.scan.symbols.pale_symbols import pale_symbols
from xlscorecard.scan.symbols.symbols import leftover, sort_lines
from xlscorecard.scan.upright import lines_of_text, upright
from xlscorecard.scan.words.faint import with_faint_words
from xlscorecard.scan.words.text import between_rules, once, read_text
from xlscorecard.scan.words.words import words_of

# Render scans at this resolution: the finest that council copiers use for papers is 300, and
# beyond 200 the reading of 7 pt print does not improve while its time grows.
DPI = 200.0
# ... but no more pixels than a page of A3 has at 175: a worker's memory is limited.
_MOST_PIXELS = 6_000_000
# Of a dithered page no word is surer: an arrow may be read as a 1.
_DITHERED = 0.85
# Ink that was left over is text from this certainty on; below it is dirt.
_LEFT_SURE = 0.7


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
    sheet, boxes, turned = upright(without_borders(whiten(lit), dpi), dpi)
    seen = without_ghosts(sheet, boxes)
    raster, painted = without_stamps(seen)
    if painted is not None or seen is not raster:
        boxes = lines_of_text(raster)
    lines = find_lines(raster, boxes)
    if seen is not sheet:
        raster, lines = without_ghost_rules(raster, lines, boxes)
    unruled = without_lines(raster, lines)
    bare = without_text(unruled, boxes)
    fills, ground = find_fills(bare)
    if seen is not sheet:
        fills = whole_paint(fills)
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
    edges += upright_heads(edges, words)
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
