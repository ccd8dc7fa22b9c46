# ruff: noqa: E501
"""Accounting periods, spans of dates and the same part of another year: none is the whole year."""

from __future__ import annotations

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Role, Scorecard


def dated(scorecard: Scorecard) -> list[tuple[Role, str | None, str]]:
    return [(o.role, o.period, o.raw) for o in scorecard.records[0].observations]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Actual P8", "Actual P9"),
        ("P8", "P9"),
        ("Period 8", "Period 9"),
        ("M8", "M9"),
        ("Month 8", "Month 9"),
        ("Mth 08", "Mth 09"),
        ("2024/25 P8", "2024/25 P9"),
        ("Actual P1-P8", "Actual P1-P9"),
    ],
)
def test_accounting_periods_are_the_months_with_which_they_end(before: str, now: str) -> None:
    scorecard = read_blocks(
        "Performance report 2024/25",
        f"""
        | Indicator      | Target | {before} | {now} | RAG |
        | Calls answered | 90%    | 88%      | 91%   | G   |
        """,
    )
    assert dated(scorecard) == [
        (Role.TARGET, "2024/25", "90%"),
        (Role.ACTUAL, "2024-11", "88%"),
        (Role.ACTUAL, "2024-12", "91%"),
    ]


def test_the_last_accounting_periods_lie_in_the_next_calendar_year_and_last_years_in_the_last() -> (
    None
):
    scorecard = read_blocks(
        "Performance report to Period 10 2024/25",
        """
        | Indicator      | Target | Period 9 | Period 10 | Period 10 last year | RAG |
        | Calls answered | 90%    | 88%      | 91%       | 85%                 | G   |
        """,
    )
    assert scorecard.paper.reporting_period == "2025-01"
    assert dated(scorecard)[1:] == [
        (Role.ACTUAL, "2024-12", "88%"),
        (Role.ACTUAL, "2025-01", "91%"),
        (Role.PREVIOUS, "2024-01", "85%"),
    ]


def test_priorities_of_calls_are_no_months() -> None:
    scorecard = read_blocks(
        "Response times 2024/25",
        """
        | Measure          | P1 calls | P2 calls | P3 calls | Target |
        | Answered in time | 88%      | 89%      | 91%      | 90%    |
        """,
    )
    assert not {"2024-04", "2024-05", "2024-06"} & {p for _, p, _ in dated(scorecard)}


def test_thirteen_periods_of_four_weeks_are_no_months() -> None:
    scorecard = read_blocks(
        "Housing performance 2024/25",
        """
        | Indicator      | Target | Period 12 | Period 13 | RAG |
        | Rent collected | 98%    | 97%       | 98%       | G   |
        """,
    )
    assert "2025-03" not in {p for _, p, _ in dated(scorecard)}


def test_a_row_that_states_its_accounting_period_is_of_that_month() -> None:
    scorecard = read_blocks(
        "Performance report 2024/25 Quarter 3",
        """
        | Indicator      | Period   | Target | Actual | RAG |
        | Calls answered | Period 8 | 90%    | 91%    | G   |
        | Visits         | Period 9 | 900    | 911    | G   |
        """,
    )
    assert [r.observations[1].period for r in scorecard.records] == ["2024-11", "2024-12"]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("1 Apr - 31 Aug 2015", "2014/15 same period"),
        ("April to August 2015", "Same period in 2014/15"),
        ("01/04/15 - 31/08/15", "01/04/14 - 31/08/14"),
        ("1.4.15 to 31.8.15", "Corresponding period 2014/15"),
        ("First five months 2015/16", "First 5 months 2014/15"),
    ],
)
def test_a_span_of_dates_and_the_same_of_last_year_are_no_whole_years(now: str, then: str) -> None:
    scorecard = read_blocks(
        "Community safety performance",
        f"""
        | Offence  | {now} | {then} | Target | RAG |
        | Burglary | 120   | 110    | 100    | R   |
        | Theft    | 300   | 310    | 305    | G   |
        """,
    )
    assert [(period, raw) for _, period, raw in dated(scorecard)[:2]] == [
        ("2015-08", "120"),
        ("2014-08", "110"),
    ]
    assert dated(scorecard)[1][0] is Role.PREVIOUS


def test_the_same_quarter_of_a_named_year_is_that_quarter() -> None:
    scorecard = read_blocks(
        "Community safety report",
        """
        | Offence  | Q2 2015/16 | Same quarter 2014/15 | Target | RAG |
        | Burglary | 120        | 110                  | 100    | R   |
        """,
    )
    assert dated(scorecard)[:2] == [
        (Role.ACTUAL, "2015/16 Q2", "120"),
        (Role.PREVIOUS, "2014/15 Q2", "110"),
    ]


def test_the_same_period_of_a_year_in_a_paper_that_names_none_has_no_period() -> None:
    scorecard = read_blocks(
        "Community safety report",
        """
        | Offence  | Actual | Same period 2014/15 | Target | RAG |
        | Burglary | 120    | 110                 | 100    | R   |
        """,
    )
    assert dated(scorecard)[1] == (Role.PREVIOUS, None, "110")


def test_the_same_period_beside_a_whole_year_is_a_whole_year() -> None:
    scorecard = read_blocks(
        "Community safety report",
        """
        | Offence  | 2015/16 | Same period 2014/15 | Target | RAG |
        | Burglary | 120     | 110                 | 100    | R   |
        """,
    )
    assert dated(scorecard)[1] == (Role.PREVIOUS, "2014/15", "110")


@pytest.mark.parametrize(
    "said",
    [
        "Performance report for the period 1 April 2024 to 31 March 2025",
        "Performance 2024/25: period 1 April to 31 March",
        "Performance for the period 1/4/2024 to 31/3/2025",
    ],
)
def test_a_period_that_begins_with_a_day_is_not_the_first_of_the_ledger(said: str) -> None:
    scorecard = read_blocks(
        said,
        """
        | Indicator      | Target | Actual | RAG |
        | Calls answered | 90%    | 91%    | G   |
        """,
    )
    assert scorecard.paper.reporting_period == "2024/25"
    assert dated(scorecard) == [(Role.TARGET, "2024/25", "90%"), (Role.ACTUAL, "2024/25", "91%")]


def test_cubic_metres_are_no_month() -> None:
    scorecard = read_blocks(
        "Performance report Quarter 2 2024/25",
        """
        | Indicator            | Target (m3) | Actual (m3) | RAG |
        | Water used in depots | 1,200       | 1,150       | G   |
        """,
    )
    assert dated(scorecard) == [
        (Role.TARGET, "2024/25", "1,200"),
        (Role.ACTUAL, "2024/25 Q2", "1,150"),
    ]


def test_an_original_estimate_of_a_year_is_no_result_of_it() -> None:
    scorecard = read_blocks(
        "Prudential indicators 2024/25",
        """
        | Indicator              | 2023/24 Actual | 2024/25 Original Estimate | 2024/25 Revised Estimate |
        | Capital expenditure £m | 12.4           | 15.0                      | 13.2                     |
        """,
    )
    assert dated(scorecard) == [
        (Role.ACTUAL, "2023/24", "12.4"),
        (Role.FORECAST, "2024/25", "15.0"),
        (Role.FORECAST, "2024/25", "13.2"),
    ]


@pytest.mark.parametrize(
    ("said", "periods"),
    [
        ("Police performance Quarter 2 2024/25", []),
        ("Police performance 2024/25", []),
        ("Performance Quarter 1 2024/25", ["2024-04", "2024-05"]),
        ("Performance May 2024", ["2024-04", "2024-05"]),
    ],
)
def test_calls_of_the_first_and_the_second_priority_are_no_april_and_may(
    said: str, periods: list[str]
) -> None:
    scorecard = read_blocks(
        said,
        """
        | Indicator                | P1 target | P1 actual | P2 target | P2 actual |
        | North: response in time  | 80%       | 78%       | 90%       | 88%       |
        """,
    )
    found = {period for _, period, _ in dated(scorecard)}
    assert sorted(p for p in found if p in ("2024-04", "2024-05")) == periods


def test_halves_of_calendar_years_are_none_of_the_reports_financial_year() -> None:
    scorecard = read_blocks(
        "Performance January to June 2024",
        """
        | Indicator      | Target | H1 2023 | H1 2024 | RAG |
        | Calls answered | 90%    | 88%     | 91%     | G   |
        """,
    )
    assert "2024-09" not in {period for _, period, _ in dated(scorecard)}


def test_a_period_that_names_its_months_is_theirs() -> None:
    scorecard = read_blocks(
        "Performance report 2024/25",
        """
        | Indicator      | Target | Period 1 (Apr - Jun) | Period 2 (Jul - Sep) | RAG |
        | Calls answered | 90%    | 88%                  | 91%                  | G   |
        """,
    )
    assert dated(scorecard) == [
        (Role.TARGET, "2024/25", "90%"),
        (Role.ACTUAL, "2024/25 Q1", "88%"),
        (Role.ACTUAL, "2024/25 Q2", "91%"),
    ]
