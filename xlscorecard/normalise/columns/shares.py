"""Counts beside the percentage that they are worked into: "Planned | Done | % done"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Role, Unit
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.words.content import text_at

_FIGURE = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?\s?%?")
# Of a table that goes on over pages so many rows tell what its columns are.
_ROWS = 40
_MOST_COLUMNS = 8
# At least this share of the rows with three figures must add up.
_MOSTLY = 0.8
_PARTS = (None, Role.ACTUAL, Role.TARGET, Role.BUDGET, Role.OTHER)


def with_shares(columns: tuple[Column, ...], grid: Grid, rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns with those marked that a percentage beside them is worked from, since their
    figures divided by each other give it, row by row, and of those too large for a percentage:
    they are counts, whatever their row's other figures are."""
    values = [column for column in columns if column.use is Use.VALUE]
    bare = [c for c in values if c.unit.unit in (None, Unit.COUNT) and c.role in _PARTS]
    if len(bare) < 2 or len(values) > _MOST_COLUMNS:
        return columns
    told = {c.index: [text_at(grid, row, c.index) for row in rows[:_ROWS]] for c in values}
    shares = [c for c in values if c.role in (None, Role.ACTUAL) and _in_percent(c, told[c.index])]
    bare = [c for c in bare if c not in shares and "%" not in "".join(told[c.index])]
    if not shares:
        return columns
    most = max(
        (n for c in shares for t in told[c.index] if (n := _number(t)) is not None), default=0
    )
    marked = {
        c.index: replace(c, alone=True)
        for c in values
        if c not in shares and c.unit.unit is None and _exceeds(told[c.index], 2 * max(most, 100))
    }
    for share in shares:
        for part, whole in permutations(bare, 2):
            if _gives(told[part.index], told[whole.index], told[share.index]):
                marked |= _marked(share, part, whole, told)
                break
    return tuple(marked.get(column.index, column) for column in columns)


def _marked(
    share: Column, part: Column, whole: Column, told: dict[int, list[str]]
) -> dict[int, Column]:
    """The three columns with what they are beside each other. Those that no header names are what
    the percentage is made of, but for what was done of a target; the percentage is the result
    where no other is."""
    planned = whole.role in (Role.TARGET, Role.BUDGET)
    large = _exceeds([*told[part.index], *told[whole.index]], 100)
    counts = {
        c.index: replace(c, alone=True, counts=large, role=role)
        for c, role in (
            (part, _named(part) or (Role.ACTUAL if planned else Role.OTHER)),
            (whole, _named(whole) or Role.OTHER),
        )
    }
    if share.role or share.period:
        return counts
    result = planned or any(c.role is Role.ACTUAL or c.period for c in (part, whole))
    return counts | {share.index: replace(share, role=Role.OTHER if result else Role.ACTUAL)}


def _named(column: Column) -> Role | None:
    """The role of a column by its header, or as a result of the period that it names."""
    return column.role or (Role.ACTUAL if column.period else None)


def apart_from_shares(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with a result without a unit told from the percentage that is a result of the
    same period: both cannot measure the same ("Actual | % achieved")."""
    results = [c for c in columns if c.use is Use.VALUE and c.role is Role.ACTUAL]
    periods = {c.period for c in results if c.unit.unit is Unit.PERCENT}
    if not periods or len(results) < 2:
        return columns
    bare = [c for c in results if c.unit.unit is None]
    if not any(c.period in periods for c in bare):
        return columns
    # "Q1 | Q2 | Q2 %": the earlier one is of the same kind
    return tuple(replace(c, alone=True) if c in bare else c for c in columns)


def _in_percent(column: Column, texts: Sequence[str]) -> bool:
    if column.unit.unit is not None:
        return column.unit.unit is Unit.PERCENT
    figures = [text for text in texts if any(map(str.isdigit, text))]
    return bool(figures) and all("%" in text for text in figures)  # else rows of several kinds


def _exceeds(texts: Sequence[str], most: float) -> bool:
    """Whether any figure is too large for a percentage beside those of the table."""
    return any((_number(text) or 0) > most for text in texts)


def _gives(parts: Sequence[str], wholes: Sequence[str], shares: Sequence[str]) -> bool:
    """Whether parts of wholes are the shares beside them, in more than a row of a full share or of
    a hundred, which any two figures give."""
    seen = right = telling = 0
    for part_text, whole_text, share_text in zip(parts, wholes, shares, strict=True):
        part, whole, share = map(_number, (part_text, whole_text, share_text))
        if part is None or not whole or share is None:
            continue
        seen += 1
        places = len(share_text.partition(".")[2].rstrip("% "))
        fits = abs(100 * part / whole - share) <= 0.51 * 10**-places
        right += fits
        telling += fits and whole not in (100, part)
    return telling > 0 and right >= _MOSTLY * seen


def _number(text: str) -> float | None:
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    return float(f"{match['whole'].replace(',', '')}.{match['part'] or 0}")
