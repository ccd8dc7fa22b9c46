"""Reading a workbook back as data: one of ours, or anybody's with the columns of docs/model.md.

Percentages are real percentages in a workbook (0.62 shown as 62%) and 62 in the model.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscorecard.model.archive import UNREADABLE, refuse_no_file
from xlscorecard.model.errors import CannotRead, short_of_memory
from xlscorecard.model.fields import Row
from xlscorecard.model.flat import FLAT_FIELDS, Tables, scorecards_of, scorecards_of_tables
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.workbook import data, findings, notes, sources

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

# A real workbook of this unpacked size would hold some twenty million cells.
_UNPACKED_BYTES = 2 * 2**30
_HEADING_ROWS = 25
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TITLED = {"title", "ref"}
_VALUED = {"value", "raw"}
_MEANT = {"role", "column"}
_Placed = list[tuple[str, Row]]


def read_workbook(path: Path) -> tuple[Scorecard, ...]:
    """The scorecards of a workbook that write_workbook has made, or of a plain table.

    A plain table needs a title or a ref among its columns; further papers and findings are
    told apart by the column document. Raises CannotRead with sheet and row.
    """
    check_package(path)
    try:
        read = _read(path)
    except UNREADABLE as error:
        raise CannotRead(
            str(path),
            "the workbook is damaged",
            advice="Open it in Excel and save it again.",
        ) from error
    if isinstance(read, Tables):
        return scorecards_of_tables(read, file=str(path))
    if read is not None:
        return scorecards_of(read, (), file=str(path))
    raise CannotRead(
        str(path),
        "no sheet has headings that we know",
        advice="A table needs a title or a ref; docs/model.md lists the columns.",
    )


def is_ours(path: Path) -> bool:
    """Whether write_workbook has made this workbook. False for what cannot be read."""
    import openpyxl

    try:
        check_package(path)
        with path.open("rb") as file, warnings.catch_warnings():
            # openpyxl looks at a path's ending, and warns of what it does not know in strict names
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            try:
                return _is_ours(set(book.sheetnames))
            finally:
                book.close()
    except (CannotRead, *UNREADABLE) as error:
        return _untold(error)


def is_data(path: Path) -> bool:
    """Whether a workbook holds the model, ours or a plain table with the contract's columns.

    A council's own scorecard has other headings; it is a paper. False for what cannot be
    read: the reader of papers tells why.
    """
    import openpyxl

    try:
        check_package(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            if _is_ours(set(book.sheetnames)):
                return True
            return any(
                fields & _TITLED and fields & _VALUED and fields & _MEANT
                for name in book.sheetnames
                for fields in [set(_heading(book, name)[0])]
            )
        finally:
            book.close()
    except (CannotRead, *UNREADABLE) as error:
        return _untold(error)


def _untold(error: Exception) -> bool:
    """False for a file that does not say what it is; without memory nobody has looked."""
    if short_of_memory(error):
        raise MemoryError from error
    return False


def check_package(path: Path) -> None:
    """Refuse what is no workbook, is encrypted or too large; raises CannotRead."""
    refuse_no_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "cannot be opened") from error
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotRead(
            str(path),
            "it is encrypted, or an old .xls",
            advice="Save it as .xlsx without a password.",
        )
    if not start.startswith(b"PK"):
        raise CannotRead(str(path), "not an Excel workbook", advice="Give an .xlsx file.")
    try:
        with zipfile.ZipFile(path) as package:
            unpacked = sum(info.file_size for info in package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise CannotRead(str(path), "the workbook is damaged") from error
    if unpacked > _UNPACKED_BYTES:
        raise CannotRead(str(path), "it unpacks to more than 2 GB", advice="Give a smaller one.")


def _read(path: Path) -> Tables | _Placed | None:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        names = set(book.sheetnames)
        if _is_ours(names):
            return _tables(book, names)
        tables = (_rows(book, name) for name in book.sheetnames)
        return next((rows for rows in tables if rows is not None), None)
    finally:
        book.close()


def _is_ours(names: set[str]) -> bool:
    return {data.RECORDS, data.OBSERVATIONS, sources.NAME} <= names


def _tables(book: Workbook, names: set[str]) -> Tables:
    told = _rows(book, notes.NAME) or [] if notes.NAME in names else []
    return Tables(
        papers=_numbered(_rows(book, sources.NAME)),
        records=_numbered(_rows(book, data.RECORDS)),
        observations=_numbered(_rows(book, data.OBSERVATIONS)),
        findings=_numbered(_rows(book, findings.NAME) if findings.NAME in names else None),
        key=_numbered([row for row in told if row[1].get("topic") == notes.KEY]),
        statements=_numbered([row for row in told if row[1].get("topic") == notes.STATEMENT]),
    )


def _numbered(rows: _Placed | None) -> _Placed:
    """Rows that belong to a paper: an empty table's one row says only that it is empty."""
    return [row for row in rows or () if row[1].get("paper") is not None]


_Cells = Iterator[tuple[int, tuple[Any, ...]]]


def _rows(book: Workbook, name: str) -> _Placed | None:
    """A sheet's rows under its headings; None where it has none that we know."""
    fields, cells = _heading(book, name)
    return list(_body(name, fields, cells)) if fields else None


def _heading(book: Workbook, name: str) -> tuple[list[str], _Cells]:
    """A sheet's fields and the rows below them; no fields where it has none that we know."""
    sheet = book[name]
    if not hasattr(sheet, "reset_dimensions"):
        return [], iter(())  # a chart sheet
    sheet.reset_dimensions()  # programs write wrong ones
    cells = enumerate(sheet.iter_rows(), start=1)
    for number, row in cells:
        if number > _HEADING_ROWS:
            break
        fields = [_field(cell.value) for cell in row]
        if _is_heading(fields):
            return fields, cells
    return [], cells


def _body(name: str, fields: list[str], cells: _Cells) -> Iterator[tuple[str, Row]]:
    for number, row in cells:
        values: Row = {}
        for field, cell in zip(fields, row, strict=False):
            if field and field not in values:
                values[field] = _value(cell, field, values)
        if any(value is not None for value in values.values()):
            yield f"{name} row {number}", values


_KNOWN = {*FLAT_FIELDS, "paper", "code", "severity", "message", "sha256", "file", "topic"}


def _is_heading(fields: list[str]) -> bool:
    known = {field for field in fields if field in _KNOWN}
    named = known & {*_TITLED, "message", "file", "topic"}
    return len(known) >= 2 and bool(named)


def _field(value: object) -> str:
    """The contract's name of a heading: "Rag computed" is rag_computed."""
    text = str(value or "").casefold().replace("-", " ").replace("_", " ")
    return "_".join(text.split())


def _value(cell: Any, field: str, row: Row) -> object:
    value = cell.value
    if isinstance(value, str):
        return _unescaped(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return str(value)
    percent = "%" in str(cell.number_format or "") if value is not None else False
    if field in data.PERCENT_FIELDS and percent and isinstance(value, int | float):
        row.setdefault("unit", "percent")
        return Decimal(repr(value)) * 100
    return value


def _unescaped(text: str) -> str:
    """A text with the characters that XML cannot hold, which Excel writes as _x000B_."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return chr(code) if code < 0x20 or code >= 0xFFFE else match[0]

    return _ESCAPE.sub(character, text.replace("_x005F_x", "_x") if "_x005F_x" in text else text)
