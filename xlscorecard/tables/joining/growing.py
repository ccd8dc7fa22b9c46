"""A table while it goes on from page to page: it grows by a piece at the cost of the piece,
however long it has become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.tables.lines.values import is_value

# A row healed over a page break is put together from two readings: still likely, not sure.
HEALED = 0.85


def column_edges(grid: Grid) -> list[tuple[float, float]] | None:
    """The left and right edge of each column, None where cells have no place."""
    found: dict[int, tuple[float, float]] = {}
    _add_edges(found, grid.cells)
    return _all_edges(found, grid.cols)


def _add_edges(found: dict[int, tuple[float, float]], cells: Sequence[Cell]) -> None:
    for cell in cells:
        if cell.bbox is not None and cell.colspan == 1 and cell.col not in found:
            found[cell.col] = (cell.bbox.x0, cell.bbox.x1)


def _all_edges(
    found: dict[int, tuple[float, float]], cols: int
) -> list[tuple[float, float]] | None:
    return [found[col] for col in range(cols)] if len(found) == cols else None


def folded(text: str) -> str:
    """A text as it is compared: small letters, single spaces."""
    return " ".join(text.casefold().split())


def row_text(table: Grid | GrowingTable, row: int) -> tuple[str, ...]:
    """A row's folded texts, "" for a place where no cell starts."""
    return tuple(
        folded(cell.text) if (cell := table.starts_at(row, col)) is not None else ""
        for col in range(table.cols)
    )


def is_banner(table: Grid | GrowingTable, row: int) -> bool:
    """One text alone in a row, over several columns or in the first."""
    held = [cell for cell in table.row_cells(row) if not cell.empty]
    return len(held) == 1 and (held[0].colspan > 1 or held[0].col == 0)


class GrowingTable:
    """A grid that grows downwards. What is asked of all its rows again and again (the edges of
    its columns, its banners, which columns hold figures) is kept up as it grows."""

    def __init__(self, grid: Grid) -> None:
        self._first = grid
        self.rows, self.cols = grid.rows, grid.cols
        self.page, self.ruling = grid.page, grid.ruling
        self.pieces, self._confidence = grid.pieces, grid.confidence
        self._cells = list(grid.cells)
        # Where each cell stands in the list, by the places that it covers; once it grows.
        self._places: dict[tuple[int, int], int] | None = None
        self._edges: dict[int, tuple[float, float]] = {}
        self._edged = 0
        self._banners: Counter[tuple[str, ...]] = Counter()
        self._bannered = 0
        self._figures = [(0, 0)] * grid.cols
        self._figured = 1

    def grid(self) -> Grid:
        """The table as far as it goes."""
        if self._places is None:
            return self._first
        return replace(
            self._first,
            rows=self.rows,
            cells=tuple(self._cells),
            pieces=self.pieces,
            confidence=self._confidence,
        )

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place."""
        if self._places is None:
            return self._first.at(row, col)
        at = self._places.get((row, col))
        return None if at is None else self._cells[at]

    def starts_at(self, row: int, col: int) -> Cell | None:
        """The cell whose merge origin is this place."""
        cell = self.at(row, col)
        return cell if cell is not None and (cell.row, cell.col) == (row, col) else None

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, left to right, each once."""
        if self._places is None:
            return self._first.row_cells(row)
        places = (self._places.get((row, col)) for col in range(self.cols))
        return tuple(self._cells[at] for at in dict.fromkeys(places) if at is not None)

    def edges(self) -> list[tuple[float, float]] | None:
        """As :func:`column_edges`."""
        _add_edges(self._edges, self._cells[self._edged :])
        self._edged = len(self._cells)
        return _all_edges(self._edges, self.cols)

    def has_banner(self, text: tuple[str, ...]) -> bool:
        """Whether one of the rows is a banner of this text."""
        self._count_banners(range(self._bannered, self.rows), 1)
        self._bannered = self.rows
        return self._banners[text] > 0

    def figures(self, col: int) -> tuple[int, int]:
        """How many cells below the first row hold a text in a column, and how many of them a
        value."""
        for row in range(self._figured, self.rows):
            for each in range(self.cols):
                cell = self.starts_at(row, each)
                if cell is not None:
                    self._count_figure(cell, 1)
        self._figured = max(self._figured, self.rows)
        return self._figures[col]

    def heal(self, piece: Grid, row: int) -> None:
        """Put a piece's row into the last row, which the page break split."""
        places = self._all_places()
        last = self.rows - 1
        for at in dict.fromkeys(places.get((last, col)) for col in range(self.cols)):
            if at is None:
                continue
            cell = self._cells[at]
            below = piece.starts_at(row, cell.col)
            if below is not None and not below.empty and cell.colspan == 1:
                self._exchange(at, _healed(cell, below))

    def stack(self, piece: Grid, rows: Sequence[int]) -> None:
        """Put the rows of a piece below; a merged cell that the page break cut in two (its lower
        part is empty) becomes one again."""
        assert piece.page is not None  # noqa: S101  whoever calls saw to it
        self._all_places()
        start = self.rows
        place = {row: start + number for number, row in enumerate(rows)}
        ends = [self.at(start - 1, col) for col in range(self.cols)]
        goes_on = bool(rows) and _group_goes_on(ends, piece.row_cells(rows[0]))
        for cell in piece.cells:
            covered = [row for row in range(cell.row, cell.row + cell.rowspan) if row in place]
            if not covered:
                continue
            moved = replace(cell, row=place[covered[0]], rowspan=len(covered))
            above = ends[cell.col]
            if above is not None and moved.row == start and _is_cut(above, moved, goes_on):
                at = self._all_places()[start - 1, cell.col]
                self._cells[at] = replace(above, rowspan=above.rowspan + moved.rowspan)
            else:
                at = len(self._cells)
                self._cells.append(moved)
            self._place(moved, at)
        self.rows += len(rows)
        if rows:
            self.pieces = (*self.pieces, (piece.page, start, self.rows - 1))
        self._confidence = min(self._confidence, piece.confidence)

    def _all_places(self) -> dict[tuple[int, int], int]:
        if self._places is None:
            self._places = {}
            for at, cell in enumerate(self._cells):
                self._place(cell, at)
        return self._places

    def _place(self, cell: Cell, at: int) -> None:
        assert self._places is not None  # noqa: S101
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                self._places[row, col] = at

    def _exchange(self, at: int, cell: Cell) -> None:
        """Put another cell in the place of one that covers the same."""
        old = self._cells[at]
        # The rows below its first see no more of it than whether it is empty.
        seen = old.rowspan if old.empty != cell.empty else 1
        counted = range(old.row, min(old.row + seen, self._bannered))
        self._count_banners(counted, -1)
        self._cells[at] = cell
        self._count_banners(counted, 1)
        if 1 <= old.row < self._figured:
            self._count_figure(old, -1)
            self._count_figure(cell, 1)

    def _count_banners(self, rows: range, by: int) -> None:
        for row in rows:
            if is_banner(self, row):
                self._banners[row_text(self, row)] += by

    def _count_figure(self, cell: Cell, by: int) -> None:
        if cell.text.strip():
            texts, values = self._figures[cell.col]
            self._figures[cell.col] = (texts + by, values + by * is_value(cell.text))


def _healed(cell: Cell, below: Cell) -> Cell:
    both = cell.text and below.text
    return replace(
        cell,
        text=f"{cell.text}\n{below.text}" if both else cell.text or below.text,
        marks=cell.marks + below.marks,
        footnotes=cell.footnotes + below.footnotes,
        fill=cell.fill or below.fill,
        ink=cell.ink or below.ink,
        highlight=cell.highlight or below.highlight,
        confidence=min(cell.confidence, below.confidence, HEALED),
    )


def _group_goes_on(ends: Sequence[Cell | None], first: Sequence[Cell]) -> bool:
    """Whether the first row of a piece belongs to the group of rows that the table ends with: it
    has nothing in all the columns, from the first on, whose last text is merged over rows."""
    merged = [cell for cell in ends if cell is not None and cell.rowspan > 1 and not cell.empty]
    empty = {cell.col for cell in first if cell.empty and cell.colspan == 1}
    return bool(merged) and not merged[0].col and all(cell.col in empty for cell in merged)


def _is_cut(above: Cell, below: Cell, goes_on: bool) -> bool:
    """Whether a merged cell goes on in an empty one right below it, which is merged as well or in
    a row that ``goes_on`` with the group."""
    return (
        below.empty
        and (below.rowspan > 1 or goes_on)
        and above.rowspan > 1
        and (above.col, above.colspan) == (below.col, below.colspan)
    )
