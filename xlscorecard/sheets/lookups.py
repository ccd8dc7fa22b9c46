"""Functions that look a value up in a range, as rules with a table of thresholds use them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_UP

from xlscorecard.sheets.functions import (
    Area,
    CellError,
    Scalar,
    UnknownFormula,
    Value,
    compare,
    number,
    round_to,
    text_of,
    truth,
)

_NOT_FOUND = CellError("#N/A")
_OPERATORS = ("<=", ">=", "<>", "<", ">", "=")


def _area(value: Value) -> Area:
    return value if isinstance(value, Area) else Area(((value,),))


def _whole(value: Value) -> int:
    found = number(value)
    if isinstance(found, CellError):
        raise UnknownFormula("a place that is no number")
    return int(found)


def _single(value: Value) -> Scalar:
    if not isinstance(value, Area):
        return value
    flat = list(value.flat())
    if len(flat) != 1:
        raise UnknownFormula("a range where one value is wanted")
    return flat[0]


def _same(one: Scalar, other: Scalar) -> bool:
    if isinstance(one, CellError) or isinstance(other, CellError):
        return False
    if isinstance(one, str) and any(sign in one for sign in "*?~"):
        raise UnknownFormula("a pattern")
    return (one is None) is (other is None) and compare(one, other) == 0


def _position(wanted: Scalar, line: list[Scalar], kind: int) -> int | None:
    """MATCH: the place from 0; ``kind`` 0 wants the same, 1 the last of a rising line that is
    not greater, -1 the last of a falling line that is not smaller."""
    if kind == 0:
        return next((at for at, value in enumerate(line) if _same(wanted, value)), None)
    found = None
    for at, value in enumerate(line):
        if value is None or isinstance(value, (CellError, str)) is not isinstance(wanted, str):
            continue
        if compare(value, wanted) * kind > 0:
            break
        found = at
    return found


def _match(arguments: list[Value]) -> Value:
    kind = _whole(arguments[2]) if len(arguments) > 2 else 1
    place = _position(_single(arguments[0]), list(_area(arguments[1]).flat()), kind)
    return _NOT_FOUND if place is None else float(place + 1)


def _index(arguments: list[Value]) -> Value:
    rows = _area(arguments[0]).rows
    row = _whole(arguments[1])
    col = _whole(arguments[2]) if len(arguments) > 2 else 1
    if len(rows) == 1 and len(arguments) == 2:
        row, col = 1, row
    if row < 1 or col < 1:
        raise UnknownFormula("a whole row or column")
    inside = row <= len(rows) and col <= len(rows[0])
    return rows[row - 1][col - 1] if inside else CellError("#REF!")


def _vertical(arguments: list[Value]) -> Value:
    rows = _area(arguments[1]).rows
    col = _whole(arguments[2])
    near = truth(arguments[3]) is not False if len(arguments) > 3 else True
    place = _position(_single(arguments[0]), [row[0] for row in rows], 1 if near else 0)
    if place is None:
        return _NOT_FOUND
    return rows[place][col - 1] if 1 <= col <= len(rows[0]) else CellError("#REF!")


def _horizontal(arguments: list[Value]) -> Value:
    turned = Area(tuple(zip(*_area(arguments[1]).rows, strict=True)))
    return _vertical([arguments[0], turned, *arguments[2:]])


def _wanted(arguments: list[Value]) -> Value:
    """XLOOKUP, for the same value only."""
    if len(arguments) > 4:
        raise UnknownFormula("XLOOKUP with a way to match")
    place = _position(_single(arguments[0]), list(_area(arguments[1]).flat()), 0)
    if place is None:
        return arguments[3] if len(arguments) > 3 else _NOT_FOUND
    return list(_area(arguments[2]).flat())[place]


def _criterion(stated: Value) -> Callable[[Scalar], bool]:
    """What COUNTIF and its like ask of a cell: a value, or a comparison written as text."""
    wanted = _single(stated)
    operator, limit = "=", wanted
    if isinstance(wanted, str):
        operator = next((sign for sign in _OPERATORS if wanted.startswith(sign)), "=")
        text = wanted.removeprefix(operator)
        found = number(text)
        limit = text if isinstance(found, CellError) or not text else found
    if isinstance(limit, str) and (not limit or any(sign in limit for sign in "*?~")):
        raise UnknownFormula("a pattern")
    tests: dict[str, Callable[[int], bool]] = {
        "=": lambda order: order == 0,
        "<": lambda order: order < 0,
        ">": lambda order: order > 0,
        "<=": lambda order: order <= 0,
        ">=": lambda order: order >= 0,
    }

    def meets(value: Scalar) -> bool:
        alike = value is not None and isinstance(value, str) is isinstance(limit, str)
        if operator == "<>":
            return not alike or compare(value, limit) != 0
        return alike and tests[operator](compare(value, limit))

    return meets


def _chosen(pairs: Sequence[Value]) -> list[bool]:
    """Which places of ranges of one size meet the criteria that stand behind each."""
    kept: list[bool] = []
    for area, stated in zip(pairs[::2], pairs[1::2], strict=True):
        meets = _criterion(stated)
        found = [meets(value) for value in _area(area).flat()]
        if kept and len(kept) != len(found):
            raise UnknownFormula("ranges of several sizes")
        kept = [a and b for a, b in zip(kept, found, strict=True)] if kept else found
    return kept


def _added(area: Value, kept: Sequence[bool]) -> Value:
    values = list(_area(area).flat())
    if len(values) != len(kept):
        raise UnknownFormula("ranges of several sizes")
    found = [value for value, keep in zip(values, kept, strict=True) if keep]
    errors = (value for value in found if isinstance(value, CellError))
    numbers = [value for value in found if isinstance(value, float)]
    return next(errors, None) or math.fsum(numbers)


def _ordered(value: Value) -> list[float]:
    return sorted(item for item in _area(value).flat() if isinstance(item, float))


def _at_rank(arguments: list[Value], *, falling: bool) -> Value:
    line = _ordered(arguments[0])
    place = _whole(arguments[1])
    if not 1 <= place <= len(line):
        return CellError("#NUM!")
    return line[-place] if falling else line[place - 1]


def _rank(arguments: list[Value]) -> Value:
    value, line = number(arguments[0]), _ordered(arguments[1])
    if isinstance(value, CellError) or value not in line:
        return value if isinstance(value, CellError) else _NOT_FOUND
    rising = len(arguments) > 2 and bool(_whole(arguments[2]))
    return float(1 + sum(other < value if rising else other > value for other in line))


def _rounded(arguments: list[Value], way: str) -> Value:
    value = number(arguments[0])
    places = _whole(arguments[1]) if len(arguments) > 1 else 0
    if isinstance(value, CellError):
        return value
    return round_to(value, places, way)


def _substituted(arguments: list[Value]) -> Value:
    if len(arguments) > 3:
        raise UnknownFormula("SUBSTITUTE of one of several")
    text, old, new = map(text_of, arguments)
    return text.replace(old, new) if old else text


def _sign(arguments: list[Value]) -> Value:
    value = number(arguments[0])
    return value if isinstance(value, CellError) else float((value > 0) - (value < 0))


def _choose(arguments: list[Value]) -> Value:
    place = _whole(arguments[0])
    return arguments[place] if 1 <= place < len(arguments) else CellError("#VALUE!")


def _conditions(arguments: list[Value]) -> Value:
    for test, value in zip(arguments[::2], arguments[1::2], strict=True):
        held = truth(test)
        if isinstance(held, CellError) or held:
            return held if isinstance(held, CellError) else value
    return _NOT_FOUND


def _switch(arguments: list[Value]) -> Value:
    wanted, rest = _single(arguments[0]), arguments[1:]
    for case, value in zip(rest[::2], rest[1::2], strict=False):
        if _same(wanted, _single(case)):
            return value
    return rest[-1] if len(rest) % 2 else _NOT_FOUND


def _if_missing(arguments: list[Value]) -> Value:
    value = arguments[0]
    missing = isinstance(value, CellError) and value == _NOT_FOUND
    return arguments[1] if missing else value


LOOKUPS: dict[str, Callable[[list[Value]], Value]] = {
    "MATCH": _match,
    "INDEX": _index,
    "VLOOKUP": _vertical,
    "HLOOKUP": _horizontal,
    "XLOOKUP": _wanted,
    "COUNTIF": lambda arguments: float(sum(_chosen(arguments))),
    "COUNTIFS": lambda arguments: float(sum(_chosen(arguments))),
    "SUMIF": lambda arguments: _added(
        arguments[-1 if len(arguments) > 2 else 0], _chosen(arguments[:2])
    ),
    "SUMIFS": lambda arguments: _added(arguments[0], _chosen(arguments[1:])),
    "LARGE": lambda arguments: _at_rank(arguments, falling=True),
    "SMALL": lambda arguments: _at_rank(arguments, falling=False),
    "RANK": _rank,
    "RANK.EQ": _rank,
    "ROUNDUP": lambda arguments: _rounded(arguments, ROUND_UP),
    "ROUNDDOWN": lambda arguments: _rounded(arguments, ROUND_DOWN),
    "SIGN": _sign,
    "SUBSTITUTE": _substituted,
    "CHOOSE": _choose,
    "IFS": _conditions,
    "SWITCH": _switch,
    "IFNA": _if_missing,
    "CONCATENATE": lambda arguments: "".join(map(text_of, arguments)),
}
