"""Quantity -> text: the inverse of ``parse_quantity``; never a digit lost."""

from __future__ import annotations

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
_SUFFIXES = ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k"))


def format_quantity(quantity: Quantity) -> str:
    """A value as a paper would print it: "43.1k", "£3.1m", "59-63%", "<14 days", "N/A".

    Every printed digit is kept, so that ``parse_quantity`` with the same unit gives the
    same quantity back. Counts, scores and rates carry no sign of their unit.
    """
    if quantity.relative is not None:
        return quantity.relative
    comparator = quantity.comparator
    if quantity.status is not None:
        if comparator is not None and quantity.high is not None:
            text = _SYMBOLS.get(comparator, comparator.value) + _number(quantity.high, quantity)
        elif quantity.status is Status.DUE and quantity.note:
            return quantity.note[0].upper() + quantity.note[1:]
        else:
            return _STATUS_TEXT[quantity.status]
    elif quantity.low is not None and quantity.high is not None:
        text = f"{_number(quantity.low, quantity)}-{_number(quantity.high, quantity)}"
    elif quantity.value is not None:
        symbol = _SYMBOLS.get(comparator, comparator.value) if comparator else ""
        text = symbol + _number(quantity.value, quantity)
    else:
        return quantity.note or ""
    if quantity.unit is Unit.DAYS:
        text += " days"
    elif quantity.unit is Unit.FTE:
        text += " FTE"
    return f"{text} ({quantity.note})" if quantity.note else text


def _number(value: Decimal, quantity: Quantity) -> str:
    """A number with as many digits as its quantum, thousands grouped, k, m or bn if rounded."""
    quantum = quantity.quantum
    scale, suffix = 1, ""
    if quantum is not None and quantum >= 10:
        scale, suffix = next((s, t) for s, t in _SUFFIXES if quantum * 1000 >= s)
        if quantum > scale * 1 and quantum % scale:
            scale, suffix = 1, ""
    step = (quantum / scale) if quantum is not None else None
    number = abs(value) / scale
    places = 0 if step is None else max(0, -_exponent(step))
    places = max(places, -_exponent(number))
    digits = f"{number:,.{places}f}"
    sign = "-" if value < 0 or (value == 0 and value.is_signed()) else ""
    pound = "£" if quantity.unit is Unit.GBP else ""
    percent = "%" if quantity.unit is Unit.PERCENT else ""
    return f"{sign}{pound}{digits}{suffix}{percent}"


def _exponent(number: Decimal) -> int:
    """The power of ten of the last digit that is not a trailing zero."""
    exponent = number.normalize().as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0
