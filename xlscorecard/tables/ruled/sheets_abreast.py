"""What stands side by side on a worksheet that was printed with its grid lines: empty columns part
its tables from each other and from the notes beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from xlscorecard.model.grid import Block, Cell, Grid, Paragraph, columns_of
from xlscorecard.tables.lines.values import is_plain_figure, is_value
from xlscorecard.tables.ruled.printed_sheet import box_around, paragraph_of

# A table has so many names, of so many letters, in one of its first columns (the measures'
# references may stand before them), and as many figures.
FEWEST_NAMES = 3
SHORTEST_NAME = 12
BEGINNING = 2
# Notes are so many texts at most.
MOST_NOTES = 5


def parted_at_empty_columns(grid: Grid) -> tuple[Block, ...]:
    """The tables and notes of a ruled grid, left to right; the grid itself where no empty column
    has names and figures, or nothing but a few words, on its right."""
    held = (cell for cell in grid.cells if not cell.empty or _is_painted(grid, cell))
    filled = sorted({column for cell in held for column in _columns(cell)})
    if grid.ruling != "full" or not filled or len(filled) == filled[-1] - filled[0] + 1:
        return (grid,)
    stretches = [
        [column for _, column in group]
        for _, group in groupby(enumerate(filled), key=lambda item: item[1] - item[0])
    ]
    if not _is_table(grid, stretches[0]):
        return (grid,)
    blocks: list[Block] = []
    start = 0
    for stretch, before in zip(stretches[1:], stretches, strict=False):
        if _is_table(grid, stretch):
            blocks.append(_part(grid, start, before[-1] + 1))
            start = stretch[0]
        elif stretch is stretches[-1] and (notes := _notes(grid, stretch)):
            return (*blocks, _part(grid, start, before[-1] + 1), *notes)
    return (*blocks, _part(grid, start, grid.cols)) if blocks else (grid,)


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.colspan)


def _is_painted(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is painted otherwise than those beside it, as ratings without a word are."""
    if cell.fill is None:
        return False
    beside = (grid.at(cell.row, cell.col - 1), grid.at(cell.row, cell.col + cell.colspan))
    return all(other is None or other.fill != cell.fill for other in beside)


def _held(grid: Grid, columns: Sequence[int]) -> list[Cell]:
    return [cell for cell in grid.cells if cell.col in columns and not cell.empty]


def _is_table(grid: Grid, columns: Sequence[int]) -> bool:
    """Whether columns begin with names, each another, and hold figures behind them."""
    for at, column in enumerate(columns[:BEGINNING]):
        names = {cell.text for cell in _held(grid, [column]) if _is_name(cell.text)}
        figures = _held(grid, columns[at + 1 :]) if len(names) >= FEWEST_NAMES else []
        if sum(is_plain_figure(cell.text) for cell in figures) >= FEWEST_NAMES:
            return True
    return False


def _is_name(text: str) -> bool:
    return len(text) >= SHORTEST_NAME and not is_plain_figure(text)


def _notes(grid: Grid, columns: Sequence[int]) -> list[Paragraph]:
    """The texts of columns that hold no more than notes: no figures, no marks, no ratings."""
    held = _held(grid, columns)
    told = any(_is_name(cell.text) for cell in held)
    rated = any(cell.col in columns and _is_painted(grid, cell) for cell in grid.cells)
    if not told or rated or len(held) > MOST_NOTES or any(is_value(c.text) for c in held):
        return []
    return [paragraph_of(cell) for cell in held if cell.page is not None]


def _part(grid: Grid, first: int, end: int) -> Grid:
    part = columns_of(grid, first, end)
    return replace(part, bbox=box_around(part.cells), reach=())
