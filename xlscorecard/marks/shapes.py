"""Drawn shapes as marks: outlines from a PDF or a drawing, and preset shapes of Office."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from xlscorecard.marks.colour import is_neutral, lch_of
from xlscorecard.marks.silhouette import Points, Seen, direction_of_angle, see
from xlscorecard.model.geometry import BBox, Rgb, signed_area
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind
from xlscorecard.model.page import Shape

Outline = tuple[tuple[float, float], ...]

# Outlines are sampled this finely, as a share of their size, and no finer.
_STEP = 0.012
_MOST_POINTS = 4000
# Shapes of a million corners are maps; a symbol has a few dozen.
_MOST_CORNERS = 800

# Forms that a symbol is laid upon: a green disc with a white arrow.
_GROUNDS = {MarkKind.CIRCLE, MarkKind.SQUARE}


def mark_of_outlines(
    outlines: Iterable[Iterable[tuple[float, float]]],
    *,
    fill: Rgb | None,
    stroke: Rgb | None,
    bbox: BBox | None = None,
) -> Mark | None:
    """The mark that a drawn path is, from its flattened sub-paths (y grows down).

    None where nothing could be recognised in it at all; a shape that is none of ours gives a
    mark of kind OTHER with a low confidence.
    """
    rounded = tuple(tuple((float(x), float(y)) for x, y in outline) for outline in outlines)
    rounded = tuple(outline for outline in rounded if len(outline) > 1)
    if not rounded or sum(len(outline) for outline in rounded) > _MOST_CORNERS:
        return None
    seen = _seen(_normalised(rounded), fill is not None)
    if seen is None:
        return None
    return Mark(
        kind=seen.kind,
        made_of=MadeOf.DRAWN,
        direction=seen.direction,
        colour=own_colour(fill if fill is not None else stroke),
        bbox=bbox if bbox is not None else _box(rounded),
        confidence=seen.confidence,
    )


def mark_of_group(shapes: Sequence[Shape]) -> Mark | None:
    """One mark out of the shapes of one cell: a shaft and its head, an arrow on a disc."""
    shapes = [shape for shape in shapes if shape.fill is not None or shape.stroke is not None]
    if not shapes:
        return None
    if len(shapes) == 1:
        return _mark_of_shape(shapes[0])
    largest = max(shapes, key=lambda shape: shape.bbox.area)
    rest = [shape for shape in shapes if shape is not largest]
    ground = _mark_of_shape(largest)
    inside = all(_holds(largest.bbox, shape.bbox) for shape in rest)
    if ground is not None and ground.kind in _GROUNDS and inside:
        upon = [shape for shape in rest if _paint(shape) != _paint(largest)]
        above = mark_of_group(upon) if upon else None
        if above is not None and above.kind not in (MarkKind.OTHER, *_GROUNDS):
            return Mark(
                kind=above.kind,
                made_of=MadeOf.DRAWN,
                direction=above.direction,
                colour=ground.colour or above.colour,
                bbox=largest.bbox,
                confidence=min(ground.confidence, above.confidence),
            )
        return ground
    box = largest.bbox
    for shape in rest:
        box = box.union(shape.bbox)
    together = mark_of_outlines(
        [outline for shape in shapes for outline in shape.outlines],
        fill=next((shape.fill for shape in (largest, *rest) if shape.fill is not None), None),
        stroke=next((shape.stroke for shape in (largest, *rest) if shape.stroke), None),
        bbox=box,
    )
    if together is not None and together.kind is not MarkKind.OTHER:
        return together
    alone = [mark for mark in map(_mark_of_shape, shapes) if mark is not None]
    known = [mark for mark in alone if mark.kind is not MarkKind.OTHER]
    if len(known) == 1:
        return known[0]
    agree = {(mark.kind, mark.direction) for mark in known}
    if len(agree) != 1:
        return together
    # of a traffic light's lamps the one that is lit speaks
    lit = [mark for mark in known if mark.colour is not None and not is_neutral(mark.colour)]
    colours = {mark.colour for mark in lit}
    return lit[0] if len(colours) == 1 else replace(known[0], colour=None) if lit else known[0]


def own_colour(colour: Rgb | None) -> Rgb | None:
    """A mark's colour as stored: None for black and nearly black."""
    if colour is None or (is_neutral(colour) and lch_of(colour).lightness < 0.4):
        return None
    return colour


def _mark_of_shape(shape: Shape) -> Mark | None:
    return mark_of_outlines(shape.outlines, fill=shape.fill, stroke=shape.stroke, bbox=shape.bbox)


def _paint(shape: Shape) -> Rgb | None:
    return shape.fill if shape.fill is not None else shape.stroke


def _holds(outer: BBox, inner: BBox) -> bool:
    slack = 0.05 * max(outer.width, outer.height)
    return (
        outer.x0 - slack <= inner.x0
        and outer.top - slack <= inner.top
        and outer.x1 + slack >= inner.x1
        and outer.bottom + slack >= inner.bottom
    )


def _box(outlines: tuple[Outline, ...]) -> BBox:
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _normalised(outlines: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """Moved to the origin and scaled to a size of 1, so that equal symbols are judged once."""
    box = _box(outlines)
    size = max(box.width, box.height) or 1.0
    return tuple(
        tuple((round((x - box.x0) / size, 3), round((y - box.top) / size, 3)) for x, y in outline)
        for outline in outlines
    )


@lru_cache(maxsize=2048)
def _seen(outlines: tuple[Outline, ...], filled: bool) -> Seen | None:
    area = sum(abs(signed_area(outline)) for outline in outlines) if filled else None
    seen = see(_sample(outlines, filled), area=area)
    if seen is not None and seen.kind is MarkKind.OTHER and filled and len(outlines) == 1:
        return _bent_arrow(outlines[0]) or seen
    return seen


def _bent_arrow(outline: Outline) -> Seen | None:
    """A bent or curved block arrow: an outline with exactly one arrowhead.

    A head is a corner with two sides of one length, whose ends turn back under it."""
    corners = _corners(outline)
    count = len(corners)
    if count < 7:
        return None
    heads: list[float] = []
    for i in range(count):
        before, left, tip, right, after = (corners[(i + k) % count] for k in range(-2, 3))
        sides = math.dist(tip, left), math.dist(tip, right)
        base = math.dist(left, right)
        # Sides of one length, an angle of 40 to 125 degrees, and no mere nick.
        if min(sides) < 0.8 * max(sides) or max(sides) < 0.15:
            continue
        if not 0.68 * sum(sides) / 2 <= base <= 1.78 * sum(sides) / 2:
            continue
        middle = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
        ahead = tip[0] - middle[0], tip[1] - middle[1]
        if _turns_back(left, before, right, ahead) and _turns_back(right, after, left, ahead):
            heads.append(math.degrees(math.atan2(ahead[0], -ahead[1])))
    if len(heads) != 1:
        return None
    return Seen(MarkKind.ARROW, direction_of_angle(heads[0]), 0.75)


def _turns_back(
    barb: tuple[float, float],
    onward: tuple[float, float],
    other: tuple[float, float],
    ahead: tuple[float, float],
) -> bool:
    """True where the outline runs from a barb inwards, not on towards the tip."""
    step = onward[0] - barb[0], onward[1] - barb[1]
    across = other[0] - barb[0], other[1] - barb[1]
    inward = (step[0] * across[0] + step[1] * across[1]) / (across[0] ** 2 + across[1] ** 2)
    forward = step[0] * ahead[0] + step[1] * ahead[1]
    size = math.hypot(*step) * math.hypot(*ahead)
    return 0.05 < inward < 0.5 and forward < 0.35 * size


def _corners(outline: Outline) -> list[tuple[float, float]]:
    """The outline without repeated points and without points on straight sides."""
    points = [p for p, q in pairwise((*outline, outline[0])) if math.dist(p, q) > 0.004]
    kept: list[tuple[float, float]] = []
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[i - 1], points[(i + 1) % len(points)]
        bend = abs((x - ax) * (by - y) - (y - ay) * (bx - x))
        if bend > 0.02 * math.dist((ax, ay), (x, y)) * math.dist((x, y), (bx, by)):
            kept.append((x, y))
    return kept


def _sample(outlines: tuple[Outline, ...], closed: bool) -> Points:
    parts: list[Points] = []
    room = _MOST_POINTS
    for outline in outlines:
        corners = (*outline, outline[0]) if closed and outline[0] != outline[-1] else outline
        for (ax, ay), (bx, by) in pairwise(corners):
            count = max(2, int(max(abs(bx - ax), abs(by - ay)) / _STEP) + 1)
            room -= count
            if room < 0:
                return np.concatenate(parts)
            parts.append(np.column_stack((np.linspace(ax, bx, count), np.linspace(ay, by, count))))
    return np.concatenate(parts) if parts else np.zeros((0, 2))


# Preset shapes of DrawingML (ECMA-376 part 1, 20.1.10.56): kind, and the degrees clockwise from
# up at which an unturned one points.
_PRESETS: dict[str, tuple[MarkKind, float | None]] = {
    "uparrow": (MarkKind.ARROW, 0),
    "downarrow": (MarkKind.ARROW, 180),
    "leftarrow": (MarkKind.ARROW, 270),
    "rightarrow": (MarkKind.ARROW, 90),
    "notchedrightarrow": (MarkKind.ARROW, 90),
    "stripedrightarrow": (MarkKind.ARROW, 90),
    "swoosharrow": (MarkKind.ARROW, 60),
    "uparrowcallout": (MarkKind.ARROW, 0),
    "downarrowcallout": (MarkKind.ARROW, 180),
    "leftarrowcallout": (MarkKind.ARROW, 270),
    "rightarrowcallout": (MarkKind.ARROW, 90),
    "bentuparrow": (MarkKind.ARROW, 0),
    "bentarrow": (MarkKind.ARROW, 90),
    "uturnarrow": (MarkKind.ARROW, 180),
    "curveduparrow": (MarkKind.ARROW, 0),
    "curveddownarrow": (MarkKind.ARROW, 180),
    "curvedleftarrow": (MarkKind.ARROW, 270),
    "curvedrightarrow": (MarkKind.ARROW, 90),
    "chevron": (MarkKind.ARROW, 90),
    "homeplate": (MarkKind.ARROW, 90),
    "triangle": (MarkKind.TRIANGLE, 0),
    "isoscelestriangle": (MarkKind.TRIANGLE, 0),
    "flowchartextract": (MarkKind.TRIANGLE, 0),
    "flowchartmerge": (MarkKind.TRIANGLE, 180),
    "rttriangle": (MarkKind.TRIANGLE, None),
    "ellipse": (MarkKind.CIRCLE, None),
    "oval": (MarkKind.CIRCLE, None),
    "donut": (MarkKind.CIRCLE, None),
    "flowchartconnector": (MarkKind.CIRCLE, None),
    "octagon": (MarkKind.CIRCLE, None),
    "rect": (MarkKind.SQUARE, None),
    "roundrect": (MarkKind.SQUARE, None),
    "flowchartprocess": (MarkKind.SQUARE, None),
    "flowchartalternateprocess": (MarkKind.SQUARE, None),
    "diamond": (MarkKind.DIAMOND, None),
    "flowchartdecision": (MarkKind.DIAMOND, None),
    "smileyface": (MarkKind.FACE, None),
    "mathmultiply": (MarkKind.CROSS, None),
    "wave": (MarkKind.FLAG, None),
    "nosmoking": (MarkKind.OTHER, None),
}
# Both heads: flat when they lie, nothing when they stand.
_TWO_HEADED = {"leftrightarrow": 90.0, "updownarrow": 0.0, "leftrightarrowcallout": 90.0}
_LYING = {"mathminus", "mathequal"}

# VML's shape types (MS-ODRAWXML, MSOSPT), by number, as their DrawingML names.
_VML = {
    1: "rect", 2: "roundRect", 3: "ellipse", 4: "diamond", 5: "triangle", 6: "rtTriangle",
    10: "octagon", 12: "star5", 13: "rightArrow", 15: "homePlate", 23: "donut",
    55: "chevron", 66: "leftArrow", 67: "downArrow", 68: "upArrow", 69: "leftRightArrow",
    70: "upDownArrow", 77: "leftArrowCallout", 78: "rightArrowCallout", 79: "upArrowCallout",
    80: "downArrowCallout", 90: "bentUpArrow", 91: "bentArrow", 93: "stripedRightArrow",
    94: "notchedRightArrow", 96: "smileyFace", 99: "bentArrow", 101: "uturnArrow",
    102: "curvedRightArrow", 103: "curvedLeftArrow", 104: "curvedUpArrow",
    105: "curvedDownArrow", 109: "rect", 110: "diamond", 120: "flowChartConnector",
    127: "flowChartExtract", 128: "flowChartMerge", 187: "star4", 92: "star24",
}  # fmt: skip


def with_mouth(mark: Mark, bend: int) -> Mark:
    """A drawn face with the character of its mouth: ``bend`` is above 0 for a smile, below for a
    frown. A face's own yellow rates nothing; a smile, which every new face has, rates nothing
    on orange, which may be meant for amber."""
    glyph = "\u263a" if bend > 0 else "\u2639" if bend < 0 else "\U0001f610"
    colour = mark.colour
    natural = colour is not None and colour.red > 200 and colour.blue < 120
    if natural and colour is not None and (bend <= 0 or colour.green > 0.9 * colour.red):
        colour = None
    return replace(mark, glyph=glyph, colour=colour)


def mark_of_preset(
    name: str,
    *,
    rotation: float = 0.0,
    flip_h: bool = False,
    flip_v: bool = False,
    fill: Rgb | None = None,
) -> Mark | None:
    """The mark of a preset shape: ``upArrow``, or VML's ``#_x0000_t68``.

    ``rotation`` in degrees clockwise, applied after the flips as Office does. None for shapes
    that are no symbol (text boxes, connectors, braces).
    """
    vml = re.search(r"(?:^|_)t?([0-9]{1,4})$", name) if name[:1] in "#_t0123456789" else None
    folded = (_VML.get(int(vml.group(1)), "") if vml else name).lower()
    colour = own_colour(fill)
    if folded in _TWO_HEADED:
        lying = direction_of_angle(_TWO_HEADED[folded] + rotation) is Direction.FLAT
        direction = Direction.FLAT if lying else None
        confidence = 1.0 if lying else 0.5
        return Mark(MarkKind.ARROW, MadeOf.DRAWN, direction, colour, confidence=confidence)
    if re.fullmatch(r"star\d+", folded):
        return Mark(MarkKind.STAR, MadeOf.DRAWN, None, colour)
    if folded in _LYING:
        return Mark(MarkKind.DASH, MadeOf.DRAWN, Direction.FLAT, colour)
    if folded not in _PRESETS:
        return None
    kind, angle = _PRESETS[folded]
    direction = None
    if angle is not None:
        if flip_h:
            angle = -angle
        if flip_v:
            angle = 180 - angle
        direction = direction_of_angle(angle + rotation)
    return Mark(kind, MadeOf.DRAWN, direction, colour)
