# ruff: noqa: E501
"""Headers of several rows as officers type them: nothing merged, a period over any one of the columns
that it is for. What each says is typed from its picture, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.case import OFFICE, Case, each_making
from tests.unseen.paper import said, write_xlsx
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "the year and its quarters are typed over the middle one of their columns",
        """
        # Scorecard Q2 2023/24
        | Measure | | | 2023/24 | | | |
        | | | Q1 | | | Q2 | |
        | | Target | Actual | RAG | Target | Actual | RAG |
        | Bins missed | 41 | 52 | Red | 43 | 40 | Green |
        | Homes let | 12 | 13 | Green | 14 | 11 | Amber |
        """,
        """
        Bins missed; green - -; t@2023/24 Q1=41 a@2023/24 Q1=52!red t@2023/24 Q2=43 a@2023/24 Q2=40!green
        Homes let; amber - -; t@2023/24 Q1=12 a@2023/24 Q1=13!green t@2023/24 Q2=14 a@2023/24 Q2=11!amber
        """,
    ),
    Case(
        "two years stand over their quarters, each over the first of its columns",
        """
        # Scorecard Q1 2023/24
        | | 2022/23 | | | | 2023/24 | |
        | | Q3 | | Q4 | | Q1 | |
        | Measure | Target | Actual | Target | Actual | Target | Actual |
        | Bins missed | 41 | 52 | 43 | 40 | 44 | 39 |
        | Homes let | 12 | 13 | 14 | 11 | 15 | 16 |
        """,
        """
        Bins missed; - - -; t@2022/23 Q3=41 p@2022/23 Q3=52 t@2022/23 Q4=43 p@2022/23 Q4=40 t@2023/24 Q1=44 a@2023/24 Q1=39
        Homes let; - - -; t@2022/23 Q3=12 p@2022/23 Q3=13 t@2022/23 Q4=14 p@2022/23 Q4=11 t@2023/24 Q1=15 a@2023/24 Q1=16
        """,
    ),
    Case(
        "quarters stand over the second of two columns",
        """
        # Scorecard Q2 2023/24
        | Measure | | Q1 | | Q2 |
        | | Target | Actual | Target | Actual |
        | Bins missed | 41 | 52 | 43 | 40 |
        | Homes let | 12 | 13 | 14 | 11 |
        """,
        """
        Bins missed; - - -; t@2023/24 Q1=41 a@2023/24 Q1=52 t@2023/24 Q2=43 a@2023/24 Q2=40
        Homes let; - - -; t@2023/24 Q1=12 a@2023/24 Q1=13 t@2023/24 Q2=14 a@2023/24 Q2=11
        """,
    ),
    Case(
        "dates stand right behind the results that they date",
        """
        # Scorecard Q4 2023/24
        | Indicator | Latest value | Date | Previous value | Date | Target | RAG |
        | Bins kept | 41 | Q4 2023/24 | 42 | Q3 2023/24 | 50 | Red |
        | Homes let | 43 | Q3 2023/24 | 44 | Q2 2023/24 | 40 | Green |
        """,
        """
        Bins kept; red - -; a@2023/24 Q4=41 p@2023/24 Q3=42 t@2023/24=50
        Homes let; green - -; a@2023/24 Q3=43 p@2023/24 Q2=44 t@2023/24=40
        """,
    ),
    Case(
        "the council's results and England's stand in rows under each measure",
        """
        # Scorecard Q2 2023/24
        | Measure | Area | Q1 | Q2 | RAG |
        | Bins kept | Council | 41 | 42 | Red |
        | ^ | England | 51 | 52 | |
        | Homes let | Council | 43 | 44 | Green |
        | ^ | England | 53 | 54 | |
        """,
        """
        Bins kept; red - -; a@2023/24 Q1=41 c@2023/24 Q1=51 a@2023/24 Q2=42 c@2023/24 Q2=52
        Homes let; green - -; a@2023/24 Q1=43 c@2023/24 Q1=53 a@2023/24 Q2=44 c@2023/24 Q2=54
        """,
    ),
    Case(
        "a status behind an action is the action's, and names stand under a header in brackets",
        """
        # Scorecard Q2 2023/24
        | Indicator (good is high/low) | Target | Q2 | RAG | Action | Owner | Due | Status | What are we doing? |
        | Bins kept (High) | 41 | 42 | Green | Review the rota | J Carter | June 2024 | Red | The rota is under review. |
        | Calls lost (Low) | 43 | 44 | Red | Recruit two officers | S Okafor | May 2024 | Green | Two officers have started. |
        """,
        """
        Bins kept; green - higher; t@2023/24=41 a@2023/24 Q2=42
        Calls lost; red - lower; t@2023/24=43 a@2023/24 Q2=44
        """,
    ),
    Case(
        "numbers of sections go on in those of their measures",
        """
        # Scorecard Q2 2023/24
        | No. | Measure | Target | Q2 | RAG |
        | 1 | Housing | | | |
        | 1.1 | Bins kept | 41 | 52 | Red |
        | 1.2 | Homes let | 12 | 13 | Green |
        | 2 | People | | | |
        | 2.1 | Books lent | 43 | 44 | Green |
        """,
        """
        1.1 Bins kept; red - -; t@2023/24=41 a@2023/24 Q2=52
        1.2 Homes let; green - -; t@2023/24=12 a@2023/24 Q2=13
        2.1 Books lent; green - -; t@2023/24=43 a@2023/24 Q2=44
        """,
    ),
    Case(
        "a header names two quarters with both years in full",
        """
        # Scorecard Q3 2020/2021
        | Measure | Target | Q3 2020/2021 (Q3 2019/2020) | RAG |
        | Bins kept | 41 | 52 (51) | Red |
        | Homes let | 12 | 13 (14) | Green |
        | Books lent | 31 | 33 (34) | Green |
        """,
        """
        Bins kept; red - -; t@2020/21=41 a@2020/21 Q3=52 p@2019/20 Q3=51
        Homes let; green - -; t@2020/21=12 a@2020/21 Q3=13 p@2019/20 Q3=14
        Books lent; green - -; t@2020/21=31 a@2020/21 Q3=33 p@2019/20 Q3=34
        """,
    ),
    Case(
        "the periods of a year of accounts are its months",
        """
        # Scorecard 2023/24
        | Measure | Target | P7 | P8 | P9 | P10 | P11 | P12 | YTD | RAG |
        | Bins missed | 41 | 7 | 8 | 9 | 10 | 11 | 12 | 57 | Red |
        | Homes let | 70 | 17 | 18 | 19 | 20 | 21 | 22 | 117 | Green |
        """,
        """
        Bins missed; red - -; t@2023/24=41 a@2023-10=7 a@2023-11=8 a@2023-12=9 a@2024-01=10 a@2024-02=11 a@2024-03=12 a@2023/24=57
        Homes let; green - -; t@2023/24=70 a@2023-10=17 a@2023-11=18 a@2023-12=19 a@2024-01=20 a@2024-02=21 a@2024-03=22 a@2023/24=117
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


@pytest.mark.parametrize(
    ("title", "heads", "sure"),
    [
        ("Scorecard 2023/24", "P1 | P2 | P3", False),  # perhaps priorities
        ("Scorecard 2023/24", "Period 1 | Period 2 | Period 3", False),  # perhaps thirds of it
        ("Scorecard Q1 2023/24", "Period 1 | Period 2 | Period 3", True),
        ("Scorecard 2023/24", "Month 1 | Month 2 | Month 3", True),
        ("Scorecard 2023/24", "P11 | P12 | P13", False),  # four weeks each
        ("Scorecard 2023/24", "P4 | P5 | P6", True),
    ],
)
def test_numbers_of_periods_that_need_not_be_months_are_in_doubt(
    title: str, heads: str, sure: bool, tmp_path: Path
) -> None:
    picture = f"""
        # {title}
        | Measure | Target | {heads} | RAG |
        | Bins missed | 41 | 7 | 8 | 9 | Red |
        | Homes let | 70 | 17 | 18 | 19 | Green |
        """
    scorecard = read_scorecard(write_xlsx(picture, tmp_path / "p.xlsx"))
    numbered = [seen for r in scorecard.records for seen in r.observations if seen.raw != "41"]
    assert all(seen.confidence == 1 for seen in numbered if seen.column != "Target") is sure
    assert any(found.code == "period-by-number" for found in scorecard.findings) is not sure
    assert len(said(scorecard).splitlines()) == 2
