"""Templates as officers really keep them: what looks like a field of ours and is another."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.refresh.making import card, edit_part, figure, load, make_sheet, record
from xlscorecard.model.scorecard import Rag, Trend, Unit
from xlscorecard.refresh.binding.fields import Field, parse_heading
from xlscorecard.refresh.refresh import (
    RefreshReport,
    Wishes,
    check_workbook,
    refresh_workbook,
)
from xlscorecard.refresh.rows.addresses import format_address

DATA = card(
    record("SF01", "Reviews done", figure("62", Unit.PERCENT), rag=Rag.GREEN, trend=Trend.UP),
    record("SF02", "Visits made", figure("1040", Unit.COUNT), rag=Rag.AMBER, trend=Trend.DOWN),
)


def refreshed(path: Path, wishes: Wishes | None = None) -> tuple[Any, RefreshReport]:
    out = path.with_name("out.xlsx")
    report = refresh_workbook(path, [DATA], out, wishes=wishes)
    return load(out), report


def codes(report: RefreshReport) -> list[str]:
    return [finding.code for finding in report.findings]


def read_rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("heading", ["Rating", "Status", "Current rating"])
def test_a_rating_under_another_word_is_renewed(tmp_path: Path, heading: str) -> None:
    rows = [["Ref", "Actual", heading], ["SF01", 58, "Off track"], ["SF02", 900, "On track"]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert read_rows(book["Scorecard"])[1:] == [["SF01", 62, "On track"], ["SF02", 1040, "Amber"]]
    assert not report.look


def test_an_empty_status_column_is_known_by_its_list(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual", "Status"], ["SF01", 58, None]])
    book = openpyxl.load_workbook(path)
    choices = DataValidation(type="list", formula1='"On track,At risk,Off track"')
    choices.add("C2:C9")
    book["Scorecard"].add_data_validation(choices)
    book.save(path)
    assert refreshed(path)[0]["Scorecard"]["C2"].value == "On track"


def with_list(path: Path, formula: str) -> Path:
    """An empty RAG column whose list's entries stand in cells of another sheet."""
    make_sheet(path, [["Ref", "Actual", "RAG"], ["SF01", 58, None], ["SF02", 900, None]])
    book = openpyxl.load_workbook(path)
    lists = book.create_sheet("Lists")
    for row in ("Rating", "GREEN", "AMBER", "RED"):
        lists.append([row])
    lists.add_table(Table(displayName="tblRatings", ref="A1:A4"))
    book.defined_names["ratings"] = DefinedName("ratings", attr_text="Lists!$A$2:$A$4")
    choices = DataValidation(type="list", formula1=formula)
    choices.add("C2:C9")
    book["Scorecard"].add_data_validation(choices)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "formula",
    ["Lists!$A$2:$A$4", "ratings", "tblRatings[Rating]", 'INDIRECT("tblRatings[Rating]")'],
)
def test_the_words_of_a_list_in_cells_are_used(tmp_path: Path, formula: str) -> None:
    book, _ = refreshed(with_list(tmp_path / "in.xlsx", formula))
    assert [row[2] for row in read_rows(book["Scorecard"])[1:]] == ["GREEN", "AMBER"]


def test_the_words_of_a_list_as_newer_excel_keeps_it(tmp_path: Path) -> None:
    path = with_list(tmp_path / "in.xlsx", "ratings")
    newer = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$2:$A$4</xm:f>'
        "</x14:formula1><xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations>"
        "</ext></extLst></worksheet>"
    )
    edit_part(path, "xl/worksheets/sheet1.xml", r"<dataValidations.*</dataValidations>", "")
    edit_part(path, "xl/worksheets/sheet1.xml", r"</worksheet>", newer)
    book, _ = refreshed(path)
    assert [row[2] for row in read_rows(book["Scorecard"])[1:]] == ["GREEN", "AMBER"]


def test_a_sheet_that_is_longer_than_what_is_searched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscorecard.refresh.parts.reading.MOST_ROWS", 2)
    rows = [["Ref", "Actual"], ["SF01", 58], ["SF02", 900]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[1] for row in read_rows(book["Scorecard"])[1:]] == [62, 900]
    assert "long-sheet" in codes(report)


def test_a_title_with_its_unit_is_that_without(tmp_path: Path) -> None:
    rows = [["Measure", "Actual"], ["Reviews done (%)", 58], ["Visits made (%)", 9]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    # The visits are a count in the data.
    assert [row[1] for row in read_rows(book["Scorecard"])[1:]] == [62, 9]
    assert "no-cell" in codes(report)


def test_a_code_with_another_short_title_is_told(tmp_path: Path) -> None:
    rows = [["Ref", "Measure", "Actual"], ["SF01", "Homes let", 58], ["SF02", "Visits", 900]]
    _, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert codes(report) == ["other-title"]


def test_an_officers_own_status_is_not_emptied(tmp_path: Path) -> None:
    rows = [["Ref", "Actual", "Status"], ["SF01", 58, "Signed off"], ["SF02", 900, "Awaiting"]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert read_rows(book["Scorecard"])[1:] == [["SF01", 62, "Signed off"], ["SF02", 1040, None]]
    assert codes(report) == ["ambiguous"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Previous RAG", Field.KEPT),
        ("Last quarter's RAG", Field.KEPT),
        ("Forecast RAG", Field.KEPT),
        ("Year-end RAG rating", Field.KEPT),
        ("RAG previous quarter", Field.KEPT),
        ("Previous direction of travel", Field.KEPT),
        ("Direction of travel since last year", Field.TREND),
        ("RAG", Field.RAG),
        ("Current RAG", Field.RAG),
        ("Forecast", Field.FORECAST),
        ("Last year", Field.PREVIOUS),
    ],
)
def test_another_times_rating_is_not_this_quarters(heading: str, field: Field) -> None:
    assert parse_heading(heading) is field


@pytest.mark.parametrize("heading", ["Previous RAG", "How are we doing?"])
def test_ratings_that_stay_are_told(tmp_path: Path, heading: str) -> None:
    rows = [["Ref", "Actual", "RAG", heading], ["SF01", 58, "R", "A"], ["SF02", 900, "G", "R"]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert read_rows(book["Scorecard"])[1:] == [["SF01", 62, "G", "A"], ["SF02", 1040, "A", "R"]]
    assert codes(report) == ["kept-rating"]
    assert heading in report.findings[0].message


def painted(path: Path) -> Path:
    make_sheet(path, [["Ref", "Actual", "RAG"], ["SF01", 58, "R"], ["SF02", 900, "A"]])
    book = openpyxl.load_workbook(path)
    for row, colour in ((2, "FFFF0000"), (3, "FFFFC000")):
        book["Scorecard"].cell(row, 3).fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    return path


def test_a_cell_painted_in_the_old_ratings_colour_is_told(tmp_path: Path) -> None:
    book, report = refreshed(painted(tmp_path / "in.xlsx"))
    assert book["Scorecard"]["C2"].value == "G"
    assert codes(report) == ["painted"]
    assert "painted red" in report.findings[0].message
    assert "the rating is green" in report.findings[0].message


def test_nothing_is_told_where_the_cell_is_painted_anew(tmp_path: Path) -> None:
    book, report = refreshed(painted(tmp_path / "in.xlsx"), Wishes(fill_colours=True))
    assert book["Scorecard"]["C2"].fill.fgColor.rgb == "FF00B050"
    assert codes(report) == []


@pytest.mark.parametrize(("sheet", "title"), [("2016-17", ""), ("Archive", "Results 2016/17")])
def test_last_years_sheet_beside_this_years_is_left(tmp_path: Path, sheet: str, title: str) -> None:
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual"], ["SF01", 58], ["SF02", 900]])
    book = openpyxl.load_workbook(path)
    old = book.create_sheet(sheet)
    for row in ([title], ["Ref", "Actual"], ["SF01", 40], ["SF02", 700]):
        old.append(row)
    book.save(path)
    book, report = refreshed(path)
    assert read_rows(book["Scorecard"])[1:] == [["SF01", 62], ["SF02", 1040]]
    assert read_rows(book[sheet])[2:] == [["SF01", 40], ["SF02", 700]]
    assert codes(report) == ["other-year"]


def test_the_only_scorecard_is_refreshed_and_its_old_title_told(tmp_path: Path) -> None:
    rows = [["Performance 2016/17"], ["Ref", "Actual"], ["SF01", 58], ["SF02", 900]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert read_rows(book["Scorecard"])[2:] == [["SF01", 62], ["SF02", 1040]]
    assert codes(report) == ["title-period"]


STACKED = [
    ["Ref", "Measure", None, "Q1", "Q2", "Q3"],
    ["SF01", "Reviews done", "Actual", 50, 51, None],
    [None, None, "Target", 60, 60, 60],
    [None, None, "RAG", "R", "R", None],
    ["SF02", "Visits made", "Actual", 900, None, None],
    [None, None, "Target", 1000, 1000, 1000],
    [None, None, "RAG", "R", None, None],
]


@pytest.mark.parametrize("way", ["blank", "merged", "repeated"])
def test_a_measure_with_a_row_for_each_field(tmp_path: Path, way: str) -> None:
    path = make_sheet(tmp_path / "in.xlsx", STACKED)
    book = openpyxl.load_workbook(path)
    sheet = book["Scorecard"]
    for top in (2, 5):
        if way == "merged":
            sheet.merge_cells(start_row=top, end_row=top + 2, start_column=1, end_column=1)
        for row in (top + 1, top + 2) if way == "repeated" else ():
            sheet.cell(row, 1).value = sheet.cell(top, 1).value
    book.save(path)
    book, report = refreshed(path)
    assert [row[3:] for row in read_rows(book["Scorecard"])[1:]] == [
        [50, 62, None], [60, 60, 60], ["R", "G", None],
        [900, 1040, None], [1000, 1000, 1000], ["R", "A", None],
    ]  # fmt: skip
    assert codes(report) == []


PERCENT = "0%"


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([["Ref", "Q1", "Q2"], ["SF01", (0.5, PERCENT), None]], "C2"),
        ([["Ref", "Q1", "Q2"], ["SF01", 0.5, None]], "C2"),
        ([["Ref", "Target", "Actual"], ["SF01", (0.6, PERCENT), "n/a"]], "C2"),
        ([["Ref", None, "Q2"], ["SF01", "Actual", None], [None, "Target", (0.6, PERCENT)],
          [None, "Actual", None]], "C2"),
    ],
)  # fmt: skip
def test_an_empty_cell_beside_fractions_does_not_get_a_figure_of_62(
    tmp_path: Path, rows: list[list[Any]], left: str
) -> None:
    path = make_sheet(tmp_path / "in.xlsx", [*rows, ["SF02", *rows[1][1:2], 900]])
    before = load(path)["Scorecard"][left].value
    report = check_workbook(path, [DATA])
    assert f"Scorecard!{left}" not in [
        f"{c.edit.sheet}!{format_address(c.edit.row, c.edit.column)}" for c in report.plan.changes
    ]
    assert any(f.code == "ambiguous" and left in f.message for f in report.findings), before


def test_an_empty_cell_beside_millions_does_not_get_pounds(tmp_path: Path) -> None:
    data = card(record("SF01", "Spend", figure("3100000", Unit.GBP, raw="£3.1m", quantum="100000")))
    rows = [["Ref", "Q1", "Q2"], ["SF01", 2.9, None]]
    report = check_workbook(make_sheet(tmp_path / "in.xlsx", rows), [data])
    assert codes(report) == ["ambiguous"]
    assert report.plan.changes == ()


def test_months_that_are_dates_are_headings(tmp_path: Path) -> None:
    data = card(record("SF01", "Reviews", figure("62", Unit.PERCENT)), period="2017-06")
    days = [(datetime(2017, month, 1), "mmm yy") for month in (4, 5, 6, 7)]
    rows = [["Ref", "Measure", *days], ["SF01", "Reviews", 58, 60, None, None]]
    out = tmp_path / "out.xlsx"
    refresh_workbook(make_sheet(tmp_path / "in.xlsx", rows), [data], out)
    assert read_rows(load(out)["Scorecard"])[1] == ["SF01", "Reviews", 58, 60, 62, None]


@pytest.mark.parametrize(
    ("column", "expected"), [("Actual", [50, 62]), ("Q2", [50, 62]), ("YTD", [62, 40])]
)
def test_a_quarters_figure_is_not_that_of_the_year_to_date(
    tmp_path: Path, column: str, expected: list[int]
) -> None:
    data = card(record("SF02", "Visits", figure("62", Unit.COUNT, column=column)))
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "YTD", "Q2"], ["SF02", 50, 40]])
    out = tmp_path / "out.xlsx"
    report = refresh_workbook(path, [data], out)
    assert [cell.value for cell in load(out)["Scorecard"][2]][1:] == expected
    assert codes(report) == ["no-figure"]


def test_of_two_rows_with_a_code_only_the_datas_own_is_written(tmp_path: Path) -> None:
    rows = [["Ref", "Measure", "Actual"], ["SF02", "Visits made", 900], ["SF02", "Visits paid", 90]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[2] for row in read_rows(book["Scorecard"])[1:]] == [1040, 90]
    assert "duplicate-code" in codes(report)


def test_yes_is_no_amber(tmp_path: Path) -> None:
    rows = [["Ref", "Actual", "Checked"], ["SF01", 58, "Y"], ["SF02", 900, "Y"]]
    _, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert codes(report) == []


@pytest.mark.parametrize(
    ("heading", "unit", "expected"),
    [
        ("Visits (000s)", None, 12.345),
        ("Visits '000", None, 12.345),
        ("Actual (thousands)", None, 12.345),
        ("Actual in millions", None, 0.012345),
        ("Actual", "thousands", 12.345),
        ("Actual", "number", 12345),
        ("Actual", None, 12345),
        ("Actual per thousand", None, 12345),
        ("Actual", "%", None),
    ],
)
def test_a_column_of_thousands(
    tmp_path: Path, heading: str, unit: str | None, expected: float | None
) -> None:
    data = card(record("SF02", "Visits", figure("12345", Unit.COUNT)))
    rows = [["Ref", heading.replace("Visits", "Value"), "Unit"], ["SF02", 12, unit]]
    report = check_workbook(make_sheet(tmp_path / "in.xlsx", rows), [data])
    values = [float(change.edit.value) for change in report.plan.changes]  # type: ignore[arg-type]
    assert values == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("old", "left"),
    [
        ("Good progress was made on this.", True),
        ((datetime(2020, 1, 5), "dd/mm/yyyy"), True),
        ("n/a", False),
        ("data not available", False),
        ("xx", False),
    ],
)
def test_words_and_dates_are_no_place_for_a_figure(tmp_path: Path, old: object, left: bool) -> None:
    rows = [["Ref", "Performance"], ["SF02", old]]
    report = check_workbook(make_sheet(tmp_path / "in.xlsx", rows), [DATA])
    assert len(report.plan.changes) == (0 if left else 1)
    assert ("ambiguous" in codes(report)) is left


def test_a_count_is_no_code(tmp_path: Path) -> None:
    data = card(
        record("10", "Reviews done", figure("62"), rag=Rag.RED),
        record("5", "Visits", figure("7"), rag=Rag.RED),
    )
    rows = [["Rating", "Count"], ["Green", 10], ["Amber", 5]]
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual"], ["10", 1], ["5", 2], [], *rows])
    out = tmp_path / "out.xlsx"
    refresh_workbook(path, [data], out)
    values = read_rows(load(out)["Scorecard"])
    assert values == [["Ref", "Actual"], ["10", 62], ["5", 7], [None, None], *rows]


@pytest.mark.parametrize(
    ("code", "row"), [("1.1", 2), ("1.10", 3), ("11.1", 4), ("111", None), ("007", 5), ("7", None)]
)
def test_codes_of_figures_are_told_apart(tmp_path: Path, code: str, row: int | None) -> None:
    typed = [(1.1, "0.0"), (1.1, "0.00"), "11.1", (7, "000")]
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual"], *([each, 5] for each in typed)])
    data = card(record(code, "Reviews", figure("62")), record("SF02", "Visits", figure("7")))
    report = check_workbook(path, [data])
    assert [change.edit.row for change in report.plan.changes] == ([row] if row else [])


def test_a_title_that_rolls_over_is_not_told(tmp_path: Path) -> None:
    rows = [["Results 2016/17"], ["Ref", "2015/16 Q1", "2016/17 Q1"], ["SF01", 40, 50]]
    path = make_sheet(tmp_path / "in.xlsx", rows)
    data = card(record("SF01", "Reviews", figure("62")), period="2017/18 Q1")
    out = tmp_path / "out.xlsx"
    report = refresh_workbook(path, [data], out)
    assert read_rows(load(out)["Scorecard"]) == [
        ["Results 2017/18", None, None],
        ["Ref", "2016/17 Q1", "2017/18 Q1"],
        ["SF01", 50, 62],
    ]
    assert codes(report) == ["year-end"]


def test_a_title_under_another_code_is_told(tmp_path: Path) -> None:
    rows = [["Ref", "Measure", "Actual"], ["A7", "Reviews done", 58], ["SF02", "Visits made", 900]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[2] for row in read_rows(book["Scorecard"])[1:]] == [62, 1040]
    assert codes(report) == ["other-code"]


def test_a_title_that_stands_under_several_codes_is_nobodys(tmp_path: Path) -> None:
    rows = [["Ref", "Measure", "Actual"], ["A7", "Reviews done", 58], ["A8", "Reviews done", 40],
            ["SF02", "Visits made", 900]]  # fmt: skip
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[2] for row in read_rows(book["Scorecard"])[1:]] == [58, 40, 1040]
    assert codes(report)[:2] == ["other-code", "other-code"]


def test_what_looks_like_a_title_and_is_none(tmp_path: Path) -> None:
    # A target's text and the day of a meeting state no period of the figures.
    rows = [
        ["Cabinet, 19 November 2017"],
        ["Ref", "Measure", "Actual", "Target"],
        ["X1", "Trees", 5, "Maintain 2012/13"],
        [],
        ["Ref", "Measure", "Actual", "Target"],
        ["SF01", "Reviews done", 58, None],
        ["SF02", "Visits made", 900, None],
    ]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[2] for row in read_rows(book["Scorecard"])[5:]] == [62, 1040]
    assert "title-period" not in codes(report)


def test_ratings_that_a_name_binds_are_not_told(tmp_path: Path) -> None:
    rows = [["Overall view", "Ref", "Actual"], ["R", "SF01", 58], ["A", "SF02", 900]]
    path = make_sheet(tmp_path / "in.xlsx", rows)
    book = openpyxl.load_workbook(path)
    name = DefinedName("m_SF01_rag", attr_text="Scorecard!$A$2")
    book.defined_names["m_SF01_rag"] = name
    book.save(path)
    book, report = refreshed(path)
    assert book["Scorecard"]["A2"].value == "G"
    assert codes(report) == []
