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


def test_a_section_cell_that_is_not_drawn_again_overleaf_goes_on(tmp_path: Path) -> None:
    xs = (40, 165, 415, 515, 615, 700)
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.grid(xs, (60, 80))
    paper.grid(xs[1:], (80, 100, 120))
    paper.grid(xs[:2], (80, 120))
    paper.row(PLACES, 65, HEADER, bold=True)
    paper.row(PLACES, 85, "Place | Missed bin collections | 40 | 38 | Green")
    paper.row(PLACES, 105, "| | Streets below standard | 5% | 4.1% | Green")
    paper.page()
    paper.grid(xs[1:], (40, 60, 80))
    paper.row(PLACES, 45, "| | Trees planted | 900 | 950 | Green")
    paper.row(PLACES, 65, "| | Library visits | 98,000 | 97,100 | Amber")
    assert paper.read() == [
        "Missed bin collections; green - -; t@2023/24=40 a@2023/24 Q2=38",
        "Streets below standard; green - -; t@2023/24=5 a@2023/24 Q2=4.1",
        "Trees planted; green - -; t@2023/24=900 a@2023/24 Q2=950",
        "Library visits; amber - -; t@2023/24=98000 a@2023/24 Q2=97100",
    ]
    assert {record.section for record in read_scorecard(paper.path).records} == {("Place",)}


def test_a_sections_name_at_the_foot_of_a_page_heads_the_rows_overleaf(tmp_path: Path) -> None:
    places = (40, 420, 520, 620)
    paper = Print(tmp_path / "p.pdf", height=200.0)
    paper.text(40, 20, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    paper.row(places, 46, "Measure | Target | Actual | RAG", bold=True)
    paper.text(40, 63, "Place")
    paper.row(places, 80, "Missed bin collections | 40 | 38 | Green")
    paper.row(places, 97, "Streets below standard | 5% | 4.1% | Green")
    paper.row(places, 114, "Trees planted | 900 | 950 | Green")
    paper.text(40, 148, "Corporate")
    paper.page()
    paper.row(places, 40, "Council tax collected | 98% | 97.1% | Amber")
    paper.row(places, 57, "Calls answered in time | 90% | 88% | Red")
    paper.read()
    found = read_scorecard(paper.path).records
    assert [(r.title, r.section, [o.raw for o in r.observations]) for r in found] == [
        ("Missed bin collections", ("Place",), ["40", "38"]),
        ("Streets below standard", ("Place",), ["5%", "4.1%"]),
        ("Trees planted", ("Place",), ["900", "950"]),
        ("Council tax collected", ("Corporate",), ["98%", "97.1%"]),
        ("Calls answered in time", ("Corporate",), ["90%", "88%"]),
    ]
