"""Tables whose measures are columns, and tables of one measure that do not name it.

Both become a table of one row for each measure (see ``facing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.marks.glyphs import without_glyphs
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.content import is_figure, is_figure_or_status
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.header_text import (
    YEAR,
    calendar_year,
    header_text,
    is_part,
    is_period,
)
from xlscorecard.normalise.words.labelled import is_label
from xlscorecard.normalise.words.labels import (
    NAMES_OF_FIGURES,
    PERIODS,
    TARGET_OR_RESULT,
    card_label_of,
    label_of,
    may_name,
    short_text,
    tells_figures,
    yearly_label_of,
)
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word

_NAMES = frozenset({HeaderWord.TITLE, HeaderWord.REFERENCE, HeaderWord.SUPPORTING_MEASURE})
# What a table of figures is called, whatever they measure.
_OF_TABLES = frozenset(
    {"annual", "by", "chart", "comparison", "data", "figures", "history", "historical", "in",
     "information", "month", "monthly", "of", "past", "performance", "period", "quarter",
     "previous", "quarterly", "recent", "results", "summary", "table", "the", "time",
     "trend", "trends", "type", "values", "year", "years"}
)  # fmt: skip
_BESIDE_FIGURES = frozenset({HeaderWord.RAG, HeaderWord.TREND, HeaderWord.TEXT})
# So many rows of label and value may stand between a measure's name and its figures.
_MOST_FACTS = 4
# What a rating at the right end of a measure's bar is headed.
_RATED = "Overall status"


def _tells(cell: Cell | None) -> str:
    """A label, or the period or national figure that a place says it holds."""
    text = short_text(cell)
    if not text:
        return ""
    return text if label_of(cell) or is_period(text) or calendar_year(text) is not None else ""


def _names(cell: Cell | None) -> bool:
    """Whether a cell is the header of measures' names or codes."""
    match = match_header(short_text(cell))
    return match is not None and match.exact and match.word in _NAMES


def _dated_label(cell: Cell | None) -> str:
    """A label that says of when ("Target 2023/24", "Q1 outturn")."""
    text = yearly_label_of(cell)
    return text if text and parse_period(text, year="2000/01") is not None else ""


def _may_head_names(cell: Cell) -> bool:
    """The same of a corner, whose words may be others besides ("Local indicator")."""
    match = match_header(short_text(cell))
    return match is not None and match.word in _NAMES


def _names_periods(cell: Cell) -> bool:
    """Whether a cell is the header of periods ("Month")."""
    return plain_words(short_text(cell)) in PERIODS


def transposed(grid: Grid) -> Grid | None:
    """A table whose first column names what its rows tell and whose columns are measures,
    with rows and columns changed over; None for any other."""
    if grid.rows < 3 or grid.cols < 3:
        return None
    stubs = [grid.starts_at(row, 0) for row in range(1, grid.rows)]
    labels = [_tells(cell) or _dated_label(cell) for cell in stubs]
    if not all(labels) or len(set(labels)) < len(labels):
        return None
    known = [label for label in labels if match_header(label) is not None]
    if not tells_figures([*known, "actual"] if len(known) < len(labels) else known):
        return None
    heads = [grid.starts_at(0, col) for col in range(1, grid.cols)]
    corner = grid.starts_at(0, 0)
    if corner is None or (
        corner.text.strip() and not (_may_head_names(corner) or _names_periods(corner))
    ):
        return None
    for head in heads:
        if head is None or _tells(head) or _names(head) or not may_name(head.text):
            return None
    turned = _turned(grid)
    named = tuple(replace(c, text="Measure") if c.row == c.col == 0 else c for c in turned.cells)
    return replace(turned, cells=named, header_rows=1, pieces=())


def _turned(grid: Grid) -> Grid:
    """A grid with rows and columns changed over."""
    cells = tuple(
        replace(cell, row=cell.col, col=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
        for cell in grid.cells
    )
    return replace(grid, rows=grid.cols, cols=grid.rows, cells=cells)


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure's name across a table of its figures, and the cells at its end that rate it
    ("Calls answered | GREEN | {up}")."""

    name: Cell
    judged: tuple[Cell, ...] = ()


def bar_of(grid: Grid) -> Bar | None:
    """The bar that a grid's first row is; None where it is none."""
    cells = grid.filled_in(0)
    if not cells or cells[0].col or cells[0].rowspan > 1 or _tells(cells[0]):
        return None
    name, *judged = cells
    if not may_name(name.text) or not all(map(_judges, judged)):
        return None
    last = (judged or cells)[-1]
    reaches = name.colspan * 2 >= grid.cols if judged else name.colspan == grid.cols
    if not reaches or last.col + last.colspan < grid.cols or len(judged) > 2:
        return None
    plain = [replace(c, fill=None) if c.fill == name.fill else c for c in judged]
    return Bar(name, tuple(plain))


def corner_of(grid: Grid) -> Bar | None:
    """A measure's name in the corner over the labels of its figures ("Homes built | Q1 | Q2" over
    "Target" and "Actual"); None for the header of labels, or of names."""
    corner = grid.starts_at(0, 0)
    if corner is None or corner.colspan > 1 or not may_name(corner.text):
        return None
    if _OF_TABLES.issuperset(plain_words(corner.text).split()):
        return None  # "Trend data": the measure is named above
    match = match_header(short_text(corner))
    if _tells(corner) or (match is not None and (match.exact or match.word in _NAMES)):
        return None
    over = grid.cols > 2 and periods_over_labels(grid, 0)
    return Bar(replace(corner, header=False)) if over else None


def _judges(cell: Cell) -> bool:
    """Whether a cell holds nothing but a rating or an arrow, or both."""
    text = without_glyphs(cell.text)
    return parse_rag(text) is not None or (not text.strip() and bool(cell.marks))


def with_judgement(grid: Grid, judged: Sequence[Cell]) -> Grid:
    """A table of one row with what its bar says of it in columns of their own."""
    more: list[tuple[str, Cell]] = []
    for cell in judged:
        rates = parse_rag(without_glyphs(cell.text)) is not None
        points = any(trend_of_mark(mark) is not None for mark in cell.marks)
        if rates or not points:
            more.append((_RATED, replace(cell, marks=()) if rates and points else cell))
        if points:
            more.append(("Direction of travel", replace(cell, text="") if rates else cell))
    return with_columns(grid, more)


def with_columns(grid: Grid, more: Sequence[tuple[str, Cell]]) -> Grid:
    """A table of one row with columns more, each a header and the cell under it; the grid
    itself where it has not one row."""
    if not tells_one(grid):
        return grid
    last = grid.rows - 1
    cells = list(grid.cells)
    for col, (name, cell) in enumerate(more, start=grid.cols):
        cells.append(Cell(0, col, text=name, rowspan=last, page=grid.page, header=True))
        cells.append(replace(cell, row=last, col=col, rowspan=1, colspan=1))
    return replace(grid, cols=grid.cols + len(more), cells=tuple(cells))


def tells_one(grid: Grid) -> bool:
    """Whether a grid has one row under its header, of one row where nothing says otherwise."""
    return grid.rows == (grid.header_rows or 1) + 1


def judged_below(grid: Grid) -> list[tuple[str, Cell]]:
    """What a table says of the measure whose figures stand above it, each with its header: a
    rating over one line of words or figures whose headers say what they are ("RAG rating |
    England mean | Actions"), and no name in it, or the results of others alone. [] for any other
    table."""
    if grid.rows != 2 or grid.cols < 2:
        return []
    pairs = [(grid.starts_at(0, col), grid.starts_at(1, col)) for col in range(grid.cols)]
    more: list[tuple[str, Cell]] = []
    rated = False
    others = True
    for head, cell in pairs:
        if head is None or cell is None or head.empty or _names(head):
            return []
        match = match_header(header_text(head.text))
        if match is not None and match.exact and match.word is HeaderWord.RAG:
            rated = rated or _judges(cell) or (cell.empty and cell.fill is not None)
        elif is_figure(one_line(cell.text)) and (
            match is None or match.word not in NAMES_OF_FIGURES
        ):
            return []
        others = others and match is not None and match.word is HeaderWord.COMPARATOR
        more.append((header_text(head.text), cell))
    return more if rated or others else []


def with_results(more: Sequence[tuple[str, Cell]]) -> bool:
    """Whether what a table says has a target or a result in it: of which measure, a text above it
    may tell."""
    matches = (match_header(name) for name, _ in more)
    return any(match is not None and match.word in TARGET_OR_RESULT for match in matches)


def figures_below(grid: Grid) -> list[tuple[str, Cell]]:
    """The figures of the measure whose form stands above, period by period ("Actual" and "Target"
    beside them or over them, no name), each with the header that it has in a row. [] for any
    other table."""
    if grid.cols < 3 or grid.rows < 2:
        return []
    periods = _periods_across(grid)
    if not periods:
        corner = grid.starts_at(0, 0)
        grid = _turned(grid)
        periods = _periods_across(grid) if corner is not None and _names_periods(corner) else []
    labels = [label_of(grid.starts_at(row, 0)) for row in range(1, grid.rows)]
    words = {match.word for label in labels if (match := match_header(label)) is not None}
    if not all(labels) or len(set(labels)) < len(labels) or words.isdisjoint(TARGET_OR_RESULT):
        return []
    return [
        (f"{period} / {label}", cell)
        for col, period in enumerate(periods, start=1)
        for row, label in enumerate(labels, start=1)
        if (cell := grid.starts_at(row, col)) is not None
    ]


def _periods_across(grid: Grid) -> list[str]:
    """The periods that head all columns but the first; [] where anything else does."""
    periods = [short_text(grid.starts_at(0, col)) for col in range(1, grid.cols)]
    return periods if all(map(is_period, periods)) else []


def with_title(grid: Grid, bar: Bar) -> Grid | None:
    """A table of one measure's figures that nothing in it names, with a first column for the
    name: that of the ``bar``, which is its first row or stands above it. Its columns are
    labels and periods over one row of figures, years over their quarters, or periods over rows
    that labels name. None for any other table."""
    first = 1 if any(cell is bar.name for cell in grid.cells) else 0
    if grid.rows < first + 2:
        return None
    over_labels = grid.cols > 2 and periods_over_labels(grid, first)
    heads = 1 if over_labels or _labels_over_figures(grid, first) else 0
    heads = heads or 2 * _years_over_parts(grid, first)
    if not heads:
        return None
    body = grid.rows - first - heads
    page = grid.page
    title = replace(bar.name, fill=None, bold=False)
    cells = [
        Cell(0, 0, rowspan=heads, text="Measure", page=page, header=True),
        replace(title, row=heads, col=0, rowspan=body, colspan=1),
    ]
    cells += [
        replace(cell, row=cell.row - first, col=cell.col + 1)
        for cell in grid.cells
        if cell.row >= first
    ]
    return replace(
        grid, rows=grid.rows - first, cols=grid.cols + 1, cells=tuple(cells), header_rows=heads
    )


def _years_over_parts(grid: Grid, first: int) -> bool:
    """Whether years, one of which may be that of the targets, stand over their quarters or months
    and these over one row of figures."""
    if grid.rows != first + 3:
        return False
    years, parts, figures = (grid.begun_in(first + n) for n in range(3))
    return (
        len(years) > 1
        and len(parts) == len(figures) == grid.cols
        and all(is_label(header_text(cell.text)) for cell in years)
        and all(is_period(header_text(cell.text)) for cell in parts)
        and all(is_figure_or_status(one_line(cell.text)) for cell in figures)
        and any(is_figure(one_line(cell.text)) for cell in figures)
    )


def apart_from_facts(grid: Grid, bar: Bar) -> tuple[Grid, list[tuple[str, Cell]]]:
    """A table of one measure's figures under periods without the rows of label and value between
    its ``bar`` and them ("Owner | Housing | Good is | High"), and what these say. The grid itself
    where there are none."""
    first = 1 if any(cell is bar.name for cell in grid.cells) else 0
    said: list[tuple[str, Cell]] = []
    head = first
    while head < min(first + _MOST_FACTS, grid.rows - 2):
        if periods_over_labels(grid, head):
            break
        cells = grid.filled_in(head)
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        if not pairs or len(cells) % 2 or not all(_is_fact(*pair) for pair in pairs):
            return grid, []
        said += [(short_text(name), value) for name, value in pairs]
        head += 1
    names = [name for name, _ in said]
    if not said or len(set(names)) < len(names) or not periods_over_labels(grid, head):
        return grid, []
    kept = [cell for cell in grid.cells if cell.row < first or cell.row >= head]
    gone = head - first
    cells = [replace(c, row=c.row - gone) if c.row >= head else c for c in kept]
    return replace(grid, rows=grid.rows - gone, cells=tuple(cells), header_rows=0, pieces=()), said


def _is_fact(name: Cell, value: Cell) -> bool:
    """Whether two cells beside each other are the name of what is said of a measure and that."""
    return match_header(short_text(name)) is not None and name.rowspan == value.rowspan == 1


def _labels_over_figures(grid: Grid, head: int) -> bool:
    """A row of labels and periods, a target or result among them, over one row of values."""
    if grid.rows != head + 2:
        return False
    heads = [grid.starts_at(head, col) for col in range(grid.cols)]
    labels = [_tells(cell) or card_label_of(cell) for cell in heads]
    known = [label for label in labels if (match := match_header(label)) and match.exact]
    if not all(labels) or not tells_figures(
        [*known, "actual"] if len(known) < len(labels) else known
    ):
        return False
    first = grid.starts_at(head + 1, 0)
    return first is not None and (_is_value(first) or _fits(labels[0], first))


def _fits(label: str, cell: Cell) -> bool:
    """Whether a cell is what a label for a text or a judgement asks for."""
    match = match_header(label)
    word = match.word if match is not None and match.exact else None
    text = one_line(cell.text)
    if word is HeaderWord.POLARITY:
        return parse_polarity(text) is not None
    if word is HeaderWord.RAG:
        return _judges(cell) or (cell.empty and cell.fill is not None)
    if word is HeaderWord.TREND:
        return bool(cell.marks) or parse_trend_word(text) is not None
    return word is HeaderWord.TEXT and bool(text) and not is_figure(text)


def periods_over_labels(grid: Grid, head: int) -> bool:
    """Periods over rows that a label in the first column names ("Actual", "Target"), or parts
    of a year over rows of years."""
    heads = [grid.starts_at(head, col) for col in range(1, grid.cols)]
    periods = [short_text(cell) for cell in heads]
    count = sum(map(is_period, periods))
    lone = count == 1 and len(heads) > 1 and all(map(_says_more_of_one, periods))
    if count < 2 and not lone:
        return False
    name = yearly_label_of if sum(map(is_part, periods)) > 1 else label_of
    labels = [name(grid.starts_at(row, 0)) for row in range(head + 1, grid.rows)]
    judged = any(not YEAR.fullmatch(label) for label in labels)  # years alone are statistics
    return all(labels) and len(set(labels)) == len(labels) and judged and tells_figures(labels)


def _says_more_of_one(text: str) -> bool:
    """Whether a header is a period, or that of a judgement or a text beside the figures of one."""
    match = match_header(text)
    more = match is not None and match.exact and match.word in _BESIDE_FIGURES
    return more or is_period(text)


def _is_value(cell: Cell) -> bool:
    text = one_line(cell.text)
    return bool(text) and (parse_quantity(text).numeric or parse_status(text) is not None)
