"""A grid that was found without some of its columns, set to those of another piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.tables.growing import column_edges


def spread_columns(
    narrow: Grid, cols: int, target: Sequence[tuple[float, float]] | None
) -> Grid | None:
    """The narrow grid with the columns of a wider one, whose edges are ``target``: each of its
    columns goes to the one that its texts stand in."""
    own = column_edges(narrow)
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
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for cell in narrow.cells:
        col = places[cell.col]
        last = places[cell.col + cell.colspan - 1]
        moved = replace(cell, col=col, colspan=last - col + 1)
        cells.append(moved)
        covered.update(
            (row, place)
            for row in range(cell.row, cell.row + cell.rowspan)
            for place in range(col, last + 1)
        )
    cells.extend(
        Cell(row, col, page=narrow.page)
        for row in range(narrow.rows)
        for col in range(cols)
        if (row, col) not in covered
    )
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(
        narrow.rows,
        cols,
        tuple(cells),
        narrow.page,
        narrow.bbox,
        narrow.header_rows,
        narrow.pieces,
        narrow.ruling,
        narrow.name,
        narrow.confidence,
    )
