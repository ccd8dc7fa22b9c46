"""Periods that a row or a header states without naming a date of the paper's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.grids import read_blocks
from xlscorecard.model.scorecard import Observation, Role, Unit
from xlscorecard.values.earlier_period import earlier_period
from xlscorecard.values.unit import unit_in_header


def _results(table: str, title: str) -> list[Observation]:
    records = read_blocks(title, table).records
    return [o for record in records for o in record.observations if o.role is Role.ACTUAL]


def test_a_column_of_periods_dates_the_results_and_is_no_value() -> None:
    scorecard = read_blocks(
        "# Public health outcomes, March 2024",
        """
        | Measure | Period | Value | CI lower | CI upper | England | Compared with England |
        | Smoking in adults | 2022/23 | 12.1% | 10.2     | 14.0     | 12.7%   | Similar |
        | Conceptions under 18 | 2021    | 14.9  | 11.7     | 18.8     | 13.1    | Similar |
        | Excess weight in Year 6 | Q3 2023/24 | 39.2% | 37.5  | 40.9     | 36.6%   | Worse   |
        """,
    )
    roles = [Role.ACTUAL, Role.OTHER, Role.OTHER, Role.COMPARATOR]
    assert [[o.role for o in r.observations] for r in scorecard.records] == [roles] * 3
    # 2021 may be either of two financial years; the paper's March 2024 it is not
    assert [r.observations[0].period for r in scorecard.records] == ["2022/23", None, "2023/24 Q3"]
    # better or worse than England today says nothing of the way it goes
    assert [r.trend for r in scorecard.records] == [None, None, None]
    assert dict(scorecard.records[2].text)["compared_with_england"] == "Worse"


def test_the_quarter_of_the_last_update_is_that_of_the_value() -> None:
    found = _results(
        """
        | Code & Short Name | Current Value | Current Target | Status | Last Update |
        | CS003 Calls answered in 5 minutes | 91.2% | 90% | Green | Q3 2023/24 |
        | CS004 Complaints closed in time   | 81.0% | 90% | Red   | 12/01/2024 |
        """,
        "# Performance indicators",
    )
    assert [(o.quantity.value, o.period) for o in found] == [
        (Decimal("91.2"), "2023/24 Q3"),
        (Decimal("81.0"), None),  # the day it was typed in
    ]


def test_a_column_of_figures_under_year_stays_figures() -> None:
    found = _results(
        """
        | Measure        | Quarter | Target | RAG   |
        | Visits made    | 2,031   | 2,000  | Green |
        | Calls answered | 91%     | 95%    | Amber |
        """,
        "# Performance 2023/24 Q1",
    )
    assert [o.quantity.value for o in found] == [Decimal(2031), Decimal(91)]


@pytest.mark.parametrize(
    ("header", "reporting", "period"),
    [
        ("Same quarter last year", "2024/25 Q2", "2023/24 Q2"),
        ("Same period in the previous year", "2024/25 Q2", "2023/24 Q2"),
        ("This time last year", "2024-01", "2023-01"),
        ("Same month last year", "2024-01", "2023-01"),
        ("Same month last year", "2024/25 Q2", None),
        ("One year ago", "2023/24", "2022/23"),
        ("Last quarter", "2024/25 Q1", "2023/24 Q4"),
        ("Previous quarter", "2024/25 Q3", "2024/25 Q2"),
        ("Previous quarter", "2024/25", None),
        ("Last month", "2024-01", "2023-12"),
        ("Last month", "2024/25 Q1", None),
        ("Previous", "2024/25 Q1", None),
    ],
)
def test_headers_that_count_back_from_the_papers_period(
    header: str, reporting: str, period: str | None
) -> None:
    assert earlier_period(header, reporting) == period


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Sickness days per FTE (rolling 12 months)", Unit.DAYS),
        ("Days lost to sickness per employee", Unit.DAYS),
        ("Cost per FTE", None),
        ("FTE", Unit.FTE),
        ("Vacancies (FTE)", Unit.FTE),
    ],
)
def test_days_per_person_are_days(header: str, unit: Unit | None) -> None:
    assert unit_in_header(header).unit is unit
