"""Ratings by confidence intervals, where amber means "not distinguishable" (handbook 2.11)."""

from __future__ import annotations

import math
from dataclasses import replace

from xlscorecard.engine.rating import (
    Aim,
    Basis,
    Facts,
    Measured,
    Rating,
    direction_of,
    dust,
    point_size,
)
from xlscorecard.engine.significance import Z95, count_interval, wilson
from xlscorecard.model.scorecard import Polarity, Rag

# Events or answers beyond any council's: their products would lose whole numbers.
MOST = 1e12


def rate_against_interval(
    low: float, high: float, benchmark: float, polarity: Polarity | None
) -> Rating:
    """Single overlap: the interval lies wholly on one side of the benchmark, or is similar.

    Amber means "not distinguishable". Without polarity there is no colour, only
    lower, similar or higher.
    """
    if not (low <= high and math.isfinite(benchmark)):
        return _no_interval()
    allowance = dust(benchmark)
    side = 1 if low > benchmark + allowance else -1 if high < benchmark - allowance else 0
    return _by_interval(side, polarity, benchmark)


def rate_two_intervals(
    interval: tuple[float, float], other: tuple[float, float], polarity: Polarity | None
) -> Rating:
    """Double overlap: two intervals that share anything are similar."""
    if not (interval[0] <= interval[1] and other[0] <= other[1]):
        return _no_interval()
    side = 1 if interval[0] > other[1] else -1 if interval[1] < other[0] else 0
    return _by_interval(side, polarity, None)


def rate_funnel(
    x: float, n: float, benchmark: float, polarity: Polarity | None, z: float = Z95
) -> Rating:
    """A proportion outside the funnel around the benchmark (both as fractions). Raises
    ValueError for a benchmark outside 0 to 1 or a base of nothing."""
    low, high = wilson(n * benchmark, n, z)
    share = x / n
    side = 1 if share > high else -1 if share < low else 0
    return _by_interval(side, polarity, benchmark)


def _no_interval() -> Rating:
    reason = "an end of the interval, or the benchmark, is not a number"
    return Rating(None, "interval", Basis.INTERVAL, reason=reason)


def _by_interval(side: int, polarity: Polarity | None, benchmark: float | None) -> Rating:
    label = {1: "higher", -1: "lower", 0: "similar"}[side]
    aim = None if benchmark is None else Aim(benchmark)
    if polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        reason = "no polarity is stated, so there is no better or worse"
        return Rating(None, "interval", Basis.INTERVAL, label=label, reason=reason, aim=aim)
    better = side * direction_of(polarity)
    rag = {1: Rag.GREEN, 0: Rag.AMBER, -1: Rag.RED}[better]
    if side:
        label = "better" if better > 0 else "worse"
    return Rating(rag, "interval", Basis.INTERVAL, label=label, aim=aim, polarity=polarity)


def rate_by_chance_alone(done: Rating, form: str, facts: Facts, direction: int) -> Rating:
    """Rated by an interval around the figure, or a funnel around the target."""
    aim = done.aim
    assert aim is not None  # noqa: S101
    assert aim.target is not None  # noqa: S101
    assert done.value is not None  # noqa: S101
    allowance = dust(aim.target)
    centre, other = done.value, aim.target
    if form == "funnel":
        centre, other = aim.target, done.value
    around = interval_of(centre, done.kind, facts, aim.target)
    if around is None:
        reason = "the rule wants the number of events or answers behind the figure"
        return replace(done, rule="none", reason=reason, used=None)
    side = 1 if around[0] > other + allowance else -1 if around[1] < other - allowance else 0
    if form == "funnel":
        side = -side
    rag = (Rag.AMBER, Rag.GREEN, Rag.RED)[side * direction]
    label = {0: "similar", 1: "better", -1: "worse"}[side * direction]
    # How far the figure may fall short before it is worse: to the end on the target's side.
    upwards = (direction > 0) == (form == "interval")
    margin = abs((around[1] if upwards else around[0]) - centre)
    return replace(done, rag=rag, basis=Basis.INTERVAL, label=label, margin=margin, interval=around)


def interval_of(
    value: float, kind: Measured, facts: Facts, target: float
) -> tuple[float, float] | None:
    """The 95% interval of a rate or proportion whose events or answers are known."""
    if kind is Measured.RATE and facts.population and facts.per > 0 and value >= 0:
        people = facts.population * facts.exposure / facts.per
        if not (people > 0 and value * people < MOST):
            return None
        low, high = count_interval(math.floor(value * people + 0.5))
        return low / people, high / people
    if kind in {Measured.PERCENT, Measured.FRACTION} and facts.base:
        whole = point_size(kind, target) * 100
        if not (0 <= value <= whole and 0 < facts.base < MOST):
            return None
        low, high = wilson(value / whole * facts.base, facts.base)
        return low * whole, high * whole
    return None


def within_chance(
    value: float, target: float, direction: int, kind: Measured, facts: Facts
) -> bool:
    """Whether a miss could be chance: an interval of the events, or of the survey's answers."""
    around = interval_of(value, kind, facts, target)
    if around is None:
        return False
    return around[0] <= target if direction < 0 else around[1] >= target
