"""Texts of columns set as close as words are, parted where white space runs down through the rows.

A *corridor* is an interval of x that hardly a word of a stretch's rows covers. Inside texts it
occurs by chance, but there a space is as wide in every line. Between two columns the texts that
end before it, or start behind it, stand at one place, and what is left between them differs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.values import is_plain_figure, is_value, is_year, shape_of
from xlscorecard.tables.regions.areas import REGION_GAP
from xlscorecard.tables.unruled.header_rows import CENTRED
from xlscorecard.values.period import parse_period

# Rows: lines of so many figures. A stretch has at least so many of them.
FEWEST_FIGURES = 2
FEWEST_ROWS = 4
# So many rows whose texts touch tell by themselves whether they are two columns.
FEWEST_TIGHT = 3
# A corridor is at least so wide, in letter heights.
NARROWEST = 0.1
# One word in so many rows may reach over a corridor.
REACHING = 10
# Texts set at one edge start, or end, within this of each other (points).
SAME_EDGE = 0.8
# Widths that differ by more than this do not come from the letters' own shapes (points).
DIFFERENT = 1.0
# A header set left begins so far behind the figures set right before it, in letter heights.
PADDING = 0.6
# This share of a column's texts is set alike.
MOSTLY = 0.8
# A header stands in so many lines above the first row, and has so many texts in a line.
HEADER_LINES = 5
# So many rows right below a header are its own: further down another table's may stand.
NEAREST = 6
FEWEST_HEADERS = 3

Line = list[Run]


class _Pair(NamedTuple):
    """The words on either side of a corridor in one row."""

    left: Word
    right: Word

    @property
    def gap(self) -> float:
        return self.right.bbox.x0 - self.left.bbox.x1


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where the texts on both sides of a corridor are set: the place at which those on its left
    end, those on its right start, and figures on its right end; None where they do not."""

    ends: float | None
    starts: float | None
    right: float | None
    figures: bool

    @property
    def known(self) -> bool:
        return self.figures or any(at is not None for at in (self.ends, self.starts, self.right))


@dataclass(frozen=True, slots=True)
class _Corridor:
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


def part_at_corridors(lines: Sequence[Line]) -> list[Line]:
    """Lines with their runs parted where corridors between columns run through their stretch."""
    parted: list[Line] = []
    for stretch in _stretches(lines):
        parted += _parted(stretch)
    return parted


def _stretches(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other without a wide gap."""
    stretches: list[list[Line]] = []
    bottom = 0.0
    for line in lines:
        top = min(run.bbox.top for run in line)
        size = max(run.size for run in line)
        if not stretches or top - bottom > REGION_GAP * size:
            stretches.append([])
        stretches[-1].append(line)
        bottom = max(run.bbox.bottom for run in line)
    return stretches


def _parted(stretch: list[Line]) -> list[Line]:
    if len(stretch) < FEWEST_ROWS:
        return stretch
    figures = [_figures(line) for line in stretch]
    rows = [number for number, held in enumerate(figures) if held >= FEWEST_FIGURES]
    if len(rows) < FEWEST_ROWS:
        return stretch
    corridors = _corridors([stretch[number] for number in rows], stretch)
    if not corridors:
        return stretch
    cuts = frozenset[int]().union(*(corridor.cuts for corridor in corridors))
    parted = list(stretch)
    for number in rows if cuts else ():
        parted[number] = [part for run in stretch[number] for part in _cut_before(run, cuts)]
    for number in range(max(0, rows[0] - HEADER_LINES), rows[0]):
        if not figures[number]:
            beneath = [
                w for line in stretch[number + 1 : rows[0]] for run in line for w in run.words
            ]
            under = [w for row in rows[:NEAREST] for run in stretch[row] for w in run.words]
            parted[number] = _parted_header(stretch[number], corridors, beneath, under)
    return parted


def _figures(line: Line) -> int:
    """How many figures a line holds, without years, which head columns."""
    return sum(is_plain_figure(word.text) for run in line if not run.rotation for word in run.words)


def _corridors(rows: Sequence[Line], stretch: Sequence[Line]) -> list[_Corridor]:
    words = [[word for run in line if not run.rotation for word in run.words] for line in rows]
    begun = [{id(run.words[0]) for run in line if run.words} for line in rows]
    starts = [[word.bbox.x0 for word in row] for row in words]
    size = sorted(word.size for row in words for word in row)[sum(map(len, words)) // 2]
    heads = sorted(run.bbox.x0 for line in stretch for run in line[1:])
    found: list[_Corridor] = []
    for low, high in _openings(words, len(rows) // REACHING):
        if high - low < NARROWEST * size:
            continue
        middle = (low + high) / 2
        tight: list[_Pair] = []
        wide: list[_Pair] = []
        for row, places, own in zip(words, starts, begun, strict=True):
            at = bisect_left(places, middle)
            if 0 < at < len(row) and row[at - 1].bbox.x1 <= middle:
                pair = _Pair(row[at - 1], row[at])
                (wide if id(row[at]) in own else tight).append(pair)
        corridor = _corridor(low, high, tight, wide, heads)
        if corridor is not None:
            found.append(corridor)
    return found


def _openings(rows: Sequence[Sequence[Word]], allowed: int) -> list[tuple[float, float]]:
    """The intervals that hardly a word of the rows covers, between those that many do."""
    events = [(word.bbox.x0, 1) for row in rows for word in row]
    events += [(word.bbox.x1, -1) for row in rows for word in row]
    events.sort()
    openings: list[tuple[float, float]] = []
    depth = 0
    opened: float | None = None
    for place, step in events:
        depth += step
        if step < 0 and depth == allowed:
            opened = place
        elif step > 0 and depth == allowed + 1 and opened is not None:
            if place > opened:
                openings.append((opened, place))
            opened = None
    return openings


def _corridor(
    low: float, high: float, tight: list[_Pair], wide: list[_Pair], heads: Sequence[float]
) -> _Corridor | None:
    """The corridor between texts that touch in some rows and stand apart in others; None where
    they are not two columns, or nobody knows."""
    pairs = tight + wide
    if len(pairs) < FEWEST_ROWS:
        return None
    cut: list[_Pair] = []
    setting = _setting(tight or wide)
    if len(tight) >= FEWEST_TIGHT and (
        _are_columns(tight, setting, heads) or _are_columns_apart(tight, wide)
    ):
        cut = tight
    elif len(wide) >= max(FEWEST_ROWS, len(tight)):
        setting = _setting(wide)
        reach = max(pair.left.bbox.x1 for pair in wide)
        cut = [pair for pair in tight if _fits(pair, setting, reach)]
        if not cut and not setting.known:
            return None
    else:
        return None
    kept = cut + wide
    return _Corridor(
        low,
        high,
        max(pair.left.bbox.x1 for pair in kept),
        min(pair.right.bbox.x0 for pair in kept),
        setting.ends is not None,
        setting.starts is not None,
        frozenset(id(pair.right) for pair in cut),
    )


def _setting(pairs: Sequence[_Pair]) -> _Setting:
    values = [pair for pair in pairs if is_value(pair.right.text)]
    mostly = len(values) >= MOSTLY * len(pairs)
    return _Setting(
        _one_place([pair.left.bbox.x1 for pair in pairs]),
        _one_place([pair.right.bbox.x0 for pair in pairs]),
        _one_place([pair.right.bbox.x1 for pair in values])
        if mostly and _differ([pair.right for pair in values])
        else None,
        mostly and sum(is_value(pair.left.text) for pair in pairs) >= MOSTLY * len(pairs),
    )


def _are_columns(pairs: Sequence[_Pair], setting: _Setting, heads: Sequence[float]) -> bool:
    """Whether texts that touch are set as two columns are."""
    gaps = [pair.gap for pair in pairs]
    if max(gaps) - min(gaps) > DIFFERENT:
        return setting.known
    if setting.starts is None or setting.ends is None:
        return False
    # figures set right before texts set left; but not "28 days", "5 days" set right
    first = bisect_left(heads, setting.starts - SAME_EDGE)
    headed = first < bisect_right(heads, setting.starts + SAME_EDGE)
    told = headed or len({pair.right.text for pair in pairs}) > 1
    lefts = [pair.left for pair in pairs]
    # names that begin as wide as each other are none: "Admissions aged", "New clients needing"
    figures = sum(is_value(word.text) for word in lefts) >= MOSTLY * len(lefts)
    return told and ((figures and _differ(lefts)) or _are_references([word.text for word in lefts]))


def _are_columns_apart(tight: Sequence[_Pair], wide: Sequence[_Pair]) -> bool:
    """Whether the texts behind a corridor start at one place, where what stands before them
    touches them and where it does not; not the second word of texts that begin alike."""
    if not wide or len({pair.left.text for pair in tight}) == 1:
        return False
    return _one_place([pair.right.bbox.x0 for pair in (*tight, *wide)]) is not None


def _are_references(texts: Sequence[str]) -> bool:
    """Whether texts differ in their figures alone: HS01, HS02; rows may be numbered in their
    names."""
    return (
        texts[0][:1].isalpha()
        and len(set(texts)) == len(texts)
        and len({shape_of(text) for text in texts}) == 1
    )


def _fits(pair: _Pair, setting: _Setting, reach: float) -> bool:
    """Whether two texts that touch are set as those of other rows that stand apart are; these
    ``reach`` up to a place before the corridor."""
    if setting.starts is not None and _same(pair.right.bbox.x0, setting.starts):
        return True
    if pair.left.bbox.x0 > reach:
        return False
    ended = setting.ends is not None and _same(pair.left.bbox.x1, setting.ends)
    at_right = setting.right is not None and _same(pair.right.bbox.x1, setting.right)
    return ended or at_right


def _same(place: float, other: float) -> bool:
    return abs(place - other) < SAME_EDGE


def _one_place(places: Sequence[float]) -> float | None:
    """The place where most are; None where they differ."""
    ordered = sorted(places)
    middle = ordered[len(ordered) // 2] if ordered else 0.0
    alike = sum(_same(place, middle) for place in ordered)
    return middle if ordered and alike >= MOSTLY * len(ordered) else None


def _differ(words: Sequence[Word]) -> bool:
    """Whether some words are wider than others."""
    widths = [word.bbox.width for word in words]
    return max(widths) - min(widths) > DIFFERENT


def _cut_before(run: Run, words: frozenset[int]) -> list[Run]:
    """A run parted before some words (by identity)."""
    ends = [number for number, word in enumerate(run.words) if number and id(word) in words]
    return _cut_at(run, ends)


def _cut_at(run: Run, ends: Sequence[int]) -> list[Run]:
    bounds = [0, *ends, len(run.words)]
    return [run_of(run.words[a:b]) for a, b in pairwise(bounds)] if ends else [run]


def _parted_header(
    line: Line, corridors: Sequence[_Corridor], beneath: Sequence[Word], rows: Sequence[Word]
) -> Line:
    """A header's line with its runs parted at the corridors; as it is where it is none: headers
    are several in a line, none begins in lower case. ``beneath`` is the rest of the header,
    ``rows`` the words of the first rows below it."""
    parts: list[Run] = []
    for number, run in enumerate(line):
        low = line[number - 1].bbox.x1 if number else 0.0
        high = line[number + 1].bbox.x0 if number + 1 < len(line) else float("inf")
        ends = [end for end in _ends_in(run, corridors) if _stand_below(run, end, low, high, rows)]
        whole = ends and (_is_one_period(run) or _gathers(run, line, beneath))
        pieces = [run] if whole else _cut_at(run, ends)
        if any(piece.words[0].text[:1].islower() for piece in pieces[1:]):
            return line
        parts += pieces
    return parts if len(parts) >= FEWEST_HEADERS else line


def _stand_below(run: Run, end: int, low: float, high: float, rows: Sequence[Word]) -> bool:
    """Whether rows have texts below both parts of a header that ends before its word ``end``, as
    far as its neighbours (at ``low`` and ``high``) leave room."""
    left, right = run.words[end - 1].bbox.x1, run.words[end].bbox.x0
    middles = [word.bbox.centre[0] for word in rows]
    return any(low < at < right for at in middles) and any(left < at < high for at in middles)


def _is_one_period(run: Run) -> bool:
    """Whether a header is a part of a year and its year and no more: "Q2 2017/18" over the target
    and the result of that quarter. The other way round they may be two headers: an outturn's
    "2016/17", and "Q2"."""
    *part, year = [word.text for word in run.words]
    whole = parse_period(" ".join((*part, year)))
    finer = whole is not None and whole != parse_period(year)
    return finer and is_year(year) and parse_period(" ".join(part)) is None


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


def _ends_in(run: Run, corridors: Sequence[_Corridor]) -> list[int]:
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
    before: Sequence[Word], after: Sequence[Word], corridors: Sequence[_Corridor], number: int
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


def _end_at(words: Sequence[Word], corridor: _Corridor) -> tuple[bool, int] | None:
    """The number of the word before which a corridor parts a header, and whether an edge of the
    rows tells so; None where it does not."""
    best: tuple[bool, float, int] | None = None
    for number, (before, word) in enumerate(pairwise(words), 1):
        low, high = before.bbox.x1, word.bbox.x0
        if min(high, corridor.x1) - max(low, corridor.x0) <= 0:
            continue
        # it begins behind the figures before it, or has an edge with a column in common
        behind = -SAME_EDGE < high - corridor.x0 < PADDING * word.size
        at_edge = (corridor.set_right and (behind or _same(low, corridor.x0))) or (
            corridor.set_left and _same(high, corridor.x1)
        )
        if not at_edge and (before.bbox.x0 >= corridor.x1 or word.bbox.x1 <= corridor.right):
            continue
        choice = (at_edge, high - low, number)
        best = max(best, choice) if best else choice
    return (best[0], best[2]) if best else None
