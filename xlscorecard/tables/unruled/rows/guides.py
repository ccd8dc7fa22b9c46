"""Rows of long texts set as close as lines: a column of short texts tells where each begins.

Where cells are set at the top of their rows, a reference, a rating or a figure stands beside the
first line of every other cell of its row. Such a column is a *guide*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import is_value, shape_of
from xlscorecard.tables.unruled.columns.column_texts import Texts
from xlscorecard.tables.unruled.rows.entries import Entry, opens_comment
from xlscorecard.tables.unruled.rows.placed import Placed
from xlscorecard.tables.unruled.rows.rows import is_unended

# Texts with at least a line's room above them, as a share of a guide's.
APART = 0.6
# In so many rows, as a share, cells begin beside the guide's text, those of each column in most:
# a cell merged over two rows goes on beside the second.
BEGIN, MOSTLY = 0.8, 0.6
# A guide's text close to the one above it has so many of the other columns' texts beside it.
TIGHT_ROW = 0.6
# Of texts that begin a cell so many at most begin in lower case.
LATER_WORDS = 0.2
# White space is wider than other by more than this share of a letter's height.
LOOSER = 0.1
# Texts of one line share this much of their height.
LEVEL = 0.6
# So many columns with a single short text on one line are guides of one row.
LONE_GUIDES = 3
# A rating, a figure or a date has up to so many words.
LABEL = 2

_Columns = Sequence[Sequence[Run]]


@dataclass(frozen=True, slots=True)
class Guided:
    """Rows found by a guide: top and bottom of each, and the entries in their places."""

    rows: tuple[tuple[float, float], ...]
    placed: tuple[Placed, ...]


def guided_rows(texts: Texts, leading: float | None) -> Guided | None:
    """Rows that begin where a guide's texts stand, or a heading's by itself; None where no column
    is a guide. Lines of one cell are no further apart than the ``leading``, where it is known.

    Lines above the first row are a header, or the rest of a row that began a page before.
    """
    single, wide = texts.single, texts.wide
    foot = _header_foot(single)
    body = [_one_a_line([r for r in runs if r.bbox.centre[1] > foot]) for runs in single]
    guide = _guide(body)
    if guide is None:
        return None
    banners = [run for _, _, run in wide if run.bbox.centre[1] > foot]
    banners += _bold_alone(body) or _set_apart(body[0], body, leading)
    comments = [
        run
        for runs in body
        for number, run in enumerate(runs)
        if number and opens_comment(runs, number)
    ]
    starts = sorted(run.bbox.top for run in [*guide, *banners, *comments])
    above = [run for runs in body for run in runs if run.bbox.centre[1] < starts[0]]
    header = [run for runs in single for run in runs if run.bbox.centre[1] <= foot]
    header += [run for _, _, run in wide if run.bbox.centre[1] <= foot]
    if above and header and not all(run.words for run in above):
        return None
    if header and sum(is_value(text_of_line(run.words)) for run in above) > 1:
        return None  # figures above the first name: names set in the middle of several rows
    if _overlap(texts, foot):
        return None
    first = [group[0].bbox.top - 1 for group in (header, above) if group]
    tops = sorted({*first, *starts})
    places = [top + 0.3 * guide[0].size for top in tops]
    number = next(n for n, runs in enumerate(single) if guide[0] in runs)
    return _placed(texts, places, number)


def _one_a_line(runs: list[Run]) -> list[Run]:
    """The first of a column's texts on each line: those beside it ("20" and "days", set apart)
    are no further lines."""
    return runs[:1] + [
        below
        for above, below in pairwise(runs)
        if above.bbox.shared_height(below.bbox) < LEVEL * below.bbox.height
    ]


def _bold_alone(body: _Columns) -> list[Run]:
    """The bold texts of a first column that is not, with nothing beside them: headings."""
    bold = [run for run in body[0] if run.words and mostly(run.words, "bold")]
    if not bold or len(bold) * 2 > len(body[0]):
        return []
    others = [other.bbox for runs in body[1:] for other in runs]
    return [r for r in bold if not any(r.bbox.shared_height(other) > 0 for other in others)]


def _set_apart(names: Sequence[Run], body: _Columns, leading: float | None) -> list[Run]:
    """The texts of a first column with nothing beside them, and more white space above and below
    them than lines of one cell have: headings in the letters of the names."""
    if leading is None:
        return []
    others = [other.bbox for runs in body if runs is not names for other in runs]
    return [
        run
        for above, run, below in zip(names, names[1:], names[2:], strict=False)
        if run.bbox.top - above.bbox.bottom > leading < below.bbox.top - run.bbox.bottom
        and not any(run.bbox.shared_height(other) > 0 for other in others)
    ]


def _header_foot(single: _Columns) -> float:
    """Where a bold header ends; above everything where there is none."""
    everything = [run for runs in single for run in runs if run.words]
    bold = [mostly(run.words, "bold") for run in everything]
    if not any(bold) or sum(bold) * 2 > len(bold):
        return float("-inf")
    top = min(run.bbox.top for run, dark in zip(everything, bold, strict=True) if not dark)
    return max(
        (
            run.bbox.centre[1]
            for run, dark in zip(everything, bold, strict=True)
            if dark and run.bbox.centre[1] < top
        ),
        default=float("-inf"),
    )


def _overlap(texts: Texts, foot: float) -> bool:
    """Whether a text over several columns has others of its own columns beside it, or a header
    over several columns has their own headers below it."""
    for first, last, run in texts.wide:
        head = run.bbox.centre[1] <= foot
        for column in range(first, last + 1):
            for other in texts.single[column]:
                beside = other.bbox.shared_height(run.bbox) > 0.3 * run.bbox.height
                if beside or (head and other.bbox.centre[1] <= foot):
                    return True
    return False


def _guide(body: _Columns) -> Sequence[Run] | None:
    """The runs of the column that tells most rows apart."""
    found = [
        (len(runs), -number, runs)
        for number, runs in enumerate(body)
        if len(runs) > 1 and _is_short(runs) and _begins_rows(number, body)
    ]
    if found:
        return max(found)[2]
    lone = [number for number, runs in enumerate(body) if len(runs) == 1 and _is_label(runs[0])]
    figures = [number for number in lone if _holds_value(body[number][0])]
    level = all(body[n][0].bbox.shared_height(body[lone[0]][0].bbox) > 0 for n in lone)
    if figures and level and len(lone) >= LONE_GUIDES and _begins_rows(figures[0], body):
        return body[figures[0]]
    return None


def _is_label(run: Run) -> bool:
    return 0 < len(run.words) <= LABEL


def _is_short(runs: Sequence[Run]) -> bool:
    """Whether each text of a column is a cell's: most stand apart, and what does not is of the
    kind of others (figures, references, the same word again)."""
    if not all(any(map(str.isalnum, text_of_line(run.words))) for run in runs):
        return False  # symbols are of any height
    kinds = Counter(shape_of(text_of_line(run.words)) for run in runs)
    tight = [below for above, below in pairwise(runs) if _is_tight(above, below)]
    texts = [text_of_line(run.words) for run in tight]
    alike = all(is_value(text) or kinds[shape_of(text)] > 1 for text in texts)
    return alike and len(runs) - len(tight) >= APART * len(runs)


def _is_tight(above: Run, below: Run) -> bool:
    return below.bbox.top - above.bbox.bottom <= 0.8 * below.bbox.height


def _begins_rows(number: int, body: _Columns) -> bool:
    """Whether nearly everywhere the other cells of a row begin beside this column's text, and
    some go on below it; none has figures of two rows in one."""
    guide = body[number]
    others = [runs for other, runs in enumerate(body) if other != number and runs]
    for above, below in pairwise(guide):
        beside = sum(any(_level(run, below) for run in runs) for runs in others)
        if _is_tight(above, below) and beside < TIGHT_ROW * len(others):
            return False
    cells = _Cells(guide, [run.bbox.top for run in guide])
    return all(map(cells.add, others)) and cells.begin_beside_guide()


@dataclass(slots=True)
class _Cells:
    """The cells of other columns in the rows that a ``guide`` begins at heights (``starts``): the
    first line of each (``begun``), how many are ``level`` with the guide's text; the white space
    (points) above first lines (``first``) and above ``further`` ones, below a first line that goes
    on (``opening``) and below its cell (``closing``); how many lines go on ``within`` a cell by
    their words, and how many from a cell's last to the next one's first (``across``)."""

    guide: Sequence[Run]
    starts: Sequence[float]
    begun: list[Run] = field(default_factory=list)
    level: int = 0
    first: list[float] = field(default_factory=list)
    further: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    closing: list[float] = field(default_factory=list)
    within: int = 0
    across: int = 0

    def add(self, runs: Sequence[Run]) -> bool:
        """Look at another column; False where it shows that the guide is none: two figures are in
        one cell, or cells begin elsewhere. A column of single lines tells nothing."""
        rows: dict[int, list[Run]] = {}  # -1 is what stands above the first
        for run in runs:
            rows.setdefault(bisect_right(self.starts, run.bbox.centre[1]) - 1, []).append(run)
        cells = {row: own for row, own in rows.items() if row >= 0}
        if any(
            _holds_value(a) and _holds_value(b) for own in cells.values() for a, b in pairwise(own)
        ):
            return False
        if all(len(own) < 2 for own in cells.values()):
            return True
        level = sum(_level(own[0], self.guide[row]) for row, own in cells.items())
        if level < MOSTLY * len(cells):
            return False
        self.level += level
        self.begun += [own[0] for own in cells.values()]
        self._read_words(rows)
        self._measure_gaps(runs, rows)
        return True

    def _read_words(self, rows: dict[int, list[Run]]) -> None:
        self.within += sum(_leads_on(a, b) for own in rows.values() for a, b in pairwise(own))
        ends = [(own[-1], rows[row + 1][0]) for row, own in rows.items() if row + 1 in rows]
        self.across += sum(_leads_on(last, head) for last, head in ends)

    def _measure_gaps(self, runs: Sequence[Run], rows: dict[int, list[Run]]) -> None:
        for row, own in rows.items():
            if row > 0 and len(own) > 1 and not _level(own[0], own[1]):  # the first may be a header
                self.opening.append(own[1].bbox.top - own[0].bbox.bottom)
                if row + 1 in rows:
                    self.closing.append(rows[row + 1][0].bbox.top - own[-1].bbox.bottom)
        heads = {id(own[0]) for row, own in rows.items() if row >= 0}
        for above, below in pairwise(runs):
            gap = below.bbox.top - above.bbox.bottom
            if gap < below.bbox.height and below.bbox.centre[1] > self.starts[0]:
                (self.first if id(below) in heads else self.further).append(gap)

    def begin_beside_guide(self) -> bool:
        """Whether the cells of all columns looked at begin beside the guide's texts: not those in
        whose middle, or at whose foot, these stand, nor such as begin in the middle of a text."""
        size = self.guide[0].size
        if self.level < BEGIN * len(self.begun) or self.across > self.within:
            return False
        if 2 * len(self.further) < len(self.guide) or _is_centred(self.first, self.further, size):
            return False
        # at the foot of a cell the last words stand beside the guide's text, near to those above
        # them, and white space below
        if self.closing and _median(self.opening) > _median(self.closing) + LOOSER * size:
            return False
        texts = [text for run in self.begun if (text := text_of_line(run.words))[:1].isalpha()]
        return sum(text[0].islower() for text in texts) <= LATER_WORDS * len(texts)


def _leads_on(above: Run, below: Run) -> bool:
    """Whether a line goes on in the one below it, by its last word or the next one's first."""
    text = text_of_line(below.words)
    return text[:1].islower() or text[:1] == "(" or is_unended(text_of_line(above.words))


def _median(gaps: list[float]) -> float:
    return sorted(gaps)[len(gaps) // 2]


def _is_centred(first: list[float], further: list[float], size: float) -> bool:
    """Whether the gaps above the lines beside a guide are smaller than others: lines of one
    cell stand above and below it, and rows begin elsewhere."""
    if not first or not further:
        return False
    above = sorted(first)[len(first) // 2]
    return sorted(further)[len(further) * 3 // 4] > above + LOOSER * size


def _holds_value(run: Run) -> bool:
    return is_value(text_of_line(run.words))


def _level(first: Run, second: Run) -> bool:
    """Whether two texts stand on one line, not one beside two lines of the other's cell."""
    return abs(first.bbox.bottom - second.bbox.bottom) < 0.2 * first.bbox.height


def _row_of(run: Run, places: Sequence[float], guide: Sequence[Run]) -> int:
    """The row in which a text begins, or of whose guide a symbol has most beside it: symbols may
    stand a little higher than the text of their line."""
    beside = run
    if not run.words and guide:
        nearest = max(guide, key=lambda other: run.bbox.shared_height(other.bbox))
        beside = nearest if run.bbox.shared_height(nearest.bbox) > 0 else run
    return max(bisect_right(places, beside.bbox.centre[1]) - 1, 0)


def _placed(texts: Texts, places: Sequence[float], guide: int) -> Guided:
    """Each column's runs in the rows that begin at ``places``. Where a guide's text has none of
    the first column beside it (a priority's second measure), what goes on there spans both rows,
    but for the texts just before the guide: they say what its figures are."""
    single = texts.single
    placed: list[Placed] = []
    kept = {
        row for run in single[0] for row in [max(bisect_right(places, run.bbox.centre[1]) - 1, 0)]
    }
    for column, runs in enumerate(single):
        entry: Entry | None = None
        top = bottom = 0
        for run in runs:
            row = _row_of(run, places, single[guide])
            tight = (
                entry is not None
                and run.words
                and column not in {guide, guide - 1}
                and not is_value(text_of_line(run.words))
                and run.bbox.top - entry.box.bottom < 0.5 * run.bbox.height
            )
            if entry is not None and (row == bottom or (tight and row not in kept)):
                entry.runs.append(run)
                entry.box = entry.box.union(run.bbox)
                bottom = row
                continue
            if entry is not None:
                placed.append(Placed(top, bottom, column, column, entry))
            entry, top, bottom = Entry(column, column, run.bbox, [run]), row, row
        if entry is not None:
            placed.append(Placed(top, bottom, column, column, entry))
    across: dict[tuple[int, int, int], Entry] = {}
    for first, last, run in texts.wide:
        row = max(bisect_right(places, run.bbox.centre[1]) - 1, 0)
        entry = across.setdefault((row, first, last), Entry(first, last, run.bbox, []))
        entry.runs.append(run)
        entry.box = entry.box.union(run.bbox)
    placed += [Placed(row, row, first, last, e) for (row, first, last), e in across.items()]
    rows: list[tuple[float, float]] = []
    for row in range(len(places)):
        own = [p.entry.box for p in placed if p.top <= row <= p.bottom]
        begins = places[row] if row else min((box.top for box in own), default=places[0])
        ends = max((p.entry.box.bottom for p in placed if p.bottom == row), default=begins + 1.0)
        rows.append((begins, max(ends, begins + 1.0)))
    return Guided(tuple(rows), tuple(placed))
