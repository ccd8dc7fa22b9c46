"""Chips: a key that a Word paper sets in one line of text, each entry shaded in its colour."""

from __future__ import annotations

from itertools import groupby

from xlscorecard.model.geometry import Rgb
from xlscorecard.word.text import Passage

# A key of chips in one line has so many at least, and beside them so many letters ("RAG key:").
_FEWEST, _LONGEST_BESIDE = 3, 12


def chips_of(passage: Passage) -> tuple[tuple[str, Rgb], ...]:
    """The texts on colours of their own, where nearly all of the text is in such, as in a key
    set in one line; () for any other."""
    runs = [
        (" ".join(text for text, _ in run), shade)
        for shade, run in groupby(passage.highlighted, key=lambda said: said[1])
    ]
    apart = len({shade for _, shade in runs}) == len(runs) >= _FEWEST
    return tuple(runs) if apart and passage.highlights[None] <= _LONGEST_BESIDE else ()


def beside_chips(passage: Passage) -> str:
    """What a line of chips says beside them ("RAG key:"), white space as one space; "" where that
    is no word."""
    rest = passage.text
    for text, _ in passage.highlighted:
        rest = rest.replace(text, " ", 1)
    rest = " ".join(rest.split())
    return rest if any(map(str.isalnum, rest)) else ""
