"""A quantity in words, so that a person sees what a text was understood to mean."""

from __future__ import annotations

from decimal import Decimal

from xlscorecard.model.scorecard import Quantity
from xlscorecard.workbook.styles import STATUS_WORDS, UNIT_WORDS


def quantity_words(quantity: Quantity) -> str:
    """ "1,243,000 pounds", "59 to 63 per cent", "not applicable", "no figure"."""
    unit = f" {UNIT_WORDS[quantity.unit]}" if quantity.unit else ""
    if quantity.value is not None:
        limit = f"{quantity.comparator.value} " if quantity.comparator else ""
        return f"{limit}{_plain(quantity.value)}{unit}"
    if quantity.low is not None and quantity.high is not None:
        return f"{_plain(quantity.low)} to {_plain(quantity.high)}{unit}"
    if quantity.status is not None:
        return STATUS_WORDS[quantity.status]
    if quantity.relative is not None:
        return f"as of {quantity.relative}"
    return "no figure"


def _plain(amount: Decimal) -> str:
    """Thousands in groups, without the noughts that a store adds (62.0)."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
