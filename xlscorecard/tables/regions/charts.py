"""The labels of drawn charts: figures and names that stand along an axis, and in no table.

A scale is known by its figures: they stand below each other at one distance, each as much less
than the one above it, and a grid line, or the chart's bars or curve, begins beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import Rule, painted_fills
from xlscorecard.tables.lines.text import lines_of
from xlscorecard.tables.lines.values import is_year
from xlscorecard.tables.regions.plotted import heads_figures, labels_of, plots_without_scale

_FIGURE = re.compile(r"[-−–(]?£?(\d[\d,]*(?:\.\d+)?)\s?[%kKmM]?\)?")
# A scale has so many figures.
_FEWEST = 3
# Figures of a scale end or begin at one x within this, and their distances are alike within this
# share of them (points; at least one).
_IN_LINE, _EVEN = 2.0, 0.06
# A grid line stands at the middle of its figure within this many letter heights, begins so near
# to it, and is so long at least (points).
_AT_MIDDLE, _BESIDE, _LONG = 0.4, 24.0, 40.0
# Words of one line stand on one foot within this many letter heights.
_SAME_LINE = 0.25
# The names below an axis stand so many letter heights below its last figure, in so many lines.
_BELOW, _NAME_LINES = 1.4, 2
# Names are set in letters no larger than the scale's by this.
_LARGER = 1.3


def without_charts(page: Page, lying: Sequence[Rule]) -> tuple[Page, list[Word], list[BBox]]:
    """The page without its charts, the words that label these (their scales, what stands within
    these, the figures at their points, the names along their feet), and where the charts are.
    ``lying`` are the page's horizontal lines."""
    plots: list[BBox] = []
    found: set[int] = set()
    scales = list(_scales(word for word in page.words if not word.rotation))
    lines = [BBox(r.low, r.at, r.high, r.at) for r in lying] if scales else []
    bars = [fill.bbox for fill in painted_fills(page)] if scales else []
    curves = [shape.bbox for shape in page.shapes] if scales else []
    named = [word for word in page.words if _has_letters(word)] if scales else []
    for scale in scales:
        plot = _plot(scale, lines, bars, curves)
        if plot is None or _stands_in_rows(scale, named):
            continue
        plots.append(plot)
        found.update(id(word) for word in page.words if plot.holds(*word.bbox.centre))
        found.update(map(id, _names_below(page.words, scale, plot)))
    for drawn in plots_without_scale(page, lying):
        labels = labels_of(drawn, [word for word in page.words if id(word) not in found])
        if labels:
            plots.append(drawn.box)
            found.update(map(id, labels))
    if not plots:
        return page, [], []

    def stays(box: BBox) -> bool:
        return not any(plot.overlap(box) >= box.area and plot.holds(*box.centre) for plot in plots)

    rest = replace(
        page,
        words=tuple(word for word in page.words if id(word) not in found),
        edges=tuple(e for e in page.edges if stays(BBox(e.x0, e.top, e.x1, e.bottom))),
        fills=tuple(fill for fill in page.fills if stays(fill.bbox)),
        shapes=tuple(shape for shape in page.shapes if stays(shape.bbox)),
    )
    return rest, [word for word in page.words if id(word) in found], plots


def _scales(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Figures below each other, from the top down, that fall by one step at one distance."""
    figures = [(word, value) for word in words if (value := _value(word.text)) is not None]
    for ends in ([word.bbox.x1 for word, _ in figures], [word.bbox.x0 for word, _ in figures]):
        columns: list[list[tuple[Word, float]]] = []
        last = 0.0
        for at in sorted(range(len(figures)), key=ends.__getitem__):
            if columns and ends[at] - last <= _IN_LINE:
                columns[-1].append(figures[at])
            else:
                columns.append([figures[at]])
                last = ends[at]
        for column in columns:
            if len(column) >= _FEWEST:
                yield from _falling(sorted(column, key=_top))


def _top(figure: tuple[Word, float]) -> float:
    return figure[0].bbox.top


def _falling(column: Sequence[tuple[Word, float]]) -> Iterator[list[Word]]:
    """The stretches of a column of figures that are a scale."""
    start = 0
    for end in range(1, len(column) + 1):
        if end < len(column) and (end - start < 2 or _in_step(column[start : end + 1])):
            continue
        stretch = column[start:end]
        dated = all(is_year(word.text) for word, _ in stretch)  # "2024", "2023", "2022"
        if len(stretch) >= _FEWEST and _in_step(stretch) and not dated:
            yield [word for word, _ in stretch]
            start = end
        else:
            start = end - 1


def _in_step(column: Sequence[tuple[Word, float]]) -> bool:
    gaps = [b.bbox.centre[1] - a.bbox.centre[1] for (a, _), (b, _) in pairwise(column)]
    steps = [a - b for (_, a), (_, b) in pairwise(column)]
    even = max(gaps) - min(gaps) <= max(1.0, _EVEN * gaps[0])
    return even and min(steps) > 0 and max(steps) - min(steps) <= 1e-6 * max(steps)


def _value(text: str) -> float | None:
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    value = float(match[1].replace(",", ""))
    return -value if text[0] in "-−–(" else value


def _plot(
    scale: Sequence[Word], lines: Sequence[BBox], bars: Sequence[BBox], curves: Sequence[BBox]
) -> BBox | None:
    """The box of the chart that a scale stands beside, with the scale; None without a chart."""
    first, last = scale[0].bbox, scale[-1].bbox
    left, right = min(w.bbox.x0 for w in scale), max(w.bbox.x1 for w in scale)
    top, foot = first.centre[1], last.centre[1]
    grid = [
        line
        for line in lines
        if line.width >= _LONG
        and -1.0 <= line.x0 - right <= _BESIDE
        and any(abs(line.top - w.bbox.centre[1]) <= _AT_MIDDLE * w.size for w in scale)
    ]
    if len(grid) * 2 >= len(scale):
        end = max(line.x1 for line in grid)
    else:
        slack = scale[0].size
        beside = [
            box
            for box in (*bars, *curves)
            if box.x0 >= right - 1.0 and box.top >= top - slack and box.bottom <= foot + slack
        ]
        drawn = _successive(beside, right)
        standing = [box for box in drawn if abs(box.bottom - foot) <= slack / 2]
        if len(standing) < _FEWEST and not any(b.width >= _LONG for b in drawn if b in curves):
            return None
        end = max(box.x1 for box in drawn)
    return BBox(left - 1.0, first.top - 1.0, end, last.bottom + 1.0)


def _stands_in_rows(scale: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether words stand at the left of each figure, on its line: a column of a table ("90%",
    "80%", "70%") with bars in the next one."""
    return all(
        any(
            word.bbox.x1 < figure.bbox.x0
            and abs(word.bbox.bottom - figure.bbox.bottom) <= _SAME_LINE * figure.size
            for word in words
        )
        for figure in scale
    )


def _has_letters(word: Word) -> bool:
    return not word.rotation and sum(map(str.isalpha, word.text)) > 1


def _successive(boxes: Sequence[BBox], start: float) -> list[BBox]:
    """What is drawn from ``start`` on to the right without a wide gap."""
    found: list[BBox] = []
    for box in sorted(boxes):
        if box.x0 - start > max(_BESIDE, 2 * box.width):
            break
        found.append(box)
        start = max(start, box.x1)
    return found


def _names_below(words: Sequence[Word], scale: Sequence[Word], plot: BBox) -> list[Word]:
    """The words along a chart's foot: right below its scale, in letters as small."""
    size = scale[-1].size
    below = [
        word
        for word in words
        if word.bbox.top >= plot.bottom - size
        and scale[-1].bbox.x1 < word.bbox.centre[0] < plot.x1 + size
        and word.size <= _LARGER * size
    ]
    found: list[Word] = []
    bottom, room = plot.bottom, _BELOW * size
    lines = sorted(lines_of(below), key=lambda line: line[0].bbox.top)
    for number, line in enumerate(lines[:_NAME_LINES]):
        if line[0].bbox.top - bottom > room or heads_figures(line, lines[number + 1 :]):
            break
        found += line
        bottom, room = max(word.bbox.bottom for word in line), size / 2
    return found
