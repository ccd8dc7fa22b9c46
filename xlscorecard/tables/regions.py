"""Which lines of a page may be a table that few lines rule or none.

A *line* is runs of text (and symbols) at one height. Lines are gathered to *regions*: what
stands between rules or stripes of one width belongs together; elsewhere lines do that set
their text in the same columns, at one size and without wide gaps.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.alignment import LEAST_CELLS, columns_change
from xlscorecard.tables.edges import Rule, cell_fills
from xlscorecard.tables.paragraphs import Run, run_of, runs_of
from xlscorecard.tables.text import mostly, text_of_line
from xlscorecard.tables.values import is_value

# Inside a table a gap of this many letter heights parts two cells' texts.
CELL_GAP = 0.85
# Between two figures this much does: a space inside a figure is a third of a letter height.
FIGURE_GAP = 0.65
# Lines further apart than this many letter heights belong to different tables.
REGION_GAP = 2.6
# A gutter narrower than this many letter heights does not show.
LEAST_GUTTER = 0.5
# A line over this share of the page's width, of this many words, is prose.
PROSE_WIDTH = 0.45
PROSE_WORDS = 9
# Between two rules or fills of one width more white space than this (points), beside a cell's
# margin, may part two tables: what their columns say decides, on so many lines above and below.
TABLE_GAP = 4.0
NEAR = 6
# Letter sizes that differ by more than this belong to different texts: headings are larger.
OTHER_SIZE = 0.1
# The ends of one table's rules and stripes agree within this (points).
SAME_END = 4.0
# Symbols: anything drawn or pictured between these sizes (points), without text in it.
SYMBOL = (3.0, 40.0)
# Header text that reads upwards is no taller than this (points); margin notes are.
TALLEST_HEADER = 150.0
# A symbol's letter height where one is asked for: that of small print.
SYMBOL_SIZE = 8.0
# A RAG patch without text is coloured: its strongest and weakest channel differ by this, of 255.
COLOURFUL = 60
# One line makes a table from this many texts on.
LONE_ROW = 4
LONE_ROW_WITHIN = 0.25
# A page of more drawn pieces than this shows a map or a chart: a scorecard of 60 rows has two
# symbols in each, of up to four pieces.
MOST_SYMBOLS = 500

Line = list[Run]


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of the page between rules or stripes of one width."""

    x0: float
    x1: float
    ys: tuple[float, ...]

    def holds(self, line: Line) -> bool:
        """Whether a whole line stands between the rules."""
        return all(self.covers(run) for run in line)

    def covers(self, run: Run) -> bool:
        """Whether a run stands between the rules."""
        box = run.bbox
        if not self.ys[0] - 1 <= (box.top + box.bottom) / 2 <= self.ys[-1] + 1:
            return False
        return box.x0 >= self.x0 - SAME_END and box.x1 <= self.x1 + SAME_END


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may be a table; ``area`` where rules or stripes say so."""

    lines: list[Line]
    area: Area | None = None

    @property
    def bbox(self) -> BBox:
        box = self.lines[0][0].bbox
        for line in self.lines:
            for run in line:
                box = box.union(run.bbox)
        return box


def lines_with_runs(words: Sequence[Word], symbols: Sequence[BBox] = ()) -> list[Line]:
    """Runs (and symbols, as runs without words) gathered to lines, top to bottom;
    turned text counts where it may be a header's."""
    runs = [
        part
        for run in runs_of(words, CELL_GAP)
        if not run.rotation or run.bbox.height < TALLEST_HEADER
        for part in _parted_figures(run)
    ]
    runs += [Run((), box, min(box.height, SYMBOL_SIZE)) for box in symbols]
    lines: list[Line] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run.bbox.top + run.bbox.bottom):
        box = run.bbox
        shared = min(bottom, box.bottom) - max(top, box.top)
        if lines and shared > 0.4 * min(bottom - top, box.height):
            lines[-1].append(run)
            continue
        lines.append([run])
        top, bottom = box.top, box.bottom
    for line in lines:
        line.sort(key=lambda run: run.bbox.x0)
    return lines


def _parted_figures(run: Run) -> list[Run]:
    """A run parted between figures that stand further apart than digits of one do."""
    if len(run.words) < 2 or run.rotation:
        return [run]
    parts: list[list[Word]] = [[run.words[0]]]
    for before, word in pairwise(run.words):
        wide = word.bbox.x0 - before.bbox.x1 > FIGURE_GAP * run.size
        if wide and _is_figure(before.text) and _is_figure(word.text):
            parts.append([])
        parts[-1].append(word)
    return [run] if len(parts) == 1 else [run_of(part) for part in parts]


def _is_figure(text: str) -> bool:
    return is_value(text) and any(map(str.isdigit, text))


def symbols_of(page: Page, words: Sequence[Word], taken: Sequence[BBox]) -> list[BBox]:
    """Small drawings, pictures and coloured patches without text: a cell may hold nothing else.

    ``taken`` are the boxes of tables that were found already.
    """
    low, high = SYMBOL
    drawn = [shape.bbox for shape in page.shapes]
    drawn += [picture.bbox for picture in page.pictures]
    if len(drawn) > MOST_SYMBOLS:
        drawn = []  # a map or a chart, not symbols
    patches = {
        fill.bbox
        for fill in cell_fills(page)
        if max(fill.colour) - min(fill.colour) > COLOURFUL and fill.bbox.width < 0.3 * page.width
    }
    places = sorted(word.bbox.centre for word in words)
    found: list[BBox] = []
    for box in [*drawn, *sorted(patches)]:
        if not (low <= box.height <= high and low <= box.width <= 0.3 * page.width):
            continue
        if any(table.overlap(box) for table in taken):
            continue
        first = bisect_left(places, (box.x0, 0.0))
        last = bisect_right(places, (box.x1, float("inf")))
        if any(box.top <= y <= box.bottom for _, y in places[first:last]):
            continue
        if found and found[-1].overlap(box) > 0 and box not in patches:
            found[-1] = found[-1].union(box)
        else:
            found.append(box)
    # a patch fills its cell to the next one's edge: its own text would not
    return [
        BBox(box.x0 + 1, box.top + 1, box.x1 - 1, box.bottom - 1) if box in patches else box
        for box in found
    ]


def find_areas(page: Page, lying: Sequence[Rule], lines: Sequence[Line]) -> list[Area]:
    """Stacks of rules and stripe edges of one width, cut where other text stands between."""
    marks = [rule for rule in lying if rule.length > 0.15 * page.width]
    by_width: list[list[Rule]] = []
    for mark in sorted(marks, key=lambda rule: (round(rule.low), rule.high)):
        for stack in by_width:
            if (
                abs(stack[0].low - mark.low) <= SAME_END
                and abs(stack[0].high - mark.high) <= SAME_END
            ):
                stack.append(mark)
                break
        else:
            by_width.append([mark])
    lines = sorted(lines, key=line_middle)
    heights = [line_middle(line) for line in lines]
    areas: list[Area] = []
    for stack in by_width:
        stack.sort(key=lambda rule: rule.at)
        part = [stack[0].at]
        for above, below in pairwise(stack):
            first, last = bisect_left(heights, above.at), bisect_left(heights, below.at)
            near = [line for line in lines[max(first - NEAR, 0) : last + NEAR] if len(line) > 1]
            parted = _gap_at_end(lines[first:last], above, below) and columns_change(
                [line for line in lines[:last] if line_top(line) > part[0]], lines[last:]
            )
            if parted or not _goes_on(lines[first:last], (above, below), near, page.width):
                areas += _area(stack[0], part, lines)
                part = []
            part.append(below.at)
        areas += _area(stack[0], part, lines)
    return [area for area in areas if not any(_interrupts(area, other) for other in areas)]


def _interrupts(area: Area, wide: Area) -> bool:
    """Whether an area is only the rules of a wider one that merged cells interrupt: it lies
    inside it, and rules of the whole width stand among its own."""
    inside = wide.x0 - SAME_END <= area.x0 and area.x1 <= wide.x1 + SAME_END
    narrower = area.x1 - area.x0 < wide.x1 - wide.x0 - 2 * SAME_END
    among = any(area.ys[0] < y < area.ys[-1] for y in wide.ys)
    return inside and narrower and among and wide.ys[0] <= area.ys[0] <= area.ys[-1] <= wide.ys[-1]


def _gap_at_end(between: Sequence[Line], above: Rule, below: Rule) -> bool:
    """Whether white space wider than a cell's margin ends what stands between two rules."""
    if not between:
        return below.at - above.at > TABLE_GAP
    margin = line_top(between[0]) - above.at
    return below.at - line_bottom(between[-1]) > margin + TABLE_GAP


def _goes_on(
    between: Sequence[Line], rules: tuple[Rule, Rule], near: Sequence[Line], width: float
) -> bool:
    """Whether what stands between two rules of one width can be a table's rows; ``near`` are
    the lines thereabouts that hold several cells."""
    above, below = rules
    inside = [
        line for line in between if line[-1].bbox.x1 > above.low and line[0].bbox.x0 < above.high
    ]
    if not inside:
        return below.at - above.at < 40
    if any(is_prose(line, width) for line in inside):
        return False
    sizes = {line_size(line) for line in near}
    gaps = sorted(line_top(second) - line_bottom(first) for first, second in pairwise(near))
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    for number, line in enumerate(inside):
        size = line_size(line)
        if len(line) == 1:
            other = sizes and min(abs(size - known) for known in sizes) > OTHER_SIZE * size
            before = line_top(line) - (line_bottom(inside[number - 1]) if number else above.at)
            if other or before > max(1.2 * size, 2 * usual):
                return False
        elif number and line_top(line) - line_bottom(inside[number - 1]) > REGION_GAP * size:
            return False
    if all(len(line) == 1 for line in inside):
        return below.at - above.at < (2.2 + 1.3 * len(inside)) * max(map(line_size, inside))
    return True


def line_size(line: Line) -> float:
    """The letter size of most of a line's text."""
    first = line[0].size
    if all(run.size == first for run in line):
        return first
    weights: dict[float, int] = {}
    for run in line:
        weights[run.size] = weights.get(run.size, 0) + sum(len(word.text) for word in run.words)
    return max(weights, key=weights.__getitem__)


def line_top(line: Line) -> float:
    """The y at which a line's highest run starts."""
    return min(run.bbox.top for run in line)


def line_middle(line: Line) -> float:
    """The y halfway down a line."""
    return (line_top(line) + line_bottom(line)) / 2


def line_bottom(line: Line) -> float:
    """The y at which a line's lowest run ends."""
    return max(run.bbox.bottom for run in line)


def _area(first: Rule, ys: Sequence[float], lines: Sequence[Line]) -> list[Area]:
    if len(ys) < 2:
        return []
    area = Area(first.low, first.high, tuple(ys))
    several = sum(1 for line in lines if len(line) > 1 and area.holds(line))
    return [area] if several > 1 or (several and len(ys) > 2) else []


def is_prose(line: Line, width: float) -> bool:
    """Whether a line is running text: one run (or its number and one) over much of the page."""
    return len(line) < 3 and any(
        len(run.words) >= PROSE_WORDS and run.bbox.width > PROSE_WIDTH * width for run in line
    )


def find_regions(page: Page, lines: Sequence[Line], areas: Sequence[Area]) -> list[Region]:
    """Gather lines to regions, top to bottom."""
    areas = [area for area in areas if _holds_its_lines(area, areas, lines)]
    grower = _Grower(page.width, page.height)
    for line in _parted(lines, areas):
        area = next((area for area in areas if area.holds(line)), None)
        grower.add(line, area)
    grower.close()
    return [part for region in grower.regions for part in _where_columns_change(region)]


def _where_columns_change(region: Region) -> list[Region]:
    """A region cut above each header that stands under a heading (or white space) and whose
    rows stand in other columns than the rows above: a table of its own."""
    lines = region.lines
    starts, ends = [0], [len(lines)]
    fresh = _later_headers(lines)
    for index, end in pairwise([*fresh, len(lines)]):
        start = index
        while start - 1 > starts[-1] and len(lines[start - 1]) == 1:
            if _wraps(lines[start - 2], lines[start - 1]):
                break
            start -= 1
        if columns_change(lines[starts[-1] : start], lines[index:end]):
            # a heading between rules or stripes is a banner of the table below it
            starts.append(start if region.area is not None else index)
            ends.insert(-1, start)
    if len(starts) == 1:
        return [region]
    parts = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    if region.area is None:
        parts = [_trim(part) for part in parts]
    return [Region(part, region.area) for part in parts if _has_rows(part)]


def _wraps(above: Line, line: Line) -> bool:
    """Whether a single text is the second line of a cell in the row above it, and no heading:
    near it, and within one column."""
    box = line[0].bbox
    over = sum(1 for run in above if run.bbox.x0 < box.x1 and box.x0 < run.bbox.x1)
    return over < 2 and _tight(above, line)


def _later_headers(lines: Sequence[Line]) -> list[int]:
    """The rows under a single text, or under more white space than most rows, that look like
    headers: bold below one that is not, or the words of the first header again."""
    gaps = [line_top(below) - line_bottom(above) for above, below in pairwise(lines)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    rows = [index for index, line in enumerate(lines) if len(line) > 1]
    if not rows:
        return []
    known = {text_of_line(run.words) for run in lines[rows[0]]} - {""}
    found: list[int] = []
    for before, index in pairwise(rows):
        apart = len(lines[index - 1]) == 1 or gaps[index - 1] > usual + TABLE_GAP
        if not apart or len(lines[index]) < LEAST_CELLS:
            continue
        again = sum(text_of_line(run.words) in known for run in lines[index])
        bold = _is_bold(lines[index]) and not _is_bold(lines[before])
        if bold or again * 2 > len(lines[index]):
            found.append(index)
    return found


def _has_rows(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if len(line) > 1 and any(run.words for run in line)) > 1


def _holds_its_lines(area: Area, areas: Sequence[Area], lines: Sequence[Line]) -> bool:
    """Whether the lines at an area's height keep to it, but for what stands in another area:
    stripes over some columns only are no area of their own."""
    inside = outside = 0
    for line in lines:
        middle = (line[0].bbox.top + line[0].bbox.bottom) / 2
        if not area.ys[0] <= middle <= area.ys[-1]:
            continue
        kept = [run for run in line if area.covers(run)]
        if not kept:
            continue
        others = [
            run
            for run in line
            if not area.covers(run) and not any(other.covers(run) for other in areas)
        ]
        inside += not others
        outside += bool(others)
    return outside * 3 <= inside


def _parted(lines: Sequence[Line], areas: Sequence[Area]) -> list[Line]:
    """Lines with the runs of areas that stand side by side taken apart."""
    parted: list[Line] = []
    for line in lines:
        homes: dict[int, Line] = {}
        for run in line:
            number = next((n for n, area in enumerate(areas) if area.covers(run)), -1)
            homes.setdefault(number, []).append(run)
        parted += homes.values()
    return parted


class _Grower:
    """One pass down the page; ``lines`` are those of the region under way, ``pending`` single
    texts across its columns that belong to it only if it goes on below them."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.prose = False
        self.regions: list[Region] = []
        self.lines: list[Line] = []
        self.pending: list[Line] = []
        self.gutters: list[tuple[float, float]] = []
        self.area: Area | None = None
        self.above: list[Line] = []

    def add(self, line: Line, area: Area | None) -> None:
        if area is not None:
            self._add_inside(line, area)
            return
        if is_prose(line, self.width) or not self.lines:
            self.close()
            self.prose = self.prose or is_prose(line, self.width)
            if len(line) > 1 and not is_prose(line, self.width):
                self.lines, self.gutters = [*self._header_above(line), line], _openings(line)
            self._note(line)
            return
        if self._far(line) or self._other_size(line):
            self.close()
            if len(line) > 1:
                self.lines, self.gutters = [line], _openings(line)
            return
        met, crossed = _meet(self.gutters, line, LEAST_GUTTER * line[0].size)
        inner = max(len(self.gutters) - 2, 1)
        if len(line) == 1:
            tight = line_top(line) - line_bottom(self.lines[-1]) < 0.45 * line_size(line)
            if crossed or self.pending or (self.area is not None and not tight):
                self.pending.append(line)
                if len(self.pending) > 3:
                    self.close()
            else:
                self._take(line, met)
            return
        if crossed * 2 <= inner and len(met) > 2:
            self._take(line, met)
        elif len(self.lines) <= 2 and not self.area and not self.pending:
            # the first lines are a header that spans columns: the rows decide
            self.lines.append(line)
            openings = _openings(line)
            if len(openings) > len(self.gutters):
                self.gutters = openings
        else:
            self.close()
            self.lines, self.gutters = [line], _openings(line)

    def _note(self, line: Line) -> None:
        """Remember single texts that stand tight above each other: the first lines of a header
        may have one text each."""
        if len(line) > 1 or (self.above and not _tight(self.above[-1], line)):
            self.above = []
        if len(line) == 1:
            self.above.append(line)

    def _header_above(self, line: Line) -> list[Line]:
        """Remembered texts that belong to a header: tight above its first line, over one of
        its runs but not the first."""
        kept: list[Line] = []
        below = line
        for single in reversed(self.above):
            box = single[0].bbox
            over = any(box.x0 < run.bbox.x1 and run.bbox.x0 < box.x1 for run in line[1:])
            # its own second line may stand lower than the other headers: then it overlaps them
            amid = line_bottom(single) > line_top(line) and box.x1 < line[-1].bbox.x1
            if not (_tight(single, below) and (over or amid) and box.x0 > line[0].bbox.x1):
                break
            kept.insert(0, single)
            below = single
        return kept

    def _add_inside(self, line: Line, area: Area) -> None:
        if self.area is not area:
            # a header may stand above the first rule
            near = self.lines and self._stands_on(line, area)
            if self.area is None and near and not self.pending and not self._other_size(line):
                _, crossed = _meet(self.gutters, line, LEAST_GUTTER * line[0].size)
                inner = max(len(self.gutters) - 2, 1)
                remark = len(line) == 1 and len(self.lines) > 1 and len(self.lines[-1]) > 2
                if not remark and crossed * (2 if len(self.lines) <= 3 else 4) > inner:
                    self.close()
            else:
                self.close()
            self.area = area
        self.lines += [*self.pending, line]
        self.pending = []
        if len(line) > 1:
            met, crossed = _meet(self.gutters, line, LEAST_GUTTER * line[0].size)
            self.gutters = met if self.gutters and len(met) > 2 else _openings(line)

    def _stands_on(self, line: Line, area: Area) -> bool:
        """Whether the lines gathered so far stand on an area's first rule as its rows stand on
        theirs: a header without a rule above it, or the unstriped rows above the first stripe."""
        last = self.lines[-1]
        if line_top(line) - line_bottom(last) < line_size(line):
            return True
        above, below = area.ys[0] - line_bottom(last), line_top(line) - area.ys[0]
        within = all(
            run.bbox.x0 >= area.x0 - SAME_END and run.bbox.x1 <= area.x1 + SAME_END for run in last
        )
        row = len(last) > 1 or (len(self.lines) > 1 and _tight(self.lines[-2], last))
        return within and row and above < max(line_size(line), 2 * below)

    def _take(self, line: Line, gutters: list[tuple[float, float]]) -> None:
        self.lines += [*self.pending, line]
        self.pending = []
        self.gutters = gutters

    def _far(self, line: Line) -> bool:
        last = (self.pending or self.lines)[-1]
        gap = line_top(line) - line_bottom(last)
        size = line_size(line)
        if self.area is not None:
            # below the last rule only a row as near as rows are goes on (an unstriped one)
            gaps = [line_top(b) - line_bottom(a) for a, b in pairwise(self.lines)]
            far = gap > max(1.2 * size, 1.1 * max(gaps, default=0.0))
            goes_on = len(self.area.ys) >= 4 or self._alike(line) or self._wraps_below(line)
            return far or not (goes_on or self._is_header_stripe())
        header = len(self.lines) == 1 and _is_bold(self.lines[0])
        return gap > (2 if header else 1) * REGION_GAP * size

    def _is_header_stripe(self) -> bool:
        """Whether an area is a header's own stripe, under banners or alone: of its lines only
        the last, a bold one, holds several texts."""
        *banners, header = self.lines
        several = len(header) >= LEAST_CELLS and _is_bold(header)
        return several and all(len(line) == 1 for line in banners)

    def _alike(self, line: Line) -> bool:
        """Whether a line sets its texts at the very places of the line before it: the last row
        of a table that rules its rows but not its foot."""
        return len(line) > 2 and any(
            len(line) == len(before)
            and all(
                abs(own.bbox.x0 - known.bbox.x0) < 1.0
                or abs(own.bbox.x1 - known.bbox.x1) < 1.0
                or abs(own.bbox.centre[0] - known.bbox.centre[0]) < 1.0
                for own, known in zip(line, before, strict=True)
            )
            for before in self.lines[-4:]
        )

    def _wraps_below(self, line: Line) -> bool:
        """Whether a line goes on with the texts of a row below an area's last rule."""
        last = self.lines[-1]
        below = self.area is not None and line_middle(last) > self.area.ys[-1]
        return below and _tight(last, line)

    def _other_size(self, line: Line) -> bool:
        if not any(run.words for run in line) or not any(run.words for run in self.lines[-1]):
            return False
        own, last = line_size(line), line_size(self.lines[-1])
        allowed = OTHER_SIZE if len(line) == 1 else 3 * OTHER_SIZE
        return abs(own - last) > allowed * max(own, last)

    def _is_row(self, line: Line) -> bool:
        """Whether a line by itself at a page's top is a table's row: texts and a figure, and
        no prose above it."""
        texts = sum(1 for run in line if len(run.words) > 1)
        figures = sum(1 for run in line if is_value(text_of_line(run.words)))
        high = line_top(line) < LONE_ROW_WITHIN * self.height
        return len(line) >= LONE_ROW and texts > 1 and figures > 0 and high and not self.prose

    def close(self) -> None:
        """End the region under way, its ends trimmed to lines that stand in columns."""
        lines = self.lines if self.area is not None else _trim(self.lines)
        lines = _without_notes(lines)
        several = [line for line in lines if len(line) > 1 and any(run.words for run in line)]
        # the last row of the table on the page before may stand alone at the top of this one
        row = not self.regions and len(several) == 1 and self._is_row(several[0])
        if len(several) > 1 or row:
            self.regions.append(Region(lines, self.area))
        self.lines, self.pending, self.gutters, self.area = [], [], [], None


def _tight(above: Line, below: Line) -> bool:
    """Whether two lines are set as lines of one cell: near, and at one size."""
    gap = line_top(below) - line_bottom(above)
    size = line_size(below)
    return -0.6 * size < gap < 0.45 * size and abs(line_size(above) - size) <= OTHER_SIZE * size


def _is_bold(line: Line) -> bool:
    return mostly([word for run in line for word in run.words], "bold")


def _openings(line: Line) -> list[tuple[float, float]]:
    """The white space of a line: before, between and after its runs."""
    edges = [float("-inf")]
    end = float("-inf")
    for run in line:
        if run.bbox.x0 <= end:
            end = max(end, run.bbox.x1)
            edges[-1] = end
            continue
        end = run.bbox.x1
        edges += [run.bbox.x0, end]
    edges.append(float("inf"))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _meet(
    gutters: Sequence[tuple[float, float]], line: Line, least: float
) -> tuple[list[tuple[float, float]], int]:
    """Gutters narrowed to a line's white space, and how many inner ones the line crosses
    (those stay as they were)."""
    openings = _openings(line)
    met: list[tuple[float, float]] = []
    crossed = 0
    for number, (low, high) in enumerate(gutters):
        pieces = [
            (max(low, first), min(high, last))
            for first, last in openings
            if min(high, last) - max(low, first) >= least
        ]
        if not pieces and 0 < number < len(gutters) - 1:
            crossed += 1
            pieces = [(low, high)]
        met += pieces or [(low, high)]
    return met, crossed


def _is_note(line: Line, before: Line) -> bool:
    """A line of notes under a table: one text that a raised marker opens or that is set
    smaller than the line above it."""
    if len(line) != 1 or not line[0].words:
        return False
    return line[0].words[0].superscript or line[0].size < line_size(before) * 0.9


def _without_notes(lines: Sequence[Line]) -> list[Line]:
    end = len(lines)
    while end > 1 and _is_note(lines[end - 1], lines[end - 2]):
        end -= 1
    return list(lines[:end])


def _trim(lines: Sequence[Line]) -> list[Line]:
    """Leave single texts at both ends: captions and notes; a tight one below is the last
    row's wrapped text."""
    start, end = 0, len(lines)
    while start + 1 < end and len(lines[start]) == 1 and not _tight(lines[start], lines[start + 1]):
        start += 1
    while end > start and len(lines[end - 1]) == 1:
        last, before = lines[end - 1][0], lines[end - 2]
        tight = last.bbox.top - line_bottom(before) < 0.45 * last.size
        nearby = [run for line in lines[max(end - 4, start) : end - 1] for run in line]
        note = bool(last.words) and (
            last.words[0].superscript or last.size < line_size(before) * 0.9
        )
        if tight and not note and any(abs(run.bbox.x0 - last.bbox.x0) < 2 for run in nearby):
            break
        end -= 1
    return list(lines[start:end])
