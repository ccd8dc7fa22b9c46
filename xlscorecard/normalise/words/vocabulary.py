"""What a header says its column holds, by the words of headings.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from xlscorecard.values.period import MONTH, parse_period


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
    """``exact`` gives for each listed phrase the lists that hold it, in their order;
    ``within`` the phrases that lists look for inside a header, by their first word: each as
    " phrase ", with the number of the first list that looks for it; ``lists`` are the lists;
    ``dated`` gives the list of a phrase that only counts before a year."""

    exact: dict[str, tuple[HeaderWord, ...]]
    within: dict[str, tuple[tuple[str, int], ...]]
    lists: tuple[HeaderWord, ...]
    dated: dict[str, HeaderWord]
    longest: int


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    text = (
        files("xlscorecard.normalise.words").joinpath("headings.toml").read_text(encoding="utf-8")
    )
    exact: dict[str, tuple[HeaderWord, ...]] = {}
    within: dict[str, tuple[tuple[str, int], ...]] = {}
    lists = []
    dated: dict[str, HeaderWord] = {}
    for place, entry in enumerate(tomllib.loads(text)["column"]):
        word = HeaderWord(entry["role"])
        lists.append(word)
        for phrase in dict.fromkeys(entry["exact"]):
            exact[phrase] = (*exact.get(phrase, ()), word)
        dated.update(dict.fromkeys(entry.get("dated", ()), word))
        for phrase in dict.fromkeys(entry["contains"]):
            first = phrase.split(" ", 1)[0]
            within[first] = (*within.get(first, ()), (f" {phrase} ", place))
    return _Vocabulary(exact, within, tuple(lists), dated, max(map(len, exact)))


@lru_cache(maxsize=8192)
def plain_words(text: str) -> str:
    """A header folded to its words: lower case, no punctuation, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.lower().replace("&", " and ")))


def says_any(lines: Sequence[str], words: frozenset[str]) -> bool:
    """Whether one of some words is in the lowest line of a header."""
    return bool(lines) and not words.isdisjoint(plain_words(lines[-1]).split())


_BRACKETS = re.compile(r"\([^()]*\)")
# "Measure or actions to achieve objective" names the measures first.
_NAMES_MEASURES = re.compile(
    r"(?:key )?(?:measures?|indicators?|k?pis?|metrics?) (?:or|and) (?:key )?"
    r"(?:actions?|tasks?|activit(?:y|ies)|milestones?|projects?)\b"
)
_COUNTED_IN = re.compile(r" (?:k|m|mn|bn|0{3}s?|millions?|thousands?)$")


# "Better than August?", and no better than England.
_BETTER_THAN = re.compile(
    r"(?:is (?:it|performance) |are we )?better (?:or worse )?than (?P<when>.+)"
)
# "vs Q2 24/25" is a difference from that quarter, and no result of it.
_AGAINST = ("vs ", "versus ")
_OF_WHAT = (
    r"(?:annual|yearly|quarterly|monthly|net|overall|total|numerical|real|performance|target|"
    r"attainment|in year|\d+ (?:months?|years?)|pp|percentage points?|points?) "
)
# "Diff to target", "Increase on last year": whatever it differs from is not in the column.
_DIFFERS = re.compile(
    r"(?:per ?cent(?:age)? |points? |pp |no |number )*"
    r"(?:diff|difference|gap|variation|deviation|distance|increase|decrease|reduction|rise|fall|"
    r"improvement|growth)"
    r"(?: (?:or |and )?(?:decrease|reduction|fall|achieved|pp|points?))? "
    r"(?:on|from|to|vs?|versus|against|since|over|compared (?:to|with)) \w|"
    # "Above/below target", "Inc/Dec"
    r"(?:above (?:or )?below|below (?:or )?above|over (?:or )?under|under (?:or )?over|"
    r"ahead (?:or )?behind|inc(?:rease)? (?:or )?dec(?:rease)?|rise (?:or )?fall)\b|"
    # "Performance gap"
    rf"{_OF_WHAT}(?:gap|difference)$"
)
_SHARE_OF_BUDGET = re.compile(
    r"(?:per ?cent(?:age)? )?of (?:the )?(?:(?:net|gross|annual|approved|revised|total) )?budget\b"
)
# "Annual change", which stands over arrows or figures
_CHANGING = ("change", "movement", "swing")
_CHANGES = re.compile(rf"{_OF_WHAT}(?:change|movement|swing)$")
# "+/-", "+/- target", which its words do not tell.
_PLUS_OR_MINUS = re.compile(
    r"\W*?(?:\+ ?/ ?[-–−]|[-–−] ?/ ?\+|±)(?!.*\b(?:ci|confidence|tolerances?|margin)\b)",
    re.IGNORECASE,
)
# "Planned for the year", "Planned to Q2", "Q2 plan": by when.
_PART_OF_YEAR = re.compile(
    r"(?: (?:for|to|in|by|at))?(?: (?:this|the|end|of))* "
    r"(?:q[1-4]|[pm] ?\d{1,2}|(?:quarter|period|month) \d{1,2})$|"
    r" (?:for|to|in|by|at)(?: (?:this|the|end|of|full))* "
    r"(?:year|quarter|period|date|june?|sept?|september|dec|december|mar|march)$|"
    r" ytd$|^(?:q[1-4]|ytd) "
)
# How such a part ends where it ends with no figure, and how it begins where it stands in front.
_LAST_OF_PART = frozenset(
    {"year", "quarter", "period", "date", "jun", "june", "sep", "sept", "september", "dec"}
    | {"december", "mar", "march", "ytd"}
)
_FIRST_OF_PART = frozenset({"q1", "q2", "q3", "q4", "ytd"})
# "Plan at 31 Dec 2024", without the year.
_AT_DATE = re.compile(
    rf" (?:for|to|in|by|at)(?: the)?(?: end of)?(?: \d{{1,2}}(?:st|nd|rd|th)?)? {MONTH}$"
)
_WHEN = rf"(?:q[1-4]|\d{{2,4}}|{MONTH})"
_TIME = re.compile(_WHEN)
_TIMES = re.compile(rf"^(?:{_WHEN} )+|(?: {_WHEN})+$")
# What stands before "plan" and the like says of when they are.
_PART_BEFORE = re.compile(rf"^(?:(?:month|period|quarter|[mpq]) ?\d{{1,2}} |{_WHEN} )+")
# An act of parliament has a name before it; "act" for a result has a time beside it.
_ACT_OF = re.compile(
    rf"\b(?!(?:in|to|date|ytd|prev|previous|last|this|current|year|month|qu?|{MONTH})\b)"
    rf"(?!(?:{{}})\b)[a-z]+ act\b|^act [a-z]*(?:ion|s)\b"
)
_IN_FULL = {
    "act": "actual", "av": "average", "ave": "average", "avg": "average", "cum": "cumulative",
    "curr": "current", "diff": "difference", "fcast": "forecast", "fcst": "forecast",
    "mth": "month", "nat": "national", "natl": "national",
    "perf": "performance", "qtile": "quartile", "qtr": "quarter", "tgt": "target",
    "yr": "year", "yrs": "years",
}  # fmt: skip


@lru_cache(maxsize=8192)
def match_header(text: str) -> HeaderMatch | None:
    """The list that a header matches: first any list that holds the whole header, then the
    first list with a phrase inside it; None when the words tell nothing. Words in short are
    tried as they stand, and then in full ("Nat av", "Qtr"); what stands in brackets is left out
    last ("Rating (tick one)")."""
    if ("+" in text or "±" in text) and _PLUS_OR_MINUS.match(text):
        return HeaderMatch(HeaderWord.VARIANCE, exact=False)
    words = plain_words(text)
    if not words:
        return None
    found = _match(words)
    full = " ".join(_IN_FULL.get(word, word) for word in words.split())
    if full != words and _ACT_OF.search(words):
        full = words  # "Care Act assessments"
    if full != words and (found is None or not found.exact):
        found = _match(full) or found  # "YTD Tgt" is no result
    if found is not None and found.word is HeaderWord.TARGET and "(" in text:
        bare = plain_words(_BRACKETS.sub(" ", text))
        result = _match(bare) if bare else None  # "Q1 Actual (Target)", but "(Target)"
        return result if result is not None and result.word is HeaderWord.ACTUAL else found
    if (found is None or not found.exact) and "(" in text:
        bare = plain_words(_BRACKETS.sub(" ", text))
        known = _vocabulary().exact.get(bare)
        if known and (found is None or known[0] is HeaderWord.TITLE):
            return HeaderMatch(known[0], exact=False)  # "Indicator (good is high)"
    return found


def _match(words: str) -> HeaderMatch | None:
    vocabulary = _vocabulary()
    if words in vocabulary.exact:
        return HeaderMatch(vocabulary.exact[words][0], exact=True)
    twice = _said_twice(words)
    if twice is not None:
        return HeaderMatch(twice, exact=True)
    if _SHARE_OF_BUDGET.match(words):
        return HeaderMatch(HeaderWord.OTHER, exact=False)  # "% of budget"
    if _NAMES_MEASURES.match(words):
        return HeaderMatch(HeaderWord.TITLE, exact=False)
    if words.startswith(_AGAINST) or _DIFFERS.match(words):
        return HeaderMatch(HeaderWord.VARIANCE, exact=False)
    if words.endswith(_CHANGING) and _CHANGES.match(words):
        return HeaderMatch(HeaderWord.TREND, exact=False)
    if words.endswith((" id", " ref", " reference")):
        return HeaderMatch(HeaderWord.REFERENCE, exact=False)  # "Indicator ID", "Plan ref"
    if words.endswith(" code"):
        named = words.removesuffix(" code")
        # "RAG code", "Colour code"; no ending is cut twice: a text may repeat it without end
        of = None if named.endswith(" code") else _match(named)
        judges = of is not None and of.word in _JUDGE
        return of if judges else HeaderMatch(HeaderWord.REFERENCE, exact=False)  # "Budget code"
    better = _BETTER_THAN.match(words)
    if better is not None and parse_period(better["when"], year="2000/01") is not None:
        return HeaderMatch(HeaderWord.TREND, exact=False)
    if words.endswith(_ENDS) and _is_of_others(words, vocabulary):
        return HeaderMatch(HeaderWord.COMPARATOR, exact=True)
    of_year = _named_with_year(words, vocabulary)
    if of_year is not None:
        return HeaderMatch(of_year, exact=False)
    if len(words) > 80:
        return None  # a sentence that mentions a target is no header
    padded = f" {words} "
    found = [
        (place, phrase)
        for word in words.split()
        for phrase, place in vocabulary.within.get(word, ())
        if phrase in padded
    ]
    if not found:
        bare = _COUNTED_IN.sub("", words)
        known = bare != words and bare in vocabulary.exact  # "Shortfall £k"
        return HeaderMatch(vocabulary.exact[bare][0], exact=False) if known else None
    first = min(place for place, _ in found)
    word = vocabulary.lists[first]
    if word in _OF_FIGURES and _SPEAKS_OF.search(words):
        return HeaderMatch(HeaderWord.TEXT, exact=False)  # "Target rationale", "Basis of target"
    return HeaderMatch(word, exact=(first, padded) in found)


_OF_FIGURES = frozenset(
    {HeaderWord.TARGET, HeaderWord.ACTUAL, HeaderWord.COMPARATOR, HeaderWord.PREVIOUS}
    | {HeaderWord.FORECAST, HeaderWord.BUDGET, HeaderWord.VARIANCE, HeaderWord.OTHER}
)
_SPEAKS_OF = re.compile(
    r"\b(?:notes?|comments?|commentary|rationale|basis|narrative|explanation)$|"
    r"^(?:basis|reasons?|rationale|explanation|cause|commentary|comments?|notes?) (?:of|for|on)\b"
)


_BY = re.compile(r"(?<=\w) (?:for|in|by)$")  # "Aim for 23/24"
_AVERAGES = frozenset({"average", "mean", "median"})
_ENDS = tuple(f" {word}" for word in _AVERAGES)
_JUDGE = (HeaderWord.RAG, HeaderWord.TREND, HeaderWord.POLARITY)
_OF_A_YEAR = (HeaderWord.COMPARATOR, HeaderWord.TARGET, HeaderWord.FORECAST)


def _named_with_year(words: str, vocabulary: _Vocabulary) -> HeaderWord | None:
    """The list of a place with a year ("Eng 21/22"), which is no year of the council's own, of
    what was to be reached by then ("Milestone 2014-15", "Expected 22/23", "Planned to Q2"), of
    what a year is thought to bring ("2025/26 estimate"), and of ratings ("2021/22 status")."""
    each = words.split(" ")
    start, end = each[0], each[-1]
    if not _RATINGS.isdisjoint(each):
        rated = vocabulary.exact.get(_TIMES.sub("", words), (None,))[0]
        return rated if rated is HeaderWord.RAG else None  # "Status Q3"
    if _TIME.fullmatch(start) or _TIME.fullmatch(end):
        name = _TIMES.sub("", words)
        if name != words and name not in _AVERAGES and _is_of_others(name, vocabulary):
            return HeaderWord.COMPARATOR  # "2022/23 shire average", "Unitary mean Q2"
    if (bare := _TIMES.sub("", words)) != words and bare in vocabulary.dated:
        return vocabulary.dated[bare]  # "Milestone (Mar 24)"
    behind = _PART_BEFORE.sub("", words)
    if behind != words and vocabulary.exact.get(behind, (None,))[0] is HeaderWord.TARGET:
        return HeaderWord.TARGET  # "Month 6 plan", "2023/24 (plan)"
    name = _BY.sub("", words.rstrip("0123456789 ")) if words[-1].isdigit() else words
    if name == words or name.endswith((" q", " quarter", " period", " month", " p", " m")):
        later = vocabulary.exact.get(words.lstrip("0123456789 "), (None,))[0]
        if later is HeaderWord.FORECAST:
            return later
        if not (end[-1].isdigit() or end in _LAST_OF_PART or start in _FIRST_OF_PART):
            return None
        name = _PART_OF_YEAR.sub("", words)
        planned = name != words and vocabulary.exact.get(name, (None,))[0] is HeaderWord.TARGET
        return HeaderWord.TARGET if planned else None
    if name in vocabulary.dated:
        return vocabulary.dated[name]
    if vocabulary.exact.get(_AT_DATE.sub("", name), (None,))[0] is HeaderWord.TARGET:
        return HeaderWord.TARGET
    first = vocabulary.exact.get(name, (None,))[0] or _said_twice(name)  # "SE average"
    return first if first in _OF_A_YEAR else None


def _is_of_others(name: str, vocabulary: _Vocabulary) -> bool:
    """Whether words are a name for others that results are compared with, or for their average:
    kinds of councils ("Shire districts"), which name something else where no year stands by."""
    whose, _, last = name.rpartition(" ")
    if last in _AVERAGES and whose in vocabulary.dated:
        name = whose
    listed = vocabulary.exact.get(name, (None,))[0] or _said_twice(name)  # "Eng average"
    return HeaderWord.COMPARATOR in (listed, vocabulary.dated.get(name))


def _said_twice(words: str) -> HeaderWord | None:
    """The list that both halves of a header are in: Welsh papers print each header in two
    languages ("Targed Target")."""
    vocabulary = _vocabulary()
    if len(words) > 2 * vocabulary.longest + 1:
        return None
    exact = vocabulary.exact
    cut = words.find(" ")
    while cut >= 0:
        first, second = exact.get(words[:cut]), exact.get(words[cut + 1 :])
        if first and second and (both := set(first).intersection(second)):
            return both.pop()
        cut = words.find(" ", cut + 1)
    return None


_RATINGS = frozenset({"rag", "brag", "status", "rating"})


def names_rating(text: str) -> bool:
    """Whether a header names a rating, alone or beside other things ("Status and trend")."""
    return not _RATINGS.isdisjoint(plain_words(text).split(" "))
