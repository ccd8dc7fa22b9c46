"""Headers over the first of several columns, where no line shows how far they reach."""

from __future__ import annotations

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.recurring_groups import spread_over_groups
from xlscorecard.normalise.words.header_text import (
    HEADER_VALUE_WORDS,
    YEAR,
    begins_next_year,
    calendar_year,
    header_text,
    is_part,
    is_period,
)
from xlscorecard.normalise.words.row_period import names_period
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header
from xlscorecard.values.period import parse_period, period_after, previous_year

# Worksheets, and prints of them: elsewhere a name stands in the middle of what it is over.
_TYPED_OVER_FIRST = ("sheet", "print")
_LINELESS = ("none", "horizontal")
# What stands behind a result, and behind its target, of one period.
_BESIDE_RESULT = (HeaderWord.TARGET, HeaderWord.VARIANCE, HeaderWord.RAG)
_BEHIND = {
    HeaderWord.TARGET: (HeaderWord.ACTUAL, HeaderWord.VARIANCE, HeaderWord.RAG),
    HeaderWord.VARIANCE: (HeaderWord.RAG,),
}


def spread_names(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """What header rows ``first`` to ``last`` print over one column for others beside it:
    (row, col) -> the text, for each blank that it is over as well."""
    spread = _spread_years(grid, first, last)
    spread |= _spread_beside_merged(grid, first, last)
    spread |= _spread_from_middle(grid, first, last)
    spread |= _spread_names(grid, first, last)
    return spread | spread_over_groups(grid, first, last)


def names_figure(text: str) -> bool:
    """Whether a header names figures or their rating, of no period of its own."""
    match = match_header(text)
    known = match is not None and match.word in HEADER_VALUE_WORDS | {HeaderWord.RAG}
    return known and not is_period(text)


def _spread_beside_merged(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """A period above the first of several names, where the headers of all other columns are merged
    over both rows: (row, col) -> the period, for each blank behind it above a name of figures. What
    is not merged is under it."""
    spread: dict[tuple[int, int], str] = {}
    if last != first + 1:
        return spread
    period = ""
    tall = False
    for col in range(grid.cols):
        upper, lower = grid.at(first, col), grid.at(last, col)
        if upper is None or lower is None:
            return {}
        if upper is lower:
            tall, period = True, ""
        elif not upper.empty:
            period = header_text(upper.text) if upper.colspan == 1 else ""
            period = period if is_period(period) else ""
        elif period and names_figure(header_text(lower.text)):
            spread[first, col] = period
        else:
            return {}
    return spread if tall else {}


def _spread_from_middle(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """What stands over the middle one of some names ("2024/25 £m" over "Budget | Forecast |
    Variance") where all other names stand beside it: (row, col) -> the text, for the blanks on both
    sides. A name that wraps stands by itself over its second line."""
    if last != first + 1 or grid.ruling not in _LINELESS:
        return {}
    upper = {c.col for c in grid.row_cells(first) if not c.empty and c.rowspan == 1}
    lower = {c.col for c in grid.row_cells(last) if not c.empty and c.row == last}
    over = upper & lower
    if len(over) != 1 or upper == over:
        return {}
    middle = min(over)
    reach = (max(lower) - min(lower)) // 2
    if lower != set(range(middle - reach, middle + reach + 1)) or not reach:
        return {}
    cell = grid.at(first, middle)
    text = header_text(cell.text) if cell is not None else ""
    return {(first, col): text for col in lower - over}


def _spread_years(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """A year set above months or quarters, in their middle or at their left, where no line
    shows how far it reaches: (row, col) -> the year, for each blank beside it over a bare month
    or quarter. Between two years the second begins where the parts begin again; where they do
    not, none is spread: a period unknown is better than a wrong one."""
    spread: dict[tuple[int, int], str] = {}
    for row in range(first, last):
        years = [
            cell
            for cell in grid.row_cells(row)
            if cell.row == row and YEAR.fullmatch(header_text(cell.text))
        ]
        for number, cell in enumerate(years):
            text = header_text(cell.text)
            col = cell.col - 1
            while _may_spread(grid, spread, row, col, last) and (
                cell.colspan == 1 or _goes_before(grid, col, last)
            ):
                spread[row, col] = text
                col -= 1
            begins = _part_at(grid, col + 1, last)
            if len(years) == 1 and names_outturn(grid, cell, last):
                continue  # the quarters beside a year's outturn are of another year
            after = years[number + 1].col if number + 1 < len(years) else grid.cols
            col = cell.col + cell.colspan
            run: list[int] = []
            while col < after and _is_bare_part(grid, row, col, last):
                if begins and _part_at(grid, col, last) == begins:
                    break
                run.append(col)
                col += 1
            meets = col < grid.cols and col == after
            again = meets and (
                _part_at(grid, after, last) == begins
                or _begins_year(text, _part_at(grid, after - 1, last), _part_at(grid, after, last))
            )
            if not meets or again or len(years) == number + 1:
                spread.update({(row, at): text for at in run})
    return spread


def _spread_names(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """What stands over the first of several columns where no line shows how far it reaches:
    "Targets" over years, or quarters, that follow each other; on a sheet "Q4 2024/25" over a
    result and its target. (row, col) -> the name, for each blank behind it."""
    spread: dict[tuple[int, int], str] = {}
    for row in range(first, last):
        for cell in grid.begun_in(row):
            text = header_text(cell.text)
            for col in range(cell.col + 1, cell.col + reach_of_name(grid, cell, last)):
                own = grid.starts_at(row, col)
                tall = own is not None and not own.empty
                spread[row, col] = f"{text} {_part_at(grid, col, last)}" if tall else text
    return spread


def reach_of_name(grid: Grid, name: Cell, last: int) -> int:
    """How many columns a name over the first of several stands for, by what the row ``last`` says
    below it and the blanks beside it; 1 where nothing tells that it reaches further."""
    text = header_text(name.text)
    match = match_header(text)
    figures = match is not None and match.word in HEADER_VALUE_WORDS
    several = figures and grid.ruling == "print" and text.lower().endswith("s")
    if not text or (name.colspan > 1 and not several) or name.row + name.rowspan > last:
        return 1
    if not figures and not is_period(text):
        return 1
    if not figures and grid.ruling not in _TYPED_OVER_FIRST:
        return 1
    goes_on = _follows if figures else _belongs_to_result
    col = name.col + name.colspan  # a text runs on over the empty cell behind it
    while col < grid.cols and (
        _is_blank_over_one(grid, name.row, col, last)
        or (several and _is_over_both(grid, name.row, col, last))
    ):
        if not goes_on(_part_at(grid, col - 1, last), _part_at(grid, col, last)):
            break
        col += 1
    return col - name.col


def _below_blank(grid: Grid, row: int, col: int, last: int) -> Cell | None:
    """The header of the row ``last`` below a blank header place; None where there is no such."""
    above, below = grid.at(row, col), grid.at(last, col)
    blank = above is not None and above is not below and not above.text.strip()
    return below if blank else None


def _is_blank_over_one(grid: Grid, row: int, col: int, last: int) -> bool:
    below = _below_blank(grid, row, col, last)
    return below is not None and below.row == last and below.colspan == 1


def _is_over_both(grid: Grid, row: int, col: int, last: int) -> bool:
    """Whether one header stands over two rows: where no line shows it, one of two lines may be the
    lower row's alone ("2023-" over "24" in a narrow column)."""
    cell = grid.starts_at(row, col)
    return cell is not None and cell.colspan == 1 and cell.row + cell.rowspan > last > row


def _follows(before: str, after: str) -> bool:
    """Whether two headers are nothing but periods, one right after the other, or that of a period
    and that of its value ("Year | Value" under "Baseline")."""
    match = match_header(after)
    if names_period(before) and match is not None and match.word is HeaderWord.ACTUAL:
        return True
    if match_header(before) is not None or match is not None:
        return False
    one, other = parse_period(before, year="2000/01"), parse_period(after, year="2000/01")
    if one is None or other is None:
        return False
    return period_after(one) == other or (len(one) == len(other) and previous_year(other) == one)


def _belongs_to_result(before: str, after: str) -> bool:
    """Whether headers beside each other, neither with a period of its own, are for a result and
    what belongs to it: what it is made of ("Numerator | Denominator | Value"), its target, how it
    differs from that and how that is rated."""
    told = [match_header(text) for text in (before, after)]
    words = [match.word for match in told if match is not None]
    if len(words) < len(told) or parse_period(after, year="2000/01") is not None:
        return False
    if words[0] is HeaderWord.OTHER:
        return words[1] in (HeaderWord.OTHER, HeaderWord.ACTUAL)
    beside = _BESIDE_RESULT if words[0] is HeaderWord.ACTUAL else _BEHIND.get(words[0], ())
    return words[1] in beside


def _may_spread(
    grid: Grid, spread: dict[tuple[int, int], str], row: int, col: int, last: int
) -> bool:
    return (row, col) not in spread and _is_bare_part(grid, row, col, last)


def _goes_before(grid: Grid, col: int, last: int) -> bool:
    """Whether a part of a year is the one before that at its right, under a year over several:
    drawn, that begins where its columns do; set in their middle it may miss the first of them."""
    if grid.ruling not in _LINELESS:
        return False
    return _follows(_part_at(grid, col, last), _part_at(grid, col + 1, last))


def _begins_year(year: str, before: str, after: str) -> bool:
    """Whether two parts of years are the last of one and the first of the next: of calendar years,
    where the one above them is such."""
    if begins_next_year(before, after):
        return True
    if calendar_year(year) is None:
        return False
    one, other = (parse_period(part, year="2000/01") for part in (before, after))
    return (one, other) == ("2000-12", "2001-01")


def _part_at(grid: Grid, col: int, last: int) -> str:
    cell = grid.at(last, col)
    return header_text(cell.text) if cell is not None else ""


def names_outturn(grid: Grid, year: Cell, row: int) -> bool:
    """Whether what stands below a year is a result, and months or quarters beside it: the year
    is that of the one before ("2023/24" over "Outturn", then "Q1", "Q2")."""
    match = match_header(_part_at(grid, year.col, row))
    result = match is not None and match.word in (HeaderWord.ACTUAL, HeaderWord.PREVIOUS)
    beside = range(year.col + year.colspan, grid.cols)
    return result and any(is_part(_part_at(grid, col, row)) for col in beside)


def _is_bare_part(grid: Grid, row: int, col: int, last: int) -> bool:
    """A blank header place with a month or quarter below that names no year."""
    below = _below_blank(grid, row, col, last)
    return below is not None and is_part(header_text(below.text))
