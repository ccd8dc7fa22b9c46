"""The sheet Measures: one row per record, for reading and printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlscorecard.model.decision import ReviewLine
from xlscorecard.model.scorecard import Observation, Quantity, Rag, Record, Scorecard, Unit
from xlscorecard.workbook.book import Book, Column, Sheet
from xlscorecard.workbook.pick import pick_values
from xlscorecard.workbook.styles import (
    RAG_WORDS,
    TREND_WORDS,
    UNIT_WORDS,
    status_text,
)
from xlscorecard.workbook.values import Doubts

NAME = "Measures"
COLUMNS = (
    Column("Paper", 15),
    Column("Section", 26),
    Column("Ref", 12),
    Column("Title", 34),
    Column("Actual", 11),
    Column("Actual for", 11),
    Column("Target", 11),
    Column("Previous", 11),
    Column("Comparator", 13),
    Column("RAG", 9),
    Column("Computed RAG", 11),
    Column("Agreement", 14),
    Column("Trend", 11),
    Column("Why", 40),
    Column("Previous for", 11, printed=False),
    Column("Comparator is", 13, printed=False),
    Column("Unit", 12, printed=False),
    Column("Kind", 9, printed=False),
    Column("Computed trend", 12, printed=False),
    Column("All values as printed", 60, printed=False),
    Column("Commentary and other text", 60, printed=False),
    Column("Section path", 60, printed=False),
    Column("Page", 7, printed=False),
    Column("Table", 7, printed=False),
    Column("Row", 7, printed=False),
)


def write_measures(
    book: Book, scorecards: Sequence[Scorecard], review: Sequence[ReviewLine] = ()
) -> dict[tuple[int, int, int], int]:
    """Write the sheet; gives the Excel row of each (paper, table, row), papers counted from 0.

    A doubtful value is followed by a question mark, and leads to its picture where ``review``
    knows one.
    """
    sheet = book.sheet(
        NAME,
        "Measures, priorities, risks and actions",
        "One row for each. RAG is as printed or coloured in the paper; Computed RAG is ours, by "
        "the rules on the sheet Notes, and not the council's. A value followed by ? is doubtful.",
        COLUMNS,
    )
    places: dict[tuple[int, int, int], int] = {}
    doubts = Doubts(book, scorecards, review)
    for number, scorecard in enumerate(scorecards):
        doubts.turn_to(scorecard)
        for record in scorecard.records:
            row = sheet.write(_cells(book, record, doubts))
            places.setdefault((number, record.source.table, record.source.row), row)
    sheet.finish("measures", "No measure was found.")
    _set_checks(sheet)
    return places


def _set_checks(sheet: Sheet) -> None:
    """Numbers beside texts in one column are meant here: no green corners for them."""
    sheet.page.ignore_errors({"number_stored_as_text": f"A1:Y{sheet.row}"})


def _cells(book: Book, record: Record, doubts: Doubts) -> list[tuple[object, Any]]:
    text, plain = book.text_cell(), book.cell()
    picked = pick_values(record)
    said = record.judgement
    computed = said.rag if said else None
    agrees = said.agrees if said else None
    return [
        (record.source.document, text),
        (record.section[-1] if record.section else "", text),
        (record.ref, text),
        (record.title, book.text_cell(bold=True)),
        doubts.cell(record, picked.actual),
        (_period(picked.actual), text),
        doubts.cell(record, picked.target),
        doubts.cell(record, picked.previous),
        doubts.cell(record, picked.comparator),
        rag_cell(book, record.rag),
        rag_cell(book, computed),
        (AGREEMENT[agrees], book.text_cell(bold=agrees is False)),
        (TREND_WORDS[record.trend] if record.trend else "", text),
        (said.why if said else "", text),
        (_period(picked.previous), text),
        (picked.comparator.column if picked.comparator else "", text),
        (_unit(picked.actual, picked.target), text),
        (record.kind.value.capitalize(), text),
        (TREND_WORDS[said.trend] if said and said.trend else "", text),
        ("; ".join(_as_printed(value) for value in record.observations), text),
        ("\n".join(f"{_words(head)}: {body}" for head, body in record.text if body), text),
        (" > ".join(record.section), text),
        (record.source.page, plain),
        (record.source.table, plain),
        (record.source.row, plain),
    ]


AGREEMENT: dict[bool | None, str] = {True: "Agrees", False: "Differs", None: "Not compared"}


def rag_cell(book: Book, rag: Rag | None) -> tuple[str, Any]:
    """The word on its colour."""
    return (RAG_WORDS[rag] if rag else "", book.rag_cell(rag))


def _period(value: Observation | None) -> str:
    return (value.period or value.column) if value else ""


def _unit(*values: Observation | None) -> str:
    units = (value.quantity.unit for value in values if value)
    unit: Unit | None = next((unit for unit in units if unit), None)
    return UNIT_WORDS[unit] if unit else ""


def _as_printed(value: Observation) -> str:
    quantity: Quantity = value.quantity
    told = f" {status_text(quantity.status)}" if quantity.status else ""
    colour = f" ({RAG_WORDS[value.rag]})" if value.rag else ""
    return f"{value.column}: {value.raw.strip()}{told}{colour}"


def _words(header: str) -> str:
    return header.replace("_", " ").strip().capitalize()
