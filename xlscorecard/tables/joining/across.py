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
from xlscorecard.tables.joining.growing import HEALED, column_edges, folded
from xlscorecard.tables.joining.spread import without_holes
from xlscorecard.tables.lines.values import is_value, is_year

# So many rows that are alike, below one header, are no chance.
FEWEST_ROWS = 4
# Rows stand at the same height within this (points).
SAME_HEIGHT = 1.5
# At least this share of the rows do, and the others within this share of the lowest row.
MOSTLY_SAME = 0.8
NEARLY = 0.35
# Rows that are all of one height are this many at least, and this close (points).
MANY_ROWS = 6
VERY_SAME = 0.5


def join_across(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with each table that goes on to the right on later pages as one grid, at the place
    of its first piece. Nothing may stand above the further piece but page furniture and (parts
    of) what stands above the first."""
    table: Grid | None = None
    goes_on = False  # whether the table is the one before it, further down
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
        wider = None
        if table is not None:
            wider = _joined(table, block, below, above, goes_on=goes_on)
        if wider is not None:
            below = [p for p in below if p.page != block.page]
            table = wider
            continue
        if table is not None:
            yield table
            yield from below
            above = {word for p in below for word in folded(p.text).split()}
        goes_on = table is not None and _goes_on(table, block)
        table, below = block, []
    if table is not None:
        yield table
    yield from below


def _goes_on(table: Grid, piece: Grid) -> bool:
    """Whether a piece has the columns of the table on the page before: a sheet that is printed
    down first has no columns further right until all of its rows are printed."""
    if table.page is None or piece.page != table.page + 1 or table.cols != piece.cols:
        return False
    first, second = column_edges(table), column_edges(piece)
    if first is None or second is None or names_rows(table) != names_rows(piece):
        return False
    pairs = zip(first, second, strict=True)
    return all(abs(one[0] - other[0]) < SAME_HEIGHT for one, other in pairs)


def _joined(
    table: Grid, piece: Grid, between: Sequence[Paragraph], above: set[str], *, goes_on: bool
) -> Grid | None:
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
        return None if _heads_again(table, piece, names) else widened(table, piece, names)
    if _goes_on(table, piece) or names_rows(piece):
        return None
    if not _same_heights(table, piece, alone=not own and not goes_on):
        return None
    return replace(widened(table, piece, 0), confidence=min(table.confidence, HEALED))


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


def names_rows(piece: Grid) -> bool:
    """Whether the piece's first column that holds anything holds words, hardly one of them twice,
    or years: it is a table of its own. Ratings and owners are words that come again."""
    for col in range(piece.cols):
        texts = [text for row in range(1, piece.rows) if (text := _text(piece, row, col))]
        if not texts:
            continue
        years = sum(is_year(text) for text in texts)
        words = len(texts) - sum(map(is_value, texts))
        return 2 * years > len(texts) or (
            2 * words >= len(texts) and 2 * len(set(texts)) > len(texts)
        )
    return True


def _same_heights(table: Grid, piece: Grid, *, alone: bool) -> bool:
    """Whether the rows of both begin at the same heights. Without lines a row begins midway
    between texts: where one of them wraps, a little off. Heights that are all the same tell no
    rows apart: they must be the very same, and nothing else may stand on the page."""
    first, second = row_tops(table), row_tops(piece)
    if first is None or second is None:
        return False
    steps = {round(below - top) for top, below in pairwise(first) if below > top}
    off = [abs(one - other) for one, other in zip(first, second, strict=True)]
    if len(steps) == 1 and not (alone and table.rows > MANY_ROWS and max(off) < VERY_SAME):
        return False
    same = sum(difference < SAME_HEIGHT for difference in off)
    return same >= MOSTLY_SAME * len(off) and max(off) < NEARLY * min(steps)


def row_tops(grid: Grid) -> list[float] | None:
    """Where each row of a grid begins (points); None where its places are not all known."""
    tops: dict[int, float] = {}
    for cell in grid.cells:
        if cell.bbox is not None:
            tops.setdefault(cell.row, cell.bbox.top)
    return [tops[row] for row in range(grid.rows)] if len(tops) == grid.rows else None


def _text(grid: Grid, row: int, col: int) -> str:
    cell = grid.starts_at(row, col)
    return folded(cell.text) if cell is not None else ""


def widened(table: Grid, piece: Grid, names: int) -> Grid:
    """The table with the piece's columns but for the first ``names``; a banner that begins in
    these leaves holes."""
    further = table.cols - names
    added = [replace(cell, col=cell.col + further) for cell in piece.cells if cell.col >= names]
    cols = piece.cols + further
    wide = replace(
        table,
        cols=cols,
        reach=(),
        cells=(*table.cells, *added),
        confidence=min(table.confidence, piece.confidence),
    )
    return without_holes(wide, range(table.cols, cols), piece.page)
