"""A form: one measure, and what is said of it by label; many become a table of a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.labels import TARGET_OR_RESULT, holds_value
from xlscorecard.normalise.words.row_period import names_period
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

NAMES = frozenset({HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE})
# A column header that is longer is a sentence with a header's word in it.
LONGEST_LABEL = 40
COMMENTARY = "Commentary"
_WHEN = re.compile(r"\s*\([^()]*\d[^()]*\)$")


@dataclass(frozen=True, slots=True)
class Form:
    """One measure: the cell that names it, and what is said of it by label."""

    title: Cell
    values: dict[str, Cell]


def label_of_form(cell: Cell) -> str:
    """The name that a cell gives the value beside or below it; "" where it is none."""
    text = header_text(cell.text).rstrip(":? ")
    if not text or len(text) > LONGEST_LABEL or holds_value(cell):
        return ""
    bare = _WHEN.sub("", text)  # "This quarter (Q4 2023/24)"
    known = match_header(bare) is not None or is_period(text) or names_period(text)
    return text if known else ""


def is_remark(text: str) -> bool:
    """Whether a text across a form comments on it ("Reason for variance: posts are vacant.")."""
    label, colon, _ = text.partition(":")
    told = match_header(label) if colon and len(label) <= LONGEST_LABEL else None
    known = told is not None and told.word is HeaderWord.TEXT
    return known or text.rstrip().endswith(".")


def comments(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the text across the first of some rows of a form comments on it, or heads the
    remark across the next ("Why are we off target?")."""
    across = (cell.text for row in rows[:2] if (cell := spans_row(grid, row)) is not None)
    return any(map(is_remark, across))


def add_remark(values: dict[str, Cell], cell: Cell) -> None:
    """Put a text across a form behind the remarks that it has."""
    before = values.get(COMMENTARY)
    text = f"{before.text}\n{cell.text}" if before is not None else cell.text
    values[COMMENTARY] = replace(cell, text=text)


def word_of(label: str) -> HeaderWord | None:
    """What a label names."""
    match = match_header(label)
    return match.word if match is not None else None


def tell_measures(forms: Sequence[Form]) -> bool:
    """Whether the forms give figures to judge: a label for a target or result with others."""
    words = {word_of(label) for form in forms for label in form.values}
    return len(words) > 1 and bool(words & TARGET_OR_RESULT)


def judges_measure(form: dict[str, Cell]) -> bool:
    """Whether labels alone show that a form is of one measure: its result beside its target."""
    return {HeaderWord.ACTUAL, HeaderWord.TARGET} <= {word_of(label) for label in form}


def table_of_forms(grid: Grid, forms: Sequence[Form]) -> Grid:
    """A table with one row for each form, under the labels that any of them has."""
    labels = list(dict.fromkeys(label for form in forms for label in form.values))
    cells = [
        Cell(0, col, text=label, page=grid.page, header=True)
        for col, label in enumerate(["Measure", *labels])
    ]
    for row, form in enumerate(forms, start=1):
        cells.append(replace(form.title, row=row, col=0, rowspan=1, colspan=1, fill=None))
        for col, label in enumerate(labels, start=1):
            cell = form.values.get(label, Cell(row, col, page=form.title.page))
            cells.append(replace(cell, row=row, col=col, rowspan=1, colspan=1))
    return replace(
        grid,
        rows=len(forms) + 1,
        cols=len(labels) + 1,
        cells=tuple(cells),
        header_rows=1,
        pieces=(),
    )
