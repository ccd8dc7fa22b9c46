"""Where an entry of a table without lines stands."""

from __future__ import annotations

from dataclasses import dataclass

from xlscorecard.tables.unruled.rows.entries import Entry


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its place: rows ``top`` to ``bottom``, columns ``first`` to ``last``."""

    top: int
    bottom: int
    first: int
    last: int
    entry: Entry
