"""Text boxes that are tiles of a dashboard: a few short lines about one measure."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.geometry import WHITE, Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import Mark

# A tile has so many lines, so many letters, and a line that begins with its figure.
_FEWEST, _MOST = 2, 8
_LONGEST = 200
_FIGURE = 20


def tile_of_lines(lines: Sequence[str], fill: Rgb | None, marks: Sequence[Mark]) -> Grid | None:
    """The lines of a text box, filled and with symbols, as a grid of one cell where it may be a
    tile; None for any other."""
    text = "\n".join(lines)
    if not _FEWEST <= len(lines) <= _MOST or len(text) > _LONGEST:
        return None
    if not any(map(_is_figure, lines)):
        return None
    cell = Cell(0, 0, text=text, fill=None if fill == WHITE else fill, marks=tuple(marks))
    return Grid(1, 1, (cell,), ruling="tiles")


def _is_figure(text: str) -> bool:
    return len(text) <= _FIGURE and text.lstrip(" £<>-−+").replace(",", "")[:1].isdigit()
