"""Roles and periods of columns that only show beside the others: which year is the current one,
which unnamed figures are the council's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Role, Unit
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.present_period import of_the_period
from xlscorecard.normalise.words.header_text import is_period, is_term, year_of_result
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.normal_period import is_part_of_year
from xlscorecard.values.period import year_of

_SHARE_ACHIEVED = re.compile(
    r"(?:%|per ?cent(?:age)?)\s*(?:achieved|achievement|attained)|"
    r"(?:achieved|achievement|attained)\s*\(?%\)?",
    re.IGNORECASE,
)
_COUNTED_BY = frozenset({"count", "n", "number", "no", "total number", "volume", "volumes"})
# Over figures beside a result: what it is made of, and no other council's.
# "Rate per 1,000" behind a count is the same result told in another way.
_OWN_RATE = re.compile(r"(?:crude )?rate(?: per [\d,]+.*)?$|per [\d,]+\b", re.IGNORECASE)
_COUNTS_CASES = re.compile(
    r"\b(?:received|answered|decided|determined|completed|upheld|closed|opened|due|cases|lost|fte|"
    r"headcount|establishment|vacanc(?:y|ies)|turnover|starters|leavers|posts|absences?|"
    r"sickness|(?:total|number|no\.?) of)\b",
    re.IGNORECASE,
)
# Heads of the whole beside its parts ("Adults | Children | Place | Council").
_WHOLE = frozenset(
    {"council", "whole council", "council wide", "council total", "total council", "all council",
     "corporate", "corporate total", "total", "overall", "authority", "county", "borough",
     "district", "trust", "trust wide", "trust total", "force", "force total", "force wide",
     "service total", "organisation", "all", "combined"}
)  # fmt: skip
# So many parts of a year follow each other before the one that goes on from them.
_FEWEST_PARTS = 2
_YEAR = "year"
_SCORES = frozenset({"total", "score", "rating", "result"})
_AVERAGES = frozenset({"average", "mean", "avg", "ave", "av"})
# Targets of the month or quarter reported on, beside those of the year.
_OF_THE_PERIOD = re.compile(
    r"\b(?:in|this|current|reporting|for the)[ -](?:month|quarter|period)\b|\bby now\b|"
    r"^(?:month|quarter) /|\b(?:month|quarter) only\b|^(?:month|quarter)(?:[’']s)? target$|"
    r"^(?:profiled?|plan|planned|expected|target) to date$",
    re.IGNORECASE,
)
# "vs Q2", "v last year": what the result is compared with is no target.
_AGAINST_RESULT = re.compile(
    r"(?:vs?\.?|versus)\s(?!.*\b(?:target|plan|profile|budget)\b)", re.IGNORECASE
)
# "Target 2025", "5-year target", "Long-term ambition"
_OTHER_TIME = re.compile(
    r"\b20\d\d\b|\b(?:\d+|three|five|ten)[ -]year\b|\blong[ -]term\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the value columns of a table say together. ``current`` is the year that it reports
    on, ``parts`` whether it has quarters, ``calendar`` its unnamed columns of calendar years,
    ``shared`` what stands above a result or a share, ``scored`` what stands above the scores of a
    risk, ``unnamed`` how many columns nothing names, ``has_result`` whether any column is the
    council's result by its header, ``results`` how many are so by a word, ``counted`` the columns
    that say how many a share beside them is of."""

    has_target: bool
    current: str | None
    parts: bool
    calendar: Mapping[int, int]
    shared: frozenset[str]
    scored: frozenset[str]
    unnamed: int
    has_result: bool
    results: int
    counted: frozenset[int]


def settle_roles(columns: tuple[Column, ...], reporting_period: str | None) -> tuple[Column, ...]:
    """The columns with the roles and periods that only show beside the others."""
    table = _table(columns, reporting_period)
    whole = _whole_of(columns, table)
    settled: list[Column] = []
    guesses = 0
    own = ""  # what the first guessed result is headed, below its year: "2022 / LA | 2023 / LA"
    for column in columns:
        if column.use is not Use.VALUE:
            settled.append(column)
            continue
        if _averages_months(column, settled):
            year = year_of(settled[-1].period)
            settled.append(replace(column, role=Role.ACTUAL, period=year))
            continue
        role = _named_role(column, table)
        guessed = role is None
        if role is None and whole is not None:
            role = Role.ACTUAL if column is whole else Role.OTHER
            guessed = column is whole
        if role is None:
            first = guesses == 0 and not table.has_result
            outer, _, last = column.header.rpartition(" / ")
            own = own or (last if first and outer else "")
            first = first or (bool(outer) and last == own)
            apart = _COUNTS_CASES.search(column.header) or _OWN_RATE.match(column.header)
            # "Spent in prior years £m" is the council's own money, whatever it is
            money = column.unit.unit is Unit.GBP
            other = Role.OTHER if apart or money else Role.COMPARATOR
            role = Role.ACTUAL if first else other
            guessed = role is not Role.OTHER
            guesses += 1
        period = _period(column, role, settled, reporting_period)
        settled.append(replace(column, role=role, period=period, guessed=guessed))
    return tuple(settled)


def _averages_months(column: Column, before: Sequence[Column]) -> bool:
    """Whether a column is the average of the council's own months or quarters, which stand right
    before it ("Apr | May | Jun | Average"), and not that of others."""
    if plain_words(column.header.rpartition(" / ")[2]) not in _AVERAGES:
        return False
    parts = before[-_FEWEST_PARTS:]
    own = all(
        c.use is Use.VALUE and c.role is Role.ACTUAL and c.period and is_part_of_year(c.period)
        for c in parts
    )
    return own and len(parts) == _FEWEST_PARTS


def _whole_of(columns: Sequence[Column], table: _Table) -> Column | None:
    """Of columns that nothing else names the one for the whole, where the others are its parts."""
    if table.has_result or table.unnamed <= _FEWEST_PARTS:
        return None
    bare = [c for c in columns if c.use is Use.VALUE and not c.role and not c.period]
    wholes = [c for c in bare if _is_whole(plain_words(c.header.split(" / ")[-1]))]
    counted = any(_COUNTS_CASES.search(c.header) or not c.header for c in bare)
    return wholes[0] if len(wholes) == 1 and not counted else None


def _is_whole(name: str) -> bool:
    """Whether a header is for the whole: "Council", "Borough total"."""
    return name in _WHOLE or (name.endswith(" total") and name.removesuffix(" total") in _WHOLE)


def _table(columns: Sequence[Column], reporting_period: str | None) -> _Table:
    values = [column for column in columns if column.use is Use.VALUE]
    own = [c for c in values if c.role in (None, Role.ACTUAL, Role.PREVIOUS) and c.period]
    bare = [c for c in values if c.role is None and c.period is None]
    told = [c for c in values if c.role in (None, Role.ACTUAL) and c.period is None]
    calendar = {c.index: since for c in told if (since := _calendar_year(c)) is not None}
    return _Table(
        has_target=any(column.role is Role.TARGET for column in values),
        current=_current_year(values, own, reporting_period),
        parts=any(c.period and " Q" in c.period for c in own),
        calendar=calendar,
        shared=frozenset({_outer(c) for c in values if _tells_result(c)} - {""}),
        scored=frozenset({_outer(c) for c in values if _is_score(c)} - {""}),
        unnamed=len(bare),
        has_result=any(
            c.role is Role.ACTUAL or (not c.role and (c.period or _names_period(c))) for c in values
        ),
        results=sum(c.role is Role.ACTUAL for c in values),
        counted=_counted(values),
    )


def _counted(values: Sequence[Column]) -> frozenset[int]:
    """The columns that say how many, each beside one for the share of the same period."""
    shares = {c.header.removesuffix("%").strip() for c in values if c.header.endswith(" %")}
    parts = ((c.index, *c.header.rpartition(" ")[::2]) for c in values)
    return frozenset(
        index for index, of, last in parts if of in shares and plain_words(last) in _COUNTED_BY
    )


def _calendar_year(column: Column) -> int | None:
    return year_of_result(column.header.rpartition(" / ")[2])


def _current_year(
    values: Sequence[Column], own: Sequence[Column], reporting_period: str | None
) -> str | None:
    """The year that a table reports on: the latest of its own columns, or the paper's, which an
    "Actual" beside "2023/24" may be of, too."""
    years = {year for c in own if c.period and (year := year_of(c.period))}
    current = max(years, default=None)
    now = any(column.role is Role.ACTUAL and column.period is None for column in values)
    reported = year_of(reporting_period) if reporting_period else None
    if reported and (reported in years or (now and current is not None and reported > current)):
        return reported
    return current


def _named_role(column: Column, table: _Table) -> Role | None:
    """The role of a value column by its header, in the light of the others; None where no header
    says what its figures are."""
    role = column.role
    if role not in (None, Role.ACTUAL):
        return role
    last = plain_words(column.header.rpartition(" / ")[2])
    if last in _SCORES and _outer(column) in table.scored:
        return Role.OTHER  # "L | I | Total" of a risk before and after its controls
    if last in _COUNTED_BY and _outer(column) in table.shared:
        return Role.OTHER  # "No." beside "%" under one month is how many the share is of
    if column.index in table.counted:
        return Role.OTHER  # "Q1 no." beside "Q1 %"
    if table.results > 1 and _SHARE_ACHIEVED.fullmatch(column.header.rpartition(" / ")[2]):
        return Role.OTHER  # beside "Actual" and "Target" the one as a share of the other
    if column.period:
        year = year_of(column.period)
        earlier = table.current is not None and year is not None and year < table.current
        return Role.PREVIOUS if earlier and (table.has_target or table.parts) else Role.ACTUAL
    if column.index in table.calendar:
        latest = table.calendar[column.index] == max(table.calendar.values())
        return Role.ACTUAL if latest else Role.PREVIOUS
    if role is None and (_names_period(column) or (last == _YEAR and table.parts)):
        return Role.ACTUAL  # a quarter of a year that the paper does not name, "Year" behind them
    beside = table.unnamed > 1 or table.has_result
    if role is None and beside and plain_words(column.header) in _COUNTED_BY:
        return Role.OTHER  # "Count" beside the result is how many that is of
    return role


def _period(
    column: Column, role: Role, before: Sequence[Column], reporting_period: str | None
) -> str | None:
    """The period of a value column: its own; the paper's year for a target or a budget, its own
    period for a target "this quarter"; that of the figure on its left for a quartile or a
    variance: for a quartile not of a target, for a variance "vs Q2" of a result."""
    period = column.period
    if period is None and role in (Role.TARGET, Role.BUDGET) and reporting_period:
        if role is Role.TARGET and _OF_THE_PERIOD.search(column.header):
            return of_the_period(column.header, reporting_period)
        named_year = _OTHER_TIME.search(column.header) is not None
        return None if named_year else year_of(reporting_period) or reporting_period
    if period is None and role in (Role.QUARTILE, Role.VARIANCE):
        others = {Role.TARGET} if role is Role.QUARTILE else set()
        if _AGAINST_RESULT.match(column.header) is not None:
            others = {Role.TARGET, Role.PREVIOUS}
        figures = [c for c in reversed(before) if c.use is Use.VALUE and c.role not in others]
        if role is Role.VARIANCE:
            figures = _since_before(figures)
        beside = figures[0] if figures else None
        if beside is not None and beside.role is Role.ACTUAL and beside.period is None:
            return of_the_period(beside.header, reporting_period)  # as that one is read
        return beside.period if beside is not None else None
    return period


def _since_before(figures: list[Column]) -> list[Column]:
    """The figures on the left of a change, nearest first, without an earlier one that it is a
    change from: "This year | Last year | % change" is a change of this year's."""
    if not figures or figures[0].role not in (Role.PREVIOUS, Role.ACTUAL):
        return figures
    nearest = figures[0]
    far = nearest.role is Role.PREVIOUS  # a target may stand between the two
    others = (c for c in (figures[1:] if far else figures[1:2]) if c.role is Role.ACTUAL)
    result = next(others, None)
    if result is None or (result.period or "~") <= (nearest.period or ""):
        return figures
    return [result]


def with_result_like_target(
    columns: tuple[Column, ...], grid: Grid, rows: Sequence[int]
) -> tuple[Column, ...]:
    """Of several unnamed columns of figures beside targets in percent the one in percent is the
    result ("% in time"), the others are what it is made of ("Decided", "In time")."""
    values = [column for column in columns if column.use is Use.VALUE]
    named = [c for c in values if c.role is not None or c.period or _names_period(c)]
    if any(_calendar_year(c) is not None for c in values):
        return columns  # each of these is a result
    unnamed = [c for c in values if c not in named]
    targets = [c for c in named if c.role is Role.TARGET]
    if len(unnamed) < 2 or not targets or any(c.period or c.role is Role.ACTUAL for c in named):
        return columns
    if not all(_in_percent(grid, c, rows) for c in targets):
        return columns
    shares = [c for c in unnamed if _in_percent(grid, c, rows)]
    if len(shares) != 1:
        return columns
    if any(_in_percent(grid, c, rows, least=0) for c in unnamed if c is not shares[0]):
        return columns  # wards, of measures in percent and others: a value may be missing
    roles = {c.index: Role.ACTUAL if c is shares[0] else Role.OTHER for c in unnamed}
    return tuple(replace(c, role=roles.get(c.index, c.role)) for c in columns)


def with_money_apart(
    columns: tuple[Column, ...], grid: Grid, rows: Sequence[int]
) -> tuple[Column, ...]:
    """An unnamed column of pounds beside results and targets of which none is in pounds ("Service
    credits") is neither: it is compared with nothing."""
    values = [column for column in columns if column.use is Use.VALUE]
    unnamed = [c for c in values if c.role is None and not c.period and not _names_period(c)]
    pounds = {c.index for c in unnamed if _in_pounds(grid, c, rows)}
    others = [c for c in values if c.index not in pounds]
    if not pounds or not others or any(_in_pounds(grid, c, rows, least=0) for c in others):
        return columns
    return tuple(replace(c, role=Role.OTHER) if c.index in pounds else c for c in columns)


def _in_pounds(grid: Grid, column: Column, rows: Sequence[int], *, least: float = 0.5) -> bool:
    """Whether more than ``least`` of a column's figures are pounds."""
    texts = [c.text for row in rows if (c := grid.starts_at(row, column.index)) is not None]
    figures = [text for text in texts if any(map(str.isdigit, text))]
    return sum("£" in text for text in figures) > least * len(figures)


def _in_percent(grid: Grid, column: Column, rows: Sequence[int], *, least: float = 0.5) -> bool:
    """Whether more than ``least`` of a column's figures are percentages, by its header or by the
    signs beside them."""
    if column.unit.unit is Unit.PERCENT:
        return True
    texts = [c.text for row in rows if (c := grid.starts_at(row, column.index)) is not None]
    figures = [text for text in texts if any(map(str.isdigit, text))]
    return sum("%" in text for text in figures) > least * len(figures)


def _is_score(column: Column) -> bool:
    """Whether a column is headed by a side of a risk's score ("Likelihood", "L")."""
    match = match_header(column.header.rpartition(" / ")[2])
    return match is not None and match.exact and match.word is HeaderWord.SCORE


def _outer(column: Column) -> str:
    """What stands above a column's own header."""
    return column.header.rpartition(" / ")[0]


def _tells_result(column: Column) -> bool:
    """Whether a column's own header is that of results or of shares: "Value", "%"."""
    match = match_header(column.header.rpartition(" / ")[2])
    result = match is not None and match.exact and match.word is HeaderWord.ACTUAL
    return result or column.unit.unit is Unit.PERCENT


def _names_period(column: Column) -> bool:
    """Whether a line of a header is a period, with or without its year, or a term."""
    lines = column.header.split(" / ")
    return any(is_period(line) or is_term(line) for line in lines)
