"""A column of a table without lines: an interval of x."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from xlscorecard.tables.lines.paragraphs import Run

# Up to this share of lines, where there are more than a few, may cross a gutter: headers that
# span, banners, notes.
CROSSING = 0.18
FEW_ROWS = 3
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


def covered(runs: Sequence[Run], allowed: int, gutter: float = 0.0) -> list[Column]:
    """Intervals that more than ``allowed`` runs cover, openings under a gutter's width closed."""
    events = sorted(
        [(run.bbox.x0, 1) for run in runs] + [(run.bbox.x1, -1) for run in runs],
        key=lambda event: (event[0], -event[1]),
    )
    columns: list[Column] = []
    depth = 0
    start = 0.0
    for place, step in events:
        before = depth
        depth += step
        if before <= allowed < depth:
            start = place
        elif depth <= allowed < before and place > start:
            if columns and start - columns[-1].x1 < gutter:
                columns[-1] = Column(columns[-1].x0, place)
            else:
                columns.append(Column(start, place))
    return columns
