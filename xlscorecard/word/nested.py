"""Small tables inside a cell ("Target | Q1" over "95% | 92%"): figures of the cell, each with its
name."""

from __future__ import annotations

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.status import parse_status

_MOST_FIGURES = 30


def labelled_lines(grid: Grid) -> str:
    """A table inside a cell as lines of name and figure ("Q1 Target: 95%"): its figures stand
    below names, beside names, or both. "" for any other table, and where a figure is painted or
    has a symbol, which a line could not say."""
    plain = all(cell.colspan == cell.rowspan == 1 for cell in grid.cells)
    if not plain or len(grid.cells) != grid.rows * grid.cols or len(grid.cells) > _MOST_FIGURES:
        return ""
    rows = [[grid.at(row, col) for col in range(grid.cols)] for row in range(grid.rows)]
    cells = [[cell for cell in row if cell is not None] for row in rows]
    for first_row, first_col in ((1, 0), (0, 1), (1, 1)):
        lines = _lines(cells, first_row, first_col)
        if lines:
            return "\n".join(lines)
    return ""


def _lines(cells: list[list[Cell]], first_row: int, first_col: int) -> list[str]:
    """The lines where figures begin at a row and a column and names stand before them; none where
    that is not so, or one name would have several figures."""
    figures = [row[first_col:] for row in cells[first_row:]]
    heads = cells[0][first_col:] if first_row else []
    labels = [row[0] for row in cells[first_row:]] if first_col else []
    if not figures or not figures[0] or not all(map(_is_name, (*heads, *labels))):
        return []
    if (not labels and len(figures) > 1) or (not heads and len(figures[0]) > 1):
        return []
    inside = [cell for row in figures for cell in row]
    if not all(map(_may_be_value, inside)) or not any(is_figure(cell.text) for cell in inside):
        return []
    return [
        f"{_name(heads, col)} {_name(labels, row)}".strip() + f": {cell.text.strip()}"
        for row, line in enumerate(figures)
        for col, cell in enumerate(line)
        if not cell.empty
    ]


def _name(cells: list[Cell], at: int) -> str:
    return " ".join(cells[at].text.split()).rstrip(":") if cells else ""


def _is_name(cell: Cell) -> bool:
    return bool(cell.text.strip()) and not is_figure(cell.text) and not cell.marks


def _may_be_value(cell: Cell) -> bool:
    if cell.marks or cell.fill is not None or cell.highlight is not None:
        return False
    return cell.empty or is_figure(cell.text) or parse_status(cell.text) is not None


def is_figure(text: str) -> bool:
    """Whether a text is a figure, and no period ("2023/24")."""
    return parse_period(text) is None and parse_quantity(text).numeric
