"""Rows that comment on the measure above them, between rows for its results and its targets."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid, without_rows
from xlscorecard.normalise.layouts.form import COMMENTARY, is_remark


def with_remarks_aside(grid: Grid) -> Grid | None:
    """The grid without rows that hold nothing but a remark over several columns ("Comment: a new
    system is in use"), each of which stands in a last column beside the row above it; None where
    there are no such rows."""
    remarks = {row: cell for row in range(1, grid.rows) if (cell := _remark(grid, row)) is not None}
    if not remarks:
        return None
    beside: dict[int, Cell] = {0: Cell(0, grid.cols, text=COMMENTARY, page=grid.page, header=True)}
    for number, (row, cell) in enumerate(remarks.items()):
        above = row - 1 - number  # of the rows that are left
        before = beside.get(above)
        if above == 0:
            return None  # it stands right below the header
        text = f"{before.text}\n{cell.text}" if before is not None else cell.text
        beside[above] = replace(cell, row=above, col=grid.cols, colspan=1, text=text)
    rest = without_rows(grid, remarks)
    last = [beside.get(row, Cell(row, grid.cols, page=grid.page)) for row in range(rest.rows)]
    return replace(rest, cols=grid.cols + 1, cells=(*rest.cells, *last))


def _remark(grid: Grid, row: int) -> Cell | None:
    """The only text that begins in a row, where that is a remark over several columns."""
    own = grid.filled_in(row)
    alone = len(own) == 1 and own[0].colspan > 1 and own[0].rowspan == 1
    return own[0] if alone and is_remark(own[0].text) else None
