"""Headers inside a table: the first one again, or new names for the columns below them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.headers.lines import Header, header_of_rows, same_header
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.period import parse_period

# A cell merged over more rows than this heads none of them.
_MOST_ROWS = 3
_ANY_YEAR = "2000/01"  # of quarters without one


def says_again(grid: Grid, index: int, header: Header) -> bool:
    """Whether a row of a header prints the one in force again; one that names another period is
    another, however like."""
    for cell in grid.begun_in(index):
        if _is_of_other_period(header_text(cell.text), header.lines[cell.col]):
            return False
    if same_header(grid, index, header):
        return True
    # the first lines of one that is printed over several rows
    cells = [cell for cell in grid.begun_in(index) if cell.text.strip()]
    known = {line.casefold() for lines in header.lines for line in lines}
    if not cells or any(one_line(cell.text).casefold() not in known for cell in cells):
        return False
    # tables below each other that one frame holds print the same names over other columns
    return all(header.lines[cell.col] for cell in cells)


def _is_of_other_period(text: str, lines: Sequence[str]) -> bool:
    """Whether a header names a period that the one in force at its place has not."""
    if not is_period(text):
        return False
    periods = {parse_period(line, year=_ANY_YEAR) for line in lines if is_period(line)}
    return bool(periods) and parse_period(text, year=_ANY_YEAR) not in periods


def header_below(grid: Grid, index: int, header: Header, *, inside: bool) -> Header:
    """The header that a row inside a table begins, or goes on with where the one in force stands
    ``inside`` the table and right above; a column that it leaves blank keeps its name, where that
    stands over no other column now, the title column gets the row's own first text."""
    first = header.first if inside and header.last == index - 1 else index
    merged = (c.rowspan for c in grid.begun_in(index) if not c.empty and c.rowspan <= _MOST_ROWS)
    last = min(index + max(merged, default=1) - 1, grid.rows - 1)
    fresh = header_of_rows(grid, first, last)
    named = set(fresh.lines)
    lines = tuple(
        new if new or col == 0 else () if old in named else old
        for col, (new, old) in enumerate(zip(fresh.lines, header.lines, strict=True))
    )
    return Header(first, last, lines)
