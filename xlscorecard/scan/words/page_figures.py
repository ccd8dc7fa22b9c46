"""What the other figures of a page say of one whose signs may be others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.page import Word
from xlscorecard.scan.ocr.engine import Letter
from xlscorecard.scan.words.reading import SETTLED, THREE_PLACES, joined, may_be_comma

# A per cent sign read as 96 or 9 makes two more decimals, or one.
_LONG = re.compile(r"[(<>£-]*\d[\d,]*\.(\d+?)(96|9)")
_PERCENTAGE = re.compile(r"[(<>-]*\d[\d,]*\.(\d+)%\D*")
# ... and a whole figure of it, where the page prints such percentages.
_NINETY_SIX = re.compile(r"[(<>-]*(?!19|20)(\d{1,2})96")
_WHOLE_PERCENTAGE = re.compile(r"[(<>-]*(\d{1,2})%\D*")
_DECIMAL = re.compile(r"[(<>£-]*\d[\d,]*\.(\d+)\D*")
# A fraction of one, or a percentage: no thousands.
_SMALL = re.compile(r"[(<>£-]*0\..*|.*%.*")
# A quarter, and one whose Q is read as what it looks like, beside so many others.
_QUARTER, _ZERO = re.compile(r"Q[1-4]"), re.compile(r"[0O][1-4]")
_OTHERS = 2
_CUT = re.compile(r"[O0]?u?arter")
# So many percentages tell how the page prints them.
_SEVERAL = 3


def by_the_page(
    words: Sequence[Word | None], letters: Sequence[Sequence[Letter]]
) -> list[Word | None]:
    """The words of a page as its clear figures have them: a point that may be a comma is one
    unless clear figures have three decimals too, a zero among quarters is their Q, and a figure
    that would be a percentage as they are, were it not for its last digits, is in doubt. What is
    put right stays in doubt."""
    return _with_percents(_with_quarters(_with_commas(words, letters)))


def _with_commas(
    words: Sequence[Word | None], letters: Sequence[Sequence[Letter]]
) -> list[Word | None]:
    """Councils print thousands, and hardly ever three decimals."""
    places = [word is not None and bool(THREE_PLACES.fullmatch(word.text)) for word in words]
    unclear = [
        word is not None and three and (may_be_comma(each) or joined(each) != word.text)
        for each, word, three in zip(letters, words, places, strict=True)
    ]
    if places.count(True) > unclear.count(True):
        return list(words)
    return [
        replace(word, text=word.text.replace(".", ","), confidence=min(word.confidence, SETTLED))
        if word is not None and doubt and not _SMALL.fullmatch(word.text)
        else word
        for word, doubt in zip(words, unclear, strict=True)
    ]


def _with_quarters(words: Sequence[Word | None]) -> list[Word | None]:
    """The words with "03" beside "Q1" and "Q2" as the quarter that it is, and with "arter", whose
    beginning a stamp or a rule has covered, as what no other word ends in."""
    quarters = [word for word in words if word is not None and _QUARTER.fullmatch(word.text)]
    return [
        replace(word, text="Q" + word.text[1], confidence=min(word.confidence, SETTLED))
        if word is not None and _ZERO.fullmatch(word.text) and _is_among(word, quarters)
        else _whole(word)
        for word in words
    ]


def _whole(word: Word | None) -> Word | None:
    if word is None or not _CUT.fullmatch(word.text):
        return word
    return replace(word, text="Quarter", confidence=min(word.confidence, SETTLED))


def _is_among(word: Word, quarters: Sequence[Word]) -> bool:
    """Whether other quarters stand at a word's height, and none of its number."""
    level = [
        other.text[1]
        for other in quarters
        if abs(other.bbox.centre[1] - word.bbox.centre[1]) <= 0.5 * word.bbox.height
    ]
    return len(set(level)) >= _OTHERS and word.text[1] not in level


def _with_percents(words: Sequence[Word | None]) -> list[Word | None]:
    texts = [word.text for word in words if word is not None]
    places = [len(found[1]) for text in texts if (found := _PERCENTAGE.fullmatch(text))]
    decimals = [len(found[1]) for text in texts if (found := _DECIMAL.fullmatch(text))]

    whole = [len(found[1]) for text in texts if (found := _WHOLE_PERCENTAGE.fullmatch(text))]

    def may_be_percentage(text: str) -> bool:
        share = _NINETY_SIX.fullmatch(text)
        if share is not None and whole.count(len(share[1])) >= _SEVERAL:
            return True
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
