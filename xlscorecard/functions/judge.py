"""RAG, RAGWHY and RAGBAND: the engine's rating behind a worksheet's arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import Aim, Margin, Measured, Rating, RuleError, parse_unit
from xlscorecard.engine.sentence import explain
from xlscorecard.engine.tolerance import parse_tolerance
from xlscorecard.functions.cells import Cell, Left, is_blank
from xlscorecard.functions.figure import (
    Figure,
    aim_of_figure,
    comparator_of,
    ends_of,
    number_of,
    read_figure,
)
from xlscorecard.model.scorecard import Polarity
from xlscorecard.values.words import parse_polarity

UNKNOWN = "?"
# Written with k, m or bn a figure's last digit is worth this at least ("3.1234m" is rarer).
SHORTENED = 10.0
# "£3.1m" beside 3.2, or 3,200 under a "£000" heading: so near to a thousandfold that one of the
# two is meant in thousands or millions.
_FOLDS = (1e3, 1e6, 1e9)
NEAR = 3.0
# From 1,000% on a number whose unit is said to be a fraction is a percentage typed as 62.
MOST_FRACTION = 10.0
# A bare number above this beside a printed percentage is more likely 62 than 6,200%.
LARGEST_FRACTION = 1.5
_SAME_KIND = {
    Measured.FRACTION: {Measured.FRACTION, Measured.PERCENT},
    Measured.MONEY: {Measured.MONEY, Measured.BUDGET},
}


class Unclear(Exception):
    """Why an answer is "?"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The word for RAG, and the sentence for RAGWHY, made only when it is asked for."""

    word: str
    why: Callable[[], str]


def rag(
    value: Cell,
    target: Cell,
    polarity: Cell | Left = Left.OUT,
    tolerance: Cell | Left = Left.OUT,
    unit: Cell | Left = Left.OUT,
) -> Cell:
    """RAG: Green, Amber or Red; "" where a figure is missing, "?" where something is unclear."""
    return judge(value, target, polarity, tolerance, unit).word


def ragwhy(
    value: Cell,
    target: Cell,
    polarity: Cell | Left = Left.OUT,
    tolerance: Cell | Left = Left.OUT,
    unit: Cell | Left = Left.OUT,
) -> Cell:
    """RAGWHY: the sentence behind RAG with the same arguments."""
    return judge(value, target, polarity, tolerance, unit).why()


def ragband(
    value: Cell,
    low: Cell,
    high: Cell,
    tolerance: Cell | Left = Left.OUT,
    unit: Cell | Left = Left.OUT,
) -> Cell:
    """RAGBAND: best inside a band whose two ends stand in cells of their own."""
    figures = read_figure(value), read_figure(low, target=True), read_figure(high, target=True)
    if any(figure.missing for figure in figures):
        return ""
    try:
        kind = kind_of(unit, *figures)
        check_sizes(kind, *figures)
        margin = margin_of(tolerance)
        numbers = [plain_number(figure, kind) for figure in figures]
    except Unclear:
        return UNKNOWN
    if numbers[1] > numbers[2]:
        return UNKNOWN
    aim = Aim(low=numbers[1], high=numbers[2], implied=Polarity.BAND)
    rating = rate(numbers[0], aim, tolerance=margin, unit=kind)
    return rating_word(rating)


def judge(
    value: Cell,
    target: Cell,
    polarity: Cell | Left,
    tolerance: Cell | Left,
    unit: Cell | Left,
) -> Judged:
    """The rating of a value against a target, both as they stand in a worksheet."""
    actual, aimed = read_figure(value), read_figure(target, target=True)
    for what, found in (("value", actual), ("target", aimed)):
        if found.missing:
            reason = f"No rating: the {what} is '{found.text}'" if found.text else ""
            return Judged("", lambda reason=reason: reason)  # type: ignore[misc]
    try:
        rating = _rate(actual, aimed, polarity, tolerance, unit)
    except Unclear as unclear:
        reason = f"No rating: {unclear}"
        return Judged(UNKNOWN, lambda: reason)
    return Judged(rating_word(rating), lambda: explain(rating))


def _rate(
    actual: Figure,
    aimed: Figure,
    polarity: Cell | Left,
    tolerance: Cell | Left,
    unit: Cell | Left,
) -> Rating:
    kind = kind_of(unit, actual, aimed)
    check_sizes(kind, actual, aimed)
    margin = margin_of(tolerance)
    number = plain_number(actual, kind)
    if aimed.doubt:
        raise Unclear(aimed.doubt)
    aim = aim_of_figure(aimed, kind)
    if aim is None:
        raise Unclear(f"'{aimed.text}' is no target")
    way = polarity_of(polarity)
    if polarity is Left.OUT and aim.implied is None and kind is not Measured.BUDGET:
        way = Polarity.HIGHER
    elif way is None and polarity is not Left.OUT and aim.implied is None:
        raise Unclear("the polarity is not known: write higher or lower")
    return rate(number, aim, polarity=way, tolerance=margin, unit=kind, value_text=actual.text)


def rating_word(rating: Rating) -> str:
    """The rating's word, "?" where the engine gives none."""
    return UNKNOWN if rating.rag is None else rating.rag.value.capitalize()


def plain_number(figure: Figure, kind: Measured) -> float:
    """A single figure; raises Unclear for ranges, limits and what cannot be read."""
    if figure.doubt:
        raise Unclear(figure.doubt)
    number = number_of(figure, kind)
    if number is None or comparator_of(figure) is not None:
        raise Unclear(f"'{figure.text}' is not a single figure")
    return number


def kind_of(unit: Cell | Left, *figures: Figure) -> Measured:
    """The unit of all figures: as stated, else as their texts tell; raises Unclear where
    these contradict each other."""
    told = {figure.kind for figure in figures if figure.kind is not None}
    stated = _stated(unit)
    if stated is not None:
        for kind in told:
            if stated not in _SAME_KIND.get(kind, {kind}):
                raise Unclear(f"the unit is '{unit}', but a figure is printed with another")
        return stated
    if len(told) > 1:
        raise Unclear("the figures are printed with different units")
    kind = told.pop() if told else Measured.OTHER
    if kind is Measured.FRACTION:
        for figure in figures:
            bare = _largest(figure) if figure.kind is None and not figure.doubt else 0.0
            if abs(bare) > LARGEST_FRACTION:
                raise Unclear(
                    f"{bare:g} stands beside a printed percentage: give the unit, percent "
                    f"where {bare:g} means {bare:g}%, fraction where 0.62 means 62%"
                )
    return kind


def check_sizes(kind: Measured, *figures: Figure) -> None:
    """Raises Unclear where figures of one measure are written in different sizes."""
    readable = [figure for figure in figures if not figure.doubt]
    for figure in readable:
        size = abs(_largest(figure))
        if kind is Measured.FRACTION and figure.kind is None and size >= MOST_FRACTION:
            raise Unclear(f"{size:g} as a fraction would be {100 * size:g}%: is the unit percent?")
    long = max((abs(_largest(f)) for f in readable if _shortened(f)), default=0.0)
    for figure in readable:
        size = abs(_largest(figure))
        if size and not _shortened(figure):
            apart = long / size
            if any(fold / NEAR <= apart <= fold * NEAR for fold in _FOLDS):
                raise Unclear(
                    f"{size:g} stands beside a figure in thousands or millions: write both alike"
                )


def _shortened(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity is not None and quantity.quantum is not None and quantity.quantum >= SHORTENED


def _largest(figure: Figure) -> float:
    ends = ends_of(figure, Measured.OTHER)
    number = number_of(figure, Measured.OTHER) if ends is None else ends[1]
    return 0.0 if number is None else number


def _stated(unit: Cell | Left) -> Measured | None:
    if isinstance(unit, Left) or is_blank(unit):
        return None
    if not isinstance(unit, str):
        raise Unclear("the unit is not a word")
    try:
        return parse_unit(unit)
    except RuleError as error:
        raise Unclear(str(error)) from None


def polarity_of(polarity: Cell | Left) -> Polarity | None:
    """Which way is good: the field's words, H and L, 1 and -1; None where not known."""
    if isinstance(polarity, Left | bool) or is_blank(polarity):
        return None
    if isinstance(polarity, float | int):
        return Polarity.HIGHER if polarity == 1 else Polarity.LOWER if polarity == -1 else None
    return parse_polarity(str(polarity))


def margin_of(tolerance: Cell | Left) -> Margin | None:
    """A tolerance as a margin, None for the unit's own rule; raises Unclear."""
    if isinstance(tolerance, Left) or is_blank(tolerance):
        return None
    if isinstance(tolerance, bool):
        raise Unclear(f"{str(tolerance).upper()} is not a tolerance")
    try:
        return _margin(tolerance if isinstance(tolerance, str) else float(tolerance or 0.0))
    except RuleError as error:
        raise Unclear(str(error)) from None


@lru_cache(maxsize=1024)
def _margin(tolerance: str | float) -> Margin | None:
    return parse_tolerance(tolerance)
