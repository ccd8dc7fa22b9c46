"""One pass down a page that gathers its lines to regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Fill
from xlscorecard.tables.lines.alignment import LEAST_CELLS, has_figures, set_alike
from xlscorecard.tables.lines.lines import (
    WITHIN_CELL,
    Line,
    box_of,
    line_bottom,
    line_middle,
    line_size,
    line_top,
)
from xlscorecard.tables.lines.paragraphs import is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_value, is_value
from xlscorecard.tables.regions.areas import (
    OTHER_SIZE,
    REGION_GAP,
    SAME_END,
    SAME_START,
    Area,
    goes_on_in_cell,
    is_tight,
)
from xlscorecard.tables.regions.gutters import keeps_gaps, narrowed, openings_of
from xlscorecard.tables.regions.lines_above import (
    dates_columns,
    name_above,
    on_one_ground,
    on_touching_grounds,
)
from xlscorecard.tables.regions.successive import MOST_HEADER_LINES, table_at_foot
from xlscorecard.tables.regions.trimming import is_key_line, trimmed, without_notes

# Half a line's height lies between names set in the middle and the upper ones of those in two
# lines: no more than this is left open (letter heights).
BESIDE = 0.15
# A header's texts are figures as seldom as this.
ONE_FIGURE_IN = 8
# So many texts by themselves may stand between two rows of a table.
MOST_WAITING = 3
# One line makes a table from this many texts on.
LONE_ROW = 4
LONE_ROW_WITHIN = 0.25
# Lines of so many texts are rows of one table where their texts are in step.
LEAST_IN_STEP = 5
# A heading between a table's rows is at most so many times as large as their letters.
LARGEST_HEADING = 1.3
# A remark beneath a row begins within this of it (points).
REMARK_INDENT = 12.0


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that may be a table; ``area`` where rules or stripes say so."""

    lines: list[Line]
    area: Area | None = None

    @property
    def bbox(self) -> BBox:
        return box_of(self.lines)


class Grower:
    """One pass down the page; ``lines`` are those of the region under way, ``pending`` single
    texts across its columns that belong to it only if it goes on below them, ``headed`` whether
    its first line is one text on the ground of its header, or beside its names, ``running`` the
    lines (by identity) that are running text, ``grounds`` the page's painted cells."""

    def __init__(self, height: float, running: set[int], grounds: Sequence[Fill]) -> None:
        self.height = height
        self.running = running
        self.grounds = grounds
        self.prose = False
        self.regions: list[Region] = []
        self.lines: list[Line] = []
        self.pending: list[Line] = []
        self.gutters: list[tuple[float, float]] = []
        self.area: Area | None = None
        self.above: list[Line] = []
        self.headed = False

    def add(self, line: Line, area: Area | None) -> None:
        """Go on to a line, which may stand in an ``area`` of rules or stripes."""
        if len(self.lines) == 1 and is_key_line(self.lines[0]) and not is_key_line(line):
            self.close()  # its texts head no columns, however near it stands
        if area is not None:
            self._add_inside(line, area)
            return
        prose = id(line) in self.running and not goes_on_in_cell(self.lines, line)
        if prose or not self.lines:
            self.close()
            self.prose = self.prose or prose
            begins = len(line) > 1 and not prose
            self._begin([*self._header_above(line), line] if begins else [], line)
        elif self._waits(line):
            self.pending.append(line)
        elif self._far(line) or self._other_size(line) or self._begins_anew(line):
            self.close()
            self._begin([line] if len(line) > 1 else [], line)
        else:
            if self.area is not None and len(line) > 1 and self._is_header_stripe():
                self.area = None  # the header's stripe tells nothing of the rows below it
            if len(line) == 1:
                self._add_text(line)
            else:
                self._add_row(line)

    def _begin(self, lines: list[Line], line: Line) -> None:
        """Begin a region with the ``lines`` that end with one, if there are any; a text by itself
        is remembered: it may be the first line of a header."""
        if lines:
            self.lines, self.gutters = lines, openings_of(line)
        self._note(line)

    def _add_text(self, line: Line) -> None:
        """A text by itself goes to the region where it stands in one column, close to the line
        above it; else it waits for a row below it."""
        met, crossed = narrowed(self.gutters, line)
        tight = line_top(line) - line_bottom(self.lines[-1]) < WITHIN_CELL * line_size(line)
        loose = crossed or self.pending or (self.area is not None and not tight)
        if not loose or goes_on_in_cell(self.lines, line):
            self._take(line, met)
            return
        self.pending.append(line)
        if len(self.pending) > MOST_WAITING and self._texts_waiting() > MOST_WAITING:
            self.close()

    def _add_row(self, line: Line) -> None:
        """A line of several texts goes to the region where its gutters are the region's, or all
        that stands above it may be its header; else it begins another."""
        met, crossed = narrowed(self.gutters, line)
        inner = max(len(self.gutters) - 2, 1)
        kept = (crossed * 2 <= inner and len(met) > 2) or keeps_gaps(self.lines, line)
        if kept or self._alike(line) or self._in_step(line):
            self._take(line, met)
        elif self._is_header_so_far(line) and not self.area and not self.pending:
            # the first lines are a header that spans columns: the rows decide
            self.lines.append(line)
            openings = openings_of(line)
            if len(openings) > len(self.gutters):
                self.gutters = openings
        else:
            # a header that has come meanwhile is that of the rows that do not fit the others
            fresh = table_at_foot(self.lines, line)
            self.lines = self.lines[: len(self.lines) - len(fresh)]
            fresh += self.pending if fresh else []
            self.close()
            self.lines, self.gutters = [*fresh, line], openings_of(line)

    def _texts_waiting(self) -> int:
        """How many texts the pending lines are: a name wrapped in a narrow column is one."""
        return 1 + sum(
            not is_tight(above, line)
            or abs(above[0].bbox.x0 - line[0].bbox.x0) > SAME_START
            or narrowed(self.gutters, line)[1] > 0
            for above, line in pairwise(self.pending)
        )

    def _is_header_so_far(self, line: Line) -> bool:
        """Whether what stands above a line may be no more than its header: two lines, or a few
        bold ones over one that is not."""
        if len(self.lines) <= 2:
            return True
        few = len(self.lines) <= MOST_HEADER_LINES
        return few and not is_bold(line) and all(map(is_bold, self.lines))

    def _note(self, line: Line) -> None:
        """Remember single texts that stand tight above each other: the first lines of a header
        may have one text each."""
        last = self.above[-1] if self.above else line
        if len(line) > 1 or not (is_tight(last, line) or dates_columns(last, line)):
            self.above = []
        if len(line) == 1:
            self.above.append(line)

    def _header_above(self, line: Line, *, painted: bool = False) -> list[Line]:
        """Remembered texts that belong to a header: tight above its first line, or on its painted
        ground (only there where ``painted``), over one of its runs but not the first."""
        kept: list[Line] = []
        below = line
        if not painted and (name := name_above(self.above, line)):
            return name
        for single in reversed(self.above):
            box = single[0].bbox
            over = any(box.x0 < run.bbox.x1 and run.bbox.x0 < box.x1 for run in line[1:])
            dates = dates_columns(single, below) and is_bold(single) == is_bold(line)
            tight = not painted and (dates or is_tight(single, below))
            grounded = not (tight and over) and on_one_ground(self.grounds, single, below)
            # its own second line may stand lower than the other headers: then it overlaps them
            amid = grounded and box.x1 < line[-1].bbox.x1
            amid = amid or line_bottom(single) > line_top(below)
            # beside names in the middle of two lines, over names of the second
            amid = amid or (
                dates and any(a.bbox.x1 < box.x0 < box.x1 < b.bbox.x0 for a, b in pairwise(line))
            )
            # beside names in the middle of their height the others stand in two lines
            drop = line_top(line) - line_bottom(single)
            beside = len(line) > 1 and box.x0 > line[-1].bbox.x1 and drop < BESIDE * line_size(line)
            known = over or amid or beside
            if not ((tight or grounded) and known and box.x0 > line[0].bbox.x1):
                break
            self.headed = self.headed or grounded or beside or dates
            kept.insert(0, single)
            below = single
        return kept

    def _add_inside(self, line: Line, area: Area) -> None:
        if self.area is not area:
            # a header may stand above the first rule
            group = self._names_group(line)
            near = group or (self.lines and self._stands_on(line, area))
            only_remarks = group or all(map(self._other_size, self.pending))
            if self.area is None and near and only_remarks and not self._other_size(line):
                _, crossed = narrowed(self.gutters, line)
                inner = max(len(self.gutters) - 2, 1)
                remark = len(line) == 1 and len(self.lines) > 1 and len(self.lines[-1]) > 2
                if not (remark or group) and crossed * (2 if len(self.lines) <= 3 else 4) > inner:
                    self.close()
            else:
                self.close()
            self.area = area
        if not self.lines:
            self.lines = self._header_above(line, painted=True)
        self.above = []
        self.lines += [*self.pending, line]
        self.pending = []
        if len(line) > 1:
            met, crossed = narrowed(self.gutters, line)
            self.gutters = met if self.gutters and len(met) > 2 else openings_of(line)

    def _stands_on(self, line: Line, area: Area) -> bool:
        """Whether the lines gathered so far stand on an area's first rule as its rows stand on
        theirs: a header without a rule above it, or the unstriped rows above the first stripe."""
        last = (self.pending or self.lines)[-1]
        if line_top(line) - line_bottom(last) < line_size(line):
            return True
        above, below = area.ys[0] - line_bottom(last), line_top(line) - area.ys[0]
        within = all(
            run.bbox.x0 >= area.x0 - SAME_END and run.bbox.x1 <= area.x1 + SAME_END for run in last
        )
        row = len(last) > 1 or (len(self.lines) > 1 and is_tight(self.lines[-2], last))
        # a header stands in the middle of a row as high as its turned names
        high = REGION_GAP if len(last) >= LEAST_IN_STEP and is_bold(last) else 1
        return within and row and above < max(high * line_size(line), 2 * below)

    def _names_group(self, line: Line) -> bool:
        """Whether nothing but a header stands above a text by itself, the first group's name in a
        row without a stripe: a line within the stripes holds figures, or the header is bold."""
        *header, name = [*self.lines, *self.pending] or [[]]
        if len(name) != 1 or max(map(len, header), default=0) < LEAST_CELLS or has_figures(header):
            return False
        near = line_top(line) - line_bottom(name) < REGION_GAP * line_size(line)
        return near and (has_figures([line]) or all(map(is_bold, header)))

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
            if self._is_header_stripe():
                # rows below it are set as without any; what is left of the stripe is its own
                return gap - max(0.0, self.area.ys[-1] - line_bottom(last)) > REGION_GAP * size
            gaps = [line_top(b) - line_bottom(a) for a, b in pairwise(self.lines)]
            far = gap > max(1.2 * size, 1.1 * max(gaps, default=0.0))
            goes_on = len(self.area.ys) >= 4 or self._alike(line) or self._wraps_below(line)
            return far or not goes_on
        header = len(self.lines) == 1 and is_bold(self.lines[0])
        far = gap > (2 if header else 1) * REGION_GAP * size
        wide = far and max(map(len, self.lines)) >= LEAST_IN_STEP
        return far and not (wide and on_touching_grounds(self.grounds, last, line))

    def _is_header_stripe(self) -> bool:
        """Whether an area is a header's own stripe, under banners or alone: a line holds as many
        texts as a table has columns, and all lines are bold, or the few that there are name
        columns and hold no figure, but the end of a wrapped year ("2019-" over "20")."""
        if max(map(len, self.lines)) < LEAST_CELLS:
            return False
        if all(map(is_bold, self.lines)):
            return True
        texts = [text_of_line(run.words) for line in self.lines for run in line if run.words]
        figures = sum(map(is_plain_value, texts))
        return len(self.lines) <= MOST_HEADER_LINES and figures * ONE_FIGURE_IN <= len(texts)

    def _alike(self, line: Line) -> bool:
        """Whether a line sets its texts at the very places of the line before it: the last row
        of a table that rules its rows but not its foot. Where the row's name has two lines, one
        stands above all others of its texts and one below; a row of totals may end before the
        ratings."""
        if len(line) < LEAST_CELLS:
            return False
        above = (self.pending or self.lines)[-1]
        tight = len(above) == 1 and line_top(line) - line_bottom(above) < WITHIN_CELL * line_size(
            line
        )
        for before in self.lines[-4:]:
            named = tight and abs(above[0].bbox.x0 - before[0].bbox.x0) < 1
            if set_alike(line, before) or (named and set_alike(line, before[1:])):
                return True
            if len(line) >= LEAST_IN_STEP and set_alike(line, before[:-1]):
                return True
        return False

    def _in_step(self, line: Line) -> bool:
        """Whether a line has as many texts as the one before it, each between the neighbours of
        that one's: figures set at the right and texts at the left of the same cells."""
        last = self.lines[-1]
        if len(line) != len(last) or len(line) < LEAST_IN_STEP:
            return False
        return all(
            (not n or last[n - 1].bbox.x1 < run.bbox.x0)
            and (n + 1 == len(last) or run.bbox.x1 < last[n + 1].bbox.x0)
            for n, run in enumerate(line)
        )

    def _wraps_below(self, line: Line) -> bool:
        """Whether a line goes on with the texts of a row below an area's last rule."""
        last = self.lines[-1]
        below = self.area is not None and line_middle(last) > self.area.ys[-1]
        return below and is_tight(last, line)

    def _other_size(self, line: Line) -> bool:
        if not any(run.words for run in line) or not any(run.words for run in self.lines[-1]):
            return False
        own, last = line_size(line), line_size(self.lines[-1])
        allowed = OTHER_SIZE if len(line) == 1 else 3 * OTHER_SIZE
        return abs(own - last) > allowed * max(own, last)

    def _waits(self, line: Line) -> bool:
        """Whether a line is a remark in smaller letters close beneath a row, at its left edge or
        where one of its texts begins, or a heading at its left edge in hardly larger ones: it
        belongs to the table where another row follows."""
        last = self.lines[-1]
        if len(line) > 1 or self.pending or len(last) < LEAST_CELLS or not self._other_size(line):
            return False
        size, gap = line_size(line), line_top(line) - line_bottom(last)
        x0 = line[0].bbox.x0
        if size > line_size(last):
            same = abs(x0 - last[0].bbox.x0) < 1 and len(last) >= LEAST_IN_STEP
            return same and gap < 1.5 * size < 1.5 * LARGEST_HEADING * line_size(last)
        if gap > size:
            return False
        below = any(abs(run.bbox.x0 - x0) < 1 for near in self.lines[-2:] for run in near)
        return below or abs(x0 - last[0].bbox.x0) < REMARK_INDENT

    def _begins_anew(self, line: Line) -> bool:
        """Whether a text of another size stands between a row and a line that is not set as it is,
        or is a header."""
        if not any(map(self._other_size, self.pending)):
            return False
        header = is_bold(line) and not is_bold(self.lines[-1])
        return header or not (self._alike(line) or self._in_step(line))

    def _is_row(self, line: Line) -> bool:
        """Whether a line by itself at a page's top is a table's row: texts and a figure, and
        no prose above it."""
        texts = sum(1 for run in line if len(run.words) > 1)
        figures = sum(1 for run in line if is_value(text_of_line(run.words)))
        high = line_top(line) < LONE_ROW_WITHIN * self.height
        return len(line) >= LONE_ROW and texts > 1 and figures > 0 and high and not self.prose

    def close(self) -> None:
        """End the region under way, its ends trimmed to lines that stand in columns."""
        lines = self.lines if self.area is not None else trimmed(self.lines)
        if lines and self.headed:
            lines = self.lines[: self.lines.index(lines[0])] + lines  # no captions
        lines = without_notes(lines)
        several = [line for line in lines if len(line) > 1 and any(run.words for run in line)]
        # the last row of the table on the page before may stand alone at the top of this one
        row = not self.regions and len(several) == 1 and self._is_row(several[0])
        if len(several) > 1 or row:
            self.regions.append(Region(lines, self.area))
        self.lines, self.pending, self.gutters, self.area = [], [], [], None
        self.headed = False
