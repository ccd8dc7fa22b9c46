"""Which cell takes which figure of which measure, and what is doubtful about it.

A cell is found by its measure's code (or title) in the key column and its field's heading, or
by a workbook-scope name such as ``m_SF01_actual``; never by a stored address. So a template
may be sorted, and rows and columns may be inserted, between two refreshes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlscorecard.refresh.binding.dated_rows import read_dated_rows
from xlscorecard.refresh.binding.declared import Declared
from xlscorecard.refresh.binding.fields import (
    WRITTEN,
    Field,
    fold_key,
)
from xlscorecard.refresh.binding.figures import Measure, Unclear, same_part
from xlscorecard.refresh.binding.layout import Block, Column, holds_ratings
from xlscorecard.refresh.binding.matching import check_match, match_row, read_twins
from xlscorecard.refresh.binding.periods import ColumnPeriod
from xlscorecard.refresh.binding.proposals import Bound, Known, Spot, latest_of, listed, propose
from xlscorecard.refresh.parts.reading import CellView, SheetView, WorkbookView
from xlscorecard.refresh.rows.addresses import Area, format_address
from xlscorecard.values.confusables import fold_words


def bind_block(view: WorkbookView, block: Block, known: Known, told: Declared, out: Bound) -> None:
    """Bind the rows of a block by key and the columns by heading."""
    sheet = view.sheet(block.sheet)
    assert sheet is not None  # noqa: S101 - the block was found on it
    columns = _without_twins(block, out)
    dated = read_dated_rows(sheet, block)
    twins = dated.without_twins(read_twins(sheet, block))
    absent: list[str] = []
    for row, text in dated.keys:
        found = match_row(sheet, block, row, text, known)
        if not found:
            if block.key.field is Field.KEY:
                absent.append(text)
            continue
        if not dated.takes(row, text, found):
            continue
        latest = check_match(sheet, block, row, text, found, twins, out)
        if latest is None:
            continue
        dated.check(block, row, text, latest, out)
        out.reached.update(id(measure) for measure in found)
        how = f"key {text!r} and heading" if block.table is None else f"table {block.table}"
        before = len(out.changes) + len(out.findings)
        for line, own in _lines(block, row, dated.columns(row, text, columns)):
            for column in own:
                if column.field in WRITTEN:
                    spot = _spot(sheet, block, line, column, how, out)
                    _bind_cell(spot, found, known, told, out)
        if len(out.changes) + len(out.findings) == before and block.columns:
            when = latest.period or "a period that the data do not state"
            place = f"{block.sheet}!{format_address(row, block.key.number)}"
            out.doubt("no-column", f"{place} ({latest.name}): no column for {when}")
    dated.check_all(block, known, out)
    if absent:
        names = listed(list(dict.fromkeys(absent)))
        message = f"{block.sheet}: the data have nothing for {names}; what stands there stays"
        out.doubt("no-data", message, look=False)


def _lines(
    block: Block, row: int, columns: Sequence[Column]
) -> Iterator[tuple[int, Sequence[Column]]]:
    """A measure's rows, each with its columns: where a row says what it holds, its figures are
    of that field."""
    if not block.lines:
        yield row, columns
    for line, kind in block.lines.get(row, ()):
        yield line, [replace(c, field=kind) for c in columns if c.field is Field.ACTUAL]


def tell_kept_ratings(view: WorkbookView, block: Block, out: Bound) -> None:
    """Ratings that nothing binds, beside figures that are new, may be those of the old ones."""
    sheet = view.sheet(block.sheet)
    assert sheet is not None  # noqa: S101 - the block was found on it
    first, last = block.keys[0][0], block.keys[-1][0]
    edits = [change.edit for change in out.changes if change.edit.sheet == block.sheet]
    bound = {edit.column for edit in edits if first <= edit.row <= last}
    for column in block.columns if bound else ():
        area = Area(first, column.number, last, column.number)
        kept = column.field is Field.KEPT and column.number not in bound
        if kept and holds_ratings(sheet, area):
            out.doubt(
                "kept-rating",
                f"{block.sheet}: the ratings under {column.heading!r} stay as they are: are "
                "they still right beside the new figures?",
            )


def _without_twins(block: Block, out: Bound) -> list[Column]:
    """The columns but for those with the same heading, of which nobody knows which is meant."""
    counts = Counter(_heading_of(column) for column in block.columns if column.field in WRITTEN)
    for (heading, _), count in counts.items():
        if count > 1:
            out.doubt(
                "ambiguous",
                f"{block.sheet}: {count} columns are headed {heading!r}; they are left",
            )
    return [column for column in block.columns if counts[_heading_of(column)] < 2]


def _heading_of(column: Column) -> tuple[str, ColumnPeriod | None]:
    return fold_key(column.heading), column.period


def read_manners(view: WorkbookView, blocks: Sequence[Block]) -> dict[Field, list[CellView]]:
    """How the blocks of a workbook say ratings and trends, for those that hold none as yet."""
    found: dict[Field, list[CellView]] = {Field.RAG: [], Field.TREND: []}
    for block in blocks:
        sheet = view.sheet(block.sheet)
        assert sheet is not None  # noqa: S101 - the block was found on it
        for kind in found:
            found[kind] += _filled(sheet, block, [c for c in block.columns if c.field is kind])
    return found


def _spot(sheet: SheetView, block: Block, row: int, column: Column, how: str, out: Bound) -> Spot:
    others = _filled(sheet, block, (column,))
    if not others:
        alike = [c for c in block.columns if c.field is column.field]
        of_lines = [replace(c, field=column.field) for c in block.columns if block.lines]
        others = _filled(sheet, block, alike or of_lines)
    beside = _figures_beside(sheet, block, row, column)
    units = (c for c in block.columns if fold_words(c.heading) in _UNITS)
    cells = [sheet.shown(row, unit.number) for unit in units]
    row_unit = next((cell.text for cell in cells if cell is not None), "")
    spot = Spot(sheet, row, column, others, None, how, beside, row_unit)
    if others or spot.words:
        return spot
    return replace(spot, others=out.manners.get(column.field, ()))


_UNITS = ("unit", "units", "unit of measure", "unit of measurement", "measured in")


_ALIKE = frozenset({
    Field.ACTUAL, Field.TARGET, Field.PREVIOUS, Field.COMPARATOR, Field.FORECAST
})  # fmt: skip
"""Fields whose figures are of one unit in a measure's row."""


def _figures_beside(sheet: SheetView, block: Block, row: int, column: Column) -> list[CellView]:
    """The row's other figures in the measure's unit; the nearest first, its own field before
    others. A measure of several rows has them above and below, too."""
    rows = [(row, column.field)]
    for lines in block.lines.values():
        if any(line == row for line, _ in lines):
            rows += lines
    found = [
        (other.field is not column.field, abs(line - row), abs(other.number - column.number), cell)
        for line, kind in rows
        if kind in _ALIKE
        for other in block.columns
        if other.field in _ALIKE and (line, other.number) != (row, column.number)
        and (cell := sheet.at(line, other.number)) is not None
    ]  # fmt: skip
    return [cell for *_, cell in sorted(found, key=lambda near: near[:3])]


def _bind_cell(
    spot: Spot, found: Sequence[Measure], known: Known, told: Declared, out: Bound
) -> None:
    """One cell of a row; ``found`` are the records of its measure, one for each period."""
    column = spot.column
    measure = latest_of(found)
    if isinstance(measure, Unclear):
        return
    if column.period is not None:
        wanted = column.period.text
        if wanted is not None:
            measure = next((m for m in found if m.period == wanted), measure)
        elif same_part(measure, column.period.part):
            column = replace(column, period=None)
        else:
            return
    unit = told.unit(measure, column.field)
    propose(replace(spot, column=column, unit=unit), measure, known, out)


def _filled(sheet: SheetView, block: Block, columns: Iterable[Column]) -> list[CellView]:
    """What stands in some columns: from it a letter is told from a word."""
    return [
        view
        for column in columns
        for key, _ in block.keys
        for row, kind in block.lines.get(key, ((key, column.field),))
        if kind is column.field
        and (view := sheet.at(row, column.number)) is not None
        and view.value is not None
    ]
