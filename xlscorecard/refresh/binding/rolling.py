"""The roll at year end: what was the current year becomes last year, and the block is free.

Only where the workbook states its years: a block of 2017/18 columns that gets the first
figures of 2018/19, with 2016/17 columns beside it to roll into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.refresh.binding.fields import WRITTEN, Field, fold_code
from xlscorecard.refresh.binding.figures import Measure
from xlscorecard.refresh.binding.layout import Block, Column
from xlscorecard.refresh.binding.periods import next_year, period_rank, split_period
from xlscorecard.refresh.binding.proposals import Bound, Change, Known
from xlscorecard.refresh.parts.reading import SheetView, WorkbookView
from xlscorecard.refresh.rows.addresses import format_address
from xlscorecard.refresh.rows.cells import CellEdit, CellValue
from xlscorecard.values.period import parse_period, previous_year, year_of

_YEARS = re.compile(r"(?<!\d)((?:20)?\d{2})(\s?[/-]\s?)((?:20)?\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class _Roll:
    sheet: SheetView
    block: Block
    year: str

    def stops(self, row: int, column: int) -> bool:
        cell = self.sheet.at(row, column)
        return cell is not None and (cell.formula or cell.locked)


def roll_block(view: WorkbookView, block: Block, known: Known, out: Bound) -> Block:
    """The block as it stands after the roll, its edits in ``out``; the same block without one."""
    years = [c.period.year for c in block.columns if c.period and c.period.year]
    parts = [c for c in block.columns if c.period and c.period.year and c.period.part]
    if not years or not parts:
        return _check_yearless(view, block, known, out)
    year = max(years)
    if data_year(block, known) != next_year(year):
        return block
    sheet = view.sheet(block.sheet)
    assert sheet is not None  # noqa: S101 - the block was found on it
    place = f"{block.sheet} from row {block.heading_row}"
    older = [c for c in block.columns if c.period and c.period.year == previous_year(year)]
    if not older:
        out.doubt(
            "year-end",
            f"{place}: the columns are those of {year} and the data report on {next_year(year)}, "
            "but there are no columns for last year to move the figures to; nothing is written",
        )
        return replace(block, columns=())
    if block.table is not None:
        out.doubt(
            "year-end",
            f"{place}: the table {block.table} has {year} in its headings and the data report on "
            f"{next_year(year)}; change the headings in Excel first",
        )
        return replace(block, columns=())
    if block.lines:
        out.doubt(
            "year-end",
            f"{place}: the data report on {next_year(year)}, and each measure has several rows; "
            "move them to last year in Excel first; nothing is written",
        )
        return replace(block, columns=())
    roll = _Roll(sheet, block, year)
    alone = _without_counterpart(roll)
    if alone:
        out.doubt(
            "year-end",
            f"{place}: the data report on {next_year(year)}, but last year has no column for "
            f"{alone!r} to move its figures to; nothing is written",
        )
        return replace(block, columns=())
    _move_figures(roll, out)
    _move_years(roll, out)
    out.doubt("year-end", f"{place}: {year} was moved to last year, {next_year(year)} begins",
              look=False)  # fmt: skip
    return replace(block, columns=tuple(_moved_on(c, year) for c in block.columns))


def data_year(block: Block, known: Known) -> str | None:
    """The latest year that the data for a block's measures report on."""
    found = []
    for _, text in block.keys:
        for measure in known.named(text):
            period = split_period(measure.period) if measure.period else None
            if period is not None and period.year is not None:
                found.append(period.year)
    return max(found, default=None)


def _moved_on(column: Column, year: str) -> Column:
    period = column.period
    if period is None or period.year not in (year, previous_year(year)):
        return column
    return replace(
        column,
        period=period._replace(year=next_year(period.year)),
        heading=_bump(column.heading, year),
    )


def _without_counterpart(roll: _Roll) -> str:
    """A filled current column that has no column of last year to roll into."""
    last = _by_kind(roll.block.columns, previous_year(roll.year))
    for kind, column in _by_kind(roll.block.columns, roll.year).items():
        for row, _ in roll.block.keys if kind not in last else ():
            cell = roll.sheet.at(row, column.number)
            if cell is not None and cell.value is not None and not roll.stops(row, column.number):
                return column.heading
    return ""


def _move_figures(roll: _Roll, out: Bound) -> None:
    current = _by_kind(roll.block.columns, roll.year)
    last = _by_kind(roll.block.columns, previous_year(roll.year))
    for row, text in roll.block.keys:
        for kind, column in current.items():
            if kind not in last or roll.stops(row, column.number):
                continue
            cell = roll.sheet.at(row, column.number)
            value = cell.value if cell is not None else None
            if not roll.stops(row, last[kind].number):
                _add(roll, out, row, last[kind], value, text)
            _add(roll, out, row, column, None, text)


def _by_kind(columns: Sequence[Column], year: str) -> dict[tuple[Field, str], Column]:
    return {
        (column.field, column.period.part): column
        for column in columns
        if column.period and column.period.year == year and column.field in WRITTEN
    }


def _add(roll: _Roll, out: Bound, row: int, column: Column, value: CellValue, text: str) -> None:
    cell = roll.sheet.at(row, column.number)
    old = cell.value if cell is not None else None
    edit = CellEdit(roll.sheet.name, row, column.number, value, None, f"{text} year end")
    out.changes.append(Change(text, column.heading, edit, old, "roll at year end"))


def _move_years(roll: _Roll, out: Bound) -> None:
    top = roll.block.heading_row
    for (row, column), cell in roll.sheet.cells.items():
        if not top - 1 <= row <= top and (row, column) not in roll.block.year_places:
            continue
        if not isinstance(cell.value, str) or roll.stops(row, column):
            continue
        text = _bump(cell.value, roll.year)
        if text != cell.value:
            edit = CellEdit(roll.sheet.name, row, column, text, None, "year end")
            out.changes.append(Change("heading", cell.value, edit, cell.value, "roll at year end"))


def _bump(text: str, year: str) -> str:
    """ "2017/18" to "2018/19" and "16-17" to "17-18"; other years stay."""

    def bump(match: re.Match[str]) -> str:
        first, second = int(match[1]), int(match[3])
        start = first if first > 99 else 2000 + first
        if start not in (int(year[:4]), int(year[:4]) - 1) or (start + 1) % 100 != second % 100:
            return match[0]
        wide = [str(start + 1), str(start + 2)]
        short = [wide[i] if len(match[1 + 2 * i]) == 4 else wide[i][2:] for i in (0, 1)]
        return f"{short[0]}{match[2]}{short[1]}"

    return _YEARS.sub(bump, text)


def _check_yearless(view: WorkbookView, block: Block, known: Known, out: Bound) -> Block:
    """Q1 into a block without a year whose later quarters are filled: whose year are those?"""
    order = [c for c in block.columns if c.period and c.period.year is None and c.period.part]
    parts = {_part_rank(c.period.part) for c in order if c.period}
    now = _data_part(block, known)
    if now is None or len(parts) < 2:
        return block
    sheet = view.sheet(block.sheet)
    assert sheet is not None  # noqa: S101 - the block was found on it
    later = [
        c for c in order
        if c.period and _part_rank(c.period.part) > _part_rank(now) and c.field is Field.ACTUAL
    ]  # fmt: skip
    filled = [
        format_address(row, column.number)
        for row, _ in block.keys
        for column in later
        if (cell := sheet.at(row, column.number)) is not None
        and cell.value is not None
        and not cell.formula
    ]
    if not filled:
        return block
    out.doubt(
        "year-end",
        f"{block.sheet}: the data report on {now} and later columns already hold figures "
        f"({', '.join(filled[:3])}): last year's? Empty them, or put the year into the heading",
    )
    return replace(block, columns=tuple(c for c in block.columns if c not in order))


def _part_rank(part: str) -> int:
    if part.startswith("Q"):
        return int(part[1]) * 3
    return (int(part[1:]) - 4) % 12 + 1 if part.startswith("M") else 12


def _data_part(block: Block, known: Known) -> str | None:
    for _, text in block.keys:
        for measure in known.named(text):
            period = split_period(measure.period) if measure.period else None
            if period is not None and period.part:
                return period.part
    return None


def check_title_period(
    view: WorkbookView,
    block: Block,
    measures: Sequence[Measure],
    out: Bound,
    others: Sequence[Block] = (),
) -> None:
    """A title above the headings that still names another quarter or year is told, not changed;
    not one that stands above another of the workbook's blocks."""
    sheet = view.sheet(block.sheet)
    periods = {measure.period for measure in measures if measure.period}
    if sheet is None or len(periods) != 1 or not block.columns:
        return
    now = split_period(next(iter(periods)))
    if now is None:
        return
    elsewhen = is_of_another_year(sheet, block, now.year)
    heads = [o.heading_row for o in others if o.sheet == block.sheet and o is not block]
    above = max((head for head in heads if head < block.heading_row), default=0)
    for row, column in block.year_places:
        if row < above:
            continue
        cell = sheet.at(row, column)
        stated = split_period(parse_period(cell.text) or "") if cell is not None else None
        if cell is None or stated is None or row >= block.heading_row or _heads(cell.text, block):
            continue
        alike = stated.part[:1] == now.part[:1] != ""  # not the month of a meeting
        if elsewhen or (alike and stated != now):
            place = f"{block.sheet}!{format_address(row, column)}"
            data = next(iter(periods))
            todo = f"the data are for {data}: change it"
            if period_rank(stated.text) > period_rank(data):
                todo = f"the data are of {data}, which is earlier: is it the right paper?"
            out.doubt("title-period", f"{place} says {cell.text!r}, {todo}")
    if elsewhen and not block.year_places:
        out.doubt("title-period", f"the sheet's name {block.sheet!r} says {block.year}, the data "
                  f"are for {next(iter(periods))}: change it")  # fmt: skip


def _heads(text: str, block: Block) -> bool:
    """Whether a text is a heading above some of the headings ("Q1 2017/18")."""
    return any(column.heading.startswith(f"{text} / ") for column in block.columns)


def is_of_another_year(sheet: SheetView, block: Block, year: str | None) -> bool:
    """Whether all that states a block's year, its title, columns or sheet, names another."""
    if block.year is None or year is None:
        return False
    cells = [sheet.at(row, column) for row, column in block.year_places]
    stated = {year_of(parse_period(cell.text)) for cell in cells if cell is not None}
    dated = {column.period.year for column in block.columns if column.period}
    return year not in {block.year, *stated, *dated}


def without_archives(
    view: WorkbookView, blocks: Sequence[Block], known: Known, out: Bound
) -> list[Block]:
    """The blocks but for those of other years whose measures stand in one of this year, too:
    last year's sheet, kept to look things up in."""
    old = {
        id(block): year
        for block in blocks
        if (year := data_year(block, known))
        and (sheet := view.sheet(block.sheet)) is not None
        and is_of_another_year(sheet, block, year)
    }
    keys = {fold_code(text) for block in blocks if id(block) not in old for _, text in block.keys}
    found = []
    for block in blocks:
        if id(block) in old and any(fold_code(text) in keys for _, text in block.keys):
            out.doubt(
                "other-year",
                f"{block.sheet} from row {block.heading_row} is of {block.year} and the data "
                f"are of {old[id(block)]}; it is left",
            )
        else:
            found.append(block)
    return found
