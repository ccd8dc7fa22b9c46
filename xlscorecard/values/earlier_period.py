"""Periods that a header names by how long they lie before another: "Same quarter last year"."""

from __future__ import annotations

import re

from xlscorecard.values.confusables import fold_words
from xlscorecard.values.normal_period import MONTH, QUARTER, YEAR
from xlscorecard.values.period import previous_year

# "Same quarter last year" is not the whole of last year.
_YEAR_AGO = re.compile(
    r"\b(?:same|this) (?P<step>quarter|month|period|point|time|stage)(?: (?:in|of|from))?(?: the)?"
    r" (?:last|prev\.?|previous|prior) year\b|"
    r"\b(?:(?:a|one|1) year|(?:12|twelve) months) (?:ago|earlier|before)\b"
)
# In brackets behind the year: "Prev Year (Period)".
_PART_OF_LAST_YEAR = re.compile(
    r"\b(?:last|prev\.?|previous|prior) year \((?:same )?(?P<step>quarter|month|period)\)"
)
_STEP_AGO = re.compile(r"\b(?:last|prev\.?|previous|prior|preceding) (?P<step>quarter|month)\b")

_SHORT = (
    (re.compile(r"\bqtrs?\b"), "quarter"),
    (re.compile(r"\bm(?:n)?ths?\b"), "month"),
    (re.compile(r"\byrs?\b"), "year"),
)


def _words_of(text: str) -> str:
    """A header folded, its words for times in full: "Previous Qtr"."""
    words = fold_words(text)
    for short, word in _SHORT:
        words = short.sub(word, words)
    return words


def earlier_period(text: str, reporting: str) -> str | None:
    """The period that a header names by how long it lies before the reporting one: "Same
    quarter last year", "Last quarter", "Previous month". None where it names none so, or where
    the paper reports on another step of time: the quarter before a year is not known."""
    words = _words_of(text)
    quarter = QUARTER.fullmatch(reporting)
    month = MONTH.fullmatch(reporting)
    ago = _YEAR_AGO.search(words) or _PART_OF_LAST_YEAR.search(words)
    if ago:
        step_meant = {"quarter": quarter, "month": month}
        if ago["step"] in step_meant and step_meant[ago["step"]] is None:
            return None
        return year_before(reporting)
    step = _STEP_AGO.search(words)
    if step is None:
        return None
    if step["step"] == "quarter" and quarter:
        before = int(quarter["number"]) - 1
        return f"{quarter['year']} Q{before}" if before else f"{previous_year(quarter['year'])} Q4"
    if step["step"] == "month" and month:
        year, number = int(month["year"]), int(month["number"]) - 1
        return f"{year}-{number:02d}" if number else f"{year - 1}-12"
    return None


_PLAIN_LAST_YEAR = re.compile(
    r"(?:last|prev\.?|previous|prior|preceding) year(?:'?s)?"
    r"(?: (?:actuals?|results?|outturn|values?|figures?|performance))?|[lp]y|s[pq]ly"
)


def beside_period(text: str, above: str) -> str | None:
    """The period that a line of a header names by how long it lies before the one ``above`` it:
    "Last year" under "Jan-25" is January 2024. None where it names none so."""
    found = earlier_period(text, above)
    if found is None and _PLAIN_LAST_YEAR.fullmatch(_words_of(text)):
        return year_before(above)
    return found


def year_before(period: str) -> str | None:
    """The same year, quarter or month a year earlier; None for a period of another form."""
    quarter, month = QUARTER.fullmatch(period), MONTH.fullmatch(period)
    if quarter:
        return f"{previous_year(quarter['year'])} Q{quarter['number']}"
    if month:
        return f"{int(month['year']) - 1}-{month['number']}"
    return previous_year(period) if YEAR.fullmatch(period) else None
