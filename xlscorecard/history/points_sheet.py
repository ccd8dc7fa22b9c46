"""The sheet Points: every point of every series; charts and sparklines refer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlscorecard.engine.spc import SpecialCause, Variation
from xlscorecard.history.cells import figure_cell
from xlscorecard.history.native_charts import PERIOD
from xlscorecard.history.series import History, Line, Point
from xlscorecard.history.words import main_lines
from xlscorecard.model.scorecard import Unit
from xlscorecard.workbook.book import Book, Column, Sheet
from xlscorecard.workbook.measures import rag_cell

_POINTS = (
    Column("Council", 18),
    Column("Measure", 40),
    Column("Definition", 18),
    Column("Series", 7),
    Column("Period is", 9),
    Column("Period", 11),
    Column("Value", 10),
    Column("RAG", 9),
    Column("As printed", 12),
    Column("Paper", 24),
    Column("Page", 7),
    Column("Table", 7),
    Column("Row", 7),
    Column("Printed", 8),
    Column("Mean", 10, printed=False),
    Column("Lower limit", 10, printed=False),
    Column("Upper limit", 10, printed=False),
    Column("Target", 10, printed=False),
    Column("Improvement", 12, printed=False),
    Column("Concern", 12, printed=False),
    Column("Point is", 24, printed=False),
)
_BETTER_SIGNS = {Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW}
_WORSE_SIGNS = {Variation.CONCERN_HIGH, Variation.CONCERN_LOW}


def ordered_lines(history: History) -> list[tuple[Line, bool, bool]]:
    """All lines, those of the main cadence first; the last says that a break stands before."""
    mains = main_lines(history)
    others = [line for s in history.series for line in s.lines if line not in mains]
    return [(line, True, number > 0) for number, line in enumerate(mains)] + [
        (line, False, False) for line in others
    ]


def write_points(book: Book, histories: Sequence[History]) -> None:
    """Write the sheet, in the order of :func:`ordered_lines`."""
    sheet = book.sheet(
        "Points",
        "Every point of every series",
        "The last figure printed for a period counts; Printed says in how many rows it stands. "
        "A row 'break' keeps figures of two definitions apart.",
        _POINTS,
    )
    numbers = {id(line): series for h in histories for series in h.series for line in series.lines}
    for history in histories:
        for line, _, gap in ordered_lines(history):
            series = numbers[id(line)]
            if gap:
                _write_break(book, sheet, history, line)
            for number, point in enumerate(line.points):
                sheet.write(_point_cells(book, history, line, number, point, series.definition,
                                         series.number))  # fmt: skip
    sheet.finish("points", "No figure is held.")
    sheet.page.ignore_errors({"number_stored_as_text": f"A1:U{sheet.row}"})


def _write_break(book: Book, sheet: Sheet, history: History, line: Line) -> None:
    cells: list[tuple[object, Any]] = [("", book.cell())] * len(_POINTS)
    cells[0] = history.council, book.text_cell()
    cells[1] = history.title, book.text_cell()
    cells[PERIOD] = f"break before {line.points[0].period}", book.text_cell(bold=True)
    sheet.write(cells)


def _point_cells(
    book: Book,
    history: History,
    line: Line,
    number: int,
    point: Point,
    definition: str,
    series: int,
) -> list[tuple[object, Any]]:
    text, plain = book.text_cell(), book.cell()
    limits = line.chart.limits if line.chart else None
    read = line.chart.points[number] if line.chart and line.chart.points else None
    source = point.counts.source
    value = figure_cell(book, point, history.unit)
    causes: tuple[SpecialCause, ...] = read.causes if read else ()
    kind = f"{read.variation.value}: {', '.join(causes)}" if read and causes else ""

    def also(amount: float | None) -> tuple[object, Any]:
        if amount is None:
            return "", plain
        return (amount / 100 if history.unit is Unit.PERCENT else amount), value[1]

    return [
        (history.council, text),
        (history.title, text),
        (definition, text),
        (series, plain),
        (line.cadence.value, text),
        (point.period, text),
        value,
        rag_cell(book, point.rag),
        (point.counts.observation.raw, text),
        (source.document, text),
        (source.page, plain),
        (source.table, plain),
        (source.row, plain),
        (len(point.said), plain),
        also(limits.mean if limits else None),
        also(limits.lower if limits else None),
        also(limits.upper if limits else None),
        also(line.target),
        also(point.value if read and read.variation in _BETTER_SIGNS else None),
        also(point.value if read and read.variation in _WORSE_SIGNS else None),
        (kind, text),
    ]
