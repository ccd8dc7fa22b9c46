"""The header of an earlier table that holds for one without its own, or for its first rows."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.columns import infer_columns
from xlscorecard.normalise.headers.header_below import says_again
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import is_figure_or_status
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.words import parse_rag

# A table stands under an earlier header where at least this share of its values are figures.
_FITTING = 0.8


def carried_header(
    grid: Grid, header: Header | None, above: Header, reporting_period: str | None
) -> Header | None:
    """The header ``above`` over all rows of a grid, where it goes on under it: the grid has no
    ``header``, or the same again below its first rows. None for any other."""
    if header is None or _says_again_below_rows(grid, header, above):
        return _carried(grid, above, reporting_period) if len(above.lines) == grid.cols else None
    return None


def _says_again_below_rows(grid: Grid, header: Header, above: Header) -> bool:
    """Whether a grid's header is that of the earlier table again, below rows with figures that go
    on under it."""
    if header.first < 1 or header.lines != above.lines:
        return False
    rows = (grid.begun_in(row) for row in range(header.first))
    return any(
        sum(is_figure_or_status(one_line(cell.text)) for cell in cells) > 1 for cells in rows
    )


def _carried(grid: Grid, above: Header, reporting_period: str | None) -> Header | None:
    """An earlier table's header where a grid goes on under it; None where the cells do not
    fit: a table under one header for several has figures in most cells of its value columns."""
    header = Header(-1, -1, above.lines)
    rows = [
        row
        for row in range(grid.rows)
        if len(grid.row_cells(row)) > 1 and not says_again(grid, row, above)
    ]
    columns = infer_columns(grid, header, rows, reporting_period=reporting_period)
    cells = [
        cell
        for column in columns
        if column.use is Use.VALUE and match_header(column.header) is not None
        for row in rows
        if (cell := grid.starts_at(row, column.index)) is not None and not cell.empty
    ]
    fits = [(cell.row, _is_value(cell)) for cell in cells if cell.text.strip()]
    firsts = [fit for row, fit in fits if row == rows[0]]
    if len(firsts) > 1 and not any(firsts):
        return None  # words over figures: a header of its own
    if not cells:
        return header if _rated_alike(grid, columns, rows) else None
    fitting = sum(fit for _, fit in fits)
    return header if fitting >= _FITTING * len(cells) else None


def _rated_alike(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> bool:
    """Whether all cells under an earlier table's ratings rate, where it has nothing but them."""
    rated = [column.index for column in columns if column.use is Use.RAG]
    cells = [cell for col in rated for row in rows if (cell := grid.starts_at(row, col))]
    return bool(cells) and all(parse_rag(one_line(cell.text)) is not None for cell in cells)


def _is_value(cell: Cell) -> bool:
    return is_figure_or_status(one_line(cell.text))
