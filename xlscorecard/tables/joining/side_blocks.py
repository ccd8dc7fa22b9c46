"""Names of sections on their side in painted blocks left of a table's rows ("plan on a page"):
they stand outside its lines and its header, and each is a merged cell of one more column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import painted_fills
from xlscorecard.tables.lines.text import lines_of, text_of_line

# A block is no wider than this, and ends so near to the texts of its rows at most (points).
_WIDEST, _NEAR = 70.0, 30.0
# Its edge may reach over the table's by this (points).
_OVER = 3.0
_SIDEWAYS = frozenset({90, 270})


@dataclass(frozen=True, slots=True)
class SideBlock:
    """A painted block and the words on their side in it, with nothing else."""

    bbox: BBox
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "\n".join(text_of_line(line) for line in lines_of(self.words))


def find_side_blocks(page: Page, words: Sequence[Word]) -> list[SideBlock]:
    """The narrow, high blocks of paint that hold nothing but words on their side, with no text left
    of them: names of columns stand on their side, too."""
    if not any(word.rotation in _SIDEWAYS for word in words):
        return []
    found: list[SideBlock] = []
    for fill in painted_fills(page):
        box = fill.bbox
        if not 0 < box.width <= _WIDEST or box.height < box.width:
            continue
        inside = tuple(word for word in words if box.holds(*word.bbox.centre))
        own = bool(inside) and all(word.rotation in _SIDEWAYS for word in inside)
        first = own and not any(_is_left_of(word.bbox, box) for word in words)
        if first and not any(block.words[0] in inside for block in found):
            found.append(SideBlock(box, inside))
    return found


def _is_left_of(word: BBox, block: BBox) -> bool:
    return word.x1 <= block.x0 and block.top < word.centre[1] < block.bottom


def without_side_blocks(words: Sequence[Word], blocks: Sequence[SideBlock]) -> tuple[Word, ...]:
    """The words that stand in no side block."""
    taken = {id(word) for block in blocks for word in block.words}
    return tuple(word for word in words if id(word) not in taken)


def with_side_blocks(
    grids: Sequence[Grid], blocks: Sequence[SideBlock]
) -> tuple[list[Grid], list[SideBlock]]:
    """The grids with the blocks at their left as one more column, and the blocks that stand
    beside none."""
    left = list(blocks)
    widened: list[Grid] = []
    for grid in grids:
        beside = {block.text: rows for block in left if (rows := _rows_beside(grid, block))}
        own = [block for block in left if block.text in beside]
        taken = [row for rows in beside.values() for row in rows]
        if not own or len(set(taken)) < len(taken):
            widened.append(grid)
            continue
        widened.append(_widened(grid, [(block, beside[block.text]) for block in own]))
        left = [block for block in left if block not in own]
    return widened, left


def _rows_beside(grid: Grid, block: SideBlock) -> range:
    """The rows that a block stands beside; none where it is not at the grid's left."""
    if grid.bbox is None or not -_OVER <= grid.bbox.x0 - block.bbox.x1 <= _NEAR:
        return range(0)
    rows = [
        cell.row
        for cell in grid.cells
        if cell.bbox is not None
        and cell.rowspan == 1
        and block.bbox.top < cell.bbox.centre[1] < block.bbox.bottom
    ]
    return range(min(rows), max(rows) + 1) if rows else range(0)


def _widened(grid: Grid, named: Sequence[tuple[SideBlock, range]]) -> Grid:
    cells = [replace(cell, col=cell.col + 1) for cell in grid.cells]
    for block, rows in named:
        cells.append(
            Cell(rows.start, 0, len(rows), 1, block.text, block.bbox, grid.page, bold=True)
        )
    held = {row for _, rows in named for row in rows}
    cells += [Cell(row, 0, page=grid.page) for row in range(grid.rows) if row not in held]
    boxes = [block.bbox for block, _ in named]
    box = grid.bbox
    for other in boxes:
        box = box.union(other) if box is not None else other
    reach = ((min(b.x0 for b in boxes), max(b.x1 for b in boxes)), *grid.reach)
    return replace(
        grid,
        cols=grid.cols + 1,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        bbox=box,
        reach=reach if grid.reach else (),
    )
