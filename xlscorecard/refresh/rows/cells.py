"""A cell's value, typed, and the XML that stands for it. Text is never a formula."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from xlscorecard.refresh.opc.markup import escape
from xlscorecard.refresh.rows.addresses import format_address
from xlscorecard.refresh.rows.runs import Run

CellValue = Decimal | int | float | bool | str | date | datetime | None
"""None empties the cell and keeps its format."""

CellValues = dict[str, dict[int, dict[int, CellValue]]]
"""Sheet -> row -> column -> value: the compact form for millions of cells."""

LONGEST_TEXT = 32_767  # characters in a cell: "Excel specifications and limits"
_LARGEST = 9.99e307
PLAIN = 1e300
"""Figures up to here need no closer look."""

_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|\r")
_SPECIAL = re.compile("\\A\\s|[&<>_\x00-\x1f\ufffe\uffff\ud800-\udfff]|\\s\\Z")
"""Where text needs more than to be copied; most cells' text does not."""

FORMULA_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r")
"""First letters of a text that Excel would take for a formula."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A value for one cell. ``fill`` is an RRGGBB colour to paint it with, None to leave it.
    ``why`` says in a report what stands behind it ("SF01 Actual")."""

    sheet: str
    row: int
    column: int
    value: CellValue
    fill: str | None = None
    why: str = ""

    @property
    def address(self) -> str:
        return f"{self.sheet}!{format_address(self.row, self.column)}"


class UnwritableValue(ValueError):
    """A value that no cell can hold; the message says why."""


def check_value(value: CellValue) -> None:
    """Raises UnwritableValue for NaN, infinities, dates before 1900 and text too long."""
    if isinstance(value, (float, Decimal)) and not math.isfinite(value):
        raise UnwritableValue("not a number, and a cell can hold only numbers")
    if isinstance(value, (int, float, Decimal)) and not -_LARGEST < value < _LARGEST:
        raise UnwritableValue("the number is larger than a cell can hold")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise UnwritableValue(f"the text has {len(value)} characters, a cell holds {LONGEST_TEXT}")
    if isinstance(value, date) and value.year < 1900:
        raise UnwritableValue("a date before 1900 cannot stand in a cell")


def looks_like_formula(value: CellValue) -> bool:
    """Text that Excel would take for a formula if somebody edited the cell."""
    return isinstance(value, str) and value[:1] in FORMULA_SIGNS


def date_serial(value: date, *, date1904: bool) -> float:
    """Days since the workbook's epoch; 1900 has a 29 February there, as Lotus had."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    moment = moment.replace(tzinfo=None)
    if date1904:
        return (moment - datetime(1904, 1, 1)) / timedelta(days=1)
    days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    return days if days >= 61 else days - 1


def format_number(value: float | Decimal) -> str:
    """The shortest decimal text that reads back as the same double."""
    if isinstance(value, int) and abs(value) < 1 << 53:
        return str(value)
    text = repr(float(value))
    return text.removesuffix(".0")


def encode_text(text: str) -> str:
    """Text for ``<t>``: what XML cannot hold as ``_xHHHH_`` (ECMA-376 part 1, 22.9.2.19)."""
    text = text.replace("\r\n", "\n")
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: "_x005F" + match[0], text)
    text = _ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text)


def decode_text(text: str) -> str:
    """Back from :func:`encode_text`, after XML's own escapes are undone."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[0][2:6], 16)), text)


def is_date(value: CellValue) -> bool:
    """Whether a value is a day or a moment."""
    return isinstance(value, date)


def format_content(
    value: CellValue, prefix: str, *, date1904: bool = False, runs: Sequence[Run] = ()
) -> tuple[str, str]:
    """(type for the ``t`` attribute or nothing, the XML inside the cell).

    ``runs`` are the same text in runs, where it does not have the cell's own font throughout.
    """
    if type(value) is float:
        return "", f"<{prefix}v>{repr(value).removesuffix('.0')}</{prefix}v>"
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        text = "".join(_run(run, prefix) for run in runs) if runs else _text(value, prefix)
        return "inlineStr", f"<{prefix}is>{text}</{prefix}is>"
    if isinstance(value, bool):
        return "b", f"<{prefix}v>{int(value)}</{prefix}v>"
    if isinstance(value, date):
        value = date_serial(value, date1904=date1904)
    return "", f"<{prefix}v>{format_number(value)}</{prefix}v>"


def _run(run: Run, prefix: str) -> str:
    text = _text(run.text, prefix)
    return f"<{prefix}r>{run.look}{text}</{prefix}r>"


def _text(value: str, prefix: str) -> str:
    if _SPECIAL.search(value) is None:
        return f"<{prefix}t>{value}</{prefix}t>"
    text = encode_text(value)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{prefix}t{space}>{text}</{prefix}t>"
