"""A row's direction of travel: its own trend column, else an arrow, a word or a colour that stands
by a rating, a change or a result."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscorecard.marks.glyphs import glyph_marks, without_glyphs
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import Role, Trend
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.key.symbol import ASKS_WHETHER_MET, rag_of_colours, read_trend
from xlscorecard.normalise.rows.reader import Reader
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.content import MOVES
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.two_ratings import ratings_named
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.words import parse_trend_word

# Shapes that a set of ratings has beside triangles and bars.
_SET = frozenset({MarkKind.STAR, MarkKind.CIRCLE})
# A change on an earlier result; on a target or on others it is no direction of travel.
_MOVED = re.compile(
    r"^(?!.*\b(?:target|budget|england|average|national|plan|profile|forecast|"
    r"neighbours?|peers?|family|groups?|similar|others|region(?:al)?|benchmarks?|comparators?|"
    r"median|wales|scotland|uk|councils|authorities|forces)\b)"
    r"(?:.*\b(?:change|movement|difference|compared (?:to|with))\b|(?:vs?|versus|against)\b).*"
    r"\b(?:last|previous|prior|year|quarter|month|q[1-4]|20\d\d)\b",
    re.IGNORECASE,
)
# Shapes that may point up, down or on: an arrow may be drawn as any of them.
POINTING = frozenset({MarkKind.ARROW, MarkKind.TRIANGLE, MarkKind.DASH})
# "Red: improvement plan in place" tells what is done about it.
_PLANNED = re.compile(
    r"\bimprovements? (?:plan|action|notice|board|programme|project|work|measures?|activity)",
    re.IGNORECASE,
)


def says_more(cell: Cell) -> bool:
    """Whether a figure, or words that are none for a trend, stand beside the arrow of a trend
    ("▲ Red", "▲ 57")."""
    text = without_glyphs(cell.text).strip()
    if any(map(str.isdigit, text)):
        return True
    return sum(map(str.isalpha, text)) > 1 and first_meaning(text, parse_trend_word) is None


def own_trend(row: Row) -> int | None:
    """The trend column that is the row's own: the one so named beside others that tell a change,
    or that of the latest period, where each stands under a period of its own."""
    columns = [column for column in row.columns if column.use is Use.TREND]
    named = [c.index for c in columns if not c.aside and _travels(c, by_name=True)]
    if len(named) == 1:
        return named[0]
    periods = {column.period for column in columns}
    if len(columns) < 2 or None in periods or len(periods) < len(columns):
        return None
    return max(columns, key=lambda column: column.period or "").index


def trend_beside_rag(reader: Reader, cell: Cell, column: Column) -> Trend | None:
    """The arrow in a rating's own cell, or the word for better or worse than before beside it. A
    triangle that the key makes a rating points nowhere, nor does one, or a bar, that is one of a
    set with circles or stars, a shape for each class, nor one under "On target", which tells how
    the result stands to it."""
    marks = cell.marks or glyph_marks(cell.text)
    kinds = {mark.kind for mark in marks}
    if ASKS_WHETHER_MET.search(column.header):
        return None
    if len(ratings_named(one_line(cell.text))) > 1:
        return None  # the arrow of "G → A" goes from one rating to the other
    if not kinds & POINTING:
        plain = without_glyphs(cell.text).strip()
        match = match_header(column.header)
        rated = match is not None and match.word is HeaderWord.RAG
        told = rated and MOVES.search(plain) and not _PLANNED.search(plain)
        return first_meaning(plain, parse_trend_word) if told else None
    if not kinds - POINTING and reader.kinds_in(column) - POINTING:
        kinds = {MarkKind.ARROW}
    return next(
        (
            trend
            for mark in marks
            if mark.kind in kinds
            and reader.setting.symbols.rag_of_kind(mark.kind) is None
            and (trend := trend_of_mark(mark)) is not None
        ),
        None,
    )


def without_set(reader: Reader, column: Column, cell: Cell) -> Cell:
    """A cell of a trend column without the triangle of a set that rates: stars or circles stand
    in the column as well, and the arrows are apart from them."""
    kinds = reader.kinds_in(column)
    if MarkKind.ARROW not in kinds or not kinds & _SET:
        return cell
    return replace(
        cell, marks=tuple(mark for mark in cell.marks if mark.kind is not MarkKind.TRIANGLE)
    )


def _travels(column: Column, *, by_name: bool = False) -> bool:
    """Whether a column's header is that of a trend, or ``by_name`` nothing but the name of one:
    "Direction of travel", not "Change since last year"."""
    match = match_header(column.header)
    return match is not None and match.word is HeaderWord.TREND and (match.exact or not by_name)


def trend_beside_change(reader: Reader, row: Row) -> Trend | None:
    """The arrow that stands beside the figure of a change ("Change on last year", "▼ 4.3%"),
    where no column of its own shows the trend."""
    for column in row.columns:
        if column.use is not Use.VALUE or not (column.origin or column.role is Role.VARIANCE):
            continue
        cell = reader.grid.starts_at(row.index, column.index)
        moves = column.origin or _travels(column) or _MOVED.search(column.header)
        if cell is None or not moves or not (cell.marks or column.origin):
            continue
        return read_trend(cell)[0]
    return None


def trend_beside_result(reader: Reader, row: Row) -> Trend | None:
    """The arrow in the cell of the result ("85% ▲"), where columns of results have them and nothing
    else drawn in them: of several that of the latest, each being of a period of its own."""
    pointed = [
        column
        for column in row.columns
        if column.use is Use.VALUE
        and column.role is Role.ACTUAL
        and (kinds := reader.kinds_in(column))
        and kinds <= POINTING
        and not any(reader.setting.symbols.rag_of_kind(kind) for kind in kinds)
    ]
    periods = {column.period or "" for column in pointed}
    results = (c for c in row.columns if c.use is Use.VALUE and c.role is Role.ACTUAL)
    last = max((column.period or "" for column in results), default="")
    if len(pointed) > 1 and (len(periods) < len(pointed) or last not in periods or not last):
        return None
    latest = max(pointed, key=lambda column: column.period or "", default=None)
    cell = reader.grid.starts_at(row.index, latest.index) if latest is not None else None
    return read_trend(replace(cell, text=""))[0] if cell is not None and cell.marks else None


def trend_of_colour(reader: Reader, row: Row, background: Rgb | None) -> Trend | None:
    """What the colour of the latest result says of how it has moved, by the paper's key."""
    results = [
        column
        for column in row.columns
        if column.role is Role.ACTUAL and column.use is Use.VALUE and column.index in reader.moved
    ]
    latest = max(results, key=lambda column: column.period or "", default=None)
    cell = reader.grid.starts_at(row.index, latest.index) if latest is not None else None
    if cell is None or latest is None:
        return None
    ink = reader.moved[latest.index]
    said = rag_of_colours(cell, reader.setting.palette, background, ink=ink)
    return dict(reader.setting.symbols.movements).get(said) if said is not None else None
