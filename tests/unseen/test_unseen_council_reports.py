# ruff: noqa: E501 - what a picture says is a line a record
"""Forms of councils' quarterly reports: parts of a measure beside its code, ratings beside forecasts
in words, cards of one measure each, lines that state a measure, headers in white on dark."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.unseen.case import Case, each_making
from tests.unseen.paper import said, write_pdf
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "a forecast in words is no present rating beside one in dots",
        """
        # Key performance indicators: year to date at December 2022
        | Indicator | Last year | Target YTD | Actual YTD | Variance | Status | Year end forecast |
        | Tonnes of residual waste | 14,210 | 13,900 | 14,004 | 104 | {dot f0a30a} | On target |
        | Visits to leisure centres | 402,118 | 420,000 | 431,775 | 11,775 | {dot 2e9e3e} | On target |
        | Invoices paid in 30 days | 96.1% | 98.0% | 92.3% | -5.7% | {dot d92b2b} | Off target |
        """,
        """
        Tonnes of residual waste; amber - -; p@2021/22=14210 t@2022/23=13900 a@2022/23=14004 v@2022/23=104
        Visits to leisure centres; green - -; p@2021/22=402118 t@2022/23=420000 a@2022/23=431775 v@2022/23=11775
        Invoices paid in 30 days; red - -; p@2021/22=96.1 t@2022/23=98.0 a@2022/23=92.3 v@2022/23=-5.7
        """,
    ),
    Case(
        "a status against target, n/a where there is none",
        """
        # Council housing performance Quarter 4 2022/23
        | Rent indicators | Target 2022/23 | Q3 2022/23 | Q4 2022/23 | Status against target | Trend since last quarter |
        | Rent collected from tenants | 95.46% | 93.94% | 94.02% | {dot f0a30a} Amber | Improved |
        | Tenants known to claim Universal Credit | For info | 38% | 39% | n/a | n/a |
        | Tenants evicted due to rent arrears | For info | 0 | 2 | n/a | n/a |
        | Days to re-let homes | 21 | 64 | 61 | {dot d92b2b} Red | Improved |
        """,
        """
        Rent collected from tenants; amber improving -; t@2022/23=95.46 a@2022/23 Q3=93.94 a@2022/23 Q4=94.02
        Tenants known to claim Universal Credit; - - -; t@2022/23=not_applicable a@2022/23 Q3=38 a@2022/23 Q4=39
        Tenants evicted due to rent arrears; - - -; t@2022/23=not_applicable a@2022/23 Q3=0 a@2022/23 Q4=2
        Days to re-let homes; red improving -; t@2022/23=21 a@2022/23 Q3=64 a@2022/23 Q4=61
        """,
    ),
    Case(
        "cards of one measure each, its target below its result",
        """
        # Quarterly performance report December 2019
        | Measure | Owner | Dec-19 Result | Sep-19 | DoT |
        | CS01 Calls answered within 30 seconds | J Smith | [92d050] 88.0%~Target: 85.0% | 86.1% | ↑ |
        . More staff were hired.
        | Measure | Owner | Dec-19 Result | Sep-19 | DoT |
        | HP02 Days to re-let homes | A Patel | [ff5050] 34.1~Target: 28.0 | 31.0 | ↓ |
        """,
        """
        CS01 Calls answered within 30 seconds; green up -; a@2019-12=88.0!green t@2019-12=85.0 a@2019-09=86.1
        HP02 Days to re-let homes; red down -; a@2019-12=34.1!red t@2019-12=28.0 a@2019-09=31.0
        """,
        ("ruled", "word"),
    ),
    Case(
        "a measure's name above, and which way is good before its figures",
        """
        # Corporate performance report Quarter 2 2022/23
        # HS1 Homelessness preventions
        | Polarity | Q2 2021/22 | Q1 2022/23 | Q2 2022/23 | Target | Status | Trend |
        | Bigger is better | 88 | 91 | 97 | 90 | [92d050] Green | ↑ |
        . The service reports more demand in the quarter.
        # HS2 Days to re-let empty homes
        | Lead officer | Frequency | Good is | Q1 | Q2 | Target | RAG | Trend |
        | A Patel | Quarterly | Low | 30.4 | 33.9 | 28.0 | [ff0000] R | ↓ |
        # HS3 Affordable homes built
        | RAG | Trend | Q1 | Q2 | Target | Year end forecast |
        | [ffc000] A | ↑ | 31 | 70 | 150 | 140 |
        """,
        """
        HS1 Homelessness preventions; green up higher; p@2021/22 Q2=88 a@2022/23 Q1=91 a@2022/23 Q2=97 t@2022/23=90
        HS2 Days to re-let empty homes; red down lower; a@2022/23 Q1=30.4 a@2022/23 Q2=33.9 t@2022/23=28.0
        HS3 Affordable homes built; amber up -; a@2022/23 Q1=31 a@2022/23 Q2=70 t@2022/23=150 f@2022/23=140
        """,
        ("ruled", "word"),
    ),
    Case(
        "bars over months, results and targets",
        """
        # Adult social care dashboard 2023/24
        | ASC1 Reviews completed (higher is better) | < | < | < | < |
        | | Apr | May | Jun | YTD |
        | Actual | 71% | 74% | 78% | 74% |
        | Target | 75% | 75% | 75% | 75% |
        | RAG | [ffc000] A | [ffc000] A | [92d050] G | [ffc000] A |
        | ASC2 Admissions to care homes (lower is better) | < | < | < | < |
        | | Apr | May | Jun | YTD |
        | Actual | 20 | 31 | 28 | 79 |
        | Target | 25 | 25 | 25 | 75 |
        | RAG | [92d050] G | [ff0000] R | [ffc000] A | [ffc000] A |
        """,
        """
        ASC1 Reviews completed (higher is better); amber - higher; a@2023-04=71!amber t@2023-04=75 a@2023-05=74!amber t@2023-05=75 a@2023-06=78!green t@2023-06=75 a@2023/24=74!amber t@2023/24=75
        ASC2 Admissions to care homes (lower is better); amber - lower; a@2023-04=20!green t@2023-04=25 a@2023-05=31!red t@2023-05=25 a@2023-06=28!amber t@2023-06=25 a@2023/24=79!amber t@2023/24=75
        """,
        ("ruled", "word"),
    ),
    Case(
        "totals of a risk's scores before and after its controls",
        """
        # Corporate risk register Quarter 3 2023/24
        | Ref | Risk | Gross | < | < | Mitigation | Net | < | < | Trend |
        | ^ | ^ | L | I | Total | ^ | L | I | Total | ^ |
        | CR1 | Budget gap is not closed | 4 | 5 | [ff0000] 20 | Monthly board | 3 | 4 | [ffc000] 12 | ↓ |
        | CR2 | Data breach | 4 | 4 | [ff0000] 16 | Training | 2 | 4 | [ffc000] 8 | ↔ |
        """,
        """
        CR1 Budget gap is not closed; amber down -; o=4 o=5 o=20!red o=3 o=4 o=12!amber
        CR2 Data breach; amber flat -; o=4 o=4 o=16!red o=2 o=4 o=8!amber
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "last period's rating, and a share of the budget",
        """
        # Major projects dashboard Quarter 2 2023/24
        | Project | Budget £m | Spend to date £m | % of budget | Forecast £m | Time | Cost | Overall RAG | Last period |
        | Town hall | 12.0 | 4.2 | 35% | 12.8 | [92d050] G | [ffc000] A | [ffc000] A | [92d050] G |
        | Depot | 6.5 | 1.1 | 17% | 6.5 | [ff0000] R | [92d050] G | [ff0000] R | [ffc000] A |
        """,
        """
        Town hall; amber - -; b@2023/24=12000000 a@2023/24 Q2=4200000 o=35 f@2023/24=12800000
        Depot; red - -; b@2023/24=6500000 a@2023/24 Q2=1100000 o=17 f@2023/24=6500000
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "boxes of a result, its target and the judgement below a measure's name",
        """
        # Corporate Plan Success Framework 2022/23 Quarter 1
        # PI 10 Recycling rate
        | Actual~46.2~% recycled~Quarter 1 June 2022 | Target~50.0~% recycled~Quarter 1 June 2022 | [ff5050] Not achieved |
        . Collections of garden waste began late.
        # PI 11 Employment rate
        | Actual~75.2~% in work~Quarter 1 June 2022 | Target~74.0~% in work~Quarter 1 June 2022 | [92d050] Achieved |
        """,
        """
        PI 10 Recycling rate; red - -; a@2022/23 Q1=46.2 t@2022/23=50.0
        PI 11 Employment rate; green - -; a@2022/23 Q1=75.2 t@2022/23=74.0
        """,
        ("ruled", "word"),
    ),
    Case(
        "a target or forecast, and the previous year in short",
        """
        # Council plan overview report Quarter 4 2024/25
        | Indicator | Prev. Yr | Current result | Current target or forecast | Current status |
        | L051 Council tax collected | 97.1% | 97.6% | 97.5% | [92d050] Green |
        | L178 Nights in bed and breakfast | 1,204 | 1,530 | 1,000 | [ff0000] Red |
        """,
        """
        L051 Council tax collected; green - -; p@2023/24=97.1 a@2024/25 Q4=97.6 t@2024/25=97.5
        L178 Nights in bed and breakfast; red - -; p@2023/24=1204 a@2024/25 Q4=1530 t@2024/25=1000
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "what was before, and when, above its figures",
        """
        # Performance report September 2023
        | Ref | Indicator | Current (Sept 2023) | < | < | Previous (June 2023) | < | < |
        | ^ | ^ | Value | Target | Status | Value | Target | Status |
        | A1 | Calls answered | 91% | 90% | Green | 88% | 90% | Amber |
        | A2 | Days to re-let homes | 15.2 | 14.0 | Red | 14.9 | 14.0 | Amber |
        """,
        """
        A1 Calls answered; green - -; a@2023-09=91!green t@2023-09=90 p@2023-06=88!amber t@2023-06=90
        A2 Days to re-let homes; red - -; a@2023-09=15.2!red t@2023-09=14.0 p@2023-06=14.9!amber t@2023-06=14.0
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a status and a direction behind their labels below a card's figures",
        """
        # Housing performance report Quarter 2 2022/23
        | HS1 Homelessness preventions | < | < |
        | Q2 result | Target | Good is |
        | [92d050] 97 | 90 | High |
        | Status: Green | Direction of travel: ↑ | < |
        | HS2 Days to re-let empty homes | < | < |
        | Q2 result | Target | Good is |
        | [ff0000] 33.9 | 28.0 | Low |
        | Status: Red | Direction of travel: ↓ | < |
        """,
        """
        HS1 Homelessness preventions; green up higher; a@2022/23 Q2=97!green t@2022/23=90
        HS2 Days to re-let empty homes; red down lower; a@2022/23 Q2=33.9!red t@2022/23=28.0
        """,
        ("ruled", "word"),
    ),
    Case(
        "results over what explains them",
        """
        # Council housing: how we are doing, Quarter 2 2024/25
        | Status | KPI ref and description | Target | Tolerance | Quarter 2 result and narrative |
        | {dot f0a30a} | PMF-01: Rent collected of rent owed | 100% | 2.00% | 99.01%~Collection is higher than in the 3 years before (Sep 23: 98.67%). |
        | {dot 2e9e3e} | PMF-02: Rent arrears of rent owed | 7.50% | 1.00% | 5.56% |
        | {dot d92b2b} | PMF-03: Rent lost to empty homes | 1.60% | 0.20% | 2.31%~Empty homes rose by 14 in the quarter. |
        """,
        """
        PMF-01 Rent collected of rent owed; amber - -; t@2024/25=100 o=2.00 a@2024/25 Q2=99.01
        PMF-02 Rent arrears of rent owed; green - -; t@2024/25=7.50 o=1.00 a@2024/25 Q2=5.56
        PMF-03 Rent lost to empty homes; red - -; t@2024/25=1.60 o=0.20 a@2024/25 Q2=2.31
        """,
    ),
    Case(
        "items that are names, and a unit below its figure",
        """
        # Operational performance December 2018
        | Item | Dec 2018 Result | Sep 2018 Result | RAG |
        | Wait for an answer | 199.00~Seconds~Target: 210.00 | 260.00~Seconds~Target: 210.00 | Green |
        | Time for debtors to pay | 44.7 Days~Target: 40.0 | 42.1 Days~Target: 40.0 | Red |
        """,
        """
        Wait for an answer; green - -; a@2018-12=199.00 t@2018-12=210.00 a@2018-09=260.00 t@2018-09=210.00
        Time for debtors to pay; red - -; a@2018-12=44.7 t@2018-12=40.0 a@2018-09=42.1 t@2018-09=40.0
        """,
        ("ruled", "word"),
    ),
    Case(
        "the year behind its quarters, and pounds that nothing is compared with",
        """
        # Waste partnership KPIs 2022/23
        | KPI no. | KPI | Contract standard | Apr-Jun | Jul-Sep | Year | Standard met? | Service credits |
        | 1 | Missed collections per 100,000 | 40 | 35 | 41 | 37.5 | Yes | £0 |
        | 2 | Missed collections put right in time | 98% | 97% | 96% | 97.5% | No | £1,250 |
        """,
        """
        1 Missed collections per 100,000; green - -; t@2022/23=40 a@2022/23 Q1=35 a@2022/23 Q2=41 a@2022/23=37.5 o=0
        2 Missed collections put right in time; red - -; t@2022/23=98 a@2022/23 Q1=97 a@2022/23 Q2=96 a@2022/23=97.5 o=1250
        """,
    ),
    Case(
        "the date of the latest result, and the quarter prior to it",
        """
        # Five year plan indicators: update March 2024
        | Indicator | Baseline (2019) | 2030 target | Prior quarter | Latest | Date of latest | Progress rating |
        | Area of woodland (ha) | 1,204 | 1,800 | 1,302 | 1,311 | Mar 2024 | Slightly behind |
        | Homes at EPC C or above | 41% | 80% | 56% | 57% | Dec 2023 | On track |
        """,
        """
        Area of woodland (ha); amber - -; p=1204 t=1800 p=1302 a@2024-03=1311
        Homes at EPC C or above; green - -; p=41 t=80 p=56 a@2023-12=57
        """,
    ),
)


@each_making(CASES, ("ruled", "word", "sheet"))
def test_a_report_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


PARTS = {
    "a code merged over them": """
        # Planning performance 2022/23
        | Ref | Indicator | 2021/22 | 2022/23 | Target | RAG |
        | PI 12 | Applications determined in time: | < | < | < | < |
        | ^ | a) Major | 91% | 93% | 80% | [92d050] G |
        | ^ | b) Minor | 84% | 79% | 80% | [ffc000] A |
        | PI 13 | Appeals dismissed | 66% | 71% | 65% | [92d050] G |
        """,
    "a code in the first row alone": """
        # Planning performance 2022/23
        | Ref | Indicator | 2021/22 | 2022/23 | Target | RAG |
        | PI 12 | Applications determined in time: | | | | |
        | | a) Major | 91% | 93% | 80% | [92d050] G |
        | | b) Minor | 84% | 79% | 80% | [ffc000] A |
        | PI 13 | Appeals dismissed | 66% | 71% | 65% | [92d050] G |
        """,
}


@pytest.mark.parametrize("paper", PARTS.values(), ids=PARTS)
def test_what_parts_are_of_is_their_section(paper: str, tmp_path: Path) -> None:
    read = read_scorecard(write_pdf(paper, tmp_path / "p.pdf")).records
    assert [(record.title, record.section) for record in read] == [
        ("a) Major", ("Applications determined in time:",)),
        ("b) Minor", ("Applications determined in time:",)),
        ("Appeals dismissed", ()),
    ]


def test_the_direction_behind_a_rating_in_another_weight(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 40, "Exception report Quarter 2 2023/24", bold=True, size=16)
    paper.text(40, 70, "PL2 Minor applications in 8 weeks", bold=True, size=12)
    paper.text(40, 90, "Target: 75%~Actual: 73%", bold=True)
    paper.text(40, 111.6, "RAG: Amber")
    paper.text(40, 122.4, "Direction of travel: Better", bold=True)
    assert paper.read() == [
        "PL2 Minor applications in 8 weeks; amber improving -; t@2023/24=75 a@2023/24 Q2=73"
    ]


def test_a_white_line_below_a_dark_header_parts_it_from_the_first_row(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Scrutiny performance report Q3 2023/24", bold=True, size=13)
    columns, places = (40, 100, 320, 390, 460, 530), (44, 104, 324, 394, 464)
    for left, right in pairwise(columns):
        paper.fill(left, 60, right, 78.7, "1f3864")
        paper.rule(left, 79.1, right, "00b050" if right == columns[-1] else "ffffff")
    paper.fill(460, 78.7, 530, 97.4, "00b050")
    paper.row(places, 64, "Ref | Measure | Q3 | Target | RAG", bold=True)
    paper.row(places, 83, "E1 | Fly-tips cleared in a day | 95% | 94% | Green")
    paper.text(44, 101.4, "Commentary: Crews work weekends since October.")
    paper.row(places, 120, "E2 | Bins missed | 60 | 45 | Red")
    paper.text(44, 139, "Commentary: New rounds began in week 41.")
    for top in (97.8, 116.5, 135.2, 153.9):
        paper.rule(40, top, 530, "000000")
    for x in columns:
        paper.upright(x, 60, 79.5, "1f3864")
        paper.upright(x, 79.5, 97.8, "000000")
        paper.upright(x, 116.5, 135.2, "000000")
    for x in (40, 530):
        paper.upright(x, 60, 154, "000000")
    assert paper.read() == [
        "E1 Fly-tips cleared in a day; green - -; a@2023/24 Q3=95 t@2023/24=94",
        "E2 Bins missed; red - -; a@2023/24 Q3=60 t@2023/24=45",
    ]


def test_a_row_without_a_symbol_has_not_that_of_the_row_above(tmp_path: Path) -> None:
    paper = """
    # Performance update Quarter 2 2020/21
    | Status | Code | Indicator | Q2 2020/21 | Target 2020/21 | Comments of the officer |
    | {ink 00b050} ✔ | LA_04 | Gross % of council tax collected | 55.1% | 54% | Head of Revenues: in line with last year. |
    | | HS_42 | Staff turnover | 14% | 10% | HR Manager: seasonal. |
    | {ink ffc000} ⚠ | WM_03b | Kg of waste per household | 260.3 | 255.0 | Waste manager. |
    | | DS_18 | Food complaints received | 40 | 38 | Data only. |
    """
    read = read_scorecard(write_pdf(paper, tmp_path / "p.pdf", rules="none")).records
    assert [record.rag and record.rag.value for record in read] == ["green", None, "amber", None]


def test_words_that_a_narrow_column_breaks(tmp_path: Path) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    paper = Print(tmp_path / "p.pdf", size=8)
    paper.text(40, 30, "State of the borough 2023/24", bold=True, size=13)
    # as wide as the broken words, with room for a thin letter more
    names = 48 + stringWidth("Employmen", "Helvetica", 8) + 2.1
    year = names + 8 + stringWidth("2022/2", "Helvetica", 8) + 2.1
    columns = (40, names, year, year + 60, year + 120)
    paper.row((44, names + 4, year + 4, year + 64), 64, "Indicator | 2022/2~3 | 2023/24 | Target")
    paper.text(44, 94, "Employmen~t rate")
    paper.text(44, 124, "Child ~poverty")  # the space at which the line ends is printed
    for top, line in ((94, "75.2% | 76.1% | 77%"), (124, "20.1% | 21.4% | 20%")):
        paper.row((names + 4, year + 4, year + 64), top, line)
    paper.grid(columns, (60, 90, 120, 150))
    assert paper.read() == [
        "Employment rate; - - -; p@2022/23=75.2 a@2023/24=76.1 t@2023/24=77",
        "Child poverty; - - -; p@2022/23=20.1 a@2023/24=21.4 t@2023/24=20",
    ]


def test_results_of_others_below_the_names(tmp_path: Path) -> None:
    paper = """
    # Children's services scorecard Q3 2022/23
    | Measure | Good is | Q2 | Q3 | Target | RAG |
    | Children in need per 10,000~England: 334.3; South East: 305.2 | Low | 305.9 | 311.0 | 300.0 | [ffc000] A |
    | Assessments in 45 days~England: 84.5%; South East: 82.1% | High | 86.2% | 81.4% | 85.0% | [ff0000] R |
    """
    assert said(read_scorecard(write_pdf(paper, tmp_path / "p.pdf"))).splitlines() == [
        "Children in need per 10,000; amber - lower; a@2022/23 Q2=305.9 a@2022/23 Q3=311.0 t@2022/23=300.0 c=334.3 c=305.2",
        "Assessments in 45 days; red - higher; a@2022/23 Q2=86.2 a@2022/23 Q3=81.4 t@2022/23=85.0 c=84.5 c=82.1",
    ]
