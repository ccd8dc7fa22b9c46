"""A table whose rows are alike, or nearly: what an officer sees afterwards is the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import edit_part, load, make_book, parts, replace_table
from xlscorecard.refresh.rows.cells import CellValue
from xlscorecard.refresh.write import open_for_writing

SHEET = "xl/worksheets/sheet1.xml"
VALUES: list[CellValue] = [
    "plain", "a < b & c", " lead and trail ", "two\nlines", "100%", "%s #5;",
    1.0, 0.1, -2.5e-7, 1e21, 7, True, None, "", "=1+1", "@here",
]  # fmt: skip
ROWS = [[f"row {n}", value, n * 1.5] for n, value in enumerate(VALUES)]


def _table(book: Any) -> None:
    sheet = book.add_worksheet("Data")
    columns = [{"header": name} for name in ("Name", "Value", "Size")]
    data = [[f"old {n}", n, n / 7] for n in range(len(ROWS))]
    sheet.add_table(0, 0, len(ROWS), 2, {"name": "tblData", "columns": columns, "data": data})
    sheet.write("E3", "beside the table")
    sheet.set_column("F:F", 20)


def _shown(value: CellValue) -> object:
    return None if value == "" else value


RICH = '<c r="A7" t="inlineStr"><is><r><t>old</t></r><r><rPr><b/></rPr><t> 5</t></r></is></c>'


@pytest.mark.parametrize(
    ("pattern", "odd"),
    [
        ('<c r="B5"', '<c r="B5"'),  # nothing odd
        ('<c r="B5"', '<c cm="0" r="B5"'),
        ('<c r="C6"[^>]*>.*?</c>', ""),
        ('<c r="A7"[^>]*>.*?</c>', RICH),
        ('<c r="[A-C]8"', "<c"),
        ('<row r="9"', '<row r="9" ht="30" customHeight="1"'),
    ],
)
def test_every_value_arrives_whatever_one_row_looks_like(
    tmp_path: Path, pattern: str, odd: str
) -> None:
    book = edit_part(make_book(tmp_path / "in.xlsx", _table), SHEET, pattern, odd)
    replace_table(book, tmp_path / "out.xlsx", "tblData", ROWS)
    sheet = load(tmp_path / "out.xlsx")["Data"]
    found = [[cell.value for cell in row] for row in sheet["A2:C17"]]
    assert found == [[_shown(value) for value in row] for row in ROWS]
    assert sheet["E3"].value == "beside the table"
    assert "<f>" not in parts(tmp_path / "out.xlsx")[SHEET].decode()


def test_formats_of_each_row_stay(tmp_path: Path) -> None:
    def striped(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
        columns = [{"header": "Name"}, {"header": "Value"}]
        sheet.add_table(0, 0, 12, 1, {"name": "tblData", "columns": columns})
        for row in range(1, 13):
            sheet.write(row, 0, f"old {row}", bold if row % 2 else None)
            sheet.write(row, 1, row / 9, percent if row % 3 else None)

    book = make_book(tmp_path / "in.xlsx", striped)
    replace_table(book, tmp_path / "out.xlsx", "tblData", [[f"new {n}", n / 8] for n in range(12)])
    sheet = load(tmp_path / "out.xlsx")["Data"]
    assert [sheet.cell(row, 1).value for row in (2, 13)] == ["new 0", "new 11"]
    assert [sheet.cell(row, 1).font.b for row in range(2, 14)] == [True, False] * 6
    assert [sheet.cell(row, 2).number_format for row in range(2, 8)] == (
        ["0.0%", "0.0%", "General"] * 2
    )


def test_values_find_their_headings_in_any_order(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", _table)
    writer = open_for_writing(book)
    rows: list[list[CellValue]] = [[n + 0.5, f"row {n}", date(2024, 4, 1)] for n in range(18)]
    writer.replace_table(writer.book.tables()[0], ["Size", "Name", "Value"], rows)
    writer.apply(())
    writer.save(tmp_path / "out.xlsx")
    sheet = load(tmp_path / "out.xlsx")["Data"]
    assert [sheet.cell(5, column).value for column in (1, 2, 3)] == ["row 3", 45383, 3.5]
