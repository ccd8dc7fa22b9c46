"""Every table of the real workbooks grown and shrunk: right or refused, never wrong."""

from __future__ import annotations

import warnings
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.parts.book import Table, read_book
from xlscorecard.refresh.rows.addresses import Area, parse_area
from xlscorecard.refresh.write import PackageWriter

CORPUS = Path(__file__).resolve().parents[2] / "../shared/workbooks/corpus"

pytestmark = pytest.mark.shared


@lru_cache(maxsize=2)
def load_once(path: Path) -> Any:
    return load(path)


def load(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def table_of(path: Path, name: str) -> Table:
    return next(table for table in read_book(path).tables() if table.name == name)


def replace(path: Path, out: Path, name: str, count: int) -> Table:
    writer = PackageWriter(read_book(path))
    table = next(table for table in writer.book.tables() if table.name == name)
    headings = [column.heading for column in table.columns if column.formula is None]
    rows = [[f"new {row}.{place}" for place in range(len(headings))] for row in range(count)]
    writer.replace_table(table, headings, rows)
    writer.apply(())
    writer.save(out)
    return table


def wrong(path: Path, out: Path, table: Table, count: int) -> str:
    """What an independent reader (openpyxl) finds wrong with the result; nothing where right."""
    shift = count - (table.body.bottom - table.body.top + 1)
    before, after = load_once(path), load(out)
    now = table_of(out, table.name)
    if now.area != table.area._replace(bottom=table.area.bottom + shift):
        return f"area {now.area.text}"
    top = table.body.top
    calculated = {i for i, column in enumerate(table.columns) if column.formula is not None}
    sheet = after[table.sheet]
    place = 0
    for i, heading in enumerate(column.heading for column in table.columns):
        for row in range(count):
            value = sheet.cell(top + row, table.area.left + i).value
            if i in calculated:
                if not (hasattr(value, "text") or str(value).startswith("=")):
                    return f"no formula in {heading} row {row}"
            elif value != f"new {row}.{place}":
                return f"{heading} row {row}: {value!r}"
        place += i not in calculated
    for offset in range(table.totals):
        for column in range(table.area.left, table.area.right + 1):
            old = before[table.sheet].cell(table.body.bottom + 1 + offset, column).value
            new = sheet.cell(now.body.bottom + 1 + offset, column).value
            if (old is None) != (new is None):
                return f"totals {old!r} -> {new!r}"
    last = max(table.area.bottom, now.area.bottom)
    touched = Area(table.area.top, table.area.left, last, table.area.right)
    for name in before.sheetnames:
        old_sheet, new_sheet = before[name], after[name]
        if not hasattr(old_sheet, "iter_rows"):
            continue
        for cells in old_sheet.iter_rows():
            for cell in cells:
                inside = name == table.sheet and touched.holds(cell.row, cell.column)
                if inside or not hasattr(cell, "value"):
                    continue
                other = new_sheet.cell(cell.row, cell.column)
                old_text, new_text = str(cell.value), str(other.value)
                formula = old_text.startswith("=")
                if old_text != new_text and not formula and "ArrayFormula" not in old_text:
                    return f"{name}!{cell.coordinate}: {old_text} -> {new_text}"
                if cell.has_style and cell.number_format != other.number_format:
                    return f"{name}!{cell.coordinate}: format"
    if shift < 0:
        for row in range(now.area.bottom + 1, table.area.bottom + 1):
            for column in range(table.area.left, table.area.right + 1):
                if sheet.cell(row, column).value is not None:
                    return f"left over in row {row}"
    return ""


def test_every_table_of_the_corpus(tmp_path: Path) -> None:
    if not CORPUS.is_dir():
        pytest.skip("no ../shared/workbooks")
    outcome: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    failures: list[str] = []
    for path in sorted(CORPUS.iterdir()):
        if path.stat().st_size > 200_000:
            continue  # openpyxl takes two seconds for each reading of the one large book
        try:
            tables = read_book(path).tables()
        except CannotRead:
            continue
        for table in tables:
            size = table.body.bottom - table.body.top + 1
            for count in {size + 3, max(1, size - 2)}:
                out = tmp_path / "out.xlsx"
                try:
                    replace(path, out, table.name, count)
                except CannotRead as refusal:
                    outcome["refused"] += 1
                    reasons[refusal.reason] += 1
                    continue
                problem = wrong(path, out, table, count)
                outcome["wrong" if problem else "right"] += 1
                if problem:
                    failures.append(f"{path.name} {table.name} {size}->{count}: {problem}")
    print(outcome, *reasons.most_common(), sep="\n")
    assert not failures
    assert outcome["right"] >= 45


def test_area_helper_reads_what_excel_writes() -> None:
    assert parse_area("$B$2:$D$9") == Area(2, 2, 9, 4)
