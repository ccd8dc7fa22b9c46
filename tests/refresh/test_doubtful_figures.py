"""Figures that could be meant otherwise are left or emptied, and told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import card, figure, load, make_sheet, record
from xlscorecard.model.errors import Refused
from xlscorecard.model.scorecard import Severity, Unit
from xlscorecard.refresh.refresh import refresh_workbook

SPEND = figure("3100000", Unit.GBP, raw="£3.1m")  # as a plain CSV has it, without its step


def test_millions_without_a_stated_step_are_ambiguous(tmp_path: Path) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual"], ["SF03", 2.9]])
    with pytest.raises(Refused, match="thousands or millions"):
        refresh_workbook(book, [card(record("SF03", "Spend", SPEND))], tmp_path / "out.xlsx")


@pytest.mark.parametrize(("old", "new"), [(2900, "3100000"), (2, "937"), (0, "5000"), (7, "1234")])
def test_a_figure_that_merely_grew_is_written(tmp_path: Path, old: int, new: str) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [["Ref", "Actual"], ["A1", old]])
    step = "1" if old == 2900 else None
    data = card(record("A1", "x", figure(new, Unit.COUNT, quantum=step)))
    refresh_workbook(book, [data], tmp_path / "out.xlsx")
    assert load(tmp_path / "out.xlsx")["Scorecard"]["B2"].value == int(new)


def test_what_is_no_figure_empties_the_cell_and_is_told(tmp_path: Path) -> None:
    # Last quarter's 7 beside this quarter's other figures would pass for this quarter's.
    rows = [["Ref", "Actual"], ["A1", 7], ["A2", 8], ["A3", "7%"], ["A4", "Survey"]]
    book = make_sheet(tmp_path / "in.xlsx", rows)
    nothing = figure(None, raw="see page 9")
    odd = [record(ref, ref, nothing) for ref in ("A1", "A3", "A4")]
    data = card(*odd, record("A2", "y", figure("9")))
    report = refresh_workbook(book, [data], tmp_path / "out.xlsx")
    sheet = load(tmp_path / "out.xlsx")["Scorecard"]
    assert [cell.value for cell in sheet["B"][1:]] == [None, 9, None, "Survey"]
    told = [f.message for f in report.findings if f.severity is Severity.LOOK]
    assert any("'see page 9' is no figure" in message for message in told)


@pytest.mark.parametrize(
    "headings",
    [
        [["Ref", "Actual", "Actual"]],
        [[None, "Libraries", "Housing"], ["Ref", "Actual", "Actual"]],
    ],
)
def test_two_columns_of_one_heading_are_left(tmp_path: Path, headings: list[list[Any]]) -> None:
    book = make_sheet(tmp_path / "in.xlsx", [*headings, ["A1", 5, 6]])
    with pytest.raises(Refused, match="2 columns are headed 'actual'"):
        refresh_workbook(book, [card(record("A1", "x", figure("9")))], tmp_path / "out.xlsx")


def test_two_columns_of_two_quarters_are_told_apart(tmp_path: Path) -> None:
    rows = [[None, "2017/18 Q1", "2017/18 Q2"], ["Ref", "Actual", "Actual"], ["A1", 5, None]]
    book = make_sheet(tmp_path / "in.xlsx", rows)
    refresh_workbook(book, [card(record("A1", "x", figure("9")))], tmp_path / "out.xlsx")
    sheet = load(tmp_path / "out.xlsx")["Scorecard"]
    assert [sheet["B3"].value, sheet["C3"].value] == [5, 9]
