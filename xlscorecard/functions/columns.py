"""The fast way for a large range of RAG: plain numbers, one rule, one pass.

Used where every value is a number (or missing) and target, polarity, tolerance and unit are
single cells or a column of numbers; the answers are those of the plain way, which a property
test holds. NumPy is not needed, so that it runs inside a browser too.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.engine.margin import margin_for_point
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Measured, Rating, direction_of, dust
from xlscorecard.functions.cells import Cell, CellError, Given, Left, Table, only_cell, shape
from xlscorecard.functions.judge import MOST_FRACTION, Unclear, kind_of, margin_of, polarity_of
from xlscorecard.model.scorecard import Polarity

# Below this the plain way is as fast.
FEWEST = 32


def rag_columns(arguments: Sequence[Given], rows: int, columns: int) -> Table | None:
    """The ratings of a column of values; None where the plain way must be taken."""
    values, targets, *options = arguments
    if rows < FEWEST or columns != 1 or shape(values) != (rows, 1):
        return None
    if any(shape(option) != (1, 1) for option in options) or shape(targets) not in {
        (1, 1),
        (rows, 1),
    }:
        return None
    polarity, tolerance, unit = (only_cell(option) for option in options)
    if any(isinstance(cell, CellError) for cell in (polarity, tolerance, unit)):
        return None
    try:
        kind = kind_of(unit)
        margin = margin_of(tolerance)
    except Unclear:
        return None
    way = Polarity.HIGHER if polarity is Left.OUT else polarity_of(polarity)
    if kind is Measured.BUDGET and polarity is Left.OUT:
        way = Polarity.LOWER
    if way not in {Polarity.HIGHER, Polarity.LOWER}:
        return None
    assert isinstance(values, tuple)  # noqa: S101 - its shape is that of a range
    single = only_cell(targets) if shape(targets) == (1, 1) else None
    given = [single] * rows if single is not None else [row[0] for row in _table(targets)]
    steps: dict[float, tuple[float, float]] = {}
    answers: list[tuple[Cell]] = []
    direction = direction_of(way)
    for row, target in zip(values, given, strict=True):
        value = row[0]
        if type(value) is not float or type(target) is not float:
            if value is None and (target is None or type(target) is float):
                answers.append(("",))
                continue
            if target is None and type(value) is float:
                answers.append(("",))
                continue
            return None
        if kind is Measured.FRACTION and max(abs(value), abs(target)) >= MOST_FRACTION:
            return None
        cut = steps.get(target)
        if cut is None:
            found = rate(target, target, polarity=way, tolerance=margin, unit=kind)
            cut = steps[target] = _cut_offs(found, target, direction, kind)
        gap = direction * (target - value)
        answers.append(("Green" if gap <= cut[0] else "Amber" if gap <= cut[1] else "Red",))
    return tuple(answers)


def _table(given: Given) -> Table:
    assert isinstance(given, tuple)  # noqa: S101 - asked only of ranges
    return given


def _cut_offs(rating: Rating, target: float, direction: int, kind: Measured) -> tuple[float, float]:
    """The gaps up to which a value is Green and Amber, by the rule that the engine chose."""
    assert rating.used is not None  # noqa: S101 - a number against itself is always rated
    allowance = dust(target)
    return allowance, margin_for_point(rating.used.amber, target, direction, kind) + allowance
