"""The sheets Observations and Records: every field of the model, for programs and pivots."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from xlscorecard.model.fields import Row
from xlscorecard.model.rows import (
    OBSERVATION_DETAIL,
    OBSERVATION_FIELDS,
    RECORD_DETAIL,
    RECORD_FIELDS,
    observation_detail,
    observation_row,
    record_detail,
    record_row,
)
from xlscorecard.model.scorecard import Observation, Rag, Scorecard
from xlscorecard.workbook.book import CELL_CHARACTERS, Book, Column, Sheet, clean
from xlscorecard.workbook.styles import cell_number, number_format

OBSERVATIONS = "Observations"
RECORDS = "Records"
# A key of the other columns' texts; a header is a few words.
_LONGEST_NAME = 500
PERCENT_FIELDS = ("value", "low", "high")

_WIDTHS = {
    "document": 18,
    "page": 7,
    "table": 7,
    "row": 7,
    "section": 60,
    "title": 40,
    "column": 18,
    "raw": 16,
    "note": 20,
    "status": 15,
    "text": 40,
    "rag_why": 40,
    "trend_why": 30,
    "bbox": 24,
}
_WRAPPED = {"section", "title", "column", "raw", "note", "text", "rag_why", "trend_why"}


def _columns(last_printed: str, *fields: str) -> tuple[Column, ...]:
    printed = fields.index(last_printed) + 1
    return tuple(
        Column(field, _WIDTHS.get(field, 12), printed=place < printed)
        for place, field in enumerate(fields)
    )


# ``paper`` is the paper's place on the sheet Sources: two papers may have the same file name.
OBSERVATION_COLUMNS = _columns("note", *OBSERVATION_FIELDS, *OBSERVATION_DETAIL, "paper")
RECORD_COLUMNS = _columns("trend_means", *RECORD_FIELDS, *RECORD_DETAIL, "paper")


def write_observations(book: Book, scorecards: Sequence[Scorecard]) -> None:
    """Every printed value with all its fields, headed as in docs/model.md."""
    sheet = book.sheet(
        OBSERVATIONS,
        "Observations: every printed value",
        "Percentages are real percentages here (62% is 0.62 shown as 62%). A missing value is "
        "empty and its status says why.",
        OBSERVATION_COLUMNS,
    )
    for row, value in _values(scorecards):
        sheet.write([_value_cell(book, row, value, column) for column in OBSERVATION_COLUMNS])
    sheet.finish("observations", "No value was found.")


def write_records(book: Book, scorecards: Sequence[Scorecard]) -> None:
    """Every record with all its fields, headed as in docs/model.md."""
    sheet = book.sheet(
        RECORDS,
        "Records: all fields of each measure, priority, risk, action and rating",
        "For programs; the sheet Measures shows the same for reading.",
        RECORD_COLUMNS,
    )
    for number, scorecard in enumerate(scorecards, start=1):
        for place, record in enumerate(scorecard.records, start=1):
            row = record_row(record) | record_detail(record, place) | {"paper": number}
            row["text"] = _fitting_texts(sheet, row["text"])
            sheet.write([_cell(book, column.heading, row) for column in RECORD_COLUMNS])
    sheet.finish("records", "No record was found.")


def _fitting_texts(sheet: Sheet, texts: object) -> object:
    """The other columns' texts, the longest of them shortened until their JSON fits in a cell:
    cut off anywhere, the cell could not be read back."""
    if not isinstance(texts, dict) or not texts:
        return texts
    length = _characters(texts)
    if length <= CELL_CHARACTERS:
        return texts
    sheet.cut("text", length)
    fitting = {str(name)[:_LONGEST_NAME]: str(text) for name, text in texts.items()}
    while _characters(fitting) > CELL_CHARACTERS:
        longest = max(fitting, key=lambda name: len(fitting[name]))
        if not fitting[longest]:  # the names alone are too many
            fitting.popitem()
        else:
            fitting[longest] = fitting[longest][: len(fitting[longest]) * 3 // 4]
    return fitting


def _characters(texts: dict[str, str]) -> int:
    """As Excel counts them: one beyond U+FFFF is two, and what it cannot hold is escaped."""
    return len(clean(json.dumps(texts, ensure_ascii=False)).encode("utf-16-le", "replace")) // 2


def _values(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Row, Observation]]:
    for number, scorecard in enumerate(scorecards, start=1):
        for place, record in enumerate(scorecard.records, start=1):
            for value in record.observations:
                row = observation_row(record, value) | observation_detail(record, value, place)
                yield row | {"paper": number}, value


def _value_cell(book: Book, row: Row, value: Observation, column: Column) -> tuple[object, Any]:
    field = column.heading
    if field in PERCENT_FIELDS:
        amount = getattr(value.quantity, field)
        if amount is not None:
            shown = number_format(value.quantity, amount)
            return cell_number(value.quantity, amount), book.cell(num_format=shown)
    return _cell(book, field, row)


def _cell(book: Book, field: str, row: Row) -> tuple[object, Any]:
    value = row.get(field)
    if field in {"rag", "rag_computed"} and isinstance(value, str):
        return value, book.rag_cell(Rag(value))
    if isinstance(value, float) and float(f"{value:.16G}") != value:
        value = repr(value)  # a workbook's numbers have 16 digits; as text it keeps all 17
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return value, book.text_cell() if field in _WRAPPED else book.cell()
