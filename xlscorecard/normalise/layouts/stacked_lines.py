"""Rows that tell of several measures, a line for each in every cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.header import find_header
from xlscorecard.normalise.words.labels import may_name
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag

# So many columns print a figure on each line where these are of a measure each.
_FEWEST_COLUMNS = 2
_BARE = re.compile(r"[<>≤≥]?=?\s?[-+−]?£?\d[\d,.]*\s?(?:%|[kmKM]|bn|days?)?")

# A line that ends so is a part of a name that goes on in the next one.
_READS_ON = re.compile(
    r"(?:\b(?:a|an|and|as|at|by|for|from|in|of|on|or|per|than|the|to|who|with)|[,&(/–-])$",
    re.IGNORECASE,
)


def with_lines_as_rows(grid: Grid) -> Grid:
    """The grid with a row for each line of rows whose cells print one for each of several measures
    ("Litter" and "Fly-tips" over "95%" and "90%"); itself where no row does."""
    heights = [_height(grid, row) for row in range(grid.rows)]
    header = find_header(grid) if max(heights, default=1) > 1 else None
    if header is None or max(heights[header.last + 1 :], default=1) == 1:
        return grid
    heights[: header.last + 1] = [1] * (header.last + 1)
    starts = [sum(heights[:row]) for row in range(grid.rows)]
    cells: list[Cell] = []
    for cell in grid.cells:
        rows = range(cell.row, min(cell.row + cell.rowspan, grid.rows))
        lines = _lines(cell)
        if len(rows) == 1 and len(lines) == heights[cell.row] > 1 and _lists(grid, cell):
            cells += [
                replace(cell, row=starts[cell.row] + n, text=line) for n, line in enumerate(lines)
            ]
        else:
            high = sum(heights[row] for row in rows)
            cells.append(replace(cell, row=starts[cell.row], rowspan=high))
    return replace(grid, rows=sum(heights), cells=tuple(cells), pieces=())


def _lines(cell: Cell) -> list[str]:
    return [line for line in cell.text.split("\n") if line.strip()]


def _height(grid: Grid, row: int) -> int:
    """How many measures a row tells of; one where its cells do not agree."""
    own = grid.filled_in(row)
    if sum("\n" in cell.text for cell in own) <= _FEWEST_COLUMNS:
        return 1  # names and figures have several lines each
    counts = {len(lines) for cell in own if (lines := _lines(cell)) and _are_figures(lines)}
    most = max(counts, default=1)
    if most == 1 or len(counts) > 1 or any(cell.rowspan > 1 for cell in own):
        return 1
    alike = [cell for cell in own if len(_lines(cell)) == most]
    figures = [cell for cell in alike if _are_figures(_lines(cell))]
    named = any(_lists(grid, cell) for cell in alike if cell not in figures)
    return most if named and len(figures) >= _FEWEST_COLUMNS else 1


def _lists(grid: Grid, cell: Cell) -> bool:
    """Whether each line of a cell is a name, or a figure, of its own."""
    lines = _lines(cell)
    if _are_figures(lines) or all(match_header(line) is not None for line in lines):
        return True  # "Target" over "Result"
    return _are_names(lines) and not _wraps(grid, cell)


def _are_names(lines: Sequence[str]) -> bool:
    """Whether each line names a measure of its own: none reads on from the one above it."""
    begun = any(_READS_ON.search(line.strip()) for line in lines[:-1])
    goes_on = any(line.strip()[:1].islower() for line in lines[1:])
    return all(map(may_name, lines)) and not (begun or goes_on)


def _wraps(grid: Grid, cell: Cell) -> bool:
    """Whether the lines of a printed cell may be those of one name that its column is too narrow
    for: the first word of each had no room in the line above it, and no rating stands beside each.
    Word processors' own lines are none of the page's."""
    count = len(_lines(cell))
    rated = (_lines(other) for other in grid.filled_in(cell.row))
    if cell.bbox is None or any(len(r) == count and all(map(parse_rag, r)) for r in rated):
        return False  # a measure has one rating
    beside = (grid.starts_at(row, cell.col) for row in range(grid.rows))
    own = [other for other in beside if other is not None and other.colspan == 1]
    longest = max(len(line) for other in own for line in _lines(other) or [""])
    return all(
        len(above) + 1 + len(below.split()[0]) > longest for above, below in pairwise(_lines(cell))
    )


def _are_figures(lines: Sequence[str]) -> bool:
    """Whether each line is a bare figure, or each a rating, or says why there is none: a figure
    over a rating ("88%" over "Green") is of one measure."""
    texts = [text for line in lines if parse_status(text := one_line(line)) is None]
    return all(_BARE.fullmatch(text) for text in texts) or all(
        parse_rag(text) is not None for text in texts
    )
