"""Measures whose results stand in a small table of their own, names over figures, inside one cell
of the row, as Word prints a table in a table: one row for each measure, its figures under the names
that all of these tables have (see ``facing``)."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.mending import one_line

# A row of names over one of figures.
_LINES = 2


def inner_tables(grid: Grid) -> Grid | None:
    """The grid with a row for each measure; None where it is no such table."""
    over = [cell for cell in grid.row_cells(0) if cell.colspan > 1]
    if len(over) != 1 or not over[0].col or any(c.rowspan > 1 for c in grid.row_cells(0)):
        return None
    columns = range(over[0].col, over[0].col + over[0].colspan)
    cells = [replace(c, header=True) for c in grid.begun_in(0) if c is not over[0]]
    names: list[Cell] = []
    row, at = 1, 1
    while row < grid.rows:
        name = grid.starts_at(row, 0)
        if name is None or name.empty or name.rowspan < _LINES:
            return None
        rows = range(row, row + name.rowspan)
        filled = [r for r in rows if not _is_blank(grid, r, columns)]
        if len(filled) != _LINES or not _merged_beside(grid, rows, columns):
            return None
        heads = [c for col in columns if (c := grid.starts_at(filled[0], col)) is not None]
        names = names or heads
        if _texts(heads) != _texts(names) or any(is_figure(text) for text in _texts(heads)):
            return None
        figures = [c for col in columns if (c := grid.starts_at(filled[1], col)) is not None]
        own = [c for c in grid.begun_in(row) if c.col not in columns]
        cells += [replace(c, row=at, rowspan=1) for c in (*own, *figures)]
        row, at = row + name.rowspan, at + 1
    if len(names) < over[0].colspan or at < _LINES:
        return None
    cells += [replace(name, row=0, rowspan=1, header=True) for name in names]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(grid, rows=at, cells=tuple(cells), header_rows=1, pieces=(), reach=())


def _is_blank(grid: Grid, row: int, columns: range) -> bool:
    return all(cell is None or cell.empty for cell in (grid.at(row, col) for col in columns))


def _merged_beside(grid: Grid, rows: range, columns: range) -> bool:
    """Whether each cell beside the inner table is merged over all of its rows."""
    beside = (grid.starts_at(rows.start, col) for col in range(grid.cols) if col not in columns)
    return all(cell is not None and cell.rowspan == len(rows) for cell in beside)


def _texts(cells: list[Cell]) -> list[str]:
    return [one_line(cell.text).casefold() for cell in cells]
