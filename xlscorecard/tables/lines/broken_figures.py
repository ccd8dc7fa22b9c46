"""Years and amounts that a narrow cell breaks over lines ("2021" over "/202" over "2", "£1,92" over
"1,000")."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(
    r"\(?(?:(?:19|20)\d\d[-/](?:\d\d|20\d\d)|\d\d/\d\d)\)?"
    r"|/20\d\d|/\d\d"  # the line above them is hidden
)
_OF_YEAR = re.compile(r"\(?[\d/-]{1,8}\)?|\)")
_AMOUNT = re.compile(r"[-+(]?£?\d{1,3}(?:,\d{3})+\)?")
_OF_AMOUNT = re.compile(r"[-+(]|[-+(]?£?[\d,]+\)?")
# A figure is broken over so many lines at most.
MOST_LINES = 4


def is_amount(text: str) -> bool:
    """Whether a text is an amount in thousands or more."""
    return _AMOUNT.fullmatch(text) is not None


def lines_of_figure(lines: Sequence[str]) -> int:
    """How many lines the figure takes that begins in the first; 0 where it begins none, or ends in
    it. Each line is given as the word at its end, or at its beginning where it goes on."""
    return _lines_of(lines, _OF_YEAR, _YEAR) or (
        0 if is_amount(lines[0]) else _lines_of(lines, _OF_AMOUNT, _AMOUNT)
    )


def _lines_of(lines: Sequence[str], part: re.Pattern[str], whole: re.Pattern[str]) -> int:
    text = ""
    taken = 0
    for number, line in enumerate(lines[:MOST_LINES], 1):
        if not part.fullmatch(line):
            break
        text += line
        if whole.fullmatch(text):
            taken = number
    return taken if taken > 1 else 0


def completes_figure(lines: Sequence[str], rest: str) -> bool:
    """Whether a line goes on with a figure that those above it begin."""
    last = lines[-MOST_LINES:]
    return any(
        lines_of_figure([*last[start:], rest]) == len(last) - start + 1
        for start in range(len(last))
    )
