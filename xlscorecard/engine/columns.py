"""Whole columns at once: the rules of rag.py over NumPy arrays, with identical answers.

Every step repeats the scalar arithmetic in the same order on the same doubles; a property
test (tests/engine/test_columns.py) holds the two together to the last case.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from xlscorecard.engine.margin import SMALL_COUNT
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import (
    NO_FACTS,
    NO_MARGIN,
    Aim,
    Facts,
    Margin,
    Measured,
    Rating,
    Rule,
    parse_unit,
)
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.ruleset import RuleEntry, RuleSet
from xlscorecard.engine.sentence import explain
from xlscorecard.engine.significance import chance_steps
from xlscorecard.engine.tolerance import parse_tolerance
from xlscorecard.model.scorecard import Polarity, Rag, Unit

Floats = NDArray[np.float64]
Codes = NDArray[np.int16]
Column = Sequence[Any] | NDArray[Any] | pd.Series | float | str | None

NONE, RED, AMBER, GREEN = 0, 1, 2, 3
RAGS: tuple[Rag | None, ...] = (None, Rag.RED, Rag.AMBER, Rag.GREEN)
_POLARITIES = (None, Polarity.HIGHER, Polarity.LOWER, Polarity.BAND, Polarity.NEUTRAL)
_UNKNOWN, _HIGHER, _LOWER, _BAND, _NEUTRAL = range(5)
_KINDS = tuple(Measured)
_LIMITS = {
    "": (0, _UNKNOWN),
    "<": (1, _LOWER),
    "<=": (0, _LOWER),
    ">": (1, _HIGHER),
    ">=": (0, _HIGHER),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns to be rated, one entry a row; a single value holds for all rows.

    ``values`` and ``targets`` in the same unit, NaN or None where missing. ``low`` and
    ``high`` are bands (their rows need no target); ``limit`` holds "<", ">", "<=", ">=" or
    "". ``tolerance`` as in ``rate``. ``quantum`` is the target's last printed digit.
    """

    values: Column
    targets: Column
    polarity: Column = None
    unit: Column = None
    tolerance: Column = None
    low: Column = None
    high: Column = None
    limit: Column = ""
    quantum: Column = None
    amber_at: Column = None
    previous: Column = None
    scale_low: Column = None
    scale_high: Column = None


@dataclass(frozen=True, slots=True)
class Rated:
    """What ``rate`` says of each row. ``codes`` index RAGS, ``rule_codes`` index ``rules``
    (-1 for none); ``margins`` are NaN where there is no rating."""

    codes: Codes
    rule_codes: Codes
    rules: tuple[str, ...]
    margins: Floats
    _row: Callable[[int], Rating] = field(repr=False)

    def rag(self, row: int) -> Rag | None:
        return RAGS[int(self.codes[row])]

    def rule(self, row: int) -> str:
        code = int(self.rule_codes[row])
        return "none" if code < 0 else self.rules[code]

    def rating(self, row: int) -> Rating:
        """One row by the scalar path, with its reason and sentence."""
        return self._row(row)

    def to_frame(self) -> pd.DataFrame:
        """RAG and rule as categories, margin as numbers."""
        rags = pd.Categorical.from_codes(
            (self.codes - 1).tolist(), categories=pd.Index(["red", "amber", "green"])
        )
        rules = pd.Categorical.from_codes(self.rule_codes.tolist(), categories=pd.Index(self.rules))
        return pd.DataFrame({"rag": rags, "rule": rules, "margin": self.margins})


def rate_columns(columns: Columns, rules: RuleSet | None = None) -> Rated:
    """Rate every row; the same RAG, rule and margin as ``rate`` gives one by one.

    Raises RuleError for a unit or tolerance that is not known, ValueError for columns of
    different lengths.
    """
    inputs = _Inputs.of(columns)
    book = _Book()
    chosen = _choose(inputs, rules or default_rules(), book)
    return _rate(inputs, chosen, book)


@dataclass(slots=True)
class _Inputs:
    """The columns as arrays of one length."""

    value: Floats
    target: Floats
    low: Floats
    high: Floats
    polarity: Codes
    kind: Codes
    tolerance: Codes
    margins: tuple[Margin | None, ...]
    strict: NDArray[np.bool_]
    implied: Codes
    quantum: Floats
    amber_at: Floats
    has_floor: NDArray[np.bool_]
    previous: Floats
    reach: Floats
    scale: tuple[Floats, Floats]

    @classmethod
    def of(cls, columns: Columns) -> _Inputs:
        size = _length(columns)
        value, target = _floats(columns.values, size), _floats(columns.targets, size)
        low, high = _floats(columns.low, size), _floats(columns.high, size)
        limit, limits = _codes(columns.limit, size, _limit)
        kind, kinds = _codes(columns.unit, size, _kind)
        polarity, polarities = _codes(columns.polarity, size, _polarity)
        tolerance, margins = _codes(columns.tolerance, size, parse_tolerance)
        stated = np.array([pair[0] for pair in limits], dtype=bool)[limit]
        implied = np.array([pair[1] for pair in limits], dtype=np.int16)[limit]
        band = ~np.isnan(low) & ~np.isnan(high)
        implied = np.where(band, np.int16(_BAND), implied)
        scale = _floats(columns.scale_low, size), _floats(columns.scale_high, size)
        amber_at = _floats(columns.amber_at, size)
        return cls(
            value=value,
            target=target,
            low=low,
            high=high,
            polarity=np.array(polarities, dtype=np.int16)[polarity],
            kind=np.array(kinds, dtype=np.int16)[kind],
            tolerance=tolerance,
            margins=tuple(margins),
            strict=stated & ~band,
            implied=implied,
            quantum=_floats(columns.quantum, size),
            amber_at=amber_at,
            has_floor=~np.isnan(amber_at),
            previous=_floats(columns.previous, size),
            reach=np.abs(scale[1] - scale[0]),
            scale=scale,
        )

    @property
    def band(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.low) & ~np.isnan(self.high)


class _Book:
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


def _choose(inputs: _Inputs, rules: RuleSet, book: _Book) -> Codes:
    """The rule of each row, as ``rate`` chooses it: floor, tolerance, the unit's default."""
    chosen = np.full(inputs.value.shape, -1, dtype=np.int16)
    for place, margin in enumerate(inputs.margins):
        if margin is None:
            continue
        rule = Rule("strict")
        if margin != NO_MARGIN:
            rule = Rule("points" if margin.points else "percent_of_target", margin)
        chosen[inputs.tolerance == place] = book.number(rule)
    band = inputs.band
    chosen[inputs.has_floor & ~band] = book.number(Rule("thresholds"))
    for entry in rules.entries:
        open_rows = chosen < 0
        if not open_rows.any():
            break
        chosen[open_rows & _fits(entry, inputs, band)] = book.number(entry.rule)
    if (chosen < 0).any():
        chosen[chosen < 0] = book.number(Rule("strict", words="met or missed"))
    return chosen


def _fits(entry: RuleEntry, inputs: _Inputs, band: NDArray[np.bool_]) -> NDArray[np.bool_]:
    fits: NDArray[np.bool_] = band == (entry.target == "band")
    if entry.kinds:
        wanted = [place for place, kind in enumerate(_KINDS) if kind in entry.kinds]
        fits &= np.isin(inputs.kind, wanted)
    if entry.target == "zero":
        fits &= inputs.target == 0
    if entry.target_under is not None:
        fits &= np.abs(inputs.target) < entry.target_under
    return fits


def _rate(inputs: _Inputs, chosen: Codes, book: _Book) -> Rated:
    value, target, band = inputs.value, inputs.target, inputs.band
    stated = inputs.polarity.copy()
    budget = (inputs.kind == _KINDS.index(Measured.BUDGET)) & (inputs.implied == _UNKNOWN)
    stated[budget & (stated == _UNKNOWN)] = _LOWER
    one_way = (stated == _HIGHER) | (stated == _LOWER)
    clash = (inputs.implied != _UNKNOWN) & one_way & (stated != inputs.implied)
    polarity = np.where(inputs.implied != _UNKNOWN, inputs.implied, stated)
    aimed = np.where(band, np.isfinite(inputs.low) & np.isfinite(inputs.high), np.isfinite(target))
    known = np.isfinite(value) & aimed & ~clash
    known &= np.where(band, True, (polarity == _HIGHER) | (polarity == _LOWER))
    codes = np.zeros(value.shape, dtype=np.int16)
    margins = np.full(value.shape, np.nan)
    with np.errstate(all="ignore"):
        for rows, judge in ((known & band, _judge_bands), (known & ~band, _judge_points)):
            places = np.flatnonzero(rows)
            if places.size:
                codes[places], margins[places] = judge(
                    inputs, places, chosen[places], polarity[places], book
                )
    unrated = codes == NONE
    margins[unrated] = np.nan
    rule_codes = np.where(unrated, np.int16(-1), chosen)
    return Rated(
        codes,
        rule_codes,
        tuple(rule.id for rule in book.rules),
        margins,
        lambda row: _one(inputs, chosen, book, row),
    )


def _judge_bands(
    inputs: _Inputs, places: NDArray[np.intp], chosen: Codes, _: Codes, book: _Book
) -> tuple[Codes, Floats]:
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
    return _classify(gap <= allowance, gap <= margin + allowance), margin


def _judge_points(
    inputs: _Inputs, places: NDArray[np.intp], chosen: Codes, polarity: Codes, book: _Book
) -> tuple[Codes, Floats]:
    value, target = inputs.value[places], inputs.target[places]
    direction = np.where(polarity == _HIGHER, 1.0, -1.0)
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
    codes = _classify(met, gap <= margin + allowance)
    if any(rule.interval for rule in book.rules):
        codes[book.column(lambda rule: bool(rule.interval))[chosen] != 0] = NONE
    floors = np.flatnonzero(inputs.has_floor[places])
    if floors.size:
        amber_at = inputs.amber_at[places][floors]
        to_floor = direction[floors] * (target[floors] - amber_at)
        wider = np.maximum(allowance[floors], 1e-9 * np.maximum(1.0, np.abs(amber_at)))
        margin[floors] = np.maximum(0.0, to_floor)
        codes[floors] = _classify(met[floors], gap[floors] <= margin[floors] + wider)
        wrong = ~np.isfinite(amber_at) | (to_floor < -allowance[floors])
        codes[floors[wrong]] = NONE
    if slack is not None:
        no_worse = book.column(lambda rule: rule.no_worse)[chosen] != 0
        before = inputs.previous[places]
        kept = direction * (before - value) <= 1e-9 * np.maximum(1.0, np.abs(before))
        verdict = np.where(np.isnan(before), NONE, np.where(kept, AMBER, RED))
        codes = np.where(no_worse, np.where(met, GREEN, verdict), codes).astype(np.int16)
        margin = np.where(no_worse, slack, margin)
    return codes, margin


def _classify(met: NDArray[np.bool_], near: NDArray[np.bool_]) -> Codes:
    codes = np.full(met.shape, RED, dtype=np.int16)
    codes[near] = AMBER
    codes[met] = GREEN
    return codes


def _bounds(
    book: _Book, pick: Callable[[Rule], Margin], chosen: Codes
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    return (
        book.column(lambda rule: pick(rule).least)[chosen],
        book.column(lambda rule: pick(rule).most)[chosen],
        book.column(lambda rule: pick(rule).points)[chosen] != 0,
    )


def _margins(
    inputs: _Inputs,
    places: NDArray[np.intp],
    chosen: Codes,
    direction: Floats,
    book: _Book,
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
    fraction = kind == _KINDS.index(Measured.FRACTION)
    other = (kind == _KINDS.index(Measured.OTHER)) & (np.abs(target) <= 1)
    return np.where(fraction | other, 0.01, 1.0)


def _one(inputs: _Inputs, chosen: Codes, book: _Book, row: int) -> Rating:
    """One row by the scalar path."""
    implied = _POLARITIES[int(inputs.implied[row])]
    quantum = _known(inputs.quantum[row])
    aim = Aim(
        _known(inputs.target[row]),
        _known(inputs.low[row]),
        _known(inputs.high[row]),
        bool(inputs.strict[row]),
        implied,
        quantum,
    )
    scale = _known(inputs.scale[0][row]), _known(inputs.scale[1][row])
    facts = Facts(
        previous=_known(inputs.previous[row]),
        amber_at=_known(inputs.amber_at[row]),
        scale=None if scale[0] is None or scale[1] is None else (scale[0], scale[1]),
    )
    return rate(
        _known(inputs.value[row]),
        aim,
        polarity=_POLARITIES[int(inputs.polarity[row])],
        unit=_KINDS[int(inputs.kind[row])],
        facts=facts if facts != NO_FACTS else NO_FACTS,
        rule=book.rules[int(chosen[row])],
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _length(columns: Columns) -> int:
    sizes = {
        len(column)
        for name in columns.__slots__
        if not isinstance(column := getattr(columns, name), str | int | float | None)
        and not isinstance(column, Polarity | Unit | Measured)
    }
    if len(sizes) > 1:
        raise ValueError(f"columns of different lengths: {sorted(sizes)}")
    return sizes.pop() if sizes else 1


def _floats(column: Column, size: int) -> Floats:
    if column is None:
        return np.full(size, np.nan)
    if isinstance(column, int | float):
        return np.full(size, float(column))
    if isinstance(column, np.ndarray) and column.dtype == np.float64:
        return column
    return pd.to_numeric(pd.Series(column), errors="raise").to_numpy(np.float64, na_value=np.nan)


def _codes(
    column: Column, size: int, parse: Callable[[Any], Any]
) -> tuple[NDArray[np.int16], list[Any]]:
    """Each row's number in the list of distinct, parsed entries."""
    if column is None or isinstance(column, str | int | float):
        return np.zeros(size, dtype=np.int16), [parse(column)]
    if isinstance(column, pd.Series) and isinstance(column.dtype, pd.CategoricalDtype):
        codes, distinct = column.cat.codes.to_numpy(), list(column.cat.categories)
    else:
        codes, found = pd.factorize(np.asarray(column, dtype=object), use_na_sentinel=True)
        distinct = list(found)
    parsed = [parse(entry) for entry in distinct] + [parse(None)]
    return np.where(codes < 0, len(distinct), codes).astype(np.int16), parsed


def _limit(entry: Any) -> tuple[int, int]:
    word = "" if entry is None else str(entry)
    if word not in _LIMITS:
        raise ValueError(f"'{word}' is not one of < > <= >=")
    return _LIMITS[word]


def _kind(entry: Any) -> int:
    return _KINDS.index(parse_unit(entry))


def _polarity(entry: Any) -> int:
    if entry is None or entry == "":
        return _UNKNOWN
    return _POLARITIES.index(Polarity(str(entry)))


def sentences(rated: Rated, rows: Iterable[int]) -> list[str]:
    """The sentences of some rows, made on request."""
    return [explain(rated.rating(row)) for row in rows]
