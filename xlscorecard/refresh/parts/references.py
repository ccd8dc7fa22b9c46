"""What a formula reads: its references, found in its text without calculating anything.

Where that cannot be known (INDIRECT, OFFSET, a name with relative references) the formula is
taken to read everything: a result cleared in vain costs a calculation, a stale one misleads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from xlscorecard.refresh.rows.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    column_letters,
    column_number,
)

_TOKEN = re.compile(
    r"""
      "(?:[^"]|"")*"
    | (?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[\d+\][\w. ]*)!
      (?P<there>\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?(?![\w.(])
        |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(])|\$?\d+:\$?\d+(?![\w.])|[^\W\d][\w.\\?]*)?
    | (?P<area>(?<![\w.\\])(?:\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?(?![\w.(\[!])
        |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(\[])|\$?\d+:\$?\d+(?![\w.])))
    | (?P<table>[^\W\d][\w.\\]*)?(?P<inner>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<word>[^\W\d][\w.\\?]*)
    """,
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d{0,9})")
_COLUMN = re.compile(r"\[((?:[^\[\]']|'.)+)\]")
_UNKNOWABLE = {"INDIRECT", "OFFSET", "EVALUATE", "CELL", "GET.CELL"}


@dataclass(frozen=True, slots=True)
class AreaReference:
    """A reference as written at some cell; ``sheet`` None is the formula's own. The flags
    tell which borders move along when the formula is shared (top, left, bottom, right)."""

    sheet: str | None
    area: Area
    moves: tuple[bool, bool, bool, bool]

    def at(self, down: int, right: int) -> Area:
        """The area as seen from a cell that many rows down and columns right."""
        if not (down or right):
            return self.area
        top, left, bottom, last = self.area
        move = self.moves
        return Area(
            max(1, top + down * move[0]),
            max(1, left + right * move[1]),
            bottom + down * move[2],
            last + right * move[3],
        )

    @property
    def relative(self) -> bool:
        return any(self.moves)


@dataclass(frozen=True, slots=True)
class TableReference:
    """``tblScorecard[Actual]``; ``table`` None is the table in which the formula stands."""

    table: str | None
    columns: tuple[str, ...]
    own_row: bool


@dataclass(frozen=True, slots=True)
class NameReference:
    """A word that may be a defined name, a table or a function of the workbook's own."""

    name: str
    sheet: str | None = None


Reference = AreaReference | TableReference | NameReference


@dataclass(frozen=True, slots=True)
class Reads:
    """What a formula reads; ``everything`` where that cannot be told."""

    references: tuple[Reference, ...]
    everything: bool = False


@lru_cache(maxsize=65536)
def parse_references(formula: str) -> Reads:
    """The references of a formula's text (without its equals sign)."""
    found: list[Reference] = []
    everything = False
    for match in _TOKEN.finditer(formula):
        if match["sheet"]:
            sheet = match["sheet"]
            if sheet.startswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            if "[" in sheet:
                continue  # another workbook: its values are not ours to change
            there = match["there"]
            if not there:
                everything = everything or not formula[match.end() :].startswith("#REF!")
                continue
            area = _parse_area(there, sheet)
            found.append(area or NameReference(there, sheet))
        elif match["area"]:
            area = _parse_area(match["area"], None)
            if area is not None:
                found.append(area)
        elif match["inner"]:
            found.append(_parse_table(match["table"], match["inner"]))
        elif match["word"]:
            word = match["word"]
            if word.upper() in _UNKNOWABLE:
                everything = True
            found.append(NameReference(word))
        if formula[match.end() : match.end() + 1] == ":" and match["area"]:
            everything = True  # A1:INDEX(...) and the like
    return Reads(tuple(found), everything)


def rewrite_areas(formula: str, move: Callable[[AreaReference, bool], Area]) -> str:
    """The formula with its areas moved; dollars and sheet names stay as written.

    ``move`` gets each area and whether it is written as a range (``B2:B2``, not ``B2``).
    """

    def one(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        if sheet:
            sheet = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        text = match["there"] if sheet else match["area"]
        if not text or (sheet and "[" in sheet):
            return match[0]
        area = _parse_area(text, sheet)
        if area is None:
            return match[0]
        moved = move(area, ":" in text)
        if moved == area.area:
            return match[0]
        return match[0][: len(match[0]) - len(text)] + _format_like(text, moved)

    return _TOKEN.sub(one, formula)


def shift_areas(formula: str, down: int, right: int) -> str:
    """The formula as it reads when filled that many rows down and columns right."""
    return rewrite_areas(formula, lambda area, _: area.at(down, right))


def qualify_columns(formula: str, table: str) -> str:
    """``[Actual]`` as ``tblData[Actual]``: LibreOffice does not know the short form."""

    def one(match: re.Match[str]) -> str:
        inner = match["inner"]
        short = inner and not match["table"] and not inner.startswith("[@")
        return f"{table}{inner}" if short else match[0]

    return _TOKEN.sub(one, formula)


def _format_like(text: str, area: Area) -> str:
    first, colon, last = text.partition(":")
    ends = [(first, area.top, area.left)]
    if colon:
        ends.append((last, area.bottom, area.right))
    parts = []
    for written, row, column in ends:
        corner = _CORNER.fullmatch(written)
        assert corner is not None  # noqa: S101 - it was parsed as one
        letters = column_letters(column) if corner[2] else ""
        parts.append(f"{corner[1]}{letters}{corner[3]}{row if corner[4] else ''}")
    return ":".join(parts)


def _parse_area(text: str, sheet: str | None) -> AreaReference | None:
    first, colon, last = text.partition(":")
    one, two = _CORNER.fullmatch(first), _CORNER.fullmatch(last if colon else first)
    if one is None or two is None:
        return None
    whole_column, whole_row = not one[4], not one[2]
    if not colon and (whole_column or whole_row):
        return None  # "Data!vat" is a name: a whole column is written with a colon
    top = 1 if whole_column else int(one[4])
    bottom = LAST_ROW if whole_column else int(two[4] or 0)
    left = 1 if whole_row else column_number(one[2])
    right = LAST_COLUMN if whole_row else column_number(two[2])
    if not (1 <= top <= LAST_ROW and 1 <= bottom <= LAST_ROW) or max(left, right) > LAST_COLUMN:
        return None
    # In whole rows the dollar stands where a column's would: "$2:$5".
    row_one = one[3] if not whole_row else one[1] or one[3]
    row_two = two[3] if not whole_row else two[1] or two[3]
    moves = (
        not whole_column and not row_one,
        not whole_row and not one[1],
        not whole_column and not row_two,
        not whole_row and not two[1],
    )
    if top > bottom or left > right:
        area = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        return AreaReference(sheet, area, moves)
    return AreaReference(sheet, Area(top, left, bottom, right), moves)


def _parse_table(table: str | None, inner: str) -> TableReference:
    body = inner[1:-1].strip()
    own_row = body.startswith("@") or "#this row" in body.lower()
    body = body.removeprefix("@")
    columns = [c for c in _COLUMN.findall(body) if not c.startswith("#")]
    plain = re.sub(r"'.", "", body)
    if not columns and plain and "[" not in plain and not body.startswith("#"):
        columns = [body]
    names = tuple(re.sub(r"'(.)", r"\1", column).strip() for column in columns)
    return TableReference(table or None, names, own_row)
