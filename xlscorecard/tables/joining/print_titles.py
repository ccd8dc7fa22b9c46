"""Names that a printed worksheet repeats on its further pages though they are those of another
table: print titles stand beside whatever columns the page holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlscorecard.model.grid import Block, Cell, Grid, without_columns, without_rows
from xlscorecard.tables.joining.growing import folded
from xlscorecard.tables.lines.values import is_plain_figure, is_value

# A table has so many names, of so many letters, in one of its columns.
FEWEST_NAMES = 3
SHORTEST_NAME = 12
# Names stand in a table's first column, or behind the measures' references.
BEGINNING = 2
# How worksheets are printed: with their grid lines, or without.
PRINTED = ("print", "full")
# Print titles are so many columns at most.
MOST_TITLES = 4


def without_print_titles(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each printed table that begins with the names of an earlier one, and has names of
    its own behind them, without the former."""
    seen: set[str] = set()
    for block in blocks:
        if not isinstance(block, Grid) or block.ruling not in PRINTED:
            yield block
            continue
        titles = _titles_before_names(block, seen)
        if titles:
            block = without_first(block, titles)  # noqa: PLW2901
        for col in range(min(MOST_TITLES, block.cols)):
            seen |= names_in(block, col)
        yield block


def _titles_before_names(grid: Grid, seen: set[str]) -> int:
    """How many first columns are those of another table, whose names were ``seen``."""
    count = 0
    named = False
    while count < min(MOST_TITLES, grid.cols):
        names = names_in(grid, count)
        if len(names) >= FEWEST_NAMES:
            if len(names & seen) < FEWEST_NAMES:
                break
            named = True
        elif any(is_plain_figure(cell.text) for cell in filled(grid, count)):
            return 0
        elif named:
            break
        count += 1
    return count if named and are_of_another(grid, count) else 0


def are_of_another(grid: Grid, titles: int) -> bool:
    """Whether the first columns of a piece name the rows of another table than the columns behind
    them, which have names of their own: the headers of both do not end in one row, or a heading
    alone stands before figures."""
    named = range(titles, min(titles + BEGINNING, grid.cols))
    own = next((col for col in named if len(names_in(grid, col)) >= FEWEST_NAMES), None)
    if own is None or not titles:
        return False
    first = max(_header_of(grid, col) for col in range(titles))
    second = _header_of(grid, own)
    shorter = [own] if second < first else range(titles)
    between = range(min(first, second), max(first, second))
    if any(cell.row in between for col in shorter for cell in filled(grid, col)):
        return True
    return titles > 1 and any(
        _is_heading(grid, row, titles)
        and any(is_plain_figure(cell.text) for cell in grid.filled_in(row) if cell.col >= titles)
        for row in range(max(first, second), grid.rows)
    )


def _header_of(grid: Grid, col: int) -> int:
    """The row behind the first text of a column."""
    first = min(filled(grid, col), key=lambda cell: cell.row, default=None)
    return first.row + first.rowspan if first is not None else 0


def _is_heading(grid: Grid, row: int, titles: int) -> bool:
    """Whether the columns of print titles hold one text in a row, and in one beside it several."""
    count = [
        sum(cell.col < titles for cell in grid.filled_in(at))
        for at in (row - 1, row, row + 1)
        if at < grid.rows
    ]
    return count[1] == 1 < max(count)


def names_in(grid: Grid, col: int) -> set[str]:
    """The names of measures in a column: texts as long as those, and no figures."""
    texts = {folded(cell.text) for cell in filled(grid, col)}
    return {text for text in texts if len(text) >= SHORTEST_NAME and not is_value(text)}


def filled(grid: Grid, col: int) -> list[Cell]:
    """The cells of a column that hold anything."""
    return [cell for cell in grid.cells if cell.col == col and not cell.empty]


def without_first(grid: Grid, count: int) -> Grid:
    """The grid without its first columns, and without the rows that are empty then."""
    rest = without_columns(grid, range(count))
    held = {cell.row for cell in rest.cells if not cell.empty or cell.fill is not None}
    gone = [row for row in range(grid.rows) if row not in held]
    return without_rows(rest, gone) if gone else rest
