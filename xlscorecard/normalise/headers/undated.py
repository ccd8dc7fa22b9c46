"""Columns whose figures may be of a period that their header does not show to be over them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Grid
from xlscorecard.normalise.headers.spreading import names_figure
from xlscorecard.normalise.words.header_text import header_text, is_period

# Where a table is stated, and not drawn; where a print shows every cell of a sheet.
_STATED = ("word", "sheet")
_CELLS = ("print", "full")


def undated_columns(
    grid: Grid, first: int, last: int, lines: Sequence[tuple[str, ...]]
) -> frozenset[int]:
    """The columns over which fewer periods stand than over another of the same name ("Target", and
    "Q2" over "Target"), or none behind a column that has one: a line of the header that its cell
    cuts off, or one that begins over the column beside it, may be over them as well."""
    if grid.ruling in _STATED:
        return frozenset()
    told = [_stacked(grid, last, col, own) for col, own in enumerate(lines)]
    deepest: dict[str, tuple[int, int]] = {}
    for own in filter(None, told):
        name = own[-1].casefold()
        deepest[name] = max(deepest.get(name, (0, 0)), (_periods_over(own), len(own)))
    found: set[int] = set()
    for col, own in enumerate(told):
        if not own or not names_figure(own[-1]) or not _is_open_above(grid, first, last, col):
            continue
        behind = grid.ruling in _CELLS and col > 0 and len(own) == 1
        behind = behind and (len(lines[col - 1]) > 1 or col - 1 in found)
        periods, lines_over = deepest[own[-1].casefold()]
        if behind or (_periods_over(own) < periods and len(own) < lines_over):
            found.add(col)
    shifted = _under_shifted(grid, range(first, last), [own[-1:] for own in told], found)
    return frozenset(found) | shifted | _under_doubtful(grid, first, last, lines)


def _under_shifted(
    grid: Grid, rows: range, names: Sequence[tuple[str, ...]], undated: set[int]
) -> frozenset[int]:
    """The columns under periods that may as well be over the columns beside: of "Target | Actual |
    Target | Actual" the first is under nothing, and a year over the next two. Those of the periods
    behind it are no surer."""
    found: set[int] = set()
    for row in rows:
        cells = [cell for cell in grid.filled_in(row) if is_period(header_text(cell.text))]
        spans = sorted((cell.col, cell.col + cell.colspan) for cell in cells)
        for col in undated:
            behind = [range(start, end) for start, end in spans if start > col]
            before = [range(end - 1, start - 1, -1) for start, end in spans if end <= col]
            for outwards in (behind, before[::-1]):
                chain = _chain(outwards, col)
                if chain and len(chain[0]) > 1 and names[chain[0][-1]] == names[col]:
                    found.update(*chain)
    return frozenset(found)


def _chain(spans: Sequence[range], col: int) -> list[range]:
    """The spans beside a column that touch it, or the one before, each outwards from it."""
    found: list[range] = []
    at = col
    for span in spans:
        if abs(span[0] - at) != 1:
            break
        found.append(span)
        at = span[-1]
    return found


def _under_doubtful(
    grid: Grid, first: int, last: int, lines: Sequence[tuple[str, ...]]
) -> frozenset[int]:
    """The columns of a printed sheet under a text over another column that may not be all that its
    cell holds."""
    if grid.ruling != "print":
        return frozenset()
    told = [
        (cell.col, header_text(cell.text))
        for row in range(first, last)
        for cell in grid.filled_in(row)
        if cell.confidence < 1
    ]
    return frozenset(
        col for at, text in told for col in range(at + 1, grid.cols) if text in lines[col][:-1]
    )


def _stacked(grid: Grid, last: int, col: int, own: tuple[str, ...]) -> tuple[str, ...]:
    """The lines above a column of a printed sheet, a period and the name below it apart where the
    print does not tell whether they are one cell's."""
    cell = grid.starts_at(last, col) or grid.at(last, col)
    if grid.ruling != "print" or len(own) != 1 or cell is None or "\n" not in cell.text:
        return own
    upper, _, lower = cell.text.partition("\n")
    parts = header_text(upper), header_text(lower)
    return parts if is_period(parts[0]) else own


def _periods_over(own: Sequence[str]) -> int:
    return sum(map(is_period, own[:-1]))


def _is_open_above(grid: Grid, first: int, last: int, col: int) -> bool:
    """Whether something may stand above a column's name: what is merged over all rows of a header
    is under nothing, where lines show it."""
    if grid.ruling == "print":
        return True
    return any(
        (cell := grid.at(row, col)) is not None and cell is not grid.at(last, col)
        for row in range(first, last)
    )
