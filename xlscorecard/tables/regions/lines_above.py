"""Single texts right above a table's line, which are the first lines of it."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill
from xlscorecard.tables.lines.lines import Line, line_bottom, line_top
from xlscorecard.tables.lines.paragraphs import is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_part_of_year, is_plain_value
from xlscorecard.tables.regions.areas import SAME_START, is_tight
from xlscorecard.tables.regions.gutters import figures_in

# A row of figures has so many of them.
FIGURES_IN_ROW = 2
# Painted cells that touch are no further apart (points).
TOUCHING = 1.0
# The names of columns begin within so many letter heights below what gathers them.
HEADER_DROP = 2.0


def name_above(above: Sequence[Line], row: Line) -> list[Line]:
    """The last of some single texts, where they are the first lines of a row's name whose figures
    stand beside its middle or its foot: tight above each other and the row, which has figures and
    goes on at their start in lower case, or has nothing there."""
    first = above[-1][0] if above else None
    if first is None or is_bold([first]) or not first.words:
        return []
    beside = next((run for run in row if run.words and run.bbox.x1 > first.bbox.x0), None)
    if figures_in(row) < FIGURES_IN_ROW or beside is None or is_bold(row):
        return []
    begun = abs(beside.bbox.x0 - first.bbox.x0) < SAME_START
    if begun and not beside.words[0].text[:1].islower():
        return []
    if not begun and beside.bbox.x0 < first.bbox.x1:
        return []
    kept: list[Line] = []
    for single in reversed(above):
        same = abs(single[0].bbox.x0 - first.bbox.x0) < SAME_START
        if not same or not is_tight(single, kept[0] if kept else row) or is_bold(single):
            break
        kept.insert(0, single)
    return kept


def dates_columns(single: Line, below: Line) -> bool:
    """Whether a text by itself is a part of a year ("Q1 2023/24"), and no more white space than
    that of a header's cells parts it from what is printed below it."""
    if len(single) != 1 or not single[0].words:
        return False
    if not is_part_of_year(text_of_line(single[0].words)):
        return False
    drop = line_top(below) - line_bottom(single)
    return -single[0].size < drop < HEADER_DROP * single[0].size


def gathers(above: Line, header: Line) -> bool:
    """Whether several texts gather the names in the line below them, all but the first
    ("Quarter 1", "Year to date" over "Target", "Actual" twice): far fewer, no figures, and near."""
    if len(above) < 2 or 2 * len(above) > len(header) or above[0].bbox.x0 < header[0].bbox.x1:
        return False
    drop = line_top(header) - line_bottom(above)
    near = drop <= HEADER_DROP * header[0].size and is_bold(above) == is_bold(header)
    return near and not any(is_plain_value(text_of_line(run.words)) for run in above)


def start_of_header(lines: Sequence[Line], index: int) -> int:
    """The first line of the header whose names stand in a line: single texts right above it, over
    its names but the first and as bold as they are, gather them ("Q1 2023/24")."""
    header = lines[index]
    start = index - 1 if index and gathers(lines[index - 1], header) else index
    while start and len(lines[start - 1]) == 1:
        above = lines[start - 1]
        box, drop = above[0].bbox, line_top(lines[start]) - line_bottom(above)
        over = any(run.bbox.x0 < box.x1 and box.x0 < run.bbox.x1 for run in header[1:])
        over = over and box.x0 > header[0].bbox.x1
        if not over or drop > HEADER_DROP * above[0].size or is_bold(above) != is_bold(header):
            break
        start -= 1
    return start


def on_one_ground(grounds: Sequence[Fill], single: Line, below: Line) -> bool:
    """Whether the painted cell of a text, one of a page's ``grounds``, ends where that of one in
    the line below begins, in one colour: the header of several columns over theirs; or stands
    beside it: the names next to it are set in the middle of cells as high as both."""
    box = single[0].bbox
    own = [ground for ground in grounds if ground.bbox.holds(*box.centre)]
    if not own:
        return False
    upper = own[-1]
    for lower in grounds:
        if lower.colour == upper.colour and any(lower.bbox.holds(*r.bbox.centre) for r in below):
            over = lower.bbox.x0 < upper.bbox.x1 and upper.bbox.x0 < lower.bbox.x1
            meets = over and abs(lower.bbox.top - upper.bbox.bottom) < SAME_START
            if meets or lower.bbox.top <= box.centre[1] <= lower.bbox.bottom:
                return True
    return False


def on_touching_grounds(grounds: Sequence[Fill], above: Line, below: Line) -> bool:
    """Whether the painted cell of a text in one line touches that of a text in the line below: high
    rows of one table, however much white space they have."""
    lower = [fill.bbox for fill in grounds if _is_under(fill.bbox, below)]
    return any(
        abs(upper.bottom - box.top) < TOUCHING
        and min(upper.x1, box.x1) - max(upper.x0, box.x0) > TOUCHING
        for upper in (fill.bbox for fill in grounds if _is_under(fill.bbox, above))
        for box in lower
    )


def _is_under(box: BBox, line: Line) -> bool:
    return any(box.holds(*run.bbox.centre) for run in line)
