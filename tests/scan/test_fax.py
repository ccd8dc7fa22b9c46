"""Pages that a fax has halved in height and made dots of: 204 by 98 pixels per inch."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.scorecard import Rag, Trend
from xlscorecard.pipeline import read_scorecard

ROWS = (
    (("Rent arrears as a", "percentage of rent due"), "77%", "64%", "70%", "Green"),
    (("New businesses supported",), "81,200", "64,494", "69,894", "Green"),
    (("Percentage of household", "waste sent for reuse or", "recycling or composting"),
     "58%", "61%", "60%", "Red"),
    (("Empty homes brought back", "into use"), "818", "798", "779", "Amber"),
    (("Council tax collected in", "year"), "47%", "57%", "63%", "Green"),
)  # fmt: skip
XS = (45, 175, 245, 315, 385, 455)


def _fax(sheet: Sheet) -> Image.Image:
    grey = sheet.scanned(dpi=204, noise=3, skew=-0.5).convert("L")
    halved = grey.resize((grey.width, grey.height // 2), Image.Resampling.BOX)
    return halved.point(lambda tone: min(255, int(tone * 1.12))).convert("1").resize(grey.size)


def test_names_of_several_lines_stay_in_their_rows(tmp_path: Path) -> None:
    """A line with few strokes that go up seemed to be smaller print, and no part of the name."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance report Quarter 1 2021/2022", size=13, bold=True)
    header = ("Measure", "2020/2021", "Q1 Actual", "Q1 Target", "Status")
    for x, name in zip(XS, header, strict=False):
        sheet.text(x, 76, name, bold=True)
    y = 94.0
    for names, *texts in ROWS:
        for line, name in enumerate(names):
            sheet.text(45, y + 10.4 * line, name)
        for x, text in zip(XS[1:], texts, strict=False):
            sheet.text(x, y, text)
        y += 10.4 * len(names) + 5
    for x in XS:
        sheet.line(x - 5, 64, x - 5, y, 0.6)
    read = read_scorecard(save_pages([_fax(sheet).convert("RGB")], tmp_path / "s.pdf", 204, 95))
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in read.records] == [
        (" ".join(names), Rag(texts[-1].lower()), texts[:-1]) for names, *texts in ROWS
    ]


def test_an_accented_letter_alone_is_no_arrow(tmp_path: Path) -> None:
    """Wingdings' arrow to the right decays to it in a file; in a picture it is a sign misread."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance report Quarter 1 2021/2022", size=13, bold=True)
    xs = (40, 190, 260, 330, 400, 460)
    rows = (
        ("Measure", "Target", "Q1 2021/22", "RAG", "Travel"),
        ("Visits to libraries", "120", "131", "Green", "Up"),
        ("Rent collected", "97.5%", "96.8%", "Red", "à"),
        ("Missed bins", "40", "43", "Red", "Down"),
    )
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 5, 82 + 18 * number, text, bold=not number)
    for number in range(5):
        sheet.line(40, 70 + 18 * number, 460, 70 + 18 * number)
    for x in xs:
        sheet.line(x, 70, x, 142)
    read = read_scorecard(save_pages([sheet.scanned()], tmp_path / "s.pdf"))
    assert [r.trend for r in read.records] == [Trend.UP, None, Trend.DOWN]
    assert [f.row for f in read.findings if f.code == "trend-not-read"] == [2]
