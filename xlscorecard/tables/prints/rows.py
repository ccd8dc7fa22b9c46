"""The rows of a printed worksheet: between two texts of one column a row ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.tables.prints.texts import CellText

# A text leaves its column by no more than this (points).
OVER_EDGE = 0.5
# A painted cell's edge is at most so far within the letters beside it (points).
AT_EDGE = 1.0
# What small letters take up above and below the line that they stand on (letter heights).
X_HEIGHT, DESCENT = 0.5, 0.22


class Placed:
    """A text with the first and the last column that it stands in, and the height of its letters
    without what few of them have above and below."""

    __slots__ = ("bottom", "first", "last", "text", "top")

    def __init__(self, text: CellText, first: int, last: int) -> None:
        self.text = text
        self.first = first
        self.last = last
        self.top, self.bottom = text.bbox.top, text.bbox.bottom
        if text.lines:
            self.bottom -= DESCENT * text.size
            self.top = text.lines[0][0].bbox.bottom - (DESCENT + X_HEIGHT) * text.size

    def stand_at(self, bottom: float) -> None:
        """Be as high as a line whose letters' boxes end there."""
        self.bottom = bottom - DESCENT * self.text.size
        self.top = self.bottom - X_HEIGHT * self.text.size


def placed_texts(texts: Sequence[CellText], edges: Sequence[float]) -> list[Placed]:
    """The texts in the columns that the ``edges`` part."""
    return [
        Placed(
            text,
            bisect_left(edges, text.bbox.x0 + OVER_EDGE),
            bisect_left(edges, text.end),
        )
        for text in texts
    ]


def row_cuts(placed: Sequence[Placed], drawn: Sequence[float]) -> list[float]:
    """The heights at which rows end: as few as part all texts that stand below each other, and
    those that nothing beside them holds together. ``drawn`` are those of painted cells' edges."""
    cuts = [_settled(low, high, placed, drawn) for low, high in _between(placed, drawn)]
    for low, high in list(pairwise([float("-inf"), *cuts, float("inf")])):
        own = [one for one in placed if low < one.top and one.bottom < high]
        cuts += _within(own)
    return sorted(cuts)


def _between(placed: Sequence[Placed], drawn: Sequence[float]) -> list[tuple[float, float]]:
    """The stretches of height in which rows end."""
    columns: dict[int, list[Placed]] = {}
    for one in placed:
        for column in range(one.first, one.last + 1):
            columns.setdefault(column, []).append(one)
    ends: set[tuple[float, float]] = set()
    for own in columns.values():
        own.sort(key=lambda one: one.top)
        ends.update(
            (below.top, above.bottom)
            for above, below in pairwise(own)
            if above.bottom < below.top  # a text that is cut off reaches over the one beside it
        )
    stretches: list[tuple[float, float]] = []
    for high, low in sorted(ends):
        both = max(low, stretches[-1][0]) if stretches else low
        if stretches and both < stretches[-1][1] and _free(both, stretches[-1][1], placed, drawn):
            stretches[-1] = (both, stretches[-1][1])
        else:
            stretches.append((low, high))
    return stretches


def _free(
    low: float, high: float, placed: Sequence[Placed], drawn: Sequence[float]
) -> list[tuple[float, float]]:
    """The parts of a stretch where no text is, the last one first; where one with more lines than
    its row has room for leaves none, those with the edge of a painted cell where no other is."""
    met = [one for one in placed if one.top < high and one.bottom > low]
    free = _parts_free(low, high, met)
    if free:
        return free
    others = _parts_free(low, high, [one for one in met if len(one.text.lines) < 2])
    return [part for part in others if any(part[0] < edge < part[1] for edge in drawn)]


def _parts_free(low: float, high: float, met: Sequence[Placed]) -> list[tuple[float, float]]:
    free: list[tuple[float, float]] = []
    for end in [*sorted((one.bottom for one in met if one.bottom < high), reverse=True), low]:
        start = min((one.top for one in met if one.bottom > end), default=high)
        if start > end:
            free.append((end, min(start, high)))
    return free


def _settled(low: float, high: float, placed: Sequence[Placed], drawn: Sequence[float]) -> float:
    """Where within a stretch a row ends: where no text is, and at an edge of painted cells or else
    below the last of those that stand in it, as cells hold their figures at the foot where nobody
    says otherwise."""
    free = _free(low, high, placed, drawn)
    for end, start in free:
        edges = [edge for edge in drawn if end - AT_EDGE < edge < start + AT_EDGE]
        if edges:
            return min(max(edges[-1], end), start)
    if free:
        return (free[0][0] + free[0][1]) / 2
    return (low + high) / 2


def _within(own: Sequence[Placed]) -> list[float]:
    """The heights that part texts of one stretch that share none."""
    cuts: list[float] = []
    above: list[Placed] = []
    for one in sorted(own, key=lambda one: one.top):
        end = max((other.bottom for other in above), default=float("inf"))
        if one.top > end:
            below = [other for other in own if other.top > end]
            if not are_one_row(above, below):
                cuts.append((end + one.top) / 2)
                above = []
        above.append(one)
    return cuts


def are_one_row(above: Sequence[Placed], below: Sequence[Placed]) -> bool:
    """Whether names stand at the head of cells whose figures stand at the foot."""
    if not all(any(one.text.lines for one in own) for own in (above, below)):
        return True  # a symbol at another height than its row's texts
    told = any(one.text.figure for one in below)
    if not told or any(one.text.figure for one in above):
        return False
    # a heading by itself is no name of a row that has one
    alone = len(above) == 1 and above[0].first == 0
    return not alone or all(one.text.value for one in below)
