# ruff: noqa: E501
"""Trackers, data returns and dashboards of services, as officers keep them in Word and Excel.
What each says is typed from its picture, in the notation of ``said``."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.unseen.case import OFFICE, Case, each_making
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
    from tests.unseen.case import MAKERS

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
