"""Gutters: white space that stays open from line to line, between columns and beside them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.tables.lines.lines import Line

# A gutter narrower than this many letter heights does not show.
LEAST_GUTTER = 0.5


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
