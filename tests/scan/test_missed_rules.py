"""Rules that a poor scan hardly shows: cells stay apart, or the doubt is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages, scorecard
from xlscorecard.model.grid import Grid
from xlscorecard.pipeline import read_pages, read_scorecard

RED, AMBER, GREEN = (230, 30, 40), (253, 185, 19), (0, 165, 80)
XS = (34, 220, 270, 320, 350, 400, 430, 480, 530)
YS = (73, 88, 103, 118, 133)
HEADER = ("Indicator", "2023/24", "Target", "Q1", "", "Q2", "", "Eng avg")
ROWS = (
    ("Care leavers in employment", "55%", "60%", "57%", "A", "61%", "G", "54%"),
    ("First time entrants to youth justice", "41", "36", "12", "R", "9", "G", "36"),
    ("EHC plans issued in 20 weeks", "48.1%", "60%", "52.0%", "R", "58.9%", "A", "50.3%"),
)
COLOURS = {"R": RED, "A": AMBER, "G": GREEN}


def _tight(*, left_out: int | None = None) -> Sheet:
    """A table of low rows, its letters on RAG fills; without the rule under row ``left_out``
    in the column of Q1."""
    sheet = Sheet()
    sheet.text(34, 55, "Corporate scorecard 2024/25 Quarter 2", size=13, bold=True)
    sheet.fill(34, 73, 530, 88, (210, 218, 232))
    for top, bottom, texts in zip(YS, YS[1:], (HEADER, *ROWS), strict=False):
        for x0, x1, text in zip(XS, XS[1:], texts, strict=False):
            if text in COLOURS:
                sheet.fill(x0, top, x1, bottom, COLOURS[text])
            sheet.text(x0 + 4, top + 10, text, size=8, bold=top == YS[0])
    for y in YS:
        if left_out is not None and y == YS[left_out + 1]:
            sheet.line(34, y, XS[3], y)
            sheet.line(XS[4], y, 530, y)
        else:
            sheet.line(34, y, 530, y)
    for x in XS:
        merged = x in (XS[4], XS[6])
        sheet.line(x, 88 if merged else 73, x, 133)
    return sheet


def test_rules_beside_letters_and_dark_fills_part_the_cells(tmp_path: Path) -> None:
    picture = _tight().scanned(dpi=150, skew=0.35, noise=3)
    path = save_pages([picture], tmp_path / "scan.pdf", 150, quality=22)
    grids = [block for _, blocks in read_pages(path) for block in blocks if isinstance(block, Grid)]
    assert [
        [cell.text if (cell := grid.at(row, col)) else "" for col in range(grid.cols)]
        for grid in grids
        for row in range(1, grid.rows)
    ] == [list(row) for row in ROWS]


def test_figures_of_two_rows_are_apart_where_the_rule_between_is_lost(tmp_path: Path) -> None:
    path = save_pages([_tight(left_out=1).scanned()], tmp_path / "scan.pdf")
    records = read_scorecard(path).records
    assert [
        value.raw for record in records for value in record.observations if value.column == "Q1"
    ] == ["57%", "12", "52.0%"]


def test_a_figure_that_stands_for_two_rows_is_in_doubt(tmp_path: Path) -> None:
    sheet = scorecard()
    sheet.fill(431, 106, 489, 150, (255, 255, 255))
    sheet.text(434, 131, "97%")
    path = save_pages([sheet.scanned()], tmp_path / "scan.pdf")
    targets = [
        (value.raw, value.confidence >= 0.9)
        for record in read_scorecard(path).records
        for value in record.observations
        if value.column == "Target"
    ]
    assert targets == [("97%", False), ("97%", False), ("8", True), ("£84.50", True)]


def test_the_sides_of_coloured_cells_rule_no_rows_of_a_table_without_them(tmp_path: Path) -> None:
    """Upright rules alone, and two ratings of one colour below each other."""
    sheet = Sheet()
    sheet.text(34, 50, "Corporate scorecard 2023/24 Quarter 2", size=13, bold=True)
    xs = (34, 220, 290, 360, 400, 540)
    rows = (
        ("Measure", "Target", "Q2 2023/24", "RAG", "Comment"),
        ("Library visits", "71", "69", "R", "On track."),
        ("Missed bins", "40", "43", "R", "Two posts are vacant."),
        ("Rent collected", "97.5%", "97.9%", "G", "On track."),
        ("Repairs on time", "88%", "91%", "G", "Data lag of one quarter."),
    )
    for row, texts in enumerate(rows):
        top = 70 + 16 * row
        for x, text in zip(xs, texts, strict=False):
            if text in COLOURS:
                sheet.fill(x, top, x + 40, top + 16, COLOURS[text])
            else:
                sheet.text(x + 4, top + 11, text, size=8, bold=not row)
    for x in xs:
        sheet.line(x, 70, x, 150)
    page, _ = next(iter(read_pages(save_pages([sheet.scanned()], tmp_path / "s.pdf"))))
    assert [edge for edge in page.edges if edge.horizontal and edge.x0 < 355] == []
