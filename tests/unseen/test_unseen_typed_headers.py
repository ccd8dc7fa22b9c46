# ruff: noqa: E501
"""Tables as officers set them up in Word and Excel: headers that nothing merges, codes for
ratings, targets in brackets. What each says is typed from its picture, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.unseen.case import OFFICE, Case, each_making
from tests.unseen.paper import said
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "a section merged over all columns stands below comparators that stand apart",
        """
        # Scorecard Q2 2023/24
        | Ref | Measure | Q2 | Target | Comparators | SN average | Comparators | RAG |
        | ^ | ^ | ^ | ^ | England | ^ | Region | ^ |
        | Adult Social Care | < | < | < | < | < | < | < |
        | H1 | Homes visited | 41 | 50 | 44 | 45 | 46 | Red |
        | H2 | Meals taken | 51 | 50 | 54 | 55 | 56 | Green |
        """,
        """
        H1 Homes visited; red - -; a@2023/24 Q2=41 t@2023/24=50 c=44 c=45 c=46
        H2 Meals taken; green - -; a@2023/24 Q2=51 t@2023/24=50 c=54 c=55 c=56
        """,
    ),
    Case(
        "most measures have no result yet under results with targets in brackets",
        """
        # Scorecard 2023/24 Q2
        | Measure | Q1 Actual (Target) | Q2 Actual (Target) | RAG |
        | Trees planted | 40 (49) | n/a | Amber |
        | Potholes filled | 77 (75) | 78 (76) | Green |
        | Homes built | 5 (9) | N/A | Red |
        | Homes let | 6 (8) | TBC | Red |
        """,
        """
        Trees planted; amber - -; a@2023/24 Q1=40 t@2023/24 Q1=49 a@2023/24 Q2=not_applicable t@2023/24 Q2=blank
        Potholes filled; green - -; a@2023/24 Q1=77 t@2023/24 Q1=75 a@2023/24 Q2=78 t@2023/24 Q2=76
        Homes built; red - -; a@2023/24 Q1=5 t@2023/24 Q1=9 a@2023/24 Q2=not_applicable t@2023/24 Q2=blank
        Homes let; red - -; a@2023/24 Q1=6 t@2023/24 Q1=8 a@2023/24 Q2=tbc t@2023/24 Q2=blank
        """,
    ),
    Case(
        "one header names the result and the target on its right",
        """
        # Scorecard Q2 2023/24
        | Measure | Actual / Target | | RAG/Trend | < |
        | Missed bins | 57 | 60 | Red | ↑ |
        | Complaints | 15 | 10 | Green | ↓ |
        """,
        """
        Missed bins; red up -; a@2023/24 Q2=57 t@2023/24=60
        Complaints; green down -; a@2023/24 Q2=15 t@2023/24=10
        """,
    ),
    Case(
        "thresholds of the colours, and bounds, judge a table that has no target",
        """
        # Scorecard Q2 2023/24
        | Measure | Green threshold | Amber threshold | Red threshold | Q2 | Lower bound | Upper bound |
        | Missed bins | <50 | 50-60 | >60 | 57 | 52 | 61 |
        | Complaints answered | >95% | 90-95% | <90% | 91% | 88% | 93% |
        """,
        """
        Missed bins; - - -; o=50 o=50-60 o=60 a@2023/24 Q2=57 o=52 o=61
        Complaints answered; - - -; o=95 o=90-95% o=90 a@2023/24 Q2=91 o=88 o=93
        """,
    ),
    Case(
        "targets are typed over the first of their years, which nothing merges",
        """
        # Delivery plan 2023/24
        | | | Targets | | | |
        | Measure | 2022/23 Actual | 2023/24 | 2024/25 | 2025/26 | RAG |
        | Trees planted | 120 | 150 | 170 | 200 | Green |
        | Potholes filled | 80 | 90 | 95 | 99 | Amber |
        """,
        """
        Trees planted; green - -; a@2022/23=120 t@2023/24=150 t@2024/25=170 t@2025/26=200
        Potholes filled; amber - -; a@2022/23=80 t@2023/24=90 t@2024/25=95 t@2025/26=99
        """,
    ),
    Case(
        "how far figures reach stands below what they are",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | < | Actual | < | RAG |
        | ^ | In quarter | Year to date | In quarter | Year to date | ^ |
        | Trees planted | 50 | 90 | 41 | 95 | Green |
        | Potholes filled | 80 | 170 | 77 | 150 | Amber |
        """,
        """
        Trees planted; green - -; t@2023/24 Q2=50 t@2023/24=90 a@2023/24 Q2=41 a@2023/24=95
        Potholes filled; amber - -; t@2023/24 Q2=80 t@2023/24=170 a@2023/24 Q2=77 a@2023/24=150
        """,
    ),
    Case(
        "a target and a result are typed over the first of what they are of",
        """
        # Scorecard Q2 2023/24
        | | Target | | Actual | | |
        | Measure | Quarter only | YTD | Quarter only | YTD | RAG |
        | Trees planted | 50 | 90 | 41 | 95 | Green |
        | Potholes filled | 80 | 170 | 77 | 150 | Amber |
        """,
        """
        Trees planted; green - -; t@2023/24 Q2=50 t@2023/24=90 a@2023/24 Q2=41 a@2023/24=95
        Potholes filled; amber - -; t@2023/24 Q2=80 t@2023/24=170 a@2023/24 Q2=77 a@2023/24=150
        """,
    ),
    Case(
        "years over quarters over results and targets, all typed over the first of them",
        """
        # Scorecard Q2 2023/24
        | | 2022/23 | | | | 2023/24 | | | | |
        | | Q1 | | Q2 | | Q1 | | Q2 | | |
        | Measure | Actual | Target | Actual | Target | Actual | Target | Actual | Target | RAG |
        | Trees planted | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | Green |
        | Potholes filled | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | Amber |
        """,
        """
        Trees planted; green - -; p@2022/23 Q1=11 t@2022/23 Q1=12 p@2022/23 Q2=13 t@2022/23 Q2=14 a@2023/24 Q1=15 t@2023/24 Q1=16 a@2023/24 Q2=17 t@2023/24 Q2=18
        Potholes filled; amber - -; p@2022/23 Q1=21 t@2022/23 Q1=22 p@2022/23 Q2=23 t@2022/23 Q2=24 a@2023/24 Q1=25 t@2023/24 Q1=26 a@2023/24 Q2=27 t@2023/24 Q2=28
        """,
    ),
    Case(
        "a quarter is typed over the first of its columns",
        """
        # Scorecard 2023/24
        | | | Q2 2023/24 | | |
        | Measure | 2022/23 | Actual | Target | RAG |
        | Trees planted | 120 | 41 | 50 | Amber |
        | Potholes filled | 80 | 77 | 75 | Green |
        """,
        """
        Trees planted; amber - -; p@2022/23=120 a@2023/24 Q2=41 t@2023/24 Q2=50
        Potholes filled; green - -; p@2022/23=80 a@2023/24 Q2=77 t@2023/24 Q2=75
        """,
        ("sheet",),
    ),
    Case(
        "digits that the rating's colours tell apart are ratings",
        """
        # Scorecard Q2 2023/24
        | Measure | Q2 2023/24 | Q2 Target | Performance |
        | Trees planted | 41% | 50% | 2 [ffc000] |
        | Potholes filled | 77% | 75% | 3 [00b050] |
        | Homes built | 12% | 40% | 1 [ff0000] |
        """,
        """
        Trees planted; amber - -; a@2023/24 Q2=41 t@2023/24 Q2=50
        Potholes filled; green - -; a@2023/24 Q2=77 t@2023/24 Q2=75
        Homes built; red - -; a@2023/24 Q2=12 t@2023/24 Q2=40
        """,
    ),
    Case(
        "a measure without a result stands first under results with targets in brackets",
        """
        # Scorecard 2023/24 Q2
        | Measure | Q1 Actual (Target) | Q2 Actual (Target) | RAG |
        | Trees planted | n/a | 41 (50) | Amber |
        | Potholes filled | 77 (75) | 78 (76) | Green |
        | Measure | Q1 Actual (Target) | Q2 Actual (Target) | RAG |
        | Homes built | 5 (9) | 6 (8) | Red |
        """,
        """
        Trees planted; amber - -; a@2023/24 Q1=not_applicable t@2023/24 Q1=blank a@2023/24 Q2=41 t@2023/24 Q2=50
        Potholes filled; green - -; a@2023/24 Q1=77 t@2023/24 Q1=75 a@2023/24 Q2=78 t@2023/24 Q2=76
        Homes built; red - -; a@2023/24 Q1=5 t@2023/24 Q1=9 a@2023/24 Q2=6 t@2023/24 Q2=8
        """,
    ),
    Case(
        "one measure alone under results with targets in brackets",
        """
        # Scorecard 2023/24 Q2
        | Measure | Q1 Actual (Target) | Q2 Actual (Target) | RAG |
        | Homes built | 5 (9) | 6 (8) | Red |
        """,
        """
        Homes built; red - -; a@2023/24 Q1=5 t@2023/24 Q1=9 a@2023/24 Q2=6 t@2023/24 Q2=8
        """,
    ),
    Case(
        "a hash stands over the codes of success measures",
        """
        # Scorecard 2023/24 Q2
        | # | Success measure | Q2 | Target | RAG |
        | H1 | Homes built | 5 | 9 | Red |
        | H2 | Trees planted | 41 | 40 | Green |
        | H23 | Potholes filled | 8 | 7 | Green |
        """,
        """
        H1 Homes built; red - -; a@2023/24 Q2=5 t@2023/24=9
        H2 Trees planted; green - -; a@2023/24 Q2=41 t@2023/24=40
        H23 Potholes filled; green - -; a@2023/24 Q2=8 t@2023/24=7
        """,
    ),
    Case(
        "one empty column parts two tables, the second of which numbers its measures",
        """
        # Scorecard 2023/24 Q2
        | Measure | Q2 | Target | RAG | | Ref | Indicator | Q1 | Q2 | Target | RAG |
        | Homes built | 5 | 9 | Red | | 21 | Visits to libraries | 55 | 57 | 60 | Amber |
        | Trees planted | 41 | 40 | Green | | 22 | Books lent | 75 | 77 | 70 | Green |
        | Potholes filled | 8 | 7 | Green | | 25 | New readers | 5 | 7 | 20 | Red |
        """,
        """
        Homes built; red - -; a@2023/24 Q2=5 t@2023/24=9
        Trees planted; green - -; a@2023/24 Q2=41 t@2023/24=40
        Potholes filled; green - -; a@2023/24 Q2=8 t@2023/24=7
        21 Visits to libraries; amber - -; a@2023/24 Q1=55 a@2023/24 Q2=57 t@2023/24=60
        22 Books lent; green - -; a@2023/24 Q1=75 a@2023/24 Q2=77 t@2023/24=70
        25 New readers; red - -; a@2023/24 Q1=5 a@2023/24 Q2=7 t@2023/24=20
        """,
        ("sheet",),
    ),
)


@each_making(CASES, OFFICE)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


@pytest.mark.parametrize("style", ["Colorful List Accent 2", "Table Grid"])
def test_coloured_circles_keep_their_colour_whatever_ink_a_style_sets(
    tmp_path: Path, style: str
) -> None:
    document = docx.Document()
    document.add_heading("Scorecard Q2 2023/24", level=1)
    rows = ("Measure Q2 RAG", "Homes 5 \U0001f534", "Trees 41 \U0001f7e2", "Bins 8 \U0001f7e0")
    table = document.add_table(len(rows), 3)
    table.style = style
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts.split()):
            table.cell(row, col).text = text
    document.save(str(tmp_path / "paper.docx"))
    assert said(read_scorecard(tmp_path / "paper.docx")).splitlines() == [
        "Homes; red - -; a@2023/24 Q2=5",
        "Trees; green - -; a@2023/24 Q2=41",
        "Bins; amber - -; a@2023/24 Q2=8",
    ]
