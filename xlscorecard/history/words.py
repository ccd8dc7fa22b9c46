"""A history in words: its figures, its breaks, and one sentence that says what it did."""

from __future__ import annotations

from xlscorecard.history.series import History, Line
from xlscorecard.model.scorecard import Rag, Unit

_LETTERS = {Rag.RED: "R", Rag.AMBER: "A", Rag.GREEN: "G", Rag.BLUE: "B", Rag.GREY: "-"}


def figure_text(value: float, unit: Unit | None) -> str:
    """A figure for a chart's axis or a sentence: 62%, £1,200, 12.5."""
    number = f"{value:,.10g}" if abs(value) < 1000 else f"{value:,.0f}"
    if unit is Unit.PERCENT:
        return f"{number}%"
    if unit is Unit.GBP:
        return f"-£{number[1:]}" if number.startswith("-") else f"£{number}"
    return number


def rag_letters(history: History) -> str:
    """The printed RAGs of the main cadence, oldest first, "|" at a break: "A G | G R"."""
    parts: list[str] = []
    for line in main_lines(history):
        letters = [_LETTERS[point.rag] if point.rag else "." for point in line.points]
        parts.append(" ".join(letters))
    text = " | ".join(parts)
    return text if any(sign in text for sign in _LETTERS.values()) else ""


def main_lines(history: History) -> list[Line]:
    """The lines of the main cadence, one for each definition that has one."""
    cadence = history.cadence
    return [line for s in history.series if cadence and (line := s.line(cadence))]


def breaks_text(history: History) -> str:
    """ "2014/15: the national definition changed; 2023/24: the national framework changed"."""
    return "; ".join(f"{point.at}: {point.why}" for point in history.breaks)


def sentence(history: History) -> str:
    """What the measure did under the definition in force."""
    lines = main_lines(history)
    if not lines:
        return "No figure is held."
    line = lines[-1]
    first, last = line.points[0], line.points[-1]
    if first is last:
        text = f"{figure_text(last.value, history.unit)} in {last.period}, the only figure"
    else:
        text = (
            f"From {figure_text(first.value, history.unit)} in {first.period} to "
            f"{figure_text(last.value, history.unit)} in {last.period}"
        )
    if line.chart is not None and line.chart.variation is not None:
        text += f"; latest: {line.chart.variation.value}"
        if line.chart.assurance is not None:
            text += f"; target: {line.chart.assurance.value}"
    elif line.trend is not None and line.trend.trend is not None:
        text += f"; {line.trend.trend.value}"
    if len(lines) > 1:
        text += f"; not comparable with figures before {first.period}"
    return text + "."
