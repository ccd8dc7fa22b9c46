# ruff: noqa: E501
"""Trackers, data returns and dashboards of services, as officers keep them in Word and Excel.
What each says is typed from its picture, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from tests.unseen.case import MAKERS, OFFICE, Case, each_making
from tests.unseen.paper import said
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "last year's row under months that are dated",
        """
        # Fire and rescue KPI tracker 2024/25
        | Ref | KPI | Series | Apr-24 | May-24 | Jan-25 | YTD |
        | F1 | Accidental dwelling fires | Actual | 12 | 15 | 9 | 36 |
        | ^ | ^ | Target | 14 | 14 | 14 | 42 |
        | ^ | ^ | Last year | 16 | 13 | 11 | 40 |
        | F2 | Safety visits | Actual | 640 | 702 | 688 | 2030 |
        | ^ | ^ | Target | 700 | 700 | 700 | 2100 |
        | ^ | ^ | Last year | 612 | 655 | 601 | 1868 |
        """,
        """
        F1 Accidental dwelling fires; - - -; a@2024-04=12 t@2024-04=14 p@2023-04=16 a@2024-05=15 t@2024-05=14 p@2023-05=13 a@2025-01=9 t@2025-01=14 p@2024-01=11 a@2024/25=36 t@2024/25=42 p@2023/24=40
        F2 Safety visits; - - -; a@2024-04=640 t@2024-04=700 p@2023-04=612 a@2024-05=702 t@2024-05=700 p@2023-05=655 a@2025-01=688 t@2025-01=700 p@2024-01=601 a@2024/25=2030 t@2024/25=2100 p@2023/24=1868
        """,
    ),
    Case(
        "last year and the last quarter under a quarter",
        """
        # Corporate indicators
        | Measure | Q1 2024/25 | < | < | < |
        | ^ | Actual | Target | Previous quarter | Last year |
        | Calls answered | 91 | 90 | 88 | 85 |
        | Visits | 412 | 400 | 398 | 377 |
        """,
        """
        Calls answered; - - -; a@2024/25 Q1=91 t@2024/25 Q1=90 p@2023/24 Q4=88 p@2023/24 Q1=85
        Visits; - - -; a@2024/25 Q1=412 t@2024/25 Q1=400 p@2023/24 Q4=398 p@2023/24 Q1=377
        """,
    ),
    Case(
        "yellow cells to enter figures in are no ratings",
        """
        # Quarterly data return 2023-24
        | Code | Indicator | Quarter 1 | < | < | Quarter 2 | < | < | Target |
        | ^ | ^ | Numerator | Denominator | Result | Numerator | Denominator | Result | ^ |
        | CF01 | Assessments in 45 days | [ffffcc]512 | [ffffcc]580 | 88.3% | [ffffcc] | [ffffcc] | | 90% |
        | CF02 | Health checks up to date | [ffffcc]301 | [ffffcc]330 | 91.2% | [ffffcc] | [ffffcc] | | 95% |
        """,
        """
        CF01 Assessments in 45 days; - - -; o@2023/24 Q1=512 o@2023/24 Q1=580 a@2023/24 Q1=88.3 o@2023/24 Q2=blank o@2023/24 Q2=blank a@2023/24 Q2=blank t@2023/24=90
        CF02 Health checks up to date; - - -; o@2023/24 Q1=301 o@2023/24 Q1=330 a@2023/24 Q1=91.2 o@2023/24 Q2=blank o@2023/24 Q2=blank a@2023/24 Q2=blank t@2023/24=95
        """,
    ),
    Case(
        "an exception report that asks and answers under its figures",
        """
        # Housing exceptions, Quarter 2 2023/24
        | H07 Average re-let time (days) | < | < | < |
        | Target | Q2 actual | Q1 actual | Status |
        | 22 | 31.4 | 28.9 | [ff0000] |
        | Why are we off target? | < | < | < |
        | Contractor capacity fell by 3 operatives; 41 voids needed surveys. | < | < | < |
        | Corrective action | < | < | < |
        | A second contractor starts on 1 November 2023. | < | < | < |
        """,
        """
        H07 Average re-let time (days); red - -; t@2023/24=22 a@2023/24 Q2=31.4 a@2023/24 Q1=28.9
        """,
    ),
    Case(
        "a row for each quarter of each year, in columns of their own",
        """
        | Financial Year | Quarter | Directorate | KPI Code | KPI Name | Result | Target | RAG Status |
        | 2022/23 | Q4 | Place | PL01 | Bins collected on time | 99.51% | 99.5% | Green |
        | 2023/24 | Q1 | Place | PL01 | Bins collected on time | 98.84% | 99.5% | Amber |
        | 2023/24 | Q1 | People | PE04 | Reviews completed | 84.66% | 90.0% | Red |
        """,
        """
        PL01 Bins collected on time; green - -; a@2022/23 Q4=99.51 t=99.5
        PL01 Bins collected on time; amber - -; a@2023/24 Q1=98.84 t=99.5
        PE04 Reviews completed; red - -; a@2023/24 Q1=84.66 t=90.0
        """,
    ),
    Case(
        "a change in number and in percent, after rates",
        """
        # Crime performance summary
        | Offence | Apr - Dec 2023 | < | Apr - Dec 2024 | < | Change | < | Trend |
        | ^ | Volume | Rate per 1,000 | Volume | Rate per 1,000 | Number | % | ^ |
        | Recorded crime | 48,211 | 62.3 | 46,108 | 59.4 | -2,103 | -4.4% | ▼ |
        | Sexual offences | 1,911 | 2.5 | 2,044 | 2.6 | +133 | +7.0% | ▲ |
        """,
        """
        Recorded crime; - down -; a@2023-12=48211 a@2023-12=62.3 a@2024-12=46108 a@2024-12=59.4 v@2024-12=-2103 v@2024-12=-4.4
        Sexual offences; - up -; a@2023-12=1911 a@2023-12=2.5 a@2024-12=2044 a@2024-12=2.6 v@2024-12=133 v@2024-12=7.0
        """,
    ),
    Case(
        "the colour of an arrow rates, as a line above the table says",
        """
        # Leisure and culture, Quarter 2 2024/25
        . Arrow shows direction of travel since Quarter 1; colour shows performance against target.
        | Measure | Annual target | Q1 | Q2 | Performance |
        | Museum visits | 52,000 | 14,210 | 13,877 | {ink ffc000}↓ |
        | Library loans | 410,000 | 99,101 | 108,433 | {ink 00b050}↑ |
        | Gym members | 6,500 | 6,011 | 5,820 | {ink ff0000}↓ |
        """,
        """
        Museum visits; amber down -; t@2024/25=52000 a@2024/25 Q1=14210 a@2024/25 Q2=13877
        Library loans; green up -; t@2024/25=410000 a@2024/25 Q1=99101 a@2024/25 Q2=108433
        Gym members; red down -; t@2024/25=6500 a@2024/25 Q1=6011 a@2024/25 Q2=5820
        """,
    ),
    Case(
        "likelihood, impact and what they come to, gross and net",
        """
        # Corporate risk register
        | Ref | Risk | Gross | < | < | Net | < | < | Direction | Owner |
        | ^ | ^ | L | I | S | L | I | S | ^ | ^ |
        | CR1 | The waste contractor fails | 4 | 4 | [ff0000]16 | 2 | 4 | [ffc000]8 | ↔ | Director |
        | CR2 | Data are lost | 3 | 5 | [ff0000]15 | 3 | 5 | [ff0000]15 | ↑ | Director |
        """,
        """
        CR1 The waste contractor fails; amber flat -; o=4 o=4 o=16!red o=2 o=4 o=8!amber
        CR2 Data are lost; red up -; o=3 o=5 o=15!red o=3 o=5 o=15!red
        """,
    ),
    Case(
        "who owns a measure and which way is good, between its name and its quarters",
        """
        # KPI pack 2023/24
        | *KPI 2: Average days to let a home* | < | < | < | < |
        | Owner | Lettings | Good is | Low | |
        | | Q1 | Q2 | Q3 | Q4 |
        | Actual | 31.2 | 28.4 | 26.0 | 24.9 |
        | Target | 25.0 | 25.0 | 25.0 | 25.0 |
        | RAG | Red | Red | Amber | Green |
        """,
        """
        KPI 2 Average days to let a home; green - lower; a@2023/24 Q1=31.2!red t@2023/24 Q1=25.0 a@2023/24 Q2=28.4!red t@2023/24 Q2=25.0 a@2023/24 Q3=26.0!amber t@2023/24 Q3=25.0 a@2023/24 Q4=24.9!green t@2023/24 Q4=25.0
        """,
    ),
    Case(
        "the scale that a title right above its table states",
        """
        # Capital programme 2024/25 - Period 9 monitoring (£m)
        | Project | Approved budget | Spend to P9 | Projected outturn | Over/(under) | RAG |
        | School expansion | 12.50 | 8.11 | 12.90 | 0.40 | Amber |
        | Sea defences | 31.75 | 22.40 | 30.10 | (1.65) | Green |
        """,
        """
        School expansion; amber - -; b@2024/25=12500000 a@2024-12=8110000 f@2024/25=12900000 v@2024/25=400000
        Sea defences; green - -; b@2024/25=31750000 a@2024-12=22400000 f@2024/25=30100000 v@2024/25=-1650000
        """,
    ),
    Case(
        "a full year's target beside rows of results and of targets",
        """
        # Housing repairs tracker 2023/24
        | Measure | | Apr | May | Jun | Full year target |
        | % completed on time | Actual | 91.2% | 92.1% | 93.3% | 93.0% |
        | | Target | 93.0% | 93.0% | 93.0% | |
        | Days to complete | Actual | 14.2 | 13.1 | 12.8 | |
        | | Target | 13.0 | 13.0 | 13.0 | 12.0 |
        """,
        """
        % completed on time; - - -; a@2023-04=91.2 t@2023-04=93.0 a@2023-05=92.1 t@2023-05=93.0 a@2023-06=93.3 t@2023-06=93.0 t@2023/24=93.0
        Days to complete; - - -; a@2023-04=14.2 t@2023-04=13.0 a@2023-05=13.1 t@2023-05=13.0 a@2023-06=12.8 t@2023-06=13.0 t@2023/24=12.0
        """,
    ),
    Case(
        "tiles that touch, their lines in cells of their own",
        """
        # At a glance: Quarter 2 2024/25
        | Council tax collected | Missed bins per 100,000 | Calls abandoned | New homes |
        | [ffc000]56.3% | [00b050]41 | [ff0000]9.8% | [00b050]212 |
        | Target: 57% | Target: 45 | Target: 5% | Target: 200 |
        """,
        """
        Council tax collected; amber - -; a@2024/25 Q2=56.3 t@2024/25=57
        Missed bins per 100,000; green - -; a@2024/25 Q2=41 t@2024/25=45
        Calls abandoned; red - -; a@2024/25 Q2=9.8 t@2024/25=5
        New homes; green - -; a@2024/25 Q2=212 t@2024/25=200
        """,
    ),
    Case(
        "a status with the mark of a footnote",
        """
        # Adult social care outturn 2022/23
        | Measure | 2021/22 | 2022/23 | Target |
        | Quality of life | n/a¹ | 18.9 | 19.0 |
        | Feel safe | 69.4% | Not collected² | 70.0% |
        """,
        """
        Quality of life; - - -; p@2021/22=not_applicable a@2022/23=18.9 t@2022/23=19.0
        Feel safe; - - -; p@2021/22=69.4 a@2022/23=not_collected t@2022/23=70.0
        """,
    ),
    Case(
        "what results differ from is in no column of differences",
        """
        # Fire and rescue statement 2023/24
        | Objective measure | 3-year baseline (2019-22) | 2022/23 | 2023/24 | Difference on baseline | Target | Diff to target |
        | Accidental fires | 402 | 377 | 361 | -10.2% | 390 | -29 |
        | Deliberate fires | 1,210 | 1,344 | 1,288 | +6.4% | 1,150 | +138 |
        # Indicators
        | KPI | 5 year average | 2022/23 | 2023/24 | % diff vs 5 yr avg | Increase on last year |
        | Primary fires | 212.4 | 205 | 188 | -11.5% | -17 |
        | Fire deaths | 0.8 | 0 | 2 | +150.0% | +2 |
        """,
        """
        Accidental fires; - - -; p=402 p@2022/23=377 a@2023/24=361 v@2023/24=-10.2 t@2023/24=390 v@2023/24=-29
        Deliberate fires; - - -; p=1210 p@2022/23=1344 a@2023/24=1288 v@2023/24=6.4 t@2023/24=1150 v@2023/24=138
        Primary fires; - - -; c=212.4 a@2022/23=205 a@2023/24=188 v@2023/24=-11.5 v@2023/24=-17
        Fire deaths; - - -; c=0.8 a@2022/23=0 a@2023/24=2 v@2023/24=150.0 v@2023/24=2
        """,
    ),
    Case(
        "a variance in the month beside one in the year to date",
        """
        # Elective recovery: Month 8 2024/25
        | Metric | In month | < | < | Year to date | < | < |
        | ^ | Plan | Actual | Variance | Plan | Actual | Variance |
        | Day case operations | 1,200 | 1,144 | -56 | 9,500 | 9,388 | -112 |
        | Sessions lost | 20 | 31 | +11 | 160 | 204 | +44 |
        """,
        """
        Day case operations; - - -; t@2024-11=1200 a@2024-11=1144 v@2024-11=-56 t@2024/25=9500 a@2024/25=9388 v@2024/25=-112
        Sessions lost; - - -; t@2024-11=20 a@2024-11=31 v@2024-11=11 t@2024/25=160 a@2024/25=204 v@2024/25=44
        """,
    ),
    Case(
        "lettered lines of a title and a figure for each",
        """
        # Development services, Quarter 2 2024/25
        | Indicator | Good direction | Target | Quarter 1 | Quarter 2 | RAG |
        | Planning decisions in time:~a) major~b) minor~c) other | High | ~a) 60%~b) 70%~c) 80% | ~a) 75%~b) 81%~c) 90% | ~a) 50%~b) n/a~c) 91% | ~a) R~b) G~c) G |
        | Searches returned in 10 days | High | 90% | 62% | 88% | A |
        """,
        """
        Planning decisions in time: a) major; red - higher; t@2024/25=60 a@2024/25 Q1=75 a@2024/25 Q2=50
        Planning decisions in time: b) minor; green - higher; t@2024/25=70 a@2024/25 Q1=81 a@2024/25 Q2=not_applicable
        Planning decisions in time: c) other; green - higher; t@2024/25=80 a@2024/25 Q1=90 a@2024/25 Q2=91
        Searches returned in 10 days; amber - higher; t@2024/25=90 a@2024/25 Q1=62 a@2024/25 Q2=88
        """,
    ),
    Case(
        "twelve months in short",
        """
        # Burglary solved rate
        | Measure | 12m to Mar 2023 | 12m to Mar 2024 | Target | RAG |
        | Burglaries solved | 6.1% | 7.2% | 8.0% | Amber |
        | Robberies solved | 9.4% | 8.8% | 9.0% | Amber |
        """,
        """
        Burglaries solved; amber - -; p@2023-03=6.1 a@2024-03=7.2 t=8.0
        Robberies solved; amber - -; p@2023-03=9.4 a@2024-03=8.8 t=9.0
        """,
    ),
    Case(
        "ratings of the results above last year's figures, in rows of a series",
        """
        # Leisure trust quarterly return 2024/25
        | Ref | Indicator | | Q1 | Q2 | Q3 |
        | L1 | Swimming lessons | Target | 3000 | 3100 | 3100 |
        | | | Actual | 2950 | 3140 | 3205 |
        | | | Prior year | 2800 | 2911 | 2980 |
        | | | RAG | [ff0000] | [00b050] | [00b050] |
        | L2 | Gym members | Target | 900 | 900 | 900 |
        | | | Actual | 911 | 870 | 904 |
        | | | Prior year | 850 | 861 | 866 |
        | | | RAG | [00b050] | [ffc000] | [00b050] |
        """,
        """
        L1 Swimming lessons; green - -; t@2024/25 Q1=3000 a@2024/25 Q1=2950!red p@2023/24 Q1=2800 t@2024/25 Q2=3100 a@2024/25 Q2=3140!green p@2023/24 Q2=2911 t@2024/25 Q3=3100 a@2024/25 Q3=3205!green p@2023/24 Q3=2980
        L2 Gym members; green - -; t@2024/25 Q1=900 a@2024/25 Q1=911!green p@2023/24 Q1=850 t@2024/25 Q2=900 a@2024/25 Q2=870!amber p@2023/24 Q2=861 t@2024/25 Q3=900 a@2024/25 Q3=904!green p@2023/24 Q3=866
        """,
    ),
    Case(
        "last year, its quarter and targets to date, in short",
        """
        # Contact centre KPIs - Qu 3 2024/25
        | KPI | Tgt | Qu 3 Act | +/- Tgt | Qu 3 LY | +/- LY | YTD Act | YTD Tgt |
        | Calls answered | 90 | 86 | -4 | 81 | +5 | 87 | 90 |
        | Emails answered | 85 | 91 | +6 | 77 | +14 | 88 | 85 |
        """,
        """
        Calls answered; - - -; t@2024/25=90 a@2024/25 Q3=86 v@2024/25 Q3=-4 p@2023/24 Q3=81 v@2024/25 Q3=5 a@2024/25=87 t@2024/25=90
        Emails answered; - - -; t@2024/25=85 a@2024/25 Q3=91 v@2024/25 Q3=6 p@2023/24 Q3=77 v@2024/25 Q3=14 a@2024/25=88 t@2024/25=85
        """,
    ),
    Case(
        "the fourth quarter in a paper on the first is last year's",
        """
        # Community safety, Quarter 1 2024/25
        | Measure | Target | Q1 | Q4 |
        | Incidents | 450 | 412 | 398 |
        | Referrals | 80 | 88 | 75 |
        """,
        """
        Incidents; - - -; t@2024/25=450 a@2024/25 Q1=412 p@2023/24 Q4=398
        Referrals; - - -; t@2024/25=80 a@2024/25 Q1=88 p@2023/24 Q4=75
        """,
    ),
    Case(
        "rows of a series under names of the paper's own",
        """
        # Contact centre 2024/25
        | Measure | Series | Q1 2024/25 | Q2 2024/25 |
        | Calls answered | Actual | 88 | 89 |
        | ^ | Target | 90 | 91 |
        | ^ | +/- target | -2 | -2 |
        | ^ | LY | 81 | 83 |
        | ^ | Tolerance | 5 | 5 |
        | Visits made | Actual | 188 | 194 |
        | ^ | Target | 190 | 191 |
        | ^ | +/- target | -2 | +3 |
        | ^ | LY | 170 | 171 |
        | ^ | Tolerance | 10 | 10 |
        """,
        """
        Calls answered; - - -; a@2024/25 Q1=88 t@2024/25 Q1=90 v@2024/25 Q1=-2 p@2023/24 Q1=81 o@2024/25 Q1=5 a@2024/25 Q2=89 t@2024/25 Q2=91 v@2024/25 Q2=-2 p@2023/24 Q2=83 o@2024/25 Q2=5
        Visits made; - - -; a@2024/25 Q1=188 t@2024/25 Q1=190 v@2024/25 Q1=-2 p@2023/24 Q1=170 o@2024/25 Q1=10 a@2024/25 Q2=194 t@2024/25 Q2=191 v@2024/25 Q2=3 p@2023/24 Q2=171 o@2024/25 Q2=10
        """,
    ),
    Case(
        "a year as a name of rows under quarters of another",
        """
        # Contact centre 2024/25
        | Measure | Series | Q1 2024/25 | Q2 2024/25 |
        | Calls answered | Actual | 88 | 89 |
        | ^ | Target | 90 | 91 |
        | ^ | 2023/24 | 81 | 83 |
        | Visits made | Actual | 188 | 194 |
        | ^ | Target | 190 | 191 |
        | ^ | 2023/24 | 170 | 171 |
        """,
        """
        Calls answered; - - -; a@2024/25 Q1=88 t@2024/25 Q1=90 p@2023/24 Q1=81 a@2024/25 Q2=89 t@2024/25 Q2=91 p@2023/24 Q2=83
        Visits made; - - -; a@2024/25 Q1=188 t@2024/25 Q1=190 p@2023/24 Q1=170 a@2024/25 Q2=194 t@2024/25 Q2=191 p@2023/24 Q2=171
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_a_return_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_sheets_heading_ends_with_the_sheet(tmp_path: Path) -> None:
    """A bold line over one sheet's table is no section of the next sheet's, nor its period."""
    book = Workbook()
    for sheet, heading in (
        (book.worksheets[0], "Housing"),
        (book.create_sheet(), ""),
    ):
        if heading:
            sheet["A1"], sheet["A2"] = "Performance scorecard 2023/24", heading
            sheet["A1"].font, sheet["A2"].font = Font(bold=True, size=16), Font(bold=True)
        for row in ((), ("Measure", "Target", "Actual"), ("Homes let", 40, 38), ("Voids", 9, 12)):
            sheet.append(row)
    book.save(tmp_path / "p.xlsx")
    records = read_scorecard(tmp_path / "p.xlsx").records
    assert [(r.title, r.section) for r in records] == [
        ("Homes let", ("Housing",)),
        ("Voids", ("Housing",)),
        ("Homes let", ()),
        ("Voids", ()),
    ]


@pytest.mark.parametrize("maker", ["word", "sheet"])
def test_twelve_months_to_a_day_are_no_section(maker: str, tmp_path: Path) -> None:
    paper = """
        # Police and Crime Plan: Performance Report
        . 12 months to 30 September 2024
        | Indicator | Actual | Target | Status |
        | Burglaries | 1,611 | 1,700 | Green |
        | Robberies | 166 | 150 | Red |
        """
    scorecard = read_scorecard(MAKERS[maker](paper, tmp_path))
    assert [r.section for r in scorecard.records] == [(), ()]
    assert scorecard.paper.reporting_period == "2024-09"


@pytest.mark.parametrize("maker", ["word", "sheet"])
def test_one_of_several_boxes_is_ticked_for_each_standard(maker: str, tmp_path: Path) -> None:
    paper = """
        # Service self-assessment
        | Standard | Met | Partly met | Not met | Not applicable | Evidence |
        | 1.1 Safeguarding lead is in post | ☒ | ☐ | ☐ | ☐ | Appointed in March |
        | 1.2 Staff are trained to level 2 | ☐ | ☒ | ☐ | ☐ | 61 of 84 staff |
        | 1.3 Records are audited each quarter | ☐ | ☐ | ☒ | ☐ | No audit yet |
        | 1.4 Transport risk assessments | ☐ | ☐ | ☐ | ☒ | |
        """
    records = read_scorecard(MAKERS[maker](paper, tmp_path)).records
    assert [(r.ref, r.title, r.rag) for r in records] == [
        ("1.1", "Safeguarding lead is in post", Rag.GREEN),
        ("1.2", "Staff are trained to level 2", Rag.AMBER),
        ("1.3", "Records are audited each quarter", Rag.RED),
        ("1.4", "Transport risk assessments", None),
    ]


_INDENTED: tuple[tuple[int, str, tuple[int, ...]], ...] = (
    (0, "Safer communities", ()),
    (1, "Community safety", ()),
    (2, "Anti-social behaviour", (1150, 1098)),
    (1, "Licensing", ()),
    (2, "Premises inspected", (240, 251)),
    (0, "Healthier lives", ()),
    (1, "Leisure", ()),
    (2, "Swimming lessons", (700, 745)),
    (2, "Walks led", (40, 38)),
)


def _indented_sheet(path: Path, *, spaces: bool) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Measure", "2022/23 target", "2022/23 Q4"])
    for indent, title, figures in _INDENTED:
        sheet.append(["   " * indent * spaces + title, *figures])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=0 if spaces else indent)
        sheet.cell(sheet.max_row, 1).font = Font(bold=not figures)
    book.save(path)
    return path


def _indented_word(path: Path) -> Path:
    document = docx.Document()
    table = document.add_table(0, 3)
    lines = ((0, "Measure", ("2022/23 target", "2022/23 Q4")), *_INDENTED)
    for indent, title, figures in lines:
        cells = table.add_row().cells
        for at, text in enumerate((title, *map(str, figures))):
            cells[at].paragraphs[0].add_run(text).bold = not figures
        cells[0].paragraphs[0].paragraph_format.left_indent = Pt(14 * indent)
    document.save(str(path))
    return path


@pytest.mark.parametrize("made", ["by format", "by spaces", "in Word"])
def test_headings_are_as_deep_as_they_are_indented(made: str, tmp_path: Path) -> None:
    if made == "in Word":
        paper = _indented_word(tmp_path / "p.docx")
    else:
        paper = _indented_sheet(tmp_path / "p.xlsx", spaces=made == "by spaces")
    assert [(r.title, r.section) for r in read_scorecard(paper).records] == [
        ("Anti-social behaviour", ("Safer communities", "Community safety")),
        ("Premises inspected", ("Safer communities", "Licensing")),
        ("Swimming lessons", ("Healthier lives", "Leisure")),
        ("Walks led", ("Healthier lives", "Leisure")),
    ]


def test_minutes_and_seconds_by_their_format(tmp_path: Path) -> None:
    """ "08:24" in the format mm:ss is 504 seconds; in h:mm it may be what Excel made of that."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Measure", "Target", "Q1 2023/24"])
    for name, form in (("Average response", "mm:ss"), ("Average turnout", "h:mm")):
        sheet.append([name, 480 / 86400, 504 / 86400])
        for cell in sheet[sheet.max_row][1:]:
            cell.number_format = form
    sheet.append(["Fires attended", 40, 38])
    sheet.append(["False alarms", 90, 88])
    book.save(tmp_path / "p.xlsx")
    records = read_scorecard(tmp_path / "p.xlsx").records[:2]
    assert [[o.quantity.value for o in r.observations] for r in records] == [
        [480, 504],
        [None, None],
    ]


def test_tiles_of_merged_cells_are_measures(tmp_path: Path) -> None:
    """A dashboard of boxes, each of three merged lines: name, figure with its arrow, target."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "Housing Services Dashboard - Quarter 3 2023/24"
    sheet.merge_cells("B2:L2")
    for left, lines, fill in (
        (2, ("Rent collected", "98.4% ▲", "Target 98.0%"), "C6EFCE"),
        (6, ("Void rent loss", "1.9% ▲", "Target 1.5%"), "FFC7CE"),
        (10, ("Repairs on time", "91.2% ▼", "Target 93.0%"), "FFEB9C"),
    ):
        for row, text in zip((4, 5, 7), lines, strict=True):
            sheet.cell(row, left, text)
            last = row + 1 if row == 5 else row
            sheet.merge_cells(start_row=row, end_row=last, start_column=left, end_column=left + 2)
        sheet.cell(5, left).fill = PatternFill("solid", fgColor=f"FF{fill}")
        sheet.cell(5, left).font = Font(size=22)
    book.save(tmp_path / "p.xlsx")
    assert said(read_scorecard(tmp_path / "p.xlsx")).splitlines() == [
        "Rent collected; green up -; a@2023/24 Q3=98.4 t@2023/24=98.0",
        "Void rent loss; red up -; a@2023/24 Q3=1.9 t@2023/24=1.5",
        "Repairs on time; amber down -; a@2023/24 Q3=91.2 t@2023/24=93.0",
    ]
