"""Which way is good: what a paper's key says that its letters mean, and what a row has of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlscorecard.model.scorecard import Kind, Polarity, Trend
from xlscorecard.normalise.columns.column import SIGNED, SIGNS, Use
from xlscorecard.normalise.key.polarity_notes import marks_of_title
from xlscorecard.normalise.rows.reader import Reader, column_of, text_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_polarity, polarity_in_title, polarity_judged

# An arrow drawn or pictured in a column of polarities, as its character is read in one.
_DRAWN: dict[Trend | None, Polarity] = {Trend.UP: Polarity.HIGHER, Trend.DOWN: Polarity.LOWER}
_AT_END = re.compile(r"\(([A-Z]{1,2})\)\s*$")


def polarity_of_row(
    reader: Reader, row: Row, title: str, section: Sequence[str]
) -> Polarity | None:
    """The polarity that a row states: in a column for it, in a letter that the paper's key
    explains, in its title; else that which its section or a note of the paper states for it.
    None where nothing does."""
    column = column_of(row, Use.POLARITY)
    cell = reader.grid.at(row.index, column.index) if column is not None else None
    if column is None or cell is None or (cell.empty and cell.fill is None):
        return (
            _keyed_polarity(reader, row, title)
            or polarity_in_title(title)
            or _polarity_around(reader, row, title, section)
        )
    if cell.marks and not cell.text.strip():
        return _DRAWN.get(trend_of_mark(cell.marks[0])) if len(cell.marks) == 1 else None
    sign = cell.text.strip()
    if column.header == SIGNED or (sign in SIGNS and _has_only_signs(reader, column.index)):
        return SIGNS.get(sign)
    symbols = reader.setting.symbols
    return first_meaning(cell.text, lambda said: symbols.polarity_of(said) or parse_polarity(said))


def unread_polarity(reader: Reader, row: Row) -> tuple[tuple[str, str], ...]:
    """What stands in the column for the polarity of a row that states none, as text."""
    column = column_of(row, Use.POLARITY)
    text = text_of(reader.grid, row, column)
    if column is None or not any(map(str.isalnum, text)) or parse_status(text) is not None:
        return ()
    return ((column.name, text),)


def _keyed_polarity(reader: Reader, row: Row, title: str) -> Polarity | None:
    """The polarity of a letter that the key explains, in a column that has nothing else
    ("Type" over T and B) or in brackets behind the title."""
    symbols = reader.setting.symbols
    if not symbols.polarities or row.kind is not Kind.MEASURE:
        return None
    for column in row.columns:
        if column.use in (Use.TEXT, Use.REFERENCE, Use.SECTION):
            found = symbols.polarity_of(text_of(reader.grid, row, column))
            if found is not None and _has_only_letters(reader, column.index):
                return found
    behind = _AT_END.search(title)
    return symbols.polarity_of(behind[1]) if behind else None


def _polarity_around(
    reader: Reader, row: Row, title: str, section: Sequence[str]
) -> Polarity | None:
    """What the innermost section that says it, or a note of the paper, says of a measure."""
    if row.kind is not Kind.MEASURE or not title:
        return None
    for heading in reversed(section):
        found = polarity_judged(heading)
        if found is not None:
            return found
    name = column_of(row, Use.TITLE)
    cell = None if name is None else reader.grid.at(row.index, name.index)
    marks = () if cell is None else (*cell.footnotes, *marks_of_title(cell.text.strip()))
    return reader.setting.symbols.polarity_notes.of(marks)


def _has_only_signs(reader: Reader, index: int) -> bool:
    """Whether a column of polarities has a plus for some rows and a minus or nothing for others:
    the dash is then no empty cell."""
    if index not in reader.signed:
        texts = set(_texts_of_column(reader, index))
        reader.signed[index] = "+" in texts and texts <= {*SIGNS, ""}
    return reader.signed[index]


def _has_only_letters(reader: Reader, index: int) -> bool:
    texts = filter(None, _texts_of_column(reader, index))
    return all(reader.setting.symbols.polarity_of(text) is not None for text in texts)


def _texts_of_column(reader: Reader, index: int) -> Iterator[str]:
    cells = (reader.grid.starts_at(row.index, index) for row in reader.table.rows)
    return (one_line(cell.text) for cell in cells if cell is not None)
