"""Statistics against published figures: the handbook's test vectors and outside tables."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscorecard.engine import significance as stats


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (82, 10_000, 0.006612, 0.010166),
        (9, 10_000, 0.000474, 0.00171),
        (41, 50, 0.692039, 0.902298),
        (0, 20, 0.0, 0.161125),
        (20, 20, 0.838875, 1.0),
    ],
)
def test_wilson(x: int, n: int, low: float, high: float) -> None:
    assert stats.wilson(x, n) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(
    ("x", "low", "high"),
    [
        (10, 4.7874, 18.3915),
        (25, 16.1743, 36.9065),
        (41, 29.4191, 55.6226),
        (100, 81.3621, 121.6279),
    ],
)
def test_byar(x: int, low: float, high: float) -> None:
    assert stats.byar(x) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("x", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
)
def test_exact_poisson(x: int, low: float, high: float) -> None:
    # Garwood's table
    assert stats.exact_poisson(x) == pytest.approx((low, high), abs=1e-4)


def test_rates() -> None:
    # 41 in 407,000: 10.07 (7.23 to 13.67) per 100,000, by Byar
    ends = [end / 4.07 for end in stats.count_interval(41)]
    assert ends == pytest.approx([7.228, 13.666], abs=2e-3)
    ends = [end * 10 for end in stats.count_interval(9)]
    assert ends == pytest.approx([41.154, 170.848], abs=1e-2)


def test_funnel() -> None:
    # Around 75% for 400 people, at 95% and 99.8%
    assert stats.wilson(300, 400) == pytest.approx((0.70532, 0.78992), abs=1e-5)
    limits = stats.wilson(300, 400, stats.z_of(0.998))
    assert limits == pytest.approx((0.67779, 0.81055), abs=1e-5)


def test_trends() -> None:
    chi2 = stats.trend_of_proportions([120, 131, 140, 152, 170], [400, 402, 398, 405, 400])
    assert chi2 == pytest.approx(15.6652, abs=1e-4)
    assert stats.trend_of_proportions([0, 0], [5, 5]) is None
    found = stats.trend_of_intervals(
        [70, 72, 73, 75, 79], [67, 69, 70, 72, 76], [73, 75, 76, 78, 82]
    )
    # Equal weights: slope is least squares, 2.1; chi-squared = 2.1^2 x 10 / (6/3.92)^2
    assert found == pytest.approx((2.1, 4.41 * 10 / (6 / 3.92) ** 2))


def test_two_proportions() -> None:
    assert stats.two_proportions(264.4, 400, 297.6, 400) == pytest.approx(2.568, abs=1e-3)
    assert stats.two_proportions(0, 10, 0, 10) is None
    narrowed = stats.two_proportions(264.4, 400, 297.6, 400, eligible=800)
    assert narrowed == pytest.approx(2.568 / 0.5**0.5, abs=2e-3)


def test_two_counts() -> None:
    # Binomial(20, 1/2): P(X <= 5) = 21700 / 2^20
    assert stats.two_counts(5, 15) == pytest.approx(2 * 21700 / 2**20)
    assert stats.two_counts(7, 7) == 1.0
    assert stats.two_counts(0, 0) == 1.0
    assert stats.two_counts(900, 1200) < 1e-9


def test_mann_kendall_normal() -> None:
    s, variance, z, _ = stats.mann_kendall([1, 2, 3, 4, 5, 6, 8, 7])
    assert (s, round(variance, 2), round(z, 3)) == (26, 65.33, 3.093)


@pytest.mark.parametrize(
    ("series", "p"),
    [
        # A monotone series of n points: 2 / n!
        ([1, 2, 3, 4], 2 / 24),
        ([1, 2, 3, 4, 5], 2 / 120),
        ([5, 4, 3, 2, 1], 2 / 120),
        # Kendall's table: n = 5, S = 8 has P(S >= 8) = 0.042; n = 8, S = 26: 0.000198
        ([1, 2, 3, 5, 4], 2 * 5 / 120),
        ([1, 2, 3, 4, 5, 6, 8, 7], 2 * 8 / 40320),
    ],
)
def test_mann_kendall_exact(series: list[float], p: float) -> None:
    assert stats.mann_kendall(series)[3] == pytest.approx(p)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_mann_kendall_with_ties_counts_every_order(series: list[int]) -> None:
    s = stats.mann_kendall(series)[0]
    orders = list(permutations(series))
    extreme = sum(abs(stats.mann_kendall(list(order))[0]) >= abs(s) for order in orders)
    assert stats.mann_kendall(series)[3] == pytest.approx(extreme / len(orders))


@given(st.integers(0, 200))
def test_intervals_hold_their_count_and_rise_with_it(x: int) -> None:
    low, high = stats.count_interval(x)
    assert low <= x <= high
    above = stats.count_interval(x + 1)
    assert low < above[0] or x == 0
    assert high < above[1]
