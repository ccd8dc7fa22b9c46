"""Cells without ruling lines: lines of text that stand together in a column are one *entry*.

Rows come from the column with the most figures; an entry beside several rows spans them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import SYMBOL_TEXT, is_value
from xlscorecard.tables.unruled.columns.column_texts import Spanning

# A heading in bold between two rows stands so far from theirs, in letter heights.
HEADING_GAP = 0.45
# An entry is beside a row when they share this much of the lower one's height.
BESIDE = 0.3


@dataclass(slots=True)
class Entry:
    """Text of one cell: its columns from ``first`` to ``last``, its lines' common box."""

    first: int
    last: int
    box: BBox
    runs: list[Run]

    @property
    def has_words(self) -> bool:
        return any(run.words for run in self.runs)

    @property
    def text(self) -> str:
        return " ".join(text_of_line(run.words) or SYMBOL_TEXT for run in self.runs)


@dataclass(slots=True)
class Row:
    """A row under way: ``core`` is the box of the entry that made it, ``top`` and ``bottom``
    reach over all that stands in this row alone."""

    core: BBox
    top: float
    bottom: float
    entries: list[Entry] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.core.top + self.core.bottom) / 2


def entries_of(
    runs: Sequence[Run], column: int, places: Sequence[float], leading: float
) -> list[Entry]:
    """The entries of one column: parted by gaps wider than the leading and by the lines at
    ``places`` (ascending y)."""
    entries: list[Entry] = []
    for number, run in enumerate(runs):
        if entries:
            last = entries[-1]
            gap = run.bbox.top - last.box.bottom
            before, after = last.box.centre[1], run.bbox.centre[1]
            last_line = last.runs[-1].bbox.centre[1]
            cut = bisect_right(places, after) > bisect_left(places, last_line)
            beside = abs(after - last_line) < 0.5 * run.bbox.height and before <= after
            other_weight = mostly(run.words, "bold") != mostly(last.runs[-1].words, "bold")
            # a tight header may overlap the figure beneath it: its weight alone parts them
            figure = is_value(text_of_line(run.words)) and run.bbox.top > last.runs[-1].bbox.top + 1
            heading = other_weight and (gap > 0.2 * run.size or figure)
            cut = cut or (gap > 0.2 * run.size and opens_comment(runs, number))
            if not run.words or not last.runs[-1].words:
                # symbols touch where cells do: only parts of one symbol are one entry
                beside = run.bbox.shared_height(last.runs[-1].bbox) > 0.5 * run.bbox.height
                cut = True
            # where lines part all rows, a cell may have its name in bold over what it means
            inside = leading == float("inf") and gap < HEADING_GAP * run.size
            if beside or (gap <= leading and not cut and (inside or not heading)):
                last.runs.append(run)
                last.box = last.box.union(run.bbox)
                continue
        entries.append(Entry(column, column, run.bbox, [run]))
    return entries


def opens_comment(runs: Sequence[Run], number: int) -> bool:
    """Whether a line in italics below one that is not begins a sentence that ends with them: a
    comment in a row of its own, no further words of the name above it."""
    if not mostly(runs[number].words, "italic") or mostly(runs[number - 1].words, "italic"):
        return False
    slanted = itertools.takewhile(lambda run: mostly(run.words, "italic"), runs[number:])
    words = [word.text for run in slanted for word in run.words]
    return len(words) > 3 and words[0][:1].isupper() and words[-1].endswith(".")


def wide_entries(wide: Sequence[Spanning], leading: float, runs: Sequence[Run]) -> list[Entry]:
    """The entries of runs over several columns: banners and spanning headers. A banner stands
    alone at its height: what has others beside it is not its second line."""
    entries: list[Entry] = []
    alone = {
        id(run): not any(
            other is not run and other.bbox.shared_height(run.bbox) > 0.5 * run.bbox.height
            for other in runs
        )
        for _, _, run in wide
    }
    for first, last, run in wide:
        if entries:
            before = entries[-1]
            below = run.bbox.centre[1] - before.runs[-1].bbox.centre[1] > 0
            gap = run.bbox.top - before.box.bottom
            alike = alone[id(before.runs[-1])] == alone[id(run)]
            if below and alike and gap <= leading and (before.first, before.last) == (first, last):
                before.runs.append(run)
                before.box = before.box.union(run.bbox)
                continue
        entries.append(Entry(first, last, run.bbox, [run]))
    return entries


def rows_of(columns: Sequence[Sequence[Entry]], wide: Sequence[Entry]) -> list[Row]:
    """Rows from the entries of all columns, top to bottom; entries beside several rows are in
    each of them."""
    lead = leading_column(columns)
    rows = [Row(entry.box, entry.box.top, entry.box.bottom, [entry]) for entry in columns[lead]]
    # columns with an entry for each row come before those with merged cells
    others = [
        (-len(entries), entry.box.height, number, place, entry)
        for number, entries in enumerate(columns)
        if number != lead
        for place, entry in enumerate(entries)
    ]
    for *_, entry in sorted(others, key=lambda other: other[:-1]):
        _settle(entry, rows, spans=True)
    for entry in wide:
        _settle(entry, rows, spans=False)
    return rows


def with_names_below_headers(rows: Sequence[Row]) -> list[Row]:
    """The rows, those parted that hold a header over several columns and the names right below
    it, beside names of two lines: what reaches over both is beside both."""
    parted: list[Row] = []
    for row in rows:
        wide = [entry for entry in row.entries if entry.last > entry.first]
        below = [
            entry
            for entry in row.entries
            if any(
                head.first <= entry.first == entry.last <= head.last
                and entry.box.centre[1] > head.box.bottom
                for head in wide
            )
        ]
        if not wide or len(below) < 2:
            parted.append(row)
            continue
        foot = max(head.box.bottom for head in wide)
        under = {id(entry) for entry in below}
        over = {id(head) for head in wide}
        upper = [e for e in row.entries if id(e) not in under and e.box.top < foot]
        lower = [e for e in row.entries if id(e) not in over and e.box.bottom > foot]
        box = wide[0].box
        parted.append(Row(box, row.top, foot, upper))
        top = min(entry.box.top for entry in below)
        parted.append(Row(below[0].box, top, row.bottom, lower))
    return parted


def leading_column(columns: Sequence[Sequence[Entry]]) -> int:
    """The number of the column whose entries tell the rows: that with most of them, one of
    figures before others."""
    counts = [len(entries) for entries in columns]
    figures = [sum(is_value(entry.text) for entry in entries) for entries in columns]
    most = max(counts)
    return max(
        range(len(columns)),
        key=lambda n: (figures[n] * 2 > counts[n] and counts[n] >= 0.6 * most, counts[n]),
    )


def _settle(entry: Entry, rows: list[Row], *, spans: bool) -> None:
    """Put an entry beside the rows that it shares height with, or make it a row."""
    box = entry.box
    number = bisect_left([row.middle for row in rows], box.centre[1])
    beside = [
        row
        for row in rows
        if box.shared_height(row.core) >= BESIDE * min(box.height, row.core.height)
    ]
    if not beside:
        beside = _between(box, rows[max(number - 1, 0) : number + 1]) if spans else []
    if not beside:
        beside = [
            row
            for row in rows
            if min(box.bottom, row.bottom) - max(box.top, row.top) >= 0.5 * box.height
        ][:1]
    if not beside:
        rows.insert(number, Row(box, box.top, box.bottom, [entry]))
        return
    if not spans and len(beside) > 1:
        beside = [max(beside, key=lambda row: box.shared_height(row.core))]
    if len(beside) == 1:
        beside[0].top, beside[0].bottom = (
            min(beside[0].top, box.top),
            max(beside[0].bottom, box.bottom),
        )
    for row in beside:
        row.entries.append(entry)


def _between(box: BBox, rows: Sequence[Row]) -> list[Row]:
    """The two rows over which a cell is merged whose text stands between them: no row of its
    own has room there, or it stands just in the middle."""
    if len(rows) < 2:
        return []
    above, below = rows
    apart = below.middle - above.middle
    off = abs(box.centre[1] - (above.middle + below.middle) / 2)
    room = below.top - above.bottom
    if room < 1.25 * box.height and off < 0.25 * apart:
        return [above, below]
    return []
