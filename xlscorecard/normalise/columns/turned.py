"""Columns of quarters or months without a year that go over the turn of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.header_text import begins_next_year
from xlscorecard.values.normal_period import YEAR, is_part_of_year, last_month
from xlscorecard.values.period import parse_period, period_after, previous_year, year_of

_YEAR = 12
_FEWEST_STEPS = 2
# What may be of a time that is still to come.
_AIMS = (Role.TARGET, Role.FORECAST, Role.BUDGET)
# The last and the first part of a year.
_TURNS = (("Q4", "Q1"), ("03", "04"))


def turned_periods(
    headers: Sequence[str],
    periods: Sequence[str | None],
    reporting: str | None,
    lines: Sequence[Sequence[str]],
    columns: Sequence[Column],
) -> list[str | None]:
    """The periods of columns, where quarters or months without a year go over the turn of the year
    and end by the reporting period: "Q3 | Q4 | Q1 | Q2" in a paper on Q2 begins in the year
    before. Not where another header stands above those that begin again, by the ``lines`` of
    each ("Plan" over Q1 to Q4, "Actual" over Q1 and Q2), and not where figures of another kind
    begin again ("Q1" to "Q4", then "Q1 RAG" to "Q4 RAG"). Others stay as they are."""
    found = list(periods)
    year = year_of(reporting)
    if reporting is None or year is None or YEAR.fullmatch(reporting):
        return found
    told = [None if parse_period(h) else parse_period(h, year=year) for h in headers]
    results = {told[c.index] for c in columns if c.use is Use.VALUE and c.role not in _AIMS}
    for block in _blocks(told, columns):
        # "Q2 last year" says of which year it is
        own = [col for col in block if told[col] is None or year_of(told[col]) == year]
        order = _earliest_first(told, own)
        for turn in range(1, len(order)):
            last, first = order[turn - 1], order[turn]
            next_year = begins_next_year(headers[last], headers[first])
            back = told[last] in results and _goes_back(told[last], told[first], reporting)
            if told[first] is None or not (next_year or back):
                continue
            above = [lines[col][:-1] for col in (last, first)]
            if all(above) and above[0] != above[1] and _begins_year(told, lines, last):
                continue
            end = turn
            while end + 1 < len(order) and _goes_on(told[order[end]], told[order[end + 1]]):
                end += 1
            if _is_later(told[order[end]], reporting):
                continue
            for col in _led_to(told, found, order[:turn], step=next_year):
                found[col] = parse_period(headers[col], year=previous_year(year))
    return found


def latest_first(told: Sequence[str | None]) -> bool:
    """Whether periods side by side go back in time. A lone "Q4" behind "Q1" may be the year's
    end."""
    months = [last_month(period) for period in told if period and is_part_of_year(period)]
    steps = [(after - before) % _YEAR for before, after in pairwise(months) if after != before]
    back = sum(step > _YEAR // 2 for step in steps)
    return len(steps) >= _FEWEST_STEPS and back * 2 > len(steps)


def _earliest_first(told: Sequence[str | None], block: Sequence[int]) -> list[int]:
    """The columns of a block from the earliest period on, whichever side that stands at."""
    back = latest_first([told[col] for col in block])
    return list(reversed(block)) if back else list(block)


def _led_to(
    told: Sequence[str | None], found: Sequence[str | None], before: Sequence[int], *, step: bool
) -> Iterator[int]:
    """The columns before the turn of the year, the last one first, as far as each period is that of
    the next column or comes before it: by one ``step`` where the columns leave none out."""
    after: str | None = None
    for col in reversed(before):
        period = told[col]
        if period is None or found[col] != period:
            return
        if after is not None and not _goes_on(period, after):
            parts = is_part_of_year(period) and is_part_of_year(after)
            if step or not parts or last_month(period) > last_month(after):
                return
        yield col
        after = period


def _goes_back(before: str | None, after: str | None, reporting: str) -> bool:
    """Whether a month or quarter that is still to come stands before an earlier one that is not:
    "Mar | Jun | Sep" in a paper on September."""
    if before is None or not is_part_of_year(before) or _is_later(after, reporting):
        return False
    return _is_later(before, reporting)


def _is_later(period: str | None, reporting: str) -> bool:
    """Whether a quarter or month ends after the period that a paper reports on."""
    if period is None or not is_part_of_year(period):
        return True
    return last_month(period) > last_month(reporting)


def _blocks(told: Sequence[str | None], columns: Sequence[Column]) -> Iterator[range]:
    """The columns that can go over the turn of the year together: all of them where each period
    has its figures side by side ("Q4 target | Q4 | Q1 target | Q1"), those of one kind where all
    periods of a kind stand together ("Q4 target | Q1 target | Q4 | Q1")."""
    pairs = list(pairwise(range(len(told))))
    alike = [columns[one].kind == columns[other].kind for one, other in pairs]
    together = any(
        same and (_follow(told[one], told[other]) or _follow(told[other], told[one]))
        for same, (one, other) in zip(alike, pairs, strict=True)
    )
    start = 0
    for same, (_, other) in zip(alike, pairs, strict=True):
        if together and not same:
            yield range(start, other)
            start = other
    yield range(start, len(told))


def _follow(before: str | None, after: str | None) -> bool:
    if before is None or after is None:
        return False
    return period_after(before) == after or (before[-2:], after[-2:]) in _TURNS


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
