# ruff: noqa: E501 - what a picture says is a line a record
"""Layouts of quarterly reports: years over targets and results, averages of others, figures in
brackets, scores out of five, periods as databases write them."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making

CASES = (
    Case(
        "years over targets and results that come back",
        """
        # Corporate scorecard Quarter 2 2023/24
        | Ref | Indicator | 2022/23 | < | 2023/24 | < | < |
        | ^ | ^ | Target | Outturn | Target | Q1 | Q2 |
        | C1 | Council tax collected | 97.0% | 96.8% | 97.2% | 28.1% | 55.9% |
        | C2 | Business rates collected | 98.0% | 98.3% | 98.4% | 29.0% | 57.2% |
        | C3 | Sickness days per employee | 8.0 | 9.1 | 8.5 | 2.1 | 4.4 |
        """,
        """
        C1 Council tax collected; - - -; t@2022/23=97.0 p@2022/23=96.8 t@2023/24=97.2 a@2023/24 Q1=28.1 a@2023/24 Q2=55.9
        C2 Business rates collected; - - -; t@2022/23=98.0 p@2022/23=98.3 t@2023/24=98.4 a@2023/24 Q1=29.0 a@2023/24 Q2=57.2
        C3 Sickness days per employee; - - -; t@2022/23=8.0 p@2022/23=9.1 t@2023/24=8.5 a@2023/24 Q1=2.1 a@2023/24 Q2=4.4
        """,
        ("ruled", "bare", "zebra", "across", "word", "sheet"),
    ),
    Case(
        "averages of others and a name nobody knows beside a year",
        """
        # Children's services scorecard Quarter 2 2023/24
        | Indicator | 2022/23 | Q2 2023/24 | Target | Lancashire average 2022/23 | Mean 2022/23 | Kent 2022/23 |
        | Children looked after per 10,000 | 71.2 | 69.8 | 70.0 | 64.1 | 66.3 | 65.2 |
        | Assessments within 45 days | 83% | 86% | 85% | 80% | 82% | 84% |
        """,
        """
        Children looked after per 10,000; - - -; p@2022/23=71.2 a@2023/24 Q2=69.8 t@2023/24=70.0 c@2022/23=64.1 c@2022/23=66.3 o@2022/23=65.2
        Assessments within 45 days; - - -; p@2022/23=83 a@2023/24 Q2=86 t@2023/24=85 c@2022/23=80 c@2022/23=82 o@2022/23=84
        """,
        ("ruled",),
    ),
    Case(
        "a mean of the council's own months is none of others",
        """
        # Housing scorecard 2023/24
        | Indicator | Apr 2023 | May 2023 | Monthly average 2022/23 | Target |
        | Days to re-let homes | 31.2 | 29.8 | 33.4 | 28.0 |
        | Repairs in time | 91% | 93% | 90% | 95% |
        """,
        """
        Days to re-let homes; - - -; a@2023-04=31.2 a@2023-05=29.8 p@2022/23=33.4 t@2023/24=28.0
        Repairs in time; - - -; a@2023-04=91 a@2023-05=93 p@2022/23=90 t@2023/24=95
        """,
        ("ruled",),
    ),
    Case(
        "scores out of five",
        """
        # Customer experience Quarter 3 2023/24
        | Measure | Q2 | Q3 | Target |
        | Overall satisfaction with repairs | 4.1 / 5 | 4.2 / 5 | 4.3 / 5 |
        | Website rating | 3.8/5 | 3.9/5 | 4.0/5 |
        """,
        """
        Overall satisfaction with repairs; - - -; a@2023/24 Q2=4.1 a@2023/24 Q3=4.2 t@2023/24=4.3
        Website rating; - - -; a@2023/24 Q2=3.8 a@2023/24 Q3=3.9 t@2023/24=4.0
        """,
        ("ruled",),
    ),
    Case(
        "targets in brackets by the header",
        """
        # Waste performance Quarter 3 2023/24
        | Measure | Q2 Actual (Target) | Q3 Actual (Target) |
        | Waste recycled | 44% (45%) | 46% (45%) |
        | Missed bins per 100,000 | 61 (50) | 48 (50) |
        """,
        """
        Waste recycled; - - -; a@2023/24 Q2=44 t@2023/24 Q2=45 a@2023/24 Q3=46 t@2023/24 Q3=45
        Missed bins per 100,000; - - -; a@2023/24 Q2=61 t@2023/24 Q2=50 a@2023/24 Q3=48 t@2023/24 Q3=50
        """,
        ("ruled",),
    ),
    Case(
        "targets in brackets by a line above",
        """
        # Waste performance Quarter 3 2023/24
        . Figures in brackets are targets.
        | Measure | Q2 | Q3 |
        | Waste recycled | 44% (45%) | 46% (45%) |
        | Missed bins per 100,000 | 61 (50) | 48 (50) |
        """,
        """
        Waste recycled; - - -; a@2023/24 Q2=44 t@2023/24 Q2=45 a@2023/24 Q3=46 t@2023/24 Q3=45
        Missed bins per 100,000; - - -; a@2023/24 Q2=61 t@2023/24 Q2=50 a@2023/24 Q3=48 t@2023/24 Q3=50
        """,
        ("ruled",),
    ),
    Case(
        "months as numbers",
        """
        # Performance report
        | Measure | 202308 | 202309 | Target |
        | Waste recycled | 44.1% | 46.2% | 45.0% |
        | Missed bins | 61 | 48 | 50 |
        """,
        """
        Waste recycled; - - -; a@2023-08=44.1 a@2023-09=46.2 t=45.0
        Missed bins; - - -; a@2023-08=61 a@2023-09=48 t=50
        """,
        ("ruled",),
    ),
)


@each_making(CASES, ("ruled",))
def test_every_figure_is_read_for_what_it_is(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
