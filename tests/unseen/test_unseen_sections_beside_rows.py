"""Sections named in a column at the left, in the first of their rows, where no upright line shows
how far down they reach."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

HEADER = "Theme | Measure | Target | Actual | RAG"
PLACES = (40, 170, 420, 520, 620)


def _sections(path: Path, rows: tuple[str, ...]) -> list[tuple[str, str]]:
    paper = Print(path)
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.row(PLACES, 66, HEADER, bold=True)
    for number, row in enumerate(rows):
        paper.rule(40, 80 + 17 * number, 700)
        paper.row(PLACES, 84 + 17 * number, row)
    paper.rule(40, 80 + 17 * len(rows), 700)
    paper.read()
    return [(r.title, " > ".join(r.section)) for r in read_scorecard(paper.path).records]


def test_a_section_is_that_of_the_rows_below_its_name(tmp_path: Path) -> None:
    rows = (
        "Place | Missed bin collections | 40 | 38 | Green",
        "| | Streets below standard | 5% | 4.1% | Green",
        "| | Trees planted | 900 | 950 | Green",
        "Corporate | Council tax collected | 98% | 97.1% | Amber",
        "| | Calls answered in time | 90% | 88% | Red",
    )
    assert _sections(tmp_path / "p.pdf", rows) == [
        ("Missed bin collections", "Place"),
        ("Streets below standard", "Place"),
        ("Trees planted", "Place"),
        ("Council tax collected", "Corporate"),
        ("Calls answered in time", "Corporate"),
    ]


def test_names_in_the_middle_of_their_rows_are_left_open(tmp_path: Path) -> None:
    rows = (
        "| | Missed bin collections | 40 | 38 | Green",
        "Place | Streets below standard | 5% | 4.1% | Green",
        "| | Trees planted | 900 | 950 | Green",
        "Corporate | Council tax collected | 98% | 97.1% | Amber",
        "| | Calls answered in time | 90% | 88% | Red",
    )
    sections = dict(_sections(tmp_path / "p.pdf", rows))
    assert sections["Missed bin collections"] == ""
    assert sections["Trees planted"] != "Corporate"
