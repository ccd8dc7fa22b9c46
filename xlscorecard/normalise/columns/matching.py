"""What the lines above a column say together that it holds."""

from __future__ import annotations

import re

from xlscorecard.normalise.columns.figure_headers import ROLES
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.vocabulary import (
    HeaderMatch,
    HeaderWord,
    match_header,
    plain_words,
)

NUMBERS = frozenset({"no", "nos", "number"})
"""Headers over the numbers of measures, or over how many of them there are."""

_OF_A_GROUP = frozenset({"minimum", "maximum", "min", "max", "mean", "average", "median"})
# How far figures reach, whatever they are: "Target" over "Quarter only | Year to date".
_HOW_FAR = frozenset(
    {"ytd", "year to date", "to date", "cumulative", "cumulative ytd", "cumulative to date",
     "current", "latest", "value", "current value", "latest value", "rolling 12 months",
     "12 month rolling", "rolling year", "quarter", "qtr", "month", "this quarter", "this month",
     "current quarter", "current month", "in month", "annual"}
)  # fmt: skip
_AND = re.compile(r"\s(?:and|with|&|\+|/)\s", re.IGNORECASE)


def match_of_column(header: Header, col: int) -> HeaderMatch | None:
    """The header's meaning: its innermost line first, then the whole of it."""
    lines = header.lines[col]
    if not lines:
        return None
    inner = match_header(lines[-1])
    if inner is None and _closes_risk(header, col):
        return HeaderMatch(HeaderWord.SCORE, exact=True)
    if inner is not None and inner.exact:
        plain = plain_words(lines[-1])
        outer = (match_header(line) for line in reversed(lines[:-1]))
        if plain in NUMBERS:
            # "No." beside "%" under "Difference" says how the difference is told
            told = (*ROLES, HeaderWord.TREND)  # "Change" alone may head arrows
            return next((m for m in outer if m and m.exact and m.word in told), inner)
        if plain in _OF_A_GROUP:
            # "Minimum | Mean | Maximum" under "Nearest neighbours" are those of the others
            return next((m for m in outer if m and m.word is HeaderWord.COMPARATOR), inner)
        if plain in _HOW_FAR:
            return next((m for m in outer if m and m.exact and m.word in ROLES), inner)
        return inner
    if inner is not None and inner.word in (HeaderWord.TREND, HeaderWord.VARIANCE):
        first = _AND.split(lines[-1], maxsplit=1)
        match = match_header(first[0]) if len(first) > 1 else None
        if match is not None and match.word in (HeaderWord.ACTUAL, HeaderWord.RAG):
            return match  # "Result and change on Q3": arrows stand beside what it names first
    if inner is not None or len(lines) == 1:
        return inner
    # a banner may be a sentence, "Your planned performance as reported in ...", over "Q1"
    return match_header(" ".join(lines)) or match_header(lines[-2])


def _closes_risk(header: Header, col: int) -> bool:
    """Whether a column's header is the "S" or "T" of "L | I | S", what a risk's likelihood and
    impact come to."""
    if col < 2 or header.lines[col][-1] not in ("S", "T", "R"):
        return False
    return {"".join(header.lines[at][-1:]) for at in (col - 2, col - 1)} == {"L", "I"}
