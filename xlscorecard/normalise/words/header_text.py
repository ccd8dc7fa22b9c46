"""What the text of a header is: its words put together, and whether it names a period."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.normalise.words.mending import one_line, readings
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.period import MONTH, parse_period, period_after

_PERIOD_LIKE = re.compile(
    r"^(?:(?:q(?:tr|uarter)?|chw(?:arter)?|ch(?=[1-4]))\.?\s*[1-4one]|"
    r"quarter (?:one|two|three|four)|ytd|"
    r"(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr)|"
    # the day, or a few words, may stand before a month
    r"(?:(?:rolling )?(?:12|twelve)[ -]?m(?:onths?|ths?)? (?:to|ending|ended) (?:end (?:of )?)?)?"
    r"(?:(?:as )?(?:at|of) |(?:to |year |ye |)(?:end(?:ing|ed)? )?(?:of )?)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH}|"
    r"h(?:y|alf)?[ -]?[12](?=\s(?:20)?\d\d)|"
    r"(?:19|20)\d\d|\d\d\s*[/-]\s*\d\d|fy ?'?\d\d|month|period|(?:mid[- ])?year|"
    r"(?:academic|financial) year)(?![^\W\d_])",
    re.IGNORECASE,
)
_REMARK_ON_BRACKETS = re.compile(
    r"[(\[][^()\[\]]*\b(?:brackets|parenthes[ei]s)\b[^()\[\]]*[)\]]|"
    r"[,;:–-]\s[^,;:]*\b(?:brackets|parenthes[ei]s)\b.*$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:20)?\d\d\s*[/–-]\s*(?:20)?\d\d|20\d\d")
_TYPED_AGAINST = re.compile(
    r"(?<=\d)(?=(?:target|actual|outturn|result|budget|forecast|performance|rag)s?\b)",
    re.IGNORECASE,
)
# A year may be called one of schools, and provisional in a bracket behind it.
_CALENDAR_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?: (?:ay|academic year|school year))?"
    r"(?: \((?:p|r|prov\w*|est\w*|latest|draft|unvalidated|revised|final)\.?\))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def header_text(text: str) -> str:
    """A header as one line, its broken words mended where that makes it a header we know, and a
    word apart from the period that it is typed against ("2024/25Target")."""
    text = _TYPED_AGAINST.sub(" ", text)
    for reading in readings(text):
        if match_header(reading) is not None or is_period(reading):
            return reading
    return one_line(text)


@lru_cache(maxsize=8192)
def is_period(text: str) -> bool:
    """A header such as Q1, 2017/18, Apr or 2016/17 Result."""
    return bool(_PERIOD_LIKE.match(text.strip())) and parse_period(text, year="2000/01") is not None


_YEARS = r"(?:(?:19|20)\d\d|\d\d)(?: ?[/-] ?(?:20)?\d\d)?"
_TERM = re.compile(
    rf"(?:autumn|spring|summer)(?: term(?: {_YEARS})?| {_YEARS})|"
    rf"{_YEARS} (?:autumn|spring|summer)(?: term)?|term [1-6](?: {_YEARS})?",
    re.IGNORECASE,
)


def is_term(text: str) -> bool:
    """A term of schools ("Autumn 2022", "Spring term 2022/23"), which is no year or quarter."""
    return _TERM.fullmatch(text.strip()) is not None


def speaks_of_brackets(text: str) -> bool:
    """Whether a text tells of what stands in brackets."""
    return "bracket" in text or "parenthes" in text


def without_remark_on_brackets(header: str) -> str:
    """A header without what it says of figures in brackets: "Q1" of "Q1 (last year in
    brackets)". A header that is nothing else stays."""
    if not speaks_of_brackets(header):
        return header
    return _REMARK_ON_BRACKETS.sub(" ", header).strip() or header


_RESULTS = r"(?:score|result|survey|actual|outturn|performance|value|figure|rate|position)s?"
_RESULT_OF_YEAR = re.compile(
    rf"(?P<before>20\d\d) {_RESULTS}|{_RESULTS} \(?(?P<behind>20\d\d)\)?", re.IGNORECASE
)


def calendar_year(text: str) -> int | None:
    """The year of a header that is nothing but a calendar year ("2023", "2025 (prov)")."""
    match = _CALENDAR_YEAR.fullmatch(text) if text.startswith(("19", "20")) else None
    return int(match["year"]) if match is not None else None


def year_of_result(text: str) -> int | None:
    """The calendar year of a header that names nothing but a result of it ("2023", "Score 2021",
    "2023 survey")."""
    match = _RESULT_OF_YEAR.fullmatch(text)
    return int(match["before"] or match["behind"]) if match is not None else calendar_year(text)


def is_part(text: str) -> bool:
    """A month or quarter that names no year."""
    return is_period(text) and parse_period(text) is None


def is_within_year(text: str) -> bool:
    """A part of a year, whether or not it names that: "Q2", "March 2024"."""
    return is_period(text) and calendar_year(text) is None and YEAR.fullmatch(text) is None


def begins_next_year(before: str, after: str) -> bool:
    """Whether two parts of years are the last of one and the first of the next: Q4 and Q1."""
    last, first = parse_period(before, year="2000/01"), parse_period(after, year="2001/02")
    return last is not None and first is not None and period_after(last) == first


HEADER_VALUE_WORDS = frozenset(
    {
        HeaderWord.TARGET,
        HeaderWord.COMPARATOR,
        HeaderWord.PREVIOUS,
        HeaderWord.ACTUAL,
        HeaderWord.BUDGET,
        HeaderWord.FORECAST,
        HeaderWord.VARIANCE,
        HeaderWord.QUARTILE,
        HeaderWord.SCORE,
    }
)
