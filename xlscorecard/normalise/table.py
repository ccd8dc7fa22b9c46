"""A grid understood: its columns, and what each of its rows is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind
from xlscorecard.normalise.columns import Column, Use, infer_columns, kind_of_rows
from xlscorecard.normalise.content import is_figure
from xlscorecard.normalise.evidence import is_plain_budget, is_scorecard, names_symbols
from xlscorecard.normalise.header import (
    HEADER_VALUE_WORDS,
    Header,
    find_header,
    header_of_rows,
    header_strength,
    is_period,
    same_header,
    spans_row,
)
from xlscorecard.normalise.mending import one_line
from xlscorecard.normalise.vocabulary import HeaderWord, match_header
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.reference import looks_like_reference
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_rag

_FOOTNOTE = re.compile(
    r"^(?:[*†‡§¹²³⁴-⁹]|\[?note\b|notes?:|source\b|\(?[a-d1-9]\)\s|please note|n\.?b\.?\b)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^(?:comment(?:s|ary)?|narrative|update|progress(?: update)?|explanation|analysis|"
    r"reasons?(?: for [\w ]+)?|actions?(?: taken| planned)?|context|what (?:we are|are we) doing"
    r"[\w ]*|latest (?:note|update|comment))\s*(?:[:–-]|$)\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"^(?:\S+\s+){3,}\S+[.!]$")
_BLOCK_NAME = re.compile(r"\b(?:outcomes|objectives|themes|outputs|ambitions)\b", re.IGNORECASE)
STATEMENT = re.compile(
    r"\b(?:green|amber|red)\b\s*(?:[=:–-]|is|are|was|were)?\s*\(?\d+(?:\.\d+)?\s*%?"
    r"|\b\d+\s+(?:of|out of)\s+(?:the\s+)?\d+\b.*\b(?:green|amber|red|measures|indicators|target)",
    re.IGNORECASE,
)


# A table stands under an earlier header where at least this share of its values are figures.
_FITTING = 0.8


class RowUse(StrEnum):
    """What a row of a grid is."""

    BANNER = "banner"
    HEADER = "header"
    FOOTNOTE = "footnote"
    REMARK = "remark"
    BODY = "body"
    BLANK = "blank"


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
    """A scorecard table understood, or with ``evidence`` too thin to be one (no rows)."""

    grid: Grid
    rows: tuple[Row, ...]
    footnotes: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


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
    grid: Grid, reporting_period: str | None = None, above: Header | None = None
) -> TypedTable | None:
    """Understand a grid as a scorecard table; None when it is none: a table needs a column
    that names its rows and columns that rate or measure them by words that say so.

    ``above`` is the header of an earlier table of as many columns: it holds for a grid without
    one of its own whose figures stand where that header has them.
    """
    header = find_header(grid)
    if header is None and above is not None and len(above.lines) == grid.cols:
        header = _carried(grid, above, reporting_period)
    if header is None:
        return None
    segments, footnotes, statements, remarks = _segments(grid, header)
    rows: list[Row] = []
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
        columns = _carry(columns, previous, segment.header)
        if not is_scorecard(columns, grid, indexes):
            continue
        if not rows and is_plain_budget(columns, grid, indexes):
            continue
        if names_symbols(columns, grid, indexes):
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
    return TypedTable(grid, tuple(rows), tuple(footnotes), tuple(statements))


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
    fitting = sum(
        is_figure(text) or parse_status(text) is not None
        for cell in cells
        if (text := one_line(cell.text))
    )
    return header if cells and fitting >= _FITTING * len(cells) else None


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
    usual = _usual_fill(grid, header.last + 1)
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
        use = _row_use(grid, index, current, usual)
        alone = use is RowUse.BODY and (lone := spans_row(grid, index)) and lone.colspan > 1
        if rows and not fresh_banner and (alone or use in (RowUse.BANNER, RowUse.FOOTNOTE)):
            remark = _remark(grid, index, last=index == grid.rows - 1 and not remarks)
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
                text, rest = _banner_with_rest(grid, index)
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


def _remark(grid: Grid, index: int, *, last: bool) -> str:
    """The text of a row that comments on the measure above it: one that a label opens
    ("Commentary: ..."), or plain sentences over the table's width; "" for any other row. A
    sentence at the foot of a table without other remarks is a note on all of it."""
    cells = [c for c in grid.row_cells(index) if c.row == index and c.text.strip()]
    if not cells or len(cells) > 2 or cells[0].col > 1:
        return ""
    if len(cells) == 2 and cells[0].colspan > 1:
        return ""
    if len(cells) == 2:
        return one_line(cells[1].text) if _REMARK.fullmatch(one_line(cells[0].text)) else ""
    text = one_line(cells[0].text)
    if found := _REMARK.match(text):
        return text[found.end() :]
    plain = not cells[0].bold and cells[0].ink is None and not last
    return text if plain and _SENTENCE.match(text) and not _FOOTNOTE.match(text) else ""


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


def _usual_fill(grid: Grid, first: int) -> Counter[Rgb | None]:
    """How often each fill occurs in the first column of the body."""
    counts: Counter[Rgb | None] = Counter()
    for row in range(first, grid.rows):
        cell = grid.at(row, 0)
        if cell is not None:
            counts[cell.fill] += 1
    return counts


def _row_use(grid: Grid, index: int, header: Header, usual: Counter[Rgb | None]) -> RowUse:
    cells = [cell for cell in grid.row_cells(index) if cell.row == index]
    filled = [cell for cell in cells if not cell.empty]
    if not filled:
        return RowUse.BLANK
    only = spans_row(grid, index)
    if only is not None:
        text = one_line(only.text)
        wide = only.colspan >= max(2, 0.6 * grid.cols)
        if _FOOTNOTE.match(text) and (wide or only.col == 0) and len(text) > 3:
            return RowUse.FOOTNOTE
        if STATEMENT.search(text) and (wide or grid.cols == 1):
            return RowUse.BANNER
        if not any(c.isalpha() for c in text):
            return RowUse.BODY if only.col else RowUse.BLANK
        if wide and only.colspan == grid.cols and len(text) > 220:
            return RowUse.FOOTNOTE
        if wide:
            return RowUse.BANNER
        if only.col <= 1 and _stands_out(only, grid, index, usual):
            return RowUse.BANNER
        if only.col == 0 and _stands_for_no_code(text, header):
            return RowUse.BANNER
        return RowUse.BODY
    if same_header(grid, index, header) or _is_header(grid, index):
        return RowUse.HEADER
    if _banner_with_rest(grid, index)[0]:
        return RowUse.BANNER
    return RowUse.BODY


def _stands_for_no_code(text: str, header: Header) -> bool:
    """A lone text in the column of references that is no reference: it names a group."""
    match = match_header(header.lines[0][-1]) if header.lines[0] else None
    reference = match is not None and match.word is HeaderWord.REFERENCE
    return reference and not looks_like_reference(text)


def _stands_out(cell: Cell, grid: Grid, index: int, usual: Counter[Rgb | None]) -> bool:
    """A lone text at the left that is set apart (bold, or on a fill that few rows have), in
    a table whose rows normally hold more."""
    later = [
        row
        for row in range(max(0, index - 6), min(grid.rows, index + 7))
        if row != index and sum(not c.empty for c in grid.row_cells(row)) > 1
    ]
    if len(later) < 2:
        return False
    rare = cell.fill is not None and usual[cell.fill] <= max(2, 0.2 * usual.total())
    normal = Counter(
        bool(other.bold) for row in later if (other := grid.at(row, cell.col)) is not None
    )
    return rare or (cell.bold and normal[True] <= normal[False])


def _banner_with_rest(grid: Grid, index: int) -> tuple[str, list[str]]:
    """A section row whose right part is one merged remark ("People & Staff | Total staff:
    703 FTE; ..."): the section and the remark; empty texts for any other row."""
    cells = [cell for cell in grid.row_cells(index) if cell.row == index]
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) != 2 or filled[0].col != 0 or grid.cols < 4:
        return "", []
    rest = filled[1]
    merged = rest.colspan >= grid.cols - 1 - filled[0].colspan and rest.colspan >= 3
    # where no line shows how far the remark is merged: over as many columns as its text needs
    set_apart = filled[0].bold and rest.bold and rest.col == 1 and rest.colspan > 1
    if merged or (set_apart and parse_status(rest.text) is None):
        return one_line(filled[0].text), [one_line(rest.text)]
    return "", []


def _is_header(grid: Grid, index: int) -> bool:
    """A row that gives the columns new names: short words with a header word among them,
    and no figure, status or RAG."""
    cells = [c for c in grid.row_cells(index) if c.row == index and not c.empty]
    others = [cell for cell in cells if cell.col > 0]
    if len(others) < 2 or any(cell.marks for cell in cells):
        return False
    named = 0
    for cell in others:
        text = one_line(cell.text)
        if len(text) > 30 or parse_rag(text) is not None:
            return False
        match = match_header(text)
        column = match is not None and match.exact and match.word in HEADER_VALUE_WORDS
        if column or (match is None and is_period(text)):
            named += 1
        elif parse_status(text) is not None or parse_quantity(text).numeric:
            return False
    strong = header_strength(grid, index) >= 0.75
    return (named >= 1 and named * 3 >= len(others)) or (strong and len(others) >= 3)


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
