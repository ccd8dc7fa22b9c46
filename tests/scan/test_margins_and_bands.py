"""What a copier adds and what print leaves pale: holes in the margin, a lamp that dims down the
page, white rules on a dark header, short rules above a banner."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

import numpy as np
from PIL import ImageDraw

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.geometry import BBox
from xlscorecard.model.scorecard import Rag, Scorecard
from xlscorecard.pipeline import read_pages, read_scorecard
from xlscorecard.scan.cleaning.lighting import evenly_lit

GREEN, RED, DARK = (0, 165, 80), (230, 30, 40), (0, 86, 63)
NAMES = ("Measure", "Target", "Actual", "RAG")
ROWS = (
    ("Library visits", "71%", "69%", "Green"),
    ("Missed bins", "40", "43", "Red"),
    ("Rent collected", "97.5%", "97.4%", "Amber"),
    ("Repairs on time", "88%", "91%", "Green"),
)
SAID = [
    ("Library visits", Rag.GREEN, ["71%", "69%"]),
    ("Missed bins", Rag.RED, ["40", "43"]),
    ("Rent collected", Rag.AMBER, ["97.5%", "97.4%"]),
    ("Repairs on time", Rag.GREEN, ["88%", "91%"]),
]


def _said(scorecard: Scorecard) -> list[tuple[str, Rag | None, list[str]]]:
    return [(r.title, r.rag, [o.raw for o in r.observations]) for r in scorecard.records]


def _plain() -> Sheet:
    """A table in which hardly a line is ruled, beside the margin."""
    sheet = Sheet()
    sheet.text(60, 40, "Scorecard Quarter 1 2023/24", size=14, bold=True)
    for x, text in zip((60, 220, 300, 380), NAMES, strict=True):
        sheet.text(x, 100, text, bold=True)
    for row, texts in enumerate(ROWS):
        for x, text in zip((60, 220, 300, 380), texts, strict=True):
            sheet.text(x, 130 + 30 * row, text)
    sheet.line(58, 106, 440, 106)
    return sheet


def test_the_holes_of_a_file_s_rings_are_no_column(tmp_path: Path) -> None:
    picture = _plain().scanned(skew=0.4)
    drawn = ImageDraw.Draw(picture)
    for y in (131, 358):  # the upper one stands beside the first row
        x, radius = 32 * 200 / 72, 8.5 * 200 / 72
        at = y * 200 / 72
        drawn.ellipse((x - radius, at - radius, x + radius, at + radius), fill=(28, 26, 25))
    path = save_pages([picture], tmp_path / "s.pdf")
    assert _said(read_scorecard(path)) == SAID
    ((page, _),) = read_pages(path)
    assert page.pictures == ()
    assert min(word.bbox.x0 for word in page.words) > 50


def test_paper_that_darkens_down_the_page_is_made_even() -> None:
    paper = np.full((1600, 1100, 3), 250, np.uint8)
    shade = np.linspace(1.0, 0.8, 1600)[:, None, None]
    rng = np.random.default_rng(3)
    noise = rng.normal(0, 4, (1600, 1100, 1))
    seen = np.clip(paper * shade + noise, 0, 255).astype(np.uint8)
    even = evenly_lit(seen, 200.0).astype(float)
    rows = even.mean(axis=(1, 2))
    assert np.ptp(rows) < 8


def test_white_rules_beside_a_short_heading_are_no_letters(tmp_path: Path) -> None:
    """Rows that colour alone parts, names of two lines, figures at their head."""
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard Quarter 1 2023/24", size=14, bold=True)
    xs = (40, 190, 260, 330, 354, 555)
    sheet.fill(40, 70, 555, 98, DARK)
    for x, text in zip(xs, ("Measure", "Target", "Actual", "RAG", "Comment"), strict=False):
        sheet.text(x + 3, 87, text, size=7.5, colour=(255, 255, 255))
    sheet.canvas.setStrokeColorRGB(1, 1, 1)
    for x in xs[1:-1]:
        sheet.line(x, 70, x, 98, width=1)
    rows = (
        ("Working days lost to~sickness", "24.16", "24.37", RED, "Rota changed in~the summer."),
        ("Care leavers in education~or training", "181", "114", GREEN, "Two posts filled."),
        ("Affordable homes", "65", "58", RED, "Delays on two~sites; plan agreed."),
        ("Carbon from council~buildings", "209", "202", GREEN, ""),
        ("Invoices paid in 30 days", "40%", "43%", GREEN, "On track."),
    )
    top = 98.0
    for title, target, actual, colour, comment in rows:
        lines = max(len(title.split("~")), len(comment.split("~")))
        bottom = top + 10 * lines + 8
        sheet.fill(330, top, 354, bottom, colour)
        for x, text in zip(xs, (title, target, actual, "", comment), strict=False):
            for number, line in enumerate(text.split("~")):
                sheet.text(x + 3, top + 11 + 10 * number, line, size=7.5)
        top = bottom
    records = read_scorecard(save_pages([sheet.scanned(skew=0.7)], tmp_path / "s.pdf")).records
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in records] == [
        (title.replace("~", " "), Rag.RED if colour == RED else Rag.GREEN, [target, actual])
        for title, target, actual, colour, _ in rows
    ]


def test_short_rules_of_a_header_above_a_banner_are_no_figures(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard Quarter 1 2023/24", size=14, bold=True)
    xs = (40, 200, 290, 380, 470)
    for x, text in zip(xs, NAMES, strict=False):
        sheet.text(x + 30, 81, text, size=7, bold=True)
    sheet.text(44, 95, "Priority 1: Corporate Services", size=7, bold=True)
    for row, texts in enumerate(ROWS):
        for x, text in zip(xs, texts, strict=False):
            sheet.text(x + 4, 109 + 14 * row, text, size=7)
    for x in xs:
        for top, bottom in ((72, 86), (100, 156)):
            sheet.line(x, top, x, bottom)
    path = save_pages([sheet.scanned(dpi=150, skew=0.3)], tmp_path / "s.pdf", 150)
    scorecard = read_scorecard(path)
    assert [said for said in _said(scorecard) if any(said[2])] == SAID
    assert {o.column for r in scorecard.records for o in r.observations} == {"Target", "Actual"}


def test_holes_punched_through_a_page_that_was_copied_askew_are_no_column(tmp_path: Path) -> None:
    """Their line leans against the print."""
    picture = _plain().scanned()
    drawn = ImageDraw.Draw(picture)
    for x, y in ((37, 131), (28, 358)):
        middle, at, radius = x * 200 / 72, y * 200 / 72, 8.5 * 200 / 72
        drawn.ellipse(
            (middle - radius, at - radius, middle + radius, at + radius), fill=(28, 26, 25)
        )
    assert _said(read_scorecard(save_pages([picture], tmp_path / "s.pdf"))) == SAID


@pytest.mark.parametrize("turns", [0, 1])
def test_the_dark_strip_beside_a_page_that_lay_askew_is_no_column(
    turns: int, tmp_path: Path
) -> None:
    """Its edge was read as figures and strokes, which were a last column of the table."""
    copy = _plain().scanned(dpi=200, skew=0.9, noise=2)
    draw = ImageDraw.Draw(copy)
    draw.rectangle((copy.width - 26, 0, copy.width, copy.height), (25, 25, 25))
    draw.rectangle((0, copy.height - 17, copy.width, copy.height), (25, 25, 25))
    paper = save_pages([copy.rotate(-90 * turns, expand=True)], tmp_path / "s.pdf", dpi=200)
    (page, _), *_ = read_pages(paper, raw=True)
    assert _said(read_scorecard(paper)) == SAID
    margin = BBox(0, 0, page.width - 36, page.height - 30)
    beside = [word.text for word in page.words if not margin.holds(*word.bbox.centre)]
    assert (beside, [e for e in page.edges if max(e.x0, e.x1) > margin.x1]) == ([], [])
