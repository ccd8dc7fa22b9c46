"""``addin lambda`` keeps a backup where the workbook changes, and leaves none where it does not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.addin.test_names import write_book
from xlscorecard.cli.main import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["addin", *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_changed_workbook_has_its_backup_and_an_unchanged_one_none_more(tmp_path: Path) -> None:
    path = write_book(tmp_path / "plan.xlsx")
    before = path.read_bytes()
    assert run("lambda", path) == 0
    (backup,) = tmp_path.glob("plan (before *).xlsx")
    assert backup.read_bytes() == before
    assert run("lambda", path) == 0
    assert len(files(tmp_path)) == 2


def test_a_refused_workbook_leaves_no_backup(tmp_path: Path) -> None:
    path = write_book(tmp_path / "plan.xlsx", name="RAG")
    assert run("lambda", path) != 0
    assert files(tmp_path) == ["plan.xlsx"]


def test_nothing_to_repair_leaves_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(path)
    assert run("lint", path, "--repair") == 0
    assert files(tmp_path) == ["plain.xlsx"]
