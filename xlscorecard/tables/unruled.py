"""Tables that few lines or none rule: horizontal rules, zebra stripes, white space alone.

A region's columns come from white space and drawn hints, its rows from rules, stripes and
spacing. Prose set in columns is not a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.columns import Column, columns_under, find_columns, grid_lines
from xlscorecard.tables.edges import Rule, cell_fills, is_paper, join_rules
from xlscorecard.tables.layout import Layout, Slot
from xlscorecard.tables.paragraphs import Run, run_of
from xlscorecard.tables.regions import (
    Line,
    Region,
    find_areas,
    find_regions,
    lines_with_runs,
    symbols_of,
)
from xlscorecard.tables.rows import Band, find_rows, is_value
from xlscorecard.tables.text import text_of_line


@dataclass(frozen=True, slots=True)
class Hints:
    """Drawn lines and fill edges that stand in a region: x of vertical, y of horizontal."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


def find_unruled(
    page: Page, words: Sequence[Word], lying: Sequence[Rule], taken: Sequence[BBox]
) -> list[Layout]:
    """Layouts of the tables among words that stand in no ruled table.

    ``lying`` are horizontal lines that meet no vertical one, ``taken`` the ruled tables.
    """
    if not words:
        return []
    lines = lines_with_runs(words, symbols_of(page, words, taken))
    fills_lying, fills_standing = fill_edges(page)
    level = [*lying, *fills_lying]
    areas = find_areas(page, level, lines)
    layouts: list[Layout] = []
    for region in find_regions(page, lines, areas):
        layout = layout_of_lines(region.lines, _hints(region, level, fills_standing))
        if layout is not None and _is_tabular(region, layout):
            layouts.append(layout)
    return layouts


def _hints(region: Region, lying: Sequence[Rule], standing: Sequence[Rule]) -> Hints:
    box = region.bbox
    return Hints(
        tuple(
            sorted(
                rule.at
                for rule in standing
                if box.x0 < rule.at < box.x1 and rule.low < box.bottom and rule.high > box.top
            )
        ),
        tuple(
            sorted(
                rule.at
                for rule in lying
                if box.top - 2 < rule.at < box.bottom + 2
                and min(rule.high, box.x1) - max(rule.low, box.x0) > 0.05 * box.width
            )
        ),
    )


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


def _box(lines: Sequence[Line]) -> BBox:
    return Region(list(lines)).bbox


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
    for above, below in pairwise(rows):
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


def _is_tabular(region: Region, layout: Layout) -> bool:
    """Whether columns hold cells and not prose: short texts, figures, enough rows."""
    runs = [run for line in region.lines for run in line]
    texts = [text_of_line(run.words) for run in runs]
    figures = sum(not text or is_value(text) for text in texts)
    words = sum(len(run.words) for run in runs) / len(runs)
    if layout.rows < 2 or layout.cols < 2:
        return False
    if region.area is not None and len(region.area.ys) > 2:
        return True
    if layout.cols == 2 and figures * 4 < len(runs):
        return False
    if words > 6 and figures * 5 < len(runs):
        return False
    return not (layout.rows < 3 and figures * 3 < len(runs))
