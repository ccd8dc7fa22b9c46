"""The arithmetic of gaps and margins: how far a figure falls short, and how far it may."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right

from xlscorecard.engine.rating import (
    NO_FACTS,
    Aim,
    Facts,
    Margin,
    Measured,
    point_size,
)
from xlscorecard.engine.significance import MOST_SMALL, lower_chance_end, upper_chance_end
from xlscorecard.model.scorecard import Rag

# Handbook 2.16: a count whose target is under 20 is small.
SMALL_COUNT = 20.0


def round_to_printed(value: float, quantum: float) -> float:
    """A figure at so many printed digits, halves away from zero (so that mirrored figures
    round alike). The quotient gets a billionth, so that 2.675 counts as the half it shows."""
    steps = abs(value) / quantum if quantum > 0 else math.inf
    if not steps < 2**52:
        return value
    return math.copysign(math.floor(steps + 0.5 + 1e-9) * quantum, value)


def gap_to_point(value: float, target: float, direction: int) -> float:
    """How far a figure falls short; below 0 it is better than the target."""
    return direction * (target - value)


def gap_to_band(value: float, low: float, high: float) -> float:
    """How far outside a band; 0 inside."""
    return max(low - value, 0.0, value - high)


def margin_for_point(
    margin: Margin, target: float, direction: int, kind: Measured, facts: Facts = NO_FACTS
) -> float:
    """The margin on a point target, in the unit of the figure; from the target alone.

    A negative target has the margin of its mirror image. What the target's printed digits
    widen is in ``margin_as_printed``.
    """
    if target == 0:
        # Per cent of nothing means nothing, and neither does the least margin beside it
        # (handbook 2.7): only a margin stated in points or as an amount stands.
        relative = margin.share or margin.of_range or margin.chance is not None
        return 0.0 if relative else margin.least * _size(margin, kind, target)
    size = abs(target)
    if margin.chance is not None and size < SMALL_COUNT:
        adverse_high = (direction < 0) == (target > 0)
        return max(margin.least, _chance_margin(size, adverse_high, margin.chance))
    if margin.of_range:
        if facts.scale is not None:
            return margin.of_range * abs(facts.scale[1] - facts.scale[0])
        return margin.share * size
    share = margin.share
    if margin.reciprocal and direction < 0:
        share = share / (1 - share) if share < 1 else math.inf
    point = _size(margin, kind, target)
    amount = share * size if share else 0.0
    return max(margin.least * point, min(margin.most * point, amount))


def margin_as_printed(amount: float, margin: Margin, aim: Aim) -> float:
    """A margin on a tiny target: at least one printed digit where the target is under ten."""
    if not margin.tiny or not aim.target or not aim.quantum or not aim.quantum > 0:
        return amount
    return max(amount, aim.quantum) if abs(aim.target) < 10 * aim.quantum else amount


def _size(margin: Margin, kind: Measured, target: float | None) -> float:
    return point_size(kind, target) if margin.points else 1.0


def _chance_margin(mean: float, adverse_high: bool, chance: float) -> float:
    """How far a count may stray from a small mean before that is surprising."""
    # A few counts' ends are worked out on the way, not those of all counts.
    counts = range(MOST_SMALL + 1)
    if adverse_high:
        # The largest k with P(X >= k) > chance: those k whose lower end lies below the mean.
        return bisect_left(counts, mean, key=lambda k: lower_chance_end(k, chance)) - 1 - mean
    # The smallest k with P(X <= k) > chance: the first whose upper end lies above the mean.
    return mean - bisect_right(counts, mean, key=lambda k: upper_chance_end(k, chance))


def margin_for_band(margin: Margin, aim: Aim, nearer: float, kind: Measured) -> float:
    """The margin outside a band: a share of its width, of the nearer bound, or points."""
    assert aim.low is not None  # noqa: S101
    assert aim.high is not None  # noqa: S101
    if margin.of_width:
        return margin.of_width * (aim.high - aim.low)
    point = _size(margin, kind, nearer)
    return max(margin.least * point, min(margin.most * point, margin.share * abs(nearer)))


def classify(gap: float, margin: float, allowance: float) -> Rag:
    """Green, amber or red; boundaries belong to the better class."""
    if gap <= allowance:
        return Rag.GREEN
    return Rag.AMBER if gap <= margin + allowance else Rag.RED
