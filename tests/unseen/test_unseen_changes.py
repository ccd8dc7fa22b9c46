# ruff: noqa: E501
"""Changes behind arrows, figures in titles, positions in words, months of two calendar years,
measures side by side, remarks that sound like ratings. What each paper says is typed from its picture, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import OFFICE, Case, each_making
from tests.unseen.paper import write_docx
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "an arrow is the sign of a change, where the figures beside it do not say otherwise",
        """
        # Scorecard Q2 2023/24
        | Measure | Q2 22/23 | Q2 23/24 | Change | Target | RAG |
        | Missed bins | 61 | 57 | ▼ 6.6% | 60 | Green |
        | Complaints | 12 | 15 | ▲ 25% | 10 | Red |
        | Days lost | 12 | 15 | ▼ 3 | 10 | Red |
        """,
        """
        Missed bins; green down -; p@2022/23 Q2=61 a@2023/24 Q2=57 v@2023/24 Q2=-6.6 t@2023/24=60
        Complaints; red up -; p@2022/23 Q2=12 a@2023/24 Q2=15 v@2023/24 Q2=25 t@2023/24=10
        Days lost; red down -; p@2022/23 Q2=12 a@2023/24 Q2=15 v@2023/24 Q2=3 t@2023/24=10
        """,
    ),
    Case(
        "results and targets that titles state",
        """
        # Scorecard Q2 2023/24
        . Version: 2.1 (target 3)
        | Measure | RAG | Comments |
        | Jobs created: 214 (target 200) | Green | Ahead |
        | Homes built: 12 (target 20) | Red | Behind |
        """,
        """
        Jobs created: 214 (target 200); green - -; a@2023/24 Q2=214 t@2023/24=200
        Homes built: 12 (target 20); red - -; a@2023/24 Q2=12 t@2023/24=20
        """,
    ),
    Case(
        "a position in words is a rating",
        """
        # Scorecard Q2 2023/24
        | Measure | Q2 | Target | Position |
        | Missed bins | 57 | 60 | Just below target |
        | Complaints | 15 | 10 | Well below target |
        | Calls | 15 | 15 | On target |
        """,
        """
        Missed bins; amber - -; a@2023/24 Q2=57 t@2023/24=60
        Complaints; red - -; a@2023/24 Q2=15 t@2023/24=10
        Calls; green - -; a@2023/24 Q2=15 t@2023/24=15
        """,
    ),
    Case(
        "the same months of two calendar years, only one of which is merged",
        """
        # Scorecard June 2024
        | Measure | 2023 | < | < | 2024 | | | Target |
        | ^ | Apr | May | Jun | Apr | May | Jun | ^ |
        | Homes built | 11 | 12 | 13 | 14 | 15 | 16 | 90 |
        | Homes let | 21 | 22 | 23 | 24 | 25 | 26 | 80 |
        """,
        """
        Homes built; - - -; p@2023-04=11 p@2023-05=12 p@2023-06=13 a@2024-04=14 a@2024-05=15 a@2024-06=16 t@2024/25=90
        Homes let; - - -; p@2023-04=21 p@2023-05=22 p@2023-06=23 a@2024-04=24 a@2024-05=25 a@2024-06=26 t@2024/25=80
        """,
    ),
    Case(
        "months to December stand under one year, those from January under the next, which is merged",
        """
        # Scorecard June 2024
        | Measure | 2023 | < | | 2024 | < | < | Target |
        | ^ | Oct | Nov | Dec | Jan | Feb | Mar | ^ |
        | Homes built | 11 | 12 | 13 | 14 | 15 | 16 | 90 |
        | Homes let | 21 | 22 | 23 | 24 | 25 | 26 | 80 |
        """,
        """
        Homes built; - - -; a@2023-10=11 a@2023-11=12 a@2023-12=13 a@2024-01=14 a@2024-02=15 a@2024-03=16 t@2024/25=90
        Homes let; - - -; a@2023-10=21 a@2023-11=22 a@2023-12=23 a@2024-01=24 a@2024-02=25 a@2024-03=26 t@2024/25=80
        """,
    ),
    Case(
        "a financial year under the name of its first",
        """
        # Scorecard May 2025
        | Measure | 2024 | < | < | < | < | < | < | < | < | < | < | < | Target |
        | ^ | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar | ^ |
        | Homes built | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 90 |
        """,
        """
        Homes built; - - -; a@2024-04=11 a@2024-05=12 a@2024-06=13 a@2024-07=14 a@2024-08=15 a@2024-09=16 a@2024-10=17 a@2024-11=18 a@2024-12=19 a@2025-01=20 a@2025-02=21 a@2025-03=22 t@2025/26=90
        """,
    ),
    Case(
        "measures stand side by side over rows of years, quarters and targets",
        """
        # Corporate Scorecard Quarter 2 2023/24
        | Local indicator | Street lights working | Days lost to sickness | Books lent |
        | 2022/23 | 94% | 9.1 | 4,204 |
        | Q1 2023/24 | 95% | 8.7 | n/a |
        | Q2 2023/24 | 96% | 8.9 | 2,115 |
        | Target 2023/24 | 98% | 8.0 | 4,500 |
        | On track? | Amber | Red | Green |
        """,
        """
        Street lights working; amber - -; p@2022/23=94 a@2023/24 Q1=95 a@2023/24 Q2=96 t@2023/24=98
        Days lost to sickness; red - -; p@2022/23=9.1 a@2023/24 Q1=8.7 a@2023/24 Q2=8.9 t@2023/24=8.0
        Books lent; green - -; p@2022/23=4204 a@2023/24 Q1=not_applicable a@2023/24 Q2=2115 t@2023/24=4500
        """,
    ),
    Case(
        "wards beside the borough's total",
        """
        # Corporate Scorecard Quarter 2 2023/24
        | Measure | Ashby | Denton | Oakham | Borough total | Target | RAG |
        | Homes built | 11 | 12 | 13 | 36 | 40 | Red |
        | Homes let | 21 | 22 | 23 | 66 | 60 | Green |
        """,
        """
        Homes built; red - -; o=11 o=12 o=13 a@2023/24 Q2=36 t@2023/24=40
        Homes let; green - -; o=21 o=22 o=23 a@2023/24 Q2=66 t@2023/24=60
        """,
    ),
    Case(
        "remarks that sound like ratings stand beside the ratings",
        """
        # Scorecard Q2 2023/24
        | Measure | Q2 | Target | RAG | Analysis of performance |
        | Missed bins | 57 | 60 | Red | On track. |
        | Complaints | 15 | 10 | Green | On track. |
        | Calls | 15 | 10 | Green | Delayed |
        | Days lost | 15 | 10 | Amber | On track. |
        """,
        """
        Missed bins; red - -; a@2023/24 Q2=57 t@2023/24=60
        Complaints; green - -; a@2023/24 Q2=15 t@2023/24=10
        Calls; green - -; a@2023/24 Q2=15 t@2023/24=10
        Days lost; amber - -; a@2023/24 Q2=15 t@2023/24=10
        """,
    ),
    Case(
        "words behind a change sign it, a header lists what each cell holds, a share of the target",
        """
        # Scorecard Q2 2023/24
        | Measure | Q2 actual vs target | Variance to target | RAG |
        | Missed bins | 57 vs 60 | 3 below | Amber |
        | Complaints | 15 vs 12 | 3 above | Green |
        # Further measures
        | Measure | Actual | Target | % achieved | RAG |
        | Books lent | 57 | 60 | 95% | Amber |
        | Visits | 15 | 12 | 125% | Green |
        """,
        """
        Missed bins; amber - -; a@2023/24 Q2=57 t@2023/24 Q2=60 v@2023/24 Q2=-3
        Complaints; green - -; a@2023/24 Q2=15 t@2023/24 Q2=12 v@2023/24 Q2=3
        Books lent; amber - -; a@2023/24 Q2=57 t@2023/24=60 o=95
        Visits; green - -; a@2023/24 Q2=15 t@2023/24=12 o=125
        """,
    ),
    Case(
        "targets stand on a line of their own below the names",
        """
        # Scorecard Q2 2023/24
        | Measure and target | Q1 | Q2 | RAG |
        | Missed bins~Target: 4 | 1 | 2 | Amber |
        | Complaints~Target: 14 | 11 | 12 | Green |
        """,
        """
        Missed bins Target: 4; amber - -; a@2023/24 Q1=1 a@2023/24 Q2=2 t@2023/24=4
        Complaints Target: 14; green - -; a@2023/24 Q1=11 a@2023/24 Q2=12 t@2023/24=14
        """,
    ),
    Case(
        "results of the quarter and cumulative ones are of other times",
        """
        # Scorecard Q2 2023/24
        | Measure | In-quarter actual | Cumulative actual | In-quarter target | Cumulative target |
        | Homes built | 5 | 11 | 6 | 12 |
        | Homes let | 9 | 17 | 8 | 16 |
        """,
        """
        Homes built; - - -; a@2023/24 Q2=5 a@2023/24=11 t@2023/24 Q2=6 t@2023/24=12
        Homes let; - - -; a@2023/24 Q2=9 a@2023/24=17 t@2023/24 Q2=8 t@2023/24=16
        """,
    ),
    Case(
        "targets of the month and of the year so far",
        """
        # Scorecard September 2023
        | Measure | Month | Month target | YTD | YTD target | Month RAG | YTD RAG |
        | Homes built | 5 | 6 | 21 | 23 | Green | Red |
        | Homes let | 7 | 8 | 32 | 33 | Red | Amber |
        """,
        """
        Homes built; green - -; a@2023-09=5!green t@2023-09=6 a@2023/24=21!red t@2023/24=23
        Homes let; red - -; a@2023-09=7!red t@2023-09=8 a@2023/24=32!amber t@2023/24=33
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_change_that_only_its_arrow_signs_is_in_doubt_where_arrows_judge(tmp_path: Path) -> None:
    paper = """
        # Scorecard Q2 2023/24
        | Measure | Q2 23/24 | Change | Target | RAG |
        | Missed bins | 57 | ▼ 6.6% | 60 | Green |
        | Complaints | 15 | ▼ 25% | 10 | Red |
        # Key
        | ▲ | Performance has improved |
        | ▼ | Performance is worse |
        """
    scorecard = read_scorecard(write_docx(paper, tmp_path / "p.docx"))
    changes = [
        (seen.quantity.value, seen.confidence)
        for record in scorecard.records
        for seen in record.observations
        if seen.column == "Change"
    ]
    assert [(float(value), sure) for value, sure in changes if value] == [(6.6, 0.75), (25, 0.75)]
    assert [finding.code for finding in scorecard.findings] == ["value-doubtful", "value-doubtful"]
