"""The figures of a measure's rows as lines: one point a period, restated figures beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.engine.figures import period_key
from xlscorecard.engine.rating import parse_unit
from xlscorecard.engine.ruleset import RuleSet
from xlscorecard.engine.spc import read_chart
from xlscorecard.engine.trend import TrendResult, monotone_trend, two_points
from xlscorecard.history.breaks import definition_of
from xlscorecard.history.match import equal_as_printed
from xlscorecard.history.rows import Figure, Row
from xlscorecard.history.series import Apart, Break, Cadence, Line, Point, Restated, Statement
from xlscorecard.model.scorecard import Polarity, Role, Unit
from xlscorecard.values.normal_period import MONTH, QUARTER, YEAR
from xlscorecard.values.period import year_of

# Handbook 3.3 and 3.7: overlapping figures have no chart; from five points a test.
_OVERLAPPING = re.compile(r"rolling|\bytd\b|year to date|cumulative|12 months to", re.IGNORECASE)
_FEWEST_TESTED = 5
_ADDED_UP = frozenset({Unit.COUNT, Unit.GBP})


def cadence_of(period: str) -> Cadence | None:
    """Year, quarter or month; None for an academic year, which lies in two years."""
    if YEAR.fullmatch(period):
        return Cadence.YEAR
    if QUARTER.fullmatch(period):
        return Cadence.QUARTER
    return Cadence.MONTH if MONTH.fullmatch(period) else None


def find_lines(
    rows: Sequence[Row], breaks: Sequence[Break], definition: int
) -> tuple[tuple[Line, ...], tuple[Restated, ...], tuple[Apart, ...]]:
    """Lines of one definition from all rows of a measure, figures restated, figures left out.

    A figure for a time before a break that only papers after the break print may be on either
    definition: it stands in no line.
    """
    said: dict[str, list[tuple[Figure, Row]]] = defaultdict(list)
    apart: list[Apart] = []
    for row in rows:
        for figure in row.figures:
            if definition_of(year_of(figure.period), breaks) != definition:
                continue
            if cadence_of(figure.period) is None:
                reason = "an academic year cannot stand beside financial years"
                apart.append(Apart(figure.period, _statement(figure, row), reason))
            elif definition_of(row.year, breaks) != definition:
                reason = "printed after the definition changed: it may be on either definition"
                apart.append(Apart(figure.period, _statement(figure, row), reason))
            else:
                said[figure.period].append((figure, row))
    lines: list[Line] = []
    restated: list[Restated] = []
    for cadence in Cadence:
        periods = [p for p in said if cadence_of(p) is cadence]
        periods.sort(key=lambda p: period_key(p) or (0, 0))
        points: list[Point] = []
        for period in periods:
            point, changes = _point(period, said[period])
            points.append(point)
            restated += changes
        if points:
            used = [pair for period in periods for pair in said[period]]
            overlapping = any(_overlapping(*pair, cadence) for pair in used)
            target = next((t for _, row in reversed(used) if (t := _target(row)) is not None), None)
            lines.append(Line(cadence, tuple(points), target, overlapping))
    return tuple(lines), tuple(restated), tuple(apart)


def _statement(figure: Figure, row: Row) -> Statement:
    record = row.record
    rag = figure.observation.rag or (record.rag if figure.own else None)
    return Statement(figure.value, figure.observation, record.source, row.paper_period, rag)


def _point(period: str, said: Sequence[tuple[Figure, Row]]) -> tuple[Point, list[Restated]]:
    """The latest paper's figure counts; of equal ones, the one with most digits."""
    restated: list[Restated] = []
    first = said[0]
    counts = first
    for pair in said[1:]:
        figure, row = pair
        if equal_as_printed(figure, counts[0]):
            if figure.quantum < counts[0].quantum:
                counts = pair
        elif row.paper != counts[1].paper:
            restated.append(Restated(period, _statement(*counts), _statement(*pair)))
            counts = pair
    statements = tuple(_statement(*pair) for pair in said)
    return Point(period, statements, _statement(*counts)), restated


def _overlapping(figure: Figure, row: Row, cadence: Cadence) -> bool:
    text = f"{figure.observation.column} {row.record.title} {' '.join(row.record.section[-1:])}"
    if _OVERLAPPING.search(text) is not None:
        return True
    unit = figure.observation.quantity.unit
    own_period = figure.observation.period
    return (
        cadence is not Cadence.YEAR
        and unit in _ADDED_UP
        and own_period is not None
        and cadence_of(own_period) is Cadence.YEAR
    )


def _target(row: Row) -> float | None:
    year = row.year
    for o in row.record.observations:
        quantity = o.quantity
        fits = o.period is None or year_of(o.period) == year
        if o.role is Role.TARGET and fits and quantity.value is not None:
            return float(quantity.value)
    return None


def read_line(line: Line, polarity: Polarity | None, unit: Unit | None, rules: RuleSet) -> Line:
    """The line with its trend (handbook 3.7) and its chart of limits (3.3)."""
    values = [point.value for point in line.points]
    chart = read_chart(values, polarity, line.target, overlapping=line.overlapping)
    return replace(line, chart=chart, trend=_trend(line, values, polarity, unit, rules))


def _trend(
    line: Line,
    values: list[float],
    polarity: Polarity | None,
    unit: Unit | None,
    rules: RuleSet,
) -> TrendResult:
    if len(values) < 2:
        return TrendResult(None, "no comparison: one figure under this definition")
    if len(values) >= _FEWEST_TESTED and not line.overlapping:
        return monotone_trend(values, polarity)
    before, now = line.points[-2:]
    if line.cadence is not Cadence.YEAR:
        last = period_key(now.period)
        same = [
            point
            for point in line.points[:-1]
            if last and period_key(point.period) == (last[0] - 1, last[1])
        ]
        if not same and line.overlapping:
            return TrendResult(None, "no comparison: the same time last year is not held")
        before = same[0] if same else before
    kind = parse_unit(unit)
    found = two_points(
        now.value, before.value, polarity, dead_band=rules.trend.dead_band(kind), kind=kind
    )
    reason = found.reason or f"{now.period} against {before.period}"
    return TrendResult(found.trend, reason, found.change)
