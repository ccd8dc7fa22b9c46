"""RAG rules: one small function for each, and ``rate`` which chooses among them.

Notation of the handbook (section 2): the *gap* is how far a figure falls short of its
target, in the direction that the polarity calls worse; a gap of nothing or less is green,
one within the *margin* amber, else red. Boundaries belong to the better class.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from decimal import Decimal

from xlscorecard.engine.interval import rate_by_chance_alone, within_chance
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
    RuleError,
    direction_of,
    dust,
    parse_unit,
    point_size,
)
from xlscorecard.engine.significance import chance_steps
from xlscorecard.model.scorecard import Polarity, Rag, Unit

Number = float | int | Decimal
# Handbook 2.16: a count whose target is under 20 is small.
SMALL_COUNT = 20.0

_TOLERANCE = re.compile(
    r"^\s*[±]?\s*(\d+(?:\.\d*)?|\.\d+)\s*(%|per ?cent|pp|ppts?|pts?|points?|percentage points?)?"
    r"(?:\s+of\s+(?:the\s+)?target)?\s*$",
    re.IGNORECASE,
)


def parse_tolerance(tolerance: Margin | Number | str | None) -> Margin | None:
    """A margin from a number (share of the target) or text: "5pp", "10%", "none".

    None and blank text give None: the unit's default rule. Raises RuleError for anything
    else, for a bare number above 1 (5% or 5 points?) and for a negative one.
    """
    if tolerance is None or isinstance(tolerance, Margin):
        return tolerance
    if isinstance(tolerance, str):
        word = tolerance.strip().lower()
        if not word:
            return None
        if word in {"none", "strict", "no tolerance", "exact"}:
            return NO_MARGIN
        found = _TOLERANCE.match(word)
        if found is None:
            raise RuleError(f"'{tolerance}' is not a tolerance; write 0.05, '5%', '5pp' or 'none'")
        amount, unit = float(found[1]), found[2] or ""
        if unit.startswith("%") or unit.replace(" ", "") == "percent":
            return Margin(share=_finite(amount / 100, tolerance))
        if unit:
            return Margin(least=_finite(amount, tolerance), most=amount, points=True)
        tolerance = amount
    share = _number(tolerance)
    if share is None or share < 0:
        raise RuleError(f"'{tolerance}' is not a tolerance; write 0.05, '5%', '5pp' or 'none'")
    if share > 1:
        raise RuleError(
            f"a tolerance of {tolerance:g} would be {share:.0%} of the target; "
            f"write '{tolerance:g}%' or '{tolerance:g}pp'"
        )
    return Margin(share=share)


def _finite(amount: float, text: str) -> float:
    if not math.isfinite(amount):
        raise RuleError(f"'{text}' is too large for a tolerance")
    return amount


def _number(value: Number | None) -> float | None:
    """A finite double, or None."""
    if value is None:
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return None
    return number if math.isfinite(number) else None


def round_to_printed(value: float, quantum: float) -> float:
    """A figure at so many printed digits, halves away from zero (so that mirrored figures
    round alike). The quotient gets a billionth, so that 2.675 counts as the half it shows."""
    steps = abs(value) / quantum
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
    lows, highs = chance_steps(chance)
    if adverse_high:
        # The largest k with P(X >= k) > chance: those k whose lower end lies below the mean.
        return bisect_left(lows, mean) - 1 - mean
    # The smallest k with P(X <= k) > chance: the first whose upper end lies above the mean.
    return mean - bisect_right(highs, mean)


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


def rate_percent_of_target(
    value: Number, target: Number, polarity: Polarity, share: float = 0.10
) -> Rating:
    """Amber within a share of the target (handbook 2.1; Maidstone: 10%)."""
    rule = Rule("percent_of_target", Margin(share=share))
    return rate(value, target, polarity=polarity, rule=rule)


def rate_points(value: Number, target: Number, polarity: Polarity, points: float = 5.0) -> Rating:
    """Amber within so many percentage points (handbook 2.3); 62% is 62."""
    rule = Rule("points", Margin(least=points, most=points, points=True))
    return rate(value, target, polarity=polarity, unit=Measured.PERCENT, rule=rule)


def rate_thresholds(value: Number, target: Number, amber_at: Number, polarity: Polarity) -> Rating:
    """The measure's own two cut-offs: target and floor standard (handbook 2.4; Kent)."""
    return rate(value, target, polarity=polarity, facts=Facts(amber_at=_number(amber_at)))


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


def rate_limit(
    value: Number, limit: Number, comparator: str, margin: Margin | None = None
) -> Rating:
    """A printed limit: < and > are missed when hit, <= and >= are not."""
    if comparator not in {"<", ">", "<=", ">="}:
        raise RuleError(f"'{comparator}' is not one of < > <= >=")
    implied = Polarity.LOWER if comparator[0] == "<" else Polarity.HIGHER
    aim = Aim(float(limit), strict=len(comparator) == 1, implied=implied)
    return rate(value, aim, rule=None if margin is None else Rule("limit", margin))


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
    return rate(value, target, polarity=polarity, rule=rule, facts=Facts(_number(previous)))


def rate_reciprocal(value: Number, target: Number, share: float = 0.10) -> Rating:
    """Lower is better, judged by target / value: amber down to 1 - share (handbook 2.6)."""
    rule = Rule("reciprocal", Margin(share=share, reciprocal=True))
    return rate(value, target, polarity=Polarity.LOWER, rule=rule)


def rate_zero_target(value: Number, polarity: Polarity, allowance: float = 0.0) -> Rating:
    """A target of nothing: met or not, unless an allowance is stated (handbook 2.7)."""
    facts = Facts(zero_allowance=allowance)
    return rate(value, 0, polarity=polarity, facts=facts, unit=Measured.COUNT)


def rate_no_worse(
    value: Number, previous: Number, polarity: Polarity, dead_band: float = 0.0
) -> Rating:
    """Green when no worse than the period before (handbook 2.9), else red."""
    rule = Rule("no_worse", green=Margin(least=dead_band, most=dead_band))
    return rate(value, previous, polarity=polarity, rule=rule, basis=Basis.LAST_YEAR)


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


def rate(
    value: Number | None,
    target: Aim | Number | None,
    *,
    polarity: Polarity | None = None,
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
    for a tolerance or unit that is not known; nothing else.
    """
    kind = parse_unit(unit)
    margin = parse_tolerance(tolerance)
    number = _number(value)
    aim = target if isinstance(target, Aim) else Aim(_number(target))
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
    if polarity is Polarity.NEUTRAL:
        return replace(blank, reason="neither high nor low is good", polarity=polarity)
    if polarity is Polarity.BAND and not aim.band:
        reason = "a band is aimed for, but the target is a single figure"
        return replace(blank, reason=reason, polarity=polarity)
    if aim.band:
        return _rate_in_band(replace(blank, polarity=polarity), rule, margin)
    if facts.amber_at is not None:
        if _number(facts.amber_at) is None:
            return replace(blank, reason="the measure's floor is not a number", polarity=polarity)
        rule = Rule("thresholds")
    elif rule is None:
        rule = _default(kind, aim) if margin is None else _stated(margin)
    return _rate_at_point(replace(blank, polarity=polarity), rule, facts)


def _default(kind: Measured, aim: Aim) -> Rule:
    from xlscorecard.engine.rules import default_rules  # rules are data and build on this module

    return default_rules().rule_for(kind, aim)


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
        rule = _default(blank.kind, blank.aim) if margin is None else _stated(margin)
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
    slack = margin_for_point(rule.green, target, direction, blank.kind, facts)
    met = gap < -allowance if aim.strict else gap <= slack + allowance
    note: tuple[str, ...] = ()
    if not met and rule.printed_precision and _met_as_printed(value, aim, direction):
        met, note = True, ("printed precision",)
    if rule.no_worse:
        return _no_worse(replace(done, margin=slack), met, facts.previous, direction)
    margin = margin_for_point(rule.amber, target, direction, blank.kind, facts)
    margin = margin_as_printed(margin, rule.amber, aim)
    if target == 0:
        margin = max(margin, facts.zero_allowance)
    done = replace(done, margin=margin, notes=note)
    if met:
        return replace(done, rag=Rag.GREEN)
    if gap <= margin + allowance:
        return replace(done, rag=Rag.AMBER)
    if rule.within_chance and within_chance(value, target, direction, blank.kind, facts):
        return replace(done, rag=Rag.AMBER, notes=(*note, "within chance"))
    return replace(done, rag=Rag.RED)


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


def _no_worse(done: Rating, met: bool, previous: float | None, direction: int) -> Rating:
    if met:
        return replace(done, rag=Rag.GREEN)
    if previous is None or done.value is None:
        reason = "the rule wants last year's figure, and there is none"
        return replace(done, rag=None, reason=reason)
    no_worse = gap_to_point(done.value, previous, direction) <= dust(previous)
    note = "no worse than last year" if no_worse else "worse than last year"
    return replace(done, rag=Rag.AMBER if no_worse else Rag.RED, notes=(note,))
