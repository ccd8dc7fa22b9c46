"""Titles that stand inside a table, above the names of its columns."""

from __future__ import annotations

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.words.mending import one_line

# So many titles stand above a header.
_MOST = 3


def titles_inside(grid: Grid) -> tuple[str, ...]:
    """What the first rows of a table say alone, from its left, outermost first ("Quarter 1" over
    "Measure | Target | Actual")."""
    found: list[str] = []
    for row in range(min(_MOST, grid.rows - 1)):
        cell = spans_row(grid, row) if grid.cols > 1 else None
        if cell is None or cell.col > 0:
            break
        found.append(one_line(cell.text))
    return tuple(found)
