"""A worksheet printed with its row and column headings: the letters above and the numbers beside
the cells are no part of any table, and empty rows part its tables. Or with its grid lines, which
go round its title as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Block, Cell, Grid, Paragraph
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.values import is_plain_figure

# Three letters in order over three columns are no chance.
FEWEST_LETTERS = 3
# A title, an empty row and a table have so many rows; a table has so many columns.
FEWEST_ROWS = 4
FEWEST_COLUMNS = 3
# A council's name, a title, a sentence and a table's heading, with empty rows between them.
MOST_ABOVE = 8
# Excel has 1,048,576 rows.
_ROW_NUMBER = re.compile(r"[0-9]{1,7}")
# No merged cell takes up as much as this part of a page.
OPEN = 3


def tables_of_sheet(grid: Grid) -> tuple[Block, ...]:
    """The tables and headings of a printed worksheet; any other grid as it is."""
    if _has_headings(grid):
        body = _cut(_parted(grid), range(1, grid.rows), 1)
        stretches = _stretches(body)
    elif _begins_with_title(grid):
        body, stretches = grid, _stretches(grid)
    else:
        return _parts(grid)
    blocks: list[Block] = []
    for rows in stretches:
        start = rows[0]
        while start in rows and _is_heading(body, _held(body, start)):
            blocks.append(paragraph_of(_held(body, start)[0]))
            start += 1
        rest = range(start, rows[-1] + 1)
        if rest:
            blocks.append(_cut(body, rest, 0))
    return tuple(blocks)


def _begins_with_title(grid: Grid) -> bool:
    """Whether a grid is a worksheet printed with its grid lines and a title in its first cell: an
    empty row parts that from a table of several columns, or from the heading above one. A sheet
    may leave its first row and its first column free."""
    if grid.ruling != "full" or grid.rows < FEWEST_ROWS or grid.cols < FEWEST_COLUMNS:
        return False
    titled = parted = False
    for row in range(min(grid.rows - 1, MOST_ABOVE)):
        held = _held(grid, row)
        if held and not _is_heading(grid, held):
            several = max(len(held), len(_held(grid, row + 1))) >= FEWEST_COLUMNS
            return parted and several
        parted = parted or (titled and not held)
        titled = titled or bool(held)
    return False


def _parts(grid: Grid) -> tuple[Block, ...]:
    """The tables of a page that goes on with a sheet's rows and has the sheet's next table below
    them: an empty row, a heading and a header. Spaces and headings between the rows of one table
    part nothing."""
    if grid.ruling != "full" or grid.cols < FEWEST_COLUMNS:
        return (grid,)
    held: list[list[Cell]] = [[] for _ in range(grid.rows + 1)]
    for cell in grid.cells:
        if not cell.empty:
            held[cell.row].append(cell)
    blocks: list[Block] = []
    start = 0
    for row in range(2, grid.rows - 2):
        if held[row - 1] or not _is_heading(grid, held[row]):
            continue
        header = next((cells for cells in held[row + 1 : row + 3] if len(cells) > 1), [])
        if len(header) < FEWEST_COLUMNS - 1 or any(is_plain_figure(c.text) for c in header):
            continue
        end = max((n + 1 for n in range(start, row) if held[n]), default=start)
        blocks += [_cut(grid, range(start, end), 0)] if end > start else []
        blocks.append(paragraph_of(held[row][0]))
        start = row + 1
    return (*blocks, _cut(grid, range(start, grid.rows), 0)) if blocks else (grid,)


def _is_heading(grid: Grid, held: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but a text where the sheet's tables begin: one above some of
    their columns is a header of these."""
    first = min(cell.col for cell in grid.cells if not cell.empty)
    return len(held) == 1 and held[0].rowspan == 1 and held[0].col == first <= 1


def headings_alone(grid: Grid) -> bool:
    """Whether lines part a printed worksheet's headings but not its cells: one place holds the
    texts of much of the page, or each of its columns is one cell, where only texts part these."""
    if not _has_headings(grid):
        return False
    rows, cols = grid.rows - 1, grid.cols - 1
    columns = [grid.starts_at(1, col) for col in range(1, grid.cols)]
    return all(cell is not None and cell.rowspan == rows > 1 for cell in columns) or any(
        not cell.empty and cell.rowspan > 1 and OPEN * cell.rowspan * cell.colspan > rows * cols
        for cell in grid.cells
    )


def in_headings(grid: Grid, word: Word) -> bool:
    """Whether a word stands in the first row or column."""
    corner = grid.starts_at(0, 0)
    x, y = word.bbox.centre
    return (
        corner is not None
        and corner.bbox is not None
        and (x < corner.bbox.x1 or y < corner.bbox.bottom)
    )


def _has_headings(grid: Grid) -> bool:
    """Whether the first row counts in letters and the first column in numbers, both without
    a gap."""
    letters = [_text(grid, 0, col) for col in range(1, grid.cols)]
    numbers = [_text(grid, row, 0) for row in range(1, grid.rows)]
    if len(letters) < FEWEST_LETTERS or not numbers or _text(grid, 0, 0):
        return False
    if (
        not _ROW_NUMBER.fullmatch(numbers[0])
        or not letters[0].isupper()
        or not letters[0].isascii()
    ):
        return False
    first = int(numbers[0])
    return numbers == [str(first + n) for n in range(len(numbers))] and letters == [
        _letters(_number(letters[0]) + n) for n in range(len(letters))
    ]


def _text(grid: Grid, row: int, col: int) -> str:
    cell = grid.starts_at(row, col)
    return cell.text.strip() if cell is not None else ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _held(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid.row_cells(row) if not cell.empty]


def _parted(grid: Grid) -> Grid:
    """The grid with its empty places parted, as the headings part them: where nothing is
    printed, no line is."""
    above = [cell.bbox for cell in grid.row_cells(0)]
    beside = [cell.bbox for row in range(grid.rows) if (cell := grid.starts_at(row, 0))]
    cells: list[Cell] = []
    for cell in grid.cells:
        if not cell.empty or (cell.rowspan, cell.colspan) == (1, 1):
            cells.append(cell)
            continue
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                x, y = above[col], beside[row]
                box = BBox(x.x0, y.top, x.x1, y.bottom) if x is not None and y is not None else None
                cells.append(replace(cell, row=row, col=col, rowspan=1, colspan=1, bbox=box))
    return replace(grid, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))))


def _stretches(grid: Grid) -> list[range]:
    """The rows between empty ones."""
    found: list[range] = []
    start = None
    for row in range(grid.rows + 1):
        empty = row == grid.rows or not _held(grid, row)
        if empty and start is not None:
            found.append(range(start, row))
            start = None
        elif not empty and start is None:
            start = row
    return found


def paragraph_of(cell: Cell) -> Paragraph:
    """A cell's text as one of its page's paragraphs."""
    assert cell.page is not None  # noqa: S101  # a page's cells know it
    return Paragraph(text=cell.text, page=cell.page, bbox=cell.bbox, bold=cell.bold, ink=cell.ink)


def box_around(cells: Sequence[Cell]) -> BBox:
    """The smallest box that holds all cells; some has one."""
    boxes = [cell.bbox for cell in cells if cell.bbox is not None]
    return BBox(
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )


def _cut(grid: Grid, rows: Sequence[int], first: int) -> Grid:
    """Some rows of a grid, from column ``first`` on."""
    cells = tuple(
        replace(
            cell,
            row=max(cell.row, rows[0]) - rows[0],
            col=cell.col - first,
            rowspan=min(cell.row + cell.rowspan, rows[-1] + 1) - max(cell.row, rows[0]),
        )
        for cell in grid.cells
        if cell.col >= first and cell.row <= rows[-1] and cell.row + cell.rowspan > rows[0]
    )
    return replace(
        grid,
        rows=len(rows),
        cols=grid.cols - first,
        reach=(),
        cells=cells,
        bbox=box_around(cells),
        pieces=tuple((page, 0, len(rows) - 1) for page, _, _ in grid.pieces),
    )
