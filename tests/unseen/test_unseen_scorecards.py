# ruff: noqa: E501
"""Scorecards of forces, health bodies and councils in several makings. What each says is typed
from its picture."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making

CASES = (
    Case(
        "calendar years that follow each other, the last one provisional",
        """
        # Education outcomes 2025
        | Key stage measure | 2023 | 2024 | 2025 (prov) | National 2025 | Gap to national | Statistical neighbour average
        | Good level of development (%) | 66.1 | 67.0 | 68.4 | 68.3 | +0.1 | 67.9
        | KS2 combined (%) | 58 | 60 | 59 | 62 | -3 | 61
        """,
        """
        Good level of development (%); - - -; p=66.1 p=67.0 a=68.4 c=68.3 v=0.1 c=67.9
        KS2 combined (%); - - -; p=58 p=60 a=59 c=62 v=-3 c=61
        """,
    ),
    Case(
        "money under headers of the scheme's own is no comparator",
        """
        # Capital Programme Monitoring 2025/26
        | Scheme | Total approved £m | Spent in prior years £m | 2025/26 budget £m | Spend to date £m | Forecast 2025/26 £m | RAG
        | Leisure centre rebuild | 28.40 | 6.10 | 14.00 | 4.85 | 11.20 | [ffc000] A
        | Town hall retrofit | 12.75 | 1.05 | 4.60 | 0.32 | 1.90 | [ff0000] R
        """,
        """
        Leisure centre rebuild; amber - -; o=28400000 o=6100000 b@2025/26=14000000 a@2025/26=4850000 f@2025/26=11200000
        Town hall retrofit; red - -; o=12750000 o=1050000 b@2025/26=4600000 a@2025/26=320000 f@2025/26=1900000
        """,
    ),
    Case(
        "pledges that begin with figures, numbered under their own word",
        """
        # Pledges tracker, autumn 2025
        | Pledge | What we said | Progress so far | % complete | Status
        | 1 | Franchise the bus network | Tranche 2 went live in March with 1,120 buses | 90% | {dot 00a651} On track
        | 2 | 100 miles of active travel routes | 61 miles complete, 24 in build | 61% | {dot ffb000} At risk
        | 3 | 10,000 retrofit training places | 3,905 places funded | 39% | {dot e4002b} Off track
        """,
        """
        1 Franchise the bus network; green - -; a=90
        2 100 miles of active travel routes; amber - -; a=61
        3 10,000 retrofit training places; red - -; a=39
        """,
        ("ruled", "across", "word"),
    ),
    Case(
        "slightly below says target itself",
        """
        # Quarterly performance 2024/25
        | Ref | Performance indicator | Actual | Target | Status
        | CG1 | Streets at acceptable cleanliness | 95.1% | 95.0% | Achieved
        | CG2 | Garden waste subscribers | 21,902 | 22,500 | Slightly below
        | SC2 | Reports of anti-social behaviour | 377 | 350 | Not achieved
        """,
        """
        CG1 Streets at acceptable cleanliness; green - -; a@2024/25=95.1 t@2024/25=95.0
        CG2 Garden waste subscribers; amber - -; a@2024/25=21902 t@2024/25=22500
        SC2 Reports of anti-social behaviour; red - -; a@2024/25=377 t@2024/25=350
        """,
    ),
    Case(
        "a rank beside money in millions is no money, day centres are no days",
        """
        # Oversight metrics 2025/26
        | Metric | Value 2025/26 | Target | Rank (of 42)
        | Planned deficit (£m) | 12.4 | 0.0 | 31
        | Cost of day centres (£m) | 3.1 | 3.0 | 9
        """,
        """
        Planned deficit (£m); - - -; a@2025/26=12400000 t@2025/26=0.0 q@2025/26=31
        Cost of day centres (£m); - - -; a@2025/26=3100000 t@2025/26=3000000 q@2025/26=9
        """,
    ),
    Case(
        "transport to day centres under thousands of pounds",
        """
        # Savings tracker 2025/26
        | Ref | Proposal | Budget (£000) | Forecast (£000) | Confidence
        | AD1 | Direct payments review | 640 | 640 | [00b050] High
        | AD4 | Transport to day centres | 225 | 110 | [ff0000] Low
        """,
        """
        AD1 Direct payments review; green - -; b@2025/26=640000 f@2025/26=640000
        AD4 Transport to day centres; red - -; b@2025/26=225000 f@2025/26=110000
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a key's last symbol before the arrows that a word heads",
        """
        # Half-year performance report 2025/26
        . ★ Exceeding target  ● On target  ▲ Just below target  ■ Well below target  Trend: ↗ better than last year, ↘ worse
        | PI | Description | Actual | Target | Status
        | L1 | Gym membership | 5,090 | 5,080 | ●
        | L2 | Park quality score | 74 | 77 | ▲
        | L3 | Library loans | 241 | 300 | ■
        """,
        """
        L1 Gym membership; green - -; a@2025-09=5090 t@2025/26=5080
        L2 Park quality score; amber - -; a@2025-09=74 t@2025/26=77
        L3 Library loans; red - -; a@2025-09=241 t@2025/26=300
        """,
        ("ruled", "across", "word"),
    ),
    Case(
        "quarters that begin again under another header stay in the year",
        """
        # Better Care Fund 2025/26 Q2
        | Metric | Plan | < | < | < | Actual | < | On track to meet plan?
        | ^ | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | ^
        | Emergency admissions per 100,000 | 1,744 | 1,760 | 1,801 | 1,822 | 1,702 | 1,791 | No
        | Length of discharge delay (days) | 0.62 | 0.60 | 0.58 | 0.55 | 0.59 | 0.57 | Yes
        """,
        """
        Emergency admissions per 100,000; red - -; t@2025/26 Q1=1744 t@2025/26 Q2=1760 t@2025/26 Q3=1801 t@2025/26 Q4=1822 a@2025/26 Q1=1702 a@2025/26 Q2=1791
        Length of discharge delay (days); green - -; t@2025/26 Q1=0.62 t@2025/26 Q2=0.60 t@2025/26 Q3=0.58 t@2025/26 Q4=0.55 a@2025/26 Q1=0.59 a@2025/26 Q2=0.57
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "an average of months in short heads a column",
        """
        # Monthly dashboard, September 2025
        | Measure | Jul-25 | Aug-25 | Sep-25 | 12m avg | Target | RAG
        | Referrals within 24 hours (%) | 94.8 | 95.6 | 96.2 | 92.9 | 95 | G
        | Assessments in 45 days (%) | 81.1 | 79.0 | 76.5 | 79.9 | 85 | R
        """,
        """
        Referrals within 24 hours (%); green - -; a@2025-07=94.8 a@2025-08=95.6 a@2025-09=96.2 c=92.9 t@2025/26=95
        Assessments in 45 days (%); red - -; a@2025-07=81.1 a@2025-08=79.0 a@2025-09=76.5 c=79.9 t@2025/26=85
        """,
    ),
    Case(
        "arrows in the cells of several years: the latest is the trend",
        """
        # Community planning outcomes
        | Outcome indicator | 2022/23 | 2023/24 | 2024/25 | Scotland 2024/25
        | School leavers in positive destinations (%) | 95.2 ▼ | 96.0 ▲ | 96.4 ▲ | 95.9
        | Employment rate (%) | 75.1 ▲ | 75.1 | 74.2 ▼ | 74.7
        """,
        """
        School leavers in positive destinations (%); - up -; a@2022/23=95.2 a@2023/24=96.0 a@2024/25=96.4 c@2024/25=95.9
        Employment rate (%); - down -; a@2022/23=75.1 a@2023/24=75.1 a@2024/25=74.2 c@2024/25=74.7
        """,
        ("ruled", "across", "word"),
    ),
    Case(
        "two tables abreast that each name their quadrant over the measures",
        """
        # Balanced scorecard 2024/25
        | Customer | Target | Actual | RAG | Finance | Target | Actual | RAG
        | Calls answered | 90% | 93% | {dot 00a651} | Council tax in year | 55.0% | 54.2% | {dot ffb000}
        | Emails within 5 days | 95% | 88% | {dot e4002b} | Business rates in year | 56.5% | 57.1% | {dot 00a651}
        | Complaints upheld | 30% | 31% | {dot ffb000} | Invoices paid in 30 days | 98% | 90% | {dot e4002b}
        """,
        """
        Calls answered; green - -; t@2024/25=90 a@2024/25=93
        Emails within 5 days; red - -; t@2024/25=95 a@2024/25=88
        Complaints upheld; amber - -; t@2024/25=30 a@2024/25=31
        Council tax in year; amber - -; t@2024/25=55.0 a@2024/25=54.2
        Business rates in year; green - -; t@2024/25=56.5 a@2024/25=57.1
        Invoices paid in 30 days; red - -; t@2024/25=98 a@2024/25=90
        """,
    ),
    Case(
        "bare years under the council's name, between headers merged down",
        """
        # Children's services benchmarking
        | Indicator | Polarity | Northmere | < | < | Statistical neighbours | England | Rank (of 153)
        | ^ | ^ | 2023 | 2024 | 2025 | 2025 | 2025 | ^
        | Children in need rate per 10,000 | Low | 341.0 | 338.9 | 329.4 | 361.2 | 332.9 | 71
        | Re-referrals within 12 months (%) | Low | 23.1 | 21.0 | 19.7 | 22.6 | 22.4 | 38
        """,
        """
        Children in need rate per 10,000; - - lower; p=341.0 p=338.9 a=329.4 c=361.2 c=332.9 q=71
        Re-referrals within 12 months (%); - - lower; p=23.1 p=21.0 a=19.7 c=22.6 c=22.4 q=38
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "better than England is no trend",
        """
        # Outcomes 2024/25
        | Outcome measure | 2023/24 | 2024/25 | England | Compared with England
        | Quality of life (score out of 24) | 19.0 | 19.2 | 19.1 | [c6efce] Better
        | Needs met by admission (per 100,000) | 640.1 | 655.8 | 566.0 | [ffc7ce] Worse
        | At home after discharge (%) | 82.0 | 82.9 | 83.8 | [ffeb9c] Similar
        """,
        """
        Quality of life (score out of 24); green - -; a@2023/24=19.0 a@2024/25=19.2 c=19.1
        Needs met by admission (per 100,000); red - -; a@2023/24=640.1 a@2024/25=655.8 c=566.0
        At home after discharge (%); amber - -; a@2023/24=82.0 a@2024/25=82.9 c=83.8
        """,
    ),
    Case(
        "Welsh quarters in short",
        """
        # Adroddiad Perfformiad Chwarter 2 2025/26
        | Cyf | Dangosydd Perfformiad | Perfformiad Ch2 2024/25 | Targed Ch2 2025/26 | Perfformiad Ch2 2025/26 | Statws CAG
        | CC01 | Canran y gwastraff a ailgylchwyd | 68.1% | 70.0% | 70.6% | [92d050] Gwyrdd
        | CC02 | Nifer yr achosion o dipio anghyfreithlon | 412 | 380 | 431 | [ff0000] Coch
        """,
        """
        CC01 Canran y gwastraff a ailgylchwyd; green - -; p@2024/25 Q2=68.1 t@2025/26 Q2=70.0 a@2025/26 Q2=70.6
        CC02 Nifer yr achosion o dipio anghyfreithlon; red - -; p@2024/25 Q2=412 t@2025/26 Q2=380 a@2025/26 Q2=431
        """,
    ),
    Case(
        "icons of a control chart rate nothing",
        """
        # Integrated Performance Report, Month 6 2025/26
        | Metric | Performance | Standard | Variation | Assurance | Mean
        | A&E 4 hour performance | 74.2% | 78.0% | {dot 8a8a8a} C | {dot 8a8a8a} | 73.6%
        | 12 hour breaches | 412 | 0 | {dot e8731a} H | {dot e8731a} F | 355
        | Category 2 mean response (mins) | 33.4 | 30.0 | {dot 2f6eb5} L | {dot 8a8a8a} | 37.9
        """,
        """
        A&E 4 hour performance; - - -; a@2025-09=74.2 t@2025/26=78.0 o=73.6
        12 hour breaches; - - -; a@2025-09=412 t@2025/26=0 o=355
        Category 2 mean response (mins); - - -; a@2025-09=33.4 t@2025/26=30.0 o=37.9
        """,
    ),
    Case(
        "a word for texts over the names of the rows",
        """
        # Greenhouse gas emissions of the Council (tCO2e)
        | Source | 2019/20 baseline | 2023/24 | 2024/25 | Change on baseline | Target 2029/30
        | Buildings: gas | 4,120 | 3,205 | 2,871 | -30% | 410
        | Buildings: electricity | 1,988 | 1,240 | 1,102 | -45% | 0
        | Fleet | 2,310 | 2,295 | 2,057 | -11% | 230
        """,
        """
        Buildings: gas; - - -; p@2019/20=4120 p@2023/24=3205 a@2024/25=2871 v@2024/25=-30 t@2029/30=410
        Buildings: electricity; - - -; p@2019/20=1988 p@2023/24=1240 a@2024/25=1102 v@2024/25=-45 t@2029/30=0
        Fleet; - - -; p@2019/20=2310 p@2023/24=2295 a@2024/25=2057 v@2024/25=-11 t@2029/30=230
        """,
    ),
    Case(
        "words for better or worse under an assessment",
        """
        # Performance 2024/25
        | Measure | 2023/24 | 2024/25 | Assessment
        | Residential burglary offences | 4,212 | 3,987 | Improving
        | Theft from the person offences | 1,118 | 1,302 | Deteriorating
        | Vehicle offences | 5,640 | 5,655 | Stable
        """,
        """
        Residential burglary offences; - improving -; a@2023/24=4212 a@2024/25=3987
        Theft from the person offences; - declining -; a@2023/24=1118 a@2024/25=1302
        Vehicle offences; - steady -; a@2023/24=5640 a@2024/25=5655
        """,
    ),
)


@each_making(CASES, ("ruled", "across", "word", "sheet"))
def test_read_as_its_picture_says(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
