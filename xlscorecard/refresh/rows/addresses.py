"""Cell addresses: ``B7`` to (row, column) and back; rows and columns count from 1."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

LAST_ROW = 1_048_576  # of a worksheet: ECMA-376 part 1, 18.3.1.73
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")


class Area(NamedTuple):
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def inside(self, other: Area) -> bool:
        return (
            other.top <= self.top
            and self.bottom <= other.bottom
            and other.left <= self.left
            and self.right <= other.right
        )

    def cells(self) -> Iterator[tuple[int, int]]:
        """(row, column) of each cell, row by row."""
        rows, columns = range(self.top, self.bottom + 1), range(self.left, self.right + 1)
        return itertools.product(rows, columns)

    @property
    def text(self) -> str:
        """``A1:C9``, or ``A1`` for a single cell."""
        first = format_address(self.top, self.left)
        last = format_address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


@cache
def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """A is 1, AA is 27; case does not matter."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def format_address(row: int, column: int) -> str:
    """``B7`` for row 7, column 2."""
    return f"{column_letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int]:
    """(row, column) of ``B7`` or ``$B$7``; raises ValueError for anything else."""
    match = _CELL.match(text)
    if match is None:
        raise ValueError(f"not a cell address: {text!r}")
    row, column = int(match[2]), column_number(match[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"outside the sheet: {text!r}")
    return row, column


def parse_area(text: str) -> Area:
    """``A1:C9``, ``A1``, whole columns ``A:C`` or rows ``2:5``; raises ValueError."""
    first, colon, last = text.replace("$", "").partition(":")
    if not colon:
        last = first
    elif first.isalpha() and last.isalpha():
        columns = sorted((column_number(first), column_number(last)))
        return Area(1, columns[0], LAST_ROW, columns[1])
    elif first.isdigit() and last.isdigit():
        rows = sorted((int(first), int(last)))
        return Area(rows[0], 1, rows[1], LAST_COLUMN)
    (top, left), (bottom, right) = parse_address(first), parse_address(last)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def area_or_none(text: str | None) -> Area | None:
    """The area that a part states, None where that is none."""
    try:
        return parse_area(text or "")
    except ValueError:
        return None


def parse_areas(text: str) -> tuple[Area, ...]:
    """A space separated list of areas (``sqref``); raises ValueError."""
    return tuple(parse_area(part) for part in text.split())
