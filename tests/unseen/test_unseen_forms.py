# ruff: noqa: E501
"""Papers that print a measure to a form, measures as columns, or a judgement where no
development paper has it. What each says is typed from its picture, as in test_unseen_layouts."""

from __future__ import annotations

from pathlib import Path

from tests.unseen.case import Case, each_making

CASES = (
    Case(
        "a form of label and value for each measure, its name in a field",
        """
        # Housing Performance Report Quarter 3 2022/23
        | Measure | H1 Rent collected of rent due | < | < |
        | Actual | 98.1% | Target | 98.5% |
        | Previous quarter | 97.9% | RAG | [f9c74f]AMBER |
        | Direction of travel | ↑ | Good is | High |
        | Commentary | Collection has improved since more officers were hired. | < | < |
        . The second measure
        | Measure | H3 Days to complete repairs | < | < |
        | Actual | 19.4 | Target | 14.0 |
        | Previous quarter | 17.2 | RAG | [f94144]RED |
        | Direction of travel | ↓ | Good is | Low |
        | Commentary | Contractors are short of staff. | < | < |
        """,
        """
        H1 Rent collected of rent due; amber up higher; a@2022/23 Q3=98.1 t@2022/23=98.5 p@2022/23 Q2=97.9
        H3 Days to complete repairs; red down lower; a@2022/23 Q3=19.4 t@2022/23=14.0 p@2022/23 Q2=17.2
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "measures as the columns of a table",
        """
        # Customer Contact: Quarter 1 2024/25
        | | Calls answered | Web forms completed | Complaints answered in time |
        | Target | 90% | 4,000 | 95% |
        | Q1 2024/25 | 92.4% | 4,312 | 88% |
        | Q1 2023/24 | 89.0% | 3,950 | 91% |
        | RAG | [92d050]Green | [92d050]Green | [ffd966]Amber |
        """,
        """
        Calls answered; green - -; t@2024/25=90 a@2024/25 Q1=92.4 p@2023/24 Q1=89.0
        Web forms completed; green - -; t@2024/25=4000 a@2024/25 Q1=4312 p@2023/24 Q1=3950
        Complaints answered in time; amber - -; t@2024/25=95 a@2024/25 Q1=88 p@2023/24 Q1=91
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "only the heading above names the measure",
        """
        # Economy scorecard 2023/24
        . KPI 1: Residents in work aged 16 to 64
        | Q1 | Q2 | Q3 | Target | RAG | DoT |
        | 71.2% | 71.9% | 72.4% | 72% | [00b050]G | ↑ |
        . KPI 2: Working days lost to vacancies
        | Q1 | Q2 | Q3 | Target | RAG | DoT |
        | 310 | 352 | 398 | 300 | [ff0000]R | ↑ |
        """,
        """
        KPI 1 Residents in work aged 16 to 64; green up -; a@2023/24 Q1=71.2 a@2023/24 Q2=71.9 a@2023/24 Q3=72.4 t@2023/24=72
        KPI 2 Working days lost to vacancies; red up -; a@2023/24 Q1=310 a@2023/24 Q2=352 a@2023/24 Q3=398 t@2023/24=300
        """,
        ("ruled", "word"),
    ),
    Case(
        "bare calendar years head the columns",
        """
        # Public Protection indicators
        | Indicator | Target | 2023 | 2022 | Rating |
        | Noise complaints answered in three days | 95% | 93.4% | 96.1% | Amber |
        | Test purchases refused | 90% | TBC | 88% | No data |
        | Cases closed within 14 days | 80% | 66% | 71% | Red |
        """,
        """
        Noise complaints answered in three days; amber - -; t=95 a=93.4 p=96.1
        Test purchases refused; grey - -; t=90 a=tbc p=88
        Cases closed within 14 days; red - -; t=80 a=66 p=71
        """,
    ),
    Case(
        "one column for status and direction: the arrow's colour is the status",
        """
        # Strategic Performance Quarter 2 2020/21
        | Ref | Performance indicator | Target | Q2 result | Status and direction |
        | SP1 | Residents satisfied with the council | 65% | 68% | {ink 008000}↑ |
        | SP2 | Domestic burglaries per 1,000 households | 3.9 | 4.6 | {ink cc0000}↓ |
        | SP3 | Young people not in education (NEET) | 2.5% | 2.6% | {ink ff9900}→ |
        """,
        """
        SP1 Residents satisfied with the council; green up -; t@2020/21=65 a@2020/21 Q2=68
        SP2 Domestic burglaries per 1,000 households; red down -; t@2020/21=3.9 a@2020/21 Q2=4.6
        SP3 Young people not in education (NEET); amber flat -; t@2020/21=2.5 a@2020/21 Q2=2.6
        """,
    ),
    Case(
        "a key with blue as best, in which orange is red",
        """
        # Corporate scorecard March 2022
        | Indicator | Target | March 2022 | March 2021 | Performance rating | Direction |
        | Parking appeals upheld | 20% | 14% | 22% | [9dc3e6] | ↘ |
        | Apprentices starting | 30 | 31 | 28 | [a9d18e] | ↗ |
        | Calls lost | 5.0% | 5.2% | 4.9% | [ffe699] | ↗ |
        | Adaptations in time | 90% | 71% | 82% | [f4b183] | ↓ |
        . Key to the performance rating
        | Colour | Meaning |
        | [9dc3e6] | Exceeding target by more than 10% |
        | [a9d18e] | On target |
        | [ffe699] | Slightly below target |
        | [f4b183] | Significantly below target |
        """,
        """
        Parking appeals upheld; blue down -; t@2021/22=20 a@2022-03=14 p@2021-03=22
        Apprentices starting; green up -; t@2021/22=30 a@2022-03=31 p@2021-03=28
        Calls lost; amber up -; t@2021/22=5.0 a@2022-03=5.2 p@2021-03=4.9
        Adaptations in time; red down -; t@2021/22=90 a@2022-03=71 p@2021-03=82
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a budget that nothing rates, and one that is rated",
        """
        # Revenue Budget Monitoring September 2023
        | Subjective | Budget £000 | Actual £000 | Variance £000 |
        | Employees | 12,400 | 12,610 | 210 |
        | Premises | 2,300 | 2,211 | (89) |
        | Net expenditure | 14,700 | 14,821 | 121 |
        . Forecast outturn by directorate
        | Directorate | Budget £m | Forecast £m | Variance £m | RAG |
        | Adult Social Care | 84.2 | 86.9 | 2.7 | [ff0000]R |
        | Place | 38.8 | 38.1 | (0.7) | [00b050]G |
        """,
        """
        Adult Social Care; red - -; b@2023/24=84200000 f@2023/24=86900000 v@2023/24=2700000
        Place; green - -; b@2023/24=38800000 f@2023/24=38100000 v@2023/24=-700000
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "the name of each form's measure stands beside its label",
        """
        # Scorecard Q2 2023/24
        | Indicator | Homes let in time | < |
        | Owner | J Carter | < |
        | Target | 90% | < |
        | Period | Q1 2023/24 | Q2 2023/24 |
        | Result | 81% | 92% |
        | RAG | Red | Green |
        | Commentary | Two vacant posts were filled. | < |
        . Customers
        | KPI name: | Calls answered | < |
        | Target | 95% | < |
        | Period | Q1 2023/24 | Q2 2023/24 |
        | Result | 94% | 96% |
        | RAG | Amber | Green |
        """,
        """
        Homes let in time; green - -; a@2023/24 Q1=81!red a@2023/24 Q2=92!green t@2023/24=90
        Calls answered; green - -; a@2023/24 Q1=94!amber a@2023/24 Q2=96!green t@2023/24=95
        """,
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a paper's title above figures that nothing names is no measure",
        """
        # Performance Report Quarter 2 2023/24
        | Period | Q1 2023/24 | Q2 2023/24 |
        | Result | 81% | 92% |
        | Target | 90% | 90% |
        | RAG | Red | Green |
        """,
        "",
        ("ruled", "word", "sheet"),
    ),
    Case(
        "a form under its measure's name begins with the quarter that it tells",
        """
        # Scorecard Q3 2023/24
        ## Homes let in time
        | Quarter | Q2 2023/24 |
        | Target | 90% |
        | Actual | 92% |
        | RAG | [00b050] |
        | Owner | J Carter |
        ## Calls answered
        | Quarter | Q2 2023/24 |
        | Target | 95% |
        | Actual | 91% |
        | RAG | [ff0000] |
        | Owner | S Okafor |
        """,
        """
        Homes let in time; green - -; t@2023/24=90 a@2023/24 Q2=92
        Calls answered; red - -; t@2023/24=95 a@2023/24 Q2=91
        """,
        ("word", "sheet"),
    ),
    Case(
        "nothing but paint rates the results below each measure's name",
        """
        # Scorecard Q2 2023/24
        | Measure | Q1 2023/24 | Q2 2023/24 | Comments |
        | Homes let | < | < | < |
        | Target | 41 | 42 | |
        | Actual | 43 | 44 | On track. |
        | RAG | [00b050] | [ff0000] | |
        | Bins kept | < | < | < |
        | Target | 51 | 52 | |
        | Actual | 53 | 54 | On track. |
        | RAG | [ffc000] | [00b050] | |
        """,
        """
        Homes let; red - -; t@2023/24 Q1=41 a@2023/24 Q1=43!green t@2023/24 Q2=42 a@2023/24 Q2=44!red
        Bins kept; green - -; t@2023/24 Q1=51 a@2023/24 Q1=53!amber t@2023/24 Q2=52 a@2023/24 Q2=54!green
        """,
        ("word", "sheet"),
    ),
)


@each_making(CASES)
def test_a_form_is_read_whoever_set_it(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says
