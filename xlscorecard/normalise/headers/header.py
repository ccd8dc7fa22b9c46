"""Which rows of a grid are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import Unit
from xlscorecard.normalise.headers.lines import (
    Header,
    header_of_rows,
)
from xlscorecard.normalise.headers.lone_period import dates_one_name
from xlscorecard.normalise.headers.spreading import names_outturn, reach_of_name
from xlscorecard.normalise.headers.wrapped_rows import in_brackets, wraps_into
from xlscorecard.normalise.words.header_text import calendar_year, header_text, is_part, is_period
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.period import parse_period
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.unit import unit_in_header
from xlscorecard.values.words import parse_rag

_MAX_HEADER_ROWS = 4
# Letters on a header's paint no lighter than this, of 255, are white.
_DARK = 128
# A figure with its unit, or of so many digits, ends no year.
_MEASURED = re.compile(r"^[(<>~-]*£?\d[\d,]*\.\d|\d\s*%|£\s*\d|^\d{5}|\d,\d{3}")
_GOES_ON = "-–/’'"
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
def _is_figure(text: str) -> bool:
    """A value that no header would be: a number that is no period."""
    if _OVERPRINTED.search(text):
        return True
    if not any(character.isdigit() for character in text) or is_period(text):
        return False
    if match_header(text) is not None or _UNIT_LIKE.match(text) or _SPAN_OF_TIME.match(text):
        return False
    return parse_quantity(text).numeric


def header_strength(grid: Grid, row: int) -> float:
    """How much a row looks like a header: the share of its texts that are header words or
    periods, 0 when it holds a figure or a RAG word in a cell of its own."""
    texts = [header_text(cell.text) for cell in grid.row_cells(row) if cell.text.strip()]
    if len(texts) < 2 or _is_rated(grid, row):
        return 0.0
    hits = 0.0
    worded = sum((found := match_header(text)) is not None and found.exact for text in texts)
    years = worded > 0 or _follow(texts)
    for text in texts:
        if calendar_year(text) is not None and years:
            hits += 1.0  # "Indicator | Target | 2023 | 2022": beside plain header words no figure
            continue
        if _is_figure(text):
            return 0.0
        if len(text) > 90:
            return 0.0
        match = match_header(text)
        if match is not None:
            hits += 1.0 if match.exact else 0.8
        elif is_period(text) or _UNIT_LIKE.match(text):
            hits += 1.0
        elif unit_in_header(text).unit in _HEADED:
            hits += 0.8  # "Green £000", "Missed per 100,000"
        elif parse_rag(text) is not None and worded < _SURELY_WORDED:  # else "Missed" is a count
            hits -= 0.5
    return max(0.0, hits / len(texts))


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


def find_header(grid: Grid) -> Header | None:
    """The first header of a grid: the strongest row near its top, with the rows of the same
    header below it. Banner rows may stand above it. None when no row looks like one."""
    limit = min(grid.rows, 8)
    declared = range(min(grid.header_rows, _MAX_HEADER_ROWS))
    best_row, best = -1, 0.0
    for row in range(limit):
        strength = header_strength(grid, row)
        if row in declared and strength > 0:
            strength += 0.15
        if strength > best + 0.25 or (best_row < 0 and strength >= 0.34):
            best_row, best = row, strength
    best_row = _above_first_figures(grid, best_row, limit)
    if best_row < 0:
        return None
    while wraps_into(grid, best_row, best_row + 1):
        best_row += 1
    first = best_row
    if _only_units(grid, best_row) and best_row + 1 < grid.rows:
        # "£'000" over each column of a budget
        best_row += header_strength(grid, best_row + 1) >= WEAK_HEADER
    while first > 0 and _belongs_above(grid, first - 1, first):
        first -= 1
    last = _last_header_row(grid, best_row)
    return header_of_rows(grid, first, last)


def _above_first_figures(grid: Grid, best_row: int, limit: int) -> int:
    """The header row, or the row right above the first row of figures where the strongest one
    stands below that: a section further down has a header of its own ("Budget | Period 6"),
    and the rows above it belong to a weaker one ("ASC | WC | Target")."""
    for row in range(1, limit if best_row < 0 else min(best_row, limit)):
        texts = [one_line(cell.text) for cell in grid.begun_in(row)]
        if sum(map(_is_figure, texts)) >= LEAST_FIGURES:
            return row - 1 if header_strength(grid, row - 1) >= WEAK_HEADER else best_row
    return best_row


def _only_units(grid: Grid, row: int) -> bool:
    """Whether a row says in what the columns below it are counted, and nothing else."""
    texts = [one_line(cell.text) for cell in grid.row_cells(row) if not cell.empty]
    return len(texts) > 1 and all(map(_UNIT_LIKE.match, texts))


def _belongs_above(grid: Grid, upper: int, lower: int) -> bool:
    """A row above the header that spans groups of its columns ("2017/18" over Q1 to Q4)."""
    if spans_row(grid, upper) is not None and len(grid.row_cells(upper)) <= 2:
        return False
    cells = [cell for cell in grid.row_cells(upper) if cell.text.strip()]
    if _years_over_months(grid, cells, lower):
        return True
    if not cells or any(_is_figure(one_line(cell.text)) for cell in cells):
        return False
    spanning = [cell for cell in cells if 1 < cell.colspan < grid.cols]
    tall = [cell for cell in cells if cell.row + cell.rowspan > lower]
    over = bool(spanning or tall) and header_strength(grid, upper) > 0
    return (
        over
        or _years_over_names(grid, upper, lower)
        or _heads_rest(grid, cells, lower)
        or _heads_groups(grid, cells, lower)
        or dates_one_name(grid, cells, lower)
        or wraps_into(grid, upper, lower)
    )


def _stands_between(grid: Grid, row: int, lower: int) -> bool:
    """Whether a row holds nothing but first words of the names below it, behind the first column
    and as bold as they are, and the row above it spans groups of the same columns."""
    words = grid.filled_in(row)
    names = {cell.col: cell for cell in grid.filled_in(lower)} if lower < grid.rows else {}
    if not words or not words[0].col or any(_is_figure(one_line(word.text)) for word in words):
        return False
    alike = all((name := names.get(word.col)) and name.bold == word.bold for word in words)
    return alike and _belongs_above(grid, row - 1, lower)


def _years_over_months(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether a row's texts are all calendar years merged over bare months ("2024" over "Nov |
    Dec"): years that no other word of theirs would tell from figures."""
    if not cells or any(cell.colspan < LEAST_FIGURES for cell in cells):
        return False
    if any(calendar_year(cell.text.strip()) is None for cell in cells):
        return False
    months = [
        grid.starts_at(lower, col)
        for cell in cells
        for col in range(cell.col, cell.col + cell.colspan)
    ]
    return all(month is not None and is_part(header_text(month.text)) for month in months)


def _heads_rest(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether a row's only text is a header over the last columns ("Actual by month" over the
    months), beside columns that the next row names; a section's name is no header."""
    if len(cells) != 1 or not cells[0].col or cells[0].colspan < LEAST_FIGURES:
        return False
    text = header_text(cells[0].text)
    if match_header(text) is None and not is_period(text):
        return False
    named = {cell.col for cell in grid.row_cells(lower) if cell.text.strip()}
    return named.issuperset(range(cells[0].col + cells[0].colspan))


def _heads_groups(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether each text of a row stands over the first of several columns that the next row names
    ("Targets" over "2023/24 | 2024/25"), beside columns of which that row tells all."""
    if (
        not cells
        or not cells[0].col
        or not all(_own_text(grid, lower, col) for col in range(cells[0].col + 1))
    ):
        return False
    over = all(reach_of_name(grid, cell, lower) > 1 for cell in cells)
    heads = [cell.col for cell in cells]
    return over or _repeats_names(grid, heads, lower) or _told_by_role(grid, cells, lower)


def _told_by_role(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether header words stand over one part of a year each, which only they tell apart:
    "Targets" over "Q1 | Q2 | Q3 | Q4" beside "Actuals" over "Q1", the only quarter so far."""
    names = {_name_at(grid, lower, cell.col) for cell in cells}
    worded = all(match_header(header_text(cell.text)) is not None for cell in cells)
    return worded and len(cells) > 1 and len(names) == 1 and all(map(is_part, names))


def _repeats_names(grid: Grid, heads: Sequence[int], lower: int) -> bool:
    """Whether what the row below names from each head on is what it names from the first one on,
    up to the next: "In quarter | To date", below "Target" and again below "Actual"."""
    width = heads[1] - heads[0] if len(heads) > 1 else 0
    if width < LEAST_FIGURES or heads[-1] + width > grid.cols:
        return False
    parts = [[_name_at(grid, lower, col + n) for n in range(width)] for col in heads]
    return all(parts[0]) and all(part == parts[0] for part in parts)


def _years_over_names(grid: Grid, upper: int, lower: int) -> bool:
    """A year or a quarter above each of several columns that the next row names ("2012/13" over
    "Value", "2016/17" over "Target", "2023/24" over "Outturn" beside "2024/25" over "Q1"), without
    a line to show it; nothing above the name of the rows, and above what the next row leaves
    blank a header word at most ("Target"). One year alone is above an outturn beside quarters."""
    if lower >= grid.rows or (first := grid.at(upper, 0)) is None or first.text.strip():
        return False
    below = [cell for cell in grid.row_cells(lower) if cell.text.strip()]
    names = {cell.col: header_text(cell.text) for cell in below}
    above = [cell for cell in grid.row_cells(upper) if cell.text.strip()]
    dated = [cell for cell in above if cell.col in names or not match_header(cell.text)]
    if len(below) <= len(dated) or not below or below[0].col:
        return False
    if len(dated) < LEAST_FIGURES and not (
        len(above) == 1 and names_outturn(grid, above[0], lower)
    ):
        return False
    if not all(cell.row == upper and is_period(header_text(cell.text)) for cell in dated):
        return False
    named = [names.get(cell.col, "") for cell in dated]
    return all(
        is_part(name) or (match_header(name) is not None and parse_period(name) is None)
        for name in named
    )


def _last_header_row(grid: Grid, row: int) -> int:
    """The last row of the header that starts at ``row``: cells that are merged down from it,
    and a row of periods or units under its spanning cells."""
    last = row
    parted = False  # white space between a spanning cell and the names below it is a row, too
    while last + 1 < grid.rows and last + 1 - row < _MAX_HEADER_ROWS:
        tallest = max((cell.row + cell.rowspan - 1 for cell in grid.row_cells(row)), default=last)
        below = last + 1
        spanning = parted or any(
            1 < cell.colspan < grid.cols
            and cell.row + cell.rowspan - 1 == last
            and cell.text.strip()
            for cell in grid.row_cells(last)
        )
        own = [cell for cell in grid.row_cells(below) if cell.row == below]
        texts = [header_text(cell.text) for cell in own if cell.text.strip()]
        if not texts:
            if tallest >= below and len(own) < len(grid.row_cells(below)):
                last, parted = below, spanning
                continue
            break
        if spanning and _stands_between(grid, below, below + 1):
            last, parted = below, True
            continue
        parted = False
        first_is_blank = not (grid.at(below, 0) is not None and _own_text(grid, below, 0))
        if (tallest >= below or first_is_blank) and _are_years(texts):
            over = spanning or _names_parts(grid, last)
            if over:  # "2022 | 2023 | 2024" under the council's name, between merged headers
                last = below
                continue
        if (
            len(texts) > 1
            and not any(_is_result(grid, last, cell) for cell in grid.filled_in(below))
            and _in_one_band(grid, last, below)
        ):
            last = below
            continue
        if any(_is_figure(text) or len(text) > 60 for text in texts):
            break
        labels = sum(
            is_period(text) or bool(_UNIT_LIKE.match(text)) or match_header(text) is not None
            for text in texts
        )
        mostly = labels >= len(texts) / 2
        if (
            not (tallest >= below and mostly)
            and not (spanning and labels > 0 and (mostly or first_is_blank))
            and not (tallest >= below and spanning)
            and not (first_is_blank and 2 <= labels == len(texts))
            and not (labels > 0 and in_brackets(own))
            and not _years_over_names(grid, last, below)
            and not _heads_groups(grid, grid.filled_in(last), below)
        ):
            break
        last = below
    return last


def _is_result(grid: Grid, last: int, cell: Cell) -> bool:
    """Whether a cell below a header's row holds a row's figure or rating, and not the second line
    of a name: "22" ends "Outturn 2021-", but not "Q2"."""
    text = one_line(cell.text)
    if _MEASURED.search(text) or parse_rag(text) is not None:
        return True
    above = grid.at(last, cell.col)
    name = one_line(above.text) if above is not None else ""
    whole = any(map(str.isdigit, name)) and name[-1] not in _GOES_ON
    return whole and text.isdigit()


def _in_one_band(grid: Grid, last: int, below: int) -> bool:
    """Whether a header's last row and the row below it are painted in one dark tone from side to
    side, and the next row is not: the second lines of its names."""
    tones = {cell.fill for row in (last, below) for cell in grid.row_cells(row)}
    tone = tones.pop() if len(tones) == 1 else None
    if tone is None or max(tone) > _DARK or below + 1 >= grid.rows:
        return False
    return all(cell.fill != tone for cell in grid.row_cells(below + 1))


def _are_years(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are calendar years, beside headers at most ("2023 | 2024 | 2023 |
    2024 | Target")."""
    years = {year for text in texts if (year := calendar_year(text)) is not None}
    others = [text for text in texts if calendar_year(text) is None]
    named = all(is_period(text) or match_header(text) is not None for text in others)
    return named and (len(years) >= LEAST_FIGURES or (bool(years) and not others))


def _names_parts(grid: Grid, row: int) -> bool:
    """Whether a row of headers names months or quarters without their year."""
    return any(is_part(header_text(cell.text)) for cell in grid.row_cells(row))


def _name_at(grid: Grid, row: int, col: int) -> str:
    """The text of a cell of one column; "" for a banner's."""
    cell = grid.starts_at(row, col)
    return cell.text.strip() if cell is not None and cell.colspan == 1 else ""


def _own_text(grid: Grid, row: int, col: int) -> str:
    cell = grid.at(row, col)
    return cell.text.strip() if cell is not None and cell.row == row else ""
