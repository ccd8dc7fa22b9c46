"""A header that stands apart from its rows: boxed over rows that nothing rules (a worksheet
printed without its gridlines), or painted, higher than the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Grid
from xlscorecard.tables.joining.growing import column_edges, is_banner
from xlscorecard.tables.joining.spread import spread_columns
from xlscorecard.tables.lines.values import is_figure, is_value

# A header has so many rows at most.
_MOST_ROWS = 3
# The first row begins within so many of its heights below the header.
_NEXT = 2.0
# A column shares this much of its width, or of the header's, with its header.
_SHARED = 0.3


def with_ruled_headers(grids: Sequence[Grid]) -> list[Grid]:
    """The grids of a page, with each header and the unruled rows right below it as one."""
    heads = {id(grid): grid for grid in grids if _is_header(grid)}
    if not heads or len(heads) == len(grids):
        return list(grids)
    taken: set[int] = set()
    joined: list[Grid] = []
    for grid in grids:
        if grid.ruling == "full" or id(grid) in heads or _is_headed(grid):
            joined.append(grid)
            continue
        found = next(
            (
                (head, whole)
                for head in heads.values()
                if id(head) not in taken and (whole := _under(head, grid)) is not None
            ),
            None,
        )
        joined.append(grid if found is None else found[1])
        if found is not None:
            taken.add(id(found[0]))
    return [grid for grid in joined if id(grid) not in taken]


def _is_header(grid: Grid) -> bool:
    """Whether a grid has a few rows of words and no figure."""
    return (
        grid.rows <= _MOST_ROWS
        and grid.cols > 2
        and not any(is_value(cell.text) for cell in grid.cells)
    )


def _is_headed(grid: Grid) -> bool:
    """Whether a grid's own first row, but for a banner, is one of words alone."""
    row = 1 if is_banner(grid, 0) and grid.rows > 1 else 0
    return not any(is_figure(cell.text) for cell in grid.row_cells(row))


def _under(head: Grid, body: Grid) -> Grid | None:
    """The header and the rows below it as one grid; None where they do not belong together."""
    if head.bbox is None or body.bbox is None or head.cols < body.cols:
        return None
    gap = body.bbox.top - head.bbox.bottom
    if not -1.0 <= gap <= _NEXT * body.bbox.height / body.rows:
        return None
    rows = body if body.cols == head.cols else spread_columns(body, head.cols, column_edges(head))
    if rows is None or not _stand_below(head, rows):
        return None
    cells = [replace(cell, row=cell.row + head.rows) for cell in rows.cells]
    return replace(
        rows,
        rows=head.rows + rows.rows,
        cells=(*head.cells, *cells),
        bbox=head.bbox.union(body.bbox),
        pieces=tuple((page, low, high + head.rows) for page, low, high in rows.pieces),
    )


def _stand_below(head: Grid, rows: Grid) -> bool:
    """Whether each column stands below the header's column of that number: text set left or
    right leaves the borders between unruled columns off their places."""
    above, below = column_edges(head), column_edges(rows)
    if above is None or below is None:
        return False
    return all(
        min(high, x1) - max(low, x0) > _SHARED * min(high - low, x1 - x0)
        for (low, high), (x0, x1) in zip(above, below, strict=True)
    )
