"""Tables whose first column is empty: who set them left room at the side."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.grid import Cell, Grid


def without_empty_side(grid: Grid) -> Grid:
    """The grid without a first column that holds nothing: no text, no symbol and no colour that
    the cell beside it has not, which may rate the row."""
    if grid.cols < 3 or not all(_is_empty(grid, cell) for cell in _first_cells(grid)):
        return grid
    cells = [
        replace(cell, colspan=cell.colspan - 1)
        if cell.col == 0
        else replace(cell, col=cell.col - 1)
        for cell in grid.cells
        if cell.col or cell.colspan > 1
    ]
    return replace(grid, cols=grid.cols - 1, cells=tuple(cells), reach=grid.reach[1:])


def _first_cells(grid: Grid) -> list[Cell]:
    found = (grid.starts_at(row, 0) for row in range(grid.rows))
    return [cell for cell in found if cell is not None]


def _is_empty(grid: Grid, cell: Cell) -> bool:
    if cell.colspan > 1:
        return True  # a heading over all columns, or a part of them
    if not cell.empty or cell.bar is not None or cell.highlight is not None:
        return False
    beside = grid.at(cell.row, 1)
    plain = cell.fill is None or is_neutral(cell.fill)
    return plain or (beside is not None and beside.fill == cell.fill)
