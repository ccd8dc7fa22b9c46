"""Columns whose cells print the result on their first line and what explains it below ("99.01%"
over "Collection is higher than last year"): the remarks become a column of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

_REMARK = "Commentary"
# What is below a figure explains it where it has so many words; fewer may be its unit or count.
_FEWEST_WORDS = 4
# "Quarter 2 result and narrative"
_AND_REMARKS = re.compile(
    r"\s*(?:\band\b|&|/|\bwith\b)\s*(?:narrative|comment\w*|explanation|notes?|analysis)\s*$",
    re.IGNORECASE,
)
# In fewer cells than these the first line may be anything.
_FEWEST = 2


def with_remarks_apart(grid: Grid) -> Grid:
    """The grid with the remarks of such columns behind them; itself where it has none."""
    for col in range(grid.cols - 1, 0, -1):
        if _explains_figures(grid, col):
            grid = _parted(grid, col)
    return grid


def _explains_figures(grid: Grid, col: int) -> bool:
    """Whether a column under a header for results has a figure first in all its cells, and a
    remark below it in some."""
    own = [
        cell
        for row in range(grid.rows)
        if (cell := grid.starts_at(row, col)) is not None and not cell.empty
    ]
    if len(own) <= _FEWEST or not any("\n" in cell.text for cell in own[1:]):
        return False
    head, *body = own
    if not _heads_results(head) or any(
        cell.colspan > 1 or not is_figure(_first(cell)) for cell in body
    ):
        return False
    below = [rest for cell in body if (rest := _rest(cell))]
    return len(below) > 0 and all(
        rest[0].isalpha() and len(rest.split()) >= _FEWEST_WORDS for rest in below
    )


def _heads_results(head: Cell) -> bool:
    text = header_text(_AND_REMARKS.sub("", head.text))
    match = match_header(text)
    return is_period(text) if match is None else match.word is HeaderWord.ACTUAL


def _first(cell: Cell) -> str:
    return cell.text.strip().partition("\n")[0].strip()


def _rest(cell: Cell) -> str:
    return one_line(cell.text.strip().partition("\n")[2])


def _parted(grid: Grid, col: int) -> Grid:
    head = min(row for row in range(grid.rows) if (c := grid.starts_at(row, col)) and not c.empty)
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.col > col:
            cells.append(replace(cell, col=cell.col + 1))
        elif cell.col + cell.colspan <= col:
            cells.append(cell)
        elif cell.col < col or cell.colspan > 1 or cell.row < head:
            cells.append(replace(cell, colspan=cell.colspan + 1))
        elif cell.row == head:
            results = replace(cell, text=_AND_REMARKS.sub("", cell.text))
            cells += [results, replace(cell, col=col + 1, text=_REMARK)]
        else:
            remark = replace(cell, col=col + 1, text=_rest(cell), marks=(), fill=None, bar=None)
            cells += [replace(cell, text=_first(cell)), remark]
    return replace(grid, cols=grid.cols + 1, cells=tuple(cells), reach=())
