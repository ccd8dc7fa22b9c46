"""The header alone at a page's foot of a table that prints it again over each of its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.tables.joining.growing import folded

# Fewer names may be a remark's.
_FEWEST = 3


def with_printed_again(texts: Sequence[Paragraph], table: Grid) -> Grid | None:
    """A table with the texts at the foot of the page before it as its first rows, where it prints
    them again over a later section, and the name of their own section, which stands close above
    the first of them; None where no row of the table says what they do."""
    page, boxes = texts[0].page, [text.bbox for text in texts if text.bbox is not None]
    if len(texts) < _FEWEST or page is None or table.page is None or len(boxes) < len(texts):
        return None
    *above, first = texts[0].text.split("\n")
    names = [folded(first), *(folded(text.text) for text in texts[1:])]
    row = next((row for row in range(1, table.rows) if _says(table, row) == names), None)
    if row is None or len(above) > 1 or (above and not _is_section(table, row - 1)):
        return None
    foot = min(box.top for box in boxes[1:])
    bottom = max(box.bottom for box in boxes)
    cells: list[Cell] = []
    if above:
        bars = _moved(table, row - 1, 0, page, (boxes[0].top, foot))
        cells = [replace(cell, text=above[0] if cell.text else "") for cell in bars]
    cells += _moved(table, row, len(above), page, (foot, bottom))
    height = len(above) + 1
    cells += [replace(cell, row=cell.row + height) for cell in table.cells]
    pieces = ((page, 0, height - 1), (table.page, height, height + table.rows - 1))
    return replace(
        table, rows=height + table.rows, cells=tuple(cells), page=page, header_rows=0, pieces=pieces
    )


def _says(table: Grid, row: int) -> list[str]:
    return [folded(cell.text) for cell in table.filled_in(row)]


def _is_section(table: Grid, row: int) -> bool:
    filled = table.filled_in(row)
    return len(filled) == 1 and filled[0].col == 0


def _moved(table: Grid, row: int, to: int, page: int, reach: tuple[float, float]) -> list[Cell]:
    """The cells of a table's row as another row on another page."""
    top, bottom = reach
    return [
        replace(
            cell,
            row=to,
            rowspan=1,
            page=page,
            bbox=BBox(cell.bbox.x0, top, cell.bbox.x1, bottom) if cell.bbox is not None else None,
        )
        for cell in table.begun_in(row)
    ]
