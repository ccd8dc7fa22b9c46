"""Sections set as plain rows: a name in the first column and nothing beside it, no line, fill or
weight that sets it apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.lines import Header
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.unit import unit_in_title
from xlscorecard.values.words import polarity_in_title

# A section's plain name has so many words at most; so many full rows stand between such names.
_MOST_WORDS = 6
_FEWEST_ROWS = 2
# "1. Housing", "Priority 2: Streets": a number that counts the sections.
_NUMBERED = re.compile(r"^(?:[A-Z][a-z]+ )?\d{1,2}(?:\.\d{1,2})*[.):]?\s+")
_PART = re.compile(r"\s*[-\u2013\u2014\u2022]\s*(?=[A-Za-z])")
# What names a figure and not a group of them.
_MEASURES = re.compile(
    r"\b(?:satisf\w+|rates?|average|mean|median|total|levels?|amount|times?|waiting|turnover|"
    r"arrears|absences?|sickness|value of|cost of|volume|ratio|index|scores?|complaints|calls|"
    r"visits|admissions|incidents|crimes?|cases)\b|"
    # "New homes completed", "Missed bins"
    r"^(?:missed|overdue|outstanding|vacant)\b|"
    r"(?<!\band )(?<!, )\b(?:\w{3,}ed|built|made|let|sold|paid|sent|lost|held|met)$",
    re.IGNORECASE,
)


def plain_headings(grid: Grid, first: int, header: Header) -> frozenset[int]:
    """The rows from ``first`` on that head the rows below them. ``first`` is the first below the
    header: where a table has such sections it begins with one, so that a measure without values
    further down is none. Each names a group in few words, no measure, and stands over a row that
    has more; in a table whose measures have codes it is one without. A row without figures over
    parts that begin with a dash heads them ("Decisions in time" over "- major")."""
    return _over_parts(grid, first) | _groups(grid, first, header)


def _over_parts(grid: Grid, first: int) -> frozenset[int]:
    """The rows that have nothing beside their name and stand over one that begins with a dash."""
    found: set[int] = set()
    for row in range(first, grid.rows - 1):
        below = grid.starts_at(row + 1, 0) or grid.starts_at(row + 1, 1)
        below = below if below is not None and _PART.match(below.text) else None
        lone = spans_row(grid, row) if below is not None else None
        if below is None or lone is None or lone.colspan > 1 or _PART.match(lone.text):
            continue
        if lone.col == below.col and _is_full(grid, row + 1, below.col):
            found.add(row)
    return frozenset(found)


def _groups(grid: Grid, first: int, header: Header) -> frozenset[int]:
    lone = spans_row(grid, first)
    if lone is None or lone.colspan > 1 or lone.col > 1 or not _heads_titles(header, lone):
        return frozenset()
    full = [row for row in range(first, grid.rows) if _is_full(grid, row, lone.col)]
    if len(full) < _FEWEST_ROWS:
        return frozenset()
    bare = {
        row: one_line(cell.text)
        for row in range(first, full[-1])
        if (cell := spans_row(grid, row)) is not None and cell.col == lone.col and cell.colspan == 1
    }
    heads = {row: name for row, name in bare.items() if names_group(name)}
    inner = sum(row + 1 not in heads for row in heads)
    if first not in heads or inner >= len(full):
        return frozenset()
    if not (lone.col and _are_coded(grid, full)):
        titles = [one_line(cell.text) for row in full if (cell := grid.at(row, lone.col))]
        if _length(list(heads.values())) >= _length(titles):
            return frozenset()
    return frozenset(heads)


def _heads_titles(header: Header, lone: Cell) -> bool:
    """Whether a lone text stands in the column of the titles."""
    lines = header.lines[lone.col]
    match = match_header(lines[-1]) if lines else None
    return match is None or match.word not in (HeaderWord.PRIORITY, HeaderWord.REFERENCE)


def _is_full(grid: Grid, row: int, at: int) -> bool:
    """Whether a row has a title and more to its right."""
    title = grid.starts_at(row, at)
    if title is None or not title.text.strip():
        return False
    return any(not cell.empty for cell in grid.row_cells(row) if cell.col > at)


def names_group(name: str) -> bool:
    """Whether a name is one of a group of measures by its words: a few, none of a figure."""
    plain = _NUMBERED.sub("", name)
    if not plain[:1].isupper() or len(plain.split()) > _MOST_WORDS or plain.endswith("."):
        return False
    measures = _MEASURES.search(plain) is not None or unit_in_title(plain).unit is not None
    return not (measures or any(map(str.isdigit, plain)) or polarity_in_title(plain))


def _are_coded(grid: Grid, rows: Sequence[int]) -> bool:
    first = (grid.at(row, 0) for row in rows)
    return all(cell is not None and cell.text.strip() for cell in first)


def _length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts)
