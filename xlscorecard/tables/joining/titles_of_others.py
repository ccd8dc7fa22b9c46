"""Further columns of a printed worksheet that stand beside the names of another table: print titles
repeat the sheet's first columns on each page, whatever table its last columns are of."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Grid, without_columns
from xlscorecard.tables.joining.growing import folded
from xlscorecard.tables.joining.print_titles import (
    FEWEST_NAMES,
    MOST_TITLES,
    PRINTED,
    are_of_another,
    filled,
    names_in,
    without_first,
)
from xlscorecard.tables.lines.values import is_plain_figure

# A row has so many figures that is no heading.
FEWEST_FIGURES = 2


def titles_of_another(piece: Grid, tables: Sequence[Grid]) -> int:
    """How many first columns of a piece are print titles that name the rows of one of the
    ``tables`` before it, where its other columns are another's: one that stands at the right of
    the former, or one whose rows are not those that the titles name; all, where nothing stands
    beside them."""
    if not tables or piece.ruling not in PRINTED or piece.page == tables[-1].page:
        return 0
    for table in reversed(tables):
        titles = _repeated_columns(piece, table)
        if titles == piece.cols:
            return titles if titles < table.cols else 0
        if titles and (
            stands_right_of(table, tables[-1])
            or are_of_another(piece, titles)
            or _names_again(piece, titles)
            or _has_other_rows(table, piece, titles)
        ):
            return titles
    return 0


def without_titles(piece: Grid, titles: int) -> Grid:
    """A piece without its first columns. Where lines show its cells, a row that nothing stands in
    then is the table's all the same."""
    if not titles:
        return piece
    if piece.ruling == "print":
        return without_first(piece, titles)
    return without_columns(piece, range(titles))


def stands_right_of(table: Grid, other: Grid) -> bool:
    """Whether another table stands beside a table on its page."""
    if table.page != other.page or table.bbox is None or other.bbox is None:
        return False
    return table.bbox.x1 < other.bbox.x0


def _repeated_columns(piece: Grid, table: Grid) -> int:
    """How many first columns of a piece, names among them, hold the texts that the table's begin
    with: below another table's last row they stand alone."""
    count = 0
    for col in range(min(MOST_TITLES, table.cols, piece.cols)):
        texts, others = (
            [folded(cell.text) for cell in filled(grid, col)] for grid in (table, piece)
        )
        if others != texts[: len(others)]:
            break
        count = col + 1
    named = any(len(names_in(piece, col)) >= FEWEST_NAMES for col in range(count))
    return count if named else 0


def _names_again(piece: Grid, titles: int) -> bool:
    """Whether the first column behind print titles has names, under the very header of those that
    the titles give."""
    if len(names_in(piece, titles)) < FEWEST_NAMES:
        return False
    heads = {folded(filled(piece, col)[0].text) for col in range(titles) if filled(piece, col)}
    return folded(filled(piece, titles)[0].text) in heads


def _has_other_rows(table: Grid, piece: Grid, titles: int) -> bool:
    """Whether what stands behind print titles is not of the rows that they name: figures beside
    their header or a heading, or below the last name, or a section's heading that goes on beside a
    name."""
    at = max(range(titles), key=lambda col: len(filled(piece, col)))
    rows, others = ([cell.row for cell in filled(grid, at)] for grid in (table, piece))
    names = [sum(cell.col < titles for cell in table.filled_in(row)) for row in rows]
    for row, other, count in zip(rows, others, names, strict=False):
        heading = count < max(names) and not _texts(table, row, titles)
        head = row == rows[0] and not _figures(table, row, titles)
        if (head or heading) and _figures(piece, other, titles) >= FEWEST_FIGURES:
            return True
        if not heading and _goes_on_beside(piece, other, titles):
            return True
    if len(others) < len(rows) or any(
        _texts(table, row, titles) for row in range(rows[-1] + 1, table.rows)
    ):
        return False
    below = range(others[-1] + 1, piece.rows)
    return any(_figures(piece, row, titles) >= FEWEST_FIGURES for row in below)


def _texts(grid: Grid, row: int, titles: int) -> list[str]:
    return [cell.text for cell in grid.filled_in(row) if cell.col >= titles]


def _figures(grid: Grid, row: int, titles: int) -> int:
    return sum(map(is_plain_figure, _texts(grid, row, titles)))


def _goes_on_beside(grid: Grid, row: int, titles: int) -> bool:
    """Whether one empty cell is merged over all that stands behind print titles."""
    cell = grid.starts_at(row, titles)
    whole = grid.cols - titles
    return cell is not None and cell.empty and cell.colspan == whole > FEWEST_FIGURES
