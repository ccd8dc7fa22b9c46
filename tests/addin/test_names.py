"""``addin lambda``: the names come into a workbook, and nothing else changes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.functions.ironcalc_route import Sheet
from xlscorecard.addins.names import add_names
from xlscorecard.cli.main import main
from xlscorecard.functions.lambda_text import lambda_names
from xlscorecard.model.errors import Refused

SHARED = Path(__file__).resolve().parents[2] / "../shared/workbooks/corpus"


def write_book(path: Path, formula: str | None = None, name: str | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = 0.78, 0.8
    if formula:
        sheet["C1"] = formula
    if name:
        book.defined_names[name] = DefinedName(name, attr_text="Sheet!$A$1")
    book.save(path)
    return path


def test_only_the_workbook_part_changes(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", name="Council")
    done = add_names(path, tmp_path / "out.xlsx")
    assert "RAG" in done.added
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(tmp_path / "out.xlsx")
    assert before.namelist() == after.namelist()
    assert [n for n in before.namelist() if before.read(n) != after.read(n)] == ["xl/workbook.xml"]
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").defined_names
    assert names["Council"].attr_text == "Sheet!$A$1"
    assert names["RAG.READ"].hidden
    assert not names["RAG"].hidden


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    add_names(write_book(tmp_path / "b.xlsx"), tmp_path / "one.xlsx")
    done = add_names(tmp_path / "one.xlsx", tmp_path / "two.xlsx")
    assert (done.added, done.replaced) == ((), ())
    assert len(done.kept) == len(lambda_names())
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_name_of_the_councils_own_is_never_taken(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", name="rag")
    before = path.read_bytes()
    with pytest.raises(Refused, match="already used"):
        add_names(path, path)
    assert path.read_bytes() == before


def test_a_protected_structure_stays_as_it_is(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(path)
    book.security.lockStructure = True
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match="structure is protected"):
        add_names(path, path)
    assert path.read_bytes() == before


def test_cells_that_use_a_name_are_calculated_again(tmp_path: Path) -> None:
    add_names(write_book(tmp_path / "b.xlsx", "=RAG(A1,B1)"), tmp_path / "out.xlsx")
    assert b'fullCalcOnLoad="1"' in zipfile.ZipFile(tmp_path / "out.xlsx").read("xl/workbook.xml")
    sheet = Sheet(tmp_path / "out.xlsx")
    sheet.model.evaluate()
    assert sheet.model.get_formatted_cell_value(0, 1, 3) == "Amber"


def test_the_command_keeps_a_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_book(tmp_path / "b.xlsx")
    with pytest.raises(SystemExit) as ended:
        main(["addin", "lambda", str(path)])
    assert ended.value.code == 0
    assert "RAG, RAGWHY" in capsys.readouterr().out
    assert len(list(tmp_path.glob("b (before *.xlsx"))) == 1


@pytest.mark.shared
def test_the_developers_workbooks_survive(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("no ../shared")
    files = sorted(SHARED.glob("*.xlsx"))[::12]
    assert files
    for path in files:
        try:
            add_names(path, tmp_path / "out.xlsx")
        except Refused:
            continue
        before, after = zipfile.ZipFile(path), zipfile.ZipFile(tmp_path / "out.xlsx")
        changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
        assert len(changed) == 1, path.name
