"""A worksheet's XML, searched as bytes: where its rows and cells stand.

Rows and cells may leave out their ``r`` (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73): then each
follows the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from xlscorecard.model.errors import CannotRead
from xlscorecard.refresh.opc.markup import (
    ATTRIBUTES,
    MAIN,
    STRICT,
    Buffer,
    find_root,
    parse_attributes,
    read_markup,
    refuse_too_many,
)
from xlscorecard.refresh.rows.addresses import column_number

_ROW_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*(\d{1,9})\s*["']""")
_CELL_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']\s*\$?([A-Za-z]{1,3})\$?(\d{1,9})\s*["']""")
_ANY_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([^"']*)["']""")
_STYLE = re.compile(rb"""(?:^|\s)s\s*=\s*["']\s*(\d{1,9})\s*["']""")
_CUSTOM = re.compile(rb"""(?:^|\s)customFormat\s*=\s*["'](?:1|true)["']""")
_SHEET_DATA = re.compile(rb"<([\w.\-]+:)?sheetData(?=[\s/>])" + ATTRIBUTES + rb">")
_HIDDEN = re.compile(rb"""(?:^|\s)hidden\s*=\s*["'](?:1|true)["']""")
_TYPE = re.compile(rb"""(?:^|\s)t\s*=\s*["'](\w+)["']""")


class RowPlace(NamedTuple):
    """Where a row stands in the bytes: its tag from ``start`` to ``body``, all to ``end``."""

    number: int
    start: int
    body: int
    end: int
    empty: bool
    attributes: bytes

    @property
    def hidden(self) -> bool:
        """Whether the row does not show, by hand or by a filter."""
        return _HIDDEN.search(self.attributes) is not None

    @property
    def style(self) -> int | None:
        """The format of the row's cells that do not exist yet, where it has one."""
        stated = _STYLE.search(self.attributes) if _CUSTOM.search(self.attributes) else None
        return int(stated[1]) if stated else None


class CellPlace(NamedTuple):
    """A cell in its row's bytes. ``kind`` is the ``t`` attribute; ``inside`` its content."""

    column: int
    start: int
    end: int
    attributes: bytes
    inside: bytes

    @property
    def style(self) -> int:
        match = _STYLE.search(self.attributes)
        return int(match[1]) if match else 0

    @property
    def stated_row(self) -> int | None:
        """The row that its ``r`` names, None where it has none."""
        match = _CELL_PLACE.search(self.attributes)
        return int(match[2]) if match else None

    @property
    def kind(self) -> str:
        match = _TYPE.search(self.attributes)
        return match[1].decode() if match else "n"


@dataclass(frozen=True, slots=True)
class SheetMarkup:
    """A worksheet part. ``start`` to ``end`` is the inside of sheetData; where that is an
    empty element (``hollow``) it is the element itself."""

    file: str
    part: str
    data: Buffer
    prefix: bytes
    start: int
    end: int
    hollow: bool

    @property
    def p(self) -> str:
        return self.prefix.decode()

    @property
    def has_formulas(self) -> bool:
        return self._formula(self.data, self.start, self.end)

    def is_formula(self, cell: CellPlace) -> bool:
        """Whether a cell calculates its value."""
        return self._formula(cell.inside, 0, len(cell.inside))

    def _formula(self, data: Buffer, start: int, end: int) -> bool:
        first = data.find(b"<" + self.prefix + b"f", start, end)  # the quick look first
        return first >= 0 and _formula_tag(self.prefix).search(data, first, end) is not None


def read_sheet(data: Buffer, file: str, part: str) -> SheetMarkup:
    """Find a worksheet's rows; raises CannotRead for what is no worksheet."""
    data = read_markup(data, file, part)
    _, name = find_root(data)
    if name != "worksheet":
        raise CannotRead(file, f"{part} is a {name}, no worksheet")
    match = _SHEET_DATA.search(data)
    if match is None:
        raise CannotRead(file, f"{part} has no cells (sheetData)")
    prefix = match[1] or b""  # may differ from the root's
    spellings = _spellings(bytes(data[: match.end()]))
    if prefix not in spellings:
        raise CannotRead(file, f"{part} is in an unknown language ({prefix.decode()})")
    if match[2].endswith(b"/"):
        return SheetMarkup(file, part, data, prefix, match.start(), match.end(), True)
    end = data.rfind(b"</" + prefix + b"sheetData", match.end())
    if end < 0:
        raise CannotRead(file, f"{part} has no end of its cells")
    for other in spellings - {prefix}:
        if data.find(b"<" + other + b"row", match.end(), end) >= 0:
            raise CannotRead(file, f"{part} spells its rows in two ways")
    return SheetMarkup(file, part, data, prefix, match.end(), end, False)


def _spellings(head: bytes) -> set[bytes]:
    """The prefixes, with their colons, that stand for the worksheet's language."""
    return {
        name.removeprefix("xmlns").removeprefix(":").encode() + b":" * (name != "xmlns")
        for name, value in parse_attributes(head)
        if name.split(":")[0] == "xmlns" and value in (MAIN, STRICT)
    }


def read_frame(sheet: SheetMarkup) -> etree._Element:
    """The worksheet without its rows, as a tree: columns, merges, formats, validations."""
    if sheet.hollow:
        text = bytes(sheet.data)
    else:
        text = bytes(sheet.data[: sheet.start]) + bytes(sheet.data[sheet.end :])
    refuse_too_many(text, sheet.file, sheet.part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise CannotRead(sheet.file, f"{sheet.part} is damaged ({error})") from error


def _check_left_out(sheet: SheetMarkup, attributes: Buffer) -> None:
    """Raises CannotRead where an ``r`` is there, but says no place that a row or cell can have."""
    odd = _ANY_PLACE.search(attributes)
    if odd is not None:
        place = odd[1].decode("utf-8", "replace")
        raise CannotRead(
            sheet.file,
            f"{sheet.part} is damaged: it has a row or cell at {place!r}",
            advice="Open it in Excel, let it repair the file, save it and try again.",
        )


def iter_rows(sheet: SheetMarkup) -> Iterator[RowPlace]:
    """The rows in the order in which they stand."""
    if sheet.hollow:
        return
    tag = re.compile(rb"<" + re.escape(sheet.prefix) + rb"row(?=[\s/>])" + ATTRIBUTES + rb">")
    close = b"</" + sheet.prefix + b"row"
    data, number, at = sheet.data, 0, sheet.start
    while (match := tag.search(data, at, sheet.end)) is not None:
        attributes = match[1]
        stated = _ROW_NUMBER.search(attributes)
        if stated is None:
            _check_left_out(sheet, attributes)
        number = int(stated[1]) if stated else number + 1
        body = match.end()
        if attributes.endswith(b"/"):
            yield RowPlace(number, match.start(), body, body, True, attributes[:-1])
            at = body
            continue
        end = data.find(close, body)
        at = data.find(b">", end) + 1
        yield RowPlace(number, match.start(), body, at, False, attributes)


@lru_cache(maxsize=8)
def _formula_tag(prefix: bytes) -> re.Pattern[bytes]:
    """What a formula starts with; ``<family>`` of a rich text must not pass for one."""
    return re.compile(rb"<" + re.escape(prefix) + rb"f(?=[\s/>])")


def formula_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """Matches a formula: its attributes, and its text where it has any."""
    p = re.escape(prefix)
    return re.compile(
        rb"<" + p + rb"f(?=[\s/>])" + ATTRIBUTES + rb"(?:(?<=/)>|>(.*?)</" + p + rb"f\s*>)",
        re.DOTALL,
    )


def cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """Matches a cell: its attributes, and its content where it has any."""
    p = re.escape(prefix)
    return re.compile(
        rb"<" + p + rb"c(?=[\s/>])" + ATTRIBUTES + rb"(?:(?<=/)>|>(.*?)</" + p + rb"c\s*>)",
        re.DOTALL,
    )


def iter_cells(sheet: SheetMarkup, row: RowPlace) -> Iterator[CellPlace]:
    """A row's cells in the order in which they stand; places count from the sheet's start."""
    if row.empty:
        return
    column = 0
    for match in cell_pattern(sheet.prefix).finditer(sheet.data, row.body, row.end):
        attributes, inside = match[1], match[2]
        if inside is None:
            attributes, inside = attributes[:-1], b""
        stated = _CELL_PLACE.search(attributes)
        if stated is None:
            _check_left_out(sheet, attributes)
        column = column_number(stated[1].decode()) if stated else column + 1
        yield CellPlace(column, match.start(), match.end(), bytes(attributes), bytes(inside))
