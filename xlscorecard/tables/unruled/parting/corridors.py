"""Texts of columns set as close as words are, parted where white space runs down through the rows.

A *corridor* is an interval of x that hardly a word of a stretch's rows covers. Inside texts it
occurs by chance, but there a space is as wide in every line. Between two columns the texts that
end before it, or start behind it, stand at one place, and what is left between them differs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.values import is_plain_figure, is_value, shape_of
from xlscorecard.tables.regions.areas import REGION_GAP
from xlscorecard.tables.unruled.parting.corridor_headers import (
    SAME_EDGE,
    Corridor,
    Line,
    cut_at,
    parted_header,
    same_edge,
)

# Rows: lines of so many figures. A stretch has at least so many of them.
FEWEST_FIGURES = 2
FEWEST_ROWS = 4
# So many rows whose texts touch tell by themselves whether they are two columns.
FEWEST_TIGHT = 3
# A corridor is at least so wide, in letter heights.
NARROWEST = 0.1
# One word in so many rows may reach over a corridor.
REACHING = 10
# Widths that differ by more than this do not come from the letters' own shapes (points).
DIFFERENT = 1.0
# This share of a column's texts is set alike.
MOSTLY = 0.8
# A header stands in so many lines above the first row.
HEADER_LINES = 5
# So many rows right below a header are its own: further down another table's may stand.
NEAREST = 6


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
            under = [run.bbox for row in rows[:NEAREST] for run in parted[row]]
            parted[number] = parted_header(stretch[number], corridors, beneath, under)
    return parted


def _figures(line: Line) -> int:
    """How many figures a line holds, without years, which head columns."""
    return sum(is_plain_figure(word.text) for run in line if not run.rotation for word in run.words)


def _corridors(rows: Sequence[Line], stretch: Sequence[Line]) -> list[Corridor]:
    words = [[word for run in line if not run.rotation for word in run.words] for line in rows]
    begun = [{id(run.words[0]) for run in line if run.words} for line in rows]
    starts = [[word.bbox.x0 for word in row] for row in words]
    size = sorted(word.size for row in words for word in row)[sum(map(len, words)) // 2]
    heads = sorted(run.bbox.x0 for line in stretch for run in line[1:])
    found: list[Corridor] = []
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
) -> Corridor | None:
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
    return Corridor(
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
    place = _one_place([pair.right.bbox.x0 for pair in (*tight, *wide)])
    apart = sum(place is not None and same_edge(pair.right.bbox.x0, place) for pair in wide)
    return apart >= MOSTLY * len(wide)


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
    if setting.starts is not None and same_edge(pair.right.bbox.x0, setting.starts):
        return True
    if pair.left.bbox.x0 > reach:
        return False
    ended = setting.ends is not None and same_edge(pair.left.bbox.x1, setting.ends)
    at_right = setting.right is not None and same_edge(pair.right.bbox.x1, setting.right)
    return ended or at_right


def _one_place(places: Sequence[float]) -> float | None:
    """The place where most are; None where they differ."""
    ordered = sorted(places)
    middle = ordered[len(ordered) // 2] if ordered else 0.0
    alike = sum(same_edge(place, middle) for place in ordered)
    return middle if ordered and alike >= MOSTLY * len(ordered) else None


def _differ(words: Sequence[Word]) -> bool:
    """Whether some words are wider than others."""
    widths = [word.bbox.width for word in words]
    return max(widths) - min(widths) > DIFFERENT


def _cut_before(run: Run, words: frozenset[int]) -> list[Run]:
    """A run parted before some words (by identity)."""
    ends = [number for number, word in enumerate(run.words) if number and id(word) in words]
    return cut_at(run, ends)
