"""Reading a workbook back gives the figures that the papers printed."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings

from tests.scorecards import leeds, leicestershire, scorecards, wiltshire
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Unit
from xlscorecard.workbook.read import is_data, read_workbook
from xlscorecard.workbook.write import write_workbook


def test_nothing_is_lost_on_the_way(tmp_path: Path) -> None:
    papers = (leicestershire(), leeds(), wiltshire())
    write_workbook(papers, tmp_path / "out.xlsx")
    assert read_workbook(tmp_path / "out.xlsx") == papers


@settings(deadline=None, max_examples=25)
@given(scorecards())
def test_any_scorecard_comes_back(scorecard: Scorecard) -> None:
    # Excel's own escapes: openpyxl takes a text that looks like one for one.
    assume("x00" not in repr(scorecard))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        write_workbook([scorecard], path)
        assert read_workbook(path) == (scorecard,)


def test_two_papers_of_one_name_stay_two(tmp_path: Path) -> None:
    write_workbook([leeds(), leeds()], tmp_path / "out.xlsx")
    assert read_workbook(tmp_path / "out.xlsx") == (leeds(), leeds())


def test_an_officers_own_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Our measures, quarter 2"])
    sheet.append([])
    sheet.append(["Ref", "Title", "Role", "Value", "Unit", "RAG"])
    sheet.append(["W1", "Waste recycled", "actual", 0.452, None, "Amber"])
    sheet["D4"].number_format = "0.0%"
    sheet.append(["W1", "Waste recycled", "target", 48, "percent", "Amber"])
    sheet.append(["V1", "Visits", "actual", 1200, "count", None])
    book.save(tmp_path / "own.xlsx")
    (read,) = read_workbook(tmp_path / "own.xlsx")
    waste, visits = read.records
    actual, target = (waste.observation(role) for role in (Role.ACTUAL, Role.TARGET))
    assert actual is not None
    assert target is not None
    assert (actual.quantity.value, actual.quantity.unit) == (Decimal("45.2"), Unit.PERCENT)
    assert target.quantity.value == Decimal(48)
    assert waste.rag is Rag.AMBER
    assert visits.ref == "V1"


def test_a_councils_own_scorecard_is_a_paper_and_no_data(tmp_path: Path) -> None:
    write_workbook([leeds()], tmp_path / "ours.xlsx")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Title", "Target", "Actual", "RAG", "Trend"])
    book.save(tmp_path / "council.xlsx")
    sheet.delete_rows(1)
    sheet.append(["Title", "Role", "Value"])
    book.save(tmp_path / "plain.xlsx")
    (tmp_path / "bad.xlsx").write_bytes(b"PK no")
    told = {path.stem: is_data(path) for path in tmp_path.iterdir()}
    assert told == {"ours": True, "council": False, "plain": True, "bad": False}


def test_what_an_officer_corrects_in_the_workbook_counts(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook([leicestershire()], path)
    book = openpyxl.load_workbook(path)
    sheet = book["Observations"]
    headings = [cell.value for cell in sheet[4]]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[13].value == "62%")
    row[headings.index("value")].value = 0.65
    row[headings.index("rag")].value = "red"
    book["Records"]["J8"].value = "blue"
    book.save(path)
    first, *_, visits, _ = read_workbook(path)[0].records
    actual = first.observation(Role.ACTUAL)
    assert actual is not None
    assert (actual.quantity.value, actual.rag) == (Decimal(65), Rag.RED)
    assert (first.rag, visits.rag) == (Rag.GREEN, Rag.BLUE)
    assert {value.rag for value in visits.observations} == {None}


def test_a_wrong_cell_is_told_with_sheet_and_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title", "value"])
    sheet.append(["Visits", "lots"])
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(CannotRead, match="Sheet row 2: value: 'lots' is not a number"):
        read_workbook(tmp_path / "own.xlsx")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not an Excel workbook"),
        (b"%PDF-1.7", "not an Excel workbook"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 more", "encrypted"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "no.xlsx"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=told):
        read_workbook(path)


def test_a_workbook_without_such_a_table_is_told(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(CannotRead, match="no sheet has headings"):
        read_workbook(tmp_path / "empty.xlsx")
