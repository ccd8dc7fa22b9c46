"""Names of measures that somebody typed over two rows of a worksheet or a Word table, and rows of
two lines that a table without lines parts: results over what they are made of."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid, without_rows
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.labels import may_name
from xlscorecard.normalise.words.mending import one_line

# Names that begin small and go on from none: parts of the measure above.
_PARTS = re.compile(r"(?:of which|of these|including|incl|comprising|made up|by|e\.?g)\b")
_TYPED = frozenset({"sheet", "word"})
_SHORTEST_END = 3
# "(41/42)" below "97.6%": what a share is of. So many of them make a line of its row.
_MADE_OF = re.compile(r"\(\d[\d,]*\s?(?:/|of|out of)\s?\d[\d,]*\)")
_FEWEST_FRACTIONS = 2


def with_whole_names(grid: Grid) -> Grid:
    """The grid with one row for a name that goes on in the row below ("Roads where maintenance"
    over "should be considered"), where nothing else stands; itself where none does."""
    if grid.ruling not in _TYPED:
        return grid
    begins: dict[int, Cell] = {}
    ends: dict[tuple[int, int], list[str]] = {}
    for row in range(1, grid.rows):
        end = _only(grid, row)
        if end is None:
            continue
        above = begins.get(row - 1) or grid.starts_at(row - 1, end.col)
        if above is not None and _goes_on(grid, above, end):
            begins[row] = above
            ends.setdefault((above.row, above.col), []).append(one_line(end.text))
    if not begins:
        return grid
    whole = (
        replace(c, text=" ".join([c.text.rstrip(), *ends.get((c.row, c.col), ())]))
        for c in grid.cells
    )
    return without_rows(replace(grid, cells=tuple(whole)), begins)


def with_fractions_joined(grid: Grid) -> Grid:
    """The grid with each row of nothing but fractions in brackets, and ends of texts, put into the
    row above it, whose shares they explain."""
    joined = [row for row in range(1, grid.rows) if _explains_above(grid, row)]
    if not joined:
        return grid
    ends = {(c.row - 1, c.col): c.text for row in joined for c in grid.filled_in(row)}
    cells = (
        replace(c, text=f"{c.text}\n{ends[c.row, c.col]}") if (c.row, c.col) in ends else c
        for c in grid.cells
    )
    return without_rows(replace(grid, cells=tuple(cells)), joined)


def _explains_above(grid: Grid, row: int) -> bool:
    cells = grid.filled_in(row)
    fractions = 0
    for cell in cells:
        above = grid.starts_at(row - 1, cell.col)
        if above is None or above.empty or cell.rowspan > 1 or cell.colspan != above.colspan:
            return False
        if _MADE_OF.fullmatch(one_line(cell.text)):
            fractions += 1
            if not is_figure(one_line(above.text)) or "(" in above.text:
                return False
        elif not cell.text[:1].islower():
            return False
    return fractions >= _FEWEST_FRACTIONS


def _only(grid: Grid, row: int) -> Cell | None:
    """The one cell that begins in a row and is not blank, where it is as wide as any other."""
    own = [c for c in grid.row_cells(row) if c.row == row and (not c.empty or c.fill is not None)]
    return own[0] if len(own) == 1 and own[0].colspan == own[0].rowspan == 1 else None


def _goes_on(grid: Grid, above: Cell, end: Cell) -> bool:
    """Whether a lone text goes on with the name above it: it begins small, which that one does
    not, and figures stand beside that one."""
    name, text = one_line(above.text), one_line(end.text)
    if len(text) < _SHORTEST_END or not text[0].islower() or _PARTS.match(text):
        return False
    if not may_name(name) or name[0].islower() or name[-1] in ".:;" or end.bold != above.bold:
        return False
    beside = [one_line(cell.text) for cell in grid.row_cells(above.row) if cell.col > above.col]
    return any(map(is_figure, beside))
