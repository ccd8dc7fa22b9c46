"""Between xlwings and the functions: what Excel sends, and what it gets back."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.functions.call import call
from xlscorecard.functions.cells import Cell, CellError, Given, Left, Table, cell_of

LEFT_OUT = Left.OUT

# Excel's errors travel as COM result codes: this and the number of the error (xlErrDiv0 is
# 2007). xlwings names the older ones; those of dynamic arrays and links are named here.
_ERROR_BASE = -2146828288
ERROR_NUMBERS = {
    2000: CellError.NULL,
    2007: CellError.DIV0,
    2015: CellError.VALUE,
    2023: CellError.REF,
    2029: CellError.NAME,
    2036: CellError.NUM,
    2042: CellError.NA,
    2043: CellError.GETTING_DATA,
    2045: CellError.SPILL,
    2046: CellError.CONNECT,
    2047: CellError.BLOCKED,
    2048: CellError.UNKNOWN,
    2049: CellError.FIELD,
    2050: CellError.CALC,
}


def answer(name: str, *arguments: object) -> Cell | list[list[Cell]]:
    """Call a function with what xlwings hands over: 2-D lists, or Left.OUT.

    Errors go back as their text, which the VBA side makes true error values of.
    """
    result = call(name, *(_given(argument) for argument in arguments))
    if isinstance(result, tuple):
        return [[_sent(cell) for cell in row] for row in result]
    return _sent(result)


def _given(argument: object) -> Given:
    if isinstance(argument, Left):
        return argument
    if isinstance(argument, list | tuple):
        table = _table(argument)
        return table[0][0] if len(table) == 1 and len(table[0]) == 1 else table
    return _cell(argument)


def _table(rows: Sequence[object]) -> Table:
    return tuple(
        tuple(_cell(value) for value in row) if isinstance(row, list | tuple) else (_cell(row),)
        for row in rows
    )


def _cell(value: object) -> Cell:
    # Numbers of cells are doubles; a whole number is an error's code.
    if type(value) is int and value - _ERROR_BASE in ERROR_NUMBERS:
        return ERROR_NUMBERS[value - _ERROR_BASE]
    if type(value) is float:
        return value if value - value == 0 else None
    return cell_of(value, errors_as_text=True)


def _sent(cell: Cell) -> Cell:
    return cell.value if isinstance(cell, CellError) else cell
