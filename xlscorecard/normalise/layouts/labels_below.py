"""Measures over the rows that tell them, in one column with these ("Calls answered" over "Target"
and "Actual"), under periods: one row for each measure, its figures under "Apr / Actual" (see
``facing``)."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.by_period import Block, heading_row, table_of_blocks
from xlscorecard.normalise.words.header_text import header_text, is_period
from xlscorecard.normalise.words.labels import label_of, may_name, tells_figures
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

# So many periods stand over the rows.
_FEWEST_PERIODS = 2
_NAMES = (HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE)


def labels_below(grid: Grid) -> Grid | None:
    """The grid with a row for each measure; None where it is no such table: all its rows are
    names alone in the first column, or labels with figures beside them."""
    heads = [header_text(c.text) if (c := grid.starts_at(0, at)) else "" for at in range(grid.cols)]
    dated = [col for col, head in enumerate(heads) if col and is_period(head)]
    if len(dated) < _FEWEST_PERIODS or not _heads_names(heads[0]):
        return None
    blocks: list[Block] = []
    above: list[Cell] = []
    row = 1
    while row < grid.rows:
        if not grid.filled_in(row):
            row += 1
            continue
        name = heading_row(grid, row)
        row += 1
        if name is None or label_of(name) or not may_name(name.text):
            return None
        labelled = _labelled_from(grid, row)
        if not labelled:
            above.append(name)
            continue
        block = Block(name, above=tuple(above))
        above = []
        if not _fill(block, grid, labelled, heads, dated):
            return None
        blocks.append(block)
        row = max(labelled) + 1
    labels = [label for block in blocks for _, label in block.figures]
    return table_of_blocks(grid, blocks) if tells_figures(labels) and not above else None


def _heads_names(head: str) -> bool:
    match = match_header(head) if head else None
    return not head or (match is not None and match.word in _NAMES)


def _labelled_from(grid: Grid, row: int) -> dict[int, str]:
    """The labels of the rows from one on, as far as each row has one of its own and more."""
    found: dict[int, str] = {}
    while row < grid.rows:
        if not grid.filled_in(row):
            row += 1
            continue
        label = label_of(grid.starts_at(row, 0))
        if not label or label in found.values():
            break
        if heading_row(grid, row) is not None and not _is_painted(grid, row):
            break
        found[row] = label
        row += 1
    return found


def _is_painted(grid: Grid, row: int) -> bool:
    """Whether a row has cells that only their colour fills, other than that of its label."""
    label, *others = grid.begun_in(row)
    return any(_says(cell, label) for cell in others)


def _says(cell: Cell, label: Cell | None) -> bool:
    paint = label.fill if label is not None else None
    return not cell.empty or cell.fill not in (None, paint)


def _fill(
    block: Block,
    grid: Grid,
    labelled: dict[int, str],
    heads: Sequence[str],
    dated: Sequence[int],
) -> bool:
    """Put the cells of a measure's rows into its block; False where a column that is no period's
    says two things."""
    for col in range(1, grid.cols):
        cells = {
            label: cell
            for row, label in labelled.items()
            if (cell := grid.starts_at(row, col)) is not None
            and _says(cell, grid.starts_at(row, 0))
        }
        if col in dated:
            block.figures |= {(heads[col], label): cell for label, cell in cells.items()}
        elif len(cells) > 1:
            return False
        elif cells:
            block.said[heads[col]] = next(iter(cells.values()))
    return True
