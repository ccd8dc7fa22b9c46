"""Rows above the names of columns that belong to their header: what gathers several of them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.cut_off import ends_year
from xlscorecard.normalise.headers.lone_period import dates_one_name
from xlscorecard.normalise.headers.spreading import names_outturn, reach_of_name
from xlscorecard.normalise.headers.strength import (
    LEAST_FIGURES,
    header_strength,
    is_no_header,
    spans_row,
)
from xlscorecard.normalise.headers.wrapped_rows import wraps_into
from xlscorecard.normalise.words.header_text import (
    YEAR,
    calendar_year,
    header_text,
    is_part,
    is_period,
)
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import match_header
from xlscorecard.values.period import parse_period


def belongs_above(grid: Grid, upper: int, lower: int) -> bool:
    """Whether a row above the header spans groups of its columns ("2017/18" over Q1 to Q4)."""
    if spans_row(grid, upper) is not None and len(grid.row_cells(upper)) <= 2:
        return False
    cells = [cell for cell in grid.row_cells(upper) if cell.text.strip()]
    if _years_over_months(grid, cells, lower):
        return True
    texts = [one_line(cell.text) for cell in cells]
    dated = any(map(is_period, texts))
    if not cells or any(is_no_header(t) and not (dated and ends_year(t)) for t in texts):
        return False
    spanning = [cell for cell in cells if 1 < cell.colspan < grid.cols]
    tall = [cell for cell in cells if cell.row + cell.rowspan > lower]
    over = bool(spanning or tall) and header_strength(grid, upper) > 0
    return (
        over
        or years_over_names(grid, upper, lower)
        or _heads_rest(grid, cells, lower)
        or heads_groups(grid, cells, lower)
        or dates_one_name(grid, cells, lower)
        or _dates_parts(grid, cells, lower)
        or wraps_into(grid, upper, lower)
        or _completes(grid, upper, lower)
        or _dates_lower_names(grid, cells, lower)
    )


def _completes(grid: Grid, upper: int, lower: int) -> bool:
    """Whether two rows name all columns together, each of them one: names set in the middle of a
    header's height beside those that stand at its foot, below what gathers these."""
    names = [grid.filled_in(upper), grid.filled_in(lower)]
    cells = [cell for row in names for cell in row]
    if not all(names) or any(cell.colspan > 1 or cell.rowspan > 1 for cell in cells):
        return False
    known = any(match_header(header_text(cell.text)) is not None for cell in names[0])
    return known and sorted(cell.col for cell in cells) == list(range(grid.cols))


def _dates_lower_names(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether a row's texts are periods over names at the foot of a header, beside names that are
    set in the middle of its height (see ``_completes``)."""
    if lower + 1 >= grid.rows or not all(is_period(header_text(cell.text)) for cell in cells):
        return False
    below = [col for cell in cells for col in range(cell.col, cell.col + cell.colspan)]
    foot = all(own_text(grid, lower + 1, col) for col in below)
    return foot and _completes(grid, lower, lower + 1)


def stands_between(grid: Grid, row: int, lower: int) -> bool:
    """Whether a row holds nothing but first words of the names below it, behind the first column
    and as bold as they are, and the row above it spans groups of the same columns."""
    words = grid.filled_in(row)
    names = {cell.col: cell for cell in grid.filled_in(lower)} if lower < grid.rows else {}
    if not words or not words[0].col or any(is_no_header(one_line(word.text)) for word in words):
        return False
    alike = all((name := names.get(word.col)) and name.bold == word.bold for word in words)
    return alike and belongs_above(grid, row - 1, lower)


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


def _dates_parts(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether a row's texts are all financial years, each right above a month or quarter without
    one, which it dates ("2021/22" over the first of "Q1 | Q2")."""
    return bool(cells) and all(_dates_part(grid, cell, lower) for cell in cells)


def are_parts_below_years(grid: Grid, upper: int, lower: int) -> bool:
    """Whether a row below a header's names holds nothing but months or quarters, the first of them
    right below a financial year ("2021/22" beside "Measure")."""
    parts = grid.filled_in(lower)
    above = grid.starts_at(upper, parts[0].col) if parts else None
    if above is None or not _dates_part(grid, above, lower):
        return False
    return all(is_part(header_text(cell.text)) for cell in parts)


def _dates_part(grid: Grid, year: Cell, lower: int) -> bool:
    text = header_text(year.text)
    if YEAR.fullmatch(text) is None or calendar_year(text) is not None:
        return False
    return is_part(_name_at(grid, lower, year.col))


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


def heads_groups(grid: Grid, cells: Sequence[Cell], lower: int) -> bool:
    """Whether each text of a row stands over the first of several columns that the next row names
    ("Targets" over "2023/24 | 2024/25"), beside columns of which that row tells all. On a printed
    sheet the table's heading may stand level with them."""
    if grid.ruling == "print" and cells and not cells[0].col and own_text(grid, lower, 0):
        cells = cells[1:]
    if (
        not cells
        or not cells[0].col
        or not all(own_text(grid, lower, col) for col in range(cells[0].col + 1))
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


def names_come_again(grid: Grid, upper: int, lower: int) -> bool:
    """Whether the names of a row below others come again below each text of that row that has one
    of them beneath: "Quarter only | YTD" below "Target" and below "Actual", beside "Measure"."""
    heads = [cell.col for cell in grid.filled_in(upper) if own_text(grid, lower, cell.col)]
    return _repeats_names(grid, heads, lower)


def _repeats_names(grid: Grid, heads: Sequence[int], lower: int) -> bool:
    """Whether what the row below names from each head on is what it names from the first one on,
    up to the next: "In quarter | To date", below "Target" and again below "Actual"."""
    width = heads[1] - heads[0] if len(heads) > 1 else 0
    if width < LEAST_FIGURES or heads[-1] + width > grid.cols:
        return False
    parts = [[_name_at(grid, lower, col + n) for n in range(width)] for col in heads]
    return all(parts[0]) and all(part == parts[0] for part in parts)


def years_over_names(grid: Grid, upper: int, lower: int) -> bool:
    """Whether a year or a quarter stands above each of several columns that the next row names
    ("2012/13" over "Value", "2016/17" over "Target", "2023/24" over "Outturn" beside "2024/25" over
    "Q1"), without a line to show it; nothing above the name of the rows, and above what the next
    row leaves blank a header word at most ("Target"). One year alone is above an outturn beside
    quarters."""
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
    texts = [header_text(cell.text) for cell in dated if cell.row == upper]
    if len(texts) < len(dated) or not any(map(is_period, texts)):
        return False
    if not all(is_period(text) or ends_year(text) for text in texts):
        return False
    named = [names.get(cell.col, "") for cell in dated]
    return all(
        is_part(name) or (match_header(name) is not None and parse_period(name) is None)
        for name in named
    )


def _name_at(grid: Grid, row: int, col: int) -> str:
    """The text of a cell of one column; "" for a banner's."""
    cell = grid.starts_at(row, col)
    return cell.text.strip() if cell is not None and cell.colspan == 1 else ""


def own_text(grid: Grid, row: int, col: int) -> str:
    """The text of a cell that begins in a row; "" where another is merged over its place."""
    cell = grid.at(row, col)
    return cell.text.strip() if cell is not None and cell.row == row else ""
