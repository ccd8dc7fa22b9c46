"""The smallest change of rule, target or dead band that would explain a difference."""

from __future__ import annotations

import math

from xlscorecard.engine.rating import Basis, Measured, Rating, dust
from xlscorecard.engine.sentence import format_aim, format_figure, format_gap, format_number
from xlscorecard.engine.trend import TrendResult
from xlscorecard.model.scorecard import Polarity, Rag, Trend

_RATED = {Rag.RED, Rag.AMBER, Rag.GREEN}
RAG_WORDS = {
    Rag.RED: "red",
    Rag.AMBER: "amber",
    Rag.GREEN: "green",
    Rag.BLUE: "blue",
    Rag.GREY: "grey",
}


def smallest_change(rating: Rating, printed: Rag) -> str:
    """The smallest change of margin or target after which the rule gives the printed colour.

    Sizes are compared as shares of the target. Empty where the rule has no margin or target
    to change (a matrix, an interval, blue).
    """
    aim, gap, margin = rating.aim, rating.gap, rating.margin
    if rating.basis is Basis.MATRIX and rating.value is not None:
        score = format_number(rating.value)
        return f"explained by bands or a matrix that call {score} {RAG_WORDS[printed]}"
    if aim is None or gap is None or margin is None or rating.interval is not None:
        return ""
    if Rag.BLUE in {printed, rating.rag}:
        return _change_of_blue(rating, printed)
    if printed not in _RATED or rating.rag not in _RATED:
        return ""
    # Of equal sizes the margin comes first: a target is agreed, a margin a convention.
    options = [
        option
        for option in (_change_of_margin(rating, printed), _change_of_target(rating, printed))
        if option is not None
    ]
    if not options:
        return f"no change of margin or target alone makes it {RAG_WORDS[printed]}"
    return min(options, key=lambda option: option[0])[1]


def _change_of_blue(rating: Rating, printed: Rag) -> str:
    if rating.gap is None or rating.gap >= 0:
        return ""
    beyond = format_gap(rating.gap, rating.kind)
    if printed is Rag.BLUE:
        return f"explained if blue begins {beyond} beyond the target"
    if printed is Rag.GREEN:
        return f"explained if blue begins more than {beyond} beyond the target"
    return ""


def _change_of_margin(rating: Rating, printed: Rag) -> tuple[float, str] | None:
    gap, margin = rating.gap, rating.margin
    assert gap is not None  # noqa: S101
    assert margin is not None  # noqa: S101
    used = rating.used
    if used is None or math.isinf(margin):
        return None
    if gap <= 0:
        if printed is Rag.RED and rating.rag is Rag.AMBER:  # a strict limit that was hit
            return margin, "explained by a rule without a margin"
        return None
    if used.no_worse:
        if rating.rag is not Rag.GREEN:
            return None
        than = "no worse" if printed is Rag.AMBER else "worse"
        words = f"a green tolerance of less than {format_gap(gap, rating.kind)}"
        return gap, f"explained by {words}, if the figure is {than} than last year's"
    if used.id == "thresholds" and rating.value is not None and printed is not Rag.GREEN:
        side = "worse" if printed is Rag.RED else "no better"
        floor = format_figure(rating.value, rating.kind)
        relation = f"better than {floor}" if side == "worse" else f"{side} than {floor}"
        return abs(gap - margin), f"explained by a floor that is {relation}"
    kind, size = rating.kind, abs(gap - margin)
    share = _share_of_target(rating, gap)
    if printed is Rag.GREEN:
        words = f"explained by a tolerance of {format_gap(gap, kind)}{share} on the green side"
        return gap, words
    if printed is Rag.AMBER and rating.rag is Rag.RED:
        return size, f"explained by a margin of at least {format_gap(gap, kind)}{share}"
    if printed is Rag.RED and rating.rag in {Rag.AMBER, Rag.GREEN}:
        return size, f"explained by a margin of less than {format_gap(gap, kind)}{share}"
    if printed is Rag.AMBER and rating.rag is Rag.GREEN:
        # Green although short of the target: met only as printed, or by a green tolerance.
        return gap, "explained by comparing every digit: the target itself is not met"
    return None


def _share_of_target(rating: Rating, gap: float) -> str:
    target = None if rating.aim is None else rating.aim.target
    if not target:
        return ""
    whole = "budget" if rating.kind is Measured.BUDGET else "target"
    return f" ({format_number(100 * gap / abs(target), 1)}% of the {whole})"


def _change_of_target(rating: Rating, printed: Rag) -> tuple[float, str] | None:
    """The nearest target with the same margin that gives the printed colour."""
    aim, value, gap, margin = rating.aim, rating.value, rating.gap, rating.margin
    if aim is None or value is None or gap is None or margin is None:
        return None
    if rating.used is not None and rating.used.no_worse:
        return None
    if aim.target is None:
        if printed is not Rag.GREEN or gap <= 0 or aim.low is None or aim.high is None:
            return None
        reading = "at least", aim.low
        if value < aim.low:
            reading = "at most", aim.high
        limit = f"{reading[0]} {format_figure(reading[1], rating.kind)}"
        # No figure changes, only how the target is read.
        return 0.0, f"explained by reading the target as {limit}"
    if rating.polarity not in {Polarity.HIGHER, Polarity.LOWER} or math.isinf(margin):
        return None
    sign = 1 if rating.polarity == Polarity.HIGHER else -1
    kind, allowance = rating.kind, dust(aim.target)
    worse = "above" if sign > 0 else "below"
    if printed is Rag.GREEN and aim.strict and abs(gap) <= allowance:
        return 0.0, f"explained by reading '{format_aim(aim, kind)}' as including the limit"
    if printed is Rag.GREEN and gap > 0:
        return gap, f"explained by a target of {format_figure(value, kind)}"
    if printed is Rag.AMBER and rating.rag is Rag.RED:
        target = value + sign * margin
        words = f"explained by a target not {worse} {format_figure(target, kind)}"
        return abs(gap - margin), words
    if printed is Rag.AMBER and rating.rag is Rag.GREEN and margin > allowance:
        words = f"explained by a target {worse} {format_figure(value, kind)}"
        return max(0.0, -gap), words
    if printed is Rag.RED:
        target = value + sign * margin
        words = f"explained by a target {worse} {format_figure(target, kind)}"
        return abs(margin - gap), words
    return None


def smallest_dead_band(found: TrendResult, printed: Trend, kind: Measured) -> str:
    """The dead band after which a two-point trend would be the printed one; where none would
    be, what else could explain it."""
    other = "explained only if it compares with another period"
    if found.change is None or found.trend is None:
        return other
    size = format_gap(found.change, kind)
    if printed in {Trend.FLAT, Trend.STEADY}:
        return f"explained if changes up to {size} count as steady"
    steady = found.trend in {Trend.FLAT, Trend.STEADY}
    if not steady or found.change == 0:
        return other
    likely = "" if found.dead_band is not None else ", however likely by chance"
    return f"explained if a change of {size} counts{likely}"
