"""Gutters: white space that stays open from line to line, between columns and beside them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.tables.lines.lines import Line
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_figure

# A gutter narrower than this many letter heights does not show.
LEAST_GUTTER = 0.5
# Rows of so many texts and figures show by themselves where columns are.
LEAST_TEXTS = 5
LEAST_FIGURES = 2
# Lines up to this row may be the wrapped ends of its name and remark.
NEAR_ROWS = 4


def openings_of(line: Line) -> list[tuple[float, float]]:
    """The white space of a line: before, between and after its runs."""
    edges = [float("-inf")]
    end = float("-inf")
    for run in line:
        if run.bbox.x0 <= end:
            end = max(end, run.bbox.x1)
            edges[-1] = end
            continue
        end = run.bbox.x1
        edges += [run.bbox.x0, end]
    edges.append(float("inf"))
    return list(zip(edges[::2], edges[1::2], strict=True))


def narrowed(
    gutters: Sequence[tuple[float, float]], line: Line
) -> tuple[list[tuple[float, float]], int]:
    """Gutters narrowed to a line's white space, and how many inner ones the line crosses
    (those stay as they were). One that is narrow from the first shows where all of it is open."""
    openings, least = openings_of(line), LEAST_GUTTER * line[0].size
    met: list[tuple[float, float]] = []
    crossed = 0
    for number, (low, high) in enumerate(gutters):
        pieces = [
            (max(low, first), min(high, last))
            for first, last in openings
            if min(high, last) - max(low, first) >= min(least, high - low)
        ]
        if not pieces and 0 < number < len(gutters) - 1:
            crossed += 1
            pieces = [(low, high)]
        met += pieces or [(low, high)]
    return met, crossed


def keeps_gaps(rows: Sequence[Line], line: Line) -> bool:
    """Whether a row of figures leaves the white space of the row before it open, though not
    that of the header: figures stand at the right of their cells, headers at the left, and a
    figure may touch the words of the cell beside it ("136" and "n/a")."""
    last = next((row for row in reversed(rows[-NEAR_ROWS:]) if len(row) > 1), line)
    if min(len(line), len(last)) < LEAST_TEXTS or abs(last[0].bbox.x0 - line[0].bbox.x0) > 1:
        return False
    if min(figures_in(last), figures_in(line)) < LEAST_FIGURES:
        return False
    return not narrowed(openings_of(last), line)[1]


def figures_in(line: Line) -> int:
    """How many of a line's texts are figures."""
    return sum(is_plain_figure(text_of_line(run.words)) for run in line)
