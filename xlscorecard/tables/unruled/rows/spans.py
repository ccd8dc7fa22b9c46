"""Merged cells without borders: which rows an entry spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import is_bold
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.rows.entries import Row
from xlscorecard.tables.unruled.rows.painted_blocks import in_painted_blocks
from xlscorecard.tables.unruled.rows.placed import Placed
from xlscorecard.tables.unruled.rows.row_groups import Group, by_lines, by_middle, takes_in_names

# A figure stands on its row's line within this share of the row.
OFF_ROW = 0.1


def places_of(
    rows: Sequence[Row], marks: Sequence[Rule], columns: Sequence[Column]
) -> list[Placed]:
    """Where each entry stands, with its spans: over the rows that it is beside, over rows that
    no line parts in its column where lines part the rest, and over the rows round its middle
    where a whole column is set in that way."""
    placed = _beside_rows(rows)
    taken = _taken(rows, marks, columns, placed)
    middles: list[Group] = []
    lined: list[Group] = []
    waiting: list[list[int]] = []
    for column in range(len(columns)):
        own = _alone_in(column, placed)
        if not own or len(own) >= len(rows):
            continue
        grouped = by_lines(column, rows, marks, columns)
        if grouped and _fits(own, placed, grouped):
            placed.update(_spread(own, placed, grouped, taken))
            lined = grouped
            continue
        waiting.append(own)
        groups = [] if _is_bare(own, placed) else by_middle(own, placed, rows)
        if not groups or takes_in_names(own, placed, rows):
            continue
        if _spread(_body(own, placed, groups), placed, groups, taken):
            middles = groups
    # what one column shows holds for the columns beside it
    for groups in (lined, middles):
        for own in waiting if groups else ():
            body = _body(own, placed, groups)
            merged = _fits(body, placed, groups) and not _off_middle(body, placed, groups, rows)
            if merged and not _parted(placed[own[0]], groups, rows, marks):
                placed.update(_spread(body, placed, groups, taken))
    for column in range(len(columns)):
        placed.update(in_painted_blocks(column, placed, rows, marks, columns))
    return _beside_merged(list(placed.values()), rows)


def _beside_rows(rows: Sequence[Row]) -> dict[int, Placed]:
    """Each entry (by identity) over the rows that it is beside."""
    placed: dict[int, Placed] = {}
    for number, row in enumerate(rows):
        for entry in row.entries:
            known = placed.get(id(entry))
            placed[id(entry)] = (
                Placed(number, number, entry.first, entry.last, entry)
                if known is None
                else replace(known, bottom=number)
            )
    return placed


def _taken(
    rows: Sequence[Row],
    marks: Sequence[Rule],
    columns: Sequence[Column],
    placed: Mapping[int, Placed],
) -> set[tuple[int, int]]:
    """The places (row, column) over which nothing is merged: those of texts over several columns,
    and whole rows of a banner, a remark or a name alone."""
    taken = {
        (row, col)
        for place in placed.values()
        if place.last > place.first
        for row in range(place.top, place.bottom + 1)
        for col in range(place.first, place.last + 1)
    }
    across = [
        number
        for number, row in enumerate(rows)
        if len(row.entries) == 1 and row.entries[0].first == 0 < row.entries[0].last
    ]
    for number in (*across, *_set_apart(rows), *_names_alone(rows, marks, columns)):
        taken |= {(number, col) for col in range(len(columns))}
    return taken


def _alone_in(column: int, placed: Mapping[int, Placed]) -> list[int]:
    """The entries of one column, top to bottom."""
    own = [key for key, place in placed.items() if place.first == column == place.last]
    return sorted(own, key=lambda key: placed[key].top)


def _is_bare(own: Sequence[int], placed: Mapping[int, Placed]) -> bool:
    """Whether a column holds mostly figures, or symbols: a row without one has none."""
    figures = sum(is_value(placed[key].entry.text) for key in own)
    return figures * 2 > len(own) or _are_symbols(own, placed)


def _are_symbols(own: Sequence[int], placed: Mapping[int, Placed]) -> bool:
    """Whether a column's texts below its header are symbols alone: a row without one has no rating,
    and not that of the row above."""
    plain = sum(not any(map(str.isalnum, placed[key].entry.text)) for key in own)
    return plain > 0 and plain >= len(own) - 1


def _set_apart(rows: Sequence[Row]) -> list[int]:
    """The rows of nothing but a bold text in the first column, where most there are not bold."""
    first = [(n, e) for n, row in enumerate(rows) for e in row.entries if e.first == 0 == e.last]
    bold = {n for n, entry in first if is_bold(entry.runs)}
    if len(bold) * 2 > len(first):
        return []
    return [number for number in sorted(bold) if len(rows[number].entries) == 1]


def _names_alone(
    rows: Sequence[Row], marks: Sequence[Rule], columns: Sequence[Column]
) -> list[int]:
    """The rows of nothing but a text in the first column that no line parts from the row below it:
    what lines part there in other columns, the paint of ratings, is that row's."""
    middle = (columns[0].x0 + columns[0].x1) / 2
    places = sorted(mark.at for mark in marks if mark.low <= middle <= mark.high)
    return [
        number
        for number, (row, below) in enumerate(pairwise(rows))
        if len(row.entries) == 1
        and row.entries[0].first == 0 == row.entries[0].last
        and len(below.entries) > 1
        and any(entry.first == 0 for entry in below.entries)
        and bisect_left(places, row.middle) == bisect_left(places, below.middle)
    ]


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


def _parted(
    place: Placed, groups: Sequence[Group], rows: Sequence[Row], marks: Sequence[Rule]
) -> bool:
    """Whether a line parts the rows of a group where a column's text stands: its cells are not
    merged as those beside them are. The edges of painted boxes that stand apart, nearer to each
    other than a text is high, part none."""
    box = place.entry.box
    over = sorted(mark.at for mark in marks if mark.low <= box.centre[0] <= mark.high)
    apart = {at for pair in pairwise(over) if 1 < pair[1] - pair[0] < box.height for at in pair}
    return any(
        rows[top].middle < at < rows[bottom].middle
        for at in over
        if at not in apart
        for top, bottom in groups
    )


def _off_middle(
    own: Sequence[int],
    placed: Mapping[int, Placed],
    groups: Sequence[Group],
    rows: Sequence[Row],
) -> bool:
    """Whether all of a column's texts are figures on the line of one row of their groups, and not
    the middle one: targets in the first or second row of each, no results yet in the other."""
    several = [(key, group) for key, group in zip(own, groups, strict=True) if group[0] < group[1]]
    for key, (top, bottom) in several:
        place = placed[key]
        row = rows[place.top]
        level = abs(place.entry.box.centre[1] - row.middle) < OFF_ROW * (row.bottom - row.top)
        if not level or place.top == (top + bottom) / 2 or not is_value(place.entry.text):
            return False
    return len(several) > 1  # one row beside a note of two lines tells nothing of others


def _body(
    own: Sequence[int], placed: Mapping[int, Placed], groups: Sequence[Group]
) -> Sequence[int]:
    """A column's entries from the first group on, without the headers above it."""
    return [key for key in own if placed[key].bottom >= groups[0][0]]


def _spread(
    own: Sequence[int],
    placed: Mapping[int, Placed],
    groups: Sequence[Group],
    taken: set[tuple[int, int]],
) -> list[tuple[int, Placed]]:
    """Each of a column's places over all rows of its group, but where a header or banner
    stands across. Where texts stand across most of the groups they are rows of their own
    (remarks under each measure), and nothing is merged."""
    crossed = [
        any((row, placed[key].first) in taken for row in range(top, bottom + 1))
        for key, (top, bottom) in zip(own, groups, strict=True)
    ]
    several = [number for number, (top, bottom) in enumerate(groups) if bottom > top]
    if several and sum(crossed[number] for number in several) * 2 >= len(several):
        return []
    return [
        (key, replace(placed[key], top=top, bottom=bottom))
        for key, (top, bottom), across in zip(own, groups, crossed, strict=True)
        if not across
    ]


def _fits(own: Sequence[int], placed: Mapping[int, Placed], groups: Sequence[Group]) -> bool:
    """Whether each group of rows holds exactly one of a column's entries."""
    return len(own) == len(groups) and all(
        group[0] <= placed[key].top and placed[key].bottom <= group[1]
        for key, group in zip(own, groups, strict=True)
    )
