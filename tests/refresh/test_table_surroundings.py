"""What lies around a table that grows: drawings, hidden rows, charts with a filter of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import edit_part, load, make_book, parts, replace_table, write_cells
from xlscorecard.model.errors import Refused
from xlscorecard.refresh.rows.cells import CellValue

TABLE = "xl/tables/table1.xml"
CHART = "xl/charts/chart1.xml"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"


def rows(count: int) -> list[list[CellValue]]:
    return [[f"r{n}", n * 10] for n in range(count)]


def table_of_three(book: Any) -> Any:
    """tblData at A1:B4 of the sheet Data."""
    sheet = book.add_worksheet("Data")
    columns = [{"header": "Ref"}, {"header": "Actual"}]
    data = [["a", 1], ["b", 2], ["c", 3]]
    sheet.add_table("A1:B4", {"name": "tblData", "columns": columns, "data": data})
    return sheet


def a_chart_at(place: str) -> Callable[[Any], None]:
    def fill(book: Any) -> None:
        sheet = table_of_three(book)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=Data!$A$2:$A$4", "values": "=Data!$B$2:$B$4"})
        sheet.insert_chart(place, chart)

    return fill


def a_text_box(book: Any) -> None:
    table_of_three(book).insert_textbox("B6", "How to read this", {"object_position": 2})


@pytest.mark.parametrize("fill", [a_chart_at("A7"), a_text_box])
def test_a_table_does_not_grow_under_a_drawing(tmp_path: Path, fill: Any) -> None:
    book = make_book(tmp_path / "in.xlsx", fill)
    with pytest.raises(Refused, match="a chart, picture or shape lies there"):
        replace_table(book, tmp_path / "out.xlsx", "tblData", rows(8))


@pytest.mark.parametrize(("place", "count"), [("D2", 30), ("A7", 5), ("A7", 2)])
def test_a_drawing_elsewhere_is_no_hindrance(tmp_path: Path, place: str, count: int) -> None:
    book = make_book(tmp_path / "in.xlsx", a_chart_at(place))
    replace_table(book, tmp_path / "out.xlsx", "tblData", rows(count))
    assert load(tmp_path / "out.xlsx")["Data"].tables["tblData"].ref == f"A1:B{count + 1}"


def test_a_table_does_not_grow_into_hidden_rows(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        table_of_three(book).set_row(5, None, None, {"hidden": True})

    book = make_book(tmp_path / "in.xlsx", fill)
    replace_table(book, tmp_path / "out.xlsx", "tblData", rows(4))
    with pytest.raises(Refused, match="row 6 is hidden"):
        replace_table(book, tmp_path / "out2.xlsx", "tblData", rows(5))


def test_a_sum_over_several_sheets_is_not_left_short(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        table_of_three(book)
        book.add_worksheet("More")
        book.add_worksheet("Sum").write_formula("A1", "=SUM(Data:More!B2:B4)", None, 6)

    book = make_book(tmp_path / "in.xlsx", fill)
    replace_table(book, tmp_path / "out.xlsx", "tblData", rows(3))
    with pytest.raises(Refused, match="several sheets at once"):
        replace_table(book, tmp_path / "out2.xlsx", "tblData", rows(5))


@pytest.mark.parametrize("count", [1, 4])
def test_the_first_rows_of_an_empty_table_are_rows(tmp_path: Path, count: int) -> None:
    # Excel marks the one empty row of a new table as waiting for data.
    book = make_book(tmp_path / "in.xlsx", table_of_three)
    edit_part(book, TABLE, 'ref="A1:B4" totals', 'ref="A1:B2" insertRow="1" totals')
    edit_part(book, TABLE, 'ref="A1:B4"', 'ref="A1:B2"')
    edit_part(book, "xl/worksheets/sheet1.xml", '<row r="[234]".*?</row>', "")
    replace_table(book, tmp_path / "out.xlsx", "tblData", rows(count))
    found = parts(tmp_path / "out.xlsx")[TABLE].decode()
    assert "insertRow" not in found
    assert load(tmp_path / "out.xlsx")["Data"].tables["tblData"].ref == f"A1:B{count + 1}"


def test_a_chart_that_leaves_rows_out_is_refused(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", a_chart_at("D2"))
    full = (
        f'<c:extLst><c:ext uri="x" xmlns:c15="{C15}"><c15:fullRef><c15:sqref>Data!$B$2:$B$4'
        "</c15:sqref></c15:fullRef></c:ext></c:extLst></c:numRef>"
    )
    edit_part(book, CHART, r"Data!\$B\$2:\$B\$4", "(Data!$B$2,Data!$B$3)")
    edit_part(book, CHART, "</c:numRef>", full)
    with pytest.raises(Refused, match="only some of the table's rows"):
        replace_table(book, tmp_path / "out.xlsx", "tblData", rows(5))


def test_labels_taken_from_cells_are_renewed_with_the_figures(tmp_path: Path) -> None:
    book = make_book(tmp_path / "in.xlsx", a_chart_at("D2"))
    labels = (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" xmlns:c15="{C15}">'
        "<c15:datalabelsRange><c15:f>Data!$A$2:$A$4</c15:f><c15:dlblRangeCache>"
        '<c:ptCount val="3"/><c:pt idx="0"><c:v>withdrawn</c:v></c:pt>'
        "</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst></c:ser>"
    )
    edit_part(book, CHART, "</c:ser>", labels)
    out = tmp_path / "out.xlsx"
    write_cells(book, out, {"Data!A2": "new"}, charts=True)
    text = parts(out)[CHART].decode()
    assert "withdrawn" not in text
    assert '<c:pt idx="0"><c:v>new</c:v></c:pt>' in text.partition("dlblRangeCache")[2]
    replace_table(book, out, "tblData", rows(5))
    text = parts(out)[CHART].decode()
    assert "<c15:f>Data!$A$2:$A$6</c15:f>" in text
    assert "withdrawn" not in text
