"""Tables too wide for the paper: a printed worksheet goes on, to the right, over further pages.

Excel prints the columns that fit, then the others on pages of their own. Where the sheet has print
titles each page repeats the columns that name its rows; where it has none, the rows stand at the
same heights as on the page before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.tables.growing import HEALED, folded
from xlscorecard.tables.spread import without_holes
from xlscorecard.tables.values import is_value

# So many rows that are alike, below one header, are no chance.
FEWEST_ROWS = 4
# Rows stand at the same height within this (points).
SAME_HEIGHT = 1.5
# At least this share of the rows do, and the others within this share of the lowest row.
MOSTLY_SAME = 0.8
NEARLY = 0.35


def join_across(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with each table that goes on to the right on later pages as one grid, at the place
    of its first piece. Nothing may stand above the further piece but page furniture and (parts
    of) what stands above the first."""
    table: Grid | None = None
    above: set[str] = set()  # the words above the table on its page
    below: list[Paragraph] = []  # since the table
    for block in blocks:
        if isinstance(block, Paragraph):
            if table is None:
                yield block
                above.update(folded(block.text).split())
            else:
                below.append(block)
            continue
        wider = _joined(table, block, below, above) if table is not None else None
        if wider is not None:
            below = [p for p in below if p.page != block.page]
            table = wider
            continue
        if table is not None:
            yield table
            yield from below
            above = {word for p in below for word in folded(p.text).split()}
        table, below = block, []
    if table is not None:
        yield table
    yield from below


def _joined(table: Grid, piece: Grid, between: Sequence[Paragraph], above: set[str]) -> Grid | None:
    """The table with the piece's further columns; None where it is another table."""
    if table.page is None or piece.page is None or piece.page <= table.page:
        return None
    if piece.rows != table.rows or table.rows < FEWEST_ROWS:
        return None
    own = [p for p in between if p.page == piece.page and not p.furniture]
    if not all(above.issuperset(folded(p.text).split()) for p in own):
        return None
    names = _shared_columns(table, piece)
    if names:
        return None if _heads_again(table, piece, names) else _widened(table, piece, names)
    if _names_rows(piece) or not _same_heights(table, piece):
        return None
    return replace(_widened(table, piece, 0), confidence=min(table.confidence, HEALED))


def _shared_columns(table: Grid, piece: Grid) -> int:
    """How many first columns of the two hold the same texts in every row, words among them."""
    number = 0
    named = False
    while number < min(table.cols, piece.cols - 1):
        texts = [_text(table, row, number) for row in range(table.rows)]
        if texts != [_text(piece, row, number) for row in range(piece.rows)]:
            break
        words = {text for text in texts[1:] if text and not is_value(text)}
        named = named or len(words) >= FEWEST_ROWS - 1
        number += 1
    return number if named else 0


def _heads_again(table: Grid, piece: Grid, names: int) -> bool:
    """Whether the piece's other columns are headed as the table's are: the same measures once
    more, of another period or place."""
    heads = {_text(table, 0, col) for col in range(names, table.cols)}
    return all(_text(piece, 0, col) in heads for col in range(names, piece.cols))


def _names_rows(piece: Grid) -> bool:
    """Whether the piece's first column holds words: it is a table of its own."""
    texts = [text for row in range(1, piece.rows) if (text := _text(piece, row, 0))]
    return not texts or 2 * sum(map(is_value, texts)) <= len(texts)


def _same_heights(table: Grid, piece: Grid) -> bool:
    """Whether the rows of both begin at the same heights, and the heights tell rows apart. Without
    lines a row begins midway between texts: where one of them wraps, a little off."""
    first, second = _tops(table), _tops(piece)
    if first is None or second is None:
        return False
    steps = {round(below - top) for top, below in pairwise(first) if below > top}
    off = [abs(one - other) for one, other in zip(first, second, strict=True)]
    same = sum(difference < SAME_HEIGHT for difference in off)
    return len(steps) > 1 and same >= MOSTLY_SAME * len(off) and max(off) < NEARLY * min(steps)


def _tops(grid: Grid) -> list[float] | None:
    tops: dict[int, float] = {}
    for cell in grid.cells:
        if cell.bbox is not None:
            tops.setdefault(cell.row, cell.bbox.top)
    return [tops[row] for row in range(grid.rows)] if len(tops) == grid.rows else None


def _text(grid: Grid, row: int, col: int) -> str:
    cell = grid.starts_at(row, col)
    return folded(cell.text) if cell is not None else ""


def _widened(table: Grid, piece: Grid, names: int) -> Grid:
    """The table with the piece's columns but for the first ``names``; a banner that begins in
    these leaves holes."""
    further = table.cols - names
    added = [replace(cell, col=cell.col + further) for cell in piece.cells if cell.col >= names]
    cols = piece.cols + further
    wide = replace(
        table,
        cols=cols,
        cells=(*table.cells, *added),
        confidence=min(table.confidence, piece.confidence),
    )
    return without_holes(wide, range(table.cols, cols), piece.page)
