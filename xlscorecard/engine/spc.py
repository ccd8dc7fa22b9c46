"""XmR charts: process limits, special causes, variation and assurance (handbook 3.3).

Two presets reproduce the field's two tools where they differ: the R package
NHSRplotthedots 0.2.2 and the NHS "Making Data Count" Excel tool. docs/deviations.md lists
the differences. Limits are not clipped at 0 or 100%.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from xlscorecard.model.scorecard import Polarity

# Individuals chart constants for moving ranges of two (Wheeler): 3/d2 = 2.66 for the
# limits, D4 = 3.267 for the largest moving range that is still routine.
LIMIT = 2.66
LARGEST_RANGE = 3.267
# Handbook 3.3: no limits under 8 points, trial limits up to 12.
FEWEST, SETTLED = 8, 13
# Beyond this sums lose their digits, and no council counts so far.
LARGEST = 1e15


class SpecialCause(StrEnum):
    """Why a point stands out, in the order of precedence."""

    OUTSIDE = "outside a limit"
    TREND = "trend"
    NEAR_LIMIT = "two of three near a limit"
    SHIFT = "shift"


class Variation(StrEnum):
    """What a point is called, once its direction is read with the polarity."""

    COMMON = "common cause"
    IMPROVEMENT_HIGH = "improvement high"
    IMPROVEMENT_LOW = "improvement low"
    CONCERN_HIGH = "concern high"
    CONCERN_LOW = "concern low"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"


class Assurance(StrEnum):
    """Whether the process will meet its target if nothing changes."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    HIT_OR_MISS = "hit or miss"


@dataclass(frozen=True, slots=True)
class Preset:
    """The choices in which tools differ.

    ``screen``: moving ranges of D4 x mean or more are left out once. ``run``: points of a
    trend and of a shift. ``beyond_counts``: two of three also counts points beyond the
    limit. ``touching``: a target that equals a limit is passed or failed. ``improvement_wins``:
    a point that both improves and worsens shows as an improvement.
    """

    name: str
    screen: bool = True
    trend: int = 7
    shift: int = 7
    beyond_counts: bool = False
    touching: bool = True
    improvement_wins: bool = False


OURS = Preset("ours")
NHSR_022 = Preset("NHSRplotthedots 0.2.2", touching=False)
NHS_EXCEL = Preset("NHS Excel", screen=False, beyond_counts=True, improvement_wins=True)
NHS_EXCEL_SIX = Preset(
    "NHS Excel, six points", screen=False, trend=6, beyond_counts=True, improvement_wins=True
)
NELSON = Preset("Nelson 9/6", screen=False, trend=6, shift=9, beyond_counts=True)
PRESETS = {p.name: p for p in (OURS, NHSR_022, NHS_EXCEL, NHS_EXCEL_SIX, NELSON)}


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre line and limits of one phase; ``trial`` below 13 points."""

    mean: float
    average_range: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    points: int
    trial: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its causes (first is the one that counts), direction and class.

    ``direction`` is +1 for high or rising, -1 for low or falling, 0 for common cause.
    ``mixed`` says that it is an improvement by one rule and a concern by another.
    """

    value: float
    limits: Limits
    causes: tuple[SpecialCause, ...]
    direction: int
    variation: Variation
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A series read as a process. ``reason`` tells why there are no points."""

    points: tuple[Point, ...] = ()
    assurance: Assurance | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()

    @property
    def limits(self) -> Limits | None:
        """Those of the last phase."""
        return self.points[-1].limits if self.points else None

    @property
    def variation(self) -> Variation | None:
        """The icon: the class of the latest point."""
        return self.points[-1].variation if self.points else None


def find_limits(
    values: Sequence[float], preset: Preset = OURS, fix_after: int | None = None
) -> Limits:
    """Mean and process limits of one phase, from its first ``fix_after`` points if fixed.

    At least one point; with a single one there is no range and the limits are the mean.
    Raises ValueError without any.
    """
    used = list(values[:fix_after])
    if not used:
        raise ValueError("limits want at least one point")
    mean = math.fsum(used) / len(used)
    ranges = [abs(b - a) for a, b in pairwise(used)]
    average = math.fsum(ranges) / len(ranges) if ranges else 0.0
    if preset.screen and average > 0:
        ranges = [r for r in ranges if r < LARGEST_RANGE * average]
        average = math.fsum(ranges) / len(ranges) if ranges else 0.0
    limit, near = LIMIT * average, 2 * (LIMIT / 3) * average
    return Limits(
        mean,
        average,
        mean - limit,
        mean + limit,
        mean - near,
        mean + near,
        len(used),
        len(used) < SETTLED,
    )


def read_chart(
    values: Sequence[float],
    polarity: Polarity | None = None,
    target: float | None = None,
    *,
    preset: Preset = OURS,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    fewest: int = FEWEST,
    overlapping: bool = False,
) -> Chart:
    """Special causes of every point, the variation of the latest, and the assurance.

    ``rebase_at`` holds the positions (from 0) at which a new phase starts; the limits of
    the last phase decide assurance. ``overlapping`` series (rolling 12 months, running
    totals) break the chart's assumptions and are refused. NaN is not a point.
    """
    if overlapping:
        return Chart(reason="rolling or running totals: take differences before charting them")
    if not all(v is not None and math.isfinite(v) for v in values):
        return Chart(reason="the series has gaps")
    if any(abs(v) > LARGEST for v in values):
        return Chart(reason="a figure is too large to be one")
    starts = sorted({0, *(s for s in rebase_at if 0 < s < len(values))})
    ends = [*starts[1:], len(values)]
    phases = [list(values[a:b]) for a, b in zip(starts, ends, strict=True)]
    if len(phases[-1]) < fewest:
        return Chart(reason=f"{len(phases[-1])} points; limits want at least {fewest}")
    points = [
        point for phase in phases for point in _read_phase(phase, polarity, preset, fix_after)
    ]
    limits = points[-1].limits
    notes: list[str] = []
    if limits.trial:
        notes.append(f"trial limits: {limits.points} points")
    if points[-1].mixed:
        notes.append("the latest point is both an improvement and a concern")
    return Chart(
        tuple(points), find_assurance(limits, target, polarity, preset), notes=tuple(notes)
    )


def find_assurance(
    limits: Limits, target: float | None, polarity: Polarity | None, preset: Preset = OURS
) -> Assurance | None:
    """Target against the limits; None without a target or without a polarity."""
    if target is None or polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return None
    above = target > limits.upper or (preset.touching and target == limits.upper)
    below = target < limits.lower or (preset.touching and target == limits.lower)
    if above == below:
        return Assurance.HIT_OR_MISS
    high_good = polarity == Polarity.HIGHER
    return Assurance.FAILS if above == high_good else Assurance.PASSES


def _read_phase(
    values: list[float], polarity: Polarity | None, preset: Preset, fix_after: int | None
) -> list[Point]:
    limits = find_limits(values, preset, fix_after)
    sides = find_sides(values, limits)
    outside = find_outside(values, limits)
    trends = find_trends(values, preset.trend)
    near = find_near_limit(values, limits, preset.beyond_counts)
    shifts = find_shifts(sides, preset.shift)
    points: list[Point] = []
    for place, value in enumerate(values):
        found = (
            (SpecialCause.OUTSIDE, outside[place]),
            (SpecialCause.TREND, trends[place]),
            (SpecialCause.NEAR_LIMIT, near[place]),
            (SpecialCause.SHIFT, shifts[place]),
        )
        points.append(_read_point(value, limits, found, polarity, preset))
    return points


def _read_point(
    value: float,
    limits: Limits,
    found: tuple[tuple[SpecialCause, int], ...],
    polarity: Polarity | None,
    preset: Preset,
) -> Point:
    causes = tuple(cause for cause, direction in found if direction)
    directions = [direction for _, direction in found if direction]
    mixed = len(set(directions)) > 1
    direction = directions[0] if directions else 0
    if mixed and preset.improvement_wins and polarity in {Polarity.HIGHER, Polarity.LOWER}:
        direction = 1 if polarity == Polarity.HIGHER else -1
    return Point(value, limits, causes, direction, name_variation(direction, polarity), mixed)


def name_variation(direction: int, polarity: Polarity | None) -> Variation:
    """Improvement, concern or neutral, high or low."""
    if direction == 0:
        return Variation.COMMON
    if polarity not in {Polarity.HIGHER, Polarity.LOWER}:
        return Variation.NEUTRAL_HIGH if direction > 0 else Variation.NEUTRAL_LOW
    good = (direction > 0) == (polarity == Polarity.HIGHER)
    if direction > 0:
        return Variation.IMPROVEMENT_HIGH if good else Variation.CONCERN_HIGH
    return Variation.IMPROVEMENT_LOW if good else Variation.CONCERN_LOW


def find_outside(values: Sequence[float], limits: Limits) -> list[int]:
    """+1 above the upper limit, -1 below the lower; a point on a limit is inside."""
    dust = _dust(values)
    return [1 if v > limits.upper + dust else -1 if v < limits.lower - dust else 0 for v in values]


def find_sides(values: Sequence[float], limits: Limits) -> list[int]:
    """+1 above the mean, -1 below, 0 on it."""
    dust = _dust(values)
    return [0 if abs(v - limits.mean) <= dust else _sign(v - limits.mean) for v in values]


def find_trends(values: Sequence[float], run: int = 7) -> list[int]:
    """Runs of so many points, each strictly beyond the one before; every point is flagged.

    A point at a turn belongs to the run that starts with it, as in NHSRplotthedots.
    """
    steps = [_sign(b - a) for a, b in pairwise(values)]
    flags = [0] * len(values)
    for end in range(run - 1, len(values)):
        window = set(steps[end - run + 1 : end])
        if len(window) == 1 and window != {0}:
            # Windows are walked forwards, so that the later run has the turning point.
            flags[end - run + 1 : end + 1] = [steps[end - 1]] * run
    return flags


def find_near_limit(
    values: Sequence[float], limits: Limits, beyond_counts: bool = False
) -> list[int]:
    """Two of three consecutive points near the same limit, all three on that side of the
    mean; only those near it are flagged, and those beyond it where the preset counts them."""
    sides = find_sides(values, limits)
    outside = find_outside(values, limits)
    dust = _dust(values)
    close = [
        (v > limits.near_upper + dust or v < limits.near_lower - dust)
        and (beyond_counts or not out)
        for v, out in zip(values, outside, strict=True)
    ]
    flags = [0] * len(values)
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        if abs(sum(sides[i] for i in window)) == 3 and sum(close[i] for i in window) >= 2:
            for i in window:
                if close[i]:
                    flags[i] = sides[i]
    return flags


def find_shifts(sides: Sequence[int], run: int = 7) -> list[int]:
    """Runs of so many points strictly on one side of the mean; every point is flagged."""
    flags = [0] * len(sides)
    for end in range(run - 1, len(sides)):
        window = set(sides[end - run + 1 : end + 1])
        if len(window) == 1 and window != {0}:
            flags[end - run + 1 : end + 1] = [sides[end]] * run
    return flags


def _dust(values: Sequence[float]) -> float:
    """Floating-point dust of a series: a constant series has no point off its mean."""
    return 1e-12 * max((abs(v) for v in values), default=0.0)


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)
