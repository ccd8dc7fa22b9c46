"""Hostile files through the commands that open them in our own process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.making import package, sheet_parts
from xlscorecard.cli.main import main
from xlscorecard.model.scorecard import Unit
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.unit import unit_in_title

ROWS = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Measure</t></is></c></row>'
# A format that the workbook does not have: openpyxl looks for it in an empty list.
NO_FORMAT = (
    b'<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="9" priority="1">'
    b"<formula>A1</formula></cfRule></conditionalFormatting>"
)


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a command refuses with."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith("xlscorecard: ")
    assert len(told.splitlines()) == 1
    return told


def test_rules_nested_without_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deep.toml"
    path.write_text("a = " + "[" * 100_000 + "]" * 100_000, encoding="ascii")
    assert "deep.toml: is nested too deep" in refused(capsys, "rules", "check", path)


@pytest.mark.parametrize(
    "command", [("addin", "lint"), ("template", "check")], ids=["lint", "check"]
)
def test_a_format_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, str]
) -> None:
    path = package(sheet_parts(ROWS, after=NO_FORMAT), tmp_path / "book.xlsx")
    assert "book.xlsx" in refused(capsys, *command, path)


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code of a command that does its work, and all that it says."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, said.out + said.err


def test_a_cell_in_the_last_corner_is_one_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = package(sheet_parts(ROWS + corner), tmp_path / "corner.xlsx")
    code, said = told(capsys, "template", "check", path)
    assert code == 1
    assert "the workbook has no title" in said
    assert "not marked as a table" not in said


# Another program's command line, and more brackets than Excel takes.
@pytest.mark.parametrize("formula", ["cmd|'/c calc'!A0", "IF(" * 40_000, "1)"])
def test_a_formula_that_is_none_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], formula: str
) -> None:
    cell = f'<row r="2"><c r="A2"><f>{formula}</f><v>1</v></c></row>'.encode()
    path = package(sheet_parts(ROWS + cell), tmp_path / "book.xlsx")
    code, said = told(capsys, "addin", "lint", path)
    assert code == 1
    assert "S!A2: the formula cannot be taken apart" in said


def test_a_review_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, "review", tmp_path / "none.xlsx", "--static", tmp_path / "report")
    assert "none.xlsx: there is no such file" in told


# Patterns that look again from every letter would take an hour for these.
@pytest.mark.parametrize("text", ["1" + "," * 200_000, "(" * 200_000 + "5)", "1 in 1" * 40_000])
def test_a_cell_of_any_length_is_read_at_once(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity.value is None
    assert quantity.note is not None


def test_a_title_of_any_length_too() -> None:
    assert unit_in_title("Number of visits, 12 of " + "9" * 200_000).unit is Unit.COUNT
