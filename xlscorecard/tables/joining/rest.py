"""The rest of a row that a page break has split, where it stands above the next page's table.

A striped table without rules begins, for the finder, at its first stripe: the last lines of a
row that began on the page before stand above it and are found as paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid, Paragraph

# The rest of a row reaches up no further than this above the table (points): five lines of
# small print.
_REACH = 60.0
# Texts stand out of their columns by this much (points) at most, and over the first stripe.
_LOOSE = 4.0


def with_rest(
    piece: Grid, rest: Sequence[Paragraph], columns: Sequence[tuple[float, float]]
) -> Grid | None:
    """The piece with ``rest`` as its first row; None where these are no lines that go on:
    each begins in small letters and stands within one of the ``columns``, right above."""
    if piece.bbox is None or not rest:
        return None
    found: dict[int, list[Paragraph]] = {}
    for paragraph in rest:
        column = _column(paragraph, piece, piece.bbox, columns)
        if column is None:
            return None
        found.setdefault(column, []).append(paragraph)
    first = [
        Cell(
            0,
            column,
            text="\n".join(paragraph.text for paragraph in found.get(column, [])),
            page=piece.page,
            bold=any(paragraph.bold for paragraph in found.get(column, [])),
        )
        for column in range(piece.cols)
    ]
    moved = [replace(cell, row=cell.row + 1) for cell in piece.cells]
    pieces = tuple((page, low, high + 1) for page, low, high in piece.pieces[:1])
    return replace(piece, rows=piece.rows + 1, cells=(*first, *moved), pieces=pieces)


def _column(
    paragraph: Paragraph, piece: Grid, table: BBox, columns: Sequence[tuple[float, float]]
) -> int | None:
    box = paragraph.bbox
    if box is None or paragraph.page != piece.page or not paragraph.text.strip()[:1].islower():
        return None
    if box.bottom > table.top + _LOOSE or table.top - box.top > _REACH:
        return None
    within = [
        number
        for number, (low, high) in enumerate(columns)
        if low - _LOOSE <= box.x0 and box.x1 <= high + _LOOSE
    ]
    return within[0] if len(within) == 1 else None
