"""Calls as JSON: for the local server, and for the same engine inside a browser.

A call is ``{"name": "RAG", "args": [...]}``. An argument is a table of cells (a list of rows, or
``{"column": [...]}``, which large ranges mostly are), or ``{"left": "out"}``. A cell is a number,
a text, true or false, null, or ``{"error": "#N/A"}``. Answers are cells, tables or columns.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from xlscorecard.functions.call import call
from xlscorecard.functions.catalogue import BY_NAME
from xlscorecard.functions.cells import Cell, CellError, Given, Left, Table, error_of

MOST_CALLS = 20_000
MOST_CELLS = 500_000


class BadCall(ValueError):
    """A request that is no list of calls, or too large a one."""


def answer_batch(text: str) -> str:
    """The answers of a list of calls, in their order; raises BadCall."""
    try:
        calls = json.loads(text, parse_int=float)
    except ValueError as error:
        raise BadCall("the request is not JSON") from error
    if not isinstance(calls, list) or len(calls) > MOST_CALLS:
        raise BadCall(f"the request is no list of at most {MOST_CALLS} calls")
    count = [MOST_CELLS]
    return json.dumps([_answer(asked, count) for asked in calls], ensure_ascii=False)


def _answer(asked: object, count: list[int]) -> object:
    if not isinstance(asked, dict) or asked.get("name") not in BY_NAME:
        raise BadCall("the request calls a function that does not exist")
    given = asked.get("args")
    if not isinstance(given, list) or len(given) > 10:
        raise BadCall("the request calls a function without its arguments")
    return _sent(call(str(asked["name"]), *(_given(argument, count) for argument in given)))


def _given(argument: object, count: list[int]) -> Given:
    if isinstance(argument, Mapping) and argument.get("left") == "out":
        return Left.OUT
    if isinstance(argument, Mapping) and isinstance(argument.get("column"), list):
        return _column(argument["column"], count)
    if not isinstance(argument, list):
        count[0] -= 1
        return _cell(argument)
    rows = [row if isinstance(row, list) else [row] for row in argument]
    _spend(sum(map(len, rows)), count)
    # Whole rows of plain cells pass at the speed of a list; that is what large ranges are.
    table = tuple(tuple(row) if _plain(row) else tuple(map(_cell, row)) for row in rows)
    if not table or len({len(row) for row in table}) != 1 or not table[0]:
        raise BadCall("an argument is no table of cells")
    return table[0][0] if len(table) == 1 and len(table[0]) == 1 else table


def _column(cells: list[object], count: list[int]) -> Given:
    _spend(len(cells), count)
    column = cells if _plain(cells) else list(map(_cell, cells))
    if not column:
        raise BadCall("an argument is no table of cells")
    return tuple(zip(column, strict=True)) if len(column) > 1 else column[0]  # type: ignore[arg-type, return-value]


def _spend(cells: int, count: list[int]) -> None:
    count[0] -= cells
    if count[0] < 0:
        raise BadCall(f"the request has more than {MOST_CELLS} cells")


def _plain(row: list[object]) -> bool:
    return all(
        cell is None or type(cell) is str or (type(cell) is float and cell - cell == 0)
        for cell in row
    )


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        number = float(value)
        return number if number - number == 0 else None
    if isinstance(value, Mapping) and "error" in value:
        return error_of(str(value.get("error"))) or CellError.VALUE
    raise BadCall("a cell is neither number nor text")


def _sent(result: Cell | Table) -> object:
    if isinstance(result, tuple):
        if len(result) > 1 and all(len(row) == 1 for row in result):
            return {"column": [cell if type(cell) is str else _sent(cell) for (cell,) in result]}
        return [[_sent(cell) for cell in row] for row in result]
    return {"error": result.value} if isinstance(result, CellError) else result
