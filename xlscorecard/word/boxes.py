"""Text boxes that are tiles of a dashboard: a few short lines about one measure."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from xlscorecard.marks.drawingml import stated_fill
from xlscorecard.marks.theme import Theme
from xlscorecard.model.geometry import WHITE, Rgb
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.word.names import WPS, V
from xlscorecard.word.vml import colours_of_shape

# A tile has so many lines, so many letters, and a line that begins with its figure.
_FEWEST, _MOST = 2, 8
_LONGEST = 200
_FIGURE = 20


def tile_of_box(blocks: Sequence[Block], fill: Rgb | None) -> Grid | None:
    """A text box as a grid of one cell where it may be a tile; None for any other."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    if len(lines) < len(blocks) or not _FEWEST <= len(lines) <= _MOST:
        return None
    text = "\n".join(line.text for line in lines)
    if len(text) > _LONGEST or not any(_is_figure(line.text) for line in lines):
        return None
    marks = tuple(mark for line in lines for mark in line.marks)
    cell = Cell(0, 0, text=text, fill=None if fill == WHITE else fill, marks=marks)
    return Grid(1, 1, (cell,), ruling="tiles")


def _is_figure(text: str) -> bool:
    return len(text) <= _FIGURE and text.lstrip(" £<>-−+").replace(",", "")[:1].isdigit()


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
