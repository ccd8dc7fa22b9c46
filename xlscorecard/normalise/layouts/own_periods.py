"""Measures over two rows that print their own periods above their results ("Sep-22 | Dec-22 |
Mar-23" over "20.4% | 21.0% | 23.6%") under one header ("Performance over the last 3 periods"):
one row for each measure, each result behind the period that dates it (see ``facing``)."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.by_period import heading_row
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.row_period import says_period

# A measure's periods, and its results below them.
_ROWS = 2
# What heads the periods that date the results on their right.
_PERIOD = "Period"


def own_periods(grid: Grid) -> Grid | None:
    """The grid with a row for each measure; None where it is no such table."""
    over = _header_over_periods(grid)
    if over is None:
        return None
    first, last = over.col, over.col + over.colspan
    cells = _headers(grid, over)
    row, at = 1, 1
    while row < grid.rows:
        heading = heading_row(grid, row)
        if heading is not None:
            width = grid.cols + over.colspan
            cells.append(replace(heading, row=at, col=0, colspan=width))
            row, at = row + 1, at + 1
            continue
        if not _dates_results(grid, row, first, last):
            return None
        for cell in (*grid.begun_in(row), *grid.begun_in(row + 1)):
            if first <= cell.col < last:
                col = first + 2 * (cell.col - first) + (cell.row - row)
            elif cell.row == row + 1:
                continue  # nothing stands there
            else:
                col = cell.col if cell.col < first else cell.col + over.colspan
            cells.append(replace(cell, row=at, col=col, rowspan=1))
        row, at = row + _ROWS, at + 1
    return replace(
        grid,
        rows=at,
        cols=grid.cols + over.colspan,
        cells=tuple(cells),
        header_rows=1,
        pieces=(),
        reach=(),
    )


def _header_over_periods(grid: Grid) -> Cell | None:
    """The one header over several columns that hold periods right below it."""
    if grid.rows <= _ROWS:
        return None
    over = [cell for cell in grid.row_cells(0) if cell.colspan > 1]
    if len(over) != 1 or any(cell.rowspan > 1 for cell in grid.row_cells(0)):
        return None
    row = 1 if heading_row(grid, 1) is None else 2
    columns = range(over[0].col, over[0].col + over[0].colspan)
    below = [cell for col in columns if (cell := grid.starts_at(row, col)) is not None]
    said = [cell for cell in below if says_period(one_line(cell.text))]
    return over[0] if over[0].col and len(said) >= _ROWS else None


def _dates_results(grid: Grid, row: int, first: int, last: int) -> bool:
    """Whether a row and the one below it are a measure's periods and its results, and nothing
    else stands in the second."""
    if row + 1 >= grid.rows:
        return False
    for col in range(grid.cols):
        cell, below = grid.at(row, col), grid.at(row + 1, col)
        if cell is None or below is None or cell.colspan > 1 or cell.row != row:
            return False
        dates = first <= col < last
        if dates and not (below is not cell and _dates(cell, below)):
            return False
        if not dates and below is not cell and not below.empty:
            return False
    name = grid.at(row, 0)
    return name is not None and not name.empty


def _dates(cell: Cell, below: Cell) -> bool:
    """Whether a cell is the period of the result below it, or neither is there yet."""
    if cell.empty:
        return below.empty
    return says_period(one_line(cell.text)) and not says_period(one_line(below.text))


def _headers(grid: Grid, over: Cell) -> list[Cell]:
    cells: list[Cell] = []
    for cell in grid.begun_in(0):
        if cell is not over:
            at = cell.col if cell.col < over.col else cell.col + over.colspan
            cells.append(replace(cell, col=at, header=True))
            continue
        for place in range(over.colspan):
            dates = Cell(0, over.col + 2 * place, text=_PERIOD, page=grid.page, header=True)
            cells += [dates, replace(over, col=dates.col + 1, colspan=1, header=True)]
    return cells
