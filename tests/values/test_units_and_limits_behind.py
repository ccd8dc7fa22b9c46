"""Units and scales in brackets behind a figure, and limits before what a share is of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlscorecard.model.scorecard import Comparator, Unit
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import parse_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("17 (days)", "17", Unit.DAYS),
        ("14.02 (days)", "14.02", Unit.DAYS),
        ("85 (%)", "85", Unit.PERCENT),
        ("£1.2 (m)", "1200000", Unit.GBP),
        ("£3 (k)", "3000", Unit.GBP),
        ("(r) 4", "4", None),
        ("12 (m)", "12", None),  # men, months or millions
        ("412 (85%)", "412", None),
    ],
)
def test_a_bracket_that_holds_the_unit_or_the_scale(
    text: str, value: str, unit: Unit | None
) -> None:
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("100%+ of rent due for the year", "100", Comparator.AT_LEAST),
        ("Max. 2.0% of gross rent for the year", "2.0", Comparator.AT_MOST),
        ("98% of completed repairs", "98", None),
    ],
)
def test_a_limit_of_a_share_that_says_what_it_is_of(
    text: str, value: str, comparator: Comparator | None
) -> None:
    quantity = parse_quantity(text, target=True)
    assert (quantity.value, quantity.comparator) == (Decimal(value), comparator)
    assert quantity.unit is Unit.PERCENT


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Performance - April to March 2017/18", "2017/18"),
        ("April to June 2017/18", "2017/18 Q1"),
        ("April to August 2018/19", "2018-08"),
        ("April to January 2018/19", "2019-01"),
        ("April 2017/18", "2017-04"),
    ],
)
def test_months_from_and_to_in_a_financial_year(text: str, period: str) -> None:
    assert parse_period(text) == period
