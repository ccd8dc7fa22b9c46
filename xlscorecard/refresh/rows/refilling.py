"""Rows of a table that get new values throughout: a block of rows at a time, column by column.

Most columns hold one kind of value, so that it need not be asked of each cell, and most rows are
written as Excel writes them, so that one pattern finds all their cells at once. A row that holds
anything else is left to :mod:`~xlscorecard.refresh.rows.splicing`, with the same result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xlscorecard.refresh.rows.addresses import column_letters
from xlscorecard.refresh.rows.cells import CellValue, format_content
from xlscorecard.refresh.rows.changes import NewCell, cell_end, widen_spans
from xlscorecard.refresh.rows.sheet import RowPlace, SheetMarkup

_BLOCK = 256
_WIDEST = 300
"""The last column that one pattern looks for: the time to make it grows with them."""

_MOST_HEADS = 1000
_EMPTY = "/>"
_SPECIAL = re.compile("[&<>_\x00-\x1f\ufffe\uffff\ud800-\udfff]")


class Refill:
    """New ``values`` (a row each, from row ``top`` on) for the columns ``places``. Formats stay;
    where ``styles`` are given the rows are new and have these, by column."""

    def __init__(
        self,
        prefix: str,
        places: Sequence[int],
        top: int,
        values: Sequence[Sequence[CellValue]],
        *,
        date1904: bool,
        styles: Mapping[int, int] | None = None,
    ) -> None:
        self._prefix, self._date1904, self._styles = prefix, date1904, styles
        self._order = sorted(range(len(places)), key=places.__getitem__)
        self._places = tuple(places[index] for index in self._order)
        self._top, self._values = top, values
        self._first = self._next = 0
        self._block: list[tuple[str, ...]] = []
        self._heads: dict[tuple[bytes | None, ...], list[tuple[str, str]]] = {}
        self._pattern: re.Pattern[bytes] | None = None
        if styles is None and places and self._places[-1] <= _WIDEST:
            self._pattern = _row_pattern(prefix, self._places)

    def __call__(self, number: int) -> dict[int, NewCell]:
        """The cells of a row, by column."""
        row, styles = self._values[number - self._top], self._styles or {}
        found = {column: NewCell("", "", style) for column, style in styles.items()}
        for place, index in zip(self._places, self._order, strict=True):
            content = format_content(row[index], self._prefix, date1904=self._date1904)
            found[place] = NewCell(*content, styles.get(place))
        return found

    def over(
        self, sheet: SheetMarkup, view: memoryview, row: RowPlace, column_styles: Mapping[int, int]
    ) -> bytes | None:
        """A row that stands, with its new values; None where it is not as Excel writes rows."""
        if self._pattern is None or row.empty:
            return None
        close = sheet.data.rfind(b"</", row.body, row.end)
        match = self._pattern.fullmatch(sheet.data, row.body, close)
        number = str(row.number)
        if match is None or match[1] != number.encode():
            return None
        if sheet.data.find(b"extLst", row.body, close) >= 0:
            return None
        _, before, *found, after = match.groups()
        first = self._places[0]
        styles = tuple([found[place - first] for place in self._places])
        ends = self._ends(row.number)
        heads = self._heads.get(styles)
        if heads is None:
            heads = self._make_heads(styles)
        tag: bytes | bytearray | memoryview = view[row.start : row.body]
        if None not in styles:
            cells = [f"{h}{number}{s}{end}" for (h, s), end in zip(heads, ends, strict=True)]
        else:
            tag = widen_spans(view, row, first, self._places[-1])
            cells = [
                ""
                if style is None and end == _EMPTY
                else f"{head}{number}{_new_style(row, place, column_styles)}{end}"
                if style is None
                else f"{head}{number}{known}{end}"
                for place, style, (head, known), end in zip(
                    self._places, styles, heads, ends, strict=True
                )
            ]
        if len(found) > len(cells):
            written = dict(zip(self._places, cells, strict=True))
            cells = [
                written[column] if column in written else (kept or b"").decode()
                for column, kept in enumerate(found, start=first)
            ]
        return b"".join([tag, before, "".join(cells).encode(), after, view[close : row.end]])

    def _make_heads(self, styles: tuple[bytes | None, ...]) -> list[tuple[str, str]]:
        """What stands before and behind the row's number in each cell's place and format."""
        if len(self._heads) >= _MOST_HEADS:
            self._heads.clear()
        made = [
            (f'<{self._prefix}c r="{column_letters(place)}', f'"{(style or b"").decode()}')
            for place, style in zip(self._places, styles, strict=True)
        ]
        self._heads[styles] = made
        return made

    def _ends(self, number: int) -> tuple[str, ...]:
        """The row's cells from behind their format on, in the order of their columns."""
        index = number - self._top
        if not self._first <= index < self._first + len(self._block):
            size = _BLOCK if index == self._next else 1  # rows may stand in any order
            lines = list(zip(*self._values[index : index + size], strict=True))
            columns = [self._column_ends(lines[place]) for place in self._order]
            self._block = list(zip(*columns, strict=True))
            self._first, self._next = index, index + len(self._block)
        return self._block[index - self._first]

    def _column_ends(self, values: Sequence[CellValue]) -> list[str]:
        p = self._prefix
        kinds = set(map(type, values))
        if kinds == {float}:
            texts = [text[:-2] if text[-2:] == ".0" else text for text in map(repr, values)]
            return [f"><{p}v>{text}</{p}v></{p}c>" for text in texts]
        if kinds == {str} and _plain(list(map(str, values))):
            return [f' t="inlineStr"><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>' for text in values]
        make, date1904 = format_content, self._date1904
        return [cell_end(p, NewCell(*make(value, p, date1904=date1904))) for value in values]


def _plain(texts: list[str]) -> bool:
    """Whether none of the texts needs more than to be copied."""
    return (
        "" not in texts
        and list(map(str.strip, texts)) == texts
        and _SPECIAL.search("".join(texts)) is None
    )


def _new_style(row: RowPlace, column: int, column_styles: Mapping[int, int]) -> str:
    """The format of a cell that did not stand yet, with the end of its address before it."""
    own = row.style
    style = column_styles.get(column, 0) if own is None else own
    return f'" s="{style}"' if style else '"'


def _row_pattern(prefix: str, places: Sequence[int]) -> re.Pattern[bytes]:
    """The inside of a row whose cells have place, style and type in this order, and no more.

    Its groups: the row's number, the cells before the first of ``places``, for each column from
    the first to the last of them its style (or the whole cell, where it is none of ``places``),
    and the cells behind.
    """
    p = re.escape(prefix)
    rest = rf"""(?: t="\w+")?+(?:/>|>(?:<{p}v>[^<]*+</{p}v>)?+(?>.*?</{p}c>))"""

    def cell(letters: str, style: str) -> str:
        return rf"""<{p}c r="{letters}\1"{style}{rest}"""

    first, last = places[0], places[-1]
    left = "|".join(column_letters(column) for column in range(1, first))
    known = "|".join(column_letters(column) for column in range(1, last + 1))
    style = r"""(?: s="\d+")?+"""
    before = f"(?:{cell(f'(?:{left})', style)})*+" if left else ""
    columns = [
        f"(?:{cell(column_letters(column), f'({style})')})?+"
        if column in places
        else f"({cell(column_letters(column), style)})?+"
        for column in range(first, last + 1)
    ]
    behind = f"(?:{cell(rf'(?!(?:{known})[0-9])[A-Z]+', style)})*+"
    text = rf"""(?=<{p}c r="[A-Z]+([0-9]+)")({before}){"".join(columns)}({behind})"""
    return re.compile(text.encode(), re.DOTALL)
