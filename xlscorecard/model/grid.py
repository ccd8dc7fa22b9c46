"""Tables as printed: cells that tile a grid, not yet understood.

A *grid cell* is one place in the grid. A cell that spans several is stored once, at its
*merge origin* (its top left place) with its spans; the places it covers are not stored.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.mark import Mark
from xlscorecard.model.quick import quickly_made
from xlscorecard.model.scorecard import Finding


@quickly_made
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell at its merge origin. ``row`` and ``col`` count from 0.

    ``text`` is as printed, its lines joined by a newline, without footnote markers set as
    superscripts: those stand in ``footnotes``. ``fill`` is the background as painted, None
    where there is none or white. ``ink`` is the colour of most of the text, None when black.
    ``highlight`` is a marker-pen or run shading behind most of the text; ``highlighted`` is
    the part of the text that stands on such a colour where it is not all of it. ``bar`` is the
    colour of a thick border or a bar along its left or right side, or of a bar, tile or dot
    that stands beside the table at the cell's row. ``marks`` are its symbols, left to right.
    ``indent`` is how far the text stands in from the cell's left side, in steps of the paper's
    own, 0 where it does not say. ``confidence`` is that of the reading alone.
    """

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    text: str = ""
    bbox: BBox | None = None
    page: int | None = None
    fill: Rgb | None = None
    ink: Rgb | None = None
    highlight: Rgb | None = None
    bold: bool = False
    italic: bool = False
    marks: tuple[Mark, ...] = ()
    footnotes: tuple[str, ...] = ()
    header: bool = False
    number_format: str = ""
    confidence: float = 1.0
    highlighted: str = ""
    bar: Rgb | None = None
    indent: int = 0

    @property
    def empty(self) -> bool:
        return not self.marks and (not self.text or self.text.isspace())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed. ``page`` is that of its first row, None in Word and workbooks.

    ``header_rows`` is how many rows the document itself declares as header (Word's
    repeated header rows, a PDF's tags), 0 where it does not say. ``pieces`` lists
    (page, first row, last row) for a table that was joined over pages.
    ``ruling`` tells how it was found: "full", "horizontal", "zebra", "none", "tiles"
    (boxes that stand apart), "print" (a worksheet's cells, told by where their texts stand),
    "word", "sheet".
    ``confidence`` is how sure the finder is of the cell borders. ``reach`` is, for a table whose
    columns no lines part, from where to where (x, in points) the texts of each column stand.
    """

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    page: int | None = None
    bbox: BBox | None = None
    header_rows: int = 0
    pieces: tuple[tuple[int, int, int], ...] = ()
    ruling: str = "full"
    name: str = ""
    confidence: float = 1.0
    reach: tuple[tuple[float, float], ...] = ()
    _places: dict[tuple[int, int], Cell] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _in_rows: dict[int, tuple[Cell, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for col in range(cell.col, cell.col + cell.colspan):
                    self._places[row, col] = cell

    def __reduce__(self) -> tuple[object, ...]:
        """For pickle: the places are found anew."""
        return Grid, tuple(getattr(self, part.name) for part in fields(self) if part.init)

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place, whether it starts there or not; None for a hole."""
        return self._places.get((row, col))

    def starts_at(self, row: int, col: int) -> Cell | None:
        """The cell whose merge origin is this place."""
        cell = self._places.get((row, col))
        return cell if cell is not None and (cell.row, cell.col) == (row, col) else None

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, left to right, each once."""
        known = self._in_rows.get(row)
        if known is not None:
            return known
        found: list[Cell] = []
        for col in range(self.cols):
            cell = self._places.get((row, col))
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        self._in_rows[row] = tuple(found)
        return self._in_rows[row]

    def begun_in(self, row: int) -> list[Cell]:
        """The cells that begin in a row, left to right."""
        return [cell for cell in self.row_cells(row) if cell.row == row]

    def filled_in(self, row: int) -> list[Cell]:
        """The cells that begin in a row and hold a text or a mark, left to right."""
        return [cell for cell in self.begun_in(row) if not cell.empty]

    def texts(self) -> list[list[str]]:
        """Rows of text; a spanned place gives an empty text."""
        lines = [[""] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row][cell.col] = cell.text
        return lines

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """(row, col, rowspan, colspan) of each cell that covers more than one place."""
        for cell in self.cells:
            if cell.rowspan > 1 or cell.colspan > 1:
                yield cell.row, cell.col, cell.rowspan, cell.colspan


def _left(count: int, gone: Container[int]) -> dict[int, int]:
    """The rows, or columns, that stay of so many, each with its new place."""
    kept = (number for number in range(count) if number not in gone)
    return {number: place for place, number in enumerate(kept)}


def _covered(first: int, span: int, left: Mapping[int, int]) -> list[int]:
    """The new places of a cell's rows, or columns: those of them that stay."""
    return [left[number] for number in range(first, first + span) if number in left]


def without_rows(grid: Grid, gone: Container[int]) -> Grid:
    """The grid without some of its rows: those below move up, and cells merged over a row that
    goes are as much lower. It tells no longer which of its rows stand on which page."""
    left = _left(grid.rows, gone)
    cells = tuple(
        replace(cell, row=rows[0], rowspan=len(rows))
        for cell in grid.cells
        if (rows := _covered(cell.row, cell.rowspan, left))
    )
    return replace(grid, rows=len(left), cells=cells, pieces=())


def without_columns(grid: Grid, gone: Container[int]) -> Grid:
    """The grid without some of its columns: those behind move up, and cells merged over a column
    that goes are as much narrower."""
    left = _left(grid.cols, gone)
    cells = tuple(
        replace(cell, col=cols[0], colspan=len(cols))
        for cell in grid.cells
        if (cols := _covered(cell.col, cell.colspan, left))
    )
    reach = tuple(grid.reach[col] for col in left) if grid.reach else ()
    return replace(grid, cols=len(left), cells=cells, reach=reach)


def columns_of(grid: Grid, first: int, end: int) -> Grid:
    """The columns of a grid from one up to another."""
    return without_columns(grid, {*range(first), *range(end, grid.cols)})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables, in reading order. ``level`` is 1 to 9 for a stated heading (Word
    style, outline level, PDF tag), else None. ``furniture`` marks page headers, footers,
    page numbers, stamps and the labels of charts: they are no heading of a table. ``sheet`` is
    the worksheet that it stands on."""

    text: str
    page: int | None = None
    bbox: BBox | None = None
    level: int | None = None
    size: float | None = None
    bold: bool = False
    ink: Rgb | None = None
    furniture: bool = False
    marks: tuple[Mark, ...] = ()
    sheet: str = ""


Block = Paragraph | Grid


def sheet_of(block: Block) -> str:
    """The worksheet that a block stands on; "" in a paper of another kind."""
    return block.name if isinstance(block, Grid) else block.sheet


def block_size(block: Block) -> int:
    """About how much room a block takes, in cells."""
    return len(block.cells) if isinstance(block, Grid) else 1


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as read: its blocks in reading order. ``title`` is the file's own property.

    ``findings`` is what the reader left out or could not read (hidden sheets, rules of a
    workbook that it does not know).
    """

    name: str
    blocks: Sequence[Block]
    pages: int | None = None
    title: str = ""
    unread_pages: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
