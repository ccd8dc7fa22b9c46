"""Rows that hold a line for each of several measures, and names that go on in the row below."""

from __future__ import annotations

from pathlib import Path

from tests.grids import read_blocks
from tests.unseen.paper import said, write_xlsx
from xlscorecard.pipeline import read_scorecard


def test_a_line_for_each_measure_in_every_cell() -> None:
    scorecard = read_blocks(
        "Service plan scorecard 2024/25 Quarter 2",
        """
        | Objective       | Measure                          | Target   | Q2 actual | RAG |
        | Cleaner streets | Free of litter~Fly-tips cleared  | 95%~90%  | 96%~84%   | G~R |
        | Safer homes     | Gas checks in date               | 100%     | 99.8%     | A   |
        | Warmer homes    | Lofts insulated~Boilers replaced | 400~n/a  | 388~120   | A~G |
        """,
    )
    assert said(scorecard).splitlines() == [
        "Free of litter; green - -; t@2024/25=95 a@2024/25 Q2=96",
        "Fly-tips cleared; red - -; t@2024/25=90 a@2024/25 Q2=84",
        "Gas checks in date; amber - -; t@2024/25=100 a@2024/25 Q2=99.8",
        "Lofts insulated; amber - -; t@2024/25=400 a@2024/25 Q2=388",
        "Boilers replaced; green - -; t@2024/25=not_applicable a@2024/25 Q2=120",
    ]
    assert [r.section for r in scorecard.records][:3] == [
        ("Cleaner streets",),
        ("Cleaner streets",),
        ("Safer homes",),
    ]
    assert scorecard.findings == ()


def test_two_lines_of_one_measure_stay_its_own() -> None:
    scorecard = read_blocks(
        "Planning scorecard Quarter 2 2024/25",
        """
        | Measure                  | Target | Q2            | RAG |
        | Majors decided~in time   | 70%    | 92%~(provisional) | G |
        | Minors decided~in time   | 80%    | 79%           | A   |
        """,
    )
    assert [r.title for r in scorecard.records] == [
        "Majors decided in time",
        "Minors decided in time",
    ]


def test_a_name_that_a_narrow_column_wraps_is_one_measure_s() -> None:
    """Its cells' second lines are targets, or ratings of the figures above them."""
    scorecard = read_blocks(
        "Customer scorecard Quarter 2 2024/25",
        """
        | Measure                               | Q1         | Q2       | Target |
        | Complaints answered~within ten days   | 92%~90%    | 91%~90%  |        |
        | Number of calls to~Customer Services  | 412~400    | 388~400  |        |
        | Homes let~Housing Services            | 88%~Green  | 91%~Red  |        |
        | Missed bins                           | 40         | 41       | 38     |
        """,
    )
    assert [r.title for r in scorecard.records] == [
        "Complaints answered within ten days",
        "Number of calls to Customer Services",
        "Homes let Housing Services",
        "Missed bins",
    ]


def test_a_name_typed_over_two_rows_of_a_worksheet(tmp_path: Path) -> None:
    paper = """
        # Transport scorecard Q1 2024/25
        | Measure | Target | Q1 | RAG |
        | Percentage of roads where maintenance | 3% | 4% | Amber |
        | should be considered | | | |
        | Bus journeys | 420 | 440 | Green |
        | of which concessionary | | | |
        """
    read = read_scorecard(write_xlsx(paper, tmp_path / "wrapped.xlsx"))
    assert said(read).splitlines()[:2] == [
        (
            "Percentage of roads where maintenance should be considered; amber - -;"
            " t@2024/25=3 a@2024/25 Q1=4"
        ),
        "Bus journeys; green - -; t@2024/25=420 a@2024/25 Q1=440",
    ]


def test_a_section_under_a_figure_is_no_end_of_a_name(tmp_path: Path) -> None:
    paper = """
        # Transport scorecard Q1 2024/25
        | Measure | Q1 | Target | RAG |
        | Roads in need of repair | 4% | 3% | Amber |
        | | a section | | |
        | Bus journeys | 440 | 420 | Green |
        """
    read = read_scorecard(write_xlsx(paper, tmp_path / "section.xlsx"))
    assert said(read).splitlines()[0].startswith("Roads in need of repair; amber")
    assert read.records[0].observations[0].raw == "4%"


def test_numbers_of_indicators_are_their_references() -> None:
    scorecard = read_blocks(
        "Public health profile 2023/24",
        """
        | Indicator ID | Indicator           | 2022/23 | 2023/24 | Target |
        | 92443        | Smoking in adults   | 14.1%   | 13.4%   | 12%    |
        | 20401        | Health checks given | 5.2%    | 6.1%    | 8%     |
        """,
    )
    assert [(r.ref, r.title, len(r.observations)) for r in scorecard.records] == [
        ("92443", "Smoking in adults", 3),
        ("20401", "Health checks given", 3),
    ]
