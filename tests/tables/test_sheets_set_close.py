"""Sheets without lines whose texts stand close behind figures, and whose further columns stand on
the next page at nearly the same heights."""

from __future__ import annotations

import pytest

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.across import join_across

ROWS = (
    ("Calls answered", "79.0", "60", "R"),
    ("Waste recycled", "86.1", "61", "Amber"),
    ("Homes decided", "93.2", "62", "G"),
    ("Tax collected", "41.3", "63", "R"),
    ("Roads gritted", "48.4", "64", "G"),
)
HEADER = ("Measure", "Actual", "Target", "RAG")
# left edges of texts, right edges of figures
PLACES = (50.0, 250.0, 330.0, 333.0)


def row_of(texts: tuple[str, ...], top: float) -> list[Word]:
    found: list[Word] = []
    for number, (x, text) in enumerate(zip(PLACES, texts, strict=True)):
        set_right = number in (1, 2)
        found += words_of(text, x - 4.5 * len(text) if set_right else x, top)
    return found


def test_a_letter_close_behind_a_figure_stands_in_its_own_column() -> None:
    words = words_of("Measure", 50, 80) + words_of("Actual", 210, 80)
    words += words_of("Target", 290, 80) + words_of("RAG", 333, 80)
    for number, texts in enumerate(ROWS):
        words += row_of(texts, 95.0 + 15 * number)
    (grid,) = find_blocks(Page(1, 595.0, 842.0, tuple(words)))
    assert isinstance(grid, Grid)
    assert grid.texts() == [list(HEADER), *(list(row) for row in ROWS)]


def sheet(page: int, names: tuple[str, ...], tops: tuple[float, ...]) -> Grid:
    cells = [
        Cell(
            row, col, text=text, bbox=BBox(50 + 90 * col, top, 140 + 90 * col, top + 14), page=page
        )
        for row, top in enumerate(tops)
        for col, text in enumerate((names[row], f"{row}.5") if page == 1 else (f"{row}.7", "R"))
    ]
    return Grid(len(tops), 2, tuple(cells), page=page, ruling="none")


@pytest.mark.parametrize(("off", "joined"), [(3.0, True), (9.0, False)])
def test_rows_that_a_wrapped_text_sets_a_little_off_are_the_same_rows(
    off: float, joined: bool
) -> None:
    tops = (80.0, 100.0, 115.0, 135.0, 150.0, 165.0)
    names = ("Measure", *(row[0] for row in ROWS))
    other = tuple(top + off if number == 3 else top for number, top in enumerate(tops))
    blocks = list(join_across([sheet(1, names, tops), sheet(2, names, other)]))
    assert len(blocks) == (1 if joined else 2)
