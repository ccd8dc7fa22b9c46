"""Periods that a header tells by the present one: the same part of another year, the step of time
that the paper reports on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.header_text import year_of_result
from xlscorecard.values.ledger import month_of_period
from xlscorecard.values.normal_period import MONTH, QUARTER, YEAR, is_normal, last_month

# "In month", "Quarter only", "Month target": what the present month, or quarter, is of.
_STEP = re.compile(
    r"\b(?:(?:in|this|current|for the)[ -](?P<step>month|quarter)|(?P<alone>month|quarter) only)\b|"
    r"^(?P<of>month|quarter)(?:[’']s)? target$",
    re.IGNORECASE,
)
# "2014/15 same period": that part of the year which the present period is of its own.
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


def of_the_period(header: str, reporting: str | None) -> str | None:
    """The period of what a header says is of the reporting one ("In month", "This quarter"): none
    where the paper reports on another step of time, which does not tell which month it is; none
    either of a calendar year ("2023" in a paper of "Q3 2023/24"), which it need not be of."""
    if year_of_result(header.rpartition(" / ")[2]) is not None:
        return None
    said = _STEP.search(header)
    if said is None or reporting is None:
        return reporting
    step = (said["step"] or said["alone"] or said["of"]).lower()
    return reporting if (MONTH if step == "month" else QUARTER).fullmatch(reporting) else None
