"""A period that stands alone over part of a result, its target and what rates it, where no line
shows how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.words.header_text import YEAR, calendar_year, header_text, is_period
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

_OF_ONE_PERIOD = (HeaderWord.ACTUAL, HeaderWord.TARGET, HeaderWord.VARIANCE, HeaderWord.RAG)
# Set at the right of its columns, or in their middle, a period stands over the last of them.
_BESIDE_TARGET = (HeaderWord.ACTUAL, HeaderWord.RAG, HeaderWord.VARIANCE)


# Rulings that show how far every header reaches.
_ALL_LINED = ("full", "word", "sheet")
_OF_ANOTHER_TIME = re.compile(
    r"annual|year|ytd|to date|cumulative|forecast|previous|last|month", re.IGNORECASE
)
_UNIT = re.compile(r"[%£]|£?['’]?0{3}s?|no\.?|number|days", re.IGNORECASE)


def dates_one_name(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether a row's only text is a part of a year over the name of one column of figures, or of
    their rating: set at the right of several columns, it stands over the last of them."""
    if grid.ruling in _ALL_LINED or len(cells) != 1 or not cells[0].col or cells[0].colspan > 1:
        return False
    below = grid.starts_at(lower, cells[0].col)
    dated = _is_part(header_text(cells[0].text))
    return dated and below is not None and _kind_of((header_text(below.text),)) is not None


def spread_lone_period(
    grid: Grid, last: int, given: Sequence[tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], ...], frozenset[int]]:
    """The lines with the only period above a header's last row spread over the names beside it
    that are of one period with those below it ("Target | Actual | RAG" below a quarter over the
    last of them): each of another kind, none with a figure in it. Gives the columns that it was
    spread over, too."""
    if grid.ruling in _ALL_LINED:
        return tuple(given), frozenset()
    if repeated := _over_repeated_names(given):
        return repeated, frozenset()
    lines = [_parted(grid.starts_at(last, col), own) for col, own in enumerate(given)]
    names = [_without_unit(own) for own in lines]
    dated = [col for col, own in enumerate(names) if len(own) > 1]
    period = names[dated[0]][0] if dated else ""
    alone = all(own == (period, own[-1]) for own in (names[col] for col in dated))
    together = bool(dated) and dated == list(range(dated[0], dated[-1] + 1))
    kinds = [_kind_of(names[col]) for col in dated]
    known = together and alone and is_period(period) and set(kinds) <= set(_BESIDE_TARGET)
    if not known:
        return tuple(given), frozenset()
    reached: set[int] = set()
    col = dated[0] - 1
    while col >= 0 and len(names[col]) == 1:
        kind = _kind_of(names[col])
        if kind is None or kind in kinds:
            break
        kinds.append(kind)
        reached.add(col)
        col -= 1
    if not {HeaderWord.ACTUAL, HeaderWord.TARGET} <= set(kinds):
        return tuple(given), frozenset()
    found = ((period, *own) if col in reached else own for col, own in enumerate(lines))
    return tuple(found), frozenset(reached)


def _over_repeated_names(
    lines: Sequence[tuple[str, ...]],
) -> tuple[tuple[str, ...], ...]:
    """The lines with each of several periods, that stands over some of a group of names, spread
    over all of it: the groups follow each other and name the same ("Target | Actual | RAG" twice).
    () where they do not, or where they may begin at several columns."""
    periods = [_part_over(own) for own in lines]
    runs = [period for period, _ in groupby(periods) if period]
    if len(runs) < 2 or len(set(runs)) < len(runs):
        return ()
    first, second = periods.index(runs[0]), periods.index(runs[1])
    names = [own[-1] if own else "" for own in lines]
    end = second + periods.count(runs[1])
    found: list[dict[int, str]] = []
    for width in range(2, end - first + 1):
        for start in range(max(0, first - width + 1), first + 1):
            over = {start + n: runs[n // width] for n in range(width * len(runs))}
            if _repeats(names, start, width, len(runs)) and _fits(periods, over):
                found.append(over)
    if len(found) != 1:
        return ()
    (over,) = found
    return tuple(
        (over[col], own[-1]) if col in over and len(own) == 1 else own
        for col, own in enumerate(lines)
    )


def _repeats(names: Sequence[str], start: int, width: int, times: int) -> bool:
    """Whether some names, each another, come again right behind them so many times."""
    group = names[start : start + width]
    whole = start + width * times <= len(names) and all(group) and len(set(group)) == width
    return whole and list(names[start : start + width * times]) == list(group) * times


def _fits(periods: Sequence[str], over: Mapping[int, str]) -> bool:
    """Whether each period that stands over a column is the one of its group."""
    return all(not period or over.get(col) == period for col, period in enumerate(periods))


def _part_over(own: Sequence[str]) -> str:
    """The part of a year right above a column's name; "" where none is."""
    return own[-2] if len(own) > 1 and _is_part(own[-2]) else ""


def _parted(cell: Cell | None, own: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a column of ratings whose period stands in the same cell above its name, where
    white space alone parts rows ("Q2 2023/24" above "RAG"): it rates results without one of their
    own. "Q2 Actual" is as often one name."""
    if cell is None or len(own) != 1 or "\n" not in cell.text:
        return own
    upper, _, lower = cell.text.partition("\n")
    parts = header_text(upper), header_text(lower)
    return parts if _is_part(parts[0]) and _kind_of(parts[1:]) is HeaderWord.RAG else own


def _is_part(text: str) -> bool:
    """Whether a text is a part of a year, and no year."""
    return is_period(text) and calendar_year(text) is None and YEAR.fullmatch(text) is None


def _without_unit(own: tuple[str, ...]) -> tuple[str, ...]:
    """A column's lines without the unit that a row below the names says ("Actual" over "%")."""
    return own[:-1] if len(own) > 1 and _UNIT.fullmatch(own[-1]) else own


def _kind_of(own: Sequence[str]) -> HeaderWord | None:
    """What a header names that a period has one of each; None for any other, and for one with a
    time of its own ("2022/23 target", "Annual target")."""
    text = own[-1]
    match = match_header(text)
    if match is None or match.word not in _OF_ONE_PERIOD:
        return None
    return None if says_when(text) else match.word


def says_when(text: str) -> bool:
    """Whether a header has a date, or a word for a time, in it."""
    return any(map(str.isdigit, text)) or _OF_ANOTHER_TIME.search(text) is not None
