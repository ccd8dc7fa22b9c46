"""Our accessibility checker: what in a workbook would shut a reader out, with its place.

After the Government Analysis Function's checklist for spreadsheets and WCAG 2.2 AA: 1.1.1
(descriptions of pictures), 1.3.1 (headings), 1.4.1 (colour alone), 1.4.3 (contrast), 2.4.2
(title), 3.1.1 (language).
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from openpyxl.worksheet.cell_range import CellRange

from xlscorecard.model.archive import UNREADABLE, refuse_document_type
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.scorecard import Finding, Severity
from xlscorecard.workbook.contrast import (
    LARGE_TEXT,
    LEAST_CONTRAST,
    LEAST_CONTRAST_LARGE,
    contrast,
    is_coloured,
    rgb_of,
)
from xlscorecard.workbook.read import check_package

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# The names that Excel and LibreOffice give to a new sheet.
_UNNAMED = re.compile(r"(?:sheet|chart|tabelle|feuil)\s?\d*(?: \(\d+\))?", re.IGNORECASE)
# From here on a sheet holds data rather than a few facts.
_TABLE_CELLS = 40
_GRAPHIC_RULES = {"iconSet": "an icon", "colorScale": "a colour scale", "dataBar": "a bar"}
_SHOWN = 5  # places of one kind on one sheet that are listed; the rest are counted


def check_accessibility(path: Path) -> tuple[Finding, ...]:
    """All that is doubtful, in the order of the sheets; nothing where all is well.

    Raises CannotRead.
    """
    import openpyxl

    check_package(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl does not read
            book = openpyxl.load_workbook(path)
        found = [*_properties(path), *_sheets(book), *_drawings(path)]
        for sheet in book.worksheets:
            found += _sheet(sheet, _ink_of_theme(book))
    except UNREADABLE as error:
        raise CannotRead(
            str(path), "the workbook is damaged", advice="Open it in Excel and save it again."
        ) from error
    return tuple(found)


def _ink_of_theme(book: Workbook) -> bytes | None:
    theme: bytes | None = book.loaded_theme
    return theme


def _properties(path: Path) -> Iterator[Finding]:
    with zipfile.ZipFile(path) as package:
        name = "docProps/core.xml"
        root = _part(package, name) if name in package.namelist() else ElementTree.Element("none")
    if not (root.findtext(f"{_DUBLIN_CORE}title") or "").strip():
        yield _note("no-title", "the workbook has no title (File, Info, Title)")
    if not (root.findtext(f"{_DUBLIN_CORE}language") or "").strip():
        # Excel itself never writes it, so an officer cannot be asked to.
        message = "the workbook does not state its language (en-GB)"
        yield _note("no-language", message, Severity.INFO)


def _part(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    content = package.read(name)
    refuse_document_type(content, str(package.filename), name)
    return ElementTree.fromstring(content)  # noqa: S314 - no entities: refused just above


def _sheets(book: Workbook) -> Iterator[Finding]:
    for sheet in book.worksheets:
        if _UNNAMED.fullmatch(sheet.title.strip()):
            yield _note("sheet-name", f"the sheet {sheet.title} has no name of its own")
        if sheet.sheet_state != "visible" and _filled(sheet):
            yield _note("hidden", f"the sheet {sheet.title} is hidden and holds content")
    active = book.active
    first = next((s for s in book.worksheets if s.sheet_state == "visible"), None)
    if active is not first:
        yield _note("first-sheet", "the workbook does not open on its first sheet")


def _rows(sheet: Worksheet) -> Iterator[list[Any]]:
    """The cells that the file states, row by row: a sheet with one cell in its last corner has
    no others, whatever openpyxl would make between."""
    stated = sorted(sheet._cells.items())
    for _, row in groupby(stated, key=lambda placed: placed[0][0]):
        yield [cell for _, cell in row]


def _filled(sheet: Worksheet) -> int:
    return sum(cell.value is not None for row in _rows(sheet) for cell in row)


def _sheet(sheet: Worksheet, theme: bytes | None) -> Iterator[Finding]:
    name = sheet.title
    first = sheet.cell(1, 1).value
    if not isinstance(first, str) or not first.strip():
        yield _note("no-heading", f"{name}!A1: the sheet does not begin with its title")
    merged = [str(area) for area in sheet.merged_cells.ranges]
    for told in _places(name, merged, "cells are merged"):
        yield _note("merged", told)
    yield from _tables(sheet)
    yield from _hidden(sheet)
    yield from _cells(sheet, theme)
    yield from _rules(sheet, theme)


def _places(sheet: str, places: list[str], what: str) -> Iterator[str]:
    for place in places[:_SHOWN]:
        yield f"{sheet}!{place}: {what}"
    if len(places) > _SHOWN:
        yield f"{sheet}: {what} in {len(places) - _SHOWN} more places"


def _note(code: str, message: str, severity: Severity = Severity.LOOK) -> Finding:
    return Finding(code, severity, message)


def _tables(sheet: Worksheet) -> Iterator[Finding]:
    tables = list(sheet.tables.values())
    if not tables and _filled(sheet) >= _TABLE_CELLS:
        yield _note(
            "no-table", f"{sheet.title}: the data are not marked as a table (Insert, Table)"
        )
    for table in tables:
        if table.headerRowCount == 0:
            yield _note("no-header-row", f"{sheet.title}: the table {table.name} has no headings")
            continue
        left, top, right, bottom = CellRange(table.ref).bounds
        inside = [
            cell
            for row in _rows(sheet)
            for cell in row
            if top <= cell.row <= bottom and left <= cell.column <= right
            if cell.value is not None
        ]
        headings = {cell.column: str(cell.value).strip() for cell in inside if cell.row == top}
        heads = [headings.get(column, "") for column in range(left, right + 1)]
        about = f"{sheet.title}: the table {table.name}"
        if not all(heads):
            yield _note("blank-header", f"{about} has a column without a heading")
        elif any(re.fullmatch(r"Column\d+", head) for head in heads):
            yield _note("blank-header", f"{about} has a heading that says nothing (Column1)")
        if len({head.casefold() for head in heads}) < len(heads):
            yield _note("same-header", f"{about} has the same heading twice")
        filled = {cell.row for cell in inside}
        empty = [str(row) for row in range(top + 1, bottom + 1) if row not in filled]
        if empty and bottom > top + 1:
            yield _note("blank-row", f"{about} has empty rows ({', '.join(empty[:_SHOWN])})")


def _hidden(sheet: Worksheet) -> Iterator[Finding]:
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns = {
        number
        for group in sheet.column_dimensions.values()
        if group.hidden
        for number in range(group.min or 0, (group.max or 0) + 1)
    }
    for row in _rows(sheet):
        for cell in row:
            if cell.value is not None and (cell.row in rows or cell.column in columns):
                yield _note(
                    "hidden",
                    f"{sheet.title}!{cell.coordinate}: a hidden row or column holds content",
                )
                return


def _cells(sheet: Worksheet, theme: bytes | None) -> Iterator[Finding]:
    faint, mute = [], []
    for row in _rows(sheet):
        strip = ""  # the fill of a strip of colour that began with a text on its left
        for cell in row:
            fill = _fill(cell, theme)
            if cell.value is not None and cell.value != "":
                ink = rgb_of(cell.font.color, theme) or "000000"
                if _too_faint(ink, fill or "FFFFFF", cell.font.sz, cell.font.b):
                    faint.append(cell.coordinate)
                strip = fill or ""
            elif fill and is_coloured(fill) and fill != strip:
                mute.append(cell.coordinate)
    for told in _places(sheet.title, faint, "the text is too faint on its ground"):
        yield _note("contrast", told)
    for told in _places(sheet.title, mute, "a colour without a word"):
        yield _note("colour-alone", told)


def _fill(cell: Any, theme: bytes | None) -> str | None:
    if cell.fill is None or cell.fill.fill_type != "solid":
        return None
    return rgb_of(cell.fill.fgColor, theme)


def _too_faint(ink: str, fill: str, size: float | None, bold: bool | None) -> bool:
    large = (size or 11) >= (LARGE_TEXT[1] if bold else LARGE_TEXT[0])
    return contrast(ink, fill) < (LEAST_CONTRAST_LARGE if large else LEAST_CONTRAST)


def _rules(sheet: Worksheet, theme: bytes | None) -> Iterator[Finding]:
    for area in sheet.conditional_formatting:
        place = f"{sheet.title}!{area.sqref}"
        for rule in area.rules:
            if rule.type in _GRAPHIC_RULES:
                if _shows_no_value(rule):
                    what = _GRAPHIC_RULES[rule.type]
                    yield _note("colour-alone", f"{place}: {what} stands in place of the value")
                continue
            look = rule.dxf
            if look is None or rule.type == "containsErrors":
                continue  # an error painted away is not meant to be read
            fill = None
            if look.fill is not None and look.fill.fill_type in (None, "solid"):
                fill = rgb_of(look.fill.bgColor, theme) or rgb_of(look.fill.fgColor, theme)
            ink = rgb_of(look.font.color, theme) if look.font is not None else None
            if (fill or ink) and _too_faint(ink or "000000", fill or "FFFFFF", None, None):
                yield _note("contrast", f"{place}: a conditional format makes the text too faint")


def _shows_no_value(rule: Any) -> bool:
    part = rule.iconSet if rule.type == "iconSet" else rule.dataBar
    return part is not None and part.showValue is False


def _drawings(path: Path) -> Iterator[Finding]:
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if not re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                continue
            for drawn in _part(package, name).findall(".//{*}cNvPr"):
                told = (drawn.get("descr") or drawn.get("title") or "").strip()
                decorative = next(drawn.iter(_DECORATIVE), None)
                if told or (decorative is not None and decorative.get("val") in ("1", "true")):
                    continue
                yield _note(
                    "no-alt-text",
                    f"{name}: {drawn.get('name') or 'a picture'} has no description (Alt Text)",
                )
