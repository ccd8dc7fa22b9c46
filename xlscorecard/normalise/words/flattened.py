"""Footnote marks that a maker has set as plain digits: "369" with a raised 1 becomes "3691"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xlscorecard.model.scorecard import Observation, Role

_SERIES = frozenset({Role.ACTUAL, Role.PREVIOUS, Role.TARGET, Role.FORECAST, Role.COMPARATOR})
# So many other figures of the row tell how large one of them is.
_FEWEST = 3
# A figure with a mark behind it is ten times too large: more than this over the largest of the
# others, and without its last digit within this factor of them.
_TOO_LARGE = 5
_ALIKE = Decimal("1.5")
# A figure whose commas part its thousands has no digit behind it: "2,91" would not be one.
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")


def _sum_of_results(row: Sequence[Observation], place: int) -> Decimal:
    """What the row's other results add up to: a total of twelve months is as large as it is."""
    return sum(
        (
            seen.quantity.value
            for at, seen in enumerate(row)
            if at != place and seen.role is Role.ACTUAL and seen.quantity.value is not None
        ),
        Decimal(0),
    )


def flattened_marks(row: Sequence[Observation]) -> frozenset[int]:
    """The places of whole numbers in a row that are about ten times its others and would be
    like them without their last digit: it may be the mark of a footnote."""
    sizes = {
        place: abs(seen.quantity.value)
        for place, seen in enumerate(row)
        if seen.role in _SERIES and seen.quantity.value is not None
    }
    found: list[int] = []
    for place, size in sizes.items():
        others = [other for at, other in sizes.items() if at != place and other]
        if len(others) < _FEWEST or size != int(size) or not size % 10:
            continue
        if _GROUPED.search(row[place].raw) or size == _sum_of_results(row, place):
            continue
        without = size // 10
        low, high = min(others), max(others)
        if size > _TOO_LARGE * high and low <= without * _ALIKE and without <= high * _ALIKE:
            found.append(place)
    return frozenset(found)
