"""Accounting periods: April is the first of a ledger's year, so that "P9" and "Month 9" end with
December. A thirteenth is that of the year's closing, or one of thirteen of four weeks each."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.confusables import fold_words

_LAST = 12
_NUMBER = r"0?(1[0-3]|[1-9])\b"
_NAMED = re.compile(
    rf"\b(?:period|prd|month|mth)s?\.?\s?(?:no\.?\s?)?{_NUMBER}"
    rf"(?:\s?(?:-|to|and|&)\s?(?:(?:period|prd|month|mth)\s?)?{_NUMBER})?"
    r"(?!\s?(?:months?|years?|weeks?|days?)\b)"
    # "the period 1 April 2024 to 31 March 2025", "1-30 June", "1/4/24" are spans of days
    r"(?!\s?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\s?[/.]\s?\d|"
    r"\s?(?:-|to)\s?\d{1,2}(?:\s?(?:of )?[a-z]|$))"
)
# "Actual (m3)" is of cubic metres; the third month is "M3".
_METRES = re.compile(r"\bm[23]\b")
_SHORT = re.compile(rf"\b(?P<letter>[pm])\s?{_NUMBER}(?:\s?(?:-|to)\s?(?P=letter)?\s?{_NUMBER})?")
# What may stand beside "P9" where it is a period: the rest would be what the letter is short for.
_BESIDE = re.compile(
    r"\b(?:actuals?|results?|outturn|performance|position|value|ytd|year|to|date|cumulative|cum|"
    r"last|previous|prior|same|target|profiled?|plan|budget|forecast|at|as|end|of|for|the|in|"
    r"month|rag|status|rating|dot|trend|variance|£|000s?|m|k|fy)\b|[\d\W]"
)


@lru_cache(maxsize=4096)
def ledger_period(text: str, *, named: bool = False) -> int | None:
    """The number of the accounting period that a text names, the last of "P1 - P9"; None where it
    names none or several. ``named`` takes "Period 9" and "Month 9" only, and not "P9"."""
    words = fold_words(text)
    found = list(_NAMED.finditer(words))
    if not found and not named and not _METRES.search(text):
        found = list(_SHORT.finditer(words))
        if found and _BESIDE.sub("", _SHORT.sub(" ", words)):
            return None  # "P1 calls": of the first priority
    if len(found) != 1:
        return None
    first, last = found[0].groups()[-2:]
    if last is not None and int(last) < int(first):
        return None
    return int(last or first)


def month_of_period(number: int, year: str) -> str | None:
    """The month with which an accounting period of a financial year ends: "2024-12" for 9 of
    "2024/25"; None for a thirteenth."""
    if not 1 <= number <= _LAST:
        return None
    start, month = int(year[:4]), number + 3
    return f"{start}-{month:02d}" if month <= _LAST else f"{start + 1}-{month - _LAST:02d}"
