# ruff: noqa: E501 - what a picture says is a line a record
"""The words of councils' papers for ratings, directions, which way is good and missing figures,
and rows that print periods of their own."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making
from tests.unseen.paper import write_pdf
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "how results stand to their targets, in the councils' own words",
        """
        # Performance report Quarter 1 2024/25
        | Ref | Measure | Target | Actual | Performance |
        | A1 | Calls answered | 90% | 92% | Exceeded target |
        | A2 | Emails answered | 90% | 90% | Achieved target |
        | A3 | Webchats answered | 90% | 88% | Within 5% of target |
        | A4 | Letters answered | 90% | 70% | Missed target |
        | A5 | Visitors seen | 90% | 86% | Slightly under target |
        | A6 | Complaints answered | 90% | 60% | Significantly under target |
        | A7 | Compliments | No target | 21 | No target |
        """,
        """
        A1 Calls answered; green - -; t@2024/25=90 a@2024/25 Q1=92
        A2 Emails answered; green - -; t@2024/25=90 a@2024/25 Q1=90
        A3 Webchats answered; amber - -; t@2024/25=90 a@2024/25 Q1=88
        A4 Letters answered; red - -; t@2024/25=90 a@2024/25 Q1=70
        A5 Visitors seen; amber - -; t@2024/25=90 a@2024/25 Q1=86
        A6 Complaints answered; red - -; t@2024/25=90 a@2024/25 Q1=60
        A7 Compliments; - - -; t@2024/25=not_applicable a@2024/25 Q1=21
        """,
    ),
    Case(
        "positive and negative outturns, and which way performance moves",
        """
        # Ambition plan targets: performance update Q2 2023/24
        | KPI | Indicator | Target | Q1 Value | Q2 Value | Status | Direction |
        | CSP 01 | Calls answered within 20 seconds | 75% | 77% | 79% | Positive outturn | Moving in the right direction |
        | CSP 25 | Complaints answered within 15 days | 97% | 91% | 88% | Negative outturn | Moving in the wrong direction |
        | HSG 03 | Homes with a gas certificate | 100% | 100% | 100% | Positive outturn | No change in performance |
        """,
        """
        CSP 01 Calls answered within 20 seconds; green improving -; t@2023/24=75 a@2023/24 Q1=77 a@2023/24 Q2=79
        CSP 25 Complaints answered within 15 days; red declining -; t@2023/24=97 a@2023/24 Q1=91 a@2023/24 Q2=88
        HSG 03 Homes with a gas certificate; green steady -; t@2023/24=100 a@2023/24 Q1=100 a@2023/24 Q2=100
        """,
    ),
    Case(
        "arrows and n/a compare, signs tell which way is good",
        """
        # Quarter 2 (1st April - 30th September 2018) performance progress report
        | Code | Title | +/- | 2017/18 Outturn | 2018/19 Target | Q1 Progress | Q2 Progress | Comparison over last 12 months | Management Notes |
        | BCP224 | Children in care again | - | 15.1% | 14.0% | 13.6% | [ff0000] 18.2% | ↓ | A large family returned to care. |
        | BCP248 | Adults helped into work | + | 512 | 540 | 131 | [92d050] 290 | ↑ | Good start to the year. |
        | BCP266 | Pupils with a good pass | + | 42.0% | 45.0% | Data not due | Data not due | n/a | Reported in January. |
        | BCP301 | Fly-tips reported | - | Establish Baseline | Establish Baseline | 2,104 | 3,988 | n/a | New measure. |
        """,
        """
        BCP224 Children in care again; red down lower; p@2017/18=15.1 t@2018/19=14.0 a@2018/19 Q1=13.6 a@2018/19 Q2=18.2!red
        BCP248 Adults helped into work; green up higher; p@2017/18=512 t@2018/19=540 a@2018/19 Q1=131 a@2018/19 Q2=290!green
        BCP266 Pupils with a good pass; - - higher; p@2017/18=42.0 t@2018/19=45.0 a@2018/19 Q1=due a@2018/19 Q2=due
        BCP301 Fly-tips reported; - - lower; p@2017/18=tbc t@2018/19=tbc a@2018/19 Q1=2104 a@2018/19 Q2=3988
        """,
    ),
    Case(
        "arrows that say which way is good beside those of travel",
        """
        # Corporate scorecard Quarter 3 2022/23
        | Ref | Indicator | Desired direction of travel | Q2 | Q3 | Target | Direction of travel |
        | E1 | Residual waste per household (kg) | ↓ | 110.2 | 108.4 | 109.0 | ↓ |
        | E2 | Recycling rate | ↑ | 48.1% | 47.2% | 50.0% | ↓ |
        | E3 | Fly-tips removed within a day | ↑ | 91% | 93% | 95% | ↑ |
        """,
        """
        E1 Residual waste per household (kg); - down lower; a@2022/23 Q2=110.2 a@2022/23 Q3=108.4 t@2022/23=109.0
        E2 Recycling rate; - down higher; a@2022/23 Q2=48.1 a@2022/23 Q3=47.2 t@2022/23=50.0
        E3 Fly-tips removed within a day; - up higher; a@2022/23 Q2=91 a@2022/23 Q3=93 t@2022/23=95
        """,
    ),
    Case(
        "results of one's own and England's, each under a value",
        """
        # Public health scorecard Quarter 3 2022/23
        | Indicator | Period | Local value | Eng. value | Eng. worst | Eng. best | Trend |
        | Smoking prevalence in adults (%) | 2021 | 12.4 | 13.0 | 20.1 | 3.2 | ↓ |
        | Under 18 conceptions per 1,000 | 2020 | 14.2 | 13.0 | 30.4 | 2.7 | ↓ |
        """,
        """
        Smoking prevalence in adults (%); - down -; a=12.4 c=13.0 c=20.1 c=3.2
        Under 18 conceptions per 1,000; - down -; a=14.2 c=13.0 c=30.4 c=2.7
        """,
    ),
    Case(
        "the same period of the year before, in brackets",
        """
        # Performance report Quarter 2 2023/24
        | Performance Indicator | Prev Year (Period) | Prev Year End | Annual Target | Q1 Act | Q2 Act | Performance status |
        | Household waste recycled | 54.1% | 54.9% | 56.0% | 55.2% | 57.0% | Well above target |
        | Empty homes brought back into use | 12 | 41 | 60 | 4 | 11 | Well below target |
        """,
        """
        Household waste recycled; green - -; p@2022/23 Q2=54.1 p@2022/23=54.9 t@2023/24=56.0 a@2023/24 Q1=55.2 a@2023/24 Q2=57.0
        Empty homes brought back into use; red - -; p@2022/23 Q2=12 p@2022/23=41 t@2023/24=60 a@2023/24 Q1=4 a@2023/24 Q2=11
        """,
    ),
    Case(
        "which way is good in a sentence behind the name",
        """
        # Integrated performance report 2022/23 Quarter 2
        | Performance Indicator | Full Year 2021/22 Performance | Annual 2022/23 Target | Q2 2022/23 Performance | Q2 2022/23 Status |
        | PI 1. Days to process new claims. Aim to minimise | 25.0 | 24 | 23.1 | [92d050] G |
        | PI 2. Disabled facilities grants completed. Aim to maximise | 230 | 250 | 96 | [ff0000] R |
        """,
        """
        PI 1 Days to process new claims. Aim to minimise; green - lower; p@2021/22=25.0 t@2022/23=24 a@2022/23 Q2=23.1
        PI 2 Disabled facilities grants completed. Aim to maximise; red - higher; p@2021/22=230 t@2022/23=250 a@2022/23 Q2=96
        """,
    ),
    Case(
        "periods of their own above the results of each measure",
        """
        # Our Council Plan performance Quarter 4 2022/23
        | Measure | 2022/23 Target | Performance over the last 3 periods | < | < | DoT | Performance analysis | Actions |
        | 1. Percentage of re-referrals to social care | 23.0% | Sep-22 | Dec-22 | Mar-23 | ↓ | Slightly above target. | Audit of cases. |
        | ^ | ^ | 20.4% | 21.0% | 23.6% | ^ | ^ | ^ |
        | 2. Young people not in education or work | 2.0% | 2020/21 | 2021/22 | 2022/23 | ↑ | On target. | None. |
        | ^ | ^ | 2.4% | 2.2% | 1.9% | ^ | ^ | ^ |
        """,
        """
        1 Percentage of re-referrals to social care; - down -; t@2022/23=23.0 a@2022-09=20.4 a@2022-12=21.0 a@2023-03=23.6
        2 Young people not in education or work; - up -; t@2022/23=2.0 a@2020/21=2.4 a@2021/22=2.2 a@2022/23=1.9
        """,
    ),
    Case(
        "a period before each value",
        """
        # Children's scorecard 2023/24
        | Measure | Period | Value | Period | Value | Target | RAG |
        | Care leavers in employment | Dec-23 | 54% | Mar-24 | 56% | 55% | G |
        | Children in care per 10,000 | Jan-24 | 71.2 | Mar-24 | 70.9 | 70.0 | A |
        """,
        """
        Care leavers in employment; green - -; a@2023-12=54 a@2024-03=56 t@2023/24=55
        Children in care per 10,000; amber - -; a@2024-01=71.2 a@2024-03=70.9 t@2023/24=70.0
        """,
    ),
    Case(
        "reasons for figures that are missing",
        """
        # Performance report Quarter 3 2024/25
        | Ref | Measure | Target | Q1 | Q2 | Q3 |
        | A1 | Calls answered | 90% | 91% | 92% | 94% |
        | A2 | Tenants satisfied | No target | Measured twice per year | 78% | 6-monthly |
        | A3 | Pupils attending | 95% | Termly | Annual KPI | Collected annually |
        | A4 | Recycling | 50% | 48% | 49% | Reported a quarter in arrears |
        | A5 | Visits | For info only | Suspended due to Covid-19 | Paused | Figures not released |
        """,
        """
        A1 Calls answered; - - -; t@2024/25=90 a@2024/25 Q1=91 a@2024/25 Q2=92 a@2024/25 Q3=94
        A2 Tenants satisfied; - - -; t@2024/25=not_applicable a@2024/25 Q1=not_applicable a@2024/25 Q2=78 a@2024/25 Q3=not_applicable
        A3 Pupils attending; - - -; t@2024/25=95 a@2024/25 Q1=not_applicable a@2024/25 Q2=not_applicable a@2024/25 Q3=not_applicable
        A4 Recycling; - - -; t@2024/25=50 a@2024/25 Q1=48 a@2024/25 Q2=49 a@2024/25 Q3=awaiting
        A5 Visits; - - -; t@2024/25=not_applicable a@2024/25 Q1=not_collected a@2024/25 Q2=not_collected a@2024/25 Q3=awaiting
        """,
    ),
    Case(
        "the trend that is preferred, and numbers of notes",
        """
        # Wirral plan 2017/18 Quarter 3
        | Indicator | Target | Q2 | Q3 | Preferred trend | Trend | Note Ref |
        | Smoking prevalence | 16.0% | 15.8% | 15.5% | Lower is better | ↓ | 1 |
        | Employment rate | 70% | 69.4% | 70.2% | Higher is better | ↑ | 2 |
        """,
        """
        Smoking prevalence; - down lower; t@2017/18=16.0 a@2017/18 Q2=15.8 a@2017/18 Q3=15.5
        Employment rate; - up higher; t@2017/18=70 a@2017/18 Q2=69.4 a@2017/18 Q3=70.2
        """,
    ),
    Case(
        "an assessment of progress in words, where data are missing, too",
        """
        # Better Care Fund metrics Quarter 2 2024/25
        | Metric | Planned performance Q2 | Actual performance Q2 | Assessment of progress | Challenges |
        | Avoidable admissions (per 100,000) | 182.0 | 201.4 | Not on track to meet target | Winter demand |
        | Discharge to usual residence | 92.5% | 93.1% | On track to meet target | None |
        | Falls admissions 65+ (per 100,000) | 1,850.0 | n/a | Data not available to assess progress | Data lag |
        """,
        """
        Avoidable admissions (per 100,000); red - -; t@2024/25 Q2=182.0 a@2024/25 Q2=201.4
        Discharge to usual residence; green - -; t@2024/25 Q2=92.5 a@2024/25 Q2=93.1
        Falls admissions 65+ (per 100,000); - - -; t@2024/25 Q2=1850 a@2024/25 Q2=not_applicable
        """,
    ),
    Case(
        "limits that were complied with",
        """
        # Treasury management: prudential indicators 2022/23 mid-year
        | Prudential indicator | 2022/23 Original limit £m | 2022/23 Revised limit £m | Actual at 30.9.22 £m | Complied? |
        | Authorised limit for external debt | 210.0 | 225.0 | 164.3 | Yes |
        | Limit on variable rate debt | 40.0 | 40.0 | 41.2 | No |
        """,
        """
        Authorised limit for external debt; green - -; t@2022/23=210000000 t@2022/23=225000000 a@2022-09=164300000
        Limit on variable rate debt; red - -; t@2022/23=40000000 t@2022/23=40000000 a@2022-09=41200000
        """,
    ),
    Case(
        "the average of one's own months",
        """
        # Leisure contract KPIs: Apr 2023 - Jun 2023
        | KPI | Target | Apr | May | Jun | Average | RAG |
        | Customer satisfaction | 85% | 84% | 86% | 87% | 86% | [92d050] G |
        | Complaints answered in 5 days | 95% | 90% | 96% | 92% | 93% | [ffc000] A |
        """,
        """
        Customer satisfaction; green - -; t@2023/24=85 a@2023-04=84 a@2023-05=86 a@2023-06=87 a@2023/24=86
        Complaints answered in 5 days; amber - -; t@2023/24=95 a@2023-04=90 a@2023-05=96 a@2023-06=92 a@2023/24=93
        """,
    ),
    Case(
        "a direction before the figures is which way is good",
        """
        # Staffing scorecard: Quarter 2 2022/23
        | Measure | Unit | Direction | 2021/22 | Q1 | Q2 | Target |
        | Sickness | Days | Lower | 9.8 | 2.3 | 2.4 | 8.0 |
        | Appraisals | % | Higher | 88% | 44% | 72% | 95% |
        """,
        """
        Sickness; - - lower; p@2021/22=9.8 a@2022/23 Q1=2.3 a@2022/23 Q2=2.4 t@2022/23=8.0
        Appraisals; - - higher; p@2021/22=88 a@2022/23 Q1=44 a@2022/23 Q2=72 t@2022/23=95
        """,
    ),
    Case(
        "signs in brackets behind results that a line explains",
        """
        # Council Plan Performance Report Quarter 2 2019/20
        . (+) better than the previous value, (-) worse than the previous value, (=) the same as the previous value
        | Key Performance Indicator | Best to be | Current Value | Reporting Period | Target |
        | Children in need per 10,000 | Low | 231.4 (+) | Q2 2019/20 | 240.0 |
        | Children on a protection plan per 10,000 | Low | 41.8 (-) | Q2 2019/20 | 45.0 |
        | Pupils in good or outstanding schools | High | 86.2% (=) | Aug 2019 | 88.0% |
        """,
        """
        Children in need per 10,000; - improving lower; a@2019/20 Q2=231.4 t@2019/20=240.0
        Children on a protection plan per 10,000; - declining lower; a@2019/20 Q2=41.8 t@2019/20=45.0
        Pupils in good or outstanding schools; - steady higher; a@2019-08=86.2 t@2019/20=88.0
        """,
    ),
)


@each_making(CASES, ("ruled", "word", "sheet"))
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_measure_s_heading_right_below_the_paper_s(tmp_path: Path) -> None:
    paper = """
    # Corporate performance 2017/18 Quarter 2
    # KPI 1 - Residents who volunteer
    | | Quarter 1 | Quarter 2 | DOT |
    | 2017/18 | 5.1% | 6.4% | ↑ |
    | Target | 6.0% | 6.0% | ^ |
    | 2016/17 | 4.8% | 5.5% | ^ |
    """
    (record,) = read_scorecard(write_pdf(paper, tmp_path / "p.pdf")).records
    assert (record.ref, record.title) == ("KPI 1", "Residents who volunteer")
