"""Rows of a table whose lines or stripes part them all: what stands between two of them is a row,
or a heading and a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.text import mostly
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.rows.entries import Entry, Row, rows_of

# A row with a heading has at least so many texts, with it.
FEWEST_BESIDE = 4


def rows_between(
    marks: Sequence[Rule], columns: Sequence[Sequence[Entry]], wide: Sequence[Entry]
) -> list[Row]:
    """Rows from lines that part them all: what stands between two lines is a row; an entry
    that no line parts in its own column is in each of its rows."""
    places = sorted(mark.at for mark in marks)
    held: dict[int, list[Entry]] = {}
    for entry in [*(entry for entries in columns for entry in entries), *wide]:
        centres = [run.bbox.centre[1] for run in entry.runs]
        first = bisect_left(places, min(centres))
        last = bisect_left(places, max(centres))
        for number in range(first, last + 1):
            held.setdefault(number, []).append(entry)
    rows: list[Row] = []
    for number in sorted(held):
        # an interval with nothing of its own lies inside a merged cell, or between double lines
        own = [
            entry
            for entry in held[number]
            if any(
                (number == 0 or places[number - 1] <= run.bbox.centre[1])
                and (number == len(places) or run.bbox.centre[1] <= places[number])
                for run in entry.runs
            )
        ]
        if not own:
            continue
        low = places[number - 1] if number else min(entry.box.top for entry in own)
        high = places[number] if number < len(places) else max(entry.box.bottom for entry in own)
        alone = [entry for entry in own if len(_intervals(entry, places)) == 1]
        heading = _heading_at_end(alone) if len(alone) == len(own) == len(held[number]) else None
        if heading is not None:
            rest = [entry for entry in own if entry is not heading]
            pair = [[heading], rest] if heading.box.top < rest[0].box.top else [rest, [heading]]
            rows += [_row_of(part) for part in pair]
            continue
        if _stacked(alone):
            rows += _rows_within(alone, [entry for entry in held[number] if entry not in alone])
            continue
        box = BBox(own[0].box.x0, low, own[0].box.x1, high)
        rows.append(Row(box, low, high, held[number]))
    return rows


def _row_of(entries: Sequence[Entry]) -> Row:
    low, high = min(e.box.top for e in entries), max(e.box.bottom for e in entries)
    return Row(BBox(entries[0].box.x0, low, entries[0].box.x1, high), low, high, list(entries))


def _heading_at_end(entries: Sequence[Entry]) -> Entry | None:
    """The heading that stands above the only row between two lines, or below it: the one text in
    bold, with nothing beside it, over or under the row's own in its column."""
    bold = [
        e for e in entries if e.has_words and mostly([w for r in e.runs for w in r.words], "bold")
    ]
    if len(bold) != 1 or len(entries) < FEWEST_BESIDE:
        return None
    box = bold[0].box
    rest = [entry for entry in entries if entry is not bold[0]]
    apart = all(entry.box.shared_height(box) <= 0 for entry in rest)
    under = sum(entry.first == bold[0].first for entry in rest) == 1
    columns = {entry.first for entry in rest}
    return bold[0] if apart and under and len(columns) == len(rest) else None


def _intervals(entry: Entry, places: Sequence[float]) -> range:
    centres = [run.bbox.centre[1] for run in entry.runs]
    return range(bisect_left(places, min(centres)), bisect_left(places, max(centres)) + 1)


def _stacked(entries: Sequence[Entry]) -> bool:
    """Whether an interval holds several rows all the same: two columns, or one of figures,
    have several entries in it (stripes part every other row only where cells are merged)."""
    by_column: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.first == entry.last and entry.has_words:
            by_column.setdefault(entry.first, []).append(entry)
    several = [column for column in by_column.values() if len(column) > 1]
    return len(several) > 1 or any(
        sum(is_value(entry.text) for entry in column) > 1 for column in several
    )


def _rows_within(entries: Sequence[Entry], through: Sequence[Entry]) -> list[Row]:
    """The rows that the entries of one interval make; ``through`` are those that go on into
    other intervals."""
    last = max(entry.last for entry in entries)
    columns: list[list[Entry]] = [[] for _ in range(last + 1)]
    wide: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.box.top):
        if entry.first == entry.last:
            columns[entry.first].append(entry)
        else:
            wide.append(entry)
    rows = rows_of(columns, wide)
    for row in rows:
        row.entries.extend(through)
    return rows
