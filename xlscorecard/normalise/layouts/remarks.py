"""Rows that comment on the measure above them, between rows for its results and its targets."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.forms import is_remark

_COMMENTARY = "Commentary"


def with_remarks_aside(grid: Grid) -> Grid | None:
    """The grid without rows that hold nothing but a remark over several columns ("Comment: a new
    system is in use"), each of which stands in a last column beside the row above it; None where
    there are no such rows."""
    remarks = {row: cell for row in range(1, grid.rows) if (cell := _remark(grid, row)) is not None}
    kept = [row for row in range(grid.rows) if row not in remarks]
    if not remarks:
        return None
    place = {row: index for index, row in enumerate(kept)}
    cells: list[Cell] = []
    for cell in grid.cells:
        left = [row for row in range(cell.row, cell.row + cell.rowspan) if row in place]
        if left:
            cells.append(replace(cell, row=place[left[0]], rowspan=len(left)))
    beside: dict[int, Cell] = {0: Cell(0, grid.cols, text=_COMMENTARY, page=grid.page, header=True)}
    for row, cell in remarks.items():
        above = place[max(other for other in kept if other < row)]
        before = beside.get(above)
        if above == 0:
            return None  # it stands right below the header
        text = f"{before.text}\n{cell.text}" if before is not None else cell.text
        beside[above] = replace(cell, row=above, col=grid.cols, colspan=1, text=text)
    cells += [beside.get(row, Cell(row, grid.cols, page=grid.page)) for row in range(len(kept))]
    return replace(grid, rows=len(kept), cols=grid.cols + 1, cells=tuple(cells), pieces=())


def _remark(grid: Grid, row: int) -> Cell | None:
    """The only text that begins in a row, where that is a remark over several columns."""
    own = [cell for cell in grid.row_cells(row) if cell.row == row and not cell.empty]
    alone = len(own) == 1 and own[0].colspan > 1 and own[0].rowspan == 1
    return own[0] if alone and is_remark(own[0].text) else None
