"""Measures over several rows with headings between them, and ratings and trends under headers
that are words for texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.case import OFFICE, Case, each_making
from tests.unseen.paper import write_docx
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "rows Actual and Target under headings of themes",
        """
        # Environment scrutiny
        | Measure | | Q1 2022/23 | Q2 2022/23 | RAG |
        | [dddddd] *Cleaner streets* | < | < | < | < |
        | Graffiti removed in 3 days | Actual | 90% | 94% | [ffc000] Amber |
        | ^ | Target | 95% | 95% | ^ |
        | Dog fouling reports | Actual | 88 | 70 | [00b050] Green |
        | ^ | Target | 75 | 75 | ^ |
        | [dddddd] *Greener homes* | < | < | < | < |
        | Boiler upgrades | Actual | 41 | 70 | [ff0000] Red |
        | ^ | Target | 60 | 80 | ^ |
        """,
        """
        Graffiti removed in 3 days; amber - -; a@2022/23 Q1=90 t@2022/23 Q1=95 a@2022/23 Q2=94 t@2022/23 Q2=95
        Dog fouling reports; green - -; a@2022/23 Q1=88 t@2022/23 Q1=75 a@2022/23 Q2=70 t@2022/23 Q2=75
        Boiler upgrades; red - -; a@2022/23 Q1=41 t@2022/23 Q1=60 a@2022/23 Q2=70 t@2022/23 Q2=80
        """,  # noqa: E501
        (*OFFICE, "ruled"),
    ),
    Case(
        "a row for each quarter under headings of themes",
        """
        # Environment scrutiny
        | Measure | Annual target | Period | Result | RAG |
        | [dddddd] *Cleaner streets* | < | < | < | < |
        | Graffiti removed in 3 days | 95% | Q1 2022/23 | 92% | [ffc000] Amber |
        | ^ | ^ | Q2 2022/23 | 96% | [00b050] Green |
        | Dog fouling reports | 300 | Q1 2022/23 | 88 | [00b050] Green |
        | ^ | ^ | Q2 2022/23 | 121 | [ff0000] Red |
        | [dddddd] *Greener homes* | < | < | < | < |
        | Boiler upgrades | 240 | Q1 2022/23 | 41 | [ffc000] Amber |
        | ^ | ^ | Q2 2022/23 | 70 | [00b050] Green |
        """,
        """
        Graffiti removed in 3 days; green - -; a@2022/23 Q1=92!amber a@2022/23 Q2=96!green t=95
        Dog fouling reports; red - -; a@2022/23 Q1=88!green a@2022/23 Q2=121!red t=300
        Boiler upgrades; green - -; a@2022/23 Q1=41!amber a@2022/23 Q2=70!green t=240
        """,
        (*OFFICE, "ruled"),
    ),
    Case(
        "one measure under each line of headers, over Actual, Target and RAG",
        """
        # Housing performance pack
        ## Income
        | Indicator | | Apr-24 | May-24 |
        | Rent collected (%) | Actual | 98.1 | 97.9 |
        | ^ | Target | 98 | 98 |
        | ^ | RAG | [00b050] G | [ffc000] A |
        ## Repairs
        | Indicator | | Apr-24 | May-24 |
        | Emergency repairs in 24 hours (%) | Actual | 99.1 | 97.2 |
        | | Target | 99 | 99 |
        | | RAG | [00b050] G | [ff0000] R |
        """,
        """
        Rent collected (%); amber - -; a@2024-04=98.1!green t@2024-04=98 a@2024-05=97.9!amber t@2024-05=98
        Emergency repairs in 24 hours (%); red - -; a@2024-04=99.1!green t@2024-04=99 a@2024-05=97.2!red t@2024-05=99
        """,  # noqa: E501
        (*OFFICE, "ruled"),
    ),
    Case(
        "a name over rows that the next column names, not merged",
        """
        # Development management 2024/25
        | KPI | Element | Q1 | Q2 | Target |
        | Major applications | Number in time | 4 | 6 | |
        | | Number decided | 5 | 8 | |
        | | % in time | 80.0% | 75.0% | 60% |
        | Appeals | Number dismissed | 7 | 9 | |
        | | % dismissed | 70.0% | 81.8% | 65% |
        """,
        """
        Major applications: Number in time; - - -; a@2024/25 Q1=4 a@2024/25 Q2=6 t@2024/25=blank
        Major applications: Number decided; - - -; a@2024/25 Q1=5 a@2024/25 Q2=8 t@2024/25=blank
        Major applications: % in time; - - -; a@2024/25 Q1=80.0 a@2024/25 Q2=75.0 t@2024/25=60
        Appeals: Number dismissed; - - -; a@2024/25 Q1=7 a@2024/25 Q2=9 t@2024/25=blank
        Appeals: % dismissed; - - -; a@2024/25 Q1=70.0 a@2024/25 Q2=81.8 t@2024/25=65
        """,
        OFFICE,
    ),
    Case(
        "periods of the rows, among them three years together",
        """
        # Outcomes tracker (as at 30 September 2023)
        | Outcome measure | Latest data | Result | Target |
        | Healthy life expectancy (male) | 2020-22 | 61.3 | 63 |
        | Rough sleeping snapshot | Q2 2023/24 | 14 | 15 |
        | Universal Credit claimants (%) | Sep 2023 | 4.2 | 4.0 |
        """,
        """
        Healthy life expectancy (male); - - -; a=61.3 t@2023/24=63
        Rough sleeping snapshot; - - -; a@2023/24 Q2=14 t@2023/24=15
        Universal Credit claimants (%); - - -; a@2023-09=4.2 t@2023/24=4.0
        """,
        OFFICE,
    ),
    Case(
        "outcomes in words and colours, one of them the paper's own",
        """
        # Annual performance report 2023/24
        | Success measure | 2023/24 result | 2023/24 target | Outcome |
        | Business survival at 3 years | 58.1% | 57% | [70ad47] Exceeded |
        | Footfall in the town centre | 7.9 | 8.5 | [ffd966] Close |
        | Shops let | 81% | 90% | [ff4f4f] Missed |
        """,
        """
        Business survival at 3 years; green - -; a@2023/24=58.1 t@2023/24=57
        Footfall in the town centre; amber - -; a@2023/24=7.9 t@2023/24=8.5
        Shops let; red - -; a@2023/24=81 t@2023/24=90
        """,
        OFFICE,
    ),
    Case(
        "arrows under Progress",
        """
        # Safer communities scorecard
        | Measure | 2021/22 | 2022/23 | Target 2022/23 | Progress |
        | Residents who feel safe after dark | 63% | 66% | 65% | ↑ |
        | Violent crime per 1,000 population | 30.1 | 31.9 | 29.0 | ↓ |
        """,
        """
        Residents who feel safe after dark; - up -; p@2021/22=63 a@2022/23=66 t@2022/23=65
        Violent crime per 1,000 population; - down -; p@2021/22=30.1 a@2022/23=31.9 t@2022/23=29.0
        """,
        OFFICE,
    ),
)


@each_making(CASES)
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


@pytest.mark.parametrize("case", CASES[:2], ids=lambda case: case.name)
def test_the_headings_are_the_sections_of_what_stands_below(case: Case, tmp_path: Path) -> None:
    case.read("word", tmp_path)
    records = read_scorecard(tmp_path / "p.docx").records
    assert [record.section for record in records] == [
        ("Cleaner streets",),
        ("Cleaner streets",),
        ("Greener homes",),
    ]


def test_two_figures_over_each_other_in_one_cell_are_not_one(tmp_path: Path) -> None:
    paper = """
        # Scorecard
        | Indicator | Q1 2023/24 | Q2 2023/24 | Target |
        | Emergency repairs (%) | 99.1~99 | 98.4 | 99 |
        | Cost (£) | 13,563,2~31 | 13,100,250 | 13,000,000 |
        """
    scorecard = read_scorecard(write_docx(paper, tmp_path / "p.docx"))
    assert [
        [str(o.quantity.value) for o in record.observations] for record in scorecard.records
    ] == [["None", "98.4", "99"], ["13563231", "13100250", "13000000"]]
    assert "value-not-read" in [finding.code for finding in scorecard.findings]
