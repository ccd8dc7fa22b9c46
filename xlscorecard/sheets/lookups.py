"""Functions that look a value up in a range, as rules with a table of thresholds use them."""

from __future__ import annotations

from collections.abc import Callable

from xlscorecard.sheets.functions import (
    Area,
    CellError,
    Scalar,
    UnknownFormula,
    Value,
    compare,
    number,
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


def _count_if(arguments: list[Value]) -> Value:
    wanted = _single(arguments[1])
    operator, limit = "=", wanted
    if isinstance(wanted, str):
        operator = next((sign for sign in _OPERATORS if wanted.startswith(sign)), "=")
        text = wanted.removeprefix(operator)
        stated = number(text)
        limit = text if isinstance(stated, CellError) or not text else stated
    if isinstance(limit, str) and (not limit or any(sign in limit for sign in "*?~")):
        raise UnknownFormula("a pattern")
    tests: dict[str, Callable[[int], bool]] = {
        "=": lambda order: order == 0,
        "<": lambda order: order < 0,
        ">": lambda order: order > 0,
        "<=": lambda order: order <= 0,
        ">=": lambda order: order >= 0,
    }
    count = 0
    for value in _area(arguments[0]).flat():
        alike = value is not None and isinstance(value, str) is isinstance(limit, str)
        if operator == "<>":
            count += not alike or compare(value, limit) != 0
        else:
            count += alike and tests[operator](compare(value, limit))
    return float(count)


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
    "COUNTIF": _count_if,
    "CHOOSE": _choose,
    "IFS": _conditions,
    "SWITCH": _switch,
    "IFNA": _if_missing,
    "CONCATENATE": lambda arguments: "".join(map(text_of, arguments)),
}
