"""The rules over arrays: every step repeats the scalar arithmetic in the same order.

``margin.py``, ``rag.py``, ``interval.py`` and ``significance.py`` hold the single calls.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xlscorecard.engine.column_inputs import HIGHER, KINDS, Codes, Floats, Inputs
from xlscorecard.engine.interval import MOST
from xlscorecard.engine.margin import SMALL_COUNT
from xlscorecard.engine.rating import NO_MARGIN, Margin, Measured, Rule
from xlscorecard.engine.significance import (
    EXACT_BELOW,
    Z95,
    chance_steps,
    count_interval,
    z_of,
)

Places = NDArray[np.intp]

NONE, RED, AMBER, GREEN, BLUE = range(5)


class Book:
    """The distinct rules met, each with a number."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def number(self, rule: Rule) -> int:
        for place, known in enumerate(self.rules):
            if known is rule or known == rule:
                return place
        self.rules.append(rule)
        return len(self.rules) - 1

    def column(self, pick: Callable[[Rule], float]) -> Floats:
        return np.array([pick(rule) for rule in self.rules], dtype=np.float64)


def judge_bands(
    inputs: Inputs, places: Places, chosen: Codes, _: Codes, book: Book
) -> tuple[Codes, Floats]:
    """Codes and margins of rows that aim for a band."""
    value, low, high = inputs.value[places], inputs.low[places], inputs.high[places]
    gap = np.maximum(np.maximum(low - value, 0.0), value - high)
    nearer = np.where(value < low, low, high)
    of_width = book.column(lambda rule: rule.amber.of_width)[chosen]
    share = book.column(lambda rule: rule.amber.share)[chosen]
    least, most, points = _bounds(book, lambda rule: rule.amber, chosen)
    point = np.where(points, _point_size(inputs.kind[places], nearer), 1.0)
    plain = np.maximum(least * point, np.minimum(most * point, share * np.abs(nearer)))
    margin = np.where(of_width != 0, of_width * (high - low), plain)
    allowance = 1e-9 * np.maximum(1.0, np.maximum(np.abs(low), np.abs(high)))
    return classify(gap <= allowance, gap <= margin + allowance), margin


def judge_points(
    inputs: Inputs, places: Places, chosen: Codes, polarity: Codes, book: Book
) -> tuple[Codes, Floats]:
    """Codes and margins of rows that aim for a figure."""
    value, target = inputs.value[places], inputs.target[places]
    direction = np.where(polarity == HIGHER, 1.0, -1.0)
    allowance = 1e-9 * np.maximum(1.0, np.abs(target))
    gap = direction * (target - value)
    strict = inputs.strict[places]
    met = np.where(strict, gap < -allowance, gap <= allowance)
    margin = _margins(inputs, places, chosen, direction, book, lambda rule: rule.amber)
    slack: Floats | None = None
    if any(rule.green != NO_MARGIN or rule.no_worse for rule in book.rules):
        slack = _margins(inputs, places, chosen, direction, book, lambda rule: rule.green)
        met = np.where(strict, gap < -allowance, gap <= slack + allowance)
    printed = book.column(lambda rule: rule.printed_precision)[chosen] != 0
    trial = np.flatnonzero(printed & ~met & ~strict & (inputs.quantum[places] > 0) & (target != 0))
    if trial.size:
        quantum = inputs.quantum[places][trial]
        steps = np.abs(value[trial]) / quantum
        rounded = np.copysign(np.floor(steps + 0.5 + 1e-9) * quantum, value[trial])
        rounded = np.where(steps < 2**52, rounded, value[trial])
        met[trial] = direction[trial] * (target[trial] - rounded) <= allowance[trial]
    if any(rule.amber.tiny for rule in book.rules):
        quantum = inputs.quantum[places]
        tiny = book.column(lambda rule: rule.amber.tiny)[chosen] != 0
        tiny &= (quantum > 0) & (target != 0) & (np.abs(target) < 10 * quantum)
        margin = np.where(tiny, np.maximum(margin, quantum), margin)
    codes = classify(met, gap <= margin + allowance)
    if any(rule.amber.of_range and not rule.amber.share for rule in book.rules):
        scaled = np.array([rule.amber.of_range and not rule.amber.share for rule in book.rules])
        codes[scaled.astype(bool)[chosen] & np.isnan(inputs.reach[places])] = NONE
    _raise_to_blue(codes, inputs, places, chosen, direction, gap, book)
    _excuse_by_chance(codes, inputs, places, chosen, direction, book)
    _judge_by_chance(codes, margin, inputs, places, chosen, direction, book)
    floors = np.flatnonzero(inputs.has_floor[places])
    if floors.size:
        amber_at = inputs.amber_at[places][floors]
        to_floor = direction[floors] * (target[floors] - amber_at)
        wider = np.maximum(allowance[floors], 1e-9 * np.maximum(1.0, np.abs(amber_at)))
        margin[floors] = np.maximum(0.0, to_floor)
        codes[floors] = classify(met[floors], gap[floors] <= margin[floors] + wider)
        wrong = ~np.isfinite(amber_at) | (to_floor < -allowance[floors])
        codes[floors[wrong]] = NONE
    if slack is not None:
        no_worse = book.column(lambda rule: rule.no_worse)[chosen] != 0
        before = inputs.previous[places]
        kept = direction * (before - value) <= 1e-9 * np.maximum(1.0, np.abs(before))
        verdict = np.where(np.isnan(before), NONE, np.where(kept, AMBER, RED))
        codes = np.where(no_worse & ~met, verdict, codes).astype(np.int16)
        margin = np.where(no_worse, slack, margin)
    return codes, margin


def _raise_to_blue(
    codes: Codes,
    inputs: Inputs,
    places: Places,
    chosen: Codes,
    direction: Floats,
    gap: Floats,
    book: Book,
) -> None:
    """Figures so far beyond their target that their rule calls them blue."""
    if all(rule.blue is None for rule in book.rules):
        return
    wanted = book.column(lambda rule: rule.blue is not None)[chosen] != 0
    beyond = _margins(inputs, places, chosen, direction, book, lambda rule: rule.blue or NO_MARGIN)
    allowance = 1e-9 * np.maximum(1.0, np.abs(inputs.target[places]))
    codes[wanted & (codes == GREEN) & (gap < 0) & (-gap >= beyond - allowance)] = BLUE


def _excuse_by_chance(
    codes: Codes, inputs: Inputs, places: Places, chosen: Codes, direction: Floats, book: Book
) -> None:
    """Red becomes amber where the events or answers are known and chance explains the miss."""
    asked = book.column(lambda rule: rule.within_chance)[chosen] != 0
    counted = ~np.isnan(inputs.population[places]) | ~np.isnan(inputs.base[places])
    rows = np.flatnonzero(asked & counted & (codes == RED))
    if not rows.size:
        return
    target = inputs.target[places[rows]]
    low, high = _interval(inputs, places[rows], inputs.value[places[rows]], target)
    excused = np.where(direction[rows] < 0, low <= target, high >= target)
    codes[rows[excused]] = AMBER


def _judge_by_chance(
    codes: Codes,
    margin: Floats,
    inputs: Inputs,
    places: Places,
    chosen: Codes,
    direction: Floats,
    book: Book,
) -> None:
    """Rows whose rule looks at an interval or a funnel in place of a distance."""
    for form in ("interval", "funnel"):
        if all(rule.interval != form for rule in book.rules):
            continue
        judged = np.array([rule.interval == form for rule in book.rules])[chosen]
        rows = np.flatnonzero(judged)
        value, target = inputs.value[places[rows]], inputs.target[places[rows]]
        centre, other = (value, target) if form == "interval" else (target, value)
        low, high = _interval(inputs, places[rows], centre, target)
        allowance = 1e-9 * np.maximum(1.0, np.abs(target))
        side = np.where(low > other + allowance, 1, np.where(high < other - allowance, -1, 0))
        good = side * direction[rows] * (1 if form == "interval" else -1)
        found = np.where(good > 0, GREEN, np.where(good < 0, RED, AMBER))
        codes[rows] = np.where(np.isnan(low), NONE, found)
        upwards = (direction[rows] > 0) == (form == "interval")
        margin[rows] = np.abs(np.where(upwards, high, low) - centre)


def _interval(
    inputs: Inputs, places: Places, centre: Floats, target: Floats
) -> tuple[Floats, Floats]:
    """``interval_of`` over rows: NaN where there is none."""
    low, high = np.full(centre.shape, np.nan), np.full(centre.shape, np.nan)
    kind = inputs.kind[places]
    people = inputs.population[places] * inputs.exposure[places] / inputs.per[places]
    events = centre * people
    rates = (kind == KINDS.index(Measured.RATE)) & (inputs.per[places] > 0)
    rates &= (centre >= 0) & (people > 0) & (events < MOST)
    rows = np.flatnonzero(rates)
    ends = _count_intervals(np.floor(events[rows] + 0.5))
    low[rows], high[rows] = ends[0] / people[rows], ends[1] / people[rows]
    base, whole = inputs.base[places], _point_size(kind, target) * 100
    shares = np.isin(kind, [KINDS.index(k) for k in (Measured.PERCENT, Measured.FRACTION)])
    shares &= (centre >= 0) & (centre <= whole) & (base > 0) & (base < MOST)
    rows = np.flatnonzero(shares)
    ends = _wilson(centre[rows] / whole[rows] * base[rows], base[rows])
    low[rows], high[rows] = ends[0] * whole[rows], ends[1] * whole[rows]
    return low, high


def _count_intervals(events: Floats) -> tuple[Floats, Floats]:
    exact = np.array([count_interval(k) for k in range(EXACT_BELOW)])
    few = events < EXACT_BELOW
    place = np.where(few, events, 0).astype(np.intp)
    x, z = np.maximum(events, EXACT_BELOW), z_of(0.95)
    below = np.maximum(0.0, 1 - 1 / (9 * x) - z / (3 * np.sqrt(x)))
    above = 1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))
    low = np.where(few, exact[place, 0], x * (below * below * below))
    return low, np.where(few, exact[place, 1], (x + 1) * (above * above * above))


def _wilson(x: Floats, n: Floats) -> tuple[Floats, Floats]:
    z = Z95
    middle = 2 * x + z * z
    spread = z * np.sqrt(z * z + 4 * x * (1 - x / n))
    bottom = 2 * (n + z * z)
    return np.maximum(0.0, (middle - spread) / bottom), np.minimum(1.0, (middle + spread) / bottom)


def classify(met: NDArray[np.bool_], near: NDArray[np.bool_]) -> Codes:
    """Green where met, amber where near, else red."""
    codes = np.full(met.shape, RED, dtype=np.int16)
    codes[near] = AMBER
    codes[met] = GREEN
    return codes


def _bounds(
    book: Book, pick: Callable[[Rule], Margin], chosen: Codes
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    return (
        book.column(lambda rule: pick(rule).least)[chosen],
        book.column(lambda rule: pick(rule).most)[chosen],
        book.column(lambda rule: pick(rule).points)[chosen] != 0,
    )


def _margins(
    inputs: Inputs,
    places: Places,
    chosen: Codes,
    direction: Floats,
    book: Book,
    pick: Callable[[Rule], Margin],
) -> Floats:
    """``margin_for_point`` over rows."""
    target, kind = inputs.target[places], inputs.kind[places]
    size = np.abs(target)
    share = book.column(lambda rule: pick(rule).share)[chosen]
    of_range = book.column(lambda rule: pick(rule).of_range)[chosen]
    chance = book.column(lambda rule: pick(rule).chance or 0.0)[chosen]
    least, most, points = _bounds(book, pick, chosen)
    point = np.where(points, _point_size(kind, target), 1.0)
    used = share
    if any(pick(rule).reciprocal for rule in book.rules):
        turned = book.column(lambda rule: pick(rule).reciprocal)[chosen] != 0
        ratio = np.where(share < 1, share / (1 - share), np.inf)
        used = np.where(turned & (direction < 0), ratio, share)
    amount = np.where(used != 0, used * size, 0.0)
    margin = np.maximum(least * point, np.minimum(most * point, amount))
    if of_range.any():
        reach = inputs.reach[places]
        by_range = np.where(np.isnan(reach), share * size, of_range * reach)
        margin = np.where(of_range != 0, by_range, margin)
    small = np.flatnonzero((chance != 0) & (size < SMALL_COUNT) & (target != 0))
    for level in np.unique(chance[small]):
        rows = small[chance[small] == level]
        adverse_high = (direction[rows] < 0) == (target[rows] > 0)
        stray = _chance_margins(size[rows], adverse_high, float(level))
        margin[rows] = np.maximum(least[rows], stray)
    zero = target == 0
    if zero.any():
        relative = (share != 0) | (of_range != 0) | (chance != 0)
        margin = np.where(zero, np.where(relative, 0.0, least * point), margin)
    return margin


def _chance_margins(mean: Floats, adverse_high: NDArray[np.bool_], chance: float) -> Floats:
    lows, highs = (np.array(steps) for steps in chance_steps(chance))
    above = np.searchsorted(lows, mean, side="left") - 1 - mean
    below = mean - np.searchsorted(highs, mean, side="right")
    return np.where(adverse_high, above, below)


def _point_size(kind: Codes, target: Floats) -> Floats:
    fraction = kind == KINDS.index(Measured.FRACTION)
    other = (kind == KINDS.index(Measured.OTHER)) & (np.abs(target) <= 1)
    return np.where(fraction | other, 0.01, 1.0)
