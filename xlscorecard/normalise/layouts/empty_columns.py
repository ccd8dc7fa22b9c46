"""Tables whose first or last columns are empty: who set them left room at a side."""

from __future__ import annotations

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.grid import Cell, Grid, without_columns
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.mending import one_line

# A column at a side stands beside two others at least.
_FEWEST = 3


def without_empty_sides(grid: Grid) -> Grid:
    """The grid without columns at its sides that hold nothing: no text, no symbol and no colour
    that the cells beside them have not, which may rate the row. Those at the right of a piece
    that begins with figures are quarters to come, which a header further up names."""
    while grid.cols >= _FEWEST and _is_empty(grid, 0, beside=1):
        grid = without_columns(grid, {0})
    headed = not any(is_figure(one_line(cell.text)) for cell in grid.row_cells(0))
    while headed and grid.cols >= _FEWEST and _is_empty(grid, grid.cols - 1, beside=grid.cols - 2):
        grid = without_columns(grid, {grid.cols - 1})
    return grid


def _is_empty(grid: Grid, col: int, *, beside: int) -> bool:
    """Whether a column holds nothing but parts of cells that are merged over others."""
    return all(_holds_nothing(grid, grid.at(row, col), beside) for row in range(grid.rows))


def _holds_nothing(grid: Grid, cell: Cell | None, beside: int) -> bool:
    if cell is None or cell.colspan > 1:
        return True
    if not cell.empty or cell.bar is not None or cell.highlight is not None:
        return False
    neighbour = grid.at(cell.row, beside)
    plain = cell.fill is None or is_neutral(cell.fill)
    return plain or (neighbour is not None and neighbour.fill == cell.fill)
