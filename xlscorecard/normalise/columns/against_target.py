"""Columns of what a result is against its target: the result itself under "Performance against
target", which elsewhere heads the difference, and its share of the target under "Performance"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.content import text_at
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.quantity import parse_quantity

_AGAINST_TARGET = re.compile(
    r"\b(?:performance|results?|outturn|actual)s? (?:against|vs?\.?|versus|compared (?:to|with)) "
    r"(?:the |our )?(?:targets?|plan|profile)\b",
    re.IGNORECASE,
)
_RESULTS = frozenset({Role.ACTUAL, None})
# A result is at most so many times as large as its target, or as small; a difference is less.
_LIKE = 2
# What heads a share of the target beside the result itself.
_SHARES = frozenset({"performance", "achievement", "attainment", "progress", "achieved"})
# A share is worked from figures as printed, give or take so many points.
_ROUNDED = Decimal("0.6")


def with_shares_of_target(
    columns: tuple[Column, ...], grid: Grid, rows: Sequence[int]
) -> tuple[Column, ...]:
    """A column headed "Performance" beside "Actual" and "Target", whose figures are the one as a
    percentage of the other: no second result."""
    results = [c for c in columns if c.use is Use.VALUE and c.role is Role.ACTUAL]
    shares = [c for c in results if plain_words(c.header) in _SHARES]
    targets = [c for c in columns if c.use is Use.VALUE and c.role is Role.TARGET]
    if len(results) != 2 or len(shares) != 1 or len(targets) != 1:
        return columns
    result = next(c for c in results if c is not shares[0])
    places = (result.index, targets[0].index, shares[0].index)
    told = [_is_share(*(_value(grid, row, place) for place in places)) for row in rows]
    if 2 * sum(one is True for one in told) <= sum(one is not None for one in told):
        return columns
    return tuple(replace(c, role=Role.OTHER) if c is shares[0] else c for c in columns)


def _value(grid: Grid, row: int, col: int) -> Decimal | None:
    return parse_quantity(text_at(grid, row, col)).value


def _is_share(result: Decimal | None, target: Decimal | None, share: Decimal | None) -> bool | None:
    """Whether a figure is the result as a percentage of its target, or the other way round where
    less is better; None where a figure is missing."""
    if not result or not target or share is None:
        return None
    return any(
        abs(100 * a / b - share) <= _ROUNDED for a, b in ((result, target), (target, result))
    )


def with_results_against_target(
    columns: tuple[Column, ...], grid: Grid, rows: Sequence[int]
) -> tuple[Column, ...]:
    """Columns of a table that has no other result, headed "Q1 performance against target", over
    figures like those of the target and without a sign: these are the results, and no differences
    from it."""
    values = [column for column in columns if column.use is Use.VALUE]
    named = {
        c.index for c in values if c.role is Role.VARIANCE and _AGAINST_TARGET.search(c.header)
    }
    targets = [c for c in values if c.role is Role.TARGET]
    if not named or not targets or any(c.role in _RESULTS for c in values):
        return columns
    if not all(_like_targets(grid, index, targets[0].index, rows) for index in named):
        return columns
    return tuple(replace(c, role=Role.ACTUAL) if c.index in named else c for c in columns)


def _like_targets(grid: Grid, result: int, target: int, rows: Sequence[int]) -> bool:
    """Whether no figure of a column has a sign, and most are about as large as the target."""
    alike: list[bool] = []
    for row in rows:
        aim, figure = _value(grid, row, target), _value(grid, row, result)
        if text_at(grid, row, result).startswith(("+", "-", "–", "−")):
            return False
        if figure is not None and aim:
            alike.append(aim / _LIKE <= figure <= aim * _LIKE)
    return bool(alike) and 2 * sum(alike) > len(alike)
