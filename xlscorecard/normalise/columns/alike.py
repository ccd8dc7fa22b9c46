"""Columns that nothing tells apart: "Target" twice in one period, where the names above them that
did so were not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.vocabulary import plain_words

_ROLES = (Role.TARGET, Role.ACTUAL)

_Named = tuple[str, Role | None, str | None]


def with_twins(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, results and targets marked of which another has the name and the period."""
    told = Counter(_named(column) for column in columns if _counts(column))
    return tuple(
        replace(column, twin=True) if _counts(column) and told[_named(column)] > 1 else column
        for column in columns
    )


def _counts(column: Column) -> bool:
    return column.use is Use.VALUE and column.role in _ROLES and bool(_named(column)[0])


def _named(column: Column) -> _Named:
    """What a column is called: where no period is known, the names above its own tell it apart."""
    own = column.header.rpartition(" / ")[2] if column.period is not None else column.header
    return plain_words(own), column.role, column.period
