"""Pages on which no table was found although their figures stand in columns."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.model.page import Page
from xlscorecard.tables.lines.paragraphs import find_paragraphs, in_reading_order, runs_of
from xlscorecard.tables.lines.text import lines_of
from xlscorecard.tables.lines.values import is_figure
from xlscorecard.tables.regions.tabular import LEAST_FILLED, is_chart

# Prose has a line with two figures now and then; a table has them line after line.
_LINES = 4
_FIGURES = 2
# The least that another finder's grid must hold to be worth more than its text.
_ROWS = 3
_COLS = 3


def looks_tabular(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether a page without a grid has at least four lines with two figures each that stand
    alone, apart from any words."""
    if any(isinstance(block, Grid) for block in blocks):
        return False
    lines = 0
    for line in lines_of(page.words):
        texts = [" ".join(word.text for word in run.words) for run in runs_of(line)]
        figures = [t for t in texts if is_figure(t)]
        lines += len(figures) >= _FIGURES
    return lines >= _LINES


def with_grids(page: Page, grids: Sequence[Grid], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The page's blocks with another finder's grids, their words taken out of the paragraphs;
    the blocks as they were where no grid is a table."""
    tables = [grid for grid in grids if _is_table(page, grid)]
    if not tables:
        return tuple(blocks)
    boxes = [grid.bbox for grid in tables if grid.bbox is not None]
    outside = [w for w in page.words if not any(box.holds(*w.bbox.centre) for box in boxes)]
    rest: list[Paragraph] = find_paragraphs(outside, page.number)
    return tuple(in_reading_order([*tables, *rest]))


def _is_table(page: Page, grid: Grid) -> bool:
    """Whether another finder's grid holds enough, in enough rows and columns, and is not made
    of a chart's labels."""
    if grid.rows < _ROWS or grid.cols < _COLS or grid.bbox is None:
        return False
    filled = sum(not cell.empty for cell in grid.cells)
    if filled < LEAST_FILLED * len(grid.cells):
        return False
    return not is_chart(page, grid.bbox, grid.cols)
