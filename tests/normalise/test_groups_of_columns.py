# ruff: noqa: E501
"""Columns that stand in groups under a year, a banner or a measure: what of it each of them takes."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from tests.unseen.paper import said
from xlscorecard.model.scorecard import Role, Unit


def test_each_quarter_under_one_year_has_the_rating_beside_it() -> None:
    scorecard = read_blocks(
        "Council Plan performance, Quarter 3 2024/25",
        """
        | KPI            | 2024/25 | <   | <   | <   | <   | <   | Target 2024/25 |
        | ^              | Q1      | RAG | Q2  | RAG | Q3  | RAG | ^              |
        | Calls answered | 89%     | A   | 91% | G   | 92% | G   | 90%            |
        | Homes in B&B   | 46      | R   | 44  | A   | 38  | G   | 40             |
        """,
    )
    assert said(scorecard).splitlines() == [
        (
            "Calls answered; green - -; a@2024/25 Q1=89!amber a@2024/25 Q2=91!green"
            " a@2024/25 Q3=92!green t@2024/25=90"
        ),
        (
            "Homes in B&B; green - -; a@2024/25 Q1=46!red a@2024/25 Q2=44!amber"
            " a@2024/25 Q3=38!green t@2024/25=40"
        ),
    ]


@pytest.mark.parametrize("title", ["Performance report", "Performance report 2024/25"])
def test_targets_that_both_years_name_are_each_of_their_own(title: str) -> None:
    scorecard = read_blocks(
        title,
        """
        | Measure       | 2023/24 |        | 2024/25 |     |        |
        |               | Outturn | Target | Q1      | Q2  | Target |
        | Invoices paid | 94%     | 95%    | 93%     | 96% | 97%    |
        | Missed bins   | 41      | 45     | 38      | 40  | 40     |
        """,
    )
    assert said(scorecard).splitlines()[0] == (
        "Invoices paid; - - -; p@2023/24=94 t@2023/24=95 a@2024/25 Q1=93 a@2024/25 Q2=96"
        " t@2024/25=97"
    )


def test_what_stands_under_benchmarking_is_of_others() -> None:
    scorecard = read_blocks(
        "Early help report, March 2024",
        """
        | Indicator   | Mar-24 | RAG | Latest benchmarking | <               | <       | <                       |
        | ^           | ^      | ^   | Stat neigh ave      | Best stat neigh | Nat ave | Nat top qtile threshold |
        | Re-referrals | 19.6% | G   | 21.7%               | 12.1%           | 22.4%   | 17.0%                   |
        | Repeat plans | 21.4% | A   | 22.0%               | 14.9%           | 23.1%   | 18.2%                   |
        """,
    )
    assert [o.role for o in scorecard.records[0].observations] == [
        Role.ACTUAL,
        *[Role.COMPARATOR] * 4,
    ]


def test_a_target_beside_results_in_days_is_in_days() -> None:
    scorecard = read_blocks(
        "Workforce dashboard Quarter 2 2024/25",
        """
        | Directorate  | Average working days lost to sickness absence per FTE | <          | Target |
        | ^            | Q1 2024/25                                            | Q2 2024/25 | ^      |
        | Adult Care   | 11.9                                                  | 12.1       | 10     |
        | Place        | 10.6                                                  | 10.3       | 10     |
        """,
    )
    units = [o.quantity.unit for o in scorecard.records[0].observations]
    assert units == [Unit.DAYS] * 3


def test_how_far_a_result_is_from_its_target_in_words_is_no_trend() -> None:
    scorecard = read_blocks(
        "Housing scorecard, Q3 2024/25",
        """
        | Indicator      | Target | Q3    | % against target | Status |
        | Re-let days    | 25     | 26    | 4% worse         | A      |
        | Rent collected | 99.0%  | 99.4% | 0.4% better      | G      |
        """,
    )
    record = scorecard.records[0]
    assert record.trend is None
    assert record.text == (("against_target", "4% worse"),)


def test_the_days_of_milestones_are_no_earlier_results() -> None:
    scorecard = read_blocks(
        "Project report",
        """
        | Milestone           | Baseline date | Forecast date | Status |
        | Demolition complete | 31/12/2024    | 14/02/2025    | Amber  |
        | Handover            | 31/03/2026    | 30/04/2026    | Green  |
        """,
    )
    assert scorecard.records[0].observations == ()
    assert scorecard.records[0].text == (
        ("baseline_date", "31/12/2024"),
        ("forecast_date", "14/02/2025"),
    )
    assert scorecard.findings == ()


@pytest.mark.parametrize("beside", ["<", " "])
def test_calendar_years_below_months_are_headers(beside: str) -> None:
    scorecard = read_blocks(
        "Visitors 2024/25",
        f"""
        | Measure       | April | {beside} | May | {beside} | Target |
        |               | 2023  | 2024  | 2023  | 2024  | 2024/25 |
        | Museum visits | 4,210 | 4,980 | 5,120 | 5,333 | 66,000  |
        | Tickets sold  | 2,110 | 2,301 | 1,988 | 2,410 | 30,000  |
        """,
    )
    assert said(scorecard).splitlines() == [
        "Museum visits; - - -; p@2023-04=4210 a@2024-04=4980 p@2023-05=5120 a@2024-05=5333 t@2024/25=66000",
        "Tickets sold; - - -; p@2023-04=2110 a@2024-04=2301 p@2023-05=1988 a@2024-05=2410 t@2024/25=30000",
    ]
    assert scorecard.findings == ()


@pytest.mark.parametrize("result", ["Actuals", "Outturns", "Results"])
def test_targets_of_all_quarters_stand_beside_the_only_result_so_far(result: str) -> None:
    scorecard = read_blocks(
        "# Performance report Quarter 1 2022/23",
        f"""
        |                | Targets |      |      |      | {result} |        |
        | KPI Name       | Q1      | Q2   | Q3   | Q4   | Q1       | Status |
        | Staff turnover | 22.6    | 27.0 | 24.5 | 22.8 | 32.6     | Red    |
        | Trees planted  | 65.9    | 72.5 | 45.4 | 52.0 | 66.2     | Green  |
        """,
    )
    assert [(o.raw, o.role, o.period) for o in scorecard.records[0].observations] == [
        ("22.6", Role.TARGET, "2022/23 Q1"),
        ("27.0", Role.TARGET, "2022/23 Q2"),
        ("24.5", Role.TARGET, "2022/23 Q3"),
        ("22.8", Role.TARGET, "2022/23 Q4"),
        ("32.6", Role.ACTUAL, "2022/23 Q1"),
    ]
