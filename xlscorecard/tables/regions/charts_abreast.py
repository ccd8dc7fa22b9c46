"""Parts of a page whose charts stand side by side: what stands above and below each chart is its
own, and no row of a table goes on into the next part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word

# Charts are side by side where they share so much of the lower one's height.
_LEVEL = 0.6
# Words nearer to each other than so many letter heights are of one text.
_SPACE = 0.5
# White space between two parts is looked for in steps of this (points).
_STEP = 1.0


def parts_of_page(
    page: Page, words: Sequence[Word], plots: Sequence[BBox]
) -> Iterator[tuple[Page, tuple[Word, ...]]]:
    """The words of a page in the parts that its charts' ``plots`` stand in, each with what is
    drawn there, and those in none; all at once where no charts stand side by side."""
    left = tuple(words)
    for row in _rows(plots):
        edges = _edges(row, left)
        if edges is None:
            continue
        top, bottom = _reach(row, edges, left)
        sides = (0.0, *edges, page.width)
        for x0, x1 in pairwise(sides):
            box = BBox(x0, top, x1, bottom)
            inside = tuple(word for word in left if box.holds(*word.bbox.centre))
            if inside:
                yield _within(page, box), inside
            taken = {id(word) for word in inside}
            left = tuple(word for word in left if id(word) not in taken)
    if left:
        yield page, left


def _rows(plots: Sequence[BBox]) -> list[list[BBox]]:
    """Charts side by side, left to right, the upper ones first."""
    rows: list[list[BBox]] = []
    for plot in sorted(plots, key=lambda box: box.top):
        if rows:
            first = rows[-1][0]
            shared = min(first.bottom, plot.bottom) - max(first.top, plot.top)
            if shared >= _LEVEL * min(first.height, plot.height):
                rows[-1].append(plot)
                continue
        rows.append([plot])
    return [whole for row in rows if len(whole := _apart(sorted(row))) > 1]


def _apart(row: Sequence[BBox]) -> list[BBox]:
    """Charts left to right, those that overlap (a chart known by two scales) as one."""
    found: list[BBox] = []
    for plot in row:
        if found and plot.x0 < found[-1].x1:
            found[-1] = found[-1].union(plot)
        else:
            found.append(plot)
    return found


def _edges(row: Sequence[BBox], words: Sequence[Word]) -> list[float] | None:
    """Where white space parts the charts of a row and the words right above and below them; None
    where none does."""
    top, bottom = min(plot.top for plot in row), max(plot.bottom for plot in row)
    size = max((word.size for word in words), default=10.0)
    near = [w for w in words if w.bbox.bottom > top - 3 * size and w.bbox.top < bottom + 3 * size]
    edges: list[float] = []
    for before, after in pairwise(row):
        clear = _widest_clear(before.x1, after.x0, near)
        if clear is None:
            return None
        edges.append(clear)
    return edges


def _widest_clear(low: float, high: float, words: Sequence[Word]) -> float | None:
    """The middle of the widest stretch between two places that no text crosses; None without."""
    best, start, x = (0.0, 0.0), low, low
    while x <= high:
        if _crosses(x, words):
            start = x + _STEP
        elif x - start >= best[0]:
            best = (x - start, (x + start) / 2)
        x += _STEP
    return best[1] or None


def _crosses(x: float, words: Sequence[Word]) -> bool:
    """Whether a word stands at a place, or two words of one text on its two sides."""
    if any(word.bbox.x0 < x < word.bbox.x1 for word in words):
        return True
    return any(True for _ in _texts_across(x, words))


def _texts_across(x: float, words: Sequence[Word]) -> Iterator[Word]:
    """The words before a place that go on behind it, with no more than a space between."""
    near = [w for w in words if abs(w.bbox.x0 - x) < w.size or abs(w.bbox.x1 - x) < w.size]
    for word in near:
        if word.bbox.x1 > x:
            continue
        for other in near:
            level = word.bbox.top < other.bbox.centre[1] < word.bbox.bottom
            gap = other.bbox.x0 - word.bbox.x1
            if level and other.bbox.x0 >= x and 0 <= gap < _SPACE * word.size:
                yield word


def _reach(
    row: Sequence[BBox], edges: Sequence[float], words: Sequence[Word]
) -> tuple[float, float]:
    """How far up and down no text crosses the edges between a row of charts."""
    across = [word.bbox for x in edges for word in words if word.bbox.x0 < x < word.bbox.x1]
    across += [word.bbox for x in edges for word in _texts_across(x, words)]
    top, bottom = min(plot.top for plot in row), max(plot.bottom for plot in row)
    above = max((box.bottom for box in across if box.bottom <= top), default=0.0)
    below = min((box.top for box in across if box.top >= bottom), default=float("inf"))
    return above, below


def _within(page: Page, box: BBox) -> Page:
    """The page with nothing drawn but what stands in a part of it."""
    return replace(
        page,
        fills=tuple(fill for fill in page.fills if box.holds(*fill.bbox.centre)),
        shapes=tuple(shape for shape in page.shapes if box.holds(*shape.bbox.centre)),
        pictures=tuple(picture for picture in page.pictures if box.holds(*picture.bbox.centre)),
    )
