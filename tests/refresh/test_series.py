"""Workbooks with a sheet, or a block, for each quarter, month or year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import card, figure, load, make_book, make_sheet, put, record
from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Rag, Scorecard, Unit
from xlscorecard.refresh.refresh import RefreshReport, refresh_workbook

HEADINGS = ["Ref", "Measure", "Actual", "RAG"]


def data(period: str) -> Scorecard:
    homes = record("A1", "Homes let", figure("120", Unit.COUNT), rag=Rag.GREEN)
    return card(homes, period=period)


def sheets(path: Path, **figures: int | None) -> Path:
    """A sheet of that name for each figure that it holds."""

    def fill(book: Any) -> None:
        for name, value in figures.items():
            sheet = book.add_worksheet(name)
            rating = "R" if value is not None else None
            rows: list[list[Any]] = [HEADINGS, ["A1", "Homes let", value, rating]]
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    put(book, sheet, r, c, cell)

    return make_book(path, fill)


def refreshed(path: Path, period: str) -> tuple[dict[str, list[Any]], RefreshReport]:
    out = path.with_name("out.xlsx")
    report = refresh_workbook(path, [data(period)], out)
    book = load(out)
    return {s.title: [s["C2"].value, s["D2"].value] for s in book.worksheets}, report


@pytest.mark.parametrize(
    ("older", "own", "period"),
    [
        ("Q1", "Q2", "2023/24 Q2"),
        ("Q1 2023-24", "Q2 2023-24", "2023/24 Q2"),
        ("Q2 2022-23", "Q2 2023-24", "2023/24 Q2"),
        ("Jun 23", "Jul 23", "2023-07"),
        ("2022-23", "2023-24", "2023/24"),
    ],
)
def test_the_sheet_of_the_period_is_filled(
    tmp_path: Path, older: str, own: str, period: str
) -> None:
    path = sheets(tmp_path / "in.xlsx", **{older: 90, own: None})
    found, report = refreshed(path, period)
    # The new sheet says its rating as the older one does.
    assert found == {older: [90, "R"], own: [120, "G"]}
    assert {finding.code for finding in report.findings} <= {"other-period", "other-year"}


def test_titles_name_the_day_on_which_a_quarter_ends(tmp_path: Path) -> None:
    rows = [
        ["Performance as at 30 June 2023"], HEADINGS, ["A1", "Homes let", 90, "R"], [],
        ["Performance as at 30 September 2023"], HEADINGS, ["A1", "Homes let", None, None],
    ]  # fmt: skip
    out = tmp_path / "out.xlsx"
    refresh_workbook(make_sheet(tmp_path / "in.xlsx", rows), [data("2023/24 Q2")], out)
    sheet = load(out)["Scorecard"]
    assert [sheet["C3"].value, sheet["C7"].value] == [90, 120]


def test_an_undated_dashboard_is_filled_and_the_quarters_sheet_left(tmp_path: Path) -> None:
    path = sheets(tmp_path / "in.xlsx", **{"Dashboard": 90, "Q1 23-24": 90})
    found, report = refreshed(path, "2023/24 Q2")
    assert found == {"Dashboard": [120, "G"], "Q1 23-24": [90, "R"]}
    assert report.look


def test_none_of_several_quarters_is_overwritten_by_the_next(tmp_path: Path) -> None:
    path = sheets(tmp_path / "in.xlsx", Q1=90, Q2=95)
    with pytest.raises(Refused, match="none is of 2023/24 Q3: copy a sheet for it"):
        refreshed(path, "2023/24 Q3")


def test_a_sheet_of_a_year_and_its_summary_are_both_filled(tmp_path: Path) -> None:
    path = sheets(tmp_path / "in.xlsx", **{"2023-24": 90, "Summary": 90})
    found, _ = refreshed(path, "2023/24 Q2")
    assert found == {"2023-24": [120, "G"], "Summary": [120, "G"]}


def test_blocks_below_each_other(tmp_path: Path) -> None:
    rows = [
        ["Quarter 1 2023/24"], HEADINGS, ["A1", "Homes let", 90, "R"], [],
        ["Quarter 2 2023/24"], HEADINGS, ["A1", "Homes let", None, None],
    ]  # fmt: skip
    out = tmp_path / "out.xlsx"
    report = refresh_workbook(make_sheet(tmp_path / "in.xlsx", rows), [data("2023/24 Q2")], out)
    sheet = load(out)["Scorecard"]
    assert [sheet["C3"].value, sheet["C7"].value, sheet["D7"].value] == [90, 120, "G"]
    # The title of the block that was left is right as it stands.
    assert [finding.code for finding in report.findings] == ["other-period"]


def test_data_older_than_the_workbook_are_asked_about(tmp_path: Path) -> None:
    rows = [["Scorecard Quarter 3 2023/24"], HEADINGS, ["A1", "Homes let", 90, "R"]]
    out = tmp_path / "out.xlsx"
    report = refresh_workbook(make_sheet(tmp_path / "in.xlsx", rows), [data("2023/24 Q2")], out)
    (told,) = report.findings
    assert told.message == (
        "Scorecard!A1 says 'Scorecard Quarter 3 2023/24', the data are of 2023/24 Q2, which is "
        "earlier: is it the right paper?"
    )


def test_a_year_to_date_beside_a_quarter_is_not_the_whole_years(tmp_path: Path) -> None:
    quarter = figure("60", Unit.COUNT, period="2023/24 Q2", column="Q2")
    to_date = figure("120", Unit.COUNT, period="2023/24", column="YTD")
    rows = [["Ref", "Measure", "Quarter 2 actual", "YTD actual"], ["A1", "Homes let", 50, 90]]
    out = tmp_path / "out.xlsx"
    card_of_both = card(record("A1", "Homes let", quarter, to_date), period=None)
    refresh_workbook(make_sheet(tmp_path / "in.xlsx", rows), [card_of_both], out)
    sheet = load(out)["Scorecard"]
    assert [sheet["C2"].value, sheet["D2"].value] == [60, 120]
