"""Units and scales in brackets behind a figure, and limits before what a share is of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlscorecard.model.scorecard import Comparator, Polarity, Status, Unit
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.words import polarity_in_title


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


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("8 of 9 (88.9%)", "88.9", Unit.PERCENT),
        ("140/152 (92.1%)", "92.1", Unit.PERCENT),
        ("88.9% (8 of 9)", "88.9", Unit.PERCENT),
        ("412 (85%)", "412", None),  # of how many is not said
    ],
)
def test_a_share_and_its_percentage_are_one_figure_in_either_order(
    text: str, value: str, unit: Unit | None
) -> None:
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


def test_under_a_header_for_counts_the_count_before_the_percentage_stands() -> None:
    assert parse_quantity("8 of 9 (88.9%)", unit=Unit.COUNT).value == 8


@pytest.mark.parametrize(
    ("title", "polarity"),
    [
        ("People who wait for an assessment Good is Low. Target: below 150", Polarity.LOWER),
        ("Days lost: lower is better", Polarity.LOWER),
        ("Direct payments Good performance is high", Polarity.HIGHER),
        ("Pupils at a good or better school", None),
    ],
)
def test_a_clause_of_the_title_says_which_way_is_good(
    title: str, polarity: Polarity | None
) -> None:
    assert polarity_in_title(title) is polarity


@pytest.mark.parametrize(
    "text",
    ["Click or tap here to enter text.", "Click here to enter text.", "Choose an item."],
)
def test_what_word_prints_in_an_empty_field_of_a_form_is_blank(text: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.status) == (None, Status.BLANK)
