"""The figures that a formula's argument reads, as far as the file tells: number and format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from xlscorecard.engine.rating import Measured
from xlscorecard.functions.figure import number_of, read_figure
from xlscorecard.refresh.parts.book import Book
from xlscorecard.refresh.parts.references import (
    AreaReference,
    NameReference,
    TableReference,
    parse_references,
)
from xlscorecard.refresh.rows.addresses import Area

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
# A reference by itself: no operator, no call.
_ONE_REFERENCE = re.compile(
    r"(?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)?(?:[\w.$:\\]+(?:\[.+\])?|\[.+\])", re.DOTALL
)
# In a number format a % in quotes or behind a backslash is only shown: 62 stays 62.
_SHOWN_ONLY = re.compile(r'"[^"]*"|\\.')
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure: ``percent`` where its cell or its own text is a percentage (0.62); ``text``
    where it is no number to Excel."""

    number: float | None
    percent: bool = False
    text: bool = False


class Values:
    """The cells of openpyxl's workbook. How far a sheet goes is asked once: openpyxl looks
    through all its cells for that."""

    def __init__(self, workbook: Any) -> None:
        self._sheets = {
            sheet.title: (sheet, sheet.max_row, sheet.max_column) for sheet in workbook.worksheets
        }

    def cells(self, name: str, area: Area) -> Iterator[Any]:
        """The cells of an area row by row, as far as the sheet goes."""
        if name not in self._sheets:  # a chart sheet
            return
        sheet, last_row, last_column = self._sheets[name]
        for line in range(area.top, min(area.bottom, last_row) + 1):
            for column in range(area.left, min(area.right, last_column) + 1):
                yield sheet.cell(line, column)


def figures_of(
    argument: str, sheet: str, row: int | None, book: Book, values: Values
) -> list[Seen]:
    """The figures behind an argument, row by row; none where it is more than a reference.

    ``row`` is the formula's own, for ``[@Target]``.
    """
    if _NUMBER.fullmatch(argument):
        percent = argument.endswith("%")
        return [Seen(float(argument.rstrip("%")) / (100 if percent else 1), percent)]
    text = _TEXT.fullmatch(argument)
    if text is not None:
        return [_of_text(text[1].replace('""', '"'))]
    place = area_of(argument, sheet, row, book)
    if place is None:
        return []
    return [_of_cell(cell) for cell in islice(values.cells(*place), _MOST)]


def area_of(argument: str, sheet: str, row: int | None, book: Book) -> tuple[str, Area] | None:
    """Sheet and area of a reference, a name for one, or a table's column."""
    if not _ONE_REFERENCE.fullmatch(argument):
        return None
    reads = parse_references(argument)
    if len(reads.references) != 1 or reads.everything:
        return None
    found = reads.references[0]
    if isinstance(found, NameReference):
        names = [n for n in book.names if n.name.casefold() == found.name.casefold()]
        return None if len(names) != 1 else _named(names[0].text, book)
    if isinstance(found, TableReference):
        return _in_table(found, row, book)
    where = book.sheet(found.sheet or sheet)
    return None if where is None else (where.name, found.area)


def _named(text: str, book: Book) -> tuple[str, Area] | None:
    reads = parse_references(text) if _ONE_REFERENCE.fullmatch(text) else None
    if reads is None or len(reads.references) != 1:
        return None
    found = reads.references[0]
    if not isinstance(found, AreaReference) or found.sheet is None or found.relative:
        return None
    where = book.sheet(found.sheet)
    return None if where is None else (where.name, found.area)


def _in_table(found: TableReference, row: int | None, book: Book) -> tuple[str, Area] | None:
    for table in book.tables():
        if table.name.casefold() != (found.table or "").casefold():
            continue
        for place, column in enumerate(table.columns):
            if (column.heading,) == found.columns:
                body, left = table.body, table.area.left + place
                own = found.own_row and row is not None and body.top <= row <= body.bottom
                top, bottom = (row, row) if own and row else (body.top, body.bottom)
                return table.sheet, Area(top, left, bottom, left)
    return None


def pairs_of(first: list[Seen], second: list[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Figures side by side; a single one stands beside each of the others."""
    size = max(len(first), len(second)) if first and second else 0
    one, two = (cycle(each) if len(each) == 1 else each for each in (first, second))
    return zip(islice(one, size), islice(two, size), strict=False)


def _of_text(text: str) -> Seen:
    figure = read_figure(text, target=True)
    if figure.missing or figure.doubt:
        return Seen(None)
    percent = figure.kind is Measured.FRACTION
    return Seen(number_of(figure, Measured.OTHER), percent, text=True)


def _of_cell(cell: Any) -> Seen:
    value = cell.value
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Seen(None)
    return Seen(float(value), "%" in _SHOWN_ONLY.sub("", str(cell.number_format)))
