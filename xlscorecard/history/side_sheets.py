"""The sheets that say what a history rests on: Restated, Left out, Rows joined."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlscorecard.history.cells import amount_cell
from xlscorecard.history.series import History, Restated
from xlscorecard.model.scorecard import Quantity
from xlscorecard.workbook.book import Book, Column
from xlscorecard.workbook.styles import cell_number, number_format

_RESTATED = (
    Column("Council", 18),
    Column("Measure", 40),
    Column("Period", 11),
    Column("First", 10),
    Column("First in", 24),
    Column("First page", 7),
    Column("Later", 10),
    Column("Later in", 24),
    Column("Later page", 7),
    Column("Change", 10),
)
_APART = (
    Column("Council", 18),
    Column("Measure", 40),
    Column("Period", 11),
    Column("Figure", 10),
    Column("Paper", 24),
    Column("Page", 7),
    Column("Why it stands in no series", 44),
)
_ROWS = (
    Column("Council", 18),
    Column("Series", 7),
    Column("Period", 11),
    Column("Ref as printed", 12),
    Column("Title as printed", 44),
    Column("Score", 7),
    Column("Joined by", 36),
    Column("Doubt", 36),
    Column("Paper", 24),
    Column("Page", 7),
    Column("Table", 7),
    Column("Row", 7),
)


def write_restated(book: Book, histories: Sequence[History]) -> None:
    """Write the sheet Restated: figures that a later paper gives differently."""
    sheet = book.sheet(
        "Restated",
        "Figures that a later paper gives differently",
        "Both are kept; the later one counts in the series. Differences by rounding are left out.",
        _RESTATED,
    )
    text, plain = book.text_cell(), book.cell()
    for history in histories:
        for change in (r for s in history.series for r in s.restated):
            sheet.write(_restated_cells(book, history, change, text, plain))
    sheet.finish("restated", "No figure was restated.")


def _restated_cells(
    book: Book, history: History, change: Restated, text: Any, plain: Any
) -> list[tuple[object, Any]]:
    first, later = change.first, change.later
    difference = Quantity(unit=history.unit)
    amount = Decimal(repr(round(later.value - first.value, 10)))
    style = book.cell(num_format=number_format(difference, amount))
    return [
        (history.council, text),
        (history.title, text),
        (change.period, text),
        amount_cell(book, first.value, first.observation.quantity),
        (first.source.document, text),
        (first.source.page, plain),
        amount_cell(book, later.value, later.observation.quantity),
        (later.source.document, text),
        (later.source.page, plain),
        (cell_number(difference, amount), style),
    ]


def write_left_out(book: Book, histories: Sequence[History]) -> None:
    """Write the sheet Left out: printed figures that stand in no series."""
    sheet = book.sheet(
        "Left out",
        "Figures that stand in no series",
        "They are printed, but may be on another definition or for another kind of year.",
        _APART,
    )
    text, plain = book.text_cell(), book.cell()
    for history in histories:
        for left in (a for s in history.series for a in s.apart):
            sheet.write(
                [
                    (history.council, text),
                    (history.title, text),
                    (left.period, text),
                    amount_cell(book, left.said.value, left.said.observation.quantity),
                    (left.said.source.document, text),
                    (left.said.source.page, plain),
                    (left.reason, text),
                ]
            )
    sheet.finish("left_out", "Every dated figure stands in a series.")


def write_rows_joined(book: Book, histories: Sequence[History]) -> None:
    """Write the sheet Rows joined: which rows make up each series."""
    sheet = book.sheet(
        "Rows joined",
        "Which rows of which papers make up each series",
        "Score from 0 to 1: how sure it is that the row is this measure. Look at the doubts first.",
        _ROWS,
    )
    text, plain = book.text_cell(), book.cell()
    for history in histories:
        for series in history.series:
            for member in series.members:
                source = member.source
                sheet.write(
                    [
                        (history.council, text),
                        (series.number, plain),
                        (member.period, text),
                        (member.ref, text),
                        (member.title, text),
                        (member.score, book.cell(num_format="0.00")),
                        (member.why, text),
                        (member.doubt, book.text_cell(bold=True)),
                        (source.document, text),
                        (source.page, plain),
                        (source.table, plain),
                        (source.row, plain),
                    ]
                )
    sheet.finish("rows_joined", "No measure was found.")
