"""Small workbooks and scorecards for these tests, and a part-by-part comparison."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from xlscorecard.model.scorecard import (
    Kind,
    Observation,
    Paper,
    Quantity,
    Rag,
    Record,
    Role,
    Scorecard,
    Source,
    Status,
    Trend,
    Unit,
)
from xlscorecard.refresh.parts.book import read_book
from xlscorecard.refresh.rows.addresses import parse_address
from xlscorecard.refresh.rows.cells import CellEdit, CellValue
from xlscorecard.refresh.write import open_for_writing


def make_book(path: Path, fill: Callable[[Any], None]) -> Path:
    """A workbook that XlsxWriter makes; ``fill`` gets the xlsxwriter workbook."""
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return path


def make_sheet(path: Path, rows: Sequence[Any], name: str = "Scorecard") -> Path:
    """One sheet; a tuple (value, number format) gives a cell its format, None leaves it out."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                put(book, sheet, r, c, value)

    return make_book(path, fill)


def put(book: Any, sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, tuple):
        form = book.add_format({"num_format": value[1]})
        if value[0] is None:
            sheet.write_blank(row, column, None, form)
        else:
            sheet.write(row, column, value[0], form)
    elif value is not None:
        sheet.write(row, column, value)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def repack(path: Path, changed: Mapping[str, bytes | None]) -> Path:
    """The same zip with some parts changed, left out (None) or added."""
    old = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**old, **changed}.items():
            if data is not None:
                archive.writestr(name, data)
    return path


def edit_part(path: Path, name: str, pattern: str, new: str) -> Path:
    """A part with a regular expression replaced; the pattern must occur."""
    text, count = re.subn(pattern, new, parts(path)[name].decode(), flags=re.DOTALL)
    assert count, pattern
    return repack(path, {name: text.encode()})


def changed_parts(before: Path, after: Path) -> set[str]:
    """The names of parts that differ, are new or are gone."""
    one, two = parts(before), parts(after)
    return {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}


def write_cells(path: Path, out: Path, edits: Mapping[str, CellValue], **wishes: Any) -> None:
    """Edits by address, straight through the package writer."""
    writer = open_for_writing(path)
    found = []
    for place, value in edits.items():
        sheet, _, address = place.rpartition("!")
        found.append(CellEdit(sheet, *parse_address(address), value))
    writer.apply(found, **wishes)
    writer.save(out)


def replace_table(path: Path, out: Path, name: str, rows: Sequence[Sequence[CellValue]]) -> None:
    """New rows for the columns of a table that it does not calculate itself."""
    writer = open_for_writing(path)
    table = next(table for table in read_book(path).tables() if table.name == name)
    headings = [column.heading for column in table.columns if column.formula is None]
    writer.replace_table(table, headings, rows)
    writer.apply(())
    writer.save(out)


def figure(
    value: str | None,
    unit: Unit | None = None,
    *,
    role: Role = Role.ACTUAL,
    period: str | None = None,
    raw: str | None = None,
    column: str = "Actual",
    status: Status | None = None,
    rag: Rag | None = None,
    quantum: str | None = None,
) -> Observation:
    quantity = Quantity(
        value=Decimal(value) if value is not None else None,
        unit=unit,
        status=status,
        quantum=Decimal(quantum) if quantum else None,
    )
    return Observation(column, role, period, raw or value or "", quantity, rag)


def record(
    ref: str | None,
    title: str,
    *observations: Observation,
    rag: Rag | None = None,
    trend: Trend | None = None,
    row: int = 1,
) -> Record:
    source = Source("q2.pdf", 1, 1, row)
    return Record(
        source, Kind.MEASURE, title, ref=ref, rag=rag, trend=trend, observations=observations
    )


def card(*records: Record, period: str | None = "2017/18 Q2", file: str = "q2.pdf") -> Scorecard:
    return Scorecard(Paper(file, "0" * 64, reporting_period=period), records)


def load(path: Path) -> Any:
    """The result as another program (openpyxl) reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)
