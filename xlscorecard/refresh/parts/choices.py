"""The words that a sheet's validations and conditional formats speak of, and for which cells.

They tell how a column says things before anything stands in it. A list's entries are written in
the validation itself, or stand in cells that it names: on this sheet, on another, under a defined
name, or in a column of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from lxml import etree

from xlscorecard.refresh.opc.markup import local_name
from xlscorecard.refresh.parts.book import DefinedName, Table
from xlscorecard.refresh.parts.references import (
    AreaReference,
    NameReference,
    Reference,
    TableReference,
    parse_references,
)
from xlscorecard.refresh.rows.addresses import Area, parse_areas

Words = tuple[tuple[Area, str], ...]

_INDIRECT = re.compile(r'INDIRECT\(\s*"((?:[^"]|"")*)"\s*\)', re.IGNORECASE)
_LONGEST_LIST = 60  # cells; a list of ratings is shorter
_DEEPEST = 3  # names that name names


class Source(NamedTuple):
    """A list whose entries stand in cells: where it holds, and the formula that names them."""

    areas: tuple[Area, ...]
    formula: str


class HasText(Protocol):
    @property
    def text(self) -> str: ...


class Sheets(NamedTuple):
    """Where a list's formula may point: each sheet's filled cells by its folded name."""

    cells: Mapping[str, Mapping[tuple[int, int], HasText]]
    names: Sequence[DefinedName]
    tables: Sequence[Table]


def read_words(frame: etree._Element) -> tuple[Words, tuple[Source, ...]]:
    """The words that stand in the validations and formats themselves, and the lists whose entries
    stand elsewhere."""
    words: list[tuple[Area, str]] = []
    sources: list[Source] = []
    for element in frame.iter():
        kind = local_name(element)
        if kind not in ("conditionalFormatting", "dataValidation"):
            continue
        areas = _areas(element)
        texts = [e.text or "" for e in element.iter() if local_name(e) in _FORMULAS]
        if kind == "dataValidation" and element.get("type") == "list":
            sources += [Source(areas, text) for text in texts if text and '"' not in text[:1]]
        texts += [f'"{e.get("text")}"' for e in element.iter() if e.get("text")]
        said = [word for text in texts for word in text.split('"')[1::2]]
        words += [(area, word.strip()) for area in areas for t in said for word in t.split(",")]
    return tuple(words), tuple(source for source in sources if source.areas)


_FORMULAS = frozenset({"formula", "formula1", "f"})  # f: as newer Excel keeps them (x14)


def _areas(element: etree._Element) -> tuple[Area, ...]:
    inside = (e.text for e in element.iter() if local_name(e) == "sqref")
    try:
        return tuple(parse_areas(element.get("sqref") or next(inside, None) or ""))
    except ValueError:
        return ()


def list_entries(sources: Sequence[Source], sheet: str, place: int, book: Sheets) -> Words:
    """The entries of lists that stand in cells. ``sheet`` is where the lists are used, and
    ``place`` its place in the workbook, for names of its own."""
    return tuple(
        (area, text)
        for source in sources
        for text in _entries(source.formula, sheet, place, book, _DEEPEST)
        for area in source.areas
    )


def _entries(formula: str, sheet: str, place: int, book: Sheets, deep: int) -> Iterator[str]:
    indirect = _INDIRECT.fullmatch(formula.strip())
    found = parse_references(indirect[1] if indirect else formula.strip().lstrip("=")).references
    if len(found) != 1 or not deep:
        return
    (one,) = found
    if isinstance(one, NameReference):
        own = [n for n in book.names if n.name.casefold() == one.name.casefold()]
        own.sort(key=lambda name: (name.scope != place, name.scope is not None))
        if own and own[0].scope in (place, None):
            yield from _entries(own[0].text, sheet, place, book, deep - 1)
            return
    where, area = _cells_of(one, sheet, book)
    if area is None or min(area.bottom - area.top, area.right - area.left) > 0:
        return
    cells = book.cells.get(where.casefold(), {})
    for row in range(area.top, min(area.bottom, area.top + _LONGEST_LIST) + 1):
        for column in range(area.left, min(area.right, area.left + _LONGEST_LIST) + 1):
            cell = cells.get((row, column))
            if cell is not None and cell.text:
                yield cell.text


def _cells_of(one: Reference, sheet: str, book: Sheets) -> tuple[str, Area | None]:
    """The sheet and the cells that a reference names; a whole table where it has one column."""
    if isinstance(one, AreaReference):
        return one.sheet or sheet, one.area
    name = one.table if isinstance(one, TableReference) else one.name
    wanted = one.columns if isinstance(one, TableReference) else ()
    for table in book.tables:
        if table.name.casefold() == (name or "").casefold():
            body = table.body
            if len(wanted) != 1:
                return table.sheet, body
            for number, column in enumerate(table.columns, body.left):
                if column.heading.casefold() == wanted[0].casefold():
                    return table.sheet, body._replace(left=number, right=number)
    return "", None
