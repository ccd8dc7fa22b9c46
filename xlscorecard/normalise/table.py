"""A grid understood: its columns, and what each of its rows is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind
from xlscorecard.normalise.column import Column, Use
from xlscorecard.normalise.columns import infer_columns, kind_of_rows
from xlscorecard.normalise.content import is_figure
from xlscorecard.normalise.evidence import (
    explains_symbols,
    is_plain_budget,
    is_scorecard,
    names_labels,
    names_symbols,
)
from xlscorecard.normalise.header import (
    HEADER_VALUE_WORDS,
    Header,
    header_of_rows,
    same_header,
    spans_row,
)
from xlscorecard.normalise.lone_rating import with_lone_rating
from xlscorecard.normalise.mending import one_line
from xlscorecard.normalise.pairing import pair_ratings
from xlscorecard.normalise.row_use import (
    STATEMENT,
    RowUse,
    banner_with_rest,
    remark_in,
    row_use,
    usual_fill,
)
from xlscorecard.normalise.vocabulary import HeaderWord, match_header
from xlscorecard.values.status import parse_status

_BLOCK_NAME = re.compile(r"\b(?:outcomes|objectives|themes|outputs|ambitions)\b", re.IGNORECASE)
# A table stands under an earlier header where at least this share of its values are figures.
_FITTING = 0.8


@dataclass(frozen=True, slots=True)
class Row:
    """One body row with the columns in force at it and the banners above it. ``number``
    counts body rows from 1; ``remarks`` are the full-width texts beneath it that comment on
    it."""

    index: int
    number: int
    columns: tuple[Column, ...]
    banners: tuple[str, ...]
    kind: Kind
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A scorecard table understood: what the rows of its grid are. ``passed_over`` are the first
    and last row of each part under a header of its own that is no scorecard."""

    rows: tuple[Row, ...]
    footnotes: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    passed_over: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a banner row is set: banners that look alike stand at the same level."""

    fill: Rgb | None
    bold: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """Body rows under one header."""

    header: Header
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    heading: str


def infer_table(
    grid: Grid, header: Header | None, reporting_period: str | None, above: Header | None
) -> TypedTable | None:
    """Understand a grid as a scorecard table; None when it is none: a table needs a column
    that names its rows and columns that rate or measure them by words that say so.

    ``header`` is the grid's own, where it has one; ``above`` is that of an earlier table of as
    many columns: it holds for a grid without one of its own whose figures stand where that
    header has them.
    """
    if header is None and above is not None and len(above.lines) == grid.cols:
        header = _carried(grid, above, reporting_period)
    if header is None:
        return None
    segments, footnotes, statements, remarks = _segments(grid, header)
    rows: list[Row] = []
    passed_over: list[tuple[int, int]] = []
    number = 0
    previous: tuple[Column, ...] = ()
    for segment in segments:
        indexes = [index for index, _ in segment.rows]
        if not indexes:
            continue
        title = next((column.index for column in previous if column.use is Use.TITLE), None)
        columns = infer_columns(
            grid, segment.header, indexes, reporting_period=reporting_period, title_at=title
        )
        columns = pair_ratings(_carry(columns, previous, segment.header))
        columns = with_lone_rating(columns, grid, indexes)
        if not is_scorecard(columns, grid, indexes) or (
            not rows and is_plain_budget(columns, grid, indexes)
        ):
            passed_over.append((indexes[0], indexes[-1]))
            continue
        if names_labels(columns, grid, indexes):
            continue  # what a card says of one measure, line by line
        if names_symbols(columns, grid, indexes) or explains_symbols(columns, grid, indexes):
            continue  # a key under a header that is printed on every page
        kind = kind_of_rows(columns)
        title_at = next(column.index for column in columns if column.use is Use.TITLE)
        named = block_name(segment.header) if title_at else None
        for index, banners in segment.rows:
            number += 1
            kept = tuple(banner for banner in banners if banner != named)
            said = tuple(remarks.get(index, ()))
            rows.append(Row(index, number, columns, kept, kind, said))
        previous = columns
    if not rows:
        return None
    return TypedTable(tuple(rows), tuple(footnotes), tuple(statements), tuple(passed_over))


def _carried(grid: Grid, above: Header, reporting_period: str | None) -> Header | None:
    """An earlier table's header where a grid goes on under it; None where the cells do not
    fit: a table under one header for several has figures in most cells of its value columns."""
    header = Header(-1, -1, above.lines)
    rows = [row for row in range(grid.rows) if len(grid.row_cells(row)) > 1]
    columns = infer_columns(grid, header, rows, reporting_period=reporting_period)
    cells = [
        cell
        for column in columns
        if column.use is Use.VALUE and match_header(column.header) is not None
        for row in rows
        if (cell := grid.starts_at(row, column.index)) is not None and not cell.empty
    ]
    fits = [(cell.row, _is_value(one_line(cell.text))) for cell in cells if cell.text.strip()]
    firsts = [fit for row, fit in fits if row == rows[0]]
    if len(firsts) > 1 and not any(firsts):
        return None  # words over figures: a header of its own
    fitting = sum(fit for _, fit in fits)
    return header if cells and fitting >= _FITTING * len(cells) else None


def _is_value(text: str) -> bool:
    return is_figure(text) or parse_status(text) is not None


def _segments(
    grid: Grid, header: Header
) -> tuple[list[_Segment], list[str], list[str], dict[int, list[str]]]:
    """Split the rows below a header where new headers stand; collect banners on the way, and
    remarks by the row that they stand beneath."""
    footnotes: list[str] = []
    remarks: dict[int, list[str]] = {}
    statements: list[str] = []
    stack: list[tuple[_Look, str]] = []
    fresh = True
    segments: list[_Segment] = []
    rows: list[tuple[int, tuple[str, ...]]] = []
    usual = usual_fill(grid, header.last + 1)
    current = header
    for index in range(header.first):
        cell = spans_row(grid, index)
        text = one_line(cell.text) if cell is not None else _label_value(grid, index)
        if text:
            _push(stack, _look(cell), text, fresh)
    fresh = _enter_block(stack, header)
    index = header.last + 1
    fresh_banner = False
    while index < grid.rows:
        use = row_use(grid, index, current, usual)
        alone = use is RowUse.BODY and (lone := spans_row(grid, index)) and lone.colspan > 1
        lines = (RowUse.BANNER, RowUse.FOOTNOTE, RowUse.REMARK)
        if rows and not fresh_banner and (alone or use in lines):
            remark = remark_in(grid, index, last=index == grid.rows - 1 and not remarks)
            if remark:
                remarks.setdefault(rows[-1][0], []).append(remark)
                use = RowUse.REMARK
        fresh_banner = use is RowUse.BANNER or (fresh_banner and use is not RowUse.BODY)
        if use is RowUse.HEADER:
            if not same_header(grid, index, current) and not _again(grid, index, current):
                segments.append(_Segment(current, tuple(rows), ""))
                rows = []
                current = _header_below(grid, index, current)
                if block_name(current) is not None:
                    stack = []
                    fresh = _enter_block(stack, current)
                index = current.last
        elif use is RowUse.BANNER:
            cell = spans_row(grid, index)
            if cell is None:
                text, rest = banner_with_rest(grid, index)
                statements.extend(rest)
                cell = grid.at(index, 0)
            else:
                text = one_line(cell.text)
            if STATEMENT.search(text):
                statements.append(text)
            elif not any(text == known for _, known in stack):
                _push(stack, _look(cell), text, fresh)
                fresh = False
        elif use is RowUse.FOOTNOTE:
            footnotes.append(" ".join(one_line(c.text) for c in grid.row_cells(index) if c.text))
        elif use is RowUse.BODY:
            rows.append((index, tuple(text for _, text in stack)))
            fresh = True
        index += 1
    segments.append(_Segment(current, tuple(rows), ""))
    return segments, footnotes, statements, remarks


def _enter_block(stack: list[tuple[_Look, str]], header: Header) -> bool:
    """Put the block's name on the stack of banners, where its header has one, so that the
    next banner takes its place; returns whether the next banner is the first of a new run."""
    name = block_name(header)
    if name is None:
        return not stack
    stack.append((_Look(None, bold=False, capitals=False), name))
    return True


def _label_value(grid: Grid, index: int) -> str:
    """ "Corporate Strategy | Better Adult Social Care" above a header, as one banner."""
    texts = [one_line(c.text) for c in grid.row_cells(index) if c.row == index and c.text.strip()]
    return f"{texts[0].rstrip(':')}: {texts[1]}" if len(texts) == 2 else ""


def _look(cell: Cell | None) -> _Look:
    if cell is None:
        return _Look(None, bold=False, capitals=False)
    text = cell.text
    return _Look(cell.fill, cell.bold, text.isupper())


def _push(stack: list[tuple[_Look, str]], look: _Look, text: str, fresh: bool) -> None:
    """Put a banner on the stack: in the place of an earlier one that looks the same; beneath
    the last where it follows it directly; else in the place of the last."""
    for depth, (known, _) in enumerate(stack):
        if known == look:
            del stack[depth:]
            break
    else:
        if fresh and stack:
            stack.pop()
    stack.append((look, text))


def _again(grid: Grid, index: int, header: Header) -> bool:
    """The first lines of a header that is printed again over several rows."""
    texts = [one_line(c.text) for c in grid.row_cells(index) if c.row == index and c.text.strip()]
    known = {line for lines in header.lines for line in lines}
    return bool(texts) and all(text in known for text in texts)


def _header_below(grid: Grid, index: int, header: Header) -> Header:
    """The header that starts at a row inside the table; a column that it leaves blank keeps
    its name, the title column gets the row's own first text."""
    fresh = header_of_rows(grid, index, index)
    lines = tuple(
        new if new or col == 0 else old
        for col, (new, old) in enumerate(zip(fresh.lines, header.lines, strict=True))
    )
    return Header(index, index, lines)


def _carry(
    columns: tuple[Column, ...], previous: tuple[Column, ...], header: Header
) -> tuple[Column, ...]:
    """A later header that does not name the title column means the one above it."""
    if not previous or any(column.use is Use.TITLE for column in columns):
        return columns
    title = next((c.index for c in previous if c.use is Use.TITLE), None)
    if title is None or header.lines[title]:
        return columns
    old = previous[title]
    return tuple(old if column.index == title else column for column in columns)


def block_name(header: Header) -> str | None:
    """The first column's header where it names the block beneath it ("Outputs") and not the
    column; None for a header that says what the column holds."""
    if not header.lines[0]:
        return None
    text = header.lines[0][-1]
    match = match_header(text)
    if match is None:
        return text
    if match.word is HeaderWord.GROUP:
        # "Outcomes" over a block names the block; "Service" over a column names the column.
        return text if _BLOCK_NAME.search(text) else None
    if not match.exact and match.word in HEADER_VALUE_WORDS:
        return text  # "VfM & Budget (£m)" over the names of services
    return None
