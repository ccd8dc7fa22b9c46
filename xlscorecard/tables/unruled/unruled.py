"""Tables that few lines or none rule: horizontal rules, zebra stripes, white space alone.

Here the page's stretches that may be such tables, with what is drawn in each; prose set in columns
is none. Their columns and rows: ``columns_and_rows``.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.edges import (
    Rule,
    fill_edges,
    painted_fills,
    parting_rules,
    without_unseen,
)
from xlscorecard.tables.lines.layout import Layout
from xlscorecard.tables.lines.lines import (
    Line,
    lines_with_runs,
    part_at_edges,
    part_at_rules,
    part_at_starts,
    part_behind_figures,
)
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.repeated import part_at_repeats
from xlscorecard.tables.lines.symbol_boxes import symbols_of
from xlscorecard.tables.regions.areas import Area, find_areas
from xlscorecard.tables.regions.grower import LONE_ROW, Region
from xlscorecard.tables.regions.newspaper import newspaper_runs
from xlscorecard.tables.regions.regions import find_regions
from xlscorecard.tables.regions.tabular import is_chart, is_tabular
from xlscorecard.tables.unruled.columns_and_rows import Hints, layout_of_lines
from xlscorecard.tables.unruled.parting.back_to_back import part_back_to_back
from xlscorecard.tables.unruled.parting.corridors import part_at_corridors

# A fill over more than this share of a table's width is the background of a row, not of a cell.
PAINTED_CELL = 0.6
# A line this long (points) may part two cells of a narrow column of ratings; symbols are smaller.
NARROW_CELL = 24.0


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
