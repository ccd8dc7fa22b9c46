"""Boxes: a measure's name across a small table over cells that each say what they hold
("Target: 95% | Last quarter: 93.0%"), and one figure or arrow that says nothing of itself."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.marks.glyphs import without_glyphs
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import MarkKind
from xlscorecard.normalise.layouts.form import Form, add_remark, is_remark, table_of_forms
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labelled import is_value
from xlscorecard.normalise.words.labels import TARGET_OR_RESULT, may_name
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.words import parse_rag

_LABELLED = re.compile(r"(?P<label>[^:]{2,40}?)\s*:\s*(?P<value>\S.*?)\.?")
_RESULT = "Actual"
_TREND = "Direction of travel"
_RATED = "RAG"
_RATING = frozenset(MarkKind) - {MarkKind.ARROW, MarkKind.TRIANGLE, MarkKind.OTHER, MarkKind.DASH}
_TOLD = TARGET_OR_RESULT | {HeaderWord.TREND}
# A figure and its unit take so many lines.
_FIGURE_AND_UNIT = 2
_MOST_ROWS = 60
_MOST_COLUMNS = 6


def read_boxes(grid: Grid, heading: str = "") -> Grid | None:
    """The grid as a table with a row for each box in it; None where anything in it is none. The
    ``heading`` directly above names a first box without a name in the grid: a sheet's bar over
    the whole of it is a line of its own."""
    if grid.cols < 2 or grid.cols > _MOST_COLUMNS or grid.rows > _MOST_ROWS:
        return None
    forms: list[Form] = []
    if may_name(heading):
        forms.append(Form(_named(Cell(0, 0, text=one_line(heading), page=grid.page)), {}))
    for row in range(grid.rows):
        cells = grid.filled_in(row)
        across = len(cells) == 1 and cells[0].colspan == grid.cols and not _labelled(cells[0])
        if across and not (row and is_value(one_line(cells[0].text))):
            if row and forms[-1].values and is_remark(cells[0].text):
                add_remark(forms[-1].values, cells[0])
                continue
            if not may_name(cells[0].text) or (row and not forms[-1].values):
                return None
            forms = [*(forms if row else ()), Form(_named(cells[0]), {})]
            continue
        if not forms or not all(_told(cell, forms[-1].values) for cell in cells):
            return None
    return table_of_forms(grid, forms) if forms and all(map(_measures, forms)) else None


def _measures(form: Form) -> bool:
    """Whether a box gives two figures, one of them a target or a result."""
    words = {match.word for label in form.values if (match := match_header(label)) is not None}
    return len(form.values) > 1 and bool(words & TARGET_OR_RESULT)


def _named(cell: Cell) -> Cell:
    """The cell that names a measure, without the word for one ("Indicator: ...")."""
    text = one_line(cell.text)
    found = _LABELLED.fullmatch(text)
    match = match_header(found["label"]) if found is not None else None
    if found is None or match is None or not match.exact or match.word is not HeaderWord.TITLE:
        return cell
    return replace(cell, text=found["value"])


def _labelled(cell: Cell) -> tuple[str, str] | None:
    """The label and the rest of a cell that says what it holds, in front of a colon or on a line
    of its own ("Result" over "87%")."""
    label, value = _parted(cell.text)
    if not label and cell.marks:
        label = one_line(cell.text)  # over an arrow
    match = match_header(label) if label else None
    if match is not None and match.word is HeaderWord.TITLE:
        return None
    known = match is not None and (match.exact or match.word in _TOLD)
    return (label, value) if known or is_period(label) else None


def _parted(text: str) -> tuple[str, str]:
    found = _LABELLED.fullmatch(one_line(text))
    if found is not None:
        return found["label"], found["value"]
    first, _, rest = text.strip().partition("\n")
    return (first.strip(), one_line(rest)) if rest.strip() else ("", "")


def _told(cell: Cell, values: dict[str, Cell]) -> bool:
    """Puts what a cell tells under its label; False where it tells nothing, or it again."""
    said = _labelled(cell)
    text = cell.text
    if said is not None:
        label, text = said
        text = _figure_with_unit(cell, text)
    elif is_value(one_line(cell.text)):
        label = _RESULT
    elif _RATED not in values and parse_rag(one_line(cell.text)) is not None:
        label = _RATED  # "Not achieved" in its colour
    elif not without_glyphs(cell.text).strip() and cell.marks:
        label = _RATED if {mark.kind for mark in cell.marks} <= _RATING else _TREND
    else:
        return False
    if label in values:
        return False
    values[label] = replace(cell, text=text)
    return True


def _figure_with_unit(cell: Cell, text: str) -> str:
    """The figure below a label with the unit on the line below it ("Actual" over "46.2" over "%
    recycled"); the whole ``text`` where no figure stands on a line of its own."""
    _, *lines = [line.strip() for line in cell.text.strip().split("\n") if line.strip()]
    if len(lines) < _FIGURE_AND_UNIT or not is_value(lines[0]) or is_value(text):
        return text
    return f"{lines[0]} {lines[1]}" if lines[1].startswith("%") else lines[0]
