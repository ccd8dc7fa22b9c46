"""A grid that was found without some of its columns, set to those of another piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.tables.joining.growing import column_edges


def spread_columns(
    narrow: Grid, cols: int, target: Sequence[tuple[float, float]] | None
) -> Grid | None:
    """The narrow grid with the columns of a wider one, whose edges are ``target``: each of its
    columns goes to the one that its texts stand in."""
    own = narrow.reach or column_edges(narrow)
    if own is None or target is None or narrow.cols < 2:
        return None
    places: list[int] = []
    for low, high in own:
        shares = [min(high, b) - max(low, a) for a, b in target]
        best = max(range(len(target)), key=lambda number: shares[number])
        if shares[best] < 0.5 * min(high - low, target[best][1] - target[best][0]):
            return None
        places.append(best)
    if len(set(places)) != len(places) or places != sorted(places):
        return None
    cells = tuple(
        replace(
            cell,
            col=places[cell.col],
            colspan=places[cell.col + cell.colspan - 1] - places[cell.col] + 1,
        )
        for cell in narrow.cells
    )
    return without_holes(
        replace(narrow, cols=cols, cells=cells, reach=()), range(cols), narrow.page
    )


def without_holes(grid: Grid, cols: Sequence[int], page: int | None) -> Grid:
    """The grid with an empty cell, said to stand on the page, at each place of some columns that
    no cell covers."""
    holes = [
        Cell(row, col, page=page)
        for row in range(grid.rows)
        for col in cols
        if grid.at(row, col) is None
    ]
    cells = sorted([*grid.cells, *holes], key=lambda cell: (cell.row, cell.col))
    return replace(grid, cells=tuple(cells))
