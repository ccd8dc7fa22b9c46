"""Texts of several rows that stand as close as the lines of one: parted by where the rows are.

Where names wrap and little or no space parts the rows, the gaps between lines tell nothing.
Figures beside them tell the rows: each row's name begins at its figure's height, or has its middle
there, or ends there, and that fits for all rows at once or not at all; or the widest gaps, one
between each two rows, part the lines so that each row's figure stands beside its own. A text merged
over the rows fits none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.lines import box_of
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.rows.entries import Entry, leading_column

# Figures in so many rows tell the rows of a table.
FEWEST_ROWS = 3
# Lines set at one height agree within this share of their height; middles, of the rows' pitch.
LEVEL = 0.15
OFF_MIDDLE = 0.15
# Rows stand further apart than lines by at least this share of a line's height.
WIDER = 0.06

Rows = Sequence[BBox]
Fits = Callable[[BBox, BBox], bool]


def part_by_rows(columns: Sequence[Sequence[Entry]]) -> list[list[Entry]]:
    """The entries of each column with those parted whose lines fit the rows of the figures."""
    lead = columns[leading_column(columns)] if any(columns) else ()
    figures = [entry for entry in lead if is_value(entry.text)]
    if len(figures) < FEWEST_ROWS or len(figures) * 2 < len(lead):
        return [list(entries) for entries in columns]
    rows = [entry.box for entry in lead if len(_lines(entry)) == 1]
    every = [entry.box for entry in lead]
    pitch = min((b.centre[1] - a.centre[1] for a, b in pairwise(rows)), default=0.0)
    return [
        [
            piece
            for entry in entries
            for part in (_parted_at_gaps(entry, every) if len(entry.runs) > 1 else (entry,))
            for piece in (_parted(part, rows, pitch) if len(part.runs) > 1 else (part,))
        ]
        for entries in columns
    ]


def _parted_at_gaps(entry: Entry, rows: Rows) -> list[Entry]:
    """An entry parted at its widest gaps, where these are one fewer than the rows beside it,
    plainly wider than the others, and leave each row's figure beside a part of its own."""
    lines = _lines(entry)
    beside = _beside(entry, rows)
    if len(beside) < FEWEST_ROWS or len(lines) <= len(beside) or not entry.has_words:
        return [entry]
    boxes = [box_of([line]) for line in lines]
    gaps = [
        (below.top - above.bottom, number)
        for number, (above, below) in enumerate(pairwise(boxes), 1)
    ]
    gaps.sort(reverse=True)
    most = len(beside) - 1
    if gaps[most - 1][0] - gaps[most][0] < WIDER * boxes[0].height:
        return [entry]
    cuts = sorted(number for _, number in gaps[:most])
    groups = [lines[a:b] for a, b in pairwise([0, *cuts, len(lines)])]
    level = all(
        box.top - 1 <= row.centre[1] <= box.bottom + 1
        for box, row in zip(map(box_of, groups), beside, strict=True)
    )
    return [_entry_of(entry, group) for group in groups] if level else [entry]


def _beside(entry: Entry, rows: Rows) -> list[BBox]:
    return [row for row in rows if entry.box.top - 1 <= row.centre[1] <= entry.box.bottom + 1]


def _entry_of(entry: Entry, lines: Sequence[list[Run]]) -> Entry:
    return Entry(entry.first, entry.last, box_of(lines), [run for line in lines for run in line])


def _parted(entry: Entry, rows: Rows, pitch: float) -> list[Entry]:
    lines = _lines(entry)
    beside = _beside(entry, rows)
    if len(beside) < 2 or len(lines) < len(beside) or not entry.has_words:
        return [entry]
    level = LEVEL * min(row.height for row in beside)
    ways: tuple[Fits, ...] = (
        lambda box, row: abs(box.top - row.top) < level,
        lambda box, row: abs(box.centre[1] - row.centre[1]) < OFF_MIDDLE * pitch,
        lambda box, row: abs(box.bottom - row.bottom) < level,
    )
    for fits in ways:
        groups = _groups(lines, beside, fits)
        if groups:
            return [_entry_of(entry, group) for group in groups]
    return [entry]


def _groups(lines: Sequence[list[Run]], rows: Rows, fits: Fits) -> list[Sequence[list[Run]]]:
    """The lines in as many groups as there are rows, each fitting its row; empty where there
    is no such parting, or more than one."""
    found: list[list[Sequence[list[Run]]]] = []

    def part(start: int, made: list[Sequence[list[Run]]]) -> None:
        left = len(rows) - len(made)
        if not left:
            if start == len(lines):
                found.append(made)
            return
        for end in range(start + 1, len(lines) - left + 2):
            group = lines[start:end]
            if len(found) < 2 and fits(box_of(group), rows[len(made)]):
                part(end, [*made, group])

    part(0, [])
    return found[0] if len(found) == 1 else []


def _lines(entry: Entry) -> list[list[Run]]:
    """The runs of an entry, those at one height together."""
    lines: list[list[Run]] = []
    for run in entry.runs:
        same = lines and abs(run.bbox.centre[1] - lines[-1][0].bbox.centre[1]) < run.bbox.height / 2
        if same:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines
