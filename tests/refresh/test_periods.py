"""Figures for several periods: the right column, and the roll at year end."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import card, figure, load, make_book, make_sheet, record
from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Observation, Rag, Role, Scorecard, Status
from xlscorecard.refresh.binding.periods import (
    ColumnPeriod,
    next_year,
    parse_column_period,
    period_before,
    period_rank,
    split_period,
)
from xlscorecard.refresh.refresh import RefreshReport, refresh_workbook


@pytest.mark.parametrize(
    ("heading", "above", "year", "expected"),
    [
        ("Q2", "", "2017/18", ColumnPeriod("Q2", "2017/18")),
        ("Q2", "", None, ColumnPeriod("Q2", None)),
        ("Quarter 2", "", "2017/18", ColumnPeriod("Q2", "2017/18")),
        ("Q2 2018/19", "", "2017/18", ColumnPeriod("Q2", "2018/19")),
        ("Actual", "Q3", "2017/18", ColumnPeriod("Q3", "2017/18")),
        ("Actual", "2016/17", "2017/18", ColumnPeriod("", "2016/17")),
        ("Q1", "2016/17", "2017/18", ColumnPeriod("Q1", "2016/17")),
        ("Apr", "", "2017/18", ColumnPeriod("M04", "2017/18")),
        ("Jan", "", "2017/18", ColumnPeriod("M01", "2017/18")),
        (datetime(2018, 1, 1), "", None, ColumnPeriod("M01", "2017/18")),
        ("2016/17", "", None, ColumnPeriod("", "2016/17")),
        ("Actual", "", "2017/18", None),
        ("Commentary", "", "2017/18", None),
    ],
)
def test_column_periods(
    heading: object, above: str, year: str | None, expected: ColumnPeriod | None
) -> None:
    assert parse_column_period(heading, above, year) == expected


@pytest.mark.parametrize("period", ["2017/18", "2017/18 Q3", "2017-04", "2018-03"])
def test_periods_come_back(period: str) -> None:
    found = split_period(period)
    assert found is not None
    assert found.text == period


def test_order_of_periods() -> None:
    order = ["2016/17", "2017-04", "2017-06", "2017/18 Q1", "2017/18 Q2", "2018-01", "2017/18 Q4",
             "2017/18", "2018/19 Q1"]  # fmt: skip
    assert sorted(order, key=period_rank) == order
    assert next_year("1999/00") == "2000/01"


QUARTERS = [
    ["Performance 2017/18"],
    ["Ref", "Measure", "Target", "Q1", "RAG", "Q2", "RAG", "Q3", "RAG", "Q4", "RAG", "Comment"],
    ["A1", "Visits", 100, 90, "R", None, None, None, None, None, None, "kept"],
    ["A2", "Calls", 10, 11, "G", None, None, None, None, None, None, None],
]


def refreshed(path: Path, *cards: Any) -> tuple[Any, RefreshReport]:
    out = path.with_name("out.xlsx")
    report = refresh_workbook(path, cards, out)
    return load(out)["Scorecard"], report


def quarter(period: str, one: str, two: str) -> Any:
    return card(
        record("A1", "Visits", figure(one), rag=Rag.AMBER),
        record("A2", "Calls", figure(two), rag=Rag.GREEN),
        period=period,
    )


def test_the_quarters_own_column(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", QUARTERS)
    sheet, report = refreshed(path, quarter("2017/18 Q2", "95", "12"))
    assert [c.value for c in sheet[3]][2:9] == [100, 90, "R", 95, "A", None, None]
    assert [c.value for c in sheet[4]][2:9] == [10, 11, "G", 12, "G", None, None]
    assert sheet["L3"].value == "kept"
    assert not report.look


def test_another_year_is_not_written(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", QUARTERS)
    with pytest.raises(Refused, match="no column for 2015/16 Q2"):
        refreshed(path, quarter("2015/16 Q2", "95", "12"))


def test_months(tmp_path: Path) -> None:
    rows = [["2017/18"], ["Ref", "Measure", "Apr", "May", "Jun", "Jan"], ["A1", "Visits", 1, 2]]
    sheet, _ = refreshed(
        make_sheet(tmp_path / "in.xlsx", rows),
        card(record("A1", "Visits", figure("3")), period="2017-06"),
    )
    assert [c.value for c in sheet[3]] == ["A1", "Visits", 1, 2, 3, None]
    sheet, _ = refreshed(
        make_sheet(tmp_path / "in.xlsx", rows),
        card(record("A1", "Visits", figure("9")), period="2018-01"),
    )
    assert sheet["F3"].value == 9


def test_all_the_periods_that_a_record_has(tmp_path: Path) -> None:
    rows = [["Ref", "2016/17", "2017/18 Q1", "2017/18 Q2", "Actual"], ["A1", 1, 1, 1, 1]]
    data = card(
        record(
            "A1", "Visits",
            figure("70", period="2016/17", column="2016/17"),
            figure("80", period="2017/18 Q1", column="Q1"),
            figure("90", period="2017/18 Q2", column="Q2"),
        )
    )  # fmt: skip
    sheet, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert [c.value for c in sheet[2]] == ["A1", 70, 80, 90, 90]


ROLLING: list[list[Any]] = [
    ["Scorecard 2017/18"],
    [None, None, "2016/17", None, "2017/18", None, None],
    ["Ref", "Measure", "Q1", "Q2", "Q1", "Q2", "Comment"],
    ["A1", "Visits", 1, 2, 3, 4, "kept"],
    ["A9", "Not in the data", 5, 6, 7, 8, None],
]


def rolling(path: Path) -> Path:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Scorecard")
        for r, row in enumerate(ROLLING):
            for c, value in enumerate(row):
                if value is not None and r != 1:
                    sheet.write(r, c, value)
        sheet.merge_range("C2:D2", "2016/17")
        sheet.merge_range("E2:F2", "2017/18")

    return make_book(path, fill)


def test_year_end_rolls_the_current_year_into_last_year(tmp_path: Path) -> None:
    sheet, report = refreshed(rolling(tmp_path / "in.xlsx"), quarter("2018/19 Q1", "50", "1"))
    assert sheet["A1"].value == "Scorecard 2018/19"
    assert (sheet["C2"].value, sheet["E2"].value) == ("2017/18", "2018/19")
    assert [c.value for c in sheet[4]] == ["A1", "Visits", 3, 4, 50, None, "kept"]
    assert [c.value for c in sheet[5]][:6] == ["A9", "Not in the data", 7, 8, None, None]
    assert "year-end" in {finding.code for finding in report.findings}
    again, _ = refreshed(tmp_path / "out.xlsx", quarter("2018/19 Q1", "50", "1"))
    assert [c.value for c in again[4]] == ["A1", "Visits", 3, 4, 50, None, "kept"]


def test_no_roll_without_columns_for_last_year(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "in.xlsx", QUARTERS)
    out = tmp_path / "out.xlsx"
    with pytest.raises(Refused, match="no columns for last year"):
        refresh_workbook(path, [quarter("2018/19 Q1", "95", "12")], out)
    assert not out.exists()


def test_a_first_quarter_under_filled_later_ones_is_doubtful(tmp_path: Path) -> None:
    rows = [["Ref", "Measure", "Q1", "Q2", "Actual"], ["A1", "Visits", 1, 2, 3]]
    data = card(record("A1", "Visits", figure("9")), period="2018/19 Q1")
    sheet, report = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert [c.value for c in sheet[2]][2:4] == [1, 2]
    assert report.look


def test_previous_and_comparators_by_heading(tmp_path: Path) -> None:
    rows = [["Ref", "Actual", "Last year", "England", "London average"], ["A1", 1, 2, 3, 4]]
    data = card(
        record(
            "A1", "Visits", figure("10"), figure("8", role=Role.PREVIOUS, column="Last year"),
            figure("20", role=Role.COMPARATOR, column="England average"),
            figure("30", role=Role.COMPARATOR, column="London"),
        )
    )  # fmt: skip
    sheet, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert [c.value for c in sheet[2]] == ["A1", 10, 8, 20, 30]


def test_the_previous_figure_fills_last_years_column(tmp_path: Path) -> None:
    rows = [["Ref", "2016/17", "2017/18"], ["A1", None, None]]
    data = card(
        record(
            "A1", "Visits", figure("10", period="2017/18", column="17/18"),
            figure("8", role=Role.PREVIOUS, period="2016/17", column="16/17"),
        )
    )  # fmt: skip
    sheet, _ = refreshed(make_sheet(tmp_path / "in.xlsx", rows), data)
    assert [c.value for c in sheet[2]] == ["A1", 8, 10]


def year_to_date(*q2: str | None) -> Scorecard:
    """A paper of 2017/18 with columns Q1 to Q4, printed after the second quarter."""
    records = []
    for number, value in enumerate(q2, start=1):
        figures = [figure("10", period="2017/18 Q1", column="Q1")]
        figures.append(figure(value, period="2017/18 Q2", column="Q2"))
        figures += [
            figure(None, period=f"2017/18 Q{n}", column=f"Q{n}", status=Status.BLANK)
            for n in (3, 4)
        ]
        records.append(record(f"SF0{number}", f"Measure {number}", *figures, row=number))
    return card(*records, period="2017/18")


def test_quarters_to_come_do_not_empty_a_result(tmp_path: Path) -> None:
    rows = [["Ref", "Result"], ["SF01", 1], ["SF02", 2]]
    book = make_sheet(tmp_path / "in.xlsx", rows)
    refresh_workbook(book, [year_to_date("12", None)], tmp_path / "out.xlsx")
    sheet = load(tmp_path / "out.xlsx")["Scorecard"]
    assert sheet["B2"].value == 12
    assert sheet["B3"].value is None  # not its figure of Q1: the paper is at Q2


def test_quarters_without_a_year_are_filled_from_a_paper_that_states_only_its_year(
    tmp_path: Path,
) -> None:
    rows = [["Ref", "Q1", "Q2", "Q3", "Q4"], ["SF01", 9, None, None, None]]
    book = make_sheet(tmp_path / "in.xlsx", rows)
    refresh_workbook(book, [year_to_date("12")], tmp_path / "out.xlsx")
    sheet = load(tmp_path / "out.xlsx")["Scorecard"]
    assert [cell.value for cell in sheet[2]] == ["SF01", 9, 12, None, None]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2017/18 Q2", "2017/18 Q1"),
        ("2017/18 Q1", "2016/17 Q4"),
        ("2017-06", "2017-05"),
        ("2017-04", "2017-03"),
        ("2018-01", "2017-12"),
        ("2017/18", None),
    ],
)
def test_the_period_before(period: str, before: str | None) -> None:
    assert period_before(period) == before


def previous(column: str, value: str, period: str | None) -> Observation:
    return figure(value, role=Role.PREVIOUS, column=column, period=period)


@pytest.mark.parametrize(
    ("others", "expected", "told"),
    [
        ([figure("61", period="2017/18 Q1", column="Q1")], [62, 61, 50], False),
        ([previous("Previous quarter", "61", None)], [62, 61, 50], False),
        ([previous("Q1", "61", "2017/18 Q1")], [62, 61, 50], False),
        ([previous("2016/17", "55", "2016/17")], [62, 40, 55], True),
        ([previous("Last year", "55", None)], [62, 40, 55], True),
        ([previous("Last quarter", "61", None), previous("Last year", "55", None)],
         [62, 61, 55], False),
        ([], [62, 40, 50], True),
    ],
)  # fmt: skip
def test_last_quarter_is_not_last_year(
    tmp_path: Path, others: list[Observation], expected: list[int], told: bool
) -> None:
    rows = [["Ref", "This quarter", "Last quarter", "Last year"], ["SF01", 40, 40, 50]]
    path = make_sheet(tmp_path / "in.xlsx", rows)
    now = figure("62", period="2017/18 Q2", column="Q2")
    data = card(record("SF01", "Reviews done", now, *others))
    out = tmp_path / "out.xlsx"
    report = refresh_workbook(path, [data], out)
    assert [cell.value for cell in load(out)["Scorecard"][2]][1:] == expected
    assert [f.code for f in report.findings] == (["no-figure"] if told else [])
