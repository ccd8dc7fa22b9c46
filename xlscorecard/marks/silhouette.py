"""What a silhouette shows: an arrow and where it points, a circle, a star, a tick and so on.

A silhouette is a cloud of points along its outline, from a drawn path or from the border of a
picture's foreground. Each test looks at how wide the silhouette is along a direction (its
*profile*), or how far its border lies from the middle. Moving and scaling change nothing, and
turning by a quarter turns the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xlscorecard.model.mark import Direction, MarkKind

Points = npt.NDArray[np.float64]

# Profile places from tip to tail. A line arrow's head may be a tenth of its length.
_PLACES = 24
# Directions tried, in degrees clockwise from up; upright ones first, for they win ties: an
# equilateral triangle points three ways, and is drawn standing or hanging.
_ANGLES = tuple(
    sorted(range(0, 360, 5), key=lambda angle: (angle % 90 != 0, angle % 45 != 0, angle))
)
_TURNS = tuple(math.radians(angle) for angle in _ANGLES)
_SIN = np.array([[math.sin(turn)] for turn in _TURNS])
_COS = np.array([[math.cos(turn)] for turn in _TURNS])
# Score by which a slanted reading must beat an upright one, and one in between a diagonal one.
_UPRIGHT_BONUS = 0.06
_DIAGONAL_BONUS = 0.02

# Largest deviations (shares of the size) of outlines that still count as the ideal form.
_ROUND = 0.045
_SQUARE = 0.06
_DIAMOND = 0.05
# A least score for an arrow or triangle; drawn ones of Word, LibreOffice, Chrome and icon
# libraries score above 0.8, circles and text below 0.5.
_ENOUGH = 0.62


@dataclass(frozen=True, slots=True)
class Seen:
    """What a silhouette was taken for."""

    kind: MarkKind
    direction: Direction | None = None
    confidence: float = 1.0


def direction_of_angle(angle: float) -> Direction:
    """The direction of an arrow at ``angle`` degrees clockwise from up."""
    turn = abs((angle + 180) % 360 - 180)
    if turn <= 22.5:
        return Direction.UP
    if turn < 67.5:
        return Direction.UP_SLANT
    if turn <= 112.5:
        return Direction.FLAT
    if turn < 157.5:
        return Direction.DOWN_SLANT
    return Direction.DOWN


def see(points: Points, *, area: float | None, blur: float = 0.0) -> Seen | None:
    """Recognise a silhouette; None where there is nothing to recognise.

    ``points`` are x, y with y growing down, dense along the outline. ``area`` is the painted
    area in the same unit, None for bare lines. ``blur`` is the uncertainty of the points as a
    share of the size (a pixel's half), which loosens the tests.
    """
    if len(points) < 3:
        return None
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = (float(v) for v in high - low)
    size = max(width, height)
    if size <= 0:
        return None
    if min(width, height) < 0.02 * size:
        return Seen(MarkKind.DASH, Direction.FLAT, 0.7) if width > height else None
    unit = (points - (low + high) / 2) / size
    wide, high_ = width / size, height / size
    fill = area / (width * height) if area is not None else None
    return (
        _plain_form(unit, wide, high_, fill, blur)
        or _tick(unit, wide, high_)
        or _pointing(unit, fill, blur)
        or _radiating(unit, blur)
        or Seen(MarkKind.OTHER, None, 0.5)
    )


def _plain_form(
    unit: Points, wide: float, high: float, fill: float | None, blur: float
) -> Seen | None:
    """Circles, rectangles and diamonds: the distance from the middle follows a simple rule."""
    x, y = np.abs(unit[:, 0]) * 2 / wide, np.abs(unit[:, 1]) * 2 / high
    radius = np.hypot(x, y)
    if float(np.abs(radius - 1).mean()) < _ROUND + blur and _spread_around(unit):
        round_enough = 0.5 <= wide / high <= 2
        return Seen(MarkKind.CIRCLE, None, 0.97 if round_enough else 0.7)
    left, top = unit[:, 0] * 2 / wide, unit[:, 1] * 2 / high
    sides = max(float(np.abs(v).min()) for v in (left - 1, left + 1, top - 1, top + 1))
    edge = np.minimum(np.abs(1 - x) * wide, np.abs(1 - y) * high) / min(wide, high)
    boxed = sides < 0.05 and _spread_around(unit)
    if (
        boxed
        and float(np.quantile(edge, 0.97)) < _SQUARE + 2 * blur
        and (fill is None or fill > 0.85)
    ):
        if wide / high >= 2.2:
            return Seen(MarkKind.DASH, Direction.FLAT, 0.85)
        return Seen(MarkKind.SQUARE, None, 0.95 if 0.7 <= wide / high <= 1.43 else 0.6)
    if fill is None or fill < 0.62:
        return _rhombus(x, y, x + y, blur)
    return None


def _rhombus(x: Points, y: Points, rim: Points, blur: float) -> Seen | None:
    """A diamond, or a two-headed arrow so short that its heads meet: cuts show where.

    LibreOffice draws a leftRightArrow in a square like that, with a shaft of no length."""
    inside = rim < 0.85
    if int((~inside).sum()) < 8 or float(np.abs(rim[~inside] - 1).mean()) >= _DIAMOND + blur:
        return None
    if not bool(inside.any()):
        return Seen(MarkKind.DIAMOND, None, 0.95)
    if float(x[inside].max()) < 0.08:
        return Seen(MarkKind.ARROW, Direction.FLAT, 0.85)
    if float(y[inside].max()) < 0.08:
        return Seen(MarkKind.ARROW, None, 0.5)
    return None


def _spread_around(unit: Points) -> bool:
    """True where the border goes all around, so that a bow is no circle."""
    turns = np.degrees(np.arctan2(unit[:, 1], unit[:, 0])) // 30
    return len(np.unique(turns)) >= 11


@dataclass(frozen=True, slots=True)
class _Profile:
    """Extents across a direction, from tip to tail, as shares of the greatest."""

    angle: int
    widths: Any
    # How far the middle of each place lies off the axis, as a share of the greatest width.
    off: Any
    ratio: float
    symmetry: float


def _profiles(unit: Points) -> list[_Profile]:
    """The profiles along all ``_ANGLES`` that have one, at one go: one by one, numpy's calls
    cost more than their sums."""
    x, y = unit[:, 0], unit[:, 1]
    along = x * _SIN - y * _COS
    across = x * _COS + y * _SIN
    tip = along.max(axis=1)
    length = tip - along.min(axis=1)
    long_enough = np.flatnonzero(length > 0.05)
    along, across, tip, length = (v[long_enough] for v in (along, across, tip, length))
    places = ((tip[:, None] - along) / length[:, None] * _PLACES).astype(int)
    places = np.minimum(places, _PLACES - 1) + _PLACES * np.arange(len(places))[:, None]
    most = np.full((len(places), _PLACES), -np.inf)
    least = np.full((len(places), _PLACES), np.inf)
    np.maximum.at(most.reshape(-1), places.reshape(-1), across.reshape(-1))
    np.minimum.at(least.reshape(-1), places.reshape(-1), across.reshape(-1))
    known = np.isfinite(most)
    counts = known.sum(axis=1)
    where = np.arange(_PLACES)
    for row in np.flatnonzero(counts < _PLACES):
        there = known[row]
        most[row] = np.interp(where, where[there], most[row][there])
        least[row] = np.interp(where, where[there], least[row][there])
    widths = most - least
    widest = widths.max(axis=1)
    middles = (most + least) / 2
    ordered = np.sort(middles, axis=1)
    half = _PLACES // 2
    median = (ordered[:, half] + ordered[:, -1 - half]) / 2
    kept = np.flatnonzero((counts >= _PLACES // 2) & (widest > 0.02))
    off = np.abs(middles - median[:, None])[kept] / widest[kept, None]
    return [
        _Profile(_ANGLES[angle], width, beside, ratio, max(0.0, 1 - 4 * mean))
        for angle, width, beside, ratio, mean in zip(
            long_enough[kept].tolist(),
            widths[kept] / widest[kept, None],
            off,
            (length[kept] / widest[kept]).tolist(),
            off.mean(axis=1).tolist(),
            strict=True,
        )
    ]


def _median(values: Any) -> float:
    """As numpy's, whose checks take longer than sorting a profile's few places."""
    ordered = np.sort(values)
    middle = len(ordered) // 2
    return float(ordered[middle] + ordered[-1 - middle]) / 2


def _pointing(unit: Points, fill: float | None, blur: float) -> Seen | None:
    best: tuple[float, Seen] | None = None
    for profile in _profiles(unit):
        bonus = _bonus(profile.angle)
        if profile.symmetry + bonus <= (best[0] if best else _ENOUGH):
            continue  # no score is above the symmetry
        score, seen = _score(profile, fill, blur)
        if best is None or score + bonus > best[0] + 1e-9:
            best = (score + bonus, seen)
    if best is None or best[0] - _UPRIGHT_BONUS < _ENOUGH:
        return None
    return best[1]


def _bonus(angle: int) -> float:
    if angle % 90 == 0:
        return _UPRIGHT_BONUS
    return _DIAGONAL_BONUS if angle % 45 == 0 else 0.0


def _score(profile: _Profile, fill: float | None, blur: float) -> tuple[float, Seen]:
    """How well the profile is that of an arrow or triangle that points along its angle."""
    widths, symmetry, angle = profile.widths, profile.symmetry, profile.angle
    direction = direction_of_angle(angle)
    nothing = Seen(MarkKind.OTHER, None, 0.0)
    if symmetry < 0.6:
        return 0.0, nothing
    base = int(np.flatnonzero(widths >= 0.96 - blur)[0])
    last = int(np.flatnonzero(widths >= 0.96 - blur)[-1])
    both = _two_headed(widths)
    if both is not None:
        # An arrow with a head at each end: sideways it is flat, upright it says nothing.
        sideways = direction if direction is Direction.FLAT else None
        return both * symmetry, Seen(MarkKind.ARROW, sideways, 0.9 if sideways else 0.5)
    if base < 1:
        return 0.0, nothing
    # A head of its own must stand upon the axis: a corner of a tilted bar does not.
    symmetry *= max(0.0, 1 - 3 * float(profile.off[: base + 1].mean()))
    head = widths[: base + 1]
    ideal = (np.arange(base + 1) + 0.7) / (base + 0.7)
    # A head grows evenly; concave or rounded heads deviate by up to a tenth, and a head of few
    # places by the coarseness of the places.
    uneven = max(0.0, float(np.abs(head - ideal).mean()) - 0.35 / (base + 1))
    even = 1 - min(1.0, 3.2 * uneven)
    tip = 1 - max(0.0, float(widths[0]) - 0.18 - 1.5 / (base + 1) * 0.3 - blur)
    if last >= _PLACES - 2:
        if base >= _PLACES - 4:
            # It widens to the very end: a triangle, or a chevron where little is painted.
            solid = fill is None or fill > 0.4 or angle % 90 != 0
            kind = MarkKind.TRIANGLE if solid and fill is not None else MarkKind.ARROW
            shape = 1.0 if 0.3 <= profile.ratio <= 2.2 else 0.6
            return even * tip * symmetry * shape, Seen(kind, direction, 0.93)
        # Head, then full width to the end: the block that Office calls a pentagon.
        if 0.15 <= base / _PLACES <= 0.75 and bool(np.all(widths[base:] > 0.9)):
            return 0.72 * even * tip * symmetry, Seen(MarkKind.ARROW, direction, 0.6)
        return 0.0, nothing
    tail = widths[last + 2 :]
    if len(tail) < 2:
        return 0.0, nothing
    shaft = _median(tail)
    if shaft > 0.78 or last / _PLACES > 0.92:
        return 0.0, nothing
    if float(tail.min()) < 0.5 * shaft - 0.02:
        return 0.0, nothing
    steady = 1 - min(1.0, 2.5 * float(np.abs(tail - shaft).mean()))
    narrow = 1.0 if shaft < 0.68 else 0.85
    score = even * tip * symmetry * steady * narrow
    return score, Seen(MarkKind.ARROW, direction, round(min(0.98, 0.6 + 0.4 * score), 2))


def _two_headed(widths: Any) -> float | None:
    """Score of a profile with a head at each end, None where it has not got that."""
    half = _PLACES // 2
    front, back = widths[:half], widths[half:][::-1]
    if min(front.max(), back.max()) < 0.85 or max(front[0], back[0]) > 0.5:
        return None
    waist = _median(widths[half - 2 : half + 2])
    if waist > 0.75:
        return None
    alike = 1 - float(np.abs(front - back).mean())
    peak = min(int(front.argmax()), int(back.argmax()))
    return alike * 0.97 if peak >= 1 and alike > 0.85 else None


def _radiating(unit: Points, blur: float) -> Seen | None:
    """Stars and crosses: spikes around a middle."""
    middle = unit - unit.mean(axis=0)
    radius = np.hypot(middle[:, 0], middle[:, 1])
    turns = ((np.degrees(np.arctan2(middle[:, 1], middle[:, 0])) + 360) % 360 // 10).astype(int)
    far = np.zeros(36)
    np.maximum.at(far, turns, radius)
    if float(far.max()) <= 0:
        return None
    far = far / far.max()
    peaks = [
        place
        for place in range(36)
        if far[place] > 0.7 and far[place] >= far[place - 1] and far[place] > far[(place + 1) % 36]
    ]
    valleys = float(np.sort(far)[:9].mean())
    if valleys > 0.72 + blur:
        return None
    if len(peaks) == 4:
        diagonal = sum(1 for place in peaks if 2 <= place % 9 <= 6)
        if diagonal >= 3 and valleys < 0.6:
            return Seen(MarkKind.CROSS, None, 0.85)
        return Seen(MarkKind.OTHER, None, 0.5)
    if 5 <= len(peaks) <= 12:
        return Seen(MarkKind.STAR, None, 0.9 if len(peaks) == 5 else 0.75)
    return None


def _tick(unit: Points, wide: float, high: float) -> Seen | None:
    """A tick: short arm down from the left, long arm up to the right."""
    x, y = unit[:, 0] / wide + 0.5, unit[:, 1] / high + 0.5

    def nearest(px: float, py: float) -> float:
        return float(np.hypot(x - px, y - py).min())

    lowest = float(x[y > 0.93].mean()) if bool((y > 0.93).any()) else 1.0
    left = y[x < 0.07]
    start = float(left.mean()) if len(left) else 0.0
    if (
        nearest(1, 0) < 0.22
        # Open above the corner: a triangle that leans right has an edge there, a slanted
        # arrow its shaft.
        and nearest(0.5, start / 2) > 0.13
        and nearest(0, 0) > 0.28
        and nearest(1, 1) > 0.3
        and 0.2 <= lowest <= 0.6
        and 0.3 <= start <= 0.85
    ):
        return Seen(MarkKind.TICK, None, 0.85)
    return None
