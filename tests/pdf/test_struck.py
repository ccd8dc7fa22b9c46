"""Prints of papers whose author had changes shown: what a line strikes out is deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.pdf.making import draw_pdf, read_one
from xlscorecard.pipeline import read_scorecard

SIZE = 10.0


def _deleted(paper: Any, x: float, y: float, text: str) -> float:
    """A text as LibreOffice prints a deletion; where it ends."""
    end = x + float(paper.stringWidth(text, "Helvetica", SIZE))
    paper.drawString(x, y, text)
    paper.setLineWidth(0.6)
    paper.line(x, y + 0.29 * SIZE, end, y + 0.29 * SIZE)
    return end


def _put_in(paper: Any, x: float, y: float, text: str) -> None:
    end = x + float(paper.stringWidth(text, "Helvetica", SIZE))
    paper.drawString(x, y, text)
    paper.line(x, y - 0.1 * SIZE, end, y - 0.1 * SIZE)


def test_a_deleted_figure_is_no_part_of_the_one_put_in_behind_it(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(30, 280, "Performance report, quarter 3 2024/25")
        for row, (name, target, actual) in enumerate(
            (
                ("Indicator", "Target", "Actual"),
                ("Calls answered", "90", "88"),
                ("Visits made", "41", "39"),
                ("Homes let", "7.5", ""),
            )
        ):
            y = 240 - 20 * row
            for x, text in ((35, name), (205, target), (295, actual)):
                paper.drawString(x, y, text)
            paper.rect(30, y - 6, 340, 20)
            paper.rect(200, y - 6, 90, 20)
        _put_in(paper, _deleted(paper, 295, 180, "63"), 180, "6.07")

    path = draw_pdf(tmp_path / "a.pdf", draw)
    scorecard = read_scorecard(path)
    assert [[o.raw for o in r.observations] for r in scorecard.records] == [
        ["90", "88"],
        ["41", "39"],
        ["7.5", "6.07"],
    ]
    assert "struck-out" in {finding.code for finding in scorecard.findings}
    assert read_one(path).struck == ("63",)


def test_words_struck_out_by_one_line(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        _deleted(paper, 30, 200, "to be confirmed")
        paper.drawString(110, 200, "on track")

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    assert [word.text for word in page.words] == ["on", "track"]
    assert page.struck == ("to", "be", "confirmed")


def test_a_ruling_line_through_text_strikes_nothing_out(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(30, 200, "Calls answered")
        paper.drawString(205, 200, "88")
        paper.line(25, 202.9, 370, 202.9)

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    assert [word.text for word in page.words] == ["Calls", "answered", "88"]
    assert page.struck == ()
