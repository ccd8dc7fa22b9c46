"""Ratings that a whole row shows: its shading, or the coloured bar along its side.

Shading serves many ends: every other row tinted for the eye, rows tinted by theme, a total set
apart, a bar in the council's own colour. It rates only where the table has no other ratings and
the paper's key or the colours themselves say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from xlscorecard.marks.colour import colour_distance
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.rows.reader import Reader, Setting, column_of
from xlscorecard.normalise.table import Row

# A colour is the key's own where nobody could tell the two apart (OKLab distance).
_SAME = 0.02
_RATINGS = frozenset({Rag.RED, Rag.AMBER, Rag.GREEN})


def rated_rows(reader: Reader) -> dict[int, Rag]:
    """The ratings of rows by their shading or the bar along their side, by row index; empty
    where the table rates in another way or its colours do not rate. Colours of two classes and
    more that are left unread are told."""
    rows = reader.table.rows
    if reader.coloured or reader.rated_figures:
        return {}
    if any(_is_rated_in_column(reader.grid, row) for row in rows):
        return {}
    for colours in (
        [_bar(reader.grid, row) for row in rows],
        [_shading(reader.grid, row) for row in rows],
    ):
        classes = {rag for colour in colours if (rag := reader.setting.palette.rag(colour))}
        if _rate(colours, reader.setting):
            return {
                row.index: rag
                for row, colour in zip(rows, colours, strict=True)
                if (rag := reader.setting.palette.rag(colour)) is not None
            }
        if len(classes) > 1:
            reader.doubt(
                "row-colours-unread",
                "the rows of this table are coloured; nothing says that the colours are ratings,"
                " and none is read from them",
                rows[0],
            )
    return {}


def _is_rated_in_column(grid: Grid, row: Row) -> bool:
    """Whether a row's cell for a rating says one: more than the paint that the whole row has."""
    column = column_of(row, Use.RAG)
    cell = None if column is None else grid.at(row.index, column.index)
    return cell is not None and not (
        cell.empty and cell.fill is not None and cell.fill == _shading(grid, row)
    )


def _bar(grid: Grid, row: Row) -> Rgb | None:
    """The colour of the bar along a row's side, or along one of its cells; None for several."""
    bars = {cell.bar for cell in grid.begun_in(row.index)}
    bars.discard(None)
    return bars.pop() if len(bars) == 1 else None


def _shading(grid: Grid, row: Row) -> Rgb | None:
    """The fill that all cells of a row share; None without one."""
    cells = grid.begun_in(row.index)
    fills = {cell.fill for cell in cells}
    return fills.pop() if len(cells) > 1 and len(fills) == 1 else None


def _rate(colours: Sequence[Rgb | None], setting: Setting) -> bool:
    """Whether the colours of rows, in the table's order, are ratings: the key's own colours are
    where not all rows have the same."""
    tones = {colour for colour in colours if colour is not None}
    if not tones or len(set(colours)) < 2 or _by_turns(colours):
        return False
    keyed = all(_in_key(tone, setting) for tone in tones)
    return keyed or rate_without_key(colours, setting.palette.rag)


def rate_without_key(
    colours: Sequence[Rgb | None], class_of: Callable[[Rgb | None], Rag | None]
) -> bool:
    """Whether the colours of rows are ratings by themselves: there must be red, amber and green,
    or two of these that come again. Two by turns are set for the eye, and themes stand together,
    each in its colour."""
    tones = {colour for colour in colours if colour is not None}
    classes = {class_of(tone) for tone in tones}
    if len(classes) < 2 or not classes <= _RATINGS or _by_turns(colours):
        return False
    runs = sum(colour is not None for colour, _ in groupby(colours))
    return classes == _RATINGS or runs > len(tones)


def _by_turns(colours: Sequence[Rgb | None]) -> bool:
    """Whether two looks alternate from row to row."""
    return len(colours) > 3 and all(
        one == other for one, other in zip(colours, colours[2:], strict=False)
    )


def _in_key(tone: Rgb, setting: Setting) -> bool:
    return any(colour_distance(tone, known) <= _SAME for known, _ in setting.symbols.colours)
