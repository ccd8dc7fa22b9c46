"""VARIATION, ASSURANCE and QUARTILEBAND: what a whole range of figures says."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.engine.quartile import FEWEST as FEWEST_COUNCILS
from xlscorecard.engine.quartile import find_quartile
from xlscorecard.engine.spc import FEWEST, read_chart
from xlscorecard.functions.cells import Cell, Left
from xlscorecard.functions.figure import Figure, read_figure
from xlscorecard.functions.judge import UNKNOWN, Unclear, kind_of, plain_number, polarity_of
from xlscorecard.model.scorecard import Polarity

QUARTILES = ("Top", "Second", "Third", "Bottom")


def variation(values: Sequence[Cell], polarity: Cell | Left = Left.OUT) -> Cell:
    """VARIATION: the class of the latest point of an XmR chart; "" below 8 points.

    Blanks before the first and after the last figure are left out; a gap between is "?".
    """
    way = Polarity.HIGHER if polarity is Left.OUT else polarity_of(polarity)
    try:
        numbers = _series([read_figure(cell) for cell in values])[0]
    except Unclear:
        return UNKNOWN
    if len(numbers) < FEWEST:
        return ""
    if way is None or way is Polarity.BAND:
        return UNKNOWN
    found = read_chart(numbers, way).variation
    if found is None:
        return UNKNOWN
    name, _, side = found.value.partition(" ")
    return f"{name.capitalize()} ({side})" if side in {"high", "low"} else found.value.capitalize()


def assurance(values: Sequence[Cell], target: Cell, polarity: Cell | Left = Left.OUT) -> Cell:
    """ASSURANCE: whether the process will meet its target if nothing changes."""
    way = Polarity.HIGHER if polarity is Left.OUT else polarity_of(polarity)
    aimed = read_figure(target, target=True)
    if aimed.missing:
        return ""
    try:
        numbers, kind_figures = _series([read_figure(cell) for cell in values])
        kind = kind_of(Left.OUT, *kind_figures, aimed)
        goal = plain_number(aimed, kind)
        numbers = [plain_number(figure, kind) for figure in kind_figures]
    except Unclear:
        return UNKNOWN
    if len(numbers) < FEWEST:
        return ""
    if way not in {Polarity.HIGHER, Polarity.LOWER}:
        return UNKNOWN
    found = read_chart(numbers, way, goal).assurance
    return UNKNOWN if found is None else found.value.capitalize()


def _series(figures: list[Figure]) -> tuple[list[float], list[Figure]]:
    while figures and figures[-1].missing:
        figures.pop()
    while figures and figures[0].missing:
        figures.pop(0)
    if any(figure.missing for figure in figures):
        raise Unclear("the series has gaps")
    kind = kind_of(Left.OUT, *figures)
    return [plain_number(figure, kind) for figure in figures], figures


def quartileband(value: Cell, group: Sequence[Cell], polarity: Cell | Left = Left.OUT) -> Cell:
    """QUARTILEBAND: Top, Second, Third or Bottom among councils that have a figure."""
    own = read_figure(value)
    if own.missing:
        return ""
    way = Polarity.HIGHER if polarity is Left.OUT else polarity_of(polarity)
    try:
        others = [found for cell in group if not (found := read_figure(cell)).missing]
        kind = kind_of(Left.OUT, own, *others)
        number = plain_number(own, kind)
        numbers = [plain_number(figure, kind) for figure in others]
    except Unclear:
        return UNKNOWN
    if way not in {Polarity.HIGHER, Polarity.LOWER} or number not in numbers:
        return UNKNOWN
    if len(numbers) < FEWEST_COUNCILS:
        return ""
    place = find_quartile(numbers, number, way).number
    return "Joint top" if place is None else QUARTILES[place - 1]
