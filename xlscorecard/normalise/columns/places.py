"""Places in an order: ranks and quartiles."""

from __future__ import annotations

import re
from decimal import Decimal

from xlscorecard.model.scorecard import Quantity, Role
from xlscorecard.normalise.columns.column import Column

_PLACE = re.compile(
    r"=?\s?(?P<place>[1-9]\d{0,2})\s?(?:=|/\s?(?P<among>\d{1,3}))|=\s?(?P<shared>[1-9]\d{0,2})"
)
_QUARTILE = re.compile(r"(?:q|quartile)\s?(?P<place>[1-4])", re.IGNORECASE)
RANKED = re.compile(r"rank \d")
"""How the note of a figure that is a rank begins."""
_BEGINS_QUARTILE = re.compile(r"\b(?:top|upper|lower|bottom|best|worst|median)\b", re.IGNORECASE)
_MOVES_IN_RANK = re.compile(r"\brank", re.IGNORECASE)
_SHARE_OF_OTHERS = re.compile(
    r"(?:in )?(?:the )?(?:top|best|upper|bottom|worst|lower|middle) \d{1,2} ?%", re.IGNORECASE
)
_FIGURE_OF_QUARTILE = re.compile(
    r"^[^=]*\b(?:top|upper|lower|bottom|best|worst)(?: perform(?:ance|ing))? q(?:uar)?tile\b[^=]*$",
    re.IGNORECASE,
)


def names_share(text: str) -> bool:
    """Whether a text says among which share of others the council is ("Best 25%"): no figure of
    its own."""
    return _SHARE_OF_OTHERS.fullmatch(text) is not None


def begins_quartile(header: str) -> bool:
    """Whether a header names the figure that begins a quartile ("All England top quartile"), not
    the place in one ("Quartile (1 = top quartile)")."""
    return _FIGURE_OF_QUARTILE.match(header) is not None


def is_place(column: Column) -> bool:
    """Whether a column prints ranks or the numbers of quartiles. "Top quartile" over figures
    is the value that begins it, in the measure's own unit; a "rank change" counts places."""
    if column.role is Role.VARIANCE:
        return _MOVES_IN_RANK.search(column.header) is not None
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
