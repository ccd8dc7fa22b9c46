"""Running text set in columns, as in a report of two columns: it is no part of the table beside
it, whose rows stand at heights of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.paragraphs import LINE_PITCH, SAME_SIZE, Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import is_value

# A line of running text has at least so many words; a table's cells are seldom that long.
WORDS = 5
# Columns of a page are this wide, as shares of it: from four columns to one and a margin.
WIDTHS = (0.18, 0.6)
# So many lines follow each other without a gap in running text, in hardly any cell.
LINES = 8
# Running text fills its lines, to within this share of the column's width.
FILLED = 0.85
# Share of the lines that must be filled: paragraphs end early, ragged lines do a little.
MOSTLY = 0.6
# Left edges within this are one edge (points); first lines are indented by up to so many letters.
SAME_EDGE = 3.0
INDENT = 2.5
# Texts on one line end within this of each other (points); columns of a page have up to three
# texts on one line by chance, a row of a table that has long texts so many beside each.
SAME_LINE = 0.6
ROW_CELLS = 3
# Beside a column of running text a table's rows go on; beside a cell's text two rows that it
# is merged over may: so many of its lines have figures beside them.
OTHER_ROWS = 0.2
# Of a column of names so many begin in a row of figures.
NAMED = 0.9


def newspaper_runs(runs: Sequence[Run], page_width: float) -> set[int]:
    """The runs (by identity) that are running text in columns of a page."""
    stacks = _stacks(runs, page_width)
    if not any(len(stack) >= LINES and _filled_box(stack) for stack in stacks):
        return set()  # nearly every page, and what follows is asked of each stack and run
    figures = [run for run in runs if is_value(text_of_line(run.words))]
    stacks = [
        stack
        for stack in stacks
        if not _begins_row(stack, runs, figures) and not _names_rows(stack, figures)
    ]
    tall = [box for stack in stacks if len(stack) >= LINES and (box := _filled_box(stack))]
    found: set[int] = set()
    for stack in stacks:
        box = _filled_box(stack)
        if box is None or len(stack) < 2:
            continue
        # a shorter paragraph in a column of the same width
        if any(abs(box.width - column.width) <= (1 - FILLED) * column.width for column in tall):
            found.update(id(run) for run in stack)
    return found


def _names_rows(stack: Sequence[Run], figures: Sequence[Run]) -> bool:
    """Whether a stack is a column of names as long as each other: each begins anew, with figures
    beside it. The lines of running text begin in the middle of sentences."""
    named = sum(
        not run.words[0].text[:1].islower() and any(_level(run, figure) for figure in figures)
        for run in stack
    )
    return named >= NAMED * len(stack)


def _begins_row(stack: Sequence[Run], runs: Sequence[Run], figures: Sequence[Run]) -> bool:
    """Whether a stack's text begins on one line with those of several other cells, and hardly
    any figure stands beside its other lines: then it is a long text in a table's row. Its first
    lines may be too short to begin a stack."""
    first = stack[0]
    bold = mostly(first.words, "bold")
    for run in sorted(runs, key=lambda run: -run.bbox.top):
        pitch = first.bbox.top - run.bbox.top
        if (
            abs(run.bbox.x0 - first.bbox.x0) <= SAME_EDGE
            and 0.5 * first.size < pitch <= LINE_PITCH * first.size
            and mostly(run.words, "bold") == bold
        ):
            first = run
    rows = sum(any(_level(run, figure) for figure in figures) for run in stack if run is not first)
    cells = sum(_level(run, first) for run in runs)
    return cells > ROW_CELLS and rows < OTHER_ROWS * len(stack)


def _level(first: Run, second: Run) -> bool:
    return abs(first.bbox.bottom - second.bbox.bottom) < SAME_LINE


def _stacks(runs: Sequence[Run], page_width: float) -> list[list[Run]]:
    """Runs under each other at one pitch from one left edge on, begun by a line of text."""
    stacks: list[list[Run]] = []
    under_way: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.bbox.top, run.bbox.x0)):
        if run.rotation or not run.words:
            continue
        home = next((stack for stack in under_way if _follows(stack, run)), None)
        if home is not None:
            home.append(run)
        elif _is_text(run, page_width):
            stacks.append([run])
            under_way.append(stacks[-1])
        floor = run.bbox.top - 3 * run.size
        under_way = [stack for stack in under_way if stack[-1].bbox.bottom >= floor]
    return stacks


def _is_text(run: Run, page_width: float) -> bool:
    low, high = WIDTHS
    if len(run.words) < WORDS or not low * page_width <= run.bbox.width <= high * page_width:
        return False
    letters = sum(sum(map(str.isalpha, word.text)) for word in run.words)
    return letters * 10 > 7 * sum(len(word.text) for word in run.words)


def _follows(stack: Sequence[Run], run: Run) -> bool:
    last = stack[-1]
    pitch = run.bbox.top - last.bbox.top
    usual = min((b.bbox.top - a.bbox.top for a, b in pairwise(stack)), default=pitch)
    if not 0.5 * run.size < pitch <= min(LINE_PITCH * run.size, 1.15 * usual):
        return False
    if abs(run.size - last.size) > SAME_SIZE * last.size:
        return False
    edge = min(item.bbox.x0 for item in stack)
    far = max(item.bbox.x1 for item in stack)
    indent = INDENT * run.size if len(run.words) >= WORDS else 0.0
    begins = edge - SAME_EDGE - (indent if len(stack) == 1 else 0.0)
    return (
        begins <= run.bbox.x0 <= edge + SAME_EDGE + indent
        and run.bbox.x1 <= far + (far - edge) * (1 - FILLED) + indent
    )


def _filled_box(stack: Sequence[Run]) -> BBox | None:
    """The box of a stack whose lines are mostly full; None for one of shorter texts."""
    box = stack[0].bbox
    for run in stack[1:]:
        box = box.union(run.bbox)
    full = sum(1 for run in stack if run.bbox.x1 - box.x0 >= FILLED * box.width)
    text = sum(1 for run in stack if len(run.words) >= WORDS)
    return box if min(full, text) >= MOSTLY * len(stack) else None
