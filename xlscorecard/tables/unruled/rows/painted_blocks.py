"""Cells merged over rows that only their paint shows: one block beside rows with lines between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.rows.entries import Row
from xlscorecard.tables.unruled.rows.placed import Placed

# The text of a merged cell misses the middle of its block by no more than this share of a row.
OFF_BLOCK = 0.2


def in_painted_blocks(
    column: int,
    placed: Mapping[int, Placed],
    rows: Sequence[Row],
    marks: Sequence[Rule],
    columns: Sequence[Column],
) -> list[tuple[int, Placed]]:
    """Each text by itself in the middle of a block of rows over the whole of it: lines bound the
    block and do not part it in this column, as they do in others (a merged cell that is painted,
    between others that are not)."""
    middle = (columns[column].x0 + columns[column].x1) / 2
    mine = sorted({mark.at for mark in marks if mark.low <= middle <= mark.high})
    found: list[tuple[int, Placed]] = []
    for above, below in pairwise(mine):
        block = [number for number, row in enumerate(rows) if above < row.middle < below]
        if len(block) < 2:
            continue
        top, bottom = block[0], block[-1]
        held = [
            key
            for key, place in placed.items()
            if place.first <= column <= place.last and place.top <= bottom and place.bottom >= top
        ]
        alone = placed[held[0]] if len(held) == 1 else None
        if alone is None or alone.first < alone.last or is_value(alone.entry.text):
            continue
        off = abs(alone.entry.box.centre[1] - (above + below) / 2)
        parted = all(
            any(rows[one].middle < mark.at < rows[other].middle for mark in marks)
            for one, other in pairwise(block)
        )
        if parted and off < OFF_BLOCK * (below - above) / len(block):
            found.append((held[0], replace(alone, top=top, bottom=bottom)))
    return found
