"""What a header says its column holds, by the words of headings.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files


class HeaderWord(StrEnum):
    """The lists of headings.toml."""

    TREND = "trend"
    POLARITY = "polarity"
    RAG = "rag"
    QUARTILE = "quartile"
    VARIANCE = "variance"
    BUDGET = "budget"
    FORECAST = "forecast"
    TARGET = "target"
    COMPARATOR = "comparator"
    PREVIOUS = "previous"
    REFERENCE = "reference"
    SUPPORTING_MEASURE = "supporting_measure"
    PRIORITY = "priority"
    GROUP = "group"
    RISK = "risk"
    ACTION = "action"
    TITLE = "title"
    SCORE = "score"
    TEXT = "text"
    ACTUAL = "actual"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Which list a header matched, and whether the whole header is the listed phrase."""

    word: HeaderWord
    exact: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    word: HeaderWord
    exact: frozenset[str]
    contains: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _vocabularies() -> tuple[_Vocabulary, ...]:
    text = files("xlscorecard.normalise").joinpath("headings.toml").read_text(encoding="utf-8")
    found = []
    for entry in tomllib.loads(text)["column"]:
        phrases = sorted(entry["contains"], key=len, reverse=True)
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
        found.append(_Vocabulary(HeaderWord(entry["role"]), frozenset(entry["exact"]), pattern))
    return tuple(found)


def plain_words(text: str) -> str:
    """A header folded to its words: lower case, no punctuation, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.lower().replace("&", " and ")))


@lru_cache(maxsize=4096)
def match_header(text: str) -> HeaderMatch | None:
    """The list that a header matches: first any list that holds the whole header, then the
    first list with a phrase inside it; None when the words tell nothing."""
    words = plain_words(text)
    if not words:
        return None
    for vocabulary in _vocabularies():
        if words in vocabulary.exact:
            return HeaderMatch(vocabulary.word, exact=True)
    twice = _said_twice(words)
    if twice is not None:
        return HeaderMatch(twice, exact=True)
    if len(words) > 80:
        return None  # a sentence that mentions a target is no header
    for vocabulary in _vocabularies():
        found = vocabulary.contains.search(words) if vocabulary.contains is not None else None
        if found is not None:
            return HeaderMatch(vocabulary.word, exact=found[0] == words)
    return None


def _said_twice(words: str) -> HeaderWord | None:
    """The list that both halves of a header are in: Welsh papers print each header in two
    languages ("Targed Target")."""
    parts = words.split()
    for cut in range(1, len(parts)):
        halves = " ".join(parts[:cut]), " ".join(parts[cut:])
        found = [{v.word for v in _vocabularies() if half in v.exact} for half in halves]
        if both := found[0] & found[1]:
            return both.pop()
    return None


_RATING = re.compile(r"\b(?:rag|brag|status|rating)\b")


def names_rating(text: str) -> bool:
    """Whether a header names a rating, alone or beside other things ("Status and trend")."""
    return bool(_RATING.search(plain_words(text)))
