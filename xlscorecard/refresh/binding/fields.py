"""What a template's headings ask for, in the words that councils use."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from xlscorecard.model.scorecard import Role
from xlscorecard.values.confusables import fold_words
from xlscorecard.values.reference import normalise_code


class Field(StrEnum):
    KEY = "key"
    TITLE = "title"
    ACTUAL = "actual"
    RAG = "rag"
    TREND = "trend"
    STATUS = "status"
    TARGET = "target"
    PREVIOUS = "previous"
    COMPARATOR = "comparator"
    BUDGET = "budget"
    FORECAST = "forecast"
    VARIANCE = "variance"
    QUARTILE = "quartile"
    PERIOD = "period"
    KEPT = "kept"


ROLES = {
    Field.ACTUAL: Role.ACTUAL,
    Field.TARGET: Role.TARGET,
    Field.PREVIOUS: Role.PREVIOUS,
    Field.COMPARATOR: Role.COMPARATOR,
    Field.BUDGET: Role.BUDGET,
    Field.FORECAST: Role.FORECAST,
    Field.VARIANCE: Role.VARIANCE,
    Field.QUARTILE: Role.QUARTILE,
}
"""Fields that hold a figure, and the role of the observation that fills them."""

WRITTEN = frozenset({*ROLES, Field.RAG, Field.TREND, Field.STATUS} - {Field.TARGET})
"""What a refresh writes of its own accord. Targets are the council's own and stay."""

_COMMON = frozenset({
    "perce", "numbe", "propo", "avera", "total", "ratio", "rates", "year", "years", "month",
    "annum", "quart", "measu", "indic", "perfo", "those", "their", "which", "where", "after",
    "again", "being", "have", "with", "withi", "from", "that", "this", "they", "were", "been",
    "than", "into", "over", "under", "each", "rate", "the", "and", "for", "per", "all",
    "who", "are", "was", "not", "has", "out", "due", "our", "any", "new", "non", "its", "day",
    "days",
})  # fmt: skip
"""Words (their first five letters) that titles of quite different measures share."""

_WORDS: tuple[tuple[Field, str], ...] = (
    (Field.KEY, (r"(?:(?:kpi|pi|measure|indicator|risk|action|local|performance indicator) )?"
     r"(?:ref(?:erence)?(?: (?:no|number|code))?|code|id|key|ref\.? no\.?|identifier)\.?|"
     r"ref\.?|no\.|#|(?:kpi|pi|measure|indicator) (?:no|number)\.?|ascof(?: ref| code)?")),
    (Field.KEPT, (r"(?:.* )?(?:previous|last|prior|preceding|forecast|projected|predicted|"
     r"expected|anticipated|year[ -]end|end of year)(?:'?s? .*)? (?:b?rag|rating|trend|direction|"
     r"dot|travel|traffic light)(?: (?!since|from|against|on|than|to|v).*)?|b?rag(?: rating)?"
     r"(?: for| at|:)? (?:previous|last|prior|preceding|forecast|projected|expected|year end) .*")),
    (Field.RAG, (r"(?:(?:performance|current|overall|progress|delivery) )?(?:rating|assessment)|"
     r"(?:.* )?b?rag(?: (?:rating|status|colour|word|letter))?|(?:status|rating) rag|"
     r"rag .*|traffic light")),
    (Field.TREND, (r"(?:short |long |in-year )?(?:trend|direction(?: of travel)?|dot|travel)"
     r"(?: arrow)?|direction of travel.*|progress arrow")),
    (Field.TARGET, (r"(?:.* )?(?:target|threshold|tolerance|floor standard|trajectory|goal|"
     r"ambition)s?(?: .*)?|(?:red|amber|green)(?: (?:from|to|at|below|above|limit).*)?|"
     r"profiled target.*")),
    (Field.BUDGET, r"(?:.* )?budget(?: .*)?"),
    (Field.VARIANCE, (r"(?:.* )?(?:variance|variation|difference|over ?spend.*|under ?spend.*)"
     r"(?: .*)?")),
    (Field.FORECAST, r"(?:.* )?(?:forecast|projection|projected|predicted)(?: .*)?"),
    (Field.QUARTILE, r"(?:.* )?quartile(?: .*)?"),
    (Field.COMPARATOR, (r"(?:.* )?(?:england|national|regional|region|comparators?|benchmark|"
     r"nearest neighbours?|neighbours?|peers?|london|cipfa)(?: .*)?")),
    (Field.PREVIOUS, (r"(?:last|previous|prior|preceding)(?: (?:year|quarter|month|period|"
     r"actual|result|value|figure|performance|outturn))+(?:'?s? .*)?|previous|last time")),
    (Field.STATUS, r"(?:data )?status|data note|value status"),
    (Field.KEPT, (r"(?:.* )?(?:comments?|commentary|narrative|notes?|explanation|owner|lead|"
     r"responsible|officer|directorate|department|service|portfolio|polarity|aim|units?|"
     r"measured in|frequency|source|definition|good is|priority|theme|outcome|section|category)"
     r"(?: .*)?")),
    (Field.TITLE, (r"(?:(?:key )?performance )?(?:measures?|indicators?|metrics?|kpis?|pis?)"
     r"(?: (?:name|title|description|definition))?|title|description|name|"
     r"(?:measure|indicator)(?: of success)?|(?:key )?performance (?:measure|indicator)s?")),
    (Field.ACTUAL, (r"(?:.* )?(?:actuals?|results?|values?|outturn|achieved|figures?)(?: .*)?|"
     r"performance|(?:current|latest|this (?:year|quarter|month|period)|ytd|year to date)"
     r"(?: (?:performance|position|period|quarter|month|year|figure|data))*|"
     r"year to date(?: .*)?")),
    (Field.PERIOD, r"(?:reporting |financial )?(?:period|quarter|year)|month|as at|date"),
)  # fmt: skip
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _WORDS)
_TAIL = re.compile(r"\s*(?:\((?:%|£.*?|no\.?|number|days|r/a/g|rag|r, ?a, ?g)\)|%|[:*]|\bfor\b)\s*")


@lru_cache(maxsize=4096)
def parse_heading(text: str) -> Field | None:
    """The field that a heading names without regard to its period; None where it is other."""
    words = " ".join(_TAIL.sub(" ", fold_words(text)).split())
    if not words or len(words) > 60:
        return None
    for field, pattern in _COMPILED:
        if pattern.fullmatch(words):
            return field
    return None


_TO_DATE = re.compile(r"\b(?:ytd|y\.t\.d|to date|cumulative)\b")


def is_to_date(heading: str) -> bool:
    """Whether a heading asks for the year so far rather than for a quarter or month."""
    return _TO_DATE.search(fold_words(heading)) is not None


@lru_cache(maxsize=8192)
def fold_key(text: str) -> str:
    """A code or label with only its letters and digits, so that "SF-01" is "sf01"; what divides
    figures stays a point, so that 1.11 is not 11.1."""
    words = re.sub(r"(?<=\d)[^0-9a-z%]+(?=\d)", ".", fold_words(text))
    return re.sub(r"[^0-9a-z%.]+|(?<!\d)\.|\.(?!\d)", "", words)


def significant_words(text: str) -> frozenset[str]:
    """The words of a title by which it is told from others: their first five letters, so that
    "referrals" is "referred"; nothing where a title is too short to tell."""
    found = frozenset(word[:5] for word in re.findall(r"[a-z]{3,}", fold_words(text))) - _COMMON
    return found if len(found) > 1 else frozenset()


@lru_cache(maxsize=8192)
def fold_code(text: str) -> str:
    """A code to compare by: ASCOF's in their normal form, others by letters and digits."""
    return fold_key(normalise_code(text) or text)


def parse_field_word(text: str) -> Field | None:
    """A field named in a defined name or on the bindings sheet: ``value``, ``rag``."""
    word = fold_words(text)
    if word in ("value", "actual", "figure", "result"):
        return Field.ACTUAL
    try:
        return Field(word)
    except ValueError:
        return parse_heading(word)
