"""Cells with digits that are no figures of their own, and remarks that are no signs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlscorecard.model.scorecard import Comparator, Polarity, Quantity, Rag, Status, Trend, Unit
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word


@pytest.mark.parametrize(
    "text", ["6 monthly", "3 months in arrears", "2024 survey", "1 month lag", "3.1 CR"]
)
def test_how_often_or_when_is_no_value(text: str) -> None:
    assert not parse_quantity(text).numeric


@pytest.mark.parametrize("text", ["Yes (85%)", "Change - 3.2%", "Met (12)"])
def test_a_remarks_bracket_or_dash_is_no_minus(text: str) -> None:
    value = parse_quantity(text).value
    assert value is None or value > 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A (85%)", "85"),
        ("A - 85%", "85"),
        ("Green (12)", "12"),
        ("YTD (443)", "-443"),
        ("med -0.4", "-0.4"),
        ("£3.1m u/s", "-3100000"),
    ],
)
def test_a_rating_before_a_figure_leaves_its_sign_alone(text: str, value: str) -> None:
    assert parse_quantity(text).value == Decimal(value)


def test_minutes_are_no_minimum() -> None:
    assert parse_quantity("14.5 min") == Quantity(
        value=Decimal("14.5"), note="min", quantum=Decimal("0.1")
    )
    assert parse_quantity("85% min", target=True).comparator is Comparator.AT_LEAST


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("452kg", "452", "kg"),
        ("10,204 tCO2e", "10204", "tCO2e"),
        ("85.4 (82.1, 88.7)", "85.4", "82.1, 88.7"),
    ],
)
def test_units_of_no_name_are_remarks(text: str, value: str, note: str) -> None:
    read = parse_quantity(text)
    assert (read.value, read.note) == (Decimal(value), note)


def test_a_score_out_of_five_is_no_count() -> None:
    assert parse_quantity("4.5 out of 5").unit is Unit.SCORE
    assert parse_quantity("12 of 15").unit is Unit.COUNT


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Not set - baseline year", Status.TBC),
        ("Data only", Status.NOT_APPLICABLE),
        ("Monitor", Status.NOT_APPLICABLE),
        ("Target not set", Status.NOT_APPLICABLE),
    ],
)
def test_targets_that_were_not_set_say_why(text: str, status: Status) -> None:
    assert parse_quantity(text, target=True).status is status


def test_words_of_ratings_trends_and_polarity() -> None:
    assert parse_rag("Partially met") is Rag.AMBER
    assert parse_rag("Outside tolerance") is Rag.RED
    assert parse_rag("Met target") is Rag.GREEN
    assert parse_trend_word("The same as last quarter") is Trend.FLAT
    assert parse_trend_word("Not the same as last quarter") is None
    assert parse_polarity("Small is better") is Polarity.LOWER
    assert parse_polarity("Good is ↑") is Polarity.HIGHER


@pytest.mark.parametrize("text", ["£000", "000", "£'000"])
def test_the_unit_of_thousands_is_no_nought(text: str) -> None:
    assert not parse_quantity(text).numeric


def test_a_quarter_of_a_year_is_no_figure_and_a_figure_behind_a_quarter_is() -> None:
    assert parse_quantity("Q3 2022").numeric is False
    assert parse_quantity("Q3 2,022").value == 2022
