"""Where a table's cells stand: grid lines and the slots that tile them, before any text.

Both finders end here: ruled tables get their slots from borders (``slots_from_borders``),
unruled ones from text that crosses grid lines. ``cells.py`` then puts the contents in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.model.quick import quickly_made
from xlscorecard.tables.lines.together import Groups

# How sure a value's place is where text and stripes, not lines, part the cells, and where rows
# stand as close as lines do: bench/calibration.py holds these to what is right (on 40 born-digital
# papers every one of 3,000 values of the first kind was right; the second has few to tell by).
SURE_OPEN = 0.93
SURE_TIGHT = 0.8


@quickly_made
@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one cell: its merge origin and spans, counted from 0."""

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Grid lines (ascending, in points) and the slots that tile the places between them.

    ``owners`` tells of words (by identity) which slot is theirs, where that is known better
    than from where they stand. ``guided`` are rows that a column of short texts tells apart,
    ``tight`` those that stand as near to each other as the lines within them.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    ruling: str = "full"
    confidence: float = 1.0
    owners: Mapping[int, int] = field(repr=False, compare=False, default_factory=dict)
    guided: bool = False
    tight: bool = False
    _places: dict[tuple[int, int], int] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for index, slot in enumerate(self.slots):
            for row in range(slot.row, slot.row + slot.rowspan):
                for col in range(slot.col, slot.col + slot.colspan):
                    self._places[row, col] = index

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def cols(self) -> int:
        return len(self.xs) - 1

    @property
    def bbox(self) -> BBox:
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box(self, slot: Slot) -> BBox:
        return BBox(
            self.xs[slot.col],
            self.ys[slot.row],
            self.xs[slot.col + slot.colspan],
            self.ys[slot.row + slot.rowspan],
        )

    def slot_index_at(self, x: float, y: float) -> int | None:
        """Which slot holds a point; None outside the table."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return None
        row, col = bisect_right(ys, y, 1, len(ys) - 1), bisect_right(xs, x, 1, len(xs) - 1)
        return self._places.get((row - 1, col - 1))

    def home_of(self, word: Word) -> int | None:
        """Which slot a word belongs to; None outside the table."""
        index = self.owners.get(id(word))
        return self.slot_index_at(*word.bbox.centre) if index is None else index

    def slots_under(self, box: BBox) -> set[int]:
        """The slots that share some area with a box."""
        if box.x1 <= self.xs[0] or box.x0 >= self.xs[-1]:
            return set()
        if box.bottom <= self.ys[0] or box.top >= self.ys[-1]:
            return set()
        return {
            index
            for row in range(_interval(self.ys, box.top), _interval(self.ys, box.bottom) + 1)
            for col in range(_interval(self.xs, box.x0), _interval(self.xs, box.x1) + 1)
            if (index := self._places.get((row, col))) is not None
        }


def _interval(lines: Sequence[float], place: float) -> int:
    """The number of the interval that holds a place, clamped to the table."""
    return bisect_right(lines, place, 1, len(lines) - 1) - 1


def slots_from_borders(
    right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]
) -> tuple[Slot, ...]:
    """Slots from borders: places without a border between them are one cell.

    ``right[row][col]`` says that there is a border to the right of a place, ``below`` under it;
    those of the last column and row are taken as given. Where missing borders would make
    something other than a rectangle (an L, a ring), the cells of each row stand by themselves:
    a wrong split shows, a wrong merge hides values.
    """
    rows = len(right)
    cols = len(right[0]) if rows else 0
    groups = Groups(rows * cols)
    for row in range(rows):
        for col in range(cols):
            place = row * cols + col
            if col + 1 < cols and not right[row][col]:
                groups.join(place, place + 1)
            if row + 1 < rows and not below[row][col]:
                groups.join(place, place + cols)
    members: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for col in range(cols):
            members.setdefault(groups.of(row * cols + col), []).append((row, col))
    slots: list[Slot] = []
    for places in members.values():
        slots.extend(_rectangles(places, right))
    return tuple(sorted(slots, key=lambda slot: (slot.row, slot.col)))


def _rectangles(
    places: Sequence[tuple[int, int]], right: Sequence[Sequence[bool]]
) -> Iterable[Slot]:
    top, bottom = places[0][0], places[-1][0]
    left = min(col for _, col in places)
    last = max(col for _, col in places)
    if (bottom - top + 1) * (last - left + 1) == len(places):
        yield Slot(top, left, bottom - top + 1, last - left + 1)
        return
    start: tuple[int, int] | None = None
    previous: tuple[int, int] | None = None
    for row, col in places:
        if start is None or previous is None:
            start = (row, col)
        elif row != previous[0] or col != previous[1] + 1 or right[row][previous[1]]:
            yield Slot(start[0], start[1], 1, previous[1] - start[1] + 1)
            start = (row, col)
        previous = (row, col)
    if start is not None and previous is not None:
        yield Slot(start[0], start[1], 1, previous[1] - start[1] + 1)
