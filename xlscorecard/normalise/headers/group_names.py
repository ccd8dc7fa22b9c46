"""Lone names at the left of a row, with nothing beside them: of a group of measures, or of a
measure that has no results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.headers.plain_headings import names_group
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.words.content import is_numbered
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.reference import looks_like_reference

_GROUP_NUMBER = re.compile(r"([A-Z]{0,3}\d{1,2})\.?\s+[^\W\d_]")
# "Priority 1: A clean borough", "Outcome - People live well".
_SAYS_GROUP = re.compile(
    r"(?:(?:strategic|corporate|key) )?(?:priority|outcome|theme|objective|goal|ambition|aim)"
    r"(?: [1-9A-Z]\d?)?\s*[:–-]\s*\w",
    re.IGNORECASE,
)
# What is printed of every measure, with results or without.
_OF_EVERY_MEASURE = frozenset({HeaderWord.REFERENCE, HeaderWord.POLARITY})
# The other names of groups are looked for in so many rows above and below.
_NEAR = 30
# A column says something of every measure if it does so in this many rows near, all of them.
_FEWEST_ROWS = 3


def heads_group(only: Cell, grid: Grid, header: Header, usual: Counter[Rgb | None]) -> bool:
    """Whether the one text of a row names the measures below it: it shows that itself, or nothing
    but its place tells."""
    if only.col > 1:
        return False
    return shows_group(only, grid, header, usual) or _heads_by_place(only, grid, header, usual)


def _heads_by_place(only: Cell, grid: Grid, header: Header, usual: Counter[Rgb | None]) -> bool:
    """Whether a text that is no name of a measure by its words is set as others near it that show
    that they are of groups, or lacks what is printed of every measure."""
    if only.col or not _stands_over(only, grid) or not names_group(one_line(only.text)):
        return False
    alike = any(
        (other.bold, other.fill, other.ink, other.italic)
        == (only.bold, only.fill, only.ink, only.italic)
        and shows_group(other, grid, header, usual)
        for other in _lone_names(only.row, grid)
    )
    return alike or _all_have(grid, _measures_near(only.row, grid, header), header)


def _lone_names(index: int, grid: Grid) -> list[Cell]:
    """The texts by themselves in the first column of the rows near one, with rows of more cells
    right below them."""
    near = chain(range(index - 1, index - _NEAR, -1), range(index + 1, index + _NEAR))
    found = [spans_row(grid, row) for row in near if 0 <= row < grid.rows]
    return [
        cell for cell in found if cell is not None and cell.col == 0 and _stands_over(cell, grid)
    ]


def _stands_over(cell: Cell, grid: Grid) -> bool:
    """Whether the row below a text holds more than one."""
    below = cell.row + cell.rowspan
    return below < grid.rows and sum(not c.empty for c in grid.row_cells(below)) > 1


def shows_group(only: Cell, grid: Grid, header: Header, usual: Counter[Rgb | None]) -> bool:
    """Whether a text by itself is set apart from the names of measures, by its look, its words or
    its number."""
    if _stands_out(only, grid, only.row, usual):
        return True
    text = one_line(only.text)
    if only.col:
        return False
    if _stands_for_no_code(text, header) or _among_numbered(grid, only.row):
        return True
    if _numbers_group(grid, only.row):
        return True
    if not _stands_over(only, grid):
        return False
    return _SAYS_GROUP.match(text) is not None or _reaches_over(only, grid, header)


def _measures_near(index: int, grid: Grid, header: Header) -> list[int]:
    """The rows near one that hold more than one text."""
    near = range(max(header.last + 1, index - _NEAR), min(grid.rows, index + _NEAR))
    return [row for row in near if row != index and len(grid.filled_in(row)) > 1]


def _reaches_over(only: Cell, grid: Grid, header: Header) -> bool:
    """Whether a text reaches over the columns beside it, as no name of a measure near it does."""
    if only.colspan == 1:
        return False
    rows = _measures_near(only.row, grid, header)
    names = [name for row in rows if (name := grid.at(row, 0)) is not None]
    return bool(names) and all(name.colspan == 1 for name in names)


def _all_have(grid: Grid, rows: Sequence[int], header: Header) -> bool:
    """Whether the rows that hold more than a name all have a code or a polarity: that is printed
    of a measure without results as well."""
    if len(rows) < _FEWEST_ROWS:
        return False
    for col in range(grid.cols):
        match = match_header(header.lines[col][-1]) if header.lines[col] else None
        if match is None or match.word not in _OF_EVERY_MEASURE:
            continue
        cells = [grid.at(row, col) for row in rows]
        if all(c is not None and not c.empty and not _is_result(c) for c in cells):
            return True
    return False


def _is_result(cell: Cell) -> bool:
    return parse_quantity(one_line(cell.text)).numeric


def _stands_for_no_code(text: str, header: Header) -> bool:
    """A lone text in the column of references that is no reference: it names a group."""
    match = match_header(header.lines[0][-1]) if header.lines[0] else None
    reference = match is not None and match.word is HeaderWord.REFERENCE
    return reference and not looks_like_reference(text)


def _among_numbered(grid: Grid, index: int) -> bool:
    """A lone name without a number where the names above and below have one: a group's."""
    texts = [
        one_line(cell.text) if (cell := grid.starts_at(row, 0)) is not None else ""
        for row in range(max(0, index - 2), min(grid.rows, index + 3))
    ]
    return [is_numbered(text) for text in texts] == [True, True, False, True, True]


def _numbers_group(grid: Grid, index: int) -> bool:
    """A lone numbered name ("2. People") over one whose number goes on from it ("2.1 Staff")."""
    names = [
        one_line(cell.text) if row < grid.rows and (cell := grid.starts_at(row, 0)) else ""
        for row in (index, index + 1)
    ]
    group = _GROUP_NUMBER.match(names[0])
    return group is not None and re.match(rf"{group[1]}\.\d", names[1]) is not None


def _stands_out(cell: Cell, grid: Grid, index: int, usual: Counter[Rgb | None]) -> bool:
    """A lone text at the left that is set apart (bold, or on a fill that few rows have), in
    a table whose rows normally hold more."""
    later = [
        row
        for row in range(max(0, index - 6), min(grid.rows, index + 7))
        if row != index and sum(not c.empty for c in grid.row_cells(row)) > 1
    ]
    if len(later) < 2:
        return False
    rare = cell.fill is not None and usual[cell.fill] <= max(2, 0.2 * usual.total())
    normal = Counter(
        bool(other.bold) for row in later if (other := grid.at(row, cell.col)) is not None
    )
    return rare or (cell.bold and normal[True] <= normal[False])
