"""The date of the meeting that a paper goes to is not what its results are of."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks

TABLE = """
    | Indicator      | Target | Actual | RAG |
    | Calls answered | 90%    | 88%    | A   |
    | Bins missed    | 40     | 35     | G   |
    """


@pytest.mark.parametrize(
    "line",
    [
        "Overview and Scrutiny Board - September 2024",
        "Policy and Resources Sub-Committee: 5 September 2024",
        "Scrutiny Commission 4 September 2024",
        "Joint Consultative Forum, 4 November 2024: workforce",
        "Council - 12 December 2024",
        "Report to: Executive Board, 18 September 2024",
        "Performance report, 18 September 2024",
    ],
)
@pytest.mark.parametrize("mark", ["# ", ""])
def test_a_meeting_in_the_title_or_above_the_table_dates_no_results(line: str, mark: str) -> None:
    scorecard = read_blocks(f"{mark}{line}", TABLE)
    assert scorecard.paper.reporting_period is None
    assert {o.period for r in scorecard.records for o in r.observations} == {None}


def test_the_papers_own_period_stands_over_the_meeting_above_the_table() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 1 2024/25",
        "## Overview and Scrutiny Board - September 2024",
        TABLE,
    )
    assert {o.period for r in scorecard.records for o in r.observations} == {
        "2024/25",  # the target's
        "2024/25 Q1",
    }


def test_the_meeting_in_the_first_row_of_a_table_dates_no_results() -> None:
    scorecard = read_blocks(
        "# Performance report 2024/25",
        """
        | Overview and Scrutiny Board - September 2024 | < | < | < |
        | Indicator      | Target | Actual | RAG |
        | Calls answered | 90%    | 88%    | A   |
        """,
    )
    assert {o.period for r in scorecard.records for o in r.observations} == {"2024/25"}


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Performance scorecard September 2024", "2024-09"),
        ("Chief Executive's performance report September 2024", "2024-09"),
        ("Safeguarding Adults Board dashboard: September 2024", "2024-09"),
        ("Harbour Homes - Board KPIs - September 2024", "2024-09"),
        ("Cabinet performance report Quarter 2 2024/25", "2024/25 Q2"),
        ("Board report: position as at 12 September 2024", "2024-09"),
        ("Performance report, position at 30 September 2024", "2024-09"),
        ("Performance report: snapshot at 15 September 2024", "2024-09"),
        ("Performance report: at 15 September 2024", "2024-09"),
        ("Weekly performance 20 September 2024", "2024-09"),
    ],
)
def test_what_a_paper_reports_on_stays(line: str, period: str) -> None:
    assert read_blocks(f"# {line}", TABLE).paper.reporting_period == period


def test_the_section_before_ends_where_a_meeting_is_named_as_a_heading() -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 1 2024/25",
        "## Housing",
        TABLE,
        "## Health Scrutiny Panel - September 2024",
        TABLE,
    )
    assert [r.section for r in scorecard.records] == [("Housing",)] * 2 + [()] * 2
