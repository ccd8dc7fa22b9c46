"""A printed value -> Quantity: figures, ranges, limits and absences as council papers print
them. ``format_quantity`` is the inverse.

What the cell says wins over what the header says. Where a reading is in doubt there is no
value, and ``note`` says why: a missing value is better than a wrong one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from xlscorecard.model.scorecard import Quantity, Status, Unit
from xlscorecard.values import notation
from xlscorecard.values.confusables import THIN_SPACES, fold_confusables, fold_punctuation
from xlscorecard.values.doubt import DOUBT, doubtful
from xlscorecard.values.figure import (
    PRINTED_POUNDS,
    counted,
    decimal_of,
    only_zeros,
    printed_pounds,
    scaled,
)
from xlscorecard.values.formatting import format_quantity
from xlscorecard.values.reading import read
from xlscorecard.values.stated import Clock, Stated

__all__ = [
    "DOUBT",
    "PRINTED_POUNDS",
    "Clock",
    "doubtful",
    "format_quantity",
    "parse_quantities",
    "parse_quantity",
]

# "82·1%": the decimal point as it was long printed.
_MIDDLE_POINT = re.compile(r"(?<=\d)\N{MIDDLE DOT}(?=\d)")
_THIN_GROUPS = re.compile(rf"(?<=\d)[{THIN_SPACES}](?=\d{{3}}(?!\d))")


def parse_quantity(
    text: str,
    *,
    unit: Unit | None = None,
    scale: int = 1,
    target: bool = False,
    clock: Clock | None = None,
) -> Quantity:
    """What a cell says: a number, a range, a limit, or the reason for having none.

    ``unit`` and ``scale`` are what the column header or the title says ("£000": GBP, 1000)
    and hold only where the cell does not say otherwise: a cell with its own k, m or bn, its
    own %, or another unit is not scaled, nor are pounds that a word introduces ("med £411").
    "£44.5" under "£m" is millions; "£53", whole pounds with their sign under "£m", is read
    as pounds with the note ``PRINTED_POUNDS``.

    "<5" is a limit when ``target`` is true or a unit other than a count is known. In a value
    column it is a count that was withheld: status suppressed, comparator "<", ``high`` 5 and
    no value, so that nothing is lost and nothing is computed from it.

    A cell with more than one figure, or with a figure that is doubtful, has no value and
    a note. Words that are no status (an owner's name) give an empty Quantity. Durations in
    parts ("3h 25m", "00:04:35") are seconds, said in the note; "3 weeks" is 3, said likewise.
    "08:41" is one only where the title or header says of which ``clock``.
    """
    plain = _plain(text, unit, scale)
    if plain is not None:
        return plain
    folded = fold_punctuation(fold_confusables(text))
    if not folded.isascii():
        folded = _THIN_GROUPS.sub(",", _MIDDLE_POINT.sub(".", folded))
    cleaned = " ".join(folded.split())
    if cleaned != text:
        plain = _plain(cleaned, unit, scale)
        if plain is not None:
            return plain
    if not cleaned:
        return Quantity(status=Status.BLANK)
    return _read(cleaned, unit, scale, target, clock)


@lru_cache(maxsize=8192)
def _read(text: str, unit: Unit | None, scale: int, target: bool, clock: Clock | None) -> Quantity:
    return read(text, Stated(unit, scale, target, clock))


def parse_quantities(text: str, units: tuple[Unit, ...]) -> tuple[Quantity, ...]:
    """The figures of a cell that holds one for each of ``units``: "100.87/14.3" under a title
    with "(FTE / %)" (see ``units_in_title``). Empty if the cell does not fit."""
    parts = [part.strip() for part in re.split(r"[/;|\n]|\s+", text.strip()) if part.strip()]
    if len(parts) != len(units) or len(units) < 2:
        return ()
    figures = tuple(
        parse_quantity(part, unit=unit) for part, unit in zip(parts, units, strict=True)
    )
    fits = all(q.value is not None and q.unit is u for q, u in zip(figures, units, strict=True))
    return figures if fits else ()


@lru_cache(maxsize=8192)
def _plain(text: str, unit: Unit | None, scale: int) -> Quantity | None:
    """A figure without remarks, the fast way for nearly all cells; None where it is more."""
    match = notation.PLAIN.fullmatch(text)
    if match is None:
        return None
    sign, pound, number, suffix = match.groups()
    if only_zeros(number):
        return None
    note: str | None = None
    digits, exponent = decimal_of(number)
    if suffix == "%":
        unit, scale = Unit.PERCENT, 1
    elif suffix:
        scale = notation.SCALES[suffix]
        unit = Unit.GBP if pound or unit is Unit.GBP else counted(unit)
    elif pound:
        scale, note = printed_pounds(unit, scale, exponent)
        unit = Unit.GBP
    return Quantity(
        value=scaled(digits.copy_negate() if sign in {"-", "−"} else digits, scale),
        unit=unit,
        quantum=scaled(Decimal((0, (1,), exponent)), scale),
        note=note,
    )
