"""Rules that were missed between two cells, looked for again where a table's other rules say.

A rule on a fill nearly as dark, or one that noise has broken, does not show by itself. Where a
rule ends at an upright one, the next place in its line is looked at more closely, all its length
at once and in each colour: merged cells have nothing there. A figure above and a figure below are
two cells' as well: a cell merged over two rows has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Word
from xlscorecard.scan.raster import Pixels, Raster

# Rules that differ by less (points) are at one place.
_SAME = 3.0
# Corners are left out of a look, and a look is at least so long (points).
_CORNER = 1.0
_LEAST = 8.0
# A rule stands within this of its place, and differs from what is so far beside it (points) by
# this much, of 255, noise averaged out over a length; a letter's stem is broken for more than
# this share of a place.
_OFF = 1.5
_BESIDE = 2.2
_SEEN = 8.0
_ALONG = 1.5
_BROKEN = 0.15
# A figure stands so near (its heights) to a rule that parts its row from the next.
_FIGURE = re.compile(r"[(<>≤≥£+~-]*\d[\d,.]*(?:%|k|m|bn|p|st|nd|rd|th)?\)?")
_NEAR = 1.6
# A place has its rule where rules cover this share of it.
_COVERED = 0.6


class _Span(NamedTuple):
    """A rule: its place across its direction, and from where to where it runs along it."""

    at: float
    low: float
    high: float


def missed_rules(raster: Raster, edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """Rules that go on where others of their line end, as the picture shows on a closer look or
    as the figures on both sides do."""
    level = [_Span(edge.top, edge.x0, edge.x1) for edge in edges if edge.horizontal]
    upright = [_Span(edge.x0, edge.top, edge.bottom) for edge in edges if not edge.horizontal]
    scale = raster.dpi / 72
    turned = raster.pixels.transpose(1, 0, 2)
    figures = [word.bbox for word in words if _FIGURE.fullmatch(word.text)]
    texts = [word.bbox for word in words]

    def lies(span: _Span, ruled: bool) -> bool:
        if _is_drawn(raster.pixels, scale, span):
            return True
        return ruled and _parts_figures(span, figures, texts)

    def stands(span: _Span, _: bool) -> bool:
        return _is_drawn(turned, scale, span)

    lying, standing = _missed(level, upright, lies), _missed(upright, level, stands)
    return [
        *(Edge(low, at, high, at) for at, low, high in lying),
        *(Edge(at, low, at, high) for at, low, high in standing),
    ]


def _missed(
    rules: Sequence[_Span], across: Sequence[_Span], is_there: Callable[[_Span, bool], bool]
) -> Iterator[_Span]:
    """The missed pieces of rules of one direction; ``across`` are those that cross them, and
    ``is_there`` is told whether rules stand along most of the line that a piece is looked for in:
    the side of a coloured cell alone rules no row."""
    for line in _lines(rules):
        at = float(np.median([rule.at for rule in line]))
        places = _gathered(
            span.at for span in across if span.low - _SAME <= at <= span.high + _SAME
        )
        cells = list(pairwise(places))
        covered = [_covered(line, low, high) for low, high in cells]
        ruled = 2 * sum(covered) >= len(cells)
        for number, (low, high) in enumerate(cells):
            if covered[number] or not any(covered[max(0, number - 1) : number + 2]):
                continue
            span = _Span(at, low, high)
            if is_there(span, ruled):
                covered[number] = True
                yield span


def _lines(rules: Sequence[_Span]) -> Iterator[list[_Span]]:
    """The rules that lie in one line each."""
    line: list[_Span] = []
    for rule in sorted(rules):
        if line and rule.at - line[0].at > _SAME:
            yield line
            line = []
        line.append(rule)
    if line:
        yield line


def _gathered(places: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _SAME:
            kept.append(place)
    return kept


def _covered(line: Sequence[_Span], low: float, high: float) -> bool:
    shared = sum(max(0.0, min(rule.high, high) - max(rule.low, low)) for rule in line)
    return shared >= _COVERED * (high - low)


def _parts_figures(rule: _Span, figures: Sequence[BBox], texts: Sequence[BBox]) -> bool:
    """Whether a figure stands right above a place without a rule, another right below it, and
    no text across it."""
    at, low, high = rule
    own = [box for box in texts if low < box.centre[0] < high]
    if any(box.top + _SAME < at < box.bottom - _SAME for box in own):
        return False
    above = max((box for box in own if box.centre[1] < at), key=_middle_of, default=None)
    below = min((box for box in own if box.centre[1] > at), key=_middle_of, default=None)
    return all(
        box is not None and box in figures and abs(box.centre[1] - at) < _NEAR * box.height
        for box in (above, below)
    )


def _middle_of(box: BBox) -> float:
    return box.centre[1]


def _is_drawn(pixels: Pixels, scale: float, rule: _Span) -> bool:
    """Whether a row of the picture near a rule's place is lighter or darker than both its
    sides, for most of the way along it."""
    at, low, high = rule
    if high - low < _LEAST:
        return False
    start, end = round((low + _CORNER) * scale), round((high - _CORNER) * scale)
    beside = max(2, round(_BESIDE * scale))
    first = round((at - _OFF) * scale) - beside
    last = round((at + _OFF) * scale) + beside + 1
    if first < 0 or last > pixels.shape[0]:
        return False
    strip = np.ascontiguousarray(pixels[first:last, start:end]).astype(np.float32)
    calm = np.asarray(cv2.blur(strip, (max(1, round(_ALONG * scale)), 1)))
    above, middle, below = calm[: -2 * beside], calm[beside:-beside], calm[2 * beside :]
    darker = np.minimum(above, below) - middle
    lighter = middle - np.maximum(above, below)
    seen = np.maximum(np.quantile(darker, _BROKEN, axis=1), np.quantile(lighter, _BROKEN, axis=1))
    return float(seen.max(initial=0.0)) > _SEEN
