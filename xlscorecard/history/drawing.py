"""A measure's chart as lines, dots and words; svg.py and png.py paint it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlscorecard.engine.spc import Variation
from xlscorecard.history.series import History, Line, Point
from xlscorecard.history.words import figure_text, sentence

WIDTH, HEIGHT = 720, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 24, 76, 62
# The Analysis Function's dark blue for the line; the special causes in the NHS's colours
# (handbook 3.3), each with a shape of its own.
INK, MUTED, LINE_COLOUR = "#0B0C0C", "#505A5F", "#12436D"
LIMIT_COLOUR, TARGET_COLOUR, BREAK_COLOUR = "#6F777B", "#A8480D", "#801650"
_LOOKS = {
    Variation.IMPROVEMENT_HIGH: ("#0076A8", "up"),
    Variation.IMPROVEMENT_LOW: ("#0076A8", "down"),
    Variation.CONCERN_HIGH: ("#C2500A", "up"),
    Variation.CONCERN_LOW: ("#C2500A", "down"),
    Variation.NEUTRAL_HIGH: ("#490092", "up"),
    Variation.NEUTRAL_LOW: ("#490092", "down"),
}
_MOST_LABELS = 14


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: a round dot, or a triangle that points up or down."""

    x: float
    y: float
    colour: str
    shape: str = "round"


@dataclass(frozen=True, slots=True)
class Words:
    """A text; ``anchor`` is start, middle or end. ``y`` is its base line."""

    x: float
    y: float
    text: str
    size: int = 12
    anchor: str = "start"
    colour: str = INK
    bold: bool = False


@dataclass(slots=True)
class Drawing:
    """A chart ready to paint, with the words for those who cannot see it."""

    title: str
    description: str
    parts: list[Stroke | Dot | Words] = field(default_factory=list)


def draw_history(history: History) -> Drawing | None:
    """The chart of a measure's main cadence: all its definitions, a dashed line at each break,
    and limits where a definition has points enough. None where no figure is held."""
    cadence = history.cadence
    lines = [line for s in history.series if cadence and (line := s.line(cadence))]
    points = [point for line in lines for point in line.points]
    if not points:
        return None
    drawing = Drawing(f"{history.title}, {history.council}", sentence(history))
    scale = _Scale(lines, points)
    _frame(drawing, history, scale, points)
    start = 0
    for number, line in enumerate(lines):
        if number:
            x = (scale.x(start - 1) + scale.x(start)) / 2
            drawing.parts.append(Stroke(x, _TOP - 8, x, HEIGHT - _BOTTOM, BREAK_COLOUR, 1.5, True))
            drawing.parts.append(Words(x, _TOP - 12, "break", 11, "middle", BREAK_COLOUR))
        _line(drawing, line, scale, start)
        start += len(line.points)
    return drawing


class _Scale:
    """Where a place in the series and a value lie on the picture."""

    def __init__(self, lines: Sequence[Line], points: Sequence[Point]) -> None:
        values = [point.value for point in points]
        for line in lines:
            values += [line.target] if line.target is not None else []
            if line.chart is not None and line.chart.limits is not None:
                values += [line.chart.limits.lower, line.chart.limits.upper]
        low, high = min(values), max(values)
        room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
        self.ticks = _ticks(low - room, high + room)
        self.low, self.high = min(low - room, self.ticks[0]), max(high + room, self.ticks[-1])
        self.count = len(points)

    def x(self, place: int) -> float:
        width = WIDTH - _LEFT - _RIGHT
        return _LEFT + width * (place + 0.5) / self.count

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - _BOTTOM - share * (HEIGHT - _BOTTOM - _TOP)


def _ticks(low: float, high: float) -> list[float]:
    step = 10 ** math.floor(math.log10((high - low) / 4))
    step = next(step * m for m in (1, 2, 5, 10) if (high - low) / (step * m) <= 6)
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)] or [low, high]


def _frame(drawing: Drawing, history: History, scale: _Scale, points: Sequence[Point]) -> None:
    parts = drawing.parts
    parts.append(Words(16, 24, _short(history.title, 88), 15, bold=True))
    parts.append(Words(16, 43, _short(history.council, 100), 12, colour=MUTED))
    for tick in scale.ticks:
        y = scale.y(tick)
        parts.append(Stroke(_LEFT, y, WIDTH - _RIGHT, y, "#DEE0E2"))
        parts.append(Words(_LEFT - 8, y + 4, figure_text(tick, history.unit), 11, "end", MUTED))
    every = max(1, math.ceil(len(points) / _MOST_LABELS))
    for place, point in enumerate(points):
        if place % every == 0 or place == len(points) - 1:
            year, _, rest = point.period.partition(" ")
            x, y = scale.x(place), HEIGHT - _BOTTOM + 16
            parts.append(Words(x, y, rest or year, 10, "middle", MUTED))
            if rest:
                parts.append(Words(x, y + 13, year, 9, "middle", MUTED))
    parts.append(Words(16, HEIGHT - 14, _short(drawing.description, 122), 11, colour=INK))


def _line(drawing: Drawing, line: Line, scale: _Scale, start: int) -> None:
    parts = drawing.parts
    last = start + len(line.points) - 1
    left, right = scale.x(start) - 6, scale.x(last) + 6
    limits = line.chart.limits if line.chart else None
    if limits is not None:
        for value in (limits.lower, limits.upper):
            y = scale.y(value)
            parts.append(Stroke(left, y, right, y, LIMIT_COLOUR, 1.2, True))
        y = scale.y(limits.mean)
        parts.append(Stroke(left, y, right, y, LIMIT_COLOUR, 1.2))
    if line.target is not None:
        y = scale.y(line.target)
        parts.append(Stroke(left, y, right, y, TARGET_COLOUR, 1.6, True))
        if len(line.points) * 2 >= scale.count:
            parts.append(Words(right - 2, y - 5, "target", 10, "end", TARGET_COLOUR))
    places = [(scale.x(start + n), scale.y(point.value)) for n, point in enumerate(line.points)]
    for (x1, y1), (x2, y2) in pairwise(places):
        parts.append(Stroke(x1, y1, x2, y2, LINE_COLOUR, 2))
    read = line.chart.points if line.chart else ()
    plain = LINE_COLOUR, "round"
    for number, (x, y) in enumerate(places):
        looks = _LOOKS.get(read[number].variation, plain) if read else plain
        parts.append(Dot(x, y, *looks))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
