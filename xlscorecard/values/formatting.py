"""Quantity -> text: the inverse of ``parse_quantity``; never a digit lost."""

from __future__ import annotations

import re
from decimal import Decimal

from xlscorecard.model.scorecard import Comparator, Quantity, Status, Unit

_STATUS_TEXT = {
    Status.NOT_COLLECTED: "NC",
    Status.NOT_APPLICABLE: "N/A",
    Status.TBC: "TBC",
    Status.DUE: "Due",
    Status.BLANK: "",
    Status.SUPPRESSED: "[c]",
    Status.AWAITING: "Awaiting data",
}
_SYMBOLS = {Comparator.AT_MOST: "≤", Comparator.AT_LEAST: "≥"}
_SCALES = ((1_000, "k"), (1_000_000, "m"), (1_000_000_000, "bn"))
_WORDS_BEHIND = {Unit.DAYS: " days", Unit.FTE: " FTE"}
# Figures that were worked out from another notation print as that notation.
_PRINTED = re.compile(
    r"seconds, printed (?P<printed>.+)|(?P<ratio>(?:1|one) in \d+)", re.IGNORECASE
)


def format_quantity(quantity: Quantity) -> str:
    """A value as a paper would print it: "43.1k", "£3.1m", "59-63%", "<14 days", "N/A".

    Every printed digit is kept, so that ``parse_quantity`` with the same unit gives the
    same quantity back. Counts, scores and rates carry no sign of their unit.
    """
    if quantity.relative is not None:
        return quantity.relative
    if quantity.status is not None and quantity.high is None:
        return _status_text(quantity.status, quantity.note)
    printed = _PRINTED.fullmatch(quantity.note) if quantity.note else None
    if printed and quantity.value is not None:
        return printed["printed"] or printed["ratio"]
    text = _figures(quantity)
    if text is None:
        return quantity.note or ""
    text += _WORDS_BEHIND.get(quantity.unit, "") if quantity.unit else ""
    return f"{text} ({quantity.note})" if quantity.note else text


def _status_text(status: Status, note: str | None) -> str:
    if not note:
        return _STATUS_TEXT[status]
    return note[0].upper() + note[1:] if status is Status.DUE else note


def _figures(quantity: Quantity) -> str | None:
    number = quantity.high if quantity.status is not None else quantity.value
    if number is not None:
        comparator = quantity.comparator
        symbol = _SYMBOLS.get(comparator, comparator.value) if comparator else ""
        return symbol + _number(number, quantity)
    if quantity.low is None or quantity.high is None:
        return None
    low, high = _number(quantity.low, quantity), _number(quantity.high, quantity)
    if quantity.unit is Unit.PERCENT:
        return f"{low.removesuffix('%')}-{high}"
    # "16-17" without a sign could be a year.
    return f"{low} to {high}"


def _number(value: Decimal, quantity: Quantity) -> str:
    """A number to its last printed digit, thousands grouped, in k, m or bn where rounded."""
    quantum = quantity.quantum or Decimal(1)
    scale, suffix = 1, ""
    if quantum > 1:
        scale, suffix = next(
            ((size, letter) for size, letter in _SCALES if quantum <= size), _SCALES[-1]
        )
    number = abs(value) / scale
    places = max(_places(quantum / scale), _places(number))
    pound = "£" if quantity.unit is Unit.GBP else ""
    percent = "%" if quantity.unit is Unit.PERCENT else ""
    return f"{'-' if value < 0 else ''}{pound}{number:,.{places}f}{suffix}{percent}"


def _places(number: Decimal) -> int:
    """How many decimal places a number needs, trailing zeros aside."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
