"""Periods that a result names by itself."""

from __future__ import annotations

import pytest

from xlscorecard.values.result_period import period_of_result


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Period 9", "2024-12"),
        ("Month 9 2023/24", "2023-12"),
        ("Period 1 (Apr-Jun)", "2024/25 Q1"),
        ("Period 2 (July to September) 2024/25", "2024/25 Q2"),
        ("Month 5 (August)", "2024-08"),
        ("450 m3", None),
    ],
)
def test_an_accounting_period_is_a_month_unless_its_months_are_named(
    text: str, period: str | None
) -> None:
    assert period_of_result(text, "2024/25") == period
