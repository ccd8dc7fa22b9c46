# ruff: noqa: E501
"""Layouts of council papers that no development paper has, in six makings each.

What each paper says is typed from its picture: ``title; rag trend polarity; role@period=value``
with roles a(ctual), t(arget), p(revious), c(omparator), v(ariance), o(ther).
"""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making
from tests.unseen.paper import write_docx
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "a plan for four quarters beside two results, the header no bolder than its rows",
        """
        # Corporate performance Quarter 2 2023/24
        | Measure | Plan | < | < | < | Actual | < | RAG |
        | ^ | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | ^ |
        | Homes let | 20 | 22 | 24 | 26 | 19 | 23 | Green |
        | Repairs in time | 95% | 95% | 95% | 95% | 91% | 94% | Red |
        | Voids | 5 | 4 | 4 | 4 | 6 | 6 | Red |
        """,
        """
        Homes let; green - -; t@2023/24 Q1=20 t@2023/24 Q2=22 t@2023/24 Q3=24 t@2023/24 Q4=26 a@2023/24 Q1=19 a@2023/24 Q2=23
        Repairs in time; red - -; t@2023/24 Q1=95 t@2023/24 Q2=95 t@2023/24 Q3=95 t@2023/24 Q4=95 a@2023/24 Q1=91 a@2023/24 Q2=94
        Voids; red - -; t@2023/24 Q1=5 t@2023/24 Q2=4 t@2023/24 Q3=4 t@2023/24 Q4=4 a@2023/24 Q1=6 a@2023/24 Q2=6
        """,
    ),
    Case(
        "two targets beside two results, the header no bolder than its rows",
        """
        # Corporate performance Quarter 2 2023/24
        | Ref | Measure | Target | < | Actual | < | RAG |
        | ^ | ^ | Q1 | Q2 | Q1 | Q2 | ^ |
        | A1 | Homes let in the quarter across all the wards of the district | 1200 | 1300 | 1201 | 1102 | Red |
        | A2 | Emails answered within two working days by the contact centre | 90% | 91% | 92% | 93% | Green |
        | A3 | Bins missed per hundred thousand collections | 40 | 38 | 36 | 41 | Amber |
        """,
        """
        A1 Homes let in the quarter across all the wards of the district; red - -; t@2023/24 Q1=1200 t@2023/24 Q2=1300 a@2023/24 Q1=1201 a@2023/24 Q2=1102
        A2 Emails answered within two working days by the contact centre; green - -; t@2023/24 Q1=90 t@2023/24 Q2=91 a@2023/24 Q1=92 a@2023/24 Q2=93
        A3 Bins missed per hundred thousand collections; amber - -; t@2023/24 Q1=40 t@2023/24 Q2=38 a@2023/24 Q1=36 a@2023/24 Q2=41
        """,
        ("ruled", "across", "zebra", "word", "sheet"),
    ),
    Case(
        "two ratings, a floor beside the target",
        """
        # Customer Services
        # Quarterly Performance Report Quarter 2 2024/25
        | Ref | Indicator Description | Latest Month | RAG | YTD | RAG | Target | Previous Year |
        | CS01 | Callers who rate advisors good | 97% | [92d050]GREEN | 97% | [92d050]GREEN | 97% | 96% |
        | CS04a | Daytime calls answered | 91.9% | [ffc000]AMBER | 94% | [ffc000]AMBER | 95% | 93% |
        | CS07 | Complaints answered in time | 70% | [ff0000]RED | 76% | [ff0000]RED | 85% | 79% |
        """,
        """
        CS01 Callers who rate advisors good; green - -; a@2024/25 Q2=97!green a@2024/25=97!green t@2024/25=97 p@2023/24=96
        CS04a Daytime calls answered; amber - -; a@2024/25 Q2=91.9!amber a@2024/25=94!amber t@2024/25=95 p@2023/24=93
        CS07 Complaints answered in time; red - -; a@2024/25 Q2=70!red a@2024/25=76!red t@2024/25=85 p@2023/24=79
        """,
    ),
    Case(
        "actual and target under each quarter, the quarter set at the left",
        """
        # Corporate Scorecard 2023/24
        | Measure | Good is | Q1 | < | Q2 | < | Q3 | < |
        | ^ | ^ | Actual | Target | Actual | Target | Actual | Target |
        | Council tax collected | High | [c6e0b4]28.4% | 28.0% | [ffe699]55.1% | 56.0% | [f8cbad]82.0% | 84.5% |
        | Missed bins per 100,000 | Low | [f8cbad]92 | 80 | [c6e0b4]78 | 80 | [c6e0b4]71 | 80 |
        """,
        """
        Council tax collected; red - higher; a@2023/24 Q1=28.4!green t@2023/24 Q1=28.0 a@2023/24 Q2=55.1!amber t@2023/24 Q2=56.0 a@2023/24 Q3=82.0!red t@2023/24 Q3=84.5
        Missed bins per 100,000; green - lower; a@2023/24 Q1=92!red t@2023/24 Q1=80 a@2023/24 Q2=78!green t@2023/24 Q2=80 a@2023/24 Q3=71!green t@2023/24 Q3=80
        """,
    ),
    Case(
        "target and actual as rows of one measure",
        """
        # Performance against targets 2023/24
        | Indicator | | Q1 | Q2 | Q3 |
        | Major applications | Target | 80% | 80% | 80% |
        | ^ | Actual | [92d050]91% | [92d050]88% | [ff0000]72% |
        | Sickness days | Target | 2.0 | 4.0 | 6.0 |
        | ^ | Actual | [92d050]1.8 | [ffc000]4.2 | [92d050]5.9 |
        """,
        """
        Major applications; red - -; t@2023/24 Q1=80 a@2023/24 Q1=91!green t@2023/24 Q2=80 a@2023/24 Q2=88!green t@2023/24 Q3=80 a@2023/24 Q3=72!red
        Sickness days; green - -; t@2023/24 Q1=2.0 a@2023/24 Q1=1.8!green t@2023/24 Q2=4.0 a@2023/24 Q2=4.2!amber t@2023/24 Q3=6.0 a@2023/24 Q3=5.9!green
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a remark over the table's width beneath each measure",
        """
        # Children's Services Quarter 3 2024/25
        | Ref | Measure | Target | Q2 | Q3 | Status | DoT |
        | CH1 | Children looked after per 10,000 | 62 | 66.1 | 67.3 | {dot ff0000} | ↑ |
        | Commentary: the rise follows an increase in arrivals; 12 of 14 are placed in the county. | < | < | < | < | < | < |
        | CH2 | Care leavers in suitable homes | 90% | 91% | 93% | {dot 00b050} | ↑ |
        | Comments: performance is good, with a target of 90% exceeded in each quarter. | < | < | < | < | < | < |
        | CH3 | Assessments within 45 days | 85% | 84% | 83% | {dot ffc000} | ↓ |
        | Recruitment is under way. | < | < | < | < | < | < |
        """,
        """
        CH1 Children looked after per 10,000; red up -; t@2024/25=62 a@2024/25 Q2=66.1 a@2024/25 Q3=67.3
        CH2 Care leavers in suitable homes; green up -; t@2024/25=90 a@2024/25 Q2=91 a@2024/25 Q3=93
        CH3 Assessments within 45 days; amber down -; t@2024/25=85 a@2024/25 Q2=84 a@2024/25 Q3=83
        """,
    ),
    Case(
        "words for status, a column of units",
        """
        # Regeneration KPIs Q3 2024/25
        | KPI | Unit | Baseline | Q3 Actual | Q3 Target | Status |
        | Capital receipts | £m | 4.2 | 3.85 | 5.0 | Off target |
        | Cost per visit | £ | 2.41 | 2.38 | 2.40 | Exceeding target |
        | Grants paid | £000s | 1,204 | 1,310 | 1,300 | On target |
        """,
        """
        Capital receipts; red - -; p=4200000 a@2024/25 Q3=3850000 t@2024/25 Q3=5000000
        Cost per visit; green - -; p=2.41 a@2024/25 Q3=2.38 t@2024/25 Q3=2.40
        Grants paid; green - -; p=1204000 a@2024/25 Q3=1310000 t@2024/25 Q3=1300000
        """,
    ),
    Case(
        "figures that are parts of the measure are no comparators",
        """
        # Adult Social Care dashboard September 2024
        | Indicator | Numerator | Denominator | Sep-24 | Sep-23 | Target | RAG | Direction of Travel |
        | Reviews done in 12 months | 1,203 | 1,650 | 72.9% | 68.0% | 75% | [ffbf00]A | ▲ Improving |
        | Enquiries closed in 28 days | 88 | 102 | 86.3% | 90.1% | 85% | [00a651]G | ▼ Declining |
        """,
        """
        Reviews done in 12 months; amber up -; o=1203 o=1650 a@2024-09=72.9 p@2023-09=68.0 t@2024/25=75
        Enquiries closed in 28 days; green down -; o=88 o=102 a@2024-09=86.3 p@2023-09=90.1 t@2024/25=85
        """,
    ),
    Case(
        "two years set at the left over their quarters",
        """
        # Economy scorecard
        | Measure | 2022/23 | < | < | < | 2023/24 | < | Target | RAG | Trend |
        | ^ | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | ^ | ^ | ^ |
        | Jobs created | 12 | 30 | 44 | 61 | 20 | 41 | 70 | {dot 70ad47} | ↗ |
        | Vacant shops | 11.2% | 11.0% | 10.8% | 10.4% | 10.1% | 10.3% | 10% | {dot ffc000} | ↘ |
        """,
        """
        Jobs created; green up -; p@2022/23 Q1=12 p@2022/23 Q2=30 p@2022/23 Q3=44 p@2022/23 Q4=61 a@2023/24 Q1=20 a@2023/24 Q2=41 t=70
        Vacant shops; amber down -; p@2022/23 Q1=11.2 p@2022/23 Q2=11.0 p@2022/23 Q3=10.8 p@2022/23 Q4=10.4 a@2023/24 Q1=10.1 a@2023/24 Q2=10.3 t=10
        """,
    ),
    Case(
        "a judgement in coloured dots, once under a value's name and once under none",
        """
        # Quarter 3 2024/25 Performance Report
        | Code | Indicator | Q3 2023/24 | Q3 2024/25 | Q3 Target | Performance against target | Trend |
        | ENV1 | Waste per household (kg) | 112.4 | 104.2 | 110 | {dot 00b050} | ⬇ |
        | ENV2 | Streets free of litter | 93% | 92.0% | 95% | {dot ff0000} | ⬇ |
        . Customer services
        | Indicator | Q2 2024/25 | Q3 2024/25 | Target | |
        | Calls answered within a minute | 74% | 79% | 80% | {dot ffc000} |
        | Face to face visits | 2,998 | 2,870 | 3,000 | {dot 00b050} |
        """,
        """
        ENV1 Waste per household (kg); green down -; p@2023/24 Q3=112.4 a@2024/25 Q3=104.2 t@2024/25 Q3=110
        ENV2 Streets free of litter; red down -; p@2023/24 Q3=93 a@2024/25 Q3=92.0 t@2024/25 Q3=95
        Calls answered within a minute; amber - -; a@2024/25 Q2=74 a@2024/25 Q3=79 t@2024/25=80
        Face to face visits; green - -; a@2024/25 Q2=2998 a@2024/25 Q3=2870 t@2024/25=3000
        """,
        ("ruled", "across", "word", "sheet"),
    ),
    Case(
        "cards side by side",
        """
        # Key performance indicators November 2024
        | Council tax | < | Business rates | < |
        | Actual | 71.2% | Actual | 69.8% |
        | Target | 71.0% | Target | 70.5% |
        | RAG | [00b050]Green | RAG | [ffc000]Amber |
        """,
        """
        Council tax; green - -; a@2024-11=71.2 t@2024/25=71.0
        Business rates; amber - -; a@2024-11=69.8 t@2024/25=70.5
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a variance to target is no target, tolerances are none either",
        """
        # Corporate dashboard March 2024
        | Indicator | Mar 2024 | Tolerance | YTD | YTD Target | Var to target | RAG |
        | Parking tickets issued | 4,120 | 5% | 49,012 | 50,000 | -988 | A |
        | Licensing visits done | 31 | 5% | 340 | 320 | +20 | G |
        """,
        """
        Parking tickets issued; amber - -; a@2024-03=4120 o=5 a@2023/24=49012 t@2023/24=50000 v@2023/24=-988
        Licensing visits done; green - -; a@2024-03=31 o=5 a@2023/24=340 t@2023/24=320 v@2023/24=20
        """,
    ),
    Case(
        "what is no scorecard",
        """
        # Overview
        | Directorate | Red | Amber | Green | Total |
        | Adults | 2 | 3 | 10 | 15 |
        | Children | 1 | 4 | 6 | 11 |
        . Our year in words
        | Our priority | What we did | What we will do next |
        | Cleaner streets | We bought 3 new sweepers and cut complaints by 12%. | Buy 2 more. |
        | Warmer homes | We insulated 410 homes in 2023/24. | Insulate 500 homes in 2024/25. |
        . Members' attendance
        | Councillor | Meetings expected | Meetings attended | % |
        | Cllr Adams | 12 | 11 | 92% |
        | Cllr Begum | 10 | 10 | 100% |
        . Budget by service
        | Service | 2023/24 £m | 2024/25 £m | Change |
        | Adults | 120.1 | 130.2 | 8.4% |
        | Parks and open spaces | 4.2 | 4.1 | -2.4% |
        """,
        "",
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a RAG letter behind each value",
        """
        # Corporate Scorecard 2023/24
        | Measure | Target | Q1 | Q2 | Q3 |
        | Council tax collected | 97% | 29.1% (G) | 56.0% (G) | 82.4% (A) |
        | Calls answered | 90% | 81% (R) | 88% (A) | 91% (G) |
        """,
        """
        Council tax collected; amber - -; t@2023/24=97 a@2023/24 Q1=29.1!green a@2023/24 Q2=56.0!green a@2023/24 Q3=82.4!amber
        Calls answered; green - -; t@2023/24=90 a@2023/24 Q1=81!red a@2023/24 Q2=88!amber a@2023/24 Q3=91!green
        """,
    ),
    Case(
        "ticks under a question whether the target was met",
        """
        # Key Performance Indicators 2022/23 Quarter 4
        | Indicator | 2021/22 | 2022/23 | Target | Target met? | Better or worse than last year |
        | Affordable homes built | 212 | 240 | 230 | ✔ | Better |
        | Homeless households in B&B | 31 | 44 | 25 | ✘ | Worse |
        | Empty homes brought into use | 18 | 18 | 18 | ✔ | Same |
        """,
        """
        Affordable homes built; green improving -; p@2021/22=212 a@2022/23 Q4=240 t@2022/23=230
        Homeless households in B&B; red declining -; p@2021/22=31 a@2022/23 Q4=44 t@2022/23=25
        Empty homes brought into use; green flat -; p@2021/22=18 a@2022/23 Q4=18 t@2022/23=18
        """,
    ),
    Case(
        "a measure merged over parts that the next column names",
        """
        # Planning Performance Quarter 1 2024/25
        | Measure | | Target | Q4 23/24 | Q1 24/25 | RAG |
        | Planning applications decided in time | Major | 80% | 88% | 91% | [00b050]G |
        | ^ | Minor | 80% | 84% | 79% | [ffc000]A |
        | ^ | Other | 85% | 92% | 93% | [00b050]G |
        | Appeals allowed | < | 30% | 33% | 41% | [ff0000]R |
        """,
        """
        Planning applications decided in time: Major; green - -; t@2024/25=80 p@2023/24 Q4=88 a@2024/25 Q1=91
        Planning applications decided in time: Minor; amber - -; t@2024/25=80 p@2023/24 Q4=84 a@2024/25 Q1=79
        Planning applications decided in time: Other; green - -; t@2024/25=85 p@2023/24 Q4=92 a@2024/25 Q1=93
        Appeals allowed; red - -; t@2024/25=30 p@2023/24 Q4=33 a@2024/25 Q1=41
        """,
        ("ruled", "across", "word", "sheet"),
    ),
    Case(
        "a form for each measure",
        """
        # Exception report Quarter 2 2024/25
        | KPI | CS07 Complaints answered within 10 working days | < | < |
        | Target | 95% | Actual | [ff0000]81% |
        | Previous quarter | 86% | Trend | ↓ |
        | Commentary | Volumes rose by a third after the change of contractor. | < | < |
        . Second indicator
        | KPI | HR02 Days lost to sickness per employee | < | < |
        | Target | 8.0 | Actual | [ff0000]9.4 |
        | Previous quarter | 9.1 | Trend | ↑ |
        | Commentary | Long-term absence is the main cause. | < | < |
        """,
        """
        CS07 Complaints answered within 10 working days; red down -; t@2024/25=95 a@2024/25 Q2=81!red p@2024/25 Q1=86
        HR02 Days lost to sickness per employee; red up -; t@2024/25=8.0 a@2024/25 Q2=9.4!red p@2024/25 Q1=9.1
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "arrows beside the change, an average of five years",
        """
        # Fire and Rescue Performance 2023/24 Quarter 2
        | KPI | Q2 2022/23 | Q2 2023/24 | % change | 5 year average | Target | Status |
        | Primary fires | 301 | 288 | ▼ 4.3% | 312 | 300 | [00b050]● |
        | Deliberate secondary fires | 420 | 505 | ▲ 20.2% | 455 | 450 | [ff0000]● |
        | False alarms | 1,204 | 1,204 | ► 0.0% | 1,180 | 1,190 | [ffc000]● |
        """,
        """
        Primary fires; green down -; p@2022/23 Q2=301 a@2023/24 Q2=288 v@2023/24 Q2=-4.3 c=312 t@2023/24=300
        Deliberate secondary fires; red up -; p@2022/23 Q2=420 a@2023/24 Q2=505 v@2023/24 Q2=20.2 c=455 t@2023/24=450
        False alarms; amber flat -; p@2022/23 Q2=1204 a@2023/24 Q2=1204 v@2023/24 Q2=0.0 c=1180 t@2023/24=1190
        """,
    ),
    Case(
        "tables of a report that rate nothing",
        """
        # Annual Report 2023/24
        | Councillor | Possible | Attended | % |
        | Cllr A Green | 12 | 11 | 92% |
        | Cllr B Brown | 12 | 9 | 75% |
        . Consultation
        | Consultee | Date sent | Date response received | Comments |
        | Head of Finance | 12/03/24 | 14/03/24 | None |
        | Head of Legal | 12/03/24 | 15/03/24 | Cleared |
        . Spending
        | Service | 2022/23 £000 | 2023/24 £000 |
        | Libraries | 2,210 | 2,340 |
        | Museums | 801 | 790 |
        . Ward profile
        | Ward | Population | Households | Electors |
        | Abbey | 8,912 | 3,901 | 6,440 |
        | Castle | 9,120 | 4,010 | 6,871 |
        . Timetable
        | Milestone | Date | Lead |
        | Cabinet agrees plan | June 2024 | Chief Executive |
        | Consultation opens | July 2024 | Head of Policy |
        . Equality impact
        | Protected characteristic | Positive | Negative | Neutral | Reason |
        | Age | | | ✔ | No change |
        | Disability | ✔ | | | Improved access |
        | Sex | | | ✔ | No change |
        """,
        """

        """,
    ),
    Case(
        "a word and an arrow in one cell",
        """
        # Housing Performance Report Quarter 3 2023/24
        | Ref | Indicator | Target | Q2 | Q3 | Performance |
        | H1 | Rent collected | 98.5% | 98.1% | 98.7% | [92d050]Green ↑ |
        | H2 | Re-let time (days) | 21 | 24 | 26 | [ff0000]Red ↓ |
        | H3 | Repairs right first time | 92% | 90.2% | 90.2% | [ffc000]Amber ↔ |
        """,
        """
        H1 Rent collected; green up -; t@2023/24=98.5 a@2023/24 Q2=98.1 a@2023/24 Q3=98.7
        H2 Re-let time (days); red down -; t@2023/24=21 a@2023/24 Q2=24 a@2023/24 Q3=26
        H3 Repairs right first time; amber flat -; t@2023/24=92 a@2023/24 Q2=90.2 a@2023/24 Q3=90.2
        """,
    ),
    Case(
        "two ratings of two quarters",
        """
        # Corporate Performance Report Quarter 3 2024/25
        | KPI | Target 2024/25 | Q2 2024/25 | Previous RAG | Q3 2024/25 | Current RAG | Direction of Travel |
        | NI 192 - Household waste recycled | 52% | 50.1% | [ff0000]R | 51.4% | [ffc000]A | ↑ |
        | BV 12 - Days lost to sickness | 8.0 | 3.9 | [00b050]G | 6.4 | [ff0000]R | ↓ |
        """,
        """
        NI 192 Household waste recycled; amber up -; t@2024/25=52 a@2024/25 Q2=50.1!red a@2024/25 Q3=51.4!amber
        BV 12 Days lost to sickness; red down -; t@2024/25=8.0 a@2024/25 Q2=3.9!green a@2024/25 Q3=6.4!red
        """,
    ),
    Case(
        "which way is good in brackets, an outcome in words",
        """
        # Housing KPIs 2022/23
        | Performance measure | 2020/21 | 2021/22 | 2022/23 | Target 2022/23 | Outcome |
        | Rent arrears (lower is better) | 2.9% | 3.1% | 3.6% | 3.0% | [ff0000]Target not met |
        | Homes with a gas certificate (higher is better) | 100% | 99.9% | 100% | 100% | [00b050]Target met |
        """,
        """
        Rent arrears (lower is better); red - lower; p@2020/21=2.9 p@2021/22=3.1 a@2022/23=3.6 t@2022/23=3.0
        Homes with a gas certificate (higher is better); green - higher; p@2020/21=100 p@2021/22=99.9 a@2022/23=100 t@2022/23=100
        """,
    ),
    Case(
        "tables of a cabinet report that rate nothing",
        """
        # Report to Cabinet 12 June 2024
        | Report of | Director of Resources |
        | Wards affected | All |
        | Key decision | Yes |
        . Options considered
        | Option | Advantages | Disadvantages | Cost |
        | Do nothing | None | Risk of failure | £0 |
        | Extend the contract | Continuity | Price | £120,000 |
        | Retender | Better value | Takes nine months | £85,000 |
        . Staffing
        | Grade | Posts | FTE | Vacancies |
        | G5 | 12 | 11.4 | 2 |
        | G7 | 8 | 8.0 | 0 |
        . Grants
        | Organisation | Requested | Awarded |
        | Age Concern | £12,000 | £10,000 |
        | Scouts | £3,500 | £3,500 |
        . Timetable of meetings
        | Meeting | Date | Venue |
        | Cabinet | 4 July 2024 | Council Chamber |
        | Council | 18 July 2024 | Council Chamber |
        . Abbreviations
        | Term | Definition |
        | KPI | Key performance indicator |
        | RAG | Red, amber, green |
        """,
        """

        """,
    ),
)


@each_making(CASES)
def test_a_layout_is_read_whoever_set_it(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_remarks_are_commentary_and_no_section(tmp_path: Path) -> None:
    case = next(c for c in CASES if c.name.startswith("a remark"))
    records = read_scorecard(write_docx(case.paper, tmp_path / "p.docx")).records
    assert [record.section for record in records] == [(), (), ()]
    assert [dict(record.text)["commentary"] for record in records] == [
        "the rise follows an increase in arrivals; 12 of 14 are placed in the county.",
        "performance is good, with a target of 90% exceeded in each quarter.",
        "Recruitment is under way.",
    ]
