"""Tables that go on below an empty line: Word parts a table there, and repeats no header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from xlscorecard.model.grid import Block, Cell, Grid
from xlscorecard.word.names import W, attribute
from xlscorecard.word.nested import is_figure

# A table's element, None for anything else, and the blocks that were read from it.
Read = tuple[etree._Element | None, list[Block]]


def with_tables_joined(found: Iterable[Read]) -> Iterator[Block]:
    """The blocks, each table with the pieces of it that follow below empty lines. What stands
    inside a table's cells comes after it."""
    element: etree._Element | None = None
    grid: Grid | None = None
    inside: list[Block] = []
    for piece, blocks in found:
        if not blocks:
            continue  # an empty line
        below = blocks[0]
        if element is not None and grid is not None and piece is not None:
            same = _widths(element) == _widths(piece) != []
            if same and isinstance(below, Grid) and _goes_on(grid, below):
                grid = _stacked(grid, below)
                inside += blocks[1:]
                continue
        if grid is not None:
            yield grid
        yield from inside
        element, grid, inside = None, None, []
        if piece is not None and isinstance(below, Grid):
            element, grid, inside = piece, below, blocks[1:]
        else:
            yield from blocks
    if grid is not None:
        yield grid
    yield from inside


def _widths(table: etree._Element) -> list[str]:
    """The widths of a table's columns as its grid states them; empty where it states none."""
    columns = table.iterfind(f"{W}tblGrid/{W}gridCol")
    return [width for column in columns if (width := attribute(column, "w"))]


def _goes_on(above: Grid, below: Grid) -> bool:
    """Whether a table goes on with the rows of the one above: that one begins with names and this
    one with figures, each below figures."""
    if above.cols != below.cols or below.header_rows or _figures(above, 0):
        return False
    columns = set().union(*(_figures(above, row) for row in range(1, above.rows)))
    own = _figures(below, 0)
    return bool(own) and own <= columns


def _figures(grid: Grid, row: int) -> set[int]:
    """The columns in which figures stand in a row."""
    return {cell.col for cell in grid.row_cells(row) if cell.text and is_figure(cell.text)}


def _stacked(above: Grid, below: Grid) -> Grid:
    rows: tuple[Cell, ...] = tuple(replace(c, row=c.row + above.rows) for c in below.cells)
    return replace(above, rows=above.rows + below.rows, cells=(*above.cells, *rows))
