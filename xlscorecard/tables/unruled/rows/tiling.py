"""The slots of a table without lines: for the entries, and for the places that none takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlscorecard.tables.lines.layout import Slot
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.unruled.columns.column import Column, columns_under
from xlscorecard.tables.unruled.rows.entries import Entry
from xlscorecard.tables.unruled.rows.placed import Placed
from xlscorecard.tables.unruled.rows.rows import Band


def tiled(
    placed: Sequence[Placed], rows: int, cols: int
) -> tuple[tuple[Slot, ...], dict[int, int]]:
    """Slots for entries and for the places that none takes, and which words are whose.

    Where two entries claim a place the smaller keeps it and the larger shrinks to its first
    place; no word is lost.
    """
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    slots: dict[tuple[int, int], Slot] = {}
    homes: list[tuple[Entry, tuple[int, int]]] = []
    for place in sorted(
        placed, key=lambda p: ((p.bottom - p.top + 1) * (p.last - p.first + 1), p.top, p.first)
    ):
        for bottom, last in (
            (place.bottom, place.last),
            (place.top, place.last),
            (place.top, place.first),
        ):
            covered = [
                (row, col)
                for row in range(place.top, bottom + 1)
                for col in range(place.first, last + 1)
            ]
            if not any(spot in taken for spot in covered):
                spot = (place.top, place.first)
                slots[spot] = Slot(*spot, bottom - place.top + 1, last - place.first + 1)
                taken.update(dict.fromkeys(covered, spot))
                break
        homes.append((place.entry, (place.top, place.first)))
    for row in range(rows):
        for col in range(cols):
            spot = (row, col)
            if spot not in taken:
                taken[spot] = spot
                slots[spot] = Slot(row, col)
    index = {spot: number for number, spot in enumerate(sorted(slots))}
    owners = {
        id(word): index[taken[spot]]
        for entry, spot in homes
        for run in entry.runs
        for word in run.words
    }
    return tuple(slots[spot] for spot in index), owners


def slots_of_bands(
    rows: Sequence[Sequence[Band]],
    columns: Sequence[Column],
    cols: int,
    reach: Mapping[int, tuple[int, int]],
) -> tuple[tuple[Slot, ...], dict[int, int]]:
    """One slot for each place, and which words are whose: a run over several columns with nothing
    else there spans them, and so does one of which paint or a line tells its ``reach``."""
    slots: list[Slot] = []
    owners: dict[int, int] = {}
    for number, row in enumerate(rows):
        spans: list[tuple[int, int, Run]] = []
        for run in (run for band in row for run in band.runs):
            under = reach.get(id(run)) or columns_under(columns, run.bbox.x0, run.bbox.x1)
            if under:
                spans.append((under[0], under[-1], run))
        taken: list[tuple[int, int]] = []
        for low, high, _ in sorted(spans, key=lambda span: span[:2]):
            if taken and low <= taken[-1][1]:
                taken[-1] = (taken[-1][0], max(taken[-1][1], high))
            else:
                taken.append((low, high))
        col = 0
        homes: dict[int, int] = {}
        for low, high in taken:
            slots += [Slot(number, place) for place in range(col, low)]
            homes.update(dict.fromkeys(range(low, high + 1), len(slots)))
            slots.append(Slot(number, low, 1, high - low + 1))
            col = high + 1
        slots += [Slot(number, place) for place in range(col, cols)]
        owners.update((id(word), homes[low]) for low, _, run in spans for word in run.words)
    return tuple(slots), owners
