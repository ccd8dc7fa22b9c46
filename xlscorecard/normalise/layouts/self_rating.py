"""Self-rating grids: figures 1 to 4 side by side, the chosen one set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.scorecard import (
    Finding,
    Kind,
    Observation,
    Quantity,
    Record,
    Role,
    Severity,
    Source,
    Unit,
)
from xlscorecard.normalise.headers.strength import spans_row
from xlscorecard.normalise.rows.reader import Setting
from xlscorecard.normalise.rows.sections import section_of
from xlscorecard.normalise.words.content import is_figure
from xlscorecard.normalise.words.header_text import is_period
from xlscorecard.normalise.words.labels import NAMES_OF_FIGURES
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.normalise.words.vocabulary import HeaderWord, match_header, plain_words

_ALL_IN_ONE = re.compile(r"1 2 3 4(?: 5)?")
# No scale begins with this.
_BEFORE = "0"
_SCALES = (["1", "2", "3", "4", "5"], ["1", "2", "3", "4"])
# Likelihood times impact, each up to 5 or 10.
_PRODUCT = re.compile(r"[0-9]{1,3}")
# What stands over a column of results is no longer than this.
_LONGEST_NAME = 30
_MARKED = Rgb(255, 255, 0)
_TEXTS = (HeaderWord.TEXT, HeaderWord.ACTION)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rated theme. ``chosen`` is the cell of the chosen figure, None when none or more
    than one is set apart; ``text`` is the commentary beside it."""

    index: int
    title: str
    chosen: Cell | None
    marked: int
    scale: tuple[Cell, ...]
    commentary: tuple[tuple[str, str], ...]
    banners: tuple[str, ...]


def find_ratings(grid: Grid) -> tuple[RatingRow, ...]:
    """The rating rows of a grid; empty when it is no self-rating grid."""
    rows: list[RatingRow] = []
    banners: list[str] = []
    headers: dict[int, str] = {}
    fresh = False
    if any(_is_line_of_products(grid, index) for index in range(grid.rows)):
        return ()  # the matrix of a risk register: its last line counts 1 to 5 as well
    scales = [scale for index in range(grid.rows) if (scale := _scale(grid, index))]
    if not scales or _are_results(grid, {cell.col for scale in scales for cell in scale}):
        return ()
    for index in range(grid.rows):
        scale = _scale(grid, index)
        only = spans_row(grid, index)
        row = _rating_row(grid, index, scale, tuple(banners), headers) if scale else None
        if row is not None and (rows or not _names_texts(row)):
            rows.append(row)
            fresh = True
        elif only is not None and only.col > 0 and only.colspan * 2 < grid.cols:
            if rows:  # a commentary that goes on over a page
                rows[-1] = _longer(rows[-1], one_line(only.text))
        elif only is not None:
            if fresh:
                banners, fresh = [], False
            banners.append(one_line(only.text))
        else:
            headers = {c.col: one_line(c.text) for c in grid.row_cells(index) if c.text.strip()}
    return () if _is_header(grid, rows) else tuple(rows)


def _is_header(grid: Grid, rows: Sequence[RatingRow]) -> bool:
    """Whether the only scale, with no figure set apart, heads columns to put ticks or counts in:
    "Competency | 1 | 2 | 3 | 4" over rows that have a name and no text across these."""
    if len(rows) != 1 or rows[0].marked:
        return False
    cols = {cell.col for cell in rows[0].scale}
    below = range(rows[0].index + 1, grid.rows)
    named = {c.row for c in grid.cells if c.row in below and c.col < min(cols) and c.text.strip()}
    across = {c.row for c in grid.cells if c.col in cols and c.colspan > 1}
    return bool(named - across)


def _names_texts(row: RatingRow) -> bool:
    """Whether a row is the header of a grid that prints the scale over itself: no figure is set
    apart, and what stands beside it names texts ("Theme | 1 | 2 | 3 | 4 | Commentary")."""
    names = [match_header(text) for _, text in row.commentary]
    told = (name is not None and name.exact and name.word in _TEXTS for name in names)
    return not row.marked and bool(names) and all(told)


def _longer(row: RatingRow, text: str) -> RatingRow:
    """The row with more text behind its last commentary."""
    if not row.commentary:
        return replace(row, commentary=(("commentary", text),))
    *others, (name, before) = row.commentary
    return replace(row, commentary=(*others, (name, f"{before}\n{text}")))


def _is_line_of_products(grid: Grid, index: int) -> bool:
    """Whether a row is one of a matrix of likelihood and impact: 5, 10, 15, 20, 25, with or
    without its own 5 before them."""
    texts = [one_line(cell.text) for cell in grid.row_cells(index) if cell.row == index]
    figures = [int(text) for text in texts if _PRODUCT.fullmatch(text)]
    if len(figures) > 4 and figures[0] == figures[1]:
        figures = figures[1:]
    if len(figures) < 4:
        return False
    step = abs(figures[1] - figures[0])
    even = all(abs(after - before) == step for before, after in pairwise(figures))
    return even and step > 1 and min(figures) == step


def _are_results(grid: Grid, cols: set[int]) -> bool:
    """Whether the columns in which some row counts from 1 hold results: other figures in other
    rows ("Homes let | 1 | 2 | 3 | 4" over "Fires | 12 | 9 | 14 | 11"), or a period or a name for
    figures over them."""
    # "2023/24" over all of a scale dates the rating
    own = (cell for cell in grid.cells if cell.col in cols and cell.colspan < len(_SCALES[1]))
    texts = {one_line(cell.text) for cell in own}
    return any(
        is_period(text)
        or (any(map(str.isdigit, text)) and text not in _SCALES[0] and is_figure(text))
        or (
            (match := match_header(text)) is not None
            and match.exact
            and match.word in NAMES_OF_FIGURES
        )
        for text in texts
        if 0 < len(text) <= _LONGEST_NAME and not _ALL_IN_ONE.fullmatch(text)
    )


def _scale(grid: Grid, index: int) -> tuple[Cell, ...]:
    """The cells 1, 2, 3, 4 (or up to 5) of a row, when they stand side by side and are no part of
    a longer run ("0 1 2 3 4 5 6 7" over a table of codes)."""
    cells = grid.row_cells(index)
    texts = [one_line(cell.text) for cell in cells]
    for start, text in enumerate(texts):
        run = _run_from(texts, start) if text == _SCALES[0][0] else 0
        begun = start > 0 and texts[start - 1] == _BEFORE
        if run in map(len, _SCALES) and not begun:
            return cells[start : start + run]
    together = next((cell for cell in cells if _ALL_IN_ONE.fullmatch(one_line(cell.text))), None)
    return _parted(together) if together is not None else ()


def _run_from(texts: Sequence[str], start: int) -> int:
    """How many texts from a place on count 1, 2, 3 ..."""
    counted = enumerate(texts[start:], start=1)
    return next((n - 1 for n, text in counted if text != str(n)), len(texts) - start)


def _parted(cell: Cell) -> tuple[Cell, ...]:
    """The figures of a scale that stands in one cell, as cells; the one that the document
    marks within the cell keeps the mark."""
    return tuple(
        replace(cell, text=figure, highlight=_MARKED if cell.highlighted == figure else None)
        for figure in one_line(cell.text).split()
    )


def _rating_row(
    grid: Grid,
    index: int,
    scale: tuple[Cell, ...],
    banners: tuple[str, ...],
    headers: dict[int, str],
) -> RatingRow:
    marked = _set_apart(scale)
    taken = {cell.col for cell in scale}
    others = [c for c in grid.row_cells(index) if c.col not in taken and c.text.strip()]
    title = next((cell for cell in others if cell.col < scale[0].col), None)
    commentary = tuple(
        (headers.get(cell.col, "commentary"), cell.text.strip())
        for cell in others
        if cell is not title
    )
    return RatingRow(
        index,
        one_line(title.text) if title is not None else "",
        marked[0] if len(marked) == 1 else None,
        len(marked),
        scale,
        commentary,
        banners,
    )


def _set_apart(scale: tuple[Cell, ...]) -> list[Cell]:
    """The cells that look unlike most of the scale: by fill, marker pen, ink, weight."""
    looks = [(cell.fill, cell.highlight, cell.ink, cell.bold, bool(cell.marks)) for cell in scale]
    usual = max(set(looks), key=looks.count)
    if looks.count(usual) <= len(scale) / 2:
        return []
    return [cell for cell, look in zip(scale, looks, strict=True) if look != usual]


def read_ratings(
    ratings: Sequence[RatingRow], grid: Grid, setting: Setting
) -> tuple[list[Record], list[Finding]]:
    """A record of each rated theme, and a doubt about each of which no figure, or several, are
    chosen."""
    records: list[Record] = []
    findings: list[Finding] = []
    for number, rating in enumerate(ratings, start=1):
        cell = rating.chosen
        raw = one_line(cell.text) if cell is not None else ""
        value = Decimal(raw) if raw else None
        place = rating.scale[0]
        if cell is None:
            findings.append(
                Finding(
                    "rating-not-marked",
                    Severity.LOOK,
                    f"{rating.title!r}: "
                    + ("more than one figure is" if rating.marked > 1 else "no figure is")
                    + " set apart as the chosen rating",
                    page=place.page,
                    table=setting.table,
                    row=number,
                )
            )
        observation = Observation(
            column="self-rating",
            role=Role.ACTUAL,
            period=setting.reporting_period,
            raw=raw,
            quantity=Quantity(
                value=value,
                unit=Unit.SCORE if value is not None else None,
                quantum=Decimal(1) if value is not None else None,
            ),
            confidence=place.confidence * grid.confidence if cell is not None else 0.5,
            page=(cell or place).page,
            bbox=(cell or place).bbox,
        )
        records.append(
            Record(
                source=Source(setting.document, place.page or grid.page, setting.table, number),
                kind=Kind.RATING,
                title=rating.title,
                section=section_of(setting.section, rating.banners),
                text=tuple(
                    ("_".join(plain_words(name).split()) or "commentary", text)
                    for name, text in rating.commentary
                ),
                observations=(observation,),
                bbox=rating.scale[0].bbox,
            )
        )
    return records, findings
