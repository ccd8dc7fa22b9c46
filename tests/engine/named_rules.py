"""The rules that have a name in the field, one small builder for each (handbook section 2)."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import (
    Aim,
    Facts,
    Margin,
    Measured,
    Rating,
    Rule,
    dust,
)
from xlscorecard.engine.tolerance import Number, finite_number
from xlscorecard.model.scorecard import Polarity, Rag, Unit


def rate_percent_of_target(
    value: Number, target: Number, polarity: Polarity, share: float = 0.10
) -> Rating:
    """Amber within a share of the target (handbook 2.1; Maidstone: 10%)."""
    rule = Rule("percent_of_target", Margin(share=share))
    return rate(value, target, polarity=polarity, rule=rule)


def rate_thresholds(value: Number, target: Number, amber_at: Number, polarity: Polarity) -> Rating:
    """The measure's own two cut-offs: target and floor standard (handbook 2.4; Kent)."""
    return rate(value, target, polarity=polarity, facts=Facts(amber_at=finite_number(amber_at)))


def rate_band(
    value: Number,
    low: Number,
    high: Number,
    margin: Margin | None = None,
    unit: Unit | Measured | str | None = None,
) -> Rating:
    """Best inside a band; by default amber up to half its width outside (handbook 2.5)."""
    aim = Aim(low=float(low), high=float(high), implied=Polarity.BAND)
    rule = None if margin is None else Rule("band", margin)
    return rate(value, aim, unit=unit, rule=rule)


def rate_green_side(
    value: Number,
    target: Number,
    previous: Number | None,
    polarity: Polarity,
    share: float = 0.10,
) -> Rating:
    """Havering: green within a share of the target, beyond it amber if no worse than the
    same period last year (handbook 2.2)."""
    rule = Rule("green_side", green=Margin(share=share), no_worse=True)
    return rate(value, target, polarity=polarity, rule=rule, facts=Facts(finite_number(previous)))


def rate_reciprocal(value: Number, target: Number, share: float = 0.10) -> Rating:
    """Lower is better, judged by target / value: amber down to 1 - share (handbook 2.6)."""
    rule = Rule("reciprocal", Margin(share=share, reciprocal=True))
    return rate(value, target, polarity=Polarity.LOWER, rule=rule)


def rate_zero_target(value: Number, polarity: Polarity, allowance: float = 0.0) -> Rating:
    """A target of nothing: met or not, unless an allowance is stated (handbook 2.7)."""
    facts = Facts(zero_allowance=allowance)
    return rate(value, 0, polarity=polarity, facts=facts, unit=Measured.COUNT)


def rate_budget(
    forecast: Number, budget: Number, *, income: bool = False, margin: Margin | None = None
) -> Rating:
    """Money against budget: an overspend (or income short) within 1% and £0.25m is amber
    (handbook 2.13)."""
    polarity = Polarity.HIGHER if income else Polarity.LOWER
    rule = None if margin is None else Rule("budget", margin)
    return rate(forecast, budget, polarity=polarity, unit=Measured.BUDGET, rule=rule)


def rate_budget_both_ways(forecast: Number, budget: Number, margin: Margin | None = None) -> Rating:
    """Budget where an underspend counts too: blue when it is beyond the margin."""
    over = rate_budget(forecast, budget, margin=margin)
    if over.gap is not None and over.margin is not None and over.aim is not None:
        target = over.aim.target or 0.0
        if -over.gap > over.margin + dust(target):
            return replace(over, rag=Rag.BLUE, label="underspent by more than the margin")
    return over
