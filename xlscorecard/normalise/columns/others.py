"""Figures of others beside the council's own, told by what else stands beside a period in their
header: "Lancashire average 2022/23", or "Kent 2022/23" beside a plain "2022/23"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.period import MONTH

_OF_TIME = (
    rf"(?:{MONTH}|(?:q|qtr|quarter|p|period|m|month|fy|half|h|h?y) ?\d{{1,2}}|\d+(?:st|nd|rd|th)?|"
    r"(?:full|mid|half)? ?year(?: end)?|to|at|date|end|of|the|in|for|as|by|and|ytd|fy|quarter|qtr|"
    r"month|period|half|ending|ended|q|p)"
)
_TIMES = re.compile(rf"\b{_OF_TIME}\b")
_AVERAGE = re.compile(r"(?:^|(?P<whose>.*) )(?:average|avg|ave|av|mean|median)$")
# A council's own figures averaged over a time.
_OVER_TIME = re.compile(
    r"\b(?:month(?:ly)?|quarter(?:ly)?|week(?:ly)?|daily|days?|annual|year(?:ly)?|rolling|moving|"
    r"running|ytd|cumulative|period|term(?:ly)?|our|own|council|overall|trust|force)\b"
)


def with_others(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, those of averages that somebody else's name stands before as comparators.
    Of two columns for results of one period, of which one has a name beside the period that no
    other column has, that one is not taken for the result: nobody says what it is."""
    dated = {
        c.index: _name_of(c)
        for c in columns
        if c.use is Use.VALUE and c.role is None and c.period is not None
    }
    names = list(dated.values())
    own = {c.period for c in columns if c.use is Use.VALUE and _is_own(c, dated, names)}
    found: list[Column] = []
    for column in columns:
        name = dated.get(column.index, "")
        average = _AVERAGE.match(name) if name and names.count(name) < len(names) else None
        twice = bool(name) and names.count(name) == 1 and column.period in own
        role = column.role
        if average is not None and _OVER_TIME.search(column.header.lower()) is None:
            if average["whose"] or twice:
                role = Role.COMPARATOR
        elif twice and average is None:
            role = Role.OTHER
        found.append(column if role is column.role else replace(column, role=role))
    return tuple(found)


def _name_of(column: Column) -> str:
    """What stands beside the period in a column's own header, in plain words."""
    words = plain_words(column.header.rpartition(" / ")[2])
    return " ".join(_TIMES.sub(" ", words).split())


def _is_own(column: Column, dated: dict[int, str], names: Sequence[str]) -> bool:
    """Whether a column is of the council's results: nothing but a period heads it, or the word
    that heads others too, or a word for results."""
    if column.role in (Role.ACTUAL, Role.PREVIOUS):
        return True
    name = dated.get(column.index)
    return name is not None and (not name or names.count(name) > 1)
