"""Shapes as Word wrote them before 2010 (VML), still found in old papers and in fallbacks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from xlscorecard.marks.described import with_alt
from xlscorecard.marks.drawingml import (
    MOST_SYMBOL_POINTS,
    arrow_towards,
)
from xlscorecard.marks.outline import Outline, Placed, Point, bend, mark_of_drawn, turn_outline
from xlscorecard.marks.raster import picture_mark
from xlscorecard.marks.shapes import mark_of_preset, with_mouth
from xlscorecard.marks.theme import plain_colour, whole
from xlscorecard.model.geometry import BLACK, WHITE, Rgb
from xlscorecard.model.mark import Mark, MarkKind
from xlscorecard.word.names import O, R, V, W

_LINE_TYPES = frozenset({20, 32})
_SHAPES = frozenset(
    V + name for name in ("shape", "oval", "rect", "roundrect", "line", "polyline", "polygon")
)
# The shape types of the old binary format (MS-ODRAW 2.4.24) that hold text or frame it.
_FRAMES = frozenset({1, 2, 109, 202})
_GROUP, _MOST_DEPTH = V + "group", 12
_PLAIN = {V + "oval": 3, V + "rect": 1, V + "roundrect": 2}
_HEADS = frozenset({"block", "classic", "open"})
_TYPE = re.compile(r"[0-9]{1,4}")
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|mm|cm|px|pc|)")
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "px": 0.75, "pc": 12.0, "": 1.0}
_COMMAND = re.compile(r"(nf|ns|qb|qx|qy|at|ar|wa|wr|ae|al|[mlcxetrv])|(-?\d+|@\d+)|(,)")
_NOTHING = frozenset({"f", "false", "0"})


@dataclass(slots=True)
class VmlShapes:
    """What a ``w:pict`` holds."""

    marks: list[Mark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class VmlReader:
    """Reads the shapes of one ``w:pict`` or ``w:object``; ``picture`` gives a picture's bytes
    by its relationship."""

    def __init__(self, picture: Callable[[str | None], bytes | None]) -> None:
        self._picture = picture

    def read(self, holder: etree._Element) -> VmlShapes:
        """The symbols and text boxes, in drawing order."""
        found = VmlShapes()
        for shape in holder.iter(*_SHAPES):
            boxes = list(shape.iterfind(f"{V}textbox/{W}txbxContent"))
            found.boxes += boxes
            has_text = any((text.text or "").strip() for box in boxes for text in box.iter(W + "t"))
            mark = self._mark(shape, has_text)
            described = with_alt(mark, (shape.get("alt") or "").strip())
            if described is not None:
                found.marks.append(described)
        return found

    def _mark(self, shape: etree._Element, has_text: bool) -> Mark | None:
        style = _style(shape)
        if style.get("visibility") == "hidden":
            return None
        placed = _placed(style, shape)
        if max(placed.width, placed.height) > MOST_SYMBOL_POINTS:
            return None
        data = shape.find(V + "imagedata")
        if data is not None:
            return picture_mark(
                self._picture(data.get(R + "id")),
                rotation=placed.rotation,
                flip_h=placed.flip_h,
                flip_v=placed.flip_v,
            )
        fill, line = colours_of_shape(shape)
        number = _type_number(shape)
        if shape.tag == V + "line" or number in _LINE_TYPES:
            return _line_arrow(shape, placed, line)
        if number in _FRAMES and (has_text or fill in (None, WHITE)):
            return None
        mark = mark_of_preset(
            f"#_x0000_t{number}",
            rotation=placed.rotation,
            flip_h=placed.flip_h,
            flip_v=placed.flip_v,
            fill=fill or line,
        )
        if mark is not None:
            return with_mouth(mark, _bend(shape)) if mark.kind is MarkKind.FACE else mark
        outlines = [turn_outline(outline, placed) for outline in _outlines(shape, placed)]
        return mark_of_drawn(outlines, fill, line)


def _bend(shape: etree._Element) -> int:
    """How a face's mouth is bent: 17,520 is a full smile, 15,510 a full frown."""
    return whole((shape.get("adj") or "").partition(",")[0], 17_520) - 16_515


def _style(shape: etree._Element) -> dict[str, str]:
    found = {}
    for item in (shape.get("style") or "").split(";"):
        key, colon, value = item.partition(":")
        if colon:
            found[key.strip().lower()] = value.strip()
    return found


def _placed(style: dict[str, str], shape: etree._Element) -> Placed:
    flip = style.get("flip", "")
    width, height = _size(style, shape, 0)
    if shape.tag == V + "line":
        start, end = _ends(shape)
        width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    return Placed(width, height, _degrees(style.get("rotation")) % 360, "x" in flip, "y" in flip)


def _size(style: dict[str, str], shape: etree._Element, depth: int) -> Point:
    """Width and height in points; inside a group they are stated in its own units."""
    width, height = (_points(style.get(key)) for key in ("width", "height"))
    group = shape.getparent()
    if group is None or group.tag != _GROUP or depth > _MOST_DEPTH:
        return width, height
    across, down = _pair(group.get("coordsize"), (1000.0, 1000.0))
    whole_width, whole_height = _size(_style(group), group, depth + 1)
    if not across or not down or not whole_width or not whole_height:
        return width, height
    unit = _POINTS[""]
    return width / unit * whole_width / across, height / unit * whole_height / down


def _points(text: str | None) -> float:
    match = _LENGTH.match(text or "")
    if not match:
        return 0.0
    try:
        return float(match[1]) * _POINTS.get(match[2], 1.0)
    except ValueError:
        return 0.0


def _degrees(text: str | None) -> float:
    """Degrees, or 65,536ths of a degree with the ending "fd"."""
    value = (text or "").strip()
    try:
        if value.endswith("fd"):
            return float(value[:-2]) / 65_536
        return float(value) if value else 0.0
    except ValueError:
        return 0.0


def colours_of_shape(shape: etree._Element) -> tuple[Rgb | None, Rgb | None]:
    """Fill and line; VML's defaults are white and black."""
    fill: Rgb | None = plain_colour(shape.get("fillcolor")) or WHITE
    inner = shape.find(V + "fill")
    if shape.get("filled") in _NOTHING or (inner is not None and inner.get("on") in _NOTHING):
        fill = None
    elif inner is not None:
        fill = plain_colour(inner.get("color")) or fill
    line: Rgb | None = plain_colour(shape.get("strokecolor")) or BLACK
    stroke = shape.find(V + "stroke")
    if shape.get("stroked") in _NOTHING or (stroke is not None and stroke.get("on") in _NOTHING):
        line = None
    elif stroke is not None:
        line = plain_colour(stroke.get("color")) or line
    return fill, line


def _type_number(shape: etree._Element) -> int:
    """The shape type (MSOSPT) by number; 0 for a shape with a path of its own."""
    plain = _PLAIN.get(str(shape.tag), 0)
    for text in ((shape.get("type") or "").rpartition("_t")[2], shape.get(O + "spt") or ""):
        if not plain and _TYPE.fullmatch(text):
            return int(text)
    return plain


def _ends(shape: etree._Element) -> tuple[Point, Point]:
    ends: list[Point] = []
    for key, default in (("from", "0,0"), ("to", "10pt,10pt")):
        x, _, y = (shape.get(key) or default).partition(",")
        ends.append((_points(x.strip()), _points(y.strip())))
    return ends[0], ends[1]


def _line_arrow(shape: etree._Element, placed: Placed, colour: Rgb | None) -> Mark | None:
    stroke = shape.find(V + "stroke")
    if stroke is None:
        return None
    head = stroke.get("startarrow") in _HEADS
    tail = stroke.get("endarrow") in _HEADS
    if not head and not tail:
        return None
    if shape.tag == V + "line":
        start, end = _ends(shape)
        x, y = end[0] - start[0], end[1] - start[1]
    else:
        x, y = placed.width, placed.height
    x, y = (-x if placed.flip_h else x), (-y if placed.flip_v else y)
    if head and not tail:
        x, y = -x, -y
    turn = math.radians(placed.rotation)
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    return arrow_towards(x, y, colour, both_ways=head and tail)


def _outlines(shape: etree._Element, placed: Placed) -> list[Outline]:
    """The outlines of a shape's own path (ECMA-376 part 4, 14.1.2.19, v) in points.

    A path with formulas (@1) belongs to a shape type that we don't know: nothing is drawn.
    """
    listed = shape.get("points")
    if listed:
        numbers = [_points(text.strip()) for text in re.split(r"[,\s]+", listed.strip())]
        pairs = tuple(zip(numbers[0::2], numbers[1::2], strict=False))
        return [pairs] if len(pairs) > 2 else []
    path = shape.get("path") or ""
    if not path or "@" in path:
        return []
    across, down = _pair(shape.get("coordsize"), (1000.0, 1000.0))
    if not across or not down:
        return []
    left, top = _pair(shape.get("coordorigin"), (0.0, 0.0))
    width, height = placed.width or across, placed.height or down
    found = (
        tuple(((x - left) / across * width, (y - top) / down * height) for x, y in outline)
        for outline in _drawn(path)
    )
    return [outline for outline in found if len(outline) > 1]


def _pair(text: str | None, default: Point) -> Point:
    first, _, second = (text or "").partition(",")
    try:
        pair = float(first or default[0]), float(second or default[1])
    except ValueError:
        return default
    return pair


def _drawn(path: str) -> Iterator[list[Point]]:
    current: list[Point] = []
    for command, numbers in _commands(path):
        points = list(zip(numbers[0::2], numbers[1::2], strict=False))
        here = current[-1] if current else (0.0, 0.0)
        if command == "m":
            if current:
                yield current
            current = points[:1]
        elif command == "l":
            current += points
        elif command == "r":
            for x, y in points:
                here = (here[0] + x, here[1] + y)
                current.append(here)
        elif command in {"c", "v"}:
            for first in range(0, len(points) - 2, 3):
                bow = points[first : first + 3]
                if command == "v":
                    bow = [(here[0] + x, here[1] + y) for x, y in bow]
                current += bend((here, *bow))
                here = current[-1]
        elif command == "x" and current:
            current.append(current[0])
    if current:
        yield current


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Commands with their numbers; a number left out before or behind a comma is 0."""
    command, after_comma = "", True
    numbers: list[float] = []
    for match in _COMMAND.finditer(path):
        if match[1]:
            if command:
                yield command, numbers + [0.0] * (after_comma and bool(numbers))
            command, numbers, after_comma = match[1], [], True
        elif match[2]:
            numbers.append(float(match[2]) if not match[2].startswith("@") else 0.0)
            after_comma = False
        else:
            if after_comma:
                numbers.append(0.0)
            after_comma = True
    if command:
        yield command, numbers + [0.0] * (after_comma and bool(numbers))
