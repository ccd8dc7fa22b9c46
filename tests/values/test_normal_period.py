"""Periods in normal form: which lies in which."""

from __future__ import annotations

import pytest

from xlscorecard.values.normal_period import last_month, lies_in


@pytest.mark.parametrize(
    ("period", "whole", "inside"),
    [
        ("2024-10", "2024/25 Q3", True),
        ("2024-12", "2024/25 Q3", True),
        ("2025-01", "2024/25 Q3", False),
        ("2024-09", "2024/25 Q3", False),
        ("2025-03", "2024/25", True),
        ("2025-04", "2024/25", False),
        ("2024-03", "2024/25", False),
        ("2024/25 Q4", "2024/25", True),
        ("2023/24 Q4", "2024/25", False),
        ("2024/25", "2024/25", False),
        ("2024/25", "2024/25 Q3", False),
        ("2024-10", "2024-10", False),
    ],
)
def test_a_month_lies_in_its_quarter_and_its_year(period: str, whole: str, inside: bool) -> None:
    assert lies_in(period, whole) is inside


def test_a_year_ends_with_its_last_quarter_in_march() -> None:
    assert last_month("2024/25") == last_month("2024/25 Q4") == last_month("2025-03")
