"""Shapes and pictures in the text: what symbol each is, and the text boxes they carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from xlscorecard.marks.described import with_alt
from xlscorecard.marks.drawingml import (
    ALTERNATE,
    MOST_SYMBOL_POINTS,
    chosen_branch,
    read_placed,
    shape_mark,
    shown_picture_mark,
)
from xlscorecard.marks.theme import Theme
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.grid import Block, Document
from xlscorecard.model.mark import Mark
from xlscorecard.word.left_out import LeftOut
from xlscorecard.word.names import DGM, PIC, WP, WPC, WPG, WPS, A, O, R, W, whole
from xlscorecard.word.package import Package
from xlscorecard.word.vml import VmlReader

MOST_GROUP_DEPTH = 12
_MOST_WORKBOOKS = 40

# Reads the sheet that an embedded workbook shows; raises CannotRead.
OpenWorkbook = Callable[[bytes], Document]


@dataclass(slots=True)
class Drawn:
    """What a drawing holds: symbols, text boxes as elements with block content, and the blocks of
    embedded worksheets."""

    marks: list[Mark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    sheets: list[Block] = field(default_factory=list)

    def add(self, mark: Mark | None, alt: str = "") -> None:
        described = with_alt(mark, alt)
        if described is not None:
            self.marks.append(described)


class Drawings:
    """Reads the drawings of one part."""

    def __init__(
        self,
        theme: Theme,
        package: Package,
        part: str,
        left_out: LeftOut,
        open_workbook: OpenWorkbook | None = None,
    ) -> None:
        self.left_out = left_out
        self._open_workbook = open_workbook
        self._theme = theme
        self._package = package
        self._part = part

    def read(self, holder: etree._Element) -> Drawn:
        """The symbols and text boxes of a ``w:drawing``, ``w:pict`` or ``w:object``."""
        drawn = Drawn()
        if holder.tag == W + "drawing":
            for frame in holder:
                self._frame(frame, drawn)
        else:
            self._embedded(holder, drawn)
            found = VmlReader(self.picture).read(holder)
            drawn.marks += found.marks
            drawn.boxes += found.boxes
        return drawn

    def picture(self, relation_id: str | None) -> bytes | None:
        """The bytes of a picture, or an object, in the file; linked ones are never fetched."""
        relation = self._package.relations(self._part).get(relation_id or "")
        if relation is None or relation.external:
            return None
        return self._package.read(relation.target)

    def _embedded(self, holder: etree._Element, drawn: Drawn) -> None:
        for embedded in holder.iter(O + "OLEObject"):
            kind = embedded.get("ProgID") or ""
            if not kind.startswith(("Excel", "Word")):
                continue
            shown = embedded.get("DrawAspect") != "Icon" and kind.startswith("Excel.Sheet")
            sheet = self._sheet(embedded.get(R + "id")) if shown else ()
            drawn.sheets += sheet
            if not sheet:
                self.left_out.objects.append(kind.partition(".")[0])

    def _sheet(self, relation_id: str | None) -> Sequence[Block]:
        """The blocks of an embedded workbook's sheet; none where it cannot be read, and for an
        older one (.xls), which does not say which of its cells the paper shows."""
        content = self.picture(relation_id) if self._open_workbook is not None else None
        if self._open_workbook is None or content is None or not content.startswith(b"PK"):
            return ()
        if self.left_out.workbooks >= _MOST_WORKBOOKS:
            return ()
        try:
            document = self._open_workbook(content)
        except CannotRead:
            return ()
        self.left_out.workbooks += bool(document.blocks)
        self.left_out.inside += document.findings
        return document.blocks

    def _frame(self, frame: etree._Element, drawn: Drawn) -> None:
        properties = frame.find(WP + "docPr")
        if properties is not None and properties.get("hidden") in {"1", "true"}:
            return
        data = frame.find(f"{A}graphic/{A}graphicData")
        for shape in () if data is None else data:
            self._shape(shape, drawn, _alt(properties), 0.0, 0)
            self.left_out.charts += etree.QName(shape).localname == "chart"
            self.left_out.diagrams += shape.tag == DGM + "relIds"

    def _shape(
        self, shape: etree._Element, drawn: Drawn, alt: str, turned: float, depth: int
    ) -> None:
        if depth > MOST_GROUP_DEPTH:
            return
        if shape.tag == WPS + "wsp":
            boxes = list(shape.iterfind(f"{WPS}txbx/{W}txbxContent"))
            drawn.boxes += boxes
            properties = shape.find(WPS + "spPr")
            if properties is not None:
                style = shape.find(WPS + "style")
                has_text = any(word.strip() for word in _texts(boxes))
                mark = shape_mark(properties, style, self._theme, turned=turned, has_text=has_text)
                drawn.add(mark, _alt(shape.find(WPS + "cNvPr")) or alt)
        elif shape.tag == PIC + "pic":
            fill = shape.find(PIC + "blipFill")
            blip = None if fill is None else fill.find(A + "blip")
            if blip is not None:
                content = self.picture(blip.get(R + "embed"))
                properties = shape.find(PIC + "spPr")
                mark = shown_picture_mark(content, properties, fill, turned=turned)
                placed = read_placed(None if properties is None else properties.find(A + "xfrm"))
                self.left_out.pictures += min(placed.width, placed.height) > MOST_SYMBOL_POINTS
                drawn.add(mark, _alt(shape.find(f"{PIC}nvPicPr/{PIC}cNvPr")) or alt)
        elif shape.tag in (WPG + "wgp", WPG + "grpSp", WPC + "wpc"):
            transform = shape.find(f"{WPG}grpSpPr/{A}xfrm")
            turn = 0 if transform is None else whole(transform.get("rot")) / 60_000
            for child in shape:
                self._shape(child, drawn, alt, turned + turn, depth + 1)
        elif shape.tag == ALTERNATE:
            branch = chosen_branch(shape)
            for child in () if branch is None else branch:
                self._shape(child, drawn, alt, turned, depth + 1)


def _alt(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    return (properties.get("descr") or properties.get("title") or "").strip()


def _texts(boxes: list[etree._Element]) -> Iterator[str]:
    for box in boxes:
        for text in box.iter(W + "t"):
            yield text.text or ""
