"""Columns that the names in a header tell apart: where the white space between them is no wider
than a space (quarters to come, which are empty yet, in cells as narrow as their names), and where
the names are set at another side of wide cells than what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.alignment import LEAST_CELLS
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.unruled.columns.column import (
    CROSSING,
    FEW_ROWS,
    Column,
    columns_under,
    covered,
)
from xlscorecard.values.period import parse_period

# A text keeps to a column that it leaves by no more than this (points).
_AT_EDGE = 1.0


def divided_at_names(
    columns: Sequence[Column], lines: Sequence[Sequence[Run]], header: int
) -> list[Column]:
    """Columns parted where names stand side by side in one of the ``header`` first lines, nothing
    in any line reaches over the white space between, and all that stands below is below a name."""
    if header == len(lines):
        return list(columns)
    divided: list[Column] = []
    for column in columns:
        names = max((_inside(column, line) for line in lines[:header]), key=len, default=[])
        divided += _parts(column, names, lines, header) if len(names) > 1 else [column]
    return divided


def _parts(
    column: Column, names: Sequence[Run], lines: Sequence[Sequence[Run]], header: int
) -> list[Column]:
    """The columns below a line of names; the one that was where they do not tell."""
    held = [_inside(column, line) for line in lines]
    parts: list[Column] = []
    named: list[tuple[float, float]] = []
    start, first = column.x0, names[0].bbox.x0
    for left, right in pairwise(names):
        low, high = _opening(held, left.bbox.x1, right.bbox.x0)
        if low < high:
            parts.append(Column(start, low))
            named.append((first, left.bbox.x1))
            start, first = high, right.bbox.x0
    parts.append(Column(start, column.x1))
    named.append((first, names[-1].bbox.x1))
    below = [run.bbox for own in held[header:] for run in own]
    told = all(
        box.x0 < name[1] and name[0] < box.x1
        for part, name in zip(parts, named, strict=True)
        for box in below
        if part.x0 - _AT_EDGE <= box.x0 and box.x1 <= part.x1 + _AT_EDGE
    )
    return parts if told else [column]


def _inside(column: Column, line: Sequence[Run]) -> list[Run]:
    """The texts of a line that keep to a column."""
    return [
        run
        for run in line
        if run.words
        and not run.rotation
        and column.x0 - _AT_EDGE <= run.bbox.x0
        and run.bbox.x1 <= column.x1 + _AT_EDGE
    ]


def _opening(held: Sequence[Sequence[Run]], start: float, end: float) -> tuple[float, float]:
    """What the texts of a column leave of the white space between two of its names: each is that
    of the name that it reaches below."""
    low, high = start, end
    for run in (run for own in held for run in own):
        x0, x1 = run.bbox.x0, run.bbox.x1
        if x0 < start and x1 <= end:
            low = max(low, x1)
        elif x0 >= start and x1 > end:
            high = min(high, x0)
        elif x0 < end and x1 > start:
            return start, start
    return low, high


def settled_by_names(
    columns: Sequence[Column], lines: Sequence[Sequence[Run]], header: int
) -> list[Column]:
    """The columns, or where they part a name from what stands below it those that put each name
    over one column of texts: by their order, or because all texts stand behind where their names
    begin, or before where they end. The ``header`` first lines are those of names."""
    body = [run for line in lines[header:] if len(line) > 1 for run in line if not run.rotation]
    if not header or not body:
        return list(columns)
    fullest = max(lines[:header], key=len)
    rows = len(lines) - header
    texts = covered(body, int(CROSSING * rows) if rows > FEW_ROWS else 0)
    named = [line for line in lines[:header] if not _is_banner(line, fullest)]
    for heads in (named, [fullest]):  # what gathers two may stand over one of them
        names = _names(heads)
        inner = _names(_without_gathering(heads, fullest))  # or between them
        names = inner if len(inner) == len(texts) else names
        if len(names) < LEAST_CELLS or not _in_doubt(columns, names, body):
            break
        found = {
            tuple(pairs)
            for pairs in _pairings(names, texts)
            if _stand_apart(pairs) and _are_filled(pairs, fullest, texts)
        }
        if len(found) == 1:
            settled = list(found.pop())
            if names is not inner or _stand_over(heads, settled):
                return settled
    return list(columns)


def _is_banner(line: Sequence[Run], names: Sequence[Run]) -> bool:
    """Whether a line is one text below the names of the columns, under none of them: the name of
    the first section, and no part of a header."""
    box = line[0].bbox
    under = any(run.bbox.x0 < box.x1 and box.x0 < run.bbox.x1 for run in names)
    return len(line) == 1 and not under and box.top >= names[0].bbox.bottom


def _stand_over(heads: Sequence[Sequence[Run]], columns: Sequence[Column]) -> bool:
    """Whether each text of a header stands over some column."""
    return all(columns_under(columns, r.bbox.x0, r.bbox.x1) for line in heads for r in line)


def _names(header: Sequence[Sequence[Run]]) -> list[Column]:
    """The extents of a header's names, wrapped as they may be, without those that gather others;
    none where text is turned. Symbols are no names: they stand above the first line of figures
    where a row's remark has two lines."""
    names: list[Column] = []
    worded = ([run for run in line if run.words] for line in header)
    for line in sorted(worded, key=len, reverse=True):
        if any(run.rotation for run in line):
            return []
        if any(len(columns_under(names, run.bbox.x0, run.bbox.x1)) > 1 for run in line):
            continue
        for run in line:
            own = Column(run.bbox.x0, run.bbox.x1)
            over = columns_under(names, *own)
            if over:
                names[over[0]] = _both(names[over[0]], own)
            else:
                names.append(own)
                names.sort()
    return names


def _without_gathering(header: Sequence[Sequence[Run]], fullest: Sequence[Run]) -> list[list[Run]]:
    """The header without the periods above its fullest line that stand between two of its names,
    over none: "2023/24" between "Target" and "Actual"."""
    names = [Column(run.bbox.x0, run.bbox.x1) for run in fullest]
    top = min(run.bbox.top for run in fullest)
    return [
        [run for run in line if run.bbox.bottom > top or not _dates_several(run, names)]
        for line in header
    ]


def _dates_several(run: Run, names: Sequence[Column]) -> bool:
    x0, x1 = run.bbox.x0, run.bbox.x1
    if not names[0].x1 < x0 < names[-1].x0 or columns_under(names, x0, x1):
        return False
    return parse_period(text_of_line(run.words)) is not None


def _in_doubt(columns: Sequence[Column], names: Sequence[Column], body: Sequence[Run]) -> bool:
    """Whether a column has no name or several, a name stands over several columns, or beside all
    texts that its column holds."""
    texts: dict[int, list[BBox]] = {}
    for run in body:
        under = columns_under(columns, run.bbox.x0, run.bbox.x1)
        if len(under) == 1:
            texts.setdefault(under[0], []).append(run.bbox)
    named: set[int] = set()
    for name in names:
        under = columns_under(columns, *name)
        if len(under) != 1 or under[0] in named:
            return True
        named.add(under[0])
        below = texts.get(under[0], [])
        if below and not any(box.x0 < name.x1 and name.x0 < box.x1 for box in below):
            return True
    return not named.issuperset(texts)


def _pairings(names: Sequence[Column], texts: Sequence[Column]) -> Iterator[list[Column]]:
    """The columns that names and texts make together, in each way that they may belong."""
    if len(names) == len(texts):
        yield [_both(name, own) for name, own in zip(names, texts, strict=True)]
        return
    for at_left in (True, False) if len(texts) < len(names) else ():
        columns = list(names)
        taken: set[int] = set()
        for own in texts:
            number = _home(names, own, at_left=at_left)
            if number is None or number in taken:
                break
            taken.add(number)
            columns[number] = _both(names[number], own)
        else:
            yield columns


def _home(names: Sequence[Column], own: Column, *, at_left: bool) -> int | None:
    """The name of a column of texts: the last that begins before them, or the first that ends
    behind them. Long names of measures begin where their header does."""
    if not at_left:
        flush = next((n for n, name in enumerate(names) if abs(name.x0 - own.x0) < _AT_EDGE), None)
        if flush is not None:
            return flush
        return next((n for n, name in enumerate(names) if name.x1 > own.x1 - _AT_EDGE), None)
    begun = [n for n, name in enumerate(names) if name.x0 < own.x0 + _AT_EDGE]
    return begun[-1] if begun else None


def _both(first: Column, second: Column) -> Column:
    return Column(min(first.x0, second.x0), max(first.x1, second.x1))


def _stand_apart(columns: Sequence[Column]) -> bool:
    return all(left.x1 < right.x0 for left, right in pairwise(columns))


def _are_filled(columns: Sequence[Column], line: Sequence[Run], texts: Sequence[Column]) -> bool:
    """Whether each column that a header's fullest ``line`` does not name has texts: what stands
    between names, above them, may be a heading that gathers those at its right."""
    return all(
        any(column.x0 <= own.x0 and own.x1 <= column.x1 for own in texts)
        for column in columns
        if not any(column.x0 <= run.bbox.x0 and run.bbox.x1 <= column.x1 for run in line)
    )
