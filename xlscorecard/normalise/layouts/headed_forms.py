"""Forms of a name over a row of headers and one of figures, with remarks across them or beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.layouts.form import (
    LONGEST_LABEL,
    NAMES,
    Form,
    add_remark,
    comments,
    is_remark,
    judges_measure,
    label_of_form,
    word_of,
)
from xlscorecard.normalise.words.header_text import is_part, is_period
from xlscorecard.normalise.words.labels import may_name
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word

_HEADED_AND_REMARK = 3  # rows of headers, of what they head, and a remark
_POLARITY = "Good is"
# Somewhere in a remark a sentence ends; other texts may stand behind it.
_ENDS = re.compile(r"[\w%)]\.(?:\s|$)")


def headed_forms(grid: Grid, heading: str) -> list[Form]:
    """The forms that rows of headers and of what they head make; the ``heading`` above names one
    that has no name of its own."""
    filled = [row for row in range(grid.rows) if grid.filled_in(row)]
    return (
        _headed(grid, filled, heading)
        or _headed_twice(grid, filled, heading)
        or _headed_with_remarks(grid, filled, heading)
    )


def _headed(grid: Grid, filled: Sequence[int], heading: str) -> list[Form]:
    """Forms of a name over a row of headers and one of what they head, none of which names
    the measure, in the ``filled`` rows; texts across a form comment on it, and remarks beside it.
    The bar of the first one may be a line of its own, the ``heading``."""
    forms: list[Form] = []
    at = 0
    remarks = _remarks_beside(grid, filled[:2])
    if remarks and may_name(heading) and (found := _headed_values(grid, *filled[:2])):
        forms.append(Form(Cell(0, 0, text=heading, page=grid.page), found))
        for remark in remarks:
            add_remark(found, remark)
        at = 2
    while at < len(filled):
        bar, said = _bar_in(grid, filled[at])
        if bar is None and forms and (more := _with_labels_inside(grid, filled[at])):
            forms[-1].values.update(more)
            at += 1
            continue
        if bar is None:
            return []
        if forms and not said and (comments(grid, filled[at:]) or _labels_chart(bar)):
            if not _labels_chart(bar):
                add_remark(forms[-1].values, bar)
            at += 1
            continue
        found = _headed_values(grid, *filled[at + 1 : at + 3]) if at + 2 < len(filled) else {}
        if not found:
            return []
        forms.append(Form(bar, found | said))
        for remark in _remarks_beside(grid, filled[at + 1 : at + 3]):
            add_remark(forms[-1].values, remark)
        at += 3
    return forms


def _bar_in(grid: Grid, row: int) -> tuple[Cell | None, dict[str, Cell]]:
    """The text across a row, and the polarity at its right end where it says one ("Smaller is
    better"), by label."""
    across = spans_row(grid, row)
    if across is not None:
        return (across if across.colspan == grid.cols else None), {}
    cells = grid.filled_in(row)
    ends = len(cells) == 2 and cells[0].col == 0 and cells[1].col + cells[1].colspan == grid.cols
    if ends and parse_polarity(cells[1].text) is not None:
        return cells[0], {_POLARITY: cells[1]}
    return None, {}


def _labels_chart(cell: Cell) -> bool:
    """Whether a text is the labels of a chart beside the figures ("Q3 Q4 Q1 Q2")."""
    parts = cell.text.split()
    return len(parts) > 1 and all(is_part(part) or is_period(part) for part in parts)


def _with_labels_inside(grid: Grid, row: int) -> dict[str, Cell]:
    """A row's cells by the label that each begins with ("Status: Green | Direction of travel: ↑");
    none where any of them has no label that we know."""
    found: dict[str, Cell] = {}
    for cell in grid.filled_in(row):
        label, colon, text = cell.text.partition(":")
        if not colon or word_of(label.strip()) is None or not (text.strip() or cell.marks):
            return {}
        found[label.strip()] = replace(cell, text=text.strip())
    return found


def _headed_twice(grid: Grid, filled: Sequence[int], heading: str) -> list[Form]:
    """The form of one measure that the line above names: ``filled`` rows of headers and of what
    they head by turns, two of each or more, its result and its target among them."""
    if len(filled) < 4 or len(filled) % 2 or not may_name(heading):
        return []
    values: dict[str, Cell] = {}
    for header, row in zip(filled[::2], filled[1::2], strict=True):
        found = _headed_values(grid, header, row)
        if not found or not values.keys().isdisjoint(found):
            return []
        values |= found
    return (
        [Form(Cell(0, 0, text=heading, page=grid.page), values)] if judges_measure(values) else []
    )


def _headed_with_remarks(grid: Grid, filled: Sequence[int], heading: str) -> list[Form]:
    """The form of one measure that the line above names: a row of headers, one of what they head,
    and texts across it that comment on it."""
    if len(filled) < _HEADED_AND_REMARK or not may_name(heading):
        return []
    values = _headed_values(grid, *filled[:2])
    for row in filled[2:]:
        across = spans_row(grid, row)
        if not values or across is None or not is_remark(across.text):
            return []
        add_remark(values, across)
    return [Form(Cell(0, 0, text=heading, page=grid.page), values)]


def _headed_values(grid: Grid, header: int, values: int) -> dict[str, Cell]:
    """A row's cells by the headers above them; none where the rows are not such."""
    heads = grid.begun_in(header)
    if _remarks_beside(grid, (header, values)):
        heads = heads[:-1]
    labels = [label_of_form(cell) for cell in heads]
    if len(heads) < 2 or not all(labels) or any(word_of(label) in NAMES for label in labels):
        return {}
    if len(set(labels)) < len(labels) or spans_row(grid, values) is not None:
        return {}
    below = [grid.starts_at(values, cell.col) for cell in heads]
    if any(
        cell is None or (label_of_form(cell) and not _is_judgement(cell.text)) for cell in below
    ):
        return {}
    return {label: cell for label, cell in zip(labels, below, strict=True) if cell is not None}


def _remarks_beside(grid: Grid, rows: Sequence[int]) -> list[Cell]:
    """What a form's last column, which no header names, says of the measure in all of its rows:
    sentences right of the small table of its figures."""
    last = [cell for row in rows if (cell := grid.at(row, grid.cols - 1)) is not None]
    sentences = all(not cell.empty and _is_sentence(cell.text) for cell in last)
    return list(dict.fromkeys(last)) if sentences else []


def _is_sentence(text: str) -> bool:
    return len(text) > LONGEST_LABEL and _ENDS.search(text) is not None


def _is_judgement(text: str) -> bool:
    return parse_rag(text) is not None or parse_trend_word(text) is not None
