"""A table's only column of ratings where it rates no present result: a forecast's, an earlier
one's. As printed it stays beside the figure that it rates, or as text, and is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.pairing import AHEAD, EARLIER, YEAR_END, is_within_year
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.two_ratings import present_rating
from xlscorecard.normalise.words.vocabulary import plain_words
from xlscorecard.values.normal_period import ends_after

_NOW = re.compile(r"\b(?:current|now|latest|present|actual|ytd|to date)\b")
# "RAG against last year" rates the present result, by another measure of it.
_COMPARES = re.compile(r"\b(?:against|vs?|versus|compar\w+|than|on|since|from|change\w*|with)\b")


def with_lone_rating(
    columns: tuple[Column, ...], grid: Grid, rows: Sequence[int], reporting: str | None
) -> tuple[Column, ...]:
    """The columns with the only one of ratings that is left for the present ``beside`` the forecast
    or the earlier result that it rates, or ``aside`` where the table has none or several. A budget
    is rated by its forecast, which is its present rating."""
    rags = [column for column in columns if column.use is Use.RAG and not column.aside]
    if len(rags) != 1 or rags[0].beside is not None:
        return columns
    (rag,) = rags
    if rag.period is not None and rag.period == reporting:
        return columns  # what stands behind it is to come
    role = _rates(rag, columns, grid, rows, reporting)
    if role is None or any(c.role is Role.BUDGET for c in columns) or _tells_both(rag, grid, rows):
        return columns
    values = [c for c in columns if c.use is Use.VALUE]
    if role is Role.ACTUAL:
        # last year's results may stand as earlier ones
        own = (Role.ACTUAL, Role.PREVIOUS)
        rated = [c for c in values if c.role in own and c.period == rag.period]
    else:
        rated = [c for c in values if c.role is role]
    beside = rated[0].index if len(rated) == 1 else None
    apart = replace(rag, beside=beside, aside=beside is None)
    return tuple(apart if column is rag else column for column in columns)


def _rates(
    rag: Column,
    columns: Sequence[Column],
    grid: Grid,
    rows: Sequence[int],
    reporting: str | None,
) -> Role | None:
    """What a column of ratings rates by its header: a forecast, a previous result, the result of
    an earlier period than the table's latest with a figure; None for the present result."""
    words = plain_words(rag.header)
    if _NOW.search(words) or _COMPARES.search(words):
        return None
    if AHEAD.search(words):
        return Role.FORECAST
    if YEAR_END.search(words) and is_within_year(columns, reporting):
        return Role.FORECAST
    if EARLIER.search(words):
        return Role.PREVIOUS
    if rag.period is None:
        return None
    later = [
        c
        for c in columns
        if c.use is Use.VALUE
        and c.role is Role.ACTUAL
        and (period := c.period or reporting)
        and ends_after(period, rag.period)
    ]
    return Role.ACTUAL if any(_has_figure(c, grid, rows) for c in later) else None


def _has_figure(column: Column, grid: Grid, rows: Sequence[int]) -> bool:
    cells = (grid.starts_at(row, column.index) for row in rows)
    return any(cell is not None and any(map(str.isdigit, cell.text)) for cell in cells)


def _tells_both(rag: Column, grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the present rating stands in the same cells: "A (G)" under "RAG (forecast)"."""
    cells = (grid.starts_at(row, rag.index) for row in rows)
    texts = [one_line(cell.text) for cell in cells if cell is not None and len(cell.text) > 1]
    header = rag.header
    return any(present_rating(text, header, brackets_are_other=False) != text for text in texts)
