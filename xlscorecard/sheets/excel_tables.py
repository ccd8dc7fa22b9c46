"""The Excel tables of a sheet: where they are, and what their totals rows count."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.sheets.areas import Place
from xlscorecard.sheets.rule import Range
from xlscorecard.sheets.stored_rules import parse_ranges

_COUNTS = frozenset({"count", "countNums"})


def range_of(table: Table) -> Range | None:
    """The first row and column and the last ones of an Excel table."""
    return next(iter(parse_ranges(table.ref or "")), None)


def row_counts(sheet: Worksheet) -> Iterator[Place]:
    """The cells of totals rows that say how many rows their table has."""
    for table in sheet.tables.values():
        area = range_of(table)
        for number, column in enumerate(table.tableColumns if table.totalsRowCount else ()):
            if area is not None and column.totalsRowFunction in _COUNTS:
                yield area[2], area[1] + number
