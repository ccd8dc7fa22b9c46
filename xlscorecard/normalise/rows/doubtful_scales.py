"""Scales that a heading names and that a figure may not be in: what is multiplied, what is kept as
printed, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.scorecard import Observation, Role, Unit
from xlscorecard.normalise.columns.column import Column
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.rows.units import UnitHints
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.unit import doubtful_scale

# Figures that a scale may stand over, and those that print one of their own ("43.1k").
_SCALED = (None, Unit.COUNT, Unit.GBP)
_OWN_SCALE = re.compile(
    r"\d\s?(?:k|m|mn|bn|thousands?|mill?|millions?|billions?)(?![a-z])", re.IGNORECASE
)
# A figure that may be a thousandth of what is meant must not pass for a sure one.
_AS_PRINTED = 0.5


def counts_no_money(column: Column, hints: UnitHints) -> bool:
    """Whether a title says that its row is none of the money that its column is headed for
    ("Income collected (%)", "Number of debtors" under "£000")."""
    if column.unit.unit is not Unit.GBP or column.unit.scale == 1:
        return False
    if hints.title.unit is Unit.PERCENT and hints.of_money:
        return False  # "Share of business rates" under "£000"
    return hints.apart or (hints.title.unit not in (None, Unit.GBP) and hints.title.scale == 1)


def with_doubtful_scale(
    reader: Reader, row: Row, column: Column, observation: Observation, hints: UnitHints
) -> Observation:
    """The value as printed, and a doubt, where its title, its header or a remark beside it names
    a scale that we do not apply ("(000s)", "£000" over what is no money and no percentage)."""
    quantity = observation.quantity
    if hints.banner and quantity.numeric and column.unit.unit is None:
        return _doubt_banner(reader, row, column, observation, hints)
    no_money = counts_no_money(column, hints) and hints.title.unit is not Unit.PERCENT
    if no_money and quantity.numeric and quantity.unit in (None, Unit.COUNT, hints.title.unit):
        reader.doubt(
            "scale-not-applied",
            f"{column.header!r} stands over {one_line(observation.raw)!r}, which is no money by its"
            " title: the figure is kept as printed",
            row,
            column,
        )
        return _as_printed(observation, hints)
    if not quantity.numeric or quantity.unit not in _SCALED or column.unit.scale != 1:
        return observation
    heads = doubtful_scale(column.header)
    scale = hints.unsure or heads or doubtful_scale(quantity.note or "")
    if not scale or _OWN_SCALE.search(observation.raw):
        return observation
    reader.doubt_once(
        "scale-not-applied",
        f"{scale!r} stands over {one_line(observation.raw)!r}: the figure is kept as printed, and"
        " may have to be multiplied",
        row,
        column,
        about=column.header if heads and not hints.unsure else row.number,
    )
    return replace(observation, confidence=min(observation.confidence, _AS_PRINTED))


def _doubt_banner(
    reader: Reader, row: Row, column: Column, observation: Observation, hints: UnitHints
) -> Observation:
    """A value under a heading of thousands of pounds that its own title does not speak of: as
    printed where the title speaks against it, else multiplied, and a doubt in either way."""
    quantity = observation.quantity
    if quantity.unit not in (None, Unit.COUNT, Unit.GBP) or _OWN_SCALE.search(observation.raw):
        return observation
    kept = hints.apart
    if kept and "£" in observation.raw and column.role is not Role.VARIANCE:
        return observation  # "£3.20" beside "Cost per visit" says it all; a difference says less
    reader.doubt_once(
        "scale-not-applied" if kept else "scale-by-heading",
        f"{hints.banner!r} stands over {one_line(observation.raw)!r}, which "
        + (
            "is no such amount by its title: the figure is kept as printed"
            if kept
            else "its title does not call money: the figure is multiplied, and may be none"
        ),
        row,
        column,
        about=row.number,
    )
    return _as_printed(observation, hints)


def _as_printed(observation: Observation, hints: UnitHints) -> Observation:
    """A value that its heading may not be of, with what is sure of it: no unit, where the heading
    names pounds, its title speaks against them and nothing says what else it is."""
    quantity = observation.quantity
    if hints.apart and quantity.unit is Unit.COUNT:
        quantity = replace(quantity, unit=None)
    sure = min(observation.confidence, _AS_PRINTED)
    return replace(observation, quantity=quantity, confidence=sure)
