"""Ratings that figures carry: in a column beside them, a word or letter, a colour of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag, Role
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.key.symbol import rag_of_colours, read_rag
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


def coloured_columns(grid: Grid, table: TypedTable, setting: Setting) -> dict[int, bool]:
    """Value columns whose cells carry a RAG of their own: index -> whether the ink may carry
    it as well. One colour alone on every cell is a column's shading, not a RAG, but for one
    that rates the figures of another column; one colour on every other row is a stripe; blues
    alone, of which no key says that they rate, are shades of something else (quartiles); red ink
    alone is how accountants print a negative, and the ink of a change tells its sign; the one
    colour of a column that also stands on empty cells shows where to enter figures."""
    fills: dict[int, set[Rag]] = {}
    tones: dict[int, set[Rgb | None]] = {}
    inks: dict[int, set[Rag]] = {}
    plain: dict[int, int] = {}
    entry: set[Rgb | None] = set()  # the fills of empty cells
    black: set[int] = set()  # columns with figures in no rating's ink
    for row in table.rows:
        background = background_of(grid, row)
        for column in row.columns:
            if column.use is not Use.VALUE:
                continue
            cell = grid.at(row.index, column.index)
            if cell is None or cell.row != row.index:
                continue
            if column.role is Role.VARIANCE and {m.kind for m in cell.marks} <= POINTING:
                cell = replace(cell, marks=())  # a change's arrow is coloured by where it points
            rag = rag_of_colours(cell, setting.palette, background, ink=False)
            if rag is not None and cell.empty:
                entry.add(cell.fill)
            if rag is not None:
                fills.setdefault(column.index, set()).add(rag)
                own = cell.fill if cell.fill != background else None
                tones.setdefault(column.index, set()).update(
                    (own, *(mark.colour for mark in cell.marks))
                )
            else:
                plain[column.index] = plain.get(column.index, 0) + 1
            ink = setting.palette.rag(cell.ink)
            if ink is not None and column.role is not Role.VARIANCE:
                inks.setdefault(column.index, set()).add(ink)
            elif cell.text.strip():
                black.add(column.index)
    if _striped(grid, table) and len(set().union(*fills.values())) == 1:
        fills, tones = {}, {}
    keyed = {rag for _, rag in setting.symbols.colours}
    if set().union(*fills.values()) == {Rag.BLUE} and Rag.BLUE not in keyed:
        fills, tones = {}, {}
    for index in [index for index, own in tones.items() if len(own) == 1 and own <= entry]:
        del fills[index], tones[index]
    found: dict[int, bool] = {}
    for index in set(fills) | set(inks):
        classes = fills.get(index, set())
        many = len(inks.get(index, set())) >= 2
        if len(classes) >= 2 or (classes and plain.get(index, 0)) or many:
            found[index] = many
        elif classes and len(table.rows) <= 3:
            found[index] = False
    inked = [index for index, ink in found.items() if ink and index not in black]
    for index in set(inks).difference(found, black) if len(inked) > 1 else ():
        if inks[index] <= set().union(*(inks[other] for other in inked)):
            found[index] = True  # a month in which all was well, among others in green and red
    rating = {tone for index in found if len(fills.get(index, ())) > 1 for tone in tones[index]}
    for index in set(tones).difference(found):
        if tones[index] <= rating:
            found[index] = False
    return found


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
