"""Which value each of several RAG columns rates, and which only repeats an earlier rating."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.vocabulary import (
    HeaderWord,
    match_header,
    names_rating,
    plain_words,
)
from xlscorecard.values.normal_period import is_part_of_year, last_month

# What ratings are of: a target or a variance has none of its own.
_RATED = (Role.ACTUAL, Role.PREVIOUS, Role.FORECAST)
EARLIER = re.compile(
    r"\b(?:prev|previous|prior|last (?:period|quarter|month|year|report|time|qtr|rag|status))\b"
)

# "Is performance as expected?" and "Expected level met" ask of the present.
AHEAD = re.compile(
    r"\b(?:forecast|projected|projection|predict(?:ed|ion)|likely|anticipated|"
    r"(?<!as )(?<!than )expected"
    r"(?! (?:levels?|standards?|performance|progress|range|targets?)\b))\b"
)
# Before the year is over, such a rating says how it will end.
YEAR_END = re.compile(r"\b(?:year ?end|end of (?:the )?year|full year|eoy)\b(?!.*\btargets?\b)")
_RATING_WORDS = re.compile(r"\b(?:b?rag|status|rating|rated)\b")
# The sides of a project that are rated apart.
_SIDE = (
    r"(?:budget|cost|costs|finance|financial|spend|schedule|time|timescale|timescales|programme|"
    r"resource|resources|resourcing|quality|scope|risk|risks|issues|benefits|delivery|"
    r"dependencies|stakeholders?|governance)"
)
_ONE_SIDE = re.compile(_SIDE)
# "Budget RAG", "Schedule status": the words of a rating behind what is rated.
_SIDES = re.compile(rf"{_SIDE} (?:b?rag|status|rating)(?: status| rating)?")
_FEW_WORDS = 3
_MARCH = 3
_TO_DATE = re.compile(r"\b(?:ytd|to date|cumulative)\b")
_IN_PART = re.compile(r"\b(?:in )?(?:month(?:ly)?|mth|quarter(?:ly)?|qtr|period|m\d{1,2}|q[1-4])\b")
# Whether the target was met or not says less than a rating beside it.
_WHETHER_MET = re.compile(
    r"^(?:is |was )?(?:the )?"
    r"(?:(?:annual |year end |quarterly )?target (?:was )?(?:met|achieved|hit|reached)"
    r"|(?:on|meeting|meets|met|within|hit|achieved) (?:the )?(?:target|limits?)|met|achieved)"
    r"(?: y n| yes no)?$"
)
_WHOLE = re.compile(r"\b(?:overall|total|current|now|summary)\b")


def is_within_year(columns: Sequence[Column], reporting: str | None) -> bool:
    """Whether the year that a table reports on goes on after its latest results: those of a
    quarter or month before its last, or such a period of the paper where no result is dated."""
    own = [c.period for c in columns if c.use is Use.VALUE and c.role is Role.ACTUAL and c.period]
    parts = [p for p in own if is_part_of_year(p)]
    latest = max(parts, key=last_month, default=None) or (None if own else reporting)
    if latest is None or not is_part_of_year(latest):
        return False
    return last_month(latest) % 12 != _MARCH


def pair_ratings(columns: tuple[Column, ...], reporting: str | None = None) -> tuple[Column, ...]:
    """Where there are several RAG columns, each rates the value column of its period, or the
    nearest value column on its left. One that repeats an earlier rating and has no result of
    its own on its left rates none, nor does one that rates a side of a project ("Cost") or its
    forecast; the one that is left beside them is the row's own. So it is with the only one that
    could be read."""
    rags = [column for column in columns if column.use is Use.RAG]
    if len(rags) < 2:
        sides = {rag.index for rag in rags if _is_side(rag, columns)}
        return tuple(replace(c, aside=True) if c.index in sides else c for c in columns)
    own = [c for c in columns if c.use is Use.VALUE and c.role in _RATED]
    named = {rag.index: _named_alike(rag, own) for rag in rags}
    aside = _rating_nothing(columns, rags, named, reporting)
    if len(rags) - len(aside) < 2:
        return tuple(replace(c, aside=True) if c.index in aside else c for c in columns)
    paired = {rag.index: _rated_by(rag, columns, named, aside) for rag in rags}
    return tuple(
        replace(column, beside=paired[column.index], aside=column.index in aside)
        if column.use is Use.RAG
        else column
        for column in columns
    )


def _rating_nothing(
    columns: Sequence[Column],
    rags: Sequence[Column],
    named: Mapping[int, Sequence[int]],
    reporting: str | None,
) -> frozenset[int]:
    """The RAG columns that rate no value and are not the row's own, of those that name no result:
    earlier ratings, but where each column of results has its own right behind it; sides;
    forecasts; whether a target was met; what is done about a result."""
    unnamed = [rag for rag in rags if not named[rag.index]]
    results = (c for c in columns if c.use is Use.VALUE and c.role in _RATED)
    each = {column.index + 1 for column in results}.issuperset(rag.index for rag in rags)
    past: frozenset[int] = frozenset() if each else _past(unnamed, rags)
    ending = any(YEAR_END.search(plain_words(rag.header)) for rag in rags)
    within = ending and is_within_year(columns, reporting)
    return (
        past
        | _aspects(unnamed, rags)
        | _ahead(unnamed, rags, within_year=within)
        | _whether_met(unnamed, rags)
        | _of_actions(unnamed, columns)
    )


def _rated_by(
    rag: Column,
    columns: Sequence[Column],
    named: Mapping[int, Sequence[int]],
    aside: Container[int],
) -> int | None:
    """The value column that one of several RAG columns rates: that on its left where several name
    the same ones ("Q1 | RAG | Q2 | RAG" under one year), else the last that it names, a present
    result first; on its left where it names none. None for one ``aside``."""
    own = named[rag.index]
    left = _result_left_of(rag, columns)
    if not own:
        return None if rag.index in aside else left
    alike = sum(found == own for found in named.values())
    if alike > 1 and len(own) > 1 and left in own:
        return left
    if EARLIER.search(plain_words(rag.header)) is not None:
        return own[-1]
    results = [at for at in own if columns[at].role is Role.ACTUAL]
    return (results or own)[-1]


def _is_side(rag: Column, columns: Sequence[Column]) -> bool:
    """Whether the only RAG column that could be read rates one side ("Cost") of what another,
    which could not, rates as a whole ("Overall")."""
    whole = (plain_words(c.header).split() for c in columns if c.use is Use.TEXT)
    named = any("overall" in words and len(words) <= _FEW_WORDS for words in whole)
    return named and _ONE_SIDE.fullmatch(plain_words(rag.header)) is not None


def _result_left_of(rag: Column, columns: Sequence[Column]) -> int | None:
    """The value column right before a RAG column, with nothing but targets between; before an
    earlier result the present one, if any ("Actual | Last year | RAG")."""
    nearest: int | None = None
    for column in reversed(columns[: rag.index]):
        if column.use is not Use.VALUE:
            break
        if column.role is Role.ACTUAL or (nearest is None and column.role is not Role.TARGET):
            nearest = column.index
        if nearest is not None and columns[nearest].role is not Role.PREVIOUS:
            break
    return nearest


def _named_alike(rag: Column, own: Sequence[Column]) -> list[int]:
    """The value columns whose header or period is that of a RAG column: what shares all headers
    above its own comes before what the RAG column names ("RAG (Jul-Sep)"), and that before what
    shares only the outermost."""
    if AHEAD.search(plain_words(rag.header)):
        own = [c for c in own if c.role is Role.FORECAST]  # "Year end forecast" of this year
    above, outer = rag.header.rpartition(" / ")[0], rag.header.split(" / ")[0]
    bare = _RATING_WORDS.sub(" ", plain_words(rag.header)).split()
    dated = [c for c in own if rag.period and c.period == rag.period]
    choices = (
        [c.index for c in own if above and c.header.rpartition(" / ")[0] == above],
        # of "Q2" of two years the one that is of its own
        [c.index for c in dated if bare and plain_words(c.header).split() == bare],
        [c.index for c in own if bare and plain_words(c.header).split() == bare],
        [c.index for c in dated],
        _of_same_stretch(rag, own),
        [c.index for c in own if c.header.split(" / ")[0] == outer],
    )
    return next((found for found in choices if found), [])


def _of_same_stretch(rag: Column, own: Sequence[Column]) -> list[int]:
    """The value columns that are of the year so far where a RAG column is ("YTD RAG"), or of a
    part of it ("In month RAG" beside "Actual M6"); none where no header is of the year so far."""
    to_date = {c.index for c in own if _TO_DATE.search(plain_words(c.header))}
    if not to_date or len(to_date) == len(own):
        return []
    words = plain_words(rag.header)
    if EARLIER.search(words):
        return []  # "Last period"
    if _TO_DATE.search(words):
        return [c.index for c in own if c.index in to_date]
    return [c.index for c in own if c.index not in to_date] if _IN_PART.search(words) else []


def _past(unnamed: Sequence[Column], rags: Sequence[Column]) -> frozenset[int]:
    """The RAG columns that repeat an earlier rating, of those that name no result: by their
    words, or of an earlier period than another that rates anything. Where all do, none of them
    is the present one."""
    latest = max((rag.period for rag in rags if rag.period and not rag.empty), default=None)
    past = frozenset(
        rag.index
        for rag in unnamed
        if EARLIER.search(plain_words(rag.header)) or (rag.period and rag.period != latest)
    )
    return past if len(past) < len(rags) else frozenset()


def _ahead(
    unnamed: Sequence[Column], rags: Sequence[Column], *, within_year: bool
) -> frozenset[int]:
    """The RAG columns that say how it will end ("Forecast", or "Year end" ``within_year``), where
    another says how it is."""
    words = {rag.index: plain_words(rag.header) for rag in unnamed}
    ahead = frozenset(
        index
        for index, said in words.items()
        if AHEAD.search(said) or (within_year and YEAR_END.search(said))
    )
    return ahead if len(ahead) < len(rags) else frozenset()


def _whether_met(unnamed: Sequence[Column], rags: Sequence[Column]) -> frozenset[int]:
    """The columns that only say whether the target was met, beside one that rates."""
    if not any(names_rating(rag.header) for rag in rags):
        return frozenset()
    inner = {rag.index: plain_words(rag.header.rpartition(" / ")[2]) for rag in unnamed}
    return frozenset(index for index, words in inner.items() if _WHETHER_MET.match(words))


def _of_actions(unnamed: Sequence[Column], columns: Sequence[Column]) -> frozenset[int]:
    """The RAG columns behind what is to be done about a result ("RAG | Action | Owner | Status"),
    which rate that."""
    rags = [c.index for c in columns if c.use is Use.RAG]
    values = [c.index for c in columns if c.use is Use.VALUE]
    actions = [c.index for c in columns if c.use is Use.TEXT and _names_action(c.header)]
    rated = bool(actions and values) and any(rag < actions[0] for rag in rags)
    if not rated or actions[0] < values[-1]:
        return frozenset()
    return frozenset(rag.index for rag in unnamed if rag.index > actions[0])


def _names_action(header: str) -> bool:
    match = match_header(header.rpartition(" / ")[2])
    return match is not None and match.word is HeaderWord.ACTION


def _rates_result(rag: Column) -> bool:
    """Whether a RAG column's header says no more than that it rates, or of which period."""
    if any(map(is_period, rag.header.split(" / "))):
        return True
    if not names_rating(rag.header):
        return False
    words = plain_words(rag.header.rpartition(" / ")[2])
    return not (_SIDES.fullmatch(words) and not _WHOLE.search(words))


def _aspects(unnamed: Sequence[Column], rags: Sequence[Column]) -> frozenset[int]:
    """The RAG columns that rate one side of a project each ("RAG" over "Time" and "Cost"): none
    of them is the whole's, but one that says that it is ("Overall"). Beside a column that names
    nothing but a rating, the whole of such a group is no more than the group's."""
    groups: dict[str, list[Column]] = {}
    for rag in unnamed:
        outer, _, inner = rag.header.rpartition(" / ")
        if is_period(inner):
            continue
        if names_rating(outer) and not names_rating(inner):
            groups.setdefault(outer, []).append(rag)
    whole = [rag for rag in unnamed if rates_whole(rag)]
    sides = [rag for rag in unnamed if rag not in whole and not _rates_result(rag)]
    if len(whole) == 1 and len(sides) > 1:
        named = any(_rates_result(rag) for rag in rags if rag not in whole)
        group = [*sides, *whole] if named and not _rates_result(whole[0]) else sides
        return frozenset(rag.index for rag in group)
    return frozenset(
        rag.index
        for group in groups.values()
        if len(group) > 1
        for rag in group
        if not _WHOLE.search(plain_words(rag.header.rpartition(" / ")[2]))
    )


def rates_whole(rag: Column) -> bool:
    """Whether a RAG column's header says that it rates all of something: "Overall"."""
    words = plain_words(rag.header)
    return _WHOLE.search(words) is not None and EARLIER.search(words) is None
