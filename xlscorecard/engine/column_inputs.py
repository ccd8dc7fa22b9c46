"""Columns to be rated, as arrays of one length with every word parsed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from xlscorecard.engine.rating import Margin, Measured, parse_polarity, parse_unit
from xlscorecard.engine.tolerance import finite_number, parse_tolerance
from xlscorecard.model.scorecard import Polarity, Unit

Floats = NDArray[np.float64]
Codes = NDArray[np.int16]
Column = Sequence[Any] | NDArray[Any] | pd.Series | float | str | None

POLARITIES = (None, Polarity.HIGHER, Polarity.LOWER, Polarity.BAND, Polarity.NEUTRAL)
UNKNOWN, HIGHER, LOWER, BAND, NEUTRAL = range(5)
KINDS = tuple(Measured)
_LIMITS = {
    "": (0, UNKNOWN),
    "<": (1, LOWER),
    "<=": (0, LOWER),
    ">": (1, HIGHER),
    ">=": (0, HIGHER),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns to be rated, one entry a row; a single value holds for all rows.

    ``values`` and ``targets`` in the same unit, NaN or None where missing. ``low`` and
    ``high`` are bands (their rows need no target); ``limit`` holds "<", ">", "<=", ">=" or
    "". ``tolerance`` as in ``rate``. ``quantum`` is the target's last printed digit.
    ``population`` (people that a rate is about, ``per`` so many, over ``exposure`` years) and
    ``base`` (survey answers) let chance be told, as in ``Facts``.
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
    population: Column = None
    per: Column = 100_000.0
    exposure: Column = 1.0
    base: Column = None


@dataclass(slots=True)
class Inputs:
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
    population: Floats
    per: Floats
    exposure: Floats
    base: Floats

    @classmethod
    def of(cls, columns: Columns) -> Inputs:
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
        implied = np.where(band, np.int16(BAND), implied)
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
            population=_floats(columns.population, size),
            per=_floats(columns.per, size),
            exposure=_floats(columns.exposure, size),
            base=_floats(columns.base, size),
        )

    @property
    def band(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.low) & ~np.isnan(self.high)


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
    try:
        numbers = pd.to_numeric(pd.Series(column), errors="raise")
        return numbers.to_numpy(np.float64, na_value=np.nan)
    except (ValueError, TypeError, OverflowError):
        # Whatever is no number is a missing figure, as it is to ``rate``.
        found = (finite_number(entry) for entry in pd.Series(column))
        return np.array([np.nan if number is None else number for number in found])


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
    return KINDS.index(parse_unit(entry))


def _polarity(entry: Any) -> int:
    return POLARITIES.index(parse_polarity(entry))
