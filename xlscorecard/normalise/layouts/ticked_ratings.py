"""Ratings that a mark in one of several columns tells: a dot or a cross under "R", "A" or "G".

Such columns become one column of ratings, as other papers print it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.words.key_words import rag_of_meaning
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import EMPTY_BOXES, TICKED_BOXES, parse_rag

# The header of such columns is among so many rows, and no longer than this.
_HEADER_ROWS = 4
_LONGEST_HEAD = 40
_FEWEST_CLASSES = 2
_FEWEST_ROWS = 2
_MARKS = frozenset("xX×✓✔✗✘•●■★*√")


def with_one_rating(grid: Grid) -> Grid:
    """The grid with the ratings that marks tell in one column; itself where it has none such. A
    row with marks in two of the columns has no rating."""
    for head in range(min(_HEADER_ROWS, grid.rows - _FEWEST_ROWS)):
        classes = [_class_of(grid.starts_at(head, col)) for col in range(grid.cols)]
        for first in range(1, grid.cols):
            run = list(takewhile(lambda rag: rag is not None, classes[first:]))
            alone = classes[first - 1] is None and not _lettered(grid, head, first + len(run))
            if _FEWEST_CLASSES <= len(run) == len(set(run)) and alone:
                chosen = _chosen(grid, head, first, len(run))
                if len(chosen) >= _FEWEST_ROWS:
                    return _narrowed(grid, head, first, run, chosen)
    return grid


def _lettered(grid: Grid, head: int, col: int) -> bool:
    """Whether one more letter stands beside those of the ratings: "R | A | C | I" tells who is
    responsible, accountable, consulted and informed."""
    cell = grid.starts_at(head, col) if col < grid.cols else None
    return cell is not None and len(one_line(cell.text)) == 1


def _class_of(cell: Cell | None) -> Rag | None:
    """The rating that a header names; None for any other cell."""
    text = one_line(cell.text) if cell is not None and cell.colspan == 1 else ""
    if not text or len(text) > _LONGEST_HEAD:
        return None
    return parse_rag(text) or rag_of_meaning(text)


def _chosen(grid: Grid, head: int, first: int, count: int) -> dict[int, int]:
    """The one column that is marked in each row; {} where the columns hold anything else, or a
    cell reaches over their edge."""
    chosen: dict[int, int] = {}
    end = first + count
    for cell in grid.cells:
        left, right = cell.col, cell.col + cell.colspan
        if left < first < right < end or first < left < end < right:
            return {}
    for row in range(head + 1, grid.rows):
        cells = [grid.starts_at(row, col) for col in range(first, first + count)]
        marked = [cell for cell in cells if cell is not None and _is_marked(cell)]
        if not all(cell.colspan > count or _is_mark(cell) for cell in marked):
            return {}
        if len(marked) == 1 and marked[0].colspan == 1:
            chosen[row] = marked[0].col
    return chosen


def _is_marked(cell: Cell) -> bool:
    """Whether a place holds anything but a box that nobody has ticked."""
    text = cell.text.strip()
    return not cell.empty and not (text and text in EMPTY_BOXES)


def _is_mark(cell: Cell) -> bool:
    text = cell.text.strip()
    return text in _MARKS or text in TICKED_BOXES if text else bool(cell.marks)


def _narrowed(
    grid: Grid, head: int, first: int, run: Sequence[Rag | None], chosen: dict[int, int]
) -> Grid:
    """The grid with the columns from ``first`` on, one for each class of ``run``, as one."""
    count = len(run)

    def moved(edge: int) -> int:
        return edge if edge <= first else max(first, edge - count + 1)

    cells: list[Cell] = []
    for cell in grid.cells:
        inside = first <= cell.col and cell.col + cell.colspan <= first + count
        if inside and cell.row == head:
            if cell.col == first:
                cells.append(replace(cell, text="RAG", marks=(), fill=None))
        elif inside and cell.row < head:
            if cell.col == first:
                cells.append(replace(cell, colspan=1))
        elif inside:
            # the shade of a column tells nothing of a row without a mark
            if cell.col == chosen.get(cell.row, first):
                said = _said(grid, cell.row, first, run)
                cells.append(
                    replace(cell, col=first, colspan=1, text=said, marks=(), fill=None, ink=None)
                )
        else:
            left, right = moved(cell.col), moved(cell.col + cell.colspan)
            cells.append(replace(cell, col=left, colspan=right - left))
    return replace(grid, cols=grid.cols - count + 1, cells=tuple(cells), pieces=())


def _said(grid: Grid, row: int, first: int, run: Sequence[Rag | None]) -> str:
    """The ratings that a row has marks under: of several, all, which is no rating but a doubt."""
    cells = [grid.at(row, col) for col in range(first, first + len(run))]
    marked = (rag for cell, rag in zip(cells, run, strict=True) if cell and _is_marked(cell))
    return " / ".join(rag.value for rag in marked if rag is not None)
