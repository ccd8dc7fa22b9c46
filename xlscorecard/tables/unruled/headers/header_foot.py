"""Where the rows of a header end that no drawn line parts from what stands below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.alignment import LEAST_CELLS
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_figure, is_plain_value, is_value
from xlscorecard.tables.unruled.columns.column_texts import Texts
from xlscorecard.tables.unruled.headers.header_rows import PAINTED, SAME_START, TIGHT, reach_of
from xlscorecard.tables.unruled.headers.headers import NEXT_LINE, goes_on

# What stands beside a header is not this far (letter heights) above or below it.
AT_HEIGHT = 0.5


def foot_of_header(single: Sequence[Sequence[Run]], places: Sequence[float]) -> float | None:
    """Where a header ends that no line parts from the first row, among lines that part all
    others: between the same two of the ``places`` (ascending), columns hold names over one figure
    each. None where it does not."""
    tops = [runs[0].bbox.centre[1] for runs in single if runs]
    first = bisect_right(places, min(tops, default=0.0))
    end = places[first] if first < len(places) else float("inf")
    names: list[BBox] = []
    figures: list[BBox] = []
    for runs in single:
        held = [run for run in runs if run.bbox.centre[1] < end]
        valued = [is_plain_figure(text_of_line(run.words)) for run in held]
        if len(held) > 1 and valued == [False] * (len(held) - 1) + [True]:
            names.append(held[-2].bbox)
            figures.append(held[-1].bbox)
        elif any(valued):
            return None
    foot = max((box.bottom for box in names), default=0.0)
    top = min((box.top for box in figures), default=0.0)
    # a name that wraps begins above figures at the foot of its row
    below = [run.bbox.top for runs in single for run in runs if foot <= run.bbox.top + 1 < top]
    return (foot + min([top, *below])) / 2 if len(figures) > 1 and foot <= top else None


def header_marks(texts: Texts) -> list[Rule]:
    """Lines that a header over several columns draws, as it were, between itself and the
    headers below it: they part those columns only."""
    single, wide, columns = texts.single, texts.wide, texts.columns
    marks: list[Rule] = []
    for first, last, run in wide:
        if any((low, high) == (first, last) and goes_on(run, other) for low, high, other in wide):
            continue  # its last line draws it
        below = _names_under(run, single[first : last + 1])
        beside = any(
            other.bbox.shared_height(run.bbox) > -AT_HEIGHT * run.size
            for number, runs in enumerate(single)
            if not first <= number <= last
            for other in runs[:3]
        )
        if len(below) > 1 and beside:
            top = min(other.bbox.top for other in below)
            marks.append(Rule((run.bbox.bottom + top) / 2, columns[first].x0, columns[last].x1))
        elif not beside:
            under = [
                other.bbox.top
                for other in [*(other for runs in single for other in runs), *(w for *_, w in wide)]
                if other.bbox.top > run.bbox.bottom - 0.3 * run.size
            ]
            if under:
                place = (run.bbox.bottom + min(under)) / 2
                marks.append(Rule(place, columns[0].x0, columns[-1].x1))
    return marks + _marks_round_group(texts)


def _names_under(head: Run, single: Sequence[Sequence[Run]]) -> list[Run]:
    """The texts right below a header in the columns that it gathers; as far below as painted
    cells keep them where each of the columns has a name there, at one height."""
    below = [
        other
        for runs in single
        for other in runs[:3]
        if 0 <= other.bbox.top - head.bbox.bottom + TIGHT * head.size < reach_of(head, other)
    ]
    if len(below) > 1:
        return below
    first = [next((r for r in runs if r.bbox.top > head.bbox.centre[1]), None) for runs in single]
    names = [r for r in first if r is not None and not is_value(text_of_line(r.words))]
    far = max((r.bbox.top for r in names), default=0.0) - head.bbox.bottom
    level = len({round(r.bbox.centre[1]) for r in names}) == 1
    return names if len(names) == len(single) and level and far < PAINTED * head.size else below


def _marks_round_group(texts: Texts) -> list[Rule]:
    """Lines above and below the first group's name, which stands by itself between the header and
    the first figures, at the left."""
    columns = texts.columns
    runs = sorted(texts.over(range(len(columns))), key=lambda run: run.bbox.top)
    figure = next((n for n, run in enumerate(runs) if is_plain_value(text_of_line(run.words))), 0)
    head = runs[:figure]
    left = [run for run in head if run.words and run.bbox.x0 < columns[0].x0 + SAME_START]
    marks: list[Rule] = []
    for run in left:
        above = [r.bbox.bottom for r in head if r is not run and r.bbox.top < run.bbox.top]
        below = [r.bbox.top for r in runs if r is not run and r.bbox.top >= run.bbox.top]
        if len(above) <= LEAST_CELLS or not below:
            continue
        foot, top = max(above), min(below)
        if min(run.bbox.top - foot, top - run.bbox.bottom) > NEXT_LINE * run.size:
            places = ((foot + run.bbox.top) / 2, (run.bbox.bottom + top) / 2)
            marks += [Rule(at, columns[0].x0, columns[-1].x1) for at in places]
    return marks
