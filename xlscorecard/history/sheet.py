"""The history as a workbook: the sheet History, one row a measure, and what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlscorecard.history.cells import figure_cell
from xlscorecard.history.native_charts import Span, write_charts
from xlscorecard.history.points_sheet import ordered_lines, write_points
from xlscorecard.history.series import History, Line
from xlscorecard.history.side_sheets import write_left_out, write_restated, write_rows_joined
from xlscorecard.history.words import breaks_text, main_lines, rag_letters, sentence
from xlscorecard.model.errors import Refused
from xlscorecard.model.files import write_whole
from xlscorecard.workbook.book import SHEET_ROWS, Book, Column, Sheet
from xlscorecard.workbook.measures import rag_cell
from xlscorecard.workbook.styles import TREND_WORDS, UNIT_WORDS

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
    write_points(book, histories)
    write_restated(book, histories)
    write_left_out(book, histories)
    write_rows_joined(book, histories)
    book.close()


def _spans(histories: Sequence[History]) -> list[Span | None]:
    row = Sheet.HEADING_ROW + 1
    spans: list[Span | None] = []
    for history in histories:
        first = last = line_first = -1
        latest: Line | None = None
        for line, main, gap in ordered_lines(history):
            row += gap
            if main:
                first = row if first < 0 else first
                last = row + len(line.points) - 1
                latest, line_first = line, row
            row += len(line.points)
        spans.append(Span(first, last, latest, line_first) if first >= 0 else None)
    return spans


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
                figure_cell(book, first, history.unit),
                (first.period if first else "", text),
                figure_cell(book, last, history.unit),
                (last.period if last else "", text),
                rag_cell(book, last.rag if last else None),
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
