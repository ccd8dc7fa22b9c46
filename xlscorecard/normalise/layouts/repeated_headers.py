"""Two tables that stand side by side, with nothing between them, are read one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.grid import Cell, Grid, columns_of
from xlscorecard.normalise.headers.header import find_header
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.words.content import is_figure, text_at
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labels import PERIODS, may_name
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words
from xlscorecard.values.words import parse_rag

_NAMES = frozenset({HeaderWord.TITLE, HeaderWord.RISK, HeaderWord.ACTION})
_MEASURES = frozenset({HeaderWord.TITLE, HeaderWord.SUPPORTING_MEASURE})
# So many columns beside the names are headed alike where the names are not.
_FEWEST_SHARED = 2
# How those measures are headed that contribute to the ones beside them.
_RESTS = re.compile(
    r"\b(?:contribut\w+|support\w+|drivers?|driving|underlying|sub|linked|enabling)\b",
    re.IGNORECASE,
)
# What the columns of such a table are headed when it stands alone.
_GROUP, _NAMED = "Group", "Measure"
_OF_RESULTS = frozenset(
    {HeaderWord.ACTUAL, HeaderWord.TARGET, HeaderWord.RAG, HeaderWord.TREND, HeaderWord.PREVIOUS}
)
_BEGINS = _NAMES | {HeaderWord.REFERENCE}
# What names the measures of a table, and not one more text about those of another ("Description").
_OF_MEASURES = re.compile(r"\b(?:measures?|indicators?|k?pis?|metrics?)\b", re.IGNORECASE)
_COUNTS = frozenset({"count", "number", "no", "total", "measures", "kpis", "indicators"})
# A name and a figure are the least that a table has.
_NARROWEST = 2
# A table goes on beside itself for so many rows at least, with so many columns of figures: a
# remark and one figure are none.
_FEWEST_ROWS = 3
_FEWEST_FIGURES = 2


def parts_abreast(grid: Grid) -> tuple[Grid, ...]:
    """The tables of a grid whose header is printed twice or more across ("Measure | Q3 | RAG |
    Measure | Q3 | RAG"), or of which each has names and results of its own under other headers,
    left to right; the grid itself where it is one table. What stands above the header over columns
    of several tables belongs to each of them. So are the halves of a table whose right one goes on
    without a header of its own."""
    header = find_header(grid)
    if header is None:
        return (grid,)
    found = (
        _repeats(header),
        _names_again(grid, header),
        _names_others(grid, header),
        _each_with_names(grid, header),
        _counted_beside(grid, header),
    )
    for starts in found:
        spans = list(pairwise([*starts, grid.cols]))
        if len(spans) < 2 or any(_crosses(cell, header, spans) for cell in grid.cells):
            continue
        first, *others = (columns_of(grid, left, right) for left, right in spans)
        name = _resting_on(grid, header, spans)
        if name is not None:
            lefts = [left for left, _ in spans[1:]]
            others = [
                _beside(grid, header, name, part, left)
                for part, left in zip(others, lefts, strict=True)
            ]
        return (first, *others)
    half = grid.cols // 2
    if _goes_on_beside(grid, header):
        return (
            columns_of(grid, 0, half),
            _headed_as(columns_of(grid, half, grid.cols), grid, header),
        )
    return (grid,)


def _resting_on(grid: Grid, header: Header, spans: Sequence[tuple[int, int]]) -> int | None:
    """The column of measures that those of the other tables contribute to by their header ("Key
    measure" beside "Contributory measure"); None where the tables have nothing to do with each
    other."""
    heads = [_last_line(grid, header, col) for col in range(grid.cols)]
    rests = all(any(map(_RESTS.search, heads[left:right])) for left, right in spans[1:])
    names = (col for col in range(spans[0][1]) if _is_measures(heads[col]))
    return next(names, None) if rests else None


def _is_measures(text: str) -> bool:
    found = match_header(text)
    return found is not None and found.word in _MEASURES


def _beside(grid: Grid, header: Header, name: int, part: Grid, left: int) -> Grid:
    """A table with the measures that its own contribute to as groups of its rows."""
    groups = [
        replace(c, col=0, text=_GROUP if _heads(c, header) else c.text)
        for c in grid.cells
        if c.col == name and c.colspan == 1
    ]
    above = {c.row for c in grid.cells if c.col <= name and c.col + c.colspan > left}
    moved = [
        replace(c, colspan=c.colspan + 1)
        if c.row in above and c.col == 0
        else replace(c, col=c.col + 1, text=_NAMED if _rests(c, header) else c.text)
        for c in part.cells
    ]
    return replace(part, cols=part.cols + 1, cells=(*groups, *moved))


def _rests(cell: Cell, header: Header) -> bool:
    """Whether a cell heads measures that contribute to others."""
    return _heads(cell, header) and _RESTS.search(cell.text) is not None


def _heads(cell: Cell, header: Header) -> bool:
    return cell.row <= header.last < cell.row + cell.rowspan


def _repeats(header: Header) -> list[int]:
    """Where the tables begin, if the whole header comes again and again; [] if it does not."""
    last = [lines[-1] if lines else "" for lines in header.lines]
    for width in range(_NARROWEST, len(last) // 2 + 1):
        if len(last) % width or last != last[:width] * (len(last) // width):
            continue
        named = (match_header(text) for text in last[:width] if text)
        dated = plain_words(last[0]) in PERIODS - {""}  # below the names of two measures
        if dated or any(found is not None and found.word in _BEGINS for found in named):
            return list(range(0, len(last), width))
    return []


def _names_again(grid: Grid, header: Header) -> list[int]:
    """Where the tables begin, if the first column's header, which names measures, stands again
    further on with at least one of the headers that follow it; [] if it does not. One of the
    tables may have columns that the others have not, and each may say what its measures are of
    ("Housing KPIs", "Planning KPIs"; "Key measures", "Supporting measures")."""
    last = [_last_line(grid, header, col) for col in range(grid.cols)]
    name = _name_word(last[0])
    if not name:
        return []
    starts = [
        col
        for col, text in enumerate(last)
        if text.endswith(name)
        and _name_word(text) == name
        and grid.starts_at(header.last, col) is not None
    ]
    rest = [set(last[a + 1 : b]) - {""} for a, b in pairwise([*starts, len(last)])]
    return starts if len(starts) > 1 and all(own & rest[0] for own in rest) else []


def _names_others(grid: Grid, header: Header) -> list[int]:
    """Where the tables begin, if the whole header comes again but for the column that names the
    measures, which is headed otherwise each time ("Key measures | Target | Actual | Drivers |
    Target | Actual"): by a word for measures, or by one that nothing knows over names, as all of
    them may be where they stand first; [] if it does not."""
    last = [lines[-1] if lines else "" for lines in header.lines]
    for width in range(_FEWEST_SHARED + 1, len(last) // 2 + 1):
        if len(last) % width:
            continue
        starts = list(range(0, len(last), width))
        parts = [header.lines[a : a + width] for a in starts]
        apart = [n for n in range(width) if len({part[n][-1:] for part in parts}) > 1]
        if len(apart) != 1 or any(not line for part in parts for line in part):
            continue
        named, *others = (match_header(part[apart[0]][-1]) for part in parts)
        if apart == [0] and named is None and not any(others):
            # "Customer | Target | Actual | Finance | Target | Actual"
            if all(_holds_names(grid, header, start) for start in starts) and _judges(parts[0]):
                return starts
            continue
        if named is None or named.word not in _MEASURES:
            continue
        rest = [tuple(lines for n, lines in enumerate(part) if n != apart[0]) for part in parts]
        if all(
            (match.word in _MEASURES if match else beside == rest[0])
            and _holds_names(grid, header, start + apart[0])
            for match, beside, start in zip(others, rest[1:], starts[1:], strict=True)
        ):
            return starts
    return []


def _each_with_names(grid: Grid, header: Header) -> list[int]:
    """Where the tables begin, if measures are named twice or more, each time under a word for
    measures and before results of their own ("Measure | Target | Q2 | RAG | Indicator | Q2 |
    Status"): touching tables of a sheet; [] if they are not."""
    heads = [lines[-1] if lines else "" for lines in header.lines]
    named = [
        col
        for col, text in enumerate(heads)
        if _surely_names(text) and _OF_MEASURES.search(text) and _holds_names(grid, header, col)
    ]
    starts = [col - (col > 0 and _numbers(heads[col - 1])) for col in named]
    if len(named) < 2 or starts[0] != 0:
        return []
    spans = list(pairwise([*starts, grid.cols]))
    if not all(_judges(header.lines[left:right]) for left, right in spans):
        return []
    names = [
        text
        for col in named
        for row in range(header.last + 1, grid.rows)
        if (text := text_at(grid, row, col))
    ]
    return starts if len(set(names)) == len(names) else []


def _counted_beside(grid: Grid, header: Header) -> list[int]:
    """Where a table and the counts of its ratings begin that touch it on its right ("RAG | Count"
    over "Green | 2", "Red | 1"); [] where none do."""
    heads = [lines[-1] if lines else "" for lines in header.lines]
    for col in range(_NARROWEST + 1, grid.cols - 1):
        if plain_words(heads[col + 1]) not in _COUNTS or not _judges(header.lines[:col]):
            continue
        rows = [row for row in range(header.last + 1, grid.rows) if text_at(grid, row, col)]
        rated = [parse_rag(text_at(grid, row, col)) for row in rows]
        each_once = len(set(rated) - {None}) == len(rated) > 1
        if each_once and all(text_at(grid, row, col + 1).isdigit() for row in rows):
            return [0, col]
    return []


def _numbers(text: str) -> bool:
    found = match_header(text)
    return found is not None and found.word is HeaderWord.REFERENCE


def _judges(header: Sequence[Sequence[str]]) -> bool:
    """Whether headers are those of a result, which a period may head, and of what judges it."""
    last = [lines[-1] for lines in header if lines]
    words = {match.word for text in last if (match := match_header(text)) is not None}
    if any(map(is_period, last)):
        words.add(HeaderWord.ACTUAL)
    return len(words & _OF_RESULTS) > 1


def _holds_names(grid: Grid, header: Header, col: int) -> bool:
    """Whether a column's texts are words, each another."""
    texts = [text for row in range(header.last + 1, grid.rows) if (text := text_at(grid, row, col))]
    return len(texts) > 1 and len(set(texts)) == len(texts) and all(map(may_name, texts))


def _name_word(text: str) -> str:
    """A header that names measures; of one that no list holds, or that of measures which support
    others, its last word that does."""
    found = match_header(text)
    if found is not None and found.word is not HeaderWord.SUPPORTING_MEASURE:
        return text if found.word in _NAMES else ""
    last = text.rpartition(" ")[2]
    return last if _surely_names(last) else ""


def _surely_names(text: str) -> bool:
    found = match_header(text)
    return found is not None and found.exact and found.word in _NAMES


def _last_line(grid: Grid, header: Header, col: int) -> str:
    """The last line of a column's header; a heading may stand close above the header of one of
    the tables, in its cell ("Homes" over "Measure")."""
    cell = grid.starts_at(header.last, col)
    if cell is not None and "\n" in cell.text:
        below = cell.text.rstrip().rpartition("\n")[2].strip()
        if _surely_names(below):
            return below
    return header.lines[col][-1] if header.lines[col] else ""


def _goes_on_beside(grid: Grid, header: Header) -> bool:
    """Whether a table goes on in columns to its right that nothing heads: each of them holds
    words or figures as the one half a table before does, the first one names all of its rows."""
    half = grid.cols // 2
    last = [lines[-1] if lines else "" for lines in header.lines]
    if grid.cols % 2 or half < _NARROWEST or not all(last[:half]) or any(last[half:]):
        return False
    found = match_header(last[0])
    if found is None or found.word not in _BEGINS:
        return False
    if any(_crosses(cell, header, [(0, half), (half, grid.cols)]) for cell in grid.cells):
        return False
    columns = [
        [text for row in range(header.last + 1, grid.rows) if (text := text_at(grid, row, col))]
        for col in range(grid.cols)
    ]
    kinds = [2 * sum(map(is_figure, texts)) > len(texts) for texts in columns]
    names = [*columns[0], *columns[half]]
    return (
        len(columns[half]) >= _FEWEST_ROWS
        and kinds[:half] == kinds[half:]
        and sum(kinds[half:]) >= _FEWEST_FIGURES
        and len(set(names)) == len(names)
        and all(map(may_name, columns[half]))
    )


def _headed_as(part: Grid, grid: Grid, header: Header) -> Grid:
    """A table's right half with the header of its left one."""
    heads = {(cell.row, cell.col): cell.text for cell in grid.cells if cell.row <= header.last}
    cells = tuple(
        replace(cell, text=heads.get((cell.row, cell.col), cell.text))
        if header.first <= cell.row <= header.last
        else cell
        for cell in part.cells
    )
    return replace(part, cells=cells)


def _crosses(cell: Cell, header: Header, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a cell from the header on down lies in several of the tables: a blank one, merged
    over the whole sheet between two tables, is in none."""
    end = cell.col + cell.colspan
    return (
        cell.row >= header.first
        and not cell.empty
        and not any(a <= cell.col and end <= b for a, b in spans)
    )
