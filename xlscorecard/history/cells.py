"""A figure of a history as a cell that shows it as it is printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlscorecard.history.series import Point
from xlscorecard.model.scorecard import Quantity, Unit
from xlscorecard.workbook.book import Book
from xlscorecard.workbook.styles import cell_number, number_format


def figure_cell(book: Book, point: Point | None, unit: Unit | None) -> tuple[object, Any]:
    """A point's latest figure; in the measure's unit where the cell prints none."""
    if point is None:
        return "", book.cell()
    quantity = point.counts.observation.quantity
    if quantity.unit is None and unit is not None:
        quantity = Quantity(quantity.value, unit=unit, quantum=quantity.quantum)
    return amount_cell(book, point.value, quantity)


def amount_cell(book: Book, value: float, quantity: Quantity) -> tuple[object, Any]:
    """A number with the format of the quantity that printed it."""
    amount = quantity.value if quantity.value is not None else Decimal(repr(value))
    style = book.cell(num_format=number_format(quantity, amount))
    return cell_number(quantity, amount), style
