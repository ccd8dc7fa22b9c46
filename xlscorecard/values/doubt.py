"""Figures that cannot be trusted as they stand: damage by OCR, by a text layer, by Excel."""

from __future__ import annotations

import re

from xlscorecard.values.confusables import fold_confusables, fold_punctuation

DOUBT = "doubtful: "

_DIGIT = re.compile(r"\d")
# Letters that OCR puts for digits: O and Q for 0, l, I and | for 1, S for 5, Z for 2, B for 8.
# "Q1", "S42" and "B2" are words, so of the letters before a digit only O, l, I and | count.
_LIKE_DIGITS = frozenset("OoQIl|SBZ")
_LETTER_IN_FIGURE = re.compile(
    r"\d[OoQIl|SBZ](?=[\d.,%])|\d[OoIl|](?=$|\s)|(?<![A-Za-z0-9])[OoIl|](?=[.,]?\d)|"
    r"(?<=[\d.])[OoIlSBZ](?=%)"
)
# "f7%", "4b%": a letter of another text, or one that was a digit, is set against the figure.
_GLUED = re.compile(r"(?:[A-Za-z]\d[\d.,]*|\d[\d.,]*[A-Za-z])\s?%")
_GROUPED = re.compile(r"(?<![\d.,])\d+(?:,\d+)+(?!\d)")
_GOOD_GROUPING = re.compile(r"\d{1,3}(?:,\d{3})+")
_TWO_POINTS = re.compile(r"\d\.\d+\.\d|\d\.\.\d|\d,,\d|\d,\.|\.,\d|\d[.,]\s\d|\d\s[.,]\d")
_SPACED = re.compile(r"(?<![\d.,/A-Za-z])\d{1,3} \d(?!\d?\s?[/-])(?=[\d., ]*(?:%|$))")
_HASHES = re.compile(r"#{3,}")
# "85.4 (82.1, 88.7)": the two ends of an interval in its bracket.
_ENDS = re.compile(r"(?<=[(\[])(\s?[-−]?\d+(?:\.\d+)?%?),\s(?=[-−]?\d+(?:\.\d+)?%?\s?[)\]])")
# A double holds 15 digits, and so does a spreadsheet; no council figure comes near.
_TOO_LONG = re.compile(r"\d{16}|(?:\d{1,3},){5}\d{3}|\.\d{11}")


def doubtful(text: str) -> str | None:
    """Why the figures of a text cannot be trusted as they stand, None when they can.

    Sees broken grouping ("1,23"), two decimal points, letters among digits ("1O.5%") or
    against them ("f7%"), spaces inside a figure ("8 6%"), more digits than a spreadsheet holds,
    and Excel's #### for a column that was too narrow.
    """
    text = fold_punctuation(text)
    if not _DIGIT.search(text):
        return "the column was too narrow for the figure" if _HASHES.search(text) else None
    if "," in text:
        text = _ENDS.sub(r"\1 - ", text)
        for match in _GROUPED.finditer(text):
            if not _GOOD_GROUPING.fullmatch(match[0]):
                return f"broken grouping of thousands in {match[0]!r}"
    points = text.count(".") + text.count(",")
    if (points > 1 or (points and len(text.split()) > 1)) and _TWO_POINTS.search(text):
        return "a decimal point or comma out of place"
    folded = fold_confusables(text)
    if not _LIKE_DIGITS.isdisjoint(folded) and _LETTER_IN_FIGURE.search(folded):
        return "a letter among the digits"
    if text[-1] == "%" and _GLUED.fullmatch(text):
        return "a letter set against the figure"
    if " " in text and _SPACED.search(text):
        return "a space inside a figure"
    if len(text) > 11 and _TOO_LONG.search(text):
        return "more digits than a figure has"
    return None
