"""Pages whose text could not be put into Unicode, or was put into the wrong letters; judged without
loading the second reader."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlscorecard.model.page import Page, Word

# Share of characters that could not be put into Unicode from which a page counts as garbled.
GARBLED = 0.15
UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0b\x0e-\x1b]")


# A page with fewer characters of words than this says too little to be judged.
FEWEST_CHARACTERS = 20
# Of a page's words this share at least can be spoken: two in five, even where most are codes.
SPOKEN = 0.35
# Share of characters that are the numbers of glyphs: symbols alone are fewer.
UNCALLED = 0.1
# So many words tell what the others are like.
ENOUGH_WORDS = 600
_WORD = re.compile(r"""[(\["']*[A-Za-z]+(?:[-'/&.][A-Za-z]+)*[)\].,:;!?"'%*]*""")
_COMMON = frozenset(
    (
        *("the", "and", "for", "not", "per", "number", "total", "target", "actual", "measure"),
        *("indicator", "performance", "quarter", "status"),
    )
)
# Characters that no font shows: they are the numbers of glyphs. U+0002 ends a broken line.
_UNCALLED = re.compile("[\x01\x03-\x08\x0b\x0e-\x1c]")
_VOWEL = re.compile("[aeiouyw]", re.IGNORECASE)


def is_garbled(page: Page) -> bool:
    """True where too many characters of a page's text could not be put into Unicode."""
    whole = "".join([word.text for word in page.words])
    if whole.isascii() and whole.isprintable() and all(w.confidence >= 0.5 for w in page.words):
        return False  # most pages, without a look at each word
    total = bad = 0
    for word in page.words:
        text = word.text
        total += len(text)
        if word.confidence < 0.5:
            bad += len(text)
        elif not (text.isascii() and text.isprintable()):
            bad += count_unreadable(text)
    return total > 0 and bad > GARBLED * total


def is_scrambled(words: Iterable[Word]) -> bool:
    """True where a page's words are none: its fonts do not say which letters they show, and what
    they call them is another alphabet ("7KLV UHSRUW"), or signs."""
    total = spoken = 0
    for _, word in zip(range(ENOUGH_WORDS), words, strict=False):
        text = word.text
        if word.symbol or len(text) < 3 or not text.isascii() or any(map(str.isdigit, text)):
            continue  # figures, dashes, arrows, other scripts
        total += len(text)
        if _WORD.fullmatch(text) and _VOWEL.search(text):
            spoken += len(text)
            if text.lower() in _COMMON:
                return False
    return total >= FEWEST_CHARACTERS and spoken < SPOKEN * total


def is_uncalled(text: str) -> bool:
    """True where many of a page's characters are no letters but the numbers of glyphs."""
    return len(_UNCALLED.findall(text)) > UNCALLED * len(text)


def count_unreadable(text: str) -> int:
    """How many characters stand for glyphs that nobody could name."""
    return len(UNREADABLE.findall(text))
