"""Months from and to, each with its year."""

from __future__ import annotations

import pytest

from xlscorecard.values.period import parse_period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May-22 to Apr-23", "2023-04"),  # twelve months: told by the one in which they end
        ("May 2022 to Apr 2023", "2023-04"),
        ("Apr-22 to Mar-23", "2022/23"),
        ("Apr-21 to Mar-23", "2023-03"),  # two years are no year
        ("Jul-22 - Sep-22", "2022/23 Q2"),
        ("Jul-21 to Sep-22", "2022-09"),  # no quarter
        ("Apr-Dec 2023", "2023-12"),
        ("April 2018 to March 2019", "2018/19"),
    ],
)
def test_a_span_with_its_years(text: str, expected: str | None) -> None:
    assert parse_period(text) == expected
