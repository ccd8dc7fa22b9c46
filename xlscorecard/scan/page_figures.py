"""What the other figures of a page say of one whose signs may be others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.page import Word
from xlscorecard.scan.engine import Letter
from xlscorecard.scan.reading import SETTLED, THOUSANDS, THREE_PLACES, may_be_comma

# A per cent sign read as 96 or 9 makes two more decimals, or one.
_LONG = re.compile(r"[(<>£-]*\d[\d,]*\.(\d+?)(96|9)")
_PERCENTAGE = re.compile(r"[(<>-]*\d[\d,]*\.(\d+)%\D*")
_DECIMAL = re.compile(r"[(<>£-]*\d[\d,]*\.(\d+)\D*")
# So many percentages tell how the page prints them.
_SEVERAL = 3


def by_the_page(
    words: Sequence[Word | None], letters: Sequence[Sequence[Letter]]
) -> list[Word | None]:
    """The words of a page as its clear figures have them: a point that may be a comma is one
    where all of them have commas, and a figure that would be a percentage as they are, were it
    not for its last digits, is in doubt. What is put right stays in doubt."""
    return _with_percents(_with_commas(words, letters))


def _with_commas(
    words: Sequence[Word | None], letters: Sequence[Sequence[Letter]]
) -> list[Word | None]:
    unclear = [
        word is not None and may_be_comma(each) for each, word in zip(letters, words, strict=True)
    ]
    clear = [w.text for w, doubt in zip(words, unclear, strict=True) if w is not None and not doubt]
    commas = any(THOUSANDS.fullmatch(text) for text in clear)
    if not commas or any(THREE_PLACES.fullmatch(text) for text in clear):
        return list(words)
    return [
        replace(word, text=word.text.replace(".", ","))
        if word is not None and doubt and THREE_PLACES.fullmatch(word.text)
        else word
        for word, doubt in zip(words, unclear, strict=True)
    ]


def _with_percents(words: Sequence[Word | None]) -> list[Word | None]:
    texts = [word.text for word in words if word is not None]
    places = [len(found[1]) for text in texts if (found := _PERCENTAGE.fullmatch(text))]
    decimals = [len(found[1]) for text in texts if (found := _DECIMAL.fullmatch(text))]

    def may_be_percentage(text: str) -> bool:
        found = _LONG.fullmatch(text)
        if found is None or places.count(len(found[1])) < _SEVERAL:
            return False
        return decimals.count(len(found[1]) + len(found[2])) <= 1  # no other has so many

    return [
        replace(word, confidence=min(word.confidence, SETTLED))
        if word is not None and may_be_percentage(word.text)
        else word
        for word in words
    ]
