"""What a title or a heading says of money: that its figures are amounts, or that they are none."""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.values.confusables import fold_words

_AMOUNTS = re.compile(
    r"£|\b(?:pounds|budget\w*|spend\w*|spent|expenditure|costs?|costing|income|revenue|savings?|"
    r"debts?|debtors?|creditors?|arrears|capital|reserves?|balances?|grants?|funding|funds?|"
    r"receipts?|surplus\w*|deficits?|overspen[dt]\w*|underspen[dt]\w*|out-?turn|council tax|"
    r"business rates|nndr|rents?|rental|borrowing|loans?|investments?|fees|charges|prices?|"
    r"value of|values?|pay ?roll|pay bill|pay|salaries|wages|overpayments?|write-?offs?|"
    r"written[ -]off|interest|cash|contingenc\w+|precepts?|lev(?:y|ies)|tax|subsid\w+|billed|"
    r"worth|variance|over/ ?\(?under|o/\(?u)\b",
)
# What was collected of an amount may be told in pounds and as a share of it.
_EITHER = re.compile(r"\b(?:collect\w*|recover\w*)\b")
_TIMES = r"(?:seconds?|secs|minutes?|mins|hours?|days?|weeks?|months?)"
_NO_AMOUNT = re.compile(
    r"%|\b(?:per ?cent(?:age)?|proportion|ratio|"
    r"(?<!business )(?<!domestic )rate(?=$| ?\()|rate of|"
    r"numbers? of|no\. of|counts? of|volumes? of|on time|(?:with)?in "
    r"(?:time|target|deadlines?|timescales?|slas?|standards?))(?!\w)|"
    # "Invoices paid in 30 days", and no debt of a certain age
    r"\b(?:\w+ed|paid|sent|made|met|let|dealt with)\b(?: \w+){0,3} (?:with)?in \d+ "
    rf"(?:\w+ )?{_TIMES}"
)
_SHARE_OF = re.compile(r"(?:(?:the|our|council's) )?share of\b(?!.*(?:%|\bper ?cent))")
# Topics of the figures that councils print beside money. "Staff" may be a line of a budget.
_TOPICS = re.compile(
    r"\b(?:satisf\w+|sickness|absences?|(?:staff|employee|workforce|labour) turnover|headcount|"
    r"ftes?|wtes?|vacancies|scores?|complaints|compliments|calls|visits|visitors|applications|"
    r"claims|users|customers|residents|staff|employees|incidents|accidents)\b"
)
# Money, but a few pounds of it, whatever stands above.
_OF_ONE = re.compile(
    r"\w(?<!\bas) per (?!annum\b|year\b|month\b|quarter\b|cent\b|(?:service|directorate|"
    r"department|team|budget|plan|programme|scheme)\b)\w|\bunit (?:cost|price)s?\b|"
    r"\b(?:average|mean|median|weekly|hourly) (?:\w+ ){0,2}(?:cost|price|rent|spend|charge|fee)s?\b"
)


@lru_cache(maxsize=4096)
def names_amount(text: str) -> bool:
    """Whether a text names what is told in pounds, and in no other way: "Net spend", "Rent
    arrears", not "Business rates collected"."""
    words = fold_words(text)
    return _AMOUNTS.search(words) is not None and _EITHER.search(words) is None


@lru_cache(maxsize=4096)
def names_no_amount(text: str) -> bool:
    """Whether a text names what is no sum of money that a heading's "£000" could be of: a share, a
    number of things, what was done in time, the cost of one."""
    words = fold_words(text)
    return _NO_AMOUNT.search(words) is not None or _OF_ONE.search(words) is not None


@lru_cache(maxsize=4096)
def names_share_of_amount(text: str) -> bool:
    """Whether a text names a part of an amount that may be told in pounds as well as in percent:
    "Share of business rates", not "Share of households" nor "Share of income (%)"."""
    words = fold_words(text)
    return _SHARE_OF.match(words) is not None and _AMOUNTS.search(words) is not None


@lru_cache(maxsize=4096)
def names_people_or_things(text: str) -> bool:
    """Whether a text names what is counted or surveyed and no amount: "Customer satisfaction",
    "Claims processed"; not "Sickness cover costs"."""
    words = fold_words(text)
    return _TOPICS.search(words) is not None and _AMOUNTS.search(words) is None
