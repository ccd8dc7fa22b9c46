"""What stands in a cell, and how a function meets whole ranges: Excel's own broadcasting."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum


class CellError(StrEnum):
    """Excel's error values, as their own text. An argument's error is the answer."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CONNECT = "#CONNECT!"
    BLOCKED = "#BLOCKED!"
    UNKNOWN = "#UNKNOWN!"
    FIELD = "#FIELD!"
    CALC = "#CALC!"
    BUSY = "#BUSY!"


class Left(Enum):
    """An argument that was left out, which is not the same as one that is blank."""

    OUT = "left out"


Cell = float | str | bool | CellError | None
Table = tuple[tuple[Cell, ...], ...]
Given = Cell | Table | Left


@dataclass(frozen=True, slots=True)
class Whole:
    """A range that a function takes as one thing, with its first error."""

    cells: tuple[Cell, ...]
    error: CellError | None = None


Packed = Given | Whole

_ERRORS = {error.value: error for error in CellError}


def error_of(text: str) -> CellError | None:
    """The error that such a text names; for routes that bring errors as text."""
    return _ERRORS.get(text)


def cell_of(value: object, *, errors_as_text: bool = False) -> Cell:
    """A spreadsheet's value as a cell; what is no number, text, truth or error becomes text.

    Figures in currency cells may arrive as Decimal, dates as dates: a date is no figure, so
    it stays text. NaN is what some bridges make of a blank.
    """
    if value is None or isinstance(value, bool | CellError):
        return value
    if isinstance(value, str):
        return (error_of(value) or value) if errors_as_text else value
    if isinstance(value, int | float | Decimal):
        number = float(value)
        return number if math.isfinite(number) else None
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def is_blank(cell: Cell) -> bool:
    """An empty cell, an empty text, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u00a0"))


def pack(given: Given) -> Whole | Left:
    """A range as one thing."""
    if given is Left.OUT:
        return given
    cells = cells_in(given)
    return Whole(cells, next((cell for cell in cells if isinstance(cell, CellError)), None))


def shape(given: Packed) -> tuple[int, int]:
    """Rows and columns; a single cell is 1 by 1."""
    if isinstance(given, tuple):
        return len(given), max(map(len, given), default=0)
    return 1, 1


def cells_in(given: Given) -> tuple[Cell, ...]:
    """All cells of a range, row by row."""
    if isinstance(given, tuple):
        return tuple(cell for row in given for cell in row)
    return () if given is Left.OUT else (given,)


def only_cell(given: Given) -> Cell | Left:
    """The first cell of an argument that takes one."""
    if not isinstance(given, tuple):
        return given
    return given[0][0] if given and given[0] else None


def spread(
    function: Callable[..., Cell], arguments: Sequence[Packed], rows: int, columns: int
) -> Table:
    """Call a function for each place; single rows and columns repeat, and where ranges of
    different sizes do not reach the answer is #N/A, as in Excel."""
    pickers = [_picker(given, *shape(given)) for given in arguments]
    answers = []
    for row in range(rows):
        line: list[Cell] = []
        for column in range(columns):
            try:
                line.append(function(*[pick(row, column) for pick in pickers]))
            except IndexError:
                line.append(CellError.NA)
        answers.append(tuple(line))
    return tuple(answers)


def _picker(given: Packed, rows: int, columns: int) -> Callable[[int, int], Cell | Left | Whole]:
    if not isinstance(given, tuple):
        return lambda _row, _column: given
    if rows == 1 and columns == 1:
        single = given[0][0]
        return lambda _row, _column: single
    if rows == 1:
        return lambda _row, column: given[0][column]
    if columns == 1:
        return lambda row, _column: given[row][0]
    return lambda row, column: given[row][column]
