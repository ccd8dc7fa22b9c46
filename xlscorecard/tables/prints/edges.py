"""The upright edges of a printed worksheet's cells, told by its texts: figures end, and words
begin, at the same small distance from them all down the sheet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.tables.prints.texts import CellText, level

# Texts that begin, or end, at one edge do so within this (points).
SAME_EDGE = 0.35
# So many edges that figures end and words begin at make a worksheet.
FEWEST_EDGES = 2
# So many texts that start at one place may be a column's.
STARTS = 3
# A name has so many letters.
NAME = 12
# A painted cell's edge is where its neighbours' texts tell within this (points).
AT_EDGE = 0.5
# So many of a sheet's texts at least start, or end, where others do; where nothing tells the white
# space between cells it is so wide (letter heights).
IN_LINE = 0.8
USUAL_GAP = 0.3
# Figures that begin or end so near to an edge (letter heights) stand at it; of so many as do, this
# share of others may reach over it.
NEAR = 1.0
MOST_OVER = 0.15
# White space between the figures of one cell and the words of the next (letter heights).
LEAST_GAP, MOST_GAP = 0.05, 0.7
# So much of a text stands in the column that it begins.
MOSTLY_IN = 0.7
# No sheet of so many columns can be read on paper.
MOST_EDGES = 60


def cell_edges(
    everything: Sequence[CellText], painted: Sequence[float], *, known: bool
) -> list[float] | None:
    """Where cells end, ascending, without the outer borders; None where hardly an edge is told from
    both its sides, unless the page is ``known`` to be a worksheet's and nearly all texts stand at
    one side of some. ``painted`` are the edges of painted cells."""
    texts = [text for text in everything if text.lines]
    size = sorted(text.size for text in texts)[len(texts) // 2]
    figures = [text for text in texts if text.figure]
    ends = _lines([text.bbox.x1 for text in figures], 2)
    starts = _lines([text.bbox.x0 for text in texts if not text.figure], 1)
    begun = _lines([text.bbox.x0 for text in texts if not text.figure], 2)
    begun += [at for at in _lines([t.bbox.x0 for t in figures], 2) if _ends_differ(at, figures)]
    gap = _usual_gap(ends, starts, size)
    if gap is None:
        if not known or not _stand_in_line(texts, begun, ends):
            return None
        gap = USUAL_GAP * size
    met = [end for end in ends if any(abs(start - end - gap) < SAME_EDGE for start in starts)]
    paired = [end + gap / 2 for end in met]
    single = [end + gap / 2 for end in ends if end not in met]
    single += [
        start - gap / 2
        for start in begun
        if not any(abs(start - gap / 2 - edge) < 2 * SAME_EDGE for edge in paired)
    ]
    sure = {edge for edge in paired if not _crossed(edge, figures)}
    if len(sure) < FEWEST_EDGES and not (known and _stand_in_line(texts, begun, ends)):
        return None
    edges = sorted([*sure, *(edge for edge in single if not _crossed(edge, figures))])
    sure |= {edge for edge in edges if any(abs(edge - at) < gap / 2 + AT_EDGE for at in painted)}
    sure |= {edge for edge in edges if _begins_column(edge + gap / 2, texts)}
    edges = _parting(edges, sure, everything)
    first = sorted(text.bbox.x1 for text in texts)[1]  # a title may reach over all edges
    last = max(text.bbox.x0 for text in texts)
    edges = [_before_texts(edge, texts, gap) for edge in edges if first < edge < last]
    return _with_names_apart(_completed(edges, everything, gap), everything, gap)


def _stand_in_line(
    texts: Sequence[CellText], starts: Sequence[float], ends: Sequence[float]
) -> bool:
    """Whether nearly all figures, and nearly all other texts, begin or end where others do."""
    for figure in (True, False):
        own = [text for text in texts if text.figure is figure]
        met = sum(
            any(abs(text.bbox.x0 - at) < SAME_EDGE for at in starts)
            or any(abs(text.bbox.x1 - at) < SAME_EDGE for at in ends)
            for text in own
        )
        if met < IN_LINE * len(own):
            return False
    return True


def _ends_differ(start: float, figures: Sequence[CellText]) -> bool:
    """Whether figures that start at one place are set there: figures as long as each other start
    at one place wherever they are set."""
    ends = [text.bbox.x1 for text in figures if abs(text.bbox.x0 - start) < SAME_EDGE]
    return max(ends) - min(ends) > 2 * SAME_EDGE


def _lines(places: Sequence[float], least: int) -> list[float]:
    """The middles of places that ``least`` texts or more have in common."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][0] < SAME_EDGE:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found if len(group) >= least]


def _usual_gap(ends: Sequence[float], starts: Sequence[float], size: float) -> float | None:
    """The white space that most often stands between figures and the words of the next cell."""
    gaps: Counter[float] = Counter()
    for end in ends:
        low = bisect_left(starts, end + LEAST_GAP * size)
        high = bisect_right(starts, end + MOST_GAP * size)
        gaps.update(round((start - end) / SAME_EDGE) for start in starts[low:high])
    if not gaps:
        return None
    best, met = max(
        gaps.items(),
        key=lambda item: (gaps[item[0] - 1] + 2 * item[1] + gaps[item[0] + 1], -item[0]),
    )
    return best * SAME_EDGE if met > 1 else None


def _crossed(edge: float, figures: Sequence[CellText]) -> bool:
    """Whether figures reach over an edge: a cell too narrow for one prints none. What few do may
    stand in the page's margins (a date, the number of the page)."""
    near = sum(min(abs(t.bbox.x0 - edge), abs(t.bbox.x1 - edge)) < NEAR * t.size for t in figures)
    over = sum(t.bbox.x0 < edge - 0.5 and t.bbox.x1 > edge + 0.5 for t in figures)
    return over > near * MOST_OVER


def _begins_column(start: float, texts: Sequence[CellText]) -> bool:
    """Whether several texts start at a place that none reaches over: what is set in the middle of
    its cells starts at many places."""
    begun = sum(abs(text.bbox.x0 - start) < SAME_EDGE for text in texts)
    return begun >= STARTS and not _is_reached_over(start - 0.5, texts)


def _is_reached_over(edge: float, texts: Sequence[CellText]) -> bool:
    """Whether a text reaches over an edge, but for those that begin at the left border: headings
    run on over the empty cells behind them."""
    border = min(text.bbox.x0 for text in texts) + SAME_EDGE
    return any(text.bbox.x0 < edge < text.bbox.x1 and text.bbox.x0 > border for text in texts)


def _parting(edges: list[float], sure: set[float], texts: Sequence[CellText]) -> list[float]:
    """The edges without those told from one side alone that part no two texts of a line."""
    kept = list(edges)
    number = 0
    while number < len(kept):
        edge = kept[number]
        if edge not in sure:
            low = kept[number - 1] if number else float("-inf")
            high = kept[number + 1] if number + 1 < len(kept) else float("inf")
            left = [t for t in texts if low <= t.bbox.centre[0] < edge]
            right = [t for t in texts if edge <= t.bbox.centre[0] < high]
            if not any(level(a, b) for a in left for b in right):
                del kept[number]
                continue
        number += 1
    return kept


def _completed(edges: list[float], texts: Sequence[CellText], gap: float) -> list[float]:
    """The edges, and one between each two texts that would share a cell: where some text begins,
    and as few as may be are crossed."""
    found = list(edges)
    for _ in range(MOST_EDGES):
        clash = _clash(found, texts)
        if clash is None:
            break
        left, right = clash
        low, high = left.bbox.x1, right.bbox.x0
        places = {text.bbox.x0 - gap / 2 for text in texts if low < text.bbox.x0 <= high}
        crossing = {
            place: sum(t.bbox.x0 < place - 0.5 and t.bbox.x1 > place + 0.5 for t in texts)
            for place in places
        }
        edge = min(places, key=lambda place: (crossing[place], place))
        found.insert(bisect_left(found, edge), edge)
    return found


def _with_names_apart(edges: Sequence[float], texts: Sequence[CellText], gap: float) -> list[float]:
    """The edges, and one between names and the figures behind them: where names stand at the head
    of their cells and figures at the foot, no line of a page without a header has both."""
    found = list(edges)
    for own in _columns_of(edges, texts).values():
        values = [text for text in own if text.value]
        names = [text for text in own if not text.value and text.letters >= NAME]
        if sum(text.figure for text in values) < STARTS or len(names) < STARTS:
            continue
        end, start = max(text.bbox.x1 for text in names), min(text.bbox.x0 for text in values)
        if end < start:
            found.insert(bisect_left(found, start), start - gap / 2)
    return found


def _before_texts(edge: float, texts: Sequence[CellText], gap: float) -> float:
    """The edge, or one further left, before texts of its column that begin there: those below may
    all be set in the middle of their cells."""
    border = min(text.bbox.x0 for text in texts) + SAME_EDGE  # headings run on from there
    over = [t.bbox for t in texts if border < t.bbox.x0 < edge - 0.5 < t.bbox.x1 - 0.5]
    own = [box.x0 for box in over if box.x1 - edge > MOSTLY_IN * box.width]
    if not own or len(own) < len(over):
        return edge
    moved = min(own) - gap / 2
    return edge if any(t.bbox.x0 < moved < t.bbox.x1 for t in texts) else moved


def _columns_of(edges: Sequence[float], texts: Sequence[CellText]) -> dict[int, list[CellText]]:
    """The texts of each column, by the number of edges before these end."""
    columns: dict[int, list[CellText]] = {}
    for text in texts:
        columns.setdefault(bisect_left(edges, text.end), []).append(text)
    return columns


def _clash(edges: Sequence[float], texts: Sequence[CellText]) -> tuple[CellText, CellText] | None:
    for own in _columns_of(edges, texts).values():
        own.sort(key=lambda text: (text.bbox.top, text.bbox.x0))
        for one, two in pairwise(own):
            first, second = sorted((one, two), key=lambda text: text.bbox.x0)
            if level(one, two) and first.bbox.x1 < second.bbox.x0:
                return first, second
    return None
