"""Tables of a sheet that touch side by side, and a column that nothing but paint fills. What each
says is typed from its picture, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import OFFICE, Case, each_making

CASES = (
    Case(
        "two tables of other columns touch",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Q2 | RAG | Ref | Indicator | Q2 | Target | Status |
        | Bins missed | 41 | 52 | Red | C1 | Calls answered | 80 | 90 | Red |
        | Homes let | 12 | 13 | Green | C2 | Books lent | 57 | 55 | Green |
        | Trees planted | 30 | 31 | Green | C3 | Visits | 69 | 70 | Amber |
        """,
        """
        Bins missed; red - -; t@2023/24=41 a@2023/24 Q2=52
        Homes let; green - -; t@2023/24=12 a@2023/24 Q2=13
        Trees planted; green - -; t@2023/24=30 a@2023/24 Q2=31
        C1 Calls answered; red - -; a@2023/24 Q2=80 t@2023/24=90
        C2 Books lent; green - -; a@2023/24 Q2=57 t@2023/24=55
        C3 Visits; amber - -; a@2023/24 Q2=69 t@2023/24=70
        """,
    ),
    Case(
        "a shorter table without a target touches another",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Q2 | RAG | KPI | Q2 | RAG |
        | Bins missed | 41 | 52 | Red | Calls answered | 80 | Red |
        | Homes let | 12 | 13 | Green | Books lent | 57 | Green |
        | Trees planted | 30 | 31 | Green | | | |
        """,
        """
        Bins missed; red - -; t@2023/24=41 a@2023/24 Q2=52
        Homes let; green - -; t@2023/24=12 a@2023/24 Q2=13
        Trees planted; green - -; t@2023/24=30 a@2023/24 Q2=31
        Calls answered; red - -; a@2023/24 Q2=80
        Books lent; green - -; a@2023/24 Q2=57
        """,
    ),
    Case(
        "the counts of a table's ratings touch it",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Q2 | RAG | RAG | Count |
        | Bins missed | 41 | 52 | Red | Green | 2 |
        | Homes let | 12 | 13 | Green | Amber | 0 |
        | Trees planted | 30 | 31 | Green | Red | 1 |
        """,
        """
        Bins missed; red - -; t@2023/24=41 a@2023/24 Q2=52
        Homes let; green - -; t@2023/24=12 a@2023/24 Q2=13
        Trees planted; green - -; t@2023/24=30 a@2023/24 Q2=31
        """,
    ),
    Case(
        "nothing but green stands under Performance, beside the results",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Q2 | Performance |
        | Bins saved | 41 | 52 | [00b050] |
        | Homes let | 12 | 13 | [00b050] |
        | Trees planted | 30 | 31 | [00b050] |
        """,
        """
        Bins saved; green - -; t@2023/24=41 a@2023/24 Q2=52
        Homes let; green - -; t@2023/24=12 a@2023/24 Q2=13
        Trees planted; green - -; t@2023/24=30 a@2023/24 Q2=31
        """,
    ),
    Case(
        "yellow cells under Performance ask for results",
        """
        # Scorecard Q2 2023/24
        | Measure | Target | Q1 | Performance |
        | Bins saved | 41 | 52 | [ffff00] |
        | Homes let | 12 | 13 | [ffff00] |
        """,
        """
        Bins saved; - - -; t@2023/24=41 a@2023/24 Q1=52 a@2023/24 Q2=blank
        Homes let; - - -; t@2023/24=12 a@2023/24 Q1=13 a@2023/24 Q2=blank
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
