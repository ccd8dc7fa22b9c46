"""A period that stands alone over part of a result, its target and what rates it, where no line
shows how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.recurring_groups import spread_over_alike
from xlscorecard.normalise.words.header_text import header_text, is_period, is_within_year
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
    dated = is_within_year(header_text(cells[0].text))
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
    if repeated := spread_over_alike(given):
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


def _parted(cell: Cell | None, own: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a column of ratings whose period stands in the same cell above its name, where
    white space alone parts rows ("Q2 2023/24" above "RAG"): it rates results without one of their
    own. "Q2 Actual" is as often one name."""
    if cell is None or len(own) != 1 or "\n" not in cell.text:
        return own
    upper, _, lower = cell.text.partition("\n")
    parts = header_text(upper), header_text(lower)
    return parts if is_within_year(parts[0]) and _kind_of(parts[1:]) is HeaderWord.RAG else own


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
