# ruff: noqa: E501
"""Committee papers in Word and the workbooks behind them, as councils kept them from 2006 on.
What each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import FormatObject, IconSet, Rule

from tests.unseen.case import OFFICE, Case, each_making
from tests.unseen.paper import said
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "whether the target was met stands beside a status",
        """
        # Environment scorecard 2010/11
        | NI | Description | 2009/10 | 2010/11 | Target | Status | On target? |
        | NI 192 | Household waste recycled | 39.4% | 41.1% | 42% | [ffc000]Amber | \u2717 |
        | NI 195 | Litter on streets | 5% | 6% | 5% | [ff0000]Red | \u2717 |
        | NI 196 | Fly-tipping enforcement | 2.0 | 1.0 | 1.0 | [00b050]Green | \u2713 |
        """,
        """
        NI 192 Household waste recycled; amber - -; p@2009/10=39.4 a@2010/11=41.1 t@2010/11=42
        NI 195 Litter on streets; red - -; p@2009/10=5 a@2010/11=6 t@2010/11=5
        NI 196 Fly-tipping enforcement; green - -; p@2009/10=2.0 a@2010/11=1.0 t@2010/11=1.0
        """,
    ),
    Case(
        "the figure that begins a quartile is a benchmark, a quartile is a place",
        """
        # Best Value Performance Plan 2006/07
        | BVPI | Description | 2005/06 Actual | All England Top Quartile 2004/05 | 2006/07 Target | Quartile |
        | BV 8 | Invoices paid within 30 days | 95.71% | 96.71% | 98.00% | 2 |
        | BV 12 | Days lost to sickness absence | 9.12 | 8.40 | 9.00 | 3 |
        """,
        """
        BV 8 Invoices paid within 30 days; - - -; a@2005/06=95.71 c@2004/05=96.71 t@2006/07=98.00 q@2004/05=2
        BV 12 Days lost to sickness absence; - - -; a@2005/06=9.12 c@2004/05=8.40 t@2006/07=9.00 q@2004/05=3
        """,
    ),
    Case(
        "a line of its own says what the figures are in",
        """
        # Revenue Monitoring 2023/24
        . £'000
        | Directorate | Revised Budget | Forecast Outturn | Forecast Variance | Variance % | RAG |
        | Adult Social Care | 85,100 | 88,950 | 3,850 | 4.5% | [ff5050]R |
        | Children and Families | 51,200 | 50,890 | (310) | -0.6% | [92d050]G |
        # People
        | Measure | Actual | Target |
        | Posts filled | 1,204 | 1,250 |
        """,
        """
        Adult Social Care; red - -; b@2023/24=85100000 f@2023/24=88950000 v@2023/24=3850000 v@2023/24=4.5
        Children and Families; green - -; b@2023/24=51200000 f@2023/24=50890000 v@2023/24=-310000 v@2023/24=-0.6
        Posts filled; - - -; a@2023/24=1204 t@2023/24=1250
        """,
    ),
    Case(
        "a box with its figure across it",
        """
        # Corporate Plan Headlines - Quarter 3 2024/25
        | Fly-tips cleared within 24 hours | < |
        | 91.4% | < |
        | Target: 95% | Previous quarter: 88.0% |
        """,
        """
        Fly-tips cleared within 24 hours; - - -; a@2024/25 Q3=91.4 t@2024/25=95 p@2024/25 Q2=88.0
        """,
        ("word",),
    ),
    Case(
        "activity with the range that it is expected in",
        """
        # Quarterly Performance Report, Quarter 3, 2023/24
        | Ref | Indicator description | Year to date | In expected range? | Expected Range | < | Prev. Year YTD |
        | ^ | ^ | ^ | ^ | Upper | Lower | ^ |
        | CS08 | Calls answered by Contact Point | 312 | Yes | 360 | 290 | 341 |
        | CS12 | Visits to the website | 5,611 | Above | 5,200 | 4,400 | 4,790 |
        """,
        """
        CS08 Calls answered by Contact Point; - - -; a@2023/24=312 o=360 o=290 p@2022/23=341
        CS12 Visits to the website; - - -; a@2023/24=5611 o=5200 o=4400 p@2022/23=4790
        """,
    ),
    Case(
        "a risk is rated by its score as it is now",
        """
        # Strategic Risk Register - September 2022
        | Ref | Risk | Owner | Inherent risk | < | < | Residual risk | < | < | Movement |
        | ^ | ^ | ^ | L | I | Score | L | I | Score | ^ |
        | SR1 | Failure to balance the budget | S151 | 5 | 5 | [ff0000]25 | 4 | 5 | [ff0000]20 | \u2194 |
        | SR3 | Too few staff in social care | DASS | 4 | 4 | [ff0000]16 | 2 | 3 | [00b050]6 | \u2193 |
        """,
        """
        SR1 Failure to balance the budget; red flat -; o=5 o=5 o=25!red o=4 o=5 o=20!red
        SR3 Too few staff in social care; green down -; o=4 o=4 o=16!red o=2 o=3 o=6!green
        """,
    ),
    Case(
        "what the figures are in above each column",
        """
        # Capital Monitoring Quarter 2 2024/25
        | | £'000 | £'000 | £'000 | £'000 | £'000 |
        | Scheme | Approved Budget | Spend to Date | Forecast | Variance | Variance % |
        | School extensions | 8,200 | 2,110 | 8,150 | (50) | [00b050]-0.6% |
        | Highways resurfacing | 5,400 | 3,020 | 5,980 | 580 | [ff0000]10.7% |
        """,
        """
        School extensions; - - -; b@2024/25=8200000 a@2024/25 Q2=2110000 f@2024/25=8150000 v@2024/25=-50000 v@2024/25=-0.6!green
        Highways resurfacing; - - -; b@2024/25=5400000 a@2024/25 Q2=3020000 f@2024/25=5980000 v@2024/25=580000 v@2024/25=10.7!red
        """,
    ),
    Case(
        "a shortfall in thousands, under a header that is no word of ours alone",
        """
        # Savings Tracker
        | Ref | Saving proposal | Target £k | Achieved to date £k | Shortfall £k | Delivery RAG |
        | AS01 | Review of high cost placements | 1,250 | 610 | 640 | [ffc000]Amber |
        | PL07 | Parking tariff increase | 675 | 212 | 463 | [ff0000]Red |
        """,
        """
        AS01 Review of high cost placements; amber - -; t=1250000 a=610000 v=640000
        PL07 Parking tariff increase; red - -; t=675000 a=212000 v=463000
        """,
    ),
    Case(
        "better or worse than a quarter that only the header names",
        """
        # Council Plan Performance Report Q2 2024/25
        | # | Measure | Q2 23/24 | Q2 24/25 | Target | Status | Compared to Q2 23/24 |
        | 1 | Households in temporary accommodation | 301 | 318 | 290 | [ff0000]Off target | Worse |
        | 2 | Affordable homes delivered | 88 | 140 | 130 | [00b050]On target | Better |
        """,
        """
        1 Households in temporary accommodation; red declining -; p@2023/24 Q2=301 a@2024/25 Q2=318 t@2024/25=290
        2 Affordable homes delivered; green improving -; p@2023/24 Q2=88 a@2024/25 Q2=140 t@2024/25=130
        """,
    ),
    Case(
        "a measure named in the first of its quarters' rows",
        """
        # Community Safety Indicators 2015/16
        | Ref | Indicator | Period | Performance | Annual target | RAG |
        | CS1 | Victim satisfaction | Q1 | 83.2% | 85% | [ffc000]A |
        | | | Q2 | 85.9% | | [00b050]G |
        | CS2 | Burglaries per 1,000 | Q1 | 2.1 | 2.2 | [00b050]G |
        | | | Q2 | 2.6 | | [ff0000]R |
        """,
        """
        CS1 Victim satisfaction; green - -; a@2015/16 Q1=83.2!amber a@2015/16 Q2=85.9!green t@2015/16=85
        CS2 Burglaries per 1,000; red - -; a@2015/16 Q1=2.1!green a@2015/16 Q2=2.6!red t@2015/16=2.2
        """,
    ),
    Case(
        "a form with three figures to a row and what explains them across it",
        """
        # Exception Report Quarter 2 2022/23
        | ENV04 - Street cleansing inspections at grade A or B | < | < | < | < | < |
        | Q2 Actual | 88.6% | Q2 Target | 95% | RAG | [ff0000]Red |
        | Q1 Actual | 90.1% | Polarity | Higher is better | Owner | Head of Waste |
        | Reason for variance: recruitment remains difficult with 14 posts vacant. | < | < | < | < | < |
        """,
        """
        ENV04 Street cleansing inspections at grade A or B; red - higher; a@2022/23 Q2=88.6 t@2022/23 Q2=95 a@2022/23 Q1=90.1
        """,
    ),
    Case(
        "a contract's standard is a target",
        """
        # Leisure contract monitoring 2023-24
        | KPI | Contract standard | Quarter 1 | < | Quarter 2 | < |
        | ^ | ^ | Result | Comment | Result | Comment |
        | Customer satisfaction score | 85% | [00b050]87% | 412 surveys | [ffc000]83% | Pool closed 12 days |
        | Complaints per 10,000 visits | 3 | [00b050]2.2 | | [ff0000]4.9 | Boiler failure |
        """,
        """
        Customer satisfaction score; amber - -; t@2023/24=85 a@2023/24 Q1=87!green a@2023/24 Q2=83!amber
        Complaints per 10,000 visits; red - -; t@2023/24=3 a@2023/24 Q1=2.2!green a@2023/24 Q2=4.9!red
        """,
    ),
    Case(
        "a rate of one's own beside counts, and the place among the most similar",
        """
        # Community Safety Partnership Performance
        | Crime type | 12 months to Jun-21 | 12 months to Jun-22 | % change | Rate per 1,000 | MSG average rate | MSG position |
        | All crime | 11,204 | 12,011 | +7.2% | 78.1 | 81.4 | 6/15 |
        | Residential burglary | 402 | 377 | -6.2% | 5.6 | 6.0 | 7/15 |
        """,
        """
        All crime; - - -; a@2021-06=11204 a@2022-06=12011 v@2022-06=7.2 o=78.1 c=81.4 q=6
        Residential burglary; - - -; a@2021-06=402 a@2022-06=377 v@2022-06=-6.2 o=5.6 c=6.0 q=7
        """,
    ),
    Case(
        "how many measures are above and below their targets is no scorecard",
        """
        # Corporate performance Q1 2023/24
        | Directorate | Above target | On target | Below target | No target |
        | People | 4 | 6 | 2 | 3 |
        | Place | 5 | 2 | 4 | 1 |
        # People
        | Measure | Q1 22/23 | Q1 23/24 | Target |
        | Posts filled | 88% | 91% | 95% |
        """,
        """
        Posts filled; - - -; p@2022/23 Q1=88 a@2023/24 Q1=91 t@2023/24=95
        """,
    ),
    Case(
        "changes in a year and in rank",
        """
        # Local Government Benchmarking Framework
        | Indicator | 2022-23 | Scotland 2022-23 | Rank 2022-23 | Rank Change | % Change in year |
        | Cost per Primary School Pupil | £6,711 | £6,788 | 14 | 1 | 6.2% |
        | Pupils Gaining 5 Awards | 66% | 65% | 12 | -3 | -2.9% |
        """,
        """
        Cost per Primary School Pupil; - - -; a@2022/23=6711 c@2022/23=6788 q@2022/23=14 v@2022/23=1 v@2022/23=6.2
        Pupils Gaining 5 Awards; - - -; a@2022/23=66 c@2022/23=65 q@2022/23=12 v@2022/23=-3 v@2022/23=-2.9
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_a_council_file_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_change_has_its_figure_and_the_arrow_of_its_icon_set(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Corporate KPI Dashboard Q2 2023/24"])
    sheet.append(["KPI", "Q1 2023/24", "Q2 2023/24", "Target", "Change since Q1"])
    sheet.append(["Homeless acceptances", 41, 52, 45, 11])
    sheet.append(["Void turnaround (days)", 31, 29, 24, -2])
    sheet.append(["Gas certificates", 98, 98, 100, 0])
    arrows = IconSet(
        iconSet="3Arrows",
        cfvo=[
            FormatObject(type="percent", val=0),
            FormatObject(type="num", val=0),
            FormatObject(type="num", val=0, gte=False),
        ],
    )
    sheet.conditional_formatting.add("E3:E5", Rule(type="iconSet", iconSet=arrows))
    book.save(tmp_path / "book.xlsx")
    assert said(read_scorecard(tmp_path / "book.xlsx")).splitlines() == [
        "Homeless acceptances; - up -; a@2023/24 Q1=41 a@2023/24 Q2=52 t@2023/24=45 v@2023/24=11",
        "Void turnaround (days); - down -; a@2023/24 Q1=31 a@2023/24 Q2=29 t@2023/24=24 v@2023/24=-2",
        "Gas certificates; - flat -; a@2023/24 Q1=98 a@2023/24 Q2=98 t@2023/24=100 v@2023/24=0",
    ]


def test_past_years_ruled_by_themselves_behind_an_empty_column(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf")
    paper.text(40, 30, "Performance Report 2023/24 Quarter 2", bold=True, size=14)
    places = (43, 203, 253, 303, 383, 433, 483)
    lines = (
        "Missed bins | 40 | 43 | 41 | 60 | 55 | 52",
        "Rent collected | 98% | 97.1% | 98.4% | 96% | 97% | 97.5%",
        "Calls answered | 80% | 71.2% | 69.9% | 70% | 75% | 77.0%",
    )
    paper.row(places, 62, "Indicator | Target | Q1 | Q2 | 2020/21 | 2021/22 | 2022/23", bold=True)
    paper.rows(places, 75, 13, *lines)
    tops = [60 + 13 * number for number in range(5)]
    paper.grid((40, 200, 250, 300, 350), tops)
    paper.grid((380, 430, 480, 530), tops)
    assert paper.read() == [
        "Missed bins; - - -; t@2023/24=40 a@2023/24 Q1=43 a@2023/24 Q2=41 p@2020/21=60 p@2021/22=55 p@2022/23=52",
        "Rent collected; - - -; t@2023/24=98 a@2023/24 Q1=97.1 a@2023/24 Q2=98.4 p@2020/21=96 p@2021/22=97 p@2022/23=97.5",
        "Calls answered; - - -; t@2023/24=80 a@2023/24 Q1=71.2 a@2023/24 Q2=69.9 p@2020/21=70 p@2021/22=75 p@2022/23=77.0",
    ]
