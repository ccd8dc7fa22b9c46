"""Columns whose cells print several figures, each named, become a column for each name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labelled import (
    figures_under,
    label_in_brackets,
    labelled_figures,
    labels_of_header,
)
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.status import parse_status

# At least this share of a column's filled cells print several figures, and so many of them.
_MOSTLY = 0.7
_FEWEST = 2
_MOST_NAMES = 6
_HEADER_ROWS = 4

Named = tuple[tuple[str, str], ...]


def split_cells(grid: Grid, bracketed: str = "") -> Grid:
    """The grid with one figure to a cell; itself where its cells print one already. What stands
    in a cell that prints no several figures stays whole in the first of the new columns.
    ``bracketed`` is what a remark above the table says that figures in brackets are."""
    for col in range(grid.cols - 1, 0, -1):
        found = _named_figures(grid, col, bracketed)
        if found:
            grid = _widened(grid, col, found)
    return grid


def _named_figures(grid: Grid, col: int, bracketed: str) -> dict[int, Named]:
    """The named figures of a column's cells by row; {} for a column of any other kind."""
    own = [
        cell
        for row in range(grid.rows)
        if (cell := grid.starts_at(row, col)) is not None and cell.colspan == 1 and not cell.empty
    ]
    listed = next(
        (
            (row, labels)  # of the column alone, or of several: "Actual (target below)" over Q1-Q4
            for row in range(min(_HEADER_ROWS, grid.rows))
            if (cell := grid.at(row, col)) is not None and (labels := labels_of_header(cell.text))
        ),
        None,
    )
    said = _said_of_brackets(grid, col)
    bracketed, fewest = said or bracketed, 1 if said else _FEWEST
    told = [cell for cell in own if not _is_status(cell)]
    if listed is not None and sum(cell.row > listed[0] for cell in told) == 1:
        fewest = 1  # a table of one measure, or of one that has a result
    found: dict[int, Named] = {}
    for cell in own:
        named = labelled_figures(cell.text)
        if not named and listed is not None and cell.row > listed[0]:
            named = figures_under(listed[1], cell.text)
        elif not named and bracketed and cell.text.rstrip().endswith(")"):
            named = figures_under(("", bracketed), cell.text)
        if named:
            found[cell.row] = named
    if len(found) == 1 and _is_target_of_one(own, found):
        fewest = 1
    if len(found) < fewest or not min(found):
        return {}
    if listed is not None:
        head = grid.at(listed[0], col)
    else:
        head = next((cell for cell in reversed(own) if cell.row < min(found)), None)
    printed_again = head.text if head is not None else ""
    body = sum(
        cell.row >= min(found) and cell.text != printed_again
        for cell in (own if listed is None else told)
    )
    names = {plain_words(label) for named in found.values() for label, _ in named}
    mostly = said or len(found) >= _MOSTLY * body
    return found if mostly and len(names) <= _MOST_NAMES else {}


def _is_target_of_one(own: Sequence[Cell], found: dict[int, Named]) -> bool:
    """Whether the one cell below a header for results, of a table of one measure, prints its result
    and its target ("88.0%" over "Target: 85.0%")."""
    (row,) = found
    above = [cell.text for cell in own if cell.row < row]
    if len(above) != 1 or len(own) > len(above) + 1:
        return False
    head = match_header(above[0])
    results = is_period(above[0]) if head is None else head.word is HeaderWord.ACTUAL
    words = [match.word for label, _ in found[row] if (match := match_header(label)) is not None]
    return results and HeaderWord.TARGET in words and len(found[row]) == _FEWEST


def _said_of_brackets(grid: Grid, col: int) -> str:
    """What a header above a column says that its figures in brackets are ("Q1 (last year in
    brackets)"); "" where none says it."""
    heads = (grid.at(row, col) for row in range(min(_HEADER_ROWS, grid.rows)))
    said = (label_in_brackets(one_line(cell.text)) for cell in heads if cell is not None)
    return next(filter(None, said), "")


def _widened(grid: Grid, col: int, found: dict[int, Named]) -> Grid:
    labels = {plain_words(label): label for named in found.values() for label, _ in named}
    order = sorted(labels, key=bool)  # the figure without a name stands first
    more = len(order) - 1
    first = min(found)
    head = max(
        (
            c.row
            for row in range(first)
            if (c := grid.starts_at(row, col)) is not None and not c.empty and not _is_status(c)
        ),
        default=-1,
    )
    header = grid.starts_at(head, col) if head >= 0 else None
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.col > col:
            cells.append(replace(cell, col=cell.col + more))
        elif cell.col + cell.colspan <= col:
            cells.append(cell)
        elif cell.row in found and cell.col == col:
            cells += _parts(cell, order, found[cell.row])
        elif header is not None and cell.colspan == 1 and cell.text == header.text:
            cells += _headers(cell, [labels[name] for name in order])  # printed again further on
        elif (cell.row > first or _is_status(cell)) and cell.colspan == 1:
            cells.append(cell)
            cells += [
                Cell(cell.row, col + n, cell.rowspan, page=cell.page, fill=cell.fill)
                for n in range(1, more + 1)
            ]
        else:
            cells.append(replace(cell, colspan=cell.colspan + more))
    return replace(grid, cols=grid.cols + more, cells=tuple(cells))


def _is_status(cell: Cell) -> bool:
    """Whether a cell says why it has no figure ("n/a"): it is a row's, and no header."""
    return parse_status(one_line(cell.text)) is not None


def _headers(cell: Cell, labels: Sequence[str]) -> list[Cell]:
    """The header's own text over the figure without a name, or the first of the names that it
    lists ("Actual against target"); a period goes on in the others."""
    text = one_line(cell.text)
    whole = labels_of_header(cell.text)
    if whole and "" in labels:
        text = whole[0]
    under = f"{text} " if is_period(text) and not whole else ""
    return [
        replace(cell, col=cell.col + n, text=(under + label) if label else text)
        for n, label in enumerate(labels)
    ]


def _parts(cell: Cell, order: Sequence[str], named: Named) -> list[Cell]:
    """A cell's figures in their columns; its colour and its symbols are those of the result."""
    texts = {plain_words(label): text for label, text in named}
    result = next((name for name in order if name in texts and not _is_aim(name)), "")
    parts: list[Cell] = []
    for n, name in enumerate(order):
        part = replace(cell, col=cell.col + n, text=texts.get(name, ""))
        if name != result:
            part = replace(part, fill=None, marks=(), bar=None)
        parts.append(part)
    return parts


def _is_aim(name: str) -> bool:
    match = match_header(name)
    return match is not None and match.word in (HeaderWord.TARGET, HeaderWord.BUDGET)
