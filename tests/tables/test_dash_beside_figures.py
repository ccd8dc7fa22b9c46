"""Sheets without lines whose headers and figures stand at the right of their columns, and a dash
for a missing figure at the left."""

from __future__ import annotations

from tests.tables.test_left_headers_of_sheets import ROWS, wide
from tests.tables.test_painted_header import words_of
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

_HEADER = ("Indicator", "2021/22", "2022/23", "Year end target")
_EDGES = (250.0, 330.0, 440.0)


def test_a_dash_below_the_left_end_of_a_header_is_in_its_column() -> None:
    left = _EDGES[-1] - wide(_HEADER[-1])
    words: list[Word] = []
    for number, texts in enumerate((_HEADER, *ROWS)):
        top = 80 + 15.0 * number
        words += words_of(texts[0], 50.0, top)
        for edge, text in zip(_EDGES, texts[1:], strict=True):
            words += words_of(text, left if text == "-" else edge - wide(text), top)
    (grid,) = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert isinstance(grid, Grid)
    assert grid.texts() == [list(_HEADER), *(list(row) for row in ROWS)]
