"""Shapes and pictures of DrawingML, as Word papers and Excel workbooks carry them.

ECMA-376 part 1, 20.1: a shape's properties (``spPr``) state its place, its geometry, its fill
and its line; a style beside them gives what they leave out.
"""

from __future__ import annotations

import math

from lxml import etree

from xlscorecard.marks.outline import Placed, custom_mark
from xlscorecard.marks.raster import Crop, picture_mark
from xlscorecard.marks.shapes import mark_of_preset, with_mouth
from xlscorecard.marks.silhouette import direction_of_angle
from xlscorecard.marks.theme import A, Theme, drawing_colour, whole
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind

# A symbol in a table is well below an inch and a half; larger pictures are pictures.
MOST_SYMBOL_POINTS = 108.0
EMU_PER_POINT = 12_700
_ANGLE_UNIT = 60_000
_LINES = frozenset({"line", "straightConnector1"})
_FRAMES = frozenset({"rect", "roundRect"})
_HEADS = frozenset({"triangle", "arrow", "stealth"})
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = _MC + "AlternateContent"
# What a mc:Choice may require and we understand; anything else is read from its mc:Fallback.
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "a14", "pic"})
_FILLS = ("solidFill", "noFill", "gradFill", "pattFill", "blipFill", "grpFill")


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of an ``mc:AlternateContent`` that is read: never both.

    The first choice whose requirements we understand and that holds something, else the
    fallback (ISO/IEC 29500-3, 9.3).
    """
    for choice in alternate.iterfind(_MC + "Choice"):
        if set((choice.get("Requires") or "").split()) <= _UNDERSTOOD and len(choice):
            return choice
    return alternate.find(_MC + "Fallback")


def read_placed(transform: etree._Element | None, turned: float = 0.0) -> Placed:
    """A place from its ``a:xfrm``; ``turned`` is the rotation of the group around it."""
    if transform is None:
        return Placed(rotation=turned % 360)
    extent = transform.find(A + "ext")
    return Placed(
        0 if extent is None else whole(extent.get("cx")) / EMU_PER_POINT,
        0 if extent is None else whole(extent.get("cy")) / EMU_PER_POINT,
        (whole(transform.get("rot")) / _ANGLE_UNIT + turned) % 360,
        transform.get("flipH") in {"1", "true"},
        transform.get("flipV") in {"1", "true"},
    )


def shape_mark(
    properties: etree._Element,
    style: etree._Element | None,
    theme: Theme,
    *,
    turned: float = 0.0,
    has_text: bool = False,
) -> Mark | None:
    """The symbol that a shape is, None where it is none (a frame around text, a plain line).

    ``properties`` is the shape's ``spPr``, ``style`` its ``style`` element if it has one.
    """
    placed = read_placed(properties.find(A + "xfrm"), turned)
    outline = properties.find(A + "ln")
    fill = shape_fill(properties, style, theme)
    line = _colour(outline, style, "lnRef", theme)
    preset = properties.find(A + "prstGeom")
    if preset is None:
        geometry = properties.find(A + "custGeom")
        return None if geometry is None else custom_mark(geometry, placed, fill, line)
    name = preset.get("prst") or ""
    if name in _LINES:
        return _line_arrow(outline, placed, line)
    if name in _FRAMES and (has_text or fill is None):
        return None
    if max(placed.width, placed.height) > MOST_SYMBOL_POINTS:
        return None
    mark = mark_of_preset(
        name,
        rotation=placed.rotation,
        flip_h=placed.flip_h,
        flip_v=placed.flip_v,
        fill=fill or line,
    )
    return mark if mark is None or mark.kind is not MarkKind.FACE else _with_mouth(mark, preset)


def _with_mouth(mark: Mark, preset: etree._Element) -> Mark:
    """A face as its one adjustment bends the mouth (-4,653 to 4,653); a smile is the usual."""
    stated = preset.find(f"{A}avLst/{A}gd")
    formula = "" if stated is None else stated.get("fmla") or ""
    return with_mouth(mark, whole(formula.removeprefix("val ").strip(), default=1))


def shape_fill(
    properties: etree._Element, style: etree._Element | None, theme: Theme
) -> Rgb | None:
    """What a shape is filled with, by its own properties or by its style; None for nothing."""
    return _colour(properties, style, "fillRef", theme)


def shown_picture_mark(
    content: bytes | None,
    properties: etree._Element | None,
    fill: etree._Element | None,
    *,
    turned: float = 0.0,
) -> Mark | None:
    """The symbol that a picture shows as it is placed: cropped, flipped and turned.

    ``properties`` is its ``spPr``, ``fill`` its ``blipFill``. None for a picture too large to
    be a symbol; a small one that is not recognised is a mark of kind OTHER.
    """
    placed = read_placed(None if properties is None else properties.find(A + "xfrm"), turned)
    if max(placed.width, placed.height) > MOST_SYMBOL_POINTS:
        return None
    return picture_mark(
        content,
        rotation=placed.rotation,
        flip_h=placed.flip_h,
        flip_v=placed.flip_v,
        crop=_crop(None if fill is None else fill.find(A + "srcRect")),
    )


def arrow_towards(x: float, y: float, colour: Rgb | None, *, both_ways: bool = False) -> Mark:
    """An arrow as drawn towards (x, y), y growing down; one with two heads that does not lie
    flat has no direction."""
    direction: Direction | None = direction_of_angle(math.degrees(math.atan2(x, -y)))
    if both_ways and direction is not Direction.FLAT:
        direction = None
    return Mark(MarkKind.ARROW, MadeOf.DRAWN, direction, colour)


def _line_arrow(outline: etree._Element | None, placed: Placed, colour: Rgb | None) -> Mark | None:
    """A straight line with an arrow head; a plain line is no symbol."""
    if max(placed.width, placed.height) > MOST_SYMBOL_POINTS:
        return None
    head, tail = (_has_head(outline, name) for name in ("headEnd", "tailEnd"))
    if not head and not tail:
        return None
    x = -placed.width if placed.flip_h else placed.width
    y = -placed.height if placed.flip_v else placed.height
    if head and not tail:  # 20.1.8.38: the head end is where the line starts
        x, y = -x, -y
    turn = math.radians(placed.rotation)
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    return arrow_towards(x, y, colour, both_ways=head and tail)


def _has_head(outline: etree._Element | None, name: str) -> bool:
    end = None if outline is None else outline.find(A + name)
    return end is not None and end.get("type") in _HEADS


def _colour(
    holder: etree._Element | None, style: etree._Element | None, reference: str, theme: Theme
) -> Rgb | None:
    """What is stated beats the style; a stated "no fill" is none."""
    if holder is not None and any(holder.find(A + name) is not None for name in _FILLS):
        return stated_fill(holder, theme)
    pointed = None if style is None else style.find(A + reference)
    if pointed is None or not whole(pointed.get("idx")):
        return None
    return drawing_colour(pointed, theme)


def stated_fill(holder: etree._Element, theme: Theme) -> Rgb | None:
    """The colour that a shape's or line's own properties fill it with; None for none."""
    solid = holder.find(A + "solidFill")
    if solid is not None:
        return drawing_colour(solid, theme)
    gradient = holder.find(f"{A}gradFill/{A}gsLst")
    if gradient is not None:
        stops = [colour for stop in gradient if (colour := drawing_colour(stop, theme))]
        if stops:
            return Rgb(*(round(sum(channel) / len(stops)) for channel in zip(*stops, strict=True)))
    return drawing_colour(holder.find(f"{A}pattFill/{A}fgClr"), theme)


def _crop(element: etree._Element | None) -> Crop:
    """The shares cut off at left, top, right and bottom (20.1.8.55)."""
    if element is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (whole(element.get(key)) / 100_000 for key in "ltrb")
    return left, top, right, bottom
