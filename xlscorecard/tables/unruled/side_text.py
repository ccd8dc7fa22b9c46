"""Running text beside a table that nothing rules: one cell from its first row on, in no column."""

from __future__ import annotations

from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid, Paragraph

# Text beside a table is so long at least; a remark that is merged over rows has a header above it.
_SHORTEST = 80


def without_side_text(grid: Grid) -> tuple[Grid, list[Paragraph]]:
    """The grid without a last column that holds nothing but a text from its first row on, and
    that text as a paragraph."""
    last = grid.cols - 1
    own = [cell for cell in grid.cells if cell.col + cell.colspan > last and not cell.empty]
    if grid.cols <= 2 or len(own) != 1 or not _runs_on(own[0], grid):
        return grid, []
    text = own[0]
    kept = tuple(cell for cell in grid.cells if cell.col < last)
    box = grid.bbox
    if box is not None and text.bbox is not None:
        box = box._replace(x1=text.bbox.x0)
    paragraph = Paragraph(text.text, page=text.page or grid.page, bbox=text.bbox, bold=text.bold)
    return replace(grid, cols=last, cells=kept, bbox=box, reach=grid.reach[:last]), [paragraph]


def _runs_on(cell: Cell, grid: Grid) -> bool:
    text = cell.text.strip()
    sentences = len(text) >= _SHORTEST and ". " in text.replace("\n", " ") and text.endswith(".")
    return cell.row == 0 and cell.rowspan > 1 and cell.col == grid.cols - 1 and sentences
