"""Tables that few lines or none rule: horizontal rules, zebra stripes, white space alone.

Text lines that stand in columns make a *region*; its columns come from white space and drawn
hints, its rows from rules, stripes and spacing. Prose set in columns is not a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.columns import Column, columns_under, find_columns, grid_lines
from xlscorecard.tables.edges import Rule, cell_fills, is_paper, join_rules
from xlscorecard.tables.layout import Layout, Slot
from xlscorecard.tables.paragraphs import Run, run_of, runs_of
from xlscorecard.tables.rows import Band, find_rows, is_value
from xlscorecard.tables.text import text_of_line

# Inside a table a gap of this many letter heights parts two cells' texts.
CELL_GAP = 0.85
# Lines further apart than this many letter heights belong to different tables.
REGION_GAP = 3.2
# A run of this many words is prose, not a cell's line.
PROSE = 9
_CAPTION = re.compile(r"(?:table|figure|fig\.|chart|source|sources|note|notes)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hints:
    """Drawn lines and fill edges that stand in a region: x of vertical, y of horizontal."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


def find_unruled(page: Page, words: Sequence[Word], lying: Sequence[Rule]) -> list[Layout]:
    """Layouts of the tables among words that stand in no ruled table.

    ``lying`` are horizontal lines that meet no vertical one.
    """
    lines = lines_with_runs(words)
    layouts: list[Layout] = []
    fills_lying, fills_standing = fill_edges(page)
    for region in _regions(lines, lying):
        box = _box(region)
        hints = Hints(
            tuple(
                rule.at
                for rule in fills_standing
                if box.x0 < rule.at < box.x1 and rule.low < box.bottom and rule.high > box.top
            ),
            tuple(
                sorted(
                    rule.at
                    for rule in (*lying, *fills_lying)
                    if box.top - 2 < rule.at < box.bottom + 2
                    and min(rule.high, box.x1) - max(rule.low, box.x0) > 0.2 * box.width
                )
            ),
        )
        layout = layout_of_lines(region, hints)
        if layout is not None and _is_tabular(region, layout):
            layouts.append(layout)
    return layouts


def fill_edges(page: Page) -> tuple[list[Rule], list[Rule]]:
    """The edges of cell fills as lines: lying and standing."""
    lying: list[Rule] = []
    standing: list[Rule] = []
    for fill in cell_fills(page):
        if is_paper(fill.colour):
            continue
        box = fill.bbox
        lying += [Rule(box.top, box.x0, box.x1), Rule(box.bottom, box.x0, box.x1)]
        standing += [Rule(box.x0, box.top, box.bottom), Rule(box.x1, box.top, box.bottom)]
    return join_rules(lying), join_rules(standing)


Line = list[Run]


def lines_with_runs(words: Sequence[Word]) -> list[Line]:
    """Runs gathered to lines again, level text only, top to bottom."""
    lines: list[Line] = []
    for run in runs_of([word for word in words if not word.rotation], CELL_GAP):
        if lines:
            last = lines[-1][0].bbox
            shared = min(last.bottom, run.bbox.bottom) - max(last.top, run.bbox.top)
            if shared > 0.4 * min(last.height, run.bbox.height):
                lines[-1].append(run)
                continue
        lines.append([run])
    return lines


def _box(lines: Sequence[Line]) -> BBox:
    box = lines[0][0].bbox
    for line in lines:
        for run in line:
            box = box.union(run.bbox)
    return box


def _regions(lines: Sequence[Line], lying: Sequence[Rule]) -> list[list[Line]]:
    """Stretches of lines that may be a table: several lines in several runs, whose white
    space runs through; ends trimmed to lines with several runs."""
    regions: list[list[Line]] = []
    current: list[Line] = []
    gutters: list[tuple[float, float]] = []
    misses = 0

    def close() -> None:
        nonlocal current, gutters, misses
        trimmed = _trim(current)
        if sum(1 for line in trimmed if len(line) > 1) >= 2:
            regions.append(trimmed)
        current, gutters, misses = [], [], 0

    for line in lines:
        size = max(run.size for run in line)
        if current and line[0].bbox.top - current[-1][0].bbox.bottom > REGION_GAP * size:
            close()
        if len(line) == 1:
            if _is_prose(line[0]):
                close()
            elif current:
                current.append(line)
                misses += 1
                if misses > 4:
                    close()
            continue
        openings = _openings(line)
        if not current:
            current, gutters, misses = [line], openings, 0
            continue
        common = _meet(gutters, openings, 0.5 * size)
        if _inner(common, line):
            current.append(line)
            gutters = common
            misses = 0
            continue
        if misses or len(current) > 2:
            close()
            current, gutters, misses = [line], openings, 0
        else:
            current.append(line)
            gutters = openings if len(openings) > len(gutters) else gutters
            misses += 1
    close()
    return regions


def _openings(line: Line) -> list[tuple[float, float]]:
    edges = [float("-inf")]
    for run in line:
        edges += [run.bbox.x0, run.bbox.x1]
    edges.append(float("inf"))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _meet(
    first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    met: list[tuple[float, float]] = []
    i = j = 0
    while i < len(first) and j < len(second):
        low, high = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if high - low >= least:
            met.append((low, high))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return met


def _inner(gutters: Sequence[tuple[float, float]], line: Line) -> bool:
    """Whether some white space divides the line's own runs."""
    return any(
        line[0].bbox.x1 <= high and low <= line[-1].bbox.x0 for low, high in gutters[1:-1]
    ) or (len(gutters) > 2)


def _is_prose(run: Run) -> bool:
    return len(run.words) >= PROSE


def _trim(lines: Sequence[Line]) -> list[Line]:
    """Drop leading and trailing single runs: captions, notes."""
    start, end = 0, len(lines)
    while start < end and len(lines[start]) == 1:
        start += 1
    while end > start and len(lines[end - 1]) == 1:
        end -= 1
    return list(lines[start:end])


def layout_of_lines(
    lines: Sequence[Line], hints: Hints, within: BBox | None = None
) -> Layout | None:
    """Columns and rows of text lines, as a layout; None where they make no two columns.

    ``within`` is the table's outer border where it is drawn.
    """
    if not lines:
        return None
    sizes = sorted(run.size for line in lines for run in line)
    size = sizes[len(sizes) // 2]
    columns = find_columns(lines, hints.xs, size=size)
    if len(columns) < 2:
        return None
    box = within or _box(lines)
    xs = grid_lines(columns, box.x0, box.x1, hints.xs)
    runs = [piece for line in lines for run in line for piece in _split_run(run, xs)]
    rows = find_rows(runs, columns, hints.ys)
    ys = _between(rows, box, hints.ys)
    slots = _slots(rows, columns, len(xs) - 1)
    ruling = "horizontal" if hints.ys else "none"
    return Layout(tuple(xs), tuple(ys), slots, ruling, 0.8)


def _split_run(run: Run, xs: Sequence[float]) -> list[Run]:
    """Part a run at grid lines that fall between two of its words."""
    pieces: list[Run] = []
    start = 0
    words = run.words
    for index in range(1, len(words)):
        low, high = words[index - 1].bbox.x1, words[index].bbox.x0
        if high - low >= 0.45 * run.size and any(low - 0.5 <= x <= high + 0.5 for x in xs):
            pieces.append(run_of(words[start:index]))
            start = index
    if not start:
        return [run]
    pieces.append(run_of(words[start:]))
    return pieces


def _between(rows: Sequence[Sequence[Band]], box: BBox, boundaries: Sequence[float]) -> list[float]:
    """Lines between rows: a drawn one where it stands between them, else the middle."""
    ys = [box.top]
    for above, below in zip(rows, rows[1:], strict=False):
        low = max(band.bottom for band in above)
        high = min(band.top for band in below)
        drawn = [y for y in boundaries if min(low, high) - 1.5 <= y <= max(low, high) + 1.5]
        middle = (low + high) / 2
        line = min(drawn, key=lambda y: abs(y - middle)) if drawn else middle
        ys.append(max(line, ys[-1] + 0.1))
    ys.append(max(box.bottom, ys[-1] + 0.1))
    return ys


def _slots(
    rows: Sequence[Sequence[Band]], columns: Sequence[Column], cols: int
) -> tuple[Slot, ...]:
    """One slot for each place; a run over several columns with nothing else there spans them."""
    slots: list[Slot] = []
    for number, row in enumerate(rows):
        spans: list[tuple[int, int]] = []
        for band in row:
            for run in band.runs:
                under = columns_under(columns, run.bbox.x0, run.bbox.x1)
                if under:
                    spans.append((under[0], under[-1]))
        taken: list[tuple[int, int]] = []
        for low, high in sorted(spans):
            if taken and low <= taken[-1][1]:
                taken[-1] = (taken[-1][0], max(taken[-1][1], high))
            else:
                taken.append((low, high))
        col = 0
        for low, high in taken:
            slots += [Slot(number, place) for place in range(col, low)]
            slots.append(Slot(number, low, 1, high - low + 1))
            col = high + 1
        slots += [Slot(number, place) for place in range(col, cols)]
    return tuple(slots)


def _is_tabular(lines: Sequence[Line], layout: Layout) -> bool:
    """Whether columns hold cells and not prose: short texts, figures, at least three rows."""
    runs = [run for line in lines for run in line]
    texts = [text_of_line(run.words) for run in runs]
    figures = sum(is_value(text) for text in texts)
    words = sum(len(run.words) for run in runs) / len(runs)
    if layout.rows < 2 or layout.cols < 2:
        return False
    if layout.cols == 2 and figures * 4 < len(runs):
        return False
    if words > 6 and figures * 5 < len(runs):
        return False
    return not (layout.rows < 3 and figures * 3 < len(runs))
