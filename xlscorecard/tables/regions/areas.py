"""Stretches of a page between rules or stripes of one width: what stands there belongs together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.page import Page
from xlscorecard.tables.lines.alignment import (
    LEAST_CELLS,
    columns_change,
    counts_differ,
    has_rows,
    headers_change,
    names_columns,
)
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.lines import (
    WITHIN_CELL,
    Line,
    line_bottom,
    line_middle,
    line_size,
    line_top,
)
from xlscorecard.tables.lines.paragraphs import Run, is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_figure, is_plain_figure
from xlscorecard.tables.regions.prose import running_text

# Lines further apart than this many letter heights belong to different tables.
REGION_GAP = 2.6
# Between two rules or fills of one width more white space than this (points), beside a cell's
# margin, may part two tables: what their columns say decides.
TABLE_GAP = 4.0
# So many lines above and below two rules tell how rows are set thereabouts.
NEAR = 6
# The row of a heading between two rules is at most so many letters high.
HIGHEST_BAND = 4.0
# Letter sizes that differ by more than this belong to different texts: headings are larger.
OTHER_SIZE = 0.1
# The ends of one table's rules and stripes agree within this (points).
SAME_END = 4.0
# Lines of one cell start within this of each other (points).
SAME_START = 1.0
# A row of a table with a column of comments has so many texts.
LEAST_IN_ROW = 5


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of the page between rules or stripes of one width."""

    x0: float
    x1: float
    ys: tuple[float, ...]

    def holds(self, line: Line) -> bool:
        """Whether a whole line stands between the rules."""
        return all(self.covers(run) for run in line)

    def covers(self, run: Run) -> bool:
        """Whether a run stands between the rules."""
        box = run.bbox
        if not self.ys[0] - 1 <= (box.top + box.bottom) / 2 <= self.ys[-1] + 1:
            return False
        return box.x0 >= self.x0 - SAME_END and box.x1 <= self.x1 + SAME_END


def find_areas(page: Page, lying: Sequence[Rule], lines: Sequence[Line]) -> list[Area]:
    """Stacks of rules and stripe edges of one width, cut where other text stands between."""
    marks = [rule for rule in lying if rule.length > 0.15 * page.width]
    by_width: list[list[Rule]] = []
    for mark in sorted(marks, key=lambda rule: (round(rule.low), rule.high)):
        for stack in by_width:
            if (
                abs(stack[0].low - mark.low) <= SAME_END
                and abs(stack[0].high - mark.high) <= SAME_END
            ):
                stack.append(mark)
                break
        else:
            by_width.append([mark])
    lines = sorted(lines, key=line_middle)
    heights = [line_middle(line) for line in lines]
    areas: list[Area] = []
    for stack in by_width:
        stack.sort(key=lambda rule: rule.at)
        part = [stack[0].at]
        for above, below in pairwise(stack):
            first, last = bisect_left(heights, above.at), bisect_left(heights, below.at)
            near = [line for line in lines[max(first - NEAR, 0) : last + NEAR] if len(line) > 1]
            between = lines[first:last]
            own = [line for line in lines[:last] if line_top(line) > part[0]]
            rest = lines[last:]
            heading = _is_heading(between, own, rest)
            apart = heading or _gap_at_end(between, above, below)
            parted = apart and (
                columns_change(own, rest) or (heading and counts_differ(own, rest[0]))
            )
            parted = parted or (_is_single(between) and headers_change(own, rest))
            if parted or not (
                _goes_on(between, (above, below), near, page.width, (own, rest))
                or _is_band(between, (above, below), own, rest)
            ):
                areas += _area(stack[0], part, lines)
                part = []
            part.append(below.at)
        areas += _area(stack[0], part, lines)
    return [area for area in areas if not any(_interrupts(area, other) for other in areas)]


def _interrupts(area: Area, wide: Area) -> bool:
    """Whether an area is only the rules of a wider one that merged cells interrupt: it lies
    inside it, and rules of the whole width stand among its own."""
    inside = wide.x0 - SAME_END <= area.x0 and area.x1 <= wide.x1 + SAME_END
    narrower = area.x1 - area.x0 < wide.x1 - wide.x0 - 2 * SAME_END
    among = any(area.ys[0] < y < area.ys[-1] for y in wide.ys)
    return inside and narrower and among and wide.ys[0] <= area.ys[0] <= area.ys[-1] <= wide.ys[-1]


def _gap_at_end(between: Sequence[Line], above: Rule, below: Rule) -> bool:
    """Whether white space wider than a cell's margin ends what stands between two rules."""
    if not between:
        return below.at - above.at > TABLE_GAP
    margin = line_top(between[0]) - above.at
    return below.at - line_bottom(between[-1]) > margin + TABLE_GAP


def _is_heading(between: Sequence[Line], own: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Whether single texts between two rules stand over the names of another table's columns."""
    return (
        _is_single(between) and has_rows(own) and names_columns(rest[0] if rest else [], rest[1:])
    )


def _is_single(between: Sequence[Line]) -> bool:
    """Whether texts by themselves stand between two rules, and some do."""
    return bool(between) and all(len(line) == 1 for line in between)


def _goes_on(
    between: Sequence[Line],
    rules: tuple[Rule, Rule],
    near: Sequence[Line],
    width: float,
    beside: tuple[Sequence[Line], Sequence[Line]],
) -> bool:
    """Whether what stands between two rules of one width can be a table's rows; ``near`` are
    the lines thereabouts that hold several cells, ``beside`` those above and below the rules."""
    above, below = rules
    inside = [
        line for line in between if line[-1].bbox.x1 > above.low and line[0].bbox.x0 < above.high
    ]
    if not inside:
        return below.at - above.at < 40
    own, rest = beside
    # a remark with rules of its own is known by the rows above and below it
    around = (
        [*own[max(0, len(own) - len(inside) - 1) :], *rest[:1]] if _is_single(inside) else inside
    )
    running = running_text(around, width)
    if any(
        id(line) in running and not goes_on_in_cell(inside[:number], line)
        for number, line in enumerate(inside)
    ):
        return False
    sizes = {line_size(line) for line in near}
    gaps = sorted(line_top(second) - line_bottom(first) for first, second in pairwise(near))
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    for number, line in enumerate(inside):
        size = line_size(line)
        if len(line) == 1:
            other = sizes and min(abs(size - known) for known in sizes) > OTHER_SIZE * size
            other = other and not _explains(line, inside[:number])
            before = line_top(line) - (line_bottom(inside[number - 1]) if number else above.at)
            # the first of several lines of a row stands in the middle of a high one, with them
            after = below.at - line_bottom(inside[-1])
            centred = not number and len(inside) > 1 and abs(before - after) < 0.5 * size
            if other or (before > max(1.2 * size, 2 * usual) and not centred):
                return False
        elif number and line_top(line) - line_bottom(inside[number - 1]) > REGION_GAP * size:
            return False
    if all(len(line) == 1 for line in inside):
        return below.at - above.at < (2.2 + 1.3 * len(inside)) * max(map(line_size, inside))
    return True


def _is_band(
    between: Sequence[Line], rules: tuple[Rule, Rule], own: Sequence[Line], rest: Sequence[Line]
) -> bool:
    """Whether one short text at the foot of a high row heads the rows below: the columns that the
    table has had so far go on, or only its header stands above."""
    above, below = rules
    if len(between) != 1 or len(between[0]) != 1:
        return False
    text = between[0][0].bbox
    size = line_size(between[0])
    if below.at - above.at > HIGHEST_BAND * size or text.x0 - above.low > 2 * size:
        return False
    rows = [line for line in own if len(line) >= LEAST_CELLS]
    if not rows or text.x1 > (above.low + above.high) / 2:
        return False
    headed = all(map(is_bold, rows))
    if not rest or len(rest[0]) < LEAST_CELLS or (is_bold(rest[0]) and not headed):
        return False  # another table, or its header
    return headed or not columns_change(rows, rest)


def _explains(line: Line, before: Sequence[Line]) -> bool:
    """Whether a text in smaller letters goes on with a cell that begins between the same rules:
    what a measure means, below its name."""
    return any(
        abs(run.bbox.x0 - line[0].bbox.x0) < SAME_START and run.size > line_size(line)
        for other in before
        for run in other
    )


def goes_on_in_cell(before: Sequence[Line], line: Line) -> bool:
    """Whether a line of running text goes on in a wide column of comments: its text stands
    tight below one that starts where it does, and a row above has that column among several. The
    first line of a comment set in the middle of the next row stands a little further below."""
    if not before:
        return False
    gap = line_top(line) - line_bottom(before[-1])
    beneath = len(before[-1]) >= LEAST_IN_ROW and len(line) == 1 and 0 < gap < line_size(line)
    if not is_tight(before[-1], line) and not beneath:
        return False

    def starts(others: Sequence[Run]) -> bool:
        return any(abs(other.bbox.x0 - line[-1].bbox.x0) < SAME_START for other in others)

    rows = (row for row in before if len(row) >= LEAST_CELLS)
    if beneath:
        return starts(before[-1][2:])
    return starts(before[-1]) and any(starts(row[1:]) for row in rows)


def is_tight(above: Line, below: Line) -> bool:
    """Whether two lines are set as lines of one cell: near, and at one size."""
    gap = line_top(below) - line_bottom(above)
    size = line_size(below)
    return (
        -0.6 * size < gap < WITHIN_CELL * size and abs(line_size(above) - size) <= OTHER_SIZE * size
    )


def _area(first: Rule, ys: Sequence[float], lines: Sequence[Line]) -> list[Area]:
    if len(ys) < 2:
        return []
    area = Area(first.low, first.high, tuple(ys))
    several = sum(1 for line in lines if len(line) > 1 and area.holds(line))
    if len(ys) == 2 and several > 1 and _heads_rows(area, lines):
        return []
    return [area] if several > 1 or (several and len(ys) > 2) else []


def _heads_rows(area: Area, lines: Sequence[Line]) -> bool:
    """Whether what stands in a band is a header of two lines over rows that nothing rules: it
    holds no figures but years, and lines of figures follow close below."""
    held = [run for line in lines for run in line if area.covers(run)]
    if any(is_plain_figure(_text_of(run)) for run in held):
        return False
    below = [line for line in lines if line_top(line) >= area.ys[-1] - 1]
    if not below or line_top(below[0]) - area.ys[-1] > REGION_GAP * line_size(below[0]):
        return False
    return sum(is_figure(_text_of(run)) for run in below[0]) > 1


def _text_of(run: Run) -> str:
    return text_of_line(run.words)
