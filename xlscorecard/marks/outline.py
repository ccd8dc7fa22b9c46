"""Freely drawn shapes (custom geometry): their outlines as points, and the symbol they make."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from xlscorecard.marks.shapes import mark_of_outlines
from xlscorecard.marks.theme import A, whole
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.mark import Mark

MOST_POINTS = 5_000
_CURVE_STEPS = 8
# So many points bend a curve behind its start (20.1.9.7, 20.1.9.21): any number would take time.
_CURVE_POINTS = {"cubicBezTo": 3, "quadBezTo": 2}

Point = tuple[float, float]
Outline = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """An ``a:xfrm``: size in points, rotation in degrees clockwise, flips before it."""

    width: float = 0.0
    height: float = 0.0
    rotation: float = 0.0
    flip_h: bool = False
    flip_v: bool = False


# Far beyond any sheet of paper, in EMU or in thousandths of a degree.
_LARGEST = 1e15


def custom_mark(
    geometry: etree._Element, placed: Placed, fill: Rgb | None, line: Rgb | None
) -> Mark | None:
    """The symbol that an ``a:custGeom`` draws (20.1.9.8), turned as it stands on paper."""
    outlines: list[Outline] = []
    for path in geometry.iterfind(f"{A}pathLst/{A}path"):
        guides = _guides(geometry, path, placed)
        outlines += _path_outlines(path, guides)
    turned = [turn_outline(outline, placed) for outline in outlines if len(outline) > 1]
    return mark_of_drawn(turned, fill, line)


def mark_of_drawn(outlines: list[Outline], fill: Rgb | None, line: Rgb | None) -> Mark | None:
    """The symbol of outlines that stand upright already; None where they make none."""
    points = [point for outline in outlines for point in outline]
    if len(points) < 2 or len(points) > MOST_POINTS:
        return None
    if not all(math.isfinite(side) for point in points for side in point):
        return None
    xs, ys = zip(*points, strict=True)
    box = BBox(min(xs), min(ys), max(xs), max(ys))
    return mark_of_outlines(tuple(outlines), fill=fill, stroke=line, bbox=box)


def turn_outline(outline: Outline, placed: Placed) -> Outline:
    """Flips, then rotates clockwise, about the middle of the shape's box."""
    middle_x, middle_y = placed.width / 2, placed.height / 2
    turn = math.radians(placed.rotation)
    turned = []
    for x, y in outline:
        dx = (middle_x - x) if placed.flip_h else (x - middle_x)
        dy = (middle_y - y) if placed.flip_v else (y - middle_y)
        turned.append(
            (
                dx * math.cos(turn) - dy * math.sin(turn) + middle_x,
                dx * math.sin(turn) + dy * math.cos(turn) + middle_y,
            )
        )
    return tuple(turned)


def _guides(geometry: etree._Element, path: etree._Element, placed: Placed) -> dict[str, float]:
    """The named lengths that a path may use, and the scale of its own coordinates."""
    width, height = placed.width or 1.0, placed.height or 1.0
    own_width = whole(path.get("w")) or width * 12_700
    own_height = whole(path.get("h")) or height * 12_700
    guides: dict[str, float] = {
        "l": 0.0, "t": 0.0, "r": own_width, "b": own_height, "w": own_width, "h": own_height,
        "hc": own_width / 2, "vc": own_height / 2, "ss": min(own_width, own_height),
        "wd2": own_width / 2, "hd2": own_height / 2,
    }  # fmt: skip
    for holder in ("avLst", "gdLst"):
        for guide in geometry.iterfind(f"{A}{holder}/{A}gd"):
            guides[guide.get("name") or ""] = _formula(guide.get("fmla") or "", guides)
    guides[" x"] = width / own_width
    guides[" y"] = height / own_height
    return guides


def _formula(text: str, guides: dict[str, float]) -> float:
    """A guide's formula (20.1.9.11); the ones that no freehand shape uses give 0."""
    name, *words = text.split() or [""]
    values = [_value(word, guides) for word in words] + [0.0, 0.0, 0.0]
    x, y, z = values[:3]
    if name == "val":
        return x
    if name == "*/":
        return x * y / z if z else 0.0
    if name == "+-":
        return x + y - z
    if name == "+/":
        return (x + y) / z if z else 0.0
    if name == "min":
        return min(x, y)
    if name == "max":
        return max(x, y)
    return 0.0


def _value(word: str | None, guides: dict[str, float]) -> float:
    if word is None:
        return 0.0
    try:
        number = guides[word] if word in guides else float(word)
    except ValueError:
        return 0.0
    return number if abs(number) <= _LARGEST else 0.0


def _path_outlines(path: etree._Element, guides: dict[str, float]) -> list[Outline]:
    outlines: list[Outline] = []
    current: list[Point] = []
    for command in path:
        kind = etree.QName(command).localname
        points = [
            (
                _value(point.get("x"), guides) * guides[" x"],
                _value(point.get("y"), guides) * guides[" y"],
            )
            for point in command.iterfind(A + "pt")
        ]
        if kind == "moveTo" and points:
            outlines.append(tuple(current))
            current = [points[0]]
        elif kind == "lnTo" and points:
            current.append(points[0])
        elif kind in _CURVE_POINTS and points and current:
            current += bend((current[-1], *points[: _CURVE_POINTS[kind]]))
        elif kind == "arcTo" and current:
            current += _arc(command, current[-1], guides)
        elif kind == "close" and current:
            current.append(current[0])
        if len(current) > MOST_POINTS:
            break
    outlines.append(tuple(current))
    return [outline for outline in outlines if len(outline) > 1]


def bend(points: tuple[Point, ...]) -> list[Point]:
    """A Bezier curve of any degree as points, without its start (de Casteljau)."""
    found: list[Point] = []
    for step in range(1, _CURVE_STEPS + 1):
        share = step / _CURVE_STEPS
        level = list(points)
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in pairwise(level)
            ]
        found.append(level[0])
    return found


def _arc(command: etree._Element, start: Point, guides: dict[str, float]) -> list[Point]:
    radius_x = _value(command.get("wR"), guides) * guides[" x"]
    radius_y = _value(command.get("hR"), guides) * guides[" y"]
    first = math.radians(_value(command.get("stAng"), guides) / 60_000)
    sweep = math.radians(_value(command.get("swAng"), guides) / 60_000)
    sweep = math.copysign(min(abs(sweep), math.tau), sweep)
    middle_x = start[0] - radius_x * math.cos(first)
    middle_y = start[1] - radius_y * math.sin(first)
    steps = max(2, round(abs(sweep) / (math.pi / 12)))
    return [
        (
            middle_x + radius_x * math.cos(first + sweep * step / steps),
            middle_y + radius_y * math.sin(first + sweep * step / steps),
        )
        for step in range(1, steps + 1)
    ]
