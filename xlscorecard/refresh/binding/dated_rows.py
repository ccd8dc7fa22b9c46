"""Lists with a row for each measure and period: "A1 | 2023/24 | Q1 | 95%", as exports have them.

A row takes the figures of its own period. Where each measure has one row only, a column of
periods says what its figure is of; it is the council's, and told where the data are of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xlscorecard.refresh.binding.fields import Field, fold_key
from xlscorecard.refresh.binding.figures import Measure, Unclear
from xlscorecard.refresh.binding.layout import Block, Column
from xlscorecard.refresh.binding.matching import Twins
from xlscorecard.refresh.binding.periods import ColumnPeriod, parse_column_period, split_period
from xlscorecard.refresh.binding.proposals import Bound, Known, latest_of, listed
from xlscorecard.refresh.parts.reading import SheetView
from xlscorecard.refresh.rows.addresses import format_address


@dataclass(frozen=True, slots=True)
class DatedRows:
    """The periods that rows state, and the measures whose several rows these tell apart.

    ``keys`` are the block's rows with their codes, and those below a code that is merged over them
    or written once.
    """

    keys: Sequence[tuple[int, str]]
    periods: Mapping[int, ColumnPeriod]
    apart: Mapping[str, Sequence[int]]

    def without_twins(self, twins: Twins) -> Twins:
        """What stands in the block more than once, but for rows of other periods."""
        rows = {k: own[:1] if k in self.apart else own for k, own in twins.rows.items()}
        return replace(twins, rows=rows)

    def takes(self, row: int, text: str, found: Sequence[Measure]) -> bool:
        """Whether the data have a figure of the row's period, where that is what tells it."""
        if fold_key(text) not in self.apart:
            return True
        period = self.periods[row]
        return any(
            _reports_on(measure, period)
            or period.text in {value.period or "" for value in measure.record.observations}
            for measure in found
        )

    def columns(self, row: int, text: str, columns: Sequence[Column]) -> Sequence[Column]:
        """The block's columns as a row has them: of its own period."""
        if fold_key(text) not in self.apart:
            return columns
        return [replace(column, period=column.period or self.periods[row]) for column in columns]

    def check(self, block: Block, row: int, text: str, measure: Measure, out: Bound) -> None:
        """A fresh figure beside the period of the old one is told."""
        period = self.periods.get(row)
        if period is None or fold_key(text) in self.apart or _reports_on(measure, period):
            return
        now = split_period(measure.period) if measure.period else None
        if now is None or now.part[:1] != period.part[:1]:
            return
        number = next(c.number for c in block.columns if c.field is Field.PERIOD)
        out.doubt(
            "row-period",
            f"{block.sheet}!{format_address(row, number)} says {period.text or period.part}, and "
            f"the row gets the figures of {measure.period}: change it",
        )

    def check_all(self, block: Block, known: Known, out: Bound) -> None:
        """Measures that have rows of other periods and none of the data's are told."""
        missing: dict[str, list[str]] = {}
        for rows in self.apart.values():
            text = next(text for row, text in block.keys if row == rows[0])
            found = known.named(text)
            latest = latest_of(found) if found else None
            if latest is None or isinstance(latest, Unclear):
                continue
            if not any(_reports_on(latest, self.periods[row]) for row in rows):
                missing.setdefault(latest.period or "no stated period", []).append(text)
        for period, names in missing.items():
            out.doubt(
                "no-row",
                f"{block.sheet}: {listed(names)}: no row for {period}; add it, and refresh again",
            )


def read_dated_rows(sheet: SheetView, block: Block) -> DatedRows:
    """The periods of a block's rows; nothing for one without a column of periods."""
    columns = [c.number for c in block.columns if c.field is Field.PERIOD]
    if not columns or block.lines:
        return DatedRows(block.keys, {}, {})
    periods: dict[int, ColumnPeriod] = {}
    rows: dict[str, list[int]] = {}
    ends = [*(row for row, _ in block.keys[1:]), block.keys[-1][0] + _MOST_PERIODS]
    for (first, text), end in zip(block.keys, ends, strict=True):
        for row in range(first, end):
            period = _period_of(sheet, row, columns, block.year)
            if period is None and row > first:
                break
            if period is not None:
                periods[row] = period
            rows.setdefault(fold_key(text), []).append(row)
    texts = {fold_key(text): text for _, text in block.keys}
    apart = {
        key: own
        for key, own in rows.items()
        if len(own) > 1 and len({periods[row] for row in own if row in periods}) == len(own)
    }
    more = [(row, texts[key]) for key, own in apart.items() for row in own]
    return DatedRows(sorted({*block.keys, *more}), periods, apart)


_MOST_PERIODS = 60  # rows of one measure


def _period_of(
    sheet: SheetView, row: int, columns: Sequence[int], year: str | None
) -> ColumnPeriod | None:
    cells = [cell for number in columns if (cell := sheet.shown(row, number)) is not None]
    if len(cells) == 1 and isinstance(cells[0].value, date):
        return parse_column_period(cells[0].value, "", year)
    return parse_column_period(" ".join(cell.text for cell in cells), "", year)


def _reports_on(measure: Measure, period: ColumnPeriod) -> bool:
    now = split_period(measure.period) if measure.period else None
    return now is not None and now.part == period.part and period.year in (now.year, None)
