"""Cell formats: reading number formats, and adding a format only where no equal one exists."""

from __future__ import annotations

import copy
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lxml import etree

from xlscorecard.refresh.opc.markup import (
    children,
    local_name,
    namespace_of,
    serialise_xml,
    whole_number,
)
from xlscorecard.refresh.parts.book import Book
from xlscorecard.refresh.rows.sheet import SheetMarkup, iter_cells, iter_rows, read_frame

_BUILT_IN = {
    1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 22: "m/d/yy h:mm", 49: "@",
}  # fmt: skip
"""ECMA-376 part 1, 18.8.30: those that matter here."""

_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(slots=True)
class Styles:
    """The styles part, read once; ``changed`` when a format was added."""

    part: str
    root: etree._Element
    formats: etree._Element
    changed: bool = False

    def _format(self, style: int) -> etree._Element | None:
        items = children(self.formats, "xf")
        return items[style] if 0 <= style < len(items) else None

    def number_format(self, style: int) -> str:
        """The number format's code; ``General`` where there is none."""
        item = self._format(style)
        number = whole_number(item.get("numFmtId") if item is not None else None)
        for group in children(self.root, "numFmts"):
            for entry in children(group, "numFmt"):
                if entry.get("numFmtId") == str(number):
                    return entry.get("formatCode") or "General"
        return _BUILT_IN.get(number, "General")

    def fill(self, style: int) -> str | None:
        """The RRGGBB colour that a format paints cells with; None without, and for colours
        that a theme or a pattern makes."""
        item = self._format(style)
        number = whole_number(item.get("fillId") if item is not None else None)
        fills = [fill for group in children(self.root, "fills") for fill in group]
        for pattern in children(fills[number], "patternFill") if number < len(fills) else ():
            for colour in children(pattern, "fgColor"):
                stated = colour.get("rgb") or ""
                if pattern.get("patternType") == "solid" and _RGB.fullmatch(stated):
                    return stated[-6:].upper()
        return None

    def unlocked(self, style: int) -> bool:
        """Whether cells of this format may be typed into on a protected sheet."""
        item = self._format(style)
        marks = children(item, "protection") if item is not None else []
        return bool(marks) and marks[0].get("locked") in ("0", "false")

    def quoted(self, style: int) -> int:
        """The same format with the quote prefix, which keeps ``=`` text as text when edited."""
        item = self._copy(style)
        item.set("quotePrefix", "1")
        return self._add(item)

    def dated(self, style: int) -> int:
        """The same format, showing a day (built-in format 14: the reader's own order)."""
        item = self._copy(style)
        item.set("numFmtId", "14")
        item.set("applyNumberFormat", "1")
        return self._add(item)

    def filled(self, style: int, colour: str) -> int:
        """The same format on a solid background; ``colour`` is RRGGBB."""
        item = self._copy(style)
        item.set("fillId", str(self._fill(colour.upper())))
        item.set("applyFill", "1")
        return self._add(item)

    def _copy(self, style: int) -> etree._Element:
        item = self._format(style)
        if item is None:
            return etree.Element(f"{{{namespace_of(self.root)}}}xf", numFmtId="0", fontId="0")
        twin = copy.deepcopy(item)
        twin.tail = None
        return twin

    def _add(self, item: etree._Element) -> int:
        wanted = _canonical(item)
        items = children(self.formats, "xf")
        for index, other in enumerate(items):
            if _canonical(other) == wanted:
                return index
        self.formats.append(item)
        self.formats.set("count", str(len(items) + 1))
        self.changed = True
        return len(items)

    def _fill(self, colour: str) -> int:
        space = namespace_of(self.root)
        fill = etree.Element(f"{{{space}}}fill")
        pattern = etree.SubElement(fill, f"{{{space}}}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{{{space}}}fgColor", rgb=f"FF{colour}")
        etree.SubElement(pattern, f"{{{space}}}bgColor", indexed="64")
        groups = children(self.root, "fills")
        if not groups:
            return 0  # no list of fills to add to: the word must do without its colour
        group = groups[0]
        fills = children(group, "fill")
        for index, other in enumerate(fills):
            if _canonical(other) == _canonical(fill):
                return index
        group.append(fill)
        group.set("count", str(len(fills) + 1))
        self.changed = True
        return len(fills)

    def serialise(self) -> bytes:
        return serialise_xml(self.root)


def _canonical(element: etree._Element) -> tuple[object, ...]:
    attributes = tuple(sorted((str(k), str(v)) for k, v in element.attrib.items()))
    return local_name(element), attributes, tuple(_canonical(child) for child in element)


def read_styles(book: Book) -> Styles | None:
    """The workbook's formats; None in the rare workbook that has none."""
    part = book.linked("styles")
    if part is None:
        return None
    root = book.xml(part)
    formats = children(root, "cellXfs")
    return Styles(part, root, formats[0]) if formats else None


def shows_percent(number_format: str) -> bool:
    """Whether a number format multiplies by 100 and adds the sign."""
    return "%" in _LITERAL.sub("", number_format)


def shows_date(number_format: str) -> bool:
    """Whether a number format shows a day or a time."""
    plain = _LITERAL.sub("", number_format).lower()
    return plain != "general" and re.search(r"[dyhs]|mmm|m/|/m", plain) is not None


def current_styles(
    markup: SheetMarkup, places: AbstractSet[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """The style of each of these cells, (row, column), whether it stands or not."""
    columns = column_styles(read_frame(markup))
    wanted = {row for row, _ in places}
    found = {(row, column): columns.get(column, 0) for row, column in places}
    for row in iter_rows(markup):
        if row.number in wanted:
            for cell in iter_cells(markup, row):
                if (row.number, cell.column) in places:
                    found[row.number, cell.column] = cell.style
    return found


def column_styles(frame: etree._Element) -> dict[int, int]:
    """The style of each column that has one, for cells that do not exist yet."""
    found: dict[int, int] = {}
    for group in children(frame, "cols"):
        for column in children(group, "col"):
            style = column.get("style")
            if style and style != "0":
                first, last = whole_number(column.get("min"), 1), whole_number(column.get("max"), 1)
                for number in range(first, min(last, first + 1023) + 1):
                    found[number] = whole_number(style)
    return found
