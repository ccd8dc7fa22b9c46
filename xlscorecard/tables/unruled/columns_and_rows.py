"""A table's columns, its headers over them, and its rows, from lines of text and what is drawn.

Columns come from white space, headers and drawn lines (``columns``); each text goes under the one
that it stands over, or those that it gathers (``placing``, ``headers``); rows come from lines and
stripes, a guide, or the white space between entries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.edges import Rule, snap
from xlscorecard.tables.lines.layout import SURE_OPEN, SURE_TIGHT, Layout
from xlscorecard.tables.lines.lines import Line, box_of
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns.column_texts import Texts
from xlscorecard.tables.unruled.columns.columns import find_columns, grid_lines
from xlscorecard.tables.unruled.columns.header_lines import headers_above
from xlscorecard.tables.unruled.headers.header_foot import foot_of_header, header_marks
from xlscorecard.tables.unruled.headers.headers import (
    gather_headless,
    gather_wrapped,
    widen_headers,
)
from xlscorecard.tables.unruled.headers.placing import place_runs
from xlscorecard.tables.unruled.parting.splitting import split_run
from xlscorecard.tables.unruled.rows.bounded_rows import rows_between
from xlscorecard.tables.unruled.rows.crowded import part_by_rows
from xlscorecard.tables.unruled.rows.entries import (
    Entry,
    Row,
    entries_of,
    rows_of,
    wide_entries,
    with_names_below_headers,
)
from xlscorecard.tables.unruled.rows.group_rows import with_group_names_apart
from xlscorecard.tables.unruled.rows.guides import Guided, guided_rows
from xlscorecard.tables.unruled.rows.leading import TIGHTEST_LEADING, leading_of
from xlscorecard.tables.unruled.rows.rows import find_rows
from xlscorecard.tables.unruled.rows.spans import places_of
from xlscorecard.tables.unruled.rows.tiling import slots_of_bands, tiled

# Lines over at least this share of a table's width part its rows; shorter ones part cells
# (a rule under part of a merged row covers two fifths and more).
WIDE_MARK = 0.33


@dataclass(frozen=True, slots=True)
class Hints:
    """Drawn lines and fill edges that stand in a region: x of vertical ones, and the
    horizontal ones; and the fills that may be those of cells."""

    xs: tuple[float, ...]
    marks: tuple[Rule, ...]
    painted: tuple[BBox, ...] = ()


def layout_of_lines(
    lines: Sequence[Line], hints: Hints, within: BBox | None = None
) -> Layout | None:
    """Columns and rows of text lines, as a layout; None where they make no two columns.

    ``within`` is the table's outer border where it is drawn.
    """
    if not lines:
        return None
    sizes = sorted(run.size for line in lines for run in line)
    size = sizes[len(sizes) // 2]
    columns = find_columns(lines, hints.xs, size=size)
    if len(columns) < 2:
        return None
    box = within or box_of(lines)
    xs = grid_lines(columns, box.x0, box.x1, hints.xs)
    runs = [
        piece
        for line in lines
        for run in line
        for piece in split_run(run, columns, xs, beside=2 * (len(line) + 1) > len(columns))
    ]
    texts = place_runs(runs, columns, hints.painted)
    widen_headers(texts, hints.painted, hints.marks)
    gather_headless(texts)
    gather_wrapped(texts)
    table = _Columned(lines, runs, texts, tuple(xs), box, hints, size)
    leading = leading_of(texts.single, size)
    wide_marks = [mark for mark in hints.marks if mark.length > WIDE_MARK * box.width]
    if _bounded(texts.single, wide_marks):
        return _layout_between_marks(table, leading)
    guided = guided_rows(texts, leading)
    if guided is not None:
        return _layout_of_guided(table, guided)
    return _layout_of_bands(table) if leading is None else _layout_of_entries(table, leading)


@dataclass(frozen=True, slots=True)
class _Columned:
    """A table whose columns are known: its lines, the ``runs`` that its columns part, these under
    their columns, the columns' edges, and the size of its letters (points)."""

    lines: Sequence[Line]
    runs: Sequence[Run]
    texts: Texts
    xs: tuple[float, ...]
    box: BBox
    hints: Hints
    size: float

    @property
    def ruling(self) -> str:
        return "horizontal" if self.hints.marks else "none"

    @property
    def places(self) -> list[float]:
        """The heights of what is drawn."""
        return [mark.at for mark in self.hints.marks]


def _layout_of_guided(table: _Columned, guided: Guided) -> Layout:
    """The layout of rows that begin where the texts of one column stand."""
    ys = _between(guided.rows, table.box, table.places)
    slots, owners = tiled(guided.placed, len(guided.rows), len(table.xs) - 1)
    return Layout(table.xs, tuple(ys), slots, table.ruling, SURE_TIGHT, owners, guided=True)


def _layout_of_bands(table: _Columned) -> Layout:
    """The layout of rows set as tight as lines, so that gaps tell nothing."""
    columns, reach = table.texts.columns, table.texts.drawn_spans()
    bands = find_rows(table.runs, columns, table.places, reach)
    rows = [(row[0].top, max(band.bottom for band in row)) for row in bands]
    slots, owners = slots_of_bands(bands, columns, len(table.xs) - 1, reach)
    ys = _between(rows, table.box, table.places)
    return Layout(table.xs, tuple(ys), slots, table.ruling, SURE_TIGHT, owners, tight=True)


def _layout_between_marks(table: _Columned, leading: float | None) -> Layout:
    """The layout of rows that lines, or the edges of stripes, part."""
    marks = _marks(table)
    foot = foot_of_header(table.texts.single, [mark.at for mark in marks])
    if foot is not None:
        marks = sorted([*marks, Rule(foot, table.box.x0, table.box.x1)])
    # a cell's own paragraphs may be set apart as rows are, but less
    loosest = float("inf") if leading is None else max(1.5 * leading, 0.7 * table.size)
    leading = leading or TIGHTEST_LEADING * table.size
    entries = with_group_names_apart(_entries(table.texts, marks, leading, loosest))
    across = wide_entries(table.texts.wide, leading, table.runs)
    return _layout_of_rows(table, rows_between(marks, entries, across), marks)


def _layout_of_entries(table: _Columned, leading: float) -> Layout:
    """The layout of rows that white space parts."""
    marks = _marks(table)
    entries = with_group_names_apart(_entries(table.texts, marks, leading, leading))
    across = wide_entries(table.texts.wide, leading, table.runs)
    return _layout_of_rows(table, rows_of(part_by_rows(entries), across), marks)


def _marks(table: _Columned) -> list[Rule]:
    """What parts cells: what is drawn, and what headers over several columns draw."""
    return sorted(_snapped([*table.hints.marks, *header_marks(table.texts)]))


def _layout_of_rows(table: _Columned, rows: Sequence[Row], marks: Sequence[Rule]) -> Layout:
    rows = with_names_below_headers(rows)
    places = [mark.at for mark in marks]
    ys = _between([(row.top, row.bottom) for row in rows], table.box, places)
    placed = places_of(rows, marks, table.texts.columns)
    slots, owners = tiled(placed, len(rows), len(table.xs) - 1)
    sure = SURE_TIGHT if _headers_share_a_column(table.lines, table.xs) else SURE_OPEN
    return Layout(table.xs, tuple(ys), slots, table.ruling, sure, owners)


def _headers_share_a_column(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """Whether two texts of one header line stand over one column: one of them belongs to a
    neighbour, whose figures may be taken for those of the next heading."""
    for line in lines[: headers_above(lines)]:
        homes = [bisect_left(xs, run.bbox.centre[0]) for run in line if run.words]
        if len(homes) > 2 and len(set(homes)) < len(homes):
            return True
    return False


def _snapped(marks: Sequence[Rule]) -> list[Rule]:
    """Marks of nearly one height (a rule and the stripe that it edges) at exactly one."""
    places = snap(mark.at for mark in marks)
    return [mark._replace(at=min(places, key=lambda place: abs(place - mark.at))) for mark in marks]


def _bounded(single: Sequence[Sequence[Run]], marks: Sequence[Rule]) -> bool:
    """Whether lines part nearly all rows: hardly anywhere do two figures of one column stand
    between the same two lines, the lower one with as many beside it as a row has (what wraps
    of a figure, "(Q1 16/" over "17)", has none)."""
    if len(marks) < 3:
        return False
    places = [mark.at for mark in marks]
    columns = [
        figures
        for runs in single
        if len(figures := [run for run in runs if is_value(text_of_line(run.words))]) * 2
        >= len(runs)
    ]
    level = Counter(round(run.bbox.centre[1]) for figures in columns for run in figures)
    total = crowded = 0
    for figures in columns:
        kept = [(bisect_left(places, y := run.bbox.centre[1]), level[round(y)]) for run in figures]
        total += len(kept)
        crowded += sum(
            first == second and 2 * lower >= upper
            for (first, upper), (second, lower) in pairwise(kept)
        )
    return total > 0 and crowded * 8 <= total


def _entries(
    texts: Texts, marks: Sequence[Rule], leading: float, loosest: float
) -> list[list[Entry]]:
    """The entries of each column; where lines part all rows of a column, gaps do so only from
    the ``loosest`` leading on."""
    entries: list[list[Entry]] = []
    most = len({round(mark.at) for mark in marks})
    for number, (column, runs) in enumerate(zip(texts.columns, texts.single, strict=True)):
        middle = (column.x0 + column.x1) / 2
        places = sorted(mark.at for mark in marks if mark.low <= middle <= mark.high)
        alone = len(places) > 1 and len(places) * 4 >= most
        entries.append(entries_of(runs, number, places, loosest if alone else leading))
    return entries


def _between(
    rows: Sequence[tuple[float, float]], box: BBox, places: Sequence[float]
) -> list[float]:
    """Lines between rows (top and bottom of each): a drawn one where it stands between them,
    else the middle."""
    ys = [min(box.top, rows[0][0])]
    for (_, low), (high, _) in pairwise(rows):
        drawn = [y for y in places if min(low, high) - 1.5 <= y <= max(low, high) + 1.5]
        middle = (low + high) / 2
        line = min(drawn, key=lambda y: abs(y - middle)) if drawn else middle
        ys.append(max(line, ys[-1] + 0.1))
    ys.append(max(box.bottom, ys[-1] + 0.1))
    return ys
