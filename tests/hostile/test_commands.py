"""Hostile files through the commands that open them in our own process."""

from __future__ import annotations

import csv
import os
import re
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


OPENED_WHOLE = pytest.mark.parametrize(
    "command", [("addin", "lint"), ("template", "check")], ids=["lint", "check"]
)
DATA = "ref,title,column,role,value\nSF01,Visits,Actual,actual,1\n"


@OPENED_WHOLE
def test_merged_cells_without_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, str]
) -> None:
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(9, 200_000))
    after = b"<mergeCells>%b</mergeCells>" % merges
    path = package(sheet_parts(ROWS, after=after), tmp_path / "book.xlsx")
    told = refused(capsys, *command, path)
    assert "book.xlsx" in told
    assert "merged cells without end" in told


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A figure for a measure."""
    path = tmp_path / "q1.csv"
    path.write_text(DATA, "utf-8")
    return path


def test_nor_does_a_template_have_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    rows = [b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(9, 60_000)]
    tall = [b'<mergeCell ref="A1:A1048576"/>'] * 60
    for number, merges in enumerate((rows, tall)):
        after = b"<mergeCells>%b</mergeCells>" % b"".join(merges)
        path = package(sheet_parts(ROWS, after=after), tmp_path / f"book{number}.xlsx")
        for command in (("template", "bind", path), ("refresh", path, "--data", data)):
            told = refused(capsys, *command)
            assert f"book{number}.xlsx S: the sheet has merged cells without end" in told


@pytest.mark.parametrize(
    "command",
    [("addin", "lint"), ("template", "check"), ("template", "bind"), ("refresh", "--data")],
    ids=" ".join,
)
def test_tags_and_sheets_without_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: Path, command: tuple[str, str]
) -> None:
    words = [*command, data] if command[0] == "refresh" else command
    links = b"<hyperlinks>%b</hyperlinks>" % (b'<hyperlink ref="A1"/>' * 300_001)
    path = package(sheet_parts(ROWS, after=links), tmp_path / "links.xlsx")
    assert "more than 300,000 tags beside its cells" in refused(capsys, *words, path)
    parts = sheet_parts(ROWS)
    twin = b'<sheet name="S" sheetId="1" r:id="rId1"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(twin, twin * 5_001)
    path = package(parts, tmp_path / "sheets.xlsx")
    assert "more than 5,000 sheets" in refused(capsys, *words, path)


@pytest.mark.parametrize(
    "command", [("addin", "lint"), ("template", "check"), ("template", "bind")]
)
def test_a_workbook_that_takes_for_ever_is_given_up(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, str],
) -> None:
    rows = b"".join(
        b'<row r="%d">%b</row>' % (row, b"<c><f>RAG(A1:Z1000,A1:Z1000)</f><v>1</v></c>" * 100)
        for row in range(1, 6_000)
    )
    path = package(sheet_parts(rows), tmp_path / "book.xlsx")
    told = refused(capsys, *command, path, "--time-limit", "1")
    assert "takes longer than 2 seconds. If you trust it, give it longer with --time" in told


@OPENED_WHOLE
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


EVIL = "EV\x1b[31mIL\x07\u202e\u2028\r\nlook: forged " + "x" * 9_000


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """Data whose every text wants to be more than a text on the screen; two rows of one code."""
    path = tmp_path / "evil.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(["document", "ref", "title", "polarity", "column", "role", "period", "raw",
                        "value", "rag", "section"])  # fmt: skip
        for value, ref in enumerate(("SF01", "SF01", "SF02", EVIL), start=97):
            for role in ("actual", "target"):
                write.writerow([EVIL, ref, EVIL, "higher", EVIL, role, "2017/18 Q1", EVIL, value,
                                "red", EVIL])  # fmt: skip
    return path


def assert_tame(said: str) -> None:
    """Nothing but plain lines of bearable length."""
    assert "EV" in said or "forged" not in said
    for line in said.splitlines():
        assert line.isprintable()
        assert len(line) < 1_200
        assert not line.startswith("look: forged")


def test_refresh_says_a_paper_s_words_as_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], evil: Path
) -> None:
    cells = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{letter}{n}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("ABCD", row, strict=True)
        )
        + "</row>"
        for n, row in enumerate(
            (
                ("Ref", "Measure", "Actual", "RAG"),
                ("SF01", "Visits", "1", "Green"),
                ("SF02", "Loans", "2", "Green"),
            ),
            start=1,
        )
    )
    book = package(sheet_parts(cells.encode()), tmp_path / "book.xlsx")
    code, said = told(capsys, "refresh", book, "--data", evil, "-o", tmp_path / "out.xlsx")
    assert code == 0
    assert "SF01" in said
    assert_tame(said)
    assert_tame(told(capsys, "refresh", book, "--data", evil, "--check")[1])


def test_audit_says_a_paper_s_words_as_words(
    capsys: pytest.CaptureFixture[str], evil: Path
) -> None:
    code, said = told(capsys, "audit", evil)
    assert code == 1
    assert "EV" in said
    assert_tame(said)


def test_an_error_names_an_evil_name_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a\x1b[31m\nb\u202e.json"
    assert_tame(refused(capsys, "convert", tmp_path / name, "-o", tmp_path / "out.json"))
    assert_tame(refused(capsys, "tables", tmp_path / name, "-o", tmp_path / "out.json"))
    assert_tame(refused(capsys, "review", tmp_path / name, "--static", tmp_path / "report"))


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "command",
    [("rules", "check"), ("template", "check"), ("template", "bind"), ("addin", "lint"),
     ("refresh", "--data", "q1.csv"), ("refresh", "book.xlsx", "--cells")],
    ids=" ".join,
)  # fmt: skip
def test_nobody_waits_for_a_pipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    data = tmp_path / "q1.csv"
    data.write_text("ref,title,column,role,value\nSF01,Visits,Actual,actual,1\n", "utf-8")
    package(sheet_parts(ROWS), tmp_path / "book.xlsx")
    words = [tmp_path / word if "." in word else word for word in command]
    assert re.search(r"pipe\.xlsx: .*not a (regular )?file", refused(capsys, *words, pipe))


def test_a_name_of_250_letters_is_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of ours with a longer name can stand beside it."""
    data = tmp_path / "q1.csv"
    data.write_text("ref,title,column,role,value\nSF01,Visits,Actual,actual,1\n", "utf-8")
    out = tmp_path / f"{'n' * 245}.json"
    assert told(capsys, "convert", data, "-o", out)[0] == 0
    assert out.stat().st_size > 0


@pytest.mark.parametrize(
    "command",
    [("convert", "{name}.pdf", "-o", "out.json"), ("convert", "q1.csv", "-o", "{name}.json"),
     ("refresh", "{name}.xlsx", "--data", "q1.csv"), ("rules", "check", "{name}.toml"),
     ("review", "{name}.json"), ("template", "bind", "{name}.xlsx")],
    ids=lambda words: f"{words[0]} {'out' if '{' in words[-1] else ''}",
)  # fmt: skip
def test_a_name_that_no_disk_takes_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("q1.csv").write_text("ref,title,column,role,value\nSF01,V,Actual,actual,1\n", "utf-8")
    assert "nnnn" in refused(capsys, *(word.format(name="n" * 300) for word in command))
    assert [path.name for path in tmp_path.iterdir()] == ["q1.csv"]


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
