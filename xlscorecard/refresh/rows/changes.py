"""What cells become: a new content each, or the values of a whole row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from xlscorecard.refresh.rows.cells import CellValue, format_content


class NewCell(NamedTuple):
    """What a cell becomes. ``style`` None keeps the one it has (or its row's or column's)."""

    kind: str
    inside: str
    style: int | None = None


STALE = NewCell("stale", "")
"""Stands for a formula whose stored result is to go; the formula itself stays."""

REMOVED = NewCell("removed", "")
"""Stands for a cell that goes altogether, its format too."""


class RowValues(NamedTuple):
    """Values for some cells of a row, each keeping its format; ``columns`` are their numbers.
    Called, it gives the same cell by cell."""

    prefix: str
    date1904: bool
    columns: tuple[int, ...]
    values: Sequence[CellValue]

    def __call__(self) -> dict[int, NewCell]:
        return {
            column: NewCell(*format_content(value, self.prefix, date1904=self.date1904))
            for column, value in zip(self.columns, self.values, strict=True)
        }


RowChange = Mapping[int, NewCell] | RowValues | Callable[[], Mapping[int, NewCell]]
"""Column number -> what the cell becomes; made when its turn comes where there are many."""

Changes = Mapping[int, RowChange]
