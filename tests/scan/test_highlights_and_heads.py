"""Scans with words on a highlighter's colours, and pages of short words that stand on their
heads."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages
from tests.unseen.paper import said
from xlscorecard.pipeline import read_scorecard

YELLOW, LIME, RED = (255, 255, 0), (0, 255, 0), (255, 0, 0)
XS = (40, 150, 210, 300, 360, 430)
ROWS = (
    ("Graffiti removed", "95%", (("Q1 2022/23", "92%", "Amber"), ("Q2 2022/23", "96%", "Green"))),
    ("Dog fouling", "300", (("Q1 2022/23", "88", "Green"), ("Q2 2022/23", "121", "Red"))),
    ("Boiler upgrades", "240", (("Q1 2022/23", "41", "Amber"), ("Q2 2022/23", "70", "Green"))),
)


def quarters() -> Sheet:
    """Measures over a row for each quarter, their ratings as highlighted words."""
    sheet = Sheet()
    sheet.text(40, 40, "Environment scrutiny", size=13, bold=True)
    for x, name in zip(XS, ("Measure", "Target", "Period", "Result", "RAG"), strict=False):
        sheet.text(x + 4, 71, name)
    y = 76
    sheet.line(40, 60, 430, 60)
    for name, target, periods in ROWS:
        sheet.line(40, y, 430, y)
        for x, words in ((40, name), (150, target)):
            sheet.text(x + 4, y + 11, words)
        for period, result, rag in periods:
            colour = {"Amber": YELLOW, "Green": LIME, "Red": RED}[rag]
            wide = sheet.canvas.stringWidth(rag, "Helvetica", 9)
            sheet.fill(364, y + 0.8, 364 + wide, y + 13.2, colour)
            for x, words in ((210, period), (300, result), (360, rag)):
                sheet.text(x + 4, y + 11, words)
            sheet.line(210, y, 430, y)
            y += 14
    sheet.line(40, y, 430, y)
    for x in XS:
        sheet.line(x, 60, x, y)
    return sheet


def test_a_highlighted_word_parts_no_cell(tmp_path: Path) -> None:
    paper = save_pages([quarters().scanned(skew=0.5)], tmp_path / "s.pdf")
    assert said(read_scorecard(paper)).splitlines() == [
        "Graffiti removed; green - -; a@2022/23 Q1=92!amber a@2022/23 Q2=96!green t=95",
        "Dog fouling; red - -; a@2022/23 Q1=88!green a@2022/23 Q2=121!red t=300",
        "Boiler upgrades; green - -; a@2022/23 Q1=41!amber a@2022/23 Q2=70!green t=240",
    ]


def test_a_page_of_short_words_upside_down_is_turned(tmp_path: Path) -> None:
    """Letters upside down are read as others, most of them rather surely."""
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard", size=13, bold=True)
    names = ("Measure", "2020/21", "2021/22", "2022/23", "Target")
    xs = (40, 150, 220, 290, 360, 430)
    rows = (
        names,
        ("Homes sold", "61%", "69%", "66%", "68%"),
        ("Visits made", "1,961", "1,669", "1,906", "1,900"),
        ("Calls missed", "98", "86", "89", "90"),
    )
    for number, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            sheet.text(x + 4, 72 + 18 * number, words)
    for number in range(len(rows) + 1):
        sheet.line(40, 60 + 18 * number, 430, 60 + 18 * number)
    for x in xs:
        sheet.line(x, 60, x, 60 + 18 * len(rows))
    paper = save_pages([sheet.scanned(quarters=2, dpi=150)], tmp_path / "s.pdf", dpi=150)
    assert [[o.raw for o in record.observations] for record in read_scorecard(paper).records] == [
        list(row[1:]) for row in rows[1:]
    ]
