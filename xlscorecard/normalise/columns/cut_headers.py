"""Columns of whose header a cell too small for it shows a part: what it may not say is not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.headers.cut_off import has_lost_year, is_hidden
from xlscorecard.normalise.headers.lone_period import says_when
from xlscorecard.normalise.words.vocabulary import match_header


def without_unknown(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, those as texts of which the header does not say what their figures are, and
    those without a period of which it has lost a part of the year, or says nothing of one."""
    return tuple(_known(column) if column.cut else column for column in columns)


def _known(column: Column) -> Column:
    if column.use is not Use.VALUE:
        return column
    lost = has_lost_year(column.header)
    named = match_header(column.header.rpartition(" / ")[2]) is not None
    if (column.guessed or not named) and (lost or is_hidden(column.header)):
        return replace(column, use=Use.TEXT, role=None, period=None, guessed=False)
    return replace(column, period=None) if lost or not says_when(column.header) else column
