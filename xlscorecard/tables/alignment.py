"""Whether rows of text stand in the same columns: what parts two tables of one width."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.paragraphs import Run

# Texts of one column start, end or centre within this of each other (points).
SAME_EDGE = 1.5
# In one table at least this share of the texts do: measured on tables that go on below a
# banner (all but a header's spans) and on others set below them (a third, by chance).
SAME_COLUMNS = 0.6
# Lines of fewer texts than this say too little: a chart's labels have two.
LEAST_CELLS = 3
# So many lines on either side are compared: rows further off may be another table's.
NEAR = 6


def columns_change(above: Sequence[Sequence[Run]], below: Sequence[Sequence[Run]]) -> bool:
    """Whether few texts of the lines below start, end or centre where one above does.

    Lines of few texts say nothing of columns, nor does each line's first text, which stands
    at the margin in any table. Without lines of several texts on both sides: no.
    """
    rows = [line for line in above if len(line) >= LEAST_CELLS][-NEAR:]
    others = [line for line in below if len(line) >= LEAST_CELLS][:NEAR]
    known = [sorted(place(run.bbox) for line in rows for run in line) for place in _PLACES]
    met = total = 0
    for run in (run for line in others if rows for run in line[1:]):
        total += 1
        met += any(
            bisect_left(places, place(run.bbox) - SAME_EDGE)
            < bisect_right(places, place(run.bbox) + SAME_EDGE)
            for places, place in zip(known, _PLACES, strict=True)
        )
    return met < SAME_COLUMNS * total


def _left(box: BBox) -> float:
    return box.x0


def _right(box: BBox) -> float:
    return box.x1


def _centre(box: BBox) -> float:
    return (box.x0 + box.x1) / 2


_PLACES = (_left, _right, _centre)
