"""Bare figures in the unit that the other figures of their row print, or their headers state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import Observation, Role, Unit
from xlscorecard.normalise.words.content import PRINTS_UNIT
from xlscorecard.values.unit import unit_of_siblings

# What a header says of results, and a target beside them is in: no count of other things.
_MEASURED = (Unit.PER_100K, Unit.PER_10K, Unit.PER_1K, Unit.DAYS, Unit.PERCENT)
# Figures of one row that are in one unit.
_ALIKE = (Role.ACTUAL, Role.TARGET, Role.PREVIOUS, Role.COMPARATOR, Role.FORECAST)


def with_siblings_unit(
    found: Sequence[Observation], alone: Sequence[bool], headed: Sequence[Unit | None]
) -> tuple[Observation, ...]:
    """Give a bare figure the unit that the other figures of its row print ("79.9" beside
    "82.2%") or their columns are ``headed`` with, where they agree; ``alone`` are those of a
    column that nothing says to measure the same ("Stage 1" beside "% upheld")."""
    unit = unit_of_siblings(
        o.quantity.unit
        for o, above in zip(found, headed, strict=True)
        if o.role in _ALIKE
        and (PRINTS_UNIT.search(o.raw) or above is o.quantity.unit is Unit.PERCENT)
    )
    unit = unit or _unit_above_results(found, headed)
    if unit is None:
        return tuple(found)
    return tuple(
        replace(o, quantity=replace(o.quantity, unit=unit))
        if not own
        and (o.role in _ALIKE or _is_difference(o, found, unit))
        and o.quantity.numeric
        and o.quantity.unit in (None, Unit.COUNT)
        and not PRINTS_UNIT.search(o.raw)
        else o
        for o, own in zip(found, alone, strict=True)
    )


def _unit_above_results(found: Sequence[Observation], headed: Sequence[Unit | None]) -> Unit | None:
    """The unit that the headers of all results of a row state ("Average days lost per FTE" over
    its quarters): that of a target beside them as well, though its header has none."""
    units = {
        above if above is o.quantity.unit else None
        for o, above in zip(found, headed, strict=True)
        if o.role in (Role.ACTUAL, Role.PREVIOUS) and o.quantity.numeric
    }
    unit = units.pop() if len(units) == 1 else None
    return unit if unit in _MEASURED else None


def _is_difference(seen: Observation, row: Sequence[Observation], unit: Unit) -> bool:
    """Whether a change is the difference of two figures of its row that are in a unit."""
    change = seen.quantity.value
    if seen.role is not Role.VARIANCE or change is None:
        return False
    sizes = [o.quantity.value for o in row if o.quantity.unit is unit and o.quantity.value]
    if not change:
        return len(set(sizes)) < len(sizes)
    return not {size + change for size in sizes}.isdisjoint(sizes)
