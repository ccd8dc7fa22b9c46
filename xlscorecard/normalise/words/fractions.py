"""Percentages that a worksheet shows as fractions of one: "0.91" beside a target of "95%"."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.scorecard import Observation, Role, Unit

_SERIES = frozenset({Role.ACTUAL, Role.PREVIOUS, Role.TARGET, Role.FORECAST, Role.COMPARATOR})
# A fraction is so much smaller than the percentages beside it.
_SMALLER = 10
# Fewer figures than these may all happen to be small percentages, and so may such as are lower or
# have fewer decimals ("0.9" of the homes are empty).
_FEWEST, _LARGE, _DECIMALS = 2, 0.3, 2


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


def are_fractions(values: Sequence[Observation]) -> bool:
    """Whether the bare figures in percent of a worksheet's table may all be fractions of one,
    typed without a format for percentages: none is more than one ("0.875" under "Result %")."""
    figures = [seen for seen in values if is_bare_percentage(seen)]
    if len(figures) < _FEWEST:
        return False
    sizes = [abs(float(seen.quantity.value or 0)) for seen in figures]
    typed = (
        size >= _LARGE and len(seen.raw.strip().partition(".")[2]) >= _DECIMALS
        for size, seen in zip(sizes, figures, strict=True)
    )
    return max(sizes) <= 1 and any(typed)


def is_bare_percentage(seen: Observation) -> bool:
    """Whether an observation is a result, or what stands beside one, in percent and without its
    sign."""
    quantity = seen.quantity
    return (
        quantity.unit is Unit.PERCENT
        and quantity.value is not None
        and seen.role in _SERIES
        and "%" not in seen.raw
    )
