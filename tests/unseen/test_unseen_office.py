# ruff: noqa: E501
"""Scorecards as officers type them in Word and Excel. What each says is typed from its picture,
in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.unseen.case import MAKERS, OFFICE, Case, each_making
from tests.unseen.paper import said
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "changes that could not be worked out stand among changes",
        """
        # Crime scorecard 2023/24
        | Ref | Offence | 2022/23 | 2023/24 | % change | Target |
        | B1 | Burglary | 412 | 388 | -5.8% | 400 |
        | B2 | Robbery | 0 | 3 | #DIV/0! | 2 |
        | B3 | Arson | 14 | 12 | #VALUE! | 10 |
        """,
        """
        B1 Burglary; - - -; p@2022/23=412 a@2023/24=388 v@2023/24=-5.8 t@2023/24=400
        B2 Robbery; - - -; p@2022/23=0 a@2023/24=3 v@2023/24=blank t@2023/24=2
        B3 Arson; - - -; p@2022/23=14 a@2023/24=12 v@2023/24=blank t@2023/24=10
        """,
    ),
    Case(
        "hearts and warning signs rate, arrowheads point",
        """
        # Q1 2023/24 scorecard
        | Measure | Target | Q1 2023/24 | RAG | Trend |
        | Homes built | 10 | 12 | 💚 | ˄ |
        | Potholes filled | 10 | 9 | ⚠️ | ˃ |
        | Trees planted | 10 | 5 | ❤️ | ˅ |
        """,
        """
        Homes built; green up -; t@2023/24=10 a@2023/24 Q1=12
        Potholes filled; amber flat -; t@2023/24=10 a@2023/24 Q1=9
        Trees planted; red down -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
    Case(
        "labelled remarks in the measures' own column",
        """
        # Public health scorecard
        | Ref | Measure | 2021/22 | Target 22/23 | Q3 22/23 | RAG |
        | H1 | Smoking at time of delivery | 9.6% | 9.0% | 8.1% | Green |
        | | Why: Down 1.5 points; 212 of 2,617 mothers.~What next: Incentive scheme from April 2023 | | | | |
        | H2 | NHS health checks offered | 14.2% | 20% | 9.8% | Red |
        | | Commentary: 38 of 52 practices are taking part | | | | |
        """,
        """
        H1 Smoking at time of delivery; green - -; p@2021/22=9.6 t@2022/23=9.0 a@2022/23 Q3=8.1
        H2 NHS health checks offered; red - -; p@2021/22=14.2 t@2022/23=20 a@2022/23 Q3=9.8
        """,
    ),
    Case(
        "row numbers without a header, some of the list left out",
        """
        # 2023 / 2024 Annual Performance Indicators
        | | SCC reported stat | Service | Indicator | Target | Q1 | Q2 | Yr end total / average |
        | 1 | | Accountancy | % of undisputed invoices paid within 30 days | 90% | 95.65% | 97.15% | 97.82% |
        | 3 | | Accountancy | Days taken for an invoice to be paid | 14 days | 10.93 days | 9.80 days | 8.8 |
        | 8 | Y | Customers | % of calls lost | 5% | 3.6 | 2.8 | 2.87% |
        """,
        """
        1 % of undisputed invoices paid within 30 days; - - -; t@2023/24=90 a@2023/24 Q1=95.65 a@2023/24 Q2=97.15 a@2023/24=97.82
        3 Days taken for an invoice to be paid; - - -; t@2023/24=14 a@2023/24 Q1=10.93 a@2023/24 Q2=9.80 a@2023/24=8.8
        8 % of calls lost; - - -; t@2023/24=5 a@2023/24 Q1=3.6 a@2023/24 Q2=2.8 a@2023/24=2.87
        """,
    ),
    Case(
        "calendar years over bare months",
        """
        # Environment monthly measures
        | Measure | Target | 2024 | < | 2025 | < | Status |
        | ^ | ^ | Nov | Dec | Jan | Feb | ^ |
        | Missed bins | 40 | 38 | 44 | 52 | 47 | Red |
        | Street lights repaired in time | 95% | 96% | 93% | 94% | 97% | Green |
        """,
        """
        Missed bins; red - -; t=40 a@2024-11=38 a@2024-12=44 a@2025-01=52 a@2025-02=47
        Street lights repaired in time; green - -; t=95 a@2024-11=96 a@2024-12=93 a@2025-01=94 a@2025-02=97
        """,
    ),
    Case(
        "a year over months that may be a financial one dates only what both share",
        """
        # Environment monthly measures
        | | | 2024 | < | < | < |
        | Measure | Target | Dec | Jan | Feb | Mar |
        | Missed bins | 40 | 38 | 44 | 52 | 47 |
        | Street lights repaired in time | 95% | 96% | 93% | 94% | 97% |
        """,
        """
        Missed bins; - - -; t=40 a=38 a=44 a=52 a=47
        Street lights repaired in time; - - -; t=95 a=96 a=93 a=94 a=97
        """,
    ),
    Case(
        "a measure's form, its figures by quarter below it",
        """
        # Indicator profiles
        | Performance indicator | NI 195 Street cleanliness: litter |
        | Target 2010/11 | 7% |
        | Status | Green |
        | Lead officer | Head of Street Scene |

        | | Q1 2010/11 | Q2 2010/11 | Q3 2010/11 |
        | Actual | 6% | 5% | 4% |
        """,
        """
        NI 195 Street cleanliness: litter; green - -; t@2010/11=7 a@2010/11 Q1=6 a@2010/11 Q2=5 a@2010/11 Q3=4
        """,
    ),
    Case(
        "years over what they name, in cells of their own",
        """
        # How we perform: annual report for 2016/17
        | | 2014/15 | 2015/16 | 2016/17 | 2016/17 |
        | Performance indicator | Value | Value | Value | Target |
        | Contact centre customers satisfied | 79.2% | 75.6% | Due Mar 2018 | 90% |
        | Stage 1 complaints answered in time | 86% | 84.9% | 85.1% | 80% |
        """,
        """
        Contact centre customers satisfied; - - -; p@2014/15=79.2 p@2015/16=75.6 a@2016/17=due t@2016/17=90
        Stage 1 complaints answered in time; - - -; p@2014/15=86 p@2015/16=84.9 a@2016/17=85.1 t@2016/17=80
        """,
    ),
    Case(
        "a change told in two ways is the figures' own",
        """
        # Scrutiny Meeting: Recorded Crime, 12 months to April 2024
        | Measure | Earlier period | Later period | Change | < |
        | ^ | May-22 to Apr-23 | May-23 to Apr-24 | Numeric | Percentage |
        | All recorded crime | 93,984 | 95,985 | + 2,001 | + 2.1% |
        | 999 calls answered | 4,102 | 3,655 | - 447 | - 10.9% |
        """,
        """
        All recorded crime; - - -; p@2023-04=93984 a@2024-04=95985 v@2024-04=2001 v@2024-04=2.1
        999 calls answered; - - -; p@2023-04=4102 a@2024-04=3655 v@2024-04=-447 v@2024-04=-10.9
        """,
    ),
    Case(
        "the numbers of measures under a word for measures",
        """
        # Measuring Progress: Quarter 3 2023/24
        | KPI | Description | Q3 | Target |
        | 1.1 | Accidental dwelling fires | 211 | 220 |
        | 1.2 | Casualties in dwelling fires | 14 | 12 |
        | 3.1 | On-call availability | 79.4% | 75% |
        """,
        """
        1.1 Accidental dwelling fires; - - -; a@2023/24 Q3=211 t@2023/24=220
        1.2 Casualties in dwelling fires; - - -; a@2023/24 Q3=14 t@2023/24=12
        3.1 On-call availability; - - -; a@2023/24 Q3=79.4 t@2023/24=75
        """,
    ),
    Case(
        "a comment beside a code that stands for both rows",
        """
        # Corporate Performance Report 2022/23
        | Ref | Measure | Q1 | Q2 | Target 2022/23 |
        | C1 | Calls abandoned | 8.1% | 5.4% | 5.0% |
        | ^ | Commentary: Down from 11.3% in 2021/22; 14,202 calls were taken. | < | < | < |
        | C2 | Days to process claims | 21 | 19 | 20 |
        | ^ | Commentary: Two vacancies; 60% of claims are complex. | < | < | < |
        """,
        """
        C1 Calls abandoned; - - -; a@2022/23 Q1=8.1 a@2022/23 Q2=5.4 t@2022/23=5.0
        C2 Days to process claims; - - -; a@2022/23 Q1=21 a@2022/23 Q2=19 t@2022/23=20
        """,
    ),
    Case(
        "groups that the numbers of their measures go on from",
        """
        # Corporate performance, Quarter 2 2023/24
        | Measure | Target | Q2 |
        | 1. Resources | | |
        | 1.1 Council tax collected | 57.00% | 56.71% |
        | 1.2 Business rates collected | 56.50% | 58.02% |
        | 2. People | | |
        | 2.1 Staff turnover | 12.0% | 12.9% |
        """,
        """
        1.1 Council tax collected; - - -; t@2023/24=57.00 a@2023/24 Q2=56.71
        1.2 Business rates collected; - - -; t@2023/24=56.50 a@2023/24 Q2=58.02
        2.1 Staff turnover; - - -; t@2023/24=12.0 a@2023/24 Q2=12.9
        """,
    ),
    Case(
        "a note's figure is no result, and the day of printing no period",
        """
        # Corporate Performance Indicators
        . Report Author: Performance Team, Generated on: 24 October 2022
        | PI Code | PI Title | Q2 2022/23 | < | Latest Note |
        | ^ | ^ | Value | Target | ^ |
        | HSG 07 | Current tenant arrears | 4.60% | 4.50% | 12 cases are with the courts. |
        | CEX 01 | Invoices paid within 30 days | 97.20% | 95.00% | Target met for the third quarter running. |
        """,
        """
        HSG 07 Current tenant arrears; - - -; a@2022/23 Q2=4.60 t@2022/23 Q2=4.50
        CEX 01 Invoices paid within 30 days; - - -; a@2022/23 Q2=97.20 t@2022/23 Q2=95.00
        """,
    ),
    Case(
        "a section reports on its own quarter",
        """
        # Place Directorate scorecard: Quarter 1 2023/24
        | Ref | Measure | Actual | Target |
        | P1 | Potholes repaired in time | 94.2% | 95% |
        | P2 | Street lights working | 99.1% | 99% |
        # Place Directorate scorecard: Quarter 2 2023/24
        | Ref | Measure | Actual | Target |
        | P1 | Potholes repaired in time | 94.8% | 95% |
        | P2 | Street lights working | 98.4% | 99% |
        # What changed since Quarter 4 2022/23
        | Ref | Measure | Actual | Target |
        | P3 | Bus passengers | 3,420 | 3,300 |
        | P4 | Bridges inspected | 12 | 12 |
        """,
        """
        P1 Potholes repaired in time; - - -; a@2023/24 Q1=94.2 t@2023/24=95
        P2 Street lights working; - - -; a@2023/24 Q1=99.1 t@2023/24=99
        P1 Potholes repaired in time; - - -; a@2023/24 Q2=94.8 t@2023/24=95
        P2 Street lights working; - - -; a@2023/24 Q2=98.4 t@2023/24=99
        P3 Bus passengers; - - -; a@2023/24 Q1=3420 t@2023/24=3300
        P4 Bridges inspected; - - -; a@2023/24 Q1=12 t@2023/24=12
        """,
    ),
    Case(
        "a box for each measure, each cell saying what it holds",
        """
        # Resident Services Dashboard: Quarter 3 2024/25
        | Council homes meeting the standard | < |
        | [ffc000]94.1% | ↑ |
        | Target: 95% | Last quarter: 93.0% |
        # Lettings
        | Temporary accommodation households | < |
        | [ff0000]612 | ↓ |
        | Target: 550 | Last quarter: 640 |
        """,
        """
        Council homes meeting the standard; amber up -; a@2024/25 Q3=94.1!amber t@2024/25=95 p@2024/25 Q2=93.0
        Temporary accommodation households; red down -; a@2024/25 Q3=612!red t@2024/25=550 p@2024/25 Q2=640
        """,
    ),
    Case(
        "an indicator over its target, its result and what they come to",
        """
        # Statutory indicators and standards 2023/24
        | Indicator: The average processing time of major applications | < | < |
        | Target:~A maximum of 30 weeks. | Year-end result:~67.4 weeks. | [ff7c80]Status:~Not achieved. |
        | Indicator: The percentage of enforcement cases concluded | < | < |
        | Target:~A minimum of 70%. | Year-end result:~87.3%. | [92d050]Status:~Achieved. |
        """,
        """
        The average processing time of major applications; red - -; t@2023/24=30 a@2023/24=67.4
        The percentage of enforcement cases concluded; green - -; t@2023/24=70 a@2023/24=87.3
        """,
    ),
    Case(
        "a form under a bar, with its quarter in brackets and a figure in the comment",
        """
        # Performance Scorecard Q4 2023/24
        | *PI 12: Council tax collected in year* | < | < | < |
        | What does good look like? | High | Responsible officer | Head of Service |
        | Target | 98.2% | RAG rating | [ffc000]Amber |
        | This quarter (Q4 2023/24) | 97.9% | Direction of travel | ↓ |
        | Last quarter | 84.1% | Same quarter last year | 98.0% |
        | Commentary | £1.2m below profile. | < | < |
        """,
        """
        PI 12 Council tax collected in year; amber down higher; t@2023/24=98.2 a@2023/24 Q4=97.9 p@2023/24 Q3=84.1 p@2022/23 Q4=98.0
        """,
        ("word",),
    ),
    Case(
        "measures merged over their quarters",
        """
        # Service plan returns 2024/25
        | Ref | Measure | Quarter | Result | Target | Status |
        | E1 | Streets cleansed to grade B | Q1 | 91.0% | 90% | [00b050]Green |
        | ^ | ^ | Q2 | 87.5% | 90% | [ffc000]Amber |
        | E2 | Graffiti removed in 3 days | Q1 | 88.0% | 95% | [ff0000]Red |
        | ^ | ^ | Q2 | 96.0% | 95% | [00b050]Green |
        """,
        """
        E1 Streets cleansed to grade B; amber - -; a@2024/25 Q1=91.0!green t@2024/25 Q1=90 a@2024/25 Q2=87.5!amber t@2024/25 Q2=90
        E2 Graffiti removed in 3 days; green - -; a@2024/25 Q1=88.0!red t@2024/25 Q1=95 a@2024/25 Q2=96.0!green t@2024/25 Q2=95
        """,
    ),
    Case(
        "a blue symbol of the key that rates nothing",
        """
        # Corporate indicators, Quarter 2 2023/24
        | Measure | Q2 | Status |
        | Invoices paid in time | 97.2% | {dot 00b050} |
        | Sickness days | 2.81 | {dot ff0000} |
        | Families in bed and breakfast | 9 | {dot 0070c0} |
        # Key to status
        | {dot 00b050} | On target |
        | {dot ff0000} | Off target |
        | {dot 0070c0} | Data only |
        """,
        """
        Invoices paid in time; green - -; a@2023/24 Q2=97.2
        Sickness days; red - -; a@2023/24 Q2=2.81
        Families in bed and breakfast; grey - -; a@2023/24 Q2=9
        """,
    ),
    Case(
        "arrows before changes on the quarter before, and on the target",
        """
        # Key performance indicators, Quarter 2 2023/24
        | Measure | Q1 | Q2 | Change on previous quarter |
        | Homes completed | 41 | 58 | ▲17 |
        | Complaints | 12 | 9 | ▼3 |
        # Other indicators
        | Measure | Q1 | Q2 | Target | Difference from target |
        | Visits | 41 | 58 | 60 | ▼2 |
        | Loans | 12 | 9 | 8 | ▲1 |
        """,
        """
        Homes completed; - up -; a@2023/24 Q1=41 a@2023/24 Q2=58 v@2023/24 Q2=17
        Complaints; - down -; a@2023/24 Q1=12 a@2023/24 Q2=9 v@2023/24 Q2=-3
        Visits; - - -; a@2023/24 Q1=41 a@2023/24 Q2=58 t@2023/24=60 v@2023/24=-2
        Loans; - - -; a@2023/24 Q1=12 a@2023/24 Q2=9 t@2023/24=8 v@2023/24=1
        """,
    ),
    Case(
        "annual figures in a quarter's paper, and a plan that dates none",
        """
        # Corporate Performance Report Quarter 3 2024/25
        . Position of the council
        # Annual indicators 2023/24
        | Indicator | Actual | Target |
        | Residents satisfied with the council | 61% | 65% |
        | Tenants satisfied with repairs | 74% | 75% |
        # Delivering the Council Plan 2024-28
        | Indicator | Actual | Target |
        | New council homes | 112 | 150 |
        | Trees planted | 2,400 | 3,000 |
        """,
        """
        Residents satisfied with the council; - - -; a@2023/24=61 t@2023/24=65
        Tenants satisfied with repairs; - - -; a@2023/24=74 t@2023/24=75
        New council homes; - - -; a@2024/25 Q3=112 t@2024/25=150
        Trees planted; - - -; a@2024/25 Q3=2400 t@2024/25=3000
        """,
    ),
    Case(
        "lettered parts below a measure's name alone",
        """
        # Q1 2023/24 scorecard
        | Measure | Target | Q1 2023/24 | RAG | Trend |
        | Complaints answered in time: | | | | |
        | a) Stage 1 | 90% | 95% | Green | ↑ |
        | b) Stage 2 | 90% | 80% | Red | ↓ |
        | Homes built | 10 | 12 | Green | ↑ |
        """,
        """
        a) Stage 1; green up -; t@2023/24=90 a@2023/24 Q1=95
        b) Stage 2; red down -; t@2023/24=90 a@2023/24 Q1=80
        Homes built; green up -; t@2023/24=10 a@2023/24 Q1=12
        """,
    ),
    Case(
        "a measure's name in the corner over its target and result",
        """
        # Q2 2023/24 scorecard
        # Housing
        | *Homes built* | *Q1 2023/24* | *Q2 2023/24* | *RAG* |
        | Target | 10 | 11 | |
        | Actual | 12 | 9 | Amber |
        # Roads
        | *Potholes filled* | *Q2 2023/24* | *RAG* |
        | Target | 300 | Red |
        | Actual | 280 | ^ |
        """,
        """
        Homes built; amber - -; t@2023/24 Q1=10 a@2023/24 Q1=12 t@2023/24 Q2=11 a@2023/24 Q2=9
        Potholes filled; red - -; t@2023/24 Q2=300 a@2023/24 Q2=280
        """,
    ),
    Case(
        "a measure's bar over the target and result of one quarter",
        """
        # Q1 2023/24 scorecard
        | *Homes built* | < | < |
        | | Q1 2023/24 | RAG |
        | Target | 10 | Green |
        | Actual | 12 | ^ |
        """,
        "Homes built; green - -; t@2023/24 Q1=10 a@2023/24 Q1=12",
    ),
    Case(
        "the year and the quarter in cells beside their labels",
        """
        # Performance scorecard
        | Year | 2023/24 | Quarter | 3 |
        . Corporate measures
        | Measure | Target | Actual | RAG |
        | Homes built | 10 | 12 | Green |
        | Trees planted | 10 | 5 | Red |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023/24 Q3=12
        Trees planted; red - -; t@2023/24=10 a@2023/24 Q3=5
        """,
    ),
    *(
        Case(
            f"ratings in numbers, by a key of {what}",
            f"""
            # Q1 2023/24 scorecard
            | Measure | Target | Q1 2023/24 | RAG |
            | Homes built | 10 | 12 | 3 |
            | Potholes filled | 10 | 9 | 2 |
            | Trees planted | 10 | 5 | 1 |
            {key}
            """,
            """
            Homes built; green - -; t@2023/24=10 a@2023/24 Q1=12
            Potholes filled; amber - -; t@2023/24=10 a@2023/24 Q1=9
            Trees planted; red - -; t@2023/24=10 a@2023/24 Q1=5
            """,
        )
        for what, key in (
            ("one line", ". Key: 1 = Red, 2 = Amber, 3 = Green"),
            ("short lines", ". 3 = Green\n. 2 = Amber (within 10%)\n. 1 = Red"),
        )
    ),
    Case(
        "names over the first of two columns each, in the row of the other names",
        """
        # Q3 2023/24 scorecard
        | *Measure* | *Target* | | *Actual* | | *Rating* |
        | | *Quarter only* | *YTD* | *Quarter only* | *YTD* | |
        | Staff turnover | 22.3% | 21.2% | 23.2% | 24.9% | Red |
        | Homes built | 41 | 120 | 44 | 131 | Green |
        """,
        """
        Staff turnover; red - -; t@2023/24 Q3=22.3 t@2023/24=21.2 a@2023/24 Q3=23.2 a@2023/24=24.9
        Homes built; green - -; t@2023/24 Q3=41 t@2023/24=120 a@2023/24 Q3=44 a@2023/24=131
        """,
    ),
    Case(
        "names over labels and figures, the first one at the head of them all",
        """
        # Q2 2023/24 scorecard
        | *Homes built* | < |
        | Target | 40 |
        | Q2 actual | 22 |
        | RAG status | Amber |
        | *Trees planted* | < |
        | Target | 300 |
        | Q2 actual | 310 |
        | RAG status | Green |
        """,
        """
        Homes built; amber - -; t@2023/24=40 a@2023/24 Q2=22
        Trees planted; green - -; t@2023/24=300 a@2023/24 Q2=310
        """,
    ),
    Case(
        "names over a row of headers and a row of figures each",
        """
        # Q2 2023/24 scorecard
        | [e7e6e6] *Homes built* | < | < |
        | Target | Q2 actual | RAG |
        | 40 | 22 | Amber |
        | [e7e6e6] *Trees planted* | < | < |
        | Target | Q2 actual | RAG |
        | 300 | 310 | Green |
        """,
        """
        Homes built; amber - -; t@2023/24=40 a@2023/24 Q2=22
        Trees planted; green - -; t@2023/24=300 a@2023/24 Q2=310
        """,
    ),
    Case(
        "a measure's months above the same months last year, and spend in a corner",
        """
        # Monthly scorecard May 2024
        | *Calls answered* | < | < |
        | | Apr 24 | May 24 |
        | Target | 90% | 90% |
        | Actual | 88% | 91% |
        | Same month last year | 85% | 86% |
        # Money
        | *Agency spend* | *Apr 24* | *May 24* |
        | Target | £40,000 | £40,000 |
        | Actual | £41,000 | £38,000 |
        """,
        """
        Calls answered; - - -; t@2024-04=90 a@2024-04=88 p@2023-04=85 t@2024-05=90 a@2024-05=91 p@2023-05=86
        Agency spend; - - -; t@2024-04=40000 a@2024-04=41000 t@2024-05=40000 a@2024-05=38000
        """,
    ),
    Case(
        "priorities merged over measures whose ratings are nothing but paint",
        """
        # Q2 2022/23 scorecard
        | Priority | Ref | Measure | Q2 target | Q2 actual | RAG | Lead |
        | Place | K1 | Litter | 125 | 125 | [00b050] | S Okafor |
        | ^ | K2 | Repairs | 201 | 221 | [ffc000] | J Carter |
        | ^ | K3 | Adaptations | 60 | 31 | [ff0000] | A Patel |
        | People | K4 | Absence | 12 | 9 | [00b050] | S Okafor |
        | ^ | K5 | Attainment | 70% | 69% | [ffc000] | J Carter |
        """,
        """
        K1 Litter; green - -; t@2022/23 Q2=125 a@2022/23 Q2=125
        K2 Repairs; amber - -; t@2022/23 Q2=201 a@2022/23 Q2=221
        K3 Adaptations; red - -; t@2022/23 Q2=60 a@2022/23 Q2=31
        K4 Absence; green - -; t@2022/23 Q2=12 a@2022/23 Q2=9
        K5 Attainment; amber - -; t@2022/23 Q2=70 a@2022/23 Q2=69
        """,
    ),
    Case(
        "cards side by side whose ratings are nothing but paint",
        """
        # Q2 2022/23 scorecard
        | *Homes built* | < | *Trees planted* | < |
        | Target | 40 | Target | 300 |
        | Actual | 22 | Actual | 310 |
        | RAG | [ff0000] | RAG | [00b050] |
        """,
        """
        Homes built; red - -; t@2022/23=40 a@2022/23 Q2=22
        Trees planted; green - -; t@2022/23=300 a@2022/23 Q2=310
        """,
    ),
    Case(
        "a form whose measure's name speaks of spend",
        """
        # Q2 2022/23 scorecard
        | Measure | Agency spend | < | < |
        | Owner | S Okafor | Good is | Low |
        | Target | £40,000 | Actual | £38,000 |
        | Comment | Two posts were filled. | < | < |
        """,
        "Agency spend; - - lower; t@2022/23=40000 a@2022/23 Q2=38000",
    ),
    Case(
        "the year and the quarter of each row in columns of their own",
        """
        # Q2 2023/24 scorecard
        | Measure | Year | Quarter | Target | Actual | RAG |
        | Homes built | 2023/24 | Q1 | 10 | 9 | Amber |
        | Homes built | 2023/24 | Q2 | 11 | 12 | Green |
        | Trees planted | 2023/24 | Q1 | 50 | 60 | Green |
        | ^ | ^ | Q2 | 70 | 40 | Red |
        """,
        """
        Homes built; green - -; t@2023/24 Q1=10 a@2023/24 Q1=9!amber t@2023/24 Q2=11 a@2023/24 Q2=12!green
        Trees planted; red - -; t@2023/24 Q1=50 a@2023/24 Q1=60!green t@2023/24 Q2=70 a@2023/24 Q2=40!red
        """,
    ),
    Case(
        "cards of headers, figures and a remark, each in a bar of its own",
        """
        # Q2 2020/21 scorecard
        | [e7e6e6] *Homes built* | < | < | < |
        | 2019/20 outturn | Target | Q2 result | RAG |
        | 38 | 40 | 22 | Amber |
        | Comment: Two sites were late. | < | < | < |
        . Place
        | [e7e6e6] *Trees planted* | < | < | < |
        | 2019/20 outturn | Target | Q2 result | RAG |
        | 280 | 300 | 310 | Green |
        | Comment: A mild autumn. | < | < | < |
        """,
        """
        Homes built; amber - -; p@2019/20=38 t@2020/21=40 a@2020/21 Q2=22
        Trees planted; green - -; p@2019/20=280 t@2020/21=300 a@2020/21 Q2=310
        """,
    ),
    Case(
        "ratings right below their figures, beside a name merged over both",
        """
        # Q2 2023/24 scorecard
        | *Measure* | *Target* | *2023/24* | < |
        | ^ | ^ | *Q1* | *Q2* |
        | Housing | < | < | < |
        | Homes built | 40 | 12 | 22 |
        | ^ | ^ | Green | Amber |
        | Roads | < | < | < |
        | Potholes filled | 300 | 140 | n/a |
        | ^ | ^ | [ff0000] | |
        """,
        """
        Homes built; amber - -; t@2023/24=40 a@2023/24 Q1=12!green a@2023/24 Q2=22!amber
        Potholes filled; - - -; t@2023/24=300 a@2023/24 Q1=140!red a@2023/24 Q2=not_applicable
        """,
    ),
    Case(
        "headers typed against their periods",
        """
        # Q2 2023/24 scorecard
        | Measure | 2023/24Targets | < | 2023/24Actuals | < | Rating |
        | | Q1 | Q2 | Q1 | Q2 | |
        | Staff turnover | 22.3% | 21.2% | 23.2% | 24.9% | Red |
        | Homes built | 41 | 50 | 44 | 51 | Green |
        """,
        """
        Staff turnover; red - -; t@2023/24 Q1=22.3 t@2023/24 Q2=21.2 a@2023/24 Q1=23.2 a@2023/24 Q2=24.9
        Homes built; green - -; t@2023/24 Q1=41 t@2023/24 Q2=50 a@2023/24 Q1=44 a@2023/24 Q2=51
        """,
    ),
    Case(
        "months in numbers, over the turn of the year",
        """
        # Monthly scorecard 2023/24
        | Measure | Target | 11/23 | 12/23 | 01/24 | RAG |
        | Homes built | 10 | 1 | 2 | 3 | Green |
        | Trees planted | 11 | 4 | 5 | 6 | Red |
        """,
        """
        Homes built; green - -; t@2023/24=10 a@2023-11=1 a@2023-12=2 a@2024-01=3
        Trees planted; red - -; t@2023/24=11 a@2023-11=4 a@2023-12=5 a@2024-01=6
        """,
    ),
    Case(
        "numbered lines that begin with colours, and rate nothing",
        """
        # Q1 2023/24 scorecard
        | Measure | Target | Q1 2023/24 | RAG |
        | Homes built | 10 | 12 | 2 |
        | Trees planted | 10 | 5 | 1 |
        . 1: Green spaces
        . 2: Red Lion Square
        """,
        """
        Homes built; - - -; t@2023/24=10 a@2023/24 Q1=12
        Trees planted; - - -; t@2023/24=10 a@2023/24 Q1=5
        """,
    ),
)


@each_making(CASES, OFFICE)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


def test_a_sheet_for_each_quarter_that_only_its_tab_names(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.worksheets[0]
    cover["A1"] = "Environment scorecard 2023/24"
    for quarter, result in (("Q1", 46), ("Q2", 44)):
        sheet = book.create_sheet(quarter)
        sheet.append(["Measure", "Actual", "Target"])
        sheet.append(["Waste recycled", result, 45])
        sheet.append(["Missed bins", 10 + result, 55])
    book.save(tmp_path / "book.xlsx")
    assert said(read_scorecard(tmp_path / "book.xlsx")).splitlines() == [
        "Waste recycled; - - -; a@2023/24 Q1=46 t@2023/24=45",
        "Missed bins; - - -; a@2023/24 Q1=56 t@2023/24=55",
        "Waste recycled; - - -; a@2023/24 Q2=44 t@2023/24=45",
        "Missed bins; - - -; a@2023/24 Q2=54 t@2023/24=55",
    ]


@pytest.mark.parametrize("maker", OFFICE)
def test_a_header_that_is_printed_again_with_another_name_begins_a_section(
    maker: str, tmp_path: Path
) -> None:
    paper = """
        # Q2 2020/21 scorecard
        | *Housing* | *Target* | *Q2 actual* | *RAG* |
        | Homes built | 40 | 22 | Amber |
        | Repairs in time | 90% | 92% | Green |
        | *Roads* | *Target* | *Q2 actual* | *RAG* |
        | Potholes filled | 300 | 280 | Amber |
        | *Parks* | *Target* | *Q2 actual* | *RAG* |
        | Trees planted | 300 | 310 | Green |
        """
    records = read_scorecard(MAKERS[maker](paper, tmp_path)).records
    assert [(record.title, record.section) for record in records] == [
        ("Homes built", ("Housing",)),
        ("Repairs in time", ("Housing",)),
        ("Potholes filled", ("Roads",)),
        ("Trees planted", ("Parks",)),
    ]
