"""Charts without a scale: the points of a line, or bars on one foot, and the labels that stand
centred over, in or under them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import Rule, painted_fills
from xlscorecard.tables.lines.text import lines_of
from xlscorecard.tables.lines.values import is_value

# A plotted line has so many points, a row of bars so many bars.
_FEWEST = 3
# A line of a chart is so long at least, a bar so wide at most (points); arrows and cells are not.
_LONG, _WIDE = 60.0, 80.0
# A label is centred at its point within this (points), and stands within so many letter heights
# of it.
_CENTRED, _NEAR = 3.5, 2.6
# The names of the points stand below them within this (points), and no figures within so many
# letter heights below these: those of a table would.
_BELOW, _TABLE = 70.0, 2.4


@dataclass(frozen=True, slots=True)
class Plot:
    """The points of a chart's line, or the middles of its bars' tops, left to right, and its
    foot."""

    box: BBox
    points: tuple[tuple[float, float], ...]


def plots_without_scale(page: Page, lying: Sequence[Rule]) -> Iterator[Plot]:
    """The lines and rows of bars of a page, and those of its ``lying`` lines that are level ones
    beside other lines ("Target")."""
    found = list(_lines(page))
    yield from found
    for rule in lying if found else ():
        for plot in found:
            xs = [x for x, _ in plot.points]
            if abs(rule.low - xs[0]) <= _CENTRED and abs(rule.high - xs[-1]) <= _CENTRED:
                box = BBox(rule.low, rule.at, rule.high, rule.at)
                yield Plot(box, tuple((x, rule.at) for x in xs))
                break
    yield from _bars(page)


def _lines(page: Page) -> Iterator[Plot]:
    for shape in page.shapes:
        if shape.fill is not None or shape.bbox.width < _LONG:
            continue
        for outline in shape.outlines:
            onward = all(after[0] > before[0] + 1 for before, after in pairwise(outline))
            if len(outline) >= _FEWEST and onward:
                yield Plot(shape.bbox, outline)


def _bars(page: Page) -> Iterator[Plot]:
    rows: dict[tuple[Rgb, int, int], list[BBox]] = {}
    for fill in painted_fills(page):
        box = fill.bbox
        if box.width <= _WIDE:
            rows.setdefault((fill.colour, round(box.bottom), round(box.width)), []).append(box)
    for bars in rows.values():
        if len({round(box.height) for box in bars}) >= _FEWEST:
            whole = bars[0]
            for box in bars[1:]:
                whole = whole.union(box)
            yield Plot(whole, tuple(sorted((box.centre[0], box.top) for box in bars)))


def labels_of(plot: Plot, words: Sequence[Word]) -> list[Word]:
    """The figures at a chart's points, and the names below all of them."""
    figures = [
        word
        for word in words
        if any(abs(word.bbox.centre[1] - y) <= _NEAR * word.size for _, y in _under(word, plot))
        and is_value(word.text)
    ]
    taken = {id(word) for word in figures}
    return [*figures, *_names_of(plot, [word for word in words if id(word) not in taken])]


def _names_of(plot: Plot, words: Iterable[Word]) -> list[Word]:
    """The first line below a chart that has a name centred under most of its points."""
    foot = plot.box.bottom
    near = [word for word in words if foot - 1 <= word.bbox.top <= foot + _BELOW]
    lines = sorted(lines_of(near), key=lambda line: line[0].bbox.top)
    for number, line in enumerate(lines):
        names = _centred(line, plot)
        if len(names) * 2 <= len(plot.points) or len(names) < _FEWEST:
            continue
        return [] if heads_figures(names, lines[number + 1 :]) else names
    return []


def _centred(line: Iterable[Word], plot: Plot) -> list[Word]:
    return [word for word in line if _under(word, plot)]


def _under(word: Word, plot: Plot) -> Sequence[tuple[float, float]]:
    """The points of a chart that a word is centred over, in or under."""
    middle = word.bbox.centre[0]
    first = bisect_left(plot.points, middle - _CENTRED, key=_across)
    return plot.points[first : bisect_right(plot.points, middle + _CENTRED, key=_across)]


def _across(point: tuple[float, float]) -> float:
    return point[0]


def heads_figures(names: Sequence[Word], below: Iterable[Sequence[Word]]) -> bool:
    """Whether names stand right above a line of figures that they head: a table's header."""
    foot = max(word.bbox.bottom for word in names)
    size = names[0].size
    for line in below:
        if line[0].bbox.top - foot > _TABLE * size:
            return False
        figures = [word for word in line if is_value(word.text)]
        headed = [
            word
            for word in figures
            if any(n.bbox.x0 - size < word.bbox.centre[0] < n.bbox.x1 + size for n in names)
        ]
        if len(headed) * 2 >= len(names):
            return True
    return False
