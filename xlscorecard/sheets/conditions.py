"""What a conditional format asks of a cell, kind by kind (18.18.12)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from xlscorecard.sheets.formula import Formula, Lookup
from xlscorecard.sheets.formula import Place as FormulaPlace
from xlscorecard.sheets.functions import CellError, Scalar, UnknownFormula, compare, truth
from xlscorecard.sheets.rule import Place, Rule

Condition = Callable[[Place], bool]


def find_condition(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Condition:
    """What a rule asks, as a function of a cell. ``cells`` are those that it covers.

    Raises UnknownFormula for a kind of rule that we do not know.
    """
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
        return _repeated(rule, lookup, cells)
    if rule.kind == "top10":
        return _top(rule, lookup, cells)
    if rule.kind == "aboveAverage":
        return _above_average(rule, lookup, cells)
    raise UnknownFormula(rule.kind)


def _place(rule: Rule, cell: Place) -> FormulaPlace:
    row, col = rule.corner
    return FormulaPlace(cell[0], cell[1], cell[0] - row, cell[1] - col)


def _cell_is(rule: Rule, lookup: Lookup) -> Condition:
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

    def holds(cell: Place) -> bool:
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


def _text_rule(rule: Rule, lookup: Lookup) -> Condition:
    test = _TEXT_TESTS[rule.kind]
    # The text may be a reference, which only the formula tells; else ``text`` is what is sought.
    formula = Formula(rule.formulas[0]) if rule.formulas else None
    if formula is None and not rule.text:
        raise UnknownFormula(rule.kind)

    def holds(cell: Place) -> bool:
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


def numbers_of(cells: Sequence[Place], lookup: Lookup) -> list[float]:
    """The numbers that stand in cells."""
    values = (lookup("", *cell) for cell in cells)
    return [value for value in values if isinstance(value, float)]


def _repeated(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Condition:
    counts: dict[str, int] = {}
    for value in (lookup("", *cell) for cell in cells):
        key = _shown(value).casefold()
        counts[key] = counts.get(key, 0) + 1
    wanted = rule.kind == "duplicateValues"

    def holds(cell: Place) -> bool:
        key = _shown(lookup("", *cell)).casefold()
        return bool(key) and (counts.get(key, 0) > 1) is wanted

    return holds


def _top(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Condition:
    found = sorted(numbers_of(cells, lookup), reverse=not rule.bottom)
    count = max(1, len(found) * rule.rank // 100) if rule.percent else rule.rank
    chosen = set(found[:count])

    def holds(cell: Place) -> bool:
        value = lookup("", *cell)
        return isinstance(value, float) and value in chosen

    return holds


def _above_average(rule: Rule, lookup: Lookup, cells: Sequence[Place]) -> Condition:
    found = numbers_of(cells, lookup)
    if not found:
        return lambda _: False
    middle = math.fsum(found) / len(found)
    spread = 0.0
    if rule.deviations and len(found) > 1:
        spread = math.sqrt(math.fsum((x - middle) ** 2 for x in found) / (len(found) - 1))
    limit = middle + rule.deviations * spread * (1 if rule.above else -1)

    def holds(cell: Place) -> bool:
        value = lookup("", *cell)
        if not isinstance(value, float):
            return False
        if rule.equal and value == limit:
            return True
        return value > limit if rule.above else value < limit

    return holds
