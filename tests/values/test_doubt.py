"""Which figures are doubted, and which are left in peace."""

from __future__ import annotations

import pytest

from xlscorecard.values.doubt import doubtful


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,23", "broken grouping"),
        ("12,34,567", "broken grouping"),
        ("1,2651", "broken grouping"),
        ("1.2.3", "out of place"),
        ("1,,234", "out of place"),
        ("86 .2%", "out of place"),
        ("86. 2%", "out of place"),
        ("1O.5%", "letter"),
        ("1О.5%", "letter"),  # the O is Cyrillic
        ("l2%", "letter"),
        ("O.5", "letter"),
        ("5S.1%", "letter"),
        ("10l", "letter"),
        ("8 6%", "space"),
        ("1 234", "space"),
        ("1234567890123456", "more digits"),
        ("####", "too narrow"),
    ],
)
def test_damage_is_seen(text: str, reason: str) -> None:
    found = doubtful(text)
    assert found is not None
    assert reason in found


@pytest.mark.parametrize(
    "text",
    [
        "62%",
        "1,639",
        "1,234,567.89",
        "42.7k (Q116/17)",
        "Q1 2017/18",
        "S42 enquiries: 12",
        "12-13%",
        "£1.2m - £1.5m",
        "31/03/2018",
        "00:04:35",
        "744 2016/17",
        "27th / 152",
        "",
        "N/A",
        "86%, 87%",
    ],
)
def test_sound_text_is_not_doubted(text: str) -> None:
    assert doubtful(text) is None
