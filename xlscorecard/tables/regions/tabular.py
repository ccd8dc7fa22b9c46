"""Whether texts in columns are a table at all, or prose, a numbered list, a chart's labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page
from xlscorecard.tables.lines.edges import painted_fills, snap
from xlscorecard.tables.lines.layout import Layout
from xlscorecard.tables.lines.lines import Line, line_top
from xlscorecard.tables.lines.paragraphs import Run, is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.regions.grower import LONE_ROW, Region

# Of a scorecard's places at least a third hold something, even in its first quarter; a
# chart's labels leave most places of their grid empty.
LEAST_FILLED = 0.36
_NUMBERING = re.compile(r"\(?[\divx]{1,4}(?:\.\d{1,2})*[.)]?|[a-z][.)]|[•●▪o–-]", re.IGNORECASE)
# Cells' fills end within this of each other in one column (margins, double borders), bars of
# a chart all over the place.
BAR_ENDS = 8.0
# Of so many rows more than this share hold one text alone on a map, and figures are fewer than one
# in so many texts.
SCATTERED_ROWS, SCATTERED, ONE_FIGURE_IN = 5, 0.6, 5
# Texts of more words than this on average are prose, where figures are as few.
WORDY = 6
# Of the texts of two columns at least this share are figures.
FIGURES_OF_TWO = 0.25
# A curve, or a picture, over so much of a table's width and height, or of its area, is a chart.
CURVE_WIDTH, CURVE_HEIGHT, PICTURED = 0.3, 0.2, 0.15
# Further ends of bars than columns: so many are a chart's.
MORE_ENDS = 3
# A slanting line this high, as a share of the whole, goes from row to row: no arrow does.
SLANTING = 0.05


def is_tabular(region: Region, layout: Layout) -> bool:
    """Whether columns hold cells and not prose, a chart's labels or a numbered list: short
    texts, figures, enough rows, most places filled."""
    runs = [run for line in region.lines for run in line if run.words]
    if not runs or layout.rows < 2 or layout.cols < 2:
        return False
    figures = sum(is_value(text_of_line(run.words)) for run in runs)
    if _filled(runs, layout) < LEAST_FILLED * len(layout.slots):
        return False
    few = figures * ONE_FIGURE_IN < len(runs)
    if few and not _is_key(region, layout) and _is_scattered(runs, layout):
        return False
    if region.area is not None and len(region.area.ys) > 2:
        return True
    if layout.guided and layout.cols >= LONE_ROW:
        return True
    if layout.cols == 2 and not _is_pair_of_columns(region, layout, figures / len(runs)):
        return False
    words = sum(len(run.words) for run in runs)
    if few and words > WORDY * len(runs):
        return False
    if layout.rows > 2 or figures * 3 >= len(runs):
        return True
    # a header over one row of a table that goes on overleaf, whose remark may end lines below
    last = [line for line in region.lines if line_top(line) >= layout.ys[-2] - 1]
    return layout.cols >= LONE_ROW and any(map(_is_mostly_values, last))


def _is_key(region: Region, layout: Layout) -> bool:
    """Whether most lines of two columns have a symbol."""
    symbols = sum(any(not run.words for run in line) for line in region.lines)
    return layout.cols == 2 and symbols * 2 > len(region.lines)


def _is_pair_of_columns(region: Region, layout: Layout, figures: float) -> bool:
    """Whether two columns are a table's: three rows or more, no numbered list, and enough
    ``figures`` (as a share of the texts), or a bold header over several rows that are not."""
    if layout.rows < 3 or _is_numbered(region):
        return False
    headed = is_bold(region.lines[0]) and not is_bold(region.lines[-1])
    return figures >= FIGURES_OF_TWO or (headed and layout.rows > 3)


def _filled(runs: Sequence[Run], layout: Layout) -> int:
    """How many places hold something. Rows as tight as lines may be parted within a long remark,
    which leaves places empty beside it: there each text counts."""
    counted = bool(layout.owners) and not layout.tight
    return len(set(layout.owners.values())) if counted else len(runs)


def _is_scattered(runs: Sequence[Run], layout: Layout) -> bool:
    """Whether most rows hold one text alone: names on a map stand beside each other by chance."""
    if layout.rows < SCATTERED_ROWS:
        return False
    filled: dict[int, set[int]] = {}
    for run in runs:
        home = layout.home_of(run.words[0])
        if home is not None:
            filled.setdefault(layout.slots[home].row, set()).add(home)
    return sum(len(homes) == 1 for homes in filled.values()) > SCATTERED * layout.rows


def _is_mostly_values(line: Line) -> bool:
    told = [is_value(text_of_line(run.words)) for run in line if run.words]
    return len(told) >= LONE_ROW and sum(told) * 2 >= len(told)


def is_chart(page: Page, box: BBox, cols: int) -> bool:
    """Whether texts in columns are a chart's labels: curves or pictures over much of them,
    bars of many lengths, lines that slant from row to row."""
    slanting = 0
    for shape in page.shapes:
        if not box.overlap(shape.bbox) > 0.5 * shape.bbox.area:
            continue
        wide = shape.bbox.width > CURVE_WIDTH * box.width
        if wide and shape.bbox.height > CURVE_HEIGHT * box.height:
            return True
        straight = all(len(outline) == 2 for outline in shape.outlines)
        slanting += straight and min(shape.bbox.width, shape.bbox.height) > SLANTING * box.height
    if slanting > 2:
        return True
    for picture in page.pictures:
        shared = box.overlap(picture.bbox)
        if shared > PICTURED * box.area and shared > 0.7 * picture.bbox.area:
            return True
    return len(snap(_ends_of_bars(page, box), BAR_ENDS)) > cols + MORE_ENDS


def _ends_of_bars(page: Page, box: BBox) -> list[float]:
    """The right edges of the fills in a box that may be bars: a cell's is where the next cell of
    its row begins."""
    fills = [fill.bbox for fill in painted_fills(page) if box.holds(*fill.bbox.centre)]
    begun = {(round(x0), round(top), round(bottom)) for x0, top, _, bottom in fills}
    return [
        x1 for _, top, x1, bottom in fills if (round(x1), round(top), round(bottom)) not in begun
    ]


def _is_numbered(region: Region) -> bool:
    """Whether the first of two columns only numbers or bullets the texts of the second."""
    first = [text_of_line(line[0].words) for line in region.lines if len(line) > 1]
    second = [text_of_line(line[-1].words) for line in region.lines if len(line) > 1]
    numbers = sum(1 for text in first if _NUMBERING.fullmatch(text))
    return numbers * 3 > 2 * len(first) and not any(map(is_value, second))
