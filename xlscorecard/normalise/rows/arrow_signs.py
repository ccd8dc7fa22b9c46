"""Changes whose sign is an arrow or a word: "▼ 6.6%" under "Change" is a fall, where the arrow says
so; "3 below" under "Variance to target" is less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xlscorecard.model.grid import Cell
from xlscorecard.model.scorecard import Observation, Role, Trend, TrendMeans, Unit
from xlscorecard.normalise.columns.column import Column
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.mending import one_line

_LESS = re.compile(r"(?:down|below|under|short)\b", re.IGNORECASE)
_SIGNS = frozenset("+-−–(")
_COMPARED = (Role.PREVIOUS, Role.TARGET, Role.COMPARATOR, Role.ACTUAL, Role.BUDGET)
# Without the two figures that it is between, an arrow may say for the worse as well.
_UNPROVEN = 0.75


def with_signs_of_arrows(
    reader: Reader, row: Row, values: Sequence[Observation], origins: Sequence[Column]
) -> tuple[Observation, ...]:
    """The values of a row, with each change that a word or an arrow stands beside signed: by the
    word, or by the row's own figures where it is the difference between two of them, else by the
    arrow, and in doubt. Where the key says that arrows tell of performance, the figure stays and is
    in doubt."""
    found: list[Observation] = []
    for seen, column in zip(values, origins, strict=True):
        if _is_unsigned(seen) and _LESS.match(seen.quantity.note or ""):
            found.append(_fallen(seen))
            continue
        way = _way(reader.grid.at(row.index, column.index)) if _is_unsigned(seen) else None
        if way is None:
            found.append(seen)
            continue
        fell = _fell(seen, values)
        judges = reader.setting.symbols.trend_means is TrendMeans.PERFORMANCE
        sure = fell is not True if way is Trend.UP else fell is not None
        falls = fell if fell is not None else way is Trend.DOWN and not judges
        signed = _fallen(seen) if falls else seen
        if not sure or (fell is None and judges):
            why = "points up beside figures that fell" if fell else "may say less, or for the worse"
            reader.doubt("value-doubtful", f"{one_line(seen.raw)!r}: its arrow {why}", row, column)
            signed = replace(signed, confidence=min(seen.confidence, _UNPROVEN))
        found.append(signed)
    return tuple(found)


def _is_unsigned(seen: Observation) -> bool:
    """Whether a value is a change without a sign of its own."""
    value = seen.quantity.value
    return (
        seen.role is Role.VARIANCE
        and value is not None
        and value > 0
        and _SIGNS.isdisjoint(seen.raw)
    )


def _way(cell: Cell | None) -> Trend | None:
    """Up or down, where a cell's arrows all point there."""
    ways = {trend_of_mark(mark) for mark in cell.marks} if cell is not None else set()
    way = next(iter(ways)) if len(ways) == 1 else None
    return way if way is not Trend.FLAT else None


def _fell(change: Observation, values: Sequence[Observation]) -> bool | None:
    """Whether the change is the fall, or the rise, from another figure of its row to a result;
    None where it is the difference between no two of them, or both."""
    amount = change.quantity.value or Decimal(0)
    off = (change.quantity.quantum or Decimal(0)) * Decimal("0.51")
    ways: set[bool] = set()
    for result in values:
        after = result.quantity.value
        if result.role is not Role.ACTUAL or after is None:
            continue
        for other in values:
            before = other.quantity.value
            if other is result or other.role not in _COMPARED or before is None:
                continue
            if other.role is Role.ACTUAL and (other.period or "~") >= (result.period or ""):
                continue
            told = [abs(after - before)]
            if change.quantity.unit is Unit.PERCENT and before:
                told.append(abs((after - before) / before * 100))
            if after != before and any(abs(size - amount) <= off for size in told):
                ways.add(after < before)
    return ways.pop() if len(ways) == 1 else None


def _fallen(seen: Observation) -> Observation:
    value = seen.quantity.value
    if value is None:
        return seen
    return replace(seen, quantity=replace(seen.quantity, value=value.copy_negate()))
