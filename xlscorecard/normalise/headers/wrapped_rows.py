"""Headers whose lines stand in rows of their own: where a page ends right below a header, no row
tells which of its lines are one name."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header

# The last line of such a header names at least so much of the columns, those above it fewer.
_ALL = 0.7
_MOST_LINES = 4
# Second lines of names in a row of their own are so many at least.
_SECOND_LINES = 3
_OPEN = ("horizontal", "zebra", "none")


def wraps_into(grid: Grid, upper: int, lower: int) -> bool:
    """Whether a row holds first words of the names below it, or periods over some of them, and none
    in the first column alone, in a table whose columns no line parts: a row that names nearly all
    columns follows, and no figures before it."""
    if grid.ruling not in _OPEN:
        return False
    above = {cell.col: header_text(cell.text) for cell in grid.filled_in(upper)}
    if not above or set(above) == {0}:
        return False
    plain = (is_period(text) or not is_figure(text) for text in above.values())
    return all(plain) and _named_in(grid, lower) > set(above)


def _named_in(grid: Grid, first: int) -> set[int]:
    """The columns that have a text in some row from the first on to one that names nearly all of
    them; none where figures come before it."""
    named: set[int] = set()
    for row in range(first, min(first + _MOST_LINES, grid.rows)):
        texts = {cell.col: one_line(cell.text) for cell in grid.filled_in(row)}
        if any(is_figure(text) and not is_period(text) for text in texts.values()):
            return set()
        named.update(texts)
        if len(texts) >= _ALL * grid.cols:
            told = sum(match_header(t) is not None or is_period(t) for t in texts.values())
            return named if told * 2 >= len(texts) else set()
    return set()


def ends_names(grid: Grid, upper: int, lower: int) -> bool:
    """Whether a row holds the second lines of the names right above it, in a table whose columns no
    line parts: most of them are headers only together ("Annual" over "Target", "Direction" over
    "of travel"), and none is a figure."""
    below = {cell.col: one_line(cell.text) for cell in grid.filled_in(lower)}
    if grid.ruling not in _OPEN or len(below) < _SECOND_LINES:
        return False
    above = {cell.col: one_line(cell.text) for cell in grid.filled_in(upper) if cell.colspan == 1}
    if not above.keys() > below.keys() or any(
        is_figure(text) and not is_period(text) for text in below.values()
    ):
        return False
    whole = [match_header(f"{above[col]} {text}") is not None for col, text in below.items()]
    alone = [match_header(text) is not None for text in below.values()]
    return 2 * sum(whole) > len(below) and sum(whole) > sum(alone)


def in_brackets(cells: Sequence[Cell]) -> bool:
    """Whether all texts of a row stand in brackets: they go on with the headers above them."""
    texts = [text for cell in cells if (text := one_line(cell.text))]
    return len(texts) > 1 and all(text[0] + text[-1] in {"()", "[]"} for text in texts)
