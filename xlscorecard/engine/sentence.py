"""The engine's wording: one sentence for a rating, in plain words and in the figure's unit."""

from __future__ import annotations

import math
import re

from xlscorecard.engine.rating import NO_MARGIN, Aim, Basis, Measured, Rating, dust, point_size
from xlscorecard.model.scorecard import Polarity, Rag
from xlscorecard.values.period import MONTH_NAMES

_NAMES = {
    Rag.RED: "Red",
    Rag.AMBER: "Amber",
    Rag.GREEN: "Green",
    Rag.BLUE: "Blue",
    Rag.GREY: "Grey",
}
_PHRASES = {
    Basis.PROFILED: "the in-year target of",
    Basis.LAST_YEAR: "last year's",
}


def format_number(number: float, places: int = 4) -> str:
    """A number as an officer writes it: thousands apart, no trailing noughts."""
    if not math.isfinite(number):
        return "no limit"
    size = abs(number)
    if size and not 1e-4 <= size < 1e15:
        return f"{number:.3g}"
    if size >= 100:
        places = min(places, 2 if size < 1000 else 1)
    # A trillionth more, so that 3.25 (stored as 3.2499...) is written as 3.3 at one place.
    text = f"{number * (1 + 1e-12):,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_figure(number: float, kind: Measured) -> str:
    """A figure with its unit: 77.4%, £1,200, 14 days."""
    if kind is Measured.PERCENT:
        return f"{format_number(number)}%"
    if kind is Measured.FRACTION:
        return f"{format_number(round(number * 100, 10))}%"
    if kind in {Measured.MONEY, Measured.BUDGET}:
        sign = "-" if number < 0 else ""
        return f"{sign}£{format_number(abs(number))}"
    if kind is Measured.DAYS:
        return f"{format_number(number)} day{'' if number == 1 else 's'}"
    return format_number(number)


def format_gap(gap: float, kind: Measured) -> str:
    """A difference with its unit: percentages differ by points."""
    size = abs(gap)
    if kind in {Measured.PERCENT, Measured.FRACTION}:
        points = format_number(round(size / point_size(kind, None), 6))
        return f"{points} point{'' if points == '1' else 's'}"
    return format_figure(size, kind)


def format_period(period: str) -> str:
    """A period as it is said: "May 2022" for "2022-05", others as they are."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", period)
    return period if found is None else f"{MONTH_NAMES[int(found[2]) - 1]} {found[1]}"


def format_aim(aim: Aim, kind: Measured) -> str:
    """The target as printed, or its figures."""
    if aim.text:
        return " ".join(aim.text.split())
    if aim.low is not None and aim.high is not None:
        return f"{format_figure(aim.low, kind)} to {format_figure(aim.high, kind)}"
    assert aim.target is not None  # noqa: S101
    sign = ""
    if aim.implied in {Polarity.HIGHER, Polarity.LOWER}:
        sign = ("<" if aim.implied == Polarity.LOWER else ">") + ("" if aim.strict else "=")
    return sign + format_figure(aim.target, kind)


def explain(rating: Rating) -> str:
    """The sentence of a rating; why there is none where there is none."""
    name = "No rating" if rating.rag is None else _NAMES[rating.rag]
    if rating.reason:
        return f"{name}: {rating.reason}"
    if rating.value is None or rating.basis in {Basis.RANK, Basis.MATRIX, Basis.DATES}:
        return f"{name}: {_labelled(rating)}"
    value = rating.value_text or format_figure(rating.value, rating.kind)
    parts = [f"{name}: {value} {_position(rating)}"]
    if rating.notes:
        parts.extend(_note(note) for note in rating.notes)
    parts.append(_by_chance(rating) if rating.interval is not None else _margin(rating))
    return "; ".join(part for part in parts if part)


def _labelled(rating: Rating) -> str:
    if rating.basis is not Basis.INTERVAL:
        return rating.label
    if rating.label == "similar":
        return "not distinguishable from the benchmark (within chance)"
    return f"significantly {rating.label} than the benchmark"


def _by_chance(rating: Rating) -> str:
    """What the 95% interval says, with its ends."""
    assert rating.interval is not None  # noqa: S101
    low, high = (format_figure(_rounded(end), rating.kind) for end in rating.interval)
    if rating.used is not None and rating.used.interval == "funnel":
        side = "inside" if rating.label == "similar" else "outside"
        words = f"{side} the 95% funnel around the target, {low} to {high}"
    else:
        reaches = "reaches" if rating.label == "similar" else "does not reach"
        words = f"its 95% interval, {low} to {high}, {reaches} the target"
    if rating.label == "similar":
        return f"{words}: no more than chance explains"
    return f"{words}: significantly {rating.label}"


def _rounded(number: float) -> float:
    """Four digits are enough for the end of an interval."""
    return float(f"{number:.4g}")


def _position(rating: Rating) -> str:
    """Where the figure stands: "is 2.6 points below the target of 80%"."""
    aim = rating.aim
    assert aim is not None  # noqa: S101
    assert rating.value is not None  # noqa: S101
    value, kind = rating.value, rating.kind
    phrase = _PHRASES.get(rating.basis, "the target of")
    if kind is Measured.BUDGET:
        phrase = "the budget of"
    target = format_aim(aim, kind)
    if aim.low is not None and aim.high is not None:
        if rating.gap is not None and rating.gap <= dust(aim.low, aim.high):
            return f"is inside the target band of {target}"
        side = "below" if value < aim.low else "above"
        return f"is {format_gap(rating.gap or 0.0, kind)} {side} the target band of {target}"
    assert aim.target is not None  # noqa: S101
    apart = value - aim.target
    if abs(apart) <= dust(aim.target):
        if aim.strict:
            return f"does not meet {phrase} {target}"
        return f"is exactly {phrase} {target}"
    side = "above" if apart > 0 else "below"
    return f"is {_apart(apart, aim.target, rating)} {side} {phrase} {target}"


def _apart(apart: float, target: float, rating: Rating) -> str:
    """The difference: in per cent where the margin is per cent of the target."""
    margin = None if rating.used is None else rating.used.amber
    relative = margin is not None and margin.share and not margin.points and target
    plain = format_gap(apart, rating.kind)
    if rating.kind in {Measured.PERCENT, Measured.FRACTION} or not relative:
        return plain
    percent = 100 * abs(apart / target)
    if not percent < 10_000:
        return plain
    words = (
        "under 0.1%" if percent < 0.05 else f"{format_number(percent, 1 if percent < 100 else 0)}%"
    )
    return f"{plain} ({words})"


def _margin(rating: Rating) -> str:
    """The margin in force, said so that it can be checked by hand."""
    rule, margin = rating.used, rating.margin
    if rule is None or margin is None:
        return ""
    slack = _slack(rating)
    if rating.rag is Rag.GREEN:
        return slack if rating.gap is not None and rating.gap > 0 else ""
    if rule.no_worse:
        return slack
    if rating.rag is Rag.BLUE:
        return "far enough beyond the target for blue"
    if rule.id == "thresholds":
        return f"the floor is {_floor(rating)}"
    if math.isinf(margin):
        return "any miss is amber"
    if margin == 0:
        return "no margin"
    under = "under " if rule.amber.exclusive else ""
    text = f"margin {under}{format_gap(margin, rating.kind)}"
    share = rule.amber.share
    if rule.amber.reciprocal and rating.polarity == Polarity.LOWER and share:
        least = format_number((1 - share) * 100, 2)
        return f"{text} (the target is at least {least}% of the figure)"
    if rule.amber.of_width:
        width = "half" if rule.amber.of_width == 0.5 else f"{rule.amber.of_width:.0%} of"
        return f"{text}, {width} the band's width"
    if rule.amber.chance is not None:
        return f"{text}, what chance explains for so small a count"
    target = None if rating.aim is None else rating.aim.target
    if share and target and abs(margin - share * abs(target)) <= dust(target):
        if rating.kind in {Measured.PERCENT, Measured.FRACTION}:
            return f"{text} ({format_number(share * 100, 2)}% of the target)"
        return f"margin {under}{format_number(share * 100, 2)}%"
    return text


def _slack(rating: Rating) -> str:
    """How far green reaches beyond the target, where a rule says so (Havering)."""
    rule, aim = rating.used, rating.aim
    if rule is None or aim is None or aim.target is None or rule.green == NO_MARGIN:
        return ""
    if rule.green.share and not rule.green.points and aim.target:
        return f"green reaches to within {format_number(rule.green.share * 100, 2)}% of the target"
    reach = rule.green.least * (point_size(rating.kind, aim.target) if rule.green.points else 1)
    return f"green reaches to within {format_gap(reach, rating.kind)} of the target"


def _floor(rating: Rating) -> str:
    aim, margin = rating.aim, rating.margin
    assert aim is not None  # noqa: S101
    assert aim.target is not None  # noqa: S101
    assert margin is not None  # noqa: S101
    sign = -1 if rating.polarity == Polarity.HIGHER else 1
    return format_figure(aim.target + sign * margin, rating.kind)


def _note(note: str) -> str:
    if note == "printed precision":
        return "met when rounded to as many digits as the target has"
    if note == "within chance":
        return "beyond the margin, but not more than chance explains"
    return note
