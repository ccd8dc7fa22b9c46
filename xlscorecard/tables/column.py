"""A column of a table without lines: an interval of x."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Column(NamedTuple):
    """A column's text extent."""

    x0: float
    x1: float


def columns_under(columns: Sequence[Column], x0: float, x1: float) -> list[int]:
    """The numbers of the columns that share some width with an interval."""
    first = bisect_left(columns, x0, key=lambda column: column.x1)
    found: list[int] = []
    for number in range(first, len(columns)):
        if columns[number].x0 >= x1:
            break
        if columns[number].x1 > x0:
            found.append(number)
    return found
