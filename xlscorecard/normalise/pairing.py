"""Which value each of several RAG columns rates, and which only repeats an earlier rating."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns import Column, Use
from xlscorecard.normalise.vocabulary import plain_words

_EARLIER = re.compile(
    r"\b(?:prev|previous|prior|last (?:period|quarter|month|year|report|time|qtr|rag|status))\b"
)


def pair_ratings(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where there are several RAG columns, each rates the value column of its period, or the
    nearest value column on its left. One that repeats an earlier rating and has no result of
    its own on its left rates none; the one that is left beside it is the row's own."""
    rags = [column for column in columns if column.use is Use.RAG]
    if len(rags) < 2:
        return columns
    own = [
        c
        for c in columns
        if c.use is Use.VALUE and c.role in (Role.ACTUAL, Role.PREVIOUS, Role.FORECAST)
    ]
    named = {rag.index: _named_alike(rag, own) for rag in rags}
    each = {column.index + 1 for column in own}.issuperset(rag.index for rag in rags)
    past = _past([r for r in rags if not named[r.index]], rags) if not each else frozenset()
    if len(rags) - len(past) < 2:
        return tuple(replace(c, past=True) if c.index in past else c for c in columns)
    paired: dict[int, int] = {}
    for rag in rags:
        left = [
            c.index
            for c in columns
            if c.use is Use.VALUE and c.index < rag.index and c.role is not Role.TARGET
        ]
        if named[rag.index]:
            paired[rag.index] = named[rag.index][-1]
        elif rag.index not in past and left and rag.index - left[-1] == 1:
            paired[rag.index] = left[-1]
    return tuple(
        replace(column, beside=paired.get(column.index), past=column.index in past)
        if column.use is Use.RAG
        else column
        for column in columns
    )


def _named_alike(rag: Column, own: Sequence[Column]) -> list[int]:
    """The value columns whose header or period is that of a RAG column: what shares all headers
    above its own comes before what shares only the outermost."""
    above, outer = rag.header.rpartition(" / ")[0], rag.header.split(" / ")[0]
    choices = (
        [c.index for c in own if above and c.header.rpartition(" / ")[0] == above],
        [c.index for c in own if rag.period and c.period == rag.period],
        [c.index for c in own if c.header.split(" / ")[0] == outer],
    )
    return next((found for found in choices if found), [])


def _past(unnamed: Sequence[Column], rags: Sequence[Column]) -> frozenset[int]:
    """The RAG columns that repeat an earlier rating, of those that name no result: by their
    words, or of an earlier period than another. Where all do, none of them is the present one."""
    latest = max((rag.period for rag in rags if rag.period), default=None)
    past = frozenset(
        rag.index
        for rag in unnamed
        if _EARLIER.search(plain_words(rag.header)) or (rag.period and rag.period != latest)
    )
    return past if len(past) < len(rags) else frozenset()
