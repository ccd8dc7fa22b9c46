"""Which lines of a page may be a table that few lines rule or none.

A *line* is runs of text (and symbols) at one height. Lines are gathered to *regions*: what
stands between rules or stripes of one width belongs together; elsewhere lines do that set
their text in the same columns, at one size and without wide gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from xlscorecard.model.page import Page
from xlscorecard.tables.lines.alignment import has_rows, names_columns
from xlscorecard.tables.lines.edges import Rule, painted_fills
from xlscorecard.tables.lines.lines import Line, line_middle
from xlscorecard.tables.lines.paragraphs import is_bold
from xlscorecard.tables.regions.areas import TABLE_GAP, Area
from xlscorecard.tables.regions.grower import Grower, Region
from xlscorecard.tables.regions.prose import running_text
from xlscorecard.tables.regions.successive import parts_of

# So many upright lines that end together are those of a table's columns.
LEAST_UPRIGHTS = 4
# The upright lines of one table stand within this of the places of its other rows' (points).
SAME_PLACE = 2.0


def find_regions(
    page: Page, lines: Sequence[Line], areas: Sequence[Area], upright: Sequence[Rule] = ()
) -> list[Region]:
    """Gather lines to regions, top to bottom; ``upright`` are the lines that part columns."""
    areas = [area for area in areas if _holds_its_lines(area, areas, lines)]
    parted = _parted(lines, areas)
    grounds = painted_fills(page)
    grower = Grower(page.height, running_text(parted, page.width), grounds)
    ends = _ends_of_columns(upright)
    for number, line in enumerate(parted):
        if ends and line_middle(line) > ends[0].at:
            if ends[0].differ or _begins_table(parted[number:], grower.lines):
                grower.close()
            ends = [end for end in ends if end.at >= line_middle(line)]
        area = next((area for area in areas if area.holds(line)), None)
        grower.add(line, area)
    grower.close()
    return [
        Region(part, region.area)
        for region in grower.regions
        for part in parts_of(region.lines, ruled=region.area is not None)
    ]


# Below the end of a table a heading and a header's upper lines may stand over the last names.
LAST_NAMES = 5


class _End(NamedTuple):
    """A height at which all upright lines of a table end; others stand below it, at other places
    where they ``differ``."""

    at: float
    differ: bool


def _ends_of_columns(upright: Sequence[Rule]) -> list[_End]:
    """The heights at which all upright lines end, and below which others stand."""
    if len(upright) < 2 * LEAST_UPRIGHTS:
        return []
    groups: list[list[Rule]] = []
    low = float("-inf")
    for rule in sorted(upright, key=lambda rule: rule.low):
        if rule.low - low > TABLE_GAP:
            groups.append([])
        groups[-1].append(rule)
        low = max(low, rule.high)
    return [
        _End(max(rule.high for rule in above), _columns_differ(above, below))
        for above, below in pairwise(groups)
        if min(len(above), len(below)) >= LEAST_UPRIGHTS
    ]


def _columns_differ(above: Sequence[Rule], below: Sequence[Rule]) -> bool:
    same = sum(any(abs(rule.at - other.at) < SAME_PLACE for other in above) for rule in below)
    return same * 2 <= len(below)


def _begins_table(lines: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether the names of columns come first of some lines, but for a heading over them, below
    the rows of another table: a sheet prints several tables in the same columns."""
    if len(lines[0]) > 1 or not has_rows(rows):
        return False
    for number, line in enumerate(lines[1:LAST_NAMES], start=1):
        if len(line) > 1 and not is_bold(line):
            return False
        if names_columns(line, lines[number + 1 :]):
            return True
    return False


def _holds_its_lines(area: Area, areas: Sequence[Area], lines: Sequence[Line]) -> bool:
    """Whether the lines at an area's height keep to it, but for what stands in another area:
    stripes over some columns only are no area of their own."""
    inside = outside = 0
    for line in lines:
        middle = (line[0].bbox.top + line[0].bbox.bottom) / 2
        if not area.ys[0] <= middle <= area.ys[-1]:
            continue
        kept = [run for run in line if area.covers(run)]
        if not kept:
            continue
        others = [
            run
            for run in line
            if not area.covers(run) and not any(other.covers(run) for other in areas)
        ]
        inside += not others
        outside += bool(others)
    return outside * 3 <= inside


def _parted(lines: Sequence[Line], areas: Sequence[Area]) -> list[Line]:
    """Lines with the runs of areas that stand side by side taken apart."""
    parted: list[Line] = []
    for line in lines:
        homes: dict[int, Line] = {}
        for run in line:
            number = next((n for n, area in enumerate(areas) if area.covers(run)), -1)
            homes.setdefault(number, []).append(run)
        parted += homes.values()
    return parted
