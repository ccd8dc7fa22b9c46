"""Calling a function of the catalogue as a worksheet does: cells, ranges, errors, spills."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.functions.catalogue import BY_NAME, Function
from xlscorecard.functions.cells import (
    Cell,
    CellError,
    Given,
    Left,
    Packed,
    Table,
    Whole,
    only_cell,
    pack,
    shape,
    spread,
)
from xlscorecard.functions.columns import rag_columns


def call(name: str, *given: Given) -> Cell | Table:
    """The answer of a function: a cell, or a table where a range of values was given.

    An error in an argument is the answer, the first one in the order of the arguments.
    Too few or too many arguments give #VALUE!; raises KeyError for an unknown function.
    """
    function = BY_NAME[name]
    if not function.required <= len(given) <= len(function.arguments):
        return CellError.VALUE
    left = (Left.OUT,) * (len(function.arguments) - len(given))
    arguments = (*given, *left)
    if Left.OUT in arguments[: function.required]:
        return CellError.VALUE
    whole = [argument.whole for argument in function.arguments]
    if all(whole) or function.name == "RAGOVERALL":
        return _answer(function, whole, arguments)
    shapes = [shape(a) for a, w in zip(arguments, whole, strict=True) if not w]
    rows, columns = (max(sizes) for sizes in zip(*shapes, strict=True))
    if rows == 0 or columns == 0:
        return ""
    if function.name in {"VARIATION", "ASSURANCE"} or (rows, columns) == (1, 1):
        single = not any(
            isinstance(a, tuple) for a, w in zip(arguments, whole, strict=True) if not w
        )
        answer = _answer(function, whole, arguments)
        return answer if single or isinstance(answer, tuple) else ((answer,),)
    if function.name == "RAG":
        table = rag_columns(arguments, rows, columns)
        if table is not None:
            return table
    packed = [pack(a) if w else a for a, w in zip(arguments, whole, strict=True)]
    return spread(lambda *cells: _one(function, cells), packed, rows, columns)


def _answer(function: Function, whole: Sequence[bool], arguments: Sequence[Given]) -> Cell | Table:
    packed = [pack(a) if w else only_cell(a) for a, w in zip(arguments, whole, strict=True)]
    return _one(function, packed)


def _one(function: Function, arguments: Sequence[Packed]) -> Cell:
    for argument in arguments:
        if isinstance(argument, CellError):
            return argument
        if isinstance(argument, Whole) and argument.error is not None:
            return argument.error
    answer = function.compute(*(a.cells if isinstance(a, Whole) else a for a in arguments))
    whole_number = isinstance(answer, int) and not isinstance(answer, bool)
    return float(answer) if whole_number else answer
