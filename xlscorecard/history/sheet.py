"""The history as a workbook: one row a measure with its sparkline, every point, native charts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlscorecard.engine.spc import SpecialCause, Variation
from xlscorecard.history.native_charts import PERIOD, Span, write_charts
from xlscorecard.history.series import History, Line, Point, Restated
from xlscorecard.history.words import breaks_text, main_lines, rag_letters, sentence
from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.model.scorecard import Quantity, Rag, Unit
from xlscorecard.workbook.book import SHEET_ROWS, Book, Column, Sheet
from xlscorecard.workbook.styles import (
    RAG_WORDS,
    TREND_WORDS,
    UNIT_WORDS,
    cell_number,
    number_format,
)

_HISTORY = (
    Column("Council", 18),
    Column("Ref", 10),
    Column("Measure", 40),
    Column("Through time", 24),
    Column("First", 10),
    Column("First for", 11),
    Column("Latest", 10),
    Column("Latest for", 11),
    Column("Latest RAG", 9),
    Column("RAG through time", 18),
    Column("Trend", 11),
    Column("What it did", 40),
    Column("Breaks", 30),
    Column("Restated", 9),
    Column("Doubts", 8),
    Column("Points", 7, printed=False),
    Column("Variation", 16, printed=False),
    Column("Assurance", 18, printed=False),
    Column("Unit", 12, printed=False),
    Column("Good is", 9, printed=False),
    Column("Period is", 9, printed=False),
    Column("Same measure", 30, printed=False),
    Column("Why this trend", 30, printed=False),
)
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
_RESTATED = (
    Column("Council", 18),
    Column("Measure", 40),
    Column("Period", 11),
    Column("First", 10),
    Column("First in", 24),
    Column("First page", 7),
    Column("Later", 10),
    Column("Later in", 24),
    Column("Later page", 7),
    Column("Change", 10),
)
_APART = (
    Column("Council", 18),
    Column("Measure", 40),
    Column("Period", 11),
    Column("Figure", 10),
    Column("Paper", 24),
    Column("Page", 7),
    Column("Why it stands in no series", 44),
)
_ROWS = (
    Column("Council", 18),
    Column("Series", 7),
    Column("Period", 11),
    Column("Ref as printed", 12),
    Column("Title as printed", 44),
    Column("Score", 7),
    Column("Joined by", 36),
    Column("Doubt", 36),
    Column("Paper", 24),
    Column("Page", 7),
    Column("Table", 7),
    Column("Row", 7),
)
_BETTER_SIGNS = {Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW}
_WORSE_SIGNS = {Variation.CONCERN_HIGH, Variation.CONCERN_LOW}


def write_history_workbook(histories: Sequence[History], path: Path) -> None:
    """Write the workbook. Raises CannotWrite, and Refused beyond an Excel sheet's rows."""
    points = sum(len(line.points) + 1 for h in histories for s in h.series for line in s.lines)
    members = sum(len(s.members) for h in histories for s in h.series)
    if max(points, members) > SHEET_ROWS - 10:
        raise Refused(
            str(path), f"{points:,} points are more than a sheet has rows", advice="Write .json."
        )
    write_whole(path, lambda part: _write(part, histories))


def _write(part: Path, histories: Sequence[History]) -> None:
    book = Book(part, "Measures through the years", row_by_row=False)
    # Excel opens on the first sheet, but its sparklines refer to the points: rows are known ahead.
    spans = _spans(histories)
    _write_histories(book, histories, spans)
    write_charts(book, histories, spans)
    _write_points(book, histories)
    _write_restated(book, histories)
    _write_apart(book, histories)
    _write_rows(book, histories)
    book.close()


def _spans(histories: Sequence[History]) -> list[Span | None]:
    row = Sheet.HEADING_ROW + 1
    spans: list[Span | None] = []
    for history in histories:
        first = last = line_first = -1
        latest: Line | None = None
        for line, main, gap in _ordered(history):
            row += gap
            if main:
                first = row if first < 0 else first
                last = row + len(line.points) - 1
                latest, line_first = line, row
            row += len(line.points)
        spans.append(Span(first, last, latest, line_first) if first >= 0 else None)
    return spans


def _ordered(history: History) -> list[tuple[Line, bool, bool]]:
    """All lines, those of the main cadence first; the last says that a break stands before."""
    mains = main_lines(history)
    others = [line for s in history.series for line in s.lines if line not in mains]
    return [(line, True, number > 0) for number, line in enumerate(mains)] + [
        (line, False, False) for line in others
    ]


def _write_histories(
    book: Book, histories: Sequence[History], spans: Sequence[Span | None]
) -> None:
    sheet = book.sheet(
        "History",
        "Measures through the years",
        "One row for each measure of a council. Nothing is compared across a break in definition; "
        "First, Latest and Trend are of the definition in force. RAG through time is as printed, "
        "oldest first: R, A, G, B, - not rated, . none printed, | a break.",
        _HISTORY,
    )
    text, plain = book.text_cell(), book.cell()
    for history, span in zip(histories, spans, strict=True):
        lines = main_lines(history)
        line = lines[-1] if lines else None
        first, last = (line.points[0], line.points[-1]) if line else (None, None)
        chart = line.chart if line else None
        trend = line.trend if line else None
        assurance = chart.assurance.value if chart and chart.assurance else ""
        restated = sum(len(s.restated) for s in history.series)
        doubts = sum(bool(m.doubt) for s in history.series for m in s.members)
        row = sheet.write(
            [
                (history.council, text),
                (history.ref, text),
                (history.title, book.text_cell(bold=True)),
                ("", plain),
                _figure(book, first, history.unit),
                (first.period if first else "", text),
                _figure(book, last, history.unit),
                (last.period if last else "", text),
                _rag(book, last.rag if last else None),
                (rag_letters(history), text),
                (TREND_WORDS[trend.trend] if trend and trend.trend else "", text),
                (sentence(history), text),
                (breaks_text(history), text),
                (restated or None, plain),
                (doubts or None, plain),
                (sum(len(each.points) for each in lines) or None, plain),
                (chart.variation.value if chart and chart.variation else "", text),
                (assurance, text),
                (UNIT_WORDS[history.unit] if history.unit else "", text),
                (history.polarity.value if history.polarity else "", text),
                (history.cadence.value if history.cadence else "", text),
                (history.measure, text),
                (trend.reason if trend else "", text),
            ]
        )
        if span is not None and span.last > span.first:
            sheet.page.add_sparkline(
                row - 1,
                3,
                {
                    "range": f"Points!G{span.first + 1}:G{span.last + 1}",
                    "markers": True,
                    "series_color": "#12436D",
                    "weight": 1.25,
                    "last_point": True,
                    "last_color": "#A8480D",
                    "empty_cells": "gaps",
                },
            )
    sheet.finish("history", "No measure was found.")
    sheet.page.ignore_errors({"number_stored_as_text": f"A1:W{sheet.row}"})


def _write_points(book: Book, histories: Sequence[History]) -> None:
    sheet = book.sheet(
        "Points",
        "Every point of every series",
        "The last figure printed for a period counts; Printed says in how many rows it stands. "
        "A row 'break' keeps figures of two definitions apart.",
        _POINTS,
    )
    numbers = {id(line): series for h in histories for series in h.series for line in series.lines}
    for history in histories:
        for line, _, gap in _ordered(history):
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
    value = _figure(book, point, history.unit)
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
        _rag(book, point.rag),
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


def _write_restated(book: Book, histories: Sequence[History]) -> None:
    sheet = book.sheet(
        "Restated",
        "Figures that a later paper gives differently",
        "Both are kept; the later one counts in the series. Differences by rounding are left out.",
        _RESTATED,
    )
    text, plain = book.text_cell(), book.cell()
    for history in histories:
        for change in (r for s in history.series for r in s.restated):
            sheet.write(_restated_cells(book, history, change, text, plain))
    sheet.finish("restated", "No figure was restated.")


def _restated_cells(
    book: Book, history: History, change: Restated, text: Any, plain: Any
) -> list[tuple[object, Any]]:
    first, later = change.first, change.later
    difference = Quantity(unit=history.unit)
    amount = Decimal(repr(round(later.value - first.value, 10)))
    style = book.cell(num_format=number_format(difference, amount))
    return [
        (history.council, text),
        (history.title, text),
        (change.period, text),
        _amount(book, first.value, first.observation.quantity),
        (first.source.document, text),
        (first.source.page, plain),
        _amount(book, later.value, later.observation.quantity),
        (later.source.document, text),
        (later.source.page, plain),
        (cell_number(difference, amount), style),
    ]


def _write_apart(book: Book, histories: Sequence[History]) -> None:
    sheet = book.sheet(
        "Left out",
        "Figures that stand in no series",
        "They are printed, but may be on another definition or for another kind of year.",
        _APART,
    )
    text, plain = book.text_cell(), book.cell()
    for history in histories:
        for left in (a for s in history.series for a in s.apart):
            sheet.write(
                [
                    (history.council, text),
                    (history.title, text),
                    (left.period, text),
                    _amount(book, left.said.value, left.said.observation.quantity),
                    (left.said.source.document, text),
                    (left.said.source.page, plain),
                    (left.reason, text),
                ]
            )
    sheet.finish("left_out", "Every dated figure stands in a series.")


def _write_rows(book: Book, histories: Sequence[History]) -> None:
    sheet = book.sheet(
        "Rows joined",
        "Which rows of which papers make up each series",
        "Score from 0 to 1: how sure it is that the row is this measure. Look at the doubts first.",
        _ROWS,
    )
    text, plain = book.text_cell(), book.cell()
    for history in histories:
        for series in history.series:
            for member in series.members:
                source = member.source
                sheet.write(
                    [
                        (history.council, text),
                        (series.number, plain),
                        (member.period, text),
                        (member.ref, text),
                        (member.title, text),
                        (member.score, book.cell(num_format="0.00")),
                        (member.why, text),
                        (member.doubt, book.text_cell(bold=True)),
                        (source.document, text),
                        (source.page, plain),
                        (source.table, plain),
                        (source.row, plain),
                    ]
                )
    sheet.finish("rows_joined", "No measure was found.")


def _figure(book: Book, point: Point | None, unit: Unit | None) -> tuple[object, Any]:
    if point is None:
        return "", book.cell()
    quantity = point.counts.observation.quantity
    if quantity.unit is None and unit is not None:
        quantity = Quantity(quantity.value, unit=unit, quantum=quantity.quantum)
    return _amount(book, point.value, quantity)


def _amount(book: Book, value: float, quantity: Quantity) -> tuple[object, Any]:
    amount = quantity.value if quantity.value is not None else Decimal(repr(value))
    style = book.cell(num_format=number_format(quantity, amount))
    return cell_number(quantity, amount), style


def _rag(book: Book, rag: Rag | None) -> tuple[str, Any]:
    return (RAG_WORDS[rag] if rag else "", book.rag_cell(rag))
