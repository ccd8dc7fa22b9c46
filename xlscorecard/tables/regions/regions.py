"""Which lines of a page may be a table that few lines rule or none.

A *line* is runs of text (and symbols) at one height. Lines are gathered to *regions*: what
stands between rules or stripes of one width belongs together; elsewhere lines do that set
their text in the same columns, at one size and without wide gaps.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.page import Page
from xlscorecard.tables.lines.edges import Rule, painted_fills
from xlscorecard.tables.lines.lines import Line, line_middle
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
    for line in parted:
        if ends and line_middle(line) > ends[0]:
            ends = [end for end in ends if end >= line_middle(line)]
            grower.close()
        area = next((area for area in areas if area.holds(line)), None)
        grower.add(line, area)
    grower.close()
    return [
        Region(part, region.area)
        for region in grower.regions
        for part in parts_of(region.lines, ruled=region.area is not None)
    ]


def _ends_of_columns(upright: Sequence[Rule]) -> list[float]:
    """The heights at which all upright lines of a table end, and below which others stand, at
    other places: those of another table, however near it is."""
    if len(upright) < 2 * LEAST_UPRIGHTS:
        return []
    found: list[float] = []
    above: list[Rule] = []
    below: list[Rule] = []
    low = 0.0
    for rule in sorted(upright, key=lambda rule: rule.low):
        if below and rule.low - low > TABLE_GAP:
            if _columns_differ(above, below):
                found.append(max(rule.high for rule in above))
            above, below = below, []
        below.append(rule)
        low = max(low, rule.high)
    if _columns_differ(above, below):
        found.append(max(rule.high for rule in above))
    return found


def _columns_differ(above: Sequence[Rule], below: Sequence[Rule]) -> bool:
    if min(len(above), len(below)) < LEAST_UPRIGHTS:
        return False
    same = sum(any(abs(rule.at - other.at) < SAME_PLACE for other in above) for rule in below)
    return same * 2 <= len(below)


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
