"""A table's further columns behind an empty one without lines: a block of past years, ruled by
itself, beside the rows that it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Grid
from xlscorecard.tables.joining.across import (
    FEWEST_ROWS,
    SAME_HEIGHT,
    names_rows,
    row_tops,
    widened,
)

# An empty column is no wider than this (points).
WIDEST_GAP = 80.0


def with_columns_beside(grids: Sequence[Grid]) -> list[Grid]:
    """A page's grids, with those that name no rows of their own as columns of the ruled one close
    at their left whose rows stand at the very heights of theirs."""
    joined = list(grids)
    for grid in sorted(grids, key=lambda grid: grid.bbox.x0 if grid.bbox is not None else 0.0):
        table = next((table for table in joined if _goes_on(table, grid)), None)
        if table is not None and table.bbox is not None and grid.bbox is not None:
            wide = replace(widened(table, grid, 0), bbox=table.bbox.union(grid.bbox))
            kept = [other for other in joined if other is not grid]
            joined = [wide if other is table else other for other in kept]
    return joined


def _goes_on(table: Grid, grid: Grid) -> bool:
    """Whether a grid is further columns of a table."""
    if table.ruling != "full" or grid.ruling != "full" or table.rows != grid.rows:
        return False
    if table.rows < FEWEST_ROWS or table.bbox is None or grid.bbox is None:
        return False
    if not 0 < grid.bbox.x0 - table.bbox.x1 < WIDEST_GAP or names_rows(grid):
        return False
    first, second = row_tops(table), row_tops(grid)
    if first is None or second is None or not names_rows(table):
        return False
    return all(abs(a - b) < SAME_HEIGHT for a, b in zip(first, second, strict=True))
