"""Measures over two rows: figures, and right below each of them its rating, beside a name that is
merged over both. Each rating goes to a column of its own behind its figure (see ``facing``)."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.by_period import heading_row
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import header_text
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag

_BOTH = 2
_FEWEST = 2


def ratings_below(grid: Grid) -> Grid | None:
    """The grid with a row for each measure; None where it is no such table."""
    first = next((row for row in range(1, grid.rows - 1) if _is_pair(grid, row)), None)
    if first is None:
        return None
    rows: list[int] = []
    at, pairs = first, 0
    while at < grid.rows:
        if _is_pair(grid, at):
            pairs += 1
            rows.append(at)
            at += _BOTH
        elif heading_row(grid, at) is not None:
            rows.append(at)
            at += 1
        else:
            return None
    return _with_columns(grid, first, rows) if pairs >= _FEWEST else None


def _is_pair(grid: Grid, row: int) -> bool:
    """Whether a row of figures has their ratings right below it, and nothing else stands there."""
    if row + 1 >= grid.rows or not _merged_over_both(grid, row):
        return False
    below = [cell for cell in grid.begun_in(row + 1) if _says(cell)]
    if not below or not all(map(_rates, below)):
        return False
    above = [grid.starts_at(row, cell.col) for cell in below]
    return all(cell is not None and _is_value(cell) for cell in above)


def _merged_over_both(grid: Grid, row: int) -> bool:
    name = grid.starts_at(row, 0)
    return name is not None and name.rowspan == _BOTH and not name.empty


def _says(cell: Cell) -> bool:
    return not cell.empty or (cell.fill is not None and not is_neutral(cell.fill))


def _rates(cell: Cell) -> bool:
    return cell.empty or bool(cell.marks) or parse_rag(one_line(cell.text)) is not None


def _is_value(cell: Cell) -> bool:
    text = one_line(cell.text)
    if cell.empty or cell.rowspan > 1 or cell.colspan > 1:
        return False  # paint without a figure is the other half of a rating's
    return is_figure(text) or parse_status(text) is not None


def _with_columns(grid: Grid, first: int, rows: list[int]) -> Grid:
    """The grid with a column of ratings behind each column of figures that has any."""
    pairs = [row for row in rows if _is_pair(grid, row)]
    rated = sorted({c.col for row in pairs for c in grid.begun_in(row + 1) if _says(c)})
    places = [col + sum(other < col for other in rated) for col in range(grid.cols + 1)]
    cells: list[Cell] = []
    for number, row in enumerate((*range(first), *rows)):
        for cell in grid.begun_in(row):
            last = cell.col + cell.colspan - 1
            heads = row < first and last == cell.col and cell.row + cell.rowspan == first
            width = 1 if heads or row in pairs else places[last + 1] - places[cell.col]
            height = min(cell.rowspan, first - row) if row < first else 1
            moved = replace(cell, row=number, col=places[cell.col], colspan=width, rowspan=height)
            cells.append(moved)
            if cell.col not in rated:
                continue
            if heads:
                text = f"{header_text(cell.text)} RAG"
                cells.append(replace(moved, col=moved.col + 1, text=text))
            elif row in pairs:
                rating = grid.starts_at(row + 1, cell.col) or Cell(row, cell.col, page=cell.page)
                cells.append(replace(rating, row=number, col=moved.col + 1, rowspan=1, colspan=1))
    return replace(
        grid,
        rows=first + len(rows),
        cols=places[-1],
        cells=tuple(cells),
        header_rows=first,
        pieces=(),
    )
