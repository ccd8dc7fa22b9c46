"""Figures whose icons are lost: an .xls keeps the 1, 2 and 3 that a set of icons was shown for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.words.vocabulary import HeaderWord

# Headers over symbols; "Change" and "Rating" stand over figures, too.
_SYMBOLS = re.compile(
    r"\b(?:b?rag|status|traffic lights?|trend|travel|dot|direction|arrow)\b", re.IGNORECASE
)
_USES = {HeaderWord.TREND: Use.TREND, HeaderWord.RAG: Use.RAG}


def use_of_lost_icons(word: HeaderWord | None, lines: Sequence[str]) -> Use | None:
    """The use of a column of nothing but such figures under a header for symbols: what it would be
    with them, so that each is told as one that is not read, and none is a value; None under any
    other header."""
    if word is None or not lines or _SYMBOLS.search(lines[-1]) is None:
        return None
    return _USES.get(word)
