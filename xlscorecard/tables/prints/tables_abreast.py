"""What stands side by side on a printed worksheet: tables, each with rows of its own, and notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from xlscorecard.tables.prints.rows import OVER_EDGE
from xlscorecard.tables.prints.texts import CellText, level
from xlscorecard.tables.ruled.sheets_abreast import (
    BEGINNING,
    FEWEST_NAMES,
    MOST_NOTES,
    SHORTEST_NAME,
)

# White space between two tables is so many letter heights wide at least: an empty column. Before
# notes it is wider than the room that a column of short ratings leaves.
EMPTY_COLUMN = 2.0
BEFORE_NOTES = 4.0
# Notes stand beside so many of the figures behind them at most; the names of these beside all.
MOST_BESIDE = 0.75

_Column = list[CellText]


def parted_abreast(
    texts: Sequence[CellText], edges: Sequence[float]
) -> list[tuple[list[CellText], list[float]]]:
    """The texts of each of the tables side by side, with the edges between its columns; notes
    beside a table are left out. Of the last one nothing but its names may stand on the page."""
    columns: list[_Column] = [[] for _ in range(len(edges) + 1)]
    for text in texts:
        columns[bisect_left(edges, text.bbox.x0 + OVER_EDGE)].append(text)
    told = [_has_figures(own) for own in columns]
    for at in range(1, len(columns)):
        if any(told[:at]) and _is_note(at, columns):
            columns[at] = []
    named = [_holds_names(own) for own in columns]
    starts = [0]
    for at in range(BEGINNING, len(columns)):
        before = _begins(starts[-1], at, named, told) or _goes_on(columns[starts[-1] : at])
        behind = _begins(at, len(columns), named, told) or _is_begun(columns[at:])
        if before and behind and columns[at] and _is_apart(at, columns, named):
            starts.append(at)
    parts: list[tuple[list[CellText], list[float]]] = []
    for start, end in zip(starts, [*starts[1:], len(columns)], strict=True):
        own = [text for column in columns[start:end] for text in column]
        parts.append((own, list(edges[start : end - 1])))
    return parts


def _begins(start: int, end: int, named: Sequence[bool], told: Sequence[bool]) -> bool:
    """Whether columns begin with names, and have figures behind them."""
    first = next((at for at in range(start, min(start + BEGINNING, end)) if named[at]), end)
    return any(told[first:end])


def _holds_names(own: _Column) -> bool:
    """Whether a column's texts are long, and hardly one a value."""
    long = [text for text in own if text.letters >= SHORTEST_NAME]
    values = sum(text.value for text in own)
    return len(long) >= FEWEST_NAMES and values * 4 < len(long)


def _goes_on(columns: Sequence[_Column]) -> bool:
    """Whether columns are those of a table whose names stand on the page before."""
    return any(map(_has_figures, columns)) and not any(map(_are_names, columns))


def _is_begun(columns: Sequence[_Column]) -> bool:
    """Whether columns are the first ones of a table that goes on, with its figures, on the next
    page: names, and few columns behind them."""
    filled = [own for own in columns if own]
    few = 0 < len(filled) <= BEGINNING and filled[0] is columns[0]
    return few and _are_names(columns[0]) and not any(map(_has_figures, columns))


def _are_names(own: _Column) -> bool:
    """Whether a column's texts may be names of rows: no two are the same, and none ends as a remark
    does."""
    lines = [tuple(word.text for line in text.lines for word in line) for text in own]
    ended = any(line and line[-1].endswith(".") for line in lines)
    return _holds_names(own) and not ended and len(set(lines)) == len(lines)


def _is_note(at: int, columns: Sequence[_Column]) -> bool:
    """Whether a column is a few lines behind an empty one, none of them a value: notes, or a key,
    written beside the table."""
    own = columns[at]
    # beside each of several tables below each other they may say the same
    told = {tuple(word.text for line in text.lines for word in line) for text in own}
    if not 1 < len(told) <= MOST_NOTES or any(text.value for text in own):
        return False
    plain = all(len(text.lines) == 1 for text in own)
    if not plain or _white(at, columns) <= BEFORE_NOTES * own[0].size:
        return False
    figures = next((right for right in columns[at + 1 :] if _has_figures(right)), [])
    named = [text for text in figures if text.figure and any(level(text, one) for one in own)]
    return len(named) <= MOST_BESIDE * sum(text.figure for text in figures)


def _has_figures(own: _Column) -> bool:
    return sum(text.figure for text in own) >= FEWEST_NAMES


def _is_apart(at: int, columns: Sequence[_Column], named: Sequence[bool]) -> bool:
    """Whether an empty column stands before the one that begins a table: the widest white space
    of those around its names."""
    own = _white(at, columns)
    before = _white(at - 1, columns) if not named[at] else 0.0
    after = _white(at + 1, columns) if at + 1 < len(columns) and not named[at] else 0.0
    return own > EMPTY_COLUMN * columns[at][0].size and own >= max(before, after)


def _white(at: int, columns: Sequence[_Column]) -> float:
    """The white space before a column: from where the texts before it end, but for what runs on
    into empty cells."""
    before = next((own for own in reversed(columns[:at]) if own), [])
    left = max((text.bbox.x1 for text in before), default=0.0)
    right = min((text.bbox.x0 for text in columns[at]), default=left)
    return right - left
