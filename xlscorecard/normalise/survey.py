"""What a paper's blocks say together before any row is read: which of its tables are scorecards,
its key, its colours, how its headings look. All in one pass: a long paper's blocks rest packed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xlscorecard.model.grid import Block, Grid, Paragraph
from xlscorecard.normalise.headers.header import find_header
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.heading import HeadingLooks, HeadingStyles
from xlscorecard.normalise.key.key import KeyReader, Symbols
from xlscorecard.normalise.key.symbol import ColourCount, Palette
from xlscorecard.normalise.rows.references import mostly_coded, spaced_code, titles_of
from xlscorecard.normalise.table import TypedTable, infer_table

# A heading that says that measures stand below it.
_MEASURES = re.compile(
    r"\b(?:performance|scorecards?|dashboards?|measures|indicators?|k?pis?|metrics)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """``tables`` are the scorecard tables and ``keys`` the tables that explain symbols, by the
    index of their block; ``above`` the header of the table before each, under which it may go on.
    ``coded`` tells that the titles of tables of one measure each begin with codes that have a space
    in them."""

    tables: dict[int, TypedTable]
    above: dict[int, Header]
    symbols: Symbols
    keys: frozenset[int]
    palette: Palette
    styles: HeadingStyles
    coded: bool


def _speaks_of_measures(grid: Grid, first: int) -> bool:
    """Whether a line above a table's header, inside its frame, says that measures stand below."""
    return any(cell.row < first and _MEASURES.search(cell.text) for cell in grid.cells)


def survey(blocks: Iterable[Block], period: str | None) -> Survey:
    """Go over a paper's blocks once; ``period`` is what the paper reports on. The last header
    above a table without one is offered to it."""
    tables: dict[int, TypedTable] = {}
    above: Header | None = None
    heads: dict[int, Header] = {}
    alone: list[str] = []
    headed = False
    key, colours, looks = KeyReader(), ColourCount(), HeadingLooks()
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            key.add_paragraph(block)
            looks.add(block)
            if block.level is not None or block.bold:
                headed = _MEASURES.search(block.text) is not None
            continue
        header = find_header(block)
        said = headed or (header is not None and _speaks_of_measures(block, header.first))
        table = infer_table(block, header, period, above, headed=said)
        if table is not None:
            tables[index] = table
            if above is not None:
                heads[index] = above
            if len(table.rows) == 1:
                alone += titles_of(block, table)
        above = header or above
        for note in () if table is None else table.footnotes:
            key.add_footnote(note)
        key.add_grid(index, block, looks_like_scorecard=table is not None)
        colours.add(block)
    symbols = key.symbols()
    coded = mostly_coded(alone, spaced_code)
    palette = colours.palette(symbols)
    return Survey(tables, heads, symbols, key.keys(), palette, looks.styles(), coded)
