"""No output goes over a file that it is read from, nor under an ending that it is none of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.refresh.making import make_sheet
from xlscorecard.cli.main import main

ROWS = [
    ["Ref", "Measure", "Target", "Actual", "RAG"],
    ["SF01", "Reviews done", 80, 58, "Red"],
    ["SF02", "Visits made", 900, 910, "Green"],
]
CSV = (
    "ref,title,column,role,period,raw,value,unit,rag\n"
    "SF01,Reviews done,Actual,actual,2023/24 Q2,62,62,count,amber\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    code = ended.value.code
    return (code if isinstance(code, int) else 0), capsys.readouterr().err


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return make_sheet(tmp_path / "dashboard.xlsx", ROWS)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "q2.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command", ["convert", "tables", "history", "template new accessible --force --from"]
)
def test_a_councils_workbook_is_not_replaced_by_what_is_read_from_it(
    workbook: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = workbook.read_bytes()
    other = workbook.parent / "." / workbook.name  # the same file by another name
    code, said = run(capsys, *command.split(), workbook, "-o", other)
    assert code == 2
    assert "one of the files to be read, and would be lost" in said
    assert workbook.read_bytes() == before


@pytest.mark.parametrize("command", ["convert", "audit", "review"])
def test_nor_are_data(data: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    option = "--export" if command == "review" else "-o"
    code, _ = run(capsys, command, data, option, data)
    assert (code, data.read_text(encoding="utf-8")) == (2, CSV)


def test_a_workbook_among_the_papers_is_not_replaced(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = workbook.read_bytes()
    shutil.copy(workbook, workbook.with_name("another.xlsx"))
    code, said = run(capsys, "convert", workbook.parent, "-o", workbook)
    assert code == 2
    assert "it lies among the papers" in said
    code, _ = run(capsys, "convert", workbook.parent, "--each", "-o", workbook.parent)
    assert code == 2
    assert workbook.read_bytes() == before


def test_an_earlier_output_among_the_papers_is_written_anew(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = workbook.with_name("scorecards.xlsx")
    for _ in range(2):
        code, _ = run(capsys, "convert", workbook.parent, "-o", out)
        assert code == 0


@pytest.mark.parametrize("command", ["refresh", "addin lambda", "addin lint --repair"])
def test_a_workbook_keeps_its_ending(
    workbook: Path, data: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    macros = workbook.rename(workbook.with_suffix(".xlsm"))
    more = ["--data", data] if command == "refresh" else []
    for ending in ("xlsx", "csv"):
        out = macros.with_name(f"out.{ending}")
        code, said = run(capsys, *command.split(), macros, *more, "-o", out)
        assert code == 2
        assert "Name it out.xlsm." in said
        assert not out.exists()


@pytest.mark.parametrize("command", ["refresh", "addin lambda"])
def test_a_folder_is_no_workbook(
    data: Path, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data.parent)
    more = ["--data", data] if command == "refresh" else []
    code, said = run(capsys, *command.split(), ".", *more)
    assert (code, said) == (2, "xlscorecard: .: this is a folder. Name a workbook.\n")


@pytest.mark.parametrize(("told", "right"), [("q2 2023-24", True), ("Q2", False), ("soon", False)])
def test_a_period_as_an_officer_writes_it(
    workbook: Path, data: Path, told: str, right: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Ref", "Q1 2023/24", "Q2 2023/24"], ["SF01", 50, None], ["SF02", 51, None]]
    make_sheet(workbook, rows)
    data.write_text(CSV.replace("2023/24 Q2", ""), encoding="utf-8")
    out = workbook.with_name("out.xlsx")
    code, said = run(capsys, "refresh", workbook, "--data", data, "--period", told, "-o", out)
    assert out.exists() is right
    if not right:
        assert code == 2
        assert "names no period: write 2023/24 Q2, 2023/24 or 2023-06" in said
