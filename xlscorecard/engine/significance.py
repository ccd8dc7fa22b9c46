"""Chance: confidence intervals, exact small counts, and tests of change.

Formulas as in PHEindicatormethods (Wilson, Byar, exact Poisson), Fingertips' public
technical guidance (chi-squared for trend) and Mann-Kendall as in R's ``trend`` package;
the handbook's section 3.9 has the test vectors.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
# Fingertips' critical value: chi-squared, one degree of freedom, 99.8%.
CHI2_998 = 9.5495
# Below this many events the exact interval is used, from it on Byar's (PHEindicatormethods).
EXACT_BELOW = 10
MOST_EXACT = 10_000


def wilson(x: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Wilson's interval for a proportion of ``x`` in ``n``, as fractions. n must be above 0."""
    if not 0 < n < math.inf or not 0 <= x <= n:
        raise ValueError("a proportion wants 0 <= x <= n and n above 0")
    middle = 2 * x + z * z
    spread = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    bottom = 2 * (n + z * z)
    return max(0.0, (middle - spread) / bottom), min(1.0, (middle + spread) / bottom)


def byar(x: float, z: float = Z95) -> tuple[float, float]:
    """Byar's interval for a count; good from 10 events on. Raises ValueError below 0."""
    if not 0 <= x < math.inf:
        raise ValueError("a count is not below 0, nor without end")
    low = 0.0
    if x > 0:
        low = x * _cube(max(0.0, 1 - 1 / (9 * x) - z / (3 * math.sqrt(x))))
    high = (x + 1) * _cube(1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1)))
    return low, high


def _cube(x: float) -> float:
    # Multiplied out, not a power: libraries differ in the last digit of powers.
    return x * x * x


def poisson_at_most(k: int, mean: float) -> float:
    """P(X <= k) for a Poisson count of the given mean."""
    if k < 0:
        return 0.0
    if mean == 0:
        return 1.0
    # In logarithms, so that a large mean does not underflow to nothing.
    log = math.log(mean)
    return min(1.0, math.fsum([math.exp(i * log - mean - _log_factorial(i)) for i in range(k + 1)]))


@lru_cache(maxsize=MOST_EXACT + 1)
def _log_factorial(i: int) -> float:
    return math.lgamma(i + 1)


def exact_poisson(x: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact Poisson interval of a count, by bisection on the distribution. Raises
    ValueError below 0 and beyond MOST_EXACT, where Byar's is as good and the sum is long."""
    if not 0 <= x <= MOST_EXACT or not 0 < confidence < 1:
        raise ValueError(
            f"an exact interval wants 0 to {MOST_EXACT} events, and 0 < confidence < 1"
        )
    tail = (1 - confidence) / 2
    return _lower_end(x, tail), _upper_end(x, tail)


def _lower_end(x: int, tail: float) -> float:
    return 0.0 if x == 0 else _bisect(lambda m: 1 - poisson_at_most(x - 1, m) < tail, x + 1.0)


def _upper_end(x: int, tail: float) -> float:
    return _bisect(lambda m: poisson_at_most(x, m) > tail, 3.0 * x + 20)


def _bisect(below: Callable[[float], bool], high: float) -> float:
    low = 0.0
    for _ in range(100):
        middle = (low + high) / 2
        if middle in (low, high):
            break  # neighbours: nothing lies between them
        if below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def count_interval(x: int, confidence: float = 0.95) -> tuple[float, float]:
    """Exact for fewer than 10 events, Byar from 10 on, as PHEindicatormethods does."""
    if x < EXACT_BELOW:
        return exact_poisson(x, confidence)
    return byar(x, z_of(confidence))


def z_of(confidence: float) -> float:
    """The two-sided normal quantile: 1.96 for 95%."""
    return NormalDist().inv_cdf(1 - (1 - confidence) / 2)


# The largest count that chance is asked about: with a mean of 20, which is the most that counts
# as small (handbook 2.16), 64 is surprising at any chance above 1e-14.
MOST_SMALL = 64


@lru_cache(maxsize=16 * (MOST_SMALL + 1))
def lower_chance_end(k: int, chance: float) -> float:
    """The mean above which ``P(X >= k)`` exceeds ``chance``: where a count of ``k`` stops being
    surprisingly high. The lower end of its exact interval."""
    return _lower_end(k, _tail(chance))


@lru_cache(maxsize=16 * (MOST_SMALL + 1))
def upper_chance_end(k: int, chance: float) -> float:
    """The mean below which ``P(X <= k)`` exceeds ``chance``: where a count of ``k`` stops being
    surprisingly low. The upper end of its exact interval."""
    return _upper_end(k, _tail(chance))


def _tail(chance: float) -> float:
    # Through the confidence of both tails, so that it is that of exact_poisson to the last digit.
    return (1 - (1 - 2 * chance)) / 2


def chance_steps(chance: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The lower and the upper chance ends of the counts 0, 1, 2... ``MOST_SMALL``."""
    counts = range(MOST_SMALL + 1)
    return (
        tuple(lower_chance_end(k, chance) for k in counts),
        tuple(upper_chance_end(k, chance) for k in counts),
    )


def trend_of_proportions(counts: Sequence[float], bases: Sequence[float]) -> float | None:
    """Chi-squared for trend over equally spaced periods; None where it is not defined."""
    times = range(1, len(counts) + 1)
    total, events = math.fsum(bases), math.fsum(counts)
    s1 = math.fsum(c * t for c, t in zip(counts, times, strict=True))
    s2 = math.fsum(d * t for d, t in zip(bases, times, strict=True))
    s3 = math.fsum(d * t * t for d, t in zip(bases, times, strict=True))
    below = events * (total - events) * (total * s3 - s2 * s2)
    return None if below <= 0 else total * (total * s1 - events * s2) ** 2 / below


def trend_of_intervals(
    values: Sequence[float], lows: Sequence[float], highs: Sequence[float]
) -> tuple[float, float] | None:
    """(slope, chi-squared) of values weighted by their 95% intervals; None where not defined."""
    if any(not high - low > 1e-9 for low, high in zip(lows, highs, strict=True)):
        return None
    weights = [1 / ((high - low) / 3.92) ** 2 for low, high in zip(lows, highs, strict=True)]
    times = range(1, len(values) + 1)
    w = math.fsum(weights)
    wvt = math.fsum(a * b * t for a, b, t in zip(weights, values, times, strict=True))
    wt = math.fsum(a * t for a, t in zip(weights, times, strict=True))
    wv = math.fsum(a * b for a, b in zip(weights, values, strict=True))
    wtt = math.fsum(a * t * t for a, t in zip(weights, times, strict=True))
    spread = w * wtt - wt * wt
    if not spread > 0 or not math.isfinite(spread):
        return None
    slope = (w * wvt - wt * wv) / spread
    return slope, slope * slope * spread / w


def two_proportions(
    x1: float, n1: float, x2: float, n2: float, eligible: float | None = None
) -> float | None:
    """z for a change between two surveys; ``eligible`` narrows it for a finite population.

    None where no test is possible (nobody, or everybody, said yes in both).
    """
    if not (n1 > 0 and n2 > 0):
        return None
    pooled = (x1 + x2) / (n1 + n2)
    error = math.sqrt(max(0.0, pooled * (1 - pooled)) * (1 / n1 + 1 / n2))
    if eligible is not None and eligible > 0:
        error *= math.sqrt(max(0.0, 1 - (n1 + n2) / 2 / eligible))
    return None if error == 0 else (x2 / n2 - x1 / n1) / error


def two_counts(x1: int, x2: int) -> float:
    """Two-sided p that two counts over equal time differ by chance (conditional binomial)."""
    if min(x1, x2) < 0:
        raise ValueError("a count is not below 0")
    total, fewer = x1 + x2, min(x1, x2)
    if total == 0:
        return 1.0
    if total > 2000:  # the normal approximation is exact to four places here
        z = max(0.0, abs(x2 - x1) - 1) / math.sqrt(total)
        return 2 * (1 - NormalDist().cdf(z))
    tail = sum(math.comb(total, k) for k in range(fewer + 1))
    return min(1.0, float(Fraction(2 * tail, 2**total)))


def mann_kendall(series: Sequence[float]) -> tuple[int, float, float, float]:
    """(S, variance, z, two-sided p): p is exact for fewer than 10 points (ties or not, over
    all orders of the very values), else from the normal approximation."""
    n = len(series)
    s = sum((b > a) - (b < a) for i, a in enumerate(series) for b in series[i + 1 :])
    ties = Counter(series).values()
    variance = (n * (n - 1) * (2 * n + 5) - sum(u * (u - 1) * (2 * u + 5) for u in ties)) / 18
    if s == 0 or variance <= 0:
        return s, max(0.0, variance), 0.0, 1.0
    z = (s - (1 if s > 0 else -1)) / math.sqrt(variance)
    if n < 10:
        return s, variance, z, _exact_kendall(tuple(sorted(ties)), abs(s))
    return s, variance, z, 2 * (1 - NormalDist().cdf(abs(z)))


@lru_cache(maxsize=256)
def _exact_kendall(ties: tuple[int, ...], at_least: int) -> float:
    """P(|S| >= at_least) over all orders of values with these tie groups."""
    counts = {0: 1}
    placed = 0
    for size in ties:
        # Placing a group of equal values among those already placed (all smaller): S moves
        # by (before - after) for each pair; the number of ways is a Gaussian binomial.
        ways = _pair_sums(placed, size)
        merged: dict[int, int] = {}
        for s, number in counts.items():
            for step, times in ways.items():
                merged[s + step] = merged.get(s + step, 0) + number * times
        counts = merged
        placed += size
    total = sum(counts.values())
    extreme = sum(number for s, number in counts.items() if abs(s) >= at_least)
    return extreme / total


@lru_cache(maxsize=256)
def _pair_sums(smaller: int, group: int) -> dict[int, int]:
    """How often each sum of signs arises when ``group`` equals join ``smaller`` others."""
    # Each of the group stands after some number of the smaller ones, in rising order.
    table: dict[int, dict[int, int]] = {0: {0: 1}}
    for position in range(smaller + 1):
        nxt: dict[int, dict[int, int]] = {}
        for used, sums in table.items():
            for more in range(group - used + 1):
                for s, number in sums.items():
                    row = nxt.setdefault(used + more, {})
                    moved = s + more * (2 * position - smaller)
                    row[moved] = row.get(moved, 0) + number
        table = nxt
    return table[group]
