"""Running text beside tables, and long names in tables that look like it."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.tables.lines.alignment import LEAST_CELLS, has_figures, set_alike
from xlscorecard.tables.lines.lines import WITHIN_CELL, Line, line_bottom, line_size, line_top
from xlscorecard.tables.lines.paragraphs import Run

# A line over this share of the page's width, of this many words, is prose.
PROSE_WIDTH = 0.45
PROSE_WORDS = 9
# A measure's name has at most so many lines; they start within this of each other (points).
MOST_NAME_LINES = 6
SAME_START = 1.0
# A remark beneath a row is no further from it than this (letter heights).
NEAR = 1.5


def running_text(lines: Sequence[Line], width: float) -> set[int]:
    """The lines (by identity) that are running text: long ones, but for those that the lines beside
    them show to be part of a long name in a row's cell, or a remark beneath a row."""
    prose = [number for number, line in enumerate(lines) if _is_prose(line, width)]
    names = _remarks(lines) if prose else set()
    for number in prose:
        if id(lines[number]) not in names:
            names |= _name_begun(lines[number : number + MOST_NAME_LINES])
        if id(lines[number]) not in names and _name_goes_on(lines[max(0, number - 2) : number + 1]):
            names.add(id(lines[number]))
    return {id(lines[number]) for number in prose} - names


def _is_prose(line: Line, width: float) -> bool:
    """Whether a line is long: one run (or its number and one) over much of the page."""
    return len(line) < 3 and any(
        len(run.words) >= PROSE_WORDS and run.bbox.width > PROSE_WIDTH * width for run in line
    )


def _remarks(lines: Sequence[Line]) -> set[int]:
    """The lines (by identity) that stand between two rows of figures set alike, near to both: a
    remark beneath each row of a table, however long. A table of its own begins with a header."""
    found: set[int] = set()
    row: Line | None = None
    between: list[Line] = []
    for line in lines:
        last = between[-1] if between else row
        near = last is not None and line_top(line) - line_bottom(last) < NEAR * line_size(line)
        if len(line) >= LEAST_CELLS:
            if between and near and row is not None and set_alike(line, row):
                found.update(map(id, between) if has_figures([line]) else ())
            row, between = (line if has_figures([line]) else None), []
        elif len(line) == 1 and near and row is not None and len(between) < MOST_NAME_LINES:
            between.append(line)
        else:
            row, between = None, []
    return found


def _name_begun(lines: Sequence[Line]) -> set[int]:
    """The first of some lines (by identity), up to one with figures beside them, where they are a
    row's name: tight below each other, at one start, over one of its cells; none else."""
    first, *others = lines
    above = [first]
    for below in others if len(first) == 1 else ():
        gap = line_top(below) - line_bottom(above[-1])
        if gap > WITHIN_CELL * line_size(below):
            break
        if len(below) >= LEAST_CELLS:
            named = all(_is_beside(name[0], below) for name in above)
            return set(map(id, above)) if named else set()
        if len(below) > 1 or abs(below[0].bbox.x0 - first[0].bbox.x0) > SAME_START:
            break
        above.append(below)
    return set()


def _name_goes_on(lines: Sequence[Line]) -> bool:
    """Whether the last of some lines is the second one of the long name at the left of a row of
    figures, which stands on the first one's level or in the middle of both: tight below the first
    one, at its start, and it ends before the next column begins."""
    *above, line = lines
    if not above or len(line) > 1 or len(above[-1]) < LEAST_CELLS or not has_figures(above[-1:]):
        return False
    name, *beside = above[-1]
    if abs(name.bbox.x0 - line[0].bbox.x0) > SAME_START and len(above[0]) == 1:
        beside, name = list(above[-1]), above[0][0]
    own = line[0].bbox
    return (
        own.top - name.bbox.bottom < WITHIN_CELL * line_size(line)
        and len(name.words) >= PROSE_WORDS
        and abs(own.x0 - name.bbox.x0) <= SAME_START
        and own.x1 < beside[0].bbox.x0
    )


def _is_beside(name: Run, row: Line) -> bool:
    """Whether a text stands over one cell of a row at most, and that begins where it does."""
    over = [r for r in row if r.bbox.x0 < name.bbox.x1 and name.bbox.x0 < r.bbox.x1]
    return not over or (len(over) == 1 and abs(over[0].bbox.x0 - name.bbox.x0) < SAME_START)
