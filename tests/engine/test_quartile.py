"""Quartiles with ties, polarity and small groups; quartile trends of paper 002."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.engine.quartile import (
    TieRule,
    find_quartile,
    parse_quartile,
    quartile_bounds,
    quartile_trend,
    quartile_trend_or_value,
)
from xlscorecard.model.scorecard import Polarity, Trend

HIGH, LOW = Polarity.HIGHER, Polarity.LOWER


@pytest.mark.parametrize(("n", "sizes"), [(152, [38, 38, 38, 38]), (150, [38, 37, 38, 37])])
def test_sizes(n: int, sizes: list[int]) -> None:
    group = [float(v) for v in range(n)]
    found = [find_quartile(group, v, HIGH).number for v in group]
    assert [found.count(q) for q in (1, 2, 3, 4)] == sizes
    low = [find_quartile(group, v, LOW).number for v in group]
    assert low == found[::-1]


def test_ties_share_the_best_rank() -> None:
    group = [9.0, 8, 8, 8, 7, 6, 5, 4]
    places = [find_quartile(group, v, HIGH) for v in (9.0, 8, 7)]
    assert [(p.rank, p.number, p.joint) for p in places] == [(1, 1, 0), (2, 1, 2), (5, 3, 0)]


def test_when_there_is_none() -> None:
    assert "fewer than 8" in find_quartile([1.0, 2, 3, 4], 3, HIGH).reason
    assert find_quartile([1.0, 2, 3, 4], 3, HIGH, fewest=4).number == 2
    assert "no figure" in find_quartile([1.0] * 9, None, HIGH).reason
    assert "joint top with 8 others" in find_quartile([100.0] * 9, 100, HIGH).reason
    unknown = find_quartile([float(v) for v in range(9)], 8, None)
    assert (unknown.number, unknown.rank) == (None, 1)


def test_excels_bounds() -> None:
    group = [float(v) for v in range(1, 10)]
    assert quartile_bounds(group) == (3, 5, 7)  # QUARTILE.INC
    # a value on a bound falls to the worse side when high is good
    assert find_quartile(group, 7, HIGH, ties=TieRule.EXCEL).number == 2
    assert find_quartile(group, 3, LOW, ties=TieRule.EXCEL).number == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Top", 1), ("Second", 2), ("Third", 3), ("Bottom", 4), ("Q1", 1), ("3rd quartile", 3),
        ("2", 2), ("upper middle", 2), ("n/a", None), ("", None), ("TBC", None),
    ],
)  # fmt: skip
def test_words(text: str, expected: int | None) -> None:
    assert parse_quartile(text) == expected


# Paper 002, typed from the document: quartile and value of 2011/12 and 2012/13, arrow.
PAPER_002 = [
    ("1A", "Bottom", 18.3, "Second", 18.9, Trend.UP),
    ("1B", "Bottom", 66.1, "Third", 74.4, Trend.UP),
    ("1C (i)", "Third", 39.2, "Third", 50.5, Trend.FLAT),
    ("1C (ii)", "Third", 13.6, "Third", 15.3, Trend.FLAT),
    ("1D", "n/a", None, "Third", 7.9, None),
    ("1E", "Bottom", 1.8, "Bottom", 1.6, Trend.FLAT),
    ("1G", "Bottom", 47.7, "Bottom", 61.6, Trend.FLAT),
    ("SLI Core: Personal Budgets", "n/a", None, "", 82.4, None),
    ("SLI Core: Reviews", "n/a", 46.7, "", 46.5, Trend.FLAT),
]


@pytest.mark.parametrize(
    ("ref", "then", "before", "now", "value", "arrow"), PAPER_002, ids=[r[0] for r in PAPER_002]
)
def test_arrows_of_paper_002(
    ref: str, then: str, before: float | None, now: str, value: float | None, arrow: Trend | None
) -> None:
    found = quartile_trend_or_value(
        (parse_quartile(then), before), (parse_quartile(now), value), None
    )
    assert found is arrow


@given(
    st.sampled_from([None, 1, 2, 3, 4]),
    st.sampled_from([None, 1, 2, 3, 4]),
)
def test_the_other_way_round(before: int | None, now: int | None) -> None:
    other = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.FLAT: Trend.FLAT, None: None}
    assert quartile_trend(now, before) is other[quartile_trend(before, now)]


@given(st.lists(st.integers(0, 50).map(float), min_size=8, max_size=40))
def test_a_better_value_has_no_worse_quartile(group: list[float]) -> None:
    # Heavy ties at the top have no quartile: they are asked to count as the first.
    ordered = sorted(group)
    numbers = [find_quartile(group, v, HIGH).number or 1 for v in ordered]
    assert numbers == sorted(numbers, reverse=True)
