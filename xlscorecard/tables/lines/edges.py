"""Ruling lines of a page: drawn lines and thin rectangles, snapped, joined and made visible.

Each step can be called alone: ``find_rules`` collects what can be seen, ``join_rules`` makes
one line of collinear pieces, ``snap`` gathers near positions. Lengths are points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Page

# Fills side by side leave cracks of less than this between them (points), from rounding.
CRACK = 0.3
# A border drawn as a filled rectangle: Word and Excel go up to 3 pt for "thick" borders.
THICKEST_BORDER = 3.5
# Two lines nearer than this are one border (a double rule, or two cells' own borders).
SNAP = 3.0
# Pieces of one line may stand this far apart (dots and dashes, borders drawn cell by cell).
LARGEST_BREAK = 4.0
# A dot of a dotted line is no larger than this.
LARGEST_DOT = 2.0
# Anything shorter is a tick, a dash in a chart or part of a symbol.
SHORTEST_RULE = 4.0
# A square or tick box is no higher than a line of large print; its sides differ less than this.
TALLEST_BOX = 14.0
BOX_SHAPE = 1.6
# The corners of a box meet within this (points).
CORNER = 1.5
# A lying bar that stands for "no change" is about as long as an arrow, this much longer than high,
# and thicker than an underline.
BAR_LENGTH = (7.0, 26.0)
BAR_SHAPE = 2.2
THINNEST_BAR = 1.5
# An upright line this long parts columns; a shorter one is of a symbol, or a bar.
SHORTEST_UPRIGHT = 20.0
# A row's stripe covers this share of a page's width; two pieces of one touch within this (points).
STRIPE = 0.15
SEAM = 0.5
# A colour this light cannot be told from paper (F2F2F2, the lightest Office grey, is 242).
PAPER = 246


class Rule(NamedTuple):
    """One ruling line: at ``at`` across its direction, from ``low`` to ``high`` along it."""

    at: float
    low: float
    high: float

    @property
    def length(self) -> float:
        return self.high - self.low


class Rules(NamedTuple):
    """The visible ruling lines of a page, joined: ``at`` is y for horizontal, x for vertical."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def is_paper(colour: Rgb) -> bool:
    """Whether a colour is white or so near that nobody sees it on white paper."""
    return min(colour) >= PAPER


def cell_fills(page: Page) -> list[Fill]:
    """The fills that may be a cell's background, in painting order (white ones too: they
    hide what lies beneath); thin ones are rules, and one over the whole page is paper."""
    whole = page.width * page.height * 0.9
    return [
        fill
        for fill in page.fills
        if min(fill.bbox.width, fill.bbox.height) > THICKEST_BORDER and fill.bbox.area < whole
    ]


def painted_fills(page: Page) -> list[Fill]:
    """The fills that may be a cell's background and can be told from paper, in painting order."""
    return [fill for fill in cell_fills(page) if not is_paper(fill.colour)]


def flat_bars(page: Page) -> list[tuple[BBox, Rgb]]:
    """Short thin lying bars, which may be a symbol for "no change"."""
    low, high = BAR_LENGTH
    bars = [(fill.bbox, fill.colour) for fill in page.fills]
    bars += [
        (BBox(e.x0, e.top - e.width / 2, e.x1, e.top + e.width / 2), e.colour)
        for e in page.edges
        if e.horizontal and e.width >= THINNEST_BAR
    ]
    return [
        (box, colour)
        for box, colour in bars
        if low <= box.width <= high
        and THINNEST_BAR <= box.height <= THICKEST_BORDER
        and box.width > BAR_SHAPE * box.height
        and not is_paper(colour)
    ]


def find_rules(page: Page) -> Rules:
    """All ruling lines that can be seen: white ones count only where they cross a fill."""
    grounds = [fill.bbox for fill in painted_fills(page)]
    pieces: list[tuple[BBox, float, bool]] = []
    for edge in page.edges:
        if edge.width > 2 * THICKEST_BORDER:
            continue
        box = BBox(edge.x0, edge.top, edge.x1, edge.bottom)
        unseen = is_paper(edge.colour) and not _on_ground(box, grounds)
        if unseen and not (edge.horizontal and _along_ground(edge, grounds)):
            continue
        pieces.append((box, edge.width, edge.horizontal))
    for fill in page.fills:
        thick = min(fill.bbox.width, fill.bbox.height)
        if thick > THICKEST_BORDER:
            continue
        if is_paper(fill.colour) and not _on_ground(fill.bbox, grounds):
            continue
        pieces.append((fill.bbox, thick, fill.bbox.width >= fill.bbox.height))
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for box, thick, lying in pieces:
        x, y = box.centre
        length = max(box.width, box.height)
        # a dot is as high as it is wide: of which line it is its neighbours tell
        dot = length <= LARGEST_DOT and length < 2 * thick
        if lying or dot:
            half = max(box.width, thick) / 2
            horizontal.append(Rule(y, x - half, x + half))
        if not lying or dot:
            half = max(box.height, thick) / 2
            vertical.append(Rule(x, y - half, y + half))
    boxes = _boxes(horizontal, vertical)
    return Rules(
        tuple(join_rules(rule for rule in horizontal if rule not in boxes)),
        tuple(join_rules(rule for rule in vertical if rule not in boxes)),
    )


def _boxes(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> set[Rule]:
    """The sides of outlined squares and tick boxes that stand by themselves: one that touches the
    line below its row would make that line part of a frame. In the cells of a ruled table no
    box does, and what looks like one may be a bar."""
    short = sorted(
        (rule for rule in vertical if SHORTEST_RULE <= rule.length <= TALLEST_BOX),
        key=lambda rule: (round(rule.low), rule.at),
    )
    lying: dict[tuple[int, int], list[Rule]] = {}
    for rule in horizontal if short else ():
        if rule.length <= BOX_SHAPE * TALLEST_BOX:
            lying.setdefault((round(rule.low), round(rule.at)), []).append(rule)
    ends = Counter((round(rule.at), round(y)) for rule in vertical for y in (rule.low, rule.high))
    tall = [rule for rule in join_rules(vertical) if rule.length > TALLEST_BOX] if short else []
    boxes: set[Rule] = set()
    for left, right in pairwise(short):
        level = abs(left.low - right.low) < CORNER and abs(left.high - right.high) < CORNER
        width = right.at - left.at
        if not level or not left.length < BOX_SHAPE * width < BOX_SHAPE**2 * left.length:
            continue
        # cells of a column, and bars in them, are drawn one below the other: their sides go on
        corners = [(side.at, y) for side in (left, right) for y in side[1:]]
        if any(sum(ends[place] for place in _near(*corner, 1)) > 1 for corner in corners):
            continue
        beside = [rule.at for rule in tall if rule.low <= left.high and rule.high >= left.low]
        if beside and min(beside) < left.at < right.at < max(beside):
            continue
        closing = [
            rule
            for y in (left.low, left.high)
            for place in _near(left.at, y, 2)
            for rule in lying.get(place, ())
            if abs(rule.low - left.at) < CORNER
            and abs(rule.high - right.at) < CORNER
            and abs(rule.at - y) < CORNER
        ]
        if closing:
            boxes.update((left, right), closing)
    return boxes


def _near(x: float, y: float, within: int) -> Iterator[tuple[int, int]]:
    """The whole places (points) around one, no further off than so many on each axis."""
    steps = range(-within, within + 1)
    return ((round(x) + across, round(y) + down) for across in steps for down in steps)


def parting_rules(standing: Iterable[Rule], taken: Sequence[BBox]) -> list[Rule]:
    """The upright lines that may part the columns of a table without lying lines: long ones that
    stand beside and in none of the tables ``taken``."""
    return [
        rule
        for rule in standing
        if rule.length > SHORTEST_UPRIGHT
        and not any(
            box.x0 - 1 < rule.at < box.x1 + 1 and rule.low < box.bottom and rule.high > box.top
            for box in taken
        )
    ]


def fill_edges(page: Page) -> tuple[list[Rule], list[Rule]]:
    """The edges of cell fills as lines: lying and standing."""
    lying: list[Rule] = []
    standing: list[Rule] = []
    fills = painted_fills(page)
    seams = _seams_through_text(fills, page)
    for fill in fills:
        box = fill.bbox
        lying += [
            Rule(y, box.x0, box.x1) for y in (box.top, box.bottom) if (y, box.x0) not in seams
        ]
        standing += [Rule(box.x0, box.top, box.bottom), Rule(box.x1, box.top, box.bottom)]
    return join_rules(lying), join_rules(standing)


def _seams_through_text(fills: Sequence[Fill], page: Page) -> set[tuple[float, float]]:
    """The edges (y and left end) at which stripes of one colour and width touch, where such a seam
    runs through the middle of a text: each stripe is painted in several pieces, as high as they
    come, and no seam of theirs parts rows."""
    stripes: dict[tuple[int, int, Rgb], list[BBox]] = {}
    for fill in fills:
        if fill.bbox.width > STRIPE * page.width:
            box = fill.bbox
            stripes.setdefault((round(box.x0), round(box.x1), fill.colour), []).append(box)
    found: set[tuple[float, float]] = set()
    for boxes in stripes.values():
        boxes.sort(key=lambda box: box.top)
        seams = [(a, b) for a, b in pairwise(boxes) if abs(b.top - a.bottom) < SEAM]
        if seams and _is_struck([a.bottom for a, _ in seams], boxes[0], page):
            found.update(place for a, b in seams for place in ((a.bottom, a.x0), (b.top, b.x0)))
    return found


def _is_struck(heights: Sequence[float], stripe: BBox, page: Page) -> bool:
    """Whether one of some heights, ascending, goes through the middle of a word on a stripe."""
    for word in page.words:
        box = word.bbox
        if word.rotation or not stripe.x0 <= box.x0 <= stripe.x1:
            continue
        aside = box.height / 4
        first = bisect_right(heights, box.top + aside)
        if first < len(heights) and heights[first] < box.bottom - aside:
            return True
    return False


def without_unseen(lying: Iterable[Rule], page: Page) -> list[Rule]:
    """The lying edges of fills without the stretches where fills of one colour but other width
    abut: nobody sees a line inside a merged cell that is painted in two parts."""
    fills = painted_fills(page)
    tops: dict[tuple[Rgb, int], list[BBox]] = {}
    for fill in fills:
        tops.setdefault((fill.colour, round(fill.bbox.top)), []).append(fill.bbox)
    unseen: dict[int, set[tuple[float, float]]] = {}
    for fill in fills:
        box = fill.bbox
        for below in tops.get((fill.colour, round(box.bottom)), ()):
            low, high = max(box.x0, below.x0), min(box.x1, below.x1)
            if high > low and (abs(box.x0 - below.x0) > 1 or abs(box.x1 - below.x1) > 1):
                unseen.setdefault(round(box.bottom), set()).add((low, high))
    return [part for edge in lying for part in _seen_part(edge, unseen.get(round(edge.at), ()))]


def _seen_part(edge: Rule, unseen: Iterable[tuple[float, float]]) -> list[Rule]:
    parts = [edge]
    for low, high in unseen:
        parts = [
            Rule(part.at, start, end)
            for part in parts
            for start, end in ((part.low, min(part.high, low)), (max(part.low, high), part.high))
            if end - start > 1
        ]
    return parts


def _on_ground(box: BBox, grounds: Sequence[BBox]) -> bool:
    x, y = box.centre
    return any(
        x0 - CRACK <= x <= x1 + CRACK and top - CRACK <= y <= bottom + CRACK
        for x0, top, x1, bottom in grounds
    )


def _along_ground(edge: Edge, grounds: Sequence[BBox]) -> bool:
    """Whether a white lying line is the border of a painted cell, right at its foot, where the
    paint ends and paper begins: the end of the paint is seen there."""
    x = (edge.x0 + edge.x1) / 2
    return any(
        ground.x0 < x < ground.x1 and abs(edge.top - ground.bottom) <= edge.width
        for ground in grounds
    )


def join_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Collinear pieces that touch, overlap or stand a dash apart, as one line each; what
    stays shorter than a symbol's stroke is left out."""
    ordered = sorted(rules)
    joined: list[Rule] = []
    start = 0
    for index in range(1, len(ordered) + 1):
        # a run of lines at (nearly) one place; its width is bounded by the first's place
        if index < len(ordered) and ordered[index].at - ordered[start].at <= SNAP / 2:
            continue
        joined.extend(_join_run(ordered[start:index]))
        start = index
    return [rule for rule in joined if rule.length >= SHORTEST_RULE]


def _join_run(run: Sequence[Rule]) -> list[Rule]:
    if not run:
        return []
    at = sum(rule.at for rule in run) / len(run)
    pieces = sorted((rule.low, rule.high) for rule in run)
    joined: list[Rule] = []
    low, high = pieces[0]
    for piece_low, piece_high in pieces[1:]:
        if piece_low - high <= LARGEST_BREAK:
            high = max(high, piece_high)
        else:
            joined.append(Rule(at, low, high))
            low, high = piece_low, piece_high
    joined.append(Rule(at, low, high))
    return joined


def snap(places: Iterable[float], tolerance: float = SNAP) -> list[float]:
    """Gather places nearer than the tolerance: the middle of each gathering, ascending."""
    gathered: list[float] = []
    group: list[float] = []
    for place in sorted(places):
        if group and place - group[0] > tolerance:
            gathered.append((group[0] + group[-1]) / 2)
            group = []
        group.append(place)
    if group:
        gathered.append((group[0] + group[-1]) / 2)
    return gathered
