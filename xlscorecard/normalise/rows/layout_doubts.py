"""What is doubtful about a table's columns and its sections, told once for each."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.marks.colour import is_neutral, rag_of_colour
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Rag, Role
from xlscorecard.normalise.columns.column import Use
from xlscorecard.normalise.rows.reader import Reader, background_of
from xlscorecard.normalise.table import Row
from xlscorecard.normalise.words.labels import OWN_NAMES, UNNAMED
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import plain_words

_PLAIN = frozenset({Rag.GREEN, Rag.RED})
# Paint is darker than this, of 255.
_PAPER = 250
# One measure may have no direction.
_FEWEST_ROWS = 2


def report_layout(reader: Reader) -> None:
    """Tell what the sections and the columns of each header in a table leave in doubt."""
    _report_plain_headings(reader)
    seen = None
    for row in reader.table.rows:
        if row.columns is not seen:  # those of a header are the same for all its rows
            seen = row.columns
            _report_guesses(reader, row)
            _report_cut_headers(reader, row)
            _report_numbers(reader, row)
            _report_twins(reader, row)
            _report_lone_rating(reader, row)
            rows = [other for other in reader.table.rows if other.columns is seen]
            _report_paint(reader, rows)
            _report_greys(reader, rows)
            _report_nothing(reader, rows)


def _report_guesses(reader: Reader, row: Row) -> None:
    """Tell that no header says what a column's figures are; beside districts, "County" need not
    be the paper's own."""
    parts = any(c.use is Use.VALUE and c.role is Role.OTHER for c in row.columns)
    for column in row.columns:
        if not column.guessed or column.header == UNNAMED:
            continue
        if parts or plain_words(column.header) not in OWN_NAMES:
            reader.doubt_once(
                "role-by-place",
                f"no header says what the figures under {column.header!r} are: taken for"
                + (" the result" if column.role is Role.ACTUAL else " a comparison"),
                row,
                column,
                about=(column.index, column.header),
                look=False,
            )


def _report_cut_headers(reader: Reader, row: Row) -> None:
    """Tell that a cell too small for its text shows a part of a column's header only, or that two
    headers have run together."""
    for column in row.columns:
        if not column.cut or column.use not in (Use.VALUE, Use.TEXT):
            continue
        role = column.role.value if column.role is not None else None
        period = column.period or "no period"
        reader.doubt_once(
            "header-cut-off",
            "the header of a column is cut off, or runs into another: "
            + (f"taken for {role}, {period}" if role is not None else "what it says is not known"),
            row,
            column,
            about=(column.index, column.header),
        )


def _report_numbers(reader: Reader, row: Row) -> None:
    """Tell that the periods of columns are numbers that need not be months."""
    numbered = [column for column in row.columns if column.numbered]
    if numbered:
        first = numbered[0]
        heads = ", ".join(repr(column.header) for column in numbered)
        reader.doubt_once(
            "period-by-number",
            f"the paper does not say when {heads} are: taken for {first.period or 'no period'}"
            + (f" to {numbered[-1].period}" if first.period != numbered[-1].period else ""),
            row,
            first,
            about=tuple(column.header for column in numbered),
        )


def _report_twins(reader: Reader, row: Row) -> None:
    """Tell that several columns have one name and one period, and nothing tells them apart."""
    for column in row.columns:
        if column.twin:
            reader.doubt_once(
                "columns-alike",
                f"several columns are {column.header.rpartition(' / ')[2]!r} of"
                f" {column.period or 'no period'}: a name above them may not have been read",
                row,
                column,
                about=(column.role, column.period),
            )


def _report_lone_rating(reader: Reader, row: Row) -> None:
    """Tell that a table's only ratings are not those of its present results."""
    rags = [column for column in row.columns if column.use is Use.RAG]
    placed = len(rags) == 1 and rags[0].beside is not None
    if placed or (rags and all(column.aside for column in rags)):
        rag = rags[-1]
        reader.doubt_once(
            "rating-of-another-time",
            f"the ratings under {rag.header!r} are those of a forecast or of an earlier result: no"
            " measure takes them for its present rating",
            row,
            rag,
            about=(rag.index, rag.header),
        )


def _report_plain_headings(reader: Reader) -> None:
    """Tell that rows without figures are taken for sections, by their place alone."""
    headings = reader.table.plain_headings
    under = next((row for row in reader.table.rows if headings and row.index > headings[0]), None)
    if under is None:
        return
    names = [one_line(cell.text) for at in headings for cell in reader.grid.row_cells(at)]
    named = ", ".join(repr(name) for name in names if name)
    coded = any(column.use is Use.REFERENCE for column in under.columns)
    if len(headings) == 1 and not coded:
        # several, or one without the code that the measures have, are sections more surely
        message = (
            f"{named} has a name and nothing else, and is taken for the section of the rows below"
            " it: it may be a measure without a result"
        )
        reader.doubt("section-by-place", message, under)
        return
    reader.doubt(
        "section-by-place",
        f"rows that have a name and nothing else are taken for sections: {named}",
        under,
        look=False,
    )


def _report_paint(reader: Reader, rows: Sequence[Row]) -> None:
    """Tell that a column of a table without ratings holds nothing but green, or nothing but red:
    it may rate, and all of it alike. Yellow asks for figures to be filled in."""
    row = rows[0]
    if any(column.use in (Use.RAG, Use.TREND) for column in row.columns):
        return
    background = background_of(reader.grid, row)
    for column in row.columns:
        cell = reader.grid.starts_at(row.index, column.index)
        paint = cell.fill if cell is not None and cell.empty else None
        if paint is None or paint == background or rag_of_colour(paint)[0] not in _PLAIN:
            continue
        cells = [reader.grid.starts_at(other.index, column.index) for other in rows]
        if all(c is not None and c.empty and c.fill == paint for c in cells):
            reader.doubt_once(
                "rag-not-read",
                f"the cells under {column.header!r} hold nothing but the colour #{paint.hex}; no"
                " rating is read from it",
                row,
                column,
                about=column.index,
            )


def _report_greys(reader: Reader, rows: Sequence[Row]) -> None:
    """Tell that the cells of a column of ratings hold nothing but greys, as those of a copy without
    colours do."""
    row = rows[0]
    for column in row.columns:
        if column.use is not Use.RAG or column.aside:
            continue
        cells = [reader.grid.starts_at(other.index, column.index) for other in rows]
        painted = [
            other.index
            for other, cell in zip(rows, cells, strict=True)
            if cell is not None and cell.empty and _is_grey(cell.fill, reader, other)
        ]
        said = any(cell is not None and not cell.empty for cell in cells)
        if not said and len(painted) > 1 and 2 * len(painted) >= len(rows):
            reader.doubt_once(
                "rag-not-read",
                f"the cells under {column.header!r} hold nothing but greys, which rate nothing: the"
                " copy may have lost its colours",
                row,
                column,
                about=column.index,
            )


def _is_grey(paint: Rgb | None, reader: Reader, row: Row) -> bool:
    return (
        paint is not None
        and min(paint) < _PAPER
        and is_neutral(paint)
        and paint != background_of(reader.grid, row)
    )


def _report_nothing(reader: Reader, rows: Sequence[Row]) -> None:
    """Tell that nothing stands in any row under a table's headers for directions, or for ratings
    where no colour rates: a file of an older kind has lost drawn arrows. In a workbook, where empty
    cells are more likely yet to be filled, there is nothing to look at."""
    if len(rows) < _FEWEST_ROWS:
        return
    row = rows[0]
    for use, code in ((Use.TREND, "trend-not-read"), (Use.RAG, "rag-not-read")):
        columns = [column for column in row.columns if column.use is use]
        places = [(other.index, column.index) for other in rows for column in columns]
        cells = [cell for at in places if (cell := reader.grid.at(*at)) is not None]
        if columns and cells and not any(map(_shows, cells)):
            if use is Use.RAG and any(_is_rated(reader.grid, other) for other in rows):
                continue
            reader.doubt_once(
                code,
                f"nothing stands under {columns[0].header!r} in any row: a symbol there, if the"
                " paper has any, is not read",
                row,
                columns[0],
                about=columns[0].header,
                look=reader.grid.ruling != "sheet",
            )


def _shows(cell: Cell) -> bool:
    return not cell.empty or cell.fill is not None or cell.highlight is not None


def _is_rated(grid: Grid, row: Row) -> bool:
    """Whether a cell of a row has the colour of a rating."""
    fills = (cell.fill for cell in grid.row_cells(row.index))
    return any(fill is not None and rag_of_colour(fill)[0] is not None for fill in fills)
