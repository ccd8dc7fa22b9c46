"""Headers over columns that a corridor of white space parts: where each of them ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.values import is_year
from xlscorecard.tables.unruled.headers.header_rows import CENTRED
from xlscorecard.values.period import parse_period

# Texts set at one edge start, or end, within this of each other (points).
SAME_EDGE = 0.8
# A header set left begins so far behind the figures set right before it, in letter heights.
PADDING = 0.6
# A header has so many texts in a line.
FEWEST_HEADERS = 3

Line = list[Run]


@dataclass(frozen=True, slots=True)
class Corridor:
    """White space between two columns. ``left`` is how far the texts on its left reach, ``right``
    where those on its right begin; ``set_right`` and ``set_left`` whether they all do so at one
    place. ``cuts`` are the words (by identity) that begin a column in the rows whose texts touch.
    """

    x0: float
    x1: float
    left: float
    right: float
    set_right: bool
    set_left: bool
    cuts: frozenset[int]


def same_edge(place: float, other: float) -> bool:
    """Whether two texts that start, or end, at these places (x) are set at one edge."""
    return abs(place - other) < SAME_EDGE


def cut_at(run: Run, ends: Sequence[int]) -> list[Run]:
    """A run parted before the words of some numbers (ascending)."""
    bounds = [0, *ends, len(run.words)]
    return [run_of(run.words[a:b]) for a, b in pairwise(bounds)] if ends else [run]


def parted_header(
    line: Line, corridors: Sequence[Corridor], beneath: Sequence[Word], rows: Sequence[BBox]
) -> Line:
    """A header's line with its runs parted at the corridors; as it is where it is none: headers
    are several in a line, none begins in lower case. ``beneath`` is the rest of the header,
    ``rows`` where the texts of the first rows below it stand."""
    parts: list[Run] = []
    for number, run in enumerate(line):
        low = line[number - 1].bbox.x1 if number else 0.0
        high = line[number + 1].bbox.x0 if number + 1 < len(line) else float("inf")
        ends = [end for end in _ends_in(run, corridors) if _stand_below(run, end, low, high, rows)]
        whole = ends and (is_one_period(run) or _gathers(run, line, beneath))
        pieces = [run] if whole else cut_at(run, ends)
        if any(piece.words[0].text[:1].islower() for piece in pieces[1:]):
            return line
        parts += pieces
    return parts if len(parts) >= FEWEST_HEADERS else line


def _stand_below(run: Run, end: int, low: float, high: float, rows: Sequence[BBox]) -> bool:
    """Whether rows have texts below both parts of a header that ends before its word ``end``, as
    far as its neighbours (at ``low`` and ``high``) leave room."""
    left, right = run.words[end - 1].bbox.x1, run.words[end].bbox.x0
    first = min((box.x1 for box in rows if low < box.centre[0] < right), default=high)
    # a text in the middle below both is of one column
    return any(left < box.centre[0] < high and box.x0 >= first for box in rows)


def is_one_period(run: Run) -> bool:
    """Whether a header is a part of a year and its year and no more: "Q2 2017/18" over the target
    and the result of that quarter. The other way round they may be two headers: an outturn's
    "2016/17", and "Q2"."""
    *part, year = [word.text for word in run.words]
    if not is_year(year):
        return False
    whole = parse_period(" ".join((*part, year)))
    finer = whole is not None and whole != parse_period(year)
    return finer and parse_period(" ".join(part)) is None


def _gathers(run: Run, line: Line, beneath: Sequence[Word]) -> bool:
    """Whether a header stands in the middle of all that the lines ``beneath`` print between its
    neighbours, which reaches further than itself on both sides: one heading over those columns."""
    left = max((r.bbox.x1 for r in line if r.bbox.x1 < run.bbox.x0), default=0.0)
    right = min((r.bbox.x0 for r in line if r.bbox.x0 > run.bbox.x1), default=float("inf"))
    inside = [w.bbox for w in beneath if w.bbox.x0 > left and w.bbox.x1 < right]
    if not inside:
        return False
    low, high = min(box.x0 for box in inside), max(box.x1 for box in inside)
    beyond = low < run.bbox.x0 - run.size and high > run.bbox.x1 + run.size
    return beyond and abs(low + high - run.bbox.x0 - run.bbox.x1) < 2 * CENTRED


def _ends_in(run: Run, corridors: Sequence[Corridor]) -> list[int]:
    """Where corridors part a header; nowhere if some word reaches over one of them: that is a
    heading over several columns."""
    words = run.words
    if len(words) < 2 or run.rotation:
        return []
    ends: dict[int, int] = {}
    doubted: set[int] = set()
    for number, corridor in enumerate(corridors):
        if corridor.left <= run.bbox.x0 or run.bbox.x1 <= corridor.right:
            continue
        found = _end_at(words, corridor)
        if found is not None:
            at_edge, end = found
            ends[end] = number
            if corridor.set_left and not at_edge:
                doubted.add(end)
        elif any(w.bbox.x0 < corridor.x0 and w.bbox.x1 > corridor.x1 for w in words):
            return []
    bounds = [0, *sorted(ends), len(words)]
    return [
        end
        for first, end, last in zip(bounds, bounds[1:], bounds[2:], strict=False)
        if end not in doubted
        or _is_centred(words[first:end], words[end:last], corridors, ends[end])
    ]


def _is_centred(
    before: Sequence[Word], after: Sequence[Word], corridors: Sequence[Corridor], number: int
) -> bool:
    """Whether the headers on both sides of a corridor stand in the middle of their columns."""
    corridor = corridors[number]
    start = corridors[number - 1].x1 if number else before[0].bbox.x0
    end = corridors[number + 1].x0 if number + 1 < len(corridors) else after[-1].bbox.x1
    reach = PADDING * after[0].size
    return all(
        abs(words[0].bbox.x0 + words[-1].bbox.x1 - x0 - x1) < 2 * reach
        for words, x0, x1 in ((before, start, corridor.x0), (after, corridor.x1, end))
    )


def _end_at(words: Sequence[Word], corridor: Corridor) -> tuple[bool, int] | None:
    """The number of the word before which a corridor parts a header, and whether an edge of the
    rows tells so; None where it does not."""
    best: tuple[bool, float, int] | None = None
    for number, (before, word) in enumerate(pairwise(words), 1):
        low, high = before.bbox.x1, word.bbox.x0
        if min(high, corridor.x1) - max(low, corridor.x0) <= 0:
            continue
        # it begins behind the figures before it, or has an edge with a column in common
        behind = -SAME_EDGE < high - corridor.x0 < PADDING * word.size
        at_edge = (corridor.set_right and (behind or same_edge(low, corridor.x0))) or (
            corridor.set_left and same_edge(high, corridor.x1)
        )
        if not at_edge and (before.bbox.x0 >= corridor.x1 or word.bbox.x1 <= corridor.right):
            continue
        choice = (at_edge, high - low, number)
        best = max(best, choice) if best else choice
    return (best[0], best[2]) if best else None
