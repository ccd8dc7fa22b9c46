"""``xlscorecard tables``: what an officer gets, and how it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table, TableStyle

from xlscorecard.cli.main import main

ROWS = [
    ["Ref", "Measure", "Actual"],
    ["1A", "=HYPERLINK(0)", "-12"],
    ["1B", "Visits", "@14"],
]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    pages = [Table(ROWS, style=ruled), PageBreak(), Table(ROWS, style=ruled)]
    SimpleDocTemplate(str(path), pagesize=A4).build(pages)
    return path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["tables", *arguments])
    return int(ended.value.code or 0)


def test_json_has_one_entry_for_each_piece(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run(str(paper), "-o", str(out)) == 0
    tables = json.loads(out.read_text(encoding="utf-8"))
    assert [(table["page"], table["rows"], table["spans"]) for table in tables] == [
        (1, ROWS, []),
        (2, ROWS, []),
    ]
    assert all(len(table["bbox"]) == 4 for table in tables)


def test_only_some_pages(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run(str(paper), "-o", str(out), "--pages", "2-") == 0
    assert [table["page"] for table in json.loads(out.read_text(encoding="utf-8"))] == [2]


def test_text_is_never_a_formula(paper: Path, tmp_path: Path) -> None:
    book, sheet = tmp_path / "out.xlsx", tmp_path / "out.csv"
    assert run(str(paper), "-o", str(book)) == 0
    assert run(str(paper), "-o", str(sheet)) == 0
    table = load_workbook(book)["Table 1"]
    assert [[cell.value for cell in row] for row in table.iter_rows()] == ROWS
    assert {cell.data_type for row in table.iter_rows() for cell in row} == {"s"}
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["page", "table", "row", "column 1", "column 2", "column 3"]
    assert rows[2] == ["1", "1", "2", "1A", "'=HYPERLINK(0)", "-12"]
    assert rows[3][5] == "'@14"


def test_pictures_of_the_pages(paper: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    assert run(str(paper), "-o", str(tmp_path / "o.json"), "--debug-png", str(folder)) == 0
    assert [path.name for path in sorted(folder.iterdir())] == [
        "paper-p001.png",
        "paper-p002.png",
    ]


@pytest.mark.parametrize(
    ("name", "out", "said"),
    [
        ("missing.pdf", "out.json", "missing.pdf"),
        ("paper.pdf", "out.txt", ".json, .xlsx or .csv"),
        ("paper.pdf", "no/such/folder/out.json", "out.json"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_2(
    paper: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    out: str,
    said: str,
) -> None:
    assert run(str(tmp_path / name), "-o", str(tmp_path / out)) == 2
    told = capsys.readouterr().err.strip()
    assert said in told
    assert "\n" not in told
    assert {path.name for path in tmp_path.iterdir()} == {paper.name}
