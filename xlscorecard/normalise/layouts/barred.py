"""Measures below each other in one table, each a bar with its name over periods and the rows that
"Actual" and "Target" name: a table of its own for each (see ``sideways``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.grid import Grid, without_rows
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.layouts.sideways import periods_over_labels
from xlscorecard.normalise.words.labels import may_name

# Several bars make a table of several measures.
_FEWEST = 2
# A bar, the periods, a result and its target.
_LEAST_ROWS = 4


def parts_at_bars(grid: Grid) -> Sequence[Grid]:
    """A table for each bar, or the grid alone where it is no such table."""
    if grid.cols <= _FEWEST or grid.rows < _FEWEST * _LEAST_ROWS:
        return (grid,)
    bars = [row for row in range(grid.rows) if _is_bar(grid, row)]
    if len(bars) < _FEWEST or bars[0]:
        return (grid,)
    edges = [*bars, grid.rows]
    if any(below - above < _LEAST_ROWS for above, below in pairwise(edges)):
        return (grid,)
    parts = [_part(grid, above, below) for above, below in pairwise(edges)]
    return parts if all(periods_over_labels(part, 1) for part in parts) else (grid,)


def _is_bar(grid: Grid, row: int) -> bool:
    cell = spans_row(grid, row)
    return cell is not None and cell.colspan == grid.cols and may_name(cell.text)


def _part(grid: Grid, first: int, end: int) -> Grid:
    part = without_rows(grid, {*range(first), *range(end, grid.rows)})
    page = part.cells[0].page if part.cells else grid.page
    return replace(part, page=page, header_rows=0)
