"""Forms: one measure over a few rows of label and value, as exception reports set them.

"KPI | Calls answered" over "Target | 90% | Actual | 81%", the same under a bar that names the
measure, or a name over one row of headers and one of figures. All become a table of one row for
each measure (see ``facing``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.layouts.form import table_of_forms, tell_measures
from xlscorecard.normalise.layouts.headed_forms import headed_forms
from xlscorecard.normalise.layouts.labelled_forms import labelled_forms
from xlscorecard.normalise.words.labelled import named_figures

_MOST_ROWS = 200


def read_forms(grid: Grid, heading: str = "") -> Grid | None:
    """The grid as a table with a row for each form in it; None where it holds none. The
    ``heading`` directly above names a form without a name: a sheet's bar over the whole of it is
    a line of its own."""
    if grid.rows > _MOST_ROWS:
        return None
    forms = labelled_forms(_with_values_apart(grid), heading) or headed_forms(grid, heading)
    return table_of_forms(grid, forms) if forms and tell_measures(forms) else None


def _with_values_apart(grid: Grid) -> Grid:
    """The grid with labels and figures that stand close beside each other, in one cell of each row
    ("Current performance 28.4%"), in columns of their own."""
    for col in range(grid.cols - 1, -1, -1):
        own = [cell for cell in grid.cells if cell.col == col and not cell.empty]
        if len(own) < 2 or any(cell.colspan > 1 for cell in own):
            continue
        named: dict[int, tuple[str, str]] = {}
        for cell in own:
            found = named_figures(cell.text)
            if len(found) != 1:
                break
            named[cell.row] = found[0]
        else:
            grid = _with_column_parted(grid, col, named)
    return grid


def _with_column_parted(grid: Grid, col: int, named: Mapping[int, tuple[str, str]]) -> Grid:
    """The grid with a column's label and figure of some rows in two columns."""
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.col == col and cell.row in named:
            label, figure = named[cell.row]
            cells.append(replace(cell, text=label))
            cells.append(replace(cell, col=col + 1, text=figure))
        elif cell.col > col:
            cells.append(replace(cell, col=cell.col + 1))
        else:
            wider = cell.col + cell.colspan > col
            cells.append(replace(cell, colspan=cell.colspan + 1) if wider else cell)
    return replace(grid, cols=grid.cols + 1, cells=tuple(cells))
