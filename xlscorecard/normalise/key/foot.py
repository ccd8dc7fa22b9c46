"""``keys_apart``: the key that stands as the last rows of a scorecard's own grid, apart from it.

Its lines would be measures there ("Red | Within 5% of target"), and its 5% a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlscorecard.model.grid import Block, Cell, Grid, without_rows
from xlscorecard.normalise.headers.row_use import FOOTNOTE
from xlscorecard.normalise.key.entry import MOVES, is_key_word, is_symbol, key_colour
from xlscorecard.normalise.key.tables import COUNTS
from xlscorecard.normalise.words.key_words import TEXT_KEY
from xlscorecard.normalise.words.mending import one_line

_HEADING = re.compile(r"(?:(?:rag|colour|status|symbol)s? )?(?:key|legend)\s*:?", re.IGNORECASE)
_HEADED = re.compile(rf"{_HEADING.pattern.removesuffix('?')}\s*(?P<lines>\S.*)", re.IGNORECASE)
# A key has so many lines; a measure above it has so many filled cells, in as many columns.
_FEWEST_LINES, _MOST_LINES = 2, 24
_FILLED = 3

_Line = tuple[Cell, Cell]


def keys_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each grid without the key in its last rows, and that behind it."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _parts(block)
        else:
            yield block


def _parts(grid: Grid) -> tuple[Grid, ...]:
    """The grid without the key in its last rows, and the key as a table of symbols and meanings;
    the grid alone where its last rows are no key, or where nothing else is in it."""
    if grid.cols < _FILLED:
        return (grid,)
    lines: list[_Line] = []
    end = _end_of_rows(grid)
    first, headed = end, False
    while first > 1 and not headed and len(lines) <= _MOST_LINES:
        cells = _seen(grid, first - 1)
        headed = bool(cells) and _HEADING.fullmatch(one_line(cells[0].text)) is not None
        found = _lines_of(cells[1:] if headed else cells, headed=headed)
        if cells and not found and not (headed and len(cells) == 1):
            break
        lines = [*found, *lines]
        first -= 1
    looks = {(one_line(c.text), key_colour(c), c.marks) for c, _ in lines}
    several = _FEWEST_LINES <= len(lines) == len(looks) <= _MOST_LINES
    if not several or not _has_measures(grid, first, lines):
        return (grid,)
    if any(
        cell.row < edge < cell.row + cell.rowspan for cell in grid.cells for edge in (first, end)
    ):
        return (grid,)
    return _without_lines(grid, first, end), _key_of(grid, lines)


def _end_of_rows(grid: Grid) -> int:
    """The row behind the last one that is no footnote ("* provisional")."""
    end = grid.rows
    while end > 1:
        cells = _seen(grid, end - 1)
        if len(cells) != 1 or FOOTNOTE.match(one_line(cells[0].text)) is None:
            break
        end -= 1
    return end


def _without_lines(grid: Grid, first: int, end: int) -> Grid:
    """The grid without its rows from ``first`` to before ``end``, and where the others stand."""
    pieces = [
        (page, top - max(0, min(top, end) - first), last - max(0, min(last + 1, end) - first))
        for page, top, last in grid.pieces
    ]
    pieces = [piece for piece in pieces if piece[1] <= piece[2]]
    return replace(without_rows(grid, range(first, end)), pieces=tuple(pieces))


def _seen(grid: Grid, row: int) -> list[Cell]:
    """The cells of a row that show something: a text, a mark, a colour that the cell on their left
    has not."""
    cells: list[Cell] = []
    before = None
    for cell in grid.row_cells(row):
        colour = key_colour(cell)
        if cell.text.strip() or cell.marks or (colour is not None and colour != before):
            cells.append(cell)
        before = colour
    return cells


def _lines_of(cells: Sequence[Cell], *, headed: bool) -> list[_Line]:
    """The symbols of a row, each with the meaning on its right; behind a heading also colours with
    the meaning on them, and symbols and meanings in one text ("R = Off target"). [] for a row with
    anything else in it."""
    if len(cells) == 1:
        return _in_one_text(cells[0])
    lines: list[_Line] = []
    symbol: Cell | None = None
    for cell in cells:
        match = TEXT_KEY.match(one_line(cell.text)) if headed else None
        if symbol is not None and _means(cell):
            lines.append((symbol, cell))
            symbol = None
        elif symbol is None and match is not None:
            lines.append(_parted(cell, match))
        elif symbol is None and headed and key_colour(cell) is not None and _means(cell):
            lines.append((replace(cell, text="", marks=()), cell))
        elif symbol is None and is_symbol(cell):
            symbol = cell
        else:
            return []
    return lines if symbol is None else []


def _in_one_text(cell: Cell) -> list[_Line]:
    """The lines of a key in one text ("Key: G = On target, R = Off target"); [] for another."""
    headed = _HEADED.fullmatch(one_line(cell.text))
    texts = re.split(r"[,;]", headed["lines"]) if headed is not None else []
    matches = [match for text in texts if (match := TEXT_KEY.match(text.strip())) is not None]
    whole = len(matches) == len(texts)
    return [_parted(cell, match) for match in matches] if whole else []


def _parted(cell: Cell, match: re.Match[str]) -> _Line:
    return replace(cell, text=match["symbol"]), replace(cell, text=match["meaning"])


def _means(cell: Cell) -> bool:
    """Whether a text is what a symbol means, in words of keys."""
    text = one_line(cell.text)
    if cell.marks or " " not in text or (COUNTS.search(text) and "target" not in text.lower()):
        return False  # else its figures are tolerances
    return is_key_word(text) or MOVES.search(text) is not None


def _has_measures(grid: Grid, end: int, lines: Iterable[_Line]) -> bool:
    """Whether rows above ``end`` are measures: they have more in them than lines of a key, and no
    symbols where those begin."""
    at = min(symbol.col for symbol, _ in lines)
    bodies = [cells for row in range(1, end) if len(cells := _seen(grid, row)) >= _FILLED]
    return bool(bodies) and not any(is_symbol(c) for cells in bodies for c in cells if c.col == at)


def _key_of(grid: Grid, lines: Sequence[_Line]) -> Grid:
    cells = [
        replace(cell, row=row, col=col, rowspan=1, colspan=1)
        for row, line in enumerate(lines)
        for col, cell in enumerate(line)
    ]
    page = lines[0][0].page or grid.page
    return replace(
        grid, rows=len(lines), cols=2, cells=tuple(cells), page=page, header_rows=0, pieces=()
    )
