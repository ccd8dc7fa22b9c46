"""Forms of rows of label and value: "KPI | Calls answered" over "Target | 90% | Actual | 81%"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.form import (
    LONGEST_LABEL,
    NAMES,
    Form,
    add_remark,
    comments,
    judges_measure,
    label_of_form,
    word_of,
)
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.labels import may_name
from xlscorecard.normalise.words.row_period import names_period
from xlscorecard.normalise.words.vocabulary import match_header


@dataclass(slots=True)
class _Labelled:
    """Forms under way: the values of each by their labels, the ``titles`` of those that have one,
    and the label that begins each (``opening``), "" where bars do."""

    forms: list[dict[str, Cell]] = field(default_factory=list)
    titles: list[Cell] = field(default_factory=list)
    opening: str = ""

    def begin_under(self, bar: Cell) -> bool:
        """Begin a form under a bar that names it; False where forms begin otherwise, or the one
        before it has no name yet."""
        if self.opening or len(self.titles) < len(self.forms):
            return False
        self.forms.append({})
        self.titles.append(bar)
        return True

    def read_row(self, grid: Grid, cells: Sequence[Cell]) -> bool:
        """Read a row of labels and values by turns; False where it is none."""
        if len(cells) < 2 or len(cells) % 2:
            return False
        barred = bool(self.titles) and not self.opening
        for name, value in zip(cells[::2], cells[1::2], strict=True):
            if name.empty and value.empty:
                continue
            label = label_of_form(name) or (_remark_label(name, value) if self.forms else "")
            if not label:
                return False
            if not barred and name is cells[0] and label == (self.opening or label):
                dated = names_period(label) and is_period(header_text(value.text))
                if label_of_form(value) and not (dated or _names_across(grid, value)):
                    return False  # a row of headers
                self.opening = label
                self.forms.append({})
            if not self._put(label, value):
                return False
        return True

    def _put(self, label: str, value: Cell) -> bool:
        """Put a value into the last form, or make it that one's title; False where none has begun,
        or it has such a value."""
        if len(self.titles) < len(self.forms) and word_of(label) in NAMES:
            self.titles.append(value)
            return True
        if not self.forms or label in self.forms[-1]:
            return False
        self.forms[-1][label] = value
        return True


def labelled_forms(grid: Grid, heading: str) -> list[Form]:
    """Forms of rows of label and value, the label of its name among the first of each, or a bar
    over them; one alone may be named by the ``heading``. What begins the first form begins the
    others."""
    found = _Labelled()
    for row in range(grid.rows):
        cells = grid.begun_in(row)
        if all(cell.empty for cell in cells):
            continue
        across = len(cells) == 1 and cells[0].colspan == grid.cols and may_name(cells[0].text)
        if across and found.forms and found.forms[-1] and comments(grid, range(row, grid.rows)):
            add_remark(found.forms[-1], cells[0])
        elif not (found.begin_under(cells[0]) if across else found.read_row(grid, cells)):
            return []
    forms, titles = found.forms, found.titles
    if not titles and len(forms) == 1 and may_name(heading) and judges_measure(forms[0]):
        titles = [Cell(0, 0, text=heading, page=grid.page)]
    if len(titles) != len(forms) or any(title.empty for title in titles) or not all(forms):
        return []
    return [Form(title, values) for title, values in zip(titles, forms, strict=True)]


def _names_across(grid: Grid, value: Cell) -> bool:
    """Whether a text over all columns but its label's is a measure's name that speaks of figures
    ("Agency spend"), and no header."""
    match = match_header(header_text(value.text))
    across = value.colspan > 1 and value.col + value.colspan == grid.cols
    return across and match is not None and not match.exact and may_name(value.text)


def _remark_label(name: Cell, value: Cell) -> str:
    """The name that a cell gives a remark beside it ("Action being taken"), in words of the
    paper's own; "" where it is no such name."""
    text = header_text(name.text).rstrip(":? ")
    words = len(text) <= LONGEST_LABEL and not any(map(str.isdigit, text))
    return text if text and words and len(value.text) > len(text) else ""
