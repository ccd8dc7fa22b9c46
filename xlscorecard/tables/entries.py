"""Cells without ruling lines: lines of text that stand together in a column are one *entry*.

Rows come from the column with the most figures; an entry beside several rows spans them.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.columns import Column, columns_under
from xlscorecard.tables.edges import Rule
from xlscorecard.tables.paragraphs import Run, run_of
from xlscorecard.tables.text import mostly, text_of_line
from xlscorecard.tables.values import SYMBOL_TEXT, is_value

# Lines of one cell stand nearer than this many letter heights, bottom to top: double spacing
# leaves about one, which no table of figures has between its rows and inside its cells.
WIDEST_LEADING = 0.6
TIGHTEST_LEADING = 0.25
# From this gap on (letter heights) rows of figures show that the table's rows are set apart.
SET_APART = 0.35
# An entry is beside a row when they share this much of the lower one's height.
BESIDE = 0.3
# A merged cell's text stands in its middle: it may miss that by this share of a row.
OFF_CENTRE = 0.35


# Cells of one column part a table into at least this many groups of rows: header and three.
LEAST_GROUPS = 4


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


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its place: rows ``top`` to ``bottom``, columns ``first`` to ``last``."""

    top: int
    bottom: int
    first: int
    last: int
    entry: Entry


def place_runs(
    runs: Sequence[Run], columns: Sequence[Column]
) -> tuple[list[list[Run]], list[tuple[int, int, Run]]]:
    """Runs of each column, top to bottom, and those that stand over several columns."""
    single: list[list[Run]] = [[] for _ in columns]
    wide: list[tuple[int, int, Run]] = []
    for run in sorted(runs, key=lambda run: run.bbox.top):
        under = columns_under(columns, run.bbox.x0, run.bbox.x1)
        if len(under) > 1 and len(under) == len(run.words) and _all_figures(run):
            # long figures that touch: one for each column
            for column, word in zip(under, run.words, strict=True):
                single[column].append(run_of([word]))
            continue
        if len(under) > 1:
            under = _own_columns(run, under, columns, runs)
        if len(under) == 1:
            single[under[0]].append(run)
        elif under:
            wide.append((under[0], under[-1], run))
    return single, wide


def _all_figures(run: Run) -> bool:
    return all(is_value(word.text) and any(map(str.isdigit, word.text)) for word in run.words)


def _own_columns(
    run: Run, under: list[int], columns: Sequence[Column], runs: Sequence[Run]
) -> list[int]:
    """The columns of a run that reaches over several, without those in which another run
    stands beside it: a long header over a narrow column spans nothing."""
    taken: set[int] = set()
    for other in runs:
        if other is run or _shared(other.bbox, run.bbox) <= 0.5 * run.bbox.height:
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


def leading_of(single: Sequence[Sequence[Run]], size: float) -> float | None:
    """The gap up to which lines of this table belong to one cell, in points; None where rows
    are set as tight as lines, so that gaps tell nothing."""
    widest = 0.0
    for runs in single:
        gaps = sorted(
            below.bbox.top - above.bbox.bottom
            for above, below in itertools.pairwise(runs)
            if below.bbox.top > above.bbox.top + 1
        )
        if len(gaps) > 1:
            widest = max(widest, gaps[len(gaps) // 10])
    if widest < SET_APART * size:
        return None
    return max(TIGHTEST_LEADING * size, min(0.7 * widest, WIDEST_LEADING * size))


def entries_of(
    runs: Sequence[Run], column: int, places: Sequence[float], leading: float
) -> list[Entry]:
    """The entries of one column: parted by gaps wider than the leading and by the lines at
    ``places`` (ascending y)."""
    entries: list[Entry] = []
    for run in runs:
        if entries:
            last = entries[-1]
            gap = run.bbox.top - last.box.bottom
            before, after = last.box.centre[1], run.bbox.centre[1]
            last_line = last.runs[-1].bbox.centre[1]
            cut = bisect_right(places, after) > bisect_left(places, last_line)
            beside = abs(after - last_line) < 0.5 * run.bbox.height and before <= after
            heading = gap > 0.2 * run.size and mostly(run.words, "bold") != mostly(
                last.runs[-1].words, "bold"
            )
            if not run.words or not last.runs[-1].words:
                # symbols touch where cells do: only parts of one symbol are one entry
                beside = _shared(run.bbox, last.runs[-1].bbox) > 0.5 * run.bbox.height
                cut = True
            if beside or (gap <= leading and not cut and (leading > 100 or not heading)):
                last.runs.append(run)
                last.box = last.box.union(run.bbox)
                continue
        entries.append(Entry(column, column, run.bbox, [run]))
    return entries


def widen_headers(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
) -> None:
    """Let a header stand over all the columns that it gathers: those in whose middle it stands,
    that have headers of one kind below it (Q1, Q2, Q3; N, %) and nothing beside it. Moves runs
    from ``single`` to ``wide`` and widens those that are there."""
    candidates = [(number, number, runs[0]) for number, runs in enumerate(single) if len(runs) > 1]
    for first, last, run in [*candidates, *wide]:
        below = {
            number: child
            for number, runs in enumerate(single)
            for child in runs[:3]
            if 0 <= child.bbox.top - run.bbox.bottom + 0.3 * run.size < 1.2 * run.size
            and all(
                other is child or _shared(other.bbox, run.bbox) <= 0 or other is run
                for other in runs[:3]
            )
        }
        low, high = first, last
        while low - 1 in below:
            low -= 1
        while high + 1 in below:
            high += 1
        kinds = [_kind(below[number]) for number in range(low, high + 1) if number in below]
        middle = run.bbox.centre[0]
        choices = (
            [
                (
                    abs((below[left].bbox.x0 + below[right].bbox.x1) / 2 - middle),
                    left - right,
                    left,
                    right,
                )
                for left in range(low, first + 1)
                for right in range(last, high + 1)
                if right > left
                and len({kinds[n - low] for n in range(left, right + 1) if n in below}) <= 2
            ]
            if len(kinds) == high - low + 1 and len(kinds) > 1
            else []
        )
        if not choices:
            continue
        off, _, left, right = min(choices, key=lambda choice: (round(choice[0] / 4), choice[1]))
        alike = len({kinds[n - low] for n in range(left, right + 1)}) == 1
        if (left, right) == (first, last) or off > 0.1 * (columns[right].x1 - columns[left].x0):
            continue
        if first == last:
            if not alike:
                continue
            single[first].remove(run)
        else:
            wide.remove((first, last, run))
        wide.append((left, right, run))


def gather_headless(
    single: list[list[Run]], wide: list[tuple[int, int, Run]], columns: Sequence[Column]
) -> None:
    """Let a header stand over the columns beside it that have none, where it stands in their
    common middle ("21/22 and Quartile" over a value and a quartile). Moves it from ``single``
    to ``wide``."""
    heads = [runs[0] for runs in single if runs]
    if not heads:
        return
    foot = max(
        (run.bbox.bottom for run in heads if run.bbox.top < min(r.bbox.bottom for r in heads)),
        default=0.0,
    )
    headless = {
        number for number, runs in enumerate(single) if runs and runs[0].bbox.top >= foot
    } - {number for first, last, _ in wide for number in range(first, last + 1)}
    for number, runs in enumerate(list(single)):
        if not runs or number in headless or len(runs) < 2:
            continue
        run = runs[0]
        low = high = number
        while low - 1 in headless:
            low -= 1
        while high + 1 in headless:
            high += 1
        middle = run.bbox.centre[0]
        body = [r for r in runs[1:] if r.bbox.top >= foot]
        own = (min(r.bbox.x0 for r in body) + max(r.bbox.x1 for r in body)) / 2 if body else middle
        off, left, right = min(
            (abs((columns[a].x0 + columns[b].x1) / 2 - middle), a, b)
            for a in range(low, number + 1)
            for b in range(number, high + 1)
        )
        if right > left and off < 0.5 * abs(own - middle):
            single[number].remove(run)
            wide.append((left, right, run))
            headless -= set(range(left, right + 1))


def _kind(run: Run) -> str:
    """A header without its figures: what Q1 and Q2 have in common."""
    return re.sub(r"\d+", "#", text_of_line(run.words))


def header_marks(
    single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]], columns: Sequence[Column]
) -> list[Rule]:
    """Lines that a header over several columns draws, as it were, between itself and the
    headers below it: they part those columns only."""
    marks: list[Rule] = []
    for first, last, run in wide:
        below = [
            other
            for runs in single[first : last + 1]
            for other in runs[:3]
            if 0 <= other.bbox.top - run.bbox.bottom + 0.3 * run.size < 1.2 * run.size
        ]
        beside = any(
            _shared(other.bbox, run.bbox) > BESIDE * min(other.bbox.height, run.bbox.height)
            or _shared(other.bbox, run.bbox) > -0.5 * run.size
            for number, runs in enumerate(single)
            if not first <= number <= last
            for other in runs[:3]
        )
        if len(below) > 1 and beside:
            top = min(other.bbox.top for other in below)
            marks.append(Rule((run.bbox.bottom + top) / 2, columns[first].x0, columns[last].x1))
        elif not beside:
            under = [
                other.bbox.top
                for other in [*(other for runs in single for other in runs), *(w for *_, w in wide)]
                if other.bbox.top > run.bbox.bottom - 0.3 * run.size
            ]
            if under:
                place = (run.bbox.bottom + min(under)) / 2
                marks.append(Rule(place, columns[0].x0, columns[-1].x1))
    return marks


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
            other is not run and _shared(other.bbox, run.bbox) > 0.5 * run.bbox.height
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
    lead = _leading_column(columns)
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


def _leading_column(columns: Sequence[Sequence[Entry]]) -> int:
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
        row for row in rows if _shared(box, row.core) >= BESIDE * min(box.height, row.core.height)
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
        beside = [max(beside, key=lambda row: _shared(box, row.core))]
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


def _shared(first: BBox, second: BBox) -> float:
    return min(first.bottom, second.bottom) - max(first.top, second.top)


def places_of(
    rows: Sequence[Row], marks: Sequence[Rule], columns: Sequence[Column]
) -> list[Placed]:
    """Where each entry stands, with its spans: over the rows that it is beside, over rows that
    no line parts in its column where lines part the rest, and over the rows round its middle
    where a whole column is set in that way."""
    span: dict[int, list[int]] = {}
    entries: dict[int, Entry] = {}
    for number, row in enumerate(rows):
        for entry in row.entries:
            span.setdefault(id(entry), []).append(number)
            entries[id(entry)] = entry
    placed = {
        key: Placed(min(numbers), max(numbers), entries[key].first, entries[key].last, entries[key])
        for key, numbers in span.items()
    }
    taken = {
        (row, col)
        for place in placed.values()
        if place.last > place.first
        for row in range(place.top, place.bottom + 1)
        for col in range(place.first, place.last + 1)
    }
    middles: list[tuple[int, int]] = []
    lined: list[tuple[int, int]] = []
    waiting: list[list[int]] = []
    for column in range(len(columns)):
        own = sorted(
            (key for key, place in placed.items() if place.first == column == place.last),
            key=lambda key: placed[key].top,
        )
        if not own or len(own) >= len(rows):
            continue
        grouped = _by_lines(column, rows, marks, columns)
        if grouped and _fits(own, placed, grouped):
            for key, group in zip(own, grouped, strict=True):
                placed[key] = _spread(placed[key], group, taken)
            lined = grouped
            continue
        figures = sum(is_value(placed[key].entry.text) for key in own)
        groups = [] if figures * 2 > len(own) else _by_middle(own, placed, rows)
        if groups:
            middles = groups
        waiting.append(own)
    # what one column shows holds for the columns beside it
    for groups in (lined, middles):
        for own in waiting if groups else ():
            head = [key for key in own if placed[key].bottom < groups[0][0]]
            body = own[len(head) :]
            if _fits(body, placed, groups):
                for key, group in zip(body, groups, strict=True):
                    placed[key] = _spread(placed[key], group, taken)
    return _beside_merged(list(placed.values()), rows)


def _beside_merged(placed: Sequence[Placed], rows: Sequence[Row]) -> list[Placed]:
    """Let an entry by itself in the middle beside a merged cell span the same rows: the cells
    of one group are merged alike."""
    groups = {(place.top, place.bottom) for place in placed if place.bottom > place.top}
    held: dict[tuple[int, int], int] = {}
    for place in placed:
        for row in range(place.top, place.bottom + 1):
            for col in range(place.first, place.last + 1):
                held[row, col] = held.get((row, col), 0) + 1
    settled: list[Placed] = []
    for own in placed:
        place = own
        middle = place.entry.box.centre[1]
        for top, bottom in sorted(groups):
            if place.bottom > place.top or not top <= place.top <= bottom:
                continue
            alone = sum(held.get((row, place.first), 0) for row in range(top, bottom + 1)) == 1
            centre = (rows[top].top + rows[bottom].bottom) / 2
            pitch = (rows[bottom].bottom - rows[top].top) / (bottom - top + 1)
            off = abs(middle - rows[place.top].middle)
            # an odd number of rows has a row in its middle, beside which the entry stands
            odd = (bottom - top) % 2 == 0 and place.top == (top + bottom) // 2
            if alone and abs(middle - centre) < 0.2 * pitch and (odd or off > 0.25 * pitch):
                place = replace(place, top=top, bottom=bottom)
                break
        settled.append(place)
    return settled


def _spread(place: Placed, group: tuple[int, int], taken: set[tuple[int, int]]) -> Placed:
    """The place over all rows of its group, but where a header or banner stands across."""
    rows = range(group[0], group[1] + 1)
    if any((row, place.first) in taken for row in rows):
        return place
    return replace(place, top=group[0], bottom=group[1])


def _fits(own: Sequence[int], placed: dict[int, Placed], groups: Sequence[tuple[int, int]]) -> bool:
    """Whether each group of rows holds exactly one of a column's entries."""
    return len(own) == len(groups) and all(
        group[0] <= placed[key].top and placed[key].bottom <= group[1]
        for key, group in zip(own, groups, strict=True)
    )


def _by_lines(
    column: int, rows: Sequence[Row], marks: Sequence[Rule], columns: Sequence[Column]
) -> list[tuple[int, int]]:
    """Groups of rows that no line parts in this column, where lines part others; none where
    lines do not part this column at all."""
    middle = (columns[column].x0 + columns[column].x1) / 2
    mine = sorted(mark.at for mark in marks if mark.low <= middle <= mark.high)
    all_places = sorted(mark.at for mark in marks)
    if len(mine) < 2:
        return []
    groups: list[tuple[int, int]] = []
    start = 0
    merged = unparted = False
    for number in range(1, len(rows) + 1):
        if number < len(rows):
            above, below = rows[number - 1].middle, rows[number].middle
            if bisect_left(all_places, above) == bisect_left(all_places, below):
                unparted = True
            if bisect_left(mine, above) == bisect_left(mine, below):
                merged = True
                continue
        groups.append((start, number - 1))
        start = number
    if unparted and len(groups) < LEAST_GROUPS:
        return []  # a line under the header and one at the foot tell nothing of the rows between
    return groups if merged else []


def _by_middle(
    own: Sequence[int], placed: dict[int, Placed], rows: Sequence[Row]
) -> list[tuple[int, int]]:
    """Groups of rows round the middle of each entry, if all entries of a column below its
    header fit such groups without a row left over and some group has several rows."""
    for headers in (0, 1, 2):
        if len(own) <= headers:
            break
        start = placed[own[headers - 1]].bottom + 1 if headers else 0
        groups: list[tuple[int, int]] = []
        for key in own[headers:]:
            end = _end_of_group(placed[key], start, rows)
            merged = sum(last > first for first, last in groups)
            if key == own[-1] and end != len(rows) - 1 and merged * 2 > len(groups):
                # the page ends inside the last group: its middle is not here
                end = len(rows) - 1 if placed[key].top >= start else None
            if end is None:
                break
            groups.append((start, end))
            start = end + 1
        if len(groups) == len(own) - headers and start == len(rows):
            return groups if any(last > first for first, last in groups) else []
    return []


def _end_of_group(place: Placed, start: int, rows: Sequence[Row]) -> int | None:
    """The last row of a group from ``start`` on whose middle is that of an entry."""
    middle = place.entry.box.centre[1]
    best: tuple[float, int] | None = None
    for end in range(max(start, place.bottom), len(rows)):
        centre = (rows[start].top + rows[end].bottom) / 2
        off = abs(centre - middle)
        if best is None or off < best[0]:
            best = (off, end)
        elif centre > middle:
            break
    if best is None or start > place.top:
        return None
    pitch = (rows[best[1]].bottom - rows[start].top) / (best[1] - start + 1)
    return best[1] if best[0] <= OFF_CENTRE * pitch else None
