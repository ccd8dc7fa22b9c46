"""A cell with two ratings, of now and of another time: "A (G)", "G → A", "R/A"."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.words import parse_rag

_CLASS = r"(?:red|amber|yellow|orange|green|blue|grey|gray|[ragb])"
_IN_BRACKETS = re.compile(r"(?P<one>[^()\[\]]+?)\s*[(\[](?P<two>[^()\[\]]+)[)\]]")
_IN_ORDER = re.compile(
    rf"(?P<one>{_CLASS})\s*(?:/|\||>|->|–>|[→➔➜⇒►▶]|\bto\b|[-–,])\s*(?P<two>{_CLASS})",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?<!\w){_CLASS}(?!\w)", re.IGNORECASE)
_NOW = re.compile(r"\b(?:current|now|latest|present|this)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:prev\w*|last(?! updated?\b)|prior|past|forecast|projected|predicted|outturn|"
    r"year[ -]?end|(?<!against )(?<!meeting )(?<!to )(?<!on )(?<!v )(?<!vs )(?<!versus )target|"
    r"baseline|initial|original|was|from)\b",
    re.IGNORECASE,
)
# "Current (previous)", "Now / last quarter" name two times; "Current year-end forecast" names one.
_PARTS = re.compile(r"[()\[\]/|,;:&→>–]|-(?!end\b)|\b(?:and|then|to|from|or|was)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bq(?:uarter |tr ?)?([1-4])\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:movement|change)\b", re.IGNORECASE)
# "The rating in brackets is that of the last quarter."
_KEY = re.compile(
    r"^(?=.*\b(?:rag|rating|status|colour)s?\b)(?=.*\bbrackets?\b)(?=.*"
    r"\b(?:prev\w*|last|prior|forecast|projected|year[ -]?end)\b).{0,200}$",
    re.IGNORECASE | re.DOTALL,
)


def says_brackets_are_of_another_time(text: str) -> bool:
    """Whether a line of the paper says that ratings in brackets are earlier or expected ones."""
    return "bracket" in text and _KEY.match(text) is not None


@lru_cache(maxsize=1024)
def ratings_named(text: str) -> tuple[str, ...]:
    """The ratings that a cell names, by their first letter, in its order: one, or that and what
    it was or will be."""
    return tuple(word[0].lower() for word in _NAMED.findall(text))


@lru_cache(maxsize=1024)
def tells_more(text: str) -> bool:
    """Whether a cell of ratings says more than one rating: another one, a remark in brackets."""
    match = _IN_BRACKETS.fullmatch(text)
    beside = match is not None and parse_rag(match["one"]) is not parse_rag(match["two"])
    return beside or len(set(ratings_named(text))) > 1


@lru_cache(maxsize=1024)
def present_rating(text: str, header: str, brackets_are_other: bool) -> str:
    """The present one of a cell's two ratings, where the ``header`` tells which it is, or the
    paper's key (``brackets_are_other``): "RAG (previous)" over "A (G)", "Q1 → Q2" over "G → A".
    The text itself where neither does, or where it is one rating."""
    match = _IN_BRACKETS.fullmatch(text)
    bracketed = match is not None
    match = match or _IN_ORDER.fullmatch(text)
    if match is None:
        return text
    one, two = match["one"].strip(), match["two"].strip()
    rags = parse_rag(one), parse_rag(two)
    if rags[0] is None or (rags[1] is None and not bracketed):
        return text
    if rags[0] is rags[1]:
        return one
    second = _second_is_present(header, bracketed)
    if second is None and bracketed and brackets_are_other:
        second = False
    if second is None or (second and rags[1] is None):
        return text
    return two if second else one


def _second_is_present(header: str, bracketed: bool) -> bool | None:
    """Whether a header says that the second of two ratings is the present one; None where it
    tells nothing of their order."""
    quarters = [int(number) for number in _QUARTER.findall(header)]
    if len(quarters) == 2 and quarters[0] != quarters[1]:
        return quarters[1] > quarters[0]
    now, other = _NOW.search(header), _OTHER.search(header)
    if now is not None and other is not None:
        first, second = sorted((now, other), key=re.Match.start)
        parted = _PARTS.search(header, first.end(), second.end())
        return first is other if parted else None
    if bracketed:
        aside = _IN_BRACKETS.search(header)
        return False if aside is not None and _OTHER.search(aside["two"]) else None
    return True if _MOVED.search(header) is not None else None
