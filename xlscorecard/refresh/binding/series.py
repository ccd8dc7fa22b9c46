"""Workbooks that keep a sheet, or a block, for each quarter, month or year.

Only the one of the data's period takes the fresh figures; the others are what was reported then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlscorecard.refresh.binding.fields import Field, fold_code
from xlscorecard.refresh.binding.layout import Block
from xlscorecard.refresh.binding.periods import (
    ColumnPeriod,
    parse_column_period,
    period_rank,
    split_period,
)
from xlscorecard.refresh.binding.proposals import Bound, Known
from xlscorecard.refresh.binding.rolling import is_of_another_year
from xlscorecard.refresh.parts.reading import SheetView, WorkbookView
from xlscorecard.values.confusables import fold_words

_TITLE_ROWS = 8  # above the headings
_TITLE_CELLS = 3  # in a title's row; one with more is a measure's
_TITLE_COLUMNS = 60
_LONGEST_TITLE = 120
# "Performance as at 30 June 2023": the end of a quarter, and no day of a meeting.
_AS_AT = re.compile(
    r"\b(?:as at|to|until|ended|ending):? (?:30|31)(?:st|th)? "
    r"(?:march|june|september|december|mar|jun|sept?|dec)\b"
)
_QUARTER_ENDS = {"M06": "Q1", "M09": "Q2", "M12": "Q3", "M03": "Q4"}


@dataclass(frozen=True, slots=True)
class _Dated:
    """A block with the period that its title or its sheet's name states, and whether the data
    for its measures are of another."""

    block: Block
    stated: ColumnPeriod | None
    keys: frozenset[str]
    now: str | None
    other: bool

    @property
    def shown(self) -> str:
        """The stated period in words."""
        return (self.stated.text or self.stated.part) if self.stated is not None else ""


def without_other_periods(
    view: WorkbookView, blocks: Sequence[Block], known: Known, out: Bound
) -> list[Block]:
    """The blocks but for those of other periods whose measures stand in one of this period, in an
    undated one, or in several of other periods."""
    dated = [_dated(view, block, known) for block in blocks]
    kept: list[Block] = []
    for one in dated:
        alike = [two for two in dated if two is not one and two.keys & one.keys]
        place = f"{one.block.sheet} from row {one.block.heading_row} is of {one.shown}"
        if one.other and not all(two.other for two in alike):
            sure = any(not two.other and two.stated is not None for two in alike)
            message = f"{place} and the data are of {one.now}; it is left"
            out.doubt("other-period", message, look=not sure)
        elif one.other and any(two.stated != one.stated for two in alike):
            out.doubt(
                "other-period",
                f"{place}, and so are others of other periods; none is of {one.now}: copy a sheet "
                "for it, and refresh again; it is left",
            )
        else:
            kept.append(one.block)
    return kept


def _dated(view: WorkbookView, block: Block, known: Known) -> _Dated:
    sheet = view.sheet(block.sheet)
    assert sheet is not None  # noqa: S101 - the block was found on it
    keys = frozenset(fold_code(text) for _, text in block.keys)
    now = _data_period(block, known)
    data = split_period(now) if now else None
    stated = _stated_period(sheet, block, quarters=data is not None and data.part[:1] == "Q")
    other = False
    if data is not None and stated is not None:
        alike = stated.part[:1] == data.part[:1]
        years = None not in (stated.year, data.year) and stated.year != data.year
        apart = alike and (years or stated.part != data.part)
        other = apart or is_of_another_year(sheet, block, data.year)
    return _Dated(block, stated, keys, now, other)


def _data_period(block: Block, known: Known) -> str | None:
    """The latest period that the data for a block's measures report on."""
    found = {
        measure.period for _, text in block.keys for measure in known.named(text) if measure.period
    }
    return max(found, key=period_rank, default=None)


def _stated_period(sheet: SheetView, block: Block, *, quarters: bool) -> ColumnPeriod | None:
    """The quarter, month or year that a block is of by the title next above it, else by its
    sheet's name; None for one with columns of several periods. ``quarters`` says that the data
    are of one."""
    if any(c.period and c.period.part and c.field is Field.ACTUAL for c in block.columns):
        return None
    parts = [period for period in _titles(sheet, block, quarters=quarters) if period.part]
    named = parse_column_period(sheet.name, "", block.year)
    if parts:
        return parts[0]
    return named or (ColumnPeriod("", block.year) if block.year else None)


def _titles(sheet: SheetView, block: Block, *, quarters: bool) -> Iterator[ColumnPeriod]:
    """The periods of the lines above the headings, the nearest first."""
    for row in range(block.heading_row - 1, max(0, block.heading_row - _TITLE_ROWS), -1):
        found = (sheet.at(row, number) for number in range(1, _TITLE_COLUMNS + 1))
        cells = [cell for cell in found if cell is not None and cell.text]
        if len(cells) > _TITLE_CELLS:
            return
        for cell in cells:
            if isinstance(cell.value, str) and len(cell.text) <= _LONGEST_TITLE:
                period = parse_column_period(cell.text, "", block.year)
                if period is None:
                    continue
                if quarters and _AS_AT.search(fold_words(cell.text)):
                    period = period._replace(part=_QUARTER_ENDS.get(period.part, period.part))
                yield period
