"""Which of a record's values stand in the columns of the sheet Measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlscorecard.model.scorecard import Observation, Record, Role, Status

_PERIOD = re.compile(r"(?P<year>\d{4})(?:/\d{2})?(?:-(?P<month>\d{2}))?(?: (?P<part>\w)(?P<n>\d))?")


@dataclass(frozen=True, slots=True)
class Picked:
    """The values that a reader looks for first; all others stand on the sheet Observations."""

    actual: Observation | None
    target: Observation | None
    previous: Observation | None
    comparator: Observation | None


def pick_values(record: Record) -> Picked:
    """The latest actual with a figure, its target, the value before it and a comparator.

    Where no actual has a figure, the last one that says why; a budget is a target.
    """
    actual = _latest(record, Role.ACTUAL)
    before = _latest(record, Role.PREVIOUS) or _earlier(record, actual)
    return Picked(
        actual,
        _latest(record, Role.TARGET) or _latest(record, Role.BUDGET),
        before,
        _first(record, Role.COMPARATOR),
    )


def _latest(record: Record, role: Role) -> Observation | None:
    values = [value for value in record.observations if value.role is role]
    figures = [value for value in values if value.quantity.numeric]
    if not figures:
        told = [value for value in values if value.quantity.status is not Status.BLANK]
        return told[-1] if told else (values[0] if values else None)
    orders = [_order(value) for value in figures]
    if any(order is None for order in orders):
        return figures[0]
    # Of two for the same period the first stands: the paper's own figure before its variants.
    latest = max(order for order in orders if order is not None)
    return figures[orders.index(latest)]


def _earlier(record: Record, actual: Observation | None) -> Observation | None:
    """The actual of the period before, in a paper that prints several years side by side."""
    latest = _order(actual) if actual else None
    if latest is None:
        return None
    before = [
        (order, value)
        for value in record.observations
        if value.role is Role.ACTUAL and value.quantity.numeric
        for order in (_order(value),)
        if order is not None and order < latest
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _first(record: Record, role: Role) -> Observation | None:
    values = [value for value in record.observations if value.role is role]
    return next((v for v in values if v.quantity.numeric), values[0] if values else None)


def _order(value: Observation) -> tuple[int, int] | None:
    """Financial year and place in it, in months; a whole year comes after all its parts."""
    found = _PERIOD.fullmatch(value.period or "")
    if found is None:
        return None
    year = int(found["year"])
    if found["month"]:
        month = int(found["month"])
        return (year, month - 3) if month > 3 else (year - 1, month + 9)
    length = {"Q": 3, "H": 6, "M": 1, "P": 1}.get(found["part"] or "")
    return (year, length * int(found["n"])) if length else (year, 13)
