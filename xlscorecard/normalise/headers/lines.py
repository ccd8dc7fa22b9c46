"""What stands above each column: the lines of its header, over spans and blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.grid import Cell, Grid
from xlscorecard.normalise.headers.cut_off import with_cut_headers
from xlscorecard.normalise.headers.lone_period import spread_lone_period
from xlscorecard.normalise.headers.spreading import names_figure, spread_names
from xlscorecard.normalise.headers.undated import undated_columns
from xlscorecard.normalise.words.header_text import (
    header_text,
    is_part,
    is_period,
    without_remark_on_brackets,
)
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``first`` to ``last`` (inclusive) of a grid, and the lines above each column,
    outermost first, a line that a span repeats only once. ``reached`` are the columns whose period
    stands over others, and is theirs by their names alone, ``cut`` those of whose header a cell too
    small for it shows a part."""

    first: int
    last: int
    lines: tuple[tuple[str, ...], ...]
    reached: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()

    def text(self, col: int) -> str:
        """A column's header as one line: its lines joined by " / "."""
        return " / ".join(self.lines[col])


def header_of_rows(grid: Grid, first: int, last: int) -> Header:
    """The lines above each column for given header rows."""
    lines: list[tuple[str, ...]] = []
    halves = _split_spans(grid, first, last) | spread_names(grid, first, last)
    for col in range(grid.cols):
        found: list[str] = []
        seen: list[Cell] = []
        for row in range(first, last + 1):
            cell = grid.at(row, col)
            if cell is None or any(cell is other for other in seen):
                continue
            seen.append(cell)
            text = halves.get((cell.row, col)) or header_text(without_remark_on_brackets(cell.text))
            if text and (not found or found[-1] != text):
                found.append(text)
        lines.append(tuple(found))
    lines = _with_parted_names(grid, last, lines)
    whole, cut = with_cut_headers(lines, printed=grid.ruling == "print")
    told = _with_groups_begun_alike(_with_left_set_groups(whole))
    settled, reached = spread_lone_period(grid, last, told)
    undated = undated_columns(grid, first, last, settled)
    return Header(first, last, settled, reached, cut | undated)


def _with_parted_names(
    grid: Grid, last: int, lines: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The lines, with a name over nothing at all put before the year beside it that another column
    has, too: wide white space has parted "Target" and "2024/25"."""
    if grid.ruling not in ("horizontal", "zebra", "none"):
        return lines
    found = list(lines)
    firsts = [own[0] if own else "" for own in lines]
    for col, name in enumerate(firsts[:-1]):
        year = firsts[col + 1]
        again = len(lines[col]) == 1 and is_period(year) and firsts.count(year) > 1
        if not again or is_period(name) or match_header(name) is None:
            continue
        below = (grid.at(row, col) for row in range(last + 1, grid.rows))
        if all(cell is None or cell.empty or cell.colspan > 1 for cell in below):
            found[col + 1] = (f"{name} {year}", *lines[col + 1][1:])
            found[col] = ()
    return found


def _with_left_set_groups(lines: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Headers over several columns that stand at the left of them where nothing shows how far
    they reach: "Q1" over Actual, Target, then "Q2" over Actual, Target; a year over its
    quarters, or over such quarters; "Target" over In quarter, To date, then "Actual" over these."""
    found = _spread_over_pattern(lines, 2)
    deeper = any(len(own) > 2 and is_period(own[-3]) for own in found)
    return tuple(_spread_over_pattern(found, 3) if deeper else found)


def _spread_over_pattern(lines: Sequence[tuple[str, ...]], depth: int) -> list[tuple[str, ...]]:
    """The lines, with each period that stands ``depth`` lines from below spread over the columns
    behind it. Only groups that repeat the first one's names, or bare quarters and months, are
    taken for such."""
    found = list(lines)
    over = [
        col
        for col, own in enumerate(found)
        if len(own) == depth or (depth == 2 and _is_left_set(found, col))
    ]
    # what stands over several columns already is one head
    over = [col for col in over if not col or found[col][:-1] != found[col - 1][:-1]]
    heads = [col for col in over if is_period(found[col][-depth])]
    heads = heads or [col for col in over if _is_target_or_result(found[col][-depth])]
    if not heads:
        return found
    ends = [*heads[1:], len(found)]
    parts = [
        [found[col][1 - depth :] for col in range(head, end)]
        for head, end in zip(heads, ends, strict=True)
    ]
    pattern = parts[0]
    if len(heads) > 1 and len(pattern) > 1 and all(p[: len(pattern)] == pattern for p in parts):
        reach = [len(pattern)] * len(heads)
    else:
        reach = [
            next((n for n, name in enumerate(p) if not name or not is_part(name[0])), len(p))
            for p in parts
        ]
    for head, count in zip(heads, reach, strict=True):
        for col in range(head + 1, head + count):
            if len(found[col]) == depth - 1:
                found[col] = (found[head][-depth], *found[col])
    return found


def _is_target_or_result(text: str) -> bool:
    match = match_header(text)
    aims = (HeaderWord.TARGET, HeaderWord.ACTUAL)
    return match is not None and match.exact and match.word in aims


def _is_left_set(lines: Sequence[tuple[str, ...]], col: int) -> bool:
    """Whether a column has a period above a quarter above its name, and the one beside it nothing
    but a name: both stand at the left of what they are over."""
    own = lines[col]
    beside = lines[col + 1] if col + 1 < len(lines) else ()
    return len(own) == 3 and len(beside) == 1 and is_period(own[0]) and is_part(own[1])


def _with_groups_begun_alike(
    lines: Sequence[tuple[str, ...]],
) -> tuple[tuple[str, ...], ...]:
    """Periods over groups of columns that all begin with one name ("2023/24" over Target, Outturn,
    then "2024/25" over Target, Q1, Q2) stand at the left of them: what is named for figures up to
    the next one is of the first, and not of the period that the paper reports. So it is where a
    rating ends them."""
    found = list(lines)
    heads = [col for col, own in enumerate(found) if len(own) == 2 and is_period(own[0])]
    heads = [col for n, col in enumerate(heads) if not n or found[col][0] != found[heads[n - 1]][0]]
    if len(heads) < 2:
        return tuple(found)
    # the last one, of which there is less yet, may begin otherwise than two before it
    alike = len({found[col][1] for col in heads[: max(2, len(heads) - 1)]}) == 1
    rated_before = heads[0] > 0 and _names_rating(found[heads[0] - 1])
    for head, end in pairwise((*heads, len(found))):
        named = _figures_named(found, head + 1, end)
        between = found[head + 1 : end]
        # a rating stands behind what it rates
        closed = bool(between) and _names_rating(between[-1]) and not rated_before
        # "Outturn | Target" and "Q1 | Q2 | Target" name each year's own
        again = bool(named) and _recur(found, named, heads, head)
        # the name under a period comes once: again, it begins the group of the next one, which is
        # set at the right ("Q2" over Value, "Q3" over Value, Status)
        anew = next((n for n in named if found[n] == found[head][1:]), None)
        if anew is not None:
            if end < len(found) and named[-1] == end - 1:
                found[anew:end] = [(found[end][0], *own) for own in found[anew:end]]
            continue
        if end < len(found) and (alike or closed or again) and len(named) == len(between):
            found[head + 1 : end] = [(found[head][0], *own) for own in between]
        elif end == len(found) and again:
            for col in named:
                found[col] = (found[head][0], *found[col])
    return tuple(found)


def _figures_named(lines: Sequence[tuple[str, ...]], first: int, end: int) -> list[int]:
    """The columns behind a group's first one, or behind its quarters, that are named for figures
    and of no period, up to one that is named otherwise."""
    named: list[int] = []
    for col in range(first, end):
        if len(lines[col]) == 1 and names_figure(lines[col][0]):
            named.append(col)
        elif named or len(lines[col]) != 2 or lines[col][0] != lines[first - 1][0]:
            break
    return named


def _recur(
    lines: Sequence[tuple[str, ...]], named: Sequence[int], heads: Sequence[int], head: int
) -> bool:
    """Whether all that a group names for figures, beside what its period stands over, is named in
    every other group as well."""
    names = {lines[col][-1:] for col in named}
    ends = dict(zip(heads, (*heads[1:], len(lines)), strict=True))
    others = [
        {lines[col][-1:] for col in range(other + 1, end)}
        for other, end in ends.items()
        if other != head
    ]
    return all(names <= other for other in others)


def _names_rating(lines: Sequence[str]) -> bool:
    match = match_header(lines[-1]) if lines else None
    return match is not None and match.word is HeaderWord.RAG


_PARTED_BY = (
    re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE),
    re.compile(r"\s*/\s*"),  # "16/17 and Quartile" has another one inside
)


def _two_names(text: str) -> tuple[str, str] | None:
    """The two headers that one text names ("Actual / Target"); None where it does not."""
    for parted in _PARTED_BY:
        names = parted.split(text, maxsplit=1)
        if len(names) == 2 and all(match_header(name) or is_period(name) for name in names):
            return names[0], names[1]
    return None


def _split_spans(grid: Grid, first: int, last: int) -> dict[tuple[int, int], str]:
    """Headers such as "16/17 and Quartile" or "Actual / Target" that stand over two columns and
    name one each: (row, col) -> its own part. Where no line shows how far a header reaches, a
    column beside it without a header of its own is the second."""
    parts: dict[tuple[int, int], str] = {}
    for row in range(first, last + 1):
        for cell in grid.row_cells(row):
            if cell.row != row or cell.row + cell.rowspan - 1 < last:
                continue
            alone = cell.colspan == 1 and _is_headless(grid, first, last, cell.col + 1)
            for col, name in enumerate(_names_abreast(cell, 2 if alone else cell.colspan)):
                parts[row, cell.col + col] = name
            if (cell.colspan != 2 and not alone) or (row, cell.col) in parts:
                continue
            names = _two_names(one_line(cell.text))
            if names is not None:
                parts[row, cell.col], parts[row, cell.col + 1] = names
    return parts


def _names_abreast(cell: Cell, columns: int) -> list[str]:
    """What a text over several columns names in each, where its last line is as many names as these
    ("22/23" over "Target Actual"): where a page ends below a header, no figures part them. []
    where it is not."""
    *over, last = cell.text.strip().split("\n")
    names = last.split()
    matches = [match_header(name) for name in names]
    told = len({match.word for match in matches if match is not None and match.exact})
    if columns < 2 or not len(names) == told == columns:
        return []
    return [" ".join([*map(one_line, over), name]) for name in names]


def _is_headless(grid: Grid, first: int, last: int, col: int) -> bool:
    """Whether a column has no text in any header row, and figures or texts below."""
    if col >= grid.cols or any(
        (cell := grid.at(row, col)) is None or cell.text.strip() for row in range(first, last + 1)
    ):
        return False
    return any(
        (cell := grid.at(row, col)) is not None and cell.col == col and cell.text.strip()
        for row in range(last + 1, grid.rows)
    )


def same_header(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row prints the header again (its last line, or any of its lines)."""
    texts = [
        (cell.col, header_text(cell.text).casefold())
        for cell in grid.row_cells(row)
        if cell.text.strip()
    ]
    if len(texts) < 2:
        return False
    hits = sum(any(text == line.casefold() for line in header.lines[col]) for col, text in texts)
    return hits >= max(2, 0.7 * len(texts))
