# ruff: noqa: E501 - what a picture says is a line a record
"""Papers of pension funds, combined authorities, counties and Northern Irish districts, set as
their makers set them. What each says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grids import read_blocks
from tests.unseen.case import Case, each_making
from tests.unseen.paper import said, write_docx, write_pdf
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "how often comes behind the measure, results stand under what they are held against",
        """
        # Corporate Performance Scorecard Quarter 2: 2013/14
        | Council Objective | Measure or actions to achieve objective | Frequency of measure | Good Performance (is bigger, smaller) | Target | Baseline 2012/13 | Quarter 1 Performance against target | Quarter 2 Performance against target |
        | Reduce poverty | Households receiving out of work benefits | Quarterly | Smaller | 32,500 | 32,600 | [00b050] 32,370 | [ff0000] 32,910 |
        | Safe children | Initial assessments in 10 days (%) | Quarterly | Bigger | 80 | 71.2 | [ffc000] 74.9 | [00b050] 82.3 |
        | Better roads | Defects made safe within 24 hours (%) | Quarterly | Bigger | 98 | 96.0 | [00b050] 98.8 | [00b050] 99.1 |
        """,
        """
        Households receiving out of work benefits; red - lower; t@2013/14=32500 p@2012/13=32600 a@2013/14 Q1=32370!green a@2013/14 Q2=32910!red
        Initial assessments in 10 days (%); green - higher; t@2013/14=80 p@2012/13=71.2 a@2013/14 Q1=74.9!amber a@2013/14 Q2=82.3!green
        Defects made safe within 24 hours (%); green - higher; t@2013/14=98 p@2012/13=96.0 a@2013/14 Q1=98.8!green a@2013/14 Q2=99.1!green
        """,
        ("ruled", "across", "word", "sheet"),
    ),
    Case(
        "differences under the same words keep their signs",
        """
        # Performance Report 2013/14
        | Measure | Target | Performance against target |
        | Calls answered | 90% | +2.0% |
        | Bins missed | 40 | -4 |
        """,
        """
        Calls answered; - - -; t@2013/14=90 v@2013/14=2.0
        Bins missed; - - -; t@2013/14=40 v@2013/14=-4
        """,
    ),
    Case(
        "the half year of a scrutiny panel's paper is no meeting, a forecast in short",
        """
        # Housing Scrutiny Panel: indicators 2015/16 (half year)
        | Indicator | Quarter 1 | < | Quarter 2 | < | Year End | < |
        | ^ | Tgt | Act | Tgt | Act | Tgt | F'cast |
        | New affordable homes | 20 | 18 | 45 | 51 | 120 | 125 |
        | Homeless acceptances | 15 | 12 | 30 | 33 | 60 | 64 |
        """,
        """
        New affordable homes; - - -; t@2015/16 Q1=20 a@2015/16 Q1=18 t@2015/16 Q2=45 a@2015/16 Q2=51 t@2015/16=120 f@2015/16=125
        Homeless acceptances; - - -; t@2015/16 Q1=15 a@2015/16 Q1=12 t@2015/16 Q2=30 a@2015/16 Q2=33 t@2015/16=60 f@2015/16=64
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "the council's own results recur under each year of schools",
        """
        # School Performance Summary
        | Key Stage outcome | 2022 AY | < | 2023 AY | < | 2024 AY (provisional) | < | Gap to national |
        | ^ | LA | National | LA | National | LA | National | ^ |
        | Good Level of Development (%) | 63.1 | 65.2 | 65.0 | 67.2 | 66.4 | 67.7 | -1.3 |
        | Attainment 8 score | 47.2 | 48.9 | 44.9 | 46.4 | 45.3 | 46.1 | -0.8 |
        """,
        """
        Good Level of Development (%); - - -; a=63.1 c=65.2 a=65.0 c=67.2 a=66.4 c=67.7 v=-1.3
        Attainment 8 score; - - -; a=47.2 c=48.9 a=44.9 c=46.4 a=45.3 c=46.1 v=-0.8
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "directions since the baseline, scopes and margins of error are no results of others",
        """
        # Outcomes framework 2023/24
        | Indicator | Scope | Baseline 2019/20 | 2023/24 | Margin of error | Direction since baseline |
        | Emissions from gas | 1 | 4,120 | 3,402 | 2.5 | Down |
        | Emissions from travel | 3 | 612 | 641 | 1.0 | Up |
        """,
        """
        Emissions from gas; - down -; o=1 p@2019/20=4120 a@2023/24=3402 o=2.5
        Emissions from travel; - up -; o=3 p@2019/20=612 a@2023/24=641 o=1.0
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "which way is good, in brackets behind the name",
        """
        # Health profile 2022/23
        | Indicator (good is ...) | 2022/23 | England |
        | Life expectancy at birth, male (High) | 78.1 | 78.9 |
        | Smoking prevalence in adults (Low) | 14.9 | 12.7 |
        | Physically active adults (High) | 65.4 | 67.3 |
        """,
        """
        Life expectancy at birth, male; - - higher; a@2022/23=78.1 c=78.9
        Smoking prevalence in adults; - - lower; a@2022/23=14.9 c=12.7
        Physically active adults; - - higher; a@2022/23=65.4 c=67.3
        """,
    ),
    Case(
        "colours that the key says tell of movements",
        """
        # Tenant Satisfaction Measures 2024/25
        . Colour key: Red: indicates negative movement. Amber: indicates no movement. Green: indicates positive movement.
        | TSM | Measure | 2023/24 | 2024/25 |
        | TP01 | Overall satisfaction | 70.1% | {ink 00803c}73.4% |
        | TP02 | Satisfaction with repairs | 71.8% | {ink e69500}71.8% |
        | TP09 | Satisfaction with complaint handling | 33.2% | {ink c00000}30.8% |
        """,
        """
        TP01 Overall satisfaction; - improving -; a@2023/24=70.1 a@2024/25=73.4
        TP02 Satisfaction with repairs; - steady -; a@2023/24=71.8 a@2024/25=71.8
        TP09 Satisfaction with complaint handling; - declining -; a@2023/24=33.2 a@2024/25=30.8
        """,
        ("ruled", "word"),
    ),
    Case(
        "the share of the target that a result is",
        """
        # Corporate Balanced Scorecard 2018/19
        | Measure Name | Actual | Target | Performance | RAG |
        | Library active borrowers | 31,204 | 32,000 | 97.5% | [ffc000]A |
        | Time to process new claims (days) | 24.0 | 20.0 | 83.3% | [ff0000]R |
        | Calls abandoned | 4.4% | 5.0% | 113.6% | [00b050]G |
        """,
        """
        Library active borrowers; amber - -; a@2018/19=31204 t@2018/19=32000 o=97.5
        Time to process new claims (days); red - -; a@2018/19=24.0 t@2018/19=20.0 o=83.3
        Calls abandoned; green - -; a@2018/19=4.4 t@2018/19=5.0 o=113.6
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "better than others is no move",
        """
        # Value for money profile 2022/23
        | Metric | 2021/22 | 2022/23 | Median | Position |
        | Recycling rate (%) | 44.8 | 45.3 | 42.2 | Better than median |
        | Council tax collection (%) | 96.9 | 96.6 | 97.2 | Worse than median |
        """,
        """
        Recycling rate (%); - - -; a@2021/22=44.8 a@2022/23=45.3 c=42.2 q=?Better than median
        Council tax collection (%); - - -; a@2021/22=96.9 a@2022/23=96.6 c=97.2 q=?Worse than median
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a measure's own results, its targets and those of others in rows below its name",
        """
        # Well-being objectives: how are we doing? 2021/22
        # Waste sent for recycling (%)
        | | 2019/20 | 2020/21 | 2021/22 |
        | Our result | 61.0 | 63.5 | 65.2 |
        | Target | 62.0 | 64.0 | 66.0 |
        | Wales average | 62.8 | 64.1 | 65.4 |
        """,
        """
        Waste sent for recycling (%); - - -; p@2019/20=61.0 t@2019/20=62.0 c@2019/20=62.8 p@2020/21=63.5 t@2020/21=64.0 c@2020/21=64.1 a@2021/22=65.2 t@2021/22=66.0 c@2021/22=65.4
        """,
        ("word",),
    ),
    Case(
        "terms of schools are results each",
        """
        # Education performance report
        | Indicator | Autumn 2022/23 | Spring 2022/23 | Summer 2022/23 | Target |
        | Persistent absence (%) | 17.1 | 16.8 | 16.0 | 15.0 |
        | Suspensions | 412 | 455 | 389 | 400 |
        """,
        """
        Persistent absence (%); - - -; a=17.1 a=16.8 a=16.0 t=15.0
        Suspensions; - - -; a=412 a=455 a=389 t=400
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "where results go, and how many of them reach their targets",
        """
        # Police and Crime Plan scorecard 2023/24
        | Measure | Baseline 2021/22 | 2023/24 | Trajectory | RAG |
        | First-time entrants per 100,000 | 188 | 161 | Reducing | [00b050]G |
        | Repeat victims (%) | 24.1 | 25.0 | Increasing | [ff0000]R |
        | Rape charge rate (%) | 5.5 | 5.9 | Stable | [ffc000]A |
        | Total measures on target | | 1 of 3 | | |
        """,
        """
        First-time entrants per 100,000; green down -; p@2021/22=188 a@2023/24=161
        Repeat victims (%); red up -; p@2021/22=24.1 a@2023/24=25.0
        Rape charge rate (%); amber steady -; p@2021/22=5.5 a@2023/24=5.9
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "last year so far and the quarter before, in short",
        """
        # Performance report Quarter 2 2024/25
        | Indicator | Previous Qtr | Q2 2024/25 | Target | FYTD | PYTD | Status |
        | Calls answered (%) | 86 | 88 | 90 | 87 | 85 | Did not meet |
        | Emails answered (%) | 78 | 81 | 80 | 79 | 77 | Achieving |
        """,
        """
        Calls answered (%); red - -; p@2024/25 Q1=86 a@2024/25 Q2=88 t@2024/25=90 a@2024/25=87 p@2023/24=85
        Emails answered (%); green - -; p@2024/25 Q1=78 a@2024/25 Q2=81 t@2024/25=80 a@2024/25=79 p@2023/24=77
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "quarters below the name of each measure, under one header for all",
        """
        # Planning performance 2022/23
        | Quarter | Target | Actual | RAG | Comment |
        | *Average time to determine major applications (weeks)* | < | < | < | < |
        | Q1 | 13 | 12.1 | [00b050]G | |
        | Q2 | 13 | 14.8 | [ff0000]R | Two sites |
        | *Planning enforcement notices served* | < | < | < | < |
        | Q1 | 10 | 9 | [ffc000]A | |
        | Q2 | 10 | 13 | [00b050]G | |
        """,
        """
        Average time to determine major applications (weeks); red - -; t@2022/23 Q1=13 a@2022/23 Q1=12.1!green t@2022/23 Q2=13 a@2022/23 Q2=14.8!red
        Planning enforcement notices served; green - -; t@2022/23 Q1=10 a@2022/23 Q1=9!amber t@2022/23 Q2=10 a@2022/23 Q2=13!green
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "lines that state a result, its target and its rating",
        """
        # Quarter 2 2021/22: performance headlines
        . Calls answered within three minutes: 88.2% (target 90%) - AMBER
        . Complaints resolved at stage one: 93.0% (target 85%), green
        """,
        """
        Calls answered within three minutes; amber - -; a@2021/22 Q2=88.2 t@2021/22=90
        Complaints resolved at stage one; green - -; a@2021/22 Q2=93.0 t@2021/22=85
        """,
        ("ruled", "word"),
    ),
    Case(
        "a card of a measure, rated behind its name, which way is good beneath",
        """
        # Performance monitoring report Quarter 3 2024/25
        | KPI 7 | *Council tax collection rate* | < | < | [ffc000] AMBER |
        | Polarity | Higher is better | < | < | < |
        | 2022/23 | 2023/24 | 2024/25 Q3 | 2024/25 Q3 target | Owner |
        | 97.2% | 97.6% | 84.1% | 84.5% | Director of Resources |
        | Commentary: Collection improved in December after a campaign of 12 weeks. | < | < | < | < |
        """,
        """
        KPI 7 Council tax collection rate; amber - higher; p@2022/23=97.2 p@2023/24=97.6 a@2024/25 Q3=84.1 t@2024/25 Q3=84.5
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "years over quarters over the figures of the measure named above",
        """
        # Adult Care: performance and trend
        # AC1: Long-term admissions per 100,000 (65+)
        | 2020/21 | < | 2021/22 | < | 2021/22 Target | < |
        | Q3 | Q4 | Q1 | Q2 | Q1 | Q2 |
        | 455.1 | 598.3 | 140.9 | 288.8 | 140.0 | 290.0 |
        """,
        """
        AC1 Long-term admissions per 100,000 (65+); - - -; p@2020/21 Q3=455.1 p@2020/21 Q4=598.3 a@2021/22 Q1=140.9 a@2021/22 Q2=288.8 t@2021/22 Q1=140.0 t@2021/22 Q2=290.0
        """,
        ("word",),
    ),
    Case(
        "a heading and the bullets that state its figures",
        """
        # Key performance indicators 2023/24
        ## Number of fly-tips reported
        . 2023/24 result: 2,104
        . 2023/24 target: 2,000
        . 2022/23 result: 1,988
        """,
        """
        Number of fly-tips reported; - - -; a@2023/24=2104 t@2023/24=2000 p@2022/23=1988
        """,
        ("word",),
    ),
    Case(
        "the comment on a measure states none of its own",
        """
        # Corporate Performance Report Quarter 3 2019/20
        # Indicator 1: Children referred again within 12 months
        . December 2019 (Quarter 3)
        | Target | Current Quarter | Previous Quarter | RAG Rating |
        | 20.0% | 17.2% | 19.4% | [00b050] Green |
        . *Commentary*
        . Performance was 17.2% against a target of 20.0%. There were 412 referrals in the quarter.
        """,
        """
        Indicator 1 Children referred again within 12 months; green - -; t@2019/20=20.0 a@2019/20 Q3=17.2 p@2019/20 Q2=19.4
        """,
        ("ruled", "word"),
    ),
)

LABELLED = """
    # Statutory indicators and standards 2023/24
    {0} Indicator: The average processing time of major applications
    {0} Target: A maximum of 30 weeks.
    {0} Year-end result: 67.4 weeks.
    {0} Status: Not achieved.
    {1}
    {0} Indicator: Jobs promoted through business starts
    {0} Target: A minimum of 85 jobs.
    {0} Year-end result: 103 jobs.
    {0} Status: Achieved.
    """
LABELLED_SAYS = [
    "The average processing time of major applications; red - -; t@2023/24=30 a@2023/24=67.4",
    "Jobs promoted through business starts; green - -; t@2023/24=85 a@2023/24=103",
]


@each_making(CASES)
def test_what_a_fresh_layout_says(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


@pytest.mark.parametrize("rows", [(".", "."), ("|", ". The next indicator")])
def test_lines_that_begin_with_their_labels_tell_a_measure(
    tmp_path: Path, rows: tuple[str, str]
) -> None:
    paper = LABELLED.format(*rows).replace("    .\n", "")
    path = write_docx(paper, tmp_path / "p.docx")
    assert said(read_scorecard(path)).splitlines() == LABELLED_SAYS


def test_a_measures_definition_in_such_lines_is_no_measure(tmp_path: Path) -> None:
    paper = """
        # Performance framework 2023/24
        . Indicator: Jobs promoted through business starts
        . Definition: Jobs promoted in 2023/24 through the programme.
        . Target: 85
        """
    assert said(read_scorecard(write_docx(paper, tmp_path / "p.docx"))) == ""


def test_a_blank_merged_row_between_two_pairs_of_tables_is_in_none() -> None:
    scorecard = read_blocks(
        "# Balanced Scorecard - April 2023",
        """
        | Customer        | <     | <     |   | Finance           | <     | <     |
        | Measure         | Mar   | Apr   |   | Measure           | Mar   | Apr   |
        | Calls abandoned | 6.1%  | 5.2%  |   | Invoices on time  | 97.1% | 95.0% |
        | Web contacts    | 8,412 | 8,950 |   | Savings delivered | 71%   | 80%   |
        |                 | <     | <     | < | <                 | <     | <     |
        | People          | <     | <     |   | Process           | <     | <     |
        | Measure         | Mar   | Apr   |   | Measure           | Mar   | Apr   |
        | Sickness days   | 8.9   | 8.7   |   | Requests answered | 91%   | 93%   |
        | Agency staff    | 112   | 104   |   | Minutes published | 98%   | 99%   |
        """,
    )
    assert sorted(said(scorecard).splitlines()) == [
        "Agency staff; - - -; a@2023-03=112 a@2023-04=104",
        "Calls abandoned; - - -; a@2023-03=6.1 a@2023-04=5.2",
        "Invoices on time; - - -; a@2023-03=97.1 a@2023-04=95.0",
        "Minutes published; - - -; a@2023-03=98 a@2023-04=99",
        "Requests answered; - - -; a@2023-03=91 a@2023-04=93",
        "Savings delivered; - - -; a@2023-03=71 a@2023-04=80",
        "Sickness days; - - -; a@2023-03=8.9 a@2023-04=8.7",
        "Web contacts; - - -; a@2023-03=8412 a@2023-04=8950",
    ]


def test_a_section_in_the_middle_above_the_header_printed_again(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Scrutiny scorecard Quarter 2 2016/17", bold=True, size=14)
    lefts = (40, 80, 300, 380, 430, 480)
    top = 60.0
    for section, lines in (
        (
            "",
            (
                "AS1 | Direct payments (%) | 30 | 28.1 | 29.0 | A",
                "AS2 | Delayed transfers | 5.0 | 6.9 | 7.4 | R",
            ),
        ),
        (
            "Children",
            (
                "CH1 | Children in care | 70 | 71 | 72 | A",
                "CH2 | Care leavers in work (%) | 60 | 58 | 61 | G",
            ),
        ),
    ):
        if section:
            paper.text(250, top, section)
            top += 20
        paper.fill(36, top - 4, 520, top + 14, "d9d9d9")
        paper.row(lefts, top, "Code | Measure | Target | Q1 | Q2 | RAG", bold=True)
        for number, line in enumerate(lines, start=1):
            paper.row(lefts, top + 20 * number, line)
        top += 60
    paper.paper.save()
    found = read_scorecard(paper.path).records
    assert [(r.ref, r.title, r.section[-1:]) for r in found] == [
        ("AS1", "Direct payments (%)", ()),
        ("AS2", "Delayed transfers", ()),
        ("CH1", "Children in care", ("Children",)),
        ("CH2", "Care leavers in work (%)", ("Children",)),
    ]


def test_a_themes_heading_close_above_that_of_a_measure(tmp_path: Path) -> None:
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Annual report 2021/22", bold=True, size=14)
    for top, theme, name, line in (
        (70, "Theme one: Homes", "New council homes completed", "41 | 52 | 50"),
        (160, "Theme two: Work", "People helped into work", "211 | 198 | 220"),
    ):
        paper.text(40, top, f"{theme}~{name}", bold=True, size=11)
        paper.fill(36, top + 32, 340, top + 46, "eeeeee")
        paper.grid((36, 140, 240, 340), (top + 32, top + 46, top + 60))
        paper.row((40, 144, 244), top + 34, "2020/21 | 2021/22 | Target", bold=True)
        paper.row((40, 144, 244), top + 48, line)
    paper.text(
        40,
        240,
        "The council's other plans are told in the annual report on its finances for the year 2021/22.",
    )
    assert paper.read() == [
        "New council homes completed; - - -; p@2020/21=41 a@2021/22=52 t@2021/22=50",
        "People helped into work; - - -; p@2020/21=211 a@2021/22=198 t@2021/22=220",
    ]


@pytest.mark.parametrize("level", [0.0, 5.5])
def test_a_long_name_whose_second_line_is_long_too(tmp_path: Path, level: float) -> None:
    """Its figures stand on its first line, or in the middle of both; nothing rules the rows."""
    paper = Print(tmp_path / "p.pdf", size=9)
    paper.text(40, 30, "Healthy and Active Strategy 2023/24", bold=True, size=14)
    places = (36, 480, 560, 640)
    paper.fill(30, 56, 720, 76, "d9d9d9")
    paper.row(places, 60, "Key measure of success | 2022/23 | 2023/24 | Target", bold=True)
    for top, name, figures in (
        (
            90,
            "The proportion of young people aged sixteen and seventeen who are in education, employment or~training, including all of those whose situation is at present not known to the county council",
            "93.1% | 94.8% | 96%",
        ),
        (
            130,
            "The number of visits made to parks, measured by counters at the main gates of the five~largest parks",
            "1,210 | 1,340 | 1,500",
        ),
        (170, "Adults who walk or cycle at least three times a week", "41% | 39% | 50%"),
    ):
        paper.text(36, top, name)
        paper.row(places[1:], top + (level if "~" in name else 0), figures)
    assert paper.read() == [
        "The proportion of young people aged sixteen and seventeen who are in education, employment or training, including all of those whose situation is at present not known to the county council; - - -; p@2022/23=93.1 a@2023/24=94.8 t@2023/24=96",
        "The number of visits made to parks, measured by counters at the main gates of the five largest parks; - - -; p@2022/23=1210 a@2023/24=1340 t@2023/24=1500",
        "Adults who walk or cycle at least three times a week; - - -; p@2022/23=41 a@2023/24=39 t@2023/24=50",
    ]


def test_the_labels_of_a_chart_name_no_measure() -> None:
    scorecard = read_blocks(
        "# Waste and recycling Quarter 2 2019/20",
        """
        | Recycling rate by quarter |    |    | Target 46 |
        | 44 43 40                  | 45 | 47 | 118       |
        """,
    )
    assert said(scorecard) == ""


def test_tiles_of_a_goal_and_how_far_it_is(tmp_path: Path) -> None:
    paper = """
        # Customer Services Dashboard - October 2024
        | [f8f8f8] Calls answered~92.1%~Goal: 90.0% (+2.33%) | [f8f8f8] Average handling time~412!~Goal: 400 (+3.00%) | [f8f8f8] Webchat satisfaction~4.4!~Goal: 4.5 (-2.22%) |
        """
    found = said(read_scorecard(write_docx(paper, tmp_path / "p.docx"))).splitlines()
    assert found == [
        "Calls answered; - - -; a@2024-10=92.1 t@2024/25=90.0 v@2024/25=2.33",
        "Average handling time; - - -; a@2024-10=412 t@2024/25=400 v@2024/25=3.00",
        "Webchat satisfaction; - - -; a@2024-10=4.4 t@2024/25=4.5 v@2024/25=-2.22",
    ]


def test_a_footnote_below_the_table_is_not_the_papers_title(tmp_path: Path) -> None:
    paper = """
        # How we are doing in 2024/25
        | Measure | Target | Actual |
        | Calls answered | 90% | 88% |
        . *Peer median from 2023/24 performance
        """
    read = read_scorecard(write_pdf(paper, tmp_path / "p.pdf")).paper
    assert (read.title, read.reporting_period) == ("How we are doing in 2024/25", "2024/25")
