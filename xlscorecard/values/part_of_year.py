"""How many months of a financial year a text counts: "first nine months", "H1", "second half"."""

from __future__ import annotations

import re

_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_FIRST_MONTHS = re.compile(rf"\bfirst (?P<many>[1-9]|1[01]|{'|'.join(_NUMBERS)}) months\b")
# A half is told by the month in which it ends, as "April to September 2024" is.
_HALF = re.compile(
    r"(?<![a-z0-9])(?:(?:h|hy|half)[ -]?(?P<number>[12])"
    r"(?=$|[ ,:-]{1,3}(?:of )?(?:20)?\d\d| (?:targets?|plan|profile|actuals?|results?|budget)$)|"
    r"(?P<word>first|1st|second|2nd) half\b(?![ -]?term)|(?P<year>half[ -]year(?:ly)?)\b)"
)
# The halves of 2024 begin with January.
_CALENDAR_YEAR = re.compile(r"(?<![\d/-])20\d\d(?!\d|\s?[/-]\s?\d|\s?to\b)")
_SECOND = frozenset({"2", "second", "2nd"})


def months_gone(words: str) -> int | None:
    """The number of months from April on that a text (folded) speaks of; None where it names no
    such part of a year, or one of a calendar year."""
    begun = _FIRST_MONTHS.search(words)
    if begun is not None:
        return int(_NUMBERS.get(begun["many"], begun["many"]))
    halves = list(_HALF.finditer(words))
    if not halves or _CALENDAR_YEAR.search(words):
        return None
    # a report at the half year may name the second one: "Half-year report: H2"
    half = next((one for one in halves if not one["year"]), halves[0])
    return 12 if (half["number"] or half["word"]) in _SECOND else 6
