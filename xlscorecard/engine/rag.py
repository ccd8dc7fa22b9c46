"""Green, amber or red for one figure: ``rate`` chooses the rule and applies it.

Notation of the handbook (section 2): the *gap* is how far a figure falls short of its
target, in the direction that the polarity calls worse; a gap of nothing or less is green,
one within the *margin* amber, else red. Boundaries belong to the better class.
"""

from __future__ import annotations

import math
from dataclasses import replace

from xlscorecard.engine.interval import rate_by_chance_alone, within_chance
from xlscorecard.engine.margin import (
    classify,
    gap_to_band,
    gap_to_point,
    margin_as_printed,
    margin_for_band,
    margin_for_point,
    round_to_printed,
)
from xlscorecard.engine.rating import (
    NO_FACTS,
    NO_MARGIN,
    Aim,
    Basis,
    Facts,
    Margin,
    Measured,
    Rating,
    Rule,
    direction_of,
    dust,
    parse_polarity,
    parse_unit,
)
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.tolerance import Number, finite_number, parse_tolerance
from xlscorecard.model.scorecard import Polarity, Rag, Unit


def rate(
    value: Number | None,
    target: Aim | Number | None,
    *,
    polarity: Polarity | str | None = None,
    tolerance: Margin | Number | str | None = None,
    unit: Unit | Measured | str | None = None,
    facts: Facts = NO_FACTS,
    rule: Rule | None = None,
    basis: Basis = Basis.ACTUAL,
    value_text: str = "",
) -> Rating:
    """Green, amber or red for one figure, with rule, margin and (on request) the sentence.

    ``value`` and ``target`` are in the same unit: percentages as printed (62) with unit
    "percent", as in a percent cell (0.62) with "fraction". Chooses, in this order: the
    measure's own floor in ``facts``, ``rule``, ``tolerance``, the default of the unit.
    No figure, no target or no polarity gives no rating and the reason. Raises RuleError
    for a tolerance, unit or polarity that is not known; nothing else.
    """
    kind, polarity = parse_unit(unit), parse_polarity(polarity)
    margin = parse_tolerance(tolerance)
    number = finite_number(value)
    aim = target if isinstance(target, Aim) else Aim(finite_number(target))
    if number is None:
        return Rating(None, "none", basis, aim=aim, kind=kind, reason="there is no figure")
    blank = Rating(None, "none", basis, value=number, aim=aim, kind=kind, value_text=value_text)
    ends = (aim.low, aim.high) if aim.band else (aim.target,)
    if any(end is None or not math.isfinite(end) for end in ends):
        return replace(blank, reason="there is no target")
    implied = Polarity.BAND if aim.band else aim.implied
    if kind is Measured.BUDGET and polarity is None and implied is None:
        polarity = Polarity.LOWER
    if implied is not None:
        if polarity in {Polarity.HIGHER, Polarity.LOWER} and polarity is not implied:
            reason = f"the target '{aim.text}' and the stated polarity contradict each other"
            return replace(blank, reason=reason, polarity=polarity)
        polarity = implied
    if polarity is None:
        return replace(blank, reason="the paper does not say whether high or low is good")
    if polarity == Polarity.NEUTRAL:
        return replace(blank, reason="neither high nor low is good", polarity=polarity)
    if polarity == Polarity.BAND and not aim.band:
        reason = "a band is aimed for, but the target is a single figure"
        return replace(blank, reason=reason, polarity=polarity)
    if aim.band:
        return _rate_in_band(replace(blank, polarity=polarity), rule, margin)
    if facts.amber_at is not None:
        if finite_number(facts.amber_at) is None:
            return replace(blank, reason="the measure's floor is not a number", polarity=polarity)
        rule = Rule("thresholds")
    elif rule is None:
        rule = default_rules().rule_for(kind, aim) if margin is None else _stated(margin)
    return _rate_at_point(replace(blank, polarity=polarity), rule, facts)


def _stated(margin: Margin) -> Rule:
    """The rule behind a tolerance argument."""
    if margin == NO_MARGIN:
        return Rule("strict")
    return Rule("points" if margin.points else "percent_of_target", margin)


def _rate_in_band(blank: Rating, rule: Rule | None, margin: Margin | None) -> Rating:
    assert blank.aim is not None  # noqa: S101
    assert blank.value is not None  # noqa: S101
    low, high = blank.aim.low, blank.aim.high
    assert low is not None  # noqa: S101
    assert high is not None  # noqa: S101
    if rule is None:
        rule = (
            default_rules().rule_for(blank.kind, blank.aim) if margin is None else _stated(margin)
        )
    gap = gap_to_band(blank.value, low, high)
    nearer = low if blank.value < low else high
    amount = margin_for_band(rule.amber, blank.aim, nearer, blank.kind)
    rag = classify(gap, amount, dust(low, high))
    return replace(blank, rag=rag, rule=rule.id, margin=amount, gap=gap, used=rule)


def _rate_at_point(blank: Rating, rule: Rule, facts: Facts) -> Rating:
    aim, value, polarity = blank.aim, blank.value, blank.polarity
    assert aim is not None  # noqa: S101
    assert aim.target is not None  # noqa: S101
    assert value is not None  # noqa: S101
    assert polarity is not None  # noqa: S101
    target, direction = aim.target, direction_of(polarity)
    allowance = dust(target)
    gap = gap_to_point(value, target, direction)
    done = replace(blank, rule=rule.id, gap=gap, used=rule)
    if facts.amber_at is not None and rule.id == "thresholds":
        return _between_cut_offs(done, facts.amber_at, direction)
    if rule.interval:
        return rate_by_chance_alone(done, rule.interval, facts, direction)
    if rule.amber.of_range and not rule.amber.share and facts.scale is None:
        reason = "the rule wants the scale's lowest and highest score"
        return replace(done, rule="none", reason=reason, used=None)
    slack = margin_for_point(rule.green, target, direction, blank.kind, facts)
    met = gap < -allowance if aim.strict else _inside(gap, slack, rule.green, allowance)
    note: tuple[str, ...] = ()
    if not met and rule.printed_precision and _met_as_printed(value, aim, direction):
        met, note = True, ("printed precision",)
    if rule.no_worse and not met:
        return _no_worse(replace(done, margin=slack), facts.previous, direction)
    margin = margin_for_point(rule.amber, target, direction, blank.kind, facts)
    margin = slack if rule.no_worse else margin_as_printed(margin, rule.amber, aim)
    if target == 0 and not rule.no_worse:
        margin = max(margin, facts.zero_allowance)
    done = replace(done, margin=margin, notes=note)
    if met:
        return replace(done, rag=Rag.BLUE if _far_better(done, facts) else Rag.GREEN)
    if _inside(gap, margin, rule.amber, allowance):
        return replace(done, rag=Rag.AMBER)
    if rule.within_chance and within_chance(value, target, direction, blank.kind, facts):
        return replace(done, rag=Rag.AMBER, notes=(*note, "within chance"))
    return replace(done, rag=Rag.RED)


def _inside(gap: float, amount: float, margin: Margin, allowance: float) -> bool:
    """Whether a gap is within a margin of so much; its end belongs to the better class unless
    the rule's words take it away."""
    return gap < amount - allowance if margin.exclusive else gap <= amount + allowance


def _between_cut_offs(done: Rating, amber_at: float, direction: int) -> Rating:
    """Green from the target on, amber from the floor on, else red."""
    aim, gap = done.aim, done.gap
    assert aim is not None  # noqa: S101
    assert aim.target is not None  # noqa: S101
    assert gap is not None  # noqa: S101
    allowance = dust(aim.target)
    margin = gap_to_point(amber_at, aim.target, direction)
    if margin < -allowance:
        reason = "the floor lies on the better side of the target"
        return replace(done, rule="none", reason=reason, used=None)
    margin = max(0.0, margin)
    met = gap < -allowance if aim.strict else gap <= allowance
    if met:
        return replace(done, rag=Rag.GREEN, margin=margin)
    amber = gap <= margin + max(allowance, dust(amber_at))
    return replace(done, rag=Rag.AMBER if amber else Rag.RED, margin=margin)


def _met_as_printed(value: float, aim: Aim, direction: int) -> bool:
    """Whether a figure meets a point target once it is written with as many digits."""
    if aim.strict or not aim.quantum or aim.quantum <= 0 or not aim.target:
        return False
    rounded = round_to_printed(value, aim.quantum)
    return gap_to_point(rounded, aim.target, direction) <= dust(aim.target)


def _far_better(done: Rating, facts: Facts) -> bool:
    """Whether a figure that meets its target is so far beyond it that it is blue."""
    aim, gap, rule, polarity = done.aim, done.gap, done.used, done.polarity
    if rule is None or rule.blue is None or aim is None or aim.target is None:
        return False
    assert gap is not None  # noqa: S101
    assert polarity is not None  # noqa: S101
    beyond = margin_for_point(rule.blue, aim.target, direction_of(polarity), done.kind, facts)
    allowance = dust(aim.target)
    far = -gap > beyond + allowance if rule.blue.exclusive else -gap >= beyond - allowance
    return gap < 0 and far


def _no_worse(done: Rating, previous: float | None, direction: int) -> Rating:
    if previous is None or done.value is None:
        reason = "the rule wants last year's figure, and there is none"
        return replace(done, rag=None, reason=reason)
    no_worse = gap_to_point(done.value, previous, direction) <= dust(previous)
    note = "no worse than last year" if no_worse else "worse than last year"
    return replace(done, rag=Rag.AMBER if no_worse else Rag.RED, notes=(note,))
