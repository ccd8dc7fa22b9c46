"""A row's own RAG and trend, from the columns that judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlscorecard.marks.colour import is_neutral
from xlscorecard.marks.glyphs import glyph_marks, without_glyphs
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell
from xlscorecard.model.scorecard import Observation, Rag, Trend
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.pairing import rates_whole
from xlscorecard.normalise.key.symbol import (
    RagReading,
    improved,
    rag_of_colours,
    read_rag,
    read_trend,
)
from xlscorecard.normalise.rows.latest_rating import rating_of_results
from xlscorecard.normalise.rows.reader import Reader, background_of, column_of
from xlscorecard.normalise.rows.signed_results import trend_of_sign
from xlscorecard.normalise.rows.trends import (
    own_trend,
    says_more,
    trend_beside_change,
    trend_beside_rag,
    trend_beside_result,
    trend_of_colour,
    without_set,
)
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.content import ICON
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.normalise.words.two_ratings import tells_more
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, names_rating
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag


def read_judgement(
    reader: Reader, row: Row, observations: Sequence[Observation]
) -> tuple[Rag | None, Trend | None, tuple[tuple[str, str], ...]]:
    """The row's own RAG and trend. Of several trend columns that of the latest period, else the
    first, is the trend; the others are kept as text."""
    judged = _Judged(reader, row, background_of(reader.grid, row), own_trend(row))
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
        trend = trend_beside_change(reader, row) or trend_beside_result(reader, row)
        trend = trend or trend_of_sign(reader, row)
    if trend is None and reader.moved:
        trend = trend_of_colour(reader, row, judged.background)
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
            self.trend = trend_beside_rag(self.reader, cell, column)

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
        found, doubt = read_trend(without_set(self.reader, column, cell))
        if doubt:
            _report_trend(self.reader, self.row, column, cell)
        marks = cell.marks or glyph_marks(cell.text)
        if found is None and improved(column.header, cell.text, marks):
            found = Trend.IMPROVING  # "No" may be steady
        alone = bool(cell.marks) and not one_line(cell.text)
        if found is not None:
            if says_more(cell):
                self.extra.append((column.name, cell.text.strip()))
        elif not alone:
            self._keep_words(column, cell, told=doubt)
        if self._rates_by(column):
            said = first_meaning(without_glyphs(cell.text).strip(), parse_rag)
            by_colour = rag_of_colours(cell, self.reader.setting.palette, self.background)
            self.rag = (said if column.judges else None) or by_colour  # "Green ↑"
        elif alone and found is None and not doubt:
            kinds = ", ".join(sorted({mark.kind.value for mark in cell.marks}))
            self._report_unread(column, f"a symbol: {kinds}")
        apart = column.aside or (self.own is not None and column.index != self.own)
        if not apart and self.trend is None:
            self.trend = found
        elif found is not None:
            self.extra.append((column.name, found.value))

    def _rates_by(self, column: Column) -> bool:
        """Whether a trend column rates the row, too, which has no rating yet: by its header, or
        where the key says that its arrows rate and no other column does."""
        rates = self.reader.setting.symbols.arrows_rate and column_of(self.row, Use.RAG) is None
        return self.rag is None and (column.judges or rates)

    def _keep_words(self, column: Column, cell: Cell, *, told: bool) -> None:
        """Keep what a cell of a trend column says that is no trend; words that are none at all are
        told, if that cell's doubt is not ``told`` yet."""
        if cell.empty or parse_status(cell.text) is not None:
            return
        text = one_line(cell.text)
        figure = parse_quantity(text).numeric and ICON.fullmatch(text) is None
        if not (told or figure) and parse_rag(cell.text) is None:
            self._report_unread(column, repr(text))
        self.extra.append((column.name, cell.text.strip()))

    def _report_unread(self, column: Column, what: str) -> None:
        message = f"no trend could be read from {what}"
        self.reader.doubt("trend-not-read", message, self.row, column)

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


def _report_trend(reader: Reader, row: Row, column: Column, cell: Cell) -> None:
    """Tell arrows that differ in one cell; letters that an arrow font decays to are told once for a
    table, not once for a row."""
    if cell.text.strip() and not (cell.marks or glyph_marks(cell.text)):
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
