"""Roll-ups: counts, percentages that add up, worst, most, weighted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.engine.rollup import (
    count_rags,
    largest_remainder,
    overall_most,
    overall_weighted,
    overall_worst,
)
from xlscorecard.model.scorecard import Rag

R, A, G, B, N = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE, Rag.GREY


def test_counts_state_what_was_left_out() -> None:
    counts = count_rags([G] * 13 + [A] * 6 + [R] * 10 + [None, N])
    assert (counts.green, counts.amber, counts.red, counts.rated) == (13, 6, 10, 29)
    # the footer of paper 003: Green = 45%; Amber = 21%; Red = 34% fits 29 rows
    assert counts.percentages == {R: 34, A: 21, G: 45}
    assert counts.sentence == (
        "10 red (34%), 6 amber (21%), 13 green (45%) of 29 rated; 2 left out (no rating or grey)"
    )
    assert count_rags([None]).sentence == "None of 1 rated"


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6))
def test_percentages_add_up(counts: list[int]) -> None:
    shares = largest_remainder(counts)
    assert sum(shares) == (100 if sum(counts) else 0)
    for count, share in zip(counts, shares, strict=True):
        assert abs(share - 100 * count / max(1, sum(counts))) < 1


@pytest.mark.parametrize(
    ("rags", "worst", "most", "weighted"),
    [
        ([G, G, A], A, G, G),
        ([G, G, G, G, R], R, G, G),
        ([G, G, G, R], R, G, A),  # a quarter of the weight is red
        ([G, R], R, R, A),
        ([A, A, R, R], R, R, R),
        ([B, None, N], B, B, G),
        ([None], None, None, None),
        ([], None, None, None),
    ],
)
def test_overall(
    rags: list[Rag | None], worst: Rag | None, most: Rag | None, weighted: Rag | None
) -> None:
    assert overall_worst(rags).rag is worst
    assert overall_most(rags).rag is most
    assert overall_weighted(rags).rag is weighted


def test_weights() -> None:
    assert overall_weighted([G, R], [9, 1]).rag is G
    assert overall_weighted([G, R], [1, 0]).rag is G
    assert "quarter of the weight" in overall_weighted([G, R], [7, 3]).sentence
    with pytest.raises(ValueError, match="1 weights for 2"):
        overall_weighted([G, R], [1])
