"""A row of a printed worksheet, and rows that a merged cell, or a header's sides, had parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.tables.prints.rows import Placed, are_one_row

# A header names so many columns; its texts are values as seldom as this.
FEWEST_NAMES = 3
ONE_VALUE_IN = 3
# A measure's reference has so many letters at most.
LONGEST_REFERENCE = 8
# A text of a cell over two rows stands in the middle of both within this (points).
AMID = 2.0


@dataclass(slots=True)
class SheetRow:
    """The texts between two heights; ``over`` those that reach into the row below."""

    top: float
    bottom: float
    held: list[Placed]

    @property
    def columns(self) -> set[int]:
        """The columns that texts begin in."""
        return {one.first for one in self.held}

    @property
    def covered(self) -> set[int]:
        """The columns that texts stand in."""
        return {column for one in self.held for column in range(one.first, one.last + 1)}

    @property
    def is_body(self) -> bool:
        """Whether the row has a measure's figures, or the words for them."""
        values = sum(one.text.value for one in self.held)
        figures = any(one.text.figure for one in self.held)
        return len(self.columns) > 1 and (figures or values * 2 >= len(self.columns))

    @property
    def is_header(self) -> bool:
        """Whether the row names columns."""
        values = sum(one.text.value for one in self.held)
        names = len(self.columns) >= FEWEST_NAMES and values * ONE_VALUE_IN < len(self.columns)
        return names and not any(one.text.figure for one in self.held)

    @property
    def is_heading(self) -> bool:
        """Whether nothing but a text at the left edge stands in the row."""
        return len(self.held) == 1 and self.held[0].first == 0

    @property
    def has_name(self) -> bool:
        """Whether some text is longer than a reference."""
        return any(one.text.letters > LONGEST_REFERENCE and not one.text.value for one in self.held)

    @property
    def middle(self) -> float:
        """The height around which most texts stand."""
        return (min(one.top for one in self.held) + max(one.bottom for one in self.held)) / 2


def settled_rows(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows, with what was set at two sides of a header's cells in one, and what stands amid
    two rows with the first of them."""
    settled: list[SheetRow] = []
    for number, row in enumerate(rows):
        above = settled[-1] if settled else None
        below = rows[number + 1] if number + 1 < len(rows) else None
        if above is not None and (_completes(above, row) or _is_named(above, row)):
            above.held += row.held
            above.bottom = row.bottom
        elif above is not None and below is not None and _stands_amid(row, above, below):
            for one in row.held:
                one.bottom = max(one.bottom, below.middle)
            above.held += row.held
            above.bottom = row.middle
            below.top = row.middle
        else:
            settled.append(row)
    return settled


def _completes(above: SheetRow, row: SheetRow) -> bool:
    """Whether a row holds names of a header whose others stand at the head of the same cells."""
    if above.is_body or row.is_body or above.is_heading or row.is_heading:
        return False
    return above.covered.isdisjoint(row.covered)


def _is_named(above: SheetRow, row: SheetRow) -> bool:
    """Whether a row's figures stand at the foot of cells whose names stand at the head."""
    if above.is_body or above.is_header or not row.is_body:
        return False
    apart = above.covered.isdisjoint(row.covered)
    return apart and not row.has_name and are_one_row(above.held, row.held)


def _stands_amid(row: SheetRow, above: SheetRow, below: SheetRow) -> bool:
    """Whether a row's texts are in the middle of the two beside it, in columns of their own: cells
    merged over a measure's target and result."""
    if not (above.is_body and below.is_body):
        return False
    apart = row.covered.isdisjoint(above.covered) and row.covered.isdisjoint(below.covered)
    return apart and abs(2 * row.middle - above.middle - below.middle) < 2 * AMID
