"""Tables too wide for the paper: a printed worksheet goes on, to the right, over further pages.

Excel prints the columns that fit, then the others on pages of their own. Where the sheet has print
titles each page repeats the columns that name its rows; where it has none, the rows stand at the
same heights as on the page before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscorecard.model.grid import Block, Cell, Grid, Paragraph, without_rows
from xlscorecard.tables.joining.growing import HEALED, column_edges, folded
from xlscorecard.tables.joining.print_titles import (
    FEWEST_NAMES,
    are_of_another,
    names_in,
)
from xlscorecard.tables.joining.spread import without_holes
from xlscorecard.tables.joining.titles_of_others import (
    stands_right_of,
    titles_of_another,
    without_titles,
)
from xlscorecard.tables.lines.values import is_value, is_year

# So many rows that are alike, below one header, are no chance.
FEWEST_ROWS = 4
# So many tables of a sheet stand below each other at most.
MOST_OPEN = 4
# Rows stand at the same height within this (points).
SAME_HEIGHT = 1.5
# At least this share of the rows do, and the others within this share of the lowest row.
MOSTLY_SAME = 0.8
NEARLY = 0.35
# Rows that are all of one height are this many at least, and this close (points).
MANY_ROWS = 6
VERY_SAME = 0.5


@dataclass(slots=True)
class _Open:
    """A table to which further columns may come; ``above`` are the words above it on its page,
    ``goes_on`` is whether the one before it on the page before has its columns, ``titles`` how many
    of its first columns are print titles that name another's rows."""

    grid: Grid
    above: set[str]
    goes_on: bool
    titles: int


def join_across(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with each table that goes on to the right on later pages as one grid, at the place
    of its first piece. Nothing may stand above the further piece but page furniture and (parts
    of) what stands above the first. Of several tables below each other on a sheet each goes on."""
    held: list[Paragraph | _Open] = []  # since the first of the tables
    tables: list[_Open] = []
    since: list[Paragraph] = []  # the last table or piece
    for block in _in_tables(blocks, tables):
        if isinstance(block, Paragraph):
            since.append(block)
            if tables:
                held.append(block)
            else:
                yield block
            continue
        titles = titles_of_another(block, [table.grid for table in tables])
        alone = titles == block.cols  # nothing stands beside them
        table = None if alone else _widened(tables, block, since, titles)
        if alone or table is not None:
            gone = {
                id(p) for p in since if p.page == block.page and not (alone and _is_new(p, tables))
            }
            held = [one for one in held if id(one) not in gone]
            since = [p for p in since if id(p) not in gone]
        else:
            goes_on = bool(tables) and _goes_on(tables[-1].grid, block)
            above = {word for p in since for word in folded(p.text).split()}
            if tables and stands_right_of(tables[-1].grid, block):
                above |= tables[-1].above
            table = _Open(block, above, goes_on, titles)
            held.append(table)
            tables.append(table)
            since = []
            if len(tables) > MOST_OPEN:
                tables.pop(0)
                first = held.index(tables[0])
                yield from map(_block_of, held[:first])
                held = held[first:]
    yield from map(_block_of, held)


def _is_new(paragraph: Paragraph, tables: Sequence[_Open]) -> bool:
    """Whether a paragraph says what does not stand above any of the tables."""
    words = folded(paragraph.text).split()
    return not any(table.above.issuperset(words) for table in tables)


def _in_tables(blocks: Iterable[Block], tables: Sequence[_Open]) -> Iterator[Block]:
    """The blocks, a piece with the names of several of the ``tables`` below each other parted: a
    few columns do not tell where the next one's header stands."""
    for block in blocks:
        if isinstance(block, Grid) and block.ruling == "print" and len(tables) > 1:
            yield from _parted(block, [table.grid for table in tables])
        else:
            yield block


def _parted(piece: Grid, tables: Sequence[Grid]) -> list[Grid]:
    keys = [_text(piece, row, 0) for row in range(piece.rows)]
    parts: list[range] = []
    start = 0
    for table in tables:
        own = [_text(table, row, 0) for row in range(table.rows)]
        own = own[1:] if own and not own[0] else own
        places = range(start, len(keys) - len(own) + 1) if len(own) >= FEWEST_ROWS else ()
        at = next((at for at in places if keys[at : at + len(own)] == own), None)
        if at is not None:
            above = at > start and not keys[at - 1]  # what stands over the columns
            parts.append(range(at - above, at + len(own)))
            start = at + len(own)
    held = {row for part in parts for row in part}
    between = [row for row in range(piece.rows) if row not in held]
    named = all(cell.col == 0 for row in between for cell in piece.filled_in(row))
    if len(parts) < 2 or not named:
        return [piece]
    return [_rows_of(piece, part) for part in parts]


def _rows_of(grid: Grid, rows: range) -> Grid:
    part = without_rows(grid, [row for row in range(grid.rows) if row not in rows])
    pages = {cell.page for cell in part.cells if cell.page is not None}
    page = min(pages, default=grid.page)
    pieces = ((page, 0, part.rows - 1),) if page is not None and len(pages) == 1 else ()
    return replace(part, page=page, pieces=pieces)


def _block_of(held: Paragraph | _Open) -> Block:
    return without_titles(held.grid, held.titles) if isinstance(held, _Open) else held


def _widened(
    tables: Sequence[_Open], piece: Grid, between: Sequence[Paragraph], titles: int
) -> _Open | None:
    """The table that has got the piece's further columns: the last one, or one before it that has
    the very columns of names; None where it is another table. Of a piece with the ``titles`` of
    another table it is one that begins with them as well, or the last one."""
    for table in reversed(tables):
        last = table is tables[-1]
        alike = titles in (0, table.titles)  # a piece's few figures may not tell
        if alike and (last or _names_alike(table.grid, piece)):
            wider = _joined(table, piece, between)
        elif last and titles:
            wider = _joined(table, without_titles(piece, titles), between, titled=True)
        else:
            continue
        if wider is not None:
            table.grid = wider
            return table
    return None


def _names_alike(table: Grid, piece: Grid) -> bool:
    """Whether two tables begin with columns of names at the same place, as print titles do."""
    one, other = column_edges(table), column_edges(piece)
    if one is None or other is None or table.ruling != piece.ruling:
        return False
    alike = all(abs(a - b) < SAME_HEIGHT for a, b in zip(one[0], other[0], strict=True))
    return alike and names_rows(piece)


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
    held: _Open, piece: Grid, between: Sequence[Paragraph], *, titled: bool = False
) -> Grid | None:
    """The table with the piece's further columns; None where it is another table. Of a ``titled``
    piece print titles have told which rows of the sheet it holds."""
    table = held.grid
    if table.page is None or piece.page is None or piece.page <= table.page:
        return None
    table, piece = _as_high(table, piece), _as_high(piece, table)
    if piece.rows != table.rows or table.rows < FEWEST_ROWS:
        return None
    own = [p for p in between if p.page == piece.page and not p.furniture]
    if any(_is_new(p, [held]) for p in own):
        return None
    names = _shared_columns(table, piece)
    if names and names < held.titles:
        return None
    others = names and not held.titles
    if others and (are_of_another(piece, names) or _names_others(table, piece, names)):
        return None
    if names:
        return None if _heads_again(table, piece, names) else widened(table, piece, names)
    if _goes_on(table, piece) or names_rows(piece):
        return None
    if not _same_heights(table, piece, alone=not own and not held.goes_on, titled=titled):
        return None
    return replace(widened(table, piece, 0), confidence=min(table.confidence, HEALED))


def _names_others(table: Grid, piece: Grid, references: int) -> bool:
    """Whether a piece with the columns of the table names other measures under its references."""
    if references >= table.cols or not _goes_on(table, piece):
        return False
    one, other = names_in(table, references), names_in(piece, references)
    return min(len(one), len(other)) >= FEWEST_NAMES and not one & other


def _as_high(grid: Grid, other: Grid) -> Grid:
    """The grid, with an empty row in its header where the other has one row more there: what stands
    over its columns, or below that, where nothing stands among the names."""
    at = next((row for row in (0, 1) if other.rows > row and not _text(other, row, 0)), None)
    if at is None or other.rows != grid.rows + 1 or other.cols < 2 or grid.page is None:
        return grid
    if at and any(_text(grid, row, 0) != _text(other, row + (row >= at), 0) for row in range(2)):
        return grid
    if at and any(cell.rowspan > 1 for cell in grid.row_cells(0)):
        return grid
    cells = [replace(cell, row=cell.row + (cell.row >= at)) for cell in grid.cells]
    blank = [Cell(at, col, page=grid.page) for col in range(grid.cols)]
    (page, first, last), *rest = grid.pieces or ((grid.page, 0, grid.rows - 1),)
    pieces = [(page, first, last + 1), *((p, low + 1, high + 1) for p, low, high in rest)]
    cells = sorted([*cells, *blank], key=lambda cell: (cell.row, cell.col))
    return replace(grid, rows=other.rows, cells=tuple(cells), pieces=tuple(pieces))


def _shared_columns(table: Grid, piece: Grid) -> int:
    """How many first columns of the two hold the same texts in every row, words among them."""
    number = 0
    named = False
    below = next((row for row in range(table.rows) if _text(table, row, 0)), 0) + 1
    while number < min(table.cols, piece.cols - 1):
        texts = [_text(table, row, number) for row in range(table.rows)]
        others = [_text(piece, row, number) for row in range(piece.rows)]
        # what stands over the columns beside it may reach over the header of the names
        if texts != others and not (named and texts[below:] == others[below:]):
            break
        words = {text for text in texts[1:] if text and not is_value(text)}
        named = named or len(words) >= FEWEST_ROWS - 1
        number += 1
    return number if named else 0


def _heads_again(table: Grid, piece: Grid, names: int) -> bool:
    """Whether the piece's other columns are headed as the table's are, from its first on: the same
    measures once more, of another period or place."""
    last = next((row for row in range(table.rows) if _text(table, row, 0)), 0)

    def head(grid: Grid, col: int) -> tuple[str, ...]:
        return tuple(_text(grid, row, col) for row in range(last + 1))

    heads = [head(table, col) for col in range(names, table.cols)]
    again = all(head(piece, col) in heads for col in range(names, piece.cols))
    return again and head(piece, names) == heads[0]


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


def _same_heights(table: Grid, piece: Grid, *, alone: bool, titled: bool) -> bool:
    """Whether the rows of both begin at the same heights. Without lines a row begins midway
    between texts: where one of them wraps, a little off. Heights that are all the same tell no
    rows apart: they must be the very same, and nothing else may stand on the page, where print
    titles do not tell which rows it holds."""
    first, second = row_tops(table), row_tops(piece)
    if first is None or second is None:
        return False
    if table.ruling == "print":  # a header begins where the tallest of its texts does
        first, second = first[1:], second[1:]
    steps = {round(below - top) for top, below in pairwise(first) if below > top}
    off = [abs(one - other) for one, other in zip(first, second, strict=True)]
    many = alone and table.rows > MANY_ROWS
    if len(steps) == 1 and not ((titled or many) and max(off) < VERY_SAME):
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
