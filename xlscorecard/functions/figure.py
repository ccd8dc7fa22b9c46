"""A worksheet's cell as a figure: numbers as they are, text by the papers' own grammar.

In a worksheet "62%" is 0.62, because a percent cell holds 0.62; with unit "percent" numbers
are like 62 and so is the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xlscorecard.engine.rating import Aim, Measured, aim_of
from xlscorecard.functions.cells import Cell, CellError, Left, is_blank
from xlscorecard.model.scorecard import Comparator, Quantity, Unit
from xlscorecard.values.notation import TIME_WORDS
from xlscorecard.values.quantity import parse_quantity

# What a printed unit tells of the figure. A count stays OTHER: without a stated unit the
# small-count rule must never be chosen.
_KINDS = {
    Unit.PERCENT: Measured.FRACTION,
    Unit.GBP: Measured.MONEY,
    Unit.DAYS: Measured.DAYS,
    Unit.PER_100K: Measured.RATE,
    Unit.PER_10K: Measured.RATE,
    Unit.PER_1K: Measured.RATE,
}
_DIGIT = re.compile(r"\d")
_NOUGHT = {"nil", "zero", "nought"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says. ``quantity`` is None where there is none: then it is ``missing``
    (blank, TBC, N/A), or ``doubt`` says why it cannot be read. ``kind`` is what the text
    itself tells of its unit."""

    quantity: Quantity | None = None
    number: float | None = None
    kind: Measured | None = None
    missing: bool = False
    doubt: str = ""
    text: str = ""


_BLANK = Figure(missing=True)


def read_figure(cell: Cell | Left, *, target: bool = False) -> Figure:
    """A cell's figure, percentages as printed (62); an error cell must be dealt with before."""
    if isinstance(cell, bool):
        return Figure(doubt=f"{str(cell).upper()} is not a figure")
    if isinstance(cell, float | int):
        return Figure(number=float(cell))
    if cell is None or isinstance(cell, Left | CellError) or is_blank(cell):
        return _BLANK
    return _read_text(cell, target)


@lru_cache(maxsize=16384)
def _read_text(text: str, target: bool) -> Figure:
    shown = " ".join(text.split())
    if not _DIGIT.search(text) and shown.lower() not in _NOUGHT:
        return Figure(missing=True, text=shown)
    quantity = parse_quantity(text, target=target)
    if quantity.status is not None:
        return Figure(missing=True, text=shown)
    if not quantity.numeric:
        if quantity.relative:
            doubt = f"the target '{shown}' points at another figure: put that figure here"
        else:
            doubt = f"'{shown}' cannot be read as a figure"
        return Figure(doubt=doubt, text=shown)
    note = quantity.note or ""
    if note.startswith("seconds") or TIME_WORDS.match(note):
        return Figure(doubt=f"'{shown}' is a time: write it in days or as a number", text=shown)
    kind = None if quantity.unit is None else _KINDS.get(quantity.unit)
    return Figure(quantity, kind=kind, text=shown)


def worksheet_size(figure: Figure, kind: Measured) -> float:
    """What a printed figure is divided by, to be like the worksheet's own numbers."""
    printed_percent = figure.kind is Measured.FRACTION
    return 100.0 if printed_percent and kind is not Measured.PERCENT else 1.0


def number_of(figure: Figure, kind: Measured) -> float | None:
    """The figure as a single number; None for a range."""
    if figure.quantity is None:
        return figure.number
    if figure.quantity.value is None:
        return None
    return float(figure.quantity.value) / worksheet_size(figure, kind)


def ends_of(figure: Figure, kind: Measured) -> tuple[float, float] | None:
    """Both ends of a range; None where the figure is no range."""
    quantity = figure.quantity
    if quantity is None or quantity.low is None or quantity.high is None:
        return None
    size = worksheet_size(figure, kind)
    return float(quantity.low) / size, float(quantity.high) / size


def comparator_of(figure: Figure) -> Comparator | None:
    """The < or > before a figure."""
    return None if figure.quantity is None else figure.quantity.comparator


def aim_of_figure(figure: Figure, kind: Measured) -> Aim | None:
    """A target's figure as what is aimed for, in the worksheet's size."""
    if figure.quantity is None:
        return Aim(figure.number)
    aim = aim_of(figure.quantity, figure.text)
    if aim is None:
        return None
    size = worksheet_size(figure, kind)
    return Aim(
        None if aim.target is None else aim.target / size,
        None if aim.low is None else aim.low / size,
        None if aim.high is None else aim.high / size,
        aim.strict,
        aim.implied,
        None if aim.quantum is None else aim.quantum / size,
        aim.text,
    )


def figure(text: Cell, part: Cell | Left = Left.OUT) -> Cell:
    """FIGURE: the number that a text says; a range's end by "low" or "high"."""
    read = read_figure(text)
    if read.missing:
        return ""
    if read.doubt:
        return "?"
    wanted = _part(part)
    if wanted is None:
        return "?"
    ends = ends_of(read, Measured.OTHER)
    if ends is None:
        number = number_of(read, Measured.OTHER)
        return "?" if number is None else number
    if not wanted:
        return CellError.VALUE
    return ends[0] if wanted == "low" else ends[1]


def _part(part: Cell | Left) -> str | None:
    if isinstance(part, Left) or is_blank(part):
        return ""
    word = str(part).strip().lower()
    return word if word in {"low", "high"} else None
