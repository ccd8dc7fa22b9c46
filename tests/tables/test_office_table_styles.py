"""Tables in Word's own styles as they are printed: headers in white cells above the first rule,
rows that only a header rules into columns."""

from __future__ import annotations

from itertools import pairwise

from tests.tables.test_painted_header import ROWS, XS, words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Edge, Fill, Page, Word
from xlscorecard.tables.blocks import find_blocks

WHITE, PALE = Rgb(255, 255, 255), Rgb(230, 238, 213)
HEADER = ("Measure", "Target", "Actual")
TABLE = [list(HEADER), *(list(row) for row in ROWS)]


def words(size: float = 9.0) -> list[Word]:
    found = [w for x, t in zip(XS, HEADER, strict=False) for w in words_of(t, x + 8, 87)]
    for row, texts in enumerate(ROWS):
        for x, text in zip(XS, texts, strict=False):
            found += words_of(text, x + 8, 107 + 20 * row)
    return found


def texts(page: Page) -> list[list[str]]:
    (grid,) = find_blocks(page)
    assert isinstance(grid, Grid)
    return grid.texts()


def test_a_header_in_white_cells_stands_above_the_first_rule() -> None:
    cells = [BBox(a, 80, b, 100) for a, b in pairwise(XS)]
    fills = [Fill(box, WHITE) for box in cells]
    fills += [Fill(BBox(XS[1], 100 + 40 * n, XS[-1], 120 + 40 * n), PALE) for n in range(2)]
    lines = (
        Edge(XS[0], 100, XS[-1], 100),
        Edge(XS[1], 100, XS[1], 180),
        Edge(XS[-1], 100, XS[-1], 180),
    )
    page = Page(1, 595.0, 842.0, tuple(words()), edges=lines, fills=tuple(fills))
    assert texts(page) == TABLE


def test_columns_that_only_the_header_rules() -> None:
    lines = [Edge(XS[0], y, XS[-1], y) for y in (80, 100, 180)]
    lines += [Edge(x, 80, x, 100) for x in XS[1:-1]]
    lines += [Edge(x, 80, x, 180) for x in (XS[0], XS[-1])]
    assert texts(Page(1, 595.0, 842.0, tuple(words()), edges=tuple(lines))) == TABLE
