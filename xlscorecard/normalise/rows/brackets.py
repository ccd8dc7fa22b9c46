"""Figures in brackets behind another of their kind ("44% (45%)"): an earlier result, a target, a
rate, and only the paper can say which."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.words.header_text import speaks_of_brackets
from xlscorecard.values.quantity import parse_quantity

# "85% (+3%)" and "412 (▲12)" tell how it changed, "13 [1]" has a note.
_TWO = re.compile(r"(?P<first>[^()]*\d[^()]*?)\s*\(\s*(?P<second>[£<>]?\s?\d[^()]*?)\s*\)\W*")
_SIGN = re.compile(r"[%£]")


@lru_cache(maxsize=4096)
def figure_in_brackets(text: str) -> str:
    """The figure in brackets behind another of the same kind; "" where there is none, or where it
    is another kind of figure ("412 (85%)") or says itself what it is ("85% (n = 412)")."""
    match = _TWO.fullmatch(text) if "(" in text else None
    if match is None:
        return ""
    first, second = (parse_quantity(match[key]) for key in ("first", "second"))
    if first.value is None or second.value is None or second.note or second.period:
        return ""
    kinds = {tuple(_SIGN.findall(match[key])) for key in ("first", "second")}
    return match["second"] if len(kinds) == 1 else ""


def header_explains(header: str) -> bool:
    """Whether a header has brackets with words in them, which tell what its cells' hold."""
    return re.search(r"\([^()]*[^\W\d_]{2}[^()]*\)|\(n\)", header) is not None


def grid_explains(grid: Grid) -> bool:
    """Whether a cell of a table says what figures in brackets are."""
    return any(speaks_of_brackets(cell.text) for cell in grid.cells)
