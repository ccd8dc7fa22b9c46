"""Trends over two points, five points and short series (handbook 3.2, 3.4 to 3.7).

Special causes in longer series are in spc.py; quartile trends in quartile.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.engine.margin import gap_to_band, margin_for_point
from xlscorecard.engine.rating import NO_MARGIN, Facts, Margin, Measured, dust, parse_polarity
from xlscorecard.engine.significance import (
    CHI2_998,
    mann_kendall,
    trend_of_intervals,
    trend_of_proportions,
    two_counts,
    two_proportions,
)
from xlscorecard.model.scorecard import Polarity, Trend

# Surveys whose bases are not printed: SACE is designed to a margin of 5 points, so two
# results differ for certain only beyond about 7 (handbook 3.6).
SURVEY_FLAT, SURVEY_SURE = 5.0, 7.0
# Beyond this squares overflow, and no council counts so far.
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class TrendResult:
    """What a series did. ``trend`` judges (improving...) where the polarity is known, else it
    tells the direction; None with the reason when nothing can be said. ``dead_band`` is how
    large a change counts as steady, in the unit of the figure, where one was in force."""

    trend: Trend | None
    reason: str
    change: float | None = None
    significant: bool | None = None
    note: str = ""
    dead_band: float | None = None


def judge(direction: int, polarity: Polarity | None) -> Trend:
    """A direction (-1, 0, 1) read with its polarity."""
    if polarity in {Polarity.HIGHER, Polarity.LOWER}:
        good = direction if polarity == Polarity.HIGHER else -direction
        return {1: Trend.IMPROVING, 0: Trend.STEADY, -1: Trend.DECLINING}[good]
    return {1: Trend.UP, 0: Trend.FLAT, -1: Trend.DOWN}[direction]


def direction_of_judgement(trend: Trend, polarity: Polarity | None) -> Trend | None:
    """The direction of the number behind a judgement, where the polarity tells it."""
    if trend in {Trend.UP, Trend.FLAT, Trend.DOWN}:
        return trend
    if trend is Trend.STEADY:
        return Trend.FLAT
    if polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return None
    rising = (trend is Trend.IMPROVING) == (polarity == Polarity.HIGHER)
    return Trend.UP if rising else Trend.DOWN


def two_points(
    value: float | None,
    reference: float | None,
    polarity: Polarity | None,
    *,
    dead_band: Margin = NO_MARGIN,
    kind: Measured = Measured.OTHER,
    scale: tuple[float, float] | None = None,
    band: tuple[float, float] | None = None,
) -> TrendResult:
    """Latest against reference: flat within the dead band (put on the reference).

    With a target band the distances to it are compared, and inside to inside is flat.
    """
    polarity = parse_polarity(polarity)
    if value is None or reference is None:
        return TrendResult(None, "there are no two figures to compare")
    if not (math.isfinite(value) and math.isfinite(reference)):
        return TrendResult(None, "a figure is not a number")
    facts = Facts(scale=scale)
    width = margin_for_point(dead_band, reference, 1, kind, facts)
    flat = width + dust(reference)
    change = value - reference
    if polarity == Polarity.BAND:
        if band is None:
            return TrendResult(None, "the target band is not known", change)
        now, before = gap_to_band(value, *band), gap_to_band(reference, *band)
        nearer = before - now
        trend = judge(0 if abs(nearer) <= flat else 1 if nearer > 0 else -1, Polarity.HIGHER)
        reason = "compared by distance from the target band"
        return TrendResult(trend, reason, change, dead_band=width)
    direction = 0 if abs(change) <= flat else 1 if change > 0 else -1
    return TrendResult(judge(direction, polarity), "", change, dead_band=width)


def survey_change(
    before: float,
    now: float,
    polarity: Polarity | None,
    bases: tuple[float, float] | None = None,
    eligible: float | None = None,
) -> TrendResult:
    """Two survey percentages (62% is 62): tested when the bases are known, else by the
    design margin of 5 points, which is then said to be assumed."""
    if not all(0 <= figure <= 100 for figure in (before, now)):
        return _cannot("a survey's percentage lies between 0 and 100")
    change = now - before
    direction = 1 if change > 0 else -1 if change < 0 else 0
    if bases is not None:
        if not all(0 < base <= LARGEST for base in bases):
            return _cannot("a survey's number of answers is above 0")
        z = two_proportions(
            before / 100 * bases[0], bases[0], now / 100 * bases[1], bases[1], eligible
        )
        sure = z is not None and abs(z) >= 1.96
        words = "" if z is None else f"z = {z:.2f}"
        return TrendResult(judge(direction if sure else 0, polarity), words, change, sure)
    size = abs(change)
    assumed = "margin of 5 points assumed: the paper prints no bases"
    if size < SURVEY_FLAT:
        return TrendResult(judge(0, polarity), assumed, change, False)
    sure = size > SURVEY_SURE
    note = "" if sure else "possibly a change"
    return TrendResult(judge(direction, polarity), assumed, change, sure, note)


def count_change(before: int, now: int, polarity: Polarity | None) -> TrendResult:
    """Two small counts over equal time: flat unless chance is ruled out (conditional
    binomial, two-sided 5%)."""
    if any(count < 0 or count > LARGEST or count != round(count) for count in (before, now)):
        return _cannot("a count is a whole number from 0 on")
    p = two_counts(int(before), int(now))
    direction = 0 if p >= 0.05 else 1 if now > before else -1
    return TrendResult(judge(direction, polarity), f"p = {p:.3f}", now - before, p < 0.05)


def recent_trend_of_proportions(
    counts: Sequence[float], bases: Sequence[float], polarity: Polarity | None
) -> TrendResult:
    """Fingertips' recent trend for proportions: chi-squared over the latest five points at
    99.8%, whose slope (of the logits) keeps its sign when each point is left out."""
    if len(counts) != len(bases) or len(counts) < 5:
        return _cannot("at least five points are wanted")
    counts, bases = list(counts[-5:]), list(bases[-5:])
    if any(
        not (1e-9 <= base <= LARGEST and 0 <= count <= base)
        for count, base in zip(counts, bases, strict=True)
    ):
        return _cannot("a count lies outside its base")
    chi2 = trend_of_proportions(counts, bases)
    if chi2 is None:
        return _cannot("nobody or everybody is counted throughout")
    # Half an event is added so that a logit of 0% or 100% is finite.
    logits = [
        math.log((count + 0.5) / (base - count + 0.5))
        for count, base in zip(counts, bases, strict=True)
    ]
    weights = [
        1 / (1 / (count + 0.5) + 1 / (base - count + 0.5))
        for count, base in zip(counts, bases, strict=True)
    ]
    return _recent(chi2, logits, weights, polarity)


def recent_trend_of_intervals(
    values: Sequence[float],
    lows: Sequence[float],
    highs: Sequence[float],
    polarity: Polarity | None,
) -> TrendResult:
    """Fingertips' recent trend for other figures, weighted by their 95% intervals."""
    if not len(values) == len(lows) == len(highs) or len(values) < 5:
        return _cannot("at least five points with intervals are wanted")
    values, lows, highs = list(values[-5:]), list(lows[-5:]), list(highs[-5:])
    if not all(abs(x) <= LARGEST for x in (*values, *lows, *highs)):
        return _cannot("a figure is not a number, or too large to be one")
    found = trend_of_intervals(values, lows, highs)
    if found is None:
        return _cannot("an interval has no width")
    weights = [1 / ((high - low) / 3.92) ** 2 for low, high in zip(lows, highs, strict=True)]
    return _recent(found[1], values, weights, polarity)


def _recent(
    chi2: float, values: Sequence[float], weights: Sequence[float], polarity: Polarity | None
) -> TrendResult:
    slope = _slope(range(len(values)), values, weights)
    kept = all(
        _slope(
            [t for t in range(len(values)) if t != out],
            [v for t, v in enumerate(values) if t != out],
            [w for t, w in enumerate(weights) if t != out],
        )
        * slope
        > 0
        for out in range(len(values))
    )
    words = f"chi-squared for trend {chi2:.2f}, critical value {CHI2_998}"
    if chi2 > CHI2_998 and kept:
        return TrendResult(judge(1 if slope > 0 else -1, polarity), words, slope, True)
    return TrendResult(judge(0, polarity), f"no significant change: {words}", slope, False)


def _slope(times: Sequence[int], values: Sequence[float], weights: Sequence[float]) -> float:
    w = math.fsum(weights)
    mean_t = math.fsum(a * t for a, t in zip(weights, times, strict=True)) / w
    mean_v = math.fsum(a * v for a, v in zip(weights, values, strict=True)) / w
    return math.fsum(
        a * (t - mean_t) * (v - mean_v) for a, t, v in zip(weights, times, values, strict=True)
    )


def _cannot(why: str) -> TrendResult:
    return TrendResult(None, f"cannot be calculated: {why}")


def monotone_trend(
    series: Sequence[float], polarity: Polarity | None, level: float = 0.05
) -> TrendResult:
    """Mann-Kendall for five or more points without bases; fewer can never be significant."""
    if len(series) < 5:
        return _cannot("at least five points are wanted")
    if not all(x is not None and math.isfinite(x) for x in series):
        return _cannot("a figure is not a number")
    s, _, _, p = mann_kendall(series)
    sure = p < level
    direction = (s > 0) - (s < 0) if sure else 0
    return TrendResult(judge(direction, polarity), f"Mann-Kendall, p = {p:.3f}", s, sure)
