"""The texts of a printed worksheet's rows in the places of a grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from xlscorecard.tables.lines.layout import SURE_OPEN, Layout, Slot
from xlscorecard.tables.lines.together import stretch_around
from xlscorecard.tables.prints.edges import SAME_EDGE
from xlscorecard.tables.prints.rows import Placed
from xlscorecard.tables.prints.sheet_row import SheetRow

# A table has so many columns, and so many rows of figures; under a header any will do.
FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
# So many figures that end at one place end at a cell's right edge.
FEWEST_ENDS = 2
# What is set at the right of its cell ends so near to its edge (letter heights).
AT_RIGHT = 0.15
# A heading over several columns stands in their middle within this (points).
CENTRED = 1.5


def layout_of_rows(
    rows: Sequence[SheetRow], edges: Sequence[float], *, begun: bool = False
) -> Layout | None:
    """The layout of a table's rows; None where they are none of one. A table may be ``begun`` on
    the page with its names alone."""
    body = [row for row in rows if row.is_body and len(row.columns) >= FEWEST_COLUMNS]
    used = sorted({column for row in rows for column in row.columns})
    headed = any(row.is_header for row in rows)
    few = len(used) < FEWEST_COLUMNS or len(body) < FEWEST_ROWS - 2 * headed
    if few and not begun:
        return None
    xs = _uprights(rows, edges, used)
    ys = [rows[0].top, *(row.bottom for row in rows)]
    first_row = next((n for n, row in enumerate(rows) if row.is_body), len(rows))
    places: dict[tuple[int, int], int] = {}
    slots: list[Slot] = []
    owners: dict[int, int] = {}
    ends = sorted(one.text.bbox.x1 for row in rows for one in row.held if one.text.figure)
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < first_row else None
        for one in sorted(row.held, key=lambda one: one.first):
            left, right = _reach(one, row, below, xs, used, ends)
            end = _foot(one, at, rows, ys)
            spot = next(
                free
                for free in _choices(at, end, left, right)
                if not any(place in places for place in free) or len(free) == 1
            )
            if spot[0] not in places:
                slots.append(Slot(at, left, spot[-1][0] - at + 1, spot[-1][1] - left + 1))
                places.update(dict.fromkeys(spot, len(slots) - 1))
            for line in one.text.lines:
                owners.update((id(word), places[spot[0]]) for word in line)
    for at in range(len(rows)):
        slots += [Slot(at, col) for col in range(len(used)) if (at, col) not in places]
    return Layout(tuple(xs), tuple(ys), tuple(slots), "print", SURE_OPEN, owners)


def _foot(one: Placed, at: int, rows: Sequence[SheetRow], ys: Sequence[float]) -> int:
    """The last row of a text's cell: no cell of a table goes on beside a section's heading, over
    which lines that their own row has no room for reach."""
    end = max(at, min(bisect_left(ys, one.bottom, 1), len(rows)) - 1)
    if not one.text.lines:
        return end
    return next((row - 1 for row in range(at + 1, end + 1) if rows[row].is_heading), end)


def _set_alike(one: Placed, other: Placed) -> bool:
    """Whether a name below a heading begins where it does: no heading in the middle of several."""
    return one.first == other.first and abs(one.text.bbox.x0 - other.text.bbox.x0) < SAME_EDGE


def _ends_with(one: Placed, ends: Sequence[float]) -> bool:
    """Whether a heading ends where several figures do: it is set at the right of its cell, as a
    year typed as a number is, and in the middle of nothing."""
    end = one.text.bbox.x1
    return bisect_left(ends, end + SAME_EDGE) - bisect_left(ends, end - SAME_EDGE) >= FEWEST_ENDS


def _uprights(rows: Sequence[SheetRow], edges: Sequence[float], used: Sequence[int]) -> list[float]:
    """The edges of the columns in use."""
    boxes = [one.text.bbox for row in rows for one in row.held]
    xs = [min(box.x0 for box in boxes), *(edges[column - 1] for column in used[1:])]
    return [*xs, max(xs[-1] + 1.0, *(box.x1 for box in boxes))]


def _choices(top: int, end: int, left: int, right: int) -> Iterator[list[tuple[int, int]]]:
    """The places that a text may take, from all that it reaches over to its first."""
    for bottom, last in ((end, right), (top, right), (top, left)):
        yield [(row, col) for row in range(top, bottom + 1) for col in range(left, last + 1)]


def _reach(
    one: Placed,
    row: SheetRow,
    below: SheetRow | None,
    xs: Sequence[float],
    used: Sequence[int],
    ends: Sequence[float],
) -> tuple[int, int]:
    """The first and last of the columns in use that a text stands over: in a header, all that it
    is in the middle of."""
    left = bisect_left(used, one.first)
    right = max(left, bisect_left(used, one.last + 1) - 1)
    behind = [bisect_left(used, other.first) for other in row.held if other.first > one.first]
    right = min(right, min(behind, default=right + 1) - 1)  # it is cut off where the next begins
    if below is None or not one.text.lines:
        return left, right
    named = {bisect_left(used, column) for column in below.columns}
    taken = {
        bisect_left(used, column)
        for other in row.held
        if other is not one
        for column in range(other.first, other.last + 1)
    }
    free = named - taken
    if any(_set_alike(one, other) for other in below.held):
        return left, right
    if _ends_with(one, ends) or 0 <= xs[right + 1] - one.text.bbox.x1 < AT_RIGHT * one.text.size:
        return left, right
    low, high = stretch_around(left, right, free)
    middle = one.text.bbox.centre[0]
    spans = [
        (last - first, -first)
        for first in range(low, left + 1)
        for last in range(right, high + 1)
        if last > first
        and all(column in free for column in range(first, last + 1))
        and abs((xs[first] + xs[last + 1]) / 2 - middle) < CENTRED
    ]
    if not spans:
        return left, right
    wide, first = max(spans)
    return -first, -first + wide
