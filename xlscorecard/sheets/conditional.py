"""Conditional formats as Excel would show them: what each rule does to each cell.

Rules are tried in order of priority; the first that sets a property wins it, and a rule that
says "stop if true" ends the list (18.3.1.10). A rule of a kind that we don't know, or with a
formula that we cannot work out, is reported and changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Mark
from xlscorecard.sheets.formula import Formula, Lookup, Place
from xlscorecard.sheets.functions import (
    CellError,
    Scalar,
    UnknownFormula,
    compare,
    number,
    percentile,
    truth,
)
from xlscorecard.sheets.icons import icon

Range = tuple[int, int, int, int]  # first row, first column, last row, last column
MOST_CELLS_OF_A_RULE = 200_000


@dataclass(frozen=True, slots=True)
class Limit:
    """A ``cfvo``: where a colour or an icon begins."""

    kind: str
    text: str = ""
    reached_at: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule's format paints over the cell's own."""

    fill: Rgb | None = None
    ink: Rgb | None = None
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on its ranges. ``limits``, ``colours`` and ``icons`` are those of colour scales
    and icon sets; ``icons`` names set and place for each step, lowest first."""

    kind: str
    ranges: tuple[Range, ...]
    priority: int
    operator: str = ""
    formulas: tuple[str, ...] = ()
    text: str = ""
    stop: bool = False
    look: Look = Look()
    rank: int = 10
    bottom: bool = False
    percent: bool = False
    above: bool = True
    equal: bool = False
    deviations: int = 0
    limits: tuple[Limit, ...] = ()
    colours: tuple[Rgb, ...] = ()
    icons: tuple[tuple[str, int], ...] = ()
    show_value: bool = True

    @property
    def corner(self) -> tuple[int, int]:
        """The cell that the rule's relative references are written for."""
        return min(area[0] for area in self.ranges), min(area[1] for area in self.ranges)


@dataclass(slots=True)
class Painted:
    """What the rules make of one cell."""

    fill: Rgb | None = None
    ink: Rgb | None = None
    bold: bool | None = None
    mark: Mark | None = None
    hide_value: bool = False


@dataclass(slots=True)
class Evaluation:
    """All cells that rules change, and the rules that could not be followed."""

    cells: dict[tuple[int, int], Painted] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


_SILENT = frozenset({"dataBar"})  # bars show size, neither RAG nor trend


def evaluate_rules(
    rules: Iterable[Rule], lookup: Lookup, used: Sequence[tuple[int, int]]
) -> Evaluation:
    """Follows the rules of a sheet on its used cells. ``lookup`` gives values, with "" for the
    sheet itself; ``used`` lists (row, column) of the cells that matter."""
    result = Evaluation()
    stopped: set[tuple[int, int]] = set()
    for rule in sorted(rules, key=lambda rule: rule.priority):
        if rule.kind in _SILENT:
            continue
        cells = [cell for cell in used if _covers(rule, cell)]
        if not cells:
            continue
        try:
            apply = _prepared(rule, lookup)
            for cell in cells:
                if cell in stopped:
                    continue
                painted = result.cells.get(cell) or Painted()
                if apply(cell, painted):
                    result.cells[cell] = painted
                    if rule.stop:
                        stopped.add(cell)
        except UnknownFormula:
            result.unknown.append(rule.formulas[0] if rule.formulas else rule.kind)
    return result


def _covers(rule: Rule, cell: tuple[int, int]) -> bool:
    row, col = cell
    return any(
        top <= row <= bottom and left <= col <= right for top, left, bottom, right in rule.ranges
    )


Apply = Callable[[tuple[int, int], Painted], bool]


def _prepared(rule: Rule, lookup: Lookup) -> Apply:
    """The rule as a function that paints a cell and says whether it held."""
    if rule.kind == "colorScale":
        return _colour_scale(rule, lookup)
    if rule.kind == "iconSet":
        return _icon_set(rule, lookup)
    holds = _condition(rule, lookup)

    def apply(cell: tuple[int, int], painted: Painted) -> bool:
        if not holds(cell):
            return False
        painted.fill = rule.look.fill if painted.fill is None else painted.fill
        painted.ink = rule.look.ink if painted.ink is None else painted.ink
        painted.bold = rule.look.bold if painted.bold is None else painted.bold
        return True

    return apply


def _condition(rule: Rule, lookup: Lookup) -> Callable[[tuple[int, int]], bool]:
    if rule.kind == "cellIs":
        return _cell_is(rule, lookup)
    if rule.kind == "expression":
        formula = Formula(rule.formulas[0]) if rule.formulas else None
        if formula is None:
            raise UnknownFormula(rule.kind)
        return lambda cell: truth(formula.value(_place(rule, cell), lookup)) is True
    if rule.kind in _TEXT_TESTS:
        return _text_rule(rule, lookup)
    if rule.kind in {"containsBlanks", "notContainsBlanks"}:
        wanted = rule.kind == "containsBlanks"
        return lambda cell: (_shown(lookup("", *cell)).strip() == "") is wanted
    if rule.kind in {"containsErrors", "notContainsErrors"}:
        wanted = rule.kind == "containsErrors"
        return lambda cell: isinstance(lookup("", *cell), CellError) is wanted
    if rule.kind in {"duplicateValues", "uniqueValues"}:
        return _repeated(rule, lookup)
    if rule.kind == "top10":
        return _top(rule, lookup)
    if rule.kind == "aboveAverage":
        return _above_average(rule, lookup)
    raise UnknownFormula(rule.kind)


def _place(rule: Rule, cell: tuple[int, int]) -> Place:
    row, col = rule.corner
    return Place(cell[0], cell[1], cell[0] - row, cell[1] - col)


def _cell_is(rule: Rule, lookup: Lookup) -> Callable[[tuple[int, int]], bool]:
    wanted = 2 if rule.operator in {"between", "notBetween"} else 1
    formulas = [Formula(text) for text in rule.formulas[:wanted]]
    if len(formulas) < wanted:
        raise UnknownFormula(rule.kind)
    tests: dict[str, Callable[[int], bool]] = {
        "lessThan": lambda order: order < 0,
        "lessThanOrEqual": lambda order: order <= 0,
        "equal": lambda order: order == 0,
        "notEqual": lambda order: order != 0,
        "greaterThanOrEqual": lambda order: order >= 0,
        "greaterThan": lambda order: order > 0,
    }
    if wanted == 1 and rule.operator not in tests:
        raise UnknownFormula(rule.operator)

    def holds(cell: tuple[int, int]) -> bool:
        value = lookup("", *cell)
        limits = [formula.value(_place(rule, cell), lookup) for formula in formulas]
        if any(isinstance(limit, CellError) for limit in (value, *limits)):
            return False
        orders = [compare(value, _single(limit)) for limit in limits]
        if wanted == 1:
            return tests[rule.operator](orders[0])
        low, high = sorted(limits, key=_sort_key)
        inside = compare(value, _single(low)) >= 0 and compare(value, _single(high)) <= 0
        return inside is (rule.operator == "between")

    return holds


def _single(value: object) -> Scalar:
    if value is None or isinstance(value, (float, str, bool)):
        return value
    raise UnknownFormula("a range where one value is wanted")


def _sort_key(value: object) -> float:
    single = _single(value)
    return float(single) if isinstance(single, (float, bool)) else math.inf


_TEXT_TESTS: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": lambda text, part: text.startswith(part),
    "endsWith": lambda text, part: text.endswith(part),
}


def _text_rule(rule: Rule, lookup: Lookup) -> Callable[[tuple[int, int]], bool]:
    test = _TEXT_TESTS[rule.kind]
    # The text may be a reference, which only the formula tells; else ``text`` is what is sought.
    formula = Formula(rule.formulas[0]) if rule.formulas else None
    if formula is None and not rule.text:
        raise UnknownFormula(rule.kind)

    def holds(cell: tuple[int, int]) -> bool:
        if formula is not None:
            return truth(formula.value(_place(rule, cell), lookup)) is True
        value = lookup("", *cell)
        if isinstance(value, CellError):
            return False
        return test(_shown(value).casefold(), rule.text.casefold())

    return holds


def _shown(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _values(rule: Rule, lookup: Lookup) -> list[Scalar]:
    found: list[Scalar] = []
    for top, left, bottom, right in rule.ranges:
        if len(found) + (bottom - top + 1) * (right - left + 1) > MOST_CELLS_OF_A_RULE:
            raise UnknownFormula(rule.kind)
        found += [
            lookup("", row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)
        ]
    return found


def _numbers(rule: Rule, lookup: Lookup) -> list[float]:
    return [value for value in _values(rule, lookup) if _is_number(value)]  # type: ignore[misc]


def _is_number(value: Scalar) -> bool:
    return isinstance(value, float) and not isinstance(value, bool)


def _repeated(rule: Rule, lookup: Lookup) -> Callable[[tuple[int, int]], bool]:
    counts: dict[str, int] = {}
    for value in _values(rule, lookup):
        key = _shown(value).casefold()
        counts[key] = counts.get(key, 0) + 1
    wanted = rule.kind == "duplicateValues"

    def holds(cell: tuple[int, int]) -> bool:
        key = _shown(lookup("", *cell)).casefold()
        return bool(key) and (counts.get(key, 0) > 1) is wanted

    return holds


def _top(rule: Rule, lookup: Lookup) -> Callable[[tuple[int, int]], bool]:
    found = sorted(_numbers(rule, lookup), reverse=not rule.bottom)
    count = max(1, len(found) * rule.rank // 100) if rule.percent else rule.rank
    chosen = set(found[:count])

    def holds(cell: tuple[int, int]) -> bool:
        value = lookup("", *cell)
        return _is_number(value) and value in chosen

    return holds


def _above_average(rule: Rule, lookup: Lookup) -> Callable[[tuple[int, int]], bool]:
    found = _numbers(rule, lookup)
    if not found:
        return lambda _: False
    middle = math.fsum(found) / len(found)
    spread = 0.0
    if rule.deviations and len(found) > 1:
        spread = math.sqrt(math.fsum((x - middle) ** 2 for x in found) / (len(found) - 1))
    limit = middle + rule.deviations * spread * (1 if rule.above else -1)

    def holds(cell: tuple[int, int]) -> bool:
        value = lookup("", *cell)
        if not isinstance(value, float):
            return False
        if rule.equal and value == limit:
            return True
        return value > limit if rule.above else value < limit

    return holds


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
        value = number(Formula(limit.text).value(Place(row, col), lookup))
        if isinstance(value, CellError):
            raise UnknownFormula(limit.text) from None
        return value


def _colour_scale(rule: Rule, lookup: Lookup) -> Apply:
    found = _numbers(rule, lookup)
    if not found or len(rule.limits) != len(rule.colours):
        return lambda _cell, _painted: False
    stops = sorted(
        zip((_limit_value(limit, found, rule, lookup) for limit in rule.limits), rule.colours,
            strict=True)
    )  # fmt: skip

    def apply(cell: tuple[int, int], painted: Painted) -> bool:
        value = lookup("", *cell)
        if not isinstance(value, float) or painted.fill is not None:
            return False
        painted.fill = _between(stops, value)
        return True

    return apply


def _between(stops: list[tuple[float, Rgb]], value: float) -> Rgb:
    if value <= stops[0][0]:
        return stops[0][1]
    for (low, first), (high, second) in pairwise(stops):
        if value <= high:
            share = (value - low) / (high - low) if high > low else 1.0
            return Rgb(*(round(a + (b - a) * share) for a, b in zip(first, second, strict=True)))
    return stops[-1][1]


def _icon_set(rule: Rule, lookup: Lookup) -> Apply:
    found = _numbers(rule, lookup)
    if not found or len(rule.limits) != len(rule.icons):
        return lambda _cell, _painted: False
    limits = [_limit_value(limit, found, rule, lookup) for limit in rule.limits[1:]]

    def apply(cell: tuple[int, int], painted: Painted) -> bool:
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
