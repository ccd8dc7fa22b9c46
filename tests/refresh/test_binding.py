"""A template's cells find their figures by code, heading and name, whatever was moved."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import card, figure, load, make_book, make_sheet, record
from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Status, Trend, Unit
from xlscorecard.refresh.refresh import (
    RefreshReport,
    Wishes,
    check_workbook,
    describe_change,
    refresh_workbook,
)

PERCENT = "0.0%"
HEADINGS = ["Ref", "Measure", "Target", "Actual", "RAG", "Direction of travel", "Comments"]
TEMPLATE: list[list[Any]] = [
    ["Adults scorecard"],
    [],
    HEADINGS,
    ["SF01", "Reviews done", (0.9, PERCENT), (0.58, PERCENT), "R", "↓", "All well"],
    ["SF02", "Visits made", 1000, 900, "A", "→", "No change"],
    ["SF03", "Days waited", 14, 12, "G", "↑", None],
]
DATA = card(
    record("SF01", "Reviews done", figure("62", Unit.PERCENT), rag=Rag.GREEN, trend=Trend.UP),
    record("SF02", "Visits made", figure("1040", Unit.COUNT), rag=Rag.RED, trend=Trend.DOWN),
    record("SF03", "Days waited", figure("15", Unit.DAYS), rag=Rag.AMBER, trend=Trend.FLAT),
)


def refreshed(
    path: Path, *cards: Scorecard, wishes: Wishes | None = None
) -> tuple[Any, RefreshReport]:
    out = path.with_name("out.xlsx")
    report = refresh_workbook(path, cards, out, wishes=wishes)
    return load(out), report


def codes(report: RefreshReport) -> set[str]:
    return {finding.code for finding in report.findings}


def test_by_code_and_heading(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", TEMPLATE)
    book, report = refreshed(path, DATA)
    rows = [[cell.value for cell in row] for row in book["Scorecard"]["A4:G6"]]
    assert rows == [
        ["SF01", "Reviews done", 0.9, 0.62, "G", "↑", "All well"],
        ["SF02", "Visits made", 1000, 1040, "R", "↓", "No change"],
        ["SF03", "Days waited", 14, 15, "A", "→", None],
    ]
    assert book["Scorecard"]["D4"].number_format == PERCENT
    assert not report.look


@pytest.mark.parametrize("seed", range(4))
def test_sorted_and_inserted_rows_and_columns(tmp_path: Path, seed: int) -> None:
    rnd = random.Random(seed)
    body = [list(row) for row in TEMPLATE[3:]]
    rnd.shuffle(body)
    rows = [*TEMPLATE[:2], *[["a banner"] for _ in range(seed)], HEADINGS]
    for row in body:
        rows += [row, *([["a section"]] if rnd.random() < 0.5 else [])]
    order = list(range(7))
    rnd.shuffle(order)
    rows = [[row[i] for i in order] if len(row) == 7 else row for row in rows]
    path = make_sheet(tmp_path / "in.xlsx", [[], *rows])
    book, _ = refreshed(path, DATA)
    found = {}
    key, actual = order.index(0), order.index(3)
    for row in book["Scorecard"].iter_rows(values_only=True):
        if row[key] in ("SF01", "SF02", "SF03"):
            found[row[key]] = row[actual]
    assert found == {"SF01": 0.62, "SF02": 1040, "SF03": 15}


def test_check_says_what_would_change(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", TEMPLATE)
    before = path.read_bytes()
    lines = [describe_change(change) for change in check_workbook(path, [DATA]).plan.changes]
    assert "SF01 Reviews done: Scorecard!D4 Actual: 0.58 -> 0.62 (key 'SF01' and heading)" in lines
    assert path.read_bytes() == before


def test_an_excel_table(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        columns = [{"header": text} for text in ("Code", "Actual", "RAG")]
        sheet.add_table(
            "B3:D5", {"name": "tblScorecard", "columns": columns,
                      "data": [["SF02", 900, "Amber"], ["SF01", 50, "RED"]]},
        )  # fmt: skip

    book, _ = refreshed(make_book(tmp_path / "in.xlsx", fill), DATA)
    sheet = book["S"]
    assert [c.value for c in sheet["C"][3:5]] == [1040, 62]
    assert [c.value for c in sheet["D"][3:5]] == ["RED", "Green"]


def test_a_code_that_stands_twice_is_not_written(tmp_path: Path) -> None:
    rows = [*TEMPLATE, ["SF01", "Reviews done", 1, 2, "R", "↑", None]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows), DATA)
    assert book["Scorecard"]["D4"].value == 0.58
    assert book["Scorecard"]["D7"].value == 2
    assert "duplicate-code" in codes(report)


def test_a_code_that_the_data_have_twice_is_told_apart_by_its_title(tmp_path: Path) -> None:
    data = card(
        record("A1", "Admissions, year to date", figure("10")),
        record("A1", "Admissions, snapshot", figure("20"), row=2),
        record("B1", "Other", figure("1")),
    )
    rows: list[list[Any]] = [
        ["Ref", "Measure", "Actual"],
        ["A1", "Admissions, snapshot", 5],
        ["B1", "x", 7],
    ]
    book, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert book["Scorecard"]["C2"].value == 20
    rows[1][1] = "Admissions"
    book, report = refreshed(make_sheet(tmp_path / "in2.xlsx", rows), data)
    assert book["Scorecard"]["C2"].value == 5
    assert "unclear-measure" in codes(report)


@pytest.mark.parametrize(
    ("cell", "value", "unit", "expected", "code"),
    [
        ((0.5, "0%"), "62", Unit.PERCENT, 0.62, ""),
        ((None, "0%"), "62", Unit.PERCENT, 0.62, ""),
        ((50, "0.0"), "62", Unit.PERCENT, 62, ""),
        ((50, '0"%"'), "62", Unit.PERCENT, 62, ""),
        ((None, "General"), "62", Unit.PERCENT, 62, ""),
        ((0.5, "0.00"), "62", Unit.PERCENT, 0.5, "ambiguous"),
        ((0.5, "0%"), "62", Unit.COUNT, 0.5, "ambiguous"),
        ((0.5, "0%"), "62", None, 0.5, "ambiguous"),
        ((900, "#,##0"), "1040", Unit.COUNT, 1040, ""),
        (("58%", "General"), "62", Unit.PERCENT, "62%", "as-text"),
    ],
)
def test_units(
    tmp_path: Path, cell: tuple[Any, str], value: str, unit: Unit | None, expected: Any, code: str
) -> None:
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual", "RAG"], ["X1", cell, "R"]])
    data = card(record("X1", "x", figure(value, unit), rag=Rag.RED))
    book, report = refreshed(path, data)
    assert book["Scorecard"]["B2"].value == expected
    assert codes(report) == ({code} if code else set())


def test_thousands_and_millions(tmp_path: Path) -> None:
    rows = [
        ["Ref", "Actual £m", "Budget £000", "Result"],
        ["X1", 2.9, 3000, 43.1],
    ]
    data = card(
        record(
            "X1", "x", figure("3100000", Unit.GBP), figure("2950000", Unit.GBP, role=Role.BUDGET),
        )
    )  # fmt: skip
    book, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert book["Scorecard"]["B2"].value == 3.1
    assert book["Scorecard"]["C2"].value == 2950
    data = card(record("X1", "x", figure("43100", Unit.COUNT, raw="43.1k", quantum="100")))
    rows = [["Ref", "Result", "RAG"], ["X1", 42.7, "R"]]
    with pytest.raises(Refused, match="thousands"):
        refreshed(make_sheet(tmp_path / "in2.xlsx", rows), data)


@pytest.mark.parametrize(
    ("column", "rag", "written"),
    [
        (["R", "A"], Rag.GREEN, "G"),
        (["r", "a"], Rag.GREEN, "g"),
        (["Red", "Amber"], Rag.GREEN, "Green"),
        (["RED", "AMBER"], Rag.GREEN, "GREEN"),
        (["On target", "Off target"], Rag.GREEN, "On target"),
        ([None, None], Rag.GREEN, "Green"),
        (["●", "●"], Rag.GREEN, "●"),
        (["Green: 3 of 4 met", "Amber: 3% below"], Rag.GREEN, "Green"),
    ],
)
def test_rag_in_the_templates_own_words(
    tmp_path: Path, column: list[str | None], rag: Rag, written: str
) -> None:
    rows = [["Ref", "Actual", "RAG"], ["X1", 1, column[0]], ["X2", 2, column[1]]]
    data = card(record("X1", "x", figure("5"), rag=rag))
    book, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert book["Scorecard"]["C2"].value == written


def test_rag_words_from_a_validation_list(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.write_row("A1", ["Ref", "Actual", "RAG"])
        sheet.write_row("A2", ["X1", 1])
        sheet.data_validation("C2:C9", {"validate": "list", "source": ["R", "A", "G"]})

    data = card(record("X1", "x", figure("5"), rag=Rag.AMBER))
    book, _ = refreshed(make_book(tmp_path / "in.xlsx", fill), data)
    assert book["S"]["C2"].value == "A"


def test_a_rag_that_is_calculated_is_left(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        book.define_name("RAG_OF", '=LAMBDA(x,IF(x>3,"G","R"))')
        sheet.write_row("A1", ["Ref", "Actual", "RAG"])
        sheet.write_row("A2", ["X1", 1])
        sheet.write_formula("C2", "=RAG_OF(B2)", None, "R")

    data = card(record("X1", "x", figure("5"), rag=Rag.AMBER))
    book, report = refreshed(make_book(tmp_path / "in.xlsx", fill), data)
    assert book["S"]["C2"].value == "=RAG_OF(B2)"
    assert book["S"]["B2"].value == 5
    assert not report.look


def test_colours_only_when_asked(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", TEMPLATE)
    book, _ = refreshed(path, DATA)
    assert book["Scorecard"]["E4"].fill.fill_type is None
    book, _ = refreshed(path, DATA, wishes=Wishes(fill_colours=True))
    assert book["Scorecard"]["E4"].fill.fgColor.rgb == "FF00B050"
    assert book["Scorecard"]["E4"].value == "G"


def test_an_arrow_never_becomes_a_judgement(tmp_path: Path) -> None:
    data = card(record("SF01", "Reviews done", figure("62", Unit.PERCENT), trend=Trend.IMPROVING))
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", TEMPLATE), data)
    assert book["Scorecard"]["F4"].value == "↓"
    assert "ambiguous" in codes(report)


def test_a_missing_figure_empties_the_cell_and_says_why(tmp_path: Path) -> None:
    rows = [["Ref", "Actual", "Data status"], ["X1", 44, None], ["X2", 1, None]]
    missing = figure(None, raw="NC", status=Status.NOT_COLLECTED)
    book, report = refreshed(
        make_sheet(tmp_path / "in.xlsx", rows), card(record("X1", "x", missing))
    )
    assert book["Scorecard"]["B2"].value is None
    assert book["Scorecard"]["C2"].value == "Not collected"
    assert book["Scorecard"]["B3"].value == 1
    assert "emptied" in codes(report)


def test_locked_cells_of_a_protected_sheet_are_left(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.write_row("A1", ["Ref", "Actual", "Budget"])
        sheet.write("A2", "X1")
        sheet.write("B2", 1, book.add_format({"locked": False}))
        sheet.write("C2", 2)
        sheet.protect("secret")

    data = card(record("X1", "x", figure("5"), figure("6", role=Role.BUDGET)))
    book, report = refreshed(make_book(tmp_path / "in.xlsx", fill), data)
    assert book["S"]["B2"].value == 5
    assert book["S"]["C2"].value == 2
    assert book["S"].protection.sheet
    assert {"not-writable", "protected"} <= codes(report)


def named(book: Any) -> None:
    sheet = book.add_worksheet("Card")
    sheet.write_row("A1", ["SF02", "Visits made", 900])
    sheet.write_row("A2", ["SF03", "Days waited", 12])
    sheet.write("E5", 0.58, book.add_format({"num_format": "0%"}))
    book.define_name("m_SF02_actual", "=Card!$C$1")
    book.define_name("m_SF01_value", "=Card!$E$5")


def test_names(tmp_path: Path) -> None:
    book, report = refreshed(make_book(tmp_path / "in.xlsx", named), DATA)
    assert book["Card"]["C1"].value == 1040
    assert book["Card"]["E5"].value == 0.62
    assert book["Card"]["C2"].value == 12
    assert not report.look


def test_a_name_on_another_measures_row_is_refused(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        named(book)
        book.define_name("m_SF01_actual", "=Card!$C$2")

    book, report = refreshed(make_book(tmp_path / "in.xlsx", fill), DATA)
    assert book["Card"]["C2"].value == 12
    assert "moved-name" in codes(report)


def test_the_bindings_sheet(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.write_row("A1", ["Ref", "Actual", "RAG"])
        sheet.write_row("A2", ["SF01", 0.5, "R"])
        sheet.write("E9", 900)
        book.define_name("visits", "=S!$E$9")
        told = book.add_worksheet("_bindings")
        told.write_row("A1", ["name", "measure", "field", "unit"])
        told.write_row("A2", ["visits", "SF02", "value", "thousands"])
        told.write_row("A3", ["", "SF01", "actual", "fraction"])
        told.write_row("A4", ["S!C9", "SF02", "value", ""])

    book, report = refreshed(make_book(tmp_path / "in.xlsx", fill), DATA)
    assert book["S"]["B2"].value == 0.62
    assert book["S"]["E9"].value == 1.04
    assert any("is an address" in finding.message for finding in report.findings)


def test_data_tables_by_name(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        columns = [{"header": t} for t in ("Ref", "Title", "Value", "Unit", "RAG")]
        sheet.add_table("A1:E2", {"name": "tblObservations", "columns": columns})
        other = book.add_worksheet("Sum")
        other.write_formula("A1", "=SUM(tblObservations[Value])", None, 0)

    book, _ = refreshed(make_book(tmp_path / "in.xlsx", fill), DATA)
    sheet = book["Data"]
    assert sheet.tables["tblObservations"].ref == "A1:E4"
    assert [cell.value for cell in sheet["A"]] == ["Ref", "SF01", "SF02", "SF03"]
    assert [cell.value for cell in sheet["C"]] == ["Value", 62, 1040, 15]
    assert [cell.value for cell in sheet["E"]] == ["RAG", "green", "red", "amber"]


def test_measures_without_data_are_told(tmp_path: Path) -> None:
    rows = [*TEMPLATE, ["SF77", "Not reported", 1, 2, "R", "↑", None]]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows), DATA)
    assert book["Scorecard"]["D7"].value == 2
    assert any("SF77" in finding.message for finding in report.findings)


def test_nothing_in_common_is_refused(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual"], ["Z9", 1]])
    with pytest.raises(Refused, match="none of the data's figures"):
        refreshed(path, DATA)


def test_a_heading_merged_over_two_columns_is_one(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("S")
        sheet.write_row("A1", ["Ref", "Measure"])
        sheet.merge_range("C1:D1", "Q1 2017/18")
        sheet.merge_range("E1:F1", "Q2 2017/18")
        sheet.write_row("C2", ["Actual", "RAG", "Actual", "RAG"])
        sheet.write_row("A3", ["SF02", "Visits made", 900, "A"])

    book, _ = refreshed(make_book(tmp_path / "in.xlsx", fill), DATA)
    row = [cell.value for cell in book["S"][3]]
    assert row == ["SF02", "Visits made", 900, "A", 1040, "R"]


def test_the_key_column_is_known_by_its_codes_where_its_heading_is_odd(tmp_path: Path) -> None:
    rows = [
        ["Our plan"],
        ["Strand", None, "Latest", "RAG"],
        ["Care", "SF01", (0.5, "0%"), "R"],
        ["Care", "SF02", 900, "A"],
    ]
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows), DATA)
    assert [c.value for c in book["Scorecard"][3]] == ["Care", "SF01", 0.62, "G"]
    assert [c.value for c in book["Scorecard"][4]] == ["Care", "SF02", 1040, "R"]
    assert not report.look


def test_ascof_codes_in_any_spelling(tmp_path: Path) -> None:
    rows = [["Ref", "Actual", "RAG"], ["ASCOF 1C part 2a", 1, "R"], ["2A(1)", 2, "R"]]
    data = card(
        record("1C(2A)", "x", figure("5"), rag=Rag.RED),
        record("ASCOF2A(1)", "y", figure("6"), rag=Rag.RED, row=2),
    )
    book, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert [c.value for c in book["Scorecard"]["B"]] == ["Actual", 5, 6]


def test_an_old_rag_does_not_stay_beside_a_new_figure(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", TEMPLATE)
    data = card(
        record("SF01", "Reviews done", figure("62", Unit.PERCENT), rag=Rag.GREEN),
        record("SF02", "Visits made", figure("1040", Unit.COUNT)),
    )
    book, report = refreshed(path, data)
    assert book["Scorecard"]["E5"].value is None
    assert book["Scorecard"]["F5"].value == "→"  # the data state no trend at all
    assert "emptied" in codes(report)


def test_data_without_any_rag_leave_the_officers_own(tmp_path: Path) -> None:
    data = card(record("SF01", "Reviews done", figure("62", Unit.PERCENT)))
    book, report = refreshed(make_sheet(tmp_path / "in.xlsx", TEMPLATE), data)
    assert book["Scorecard"]["E4"].value == "R"
    assert report.look


def test_a_quartile_in_words(tmp_path: Path) -> None:
    rows = [["Ref", "Actual", "Quartile"], ["X1", 1, "2nd"]]
    quartile = figure(None, raw="Top", role=Role.QUARTILE, column="Quartile")
    book, _ = refreshed(
        make_sheet(tmp_path / "in.xlsx", rows), card(record("X1", "x", figure("5"), quartile))
    )
    assert book["Scorecard"]["C2"].value == "Top"


def test_a_code_that_is_used_again_for_another_measure_is_told(tmp_path: Path) -> None:
    rows = [list(row) for row in TEMPLATE]
    rows[3][1] = "Percentage of household waste recycled"
    rows[4][1] = "Number of visits to libraries"
    path = make_sheet(tmp_path / "in.xlsx", rows)
    data = card(
        record("SF01", "Percentage of carers assessed in time", figure("62", Unit.PERCENT)),
        record("SF02", "Library visits, in person", figure("1040", Unit.COUNT)),
    )
    report = check_workbook(path, [data])
    told = [f.message for f in report.findings if f.code == "other-title"]
    assert len(told) == 1
    assert told[0].startswith("Scorecard!B4 says 'Percentage of household waste recycled'")
    assert "carers assessed" in told[0]
    assert report.look


def test_a_title_of_another_quarter_is_told(tmp_path: Path) -> None:
    rows = [["Adults scorecard: 2017/18 Quarter 1"], *TEMPLATE[1:]]
    path = make_sheet(tmp_path / "in.xlsx", rows)
    report = check_workbook(path, [DATA])
    assert report.look
    assert "title-period" in codes(report)


def test_where_nothing_changes_in_place_nothing_is_written(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", TEMPLATE)
    refresh_workbook(path, [DATA])
    before = path.read_bytes()
    files = sorted(tmp_path.iterdir())
    report = refresh_workbook(path, [DATA])
    assert (report.out, report.backup) == (None, None)
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files
