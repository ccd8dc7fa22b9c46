"""Tables that few lines or none rule: horizontal rules, zebra stripes, white space alone.

A region's columns come from white space and drawn hints, its rows from rules, stripes and
spacing. Prose set in columns is not a table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import (
    Rule,
    fill_edges,
    painted_fills,
    parting_rules,
    snap,
    without_unseen,
)
from xlscorecard.tables.lines.layout import Layout
from xlscorecard.tables.lines.lines import (
    Line,
    box_of,
    lines_with_runs,
    part_at_edges,
    part_at_rules,
    part_at_starts,
    part_behind_figures,
)
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.repeated import part_at_repeats
from xlscorecard.tables.lines.symbol_boxes import symbols_of
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.regions.areas import (
    Area,
    find_areas,
)
from xlscorecard.tables.regions.grower import LONE_ROW, Region
from xlscorecard.tables.regions.newspaper import newspaper_runs
from xlscorecard.tables.regions.regions import find_regions
from xlscorecard.tables.regions.tabular import is_chart, is_tabular
from xlscorecard.tables.unruled.back_to_back import part_back_to_back
from xlscorecard.tables.unruled.bounded_rows import rows_between
from xlscorecard.tables.unruled.column import Column
from xlscorecard.tables.unruled.columns import find_columns, grid_lines
from xlscorecard.tables.unruled.corridors import part_at_corridors
from xlscorecard.tables.unruled.crowded import part_by_rows
from xlscorecard.tables.unruled.entries import (
    Entry,
    entries_of,
    rows_of,
    wide_entries,
    with_names_below_headers,
)
from xlscorecard.tables.unruled.guides import guided_rows
from xlscorecard.tables.unruled.header_rows import foot_of_header
from xlscorecard.tables.unruled.headers import (
    gather_headless,
    gather_wrapped,
    header_marks,
    widen_headers,
)
from xlscorecard.tables.unruled.leading import TIGHTEST_LEADING, leading_of
from xlscorecard.tables.unruled.left_headers import headers_above
from xlscorecard.tables.unruled.names_above import with_group_names_apart
from xlscorecard.tables.unruled.placing import place_runs
from xlscorecard.tables.unruled.rows import find_rows
from xlscorecard.tables.unruled.spans import places_of
from xlscorecard.tables.unruled.splitting import split_run
from xlscorecard.tables.unruled.tiling import slots_of_bands, tiled

# Lines over at least this share of a table's width part its rows; shorter ones part cells
# (a rule under part of a merged row covers two fifths and more).
WIDE_MARK = 0.33
# A fill over more than this share of a table's width is the background of a row, not of a cell.
PAINTED_CELL = 0.6
# A line this long (points) may part two cells of a narrow column of ratings; symbols are smaller.
NARROW_CELL = 24.0


@dataclass(frozen=True, slots=True)
class Hints:
    """Drawn lines and fill edges that stand in a region: x of vertical ones, and the
    horizontal ones; and the fills that may be those of cells."""

    xs: tuple[float, ...]
    marks: tuple[Rule, ...]
    painted: tuple[BBox, ...] = ()


# How sure a value's place is where text and stripes, not lines, part the cells, and where rows
# stand as close as lines do: bench/calibration.py holds these to what is right (on 40 born-digital
# papers every one of 3,000 values of the first kind was right; the second has few to tell by).
OPEN = 0.93
TIGHT = 0.8


def find_unruled(
    page: Page,
    words: Sequence[Word],
    lying: Sequence[Rule],
    standing: Sequence[Rule],
    taken: Sequence[BBox],
) -> list[Layout]:
    """Layouts of the tables among words that stand in no ruled table.

    ``lying`` are horizontal lines that meet no vertical one, ``standing`` the vertical ones,
    ``taken`` the ruled tables.
    """
    if not words:
        return []
    fills_lying, fills_standing = fill_edges(page)
    upright = parting_rules(standing, taken)
    painted = [fill.bbox for fill in painted_fills(page)]
    lines = lines_with_runs(words, symbols_of(page, words, taken))
    lines = part_at_edges(part_at_rules(lines, upright), fills_standing, painted)
    lines = part_behind_figures(part_at_starts(lines))
    lines = part_back_to_back(part_at_corridors(part_at_repeats(lines)))
    edged = [*lying, *fills_lying]
    areas = find_areas(page, edged, lines)
    prose = newspaper_runs(_outside(areas, lines), page.width)
    if prose:
        lines = [kept for line in lines if (kept := [r for r in line if id(r) not in prose])]
        areas = find_areas(page, edged, lines)
    level = [*lying, *without_unseen(fills_lying, page)]
    layouts: list[Layout] = []
    for region in find_regions(page, lines, areas, upright):
        layout = layout_of_lines(
            region.lines, _hints(region, level, [*upright, *fills_standing], painted)
        )
        if layout is None:
            continue
        lone = not layouts and layout.rows == 1 and layout.cols >= LONE_ROW
        if (lone or is_tabular(region, layout)) and not is_chart(page, layout.bbox, layout.cols):
            layouts.append(layout)
    return layouts


def _outside(areas: Sequence[Area], lines: Sequence[Line]) -> list[Run]:
    """The runs that stand in no stack of rules or stripes: between those, tables of long texts
    look like columns of running text."""
    stacks = [area for area in areas if len(area.ys) > 2]
    return [run for line in lines for run in line if not any(a.covers(run) for a in stacks)]


def _hints(
    region: Region, lying: Sequence[Rule], standing: Sequence[Rule], painted: Sequence[BBox]
) -> Hints:
    box = region.bbox
    drawn = [
        rule.at
        for rule in standing
        if box.x0 < rule.at < box.x1 and rule.low < box.bottom and rule.high > box.top
    ]
    # what cuts off a spreadsheet's text is the edge of its cell
    cut = {run.bbox.x0 for line in region.lines for run in line if run.words and run.words[0].apart}
    shortest = min(0.05 * box.width, NARROW_CELL)
    return Hints(
        tuple(sorted([*drawn, *cut])),
        tuple(
            sorted(
                rule
                for rule in lying
                if box.top - 2 < rule.at < box.bottom + 2
                and min(rule.high, box.x1) - max(rule.low, box.x0) > shortest
            )
        ),
        tuple(
            fill
            for fill in painted
            if fill.width < PAINTED_CELL * box.width and box.holds(*fill.centre)
        ),
    )


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
    single, wide = place_runs(runs, columns, hints.painted)
    settled = widen_headers(single, wide, columns, hints.painted, hints.marks)
    gather_headless(single, wide, columns, settled)
    gather_wrapped(single, wide)
    leading = leading_of(single, size)
    bounded = _bounded(
        single, [mark for mark in hints.marks if mark.length > WIDE_MARK * box.width]
    )
    ruling = "horizontal" if hints.marks else "none"
    places = [mark.at for mark in hints.marks]
    guided = guided_rows(single, wide, leading) if not bounded else None
    if guided is not None:
        ys = _between(guided.rows, box, places)
        slots, owners = tiled(guided.placed, len(guided.rows), len(xs) - 1)
        return Layout(tuple(xs), tuple(ys), slots, ruling, TIGHT, owners, guided=True)
    if leading is None and not bounded:
        reach = {id(run): (low, high) for low, high, run in wide if id(run) in settled}
        bands = find_rows(runs, columns, places, reach)
        ys = _between(
            [(row[0].top, max(band.bottom for band in row)) for row in bands], box, places
        )
        slots, owners = slots_of_bands(bands, columns, len(xs) - 1, reach)
        return Layout(tuple(xs), tuple(ys), slots, ruling, TIGHT, owners, tight=True)
    known = leading is not None
    leading = leading or TIGHTEST_LEADING * size
    marks = sorted(_snapped([*hints.marks, *header_marks(single, wide, columns)]))
    foot = foot_of_header(single, [mark.at for mark in marks]) if bounded else None
    if foot is not None:
        marks = sorted([*marks, Rule(foot, box.x0, box.x1)])
    entries = _entries(single, columns, marks, leading, _loosest(leading, size, bounded, known))
    entries = with_group_names_apart(entries)
    if not bounded:
        entries = part_by_rows(entries)
    across = wide_entries(wide, leading, runs)
    rows = rows_between(marks, entries, across) if bounded else rows_of(entries, across)
    rows = with_names_below_headers(rows)
    ys = _between([(row.top, row.bottom) for row in rows], box, [mark.at for mark in marks])
    slots, owners = tiled(places_of(rows, marks, columns), len(rows), len(xs) - 1)
    sure = TIGHT if _headers_share_a_column(lines, xs) else OPEN
    return Layout(tuple(xs), tuple(ys), slots, ruling, sure, owners)


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
    single: Sequence[Sequence[Run]],
    columns: Sequence[Column],
    marks: Sequence[Rule],
    leading: float,
    loosest: float,
) -> list[list[Entry]]:
    """The entries of each column; where lines part all rows of a column, gaps do so only from
    the ``loosest`` leading on."""
    entries: list[list[Entry]] = []
    most = len({round(mark.at) for mark in marks})
    for number, runs in enumerate(single):
        middle = (columns[number].x0 + columns[number].x1) / 2
        places = sorted(mark.at for mark in marks if mark.low <= middle <= mark.high)
        alone = len(places) > 1 and len(places) * 4 >= most
        entries.append(entries_of(runs, number, places, loosest if alone else leading))
    return entries


def _loosest(leading: float, size: float, bounded: bool, known: bool) -> float:
    """The widest gap between lines of one cell in columns that lines part: where rows are set
    apart a cell's own paragraphs may be as well, but less."""
    if not bounded:
        return leading
    return max(1.5 * leading, 0.7 * size) if known else float("inf")


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
