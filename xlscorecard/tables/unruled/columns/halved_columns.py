"""Columns that the white space between a header set left and values set right, or between these
and the words for missing ones, makes look like two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.unruled.columns.column import Column, columns_under
from xlscorecard.values.status import parse_status

# A word for a missing figure is no longer than this.
LONGEST_STATUS = 12
# A header has so many texts in a column, in so many of a table's first lines.
HEADER_TEXTS = 2
HEADER_LINES = 4
# Wider than any page (points).
FAR = 1e5


@dataclass(slots=True)
class _Held:
    """What stands in a column alone: the numbers of the ``lines`` that have a text there; those
    ``below`` the header whose text is a short word; whether every text says that a figure is
    ``missing``; whether a header stands over it and the column before (``shared``)."""

    lines: list[int] = field(default_factory=list)
    words: set[int] = field(default_factory=set)
    missing: bool = True
    shared: bool = False

    @property
    def plain(self) -> list[int]:
        """The lines whose text is no short word below the header."""
        return [line for line in self.lines if line not in self.words]

    @property
    def is_header(self) -> bool:
        """Whether nothing but a header stands there, and words for missing figures."""
        own = self.plain
        return 0 < len(own) <= HEADER_TEXTS and own[0] < HEADER_LINES and own[-1] <= HEADER_LINES


def joined_halves(
    columns: Sequence[Column], lines: Sequence[Sequence[Run]], header: int
) -> list[Column]:
    """A header set left over values set right leaves white space between: what looks like two
    columns, one with the header alone and one without, is one. The texts for missing figures
    ("N/A") stand at the left like the header. The ``header`` is so many first lines."""
    held = _held(columns, lines, header)
    first_head = min((own.plain[-1] for own in held if own.is_header), default=0)
    apart: dict[int, float] = {}
    for number in range(1, len(columns)):
        for head, other in ((number - 1, number), (number, number - 1)):
            own, values = held[head], held[other]
            told = own.missing and not values.missing and held[number].shared
            if told and _stand_in(own.lines, values.lines, header):
                # "-" at the left of a column whose figures stand at its right, below its header
                apart[number] = _apart(columns[head], columns[other]) + 2 * FAR
                continue
            if not own.is_header or not values.lines or values.lines[0] <= first_head:
                continue
            if own.plain[-1] < values.lines[0] and _fits(own.words, values):
                # a header is sooner that of figures
                worded = len(values.words) * 2 > len(values.lines)
                apart[number] = _apart(columns[head], columns[other]) + FAR * worded
    partners = _pairs(len(columns), apart)
    joined: list[Column] = []
    for number, column in enumerate(columns):
        if number in partners:
            joined[-1] = Column(joined[-1].x0, column.x1)
        else:
            joined.append(column)
    return joined


def _held(columns: Sequence[Column], lines: Sequence[Sequence[Run]], header: int) -> list[_Held]:
    held = [_Held() for _ in columns]
    amid = _amid_names(columns, lines, header)
    named = {_texts(line) for line in lines[:header] if len(line) > 1}
    for number, line in enumerate(lines):
        if number >= header and _texts(line) in named:
            continue  # the header again, over the next section
        for run in line:
            if id(run) in amid:
                continue
            under = columns_under(columns, run.bbox.x0, run.bbox.x1)
            if len(under) == 1:
                own = held[under[0]]
                own.lines.append(number)
                if number >= header and _is_short_word(run):
                    own.words.add(number)
                if own.missing:
                    own.missing = parse_status(text_of_line(run.words)) is not None
            elif len(under) == 2 and number < header:
                held[under[1]].shared = True
    return held


def _texts(line: Sequence[Run]) -> tuple[str, ...]:
    return tuple(text_of_line(run.words) for run in line)


def _amid_names(columns: Sequence[Column], lines: Sequence[Sequence[Run]], header: int) -> set[int]:
    """Runs (by identity) of header lines that stand in the middle between two names of the next
    line and over neither, but above figures: they gather both, and head no column."""
    found: set[int] = set()
    for line, below in pairwise(lines[:header]):
        middles = [run.bbox.centre[0] for run in below]
        for run in line:
            place = bisect_left(middles, run.bbox.centre[0])
            if not 0 < place < len(below):
                continue
            left, right = below[place - 1], below[place]
            middle = (middles[place - 1] + middles[place]) / 2
            over = left.bbox.x1 > run.bbox.x0 or run.bbox.x1 > right.bbox.x0
            if not over and abs(run.bbox.centre[0] - middle) < run.size:
                found.add(id(run))
    under = {number for line in lines[header:] for number in _columns_of(columns, line)}
    return {
        id(run)
        for line in lines[:header]
        for run in line
        if id(run) in found and under.issuperset(_columns_of(columns, [run]))
    }


def _columns_of(columns: Sequence[Column], line: Sequence[Run]) -> set[int]:
    return {n for run in line for n in columns_under(columns, run.bbox.x0, run.bbox.x1)}


def _is_short_word(run: Run) -> bool:
    text = text_of_line(run.words)
    return 0 < len(text) <= LONGEST_STATUS and not any(map(str.isdigit, text))


def _fits(words: set[int], values: _Held) -> bool:
    """Whether the words that stand below a header are in lines where the values beside it are
    not, and are fewer."""
    fewer = not values.words and len(words) < len(values.lines)
    return not words or (fewer and words.isdisjoint(values.lines))


def _stand_in(words: Sequence[int], own: Sequence[int], header: int) -> bool:
    """Whether words for missing figures stand in lines where the figures beside them do not, and
    are fewer; neither has a header of its own."""
    below = bool(own) and own[0] >= header
    return below and 0 < len(words) < len(own) and set(words).isdisjoint(own)


def _pairs(count: int, apart: Mapping[int, float]) -> set[int]:
    """Of neighbours that may be one column, told by the second's number and how far apart they
    are, those that are: each column once, as many pairs as there can be, the nearest of them."""
    best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())]
    for number in range(count):
        choice = best[-1]
        if number in apart:
            pairs, distance, chosen = best[-2]
            with_it = (pairs - 1, distance + apart[number], (*chosen, number))
            choice = min(choice, with_it)
        best.append(choice)
    return set(best[-1][2])


def _apart(first: Column, second: Column) -> float:
    return max(second.x0 - first.x1, first.x0 - second.x1)
