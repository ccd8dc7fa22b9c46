"""Coloured cells of one tone below each other, which a scan shows as one: cut where the rows of
figures beside them part, so that each row has its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill, Word

# A cell of a rating is no wider than this (points), and one of two rows no lower.
_WIDE, _HIGH = 90.0, 18.0
_FIGURE = re.compile(r"[(<>≤≥£+~-]*\d[\d,.]*(?:%|k|m|bn|p)?\)?")
# Figures of one row stand at one height, to so many points; so many rows beside a cell are
# more than one.
_LEVEL = 3.0
_SEVERAL = 2


def cut_at_rows(fills: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    """The fills, those of several rows as one for each row. Only where a column has other fills,
    for one alone is a column's paint; and no text, which tells how far a merged cell reaches."""
    columns = Counter(_column_of(fill) for fill in fills)
    told = {
        _column_of(fill)
        for fill in fills
        if any(fill.bbox.holds(*word.bbox.centre) for word in words)
    }
    return [
        part
        for fill in fills
        for part in (
            _parts(fill, words)
            if columns[_column_of(fill)] > 1 and _column_of(fill) not in told
            else (fill,)
        )
    ]


def _column_of(fill: Fill) -> tuple[int, int]:
    return round(fill.bbox.x0), round(fill.bbox.x1)


def _parts(fill: Fill, words: Sequence[Word]) -> Iterator[Fill]:
    box = fill.bbox
    beside = [word for word in words if box.top < word.bbox.centre[1] < box.bottom]
    if box.width > _WIDE or box.height < _HIGH:
        yield fill
        return
    rows = _rows([word for word in beside if _FIGURE.fullmatch(word.text)])
    cuts = [box.top, *(_between(a, b, beside) for a, b in pairwise(rows)), box.bottom]
    for top, bottom in pairwise(cuts):
        yield replace(fill, bbox=BBox(box.x0, top, box.x1, bottom))


def _rows(figures: Sequence[Word]) -> list[BBox]:
    """A box of each row in which several figures stand at one height."""
    rows: list[list[BBox]] = []
    for box in sorted((word.bbox for word in figures), key=lambda box: box.centre[1]):
        if rows and box.centre[1] - rows[-1][-1].centre[1] <= _LEVEL:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [row[0] for row in rows if len(row) >= _SEVERAL]


def _between(above: BBox, below: BBox, words: Sequence[Word]) -> float:
    """The middle of the widest stretch without a word between two figures: cells are padded more
    than lines are leaded."""
    low, high = above.centre[1], below.centre[1]
    best, reached = (0.0, (low + high) / 2), low
    for box in sorted((word.bbox for word in words), key=lambda box: box.top):
        if box.bottom <= low or box.top >= high:
            continue
        if reached > low and box.top - reached > best[0]:
            best = box.top - reached, (box.top + reached) / 2
        reached = max(reached, box.bottom)
    return best[1]
