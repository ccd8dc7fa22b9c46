"""Ratings by confidence intervals, where amber means "not distinguishable" (handbook 2.11)."""

from __future__ import annotations

import math
from dataclasses import replace

from xlscorecard.engine.rating import (
    Basis,
    Facts,
    Measured,
    Rating,
    dust,
    point_size,
)
from xlscorecard.engine.significance import count_interval, wilson
from xlscorecard.model.scorecard import Rag

# Events or answers beyond any council's: their products would lose whole numbers.
MOST = 1e12


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
