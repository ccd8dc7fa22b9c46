"""What is told of tables, and parts of tables, that were not taken for scorecards."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Finding, Kind, Record, Severity
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.evidence import names_measures
from xlscorecard.normalise.table import TypedTable
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labelled import named_figures
from xlscorecard.normalise.words.labels import NAMES_OF_FIGURES
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.words import parse_rag

# A table with so many rows and columns is told whatever it says.
_LARGER = 3


def passed_over(
    grid: Grid, first: int = 0, last: int | None = None, table: int | None = None
) -> Sequence[Finding]:
    """A remark on a larger table, on a small one that names its figures, or on a part of a
    scorecard's under a header of its own, that was not taken for a scorecard, so that an officer
    who misses it sees why."""
    rated = last is None and _rates_rows(grid)
    small = (grid.cols < _LARGER and not rated) or (last is None and grid.rows < _LARGER)
    if small and not (last is None and (_names_figures(grid) or _states_target(grid))):
        return ()
    cells = [c for c in grid.cells if first <= c.row and (last is None or c.row <= last)]
    printed = [c for c in cells if c.bbox is not None] or cells
    begins = next((one_line(c.text) for c in printed if c.text.strip()), "")
    what = "a table" if last is None else "a part of a table"
    rows = grid.rows if last is None else last - first + 1
    return (
        Finding(
            "table-passed-over",
            Severity.INFO,
            f"{what} of {rows} rows that begins {begins[:60]!r} is no scorecard: "
            + (
                "it has words and ratings alone"
                if rated and grid.cols < _LARGER
                else "nothing in it rates or measures against a target"
            )
            + _unread_figures(cells),
            page=cells[0].page if cells else grid.page,
            table=table,
        ),
    )


def _unread_figures(cells: Sequence[Cell]) -> str:
    """How many figures go unread with a table."""
    count = sum(
        1 for cell in cells if is_figure(text := one_line(cell.text)) and not is_period(text)
    )
    return f"; {count} figures in it are not read" if count > 1 else ""


def tells_nothing(records: Sequence[Record], table: TypedTable) -> bool:
    """Whether a table that does not say that it lists measures has no value and no rating for any
    of its rows: its symbols ("✓" under "Done") judge nothing."""
    title = next(column for column in table.rows[0].columns if column.use is Use.TITLE)
    return not names_measures(title) and all(
        record.kind is Kind.MEASURE and not (record.rag or record.trend or record.observations)
        for record in records
    )


def _names_figures(grid: Grid) -> bool:
    """Whether a small table says what figures in it are ("England average" over "29.2%")."""
    texts = [one_line(cell.text) for cell in grid.cells]
    named = [match for text in texts if (match := match_header(text)) is not None and match.exact]
    return any(match.word in NAMES_OF_FIGURES for match in named) and any(map(is_figure, texts))


def _states_target(grid: Grid) -> bool:
    """Whether a box says in one of its lines what a target is ("Target: 95%")."""
    named = [
        pair
        for cell in grid.cells
        for line in cell.text.split("\n")
        for pair in named_figures(line)
    ]
    matches = (match_header(label) for label, _ in named)
    return any(match is not None and match.word is HeaderWord.TARGET for match in matches)


def _rates_rows(grid: Grid) -> bool:
    """Whether most rows of a table have a word for a rating in one of its two columns."""
    if grid.cols != _LARGER - 1:
        return False
    rated = {c.row for c in grid.cells if parse_rag(one_line(c.text)) is not None}
    return len(rated) * 2 > grid.rows
