"""Results of others on the last line of a measure's name ("Children in need per 10,000" over
"England: 334.3 | South East: 305.2"), or which way is good ("Indicator and good to be" over "Calls
abandoned" over "Low" or before "(Low)"): they become columns behind the measure's own figures."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.labelled import named_figures
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.words import parse_polarity

# Names stand in one of the first columns; so many of them have such a line.
_FIRST_COLUMNS = 3
_FEWEST = 2
_GOOD_TOO = re.compile(r"\bgood (?:is|to be|performance)\b|\bpolarity\b", re.IGNORECASE)
_POLARITY = "Good is"
_IN_BRACKETS = re.compile(r"\([^()]{1,20}\)$")

Named = tuple[tuple[str, str], ...]


def with_figures_of_others_apart(grid: Grid) -> Grid:
    """The grid with the results of others below its names in columns of their own; itself where
    it has none."""
    for col in range(min(_FIRST_COLUMNS, grid.cols)):
        found = {
            cell.row: named
            for cell in grid.cells
            if cell.col == col and cell.row and cell.colspan == 1
            if "\n" in cell.text and (named := _of_others(cell.text))
        }
        if len(found) >= _FEWEST:
            names = {
                cell.row: cell.text.rpartition("\n")[0]
                for cell in grid.cells
                if cell.col == col and cell.row in found
            }
            return _parted(grid, col, found, names)
    return grid


def with_polarities_apart(grid: Grid) -> Grid:
    """The grid with which way is good in a column of its own, where the header of its names says
    that it stands there too, on their last line or in brackets behind them; itself where none
    does."""
    for head in grid.cells:
        if head.col >= _FIRST_COLUMNS or not _GOOD_TOO.search(one_line(head.text)):
            continue
        ways = {
            cell.row: (cell.text.rstrip(), way)
            for cell in grid.cells
            if cell.col == head.col and cell.row > head.row and cell.colspan == 1
            if (way := _way_behind(cell.text.rstrip()))
        }
        if len(ways) >= _FEWEST:
            found: dict[int, Named] = {row: ((_POLARITY, way),) for row, (_, way) in ways.items()}
            names = {row: text.removesuffix(way).rstrip() for row, (text, way) in ways.items()}
            return _parted(grid, head.col, found, names)
    return grid


def _way_behind(text: str) -> str:
    """Which way is good, on a name's last line or in brackets at its end; "" where neither says
    it."""
    last = text.rpartition("\n")[2] if "\n" in text else ""
    if last and parse_polarity(last) is not None:
        return last
    aside = _IN_BRACKETS.search(text)
    return aside[0] if aside is not None and parse_polarity(aside[0]) is not None else ""


def _of_others(text: str) -> Named:
    """The figures of a text's last line, each with the name of whom it is of; none where any is of
    anything else."""
    named = named_figures(text.rpartition("\n")[2])
    matches = [match_header(label) for label, _ in named]
    others = all(match is not None and match.word is HeaderWord.COMPARATOR for match in matches)
    return named if others else ()


def _parted(grid: Grid, col: int, found: dict[int, Named], names: dict[int, str]) -> Grid:
    """The grid with what is ``found`` behind names in columns of its own, and the ``names`` without
    it."""
    labels = list(dict.fromkeys(label for named in found.values() for label, _ in named))
    first = min(found)
    cells = [
        replace(cell, text=names[cell.row]) if cell.col == col and cell.row in found else cell
        for cell in grid.cells
    ]
    for at, label in enumerate(labels, start=grid.cols):
        cells.append(Cell(0, at, rowspan=first, text=label, page=grid.page, header=True))
        for row in range(first, grid.rows):
            name = grid.starts_at(row, col)
            figure = dict(found.get(row, ())).get(label, "")
            own = replace(name, marks=(), fill=None, bar=None) if name and figure else None
            cells.append(replace(own or Cell(row, at), row=row, col=at, text=figure, rowspan=1))
    return replace(grid, cols=grid.cols + len(labels), cells=tuple(cells), reach=())
