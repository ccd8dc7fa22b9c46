"""A column of a table without lines: an interval of x."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

# A text set left that is longer than its column reaches over the next one's by so many letter
# heights at most; where it starts is told to the point.
OVERHANG = 0.5
_AT_START = 1.0


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


def hangs_over(columns: Sequence[Column], under: Sequence[int], x0: float, reach: float) -> bool:
    """Whether a text that starts where a column does and ends at ``reach`` only just touches the
    column behind it: a long header set left in a narrow one."""
    own, behind = columns[under[0]], columns[under[1]]
    return len(under) == 2 and abs(own.x0 - x0) < _AT_START and reach <= behind.x0
