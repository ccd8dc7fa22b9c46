"""Cells without ruling lines: lines of text that stand together in a column are one *entry*.

Rows come from the column with the most figures; an entry beside several rows spans them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import SYMBOL_TEXT, is_figure, is_plain_figure, is_value
from xlscorecard.tables.unruled.column import OVERHANG, Column, columns_under, hangs_over

# The next line of a text starts within so many of its heights.
NEXT_LINE = 1.6
# An entry is beside a row when they share this much of the lower one's height.
BESIDE = 0.3
# A text may reach over its painted cell by so much (points).
OVER_EDGE = 1.0


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


def place_runs(
    runs: Sequence[Run], columns: Sequence[Column], painted: Sequence[BBox] = ()
) -> tuple[list[list[Run]], list[tuple[int, int, Run]]]:
    """Runs of each column, top to bottom, and those that stand over several columns; headers in
    ``painted`` cells stand over the columns of those."""
    single: list[list[Run]] = [[] for _ in columns]
    wide: list[tuple[int, int, Run]] = []
    head = True
    for run in sorted(runs, key=lambda run: run.bbox.top):
        under = columns_under(columns, run.bbox.x0, run.bbox.x1)
        head = head and not _all_plain_figures(run)
        if head and painted and (own := _painted_column(run, columns, painted)) is not None:
            single[own].append(run)
            continue
        touch = len(under) == len(run.words) and _all_figures(run)  # long figures, one for each
        if len(under) > 1 and (touch or _goes_on_below(run, under, columns, runs)):
            for column, word in zip(under, run.words, strict=True):
                single[column].append(run_of([word]))
            continue
        if len(under) > 1:
            box, reach = run.bbox, run.bbox.x1 - OVERHANG * run.size
            hangs = hangs_over(columns, under, box.x0, reach)
            under = under[:1] if hangs else _own_columns(run, under, columns, runs)
        if not under:
            under = _free_beside(run, columns, runs)
        if len(under) == 1:
            single[under[0]].append(run)
        elif under:
            wide.append((under[0], under[-1], run))
        elif run.words and _is_banner(run, runs):
            wide.append((0, len(columns) - 1, run))
    return single, wide


def _painted_column(run: Run, columns: Sequence[Column], painted: Sequence[BBox]) -> int | None:
    """The only column whose texts stand within the painted cell of a run, which may be set at
    another side of it than they are; None where it has no such cell."""
    middle = run.bbox.centre
    cells = [cell for cell in painted if cell.holds(*middle)]
    if not cells:
        return None
    cell = min(cells, key=lambda cell: cell.width)
    if run.bbox.x0 < cell.x0 - OVER_EDGE or run.bbox.x1 > cell.x1 + OVER_EDGE:
        return None
    under = columns_under(columns, cell.x0, cell.x1)
    whole = [n for n in under if cell.x0 <= (columns[n].x0 + columns[n].x1) / 2 <= cell.x1]
    return whole[0] if len(whole) == 1 else None


def _free_beside(run: Run, columns: Sequence[Column], runs: Sequence[Run]) -> list[int]:
    """The column of a text that stands between two, over neither: a header set at the right over
    figures at the left, or the other way round. It is the one of both that has no text at its
    height; [] where both have one, or none."""
    level = [
        other
        for other in runs
        if other is not run and shared_height(other.bbox, run.bbox) > 0.5 * run.bbox.height
    ]
    taken = {n for other in level for n in columns_under(columns, other.bbox.x0, other.bbox.x1)}
    right = sum(column.x1 <= run.bbox.x0 for column in columns)
    beside = [n for n in (right - 1, right) if 0 <= n < len(columns) and n not in taken]
    return beside if level and run.words and len(beside) == 1 else []


def _goes_on_below(
    run: Run, under: Sequence[int], columns: Sequence[Column], runs: Sequence[Run]
) -> bool:
    """Whether a run is the next line of as many narrow headers as it has words: each word
    stands over one column, and right above each but the first is a text of that column."""
    if len(run.words) != len(under):
        return False
    for column, word in zip(under, run.words, strict=True):
        if columns_under(columns, word.bbox.x0, word.bbox.x1) != [column]:
            return False
    box = run.bbox
    above = {
        column
        for other in runs
        if box.top - NEXT_LINE * box.height < other.bbox.top < box.top - 0.5 * box.height
        for part in (other.words if _all_figures(other) else [other])
        if len(beside := columns_under(columns, part.bbox.x0, part.bbox.x1)) == 1
        for column in beside
    }
    return above.issuperset(under[1:])


def _is_banner(run: Run, runs: Sequence[Run]) -> bool:
    """Whether a text between columns is a heading over all of them: nothing stands beside it,
    and figures above it (a header may miss its column)."""
    beside = any(
        other is not run and shared_height(other.bbox, run.bbox) > 0.5 * run.bbox.height
        for other in runs
    )
    return not beside and any(
        other.bbox.bottom <= run.bbox.top and _all_plain_figures(other) for other in runs
    )


def _all_plain_figures(run: Run) -> bool:
    return bool(run.words) and all(is_plain_figure(word.text) for word in run.words)


def _all_figures(run: Run) -> bool:
    return all(is_figure(word.text) for word in run.words)


def _own_columns(
    run: Run, under: list[int], columns: Sequence[Column], runs: Sequence[Run]
) -> list[int]:
    """The columns of a run that reaches over several, without those in which another run
    stands beside it: a long header over a narrow column spans nothing."""
    taken: set[int] = set()
    for other in runs:
        if other is run or shared_height(other.bbox, run.bbox) <= 0.5 * run.bbox.height:
            continue
        beside = columns_under(columns, other.bbox.x0, other.bbox.x1)
        if len(beside) == 1:
            taken.add(beside[0])
    free = [column for column in under if column not in taken]
    if not free:
        return under[:1]
    middle = run.bbox.centre[0]
    best = min(free, key=lambda n: abs((columns[n].x0 + columns[n].x1) / 2 - middle))
    first = last = best
    while first - 1 in free:
        first -= 1
    while last + 1 in free:
        last += 1
    return list(range(first, last + 1))


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
                beside = shared_height(run.bbox, last.runs[-1].bbox) > 0.5 * run.bbox.height
                cut = True
            if beside or (gap <= leading and not cut and (leading > 100 or not heading)):
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
        if _stacked(alone):
            rows += _rows_within(alone, [entry for entry in held[number] if entry not in alone])
            continue
        box = BBox(own[0].box.x0, low, own[0].box.x1, high)
        rows.append(Row(box, low, high, held[number]))
    return rows


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


def wide_entries(
    wide: Sequence[tuple[int, int, Run]], leading: float, runs: Sequence[Run]
) -> list[Entry]:
    """The entries of runs over several columns: banners and spanning headers. A banner stands
    alone at its height: what has others beside it is not its second line."""
    entries: list[Entry] = []
    alone = {
        id(run): not any(
            other is not run and shared_height(other.bbox, run.bbox) > 0.5 * run.bbox.height
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
        if shared_height(box, row.core) >= BESIDE * min(box.height, row.core.height)
    ]
    if not beside:
        beside = _between(box, rows[max(number - 1, 0) : number + 1]) if spans else []
    if not beside:
        beside = [
            row
            for row in rows
            if min(box.bottom, row.bottom) - max(box.top, row.top) >= 0.5 * box.height
        ][:1]
    if not beside and not entry.has_words:
        nearest = min(rows, key=lambda row: abs(row.middle - box.centre[1]))
        beside = [nearest] if abs(nearest.middle - box.centre[1]) < 2 * box.height else []
    if not beside:
        rows.insert(number, Row(box, box.top, box.bottom, [entry]))
        return
    if not spans and len(beside) > 1:
        beside = [max(beside, key=lambda row: shared_height(box, row.core))]
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


def shared_height(first: BBox, second: BBox) -> float:
    """How much height two boxes share, in points; below 0 the gap between them."""
    return min(first.bottom, second.bottom) - max(first.top, second.top)
