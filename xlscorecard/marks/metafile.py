"""Windows metafiles (EMF, MS-EMF; WMF, MS-WMF): the outlines and colours of a drawn symbol.

Only what a symbol is drawn with is read: polygons, polylines, curves, ellipses, rectangles and
paths, with pens and brushes. A metafile that holds a bitmap or text says nothing here.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field

from xlscorecard.marks.outline import Outline, Point, bend, mark_of_drawn
from xlscorecard.model.geometry import WHITE, Rgb
from xlscorecard.model.mark import MadeOf, Mark

MOST_RECORDS = 5_000
_ELLIPSE_STEPS = 24
_WMF_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_STOCK = 0x80000000


@dataclass(slots=True)
class _Drawing:
    """What has been drawn so far, and the tools in hand."""

    objects: dict[int, tuple[str, Rgb | None]] = field(default_factory=dict)
    brush: Rgb | None = WHITE
    pen: Rgb | None = None
    shapes: list[tuple[list[Outline], Rgb | None, Rgb | None]] = field(default_factory=list)
    path: list[list[Point]] = field(default_factory=list)
    in_path: bool = False
    place: Point = (0.0, 0.0)

    def select(self, kind: str, colour: Rgb | None) -> None:
        if kind == "brush":
            self.brush = colour
        else:
            self.pen = colour

    def add(self, outline: list[Point], *, filled: bool) -> None:
        if self.in_path:
            self.path.append(outline)
        else:
            self.shapes.append(([tuple(outline)], self.brush if filled else None, self.pen))


def metafile_mark(
    content: bytes, *, rotation: float = 0.0, flip_h: bool = False, flip_v: bool = False
) -> Mark | None:
    """The symbol that a metafile draws, None where it is no metafile or draws no known one."""
    try:
        if content[:4] == b"\x01\x00\x00\x00" and content[40:44] == b" EMF":
            drawing = _read_emf(content)
        elif content[:4] == _WMF_PLACEABLE or content[:4] in (
            b"\x01\x00\x09\x00",
            b"\x02\x00\x09\x00",
        ):
            drawing = _read_wmf(content)
        else:
            return None
    except struct.error:
        return None
    # The largest filled shape is the symbol; a white one is its paper.
    shapes = [shape for shape in drawing.shapes if shape[1] not in (None, WHITE)] or drawing.shapes
    for outlines, fill, line in sorted(shapes, key=_extent, reverse=True):
        turned = [_turned(outline, rotation, flip_h, flip_v) for outline in outlines]
        mark = mark_of_drawn(turned, fill, line)
        if mark is not None:
            return Mark(
                mark.kind, MadeOf.PICTURE, mark.direction, mark.colour or fill or line,
                confidence=mark.confidence,
            )  # fmt: skip
    return None


def _extent(shape: tuple[list[Outline], Rgb | None, Rgb | None]) -> float:
    points = [point for outline in shape[0] for point in outline]
    if not points:
        return 0.0
    xs, ys = zip(*points, strict=True)
    return float(max(xs) - min(xs) + max(ys) - min(ys))


def _turned(outline: Outline, rotation: float, flip_h: bool, flip_v: bool) -> Outline:
    turn = math.radians(rotation)
    across, down = (-1 if flip_h else 1), (-1 if flip_v else 1)
    return tuple(
        (
            x * across * math.cos(turn) - y * down * math.sin(turn),
            x * across * math.sin(turn) + y * down * math.cos(turn),
        )
        for x, y in outline
    )


def _rgb(content: bytes, place: int) -> Rgb:
    return Rgb(*struct.unpack_from("<BBB", content, place))


def _read_emf(content: bytes) -> _Drawing:
    drawing = _Drawing()
    place = 0
    for _ in range(MOST_RECORDS):
        if place + 8 > len(content):
            break
        kind, size = struct.unpack_from("<II", content, place)
        if size < 8 or kind == 14:  # EMR_EOF
            break
        _emf_record(drawing, kind, content[place : place + size])
        place += size
    return drawing


# MS-EMF 2.1.1: the records by number, as (32-bit points, 16-bit points).
_POLYGONS = {3: "<i", 86: "<h"}
_POLYLINES = {4: "<i", 87: "<h"}
_CURVES = {2: "<i", 85: "<h"}
_CURVES_TO = {5: "<i", 88: "<h"}
_LINES_TO = {6: "<i", 89: "<h"}
_MANY_LINES = {7: "<i", 90: "<h"}
_MANY_POLYGONS = {8: "<i", 91: "<h"}


def _emf_record(drawing: _Drawing, kind: int, record: bytes) -> None:
    if kind == 39:  # EMR_CREATEBRUSHINDIRECT
        index, style = struct.unpack_from("<II", record, 8)
        drawing.objects[index] = ("brush", None if style == 1 else _rgb(record, 16))
    elif kind in (38, 95):  # EMR_CREATEPEN, EMR_EXTCREATEPEN
        index = struct.unpack_from("<I", record, 8)[0]
        style_at, colour_at = (12, 24) if kind == 38 else (28, 40)
        style = struct.unpack_from("<I", record, style_at)[0] & 0xF
        drawing.objects[index] = ("pen", None if style == 5 else _rgb(record, colour_at))
    elif kind == 37:  # EMR_SELECTOBJECT
        index = struct.unpack_from("<I", record, 8)[0]
        if index & _STOCK:
            _select_stock(drawing, index & 0xFF)
        elif index in drawing.objects:
            drawing.select(*drawing.objects[index])
    elif kind in _POLYGONS:
        drawing.add(_points(record, 28, 24, _POLYGONS[kind]), filled=True)
    elif kind in _POLYLINES:
        drawing.add(_points(record, 28, 24, _POLYLINES[kind]), filled=False)
    elif kind in _CURVES:
        points = _points(record, 28, 24, _CURVES[kind])
        drawing.add(points[:1] + _bent(points), filled=False)
    elif kind in _MANY_POLYGONS or kind in _MANY_LINES:
        form = {**_MANY_POLYGONS, **_MANY_LINES}[kind]
        for outline in _many(record, form):
            drawing.add(outline, filled=kind in _MANY_POLYGONS)
    elif kind in (42, 43):  # EMR_ELLIPSE, EMR_RECTANGLE
        left, top, right, bottom = struct.unpack_from("<iiii", record, 8)
        drawing.add(_round(left, top, right, bottom, kind == 42), filled=True)
    elif kind == 59:  # EMR_BEGINPATH
        drawing.in_path, drawing.path = True, []
    elif kind == 60:
        drawing.in_path = False
    elif kind in (62, 63, 64):  # EMR_FILLPATH, EMR_STROKEANDFILLPATH, EMR_STROKEPATH
        outlines = [tuple(outline) for outline in drawing.path if len(outline) > 1]
        brush = None if kind == 64 else drawing.brush
        drawing.shapes.append((outlines, brush, None if kind == 62 else drawing.pen))
    elif kind == 27:  # EMR_MOVETOEX
        drawing.place = _point(record, 8, "<i")
        if drawing.in_path:
            drawing.path.append([drawing.place])
    elif kind == 54:  # EMR_LINETO
        _line_to(drawing, [_point(record, 8, "<i")])
    elif kind in _LINES_TO:
        _line_to(drawing, _points(record, 28, 24, _LINES_TO[kind]))
    elif kind in _CURVES_TO:
        _line_to(drawing, _bent([drawing.place, *_points(record, 28, 24, _CURVES_TO[kind])]))


def _line_to(drawing: _Drawing, points: list[Point]) -> None:
    if drawing.in_path:
        if not drawing.path:
            drawing.path.append([drawing.place])
        drawing.path[-1] += points
    else:
        drawing.add([drawing.place, *points], filled=False)
    if points:
        drawing.place = points[-1]


def _select_stock(drawing: _Drawing, index: int) -> None:
    # MS-EMF 2.1.31: white, light grey, grey, dark grey, black and no brush; pens follow.
    brushes = (WHITE, Rgb(192, 192, 192), Rgb(128, 128, 128), Rgb(64, 64, 64), Rgb(0, 0, 0), None)
    if index < len(brushes):
        drawing.brush = brushes[index]
    elif index in (6, 7, 8):
        drawing.pen = (WHITE, Rgb(0, 0, 0), None)[index - 6]


def _point(record: bytes, place: int, form: str) -> Point:
    width = struct.calcsize(form)
    return (
        float(struct.unpack_from(form, record, place)[0]),
        float(struct.unpack_from(form, record, place + width)[0]),
    )


def _points(record: bytes, first: int, count_at: int, form: str) -> list[Point]:
    count = struct.unpack_from("<I", record, count_at)[0]
    width = struct.calcsize(form) * 2
    count = min(count, (len(record) - first) // width)
    return [_point(record, first + number * width, form) for number in range(count)]


def _many(record: bytes, form: str) -> list[list[Point]]:
    polygons = struct.unpack_from("<I", record, 24)[0]
    polygons = min(polygons, len(record) // 4)
    counts = struct.unpack_from(f"<{polygons}I", record, 32)
    place, width = 32 + 4 * polygons, struct.calcsize(form) * 2
    found = []
    for count in counts:
        fits = min(count, max(0, len(record) - place) // width)
        found.append([_point(record, place + number * width, form) for number in range(fits)])
        place += count * width
    return found


def _bent(points: list[Point]) -> list[Point]:
    found: list[Point] = []
    for first in range(0, len(points) - 3, 3):
        found += bend(tuple(points[first : first + 4]))
    return found


def _round(left: float, top: float, right: float, bottom: float, ellipse: bool) -> list[Point]:
    if not ellipse:
        return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    x, y, a, b = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
    turns = [2 * math.pi * step / _ELLIPSE_STEPS for step in range(_ELLIPSE_STEPS + 1)]
    return [(x + a * math.cos(turn), y + b * math.sin(turn)) for turn in turns]


def _read_wmf(content: bytes) -> _Drawing:
    drawing = _Drawing()
    place = 18 + (22 if content[:4] == _WMF_PLACEABLE else 0)
    for _ in range(MOST_RECORDS):
        if place + 6 > len(content):
            break
        words, kind = struct.unpack_from("<IH", content, place)
        if words < 3 or kind == 0:  # META_EOF
            break
        _wmf_record(drawing, kind, content[place + 6 : place + words * 2])
        place += words * 2
    return drawing


def _wmf_record(drawing: _Drawing, kind: int, record: bytes) -> None:
    # MS-WMF 2.1.1.1; objects take the first free place of the table.
    if kind in (0x02FC, 0x02FA, 0x02FB, 0x00F7, 0x06FF, 0x01F9, 0x0142):
        index = next(number for number in range(65_536) if number not in drawing.objects)
        style = struct.unpack_from("<H", record, 0)[0]
        if kind == 0x02FC:  # META_CREATEBRUSHINDIRECT
            drawing.objects[index] = ("brush", None if style == 1 else _rgb(record, 2))
        elif kind == 0x02FA:  # META_CREATEPENINDIRECT
            drawing.objects[index] = ("pen", None if style & 0xF == 5 else _rgb(record, 6))
        else:
            drawing.objects[index] = ("other", None)
    elif kind == 0x012D:  # META_SELECTOBJECT
        chosen = drawing.objects.get(struct.unpack_from("<H", record, 0)[0])
        if chosen is not None and chosen[0] != "other":
            drawing.select(*chosen)
    elif kind == 0x01F0:  # META_DELETEOBJECT
        drawing.objects.pop(struct.unpack_from("<H", record, 0)[0], None)
    elif kind in (0x0324, 0x0325):  # META_POLYGON, META_POLYLINE
        count = min(struct.unpack_from("<H", record, 0)[0], (len(record) - 2) // 4)
        points = [_point(record, 2 + 4 * number, "<h") for number in range(count)]
        drawing.add(points, filled=kind == 0x0324)
    elif kind == 0x0538:  # META_POLYPOLYGON
        polygons = min(struct.unpack_from("<H", record, 0)[0], len(record) // 2)
        counts = struct.unpack_from(f"<{polygons}H", record, 2)
        place = 2 + 2 * polygons
        for count in counts:
            fits = min(count, max(0, len(record) - place) // 4)
            points = [_point(record, place + 4 * number, "<h") for number in range(fits)]
            drawing.add(points, filled=True)
            place += 4 * count
    elif kind in (0x0418, 0x041B):  # META_ELLIPSE, META_RECTANGLE
        bottom, right, top, left = struct.unpack_from("<hhhh", record, 0)
        drawing.add(_round(left, top, right, bottom, kind == 0x0418), filled=True)
