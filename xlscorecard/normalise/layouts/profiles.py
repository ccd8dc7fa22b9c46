"""Profiles: one measure to a table, its code and name over facts, its figures under headers.

"ENV 07 | Street lights in light" over "Good is | Higher | Owner | Head of Highways", then a row or
two of headers over one of figures, then remarks: performance systems print a sheet of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid, without_rows
from xlscorecard.normalise.headers.lines import header_of_rows
from xlscorecard.normalise.layouts.form import (
    Form,
    add_remark,
    is_remark,
    label_of_form,
    table_of_forms,
    tell_measures,
)
from xlscorecard.normalise.words.labels import may_name
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.reference import looks_like_reference
from xlscorecard.values.words import parse_polarity, parse_rag

# Code and name, header and figures are the least that a profile has.
_FEWEST_ROWS = 3
_MOST_ROWS = 20
_MOST_HEADER_ROWS = 2
_CODE = "Ref"
# A rating may stand behind the code and the name, and is called so.
_RATING_BEHIND, _RATED = 2, "Overall status"


def read_profile(grid: Grid) -> Grid | None:
    """The grid as a table of one row; None where it is no profile of a measure."""
    head = next(filter(None, map(grid.filled_in, range(grid.rows))), [])
    judged = head[_RATING_BEHIND:]
    if len(judged) == 1 and parse_rag(one_line(judged[0].text)) is not None:
        head = head[:_RATING_BEHIND]
    else:
        judged = []
    if not _names_measure(grid, head):
        return None
    filled = [row for row in range(grid.rows) if grid.filled_in(row)]
    if not _FEWEST_ROWS <= len(filled) <= _MOST_ROWS:
        return None
    values = {_CODE: head[0]}
    if judged:
        values[_RATED] = judged[0]
    at = 1
    while at < len(filled) and (facts := _facts(grid, filled[at])):
        values |= facts
        at += 1
    figures, at = _figures(grid, filled, at)
    if not figures or not values.keys().isdisjoint(figures):
        return None
    values |= figures
    for row in filled[at:]:
        if not _remarked(grid, row, values):
            return None
    form = Form(head[1], values)
    return table_of_forms(grid, [form]) if tell_measures([form]) else None


def under_name(grid: Grid) -> tuple[Grid, str] | None:
    """A grid without its first row, and the code and the name that are all that stands there; None
    where another first row stands above the rest."""
    head = grid.filled_in(0)
    if grid.rows < _FEWEST_ROWS or not _names_measure(grid, head):
        return None
    if any(cell.row == 0 and cell.rowspan > 1 for cell in grid.cells):
        return None
    rest = replace(without_rows(grid, {0}), header_rows=0)
    return rest, f"{one_line(head[0].text)} {one_line(head[1].text)}"


def under_label(grid: Grid) -> tuple[Grid, str] | None:
    """A grid without its first row, and the name beside a label ("Indicator", "KPI name:") where
    nothing else stands in it; None where another first row stands above the rest."""
    head = grid.filled_in(0)
    if grid.rows < _FEWEST_ROWS or len(head) != 2 or head[0].col != 0:
        return None
    if any(cell.row == 0 and cell.rowspan > 1 for cell in grid.cells):
        return None
    label, name = one_line(head[0].text).rstrip(": "), head[1]
    match = match_header(label)
    named = match is not None and match.exact and match.word is HeaderWord.TITLE
    own = match_header(one_line(name.text))  # "Agency spend" speaks of figures, and names some
    if not named or not may_name(name.text) or (own is not None and own.exact):
        return None
    return replace(without_rows(grid, {0}), header_rows=0), one_line(name.text)


def _names_measure(grid: Grid, head: Sequence[Cell]) -> bool:
    """Whether all that stands in the first row is a measure's code and its name beside it."""
    if len(head) != 2 or not looks_like_reference(one_line(head[0].text)):
        return False
    return may_name(head[1].text) and (head[1].colspan > 1 or grid.cols == len(head))


def _facts(grid: Grid, row: int) -> dict[str, Cell]:
    """The values of a row of labels and values by turns; none for another row."""
    cells = grid.begun_in(row)
    if len(cells) % 2:
        return {}
    labels = [label_of_form(cell) for cell in cells[::2]]
    if not all(labels) or any(map(_is_label, cells[1::2])):
        return {}
    return dict(zip(labels, cells[1::2], strict=True))


def _is_label(cell: Cell) -> bool:
    """Whether a cell names another: "Higher is better" beside "Polarity" is what that says."""
    return bool(label_of_form(cell)) and parse_polarity(cell.text) is None


def _figures(grid: Grid, filled: Sequence[int], at: int) -> tuple[dict[str, Cell], int]:
    """The figures in the first row below rows of headers, by what heads each, and where the rows
    after it begin; none where headers or figures are missing, or two have the same header."""
    end = at
    while end < len(filled) and all(map(label_of_form, grid.filled_in(filled[end]))):
        end += 1
    if not 0 < end - at <= _MOST_HEADER_ROWS or end == len(filled):
        return {}, at
    header = header_of_rows(grid, filled[at], filled[end - 1])
    own = grid.filled_in(filled[end])
    labels = [" ".join(header.lines[cell.col]) for cell in own]
    if not all(labels) or len(set(labels)) < len(labels) or any(c.colspan > 1 for c in own):
        return {}, at
    return dict(zip(labels, own, strict=True)), end + 1


def _remarked(grid: Grid, row: int, values: dict[str, Cell]) -> bool:
    """Put what a row says behind the figures with the profile's values; False where it is none of
    its remarks."""
    own = grid.filled_in(row)
    if len(own) == 1 and is_remark(own[0].text):
        add_remark(values, own[0])
        return True
    facts = _facts(grid, row)
    if not facts or not values.keys().isdisjoint(facts):
        return False
    values |= facts
    return True
