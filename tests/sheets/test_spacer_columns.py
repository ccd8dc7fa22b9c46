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
