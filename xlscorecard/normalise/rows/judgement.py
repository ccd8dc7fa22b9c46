"""A row's own RAG and trend, from the columns that judge it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xlscorecard.marks.colour import is_neutral
from xlscorecard.marks.glyphs import glyph_marks, without_glyphs
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import (
    Observation,
    Rag,
    Role,
    Trend,
)
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.pairing import rates_whole
from xlscorecard.normalise.key.symbol import (
    ASKS_WHETHER_MET,
    RagReading,
    improved,
    rag_of_colours,
    read_rag,
    read_trend,
)
from xlscorecard.normalise.rows.latest_rating import rating_of_results
from xlscorecard.normalise.rows.reader import Reader, background_of, column_of
from xlscorecard.normalise.rows.signed_results import trend_of_sign
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.content import MOVES
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.two_ratings import ratings_named, tells_more
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, names_rating
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag, parse_trend_word

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
POINTING = frozenset({MarkKind.ARROW, MarkKind.TRIANGLE, MarkKind.DASH})

# "Red: improvement plan in place" tells what is done about it.
_PLANNED = re.compile(
    r"\bimprovements? (?:plan|action|notice|board|programme|project|work|measures?|activity)",
    re.IGNORECASE,
)


def read_judgement(
    reader: Reader, row: Row, observations: Sequence[Observation]
) -> tuple[Rag | None, Trend | None, tuple[tuple[str, str], ...]]:
    """The row's own RAG and trend. Of several trend columns that of the latest period, else the
    first, is the trend; the others are kept as text."""
    judged = _Judged(reader, row, background_of(reader.grid, row), _own_trend(row))
    for column in row.columns:
        cell = reader.grid.at(row.index, column.index)
        if cell is None:
            continue
        if column.use is Use.RAG and column.beside is None:
            judged.read_rating(column, cell)
        elif column.use is Use.VALUE and names_rating(column.header):
            judged.read_rated_figure(column, cell)
        elif column.use is Use.TREND:
            judged.read_direction(column, cell)
        elif column.icons:
            reader.doubt_once(
                "control-chart-icons",
                "icons of control charts tell what kind of variation a measure shows: neither a"
                " rating nor a trend is read from them",
                *(row, column),
                about=column.index,
                look=False,
            )
    trend = judged.trend
    if trend is None and column_of(row, Use.TREND) is None:
        trend = _trend_beside_change(reader, row) or _trend_beside_result(reader, row)
        trend = trend or trend_of_sign(reader, row)
    if trend is None and reader.moved:
        trend = _trend_of_colour(reader, row, judged.background)
    judged.report_whole()
    rag = judged.rag or rating_of_results(reader, observations)
    return rag, trend, tuple(judged.extra)


@dataclass(slots=True)
class _Judged:
    """What the columns read so far say of a row; ``own`` is its own trend column among several,
    ``extra`` what is kept as text."""

    reader: Reader
    row: Row
    background: Rgb | None
    own: int | None
    rag: Rag | None = None
    trend: Trend | None = None
    extra: list[tuple[str, str]] = field(default_factory=list)
    whole: list[tuple[Column, Rag]] = field(default_factory=list)

    def read_rating(self, column: Column, cell: Cell) -> None:
        """A cell of a RAG column: the row's own rating, if it has none yet, else a text."""
        setting = self.reader.setting
        reading = read_rag(cell, setting.symbols, setting.palette, self.background, column.header)
        report_rag(self.reader, self.row, column, cell, reading)
        if reading.rag is None and not cell.text.strip() and not cell.marks:
            self._report_paint(column, cell)
        if self.rag is None and not column.aside:
            self.rag = reading.rag
            if text := _unread_text(cell, reading) or _own_words(column, cell):
                self.extra.append((column.name, text))
        elif reading.rag is not None:
            self.extra.append((column.name, reading.rag.value))
            if column.aside and rates_whole(column):
                self.whole.append((column, reading.rag))
        elif text := _unread_text(cell, reading):
            self.extra.append((column.name, text))
        if self.trend is None and not column.aside and column_of(self.row, Use.TREND) is None:
            self.trend = _trend_beside_rag(self.reader, cell, column)

    def read_rated_figure(self, column: Column, cell: Cell) -> None:
        """A figure under a header for ratings: a rating in numbers, by the key, or the difference
        from the target in the rating's colour, where no other column's figures are rated so."""
        setting = self.reader.setting
        said = setting.symbols.rag_of_word(cell.text)
        if said is None and set(self.reader.coloured) == {column.index}:
            said = rag_of_colours(cell, setting.palette, self.background, ink=False)
        self.rag = self.rag or said

    def _report_paint(self, column: Column, cell: Cell) -> None:
        """Tell a colour that rates nothing we know, where it is all that a cell of ratings has."""
        paint = cell.fill
        if paint is not None and paint != self.background and not is_neutral(paint):
            self.reader.doubt_once(
                "rag-not-read",
                f"cells painted #{paint.hex} say nothing else, and no key tells what it means",
                self.row,
                column,
                about=paint,
            )

    def read_direction(self, column: Column, cell: Cell) -> None:
        """A cell of a trend column: the row's own trend, if it has none yet, else a text."""
        found, doubt = read_trend(_without_set(self.reader, column, cell))
        if doubt:
            _report_trend(self.reader, self.row, column, cell)
        if found is None and improved(
            column.header, cell.text, cell.marks or glyph_marks(cell.text)
        ):
            found = Trend.IMPROVING  # "No" may be steady
        alone = bool(cell.marks) and not one_line(cell.text)
        if found is None and not cell.empty and not alone and parse_status(cell.text) is None:
            if not parse_quantity(one_line(cell.text)).numeric and parse_rag(cell.text) is None:
                self.reader.doubt(
                    "trend-not-read",
                    f"no trend could be read from {one_line(cell.text)!r}",
                    self.row,
                    column,
                )
            self.extra.append((column.name, cell.text.strip()))
        elif found is not None and _says_more(cell):
            self.extra.append((column.name, cell.text.strip()))
        symbols = self.reader.setting.symbols
        rates = symbols.arrows_rate and column_of(self.row, Use.RAG) is None
        if (column.judges or rates) and self.rag is None:
            said = first_meaning(without_glyphs(cell.text).strip(), parse_rag)
            by_colour = rag_of_colours(cell, self.reader.setting.palette, self.background)
            self.rag = (said if column.judges else None) or by_colour  # "Green ↑"
        elif alone and found is None and not doubt:
            kinds = ", ".join(sorted({mark.kind.value for mark in cell.marks}))
            self.reader.doubt(
                "trend-not-read", f"no trend could be read from a symbol: {kinds}", self.row, column
            )
        apart = column.aside or (self.own is not None and column.index != self.own)
        if not apart and self.trend is None:
            self.trend = found
        elif found is not None:
            self.extra.append((column.name, found.value))

    def report_whole(self) -> None:
        """Tell where the rating of a group's whole ("Quality | Cost | Overall") is not the one
        of the column beside the group that names nothing but a rating."""
        for column, said in self.whole:
            if self.rag is not None and said is not self.rag:
                self.reader.doubt(
                    "overall-differs",
                    f"{column.header!r} says {said.value}, the column of ratings beside it says"
                    f" {self.rag.value}, which stands",
                    self.row,
                    column,
                )


def _unread_text(cell: Cell, reading: RagReading) -> str:
    """What a cell of ratings tells beside its rating: another one, words or a symbol that rate
    nothing; "" where it tells no more."""
    text = one_line(cell.text)
    if reading.rag is None:
        said = any(map(str.isalnum, text)) and parse_status(text) is None
        return cell.text.strip() if said else reading.unknown
    return cell.text.strip() if len(text) > 1 and tells_more(text) else ""


def _own_words(column: Column, cell: Cell) -> str:
    """The words of a result that its colour rates ("Adopted" in green under "Actual"); "" under a
    header for ratings."""
    match = match_header(column.header)
    results = match is not None and match.word in (HeaderWord.ACTUAL, HeaderWord.QUARTILE)
    text = cell.text.strip()
    words = results and any(map(str.isalpha, text))
    return text if words and first_meaning(text, parse_rag) is None else ""


def _says_more(cell: Cell) -> bool:
    """Whether a figure, or words that are none for a trend, stand beside the arrow of a trend
    ("▲ Red", "▲ 57")."""
    text = without_glyphs(cell.text).strip()
    if any(map(str.isdigit, text)):
        return True
    return sum(map(str.isalpha, text)) > 1 and first_meaning(text, parse_trend_word) is None


def _own_trend(row: Row) -> int | None:
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


def _trend_beside_rag(reader: Reader, cell: Cell, column: Column) -> Trend | None:
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


def _without_set(reader: Reader, column: Column, cell: Cell) -> Cell:
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


def _trend_beside_change(reader: Reader, row: Row) -> Trend | None:
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


def _trend_beside_result(reader: Reader, row: Row) -> Trend | None:
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


def _trend_of_colour(reader: Reader, row: Row, background: Rgb | None) -> Trend | None:
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


def _report_trend(reader: Reader, row: Row, column: Column, cell: Cell) -> None:
    """Letters that an arrow font decays to are told once for a table, not once for a row."""
    if cell.text.strip():
        reader.doubt_once(
            "trend-letters",
            f"letters such as {one_line(cell.text)!r} in this column are read as the arrows of the"
            " Wingdings font, which the paper has lost",
            row,
            column,
            about=column.header,
        )
    else:
        reader.doubt("trend-doubtful", "several arrows that differ stand in one cell", row, column)


def report_rag(reader: Reader, row: Row, column: Column, cell: Cell, reading: RagReading) -> None:
    """Tell what is doubtful about a RAG that was read: word against colour, a symbol without
    a key, a text that is no RAG."""
    if reading.colour_says is not None:
        reader.doubt(
            "word-against-colour",
            f"the cell says {one_line(cell.text)!r} but is coloured {reading.colour_says.value};"
            f" the {'colour' if reading.rag is reading.colour_says else 'word'} stands",
            row,
            column,
        )
    elif reading.unknown:
        reader.doubt(
            "symbol-unknown",
            f"a {reading.unknown} without a key that tells what it means",
            row,
            column,
        )
    elif reading.rag is None and not cell.empty:
        text = one_line(cell.text)
        if parse_status(text) is None and text:
            reader.doubt("rag-not-read", f"{text!r} is no RAG that we know", row, column)
