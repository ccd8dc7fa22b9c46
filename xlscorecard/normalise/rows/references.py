"""A measure's reference: from a column of its own, or from its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.rows.reader import Reader, column_of, text_of
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.reference import (
    is_of_family,
    reference_at_end,
    split_reference,
    split_spaced_code,
)
from xlscorecard.values.status import parse_status

_FLAG = re.compile(r"\s*\*[^*]+\*$")  # "ASCOF 2B pt 1 *BCF*" names a programme behind the code

# A code that a narrow column breaks between its digits: "SS0" over "1".
_BROKEN_CODE = re.compile(r"(?<=[A-Z]\d)\n(?=\d\b)|(?<=[A-Z]\d\d)\n(?=\d\b)")

_LETTER = re.compile(r"\(?[b-z]\)?")

# Codes with a space in them, or in a bracket at the end, are codes where so many titles, and this
# share of them, have one.
_FEWEST_CODES = 3
_MOSTLY_CODED = 0.6


def read_reference(reader: Reader, row: Row, name: str) -> tuple[str | None, str]:
    """The measure's reference: from its own column, else from the front of its title, else from
    the bracket that ends it, which stays in the title."""
    columns = [column for column in row.columns if column.use is Use.REFERENCE]
    if columns:
        found = [_code_in(reader, row, column) for column in columns]
        # of a row's number and its code beside it, the code is the measure's
        return next((t for t in found if t and not t.isdigit()), found[0]), name
    spaced = split_spaced_code(name) if reader.coded else None
    reference, rest = spaced or split_reference(name)
    if reference is not None and reference.isdigit() and rest in reader.shared:
        return None, name  # "1 bed", "2 bed"
    if reference is None:
        code = reference_at_end(name)
        return (code if code and (reader.coded_at_end or is_of_family(code)) else None), rest
    return (reference, rest) if rest else (None, name)


def _code_in(reader: Reader, row: Row, column: Column) -> str | None:
    """The code that a row's place of a column holds; None for anything else."""
    cell = reader.grid.at(row.index, column.index)
    whole = _BROKEN_CODE.sub("", cell.text) if cell is not None else ""
    text = _FLAG.sub("", one_line(whole))
    return text if _is_reference(reader.grid, column, text) else None


def are_coded(grid: Grid, table: TypedTable, code_of: Callable[[str], str | None]) -> bool:
    """Whether most titles have what may be a code, each its own."""
    return mostly_coded(titles_of(grid, table), code_of)


def titles_of(grid: Grid, table: TypedTable) -> list[str]:
    """The titles of a table's rows, as printed."""
    return [text_of(grid, row, column_of(row, Use.TITLE)) for row in table.rows]


def shared_names(titles: Iterable[str]) -> frozenset[str]:
    """What several titles have behind their numbers: "bed" of "1 bed" and "2 bed", whose numbers
    belong to the name."""
    parted = (split_reference(title) for title in titles)
    counted = Counter(rest for number, rest in parted if number is not None and number.isdigit())
    return frozenset(rest for rest, times in counted.items() if times > 1)


def mostly_coded(titles: Sequence[str], code_of: Callable[[str], str | None]) -> bool:
    """Whether most of these titles have what may be a code, each its own."""
    codes = [code for title in titles if (code := code_of(title)) is not None]
    enough = len(codes) >= _FEWEST_CODES and len(codes) >= _MOSTLY_CODED * len(titles)
    return enough and len(set(codes)) == len(codes)


def spaced_code(title: str) -> str | None:
    """The code of letters, a space and a number that may begin a title."""
    found = split_spaced_code(title)
    return found[0] if found is not None else None


def _goes_on(grid: Grid, column: Column, text: str) -> bool:
    """Whether a letter goes on with the list that a column counts its rows by: "(c)" below "(b)"
    says of nothing that it is confidential."""
    if _LETTER.fullmatch(text) is None:
        return False
    before = "".join(chr(ord(sign) - 1) if sign.isalpha() else sign for sign in text)
    return any(c.col == column.index and one_line(c.text) == before for c in grid.cells)


def _is_reference(grid: Grid, column: Column, text: str) -> bool:
    """Whether a text in the reference column is a code. A word without a figure that stands
    in several rows ("Local") is a class of measures, not the name of one."""
    if not text or len(text) > 40:
        return False
    if parse_status(text) is not None and not _goes_on(grid, column, text):
        return False
    if any(character.isdigit() for character in text):
        return True
    same = sum(c.col == column.index and one_line(c.text) == text for c in grid.cells)
    return same < 2 and text != "Local"
