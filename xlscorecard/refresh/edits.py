"""``--cells FILE.json``: values for cells by address, for those who know what they do."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from xlscorecard.model.errors import CannotRead, Refused
from xlscorecard.refresh.addresses import parse_address
from xlscorecard.refresh.book import Book
from xlscorecard.refresh.cells import CellEdit, CellValue


def read_cell_edits(path: Path, book: Book) -> tuple[CellEdit, ...]:
    """``{"Sheet!A1": 62.5, "Sheet!A2": "Amber", "Sheet!A3": {"date": "2026-03-31"}}``.

    null empties a cell. Raises CannotRead for what is no such file, Refused for an address
    that the workbook does not have.
    """
    try:
        stated = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(str(path), f"not a JSON file of cells ({error})") from error
    if not isinstance(stated, dict):
        raise CannotRead(str(path), 'expected an object such as {"Sheet1!B4": 62.5}')
    return tuple(_edit(path, book, str(place), value) for place, value in stated.items())


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an address is given twice")
    return found


def _edit(path: Path, book: Book, place: str, value: object) -> CellEdit:
    sheet, mark, address = place.rpartition("!")
    if mark and book.sheet(sheet) is None and sheet[:1] == sheet[-1:] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    if not mark or book.sheet(sheet) is None:
        names = ", ".join(s.name for s in book.worksheets())
        raise Refused(book.file, f"there is no such sheet (it has {names})", place=place)
    try:
        row, column = parse_address(address)
    except ValueError:
        raise Refused(book.file, "that is no cell address", place=place) from None
    return CellEdit(sheet, row, column, _value(path, place, value))


def _value(path: Path, place: str, value: object) -> CellValue:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict) and set(value) == {"date"}:
        text = str(value["date"])
        try:
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        except ValueError:
            raise CannotRead(str(path), f"{text!r} is no date", place=place) from None
    raise CannotRead(str(path), "a cell takes a number, a text, true, false or null", place=place)
