"""Measures merged over a row for each period ("Calls answered | Q1 | 91%", below it "Q2 | 88%")
under one header ("Measure | Quarter | Result | Target | RAG"): one row for each measure, its
figures under "Q1 / Result" (see ``facing``)."""

from __future__ import annotations

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.by_period import Block, table_of_blocks
from xlscorecard.normalise.header import header_text, is_period
from xlscorecard.normalise.labels import PERIODS, label_of, tells_figures
from xlscorecard.normalise.vocabulary import HeaderWord, match_header, plain_words

_FEWEST = 2


def periods_down(grid: Grid) -> Grid | None:
    """The grid with a row for each measure; None where it is no such table."""
    heads = {c.col: c for c in grid.row_cells(0) if c.row == 0 and c.rowspan == 1}
    if len(heads) != grid.cols or grid.rows <= _FEWEST:
        return None
    when = [c for c, cell in heads.items() if plain_words(header_text(cell.text)) in PERIODS]
    named = [c for c, cell in heads.items() if _names(cell)]
    if len(when) != 1 or len(named) != 1 or not named[0] < when[0]:
        return None
    if not tells_figures([label_of(heads[col]) for col in range(when[0] + 1, grid.cols)]):
        return None
    blocks: list[Block] = []
    row = 1
    while row < grid.rows:
        name = grid.starts_at(row, named[0])
        if name is None or name.empty or name.rowspan < _FEWEST:
            return None
        block = Block(name)
        for col in range(when[0]):
            cell = grid.starts_at(row, col)
            if col != named[0] and cell is not None and cell.rowspan == name.rowspan:
                block.said[header_text(heads[col].text)] = cell
        for at in range(row, row + name.rowspan):
            if not _read(grid, at, when[0], heads, block):
                return None
        blocks.append(block)
        row += name.rowspan
    return table_of_blocks(grid, blocks) if blocks else None


def _names(cell: Cell) -> bool:
    match = match_header(header_text(cell.text))
    return match is not None and match.exact and match.word is HeaderWord.TITLE


def _read(grid: Grid, row: int, when: int, heads: dict[int, Cell], block: Block) -> bool:
    """Puts what a period's row tells into the measure's block; False where it is none."""
    own = grid.starts_at(row, when)
    period = header_text(own.text) if own is not None else ""
    if not is_period(period) or any(known == period for known, _ in block.figures):
        return False
    for col in range(when + 1, grid.cols):
        cell = grid.at(row, col)
        if cell is None or cell.colspan > 1:
            return False
        label = header_text(heads[col].text)
        if cell.rowspan == 1:
            block.figures[period, label] = cell
        else:
            block.said.setdefault(label, cell)
    return True
