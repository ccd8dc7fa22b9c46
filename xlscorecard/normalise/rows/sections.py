"""The sections that a column of a table tells: merged over its rows, or where no line shows that,
named in the first of them alone."""

from __future__ import annotations

import re

from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.rows.reader import Reader, text_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.content import text_at
from xlscorecard.normalise.words.vocabulary import plain_words

# "Corporate Priority: Healthy lives", "Outcome 2.1 - Clean streets": what kind of section, and its
# number.
_LABELLED = re.compile(r"([^\W\d_][^:\d]*?)\s*(\d[\d.]*[a-z]?)?\s*(?::|\s[–-])\s")
# Rulings that leave open which cells are merged down.
_OPEN = ("horizontal", "zebra", "none")


def section_of(headings: tuple[str, ...], banners: tuple[str, ...]) -> tuple[str, ...]:
    """Headings above a table, then the banners in it; a heading that a banner says again is
    left to the banner, and a section ends where one of its kind begins ("Priority: Housing" is
    not above "Priority: Waste")."""
    said = [plain_words(banner) for banner in banners]
    kept = [h for h in headings if not any(plain_words(h) in banner for banner in said)]
    path: list[str] = []
    for part in dict.fromkeys(filter(None, (*kept, *banners))):
        ended = next((at for at, above in enumerate(path) if _are_of_a_kind(above, part)), None)
        path = [*path[:ended], part]
    return tuple(path)


def _are_of_a_kind(one: str, other: str) -> bool:
    """Whether two sections have the same label, and the number of the second is none within the
    first ("Aim 1: Homes" and "Aim 1.2: Repairs")."""
    first, second = _LABELLED.match(one), _LABELLED.match(other)
    if first is None or second is None or plain_words(first[1]) != plain_words(second[1]):
        return False
    rest = (second[2] or "").removeprefix(first[2] or "-")
    return rest == (second[2] or "") or rest.isdigit()


def groups_of(reader: Reader, row: Row) -> tuple[str, ...]:
    """The texts of section columns that group rows, as they hold for one; a section column with a
    text of its own in each row is plain text."""
    found = []
    for column in row.columns:
        if may_group(column) and groups_rows(reader, column):
            text = text_of(reader.grid, row, column) or _names_by_row(reader, column).get(row.index)
            if text:
                found.append(text)
    return tuple(found)


def may_group(column: Column) -> bool:
    """Whether a column may name groups of rows: by its header, or a first one without any."""
    nameless = column.index == 0 and column.use is Use.TEXT and not column.header
    return nameless or column.use is Use.SECTION


def groups_rows(reader: Reader, column: Column) -> bool:
    """Whether a column's cells each stand for several rows, or may do."""
    known = reader.grouping.get(column.index)
    if known is None:
        cells = reader.grid.cells
        merged = any(c.rowspan > 1 and c.col == column.index and c.text for c in cells)
        known = reader.grouping[column.index] = merged or bool(_names_by_row(reader, column))
    return known


def _names_by_row(reader: Reader, column: Column) -> dict[int, str]:
    """The name of each row's section, by row, in a column with a name in the first row, another now
    and then, and nothing in the rows below each: they are set at the top of cells that no line
    shows. {} in any other column."""
    if column.use is not Use.SECTION or reader.grid.ruling not in _OPEN:
        return {}
    known = reader.section_names.get(column.index)
    if known is not None:
        return known
    names = {row.index: text_at(reader.grid, row.index, column.index) for row in reader.table.rows}
    told = [name for name in names.values() if name]
    found: dict[int, str] = {}
    if (
        told
        and len(told) < len(names)
        and len(set(told)) == len(told)
        and next(iter(names.values()))
    ):
        last = ""
        for index, name in names.items():
            last = name or last
            found[index] = last
    reader.section_names[column.index] = found
    return found
