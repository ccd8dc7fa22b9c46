"""Doubts about figures that may be fractions of one among percentages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.scorecard import Observation, Record
from xlscorecard.normalise.columns.column import Column
from xlscorecard.normalise.rows.cell_value import DOUBTFUL
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.fractions import (
    are_fractions,
    is_bare_percentage,
    likely_fractions,
)
from xlscorecard.normalise.words.mending import one_line


def with_doubted_fractions(
    reader: Reader, row: Row, values: tuple[Observation, ...], origins: Sequence[Column]
) -> tuple[Observation, ...]:
    """The values of a row, those that may be fractions of one among percentages doubted."""
    places = likely_fractions(values)
    for place in places:
        reader.doubt(
            "value-doubtful",
            f"{one_line(values[place].raw)!r} stands among percentages a hundred times as large: it"
            " may be a fraction of one",
            row,
            origins[place],
        )
    return tuple(_doubted(seen) if place in places else seen for place, seen in enumerate(values))


def with_all_fractions_doubted(reader: Reader, records: Sequence[Record]) -> tuple[Record, ...]:
    """The records of a table; where a worksheet shows all of its percentages as what may be
    fractions of one, those are doubted, and it is told once. No other paper shows what was never
    formatted."""
    if reader.grid.ruling != "sheet":
        return tuple(records)
    figures = [seen for record in records for seen in record.observations]
    if not are_fractions([seen for seen in figures if seen.confidence > DOUBTFUL]):
        return tuple(records)
    reader.doubt(
        "value-doubtful",
        "none of the percentages of this table is more than one: they may be fractions of one that"
        " were not formatted as percentages",
        reader.table.rows[0],
    )
    return tuple(
        replace(
            record,
            observations=tuple(
                _doubted(seen) if is_bare_percentage(seen) else seen for seen in record.observations
            ),
        )
        for record in records
    )


def _doubted(seen: Observation) -> Observation:
    return replace(seen, confidence=min(seen.confidence, DOUBTFUL))
