"""RAGSUMMARY and RAGOVERALL: many ratings as counts, or as one."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.engine.rollup import (
    count_rags,
    overall_most,
    overall_weighted,
    overall_worst,
)
from xlscorecard.functions.cells import Cell, Left, Table, is_blank
from xlscorecard.functions.judge import UNKNOWN
from xlscorecard.model.scorecard import Rag
from xlscorecard.values.words import parse_rag

_ROWS = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)


def ragsummary(rags: Sequence[Cell]) -> Table:
    """RAGSUMMARY: a row each for Red, Amber, Green, Blue and what is not rated: the word,
    the count, and the share of the rated ones in whole per cent that add up to 100."""
    counts = count_rags(_rag(cell) for cell in rags)
    shares = counts.percentages
    rows: list[tuple[Cell, ...]] = [
        (rag.value.capitalize(), counts.of(rag), shares.get(rag, 0) / 100 if shares else "")
        for rag in _ROWS
    ]
    return (*rows, ("Not rated", counts.left_out, ""))


def ragoverall(
    rags: Sequence[Cell], method: Cell | Left = Left.OUT, weights: Sequence[Cell] | Left = Left.OUT
) -> Cell:
    """RAGOVERALL: one colour for many, by "worst" (any Red is Red), "most" or "weighted"."""
    found = [_rag(cell) for cell in rags]
    word = "worst" if isinstance(method, Left) or is_blank(method) else str(method).strip().lower()
    if word == "worst":
        overall = overall_worst(found)
    elif word == "most":
        overall = overall_most(found)
    elif word == "weighted":
        amounts = _weights(weights, len(found))
        if amounts is None:
            return UNKNOWN
        overall = overall_weighted(found, amounts)
    else:
        return UNKNOWN
    return "" if overall.rag is None else overall.rag.value.capitalize()


def _weights(weights: Sequence[Cell] | Left, size: int) -> list[float] | None:
    """A weight for each rating, blank ones 0; None where they do not fit."""
    if isinstance(weights, Left):
        return [1.0] * size
    if len(weights) != size:
        return None
    amounts: list[float] = []
    for cell in weights:
        if is_blank(cell):
            amounts.append(0.0)
        elif isinstance(cell, float | int) and not isinstance(cell, bool) and cell >= 0:
            amounts.append(float(cell))
        else:
            return None
    return amounts


def _rag(cell: Cell) -> Rag | None:
    return parse_rag(cell) if isinstance(cell, str) else None
