"""Which rows of a grid are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.lines import Header, header_of_rows
from xlscorecard.normalise.headers.rows_above import (
    are_parts_below_years,
    belongs_above,
    heads_groups,
    names_come_again,
    own_text,
    stands_between,
    years_over_names,
)
from xlscorecard.normalise.headers.strength import (
    LEAST_FIGURES,
    WEAK_HEADER,
    header_strength,
    is_no_header,
    is_unit,
    only_units,
)
from xlscorecard.normalise.headers.wrapped_rows import ends_names, in_brackets, wraps_into
from xlscorecard.normalise.words.header_text import calendar_year, header_text, is_part, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.words import parse_rag

# A header has so many rows at most below the one that begins it.
_MAX_HEADER_ROWS = 4
# The name of a column is no longer (letters).
_LONGEST_NAME = 60
# The first header begins within so many rows: a title and banners may stand above it.
_FIRST_ROWS = 8
# Letters on a header's paint no lighter than this, of 255, are white.
_DARK = 128
# A figure with its unit, or of so many digits, ends no year.
_MEASURED = re.compile(r"^[(<>~-]*£?\d[\d,]*\.\d|\d\s*%|£\s*\d|^\d{5}|\d,\d{3}")
# Where no line parts the rows.
_OPEN = ("horizontal", "none")
_GOES_ON = "-–/’'"


def find_header(grid: Grid) -> Header | None:
    """The first header of a grid: the strongest row near its top, with the rows of the same
    header below it. Banner rows may stand above it. None when no row looks like one."""
    limit = min(grid.rows, _FIRST_ROWS)
    declared = range(min(grid.header_rows, _MAX_HEADER_ROWS))
    best_row, best = -1, 0.0
    for row in range(limit):
        strength = header_strength(grid, row)
        if row in declared and strength > 0:
            strength += 0.15
        if strength > best + 0.25 or (best_row < 0 and strength >= 0.34):
            best_row, best = row, strength
    best_row = _above_first_figures(grid, best_row, limit)
    if best_row < 0:
        return None
    while wraps_into(grid, best_row, best_row + 1):
        best_row += 1
    first = best_row
    if only_units(grid, best_row) and best_row + 1 < grid.rows:
        # "£'000" over each column of a budget
        best_row += header_strength(grid, best_row + 1) >= WEAK_HEADER
    while first > 0 and belongs_above(grid, first - 1, first):
        first -= 1
    last = _last_header_row(grid, best_row)
    return header_of_rows(grid, first, last)


def _above_first_figures(grid: Grid, best_row: int, limit: int) -> int:
    """The header row, or the row right above the first row of figures where the strongest one
    stands below that: a section further down has a header of its own ("Budget | Period 6"),
    and the rows above it belong to a weaker one ("ASC | WC | Target")."""
    for row in range(1, limit if best_row < 0 else min(best_row, limit)):
        texts = [one_line(cell.text) for cell in grid.begun_in(row)]
        if sum(map(is_no_header, texts)) >= LEAST_FIGURES:
            return row - 1 if header_strength(grid, row - 1) >= WEAK_HEADER else best_row
    return best_row


@dataclass(frozen=True, slots=True)
class _Below:
    """A ``row`` right below a header's ``last`` one: its own ``cells`` and what they say, whether a
    cell of the header is merged down into it, and whether one over several columns stands right
    above it (``spanned``)."""

    last: int
    row: int
    cells: Sequence[Cell]
    texts: Sequence[str]
    merged: bool
    spanned: bool


def _last_header_row(grid: Grid, row: int) -> int:
    """The last row of the header that starts at ``row``: cells that are merged down from it,
    and a row of periods or units under its spanning cells."""
    last = row
    parted = False  # white space between a spanning cell and the names below it is a row, too
    while last + 1 < grid.rows and last + 1 - row < _MAX_HEADER_ROWS:
        below = _below(grid, row, last, parted=parted)
        if not below.texts:
            if not below.merged or len(below.cells) == len(grid.row_cells(below.row)):
                break
            parted = below.spanned
        elif below.spanned and stands_between(grid, below.row, below.row + 1):
            parted = True
        elif _goes_on(grid, below):
            parted = False
        else:
            break
        last = below.row
    return last


def _below(grid: Grid, first: int, last: int, *, parted: bool) -> _Below:
    """The row below a header from its ``first`` row to its ``last``."""
    cells = grid.begun_in(last + 1)
    return _Below(
        last,
        last + 1,
        cells,
        [header_text(cell.text) for cell in cells if cell.text.strip()],
        any(cell.row + cell.rowspan - 1 > last for cell in grid.row_cells(first)),
        parted
        or any(
            1 < cell.colspan < grid.cols
            and cell.row + cell.rowspan - 1 == last
            and cell.text.strip()
            for cell in grid.row_cells(last)
        ),
    )


def _goes_on(grid: Grid, below: _Below) -> bool:
    """Whether a row with texts is a header's: years or the second lines of names by their place,
    others by their words."""
    over = below.spanned or _names_parts(grid, below.last)
    beside = below.merged or not own_text(grid, below.row, 0)
    if over and beside and _are_years(below.texts):
        return True  # "2022 | 2023 | 2024" under the council's name, between merged headers
    second = len(below.texts) > 1 and _in_one_band(grid, below.last, below.row)
    if second and not any(_is_result(grid, below.last, cell) for cell in below.cells):
        return True
    if any(is_no_header(text) or len(text) > _LONGEST_NAME for text in below.texts):
        return False
    return _names_columns(grid, below)


def _names_columns(grid: Grid, below: _Below) -> bool:
    """Whether the words of a row are names of columns: periods, units, headers. Beside cells that
    are merged down into it, or under one over several columns, a few of them are enough."""
    texts, last, row = below.texts, below.last, below.row
    labels = sum(
        is_period(text) or is_unit(text) or match_header(text) is not None for text in texts
    )
    mostly = labels * 2 >= len(texts)
    first_is_blank = not own_text(grid, row, 0)
    if below.merged and (mostly or below.spanned):
        return True
    if labels and ((below.spanned and (mostly or first_is_blank)) or in_brackets(below.cells)):
        return True
    if len(texts) == labels > 1 and (first_is_blank or _skips_names(grid, row)):
        return True
    if first_is_blank and (names_come_again(grid, last, row) or ends_names(grid, last, row)):
        return True
    if are_parts_below_years(grid, last, row):
        return True
    return years_over_names(grid, last, row) or heads_groups(grid, grid.filled_in(last), row)


def _skips_names(grid: Grid, row: int) -> bool:
    """Whether a row leaves blank what two columns hold in the row below it, which has figures: the
    second lines of a header ("Ref" below "PI", nothing below "Measure" and "Owner")."""
    if row + 1 >= grid.rows or grid.ruling not in _OPEN:
        return False
    body = {cell.col: one_line(cell.text) for cell in grid.filled_in(row + 1)}
    named = {cell.col for cell in grid.filled_in(row)}
    worded = [col for col, text in body.items() if not is_no_header(text)]
    skipped = [col for col in worded if col not in named]
    return len(skipped) > 1 and len(body) - len(worded) >= LEAST_FIGURES


def _is_result(grid: Grid, last: int, cell: Cell) -> bool:
    """Whether a cell below a header's row holds a row's figure or rating, and not the second line
    of a name: "22" ends "Outturn 2021-", but not "Q2"."""
    text = one_line(cell.text)
    if _MEASURED.search(text) or parse_rag(text) is not None:
        return True
    above = grid.at(last, cell.col)
    name = one_line(above.text) if above is not None else ""
    whole = any(map(str.isdigit, name)) and name[-1] not in _GOES_ON
    return whole and text.isdigit()


def _in_one_band(grid: Grid, last: int, below: int) -> bool:
    """Whether a header's last row and the row below it are painted in one dark tone from side to
    side, and the next row is not: the second lines of its names."""
    tones = {cell.fill for row in (last, below) for cell in grid.row_cells(row)}
    tone = tones.pop() if len(tones) == 1 else None
    if tone is None or max(tone) > _DARK or below + 1 >= grid.rows:
        return False
    return all(cell.fill != tone for cell in grid.row_cells(below + 1))


def _are_years(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are calendar years, beside headers at most ("2023 | 2024 | 2023 |
    2024 | Target")."""
    years = {year for text in texts if (year := calendar_year(text)) is not None}
    others = [text for text in texts if calendar_year(text) is None]
    named = all(is_period(text) or match_header(text) is not None for text in others)
    return named and (len(years) >= LEAST_FIGURES or (bool(years) and not others))


def _names_parts(grid: Grid, row: int) -> bool:
    """Whether a row of headers names months or quarters without their year."""
    return any(is_part(header_text(cell.text)) for cell in grid.row_cells(row))
