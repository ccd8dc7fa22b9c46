"""One column under its header: whose figures it holds, and of which period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.figure_headers import ROLES
from xlscorecard.normalise.columns.matching import match_of_column
from xlscorecard.normalise.columns.places import begins_quartile
from xlscorecard.normalise.columns.present_period import same_part
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import Content
from xlscorecard.normalise.words.header_text import is_term
from xlscorecard.normalise.words.vocabulary import (
    HeaderMatch,
    HeaderWord,
    match_header,
    names_rating,
    plain_words,
)
from xlscorecard.values.earlier_period import beside_period, earlier_period
from xlscorecard.values.normal_period import YEAR, is_part_of_year
from xlscorecard.values.period import parse_period, year_of
from xlscorecard.values.result_period import period_of_result
from xlscorecard.values.stated_target import states_target
from xlscorecard.values.unit import unit_in_header

_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_CHANGE = re.compile(r"change|differ|since|\+/-|movement|%", re.IGNORECASE)
_HOW_MANY = frozenset({"improved", "improving"})  # over figures: so many did
# What an arrow under such a header compares with is no earlier result.
_NO_PAST = (HeaderWord.TARGET, HeaderWord.COMPARATOR, HeaderWord.VARIANCE, HeaderWord.BUDGET)
_PAST = re.compile(
    r"^trajectory$|\b(?:last|prev\w*|prior|year|quarter|qtr|q[1-4]|month|trend|travel|20\d\d|\d\d/\d\d|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?=[ -]\d))\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"^(?:% |per ?cent(?:age)? )?(?:change|difference|movement|variance)\b")
_SINCE = re.compile(
    r"\b(?:from|since|on|against|vs?|versus|compared (?:to|with))\b|\+ ?/ ?[-–−]", re.IGNORECASE
)
_ACHIEVED = re.compile(r"\bachieve(?:d|ment)\b", re.IGNORECASE)
_WHOLE = frozenset(
    {"total", "annual", "annual total", "full year", "year end", "yr end", "outturn", "year total"}
)


def headed_column(
    col: int, header: Header, use: Use | None, content: Content, reporting_period: str | None
) -> Column:
    """A column of some use with what its header says of it."""
    text, lines = header.text(col), header.lines[col]
    match = match_of_column(header, col)
    year = year_of(reporting_period)
    if use is Use.TREND:
        # what stands above "Trend" says when; "DoT against Q4" says against when
        when = parse_period(" ".join(lines[:-1]), year=year)
        beside = match is not None and match.word in _NO_PAST and not _PAST.search(text)
        return Column(col, text, use, period=when, judges=names_rating(text), aside=beside)
    if use not in (Use.VALUE, Use.RAG):
        return Column(col, text, use or Use.TEXT)
    origin = use is Use.VALUE and content.origins > 0.5
    role = Role.PREVIOUS if origin else _role(text, lines, match)
    period = _period(lines, role, reporting_period)
    if use is Use.RAG:
        nothing = not content.filled and not content.painted
        return Column(col, text, use, period=period, empty=nothing)
    if role is None and match is not None and match.word is HeaderWord.TREND:
        role = _role_under_trend(text, period)
    since = _SINCE.search(text) if role is Role.VARIANCE else None
    if since and parse_period(text[since.end() :], year=year):
        period = None  # "Change from Q3" is of the quarter beside it
    if role is None and lines and _CHANGED.search(plain_words(lines[-1])):
        role = Role.VARIANCE  # "Change 22-23" is the result of neither year
    doubtful = role is None and period is None
    return Column(
        *(col, text, use, role, period, unit_in_header(text)),
        doubtful=doubtful or not content.filled,
        origin=origin,
    )


def _role(text: str, lines: Sequence[str], match: HeaderMatch | None) -> Role | None:
    """Whose figures stand under a header, by its words."""
    role = ROLES.get(match.word) if match is not None else None
    if match is not None and match.word is HeaderWord.POLARITY:
        role = Role.TARGET  # "Aim" over figures is what to reach, not which way is good
    if match is not None and match.word is HeaderWord.RAG and _ACHIEVED.search(text):
        role = Role.ACTUAL  # "Achieved" over figures tells the result, not whether it was met
    if role in (None, Role.TARGET) and lines and states_target(lines[-1]):
        role = Role.ACTUAL  # "% in time (target 90%)" over the results
    if role is Role.QUARTILE and begins_quartile(text):
        role = Role.COMPARATOR  # "All England top quartile" over figures is a benchmark
    if role is Role.QUARTILE and _CHANGED.search(plain_words(lines[-1])):
        role = Role.VARIANCE  # "Change in rank since 2021/22" is no rank
    if role is Role.ACTUAL and any(map(_is_past, lines[:-1])):
        role = Role.PREVIOUS  # "Previous year / Actual"
    if role is Role.ACTUAL and _is_ahead(lines):
        role = Role.FORECAST  # "Forecast delivery / Total"
    return role


def _role_under_trend(text: str, period: str | None) -> Role:
    """Whose figures stand under words for a trend: "DoT against Q4 2023/24" prints those of that
    quarter."""
    if plain_words(text.rpartition(" / ")[2]) in _HOW_MANY:
        return Role.OTHER
    return Role.PREVIOUS if period and not _CHANGE.search(text) else Role.VARIANCE


def _period(lines: Sequence[str], role: Role | None, reporting_period: str | None) -> str | None:
    """Of which period the figures of a role are, by their header's words and those above it."""
    if any(map(is_term, lines)):
        return None
    year = year_of(reporting_period)
    words = " ".join(lines)
    period = parse_period(words, year=year)
    if role is Role.PREVIOUS and reporting_period and parse_period(words) is None:
        # "Previous annual" is of no year that the paper names; "Compared to quarter 4" in one on
        # the first quarter is of the year before
        period = earlier_period(words, reporting_period) or (
            period_of_result(words, reporting_period) if period != year else None
        )
    above = parse_period(" ".join(lines[:-1]), year=year)
    if above is None:
        return period
    told = parse_period(lines[-1])
    if told is not None and is_part_of_year(above) and YEAR.fullmatch(told):
        return same_part(above, told, "period")  # "2023/24" under "Q1 2024/25"
    return (beside_period(lines[-1], above) if role is Role.PREVIOUS else None) or period


def _is_past(line: str) -> bool:
    match = match_header(_BRACKETS.sub("", line))  # "Previous (June 2023)"
    return match is not None and match.exact and match.word is HeaderWord.PREVIOUS


def _is_ahead(lines: Sequence[str]) -> bool:
    """Whether a header is the whole, or the end, of what is forecast above it."""
    if plain_words(lines[-1]) not in _WHOLE:
        return False
    outer = (match_header(line) for line in lines[:-1])
    return any(match is not None and match.word is HeaderWord.FORECAST for match in outer)
