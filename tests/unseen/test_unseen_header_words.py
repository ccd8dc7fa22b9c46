# ruff: noqa: E501 - what a picture says is a line a record
"""Words that head columns in real papers: plans and milestones with their time before or behind
them, results of calendar years, targets of half years and of many years."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making

CASES = (
    Case(
        "plans that begin with their time, a milestone with its month",
        """
        # Corporate performance report Quarter 2 2023/24
        | Indicator | Baseline | Month 6 actual | Month 6 plan | Milestone (Mar 24) | 2023/24 (plan) | RAG |
        | Calls answered | 77.0 | 81.2 | 83.4 | 85.0 | 86.0 | [ffc000] A |
        | Homes let in 28 days | 60.1 | 61.7 | 60.0 | 66.0 | 70.4 | [00b050] G |
        """,
        """
        Calls answered; amber - -; p=77.0 a@2023-09=81.2 t@2023-09=83.4 t@2024-03=85.0 t@2023/24=86.0
        Homes let in 28 days; green - -; p=60.1 a@2023-09=61.7 t@2023-09=60.0 t@2024-03=66.0 t@2023/24=70.4
        """,
        ("ruled", "word"),
    ),
    Case(
        "results of calendar years with a word, a target of many years",
        """
        # Corporate performance report Quarter 2 2023/24
        | Survey question | 2021 survey | 2023 survey | National 2023 | Target | 5-year target | RAG |
        | Residents who feel safe | 71% | 74% | 72% | 75% | 80% | [ffc000] A |
        | Residents who trust the council | 55% | 61% | 58% | 60% | 70% | [00b050] G |
        """,
        """
        Residents who feel safe; amber - -; p=71 a=74 c=72 t@2023/24=75 t=80
        Residents who trust the council; green - -; p=55 a=61 c=58 t@2023/24=60 t=70
        """,
        ("ruled", "word"),
    ),
    Case(
        "what shares are of, in a row of its own below them",
        """
        # Scorecard Quarter 2 2023/24
        | Indicator | Q1 | Q2 | Target | RAG |
        | Adults in settled | 97.6% | 95.8% | 90.0% | [00b050] G |
        | accommodation | (41/42) | (23/24) | | |
        | Reviews on time | 71.0% | 74.5% | 80.0% | [ff0000] R |
        | | (71/100) | (76/102) | | |
        """,
        """
        Adults in settled accommodation; green - -; a@2023/24 Q1=97.6 a@2023/24 Q2=95.8 t@2023/24=90.0
        Reviews on time; red - -; a@2023/24 Q1=71.0 a@2023/24 Q2=74.5 t@2023/24=80.0
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "the same names over other columns, further down in one table",
        """
        # Balanced scorecard: Quarter 1 2016/17
        | *Residents* | < | < | < | < |
        | *Measure* | | *Target* | | *Actual* |
        | Satisfaction with the council | | 70% | | 68% |
        | Calls resolved first time | | 80% | | 83% |
        | *People* | < | < | < | < |
        | *Measure* | *Target* | | *Actual* | |
        | Appraisals completed | 90% | | 61% | |
        | Turnover | 11% | | 10.4% | |
        """,
        """
        Satisfaction with the council; - - -; t@2016/17=70 a@2016/17 Q1=68
        Calls resolved first time; - - -; t@2016/17=80 a@2016/17 Q1=83
        Appraisals completed; - - -; t@2016/17=90 a@2016/17 Q1=61
        Turnover; - - -; t@2016/17=11 a@2016/17 Q1=10.4
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "how many and which share, in one cell",
        """
        # Safeguarding report Quarter 2 2022/23
        | Indicator | Q1 (no. / %) | Q2 (no. / %) | Target % | RAG |
        | Conferences within 15 days | 41 / 82.0% | 46 / 85.2% | 90% | [ffc000] A |
        | Visits within 10 days | 201 / 88.2% | 190 / 81.9% | 95% | [ff0000] R |
        """,
        """
        Conferences within 15 days; amber - -; o@2022/23 Q1=41 a@2022/23 Q1=82.0 o@2022/23 Q2=46 a@2022/23 Q2=85.2 t@2022/23=90
        Visits within 10 days; red - -; o@2022/23 Q1=201 a@2022/23 Q1=88.2 o@2022/23 Q2=190 a@2022/23 Q2=81.9 t@2022/23=95
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "which way is good, below the names",
        """
        # Corporate basket of indicators, year end 2023/24
        | Indicator and good to be | 2022/23 | 2023/24 | Target | RAG |
        | Council tax collected~High | 96.1% | 97.0% | 97.2% | [ffc000] A |
        | Calls abandoned~Low | 8.1% | 6.3% | 7.0% | [00b050] G |
        """,
        """
        Council tax collected; amber - higher; p@2022/23=96.1 a@2023/24=97.0 t@2023/24=97.2
        Calls abandoned; green - lower; p@2022/23=8.1 a@2023/24=6.3 t@2023/24=7.0
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "which way is good, below the names of a header that wraps",
        """
        # Corporate basket of indicators, year end 2023/24
        | Indicator~and good~to be | 2022/23 | 2023/24 | Target | RAG |
        | Rent arrears~Low | 3.1% | 2.8% | 3.0% | [00b050] G |
        | Homes let~High | 410 | 398 | 420 | [ffc000] A |
        """,
        """
        Rent arrears; green - lower; p@2022/23=3.1 a@2023/24=2.8 t@2023/24=3.0
        Homes let; amber - higher; p@2022/23=410 a@2023/24=398 t@2023/24=420
        """,
        ("ruled", "word"),
    ),
    Case(
        "a target of the half year",
        """
        # Corporate performance report Quarter 2 2023/24
        | Indicator | H1 target | H1 actual | Year end target | RAG |
        | Trees planted | 500 | 612 | 1,000 | [00b050] G |
        | Potholes repaired | 900 | 804 | 1,800 | [ff0000] R |
        """,
        """
        Trees planted; green - -; t@2023-09=500 a@2023-09=612 t@2023/24=1000
        Potholes repaired; red - -; t@2023-09=900 a@2023-09=804 t@2023/24=1800
        """,
        ("ruled", "word"),
    ),
)


@each_making(CASES)
def test_reads_what_it_says(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
