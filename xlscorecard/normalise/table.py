"""A grid understood: its columns, and what each of its rows is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Kind
from xlscorecard.normalise.carried_header import carried_header
from xlscorecard.normalise.columns.column import Column, Use
from xlscorecard.normalise.columns.columns import infer_columns, kind_of_rows
from xlscorecard.normalise.columns.lone_rating import with_lone_rating
from xlscorecard.normalise.columns.pairing import pair_ratings
from xlscorecard.normalise.evidence import is_scorecard
from xlscorecard.normalise.headers.group_names import shows_group
from xlscorecard.normalise.headers.header_below import header_below, says_again
from xlscorecard.normalise.headers.lines import Header, header_of_rows
from xlscorecard.normalise.headers.plain_headings import plain_headings
from xlscorecard.normalise.headers.row_use import (
    STATEMENT,
    RowUse,
    banner_with_rest,
    name_beside_code,
    name_over_parts,
    opens_remark,
    remark_in,
    row_use,
    usual_fill,
)
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.look_alikes import (
    explains_ratings,
    explains_symbols,
    is_plain_budget,
    names_labels,
    names_symbols,
)
from xlscorecard.normalise.words.header_text import HEADER_VALUE_WORDS
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header

_KEYS = (names_symbols, explains_symbols, explains_ratings)
_BLOCK_NAME = re.compile(r"\b(?:outcomes|objectives|themes|outputs|ambitions)\b", re.IGNORECASE)


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
    and last row of each part under a header of its own that is no scorecard; ``plain_headings``
    the rows that are taken for sections though nothing but their place sets them apart;
    ``ends_under`` are the banners at its end, which may stand below its last row."""

    rows: tuple[Row, ...]
    footnotes: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    passed_over: tuple[tuple[int, int], ...] = ()
    plain_headings: tuple[int, ...] = ()
    ends_under: tuple[str, ...] = ()


def going_on(table: TypedTable, banners: tuple[str, ...]) -> TypedTable:
    """A table that goes on with an earlier one: under the banners that the earlier one ends with,
    as far as it has none of its own but a title that it says again."""
    own = table.rows[0].banners
    if not banners or own != banners[: len(own)]:
        return table
    first = next((n for n, row in enumerate(table.rows) if row.banners != own), len(table.rows))
    rows = (replace(row, banners=banners) for row in table.rows[:first])
    ends_under = banners if table.ends_under == own else table.ends_under
    return replace(table, rows=(*rows, *table.rows[first:]), ends_under=ends_under)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a banner row is set: banners that look alike stand at the same level."""

    fill: Rgb | None
    bold: bool
    capitals: bool
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Segment:
    """Body rows under one header."""

    header: Header
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    heading: str


def infer_table(
    grid: Grid,
    header: Header | None,
    reporting_period: str | None,
    above: Header | None,
    *,
    headed: bool = False,
) -> TypedTable | None:
    """Understand a grid as a scorecard table; None when it is none: a table needs a column
    that names its rows and columns that rate or measure them by words that say so.

    ``header`` is the grid's own, where it has one; ``above`` is that of an earlier table of as
    many columns: it holds for a grid without one of its own, or with rows above it, whose figures
    stand where that header has them. ``headed`` tells that its heading speaks of measures.
    """
    if above is not None:
        header = carried_header(grid, header, above, reporting_period) or header
    if header is None:
        return None
    below = _read_below(grid, header)
    rows: list[Row] = []
    passed_over: list[tuple[int, int]] = []
    named: str | None = None
    title: int | None = None
    for segment in below.segments:
        indexes = [index for index, _ in segment.rows]
        if not indexes:
            continue
        columns = infer_columns(
            grid, segment.header, indexes, reporting_period=reporting_period, title_at=title
        )
        columns = pair_ratings(columns, reporting_period)
        columns = with_lone_rating(columns, grid, indexes, reporting_period)
        scorecard = is_scorecard(columns, grid, indexes, headed=headed)
        if not scorecard or (not rows and is_plain_budget(columns, grid, indexes)):
            passed_over.append((indexes[0], indexes[-1]))
            continue
        if names_labels(columns, grid, indexes):
            continue  # what a card says of one measure, line by line
        if any(explains(columns, grid, indexes) for explains in _KEYS):
            continue  # a key under a header that is printed on every page
        title = next(column.index for column in columns if column.use is Use.TITLE)
        named = block_name(segment.header) if title else None
        kind = kind_of_rows(columns)
        for index, banners in segment.rows:
            kept = tuple(banner for banner in banners if banner != named)
            said = tuple(below.remarks.get(index, ()))
            rows.append(Row(index, len(rows) + 1, columns, kept, kind, said))
    if not rows:
        return None
    return TypedTable(
        rows=tuple(rows),
        footnotes=tuple(below.footnotes),
        statements=tuple(below.statements),
        passed_over=tuple(passed_over),
        plain_headings=tuple(sorted(below.by_place.union(below.headings or ()))),
        ends_under=tuple(text for _, text in below.stack if text != named),
    )


@dataclass(slots=True)
class _Below:
    """What stands below a table's header, gathered row by row: parts under a header each,
    banners on the way, remarks by the row that they stand beneath. ``until`` is the row
    at which the last banner ends by itself, and how many there were before it."""

    grid: Grid
    header: Header
    usual: Counter[Rgb | None]
    segments: list[_Segment] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    remarks: dict[int, list[str]] = field(default_factory=dict)
    headings: frozenset[int] | None = None
    by_place: set[int] = field(default_factory=set)
    stack: list[tuple[_Look, str]] = field(default_factory=list)
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    fresh: bool = True
    until: tuple[int, int] = (0, 0)
    inside: bool = False  # whether the header in force is not the table's first

    def use_of_row(self, index: int, *, fresh_banner: bool) -> RowUse:
        """What a row is, in the light of those above it."""
        if index == self.until[0]:
            del self.stack[self.until[1] :]
        use = row_use(self.grid, index, self.header, self.usual)
        only = spans_row(self.grid, index) if use is RowUse.BANNER else None
        if (
            only is not None
            and only.colspan == 1
            and not shows_group(only, self.grid, self.header, self.usual)
            and name_over_parts(self.grid, index) is None
        ):
            self.by_place.add(index)
        if use is RowUse.BODY and self.headings is None:
            self.headings = plain_headings(self.grid, index, self.header)
        if use is RowUse.BODY and self.headings and index in self.headings:
            return RowUse.BANNER
        lone = spans_row(self.grid, index) if use is RowUse.BODY else None
        alone = lone is not None and (lone.colspan > 1 or opens_remark(lone))
        lines = (RowUse.BANNER, RowUse.FOOTNOTE, RowUse.REMARK)
        if self.rows and not fresh_banner and (alone or use in lines):
            last = index == self.grid.rows - 1 and not self.remarks
            remark = remark_in(self.grid, index, last=last)
            if remark:
                self.remarks.setdefault(self.rows[-1][0], []).append(remark)
                return RowUse.REMARK
        return use

    def read_header(self, index: int) -> int:
        """A header inside the table begins a new part, unless it is printed again; returns its
        last row."""
        goes_on = self.inside and self.header.last == index - 1
        again = not goes_on and says_again(self.grid, index, self.header)
        if again and not self._names_another_block(index):
            return index
        self.end_part()
        self.header = header_below(self.grid, index, self.header, inside=self.inside)
        self.inside = True
        if block_name(self.header) is not None:
            self.stack = []
            self.fresh = _enter_block(self.stack, self.header)
        return self.header.last

    def _names_another_block(self, index: int) -> bool:
        """Whether a header that is printed again has another name over the rows ("Housing | Target
        | Actual", below it "Roads | Target | Actual"), surely read."""
        name = block_name(header_of_rows(self.grid, index, index))
        known = {line.casefold() for line in self.header.lines[0]}
        first = self.grid.at(index, 0)
        sure = first is not None and first.row == index and first.confidence == 1
        return sure and name is not None and name.casefold() not in known

    def end_part(self) -> None:
        self.segments.append(_Segment(self.header, tuple(self.rows), ""))
        self.rows = []

    def read_banner(self, index: int) -> None:
        parts = name_beside_code(self.grid, index) or name_over_parts(self.grid, index)
        if parts is not None:
            self.until = parts[1], len(self.stack)
            self.stack.append((_look(parts[0]), one_line(parts[0].text)))
            return
        cell = spans_row(self.grid, index)
        if cell is None:
            text, rest = banner_with_rest(self.grid, index)
            self.statements.extend(rest)
            cell = self.grid.at(index, 0)
        else:
            text = one_line(cell.text)
        if STATEMENT.search(text):
            self.statements.append(text)
        elif not any(text == known for _, known in self.stack):
            _push(self.stack, _look(cell), text, self.fresh)
            self.fresh = False

    def read_footnote(self, index: int) -> None:
        texts = (one_line(cell.text) for cell in self.grid.row_cells(index) if cell.text)
        self.footnotes.append(" ".join(texts))

    def read_body(self, index: int) -> None:
        self.rows.append((index, tuple(text for _, text in self.stack)))
        self.fresh = True


def _read_below(grid: Grid, header: Header) -> _Below:
    """Split the rows below a header where new headers stand, under the banners above it."""
    below = _Below(grid, header, usual_fill(grid, header.last + 1))
    for index in range(header.first):
        cell = spans_row(grid, index)
        text = one_line(cell.text) if cell is not None else _label_value(grid, index)
        if text:
            below.stack.append((_look(cell), text))  # each is within the one above it
    below.fresh = _enter_block(below.stack, header)
    index = header.last + 1
    fresh_banner = False
    while index < grid.rows:
        use = below.use_of_row(index, fresh_banner=fresh_banner)
        fresh_banner = use is RowUse.BANNER or (fresh_banner and use is not RowUse.BODY)
        if use is RowUse.HEADER:
            index = below.read_header(index)
        elif use is RowUse.BANNER:
            below.read_banner(index)
        elif use is RowUse.FOOTNOTE:
            below.read_footnote(index)
        elif use is RowUse.BODY:
            below.read_body(index)
        index += 1
    below.end_part()
    return below


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
    return _Look(cell.fill, cell.bold, text.isupper(), cell.indent)


def _push(stack: list[tuple[_Look, str]], look: _Look, text: str, fresh: bool) -> None:
    """Put a banner on the stack: in the place of an earlier one that looks the same; beneath
    the last where it follows it directly or is indented further; else in the place of the last."""
    for depth, (known, _) in enumerate(stack):
        if known == look:
            del stack[depth:]
            break
    else:
        while stack and stack[-1][0].indent > look.indent:
            stack.pop()
            fresh = False
        if fresh and stack and stack[-1][0].indent == look.indent:
            stack.pop()
    stack.append((look, text))


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
