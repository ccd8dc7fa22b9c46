"""Small drawings, pictures and coloured patches without text: a cell may hold nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import cell_fills
from xlscorecard.tables.lines.values import is_figure

# Cells of two rows that touch are painted at least so high (points).
TALL_PATCH = 16.0
# A cell's margin in which no text stands (points).
MARGIN = 2.5
# Symbols: anything drawn or pictured between these sizes (points), without text in it.
SYMBOL = (3.0, 40.0)
THINNEST = 1.0
# A RAG patch without text is coloured: its strongest and weakest channel differ by this, of 255.
COLOURFUL = 60
# A page of more drawn pieces than this shows a map or a chart: a scorecard of 60 rows has two
# symbols in each, of up to four pieces.
MOST_SYMBOLS = 500
# A symbol, or the cell of a rating, is no wider than this share of the page.
WIDEST = 0.3


def symbols_of(page: Page, words: Sequence[Word], taken: Sequence[BBox]) -> list[BBox]:
    """Small drawings, pictures and coloured patches without text: a cell may hold nothing else.

    ``taken`` are the boxes of tables that were found already.
    """
    low, high = SYMBOL
    drawn = [shape.bbox for shape in page.shapes]
    drawn += [picture.bbox for picture in page.pictures]
    if len(drawn) > MOST_SYMBOLS:
        drawn = []  # a map or a chart, not symbols
    thin = {picture.bbox for picture in page.pictures if _is_thin(picture.bbox)}
    patches = _patches(page, words)
    places = sorted(word.bbox.centre for word in words)
    found: list[BBox] = []
    for box in [*drawn, *sorted(patches)]:
        if box.height > high or box.width > WIDEST * page.width:
            continue
        if min(box.height, box.width) < low and box not in thin:
            continue
        if any(table.overlap(box) for table in taken) or _holds_word(box, places):
            continue
        if found and found[-1].overlap(box) > 0 and box not in patches:
            found[-1] = found[-1].union(box)  # pieces of one symbol
        else:
            found.append(box)
    return [_inside(box) if box in patches else box for box in found]


def _patches(page: Page, words: Sequence[Word]) -> set[BBox]:
    """The page's coloured cells; what touches in the only coloured column is parted by rows."""
    painted = {
        fill.bbox
        for fill in cell_fills(page)
        if max(fill.colour) - min(fill.colour) > COLOURFUL and fill.bbox.width < WIDEST * page.width
    }
    columns = Counter((round(patch.x0), round(patch.x1)) for patch in painted)
    found: set[BBox] = set()
    for patch in painted:
        alone = columns[round(patch.x0), round(patch.x1)] == 1
        found.update(_by_rows(patch, words) if alone else (patch,))
    return found


def _holds_word(box: BBox, places: Sequence[tuple[float, float]]) -> bool:
    """Whether the middle of a word is in a box; ``places`` are all of them, left to right."""
    first = bisect_left(places, (box.x0, 0.0))
    last = bisect_right(places, (box.x1, float("inf")))
    return any(box.top <= y <= box.bottom for _, y in places[first:last])


def _is_thin(picture: BBox) -> bool:
    """Whether a picture is as long as a symbol: an arrow of one stroke, as a scan shows it, is
    hardly wider than that."""
    shortest, longest = sorted((picture.width, picture.height))
    return shortest >= THINNEST and longest >= SYMBOL[0]


def _inside(patch: BBox) -> BBox:
    """Where a text would stand in a painted cell, which reaches to the next one's edge."""
    aside = max(1.0, min(MARGIN, patch.width / 4, patch.height / 4))
    return BBox(patch.x0 + aside, patch.top + 1, patch.x1 - aside, patch.bottom - 1)


def _by_rows(patch: BBox, words: Sequence[Word]) -> list[BBox]:
    """The only patch of its column as one for each row of figures beside it: cells of one colour
    that touch are painted as one. What has a text is a merged cell."""
    if patch.height < TALL_PATCH or any(patch.holds(*word.bbox.centre) for word in words):
        return [patch]
    level = sorted(
        {
            word.bbox
            for word in words
            if patch.top < word.bbox.centre[1] < patch.bottom and is_figure(word.text)
        },
        key=lambda box: box.top,
    )
    rows: list[BBox] = []
    for box in level:
        if not rows or box.top > rows[-1].bottom - 1:
            rows.append(box)
    if len(rows) < 2:
        return [patch]
    edges = [patch.top, *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), patch.bottom]
    return [BBox(patch.x0, a, patch.x1, b) for a, b in pairwise(edges)]
