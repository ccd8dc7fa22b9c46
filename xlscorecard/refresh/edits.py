"""``--cells FILE.json``: values for cells by address, for those who know what they do."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from xlscorecard.model.archive import refuse_no_file
from xlscorecard.model.errors import CannotRead, Refused
from xlscorecard.refresh.parts.book import Book
from xlscorecard.refresh.rows.addresses import LAST_ROW, format_address, parse_address
from xlscorecard.refresh.rows.cells import CellValue, CellValues
from xlscorecard.refresh.rows.sheet import iter_cells, iter_rows

_PLAIN_TYPES = frozenset({float, int, str, bool, type(None)})


def read_cell_edits(path: Path, book: Book) -> CellValues:
    """``{"Sheet!A1": 62.5, "Sheet!A2": "Amber", "Sheet!A3": {"date": "2026-03-31"}}``.

    null empties a cell. Raises CannotRead for what is no such file, Refused for an address
    that the workbook does not have.
    """
    refuse_no_file(path)
    try:
        with _no_collection():
            stated = _parse(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(str(path), f"not a JSON file of cells ({error})") from error
    if not isinstance(stated, dict):
        raise CannotRead(str(path), 'expected an object such as {"Sheet1!B4": 62.5}')
    with _no_collection():
        return _group(path, book, stated)


def _parse(text: str) -> object:
    """The file's object; raises ValueError, also for an address that is given twice."""
    stated = json.loads(text)
    # As many keys as colons after quotes: none was given twice, and the slow look is saved.
    if isinstance(stated, dict) and text.count('":') == len(stated):
        return stated
    return json.loads(text, object_pairs_hook=_once)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small objects, none of them garbage: looking for any doubles the time."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _group(path: Path, book: Book, stated: dict[str, object]) -> CellValues:
    found: CellValues = {}
    columns: dict[str, int] = {}
    by_text: dict[str, dict[int, dict[int, CellValue]]] = {}
    for place, value in stated.items():
        sheet, _, address = place.rpartition("!")
        rows = by_text.get(sheet)
        if rows is None:
            rows = by_text[sheet] = found.setdefault(_sheet_name(book, place, sheet), {})
        letters = address.rstrip("0123456789")
        digits = address[len(letters) :]
        column = columns.get(letters, 0)
        if column and len(digits) < 7 and digits[:1] not in ("", "0"):
            row = int(digits)
        else:
            try:
                row, column = parse_address(address)
                columns[letters] = column
            except ValueError:
                row, column = _as_spelled(book, place, sheet, address)
        if type(value) not in _PLAIN_TYPES:
            value = _value(path, place, value)  # noqa: PLW2901
        cells = rows.setdefault(row, {})
        if column in cells:
            raise Refused(book.file, "the cell is given twice", place=place)
        cells[column] = value  # type: ignore[assignment]
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an address is given twice")
    return found


def _sheet_name(book: Book, place: str, text: str) -> str:
    sheet = book.sheet(text)
    if sheet is None and len(text) > 2 and text[0] == text[-1] == "'":
        sheet = book.sheet(text[1:-1].replace("''", "'"))
    if sheet is None:
        names = ", ".join(s.name for s in book.worksheets())
        raise Refused(book.file, f"there is no such sheet (it has {names})", place=place)
    return sheet.name


def _as_spelled(book: Book, place: str, sheet: str, address: str) -> tuple[int, int]:
    """The place of a cell that the sheet itself spells outside of what Excel has (``A0``)."""
    found = book.sheet(_sheet_name(book, place, sheet))
    if found is not None and found.kind == "worksheet" and book.package.has(found.part):
        markup = book.markup(found)
        odd = (row for row in iter_rows(markup) if not 1 <= row.number <= LAST_ROW)
        for row in odd:
            for cell in iter_cells(markup, row):
                if format_address(row.number, cell.column) == address:
                    return row.number, cell.column
    raise Refused(book.file, "that is no cell address", place=place)


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
