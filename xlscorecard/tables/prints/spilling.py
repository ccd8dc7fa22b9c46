"""Texts with more lines than their cells have room for: they reach over the rows beside theirs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.tables.prints.rows import X_HEIGHT, Placed
from xlscorecard.tables.prints.texts import CellText

# Texts that stand at one height do so within this (points).
SAME_HEIGHT = 0.4
# Letters of two rows are no closer to each other than those of two lines, but for this (points).
CLOSER = 0.5

FIRST, MIDDLE, LAST = range(3)
# Texts stand at the foot of their cells where nobody says otherwise.
DEFAULT_ORDER = (LAST, MIDDLE, FIRST)


def settle_spilling(placed: Sequence[Placed]) -> None:
    """Give texts that overlap in one column, and figures that their cell breaks, the height of the
    line that stands where texts of other columns do: the head, the foot or the middle of their
    cells."""
    columns: dict[int, list[Placed]] = {}
    for one in placed:
        if one.text.lines:
            for column in range(one.first, one.last + 1):
                columns.setdefault(column, []).append(one)
    spilling: list[Placed] = []
    for own in columns.values():
        spilling += [one for one in own if one.text.figure and len(one.text.lines) > 1]
        own.sort(key=lambda one: one.top)
        for above, below in pairwise(own):
            room = min(_room(above), _room(below))
            if below.top - above.bottom < room < float("inf"):
                spilling += [one for one in (above, below) if len(one.text.lines) > 1]
    for one in spilling:
        _settle(one, placed)


def _room(one: Placed) -> float:
    """The white space between the lines of a text; no end of it where there is one line."""
    if len(one.text.lines) == 1:
        return float("inf")
    first, last = one.text.lines[0][0].bbox, one.text.lines[-1][0].bbox
    pitch = (last.bottom - first.bottom) / (len(one.text.lines) - 1)
    return pitch - X_HEIGHT * one.text.size - CLOSER


def _settle(one: Placed, placed: Sequence[Placed]) -> None:
    own = heights(one.text)
    met = [0, 0, 0]
    for other in placed:
        if not other.text.lines or other is one:
            continue
        theirs = heights(other.text)
        beside = other.last < one.first or other.first > one.last
        for side in (FIRST, MIDDLE, LAST):
            if abs(own[side] - theirs[side]) < SAME_HEIGHT:
                met[side] += 1 if beside else -len(placed)  # its column has another text there
    side = max(DEFAULT_ORDER, key=lambda side: met[side])
    if met[side] > 0:
        one.stand_at(own[side])


def heights(text: CellText) -> tuple[float, float, float]:
    """Where the first line of a text stands, where its only one would if it were in the middle of
    all, and where the last one stands."""
    first, last = text.lines[0][0].bbox.bottom, text.lines[-1][0].bbox.bottom
    return first, (first + last) / 2, last
