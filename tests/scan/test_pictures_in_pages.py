"""Tables without lines that a page of text shows as a picture: read, or told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Rag, Scorecard
from xlscorecard.pipeline import read_pages, read_scorecard

GREEN, AMBER, RED = (0, 176, 80), (255, 192, 0), (255, 0, 0)
ROWS = (
    ("Visits to libraries", "120", "131", "Green", GREEN),
    ("Rent collected", "97.5%", "96.8%", "Amber", AMBER),
    ("Missed bins", "40", "52", "Red", RED),
    ("Calls answered", "80%", "84%", "Green", GREEN),
    ("Days lost to sickness", "8.0", "7.4", "Green", GREEN),
)


def _picture() -> Image.Image:
    sheet = Sheet()
    for x, name in zip(
        (45, 205, 285, 370), ("Measure", "Target", "Q2 2023/24", "RAG"), strict=True
    ):
        sheet.text(x, 82, name, bold=True)
    for number, (*texts, rag, colour) in enumerate(ROWS):
        y = 102 + 18 * number
        sheet.fill(365, y - 13, 425, y + 5, colour)
        for x, text in zip((45, 205, 285, 370), (*texts, rag), strict=True):
            sheet.text(x, y, text)
    return sheet.scanned(noise=1).crop((0, round(65 * 200 / 72), 1300, round(190 * 200 / 72)))


def _paper(path: Path, picture: Image.Image) -> Scorecard:
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 790, "Performance report 2023/24 Quarter 2")
    for line in range(6):
        canvas.drawString(40, 760 - 14 * line, "Members asked for the table below in the spring.")
    canvas.drawImage(ImageReader(picture), 0, 480, 468, 125)
    canvas.showPage()
    canvas.save()
    return read_scorecard(path)


def test_a_table_without_lines_pasted_as_a_picture_is_read(tmp_path: Path) -> None:
    read = _paper(tmp_path / "s.pdf", _picture())
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in read.records] == [
        (title, Rag(rag.lower()), figures) for title, *figures, rag, _ in ROWS
    ]


def test_figures_in_a_picture_without_names_are_no_table_and_are_told(tmp_path: Path) -> None:
    sheet = Sheet()
    for number, (_, *figures, _rag, _colour) in enumerate(ROWS):
        for x, text in zip((205, 285, 370), (*figures, f"{number + 1}.5%"), strict=True):
            sheet.text(x, 102 + 18 * number, text)
    picture = sheet.scanned(noise=1).crop((0, round(65 * 200 / 72), 1300, round(190 * 200 / 72)))
    path = tmp_path / "s.pdf"
    read = _paper(path, picture)
    assert [
        (finding.page, finding.message)
        for finding in read.findings
        if finding.code == "page-unread"
    ] == [(1, "a picture at the page's middle shows lines of figures, of which no table was made")]
    assert not [
        block for _, blocks in read_pages(path) for block in blocks if isinstance(block, Grid)
    ]


def test_a_photo_and_a_chart_without_lines_are_not_looked_at_closer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscorecard.scan.ocr.models.is_installed", lambda: False)
    sheet = Sheet()
    for number, year in enumerate(("2019", "2020", "2021", "2022")):
        sheet.text(80 + 80 * number, 185, year)
        sheet.text(80 + 80 * number, 75, str(31 + number))
        sheet.fill(76 + 80 * number, 80 + 9 * number, 110 + 80 * number, 175, GREEN)
    chart = sheet.scanned(noise=1).crop((0, round(65 * 200 / 72), 1300, round(190 * 200 / 72)))
    read = _paper(tmp_path / "s.pdf", chart)
    assert not [finding for finding in read.findings if finding.code == "page-is-a-picture"]
