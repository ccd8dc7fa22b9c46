"""Periods that headers say only together: quarters and months without a year, by the columns beside
them and the reporting period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.turned import latest_first
from xlscorecard.values.normal_period import is_part_of_year
from xlscorecard.values.period import parse_period, period_after, previous_year, year_of

# A header's "Q3 2016/17 to Q2 2017/18", with a dash or the word.
_RANGE = re.compile(r"(?P<first>\S[^()–—]*?)\s*(?:[–—-]|\bto\b)\s*(?P<last>[^()–—]*\S)")


def carried_periods(
    headers: Sequence[str], periods: Sequence[str | None], columns: Sequence[Column]
) -> list[str | None]:
    """The periods of columns, where a quarter or month without a year goes on from the dated
    one before it, or is the same over another kind of figure: "Q3 22/23 | Q3 RAG | Q4 | Q1". The
    same one over the same kind is another year's. Where they go back in time it is the one before:
    "Q1 23/24 | Q4 | Q3". Others stay as they are."""
    back = latest_first([parse_period(header, year="2000/01") for header in headers])
    found: list[str | None] = []
    last: str | None = None
    kinds: set[tuple[Use, Role | None]] = set()  # of the last period
    for header, period, column in zip(headers, periods, columns, strict=True):
        after = _next(last, header, back=back) if last is not None else None
        dated = parse_period(header)
        if dated is not None:
            kinds = kinds if dated == last else set()
            last = dated
        elif last is not None and is_part_of_year(last) and _is_of(header, last):
            if column.kind in kinds:
                last = None  # "Q1 22/23 | Q1"
            else:
                period = last  # noqa: PLW2901
        elif after is not None and _is_of(header, after):
            period = last = after  # noqa: PLW2901
            kinds = set()
        elif parse_period(header, year="2000/01") is not None:
            last = None  # another row of periods begins
        kinds.add(column.kind)
        found.append(period)
    return found


def _next(period: str, header: str, *, back: bool) -> str | None:
    """The period that the next column would be of: the one after, or ``back`` the one before where
    that is what its header names."""
    if not back:
        return period_after(period)
    year = year_of(period)
    if year is None:
        return None
    named = (parse_period(header, year=each) for each in (year, previous_year(year)))
    return next((one for one in named if one and period_after(one) == period), None)


def _is_of(header: str, period: str) -> bool:
    return parse_period(header, year=year_of(period)) == period


def parts_told_before(columns: Sequence[Column], periods: Sequence[str | None]) -> list[str | None]:
    """The periods of columns, where the quarter or month of a target, without a year, is that of
    the only column whose header dates it: "2021/22 Q3" and "Q3 target". Others stay as they are."""
    dated = {p for p in periods if p is not None and is_part_of_year(p)}
    found = list(periods)
    for column in columns:
        if not dated or periods[column.index] is not None or column.role is not Role.TARGET:
            continue
        part = parse_period(column.header, year="2000/01")
        alike = [p for p in dated if part is not None and p[-2:] == part[-2:]]
        if part is not None and is_part_of_year(part) and len(alike) == 1:
            found[column.index] = alike[0]
    return found


_YEAR_END = re.compile(r"\b(?:year[ -]end|end of (?:the )?year)\b", re.IGNORECASE)


def last_periods(
    headers: Sequence[str], columns: Sequence[Column], reporting: str | None
) -> list[str | None]:
    """The periods of columns, where a lone quarter or month without a year would lie behind the
    reporting one and was the last before it in the year before: "Q4" beside the results of a paper
    on Q1. Others stay as they are."""
    found = [column.period for column in columns]
    year = year_of(reporting)
    if year is None or reporting is None or not is_part_of_year(reporting):
        return found
    bare = {
        column.index: part
        for column, header in zip(columns, headers, strict=True)
        if column.use is Use.VALUE
        and parse_period(header) is None
        and (part := column.period) is not None
        and is_part_of_year(part)
        and part != reporting
    }
    if len(bare) != 1:
        return found
    (at, part), *_ = bare.items()
    before = parse_period(headers[at], year=previous_year(year))
    results = columns[at].role in (None, Role.ACTUAL) and len(part) == len(reporting)
    results = results and not _YEAR_END.search(headers[at])  # "Year end (Q4)" is to come
    if results and before is not None and period_after(before) == reporting:
        found[at] = before
    return found


def ranged_periods(
    lines: Sequence[Sequence[str]], periods: Sequence[str | None]
) -> list[str | None]:
    """The periods of columns under a header that says from when to when ("Q3 2016/17 to
    Q2 2017/18" over "Q3 | Q4 | Q1 | Q2"): each follows the one before it, and the last is the
    header's. Others stay as they are."""
    found = list(periods)
    for above, group in groupby(range(len(lines)), key=lambda col: tuple(lines[col][:-1])):
        cols = list(group)
        span = _span_of(above[-1]) if above else None
        if span is None:
            continue
        run = [span[0]]
        while len(run) < len(cols) and (after := period_after(run[-1])) is not None:
            run.append(after)
        leaves = [lines[col][-1] for col in cols]
        if run == [
            parse_period(leaf, year=year_of(period))
            for leaf, period in zip(leaves, run, strict=False)
        ] and (len(run), run[-1]) == (len(cols), span[1]):
            found[cols[0] : cols[-1] + 1] = run
    return found


def _span_of(header: str) -> tuple[str, str] | None:
    """The first and the last period that a header names, where it names both with their year."""
    for inside in (*re.findall(r"\(([^()]+)\)", header), header):
        for match in _RANGE.finditer(inside):
            first, last = parse_period(match["first"]), parse_period(match["last"])
            if first is not None and last is not None and first < last:
                return first, last
    return None
