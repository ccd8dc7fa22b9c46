"""Worksheets that a Word paper shows are read from the workbook inside it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from tests.unseen.paper import said
from tests.word.making import make_word, par
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.pipeline import read_scorecard

RED, GREEN = (PatternFill("solid", fgColor=f"FF{tone}") for tone in ("FF0000", "00B050"))
MEASURES = [
    "Bins missed per 100,000; red - -; t@2023/24=45 a@2023/24 Q2=61",
    "Garden waste customers; green - -; t@2023/24=24000 a@2023/24 Q2=24310",
]


def workbook(shown: str) -> bytes:
    """Three measures on the second of two sheets, the last below what the paper shows."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Indicator", "Target", "Actual", "RAG"])
    book.worksheets[0].append(["Draft of last year", 1, 2, "Red"])
    sheet = book.create_sheet("Q2")
    for row in (
        ("Indicator", "Target 2023/24", "Q2 2023/24", "RAG"),
        ("Bins missed per 100,000", 45, 61, None),
        ("Garden waste customers", 24000, 24310, None),
        ("Not in the paper", 10, 12, None),
    ):
        sheet.append(row)
    sheet["D2"].fill, sheet["D3"].fill, sheet["D4"].fill = RED, GREEN, RED
    book.active = 1
    packed = io.BytesIO()
    book.save(packed)
    if not shown:
        return packed.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/workbook.xml":
                ole = f'<oleSize ref="{shown}"/></workbook>'.encode()
                content = content.replace(b"</workbook>", ole)
            new.writestr(entry.filename, content)
    return changed.getvalue()


def embedded(aspect: str = "Content", program: str = "Excel.Sheet.12") -> str:
    """The paragraph that Word writes for an object."""
    return par(
        '<w:r><w:object><v:shape style="width:420pt;height:120pt"/><o:OLEObject Type="Embed"'
        f' ProgID="{program}" DrawAspect="{aspect}" r:id="package"/></w:object></w:r>'
    )


def read(folder: Path, content: bytes, body: str) -> Scorecard:
    paper = par("Waste services") + body + par("The end")
    return read_scorecard(make_word(folder / "paper.docx", paper, package=content))


def test_the_cells_that_the_paper_shows_are_read(tmp_path: Path) -> None:
    scorecard = read(tmp_path, workbook("A1:D3"), embedded())
    assert said(scorecard).splitlines() == MEASURES
    assert [(f.code, f.severity.value) for f in scorecard.findings] == [
        ("embedded-workbook", "info")
    ]


def test_in_the_cell_of_a_table(tmp_path: Path) -> None:
    frame = f"<w:tbl><w:tr><w:tc>{embedded()}</w:tc></w:tr></w:tbl>"
    assert said(read(tmp_path, workbook("A1:D3"), frame)).splitlines() == MEASURES


def test_a_workbook_that_does_not_say_what_the_paper_shows_is_to_be_looked_at(
    tmp_path: Path,
) -> None:
    scorecard = read(tmp_path, workbook(""), embedded())
    assert [record.title for record in scorecard.records][2:] == ["Not in the paper"]
    assert ("embedded-workbook", "look") in {(f.code, f.severity.value) for f in scorecard.findings}


@pytest.mark.parametrize(
    ("content", "body"),
    [
        pytest.param(workbook("A1:D3"), embedded("Icon"), id="an icon"),
        pytest.param(workbook("A1:D3"), embedded(program="Word.Document.12"), id="a document"),
        pytest.param(b"PK\x03\x04 cut short", embedded(), id="damaged"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, embedded(), id="older"),
    ],
)
def test_what_is_not_read_is_told(tmp_path: Path, content: bytes, body: str) -> None:
    scorecard = read(tmp_path, content, body)
    assert not scorecard.records
    assert "embedded-object" in [finding.code for finding in scorecard.findings]
