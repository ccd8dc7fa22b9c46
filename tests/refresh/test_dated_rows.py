"""Lists with a row for each measure and period, as exports and data tabs have them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.refresh.making import card, figure, load, make_sheet, record
from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Rag, Unit
from xlscorecard.refresh.refresh import RefreshReport, refresh_workbook

DATA = card(
    record("A1", "Homes let", figure("120", Unit.COUNT), rag=Rag.GREEN),
    record("A2", "Rent collected", figure("97.5", Unit.PERCENT), rag=Rag.AMBER),
    period="2023/24 Q2",
)


def refreshed(path: Path) -> tuple[list[list[Any]], RefreshReport]:
    out = path.with_name("out.xlsx")
    report = refresh_workbook(path, [DATA], out)
    return [[cell.value for cell in row] for row in load(out)["Scorecard"].iter_rows()], report


def codes(report: RefreshReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_row_takes_the_figures_of_its_own_period(tmp_path: Path) -> None:
    rows = [
        ["Ref", "Period", "Actual", "RAG"],
        ["A1", "2023/24 Q1", 51, "Red"],
        ["A2", "2023/24 Q1", 52, "Red"],
        ["A1", "2023/24 Q2", None, None],
        ["A2", "2023/24 Q2", None, None],
        ["A1", "2023/24 Q3", None, None],
    ]
    sheet, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert sheet[1:3] == [["A1", "2023/24 Q1", 51, "Red"], ["A2", "2023/24 Q1", 52, "Red"]]
    assert sheet[3:5] == [["A1", "2023/24 Q2", 120, "Green"], ["A2", "2023/24 Q2", 97.5, "Amber"]]
    assert sheet[5] == ["A1", "2023/24 Q3", None, None]
    assert codes(report) == []


def test_rows_of_measures_that_the_data_do_not_have_head_nothing(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Ref", "Measure", "Period", "Actual"]]
    rows += [
        [f"Z{n}", f"Measure {n}", f"2023/24 Q{q}", q if q < 2 else None]
        for n in (1, 2)
        for q in (1, 2, 3)
    ]
    rows += [["A1", "Homes let", f"2023/24 Q{q}", q if q < 2 else None] for q in (1, 2, 3)]
    sheet, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[3] for row in sheet[1:]] == [1, None, None, 1, None, None, 1, 120, None]
    told = [f.message for f in report.findings if f.code == "no-data"]
    assert told == ["Scorecard: the data have nothing for Z1, Z2; what stands there stays"]


def test_year_and_quarter_in_columns_of_their_own(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Year", "Quarter", "Ref", "Actual"]]
    rows += [[year, f"Q{n}", "A1", 50] for year in ("2022/23", "2023/24") for n in (1, 2, 3)]
    sheet, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[3] for row in sheet[1:]] == [50, 50, 50, 50, 120, 50]


def test_months_as_dates(tmp_path: Path) -> None:
    months = [["A1", (datetime(2023, month, 1), "mmm yy"), 5] for month in (5, 6, 7, 8)]
    path = make_sheet(tmp_path / "in.xlsx", [["Ref", "Month", "Actual"], *months])
    data = card(record("A1", "Homes let", figure("44", Unit.COUNT)), period="2023-07")
    refresh_workbook(path, [data], tmp_path / "out.xlsx")
    assert [row[2].value for row in load(tmp_path / "out.xlsx")["Scorecard"]][1:] == [5, 5, 44, 5]


@pytest.mark.parametrize("merged", [True, False])
def test_a_code_over_the_rows_of_its_quarters(tmp_path: Path, merged: bool) -> None:
    rows = [["Ref", "Quarter", "Actual"], ["A1", "Q1", 1], [None, "Q2", None], [None, "Q3", None],
            ["A2", "Q1", 3], [None, "Q2", None], [None, "Q3", None]]  # fmt: skip
    path = make_sheet(tmp_path / "in.xlsx", rows)
    if merged:
        book = openpyxl.load_workbook(path)
        book["Scorecard"].merge_cells("A2:A4")
        book["Scorecard"].merge_cells("A5:A7")
        book.save(path)
    sheet, report = refreshed(path)
    assert [row[2] for row in sheet[1:]] == [1, 120, None, 3, 97.5, None]
    assert codes(report) == []


def test_a_period_without_a_row_is_told(tmp_path: Path) -> None:
    rows = [["Ref", "Period", "Actual"], ["A1", "2022/23 Q4", 1], ["A1", "2023/24 Q1", 2]]
    path = make_sheet(tmp_path / "in.xlsx", rows)
    with pytest.raises(Refused, match="A1: no row for 2023/24 Q2; add it"):
        refresh_workbook(path, [DATA], tmp_path / "out.xlsx")


def test_the_period_beside_a_measures_only_row_is_told(tmp_path: Path) -> None:
    rows = [["Ref", "Measure", "Period", "Actual"], ["A1", "Homes let", "2023/24 Q1", 1],
            ["A2", "Rent collected", "2023/24 Q2", 96]]  # fmt: skip
    sheet, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows))
    assert [row[3] for row in sheet[1:]] == [120, 97.5]
    (told,) = report.findings
    assert told.message == (
        "Scorecard!C2 says 2023/24 Q1, and the row gets the figures of 2023/24 Q2: change it"
    )
