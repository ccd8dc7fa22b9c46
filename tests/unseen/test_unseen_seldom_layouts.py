# ruff: noqa: E501
"""Layouts that few councils use and no other test has, each of them read by a rule of its own.
What each paper says is typed from its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unseen.case import MAKERS, Case, each_making
from tests.unseen.paper import said
from tests.unseen.prints import Print
from xlscorecard.pipeline import read_scorecard

CASES = (
    Case(
        "periods above the results of each measure, under the names of themes",
        """
        # Our Council Plan performance Quarter 4 2022/23
        | Measure | 2022/23 Target | Performance over the last 3 periods | < | < | DoT |
        | [d9e2f3] *Safe and well* | < | < | < | < | < |
        | 1. Children referred again within a year | 23.0% | Sep-22 | Dec-22 | Mar-23 | ↓ |
        | ^ | ^ | 20.4% | 21.0% | 23.6% | ^ |
        | [d9e2f3] *Work and skills* | < | < | < | < | < |
        | 2. Young people not in education or work | 2.0% | 2020/21 | 2021/22 | 2022/23 | ↑ |
        | ^ | ^ | 2.4% | 2.2% | 1.9% | ^ |
        | 3. Apprentices in the council | 40 | | 2021/22 | 2022/23 | ↑ |
        | ^ | ^ | | 35 | 42 | ^ |
        """,
        """
        1 Children referred again within a year; - down -; t@2022/23=23.0 a@2022-09=20.4 a@2022-12=21.0 a@2023-03=23.6
        2 Young people not in education or work; - up -; t@2022/23=2.0 a@2020/21=2.4 a@2021/22=2.2 a@2022/23=1.9
        3 Apprentices in the council; - up -; t@2022/23=40 a=blank a@2021/22=35 a@2022/23=42
        """,
    ),
    Case(
        "a note of many lines between the rows",
        """
        # Workforce scorecard Quarter 3 2023/24
        | Ref | Measure | Target | Q3 | RAG |
        | P1 | Days lost to sickness | 8.5 | 8.9 | Amber |
        | P2 | Staff turnover | 12% | 13% | Red |
        | Figures for sickness count all the days that were lost through sickness in the twelve months that ended with the quarter and those for turnover the people who left of their own will, each divided by the number of people who were employed on the last day of the quarter | < | < | < | < |
        | P3 | Bins missed | 41 | 39 | Green |
        """,
        """
        P1 Days lost to sickness; amber - -; t@2023/24=8.5 a@2023/24 Q3=8.9
        P2 Staff turnover; red - -; t@2023/24=12 a@2023/24 Q3=13
        P3 Bins missed; green - -; t@2023/24=41 a@2023/24 Q3=39
        """,
    ),
    Case(
        "grades from 1 to 3 in their colours",
        """
        # Workforce scorecard Quarter 3 2023/24
        | Ref | Measure | Target | Q3 2023/24 | Rating |
        | P1 | Days lost to sickness | 8.5 | 8.9 | [ffc000] 2 |
        | P2 | Staff turnover | 12% | 13% | [ff0000] 3 |
        | P3 | Bins missed | 41 | 39 | [00b050] 1 |
        """,
        """
        P1 Days lost to sickness; amber - -; t@2023/24=8.5 a@2023/24 Q3=8.9
        P2 Staff turnover; red - -; t@2023/24=12 a@2023/24 Q3=13
        P3 Bins missed; green - -; t@2023/24=41 a@2023/24 Q3=39
        """,
    ),
    Case(
        "sentences under a header for ratings",
        """
        # Workforce scorecard Quarter 3 2023/24
        | Ref | Measure | Target | Q3 2023/24 | Status |
        | P1 | Days lost to sickness | 8.5 | 8.9 | More days were lost to long illness than in the year before |
        | P2 | Staff turnover | 12% | 13% | More people than were expected left for the new hospital |
        | P3 | Bins missed | 41 | 39 | The new vans have come and rounds are shorter than before |
        """,
        """
        P1 Days lost to sickness; - - -; t@2023/24=8.5 a@2023/24 Q3=8.9
        P2 Staff turnover; - - -; t@2023/24=12 a@2023/24 Q3=13
        P3 Bins missed; - - -; t@2023/24=41 a@2023/24 Q3=39
        """,
    ),
    Case(
        "arrows under a period",
        """
        # Workforce scorecard Quarter 3 2023/24
        | Ref | Measure | Target | Q3 2023/24 | Q3 over the last 12 months |
        | P1 | Days lost to sickness | 8.5 | 8.9 | ↑ |
        | P2 | Staff turnover | 12% | 13% | ↓ |
        | P3 | Bins missed | 41 | 39 | → |
        """,
        """
        P1 Days lost to sickness; - up -; t@2023/24=8.5 a@2023/24 Q3=8.9
        P2 Staff turnover; - down -; t@2023/24=12 a@2023/24 Q3=13
        P3 Bins missed; - flat -; t@2023/24=41 a@2023/24 Q3=39
        """,
    ),
    Case(
        "a remark below the figures of a profile",
        """
        # Scorecard Quarter 3 2024/25
        | KPI 1 | Calls answered in time | < | < |
        | Owner | Head of Customers | Good is | High |
        | Target | Q1 | Q2 | Q3 |
        | 90% | 88% | 91% | 92% |
        | Commentary: More calls were answered, since new staff had been trained. | < | < | < |
        """,
        """
        KPI 1 Calls answered in time; - - higher; t@2024/25=90 a@2024/25 Q1=88 a@2024/25 Q2=91 a@2024/25 Q3=92
        """,
    ),
    Case(
        "a remark below a form's row",
        """
        # Scorecard Quarter 3 2024/25
        # Calls answered in time
        | Target | Q2 | Q3 | RAG |
        | 90% | 88% | 91% | Green |
        | Commentary: More calls were answered, since new staff had been trained. | < | < | < |
        """,
        """
        Calls answered in time; green - -; t@2024/25=90 a@2024/25 Q2=88 a@2024/25 Q3=91
        """,
        ("word", "sheet"),
    ),
    Case(
        "ratings below the figures of several quarters",
        """
        # Scorecard Quarter 3 2024/25
        | Measure | Target | Q1 | Q2 | Q3 |
        | Calls answered in time | 90% | 88% | 91% | 92% |
        | ^ | ^ | Amber | Green | Green |
        | Bins missed | 41 | 45 | 44 | 40 |
        | ^ | ^ | Red | Amber | Green |
        """,
        """
        Calls answered in time; green - -; t@2024/25=90 a@2024/25 Q1=88!amber a@2024/25 Q2=91!green a@2024/25 Q3=92!green
        Bins missed; green - -; t@2024/25=41 a@2024/25 Q1=45!red a@2024/25 Q2=44!amber a@2024/25 Q3=40!green
        """,
    ),
    Case(
        "a remark below each figure, and a rating behind both",
        """
        # Scorecard Quarter 3 2024/25
        | Measure | Target | Performance and commentary | RAG |
        | Calls answered in time | 90% | 88%~New staff had to be trained in the first two months. | Amber |
        | Bins missed | 41 | 45~Rounds were changed in November and some streets left out. | Red |
        | Homes let in a month | 12 | 13~All homes of the new estate were let at once. | Green |
        """,
        """
        Calls answered in time; amber - -; t@2024/25=90 a@2024/25 Q3=88
        Bins missed; red - -; t@2024/25=41 a@2024/25 Q3=45
        Homes let in a month; green - -; t@2024/25=12 a@2024/25 Q3=13
        """,
    ),
    Case(
        "results and targets in rows below a name, and one rating of both",
        """
        # Scorecard 2024/25
        | Measure | Q1 | Q2 | Q3 | RAG |
        | Calls answered in time | | | | |
        | Actual | 88% | 91% | 92% | Green |
        | Target | 90% | 90% | 90% | |
        | Bins missed | | | | |
        | Actual | 45 | 44 | 40 | Red |
        | Target | 41 | 41 | 41 | |
        """,
        """
        Calls answered in time; green - -; a@2024/25 Q1=88 t@2024/25 Q1=90 a@2024/25 Q2=91 t@2024/25 Q2=90 a@2024/25 Q3=92 t@2024/25 Q3=90
        Bins missed; red - -; a@2024/25 Q1=45 t@2024/25 Q1=41 a@2024/25 Q2=44 t@2024/25 Q2=41 a@2024/25 Q3=40 t@2024/25 Q3=41
        """,
    ),
)


@each_making(CASES, ("ruled", "word", "sheet"))
def test_a_paper_says_what_its_picture_shows(case: Case, maker: str, tmp_path: Path) -> None:
    assert case.read(maker, tmp_path) == case.says


BANDS = """
# Workforce scorecard Quarter 3 2023/24
| Ref | Measure | Target | Q1 | Q2 | Q3 | RAG |
| [1f4e79] {ink ffffff} *People* | [1f4e79] | [1f4e79] | [1f4e79] | [1f4e79] | Owner: Head of People | |
| P1 | Days lost to sickness | 8.5 | 8.1 | 8.3 | 8.9 | Amber |
| P2 | Staff turnover | 12% | 11% | 12% | 13% | Red |
| [1f4e79] {ink ffffff} *Places* | [1f4e79] | [1f4e79] | [1f4e79] | [1f4e79] | Owner: Head of Place | |
| P3 | Bins missed | 41 | 40 | 52 | 39 | Green |
| P4 | Homes let | 12 | 13 | 14 | 15 | Green |
"""


@pytest.mark.parametrize("maker", ["ruled", "word", "sheet"])
def test_a_name_on_a_band_with_a_note_behind_it_heads_the_rows_below(
    maker: str, tmp_path: Path
) -> None:
    found = read_scorecard(MAKERS[maker](BANDS, tmp_path))
    assert [(record.ref, record.section[-1]) for record in found.records] == [
        ("P1", "People"),
        ("P2", "People"),
        ("P3", "Places"),
        ("P4", "Places"),
    ]


ARROWS = """
# Scorecard Quarter 3 2024/25
| Measure | Target | Q3 2024/25 | RAG | Direction of travel |
| Calls answered in time | 90% | 88% | Amber | ↑ ↓ |
| Bins missed | 41 | 45 | Red | ↓ |
"""


@pytest.mark.parametrize("maker", ["ruled", "word", "sheet"])
def test_two_arrows_that_differ_are_told_once_and_as_such(maker: str, tmp_path: Path) -> None:
    found = read_scorecard(MAKERS[maker](ARROWS, tmp_path))
    assert [record.trend for record in found.records] == [None, "down"]
    assert [(f.code, f.row) for f in found.findings] == [("trend-doubtful", 1)]


def test_a_register_printed_with_its_letters_and_numbers_alone_in_boxes(tmp_path: Path) -> None:
    """Spreadsheets print these with lines although they print none between the cells."""
    paper = Print(tmp_path / "p.pdf", size=9)
    rows = (
        "Action plan | | |",
        "| | | |",
        "Action | Owner | Due | RAG",
        "Open the new library at Kirkgate | Head of Libraries | Spring | Red",
        "Train all staff in data protection | Head of People | Summer | Green",
        "Move services to the new site | Head of Property | Autumn | Green",
        "Publish the new strategy | Chief Executive | Winter | Green",
        "Buy new vans for the depot | Fleet Manager | Winter | Amber",
    )
    edges, top, high = (36, 60, 240, 340, 410, 480), 50, 14
    foot = top + high * (len(rows) + 1)
    for number in range(len(rows) + 2):
        last = edges[-1] if number in (0, 1, len(rows) + 1) else edges[1]
        paper.rule(edges[0], top + high * number, last, "000000")
    for number, x in enumerate(edges):
        whole = number in (0, 1, len(edges) - 1)
        paper.upright(x, top, foot if whole else top + high, "000000")
    for letter, left, right in zip("ABCD", edges[1:], edges[2:], strict=False):
        paper.text((left + right) / 2, top + 2, letter)
    for number, line in enumerate(rows, start=1):
        paper.text(44, top + high * number + 2, str(number))
        paper.row([x + 3 for x in edges[1:-1]], top + high * number + 2, line)
    paper.paper.save()

    assert said(read_scorecard(paper.path)).splitlines() == [
        "Open the new library at Kirkgate; red - -; ",
        "Train all staff in data protection; green - -; ",
        "Move services to the new site; green - -; ",
        "Publish the new strategy; green - -; ",
        "Buy new vans for the depot; amber - -; ",
    ]
