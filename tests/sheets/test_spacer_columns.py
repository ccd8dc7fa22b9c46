"""Worksheets with empty columns between groups of a table's columns, or between two tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from tests.unseen.paper import said
from xlscorecard.pipeline import read_scorecard

Rows = Sequence[Sequence[str | int | float | None]]
_COLOURS = {"red": "#FF0000", "amber": "#FFC000", "green": "#00B050"}


def _read(path: Path, rows: Rows, *, top: int = 4, left: int = 2) -> list[str]:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Scorecard")
    sheet.write(1, left, "Housing scorecard Quarter 4 2023/24")
    for row, texts in enumerate(rows, top):
        for col, text in enumerate(texts, left):
            if text in _COLOURS:
                sheet.write_blank(
                    row, col, None, book.add_format({"bg_color": _COLOURS[str(text)]})
                )
            elif text is not None:
                sheet.write(row, col, text)
    book.close()
    return said(read_scorecard(path)).splitlines()


def test_empty_columns_between_groups_of_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", None, "2022/23", None, "Outturn", "Target 2023/24", None, "RAG", "Comments"],
        ["Average SAP rating", None, 68.2, None, 69.4, 69, None, "green", "Insulation done"],
        ["Tenants in arrears", None, 412, None, 466, 400, None, "red", None],
        ["Void homes", None, 61, None, 58, 55, None, "amber", "Two blocks to be let"],
    ]
    assert _read(tmp_path / "spaced.xlsx", rows) == [
        "Average SAP rating; green - -; p@2022/23=68.2 a@2023/24=69.4 t@2023/24=69",
        "Tenants in arrears; red - -; p@2022/23=412 a@2023/24=466 t@2023/24=400",
        "Void homes; amber - -; p@2022/23=61 a@2023/24=58 t@2023/24=55",
    ]


def test_a_banner_over_one_group_stands_above_the_others(tmp_path: Path) -> None:
    rows: Rows = [
        [None, None, None, "Quarter 4", None],
        ["Ref", "Measure", None, "Actual", "Target"],
        ["H1", "Repairs in time", None, "94%", "95%"],
        ["H2", "Gas checks done", None, "100%", "100%"],
        ["H3", "Rent collected", None, "98.4%", "98%"],
    ]
    assert _read(tmp_path / "banner.xlsx", rows) == [
        "H1 Repairs in time; - - -; a@2023/24 Q4=94 t@2023/24=95",
        "H2 Gas checks done; - - -; a@2023/24 Q4=100 t@2023/24=100",
        "H3 Rent collected; - - -; a@2023/24 Q4=98.4 t@2023/24=98",
    ]


@pytest.mark.parametrize(
    ("first", "names"),
    [("Month", ("Jan", "Feb", "Mar")), ("Year", (2021, 2022, 2023)), ("Week", (1, 2, 3))],
)
def test_a_second_table_has_names_of_its_own(
    tmp_path: Path, first: str, names: Sequence[str | int]
) -> None:
    rows: Rows = [
        ["Measure", "Actual", "Target", None, first, "Calls"],
        ["Repairs in time", "94%", "95%", None, names[0], 512],
        ["Gas checks done", "100%", "100%", None, names[1], 498],
        ["Rent collected", "98.4%", "98%", None, names[2], 530],
    ]
    assert _read(tmp_path / "two.xlsx", rows) == [
        "Repairs in time; - - -; a@2023/24 Q4=94 t@2023/24=95",
        "Gas checks done; - - -; a@2023/24 Q4=100 t@2023/24=100",
        "Rent collected; - - -; a@2023/24 Q4=98.4 t@2023/24=98",
    ]


def test_words_that_rate_and_remarks_behind_empty_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Actual", "Target", None, "RAG", None, "Comments"],
        ["Repairs in time", "94%", "95%", None, "Amber", None, "Two gangs short in May"],
        ["Gas checks done", "100%", "100%", None, "Green", None, "All homes visited"],
        ["Rent collected", "93.4%", "98%", None, "Red", None, "Universal Credit delays"],
    ]
    path = tmp_path / "words.xlsx"
    assert [line.split(";")[1] for line in _read(path, rows)] == [
        " amber - -",
        " green - -",
        " red - -",
    ]
    assert [dict(r.text)["comments"] for r in read_scorecard(path).records] == [
        "Two gangs short in May",
        "All homes visited",
        "Universal Credit delays",
    ]


def test_a_key_beside_a_table_is_no_column_of_ratings(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Actual", "Target", None, "Key", None],
        ["Repairs in time", "94%", "95%", None, "green", "On target"],
        ["Gas checks done", "100%", "100%", None, "amber", "Within 5%"],
        ["Rent collected", "98.4%", "98%", None, "red", "Off target"],
    ]
    assert [line.split(";")[1] for line in _read(tmp_path / "key.xlsx", rows)] == [" - - -"] * 3


def test_sections_part_the_columns_behind_empty_ones(tmp_path: Path) -> None:
    rows: Rows = [
        ["Ref", "Measure", None, "Quarter 3", "Quarter 4", None, "Target", None, "RAG"],
        ["Lettings", None, None, None, None, None, None, None, None],
        ["H1", "Void homes", None, 61, 58, None, 55, None, "amber"],
        ["H2", "Re-let days", None, 31, 27, None, 28, None, "green"],
        ["Repairs", None, None, None, None, None, None, None, None],
        ["H3", "Repairs open", None, 388, 412, None, 350, None, "red"],
    ]
    assert _read(tmp_path / "sections.xlsx", rows) == [
        "H1 Void homes; amber - -; a@2023/24 Q3=61 a@2023/24 Q4=58 t@2023/24=55",
        "H2 Re-let days; green - -; a@2023/24 Q3=31 a@2023/24 Q4=27 t@2023/24=28",
        "H3 Repairs open; red - -; a@2023/24 Q3=388 a@2023/24 Q4=412 t@2023/24=350",
    ]


def test_a_banner_over_each_group_and_headers_below(tmp_path: Path) -> None:
    rows: Rows = [
        [None, None, None, "Quarter 3", None, None, "Quarter 4", None],
        ["Measure", "Target", None, "Actual", "RAG", None, "Actual", "RAG"],
        ["Rent collected", "98%", None, "97%", "A", None, "98.4%", "G"],
        ["Repairs in time", "95%", None, "96%", "G", None, "91%", "R"],
    ]
    assert _read(tmp_path / "groups.xlsx", rows) == [
        "Rent collected; green - -; t@2023/24=98 a@2023/24 Q3=97!amber a@2023/24 Q4=98.4!green",
        "Repairs in time; red - -; t@2023/24=95 a@2023/24 Q3=96!green a@2023/24 Q4=91!red",
    ]


def _bordered(path: Path, rows: Rows, *, merged: Sequence[str] = ()) -> list[str]:
    """The records of a sheet on which all cells have borders, those of blank columns as well."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Scorecard")
    sheet.write(0, 0, "Housing scorecard Quarter 4 2023/24")
    frame, bold = book.add_format({"border": 1}), book.add_format({"border": 1, "bold": 1})
    for row, texts in enumerate(rows, 2):
        for col, text in enumerate(texts):
            if text is None:
                sheet.write_blank(row, col, None, frame)
            else:
                sheet.write(row, col, text, frame)
    for area in merged:
        first = rows[int(area.split(":")[0][1:]) - 3][0]
        sheet.merge_range(area, first, bold)
    book.close()
    return said(read_scorecard(path)).splitlines()


def test_borders_go_on_between_two_tables(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Actual", "Target", None, "Indicator", "Target", "Actual"],
        ["Repairs in time", "94%", "95%", None, "Calls answered in time", "80%", "77%"],
        ["Gas checks done", "100%", "100%", None, "Letters answered in time", "95%", "96%"],
        ["Rent collected", "98.4%", "98%", None, "Complaints upheld", 12, 15],
        [None, None, None, None, None, None, None],
        ["Note: figures are provisional.", None, None, None, None, None, None],
    ]
    assert _bordered(tmp_path / "two.xlsx", rows) == [
        "Repairs in time; - - -; a@2023/24 Q4=94 t@2023/24=95",
        "Gas checks done; - - -; a@2023/24 Q4=100 t@2023/24=100",
        "Rent collected; - - -; a@2023/24 Q4=98.4 t@2023/24=98",
        "Calls answered in time; - - -; t@2023/24=80 a@2023/24 Q4=77",
        "Letters answered in time; - - -; t@2023/24=95 a@2023/24 Q4=96",
        "Complaints upheld; - - -; t@2023/24=12 a@2023/24 Q4=15",
    ]


def test_borders_go_on_up_to_a_column_of_comments(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Actual", "Target", None, "Comments", "Lead"],
        ["Repairs in time", "94%", "95%", None, "Two vacancies", "Jo Carter"],
        ["Gas checks done", "100%", "100%", None, "All done", "Sam Lee"],
        ["Rent collected", "98.4%", "98%", None, "On track", "Ann Roe"],
    ]
    path = tmp_path / "comments.xlsx"
    assert _bordered(path, rows)[0] == "Repairs in time; - - -; a@2023/24 Q4=94 t@2023/24=95"
    assert dict(read_scorecard(path).records[0].text) == {
        "comments": "Two vacancies",
        "lead": "Jo Carter",
    }


@pytest.mark.parametrize("blank", [0, 1])
def test_a_note_beside_a_sections_name_is_no_part_of_its_table(tmp_path: Path, blank: int) -> None:
    """The note begins beside the header; its second line stands beside the section's name."""
    gap = [None] * blank
    rows: Rows = [
        ["Measure", "Actual", "Target", "RAG", *gap, "Notes"],
        ["Homes", None, None, None, *gap, "Figures are provisional."],
        ["Repairs in time", "94%", "95%", "Amber", *gap, None],
        ["Gas checks done", "100%", "100%", "Green", *gap, None],
        ["Money", None, None, None, *gap, None],
        ["Rent collected", "98.4%", "98%", "Green", *gap, None],
    ]
    path = tmp_path / "note.xlsx"
    assert _bordered(path, rows, merged=("A4:D4", "A7:D7")) == [
        "Repairs in time; amber - -; a@2023/24 Q4=94 t@2023/24=95",
        "Gas checks done; green - -; a@2023/24 Q4=100 t@2023/24=100",
        "Rent collected; green - -; a@2023/24 Q4=98.4 t@2023/24=98",
    ]
    assert [r.section for r in read_scorecard(path).records] == [("Homes",), ("Homes",), ("Money",)]


def test_a_number_in_the_colour_of_its_cell_is_not_read(tmp_path: Path) -> None:
    """1, 2 and 3 that nobody sees: what is seen are the colours."""
    path = tmp_path / "unseen.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Scorecard")
    sheet.write(0, 0, "Housing scorecard Quarter 4 2023/24")
    sheet.write_row(2, 0, ("Measure", "Target", "Current value", "Performance"))
    for row, (name, target, value, code) in enumerate(
        (("Repairs in time", 95, 94, 2), ("Gas checks done", 100, 100, 3)), 3
    ):
        sheet.write_row(row, 0, (name, target, value, code))
    for code, name in ((1, "red"), (2, "amber"), (3, "green")):
        look = book.add_format({"bg_color": _COLOURS[name], "font_color": _COLOURS[name]})
        rule = {"type": "cell", "criteria": "==", "value": code, "format": look}
        sheet.conditional_format("D4:D5", rule)
    book.close()
    card = read_scorecard(path)
    assert said(card).splitlines() == [
        "Repairs in time; amber - -; t@2023/24=95 a@2023/24 Q4=94",
        "Gas checks done; green - -; t@2023/24=100 a@2023/24 Q4=100",
    ]
    assert "white-text" in {finding.code for finding in card.findings}


def test_borders_go_on_up_to_officers_and_forecasts(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Actual", "Target", None, "Lead", "Forecast 2024/25"],
        ["Repairs in time", "94%", "95%", None, "Jo Carter", "96%"],
        ["Gas checks done", "100%", "100%", None, "Sam Lee", "100%"],
        ["Rent collected", "98.4%", "98%", None, "Ann Roe", "98.5%"],
    ]
    assert _bordered(tmp_path / "forecasts.xlsx", rows) == [
        "Repairs in time; - - -; a@2023/24 Q4=94 t@2023/24=95 f@2024/25=96",
        "Gas checks done; - - -; a@2023/24 Q4=100 t@2023/24=100 f@2024/25=100",
        "Rent collected; - - -; a@2023/24 Q4=98.4 t@2023/24=98 f@2024/25=98.5",
    ]
