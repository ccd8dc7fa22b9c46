"""Forms: one measure over a few rows of label and value, as exception reports set them.

"KPI | Calls answered" over "Target | 90% | Actual | 81%", the same under a bar that names the
measure, or a name over one row of headers and one of figures. All become a table of one row for
each measure (see ``facing``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.words.header_text import header_text, is_part, is_period
from xlscorecard.normalise.words.labelled import named_figures
from xlscorecard.normalise.words.labels import TARGET_OR_RESULT, holds_value, may_name
from xlscorecard.normalise.words.row_period import names_period
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word

_NAMES = frozenset({HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE})
# A column header that is longer is a sentence with a header's word in it.
_LONGEST_LABEL = 40
_MOST_ROWS = 200
_HEADED_AND_REMARK = 3  # rows of headers, of what they head, and a remark
_COMMENTARY = "Commentary"
_POLARITY = "Good is"
# Somewhere in a remark a sentence ends; other texts may stand behind it.
_ENDS = re.compile(r"[\w%)]\.(?:\s|$)")
_WHEN = re.compile(r"\s*\([^()]*\d[^()]*\)$")


@dataclass(frozen=True, slots=True)
class Form:
    """One measure: the cell that names it, and what is said of it by label."""

    title: Cell
    values: dict[str, Cell]


def read_forms(grid: Grid, heading: str = "") -> Grid | None:
    """The grid as a table with a row for each form in it; None where it holds none. The
    ``heading`` directly above names a form without a name: a sheet's bar over the whole of it is
    a line of its own."""
    if grid.rows > _MOST_ROWS:
        return None
    forms = _labelled(_with_values_apart(grid), heading)
    if not forms:
        filled = [row for row in range(grid.rows) if grid.filled_in(row)]
        forms = _headed(grid, filled, heading) or _headed_twice(grid, filled, heading)
        forms = forms or _headed_with_remarks(grid, filled, heading)
    return table_of_forms(grid, forms) if forms and _measures(forms) else None


def _with_values_apart(grid: Grid) -> Grid:
    """The grid with labels and figures that stand close beside each other, in one cell of each row
    ("Current performance 28.4%"), in columns of their own."""
    for col in range(grid.cols - 1, -1, -1):
        own = [cell for cell in grid.cells if cell.col == col and not cell.empty]
        if len(own) < 2 or any(cell.colspan > 1 for cell in own):
            continue
        named: dict[int, tuple[str, str]] = {}
        for cell in own:
            found = named_figures(cell.text)
            if len(found) != 1:
                break
            named[cell.row] = found[0]
        else:
            grid = _with_column_parted(grid, col, named)
    return grid


def _with_column_parted(grid: Grid, col: int, named: Mapping[int, tuple[str, str]]) -> Grid:
    """The grid with a column's label and figure of some rows in two columns."""
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.col == col and cell.row in named:
            label, figure = named[cell.row]
            cells.append(replace(cell, text=label))
            cells.append(replace(cell, col=col + 1, text=figure))
        elif cell.col > col:
            cells.append(replace(cell, col=cell.col + 1))
        else:
            wider = cell.col + cell.colspan > col
            cells.append(replace(cell, colspan=cell.colspan + 1) if wider else cell)
    return replace(grid, cols=grid.cols + 1, cells=tuple(cells))


def label_of_form(cell: Cell) -> str:
    """The name that a cell gives the value beside or below it; "" where it is none."""
    text = header_text(cell.text).rstrip(":? ")
    if not text or len(text) > _LONGEST_LABEL or holds_value(cell):
        return ""
    bare = _WHEN.sub("", text)  # "This quarter (Q4 2023/24)"
    known = match_header(bare) is not None or is_period(text) or names_period(text)
    return text if known else ""


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
    words = len(text) <= _LONGEST_LABEL and not any(map(str.isdigit, text))
    return text if text and words and len(value.text) > len(text) else ""


def is_remark(text: str) -> bool:
    """Whether a text across a form comments on it ("Reason for variance: posts are vacant.")."""
    label, colon, _ = text.partition(":")
    told = match_header(label) if colon and len(label) <= _LONGEST_LABEL else None
    known = told is not None and told.word is HeaderWord.TEXT
    return known or text.rstrip().endswith(".")


def _comments(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the text across the first of some rows of a form comments on it, or heads the
    remark across the next ("Why are we off target?")."""
    across = (cell.text for row in rows[:2] if (cell := spans_row(grid, row)) is not None)
    return any(map(is_remark, across))


def add_remark(values: dict[str, Cell], cell: Cell) -> None:
    """Put a text across a form behind the remarks that it has."""
    before = values.get(_COMMENTARY)
    text = f"{before.text}\n{cell.text}" if before is not None else cell.text
    values[_COMMENTARY] = replace(cell, text=text)


def _word(label: str) -> HeaderWord | None:
    match = match_header(label)
    return match.word if match is not None else None


def tells_measure(form: Form) -> bool:
    """Whether a form gives figures to judge."""
    return _measures([form])


def _measures(forms: Sequence[Form]) -> bool:
    """Whether the forms give figures to judge: a label for a target or result with others."""
    words = {_word(label) for form in forms for label in form.values}
    return len(words) > 1 and bool(words & TARGET_OR_RESULT)


def _judges(form: dict[str, Cell]) -> bool:
    """Whether labels alone show that a form is of one measure: its result beside its target."""
    return {HeaderWord.ACTUAL, HeaderWord.TARGET} <= {_word(label) for label in form}


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
        if len(self.titles) < len(self.forms) and _word(label) in _NAMES:
            self.titles.append(value)
            return True
        if not self.forms or label in self.forms[-1]:
            return False
        self.forms[-1][label] = value
        return True


def _labelled(grid: Grid, heading: str) -> list[Form]:
    """Forms of rows of label and value, the label of its name among the first of each, or a bar
    over them; one alone may be named by the ``heading``. What begins the first form begins the
    others."""
    found = _Labelled()
    for row in range(grid.rows):
        cells = grid.begun_in(row)
        if all(cell.empty for cell in cells):
            continue
        across = len(cells) == 1 and cells[0].colspan == grid.cols and may_name(cells[0].text)
        if across and found.forms and found.forms[-1] and _comments(grid, range(row, grid.rows)):
            add_remark(found.forms[-1], cells[0])
        elif not (found.begin_under(cells[0]) if across else found.read_row(grid, cells)):
            return []
    forms, titles = found.forms, found.titles
    if not titles and len(forms) == 1 and may_name(heading) and _judges(forms[0]):
        titles = [Cell(0, 0, text=heading, page=grid.page)]
    if len(titles) != len(forms) or any(title.empty for title in titles) or not all(forms):
        return []
    return [Form(title, values) for title, values in zip(titles, forms, strict=True)]


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
        if forms and not said and (_comments(grid, filled[at:]) or _labels_chart(bar)):
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
        if not colon or _word(label.strip()) is None or not (text.strip() or cell.marks):
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
    return [Form(Cell(0, 0, text=heading, page=grid.page), values)] if _judges(values) else []


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
    if len(heads) < 2 or not all(labels) or any(_word(label) in _NAMES for label in labels):
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
    return len(text) > _LONGEST_LABEL and _ENDS.search(text) is not None


def _is_judgement(text: str) -> bool:
    return parse_rag(text) is not None or parse_trend_word(text) is not None


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
