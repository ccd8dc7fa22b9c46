"""Two tables that stand side by side under one and the same header are read one after the other."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.header import find_header
from xlscorecard.normalise.vocabulary import HeaderWord, match_header

_NAMES = frozenset({HeaderWord.TITLE, HeaderWord.RISK, HeaderWord.ACTION, HeaderWord.REFERENCE})
# A name and a figure are the least that a table has.
_NARROWEST = 2


def parts_abreast(grid: Grid) -> tuple[Grid, ...]:
    """The tables of a grid whose header is printed twice or more across ("Measure | Q3 | RAG |
    Measure | Q3 | RAG"), left to right; the grid itself where it is one table."""
    header = find_header(grid)
    if header is None:
        return (grid,)
    last = [lines[-1] if lines else "" for lines in header.lines]
    for width in range(_NARROWEST, grid.cols // 2 + 1):
        if grid.cols % width or last != last[:width] * (grid.cols // width):
            continue
        named = (match_header(text) for text in last[:width] if text)
        if not any(found is not None and found.word in _NAMES for found in named):
            continue
        if any(c.col // width != (c.col + c.colspan - 1) // width for c in grid.cells):
            continue
        return tuple(_part(grid, left, width) for left in range(0, grid.cols, width))
    return (grid,)


def _part(grid: Grid, left: int, width: int) -> Grid:
    cells = tuple(
        replace(cell, col=cell.col - left) for cell in grid.cells if left <= cell.col < left + width
    )
    return replace(grid, cols=width, cells=cells)
