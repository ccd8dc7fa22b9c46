"""Periods as databases and file names write them."""

from __future__ import annotations

import pytest

from xlscorecard.values.period import parse_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Q1_2324", "2023/24 Q1"),
        ("2324 Q2", "2023/24 Q2"),
        ("Qtr 3 2324", "2023/24 Q3"),
        ("23/24Q2", "2023/24 Q2"),
        ("2023Q2", "2023/24 Q2"),
        ("202309", "2023-09"),
        ("09/2023", "2023-09"),
        ("Q1 2021", "2021/22 Q1"),  # the calendar year, not 20/21
        ("Q2 2329", None),
        ("202314", None),
    ],
)
def test_a_period_in_short(text: str, period: str | None) -> None:
    assert parse_period(text) == period
