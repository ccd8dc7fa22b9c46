"""Arrows, ovals, pictures and text boxes that lie on a sheet: over which cell each one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from xlscorecard.marks.described import with_alt
from xlscorecard.marks.drawingml import (
    ALTERNATE,
    EMU_PER_POINT,
    chosen_branch,
    shape_fill,
    shape_mark,
    shown_picture_mark,
)
from xlscorecard.marks.theme import A, Theme, whole
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Mark
from xlscorecard.sheets.frame import Frame
from xlscorecard.sheets.scan import RELATION, SheetScan

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MOST_SHAPES = 5_000
_MOST_STEPS = 4_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape over a cell (row and column from 1): its symbol, its text, or both. ``fill`` is that
    of a text's box."""

    row: int
    col: int
    mark: Mark | None
    text: str
    fill: Rgb | None = None


def read_drawings(scan: SheetScan, frame: Frame, theme: Theme) -> tuple[Drawn, ...]:
    """All symbols and texts that are drawn on a sheet, in drawing order."""
    if scan.drawing is None:
        return ()
    found: list[Drawn] = []
    for anchor in _anchors(scan.drawing):
        if len(found) >= MOST_SHAPES:
            break
        middle = _middle_cell(anchor, frame)
        if middle is None:
            continue
        for shape in anchor:
            for mark, text, fill in _shapes(shape, scan, theme, 0.0, 0):
                if mark is not None or text:
                    found.append(Drawn(*middle, mark, text, fill))
    return tuple(found)


def _anchors(drawing: etree._Element) -> Iterator[etree._Element]:
    """The anchors of a drawing, one branch of those that are stated in several ways."""
    for element in drawing:
        branch = chosen_branch(element) if element.tag == ALTERNATE else None
        yield from (element,) if branch is None else branch


def _shapes(
    shape: etree._Element, scan: SheetScan, theme: Theme, turned: float, depth: int
) -> Iterator[tuple[Mark | None, str, Rgb | None]]:
    if depth > 12:
        return
    if shape.tag in (XDR + "sp", XDR + "cxnSp"):
        properties = shape.find(XDR + "spPr")
        if properties is None or _hidden(shape):
            return
        text = _text(shape.find(XDR + "txBody"))
        style = shape.find(XDR + "style")
        mark = shape_mark(properties, style, theme, turned=turned, has_text=bool(text))
        ground = shape_fill(properties, style, theme) if text else None
        yield with_alt(mark, _alt(shape)), text, ground
    elif shape.tag == XDR + "pic" and not _hidden(shape):
        fill = shape.find(XDR + "blipFill")
        blip = None if fill is None else fill.find(A + "blip")
        key = "" if blip is None else blip.get(RELATION + "embed") or ""
        mark = shown_picture_mark(
            scan.pictures.get(key), shape.find(XDR + "spPr"), fill, turned=turned
        )
        yield with_alt(mark, _alt(shape)), "", None
    elif shape.tag == XDR + "grpSp":
        transform = shape.find(f"{XDR}grpSpPr/{A}xfrm")
        turn = 0.0 if transform is None else whole(transform.get("rot")) / 60_000
        for child in shape:
            yield from _shapes(child, scan, theme, turned + turn, depth + 1)
    elif shape.tag == ALTERNATE and (branch := chosen_branch(shape)) is not None:
        for child in branch:
            yield from _shapes(child, scan, theme, turned, depth + 1)


def _properties(shape: etree._Element) -> etree._Element | None:
    return next(iter(shape.iter(XDR + "cNvPr")), None)


def _hidden(shape: etree._Element) -> bool:
    properties = _properties(shape)
    return properties is not None and properties.get("hidden") in {"1", "true"}


def _alt(shape: etree._Element) -> str:
    properties = _properties(shape)
    return "" if properties is None else (properties.get("descr") or "").strip()


def _text(body: etree._Element | None) -> str:
    if body is None:
        return ""
    lines = (
        "".join(text.text or "" for text in paragraph.iter(A + "t"))
        for paragraph in body.iterfind(A + "p")
    )
    return "\n".join(line for line in lines if line.strip())


def _middle_cell(anchor: etree._Element, frame: Frame) -> tuple[int, int] | None:
    """The cell under the middle of a shape, row and column from 1."""
    start, fixed = anchor.find(XDR + "from"), anchor.find(XDR + "pos")
    if start is not None:
        col, x = _corner(start, "col")
        row, y = _corner(start, "row")
    elif fixed is not None:  # 20.5.2.1: from the sheet's own corner
        col, x = 1, whole(fixed.get("x")) / EMU_PER_POINT
        row, y = 1, whole(fixed.get("y")) / EMU_PER_POINT
    else:
        return None
    end = anchor.find(XDR + "to")
    extent = anchor.find(XDR + "ext")
    if end is not None:
        end_col, end_x = _corner(end, "col")
        end_row, end_y = _corner(end, "row")
        across = _span(col, end_col, frame.width) - x + end_x
        down = _span(row, end_row, frame.height) - y + end_y
    elif extent is not None:
        across = whole(extent.get("cx")) / EMU_PER_POINT
        down = whole(extent.get("cy")) / EMU_PER_POINT
    else:
        return row, col
    x, y = x + across / 2, y + down / 2
    for _ in range(_MOST_STEPS):
        width = frame.width(col)
        if x <= width:
            break
        x, col = x - width, col + 1
    for _ in range(_MOST_STEPS):
        height = frame.height(row)
        if y <= height:
            break
        y, row = y - height, row + 1
    return row, col


def _corner(corner: etree._Element, name: str) -> tuple[int, float]:
    place = whole(corner.findtext(XDR + name))
    return place + 1, whole(corner.findtext(f"{XDR}{name}Off")) / EMU_PER_POINT


def _span(first: int, last: int, size: Callable[[int], float]) -> float:
    if last - first > _MOST_STEPS:
        return 0.0
    return sum(size(at) for at in range(first, last))
