"""Blocks that tell one measure's figures period by period, as performance systems print them:
the measure's name in a bar or a heading, a line of headers ("Year | Value | Target | Status"),
a row for each period, and what else is said of the measure above and below. Each becomes one
row, its figures under "2020/21 / Value" (see ``facing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import MarkKind
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.layouts.form import add_remark
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.labels import PERIODS, label_of, may_name, tells_figures
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header, plain_words

# A block tells so many periods; its labels are no longer than this (letters).
_FEWEST_PERIODS = 2
_LONGEST_LABEL = 60
# A name at the left of a header and its value is merged over both.
_HEADER_AND_VALUE = 2
_RATING_KINDS = frozenset(MarkKind) - {MarkKind.OTHER, MarkKind.ARROW, MarkKind.DASH}


@dataclass(slots=True)
class Block:
    """One measure: its name, its figures by (period, label), what else is said of it, and the
    headings above it."""

    name: Cell
    figures: dict[tuple[str, str], Cell] = field(default_factory=dict)
    said: dict[str, Cell] = field(default_factory=dict)
    above: tuple[Cell, ...] = ()


def by_period(grid: Grid, heading: str = "") -> Grid | None:
    """The grid with a row for each block in it; None where it is not all such blocks."""
    grid = _with_header_in_each(grid)
    blocks: list[Block] = []
    row = 0
    while row < grid.rows:
        bar = spans_row(grid, row)
        if bar is not None and bar.col == 0 and bar.colspan * 2 > grid.cols and _is_name(bar.text):
            block, row = Block(bar), row + 1
        elif not blocks and (name := _name_at_left(grid)) is not None:
            block = Block(name)
        elif not blocks and _is_name(heading):
            block = Block(Cell(0, 0, text=heading, page=grid.page))
        else:
            return None
        row = _read(grid, row, block)
        if row > grid.rows or len({period for period, _ in block.figures}) < _FEWEST_PERIODS:
            return None
        blocks.append(block)
    return table_of_blocks(grid, blocks) if blocks else None


def _with_header_in_each(grid: Grid) -> Grid:
    """The grid with its header below each measure's bar, where it is printed once above the first
    of them ("Quarter | Target | Actual" over "Calls answered" over "Q1", "Q2"); itself where it
    stands elsewhere."""
    bars = [row for row in range(1, grid.rows) if _wide_bar(grid, row) is not None]
    heads = [cell for cell in grid.row_cells(0) if not cell.empty] if bars[:1] == [1] else []
    if not heads or any(cell.rowspan > 1 or cell.colspan > 1 for cell in heads):
        return grid
    if plain_words(header_text(heads[0].text)) not in PERIODS - {""} or heads[0].col != 0:
        return grid
    if any(row + 1 in bars or row + 1 >= grid.rows for row in bars):
        return grid  # a section over a measure, or a bar over nothing
    cells = [replace(cell, row=row + n) for n, row in enumerate(bars) for cell in heads]
    for cell in grid.cells:
        if cell.row:
            above = sum(row < cell.row for row in bars)
            cells.append(replace(cell, row=cell.row - 1 + above))
    return replace(
        grid, rows=grid.rows - 1 + len(bars), cells=tuple(cells), header_rows=0, pieces=()
    )


def _wide_bar(grid: Grid, row: int) -> Cell | None:
    """The name over more than half of the columns that a row is; None for any other row."""
    bar = spans_row(grid, row)
    wide = bar is not None and bar.col == 0 and bar.colspan * 2 > grid.cols
    return bar if wide and bar is not None and _is_name(bar.text) else None


def _name_at_left(grid: Grid) -> Cell | None:
    """The cell that names the measure at the left of the headers and figures of its present
    value, which stand over those of its periods."""
    cell = grid.starts_at(0, 0)
    if cell is None or cell.rowspan != _HEADER_AND_VALUE or not _is_name(cell.text):
        return None
    beside = [c for c in grid.row_cells(0) if c is not cell and not c.empty]
    return (
        cell if len(beside) > 1 and not label_of(cell) and all(map(_loose_label, beside)) else None
    )


def _is_name(text: str) -> bool:
    return may_name(text) and one_line(text)[-1] not in ".:?"


def _read(grid: Grid, row: int, block: Block) -> int:
    """Read a block from ``row`` on, and give the row after it: where another bar stands; a row
    behind the grid where it is no such block."""
    if all(_heads(grid, at) is None for at in range(row, grid.rows)):
        return grid.rows + 1  # nearly every table: nothing in it need be read
    heads: dict[int, str] = {}
    named: tuple[int, ...] = ()
    while row < grid.rows:
        cells = grid.filled_in(row)
        bar = spans_row(grid, row)
        wide = bar is not None and bar.col == 0 and bar.colspan * 2 > grid.cols
        if wide and block.figures and _heads_follow(grid, row + 1):
            return row
        found = _heads(grid, row) if not heads else None
        period = _period(grid, row, named) if named else ""
        if found is not None:
            named, heads = found
        elif period:
            if _goes_on(grid, row, max(heads)):
                return grid.rows + 1
            for col, label in heads.items():
                cell = grid.at(row, col)
                if cell is not None and block.figures.setdefault((period, label), cell) is not cell:
                    return grid.rows + 1  # two rows of one period
        elif not heads and (below := _values_below(grid, row, block.name)):
            block.said |= below
            row += 1
        else:
            # to the right of the figures stands at most a chart, with the figures of its axes
            _aside([c for c in cells if not heads or c.col <= max(heads)], block)
        row += 1
    return row


def _values_below(grid: Grid, row: int, name: Cell) -> dict[str, Cell]:
    """The cells below a row of labels beside a measure's name; none where it is no such row."""
    if name.rowspan != _HEADER_AND_VALUE or name.row != row:
        return {}
    labels = [c for c in grid.row_cells(row) if c is not name and not c.empty]
    below = {_loose_label(c): grid.starts_at(row + 1, c.col) for c in labels}
    return {label: cell for label, cell in below.items() if cell is not None}


def _period(grid: Grid, row: int, named: Sequence[int]) -> str:
    """The period of a row, by the columns that name it: "Q2", where a year stands merged over
    the quarters on its left "2015/16 Q2". "" where the row has none of its own."""
    own = grid.starts_at(row, named[-1])
    if own is None or not is_period(header_text(own.text)):
        return ""
    outer = [c for at in named[:-1] if (c := grid.at(row, at)) is not None and not c.empty]
    return " ".join(header_text(cell.text) for cell in (*outer, own))


def _goes_on(grid: Grid, row: int, last: int) -> bool:
    """Whether a period's row has a figure behind the last column that a header names."""
    return any(
        c.row == row and c.rowspan == 1 and c.col > last and any(map(str.isdigit, c.text))
        for c in grid.row_cells(row)
    )


def _heads_follow(grid: Grid, row: int) -> bool:
    return any(_heads(grid, at) is not None for at in range(row, min(row + 4, grid.rows)))


def _heads(grid: Grid, row: int) -> tuple[tuple[int, ...], dict[int, str]] | None:
    """The columns of the periods and the labels of the others, where a row is the line of
    headers over rows that periods name; None for any other row."""
    own = [c for c in grid.row_cells(row) if c.row == row]
    before = [c for c in own if plain_words(header_text(c.text)) in PERIODS]
    if not before:
        return None
    taken = {c.col for c in before}
    others = [c for c in own if c.col not in taken]
    sure = [label for c in others if (label := label_of(c))]
    labels = {c.col: label for c in others if (label := _loose_label(c))}
    before = [c for c in before if c.col < min(labels, default=0)]
    if not before or not tells_figures(sure) or len(sure) < 2:
        return None
    at = before[-1].col
    if any(not c.empty and at < c.col < max(labels) and c.col not in labels for c in own):
        return None
    below = grid.starts_at(row + 1, at) if row + 1 < grid.rows else None
    if below is None or not is_period(header_text(below.text)):
        return None
    return tuple(c.col for c in before), labels


def _loose_label(cell: Cell) -> str:
    """The name of a column beside those that are sure: "Trend compared to previous year"."""
    text = header_text(cell.text).rstrip(": ")
    return label_of(cell) or (
        text if 0 < len(text) <= _LONGEST_LABEL and match_header(text) else ""
    )


def _aside(cells: list[Cell], block: Block) -> None:
    """Keep what a row beside the figures says: label and value, a rating, a remark."""
    cells = [c for c in cells if c is not block.name]
    for cell in list(cells):
        marks = {mark.kind for mark in cell.marks}
        if not cell.text.strip():
            if marks & _RATING_KINDS:
                block.said.setdefault("Status", cell)
            cells.remove(cell)
    for name, value in zip(cells[::2], cells[1::2], strict=False):
        label = label_of(name)
        if not label and (is_figure(one_line(value.text)) or is_figure(one_line(name.text))):
            break
        if not label:  # "Description"
            told = f"{one_line(name.text).rstrip(':')}: {value.text.strip()}"
            add_remark(block.said, replace(value, text=told))
        elif name.marks:
            block.said.setdefault(label, replace(name, text=""))
            add_remark(block.said, value)
        else:
            block.said.setdefault(label, value)
    else:
        if len(cells) % 2 and cells[-1].text.strip():
            add_remark(block.said, cells[-1])


def heading_row(grid: Grid, row: int) -> Cell | None:
    """The heading over the measures below that a row is, as wide as the table or alone in the
    first column; None for any other row."""
    cell = spans_row(grid, row)
    return cell if cell is not None and cell.col == 0 and cell.rowspan == 1 else None


def under_headings(
    above: Sequence[Sequence[Cell]], first: int, width: int
) -> tuple[list[Cell], list[int]]:
    """The headings above each of some measures as cells of rows from ``first`` on, as wide as the
    table that they are put in, and the rows that are left for the measures."""
    cells: list[Cell] = []
    rows: list[int] = []
    row = first
    for headings in above:
        for heading in headings:
            cells.append(replace(heading, row=row, col=0, colspan=width))
            row += 1
        rows.append(row)
        row += 1
    return cells, rows


def table_of_blocks(grid: Grid, blocks: list[Block]) -> Grid:
    """A table with a row for each block, under the periods and labels that any of them has."""
    figures = list(dict.fromkeys(key for block in blocks for key in block.figures))
    said = list(dict.fromkeys(label for block in blocks for label in block.said))
    page = grid.page
    cells = [Cell(0, 0, text="Measure", rowspan=2, page=page, header=True)]
    for col, (period, label) in enumerate(figures, start=1):
        cells.append(Cell(0, col, text=period, page=page, header=True))
        cells.append(Cell(1, col, text=label, page=page, header=True))
    for col, label in enumerate(said, start=1 + len(figures)):
        cells.append(Cell(0, col, text=label, rowspan=2, page=page, header=True))
    width = 1 + len(figures) + len(said)
    headings, rows = under_headings([block.above for block in blocks], 2, width)
    cells += headings
    for row, block in zip(rows, blocks, strict=True):
        cells.append(replace(block.name, row=row, col=0, rowspan=1, colspan=1, fill=None))
        values = [block.figures.get(key) for key in figures]
        values += [block.said.get(label) for label in said]
        for col, cell in enumerate(values, start=1):
            own = cell or Cell(row, col, page=block.name.page)
            cells.append(replace(own, row=row, col=col, rowspan=1, colspan=1))
    return replace(
        grid,
        rows=rows[-1] + 1,
        cols=width,
        cells=tuple(cells),
        header_rows=2,
        pieces=(),
    )
