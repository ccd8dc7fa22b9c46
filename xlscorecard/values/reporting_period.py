"""The period on which a paper reports, as its title lines tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlscorecard.values.confusables import fold_words
from xlscorecard.values.ledger import ledger_period, month_of_period
from xlscorecard.values.normal_period import MONTH, QUARTER, YEAR
from xlscorecard.values.period import parse_period, quarter_in, year_of

# Title lines are short; a paragraph names periods for comparison.
_LONGEST_TITLE = 160
_LABELLED = re.compile(r"\b(?:reporting )?period(?: covered| of report)?\s*:")


def reporting_period(texts: Iterable[str]) -> str | None:
    """The period on which a paper reports, from its title lines, best first.

    A line labelled "Reporting period:" wins. Else the first year that a line names, with the
    quarter that goes with it: from a line with both, or from one with the quarter alone. A
    month (often a meeting's) serves only where no year is named; that of an accounting period
    ("Period 9 2024/25") is no meeting's.
    """
    year: str | None = None
    month: str | None = None
    quarters: list[str] = []
    lone: int | None = None
    ledger: int | None = None
    for text in texts:
        words = fold_words(text)
        if len(words) > _LONGEST_TITLE:
            continue
        period = parse_period(text)
        ledger = ledger or ledger_period(text, named=True)
        if period is None:
            lone = lone or quarter_in(words)
        elif _LABELLED.search(words):
            return period
        elif MONTH.fullmatch(period):
            month = month or period
        elif YEAR.fullmatch(period) or QUARTER.fullmatch(period):
            year = year or period[:7]
            if " Q" in period:
                quarters.append(period)
    for period in quarters:
        if year is not None and period.startswith(year):
            return period
    if year is not None:
        of_ledger = month_of_period(ledger, year) if ledger else None
        return of_ledger or (f"{year} Q{lone}" if lone else year)
    return f"{year_of(month)} Q{lone}" if month is not None and lone else month
