"""Blocks that give each measure several rows: "Actual", "Target" and "RAG" under each other,
the quarters beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.refresh.binding.fields import ROLES, Field, parse_heading
from xlscorecard.refresh.parts.reading import SheetView

Lines = dict[int, tuple[tuple[int, Field], ...]]
"""A measure's first row -> all its rows, each with the field that it holds."""

_KINDS = frozenset({*ROLES, Field.RAG, Field.TREND, Field.STATUS, Field.KEPT})


def find_kind_column(sheet: SheetView, columns: Sequence[int], rows: range) -> int | None:
    """The column that says in each row what the row holds; None in most blocks."""
    for number in columns:
        cells = [cell for row in rows if (cell := sheet.at(row, number)) is not None and cell.text]
        fields = [parse_heading(cell.text) for cell in cells]
        named = {field for field in fields if field in _KINDS}
        if len(named - {Field.KEPT}) > 1 and len(named) < len(fields) and None not in fields:
            return number
    return None


def read_lines(
    sheet: SheetView, kinds: int, keys: Sequence[tuple[int, str]], rows: range
) -> tuple[tuple[tuple[int, str], ...], Lines]:
    """The keys, each once, and their rows. A key stands for the rows below it until another
    comes, whether it is merged over them, written once, or repeated."""
    given = dict(keys)
    first = 0
    starts: list[tuple[int, str]] = []
    lines: dict[int, list[tuple[int, Field]]] = {}
    for row in rows:
        text = given.get(row)
        if text is not None and (not starts or text != starts[-1][1]):
            starts.append((row, text))
            first = row
        cell = sheet.at(row, kinds)
        field = parse_heading(cell.text) if cell is not None else None
        if first and field is not None:
            lines.setdefault(first, []).append((row, field))
    return tuple(starts), {row: tuple(found) for row, found in lines.items()}
