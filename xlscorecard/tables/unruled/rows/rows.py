"""Rows without ruling lines: bands of text, and which of them are one row.

A *band* is what stands side by side; a row is one band, or several where a cell's text wraps.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlscorecard.tables.lines.paragraphs import Run, is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import SYMBOL_TEXT, is_plain_value, is_value
from xlscorecard.tables.unruled.columns.column import Column, columns_under

# Two runs stand side by side when they share this much of the lower one's height: a value
# centred beside two lines of title shares about half with each, the next line of the
# tightest setting about a tenth.
BESIDE = 0.3
# A wrapped line stands nearer to its own row than to the next one by this factor.
NEARER = 1.25
# A line that fills this share of its column has wrapped because the column ended.
FULL = 0.8
# Dots that lead the eye from a text to its figures.
_LEADER = re.compile(r"(?:\s?[.\u2026]){3,}$")
# A line that ends so is no whole name.
_UNENDED = re.compile(
    r"(?:\b(?:in|of|and|the|to|for|by|with|within|from|at|on|or|an?|per|than|not|who|as)|[,(&/])$"
)


@dataclass(slots=True)
class Band:
    """Runs side by side; ``filled`` maps a column to its text here. One that ``heads`` has texts
    that paint or a line sets over several columns."""

    top: float
    bottom: float
    runs: list[Run]
    filled: dict[int, str] = field(default_factory=dict)
    spanning: bool = False
    heads: bool = False

    @property
    def bold(self) -> bool:
        return is_bold(self.runs)


def find_bands(runs: Sequence[Run]) -> list[Band]:
    """Gather runs that stand side by side, top to bottom."""
    bands: list[Band] = []
    for run in sorted(runs, key=lambda run: run.bbox.top + run.bbox.bottom):
        box = run.bbox
        if bands:
            band = bands[-1]
            shared = min(band.bottom, box.bottom) - max(band.top, box.top)
            if shared >= BESIDE * min(box.height, band.bottom - band.top):
                band.runs.append(run)
                band.top, band.bottom = min(band.top, box.top), max(band.bottom, box.bottom)
                continue
        bands.append(Band(box.top, box.bottom, [run]))
    return bands


def find_rows(
    runs: Sequence[Run],
    columns: Sequence[Column],
    boundaries: Sequence[float],
    reach: Mapping[int, tuple[int, int]],
) -> list[list[Band]]:
    """Rows as lists of bands. ``boundaries`` are the y of lines and fill edges: where nearly
    every row has one they alone decide, else they only keep apart. ``reach`` gives the first and
    last column of the headers (by identity) of which paint or a line tells them."""
    intervals: list[list[Run]] = [[] for _ in range(len(boundaries) + 1)]
    for run in runs:
        middle = (run.bbox.top + run.bbox.bottom) / 2
        intervals[bisect_left(boundaries, middle)].append(run)
    groups = [find_bands(interval) for interval in intervals if interval]
    for group in groups:
        for band in group:
            _fill(band, columns, reach)
    values = value_columns([band for group in groups for band in group], len(columns))
    crowded = sum(1 for group in groups if _several_rows(group, values))
    bounded = len(groups) > 2 and crowded * 5 <= len(groups)
    rows: list[list[Band]] = []
    for group in groups:
        if bounded and not _several_rows(group, values):
            at = 1 if group[0].heads else 0
            rows += [part for part in (group[:at], group[at:]) if part]
        else:
            rows.extend(_by_spacing(group, columns, values))
    return _join_header(rows, groups, values)


def _join_header(
    rows: list[list[Band]], groups: Sequence[Sequence[Band]], values: set[int]
) -> list[list[Band]]:
    """Header lines set tight above the first row of figures are one row; a line that spans
    columns stays by itself, and so does what a boundary keeps apart."""
    first = next(
        (
            number
            for number, row in enumerate(rows)
            if any(
                sum(is_plain_value(text) for at, text in band.filled.items() if at in values) * 2
                > len(values)
                for band in row
            )
        ),
        0,
    )
    group_of = {id(band): number for number, group in enumerate(groups) for band in group}
    joined: list[list[Band]] = []
    for number, row in enumerate(rows):
        if joined and 0 < number < first:
            before, band = joined[-1][-1], row[0]
            tight = band.top - before.bottom < 0.35 * min(run.size for run in band.runs)
            together = group_of[id(before)] == group_of[id(band)]
            if together and not before.spanning and tight:
                joined[-1].extend(row)
                continue
        joined.append(row)
    return joined


def _fill(band: Band, columns: Sequence[Column], reach: Mapping[int, tuple[int, int]]) -> None:
    texts: dict[int, list[str]] = {}
    for run in band.runs:
        touched = reach.get(id(run)) or columns_under(columns, run.bbox.x0, run.bbox.x1)
        band.heads = band.heads or id(run) in reach
        band.spanning = band.spanning or (len(touched) > 1 and touched[0] < touched[-1])
        for number in touched[:1]:
            texts.setdefault(number, []).append(text_of_line(run.words) or SYMBOL_TEXT)
    band.filled = {number: " ".join(parts) for number, parts in texts.items()}


def value_columns(bands: Sequence[Band], cols: int) -> set[int]:
    """The columns whose texts are mostly figures or marks."""
    filled: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    for band in bands:
        for number, text in band.filled.items():
            filled[number] += 1
            figures[number] += is_value(text)
    return {number for number in range(cols) if figures[number] * 2 > filled[number]}


def _several_rows(group: Sequence[Band], values: set[int]) -> bool:
    """Whether bands between two boundaries are several rows: a column of figures has one in
    more than one of them."""
    seen: Counter[int] = Counter()
    for band in group:
        for number, text in band.filled.items():
            if number in values and is_value(text):
                seen[number] += 1
    return any(count > 1 for count in seen.values())


def _by_spacing(
    group: Sequence[Band], columns: Sequence[Column], values: set[int]
) -> list[list[Band]]:
    """Rows by what bands hold and how near they stand.

    A band with figures, or one that fills most columns, makes a row. One that holds only a
    wrapped line belongs to the nearer neighbour, or, where all stand alike, to the row above
    when that line had reached its column's end or this one starts in lower case.
    """
    if len(group) < 2:
        return [list(group)] if group else []
    most = max(len(band.filled) for band in group)
    whole = [
        bool(values & band.filled.keys()) or len(band.filled) * 2 > most or band.spanning
        for band in group
    ]
    gaps = [after.top - before.bottom for before, after in itertools.pairwise(group)]
    rows: list[list[Band]] = [[group[0]]]
    pending = not whole[0]
    for index in range(1, len(group)):
        band, before = group[index], group[index - 1]
        gap = gaps[index - 1]
        after = gaps[index] if index < len(gaps) else float("inf")
        size = min(run.size for run in band.runs)
        if (
            whole[index]
            and pending
            and not any(whole[number] for number in range(index - len(rows[-1]), index))
        ):
            # lines that came before this row's figures: part of it if they are nearer to it
            earlier = gaps[index - 1 - len(rows[-1])] if index > len(rows[-1]) else float("inf")
            nearer = gap * NEARER + 0.05 * size < earlier and gap < 0.5 * size and len(rows) > 1
            if nearer or (gap < 0.5 * size and _leads_on(before, band, columns)):
                rows[-1].append(band)
                pending = False
                continue
        below = group[index + 1] if index + 1 < len(group) and whole[index + 1] else None
        leads = below is not None and gap < 0.5 * size and _leads_on(band, below, columns)
        if not (whole[index] or leads) and _wraps(before, band, columns, after):
            rows[-1].append(band)
            continue
        rows.append([band])
        pending = not whole[index]
    return rows


def is_unended(text: str) -> bool:
    """Whether a text ends with a word or sign behind which another must follow."""
    return _UNENDED.search(text) is not None


def _has_leader(text: str) -> bool:
    return _LEADER.search(text) is not None


def _leads_on(before: Band, band: Band, columns: Sequence[Column]) -> bool:
    """Whether a text goes on in the band below it: where dots lead from its end to figures, or
    where one of the two lines is no whole name ("... answered in" over "20 days", "... in settled"
    over "accommodation")."""
    if before.bold != band.bold or not before.filled.keys() <= band.filled.keys():
        return False
    if any(text.endswith(":") for text in before.filled.values()):
        return False
    for number, text in before.filled.items():
        below = band.filled.get(number, "")
        if len(before.filled) == 1 and _has_leader(below) and not _has_leader(text):
            return True
        if below and is_unended(text):
            return True
        begun = below[:1].islower() or below[:1] == "("
        if begun and not is_value(below) and _has_no_room(before, band, columns[number]):
            return True
    return False


def _has_no_room(before: Band, band: Band, column: Column) -> bool:
    """Whether the first word below would not have stood in a band's line within its column."""
    if _fills(before, column):
        return True
    words = [run.words[0].bbox for run in band.runs if run.words and run.bbox.x0 < column.x1]
    return bool(words) and _end_of(before, column) + min(words).width > column.x1


def _fills(band: Band, column: Column) -> bool:
    """Whether a band's text has come to the end of its column."""
    return _end_of(band, column) - column.x0 >= FULL * (column.x1 - column.x0)


def _end_of(band: Band, column: Column) -> float:
    return max((run.bbox.x1 for run in band.runs if run.bbox.x0 < column.x1), default=column.x0)


def _wraps(before: Band, band: Band, columns: Sequence[Column], after: float) -> bool:
    """Whether a band is a further line of the row above it; ``after`` is the gap below it."""
    gap, size = band.top - before.bottom, min(run.size for run in band.runs)
    if gap > 0.8 * size or before.bold != band.bold:
        return False
    shared = band.filled.keys() & before.filled.keys()
    if not shared or len(shared) < len(band.filled):
        return False
    if after > gap * NEARER + 0.05 * size and after > gap + 0.15 * size:
        return True
    if gap > after * NEARER + 0.05 * size:
        return False
    for number in shared:
        if is_unended(before.filled[number]):
            return True
        text = band.filled[number]
        column = columns[number]
        if _has_leader(before.filled[number]):
            continue  # dots lead from a text's end
        if text[:1].islower() or text[:1] in "(&/":
            return True
        if _fills(before, column) and not is_value(text):
            return True
    return False
