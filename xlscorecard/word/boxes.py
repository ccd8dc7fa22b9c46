"""Text boxes that are tiles of a dashboard: a few short lines about one measure."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from xlscorecard.marks.drawingml import stated_fill
from xlscorecard.marks.theme import Theme
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.model.tile import tile_of_lines
from xlscorecard.word.names import WPS, V
from xlscorecard.word.vml import colours_of_shape


def tile_of_box(blocks: Sequence[Block], fill: Rgb | None) -> Grid | None:
    """A text box as a grid of one cell where it may be a tile; None for any other."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    if len(lines) < len(blocks):
        return None
    marks = [mark for line in lines for mark in line.marks]
    return tile_of_lines([line.text for line in lines], fill, marks)


def fill_of_box(box: etree._Element, theme: Theme) -> Rgb | None:
    """What the shape around a text box is filled with; None for nothing."""
    holder = box.getparent()
    shape = None if holder is None else holder.getparent()
    if shape is None:
        return None
    if shape.tag == WPS + "wsp":
        properties = shape.find(WPS + "spPr")
        return None if properties is None else stated_fill(properties, theme)
    return colours_of_shape(shape)[0] if str(shape.tag).startswith(V) else None
