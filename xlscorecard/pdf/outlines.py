"""The geometry of painted outlines: rectangles, frames, straight lines, flattened curves."""

from __future__ import annotations

from itertools import pairwise

from xlscorecard.model.geometry import BBox, signed_area
from xlscorecard.pdf.painted import LONG_THIN, STRAIGHT

Point = tuple[float, float]

# Each Bezier curve becomes this many chords: an ellipse of four curves gets 24 corners.
CHORDS = 6
# The side of a border that is cut at its ends is so many times as long as thick, and fills this
# much of its box; arrow heads and flags do not.
MITRED_RATIO = 4.0
MITRED_AREA = 0.8
_WEIGHTS = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    for t in (step / CHORDS for step in range(1, CHORDS + 1))
)


def rectangle_of(outline: list[Point]) -> BBox | None:
    """The box of an outline that is an upright rectangle, else None."""
    count = len(outline)
    if count not in (4, 5, 6):
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = outline[:4]
    if any(not near(outline[0], point) for point in outline[4:]):
        return None
    level = STRAIGHT
    across = (
        abs(ay - by) <= level
        and abs(bx - cx) <= level
        and abs(cy - dy) <= level
        and abs(dx - ax) <= level
    )
    down = (
        abs(ax - bx) <= level
        and abs(by - cy) <= level
        and abs(cx - dx) <= level
        and abs(dy - ay) <= level
    )
    if not across and not down:
        return None
    if ax > cx:
        ax, cx = cx, ax
    if ay > cy:
        ay, cy = cy, ay
    return BBox(ax, ay, cx, cy)


def mitred_side(outline: list[Point]) -> BBox | None:
    """The box of an outline that is one side of a border, cut slantwise where it meets sides of
    another width or colour (a trapezium far longer than thick), else None."""
    if len(outline) not in (4, 5) or (len(outline) == 5 and not near(outline[0], outline[4])):
        return None
    box = box_around([outline])
    thick, long = sorted((box.width, box.height))
    if not thick * MITRED_RATIO <= long or abs(signed_area(outline)) < MITRED_AREA * box.area:
        return None
    low, high = (box.x0, box.x1) if box.width == thick else (box.top, box.bottom)
    axis = 0 if box.width == thick else 1
    places = [point[axis] for point in outline[:4]]
    at = [sum(abs(place - side) <= STRAIGHT / 4 for place in places) for side in (low, high)]
    return box if thick > 0 and at == [2, 2] else None


def near(one: Point, two: Point) -> bool:
    """Whether two points are the same but for what a printer rounds."""
    return abs(one[0] - two[0]) <= STRAIGHT and abs(one[1] - two[1]) <= STRAIGHT


def frame_of(boxes: list[BBox | None]) -> tuple[BBox, ...] | None:
    """Four bars where one rectangle lies inside another: a border drawn as a ring."""
    one, two = boxes
    if one is None or two is None:
        return None
    outer, inner = (one, two) if one.area >= two.area else (two, one)
    inside = (
        outer.x0 <= inner.x0 + 0.01
        and outer.top <= inner.top + 0.01
        and outer.x1 >= inner.x1 - 0.01
        and outer.bottom >= inner.bottom - 0.01
    )
    thick = max(
        inner.x0 - outer.x0,
        inner.top - outer.top,
        outer.x1 - inner.x1,
        outer.bottom - inner.bottom,
    )
    if not inside or thick > LONG_THIN:
        return None
    bars = (
        BBox(outer.x0, outer.top, outer.x1, inner.top),
        BBox(outer.x0, inner.bottom, outer.x1, outer.bottom),
        BBox(outer.x0, outer.top, inner.x0, outer.bottom),
        BBox(inner.x1, outer.top, outer.x1, outer.bottom),
    )
    return tuple(bar for bar in bars if bar.width > 0 and bar.height > 0)


def sides_of(box: BBox) -> list[tuple[Point, Point]]:
    """The four sides of a box, clockwise from the top."""
    corners = [
        (box.x0, box.top),
        (box.x1, box.top),
        (box.x1, box.bottom),
        (box.x0, box.bottom),
    ]
    return [(corners[i], corners[(i + 1) % 4]) for i in range(4)]


def straight_lines(outline: list[Point], closed: bool) -> list[tuple[Point, Point]] | None:
    """The outline's upright segments, or None where one of them is slanted."""
    points = [*outline, outline[0]] if closed and len(outline) > 2 else outline
    lines: list[tuple[Point, Point]] = []
    for one, two in pairwise(points):
        across, down = abs(one[0] - two[0]), abs(one[1] - two[1])
        if min(across, down) > STRAIGHT + 0.01 * max(across, down):
            return None
        lines.append((one, two))
    return lines


def box_around(outlines: list[list[Point]]) -> BBox:
    """The box around several outlines."""
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def chords(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """The straight pieces that stand for one Bezier curve, without its start."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, one, two, end
    return [
        (p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy)
        for p, q, r, s in _WEIGHTS
    ]


def common_part(one: BBox, two: BBox) -> BBox:
    """What two boxes share; its width or height is negative where they share nothing."""
    return BBox(
        max(one.x0, two.x0),
        max(one.top, two.top),
        min(one.x1, two.x1),
        min(one.bottom, two.bottom),
    )
