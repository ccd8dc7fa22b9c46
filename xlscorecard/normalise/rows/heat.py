"""Heat maps: figures painted along a scale from the lowest to the highest. Such colours follow
the figures' size, the best painted red where low is good, and are no ratings."""

from __future__ import annotations

from collections.abc import Iterable

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.key.symbol import Palette
from xlscorecard.normalise.table import TypedTable

# So many painted cells of a line, and the share of them that have a tone of their own.
_FEWEST = 5
_MOSTLY = 0.8


def heat_mapped(
    grid: Grid, table: TypedTable, palette: Palette
) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and the value columns (by index) that are painted along a scale: nearly every
    cell in a tone of its own, and more tones than classes can have."""
    rows: dict[int, list[Rgb]] = {}
    columns: dict[int, list[Rgb]] = {}
    for row in table.rows:
        for column in row.columns:
            if column.use is not Use.VALUE:
                continue
            cell = grid.starts_at(row.index, column.index)
            if cell is not None and cell.fill is not None:
                rows.setdefault(row.index, []).append(cell.fill)
                columns.setdefault(column.index, []).append(cell.fill)
    return _scales(rows.items(), palette), _scales(columns.items(), palette)


def _scales(lines: Iterable[tuple[int, list[Rgb]]], palette: Palette) -> frozenset[int]:
    return frozenset(index for index, fills in lines if _is_scale(fills, palette))


def _is_scale(fills: list[Rgb], palette: Palette) -> bool:
    if len(set(fills)) < _FEWEST:
        return False
    rated: list[tuple[Rgb, Rag]] = [(f, r) for f in fills if (r := palette.rag(f)) is not None]
    tones, classes = {fill for fill, _ in rated}, {rag for _, rag in rated}
    return len(tones) >= max(_FEWEST, _MOSTLY * len(rated)) and len(tones) > len(classes) + 1
