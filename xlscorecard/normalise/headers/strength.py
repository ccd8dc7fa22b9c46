"""How much a row of a grid looks like a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Unit
from xlscorecard.normalise.words.header_text import calendar_year, header_text, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.ledger import ledger_period
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.unit import unit_in_header
from xlscorecard.values.words import parse_rag

# Units that stand in headers, not in names of rows.
_HEADED = frozenset({Unit.GBP, Unit.PER_100K, Unit.PER_10K, Unit.PER_1K})
_COLOURS = frozenset({"red", "amber", "yellow", "green"})
# A row with so many plain header words is a header, whatever its other words.
_SURELY_WORDED = 2
# A row of so many figures belongs to a table's body. The row above the first one is its header
# from this strength on: one text of three is a header word, the others name councils or teams.
LEAST_FIGURES = 2
WEAK_HEADER = 0.3
_UNIT_LIKE = re.compile(
    r"^\(?(?:£(?:000s?|k|m|bn)?|%|£?'?000'?s?|(?:in )?(?:£ ?)?(?:thousand|million)s?|no\.?|days|"
    r"number|rate)\)?$",
    re.IGNORECASE,
)
# Amounts too long for their cells, printed over each other: "£349,00£0453,000".
_OVERPRINTED = re.compile(r"\d[,.]?£\d")
# "5 year average", "3-month trend", "12m avg", "2030 ambition": a header that begins with a
# figure. So does "5 year" over "average": five of them would be years.
_SPAN_OF_TIME = re.compile(
    r"^(?:19|20)\d\d\s+\(?[a-z]{3,}|"
    r"^(?:\d{1,2}|two|three|five|ten)[\s-]?(?:year|yr|month|quarter|week)s?\b[\s-]+[a-z]|"
    r"^(?:[2-9]|1\d|two|three|five|ten)[\s-](?:year|month|quarter|week)$|"
    r"^\d{1,2}\s?(?:m(?:ths?|on)?|qtrs?|q|yr?s?|wks?|w)\b[\s-]+(?:av(?:g|e(?:rage)?)?|mean|median|"
    r"rolling|trend|total|change)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_no_header(text: str) -> bool:
    """Whether a text is a value that no header would be: a number that is no period."""
    if _OVERPRINTED.search(text):
        return True
    if not any(character.isdigit() for character in text) or is_period(text):
        return False
    if match_header(text) is not None or is_unit(text) or _SPAN_OF_TIME.match(text):
        return False
    outer, _, inner = text.partition("(")
    if is_period(outer) and is_period(inner):  # "Q3 2020/2021 (Q3 2019/2020)"
        return False
    return parse_quantity(text).numeric


def _is_figure(text: str) -> bool:
    """Whether a text is a value that no header would be, whatever stands beside it."""
    return is_no_header(text) and calendar_year(text) is None


def header_strength(grid: Grid, row: int) -> float:
    """How much a row looks like a header: the share of its texts that are header words or
    periods, 0 when it holds a figure or a RAG word in a cell of its own."""
    texts = [header_text(cell.text) for cell in grid.row_cells(row) if cell.text.strip()]
    if len(texts) < 2 or any(map(_is_figure, texts)) or _is_rated(grid, row):
        return 0.0
    hits = 0.0
    worded = sum((found := match_header(text)) is not None and found.exact for text in texts)
    years = worded > 0 or _follow(texts)
    numbered = _numbered_periods(texts)
    for text in texts:
        if calendar_year(text) is not None and years:
            hits += 1.0  # "Indicator | Target | 2023 | 2022": beside plain header words no figure
            continue
        if is_no_header(text):
            return 0.0
        if len(text) > 90:
            return 0.0
        match = match_header(text)
        if match is not None:
            hits += 1.0 if match.exact else 0.8
        elif is_period(text) or is_unit(text) or text in numbered:
            hits += 1.0
        elif unit_in_header(text).unit in _HEADED:
            hits += 0.8  # "Green £000", "Missed per 100,000"
        elif parse_rag(text) is not None and worded < _SURELY_WORDED:  # else "Missed" is a count
            hits -= 0.5
    return max(0.0, hits / len(texts))


def _numbered_periods(texts: Sequence[str]) -> set[str]:
    """Accounting periods that count on from one text to the next ("P7 | P8 | P9"): a lone "P1" is
    a measure's code, and one below the other are rows."""
    found = [(text, number) for text in texts if (number := ledger_period(text)) is not None]
    counts = all(after[1] == before[1] + 1 for before, after in pairwise(found))
    return {text for text, _ in found} if counts and len(found) > LEAST_FIGURES else set()


def _is_rated(grid: Grid, row: int) -> bool:
    """Whether a row has one rating twice ("GREEN | GREEN"), or a colour's name beside a symbol
    without words: headers ("Red | Amber | Green") name each class once. Letters may be months."""
    cells = grid.row_cells(row)
    words = [one_line(cell.text).lower() for cell in cells]
    rated = [word for word in words if len(word) > 1 and parse_rag(word) is not None]
    symbols = any(cell.marks and not cell.text.strip() for cell in cells)
    return len(set(rated)) < len(rated) or (symbols and not _COLOURS.isdisjoint(rated))


def _follow(texts: Sequence[str]) -> bool:
    """Whether calendar years follow each other beside any word of headers ("Key stage measure |
    2023 | 2024 | 2025 (prov)"): no figures of one row do."""
    found = [calendar_year(text) for text in texts]
    pairs = pairwise([year for year in found if year is not None])
    return any(abs(one - other) == 1 for one, other in pairs) and any(map(match_header, texts))


def spans_row(grid: Grid, row: int) -> Cell | None:
    """The one cell with text of a row, when nothing else stands in it."""
    only: Cell | None = None
    for cell in grid.row_cells(row):
        if not cell.empty:
            if only is not None:
                return None
            only = cell
    return only if only is not None and only.row == row and only.text.strip() else None


def is_unit(text: str) -> bool:
    """Whether a text says in what figures are counted, and nothing else ("£'000", "%")."""
    return _UNIT_LIKE.match(text) is not None


def only_units(grid: Grid, row: int) -> bool:
    """Whether a row says in what the columns below it are counted, and nothing else."""
    texts = [one_line(cell.text) for cell in grid.row_cells(row) if not cell.empty]
    return len(texts) > 1 and all(map(is_unit, texts))
