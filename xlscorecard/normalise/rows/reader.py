"""What every part of reading a table's rows shares: the table, what it stands in, the doubts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import Finding, Rag, Severity
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.key.key import Symbols
from xlscorecard.normalise.key.symbol import Palette
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.mending import one_line

# No header has more rows than this above the first measure.
_HEADING_ROWS = 6
# How sure a scan's figures can be under one heading over several columns of them.
_SHARED = 0.8


@dataclass(frozen=True, slots=True)
class Setting:
    """What a table stands in: the paper, its number there, the headings above it, the key;
    ``coded`` where the paper's tables of one measure each begin with a spaced code, ``stated_in``
    a line right above it that only says in what its figures are ("£'000"), ``title`` the paper's
    own, ``brackets`` whether the paper says what figures in brackets are."""

    document: str
    table: int
    section: tuple[str, ...]
    reporting_period: str | None
    symbols: Symbols
    palette: Palette
    coded: bool = False
    stated_in: str = ""
    title: str = ""
    brackets: bool = False


@dataclass(slots=True)
class Reader:
    """Reads one table row by row; ``findings`` collects doubts on the way. ``heated`` are the
    rows whose colours show how large the figures are and rate nothing, ``rated`` the ratings that
    rows show by their shading or a bar along their side; ``coloured`` the value columns whose
    colours rate, ``moved`` those whose colours tell how the result has moved, and whether their
    ink may. ``coded`` tells that titles begin with codes that have a space in them ("HS 104"),
    ``coded_at_end`` that they end with codes in brackets ("Void loss (HSG-11)"), ``shared`` what
    several have behind their numbers ("1 bed"). ``judged`` tells, by column of priorities,
    whether their measures are judged each, ``signed``, by column of polarities, whether it has
    nothing but signs; ``parts`` are, by row and columns, the first row of a
    title that stands for several, and the row's own name under it; ``grouping`` tells, by column,
    whether its texts name groups of rows, and ``section_names``, by column and row, which."""

    grid: Grid
    table: TypedTable
    setting: Setting
    findings: list[Finding] = field(default_factory=list)
    coloured: dict[int, bool] = field(default_factory=dict)
    moved: dict[int, bool] = field(default_factory=dict)
    rated_figures: frozenset[int] = frozenset()
    heated: frozenset[int] = frozenset()
    rated: dict[int, Rag] = field(default_factory=dict)
    coded: bool = False
    coded_at_end: bool = False
    shared: frozenset[str] = frozenset()
    judged: dict[int, bool] = field(default_factory=dict)
    signed: dict[int, bool] = field(default_factory=dict)
    parts: dict[tuple[int, ...], tuple[int, str]] = field(default_factory=dict)
    printed: dict[tuple[int, int], tuple[str, int]] = field(default_factory=dict)
    grouping: dict[int, bool] = field(default_factory=dict)
    section_names: dict[int, dict[int, str]] = field(default_factory=dict)
    _kinds: dict[int, frozenset[MarkKind]] = field(default_factory=dict)
    _headings: dict[int, tuple[float, float]] = field(default_factory=dict)
    _reported: frozenset[str] | None = None
    _told: set[tuple[str, object]] = field(default_factory=set)

    def kinds_in(self, column: Column) -> frozenset[MarkKind]:
        """What marks stand in a column's cells, all rows together: looked for once, since a
        table may go on over a thousand pages."""
        found = self._kinds.get(column.index)
        if found is None:
            places = [self.grid.starts_at(row.index, column.index) for row in self.table.rows]
            found = frozenset(
                mark.kind for cell in places if cell is not None for mark in cell.marks
            )
            self._kinds[column.index] = found
        return found

    def sure_of_heading(self, column: Column, *, scanned: bool) -> float:
        """How surely what stands above a column was read: a figure under "22/23" is of another
        year where that says "21/22". On a ``scanned`` page a rule may have been overlooked too."""
        found = self._headings.get(column.index)
        if found is None:
            first = min((row.index for row in self.table.rows), default=0)
            above = range(max(0, first - _HEADING_ROWS), first)
            cells = [self.grid.at(row, column.index) for row in above]
            heads = [cell for cell in cells if cell is not None and cell.text.strip()]
            read = min((cell.confidence for cell in heads), default=1.0)
            lowest = next((cell for cell in reversed(heads) if cell.colspan < self.grid.cols), None)
            shared = lowest is not None and self._heads_several(lowest)
            found = self._headings[column.index] = (read, min(read, _SHARED) if shared else read)
        return found[scanned]

    def _heads_several(self, cell: Cell) -> bool:
        """Whether a heading stands over more than one column of figures, with none of their own
        below it: a rule between their names may not have been seen."""
        columns = self.table.rows[0].columns if self.table.rows else ()
        own = range(cell.col, cell.col + cell.colspan)
        return sum(1 for each in columns if each.use is Use.VALUE and each.index in own) > 1

    def reported(self) -> frozenset[str]:
        """The headers of the value columns in which any row has a figure: looked for once, and
        only where a row lacks its latest one."""
        if self._reported is None:
            self._reported = frozenset(
                column.header
                for row in self.table.rows
                for column in row.columns
                if column.use is Use.VALUE and is_figure(text_of(self.grid, row, column))
            )
        return self._reported

    def doubt(
        self, code: str, message: str, row: Row, column: Column | None = None, *, look: bool = True
    ) -> None:
        cell = self.grid.at(row.index, column.index) if column is not None else None
        self.findings.append(
            Finding(
                code,
                Severity.LOOK if look else Severity.INFO,
                message,
                # a printed sheet's columns go on over pages to the right
                page=(cell.page if cell is not None else None) or page_of(self.grid, row.index),
                table=self.setting.table,
                row=row.number,
                column=column.header if column is not None else None,
            )
        )

    def doubt_once(
        self, code: str, message: str, row: Row, column: Column, *, about: object, look: bool = True
    ) -> None:
        """A doubt ``about`` a column or a row that each of its cells raises: told at the first."""
        if (code, about) not in self._told:
            self._told.add((code, about))
            self.doubt(code, message, row, column, look=look)


def page_of(grid: Grid, row: int) -> int | None:
    """The page that a row begins on."""
    for col in range(grid.cols):
        cell = grid.at(row, col)
        if cell is not None and cell.row == row and cell.page is not None:
            return cell.page
    return grid.page


def column_of(row: Row, use: Use) -> Column | None:
    """The first column of a row with this use."""
    return next((column for column in row.columns if column.use is use), None)


def text_of(grid: Grid, row: Row, column: Column | None) -> str:
    """What stands in a row's place of a column, on one line."""
    if column is None:
        return ""
    cell = grid.at(row.index, column.index)
    return one_line(cell.text) if cell is not None else ""


def background_of(grid: Grid, row: Row) -> Rgb | None:
    """The fill that a row shares: that of its title cell, else the commonest of the row."""
    title = column_of(row, Use.TITLE)
    if title is not None:
        cell = grid.at(row.index, title.index)
        if cell is not None and cell.row == row.index:
            return cell.fill
    fills = Counter(cell.fill for cell in grid.row_cells(row.index))
    return fills.most_common(1)[0][0] if fills else None
