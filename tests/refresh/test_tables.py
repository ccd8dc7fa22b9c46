"""Excel tables that grow and shrink, with everything that hangs on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import (
    changed_parts,
    edit_part,
    load,
    make_book,
    parts,
    replace_table,
)
from xlscorecard.model.errors import Refused
from xlscorecard.refresh.rows.cells import CellValue

COLUMNS = [
    {"header": "Ref", "total_string": "Total"},
    {"header": "Actual", "total_function": "sum"},
    {"header": "Twice", "formula": "=tblData[[#This Row],[Actual]]*2"},
]
THREE: list[list[CellValue]] = [["a", 1], ["b", 2], ["c", 3]]


def hung(book: Any) -> None:
    """tblData at A1:C5 with a totals row, and ranges of every kind over its column B."""
    sheet = book.add_worksheet("Data")
    options = {"name": "tblData", "columns": COLUMNS, "total_row": True, "data": THREE}
    sheet.add_table("A1:C5", options)
    sheet.conditional_format("B2:B4", {"type": "data_bar"})
    sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 1})
    sheet.data_validation("A2:A4", {"validate": "list", "source": ["a", "b"]})
    other = book.add_worksheet("Other")
    other.write_formula("A1", "=SUM(Data!B2:B4)", None, 6)
    other.write_formula("A2", "=Data!B5", None, 6)
    other.write_formula("A3", "=Data!$B$2", None, 1)
    other.write_formula("A4", "=SUM(tblData[Actual])", None, 6)
    other.write_formula("A5", "=SUM(Data!B:B)", None, 12)
    book.define_name("actuals", "=Data!$B$2:$B$4")
    book.define_name("whole", "=Data!$A$1:$C$5")
    book.define_name("first", "=Data!$B$2")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Data!$A$2:$A$4", "values": "=Data!$B$2:$B$4"})
    other.insert_chart("E2", chart)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_all_that_hangs_on_a_table_moves_along(tmp_path: Path, count: int) -> None:
    book = make_book(tmp_path / "in.xlsx", hung)
    out = tmp_path / "out.xlsx"
    replace_table(book, out, "tblData", [[f"r{n}", n * 10] for n in range(count)])
    last, foot = 1 + count, 2 + count
    workbook = load(out)
    data, other = workbook["Data"], workbook["Other"]
    table = data.tables["tblData"]
    assert table.ref == f"A1:C{foot}"
    assert table.autoFilter.ref == f"A1:C{last}"
    for n in range(count):
        assert data.cell(2 + n, 1).value == f"r{n}"
        assert data.cell(2 + n, 2).value == n * 10
        assert str(data.cell(2 + n, 3).value).startswith("=tblData[[#This Row],[Actual]]*2")
    assert data.cell(foot, 1).value == "Total"
    moved = "tblData" if count != 3 else ""
    assert data.cell(foot, 2).value == f"=SUBTOTAL(109,{moved}[Actual])"
    assert data.max_row == foot or all(
        data.cell(row, c).value is None for row in range(foot + 1, 8) for c in (1, 2, 3)
    )
    assert other["A1"].value == f"=SUM(Data!B2:B{last})"
    assert other["A2"].value == f"=Data!B{foot}"
    assert other["A3"].value == "=Data!$B$2"
    assert other["A4"].value == "=SUM(tblData[Actual])"
    assert other["A5"].value == "=SUM(Data!B:B)"
    names = {name: workbook.defined_names[name].attr_text for name in workbook.defined_names}
    assert names["actuals"] == ("Data!$B$2:$B$" + str(last))
    assert names["whole"] == f"Data!$A$1:$C${foot}"
    assert names["first"] == "Data!$B$2"
    ranges = {str(area) for area in data.conditional_formatting}
    assert ranges == {f"<ConditionalFormatting B2:B{last}>"} or all(f"B{last}" in r for r in ranges)
    assert str(data.data_validations.dataValidation[0].sqref) in (f"A2:A{last}", "A2")
    chart = parts(out)["xl/charts/chart1.xml"].decode()
    assert f"<c:f>Data!$B$2:$B${last}</c:f>" in chart
    assert f"<c:f>Data!$A$2:$A${last}</c:f>" in chart


def test_the_same_number_of_rows_touches_only_the_rows(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", hung)
    out = tmp_path / "out.xlsx"
    replace_table(book, out, "tblData", [["x", 7], ["y", 8], ["z", 9]])
    assert changed_parts(book, out) <= {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert [c.value for c in load(out)["Data"]["B"]][:4] == ["Actual", 7, 8, 9]


def test_grown_and_shrunk_back_is_the_old_shape(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", hung)
    out, back = tmp_path / "out.xlsx", tmp_path / "back.xlsx"
    replace_table(book, out, "tblData", [[f"r{n}", n] for n in range(30)])
    replace_table(out, back, "tblData", THREE)
    assert set(parts(back)) == set(parts(book))
    for name in ("xl/tables/table1.xml",):
        assert load(back)["Data"].tables["tblData"].ref == "A1:C5", name
    one, two = load(book)["Data"], load(back)["Data"]

    def shown(sheet: Any) -> list[list[str]]:
        rows = sheet.iter_rows(max_row=5)
        return [[str(c.value).replace("109,tblData[", "109,[") for c in row] for row in rows]

    assert shown(one) == shown(two)
    assert two.max_row in (5, 32)


def in_the_way(book: Any) -> None:
    hung(book)
    book.get_worksheet_by_name("Data").write("B8", "a note")


def cut(book: Any) -> None:
    hung(book)
    book.get_worksheet_by_name("Other").write_formula("B1", "=SUM(Data!B3:B4)", None, 5)


def typed_column(book: Any) -> None:
    sheet = book.add_worksheet("Data")
    columns = [{"header": "Ref"}, {"header": "Actual"}, {"header": "Comment"}]
    sheet.add_table("A1:C4", {"name": "tblData", "columns": columns})
    sheet.write("C3", "typed by hand")


def with_sparklines(book: Any) -> None:
    hung(book)
    book.get_worksheet_by_name("Data").add_sparkline("E2", {"range": "Data!B2:B2"})


def with_merge(book: Any) -> None:
    hung(book)
    book.get_worksheet_by_name("Data").merge_range("A7:C7", None)


@pytest.mark.parametrize(
    ("fill", "rows", "reason"),
    [
        (in_the_way, 6, "B8 is in use"),
        (cut, 1, "cuts through rows"),
        (with_sparklines, 5, "sparkline"),
        (with_merge, 6, "a merge"),
    ],
)
def test_what_has_no_right_answer_is_refused(
    tmp_path: Path, fill: Any, rows: int, reason: str
) -> None:
    book = make_book(tmp_path / "in.xlsx", fill)
    with pytest.raises(Refused, match=reason):
        replace_table(book, tmp_path / "out.xlsx", "tblData", [["x", n] for n in range(rows)])
    assert not (tmp_path / "out.xlsx").exists()


def test_a_typed_column_beside_the_data_is_not_shuffled(tmp_path: Path) -> None:
    from xlscorecard.refresh.write import open_for_writing

    book = make_book(tmp_path / "in.xlsx", typed_column)
    writer = open_for_writing(book)
    with pytest.raises(Refused, match="Comment"):
        writer.replace_table(writer.book.tables()[0], ["Ref", "Actual"], [["x", 1]])


def test_a_filtered_table_is_refused(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        hung(book)

    book = make_book(tmp_path / "in.xlsx", fill)
    edit_part(
        book,
        "xl/tables/table1.xml",
        r'<autoFilter ref="A1:C4"/>',
        '<autoFilter ref="A1:C4"><filterColumn colId="0"><filters><filter val="a"/></filters>'
        "</filterColumn></autoFilter>",
    )
    with pytest.raises(Refused, match="filtered"):
        replace_table(book, tmp_path / "out.xlsx", "tblData", THREE)


def test_the_calculation_chain_goes_when_formulas_come(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", hung)
    edit_part(
        book, "[Content_Types].xml", "</Types>",
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.calcChain+xml"/></Types>',
    )  # fmt: skip
    edit_part(
        book, "xl/_rels/workbook.xml.rels", "</Relationships>",
        '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/calcChain" Target="calcChain.xml"/></Relationships>',
    )  # fmt: skip
    from tests.refresh.making import repack

    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    repack(book, {"xl/calcChain.xml": f'{chain}<c r="C2" i="1"/></calcChain>'.encode()})
    out = tmp_path / "out.xlsx"
    replace_table(book, out, "tblData", [["x", n] for n in range(5)])
    assert "xl/calcChain.xml" not in parts(out)
    assert b"calcChain" not in parts(out)["[Content_Types].xml"]
    assert b"calcChain" not in parts(out)["xl/_rels/workbook.xml.rels"]


def test_texts_like_a_formula_stay_text_when_they_are_edited(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", hung)
    values: list[list[CellValue]] = [["=1+1", 1], ["plain", 2], ["@x", 3], ["-", 4]]
    replace_table(book, tmp_path / "out.xlsx", "tblData", values)
    sheet = load(tmp_path / "out.xlsx")["Data"]
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 1).quotePrefix) for row in range(2, 6)] == [
        ("=1+1", True), ("plain", False), ("@x", True), ("-", True),
    ]  # fmt: skip
    assert {cell.data_type for cell in sheet["A"][1:5]} == {"s"}
