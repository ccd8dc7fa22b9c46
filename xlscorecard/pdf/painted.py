"""What the paths of a page come to: lines, fills and shapes, in painting order."""

from __future__ import annotations

from dataclasses import dataclass, field

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
# ... as long as no channel jumps by more than this from one to the next, of 255.
LARGEST_STEP = 30
# Sides within this many points of straight are straight: rounding of coordinates in files.
STRAIGHT = 0.35


@dataclass(slots=True)
class Painted:
    """What the paths of one page came to. ``orders`` run beside ``fills``: when each was
    painted; ``solid`` whether it hides what was painted before it."""

    edges: list[Edge] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    solid: list[bool] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    _strips: list[tuple[BBox, Rgb]] = field(default_factory=list)

    def bar(self, box: BBox, colour: Rgb, order: int, solid: bool) -> None:
        """A thin rectangle: a line, unless more of them follow side by side as one area."""
        if self._strips:
            before, shade = self._strips[-1]
            step = max(abs(one - two) for one, two in zip(shade, colour, strict=True))
            if step > LARGEST_STEP or not _abuts(before, box):
                self.settle_strips(order, solid)
        self._strips.append((box, colour))

    def settle_strips(self, order: int, solid: bool) -> None:
        """Make one fill of the strips under way, in their middle colour, or a line of each."""
        strips, self._strips = self._strips, []
        if len(strips) >= FEWEST_STRIPS:
            area = strips[0][0]
            for box, _ in strips[1:]:
                area = area.union(box)
            if min(area.width, area.height) > LONG_THIN:
                self.fill(area, strips[len(strips) // 2][1], order, solid)
                return
        for box, colour in strips:
            x, y = box.centre
            if box.width >= box.height:
                edge = Edge(box.x0, y, box.x1, y, max(box.height, 0.05), colour)
            else:
                edge = Edge(x, box.top, x, box.bottom, max(box.width, 0.05), colour)
            self.edges.append(edge)

    def fill(self, box: BBox, colour: Rgb, order: int, solid: bool) -> None:
        self.fills.append(Fill(box, colour))
        self.orders.append(order)
        self.solid.append(solid)


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
