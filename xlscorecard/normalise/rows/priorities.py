"""Priorities beside the measures that support them: who is judged, and names that go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind, Record
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.rows.reader import Reader, column_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.content import text_at
from xlscorecard.normalise.words.mending import one_line

# Grids whose lines, or own cells, show where each name ends.
_CELLS_APART = frozenset({"full", "word", "sheet"})
# Words that no name ends with.
_JOINING = frozenset(
    {"a", "an", "and", "&", "by", "for", "in", "of", "on", "our", "the", "to", "with"}
)


def beginning_on_page_before(grid: Grid, cell: Cell) -> str:
    """The beginning of a priority's name whose cell a page break parts between the priority's
    measures: its rest, the first of the next page, goes on in the middle of a sentence. "" for
    a cell that is whole."""
    above = grid.at(cell.row - 1, cell.col) if cell.row else None
    if above is None or above.page == cell.page or not cell.text.strip()[:1].islower():
        return ""
    first = one_line(above.text)
    return first if first and first[-1] not in ".:;!?" else ""


def rejoined(records: list[Record], first: str, rest: str, texts: Sequence[tuple[str, str]]) -> str:
    """The whole name of a priority that goes on after a page break, given to its records so
    far, with the texts beside its rest; "" where ``first`` is none of them."""
    whole = f"{first} {rest}"
    if any(record.title == whole for record in records):
        return whole  # a later measure beside the same rest
    own = [n for n, r in enumerate(records) if r.kind is Kind.PRIORITY and r.title == first]
    if not own:
        return ""
    at = own[-1]
    said = dict(records[at].text)
    for key, text in texts:
        said[key] = f"{said[key]} {text}" if key in said else text
    records[at] = replace(records[at], title=whole, text=tuple(said.items()))
    for n in range(at + 1, len(records)):
        if records[n].section[-1:] == (first,):
            records[n] = replace(records[n], section=(*records[n].section[:-1], whole))
    return whole


def judged_by_measure(reader: Reader, priority: Column) -> bool:
    """Whether RAG and trend stand beside each measure of the priorities that are merged over
    several, or printed again for each, not once for the priority. Ratings that each rate one
    result beside them are the measures', where the table has no other judgement; without any
    it is the figures that stand once or for each. Looked for once, for all rows of a table."""
    if priority.index not in reader.judged:
        reader.judged[priority.index] = _judge_each(reader, priority)
    return reader.judged[priority.index]


def _judge_each(reader: Reader, priority: Column) -> bool:
    grid = reader.grid
    columns = reader.table.rows[0].columns
    judging = [c for c in columns if c.use in (Use.TREND, Use.RAG)]
    judging = judging or [c for c in columns if c.use is Use.VALUE]
    judged = [c.index for c in judging if c.use is Use.TREND or c.beside is None]
    judged = judged or [c.index for c in judging]
    each = once = 0.0
    for first_row, last_row in _runs_of_one_name(reader, priority):
        for col in judged:
            first = grid.starts_at(first_row, col)
            own = [grid.starts_at(at, col) for at in range(first_row, last_row + 1)]
            filled = _count_told(grid, own)
            if filled > 1:
                each += 1
            else:  # one alone may also be that of the only measure with a figure
                once += 1 if first is not None and first.rowspan > 1 else 0.5
    if not each and not once:  # a measure to each priority: who stands next to the judgement?
        title = column_of(reader.table.rows[0], Use.TITLE)
        return title is not None and priority.index < title.index < min(judged, default=0)
    return each > once


def _count_told(grid: Grid, cells: Sequence[Cell | None]) -> int:
    """How many of some cells tell something each, if nothing but a colour: without lines between
    them, one colour is one cell's."""
    found = [cell for cell in cells if cell is not None]
    paint = [c.fill for c in found if c.empty and c.fill is not None and not is_neutral(c.fill)]
    colours = len(paint) if grid.ruling in _CELLS_APART else len(set(paint))
    return sum(not cell.empty for cell in found) + colours


def _runs_of_one_name(reader: Reader, priority: Column) -> Iterator[tuple[int, int]]:
    """The first and last rows of each priority that stands beside several: its cell is merged
    over them, its name is printed again in each, or the cells below it are empty."""
    for name, group in groupby(_names(reader, priority), key=lambda place: place[1]):
        rows = [index for index, _ in group]
        if name and len(rows) > 1:
            yield rows[0], rows[-1]


def printed_over_rows(reader: Reader, cell: Cell) -> tuple[str, int]:
    """The name of a priority that is printed over several rows of measures without a line
    between, a line of it beside each, and the row where it begins: in the middle of a sentence
    the next cell goes on with it. Where names begin in small letters, these tell nothing."""
    grid, top = reader.grid, reader.table.rows[0].index
    if grid.ruling in _CELLS_APART or cell.row < top:
        return one_line(cell.text), cell.row
    known = reader.printed.get((cell.row, cell.col))
    if known is not None:
        return known
    first = last = cell.row
    while first > top and _goes_on(grid, first - 1, cell.col):
        first -= 1
    while _goes_on(grid, last, cell.col):
        last += 1
    rows = range(first, last + 1)
    lines = [text_at(grid, row, cell.col) for row in rows]
    if lines[0][:1].islower():
        return one_line(cell.text), cell.row
    whole = one_line(" ".join(lines)), first
    reader.printed.update({(row, cell.col): whole for row in rows})
    return whole


def _goes_on(grid: Grid, row: int, col: int) -> bool:
    """Whether the cell below one goes on with its text."""
    upper, lower = grid.starts_at(row, col), grid.starts_at(row + 1, col)
    if upper is None or lower is None or upper.rowspan > 1 or lower.rowspan > 1:
        return False
    above, below = upper.text.split(), lower.text.split()
    if not above or not below or upper.page != lower.page or above[-1][-1] in ".:;!?":
        return False
    return below[0][0].islower() or above[-1].casefold() in _JOINING


def _names(reader: Reader, priority: Column) -> Iterator[tuple[int, str]]:
    """Each row with the name of its priority, which may stand some rows above."""
    last = ""
    for row in reader.table.rows:
        cell = reader.grid.at(row.index, priority.index)
        name = printed_over_rows(reader, cell)[0] if cell is not None else ""
        last = name or last
        yield row.index, last


def priority_of(reader: Reader, row: Row, priority: Column) -> str:
    """The name of the priority that a measure's row belongs to; it may stand some rows above."""
    above = range(row.index, reader.table.rows[0].index - 1, -1)
    cells = (reader.grid.at(index, priority.index) for index in above)
    return next((one_line(cell.text) for cell in cells if cell and cell.text.strip()), "")
