"""Conditional formats as Excel would show them: what the rules do to each cell.

Rules are tried in order of priority; the first that sets a property wins it, and a rule that
says "stop if true" ends the list (18.3.1.10). A rule of a kind that we don't know, or with a
formula that we cannot work out, is reported and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlscorecard.model.geometry import Rgb
from xlscorecard.sheets.conditions import find_condition, numbers_of
from xlscorecard.sheets.formula import Formula, Lookup
from xlscorecard.sheets.formula import Place as FormulaPlace
from xlscorecard.sheets.functions import CellError, UnknownFormula, number, percentile
from xlscorecard.sheets.icons import icon
from xlscorecard.sheets.rule import Limit, Painted, Place, Rule

# Cells tried in all; a council's workbook asks for some ten thousand.
MOST_TRIALS = 5_000_000


@dataclass(slots=True)
class Evaluation:
    """All cells that rules change, and the rules that could not be followed."""

    cells: dict[tuple[int, int], Painted] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


_RATING_CODES = frozenset({0.0, 1.0, 2.0, 3.0, 4.0})
_SILENT = frozenset({"dataBar"})  # bars show size, neither RAG nor trend
Apply = Callable[[Place, Painted], bool]


def evaluate_rules(rules: Iterable[Rule], lookup: Lookup, used: Sequence[Place]) -> Evaluation:
    """Follows the rules of a sheet on its used cells. ``lookup`` gives values, with "" for the
    sheet itself; ``used`` lists the cells that the sheet holds."""
    result = Evaluation()
    stopped: set[Place] = set()
    known = frozenset(used)
    trials = 0
    for rule in sorted(rules, key=lambda rule: rule.priority):
        if rule.kind in _SILENT:
            continue
        cells = _covered(rule, used, known)
        trials += len(cells)
        if not cells:
            continue
        try:
            if trials > MOST_TRIALS:
                raise UnknownFormula("too many cells")
            apply = _prepared(rule, lookup, cells)
        except UnknownFormula:
            result.unknown.append(_named(rule))
            continue
        for cell in cells:
            if cell in stopped:
                continue
            painted = result.cells.get(cell) or Painted()
            try:
                holds = apply(cell, painted)
            except UnknownFormula:  # on this cell, by what it or another one holds
                result.unknown.append(_named(rule))
                stopped.add(cell)  # what comes after may only count where this rule does not
                continue
            if holds:
                result.cells[cell] = painted
                if rule.stop:
                    stopped.add(cell)
    return result


def _named(rule: Rule) -> str:
    return rule.formulas[0] if rule.formulas else rule.kind


def _covered(rule: Rule, used: Sequence[Place], known: frozenset[Place]) -> list[Place]:
    """The used cells under a rule, each once, in reading order."""
    found: set[Place] = set()
    for top, left, bottom, right in rule.ranges:
        if (bottom - top + 1) * (right - left + 1) <= len(used):
            found.update(
                place
                for row in range(top, bottom + 1)
                for col in range(left, right + 1)
                if (place := (row, col)) in known
            )
        else:
            found.update(
                (row, col) for row, col in used if top <= row <= bottom and left <= col <= right
            )
    return sorted(found)


def _prepared(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Apply:
    """The rule as a function that paints a cell and says whether it held."""
    if rule.kind == "colorScale":
        return _colour_scale(rule, lookup, cells)
    if rule.kind == "iconSet":
        return _icon_set(rule, lookup, cells)
    holds = find_condition(rule, lookup, cells)

    def apply(cell: Place, painted: Painted) -> bool:
        if not holds(cell):
            return False
        painted.fill = rule.look.fill if painted.fill is None else painted.fill
        painted.ink = rule.look.ink if painted.ink is None else painted.ink
        painted.bold = rule.look.bold if painted.bold is None else painted.bold
        return True

    return apply


def _limit_value(limit: Limit, found: list[float], rule: Rule, lookup: Lookup) -> float:
    if limit.kind in {"min", "autoMin"}:
        return min(found)
    if limit.kind in {"max", "autoMax"}:
        return max(found)
    value = _stated(limit, rule, lookup)
    if limit.kind == "percent":
        return min(found) + (max(found) - min(found)) * value / 100
    if limit.kind == "percentile":
        return percentile(found, value)
    return value


def _stated(limit: Limit, rule: Rule, lookup: Lookup) -> float:
    try:
        return float(limit.text)
    except ValueError:
        row, col = rule.corner
        value = number(Formula(limit.text).value(FormulaPlace(row, col), lookup))
        if isinstance(value, CellError):
            raise UnknownFormula(limit.text) from None
        return value


def _colour_scale(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Apply:
    found = numbers_of(cells, lookup)
    if not found or len(rule.limits) != len(rule.colours) or _ranks(rule, found):
        return lambda _cell, _painted: False
    stops = sorted(
        zip((_limit_value(limit, found, rule, lookup) for limit in rule.limits), rule.colours,
            strict=True)
    )  # fmt: skip

    def apply(cell: Place, painted: Painted) -> bool:
        value = lookup("", *cell)
        if not isinstance(value, float) or painted.fill is not None:
            return False
        painted.fill = _between(stops, value)
        return True

    return apply


def _ranks(rule: Rule, found: Sequence[float]) -> bool:
    """Whether a scale shows how large each figure is among the others: its ends are the lowest
    and the highest, and its figures are no codes for ratings (1, 2, 3). Such colours rate
    nothing."""
    relative = any(limit.kind not in {"num", "formula"} for limit in rule.limits)
    return relative and not set(found) <= _RATING_CODES


def _between(stops: list[tuple[float, Rgb]], value: float) -> Rgb:
    if value <= stops[0][0]:
        return stops[0][1]
    for (low, first), (high, second) in pairwise(stops):
        if value <= high:
            share = (value - low) / (high - low) if high > low else 1.0
            return Rgb(*(round(a + (b - a) * share) for a, b in zip(first, second, strict=True)))
    return stops[-1][1]


def _icon_set(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Apply:
    found = numbers_of(cells, lookup)
    if not found or len(rule.limits) != len(rule.icons):
        return lambda _cell, _painted: False
    limits = [_limit_value(limit, found, rule, lookup) for limit in rule.limits[1:]]

    def apply(cell: Place, painted: Painted) -> bool:
        value = lookup("", *cell)
        if not isinstance(value, float) or painted.mark is not None:
            return False
        place = 0
        for step, limit in enumerate(limits, start=1):
            reached = value >= limit if rule.limits[step].reached_at else value > limit
            place = step if reached else place
        painted.mark = icon(*rule.icons[place])
        painted.hide_value = painted.hide_value or not rule.show_value
        return True

    return apply
