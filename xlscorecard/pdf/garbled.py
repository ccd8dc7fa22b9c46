"""Pages whose text could not be put into Unicode; judged without loading the second reader."""

from __future__ import annotations

import re

from xlscorecard.model.page import Page

# Share of characters that could not be put into Unicode from which a page counts as garbled.
GARBLED = 0.15
UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0b\x0e-\x1b]")


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


def count_unreadable(text: str) -> int:
    """How many characters stand for glyphs that nobody could name."""
    return len(UNREADABLE.findall(text))
