"""Rows that tell several measures line by line: "Planning decisions: a) major b) minor" over lines
of cells beside it, a figure for each ("a) 75%", "b) 81%"). Each becomes a row of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.labelled import is_value
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag, parse_trend_word

_LETTERED = re.compile(r"\(?(?P<letter>[a-h])[.)]\s*(?P<rest>\S.*)")
# A row tells so many measures.
_FEWEST = 2


def with_letters_apart(grid: Grid) -> Grid:
    """The grid with a row for each lettered line of its titles; itself where it has none such, or
    the cells beside one do not tell something for each of its lines."""
    parts = {row: found for row in range(grid.rows) if (found := _parts_of_row(grid, row))}
    if not parts:
        return grid
    start = [0, *accumulate(len(parts.get(row, ("",))) for row in range(grid.rows))]
    cells: list[Cell] = []
    for cell in grid.cells:
        top, end = start[cell.row], start[cell.row + cell.rowspan]
        lines = _lines(cell) if cell.rowspan == 1 and cell.row in parts else ()
        names = parts.get(cell.row, ())
        if _is_lettered(cell):
            texts: Sequence[str] = names
        elif len(lines) == len(names) > 0 and _tell_alike([_bare(line) for line in lines]):
            texts = [_bare(line) for line in lines]
        else:
            cells.append(replace(cell, row=top, rowspan=end - top))
            continue
        cells += [
            replace(cell, row=top + n, text=text, marks=cell.marks if len(texts) == 1 else ())
            for n, text in enumerate(texts)
        ]
    return replace(grid, rows=start[-1], cells=tuple(cells), pieces=())


def _parts_of_row(grid: Grid, row: int) -> tuple[str, ...]:
    """The names of a row's measures; () where its title has no letters, or the cells beside it
    have not a figure for each."""
    own = [cell for cell in grid.row_cells(row) if cell.row == row and "\n" in cell.text]
    titles = [cell for cell in own if cell.rowspan == 1 and _is_lettered(cell)]
    if not titles or any(cell.marks or cell.rowspan > 1 for cell in own):
        return ()
    title = titles[0]
    lines = _lines(title)
    first = next(n for n, line in enumerate(lines) if _LETTERED.fullmatch(line))
    names = lines[first:]
    beside = [cell for cell in own if cell is not title and cell.col > title.col]
    told = [[_bare(line) for line in _lines(cell)] for cell in beside]
    each = [texts for texts in told if len(texts) == len(names) and _tell_alike(texts)]
    if not each or len(each) < len(told) or not any(map(is_value, each[0])):
        return ()
    about = " ".join(lines[:first])
    return tuple(f"{about} {name}".strip() for name in names)


def _lines(cell: Cell) -> list[str]:
    return [text for line in cell.text.split("\n") if (text := one_line(line))]


def _is_lettered(cell: Cell) -> bool:
    """Whether the last lines of a cell begin with letters that follow each other from "a", before
    words."""
    found = [match for line in _lines(cell) if (match := _LETTERED.fullmatch(line))]
    letters = "".join(match["letter"] for match in found)
    last = [_LETTERED.fullmatch(line) is not None for line in _lines(cell)][-len(found) :]
    return (
        len(found) >= _FEWEST
        and "abcdefgh".startswith(letters)
        and all(last)
        and not any(_tells(match["rest"]) for match in found)
    )


def _bare(line: str) -> str:
    """A line without its letter."""
    found = _LETTERED.fullmatch(line)
    return found["rest"] if found is not None else line


def _tell_alike(texts: Sequence[str]) -> bool:
    """Whether lines all tell something, and the same: a figure over its rating is of one
    measure."""
    rated = sum(parse_rag(text) is not None for text in texts)
    return all(map(_tells, texts)) and rated in (0, len(texts))


def _tells(text: str) -> bool:
    """Whether a line is a figure, a rating, a direction or a status."""
    return is_value(text) or any(
        told(text) is not None for told in (parse_rag, parse_trend_word, parse_status)
    )
