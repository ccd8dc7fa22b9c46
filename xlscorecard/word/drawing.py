"""Shapes and pictures in the text: what symbol each is, and the text boxes they carry."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from xlscorecard.marks.shapes import mark_of_preset
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind
from xlscorecard.word.colours import Theme, drawing_colour
from xlscorecard.word.names import MC, PIC, WP, WPC, WPG, WPS, A, R, W, whole
from xlscorecard.word.outline import custom_mark
from xlscorecard.word.pictures import Pictures
from xlscorecard.word.vml import Vml, read_vml

# What a mc:Choice may require and we understand; anything else is read from its mc:Fallback.
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "a14", "pic"})
_LINES = frozenset({"line", "straightConnector1", "bentConnector2", "bentConnector3"})
MOST_GROUP_DEPTH = 12


@dataclass(slots=True)
class Drawn:
    """What a drawing holds: symbols, and text boxes as elements with block content."""

    marks: list[Mark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of an ``mc:AlternateContent`` that is read: never both.

    The first choice whose requirements we understand and that draws something, else the
    fallback (ISO/IEC 29500-3, 9.3).
    """
    for choice in alternate.iterfind(MC + "Choice"):
        if set((choice.get("Requires") or "").split()) <= _UNDERSTOOD and len(choice):
            return choice
    return alternate.find(MC + "Fallback")


class Drawings:
    """Reads the drawings of one part."""

    def __init__(self, theme: Theme, pictures: Pictures, vml: Vml) -> None:
        self._theme = theme
        self._pictures = pictures
        self._vml = vml

    def read(self, holder: etree._Element) -> Drawn:
        """The symbols and text boxes of a ``w:drawing``, ``w:pict`` or ``w:object``."""
        drawn = Drawn()
        if holder.tag == W + "drawing":
            for frame in holder:
                self._frame(frame, drawn)
        else:
            shapes = read_vml(holder, self._vml, self._pictures)
            drawn.marks += shapes.marks
            drawn.boxes += shapes.boxes
        return drawn

    def _frame(self, frame: etree._Element, drawn: Drawn) -> None:
        properties = frame.find(WP + "docPr")
        if properties is not None and properties.get("hidden") in {"1", "true"}:
            return
        alt = _alt(properties)
        data = frame.find(f"{A}graphic/{A}graphicData")
        for shape in () if data is None else data:
            self._shape(shape, drawn, alt, 0.0, 0)

    def _shape(
        self, shape: etree._Element, drawn: Drawn, alt: str, turned: float, depth: int
    ) -> None:
        if depth > MOST_GROUP_DEPTH:
            return
        if shape.tag == WPS + "wsp":
            boxes = list(shape.iterfind(f"{WPS}txbx/{W}txbxContent"))
            drawn.boxes += boxes
            mark = self._geometry(shape, alt, turned, bool(_words(boxes)))
            if mark is not None:
                drawn.marks.append(mark)
        elif shape.tag == PIC + "pic":
            self._picture(shape, drawn, alt, turned)
        elif shape.tag in (WPG + "wgp", WPG + "grpSp", WPC + "wpc"):
            transform = shape.find(f"{WPG}grpSpPr/{A}xfrm")
            turn = 0 if transform is None else whole(transform.get("rot")) / 60_000
            for child in shape:
                own = _alt(child.find(WPS + "cNvPr")) or alt
                self._shape(child, drawn, own, turned + turn, depth + 1)
        elif shape.tag == MC + "AlternateContent":
            branch = chosen_branch(shape)
            for child in () if branch is None else branch:
                self._shape(child, drawn, alt, turned, depth + 1)

    def _geometry(
        self, shape: etree._Element, alt: str, turned: float, has_text: bool
    ) -> Mark | None:
        properties = shape.find(WPS + "spPr")
        if properties is None:
            return None
        placed = Placed.read(properties.find(A + "xfrm"), turned)
        fill, line = self._colours(shape, properties)
        preset = properties.find(A + "prstGeom")
        if preset is None:
            geometry = properties.find(A + "custGeom")
            if geometry is None:
                return None
            return _described(custom_mark(geometry, placed, fill, line), alt)
        name = preset.get("prst") or ""
        if name in _LINES:
            outline = properties.find(A + "ln")
            return _described(_line_arrow(outline, placed, line or fill), alt)
        if name in {"rect", "roundRect"} and (has_text or fill is None):
            return None  # a frame around its text, no symbol
        mark = mark_of_preset(
            name,
            rotation=placed.rotation,
            flip_h=placed.flip_h,
            flip_v=placed.flip_v,
            fill=fill or line,
        )
        return _described(mark, alt)

    def _colours(
        self, shape: etree._Element, properties: etree._Element
    ) -> tuple[Rgb | None, Rgb | None]:
        style = shape.find(WPS + "style")
        fill = _stated_fill(properties, self._theme)
        if fill is None and not _says_fill(properties) and style is not None:
            reference = style.find(A + "fillRef")
            if reference is not None and whole(reference.get("idx")):
                fill = drawing_colour(reference, self._theme)
        outline = properties.find(A + "ln")
        line = None if outline is None else _stated_fill(outline, self._theme)
        if line is None and (outline is None or not _says_fill(outline)) and style is not None:
            reference = style.find(A + "lnRef")
            if reference is not None and whole(reference.get("idx")):
                line = drawing_colour(reference, self._theme)
        return fill, line

    def _picture(self, picture: etree._Element, drawn: Drawn, alt: str, turned: float) -> None:
        blip = picture.find(f"{PIC}blipFill/{A}blip")
        own = _alt(picture.find(f"{PIC}nvPicPr/{PIC}cNvPr")) or alt
        transform = picture.find(f"{PIC}spPr/{A}xfrm")
        placed = Placed.read(transform, turned)
        if blip is None or max(placed.width, placed.height) > MOST_SYMBOL_POINTS:
            return
        mark = self._pictures.mark(
            blip.get(R + "embed"),
            alt or own,
            rotation=placed.rotation,
            flip_h=placed.flip_h,
            flip_v=placed.flip_v,
            crop=_crop(picture.find(f"{PIC}blipFill/{A}srcRect")),
        )
        if mark is not None:
            drawn.marks.append(mark)


# A symbol in a table is well below an inch and a half; larger pictures are pictures.
MOST_SYMBOL_POINTS = 108.0
_EMU = 12_700  # English Metric Units in a point


@dataclass(frozen=True, slots=True)
class Placed:
    """An ``a:xfrm``: size in points, rotation in degrees clockwise, flips before it."""

    width: float = 0.0
    height: float = 0.0
    rotation: float = 0.0
    flip_h: bool = False
    flip_v: bool = False

    @classmethod
    def read(cls, transform: etree._Element | None, turned: float = 0.0) -> Placed:
        if transform is None:
            return cls(rotation=turned % 360)
        extent = transform.find(A + "ext")
        return cls(
            0 if extent is None else whole(extent.get("cx")) / _EMU,
            0 if extent is None else whole(extent.get("cy")) / _EMU,
            (whole(transform.get("rot")) / 60_000 + turned) % 360,
            transform.get("flipH") in {"1", "true"},
            transform.get("flipV") in {"1", "true"},
        )


def _line_arrow(outline: etree._Element | None, placed: Placed, colour: Rgb | None) -> Mark | None:
    """A straight line with an arrow head; a plain line is no symbol."""
    head, tail = (_has_head(outline, name) for name in ("headEnd", "tailEnd"))
    if not head and not tail:
        return None
    x = -placed.width if placed.flip_h else placed.width
    y = -placed.height if placed.flip_v else placed.height
    if head and not tail:  # the head end is where the line starts
        x, y = -x, -y
    turn = math.radians(placed.rotation)
    x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
    return arrow_towards(x, y, colour, both_ways=head and tail)


def arrow_towards(x: float, y: float, colour: Rgb | None, *, both_ways: bool = False) -> Mark:
    """An arrow as drawn towards (x, y), y growing down; one with two heads that does not lie
    flat has no direction."""
    steep = math.degrees(math.atan2(-y, abs(x)))
    direction: Direction | None = Direction.FLAT
    if steep > 67.5:
        direction = Direction.UP
    elif steep > 22.5:
        direction = Direction.UP_SLANT
    elif steep < -67.5:
        direction = Direction.DOWN
    elif steep < -22.5:
        direction = Direction.DOWN_SLANT
    if both_ways and direction is not Direction.FLAT:
        direction = None
    return Mark(MarkKind.ARROW, MadeOf.DRAWN, direction, colour)


def _has_head(outline: etree._Element | None, name: str) -> bool:
    end = None if outline is None else outline.find(A + name)
    return end is not None and (end.get("type") or "none") in {
        "triangle",
        "arrow",
        "stealth",
    }


def _stated_fill(holder: etree._Element, theme: Theme) -> Rgb | None:
    solid = holder.find(A + "solidFill")
    if solid is not None:
        return drawing_colour(solid, theme)
    gradient = holder.find(f"{A}gradFill/{A}gsLst")
    if gradient is not None:
        stops = [colour for stop in gradient if (colour := drawing_colour(stop, theme))]
        if stops:
            return Rgb(*(round(sum(channel) / len(stops)) for channel in zip(*stops, strict=True)))
    pattern = holder.find(f"{A}pattFill/{A}fgClr")
    return drawing_colour(pattern, theme)


def _says_fill(holder: etree._Element) -> bool:
    return any(
        holder.find(A + name) is not None
        for name in ("solidFill", "noFill", "gradFill", "pattFill", "blipFill", "grpFill")
    )


def _described(mark: Mark | None, alt: str) -> Mark | None:
    if mark is None or not alt or mark.alt:
        return mark
    return Mark(
        mark.kind, mark.made_of, mark.direction, mark.colour, mark.glyph, alt, mark.bbox,
        mark.confidence,
    )  # fmt: skip


def _alt(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    return (properties.get("descr") or properties.get("title") or "").strip()


def _words(boxes: list[etree._Element]) -> str:
    return "".join(_texts(boxes)).strip()


def _texts(boxes: list[etree._Element]) -> Iterator[str]:
    for box in boxes:
        for text in box.iter(W + "t"):
            yield text.text or ""


def _crop(element: etree._Element | None) -> tuple[float, float, float, float]:
    """The shares cut off at left, top, right and bottom (20.1.8.55)."""
    if element is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (whole(element.get(key)) / 100_000 for key in "ltrb")
    return left, top, right, bottom
