"""Two headings over one column of figures: nobody can be sure which of them the figures have."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.blocks import find_blocks

STARTS = (30.0, 342.0, 461.0, 554.0)
ROWS = (
    ("Older People", "7.792", "7.664", "(0.128)"),
    ("Learning Disabilities", "34.221", "33.859", "(0.362)"),
    ("Mental Health", "25.821", "27.300", "1.479"),
    ("Care Pathway", "42.039", "40.642", "(1.397)"),
)


def grid_under(header: Sequence[tuple[float, str]]) -> Grid:
    """The one table of a page whose four rows stand under ``header``."""
    words: list[Word] = []
    lines = [header, *([*zip(STARTS, row, strict=True)] for row in ROWS)]
    for number, line in enumerate(lines):
        top = 89.0 + 13 * number
        for start, text in line:
            x = start
            for piece in text.split():
                box = BBox(x, top, x + 3.9 * len(piece), top + 8)
                words.append(Word(piece, box, size=8.0, space_before=x > start))
                x = box.x1 + 2
    (grid,) = [
        block
        for block in find_blocks(Page(1, 842.0, 595.0, tuple(words)))
        if isinstance(block, Grid)
    ]
    return grid


def test_figures_under_two_headings_are_shown_as_doubtful() -> None:
    grid = grid_under([(30, "Service"), (342, "Budget"), (455, "Plan"), (478, "Actual"),
                       (554, "Variance")])  # fmt: skip
    assert grid.texts()[1] == list(ROWS[0])
    assert grid.confidence < 0.9


def test_headings_with_a_column_each_leave_no_doubt() -> None:
    grid = grid_under([(30, "Service"), (342, "Budget"), (461, "Forecast"), (554, "Variance")])
    assert grid.texts()[0] == ["Service", "Budget", "Forecast", "Variance"]
    assert grid.confidence >= 0.9
