"""Ratings that figures carry: in a column beside them, a word or letter, a colour of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag, Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.key.symbol import Palette, rag_of_colours, read_rag
from xlscorecard.normalise.rows.judgement import report_rag
from xlscorecard.normalise.rows.reader import Reader, Setting, background_of
from xlscorecard.normalise.rows.trends import POINTING
from xlscorecard.normalise.table import Row, TypedTable
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import parse_rag


def rating_beside(reader: Reader, row: Row, rater: Column, background: Rgb | None) -> Rag | None:
    """The rating of a figure in its ``rater``, the column of ratings that stands for it."""
    cell = reader.grid.at(row.index, rater.index)
    if cell is None:
        return None
    setting = reader.setting
    reading = read_rag(cell, setting.symbols, setting.palette, background, rater.header)
    report_rag(reader, row, rater, cell, reading)
    return reading.rag


def own_rating(
    reader: Reader, row: Row, column: Column, cell: Cell, background: Rgb | None
) -> Rag | None:
    """The rating that a figure carries itself: of the word beside it, else of its colour."""
    if column.index in reader.rated_figures:
        said = rag_beside_figure(cell)
        if said is not None:
            return said
    rated = column.index in reader.coloured and row.index not in reader.heated
    if not rated or column.role is Role.TARGET:
        return None
    ink = reader.coloured[column.index]
    return rag_of_colours(cell, reader.setting.palette, background, ink=ink)


# In so few rows one colour may be all the ratings that there are.
_FEW_ROWS = 3
# "87% (G)", "(A) 92%", "87% G": a small letter may be a qualifier.
_LETTER = re.compile(r"^\(([RAGB])\)\s*\S|\S\s*\(([RAGB])\)$|[\d%]\s+([RAG])$")
# The same with the name of a colour, as in "0.01% Green" or "(Amber) 92%".
_COLOUR = r"\(?(red|amber|yellow|orange|green|blue)\)?"
_WORD = re.compile(rf"^{_COLOUR}[ :–-]+\S*\d|[\d%)] ?[:–-]? ?{_COLOUR}$", re.IGNORECASE)


def rag_beside_figure(cell: Cell) -> Rag | None:
    """The RAG that a value prints behind or before its figure, in a word or a letter; None
    where it prints none."""
    text = one_line(cell.text)
    found = _WORD.search(text) or _LETTER.search(text)
    return parse_rag(next(filter(None, found.groups()))) if found else None


def rated_figures(grid: Grid, table: TypedTable) -> frozenset[int]:
    """Value columns whose figures carry a RAG word or letter. Two classes must occur in the
    table where it prints letters: one alone may mean anything ("R" for revised)."""
    told: dict[int, list[Rag | None]] = {}
    worded = False
    for row in table.rows:
        for column in row.columns:
            cell = grid.starts_at(row.index, column.index)
            if column.use is Use.VALUE and cell is not None and any(map(str.isdigit, cell.text)):
                rag = rag_beside_figure(cell)
                told.setdefault(column.index, []).append(rag)
                worded = worded or (rag is not None and bool(_WORD.search(one_line(cell.text))))
    classes = {rag for found in told.values() for rag in found} - {None}
    if len(classes) < 2 and not worded:
        return frozenset()
    return frozenset(
        index for index, found in told.items() if len(found) <= 2 * (len(found) - found.count(None))
    )


@dataclass(slots=True)
class _Paint:
    """What colours the value columns of a table have, by the columns' places: the ratings of their
    ``fills`` and symbols with the ``tones`` of these, those of their ``inks``, how many cells have
    none (``plain``); the fills of empty cells (``entry``), the columns with figures in no rating's
    ink (``black``)."""

    fills: dict[int, set[Rag]] = field(default_factory=dict)
    tones: dict[int, set[Rgb | None]] = field(default_factory=dict)
    inks: dict[int, set[Rag]] = field(default_factory=dict)
    plain: Counter[int] = field(default_factory=Counter)
    entry: set[Rgb | None] = field(default_factory=set)
    black: set[int] = field(default_factory=set)

    def add(self, column: Column, cell: Cell, palette: Palette, background: Rgb | None) -> None:
        """Look at a value's cell."""
        if column.role is Role.VARIANCE and {m.kind for m in cell.marks} <= POINTING:
            cell = replace(cell, marks=())  # a change's arrow is coloured by where it points
        at = column.index
        rag = rag_of_colours(cell, palette, background, ink=False)
        if rag is None:
            self.plain[at] += 1
        else:
            own = cell.fill if cell.fill != background else None
            self.fills.setdefault(at, set()).add(rag)
            self.tones.setdefault(at, set()).update((own, *(m.colour for m in cell.marks)))
            if cell.empty:
                self.entry.add(cell.fill)
        ink = palette.rag(cell.ink)
        if ink is not None and column.role is not Role.VARIANCE:
            self.inks.setdefault(at, set()).add(ink)
        elif cell.text.strip():
            self.black.add(at)

    def classes(self) -> set[Rag]:
        """The ratings of all fills and symbols."""
        return set().union(*self.fills.values())

    def without_fills(self, columns: Iterable[int]) -> None:
        """Forget the fills and symbols of columns, which rate nothing."""
        for at in columns:
            del self.fills[at], self.tones[at]


def coloured_columns(grid: Grid, table: TypedTable, setting: Setting) -> dict[int, bool]:
    """Value columns whose cells carry a RAG of their own: index -> whether the ink may carry
    it as well. One colour alone on every cell is a column's shading, not a RAG, but for one
    that rates the figures of another column; one colour on every other row is a stripe; blues
    alone, of which no key says that they rate, are shades of something else (quartiles); red ink
    alone is how accountants print a negative, and the ink of a change tells its sign; the one
    colour of a column that also stands on empty cells shows where to enter figures."""
    paint = _paint_of(grid, table, setting.palette)
    classes = paint.classes()
    keyed = {rag for _, rag in setting.symbols.colours}
    shades = classes == {Rag.BLUE} and Rag.BLUE not in keyed
    if shades or (len(classes) == 1 and _striped(grid, table)):
        paint.without_fills(list(paint.fills))
    paint.without_fills(
        [at for at, own in paint.tones.items() if len(own) == 1 and own <= paint.entry]
    )
    found: dict[int, bool] = {}
    for at in set(paint.fills) | set(paint.inks):
        own = paint.fills.get(at, set())
        many = len(paint.inks.get(at, set())) > 1
        if len(own) > 1 or (own and paint.plain[at]) or many:
            found[at] = many
        elif own and len(table.rows) <= _FEW_ROWS:
            found[at] = False
    return found | _coloured_beside(paint, found)


def _paint_of(grid: Grid, table: TypedTable, palette: Palette) -> _Paint:
    paint = _Paint()
    for row in table.rows:
        background = background_of(grid, row)
        for column in row.columns:
            cell = grid.at(row.index, column.index) if column.use is Use.VALUE else None
            if cell is not None and cell.row == row.index:
                paint.add(column, cell, palette, background)
    return paint


def _coloured_beside(paint: _Paint, found: Mapping[int, bool]) -> dict[int, bool]:
    """The columns that have one rating's colour alone, and carry a RAG since others do that have
    the same: months in which all was well, among those in green and red."""
    more: dict[int, bool] = {}
    inked = [at for at, ink in found.items() if ink and at not in paint.black]
    if len(inked) > 1:
        inks = set().union(*(paint.inks[at] for at in inked))
        for at in set(paint.inks).difference(found, paint.black):
            if paint.inks[at] <= inks:
                more[at] = True
    rating = {tone for at in found if len(paint.fills.get(at, ())) > 1 for tone in paint.tones[at]}
    for at in set(paint.tones).difference(found, more):
        if paint.tones[at] <= rating:
            more[at] = False
    return more


def _striped(grid: Grid, table: TypedTable) -> bool:
    """Whether all figures of a row, targets too, share one fill, and rows of two fills take
    turns: a table style that stripes all columns but the first."""
    fills: list[Rgb | None] = []
    for row in table.rows:
        places = [column.index for column in row.columns if column.use is Use.VALUE]
        cells = [cell for index in places if (cell := grid.starts_at(row.index, index)) is not None]
        looks = {cell.fill for cell in cells}
        if len(cells) < 2 or len(looks) > 1:
            return False
        fills.append(looks.pop())
    turns = all(one == other for one, other in zip(fills, fills[2:], strict=False))
    return len(fills) > 2 and turns and len(set(fills)) == 2
