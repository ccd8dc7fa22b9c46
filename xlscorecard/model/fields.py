"""One field of a row, read from whatever a file holds there: text, number, word, list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from xlscorecard.model.geometry import BBox

Row = dict[str, object]
# A float, which is what most programs hold, has up to 309 before its point and 324 behind it.
_MOST_DIGITS = 400


class BadField(ValueError):
    """A field that does not hold what it should: ``field`` and ``reason`` for the message."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        return BadField, (self.field, self.reason)


@contextmanager
def at_place(place: str) -> Iterator[None]:
    """Put where a field stands before its name: "records[3].kind"."""
    try:
        yield
    except BadField as error:
        raise BadField(f"{place}.{error.field}", error.reason) from error


def text_of(row: Mapping[str, object], field: str) -> str | None:
    """A field's text; a number as it is written. Raises BadField."""
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | int | float | Decimal):
        return str(value)
    raise BadField(field, f"{value!r} is not a text")


def decimal_of(row: Mapping[str, object], field: str) -> Decimal | None:
    """A field's finite number, with all its digits; raises BadField."""
    value = row.get(field)
    if value is None or value == "":
        return None
    if not isinstance(value, bool) and isinstance(value, int | float | Decimal | str):
        try:
            amount = Decimal(value.strip() if isinstance(value, str) else repr(value))
        except InvalidOperation:
            amount = value if isinstance(value, Decimal) else Decimal("NaN")
        if amount.is_finite() and _is_bearable(amount):
            return amount
    raise BadField(field, f"{value!r} is not a number")


def _is_bearable(amount: Decimal) -> bool:
    """Whether a number can be written out: 1e999999999 as a whole number fills all memory."""
    _, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and len(digits) + abs(exponent) <= _MOST_DIGITS


def whole_of(row: Mapping[str, object], field: str) -> int | None:
    """A field's whole number; raises BadField."""
    amount = decimal_of(row, field)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise BadField(field, f"{row.get(field)!r} is not a whole number")
    return int(amount)


def truth_of(row: Mapping[str, object], field: str) -> bool | None:
    """A field's yes or no; raises BadField."""
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in {"true", "yes", "1"}:
        return True
    if word in {"false", "no", "0"}:
        return False
    raise BadField(field, f"{value!r} is neither true nor false")


Word = TypeVar("Word", bound=StrEnum)


def word_of(row: Mapping[str, object], field: str, kind: type[Word]) -> Word | None:
    """The member of ``kind`` whose word the field holds; raises BadField."""
    value = row.get(field)
    if value is None or value == "":
        return None
    try:
        return kind(str(value).strip().casefold())
    except ValueError:
        known = ", ".join(kind)
        raise BadField(field, f"{value!r} is none of {known}") from None


Holder = TypeVar("Holder", list[object], dict[str, object])


def json_of(row: Mapping[str, object], field: str, kind: type[Holder]) -> Holder | None:
    """A list or a mapping, given as such or as JSON text in a table's cell; raises BadField."""
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value, parse_float=Decimal)
        except ValueError:
            raise BadField(field, f"{value!r} is not JSON") from None
    if not isinstance(value, kind):
        raise BadField(field, f"{value!r} is not a {kind.__name__}")
    return value


def box_of(field: str, box: list[object] | None) -> BBox | None:
    """A box from its four sides, [x0, top, x1, bottom]; raises BadField."""
    if box is None:
        return None
    sides = [decimal_of({field: side}, field) for side in box]
    if len(sides) != 4 or any(side is None for side in sides):
        raise BadField(field, f"{box!r} is not [x0, top, x1, bottom]")
    return BBox(*(float(side) for side in sides if side is not None))
