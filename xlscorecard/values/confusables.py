"""Letters that look like Latin ones but are not, and the many dashes, quotes and spaces.

OCR and re-encoded papers print the status ``TBC`` with Cyrillic letters, or the polarity
``H`` with a Greek eta. Folding is for words, codes and units only: a digit is never made
from a letter, nor a letter from a digit.
"""

from __future__ import annotations

from functools import lru_cache

# Unicode's confusables table (UTS 39), the capitals and small letters that occur in
# council papers: Cyrillic and Greek letters drawn like Latin ones.
_CYRILLIC = dict(
    zip("АВЕКМНОРСТУХЅІЈаеорсухѕіјвкмнт", "ABEKMHOPCTYXSIJaeopcyxsijBkMHT", strict=True)
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυχικ", "ABEZHIKMNOPTYXavoptuxik", strict=True))
_LETTERS = str.maketrans(_CYRILLIC | _GREEK)

_DASHES = "‐‑‒–—―−﹣－﹘➖"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u205f\u3000\t\r\n"
# A thin space groups thousands (SI style); it becomes a comma only between digits, elsewhere.
THIN_SPACES = "\u2009\u200a\u202f"
_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_GONE, "")
    | {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
_SEEN_AS_PRINTED = str.maketrans(_UNSEEN)
_PUNCTUATION = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | _UNSEEN
    | {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "％": "%",
        "﹪": "%",
        "￡": "£",
        "₤": "£",
        "＜": "<",
        "＞": ">",
        "≦": "≤",
        "≧": "≥",
        "⩽": "≤",
        "⩾": "≥",
        "⁄": "/",
        "∕": "/",
        "（": "(",
        "）": ")",
        "：": ":",
    }
)


def fold_confusables(text: str) -> str:
    """Look-alike letters of other alphabets as the Latin letters that they are drawn like."""
    return text if text.isascii() else text.translate(_LETTERS)


def fold_punctuation(text: str) -> str:
    """One dash, one kind of quote, plain spaces, no invisible characters, ligatures undone."""
    return text if text.isascii() else text.translate(_PUNCTUATION)


def as_printed(text: str) -> str:
    """A name as it is printed, with its own dashes and quotes: plain single spaces, no invisible
    characters, ligatures undone."""
    return " ".join((text if text.isascii() else text.translate(_SEEN_AS_PRINTED)).split())


@lru_cache(maxsize=8192)  # a cell's text is held against several vocabularies
def fold_words(text: str) -> str:
    """Text made ready for a vocabulary: Latin letters, one dash, single spaces, lower case."""
    return " ".join(fold_punctuation(fold_confusables(text)).lower().split())
