"""What the paths of a page come to: lines, fills and shapes, in painting order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Shape

# A filled rectangle up to this thick (points) is a ruling line: Word draws borders as such up
# to 2.25 pt, Excel's thick border is 2 pt.
THIN = 2.3
# A longer one may be thicker and still be a line: Word offers borders of up to 6 pt.
LONG_THIN = 4.5
LONG_RATIO = 12.0
# A shading painted as so many strips side by side is one area.
FEWEST_STRIPS = 4
# Fewer are one as well where they are of one colour and together thicker than any line.
THICK = 6.0
# A fill up to this thick (points) holds no line of text: printer drivers cut a cell's paint so.
STRIP = 5.0
# ... as long as no channel jumps by more than this from one to the next, of 255.
LARGEST_STEP = 30
# Sides within this many points of straight are straight: rounding of coordinates in files.
STRAIGHT = 0.35


class _Strip(NamedTuple):
    """A thin rectangle of which nobody knows yet whether it is a line."""

    box: BBox
    colour: Rgb
    order: int
    solid: bool


@dataclass(slots=True)
class Painted:
    """What the paths of one page came to. ``orders`` run beside ``fills``: when each was
    painted; ``solid`` whether it hides what was painted before it."""

    edges: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    solid: list[bool] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    _strips: list[_Strip] = field(default_factory=list)
    # The strip that the last fill ends in, where it is made of strips, and whether it is a rest.
    _last: BBox | None = None
    _ended: bool = False

    def bar(self, box: BBox, colour: Rgb, order: int, solid: bool) -> None:
        """A thin rectangle: a line, unless more of them follow side by side as one area, or it
        is the rest of one that was painted in strips."""
        if not self._strips and self._goes_on(box, colour):
            self._extend(box, order)
            return
        if self._strips:
            before = self._strips[-1]
            step = max(abs(one - two) for one, two in zip(before.colour, colour, strict=True))
            if (
                step > LARGEST_STEP
                or not _abuts(before.box, box)
                or (len(self._strips) > 1 and _is_rest(before.box, self._strips[-2].box))
            ):
                self.settle_strips()
        self._strips.append(_Strip(box, colour, order, solid))

    def settle_strips(self) -> None:
        """Make one fill of the strips under way, in their middle colour, or a line of each."""
        strips, self._strips = self._strips, []
        if len(strips) > 1:
            area = strips[0].box
            for strip in strips[1:]:
                area = area.union(strip.box)
            thick = min(area.width, area.height)
            if (thick > LONG_THIN and len(strips) >= FEWEST_STRIPS) or (
                thick > THICK and len({strip.colour for strip in strips}) == 1
            ):
                last = strips[-1]
                self.fill(area, strips[len(strips) // 2].colour, last.order, last.solid)
                return
        for box, colour, _, _ in strips:
            x, y = box.centre
            if box.width >= box.height:
                edge = Edge(box.x0, y, box.x1, y, max(box.height, 0.05), colour)
            else:
                edge = Edge(x, box.top, x, box.bottom, max(box.width, 0.05), colour)
            self.edges.append(edge)

    def fill(self, box: BBox, colour: Rgb, order: int, solid: bool) -> None:
        if self._strips:
            self.settle_strips()
        if min(box.width, box.height) > STRIP:
            self._last = None
        elif self._goes_on(box, colour):
            self._extend(box, order)
            return
        else:
            self._last, self._ended = box, False
        self.fills.append(Fill(box, colour))
        self.orders.append(order)
        self.solid.append(solid)

    def _goes_on(self, box: BBox, colour: Rgb) -> bool:
        """Whether a thin piece goes on from the last fill, which is made of strips."""
        return (
            self._last is not None
            and not self._ended
            and self.fills[-1].colour == colour
            and _abuts(self._last, box)
        )

    def _extend(self, box: BBox, order: int) -> None:
        self.fills[-1] = Fill(self.fills[-1].bbox.union(box), self.fills[-1].colour)
        self.orders[-1] = order
        self._ended = self._last is not None and _is_rest(box, self._last)
        self._last = box


def _is_rest(strip: BBox, before: BBox) -> bool:
    """Whether a strip is what was left of its cell: what follows it is another cell."""
    thin, thick = (min(box.width, box.height) for box in (strip, before))
    return thick > THIN and thin < 0.9 * thick


def _abuts(one: BBox, two: BBox) -> bool:
    """Whether two strips of one length lie side by side, touching."""
    lying = abs(one.x0 - two.x0) < STRAIGHT and abs(one.x1 - two.x1) < STRAIGHT
    standing = abs(one.top - two.top) < STRAIGHT and abs(one.bottom - two.bottom) < STRAIGHT
    if lying and one.width > one.height:
        apart = max(one.top, two.top) - min(one.bottom, two.bottom)
        return apart < STRAIGHT and abs(one.top - two.top) > STRAIGHT
    if standing and one.height > one.width:
        apart = max(one.x0, two.x0) - min(one.x1, two.x1)
        return apart < STRAIGHT and abs(one.x0 - two.x0) > STRAIGHT
    return False
