"""Places in an order: ranks and quartiles."""

from __future__ import annotations

import re
from decimal import Decimal

from xlscorecard.model.scorecard import Quantity, Role
from xlscorecard.normalise.column import Column

_PLACE = re.compile(
    r"=?\s?(?P<place>[1-9]\d{0,2})\s?(?:=|/\s?(?P<among>\d{1,3}))|=\s?(?P<shared>[1-9]\d{0,2})"
)
_QUARTILE = re.compile(r"(?:q|quartile)\s?(?P<place>[1-4])", re.IGNORECASE)
RANKED = re.compile(r"rank \d")
"""How the note of a figure that is a rank begins."""
_BEGINS_QUARTILE = re.compile(r"\b(?:top|upper|lower|bottom|best|worst|median)\b", re.IGNORECASE)


def is_place(column: Column) -> bool:
    """Whether a column prints ranks or the numbers of quartiles. "Top quartile" over figures
    is the value that begins it, in the measure's own unit."""
    return column.role is Role.QUARTILE and not _BEGINS_QUARTILE.search(column.header)


def place_among(text: str) -> Quantity | None:
    """ "3/16", "78=" or "=78" in a column of ranks: the place, what it is among in the note.
    "Q2" in one of quartiles: the second."""
    quartile = _QUARTILE.fullmatch(text)
    if quartile is not None:
        return Quantity(value=Decimal(quartile["place"]), quantum=Decimal(1))
    match = _PLACE.fullmatch(text)
    if match is None or (match["among"] and int(match["place"]) > int(match["among"])):
        return None
    place = match["shared"] or match["place"]
    return Quantity(value=Decimal(place), quantum=Decimal(1), note=f"rank {text}")
