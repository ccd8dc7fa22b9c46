"""Backgrounds and text looks of a Word table's cells, from its style down to each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.geometry import Rgb
from xlscorecard.word.colours import shading, word_colour
from xlscorecard.word.layout import Layout, Place
from xlscorecard.word.names import W, attribute, child
from xlscorecard.word.styles import CellLook, Styles, TableStyle

# A border from 1.5 points on is thick; widths are eighths of a point.
_THICK = 12
_FEWEST_LAMPS = 2


_SHOWN = tuple(W + name for name in ("t", "sym", "drawing", "pict", "object", "tbl"))


class TableLook:
    """How the cells of one table look."""

    def __init__(self, table: etree._Element, layout: Layout, styles: Styles) -> None:
        self._theme = styles.theme
        self._layout = layout
        properties = table.find(W + "tblPr")
        self._style: TableStyle = styles.table_style(attribute(child(properties, "tblStyle")))
        self._areas = _areas(child(properties, "tblLook"))
        self._table_shade = child(properties, "shd")

    def cell(self, place: Place) -> CellLook:
        """A cell's background, and the look that its text starts from."""
        look = self._style.look(self._parts(place))
        row = self._layout.rows[place.row]
        for shade in (
            self._table_shade,
            row.find(f"{W}tblPrEx/{W}shd"),
            place.element.find(f"{W}tcPr/{W}shd"),
        ):
            if shade is not None:
                look = replace(look, fill=self._shading(shade), fill_said=True)
        return look

    def only_light(self) -> Rgb | None:
        """The colour of the one cell that is lit in a table of lamps and nothing else; None in any
        other table."""
        places = self._layout.places
        if len(places) < _FEWEST_LAMPS or any(_shows_anything(place) for place in places):
            return None
        fills = [self.cell(place).fill for place in places]
        lit = [fill for fill in fills if fill is not None and not is_neutral(fill)]
        return lit[0] if len(lit) == 1 else None

    def bar(self, place: Place) -> Rgb | None:
        """The colour of a cell's own thick border on its left or right; None without one."""
        borders = place.element.find(f"{W}tcPr/{W}tcBorders")
        if borders is None:
            return None
        for side in ("left", "start", "right", "end"):
            border = child(borders, side)
            if border is None or attribute(border) in {"nil", "none"}:
                continue
            width = attribute(border, "sz") or ""
            if width.isdecimal() and int(width[:4]) >= _THICK:
                colour = word_colour(border, self._theme, "color")
                if colour is not None and not is_neutral(colour):
                    return colour
        return None

    def _shading(self, shade: etree._Element) -> Rgb | None:
        return shading(shade, self._theme)

    def _parts(self, place: Place) -> Iterator[str]:
        """The parts of the table that a cell belongs to, weakest first (17.7.6)."""
        if not self._style.parts:
            return
        first_row = "firstRow" in self._areas and place.row == 0
        last_row = "lastRow" in self._areas and (
            place.row + place.rowspan == len(self._layout.rows)
        )
        first_col = "firstColumn" in self._areas and place.col == 0
        last_col = "lastColumn" in self._areas and (
            place.col + place.colspan == self._layout.columns
        )
        if "vBand" in self._areas and not first_col and not last_col:
            col = place.col - ("firstColumn" in self._areas)
            yield f"band{col // self._style.column_band % 2 + 1}Vert"
        if "hBand" in self._areas and not first_row and not last_row:
            row = place.row - ("firstRow" in self._areas)
            yield f"band{row // self._style.row_band % 2 + 1}Horz"
        if first_col:
            yield "firstCol"
        if last_col:
            yield "lastCol"
        if first_row:
            yield "firstRow"
        if last_row:
            yield "lastRow"
        if first_row and first_col:
            yield "nwCell"
        if first_row and last_col:
            yield "neCell"
        if last_row and first_col:
            yield "swCell"
        if last_row and last_col:
            yield "seCell"


def _shows_anything(place: Place) -> bool:
    """Whether a cell holds a text, a picture or a table."""
    return any(
        element.tag != W + "t" or (element.text or "").strip()
        for element in place.element.iter(*_SHOWN)
    )


def _areas(look: etree._Element | None) -> frozenset[str]:
    """Which special parts a table shows, from its ``w:tblLook`` in either of its forms."""
    if look is None:
        return frozenset()
    bits = attribute(look) or "0"
    try:
        value = int(bits, 16)
    except ValueError:
        value = 0
    found = set()
    for name, bit in (
        ("firstRow", 0x20),
        ("lastRow", 0x40),
        ("firstColumn", 0x80),
        ("lastColumn", 0x100),
        ("noHBand", 0x200),
        ("noVBand", 0x400),
    ):
        stated = attribute(look, name)
        if stated in {"1", "true", "on"} or (stated is None and value & bit):
            found.add(name)
    if "noHBand" not in found:
        found.add("hBand")
    if "noVBand" not in found:
        found.add("vBand")
    return frozenset(found)
