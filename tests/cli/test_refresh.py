"""``refresh`` and ``template bind`` as an officer runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.making import load, make_book, make_sheet
from xlscorecard.cli.main import main

ROWS = [
    ["Ref", "Measure", "Actual", "RAG"],
    ["SF01", "Reviews done", (0.58, "0%"), "R"],
    ["SF02", "Visits made", 900, "A"],
]
DATA: dict[str, Any] = {
    "paper": {
        "file": "q2.pdf", "sha256": "0" * 64, "title": None, "organisation": None,
        "reporting_period": "2017/18 Q2", "pages": 1,
    },
    "records": [
        {"document": "q2.pdf", "page": 1, "table": 1, "row": 1, "kind": "measure", "section": "",
         "ref": "SF01", "title": "Reviews done", "polarity": None, "rag": "green", "trend": None,
         "trend_means": "unknown", "text": {}, "catalogue": None},
    ],
    "observations": [
        {"document": "q2.pdf", "page": 1, "table": 1, "row": 1, "section": "", "ref": "SF01",
         "title": "Reviews done", "polarity": None, "rag": "green", "trend": None,
         "column": "Actual", "role": "actual", "period": None, "raw": "62%", "value": 62,
         "unit": "percent", "confidence": 1.0},
    ],
    "findings": [],
}  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    code = ended.value.code
    return (code if isinstance(code, int) else 0), said.out, said.err


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return make_sheet(tmp_path / "plan.xlsx", ROWS)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "q2.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return path


def test_refresh_check_and_dry_run(
    template: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = template.read_bytes()
    code, out, _ = run(capsys, "refresh", template, "--data", data, "--check")
    assert code == 0
    assert "Scorecard!C2 Actual: 0.58 -> 0.62" in out
    assert "2 cells would change" in out
    code, out, _ = run(capsys, "refresh", template, "--data", data, "--dry-run")
    assert (code, template.read_bytes()) == (0, before)
    assert "nothing was written" in out
    target = tmp_path / "out.xlsx"
    code, _, _ = run(capsys, "refresh", template, "--data", data, "-o", target)
    assert code == 0
    sheet = load(target)["Scorecard"]
    assert [cell.value for cell in sheet[2]] == ["SF01", "Reviews done", 0.62, "G"]
    assert template.read_bytes() == before


def test_a_check_writes_large_figures_out(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Ref", "Measure", "Actual"], ["SF01", "Agency spend", 26754321.5]]
    template = make_sheet(tmp_path / "large.xlsx", rows)
    spend = {**DATA["observations"][0], "raw": "£1,234,567", "value": 1234567, "unit": "gbp"}
    data.write_text(json.dumps({**DATA, "observations": [spend]}), encoding="utf-8")
    _, out, _ = run(capsys, "refresh", template, "--data", data, "--check")
    assert "C2 Actual: 26754321.5 -> 1234567 (" in out


def test_cells_by_address_are_checked_and_counted(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = template.read_bytes()
    cells = tmp_path / "cells.json"
    cells.write_text('{"Scorecard!C3": 950, "Scorecard!F9": "new"}', encoding="utf-8")
    code, out, _ = run(capsys, "refresh", template, "--cells", cells, "--check")
    assert (code, template.read_bytes()) == (0, before)
    assert "Scorecard!C3: 900 -> 950 (by address)" in out
    assert "Scorecard!F9: empty -> new" in out
    code, out, _ = run(capsys, "refresh", template, "--cells", cells, "-o", tmp_path / "o.xlsx")
    assert "2 cells by address" in out
    cells.write_text('{"Scorecard!A0": 950}', encoding="utf-8")
    code, _, err = run(capsys, "refresh", template, "--cells", cells, "--check")
    assert code == 2
    assert "no cell address" in err
    code, _, err = run(capsys, "refresh", template, "--cells", cells, "--in-excel")
    assert code == 2
    assert "not by address" in err


def test_in_place_with_a_backup(
    template: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = template.read_bytes()
    code, out, _ = run(capsys, "refresh", template, "--data", data)
    assert code == 0
    assert "before: " in out
    (backup,) = template.parent.glob("plan (before *).xlsx")
    assert backup.read_bytes() == before
    assert load(template)["Scorecard"]["C2"].value == 0.62


def test_cells_by_address(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells, target = tmp_path / "cells.json", tmp_path / "out.xlsx"
    given = {"Scorecard!C3": 940, "'Scorecard'!D3": "G", "scorecard!E3": {"date": "2018-03-31"},
             "Scorecard!C2": None}  # fmt: skip
    cells.write_text(json.dumps(given), encoding="utf-8")
    code, _, _ = run(capsys, "refresh", template, "--cells", cells, "-o", target)
    assert code == 0
    sheet = load(target)["Scorecard"]
    assert (sheet["C3"].value, sheet["D3"].value, sheet["C2"].value) == (940, "G", None)
    assert sheet["E3"].value.year == 2018


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ('{"Scorecard!C3": NaN}', "Scorecard!C3: not a number"),
        ('{"Nowhere!C3": 1}', "no such sheet (it has Scorecard)"),
        ('{"Scorecard!0": 1}', "no cell address"),
        ('{"Scorecard!XFE1": 1}', "no cell address"),
        ('{"C3": 1}', "no such sheet"),
        ('{"Scorecard!C3": [1]}', "takes a number"),
        ('{"Scorecard!C3": {"date": "soon"}}', "no date"),
        ('{"Scorecard!C3": 1, "Scorecard!C3": 2}', "given twice"),
        ("[1]", "expected an object"),
        ("{", "not a JSON file"),
    ],
)
def test_cells_that_cannot_be_written(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], cells: str, message: str
) -> None:
    path, target = tmp_path / "cells.json", tmp_path / "out.xlsx"
    path.write_text(cells, encoding="utf-8")
    code, _, said = run(capsys, "refresh", template, "--cells", path, "-o", target)
    assert code == 2
    assert message in said
    assert "Traceback" not in said
    assert not target.exists()


def test_doubts_of_a_check_are_exit_code_1(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*ROWS, ["SF01", "Reviews done", 1, "R"]]
    path = make_sheet(tmp_path / "twice.xlsx", rows)
    code, _, said = run(capsys, "refresh", path, "--data", data, "--check")
    assert code == 1
    assert "stands on 2 rows" in said


def test_template_bind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Scorecard")
        for r, row in enumerate([["Ref", "Measure", "Target", "Actual", "RAG"],
                                 ["SF01", "a", 1, 2, "R"], ["SF02", "b", 1, 2, "R"],
                                 ["SF02", "c", 1, 2, "R"]]):  # fmt: skip
            sheet.write_row(r, 0, row)
        book.define_name("m_SF01_actual", "=Scorecard!$D$3")
        book.define_name("m_SF02_actual", "=Scorecard!$D$3")
        book.define_name("gone", "=Scorecard!#REF!")

    path = make_book(tmp_path / "plan.xlsx", fill)
    code, out, said = run(capsys, "template", "bind", path)
    assert code == 1
    assert "Actual: actual" in out
    assert "Target: kept (target)" in out
    assert "codes: SF01, SF02, SF02" in out
    assert "name m_SF02_actual: SF02 actual at Scorecard!D3" in out
    assert "'SF02' stands on 2 rows (A3, A4)" in said
    assert "m_SF01_actual stands on Scorecard!D3, the row of SF02" in said
    assert "gone points at a deleted cell" in said


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "refresh", "--help")
    assert code == 0
    assert "xlscorecard refresh dashboard.xlsx --data q2.pdf --check" in out
    code, out, _ = run(capsys, "template", "bind", "--help")
    assert "xlscorecard template bind dashboard.xlsx" in out
