"""Headers over several columns: which columns they gather, and where their own row ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.alignment import LEAST_CELLS
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import is_plain_value, is_value, shape_of
from xlscorecard.tables.unruled.column import Column
from xlscorecard.tables.unruled.entries import BESIDE, shared_height
from xlscorecard.tables.unruled.header_rows import (
    PAINTED,
    SAME_START,
    TIGHT,
    gather_by_names,
    heads_of,
    let_span,
    reach_of,
)
from xlscorecard.tables.unruled.left_headers import YEAR

# The second line of a header, spaced out, begins so many letter heights below the first.
NEXT_LINE = 0.5


def widen_headers(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
    painted: Sequence[BBox] = (),
    marks: Sequence[Rule] = (),
) -> set[int]:
    """Let a header stand over all the columns that it gathers: those that its ``painted`` cell
    or the line of ``marks`` right below it reaches over, or those in whose middle it stands, that
    have headers of one kind below it (Q1, Q2, Q3; N, %) and nothing beside it. Moves runs from
    ``single`` to ``wide`` and widens those that are there; then those that the names below them
    tell of. Gives the texts (by identity) of which paint or line tells how far they reach."""
    settled = _widen_painted(single, wide, columns, painted)
    settled |= _widen_underlined(single, wide, columns, marks)
    for head in heads_of(single, wide):
        if id(head[2]) in settled:
            continue
        span = _gathered(head, single, wide, columns)
        if span != head[:2]:
            let_span(single, wide, head, span)
    gather_by_names(single, wide)
    return settled


def _gathered(
    head: tuple[int, int, Run],
    single: Sequence[Sequence[Run]],
    wide: Sequence[tuple[int, int, Run]],
    columns: Sequence[Column],
) -> tuple[int, int]:
    """The first and last of the columns in whose middle a header stands; its own where no others
    have headers of one kind below it."""
    first, last, run = head
    below = _headers_below(run, single, wide)
    low, high = first, last
    while low - 1 in below:
        low -= 1
    while high + 1 in below:
        high += 1
    if low == high or any(number not in below for number in range(low, high + 1)):
        return first, last
    kinds = [shape_of(text_of_line(below[number].words)) for number in range(low, high + 1)]
    middle = run.bbox.centre[0]
    # set at its own column's left edge, it reaches over none further left
    leftmost = first if _is_flush(run, below.get(first)) else low
    # all that stand below one header, between two others: they have no other
    enclosed = first < last and all(
        _has_beside(single, wide, number, run) for number in (low - 1, high + 1)
    )
    choices = [
        (
            abs((below[left].bbox.x0 + below[right].bbox.x1) / 2 - middle),
            left - right,
            left,
            right,
        )
        for left in range(leftmost, first + 1)
        for right in range(last, high + 1)
        if right > left
        and (
            len(set(kinds[left - low : right - low + 1])) <= 2
            or (enclosed and (left, right) == (low, high))
        )
    ]
    if not choices:
        return first, last
    off, _, left, right = min(choices, key=lambda choice: (round(choice[0] / 4), choice[1]))
    if off > 0.1 * (columns[right].x1 - columns[left].x0):
        return first, last
    alike = len(set(kinds[left - low : right - low + 1])) == 1
    return (left, right) if first < last or alike else (first, last)


def _headers_below(
    run: Run, single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]]
) -> dict[int, Run]:
    """The headers right below one, by column, of columns that have no header beside it."""
    headed = {
        number
        for first, last, other in wide
        if other is not run and shared_height(other.bbox, run.bbox) > 0
        for number in range(first, last + 1)
    }
    return {
        number: child
        for number, runs in enumerate(single)
        if number not in headed
        for child in runs[:3]
        if 0 <= child.bbox.top - run.bbox.bottom + 0.3 * run.size < 1.2 * run.size
        and all(
            other is child or shared_height(other.bbox, run.bbox) <= 0 or other is run
            for other in runs[:3]
        )
    }


def _has_beside(
    single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]], column: int, head: Run
) -> bool:
    """Whether a column, or the page right of the last one, has a text at a header's height."""
    if column == len(single):
        return True
    over = [run for first, last, run in wide if first <= column <= last]
    return column >= 0 and any(
        shared_height(run.bbox, head.bbox) > 0 for run in [*single[column][:3], *over]
    )


def _names_below(head: Run, single: Sequence[Sequence[Run]]) -> list[Run]:
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


def _widen_painted(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
    painted: Sequence[BBox],
) -> set[int]:
    """Let a column's first text stand over all the columns that its own painted cell reaches over,
    where no other text stands in that cell and each column has texts below it. Gives these texts
    (by identity)."""
    settled: set[int] = set()
    if not painted:
        return settled
    for first, last, run in heads_of(single, wide):
        cells = [cell for cell in painted if cell.holds(*run.bbox.centre)]
        if not cells:
            continue
        cell = min(cells, key=lambda cell: cell.width)
        held = [n for n, c in enumerate(columns) if cell.holds((c.x0 + c.x1) / 2, cell.centre[1])]
        if held and (held[0], held[-1]) == (first, last):
            settled.add(id(run))
        if len(held) < 2 or id(run) in settled:
            continue
        if not (held[0] <= first and last <= held[-1]):
            continue
        own = _texts_over(held, single, wide)
        below = all(any(r.bbox.top >= cell.bottom - 1 for r in single[n]) for n in held)
        if not below or any(cell.holds(*r.bbox.centre) for r in own if r is not run):
            continue
        let_span(single, wide, (first, last, run), (held[0], held[-1]))
        settled.add(id(run))
    return settled


def _texts_over(
    held: Sequence[int], single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]]
) -> list[Run]:
    """All texts of some columns beside each other, those that stand over several too."""
    own = [run for number in held for run in single[number]]
    return own + [run for low, high, run in wide if low <= held[-1] and high >= held[0]]


def _widen_underlined(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
    marks: Sequence[Rule],
) -> set[int]:
    """Let a column's first text stand over all the columns that the line right below it reaches
    over and that end with it, where it is the only text above that line and each of them has
    others below. Gives these texts (by identity)."""
    settled: set[int] = set()
    middles = [(column.x0 + column.x1) / 2 for column in columns]
    partial = [mark for mark in marks if not mark.low <= middles[0] <= middles[-1] <= mark.high]
    for first, last, run in heads_of(single, wide) if partial else ():
        under = [mark.at for mark in marks if mark.at > run.bbox.centre[1]]
        for mark in partial:
            held = [n for n, middle in enumerate(middles) if mark.low <= middle <= mark.high]
            near = mark.at == min(under, default=0.0) < run.bbox.bottom + run.size
            if not near or len(held) < 2 or not held[0] <= first <= last <= held[-1]:
                continue
            own = _texts_over(held, single, wide)
            named = all(any(r.bbox.centre[1] > mark.at for r in single[n]) for n in held)
            if named and not any(r.bbox.centre[1] < mark.at for r in own if r is not run):
                if (held[0], held[-1]) != (first, last):
                    let_span(single, wide, (first, last, run), (held[0], held[-1]))
                settled.add(id(run))
    return settled


def _is_flush(run: Run, child: Run | None) -> bool:
    """Whether a header begins where the one below it does, and is not set in its middle."""
    if child is None or abs(run.bbox.x0 - child.bbox.x0) >= SAME_START:
        return False
    return abs(run.bbox.x1 - child.bbox.x1) >= SAME_START


def gather_wrapped(single: list[list[Run]], wide: list[tuple[int, int, Run]]) -> None:
    """Let the second line of a header over several columns stand over them all as its first
    does: set tight below it, from the same place on, with no header of theirs beside it. Moves
    it from ``single`` to ``wide``, or widens it there."""
    for first, last, run in list(wide):
        for place, (low, high, other) in enumerate(wide):
            if first <= low and high < last and _goes_on(run, other):
                wide[place] = (first, last, other)
        below = [
            (column, other)
            for column in range(first, last + 1)
            for other in single[column]
            if -0.3 * run.size < other.bbox.top - run.bbox.bottom < TIGHT * run.size
        ]
        if len(below) != 1:
            continue
        column, other = below[0]
        alike = mostly(other.words, "bold") == mostly(run.words, "bold")
        if alike and abs(other.bbox.x0 - run.bbox.x0) < SAME_START:
            single[column].remove(other)
            wide.append((first, last, other))


def _goes_on(run: Run, other: Run) -> bool:
    """Whether a text begins right below another, where that does."""
    tight = -0.3 * run.size < other.bbox.top - run.bbox.bottom < NEXT_LINE * run.size
    return tight and abs(other.bbox.x0 - run.bbox.x0) < SAME_START


def gather_headless(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
    settled: set[int],
) -> None:
    """Let a header stand over the columns beside it that have none, where it stands in their
    common middle ("21/22 and Quartile" over a value and a quartile), but for the ``settled`` ones
    (by identity). Moves it from ``single`` to ``wide``."""
    heads = [runs[0] for runs in single if runs]
    if not heads:
        return
    foot = max(
        (run.bbox.bottom for run in heads if run.bbox.top < min(r.bbox.bottom for r in heads)),
        default=0.0,
    )
    foot = max([foot, *(_foot_of_stack(runs) for runs in single if runs)])
    headless = {
        number for number, runs in enumerate(single) if runs and runs[0].bbox.top >= foot
    } - {number for first, last, _ in wide for number in range(first, last + 1)}
    for number, runs in enumerate(list(single)):
        if not runs or number in headless or len(runs) < 2 or id(runs[0]) in settled:
            continue
        run = runs[0]
        low = high = number
        while low - 1 in headless:
            low -= 1
        while high + 1 in headless:
            high += 1
        middle = run.bbox.centre[0]
        body = [r for r in runs[1:] if r.bbox.top >= foot]
        own = (min(r.bbox.x0 for r in body) + max(r.bbox.x1 for r in body)) / 2 if body else middle
        off, left, right = min(
            (abs((columns[a].x0 + columns[b].x1) / 2 - middle), a, b)
            for a in range(low, number + 1)
            for b in range(number, high + 1)
        )
        # set at its own column's left edge, it reaches over none further left
        flush = bool(body) and abs(run.bbox.x0 - min(r.bbox.x0 for r in body)) < SAME_START
        if flush and left < number:
            continue
        if right > left and off < 0.5 * abs(own - middle):
            single[number].remove(run)
            wide.append((left, right, run))
            headless -= set(range(left, right + 1))


def _foot_of_stack(runs: Sequence[Run]) -> float:
    """Where a header of several lines, each right below the other and set at the same edge,
    ends; 0 where a column's first text is one line. Headers of one line stand beside its last."""
    foot = 0.0
    for above, below in pairwise(runs[:4]):
        close = below.bbox.top - above.bbox.bottom < 0.3 * above.size
        same = abs(below.bbox.x0 - above.bbox.x0) < 1 or abs(below.bbox.x1 - above.bbox.x1) < 1
        text = text_of_line(below.words)
        if not (close and same) or (is_value(text) and not YEAR.fullmatch(text)):
            break
        foot = below.bbox.bottom
    return foot


def header_marks(
    single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]], columns: Sequence[Column]
) -> list[Rule]:
    """Lines that a header over several columns draws, as it were, between itself and the
    headers below it: they part those columns only."""
    marks: list[Rule] = []
    for first, last, run in wide:
        if any((low, high) == (first, last) and _goes_on(run, other) for low, high, other in wide):
            continue  # its last line draws it
        below = _names_below(run, single[first : last + 1])
        beside = any(
            shared_height(other.bbox, run.bbox) > BESIDE * min(other.bbox.height, run.bbox.height)
            or shared_height(other.bbox, run.bbox) > -0.5 * run.size
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
    return marks + _marks_round_group(single, wide, columns)


def _marks_round_group(
    single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]], columns: Sequence[Column]
) -> list[Rule]:
    """Lines above and below the first group's name, which stands by itself between the header and
    the first figures, at the left."""
    runs = sorted(
        [run for own in single for run in own] + [run for *_, run in wide],
        key=lambda run: run.bbox.top,
    )
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
