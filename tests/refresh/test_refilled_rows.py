"""A table's rows under new values: what stands in and beside them, however they are written."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import edit_part, load, make_book, parts, replace_table
from xlscorecard.model.errors import Refused
from xlscorecard.refresh.rows.cells import CellValue

SHEET = "xl/worksheets/sheet1.xml"
ROWS = 300
FRESH: list[list[CellValue]] = [
    [f"P{row}", row * 0.5, "R&D <b>" if row % 50 == 0 else None if row % 3 else "late"]
    for row in range(ROWS)
]


def beside(book: Any) -> None:
    """tblData in C1:E301: gaps, formats, and cells on both sides of it."""
    sheet = book.add_worksheet("Data")
    percent = book.add_format({"num_format": "0%"})
    columns = [{"header": "Ref"}, {"header": "Actual"}, {"header": "Note"}]
    sheet.add_table(0, 2, ROWS, 4, {"name": "tblData", "columns": columns})
    for row in range(1, ROWS + 1):
        if row % 5:
            sheet.write(row, 2, f"old {row}")
        sheet.write(row, 3, row, percent if row % 2 else None)
        if row % 7 == 0:
            sheet.write(row, 0, "left")
            sheet.write(row, 6, "right")
            sheet.write_formula(row, 8, "=1+1", None, 2)


def check(out: Path) -> None:
    sheet = load(out)["Data"]
    for row, line in enumerate(FRESH, start=2):
        assert [sheet.cell(row, column).value for column in (3, 4, 5)] == line
        sides = ("left", "right", "=1+1") if (row - 1) % 7 == 0 else (None, None, None)
        assert tuple(sheet.cell(row, column).value for column in (1, 7, 9)) == sides
        assert sheet.cell(row, 4).number_format == ("0%" if (row - 1) % 2 else "General")


def in_columns(out: Path) -> None:
    """Cells stand in the order of their columns, as the schema wants it, and each once."""
    for line in re.findall(rb"<row .*?</row>", parts(out)[SHEET], re.DOTALL):
        letters = re.findall(rb'<c r="([A-Z])', line)
        assert letters == sorted(set(letters))


def spaced(text: str) -> str:
    return text.replace("</c><c", "</c>\n  <c")


def backwards(text: str) -> str:
    """The rows of the table in another order, as some programs leave them."""
    head, *rows = re.findall(r"<row .*?</row>", text, re.DOTALL)
    shuffled = list(rows)
    random.Random(4).shuffle(shuffled)
    return text.replace("".join([head, *rows]), "".join([head, *shuffled]))


def without_places(text: str) -> str:
    """Full rows whose cells leave out where they stand: each follows the one before it."""
    return re.sub(r'<c r="[A-Z]+\d+"', "<c", text)


@pytest.mark.parametrize("change", [str, spaced, backwards])
def test_new_values_leave_what_stands_beside_the_table(tmp_path: Path, change: Any) -> None:
    book = make_book(tmp_path / "book.xlsx", beside)
    text = parts(book)[SHEET].decode()
    edit_part(book, SHEET, r"(?s)\A.*\Z", change(text).replace("\\", r"\\"))
    replace_table(book, tmp_path / "out.xlsx", "tblData", FRESH)
    check(tmp_path / "out.xlsx")
    in_columns(tmp_path / "out.xlsx")


def full(book: Any) -> None:
    sheet = book.add_worksheet("Data")
    columns = [{"header": "Ref"}, {"header": "Actual"}]
    data = [[f"old {row}", row] for row in range(ROWS)]
    sheet.add_table(0, 0, ROWS, 1, {"name": "tblData", "columns": columns, "data": data})
    sheet.write_column(1, 2, ["beside"] * ROWS)


def test_cells_without_places(tmp_path: Path) -> None:
    book = make_book(tmp_path / "book.xlsx", full)
    edit_part(book, SHEET, r"(?s)\A.*\Z", without_places(parts(book)[SHEET].decode()))
    fresh: list[list[CellValue]] = [[f"P{row}", row / 4] for row in range(ROWS)]
    replace_table(book, tmp_path / "out.xlsx", "tblData", fresh)
    sheet = load(tmp_path / "out.xlsx")["Data"]
    found = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert found == [[*line, "beside"] for line in fresh]


@pytest.mark.parametrize(
    "cell",
    ['<c r="B9"><v>1</v></c><c r="B9"><v>2</v></c>', '<c r="B10"><v>1</v></c>'],
    ids=["twice", "in another row"],
)
def test_a_row_that_contradicts_itself_is_refused(tmp_path: Path, cell: str) -> None:
    book = make_book(tmp_path / "book.xlsx", full)
    edit_part(book, SHEET, r'<c r="B9"><v>\d+</v></c>', cell)
    fresh: list[list[CellValue]] = [["x", 1.5]] * ROWS
    with pytest.raises(Refused, match=r"B9|B10"):
        replace_table(book, tmp_path / "out.xlsx", "tblData", fresh)
    assert not (tmp_path / "out.xlsx").exists()


def test_a_table_grown_from_one_row_takes_the_formats_of_that_row(tmp_path: Path) -> None:
    def one_row(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        columns = [{"header": "Ref"}, {"header": "Actual"}]
        sheet.add_table(0, 1, 1, 2, {"name": "tblData", "columns": columns})
        sheet.write(1, 2, 0.5, book.add_format({"num_format": "0.0"}))

    book = make_book(tmp_path / "book.xlsx", one_row)
    fresh: list[list[CellValue]] = [[f"P & {row}", row / 4] for row in range(ROWS)]
    replace_table(book, tmp_path / "out.xlsx", "tblData", fresh)
    sheet = load(tmp_path / "out.xlsx")["Data"]
    for row, line in enumerate(fresh, start=2):
        assert [sheet.cell(row, 2).value, sheet.cell(row, 3).value] == line
        assert sheet.cell(row, 3).number_format == "0.0"
