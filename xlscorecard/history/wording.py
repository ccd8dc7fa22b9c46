"""How alike two titles are, when wordings drift: shared telling words, and what sets apart.

Numbers (ages, days), opposites (users and carers) and the kind of figure (a number of, a
percentage of) set two titles apart however alike the rest of them is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from xlscorecard.values.confusables import fold_words
from xlscorecard.values.reference import split_reference

# What officers shorten, and phrases that stand for each other in councils' papers.
_PHRASES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), words)
    for pattern, words in (
        (r"people (?:who use|using|with|receiving) (?:social care |care )?services?", "user"),
        (r"people (?:who use|using) (?:adult )?social care", "user"),
        (r"service[- ]users?|sus?|clients?(?: with services)?|customers?", "user"),
        (r"sds", "self directed support"),
        (r"dps?", "direct payment"),
        (r"dtocs?", "delayed transfers of care"),
        (r"ld", "learning disability"),
        (r"mh", "mental health"),
        (r"asc", "adult social care"),
        (r"dols", "deprivation of liberty safeguards"),
        (r"cyp", "children young people"),
        (r"lac|looked[- ]after children|children looked after", "children in care"),
        (r"neet", "not in education employment or training"),
        (r"ftes?", "full time equivalent"),
        (r"no\.?", "number"),
        (r"avg\.?|mean", "average"),
        (r"yrs?", "years"),
        (r"(\d\d)(?: years?)?(?: (?:and|or) (?:over|older|above)| plus)", r"\1+"),
        (r"over (\d\d)s?(?! (?:days|weeks|months|minutes|hours))", r"\1+"),
        (r"(?:aged )?(\d\d) ?(?:-|to) ?(\d\d)", r"\1-\2"),
        (r"re-?ablement", "reablement"),
        (r"personal budgets?", "self directed support"),
        (r"per cent|percent|pct", "%"),
        (r"done|concluded|carried out|undertaken", "completed"),
        (r"determined", "decided"),
        (r"(?:section|s) ?42", " "),
        (r"responded to|replied to", "answered"),
        (r"(?:with)?in (?:the )?(?:time(?:scales?)?|target time)|on time", "punctual"),
    )
)
_SHARE = re.compile(r"%|\b(?:percentage|proportion|share)\b")
_NUMBER = re.compile(r"\b(?:total )?numbers?\b|\bvolume\b|\bcount\b|^#")
_RATE = re.compile(
    r"\bper (?:1|10|100)(?:,000|k|000)\b(?: (?:population|people|adults|children|residents))?"
    r"(?: (?:aged )?(?:under|0-) ?1[78])?"
)
_PERIOD = re.compile(r"\bq[1-4]\b|\bquarter [1-4]\b|\b20[0-4]\d\b(?!\s?[/-]\s?\d)")
# "2016/17" and "16/17", but not the ages "18-64".
_YEARS = re.compile(r"\b(?:20)?(\d\d)\s?[/-]\s?(?:20)?(\d\d)\b(?! ?(?:year|yr))")
_REMARK = re.compile(
    r"\b(?:new|revised) definition\b.*$|\bytd\b|\byear to date\b|\bcumulative\b|\bsnapshot\b|"
    r"\brolling(?: (?:12|twelve) months?)?\b|\bannual(?:ly)?(?: survey)?\b|\bmonthly\b|"
    r"\bquarterly\b|\bprovisional\b|\bhigher is better\b|\blower is better\b|"
    r"\b(?:ascof|ni|bvpi|kpi|pi)[ -]?\d*[a-z]?\d*(?:\(\d?[a-z]?\))?"
)
_TOKEN = re.compile(r"[a-z]+|\d\d-\d\d|\d+(?:\.\d+)?\+?")
_COUNTING = {word: str(n) for n, word in enumerate(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
)}  # fmt: skip
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been being by for from had has have in into is it its made of off "
        "on or our over that the their them these they this those to was were which who whose "
        "where when will with within would per rate all any total council councils",
    )
)
# Words of which a measure has one or the other: titles with different ones are two measures.
_OPPOSED = tuple(
    words.split()
    for words in (
        "users carers", "male female", "men women", "boys girls", "permanent temporary",
        "residential nursing domiciliary", "major minor", "primary secondary", "urban rural",
        "adults children", "nhs joint", "started completed", "opened closed",
        "increase decrease", "mental learning physical", "employment accommodation",
        "internal external", "first second third", "short long", "high low",
        "recycled residual", "domestic commercial", "issues visits", "income expenditure",
        "made received", "agreed rejected", "self agency", "reading writing maths",
    )
)  # fmt: skip
# Two spellings of a word ("accomodation", "organisation"/"organization") are this alike.
_SAME_WORD = 86.0
# A number that one of two titles leaves out.
_NUMBER_UNSAID = 0.06


@dataclass(frozen=True, slots=True)
class Wording:
    """A title's telling words (stems), its numbers, and whether it counts, shares or rates."""

    words: frozenset[str]
    numbers: frozenset[str]
    kind: str


@lru_cache(maxsize=65536)
def read_wording(title: str) -> Wording:
    """What a title says once its code, periods, remarks and small words are gone."""
    _, rest = split_reference(title)
    text = fold_words(rest or title)
    text = _PERIOD.sub(" ", _YEARS.sub(_without_year, text))
    rate = bool(_RATE.search(text))
    text = _RATE.sub(" ", text)
    text = _REMARK.sub(" ", text)
    for pattern, words in _PHRASES:
        text = pattern.sub(words, text)
    kind = "rate" if rate else "share" if _SHARE.search(text) else ""
    if not kind and _NUMBER.search(text):
        kind = "number"
    text = _NUMBER.sub(" ", _SHARE.sub(" ", text))
    tokens = [_COUNTING.get(token, token) for token in _TOKEN.findall(text)]
    numbers = frozenset(token for token in tokens if token[0].isdigit())
    stems = (_stem(t) for t in tokens if not t[0].isdigit() and t not in _SMALL and len(t) > 1)
    return Wording(frozenset(stems), numbers, kind)


def _without_year(match: re.Match[str]) -> str:
    return " " if (int(match[1]) + 1) % 100 == int(match[2]) else match[0]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def sets_apart(one: Wording, other: Wording) -> str:
    """Why two titles cannot be one measure; empty when nothing speaks against it."""
    if not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return f"the numbers differ ({_list(one.numbers)} and {_list(other.numbers)})"
    if one.kind and other.kind and one.kind != other.kind:
        return f"one is a {one.kind}, the other a {other.kind}"
    for group in _opposites():
        mine, theirs = one.words & group, other.words & group
        if mine and theirs and not mine & theirs:
            return f"'{_list(mine)}' is not '{_list(theirs)}'"
    return ""


@cache
def _opposites() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_stem(word) for word in words) for words in _OPPOSED)


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def likeness(one: Wording, other: Wording, weights: Mapping[str, float]) -> float:
    """The weighted share of telling words in common, 0 to 1; ``weights`` of words default to 1.

    Rare words of a council's papers weigh more than those that stand in every title.
    """
    if not one.words or not other.words:
        return 1.0 if one == other and one.numbers else 0.0
    common = one.words & other.words
    shared = sum(weights.get(word, 1.0) for word in common)
    left = sorted(other.words - common)
    for word in sorted(one.words - common):
        close = max(left, key=lambda w: _spelling(word, w), default=None)
        if close is not None and _spelling(word, close) >= _SAME_WORD:
            shared += min(weights.get(word, 1.0), weights.get(close, 1.0))
            left.remove(close)
    whole = sum(weights.get(word, 1.0) for word in one.words)
    whole += sum(weights.get(word, 1.0) for word in other.words)
    found = 2 * shared / whole
    found -= _NUMBER_UNSAID * len(one.numbers ^ other.numbers)
    return max(0.0, min(1.0, found))


@lru_cache(maxsize=262144)
def _spelling(one: str, other: str) -> float:
    return ratio(one, other) if len(one) > 4 and len(other) > 4 else 0.0
