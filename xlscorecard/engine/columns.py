"""Whole columns at once: the rules of rag.py over NumPy arrays, with identical answers.

Every step repeats the scalar arithmetic in the same order on the same doubles; a property
test (tests/engine/test_columns.py) holds the two together to the last case.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from xlscorecard.engine.column_inputs import (
    HIGHER,
    KINDS,
    LOWER,
    POLARITIES,
    UNKNOWN,
    Codes,
    Columns,
    Floats,
    Inputs,
)
from xlscorecard.engine.column_rules import NONE, Book, judge_bands, judge_points
from xlscorecard.engine.rag import rate
from xlscorecard.engine.rating import NO_MARGIN, Aim, Facts, Measured, Rating, Rule
from xlscorecard.engine.rules import default_rules
from xlscorecard.engine.ruleset import RuleEntry, RuleSet
from xlscorecard.engine.sentence import explain
from xlscorecard.model.scorecard import Rag

__all__ = ["RAGS", "Columns", "Rated", "rate_columns", "sentences"]

RAGS: tuple[Rag | None, ...] = (None, Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)


@dataclass(frozen=True, slots=True)
class Rated:
    """What ``rate`` says of each row. ``codes`` index RAGS, ``rule_codes`` index ``rules``
    (-1 for none); ``margins`` are NaN where there is no rating."""

    codes: Codes
    rule_codes: Codes
    rules: tuple[str, ...]
    margins: Floats
    _row: Callable[[int], Rating] = field(repr=False)

    def rag(self, row: int) -> Rag | None:
        return RAGS[int(self.codes[row])]

    def rule(self, row: int) -> str:
        code = int(self.rule_codes[row])
        return "none" if code < 0 else self.rules[code]

    def rating(self, row: int) -> Rating:
        """One row by the scalar path, with its reason and sentence."""
        return self._row(row)

    def to_frame(self) -> pd.DataFrame:
        """RAG and rule as categories, margin as numbers."""
        rags = pd.Categorical.from_codes(
            (self.codes - 1).tolist(), categories=pd.Index(["red", "amber", "green", "blue"])
        )
        rules = pd.Categorical.from_codes(self.rule_codes.tolist(), categories=pd.Index(self.rules))
        return pd.DataFrame({"rag": rags, "rule": rules, "margin": self.margins})


def rate_columns(columns: Columns, rules: RuleSet | None = None) -> Rated:
    """Rate every row; the same RAG, rule and margin as ``rate`` gives one by one.

    Raises RuleError for a unit or tolerance that is not known, ValueError for columns of
    different lengths.
    """
    inputs = Inputs.of(columns)
    book = Book()
    chosen = _choose(inputs, rules or default_rules(), book)
    return _rate(inputs, chosen, book)


def _choose(inputs: Inputs, rules: RuleSet, book: Book) -> Codes:
    """The rule of each row, as ``rate`` chooses it: floor, tolerance, the unit's default."""
    chosen = np.full(inputs.value.shape, -1, dtype=np.int16)
    for place, margin in enumerate(inputs.margins):
        if margin is None:
            continue
        rule = Rule("strict")
        if margin != NO_MARGIN:
            rule = Rule("points" if margin.points else "percent_of_target", margin)
        chosen[inputs.tolerance == place] = book.number(rule)
    band = inputs.band
    chosen[inputs.has_floor & ~band] = book.number(Rule("thresholds"))
    for entry in rules.entries:
        open_rows = chosen < 0
        if not open_rows.any():
            break
        chosen[open_rows & _fits(entry, inputs, band)] = book.number(entry.rule)
    if (chosen < 0).any():
        chosen[chosen < 0] = book.number(Rule("strict", words="met or missed"))
    return chosen


def _fits(entry: RuleEntry, inputs: Inputs, band: NDArray[np.bool_]) -> NDArray[np.bool_]:
    fits: NDArray[np.bool_] = band == (entry.target == "band")
    if entry.kinds:
        wanted = [place for place, kind in enumerate(KINDS) if kind in entry.kinds]
        fits &= np.isin(inputs.kind, wanted)
    elif entry.target in {"any", "point"}:
        fits &= inputs.kind != KINDS.index(Measured.BUDGET)
    if entry.target == "zero":
        fits &= inputs.target == 0
    if entry.target_under is not None:
        fits &= np.abs(inputs.target) < entry.target_under
    return fits


def _rate(inputs: Inputs, chosen: Codes, book: Book) -> Rated:
    value, target, band = inputs.value, inputs.target, inputs.band
    stated = inputs.polarity.copy()
    budget = (inputs.kind == KINDS.index(Measured.BUDGET)) & (inputs.implied == UNKNOWN)
    stated[budget & (stated == UNKNOWN)] = LOWER
    one_way = (stated == HIGHER) | (stated == LOWER)
    clash = (inputs.implied != UNKNOWN) & one_way & (stated != inputs.implied)
    polarity = np.where(inputs.implied != UNKNOWN, inputs.implied, stated)
    aimed = np.where(band, np.isfinite(inputs.low) & np.isfinite(inputs.high), np.isfinite(target))
    known = np.isfinite(value) & aimed & ~clash
    known &= np.where(band, True, (polarity == HIGHER) | (polarity == LOWER))
    codes = np.zeros(value.shape, dtype=np.int16)
    margins = np.full(value.shape, np.nan)
    with np.errstate(all="ignore"):
        for rows, judge in ((known & band, judge_bands), (known & ~band, judge_points)):
            places = np.flatnonzero(rows)
            if places.size:
                codes[places], margins[places] = judge(
                    inputs, places, chosen[places], polarity[places], book
                )
    unrated = codes == NONE
    margins[unrated] = np.nan
    rule_codes = np.where(unrated, np.int16(-1), chosen)
    return Rated(
        codes,
        rule_codes,
        tuple(rule.id for rule in book.rules),
        margins,
        lambda row: _one(inputs, chosen, book, row),
    )


def _one(inputs: Inputs, chosen: Codes, book: Book, row: int) -> Rating:
    """One row by the scalar path."""
    implied = POLARITIES[int(inputs.implied[row])]
    quantum = _known(inputs.quantum[row])
    aim = Aim(
        _known(inputs.target[row]),
        _known(inputs.low[row]),
        _known(inputs.high[row]),
        bool(inputs.strict[row]),
        implied,
        quantum,
    )
    scale = _known(inputs.scale[0][row]), _known(inputs.scale[1][row])
    facts = Facts(
        previous=_known(inputs.previous[row]),
        amber_at=_known(inputs.amber_at[row]),
        scale=None if scale[0] is None or scale[1] is None else (scale[0], scale[1]),
        population=_known(inputs.population[row]),
        per=float(inputs.per[row]),
        exposure=float(inputs.exposure[row]),
        base=_known(inputs.base[row]),
    )
    return rate(
        _known(inputs.value[row]),
        aim,
        polarity=POLARITIES[int(inputs.polarity[row])],
        unit=KINDS[int(inputs.kind[row])],
        facts=facts,
        rule=book.rules[int(chosen[row])],
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def sentences(rated: Rated, rows: Iterable[int]) -> list[str]:
    """The sentences of some rows, made on request."""
    return [explain(rated.rating(row)) for row in rows]
