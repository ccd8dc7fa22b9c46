"""A ruled piece of a table without the first columns: the merged cell that names the section of
its rows began on the page before, and is not drawn again."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.tables.joining.growing import GrowingTable, column_edges

# Column edges of two ruled pieces agree within this (points).
SAME_RULE = 1.5
# A table has so many columns of sections at its left at most.
MOST_SECTIONS = 2


def with_first_columns(piece: Grid, table: GrowingTable) -> Grid | None:
    """The piece with the table's first columns, in which the table's last cells go on; None where
    its own columns are not those behind them."""
    missing = table.cols - piece.cols
    edges, own = table.edges(), column_edges(piece)
    if not table.ruling == piece.ruling == "full" or not 0 < missing <= MOST_SECTIONS:
        return None
    if edges is None or own is None:
        return None
    for (left, right), (low, high) in zip(edges[missing:], own, strict=True):
        if abs(left - low) > SAME_RULE or abs(right - high) > SAME_RULE:
            return None
    begun = [table.at(table.rows - 1, col) for col in range(missing)]
    if any(cell is None or cell.colspan > 1 for cell in begun):
        return None
    # a row across the whole width ends the section, or begins the next
    whole = next((r for r in range(piece.rows) if len(piece.row_cells(r)) < 2), piece.rows)
    if whole < piece.rows:
        return None
    cells = [replace(cell, col=cell.col + missing) for cell in piece.cells]
    for col, above in enumerate(begun):
        text = above.text if above is not None else ""
        cells.append(Cell(0, col, rowspan=piece.rows, text=text, page=piece.page))
    return replace(piece, cols=table.cols, cells=tuple(cells), reach=())
