"""Groups of rows over which the cells of a column are merged: those that no line parts in it, or
those round whose middle, or at whose top, its texts stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.values import is_value, is_year
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.rows.entries import Row
from xlscorecard.tables.unruled.rows.placed import Placed

# A merged cell's text stands in its middle: it may miss that by this share of a row.
OFF_CENTRE = 0.35
# Cells of one column part a table into at least this many groups of rows: header and three.
LEAST_GROUPS = 4
# So many groups' names beside a row each are set at the top of their groups.
FEWEST_LEVEL = 3
# A column has so many headers at most, above the first of its groups.
MOST_HEADERS = 2

# The first row and the last one.
Group = tuple[int, int]


def by_lines(
    column: int, rows: Sequence[Row], marks: Sequence[Rule], columns: Sequence[Column]
) -> list[Group]:
    """Groups of rows that no line parts in this column, where lines part others; none where
    lines do not part this column at all."""
    middle = (columns[column].x0 + columns[column].x1) / 2
    mine = sorted(mark.at for mark in marks if mark.low <= middle <= mark.high)
    all_places = sorted(mark.at for mark in marks)
    if len(mine) < 2:
        return []
    groups: list[Group] = []
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


def by_middle(own: Sequence[int], placed: Mapping[int, Placed], rows: Sequence[Row]) -> list[Group]:
    """Groups of rows round the middle of each entry, if all entries of a column below its
    header fit such groups without a row left over and some group has several rows."""
    for body, start in _bodies(own, placed):
        even = _by_top(body, placed, len(rows))
        if even and even[0][0] == start:
            return even  # from the first row on, as many rows to each
    for body, start in _bodies(own, placed):
        groups = _round_middles(body, placed, rows, start)
        if groups and not any(_is_merged(group) and _heads(rows, group[0]) for group in groups):
            return _settled(body, placed, groups)
    return []


def _bodies(
    own: Sequence[int], placed: Mapping[int, Placed]
) -> Iterator[tuple[Sequence[int], int]]:
    """A column's entries, without none, the first, the first two as its headers, and the row that
    is right below these."""
    for headers in range(min(MOST_HEADERS + 1, len(own))):
        yield own[headers:], placed[own[headers - 1]].bottom + 1 if headers else 0


def _round_middles(
    body: Sequence[int], placed: Mapping[int, Placed], rows: Sequence[Row], start: int
) -> list[Group]:
    """Groups of rows, one behind the other from ``start`` to the last row, that have an entry in
    their middle each; [] where there are no such."""
    groups: list[Group] = []
    for key in body:
        end = _end_of_group(placed[key], start, rows)
        merged = sum(map(_is_merged, groups))
        if key == body[-1] and end != len(rows) - 1 and merged * 2 > len(groups):
            # the page ends inside the last group: its middle is not here
            end = len(rows) - 1 if placed[key].top >= start else None
        if end is None:
            return []
        groups.append((start, end))
        start = end + 1
    return groups if start == len(rows) else []


def _settled(body: Sequence[int], placed: Mapping[int, Placed], groups: list[Group]) -> list[Group]:
    """The groups that entries stand in the middle of, or those at whose top they stand where these
    are more even, or too many are on a row's line to be in the middle of any; [] where no group has
    several rows."""
    end = groups[-1][1] + 1
    for skip in range(MOST_HEADERS + 1):
        even, rest = _by_top(body[skip:], placed, end), groups[skip:]
        if even and even[0][0] == rest[0][0] and even != rest and _is_uneven(rest):
            return [*groups[:skip], *even]
    if _stand_beside_rows(groups):
        tops = [placed[key].top for key in body]
        return [(top, after - 1) for top, after in pairwise([*tops, end])]
    return groups if any(map(_is_merged, groups)) else []


def _is_merged(group: Group) -> bool:
    return group[1] > group[0]


def takes_in_names(own: Sequence[int], placed: Mapping[int, Placed], rows: Sequence[Row]) -> bool:
    """Whether nothing but names by themselves at the left stand in the rows beside which a column
    has no text: banners, over which nothing is merged."""
    beside = {row for key in own for row in range(placed[key].top, placed[key].bottom + 1)}
    bare = [row for number, row in enumerate(rows) if number not in beside]
    return all(len(row.entries) == 1 and row.entries[0].first == 0 for row in bare)


def _stand_beside_rows(groups: Sequence[Group]) -> bool:
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


def _is_uneven(groups: Sequence[Group]) -> bool:
    return len({last - first for first, last in groups}) > 1


def _by_top(own: Sequence[int], placed: Mapping[int, Placed], count: int) -> list[Group]:
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
