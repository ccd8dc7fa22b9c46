"""Periods as databases and file names write them: "Q2_2324", "23/24Q2", "202309", "09/2023"."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d{4}|\dq[1-4]|\d/20\d\d")
# Four digits beside a quarter are two years that follow each other: "2324".
_YEARS = re.compile(
    r"(?<![\d/.])(?:(?P<quarter>q(?:tr|uarter)?[ _-]?[1-4])[ _-]?(?P<behind>\d{4})(?![\d/%.])"
    r"|(?P<before>\d{4})[ _-]?(?P<of>q(?:tr|uarter)?[ _-]?[1-4])(?!\d))"
)
# "Q1 2021" may be of 2021.
_CENTURY = 20
_RUN_TOGETHER = re.compile(r"(?<=\d)(?=q[1-4]\b)")
# The year and the month, or the month and the year, and nothing else.
_MONTH = re.compile(
    r"(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])|(?P<first>0[1-9]|1[0-2])/(?P<last>20[0-3]\d)"
)


def spelt_out(words: str) -> str:
    """A folded text with periods in short as they are written elsewhere: "q2 23/24", "2023-09"."""
    if _DIGITS.search(words) is None:
        return words
    month = _MONTH.fullmatch(words)
    if month is not None:
        return f"{month['year'] or month['last']}-{month['month'] or month['first']}"
    return _RUN_TOGETHER.sub(" ", _YEARS.sub(_with_years, words))


def _with_years(match: re.Match[str]) -> str:
    digits = match["behind"] or match["before"]
    first, last = int(digits[:2]), int(digits[2:])
    if last != (first + 1) % 100 or first == _CENTURY:
        return match[0]
    return f"{match['quarter'] or match['of']} {digits[:2]}/{digits[2:]}"
