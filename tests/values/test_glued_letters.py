"""A letter set against a percentage is no figure and no plain text, but a doubt."""

from __future__ import annotations

import pytest

from xlscorecard.values.quantity import doubtful, parse_quantity


@pytest.mark.parametrize("text", ["f7%", "a8%", "x81.5%", "4b%", "9.1t %"])
def test_a_letter_against_a_percentage_is_a_doubt(text: str) -> None:
    assert doubtful(text) is not None
    assert parse_quantity(text).value is None


@pytest.mark.parametrize("text", ["7%", "Q1 85%", "<5%", "85% (n=20)", "85% (f)"])
def test_a_percentage_with_words_beside_it_is_none(text: str) -> None:
    assert doubtful(text) is None
