"""Which rows of a printed worksheet are a table: from a header to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscorecard.tables.prints.sheet_row import SheetRow

# "Symbol | Meaning"
KEY_COLUMNS = 2


def stretches_of(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """The rows of each table; headings above them, and notes below, are left out."""
    current: list[SheetRow] = []
    full = False
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if full and (row.is_header or _heads_key(row, below)):
            last = _end_of(current)
            yield current[:last]
            current = _without_headings(current[last:])
            full = False
        elif row.is_header and not full:
            current = _without_headings(current)
        current.append(row)
        full = full or row.is_body
    # a header may stand alone at the foot of a page
    end = _end_of(current) or max(
        (n for n, row in enumerate(current, 1) if row.is_header), default=0
    )
    yield _without_headings(current[:end], until_header=True)


def _heads_key(row: SheetRow, below: SheetRow | None) -> bool:
    """Whether a row names the columns of a key: marks, and behind each what it means."""
    if below is None or len(row.held) < KEY_COLUMNS or any(one.text.value for one in row.held):
        return False
    mark, *meaning = sorted(below.held, key=lambda one: one.first)
    return mark.text.value and bool(meaning) and not any(one.text.value for one in meaning)


def _end_of(rows: Sequence[SheetRow]) -> int:
    """The number of rows up to the last one with figures."""
    return max((number for number, row in enumerate(rows) if row.is_body), default=-1) + 1


def _without_headings(rows: list[SheetRow], *, until_header: bool = False) -> list[SheetRow]:
    """The rows behind the headings that they begin with; where there is no header, a heading right
    above figures may be a group's name."""
    begun = next((n for n, row in enumerate(rows) if row.is_header or row.is_body), len(rows))
    if until_header and begun < len(rows) and rows[begun].is_header:
        return rows
    headings = [number for number, row in enumerate(rows[:begun]) if row.is_heading]
    return rows[headings[-1] + 1 :] if headings else rows
