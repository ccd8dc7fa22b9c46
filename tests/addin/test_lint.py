"""``addin lint``: hundredfold errors, unknown functions, links; found and repaired."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from xlscorecard.addins.lint import Lint, lint_workbook
from xlscorecard.addins.repair import repair_workbook
from xlscorecard.cli.main import main
from xlscorecard.model.errors import CannotRead


def write_book(path: Path, formulas: dict[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Q2"
    for row, (value, target) in enumerate([(0.62, 0.65), (0.62, 95), (62, 0.95), (62, 95)], 2):
        sheet.cell(row, 2, value).number_format = "0%" if value < 1 else "General"
        sheet.cell(row, 3, target).number_format = "0%" if target < 1 else "General"
    for cell, formula in formulas.items():
        sheet[cell] = formula
    book.save(path)
    return path


def lints(tmp_path: Path, formula: str) -> list[Lint]:
    return list(lint_workbook(write_book(tmp_path / "b.xlsx", {"D2": formula})))


@pytest.mark.parametrize(
    ("formula", "code", "new"),
    [
        ("=RAG(B3,C3)", "hundredfold", "=RAG(B3,IF(ISNUMBER(C3),C3%,C3))"),
        ("=RAG(B4,C4)", "hundredfold", "=RAG(IF(ISNUMBER(B4),B4%,B4),C4)"),
        ("=RAG(B2,95)", "hundredfold", None),
        ('=IF(B3="","",RAG(B3,C3,"higher"))', "hundredfold",
         '=IF(B3="","",RAG(B3,IF(ISNUMBER(C3),C3%,C3),"higher"))'),
        ("=RAG(B2:B5,C2:C5)", "hundredfold", None),
        ("=DOT($B$3,Q2!$C$3)", "hundredfold", "=DOT($B$3,IF(ISNUMBER(Q2!$C$3),Q2!$C$3%,Q2!$C$3))"),
        ('=RAG(B2,C2,"higher",,"percent")', "percent-unit", '=RAG(B2,C2,"higher",,"fraction")'),
        ("=RGA(B2,C2)", "unknown-function", None),
        ("=[1]!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("='C:\\Users\\kim\\x.xlam'!RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("=_xldudf_RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
        ("=ORG.SCORECARD.SCORECARD.RAG(B2,C2)", "linked-function", "=RAG(B2,C2)"),
    ],
)  # fmt: skip
def test_what_is_found(tmp_path: Path, formula: str, code: str, new: str | None) -> None:
    found = lints(tmp_path, formula)
    assert [(lint.code, lint.new) for lint in found] == [(code, new)]
    assert found[0].place == "Q2!D2"


@pytest.mark.parametrize(
    "formula",
    [
        "=RAG(B2,C2)",
        "=RAG(B5,C5)",
        '=RAG(B5,C5,"higher",,"percent")',
        "=RAG(B2,0.95)",
        '=RAG(B2,"95%")',
        "=SUM(B2:B5)",
        "=_xlfn.XLOOKUP(B2,B2:B5,C2:C5)",
        "=_xlfn.LET(_xlpm.x,B2,_xlpm.x+1)",
        '="RGA(1)"',
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, formula: str) -> None:
    assert lints(tmp_path, formula) == []


def test_repair_changes_the_formulas_and_nothing_else(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", {"D3": "=RAG(B3,C3)", "E3": "=[1]!RAG(B2,C2)"})
    found = lint_workbook(path)
    assert len(repair_workbook(path, tmp_path / "out.xlsx", found)) == 2
    assert lint_workbook(tmp_path / "out.xlsx") == ()
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(tmp_path / "out.xlsx")
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert "xl/worksheets/sheet1.xml" in changed
    assert set(changed) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_book(tmp_path / "b.xlsx", {"D3": "=RAG(B3,C3)"})
    with pytest.raises(SystemExit) as ended:
        main(["addin", "lint", str(path)])
    assert ended.value.code == 1
    assert "b.xlsx Q2!D3: 95 is held against a percent cell" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["addin", "lint", str(path), "--repair"])
    assert ended.value.code == 0
    assert "1 of 1 repaired" in capsys.readouterr().out
    assert len(list(tmp_path.glob("b (before *.xlsx"))) == 1


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("no")
    with pytest.raises(CannotRead):
        lint_workbook(tmp_path / "x.xlsx")
