"""Texts of a spreadsheet's cells, cut off where the next cell begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.pdf.making import draw_pdf, read_one
from xlscorecard.model.grid import Grid
from xlscorecard.tables.blocks import find_blocks

HEADERS = ("Measure", "Quarter 1", "Quarter 2", "Target")
ROWS = (
    ("Calls answered", "51.5", "47.1", "50.0"),
    ("Waste recycled", "45.1", "44.2", "46.3"),
    ("Homes let", "91.0", "93.5", "96.2"),
)
LEFT = (40, 160, 201, 242, 290)


def sheet(paper: Any) -> None:
    for left, right, header in zip(LEFT, LEFT[1:], HEADERS, strict=False):
        paper.saveState()
        if header.startswith("Quarter"):
            clip = paper.beginPath()
            clip.rect(left, 240, right - left, 20)
            paper.clipPath(clip, stroke=0)
        paper.drawString(left + 0.5, 245, header)
        paper.restoreState()
    for number, (name, *figures) in enumerate(ROWS):
        paper.drawString(LEFT[0], 230 - 15 * number, name)
        for right, figure in zip(LEFT[2:], figures, strict=False):
            paper.drawRightString(right - 2, 230 - 15 * number, figure)


def test_headers_that_are_cut_off_stand_each_over_its_column(tmp_path: Path) -> None:
    page = read_one(draw_pdf(tmp_path / "sheet.pdf", sheet))
    assert [word.text for word in page.words if word.apart] == ["Quarter", "Target"]
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    assert grid.texts() == [list(HEADERS), *(list(row) for row in ROWS)]


def test_a_figure_that_its_cell_cuts_off_is_in_doubt(tmp_path: Path) -> None:
    def narrow(paper: Any) -> None:
        for y, width in ((200, 40), (180, 22), (160, 60)):
            paper.saveState()
            clip = paper.beginPath()
            clip.rect(100, y - 4, width, 16)
            paper.clipPath(clip, stroke=0)
            paper.drawString(101, y, "12345")
            paper.restoreState()

    page = read_one(draw_pdf(tmp_path / "narrow.pdf", narrow))
    assert [(word.text, word.confidence) for word in page.words] == [
        ("12345", 1.0),
        ("12345", 0.5),
        ("12345", 1.0),
    ]


def test_a_line_that_its_cell_hides_is_read_with_the_next_one_and_in_doubt(tmp_path: Path) -> None:
    def low(paper: Any) -> None:
        paper.saveState()
        clip = paper.beginPath()
        clip.rect(100, 196, 40, 22)
        paper.clipPath(clip, stroke=0)
        paper.drawString(101, 224, "2021")
        paper.drawString(101, 212, "/22 ")
        paper.restoreState()
        paper.drawString(101, 200, "Actual")
        paper.drawString(160, 200, "Target")

    page = read_one(draw_pdf(tmp_path / "low.pdf", low))
    assert [(word.text, word.confidence) for word in page.words] == [
        ("2021/22", 0.8),
        ("Actual", 1.0),
        ("Target", 1.0),
    ]
    year, actual, _ = page.words
    assert year.bbox.bottom < actual.bbox.bottom


def test_text_far_out_of_its_clip_is_no_part_of_a_cells_text(tmp_path: Path) -> None:
    def apart(paper: Any) -> None:
        paper.saveState()
        clip = paper.beginPath()
        clip.rect(100, 196, 40, 22)
        paper.clipPath(clip, stroke=0)
        paper.drawString(101, 250, "Hidden")
        paper.drawString(101, 200, "Seen")
        paper.restoreState()

    page = read_one(draw_pdf(tmp_path / "apart.pdf", apart))
    assert [(word.text, word.confidence) for word in page.words] == [("Seen", 1.0)]
