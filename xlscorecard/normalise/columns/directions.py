"""Columns headed "Direction", which may say where results went or which way is good."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import text_at
from xlscorecard.normalise.words.vocabulary import plain_words

_DIRECTION = "direction"
_WAYS = frozenset(
    {"higher", "lower", "high", "low", "bigger", "smaller", "maximise", "minimise", "h", "l"}
)


def with_ways_before_figures(
    uses: Sequence[Use | None], grid: Grid, header: Header, rows: Sequence[int]
) -> list[Use | None]:
    """The uses of columns, "Direction" over nothing but "Higher" and "Lower" before the first
    figures as which way is good: where results went stands behind them."""
    found = list(uses)
    for col, use in enumerate(uses):
        if use is Use.VALUE:
            break
        lines = header.lines[col]
        if use is not Use.TREND or not lines or plain_words(lines[-1]) != _DIRECTION:
            continue
        told = {plain_words(text) for row in rows if (text := text_at(grid, row, col))}
        if told and told <= _WAYS:
            found[col] = Use.POLARITY
    return found
