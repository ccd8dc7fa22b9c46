"""Texts of two cells that stand nearly as close as words do, parted where their columns begin.

A narrow column set tight ("Previous Target", a long name and "Higher") leaves little more than a
space before the next; that the next begins exactly where others above and below it begin, or
that the first ends where others end, tells that they are two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from xlscorecard.model.page import Word
from xlscorecard.tables.paragraphs import Run, run_of

# An opening wider than this many letter heights is more than a space (a third of one).
OPENING = 0.45
# Edges of one column agree within this (points).
EDGE = 0.4
# So many other texts must start or end at a place, in lines at most so many away.
WITNESSES = 2
NEAR = 14
# A line of a table holds at least so many texts.
LEAST_CELLS = 3


def part_at_columns(lines: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """The lines with their runs parted at wide openings where a column begins or ends."""
    told = [
        (number, run)
        for number, line in enumerate(lines)
        if len(line) >= LEAST_CELLS
        for run in line
        if run.words and not run.rotation
    ]
    if not any(_openings(run) for _, run in told):
        return [list(line) for line in lines]
    starts = sorted((run.bbox.x0, number) for number, run in told)
    ends = sorted((run.bbox.x1, number) for number, run in told)
    parted: list[list[Run]] = []
    for number, line in enumerate(lines):
        if len(line) < LEAST_CELLS:
            parted.append(list(line))
            continue
        made: list[Run] = []
        for run in line:
            first = 0
            for at in _openings(run) if run.words and not run.rotation else ():
                before, word = run.words[at - 1], run.words[at]
                if _seen(starts, word.bbox.x0, number) or _seen(ends, before.bbox.x1, number):
                    made.append(run_of(run.words[first:at]))
                    first = at
            made.append(run_of(run.words[first:]) if first else run)
        parted.append(made)
    return parted


def _openings(run: Run) -> list[int]:
    """The words of a run that more than a space stands before."""
    words: Sequence[Word] = run.words
    return [
        at
        for at in range(1, len(words))
        if words[at].bbox.x0 - words[at - 1].bbox.x1 > OPENING * run.size
    ]


def _seen(edges: Sequence[tuple[float, int]], place: float, line: int) -> bool:
    """Whether enough texts of other lines near have their edge at a place."""
    low = bisect_left(edges, (place - EDGE, -1))
    high = bisect_right(edges, (place + EDGE, 10**9))
    near = {number for _, number in edges[low:high] if 0 < abs(number - line) <= NEAR}
    return len(near) >= WITNESSES
