"""Fills that a maker painted in pieces, as the areas that a reader of the page sees.

Word shades a cell as two margins with a band for each line of text between them: each such piece
would be a row or a column of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill
from xlscorecard.pdf.painted import STRAIGHT, Painted

# A cell's margin in Word is 5.4 points wide; nobody sets one wider than this.
WIDEST_MARGIN = 16.0
# A line up to this thick (points) cannot be told from a border that stands half in its cell.
THICKEST_BORDER = 2 * STRAIGHT
# Pieces that leave less than this share of an area bare fill it.
BARE = 0.02
# Stands for when a fill was painted that another has taken in.
GONE = -1


class _Margins(NamedTuple):
    """Two pieces of one colour and height that stand beside each other: where in the fills, or in
    the edges where they are as thin as lines."""

    left: BBox
    right: BBox
    colour: Rgb
    at: int
    thin: bool


def settle_pieces(painted: Painted) -> None:
    """Join the cells that are painted as a margin at the left, one at the right, and bands that
    fill the room between them."""
    margins = [*_margins(painted.fills), *_thin_margins(painted.edges)]
    if not margins:
        return
    beside: dict[tuple[Rgb, int], list[int]] = defaultdict(list)
    for index, fill in enumerate(painted.fills):
        beside[fill.colour, round(fill.bbox.x0)].append(index)
    lines: set[int] = set()
    for pair in margins:
        bands = _bands_between(pair, painted.fills, beside)
        if not bands:
            continue
        first, *others = bands if pair.thin else [pair.at, pair.at + 1, *bands]
        order = max(painted.orders[index] for index in (first, *others))
        _grow(painted, first, pair.left.union(pair.right), order)
        for other in others:
            painted.orders[other] = GONE
        if pair.thin:
            lines |= {pair.at, pair.at + 1}
    painted.edges[:] = [edge for index, edge in enumerate(painted.edges) if index not in lines]
    _leave_out(painted)


def _grow(painted: Painted, index: int, box: BBox, order: int) -> None:
    """Let a fill reach over a piece that was painted in a turn of its own."""
    fill = painted.fills[index]
    painted.fills[index] = Fill(fill.bbox.union(box), fill.colour)
    painted.orders[index] = max(painted.orders[index], order)


def _leave_out(painted: Painted) -> None:
    """Take out the fills that others have taken in."""
    kept = [index for index, order in enumerate(painted.orders) if order != GONE]
    if len(kept) < len(painted.orders):
        painted.fills[:] = [painted.fills[index] for index in kept]
        painted.solid[:] = [painted.solid[index] for index in kept]
        painted.orders[:] = [painted.orders[index] for index in kept]


def _margins(fills: Sequence[Fill]) -> Iterator[_Margins]:
    for at, (one, two) in enumerate(pairwise(fills)):
        if (
            one.colour == two.colour
            and one.bbox.width <= WIDEST_MARGIN
            and _beside(one.bbox, two.bbox)
        ):
            yield _Margins(one.bbox, two.bbox, one.colour, at, thin=False)


def _thin_margins(edges: Sequence[Edge]) -> Iterator[_Margins]:
    for at, (one, two) in enumerate(pairwise(edges)):
        if one.colour != two.colour or one.width <= THICKEST_BORDER:
            continue  # most lines, which stand on the edges of a cell
        if not one.horizontal and not two.horizontal:
            left, right = _area_of(one), _area_of(two)
            if _beside(left, right):
                yield _Margins(left, right, one.colour, at, thin=True)


def _area_of(upright: Edge) -> BBox:
    half = upright.width / 2
    return BBox(upright.x0 - half, upright.top, upright.x1 + half, upright.bottom)


def _beside(left: BBox, right: BBox) -> bool:
    return (
        left.x1 < right.x0
        and right.width <= WIDEST_MARGIN
        and abs(left.top - right.top) < STRAIGHT
        and abs(left.bottom - right.bottom) < STRAIGHT
    )


def _bands_between(
    pair: _Margins, fills: Sequence[Fill], beside: dict[tuple[Rgb, int], list[int]]
) -> list[int]:
    """The fills that together fill the room between two margins; none where some of it is bare."""
    x0, x1 = pair.left.x1, pair.right.x0
    top, bottom = pair.left.top - STRAIGHT, pair.left.bottom + STRAIGHT
    room = (x1 - x0) * pair.left.height
    bare = BARE * room
    found: list[int] = []
    for place in {round(x0 - STRAIGHT), round(x0 + STRAIGHT)}:
        for index in beside.get((pair.colour, place), ()):
            band = fills[index].bbox
            if (
                abs(band.x0 - x0) < STRAIGHT
                and abs(band.x1 - x1) < STRAIGHT
                and top <= band.top
                and band.bottom <= bottom
            ):
                found.append(index)
                room -= band.area
    return found if abs(room) <= bare else []
