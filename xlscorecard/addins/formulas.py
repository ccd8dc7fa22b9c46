"""Every formula of a workbook: in cells, names, formats, validations and tables' columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from xlscorecard.refresh.opc.markup import local_name
from xlscorecard.refresh.parts.book import Book, Sheet
from xlscorecard.refresh.parts.references import shift_areas
from xlscorecard.refresh.parts.stale import iter_formulas
from xlscorecard.refresh.rows.addresses import format_address
from xlscorecard.refresh.rows.sheet import read_frame


class Home(Enum):
    """Where a formula stands, and the tags that hold it in the file."""

    CELL = ("f",)
    NAME = ("definedName",)
    RULE = ("formula", "formula1", "formula2", "f")
    COLUMN = ("calculatedColumnFormula",)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with "=" before it. ``place`` is what a person looks for: an address, or the
    name, the area or the column that it belongs to; ``sheet`` what addresses without a sheet
    are on (nothing for names)."""

    home: Home
    part: str
    sheet: str
    place: str
    text: str


def all_formulas(book: Book) -> Iterator[Formula]:
    """All formulas, shared ones at each of their cells; raises CannotRead."""
    for name in book.names:
        yield Formula(Home.NAME, book.part, "", f"the name {name.name}", "=" + name.text)
    for sheet in book.worksheets():
        for cell in iter_formulas(sheet, book.markup(sheet)):
            if cell.text:
                place = format_address(cell.row, cell.column)
                text = shift_areas(cell.text, *cell.shift)
                yield Formula(Home.CELL, sheet.part, sheet.name, place, "=" + text)
        yield from _rules(book, sheet)
    for table in book.tables():
        for column in table.columns:
            if column.formula:
                place = f"the column {column.heading} of {table.name}"
                text = "=" + column.formula
                yield Formula(Home.COLUMN, table.part, table.sheet, place, text)


def _rules(book: Book, sheet: Sheet) -> Iterator[Formula]:
    """Conditional formats and validations, those of newer Excels (x14) among them."""
    for element in read_frame(book.markup(sheet)).iter():
        kind = local_name(element)
        if kind not in {"conditionalFormatting", "dataValidation"}:
            continue
        area = element.get("sqref") or next(
            (e.text for e in element.iter() if local_name(e) == "sqref" and e.text), ""
        )
        what = "the validation" if kind == "dataValidation" else "the conditional format"
        for part in element.iter():
            if local_name(part) in Home.RULE.value and part.text and part.text.strip():
                place = f"{what} of {area}"
                yield Formula(Home.RULE, sheet.part, sheet.name, place, "=" + part.text)
