"""Columns that drawn lines, or the edges of painted cells, part from each other, all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.unruled.columns.column import Column

# A text keeps to a cell that it leaves by no more than this (points).
_AT_EDGE = 1.0
# Fewer lines than this part a page's margins as well.
_FEWEST_LINES = 2
# Two texts this close (letter heights) to each other are words of one.
_SPACE = 0.55
# At most this share of a table's texts is merged over columns: banners, headers that it repeats.
_MERGED = 0.15


def columns_between_lines(
    body: Sequence[Column], hints: Sequence[float], runs: Sequence[Run]
) -> list[Column] | None:
    """A column for each interval between the ``hints`` (x of upright lines, ascending), as wide
    as the texts that keep to it, headers set at another side than what stands below them among
    them; None where an interval holds several columns of the ``body``, or neither one nor a name
    of what is to come."""
    lines = _as_lines(hints)
    if len(lines) < _FEWEST_LINES or not len(lines) / 2 < len(body) <= len(lines) + 1:
        return None
    bounds = [float("-inf"), *lines, float("inf")]
    columns: dict[int, Column] = {}
    for column in body:
        number = bisect_right(lines, (column.x0 + column.x1) / 2)
        low, high = bounds[number : number + 2]
        if number in columns or column.x0 < low - _AT_EDGE or column.x1 > high + _AT_EDGE:
            return None
        columns[number] = column
    for run in runs:
        number = bisect_right(lines, run.bbox.centre[0])
        low, high = bounds[number : number + 2]
        if low - _AT_EDGE <= run.bbox.x0 and run.bbox.x1 <= high + _AT_EDGE:
            _take_in(columns, number, run)
    return [columns[number] for number in sorted(columns)] if len(columns) > len(lines) else None


def body_between_lines(
    rows: Sequence[Sequence[Run]], hints: Sequence[float]
) -> list[Column] | None:
    """The columns of a table's ``rows``, one for each interval between the ``hints`` with a text in
    it, where no two texts of a row share one: figures at the left of their cells and headers in the
    middle, which the table repeats further down, are one column. None where they do, or many texts
    stand across a line."""
    lines = _as_lines(hints)
    columns: dict[int, Column] = {}
    merged = total = 0
    for row in rows:
        ends: dict[int, float] = {}
        for run in row:
            total += 1
            number = bisect_right(lines, run.bbox.x0 + _AT_EDGE)
            if number < len(lines) and lines[number] < run.bbox.x1 - _AT_EDGE:
                merged += 1
                continue
            if run.bbox.x0 - ends.get(number, run.bbox.x0) > _SPACE * run.size:
                return None
            ends[number] = run.bbox.x1
            _take_in(columns, number, run)
    return [columns[number] for number in sorted(columns)] if merged <= _MERGED * total else None


def _take_in(columns: dict[int, Column], number: int, run: Run) -> None:
    """Let the column of an interval reach over a text of its own."""
    own = columns.get(number, Column(run.bbox.x0, run.bbox.x1))
    columns[number] = Column(min(own.x0, run.bbox.x0), max(own.x1, run.bbox.x1))


def _as_lines(hints: Sequence[float]) -> list[float]:
    """Places of lines: the edges of cells below each other are one."""
    return [at for n, at in enumerate(hints) if not n or at - hints[n - 1] > _AT_EDGE]
