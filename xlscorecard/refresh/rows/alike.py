"""Rows that are alike but for their values, as a table's are: new values by one pattern.

A row's *skeleton* is its bytes without values and types: places and styles alone. As long as
the skeleton stays the same from row to row, so does the pattern that its new values go into,
and no cell has to be looked at by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlscorecard.refresh.rows.addresses import column_number
from xlscorecard.refresh.rows.cells import CellValue, format_content
from xlscorecard.refresh.rows.changes import RowValues
from xlscorecard.refresh.rows.sheet import RowPlace, SheetMarkup


class AlikeRows:
    """Puts values into one row after another; it remembers what the last one looked like."""

    def __init__(self, sheet: SheetMarkup) -> None:
        self._data = memoryview(sheet.data)
        self._close = b"</" + sheet.prefix + b"row"
        self._prefix = sheet.prefix
        self._value = _value_pattern(sheet.prefix)
        self._skeleton = b""
        self._columns: tuple[int, ...] = ()
        self._form = ""

    def filled(self, row: RowPlace, new: RowValues) -> bytes | None:
        """A row's bytes with its values replaced; None where the row holds other cells than
        those, or anything that is not a plain cell."""
        text = bytes(self._data[row.start : row.end])
        head = row.body - row.start
        close = text.rfind(self._close, head)
        if close < 0:
            return None
        number = str(row.number)
        bare = self._value.sub(b";", text[head:close])
        if bare != self._skeleton.replace(b"#", number.encode()) and not self._learn(bare, number):
            return None
        if self._columns != new.columns:
            return None
        parts = [number] * (2 * len(new.values))
        parts[1::2] = [_after_style(value, new.prefix, new.date1904) for value in new.values]
        return text[:head] + (self._form % tuple(parts)).encode() + text[close:]

    def _learn(self, bare: bytes, number: str) -> bool:
        """Take a row's look for that of the rows to come; False where it is not a plain one."""
        tag = self._prefix + b"c"
        cell = re.compile(
            rb"<%b r=\"([A-Z]{1,3})%b\"( s=\"\d+\")?;" % (re.escape(tag), number.encode())
        )
        found = list(cell.finditer(bare))
        if b"".join(match[0] for match in found) != bare or not found:
            return False
        columns = tuple(column_number(match[1].decode()) for match in found)
        if sorted(set(columns)) != list(columns):
            return False
        heads = [(tag + b' r="' + match[1], (match[2] or b"")) for match in found]
        self._columns = columns
        self._skeleton = b"".join(b'<%b#"%b;' % head for head in heads)
        self._form = b"".join(b'<%b%%s"%b%%s' % head for head in heads).decode()
        return True


@lru_cache(maxsize=8)
def _value_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """What stands in a plain cell behind its style: type, value or text, the closing tag."""
    p = re.escape(prefix)
    value = rb"<%bv>[^<]*</%bv>" % (p, p)
    text = rb'<%bis><%bt(?: xml:space="preserve")?>[^<]*</%bt></%bis>' % (p, p, p, p)
    return re.compile(rb'(?: t="\w+")?(?:/>|>(?:%b|%b)?</%bc>)' % (value, text, p))


def _after_style(value: CellValue, prefix: str, date1904: bool) -> str:
    """A cell's bytes from behind its style on."""
    if type(value) is float:
        return f"><{prefix}v>{repr(value).removesuffix('.0')}</{prefix}v></{prefix}c>"
    if type(value) is str:
        return _text_after_style(value, prefix)
    return _closed(*format_content(value, prefix, date1904=date1904), prefix)


@lru_cache(maxsize=16_384)  # a table's words stand in it many times
def _text_after_style(text: str, prefix: str) -> str:
    return _closed(*format_content(text, prefix), prefix)


def _closed(kind: str, inside: str, prefix: str) -> str:
    if not inside:
        return "/>"
    t = f' t="{kind}"' if kind else ""
    return f"{t}>{inside}</{prefix}c>"
