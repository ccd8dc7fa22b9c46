"""What the letters of one text say: signs that small print makes look like others put right,
and how sure the whole is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.scan.ocr.engine import Letter

# An E before a figure is a pound sign where the recogniser takes that for possible, too; it
# is then so sure.
_POUNDS = re.compile(r"E\d[\d.,]*(?:k|m|bn)?")
_EITHER = 0.8
# Small print's N/A.
_NOT_AVAILABLE = re.compile(r"N[I1lÍ|]A")
# The slash of the finance tables' O/(U), over or under budget.
_OVER_UNDER = re.compile(r"O[I1lÍ|]\(U\)")
# The slash of a variance's "+/-".
_PLUS_MINUS = re.compile(r"\+[1Il|]-")
# A speck beside a figure is read as a point; the figure has one of its own, or ends in a sign
# that no time of day has.
_SPECK_BEFORE = re.compile(r"^[.·:,'‘’`]+(?=[(<>£-]*\d[\d,]*\.\d)")
_BARE_POINT = re.compile(r"[(<>£-]*\.\d.*")
_POINT_TWICE = re.compile(r"([(<>£-]*\d{1,3}):(\d{1,2}%\D*)")
# A comma between thousands read as a semicolon or, before another point, as a point.
_SEMICOLON = re.compile(r"(?<=\d);(?=\d{3}(?!\d))")
# ... and figures of several groups of three with a point before the last comma.
_GROUPS = re.compile(r"[(<>£-]*\d{1,3}(?:[.,]\d{3})+,\d{3}\D*")
# The stroke of a financial year that lost its foot, between two years that follow each other.
_YEARS = re.compile(r"((?:20)?\d\d)['‘’`|](\d\d)")
# Two such years of which a rule beside them has covered the end.
_CUT_YEARS = re.compile(r"(20\d\d)/(20\d)")
_POINTS = re.compile(r"[(<>£-]*\d{1,3}(?:[.,;]\d{3})+\.\d{1,2}\D*")
# Figures that a comma that lost its tail turns into a thousandth.
THREE_PLACES = re.compile(r"[(<>£-]*\d{1,3}(?:,\d{3})*\.\d{3}\D*")
# Confidence of a figure whose two readings differ, and the most of one that a third decided.
DISPUTED = 0.3
SETTLED = 0.6


def reading_of(letters: Sequence[Letter]) -> tuple[str, float]:
    """What letters say, spaces left out, and how sure that is: signs that are known to look
    like others are put right where the recogniser takes them for possible, too."""
    held = [letter for letter in letters if letter.char != " "]
    if not held:
        return "", 0.0
    text = "".join(letter.char for letter in held)
    sure = min(_certainty(held), most_sure(held))
    if _POUNDS.fullmatch(text) and held[0].also == "£":
        return "£" + text[1:], sure
    if _NOT_AVAILABLE.fullmatch(text):
        return "N/A", sure
    if _OVER_UNDER.fullmatch(text):
        return "O/(U)", sure
    if _PLUS_MINUS.fullmatch(text):
        return "+/-", sure
    if _is_percentage(held):
        return text.removesuffix("6")[:-1] + "%", sure
    return _without_speck(text), sure


def _without_speck(text: str) -> str:
    """A figure without the speck beside it, its signs as they were before noise: one in its point
    made the dots of a colon, one over its comma those of a semicolon."""
    text = _SEMICOLON.sub(",", _POINT_TWICE.sub(r"\1.\2", _SPECK_BEFORE.sub("", text)))
    if _GROUPS.fullmatch(text):
        return text.replace(".", ",")
    years = _YEARS.fullmatch(text)
    if years is not None and (int(years[1]) + 1) % 100 == int(years[2]):
        return f"{years[1]}/{years[2]}"
    cut = _CUT_YEARS.fullmatch(text)
    if cut is not None and str(int(cut[1]) + 1).startswith(cut[2]):
        return f"{cut[1]}/{int(cut[1]) + 1}"
    if _POINTS.fullmatch(text):
        whole, point, rest = text.rpartition(".")
        return whole.replace(".", ",") + point + rest
    return text


def most_sure(letters: Sequence[Letter]) -> float:
    """The most certainty that a reading can have whose signs may be others."""
    held = [letter for letter in letters if letter.char != " "]
    text = "".join(letter.char for letter in held)
    if _is_percentage(held) or may_be_comma(held):
        return SETTLED
    if _without_speck(text) != text or _BARE_POINT.fullmatch(text):
        return SETTLED
    pounds = _POUNDS.fullmatch(text) and held[0].also == "£"
    signs = _NOT_AVAILABLE.fullmatch(text) or _PLUS_MINUS.fullmatch(text)
    return _EITHER if pounds or signs else 1.0


def may_be_comma(letters: Sequence[Letter]) -> bool:
    """Whether a figure's point before three digits may be a comma that lost its tail: the
    recogniser takes it for possible there, which it does not for clear decimal points."""
    text = "".join(letter.char for letter in letters)
    return bool(THREE_PLACES.fullmatch(text)) and letters[text.index(".")].also == ","


def _is_percentage(letters: Sequence[Letter]) -> bool:
    """Whether a figure ends in a per cent sign that small print makes look like 96 or 9: the
    recogniser takes the sign for possible there, which it does not for real nines."""
    signs = [number for number, letter in enumerate(letters) if letter.also == "%"]
    if not signs or not 0 < signs[-1] < len(letters):
        return False
    at = signs[-1]
    return (
        letters[at].char == "9"
        and letters[at - 1].char.isdigit()
        and "".join(letter.char for letter in letters[at + 1 :]) in ("", "6")
    )


def _certainty(letters: Sequence[Letter]) -> float:
    """A word is as sure as its least sure character; words are forgiving, figures are not."""
    least = min(letter.sure for letter in letters)
    if any(letter.char.isdigit() for letter in letters):
        return least
    return max(least, sum(letter.sure for letter in letters) / len(letters) - 0.02)


def joined(letters: Sequence[Letter]) -> str:
    """The letters as one text without spaces, as they were read."""
    return "".join(letter.char for letter in letters if letter.char != " ")
