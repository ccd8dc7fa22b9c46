"""``convert`` as an officer meets it: outputs, exit codes, and files that cannot be read."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from xlscorecard.cli.main import main

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize("suffix", [".xlsx", ".json", ".csv", ".parquet", ".sqlite"])
def test_a_paper_becomes_what_the_output_s_ending_names(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"leeds{suffix}"
    assert run("convert", SAMPLES / "001.pdf", "-o", out) == 0
    assert out.stat().st_size > 1000


def test_several_papers_make_one_workbook_with_all_of_them(tmp_path: Path) -> None:
    out = tmp_path / "both.xlsx"
    assert run("convert", SAMPLES / "001.docx", SAMPLES / "004.docx", "-o", out) in (0, 1)
    book = load_workbook(out, read_only=True)
    assert book.sheetnames[0] == "Summary"
    documents = {row[0].value for row in book["Records"].iter_rows(min_row=5)}
    assert {"001.docx", "004.docx"} <= documents


def test_each_gives_one_output_per_paper(tmp_path: Path) -> None:
    papers = [SAMPLES / "001.pdf", SAMPLES / "003.pdf"]
    run("convert", *papers, "-o", tmp_path / "out", "--each", "--format", "json")
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == [
        "001.json",
        "003.json",
    ]


def test_a_doubt_makes_it_end_with_one_and_stands_in_the_output(tmp_path: Path) -> None:
    out = tmp_path / "wiltshire.json"
    code = run("convert", SAMPLES / "003.pdf", "-o", out)
    findings = json.loads(out.read_text(encoding="utf-8"))["findings"]
    assert code == (1 if any(finding["severity"] == "look" for finding in findings) else 0)


def _damaged(path: Path) -> None:
    path.write_bytes(b"%PDF-1.4\nnothing that a reader could use")


def _cut(path: Path) -> None:
    path.write_bytes((SAMPLES / "000.pdf").read_bytes()[:20_000])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("Dear committee,", encoding="utf-8")


def _locked(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "for members only")
    canvas.save()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_damaged, "end"),
        (_cut, "end"),
        (_empty, "empty"),
        (_text, "not a PDF"),
        (_locked, "password"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    make: Callable[[Path], None],
    reason: str,
) -> None:
    paper, out = tmp_path / "paper.pdf", tmp_path / "out.json"
    make(paper)
    out.write_text("last quarter's", encoding="utf-8")
    assert run("convert", paper, "-o", out) == 2
    said = capfd.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert "paper.pdf" in said[0]
    assert reason in said[0]
    assert out.read_text(encoding="utf-8") == "last quarter's"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["out.json", "paper.pdf"]


def test_a_folder_without_papers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papers").mkdir()
    assert run("convert", tmp_path / "papers", "-o", tmp_path / "out.xlsx") == 2
    assert "no papers" in capfd.readouterr().err
    assert not (tmp_path / "out.xlsx").exists()


def test_an_output_that_cannot_be_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("convert", SAMPLES / "001.pdf", "-o", tmp_path / "no" / "such" / "out.xlsx") == 2
    assert "folder" in capfd.readouterr().err


def test_one_bad_paper_among_good_ones_costs_only_itself(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad, out = tmp_path / "bad.pdf", tmp_path / "out.json"
    _cut(bad)
    assert run("convert", SAMPLES / "001.pdf", bad, "-o", out) == 1
    assert "bad.pdf" in capfd.readouterr().err
    papers = json.loads(out.read_text(encoding="utf-8"))
    papers = papers if isinstance(papers, list) else [papers]
    assert [paper["paper"]["file"] for paper in papers] == ["001.pdf"]


def test_a_workbook_of_ours_is_data_and_no_paper(tmp_path: Path) -> None:
    book, straight, back = (tmp_path / name for name in ("leeds.xlsx", "a.json", "b.json"))
    run("convert", SAMPLES / "001.pdf", "-o", book)
    run("convert", SAMPLES / "001.pdf", "-o", straight)
    run("convert", book, "-o", back)
    told, again = (json.loads(path.read_text(encoding="utf-8")) for path in (straight, back))
    assert len(told["observations"]) == len(again["observations"]) == 52
    assert [(o["raw"], o["value"]) for o in told["observations"]] == [
        (o["raw"], o["value"]) for o in again["observations"]
    ]


def test_outputs_among_the_papers_are_not_counted_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    shutil.copy(SAMPLES / "001.pdf", folder)
    out = folder / "all.xlsx"
    assert run("convert", folder, "-o", out) == 0
    assert run("convert", folder, "-o", out) == 0
    assert capsys.readouterr().out.count("1 paper: 20 records, 52 values") == 2
    assert run("convert", folder, "-o", tmp_path / "else.json") == 1
    told = capsys.readouterr()
    assert "1 paper: 20 records, 52 values" in told.out
    assert "all.xlsx: this is an output of convert, no paper." in told.err


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_links_and_pipes_among_the_papers_are_told_and_cost_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "papers"
    (folder / "deep.pdf").mkdir(parents=True)
    shutil.copy(SAMPLES / "001.pdf", folder / "deep.pdf")
    (folder / "again").symlink_to(folder)
    (folder / "loop.pdf").symlink_to("loop.pdf")
    (folder / "gone.pdf").symlink_to("nowhere.pdf")
    os.mkfifo(folder / "pipe.docx")
    assert run("convert", folder, "-o", tmp_path / "all.json") == 1
    told = capsys.readouterr()
    assert "1 paper: 20 records, 52 values" in told.out
    for name in ("loop.pdf", "gone.pdf", "pipe.docx"):
        assert f"{name}: " in told.err
    assert "could not be read  3" in told.out
