"""Shapes as Word wrote them before 2010 (VML), still found in old papers and in fallbacks."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from xlscorecard.marks.shapes import mark_of_preset
from xlscorecard.model.mark import Mark
from xlscorecard.word.colours import plain_colour
from xlscorecard.word.names import R, V, W
from xlscorecard.word.pictures import Pictures

# The shape types of the old binary format (MS-ODRAW 2.4.24 MSOSPT) by DrawingML's names.
_PRESETS = {
    "1": "rect", "2": "roundRect", "3": "ellipse", "4": "diamond", "5": "triangle",
    "6": "rtTriangle", "8": "trapezoid", "12": "star5", "13": "rightArrow", "15": "homePlate",
    "55": "chevron", "66": "leftArrow", "67": "downArrow", "68": "upArrow",
    "69": "leftRightArrow", "70": "upDownArrow", "74": "heart", "92": "star4", "94":
    "notchedRightArrow", "96": "smileyFace", "120": "flowChartConnector", "187": "star4",
    "58": "star8", "59": "star16", "60": "star32", "11": "plus", "47": "borderCallout1",
    "106": "cloudCallout", "9": "hexagon", "10": "octagon", "56": "pentagon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vml:
    """What VML needs to know of its document: nothing yet but its name."""


@dataclass(slots=True)
class VmlShapes:
    """What a ``w:pict`` holds."""

    marks: list[Mark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def read_vml(holder: etree._Element, _vml: Vml, pictures: Pictures) -> VmlShapes:
    """The symbols and text boxes of a ``w:pict`` or ``w:object``."""
    found = VmlShapes()
    for shape in holder.iter(V + "shape", V + "oval", V + "rect", V + "roundrect"):
        boxes = list(shape.iterfind(f"{V}textbox/{W}txbxContent"))
        found.boxes += boxes
        data = shape.find(V + "imagedata")
        if data is not None:
            mark = pictures.mark(data.get(R + "id"), shape.get("alt") or "")
        else:
            mark = mark_of_preset(
                _preset(shape),
                rotation=0.0,
                flip_h=False,
                flip_v=False,
                fill=plain_colour(shape.get("fillcolor")),
            )
        if mark is not None:
            found.marks.append(mark)
    return found


def _preset(shape: etree._Element) -> str:
    if shape.tag == V + "oval":
        return "ellipse"
    if shape.tag in (V + "rect", V + "roundrect"):
        return "rect"
    return _PRESETS.get((shape.get("type") or "").rpartition("_t")[2], "")
