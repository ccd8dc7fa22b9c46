"""The sheet Charts: an XmR chart of Excel's own for each measure, fed by the sheet Points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlscorecard.history.series import History, Line
from xlscorecard.history.words import sentence
from xlscorecard.model.scorecard import Unit
from xlscorecard.workbook.book import Book, clean, lay_out, write_title

# Excel opens a sheet of more charts than this slowly; the measures beyond have their sparkline.
MOST_CHARTS = 150
_FEWEST_CHARTED = 3
# Where the charts begin, and how many rows each takes; how many stand above each other on a
# printed page (A4, landscape) at this percentage.
_CHARTS_FROM, _CHART_ROWS = 3, 17
_ROWS_A_PAGE, _CHART_SCALE = 2, 80
# Columns of the sheet Points, from 0.
_VALUE, PERIOD, _MEAN, _LOWER, _UPPER, _TARGET, _BETTER, _WORSE = 6, 5, 14, 15, 16, 17, 18, 19


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of the sheet Points (from 0) that hold a measure's main lines, breaks between them."""

    first: int
    last: int
    line: Line | None
    line_first: int


def write_charts(book: Book, histories: Sequence[History], spans: Sequence[Span | None]) -> None:
    """Write the sheet; ``spans`` say where each history's points stand."""
    page = book.xlsx.add_worksheet("Charts")
    charted = [
        (history, span)
        for history, span in zip(histories, spans, strict=True)
        if span is not None and span.line is not None and len(span.line.points) >= _FEWEST_CHARTED
    ]
    # Those with limits first: they are what an XmR chart is for.
    charted.sort(key=lambda pair: not (pair[1].line and pair[1].line.chart
                                       and pair[1].line.chart.points))  # fmt: skip
    left_out = max(0, len(charted) - MOST_CHARTS)
    about = "XmR charts: mean and process limits (2.66 times the mean moving range) from 8 points."
    about += " Each shows the definition in force."
    if left_out:
        about += f" {left_out} more measures have a sparkline on History but no chart here."
    write_title(book, page, "Charts", about)
    lay_out(page, "Charts")
    # Two charts wide, and no chart across two printed pages.
    page.set_print_scale(_CHART_SCALE)
    page.set_h_pagebreaks(
        [
            _CHARTS_FROM + row * _CHART_ROWS
            for row in range(_ROWS_A_PAGE, -(-len(charted) // 2), _ROWS_A_PAGE)
        ]
    )
    for number, (history, span) in enumerate(charted[:MOST_CHARTS]):
        chart = _chart(book, history, span)
        row, column = _CHARTS_FROM + number // 2 * _CHART_ROWS, number % 2 * 10
        said = f"{history.title}, {history.council}. {sentence(history)}"
        page.insert_chart(row, column, chart, {"description": clean(said)[:250], "y_offset": 6})


def _chart(book: Book, history: History, span: Span) -> Any:
    chart = book.xlsx.add_chart({"type": "line"})
    first, last = span.line_first, span.last

    def add(name: str, column: int, look: dict[str, object]) -> None:
        chart.add_series(
            {
                "name": name,
                "categories": ["Points", first, PERIOD, last, PERIOD],
                "values": ["Points", first, column, last, column],
                **look,
            }
        )

    dot = {"type": "circle", "size": 5, "fill": {"color": "#12436D"},
           "border": {"color": "#12436D"}}  # fmt: skip
    add("Value", _VALUE, {"line": {"color": "#12436D", "width": 2}, "marker": dot})
    assert span.line is not None  # noqa: S101
    if span.line.chart is not None and span.line.chart.points:
        grey: dict[str, object] = {"color": "#6F777B", "width": 1.25}
        add("Mean", _MEAN, {"line": grey})
        add("Lower limit", _LOWER, {"line": grey | {"dash_type": "dash"}})
        add("Upper limit", _UPPER, {"line": grey | {"dash_type": "dash"}})
        for name, column, colour, shape in (
            ("Improvement", _BETTER, "#0076A8", "triangle"),
            ("Concern", _WORSE, "#C2500A", "diamond"),
        ):
            mark = {"type": shape, "size": 9, "fill": {"color": colour},
                    "border": {"color": colour}}  # fmt: skip
            add(name, column, {"line": {"none": True}, "marker": mark})
    if span.line.target is not None:
        add("Target", _TARGET, {"line": {"color": "#A8480D", "dash_type": "square_dot"}})
    council = f" ({history.council})"
    title, room = history.title, max(20, 90 - len(council))
    title = clean((title if len(title) <= room else f"{title[: room - 1]}…") + council)
    # A title as a list of parts would be a formula where a text starts with "=".
    chart.set_title({"name": title.lstrip("="), "name_font": {"size": 10}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_y_axis(
        {
            "num_font": {"size": 8},
            "major_gridlines": {"visible": True, "line": {"color": "#DEE0E2"}},
            **_axis(history, span.line),
        }
    )
    chart.set_size({"width": 600, "height": 320})
    chart.show_blanks_as("gap")
    return chart


def _axis(history: History, line: Line) -> dict[str, object]:
    """Where the axis starts: near the figures where they are far from 0, as XmR charts do."""
    limits = line.chart.limits if line.chart else None
    values = [point.value for point in line.points]
    values += [limits.lower, limits.upper] if limits else []
    values += [line.target] if line.target is not None else []
    low, high = min(values), max(values)
    look: dict[str, object] = {}
    if history.unit is Unit.PERCENT:
        look["num_format"] = "0%"
    elif high >= 1000:
        look["num_format"] = "#,##0"
    if 0 < high - low < low:
        step = 10 ** math.floor(math.log10(high - low))
        start = math.floor((low - step / 2) / step) * step
        look["min"] = start / 100 if history.unit is Unit.PERCENT else start
    return look
