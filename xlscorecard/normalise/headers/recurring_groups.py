"""Periods over groups of columns that come again, each over one of its group's columns, or some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.words.header_text import (
    header_text,
    is_part,
    is_period,
    is_within_year,
)
from xlscorecard.values.period import parse_period, period_after

# One group is no pattern.
_FEWEST_GROUPS = 2
# Years over quarters over names: further rows are other names.
_MOST_ROWS_ABOVE = 2


def spread_over_groups(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """Periods of header rows ``first`` to ``last`` over groups that the lowest row names alike
    ("Q1" over "Target | Actual | RAG", "Q2" over these again), and the years above these: (row,
    col) -> the period, for each blank of its group, whichever of the group's columns it is typed
    over."""
    rows = last - first
    if not 1 <= rows <= _MOST_ROWS_ABOVE:
        return {}
    periods = _typed_periods(grid, last - 1)
    groups = _groups(grid, last, sorted(periods))
    if groups is None:
        return {}
    names = list(periods.values())
    spread = _filled(grid, last - 1, dict(zip(groups, names, strict=True)))
    return spread | _spread_years(grid, first, groups, names) if rows > 1 else spread


def spread_over_alike(lines: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The lines above each column with each of several parts of years, that stands over some of a
    group of names, spread over all of it: the groups follow each other and name the same ("Target |
    Actual | RAG" twice). () where they do not, or where they may begin at several columns."""
    periods = [_part_over(own) for own in lines]
    runs = [period for period, _ in groupby(periods) if period]
    if len(runs) < _FEWEST_GROUPS or len(set(runs)) < len(runs):
        return ()
    first, second = periods.index(runs[0]), periods.index(runs[1])
    names = [own[-1] if own else "" for own in lines]
    found: list[dict[int, str]] = []
    for width in range(2, second + periods.count(runs[1]) - first + 1):
        for groups in _abreast(first, width, len(runs), len(names)):
            told = zip(groups, runs, strict=True)
            over = {col: period for group, period in told for col in group}
            if _recur(names, groups) and _fits(periods, over):
                found.append(over)
    if len(found) != 1:
        return ()
    (over,) = found
    return tuple(
        (over[col], own[-1]) if col in over and len(own) == 1 else own
        for col, own in enumerate(lines)
    )


def _part_over(own: Sequence[str]) -> str:
    """The part of a year right above a column's name; "" where none is."""
    return own[-2] if len(own) > 1 and is_within_year(own[-2]) else ""


def _fits(periods: Sequence[str], over: Mapping[int, str]) -> bool:
    """Whether each period that stands over a column is the one of its group."""
    return all(not period or over.get(col) == period for col, period in enumerate(periods))


def _typed_periods(grid: Grid, row: int) -> dict[int, str]:
    """The periods that a header row has in cells of their own, by their columns."""
    typed = (cell for cell in grid.filled_in(row) if cell.colspan == cell.rowspan == 1)
    told = ((cell.col, header_text(cell.text)) for cell in typed)
    return {col: text for col, text in told if is_period(text)}


def _groups(grid: Grid, last: int, over: list[int]) -> list[range] | None:
    """The columns of each group, one for each column that a period is typed over; None where the
    names below do not come again as often, or in more than one way."""
    distances = {after - before for before, after in pairwise(over)}
    if len(over) < _FEWEST_GROUPS or len(distances) != 1:
        return None
    width = min(distances)
    names = [_own_text(grid, last, col) for col in range(grid.cols)]
    found = [
        groups
        for groups in _abreast(over[0], width, len(over), grid.cols)
        if _named_alike(grid, last, names, groups)
    ]
    return found[0] if len(found) == 1 and width > 1 else None


def _abreast(col: int, width: int, times: int, cols: int) -> Iterator[list[range]]:
    """So many groups of a width, each right behind the last, for every place among ``cols`` columns
    at which the first of them holds a column."""
    for start in range(max(0, col - width + 1), col + 1):
        if start + width * times <= cols:
            yield [range(at, at + width) for at in range(start, start + width * times, width)]


def _recur(names: list[str], groups: list[range]) -> bool:
    """Whether groups have the same names, no two of one group alike."""
    pattern = names[groups[0].start : groups[0].stop]
    if "" in pattern or len(set(pattern)) < len(pattern):
        return False
    return all(names[group.start : group.stop] == pattern for group in groups)


def _own_text(grid: Grid, row: int, col: int) -> str:
    cell = grid.starts_at(row, col)
    return header_text(cell.text).casefold() if cell is not None and cell.colspan == 1 else ""


def _named_alike(grid: Grid, last: int, names: list[str], groups: list[range]) -> bool:
    """Whether groups have the same names, which are none of a period, and one period each above."""
    pattern = names[groups[0].start : groups[0].stop]
    if not _recur(names, groups) or any(map(is_period, pattern)):
        return False
    end = groups[-1].stop
    if names[end : end + len(pattern)] == pattern:
        return False  # a further group, whose period is cut off
    return all(sum(not _is_blank(grid, last - 1, col) for col in group) == 1 for group in groups)


def _is_blank(grid: Grid, row: int, col: int) -> bool:
    cell = grid.starts_at(row, col)
    return cell is not None and cell.empty and cell.rowspan == 1


def _filled(grid: Grid, row: int, groups: dict[range, str]) -> dict[tuple[int, int], str]:
    return {
        (row, col): text
        for group, text in groups.items()
        for col in group
        if _is_blank(grid, row, col)
    }


def _spread_years(
    grid: Grid, row: int, groups: list[range], parts: list[str]
) -> dict[tuple[int, int], str]:
    """The years above quarters or months: each over those that follow each other where it is
    typed. {} where there are more years than such runs, or fewer."""
    if not all(map(is_part, parts)):
        return {}
    runs = [[0]]
    for at in range(1, len(parts)):
        if _follows(parts[at - 1], parts[at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    wide = [range(groups[run[0]].start, groups[run[-1]].stop) for run in runs]
    typed = _typed_periods(grid, row)
    over = [[text for col, text in typed.items() if col in run] for run in wide]
    if any(len(texts) != 1 for texts in over):
        return {}
    return _filled(grid, row, {run: texts[0] for run, texts in zip(wide, over, strict=True)})


def _follows(before: str, after: str) -> bool:
    one, other = parse_period(before, year="2000/01"), parse_period(after, year="2000/01")
    return one is not None and period_after(one) == other
