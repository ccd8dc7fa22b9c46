"""Merged cells without borders: which rows an entry spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import is_bold
from xlscorecard.tables.lines.values import is_value, is_year
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.rows.entries import Entry, Row
from xlscorecard.tables.unruled.rows.painted_blocks import in_painted_blocks
from xlscorecard.tables.unruled.rows.placed import Placed

# A merged cell's text stands in its middle: it may miss that by this share of a row.
OFF_CENTRE = 0.35
# A figure stands on its row's line within this share of the row.
OFF_ROW = 0.1
# Cells of one column part a table into at least this many groups of rows: header and three.
LEAST_GROUPS = 4


# So many groups' names beside a row each are set at the top of their groups.
FEWEST_LEVEL = 3


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
    # a text by itself from the first column over others is a row of its own: a banner, a remark
    for number, row in enumerate(rows):
        if len(row.entries) == 1 and row.entries[0].first == 0 < row.entries[0].last:
            taken |= {(number, col) for col in range(len(columns))}
    for number in (*_set_apart(rows), *_names_alone(rows, marks, columns)):
        taken |= {(number, col) for col in range(len(columns))}
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
            placed.update(_spread(own, placed, grouped, taken))
            lined = grouped
            continue
        figures = sum(is_value(placed[key].entry.text) for key in own)
        bare = figures * 2 > len(own) or _are_symbols(own, placed)
        groups = [] if bare else _by_middle(own, placed, rows)
        if _takes_in_names(own, placed, rows):
            groups = []
        if groups and _spread(_body(own, placed, groups), placed, groups, taken):
            middles = groups
        waiting.append(own)
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


def _are_symbols(own: Sequence[int], placed: dict[int, Placed]) -> bool:
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
    place: Placed, groups: Sequence[tuple[int, int]], rows: Sequence[Row], marks: Sequence[Rule]
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
    placed: dict[int, Placed],
    groups: Sequence[tuple[int, int]],
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
    own: Sequence[int], placed: dict[int, Placed], groups: Sequence[tuple[int, int]]
) -> Sequence[int]:
    """A column's entries from the first group on, without the headers above it."""
    return [key for key in own if placed[key].bottom >= groups[0][0]]


def _spread(
    own: Sequence[int],
    placed: dict[int, Placed],
    groups: Sequence[tuple[int, int]],
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
        below = placed[own[headers - 1]].bottom + 1 if headers and len(own) > headers else 0
        even = _by_top(own[headers:], placed, len(rows))
        if even and even[0][0] == below:
            return even  # from the first row on, as many rows to each
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
            if any(last > first and _heads(rows, first) for first, last in groups):
                continue
            for skip in (0, 1, 2):
                even = _by_top(own[headers + skip :], placed, len(rows))
                body = groups[skip:]
                if even and even[0][0] == body[0][0] and even != body and _is_uneven(body):
                    return [*groups[:skip], *even]
            if _stand_beside_rows(groups):
                tops = [placed[key].top for key in own[headers:]]
                return [(top, after - 1) for top, after in pairwise([*tops, len(rows)])]
            return groups if any(last > first for first, last in groups) else []
    return []


def _takes_in_names(own: Sequence[int], placed: dict[int, Placed], rows: Sequence[Row]) -> bool:
    """Whether nothing but names by themselves at the left stand in the rows beside which a column
    has no text: banners, over which nothing is merged."""
    beside = {row for key in own for row in range(placed[key].top, placed[key].bottom + 1)}
    bare = [row for number, row in enumerate(rows) if number not in beside]
    return all(len(row.entries) == 1 and row.entries[0].first == 0 for row in bare)


def _stand_beside_rows(groups: Sequence[tuple[int, int]]) -> bool:
    """Whether the middle of each of many groups below a header is a row, of the first its only
    one: names stand so at the top of their groups, but hardly ever in the middle of all, since
    that of an even number of rows is between two. The page may end inside the last group."""
    body = groups[1:]
    if len(body) < FEWEST_LEVEL or body[0][0] != body[0][1]:
        return False
    return all((last - first) % 2 == 0 for first, last in body[:-1]) and _is_uneven(body)


def _heads(rows: Sequence[Row], top: int) -> bool:
    """Whether a row is a header's last line ("Value | Target" under years, years under "Actuals"):
    words stand over figures, or nothing but years over anything else."""
    if len(rows[top].entries) > 1 and all(is_year(e.text) for e in rows[top].entries):
        return not all(is_year(e.text) for e in rows[top + 1].entries)
    over = [{e.first: is_value(e.text) for e in row.entries} for row in rows[top : top + 2]]
    words = [col for col, figure in over[0].items() if not figure and over[1].get(col)]
    return len(words) > 1 and not any(over[0].values())


def _is_uneven(groups: Sequence[tuple[int, int]]) -> bool:
    return len({last - first for first, last in groups}) > 1


def _by_top(own: Sequence[int], placed: dict[int, Placed], count: int) -> list[tuple[int, int]]:
    """Groups of as many rows each, two or more, that begin where a column's entries stand; []
    where they are not so."""
    tops = [placed[key].top for key in own]
    ends = [*(top - 1 for top in tops[1:]), count - 1]
    sizes = {end - top for top, end in zip(tops, ends, strict=False)}
    if len(tops) < 2 or len(sizes) != 1 or sizes == {0}:
        return []
    return list(zip(tops, ends, strict=True))


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
