"""Values and functions of formulas, with Excel's own rules for texts, blanks and errors."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


class UnknownFormula(Exception):
    """A formula that this small reader does not know."""


class CellError(str):
    """An error value, such as #N/A."""

    __slots__ = ()


Scalar = float | str | bool | CellError | None


@dataclass(frozen=True, slots=True)
class Area:
    """The values of a range, row by row."""

    rows: tuple[tuple[Scalar, ...], ...]

    def flat(self) -> Iterator[Scalar]:
        for row in self.rows:
            yield from row


Value = Scalar | Area


# Each star in a pattern multiplies the ways to try it.
_MOST_STARS = 3
# "inf" and "1_000" are numbers to Python alone.
_NUMBER = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)\s*(%?)", re.IGNORECASE)
COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})


def _scalar(value: Value) -> Scalar:
    if not isinstance(value, Area):
        return value
    flat = [item for row in value.rows for item in row]
    if len(flat) != 1:
        raise UnknownFormula("a range where one value is wanted")
    return flat[0]


def number(value: Value) -> float | CellError:
    """A value as Excel's arithmetic takes it."""
    single = _scalar(value)
    if isinstance(single, CellError):
        return single
    if single is None:
        return 0.0
    if isinstance(single, (bool, float, int)):
        return float(single)
    text = single.strip().replace(",", "")
    stated = _NUMBER.fullmatch(text)
    if stated is None:
        return CellError("#VALUE!")
    return float(stated[1]) / (100 if stated[2] else 1)


def text_of(value: Value) -> str:
    """A value as Excel's text functions take it."""
    single = _scalar(value)
    if single is None:
        return ""
    if isinstance(single, bool):
        return "TRUE" if single else "FALSE"
    return f"{single:.15g}" if isinstance(single, float) else str(single)


def truth(value: Value) -> bool | CellError:
    """A value as a condition."""
    single = _scalar(value)
    if isinstance(single, CellError):
        return single
    if isinstance(single, str):
        if single.upper() in {"TRUE", "FALSE"}:
            return single.upper() == "TRUE"
        return CellError("#VALUE!")
    return bool(single)


def compare(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1 in Excel's order: numbers, then text without case, then FALSE and TRUE."""
    if left is None and right is None:
        return 0
    left = _blank_like(right) if left is None else left
    right = _blank_like(left) if right is None else right
    ranks = [2 if isinstance(v, bool) else 1 if isinstance(v, str) else 0 for v in (left, right)]
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, str) and isinstance(right, str):
        a, b = left.casefold(), right.casefold()
        return (a > b) - (a < b)
    x, y = float(left or 0), float(right or 0)
    if math.isclose(x, y, rel_tol=1e-15, abs_tol=0):  # Excel compares 15 digits
        return 0
    return (x > y) - (x < y)


def _blank_like(other: Scalar) -> Scalar:
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else 0.0


def apply_operator(operator: str, left: Value, right: Value) -> Value:
    """Two values joined by an operator; an error on either side is the result."""
    a, b = _scalar(left), _scalar(right)
    for side in (a, b):
        if isinstance(side, CellError):
            return side
    if operator == "&":
        return text_of(a) + text_of(b)
    if operator in COMPARISONS:
        order = compare(a, b)
        return {
            "=": order == 0,
            "<>": order != 0,
            "<": order < 0,
            ">": order > 0,
            "<=": order <= 0,
            ">=": order >= 0,
        }[operator]
    return calculate(operator, a, b)


def calculate(operator: str, left: Value, right: Value) -> Value:
    """Two values as numbers under one of + - * / ^."""
    a, b = number(left), number(right)
    if isinstance(a, CellError):
        return a
    if isinstance(b, CellError):
        return b
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if operator == "/":
        return CellError("#DIV/0!") if b == 0 else a / b
    try:
        power = a**b
    except (ZeroDivisionError, OverflowError):
        return CellError("#NUM!")
    return power if isinstance(power, float) else CellError("#NUM!")


def _flat(arguments: list[Value]) -> Iterator[Scalar]:
    for argument in arguments:
        if isinstance(argument, Area):
            yield from argument.flat()
        else:
            yield argument


def numbers(arguments: list[Value]) -> list[float]:
    """The numbers among arguments, as SUM takes them: texts and blanks are passed over."""
    return [
        float(value)
        for value in _flat(arguments)
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]


def _first_error(arguments: list[Value]) -> CellError | None:
    return next((value for value in _flat(arguments) if isinstance(value, CellError)), None)


def _all(arguments: list[Value]) -> Value:
    return _first_error(arguments) or all(_conditions(arguments))


def _any(arguments: list[Value]) -> Value:
    return _first_error(arguments) or any(_conditions(arguments))


def _conditions(arguments: list[Value]) -> list[bool]:
    return [bool(truth(value)) for value in _flat(arguments) if not isinstance(value, str)]


def _not(arguments: list[Value]) -> Value:
    value = truth(arguments[0])
    return value if isinstance(value, CellError) else not value


def _if(arguments: list[Value]) -> Value:
    condition = truth(arguments[0])
    if isinstance(condition, CellError):
        return condition
    if condition:
        return arguments[1]
    return arguments[2] if len(arguments) > 2 else False


def _if_error(arguments: list[Value]) -> Value:
    return arguments[1] if isinstance(_scalar(arguments[0]), CellError) else arguments[0]


def _search(arguments: list[Value], *, fold: bool) -> Value:
    error = _first_error(arguments[:2])
    if error:
        return error
    needle, text = text_of(arguments[0]), text_of(arguments[1])
    start = number(arguments[2]) if len(arguments) > 2 else 1.0
    if isinstance(start, CellError):
        return start
    if needle.count("*") > _MOST_STARS:
        raise UnknownFormula("a pattern that may take for ever")
    if fold:
        wild = re.escape(needle).replace(r"\*", ".*").replace(r"\?", ".")
        match = re.compile(wild, re.IGNORECASE | re.DOTALL).search(text, int(start) - 1)
        return float(match.start() + 1) if match else CellError("#VALUE!")
    place = text.find(needle, int(start) - 1)
    return float(place + 1) if place >= 0 else CellError("#VALUE!")


def _left(arguments: list[Value], *, right: bool = False) -> Value:
    error = _first_error(arguments)
    if error:
        return error
    count = int(float(number(arguments[1]))) if len(arguments) > 1 else 1
    text = text_of(arguments[0])
    if right:
        return text[-count:] if count else ""
    return text[:count]


def _mid(arguments: list[Value]) -> Value:
    start, count = (int(float(number(value))) for value in arguments[1:3])
    return text_of(arguments[0])[start - 1 : start - 1 + count]


def _rounded(arguments: list[Value]) -> Value:
    value = number(arguments[0])
    places = number(arguments[1]) if len(arguments) > 1 else 0.0
    if isinstance(value, CellError) or isinstance(places, CellError):
        return CellError("#VALUE!")
    return round_to(value, int(places), ROUND_HALF_UP)


def round_to(value: float, places: int, way: str) -> float:
    """A number rounded as Excel rounds it, by its first 15 digits; ``way`` is decimal's word."""
    return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), way))


def _of_number(function: Callable[[float], Scalar]) -> Callable[[list[Value]], Value]:
    def worked(arguments: list[Value]) -> Value:
        value = number(arguments[0])
        return value if isinstance(value, CellError) else function(value)

    return worked


def _of_numbers(function: Callable[[list[float]], float]) -> Callable[[list[Value]], Value]:
    def worked(arguments: list[Value]) -> Value:
        error = _first_error(arguments)
        if error:
            return error
        found = numbers(arguments)
        return function(found) if found else CellError("#DIV/0!")

    return worked


def _of_text(function: Callable[[str], Scalar]) -> Callable[[list[Value]], Value]:
    def worked(arguments: list[Value]) -> Value:
        return _first_error(arguments) or function(text_of(arguments[0]))

    return worked


def _is(test: Callable[[Scalar], bool]) -> Callable[[list[Value]], Value]:
    return lambda arguments: test(_scalar(arguments[0]))


def _is_number(value: Scalar) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _value(arguments: list[Value]) -> Value:
    return number(arguments[0])


FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    "AND": _all,
    "OR": _any,
    "NOT": _not,
    "IF": _if,
    "IFERROR": _if_error,
    "TRUE": lambda _: True,
    "FALSE": lambda _: False,
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(_is_number),
    "ISTEXT": _is(lambda value: isinstance(value, str) and not isinstance(value, CellError)),
    "ISNONTEXT": _is(lambda value: not isinstance(value, str) or isinstance(value, CellError)),
    "ISLOGICAL": _is(lambda value: isinstance(value, bool)),
    "ISERROR": _is(lambda value: isinstance(value, CellError)),
    "ISERR": _is(lambda value: isinstance(value, CellError) and value != "#N/A"),
    "ISNA": _is(lambda value: isinstance(value, CellError) and value == "#N/A"),
    "NA": lambda _: CellError("#N/A"),
    "SEARCH": lambda arguments: _search(arguments, fold=True),
    "FIND": lambda arguments: _search(arguments, fold=False),
    "LEFT": _left,
    "RIGHT": lambda arguments: _left(arguments, right=True),
    "MID": _mid,
    "LEN": _of_text(lambda text: float(len(text))),
    "UPPER": _of_text(str.upper),
    "LOWER": _of_text(str.lower),
    "TRIM": _of_text(lambda text: " ".join(text.split(" "))),
    "EXACT": lambda arguments: text_of(arguments[0]) == text_of(arguments[1]),
    "VALUE": _value,
    "N": _value,
    "ABS": _of_number(abs),
    "INT": _of_number(lambda value: float(math.floor(value))),
    "ROUND": _rounded,
    "MOD": lambda arguments: _modulo(number(arguments[0]), number(arguments[1])),
    "ISODD": _of_number(lambda value: int(value) % 2 == 1),
    "ISEVEN": _of_number(lambda value: int(value) % 2 == 0),
    "SUM": lambda arguments: _first_error(arguments) or math.fsum(numbers(arguments)),
    "AVERAGE": _of_numbers(lambda found: math.fsum(found) / len(found)),
    "MEDIAN": _of_numbers(lambda found: percentile(found, 50)),
    "MIN": lambda arguments: _first_error(arguments) or min(numbers(arguments), default=0.0),
    "MAX": lambda arguments: _first_error(arguments) or max(numbers(arguments), default=0.0),
    "COUNT": lambda arguments: float(len(numbers(arguments))),
    "COUNTA": lambda arguments: float(sum(value is not None for value in _flat(arguments))),
    "COUNTBLANK": lambda arguments: float(
        sum(value is None or value == "" for value in _flat(arguments))
    ),
}


def _modulo(value: float | CellError, divisor: float | CellError) -> Value:
    if isinstance(value, CellError) or isinstance(divisor, CellError):
        return CellError("#VALUE!")
    return CellError("#DIV/0!") if divisor == 0 else value - divisor * math.floor(value / divisor)


def percentile(found: list[float], percent: float) -> float:
    """PERCENTILE.INC: the value below which a share of the sorted numbers lies."""
    ordered = sorted(found)
    place = (len(ordered) - 1) * min(100.0, max(0.0, percent)) / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
