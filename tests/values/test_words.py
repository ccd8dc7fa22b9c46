"""Polarity, RAG and direction of travel in the field's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.model.scorecard import Polarity, Rag, Trend
from xlscorecard.values.words import (
    parse_polarity,
    parse_rag,
    parse_trend_word,
    polarity_in_title,
)

POLARITIES = {
    Polarity.HIGHER: "H|h|High|Higher|HIGH|Up is Good|Higher is better|Bigger is better|"
    "Aim to maximise|Plan to maximise|High is good|Good is High|Increase|Η|Н|Maximise|"
    "good to be high|Higher values are better|Low is bad|Aim H|Up|An increase",
    Polarity.LOWER: "L|Low|Lower|Up is Bad|Smaller is better|Smaller values are best|"
    "Aim to minimise|Low is good|Decrease|Reduce|Lower is better|Good is Low|Aim L|Down is good|"
    "A reduction",
    Polarity.BAND: "Target Band Width|Target band|Closer to target is better|Within range|Band|"
    "Nearer to target is better",
    Polarity.NEUTRAL: "Neutral|neutral|Neither",
}


@pytest.mark.parametrize(
    ("text", "polarity"),
    [(text, polarity) for polarity, texts in POLARITIES.items() for text in texts.split("|")],
)
def test_polarity(text: str, polarity: Polarity) -> None:
    assert parse_polarity(text) is polarity


@pytest.mark.parametrize("text", ["N/A", "n/a", "-", "", "TBC", "Target", "85%", "Good", "Monthly"])
def test_polarity_is_never_guessed(text: str) -> None:
    assert parse_polarity(text) is None


@pytest.mark.parametrize(
    ("title", "polarity"),
    [
        ("Increase the number of people completing a programme", Polarity.HIGHER),
        ("Increase percentage service users who feel in control", Polarity.HIGHER),
        ("Maximise income", Polarity.HIGHER),
        ("Rent arrears (lower is better)", Polarity.LOWER),
        ("Average days to process new claims. Aim to minimise", Polarity.LOWER),
        ("Grants completed (plan to maximise)", Polarity.HIGHER),
        ("Plan to reduce waste", None),
        ("% of contamination in recyclate (Minimise)", Polarity.LOWER),
        ("Homes with a gas certificate [high is good]", Polarity.HIGHER),
        ("Reduce number of older people admitted", Polarity.LOWER),
        ("Minimise the use of agency staff", Polarity.LOWER),
        ("Improve the range of daytime activities", None),
        ("Increase in demand", None),
        ("Reduced fees", None),
        ("Delivery of efficiency savings", None),
        ("Lower tier tribunal appeals", None),
        ("Reduce waste and increase recycling", None),
        ("% of people with increased need", None),
    ],
)
def test_polarity_of_a_title_that_is_an_instruction(title: str, polarity: Polarity | None) -> None:
    assert polarity_in_title(title) is polarity


RAGS = {
    Rag.RED: "R|Red|RED|red|Red - off target|Off track|(R)",
    Rag.AMBER: "A|Amber|AMBER|Yellow|Orange|Amber: at risk|А",  # the last is Cyrillic
    Rag.GREEN: "G|Green|GREEN|On target|On track|RAG: Green",
    Rag.BLUE: "B|Blue|Complete|Completed",
    Rag.GREY: "Grey|Gray|No data",
}


@pytest.mark.parametrize(
    ("text", "rag"), [(text, rag) for rag, texts in RAGS.items() for text in texts.split("|")]
)
def test_rag(text: str, rag: Rag) -> None:
    assert parse_rag(text) is rag


@pytest.mark.parametrize(
    "text",
    ["", "N/A", "-", "Amber/Green", "62%", "Greenwich", "Green waste", "Ongoing", "H", "Redcar"],
)
def test_no_rag(text: str) -> None:
    assert parse_rag(text) is None


TRENDS = {
    Trend.IMPROVING: "Improving|Improved|Better|Good|improving since Q1|"
    "Moving in the right direction",
    Trend.STEADY: "Stable|No change|Similar|Steady|Neutral|Static|Unchanged|"
    "In line with last year|Not changed|Little change",
    Trend.DECLINING: "Worse|Worsened|Worsening|Declining|Deteriorating|Bad",
    Trend.UP: "Up|↑|⇧|▲|⬆|Increasing|Up on last year|Higher than Q2|Steady increase",
    Trend.FLAT: "Same|→|⇨|►|↔|➡",
    Trend.DOWN: "Down|↓|⇩|▼|⬇|Decreasing|Lower than last year|Reduction",
}


@pytest.mark.parametrize(
    ("text", "trend"),
    [(text, trend) for trend, texts in TRENDS.items() for text in texts.split("|")],
)
def test_direction_of_travel(text: str, trend: Trend) -> None:
    assert parse_trend_word(text) is trend


@pytest.mark.parametrize("text", ["", "N/A", "-", "62%", "not better", "TBC", "No data"])
def test_no_direction_of_travel(text: str) -> None:
    assert parse_trend_word(text) is None


@given(st.text(max_size=90))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_polarity(text)
    polarity_in_title(text)
    parse_rag(text)
    parse_trend_word(text)


@pytest.mark.parametrize(
    "text",
    ["Must do better", "Requires improvement", "Needs to improve", "To improve", "No better"],
)
def test_what_has_not_come_yet_is_no_trend(text: str) -> None:
    assert parse_trend_word(text) is None
