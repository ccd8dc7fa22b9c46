"""Workbooks with a sheet for each quarter or month: the tab tells the part of the year."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from xlscorecard.pipeline import read_scorecard


def _book(tabs: list[str], title: str, folder: Path) -> Path:
    book = openpyxl.Workbook()
    for number, tab in enumerate(tabs):
        sheet = book.create_sheet(tab)
        sheet["A1"] = title
        for row in (
            ["Measure", "Target", "Actual", "RAG"],
            ["Homes let", 40 + number, 50 + number, "Green"],
            ["Bins kept", 60 + number, 70 + number, "Red"],
        ):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


@pytest.mark.parametrize(
    ("tabs", "title", "periods"),
    [
        (["Q1", "Q2"], "Performance scorecard 2023/24", ["2023/24 Q1", "2023/24 Q2"]),
        (["Q2 2023-24", "Q1 2023-24"], "Scorecard 2023/24", ["2023/24 Q2", "2023/24 Q1"]),
        (["Apr 23", "May 23"], "Scorecard 2023/24", ["2023-04", "2023-05"]),
        # a title that says it itself, and a tab of another year
        (["Q1", "Q2"], "Scorecard Quarter 3 2023/24", ["2023/24 Q3", "2023/24 Q3"]),
        (["Q1 2019-20", "Notes"], "Scorecard 2023/24", ["2023/24", "2023/24"]),
    ],
)
def test_a_tab_names_a_part_of_its_titles_year(
    tabs: list[str], title: str, periods: list[str], tmp_path: Path
) -> None:
    scorecard = read_scorecard(_book(tabs, title, tmp_path))
    told = {o.raw: o.period for record in scorecard.records for o in record.observations}
    assert [told["50"], told["51"]] == periods
