# ruff: noqa: E501 - what a picture says is a line a record
"""Layouts of quarterly reports: years over targets and results, averages of others, figures in
brackets, scores out of five, periods as databases write them."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making
from tests.unseen.paper import write_pdf
from tests.unseen.prints import Print
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard

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
    Case(
        "colours that a sentence says tell how results moved",
        """
        # Adult care scorecard Q2 2023/24
        | Measure | Q1 | Q2 | Target |
        | Carers assessed in the quarter | 58% | [c6efce] 61% | 65% |
        | Clients with a direct payment | 29.1% | [ffc7ce] 28.3% | 30.0% |
        | Reviews completed | 33% | [c6efce] 41% | 50% |
        . Key: green cells show that performance has improved since the last quarter, red cells that it has worsened.
        """,
        """
        Carers assessed in the quarter; - improving -; a@2023/24 Q1=58 a@2023/24 Q2=61 t@2023/24=65
        Clients with a direct payment; - declining -; a@2023/24 Q1=29.1 a@2023/24 Q2=28.3 t@2023/24=30.0
        Reviews completed; - improving -; a@2023/24 Q1=33 a@2023/24 Q2=41 t@2023/24=50
        """,
        ("ruled", "word"),
    ),
    Case(
        "colours that a key says tell how results moved",
        """
        # Adult care scorecard Q2 2023/24
        | Measure | Q1 | Q2 | Target |
        | Carers assessed in the quarter | 58% | [c6efce] 61% | 65% |
        | Clients with a direct payment | 29.1% | [ffc7ce] 28.3% | 30.0% |
        | Reviews completed | 33% | [c6efce] 41% | 50% |
        . Key
        | [c6efce] Improved | since last quarter |
        | [ffc7ce] Worsened | since last quarter |
        """,
        """
        Carers assessed in the quarter; - improving -; a@2023/24 Q1=58 a@2023/24 Q2=61 t@2023/24=65
        Clients with a direct payment; - declining -; a@2023/24 Q1=29.1 a@2023/24 Q2=28.3 t@2023/24=30.0
        Reviews completed; - improving -; a@2023/24 Q1=33 a@2023/24 Q2=41 t@2023/24=50
        """,
        ("ruled", "word"),
    ),
    Case(
        "colours that tell how results stand to the target, improved or not",
        """
        # Adult care scorecard Q2 2023/24
        | Measure | Q1 | Q2 | Target |
        | Carers assessed in the quarter | 58% | [c6efce] 67% | 65% |
        | Clients with a direct payment | 29.1% | [ffc7ce] 28.3% | 30.0% |
        | Reviews completed | 33% | [c6efce] 51% | 50% |
        . Green cells are better than target, red cells are worse than target.
        """,
        """
        Carers assessed in the quarter; green - -; a@2023/24 Q1=58 a@2023/24 Q2=67!green t@2023/24=65
        Clients with a direct payment; red - -; a@2023/24 Q1=29.1 a@2023/24 Q2=28.3!red t@2023/24=30.0
        Reviews completed; green - -; a@2023/24 Q1=33 a@2023/24 Q2=51!green t@2023/24=50
        """,
        ("ruled", "word"),
    ),
    Case(
        "a table named by the line above it",
        """
        # Exceptions report Quarter 3 2023/24
        . Indicator: CS01 Calls answered within 60 seconds
        | Period | Target | Actual | RAG |
        | Q1 | 80% | 71% | Red |
        | Q2 | 80% | 66% | Red |
        | Q3 | 80% | 81% | Green |
        """,
        """
        CS01 Calls answered within 60 seconds; green - -; t@2023/24 Q1=80 a@2023/24 Q1=71!red t@2023/24 Q2=80 a@2023/24 Q2=66!red t@2023/24 Q3=80 a@2023/24 Q3=81!green
        """,
        ("ruled", "word"),
    ),
    Case(
        "an outlook in words and colours is where it goes, and no rating",
        """
        # Police and crime plan scorecard: data to September 2023
        | Priority | Measure | 12 months to Sep 2022 | 12 months to Sep 2023 | Ambition | Outlook |
        | Safer streets | Residential burglary offences | 1,842 | 1,610 | 1,700 | [a9d18e] Improving |
        | ^ | Robbery of personal property | 402 | 431 | 390 | [f4b183] Worsening |
        | Safer roads | People killed or seriously injured | 288 | 274 | 260 | [ffe699] Stable |
        """,
        """
        Residential burglary offences; - improving -; p@2022-09=1842 a@2023-09=1610 t@2023/24=1700
        Robbery of personal property; - declining -; p@2022-09=402 a@2023-09=431 t@2023/24=390
        People killed or seriously injured; - steady -; p@2022-09=288 a@2023-09=274 t@2023/24=260
        """,
        ("ruled",),
    ),
    Case(
        "a month in which all was well, among others in green and red ink",
        """
        # Corporate health indicators 2023/24
        | Ref | Indicator | Target | Apr | May | Jun |
        | CH1 | Invoices paid within 30 days | 95% | {ink 00803c} 96% | {ink c00000} 91% | {ink 00803c} 95% |
        | CH2 | Sickness days per employee | 0.70 | {ink c00000} 0.81 | {ink 00803c} 0.69 | {ink 00803c} 0.64 |
        """,
        """
        CH1 Invoices paid within 30 days; green - -; t@2023/24=95 a@2023-04=96!green a@2023-05=91!red a@2023-06=95!green
        CH2 Sickness days per employee; green - -; t@2023/24=0.70 a@2023-04=0.81!red a@2023-05=0.69!green a@2023-06=0.64!green
        """,
        ("ruled",),
    ),
    Case(
        "a worksheet printed with its grid lines, its title in the first cell",
        """
        | Corporate health indicators 2023/24 | | | |
        | | | | |
        | Indicator | Target | Apr | May |
        | Invoices paid within 30 days | 95% | 96% | 97% |
        | Calls answered | 80% | 66% | 71% |
        """,
        """
        Invoices paid within 30 days; - - -; t@2023/24=95 a@2023-04=96 a@2023-05=97
        Calls answered; - - -; t@2023/24=80 a@2023-04=66 a@2023-05=71
        """,
        ("ruled",),
    ),
    Case(
        "others' results in a table of their own below a measure's",
        """
        # Corporate performance report Quarter 3 2019/20
        # Customer satisfaction with the contact centre
        | Target | Direction for improvement | Current Quarter | Previous Quarter | RAG rating |
        | 90.0% | High | 88.4% | 86.1% | Amber |
        . Based on the latest figures.
        | Statistical Neighbours Mean | England Mean |
        | 85.2% | 84.7% |
        """,
        """
        Customer satisfaction with the contact centre; amber - higher; t@2019/20=90.0 a@2019/20 Q3=88.4 p@2019/20 Q2=86.1 c=85.2 c=84.7
        """,
        ("word",),
    ),
)


@each_making(CASES, ("ruled",))
def test_every_figure_is_read_for_what_it_is(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


GREEN_ONLY = """
# Environment scorecard Q2 2023/24
| Measure | Q2 2023/24 | Target | {head} |
| Waste recycled | 46% | 45% | [00b050] |
| Streets clean | 91% | 90% | [00b050] |
| Fly-tips cleared | 93% | 92% | [00b050] |
"""


def test_a_green_column_that_nothing_explains_is_told(tmp_path: Path) -> None:
    found = read_scorecard(write_pdf(GREEN_ONLY.format(head=""), tmp_path / "p.pdf"))
    assert [record.rag for record in found.records] == [None] * 3
    assert [(f.code, f.column) for f in found.findings] == [("rag-not-read", "")]


def test_a_green_column_under_performance_rates_the_results_beside_it(tmp_path: Path) -> None:
    found = read_scorecard(write_pdf(GREEN_ONLY.format(head="Performance"), tmp_path / "p.pdf"))
    assert [record.rag for record in found.records] == [Rag.GREEN] * 3
    assert not found.findings


def test_cells_of_one_colour_painted_as_one_rate_each_row(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=10)
    paper.text(55, 60, "Environment scorecard Q2 2023/24", bold=True, size=13)
    paper.fill(254, 116, 298, 177, "00b050")  # four rows, as spreadsheets print them
    paper.row((55, 149, 210, 255), 103, "Measure | Q2 2023/24 | Target | RAG")
    paper.rows(
        (55, -208, -253),
        118,
        15,
        "Waste recycled | 46% | 45%",
        "Streets clean | 91% | 90%",
        "Fly-tips | 93% | 92%",
        "Potholes filled | 98% | 95%",
    )
    assert paper.read() == [
        "Waste recycled; green - -; a@2023/24 Q2=46 t@2023/24=45",
        "Streets clean; green - -; a@2023/24 Q2=91 t@2023/24=90",
        "Fly-tips; green - -; a@2023/24 Q2=93 t@2023/24=92",
        "Potholes filled; green - -; a@2023/24 Q2=98 t@2023/24=95",
    ]
