"""Percentages that a worksheet shows as fractions of one: "0.91" beside a target of "95%"."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.scorecard import Observation, Role, Unit

_SERIES = frozenset({Role.ACTUAL, Role.PREVIOUS, Role.TARGET, Role.FORECAST, Role.COMPARATOR})
# A fraction is so much smaller than the percentages beside it.
_SMALLER = 10


def likely_fractions(row: Sequence[Observation]) -> frozenset[int]:
    """The places of bare figures of a row in percent that are no more than one, where the others
    print their sign and are ten times as large: each may be a fraction, and a hundred times as
    much."""
    sizes = {
        place: abs(seen.quantity.value)
        for place, seen in enumerate(row)
        if seen.role in _SERIES
        and seen.quantity.value is not None
        and seen.quantity.unit is Unit.PERCENT
    }
    printed = [size for place, size in sizes.items() if "%" in row[place].raw and size]
    bare = {place: size for place, size in sizes.items() if "%" not in row[place].raw}
    if not printed:
        return frozenset()
    return frozenset(
        place for place, size in bare.items() if 0 < size <= 1 and size * _SMALLER <= min(printed)
    )
