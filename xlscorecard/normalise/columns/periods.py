"""Periods that headers say only together: initials of months in a row, quarters that go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.header_text import begins_next_year, calendar_year
from xlscorecard.values.ledger import month_of_period
from xlscorecard.values.normal_period import (
    MONTH,
    QUARTER,
    YEAR,
    is_normal,
    is_part_of_year,
    last_month,
)
from xlscorecard.values.period import (
    MONTH_NAMES,
    parse_period,
    period_after,
    previous_year,
    year_of,
)

_MONTHS = tuple(name[:3] for name in (*MONTH_NAMES[3:], *MONTH_NAMES[:3]))
_INITIALS = "".join(month[0] for month in _MONTHS)
# Shorter runs of initials stand in the year twice ("J", "A") or may be anything ("N", "D").
_LEAST = 5
_CALENDAR_YEAR = re.compile(r"20\d\d")
_HALF_YEAR = 6
_MONTH_NUMBER = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>(?:20)?[012]\d)")
_STEP = re.compile(
    r"\b(?:(?:in|this|current|for the)[ -](?P<step>month|quarter)|(?P<alone>month|quarter) only)\b|"
    r"^(?P<of>month|quarter)(?:[’']s)? target$",
    re.IGNORECASE,
)
# A header's "Q3 2016/17 to Q2 2017/18", with a dash or the word.
_RANGE = re.compile(r"(?P<first>\S[^()–—]*?)\s*(?:[–—-]|\bto\b)\s*(?P<last>[^()–—]*\S)")


def months_in_a_row(headers: Sequence[str]) -> dict[int, str]:
    """The months of columns whose headers name them only together. Column -> "Apr"."""
    return _month_initials(headers) | _numbered_months(headers)


def _month_initials(headers: Sequence[str]) -> dict[int, str]:
    """Months headed by nothing but their initials, in the order of the financial year: "A M J J A
    S"."""
    found: dict[int, str] = {}
    start = 0
    while start < len(headers):
        end = start
        while end < len(headers) and len(headers[end]) == 1 and headers[end] in _INITIALS:
            end += 1
        run = "".join(headers[start:end])
        if len(run) >= _LEAST and (at := _INITIALS.find(run)) >= 0:
            found |= {start + n: _MONTHS[at + n] for n in range(len(run))}
        start = end + 1
    return found


def _numbered_months(headers: Sequence[str]) -> dict[int, str]:
    """Months as numbers before their calendar year, each the one after the one before it: "11/23 |
    12/23 | 01/24". "10/11 | 11/12" are financial years."""
    dated: dict[int, str] = {}
    for col, header in enumerate(headers):
        stated = _MONTH_NUMBER.fullmatch(header.strip())
        if stated is not None:
            year, month = int(stated["year"]) % 100, int(stated["month"])
            dated[col] = f"20{year:02d}-{month:02d}"
    together = {
        col
        for before, after in pairwise(dated)
        if after == before + 1 and period_after(dated[before]) == dated[after]
        for col in (before, after)
    }
    return {
        col: f"{MONTH_NAMES[int(month[-2:]) - 1][:3]} {month[:4]}"
        for col, month in dated.items()
        if col in together
    }


def carried_periods(headers: Sequence[str], periods: Sequence[str | None]) -> list[str | None]:
    """The periods of columns, where a quarter or month without a year goes on from the dated
    one before it: "Q3 22/23 | Q4 | Q1". Others stay as they are."""
    found: list[str | None] = []
    last: str | None = None
    for header, period in zip(headers, periods, strict=True):
        after = period_after(last) if last is not None else None
        dated = parse_period(header)
        if dated is not None:
            last = dated
        elif after is not None and parse_period(header, year=year_of(after)) == after:
            period = last = after  # noqa: PLW2901
        elif parse_period(header, year="2000/01") is not None:
            last = None  # another row of periods begins
        found.append(period)
    return found


def turned_periods(
    headers: Sequence[str],
    periods: Sequence[str | None],
    reporting: str | None,
    lines: Sequence[Sequence[str]] = (),
) -> list[str | None]:
    """The periods of columns, where quarters or months without a year go over the turn of the year
    and end by the reporting period: "Q3 | Q4 | Q1 | Q2" in a paper on Q2 begins in the year
    before. Not where another header stands above those that begin again, by the ``lines`` of
    each ("Plan" over Q1 to Q4, "Actual" over Q1 and Q2). Others stay as they are."""
    found = list(periods)
    year = year_of(reporting)
    if reporting is None or year is None:
        return found
    told = [None if parse_period(h) else parse_period(h, year=year) for h in headers]
    for turn in range(1, len(headers)):
        last = told[turn]
        if last is None or not begins_next_year(headers[turn - 1], headers[turn]):
            continue
        above = [lines[col][:-1] for col in (turn - 1, turn)] if lines else [(), ()]
        if all(above) and above[0] != above[1] and _begins_year(told, lines, turn - 1):
            continue
        end = turn
        while end + 1 < len(told) and _goes_on(told[end], told[end + 1]):
            end += 1
        if (told[end] or "") > reporting or len(last) != len(reporting):
            continue
        at = turn - 1
        while at >= 0 and (part := told[at]) is not None and found[at] == part:
            if at + 1 < turn and not _goes_on(part, told[at + 1]):
                break
            found[at] = parse_period(headers[at], year=previous_year(year))
            at -= 1
    return found


def _goes_on(one: str | None, other: str | None) -> bool:
    """Whether a period is that of the one before ("Q4 / Actual", "Q4 / Target"), or follows it."""
    return one is not None and other in (one, period_after(one))


def _begins_year(told: Sequence[str | None], lines: Sequence[Sequence[str]], last: int) -> bool:
    """Whether the periods that end with a column, under one header, begin with the year: "Plan"
    over Q1 to Q4, not "Winter" over Q3 and Q4."""
    first = last
    while first and lines[first - 1][:-1] == lines[last][:-1] and told[first - 1] is not None:
        first -= 1
    return (told[first] or "").endswith(("Q1", "-04"))


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


def months_of_years(
    lines: Sequence[Sequence[str]], periods: Sequence[str | None], reporting: str | None
) -> list[str | None]:
    """The periods of bare months under calendar years ("2024" over "Nov | Dec", "2025" over "Jan |
    Feb", "2023" and "2024" over the same months). Where those under one year go on over its turn
    ("Nov | Dec | Jan"; not "Mar | Feb | Jan", newest first), it is the name of a financial year, if
    they begin in April or it is the reporting one. Where nothing tells which it is, months have no
    period. Others stay as they are."""
    told: dict[int, str] = {}
    for col, own in enumerate(lines):
        if len(own) > 1 and _CALENDAR_YEAR.fullmatch(own[-2]):
            month = parse_period(f"{own[-1]} {own[-2]}")
            if month is not None and MONTH.fullmatch(month):
                told[col] = month
    if not told:
        return list(periods)
    within = [(a, b) for a, b in pairwise(told) if lines[a][-2] == lines[b][-2]]
    if any(_goes_over_turn(told[before], told[after]) for before, after in within):
        first = next(iter(told.values()))
        known = first.endswith("-04") or year_of(reporting) == year_of(first)
        dated = {col: _of_financial_year(month) if known else None for col, month in told.items()}
    else:
        calendar = _are_calendar(sorted(told.values()), reporting)
        dated = {col: m if calendar or m[-2:] >= "04" else None for col, m in told.items()}
    return [dated.get(col, period) for col, period in enumerate(periods)]


def _goes_over_turn(before: str, after: str) -> bool:
    """Whether a month under the name of the one before it is of the next calendar year: half a
    year or more further up. Months that go back step by step are printed newest first."""
    return int(before[-2:]) - int(after[-2:]) > _HALF_YEAR


def _of_financial_year(month: str) -> str:
    """A month of the calendar year that a financial one is named after, as one of the latter:
    January 2024 under "2024" is that of 2025."""
    return month if month[-2:] >= "04" else f"{int(month[:4]) + 1}{month[4:]}"


def _are_calendar(months: Sequence[str], reporting: str | None) -> bool:
    """Whether months are those of calendar years: they follow each other over the turn of the
    year, none is one of the first that financial years name otherwise, or they go up to the
    reporting period."""
    follow = all(period_after(one) == other for one, other in pairwise(months))
    over = follow and months[0][:4] < months[-1][:4]
    shared = all(month[-2:] >= "04" for month in months)
    ends = reporting is not None and last_month(months[-1]) == last_month(reporting)
    return over or shared or ends


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


_SAME = re.compile(
    r"\b(?:same|equivalent|corresponding|comparable|like) "
    r"(?P<step>quarter|month|period|point|time|stage)\b",
    re.IGNORECASE,
)


def same_periods(
    columns: Sequence[Column], periods: Sequence[str | None], reporting: str | None
) -> list[str | None]:
    """The periods of columns that name a year and that it is the same part of it ("2014/15 same
    period" beside "1 Apr - 31 Aug 2015"): that part, and not the whole year; none where nothing
    says which part it is."""
    found = list(periods)
    alike = {c.index: m for c in columns if (m := _SAME.search(c.header)) is not None}
    if not alike:
        return found
    own = [
        period
        for column, period in zip(columns, periods, strict=True)
        if column.use is Use.VALUE
        and column.role in (None, Role.ACTUAL)
        and column.index not in alike
        and period is not None
        and is_normal(period)
    ]
    present = max(own, key=last_month, default=reporting)
    for index, said in alike.items():
        year = periods[index]
        if year is not None and YEAR.fullmatch(year):
            found[index] = same_part(present, year, said["step"].lower())
    return found


def same_part(present: str | None, year: str, step: str) -> str | None:
    """The part of a year that a present period is of its own; None where that is of another step
    of time than the one said, or not known."""
    quarter, month = QUARTER.fullmatch(present or ""), MONTH.fullmatch(present or "")
    if quarter and step != "month":
        return f"{year} Q{quarter['number']}"
    if month and step != "quarter":
        return month_of_period((int(month["number"]) - 4) % 12 + 1, year)
    return year if YEAR.fullmatch(present or "") and step not in ("quarter", "month") else None


def _span_of(header: str) -> tuple[str, str] | None:
    """The first and the last period that a header names, where it names both with their year."""
    for inside in (*re.findall(r"\(([^()]+)\)", header), header):
        for match in _RANGE.finditer(inside):
            first, last = parse_period(match["first"]), parse_period(match["last"])
            if first is not None and last is not None and first < last:
                return first, last
    return None


def of_the_period(header: str, reporting: str | None) -> str | None:
    """The period of what a header says is of the reporting one ("In month", "This quarter"): none
    where the paper reports on another step of time, which does not tell which month it is; none
    either of a calendar year ("2023" in a paper of "Q3 2023/24"), which it need not be of."""
    if calendar_year(header.rpartition(" / ")[2]) is not None:
        return None
    said = _STEP.search(header)
    if said is None or reporting is None:
        return reporting
    step = (said["step"] or said["alone"] or said["of"]).lower()
    return reporting if (MONTH if step == "month" else QUARTER).fullmatch(reporting) else None
