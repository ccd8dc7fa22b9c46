"""Headers over several columns: which columns they gather, and where their own row ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import is_figure, is_value, shape_of
from xlscorecard.tables.unruled.column import Column
from xlscorecard.tables.unruled.entries import BESIDE, shared_height
from xlscorecard.tables.unruled.left_headers import YEAR
from xlscorecard.values.period import MONTH

# Lines of one header stand nearer than this many letter heights, and start within this (points).
TIGHT = 0.35
SAME_START = 1.0
# A header is set in the middle of another within this (points).
CENTRED = 1.5
# The second row of a bold header begins within so many letter heights below the first: painted
# cells have white space of their own.
PAINTED = 2.5
# "September 2024" is the longest name of a part of a year.
LONGEST_PERIOD = 15
_PART = re.compile(
    rf"(?:q(?:tr|uarter)? ?[1-4]|{MONTH})(?:[ -/]?(?:20)?\d\d(?:[/-]\d\d)?)?", re.IGNORECASE
)


def widen_headers(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
    painted: Sequence[BBox] = (),
) -> None:
    """Let a header stand over all the columns that it gathers: those that its ``painted`` cell
    reaches over, or those in whose middle it stands, that have headers of one kind below it (Q1,
    Q2, Q3; N, %) and nothing beside it. Moves runs from ``single`` to ``wide`` and widens those
    that are there; then those that the names below them tell of."""
    _widen_painted(single, wide, columns, painted)
    candidates = [(number, number, runs[0]) for number, runs in enumerate(single) if len(runs) > 1]
    for first, last, run in [*candidates, *wide]:
        below = {
            number: child
            for number, runs in enumerate(single)
            for child in runs[:3]
            if 0 <= child.bbox.top - run.bbox.bottom + 0.3 * run.size < 1.2 * run.size
            and all(
                other is child or shared_height(other.bbox, run.bbox) <= 0 or other is run
                for other in runs[:3]
            )
        }
        low, high = first, last
        while low - 1 in below:
            low -= 1
        while high + 1 in below:
            high += 1
        kinds = [
            shape_of(text_of_line(below[number].words))
            for number in range(low, high + 1)
            if number in below
        ]
        middle = run.bbox.centre[0]
        # set at its own column's left edge, it reaches over none further left
        leftmost = first if _is_flush(run, below.get(first)) else low
        choices = (
            [
                (
                    abs((below[left].bbox.x0 + below[right].bbox.x1) / 2 - middle),
                    left - right,
                    left,
                    right,
                )
                for left in range(leftmost, first + 1)
                for right in range(last, high + 1)
                if right > left
                and len({kinds[n - low] for n in range(left, right + 1) if n in below}) <= 2
            ]
            if len(kinds) == high - low + 1 and len(kinds) > 1
            else []
        )
        if not choices:
            continue
        off, _, left, right = min(choices, key=lambda choice: (round(choice[0] / 4), choice[1]))
        alike = len({kinds[n - low] for n in range(left, right + 1)}) == 1
        if (left, right) == (first, last) or off > 0.1 * (columns[right].x1 - columns[left].x0):
            continue
        if first == last and not alike:
            continue
        _let_span(single, wide, (first, last, run), (left, right))
    _gather_by_names(single, wide)


def _let_span(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    head: tuple[int, int, Run],
    span: tuple[int, int],
) -> None:
    """Let a header stand over the columns of a span, from the first to the last."""
    first, last, run = head
    if first == last:
        single[first].remove(run)
    else:
        wide.remove(head)
    wide.append((*span, run))


def _widen_painted(
    single: list[list[Run]],
    wide: list[tuple[int, int, Run]],
    columns: Sequence[Column],
    painted: Sequence[BBox],
) -> None:
    """Let a column's first text stand over all the columns that its own painted cell reaches over,
    where no other text stands in that cell and each column has texts below it."""
    if not painted:
        return
    heads = [(number, number, runs[0]) for number, runs in enumerate(single) if len(runs) > 1]
    for first, last, run in [*heads, *wide]:
        cells = [cell for cell in painted if cell.holds(*run.bbox.centre)]
        if not cells:
            continue
        cell = min(cells, key=lambda cell: cell.width)
        held = [n for n, c in enumerate(columns) if cell.holds((c.x0 + c.x1) / 2, cell.centre[1])]
        if len(held) < 2 or (held[0], held[-1]) == (first, last):
            continue
        if not (held[0] <= first and last <= held[-1]):
            continue
        own = [r for n in held for r in single[n]]
        own += [r for low, high, r in wide if low <= held[-1] and high >= held[0]]
        below = all(any(r.bbox.top >= cell.bottom - 1 for r in single[n]) for n in held)
        if not below or any(cell.holds(*r.bbox.centre) for r in own if r is not run):
            continue
        _let_span(single, wide, (first, last, run), (held[0], held[-1]))


def _gather_by_names(single: list[list[Run]], wide: list[tuple[int, int, Run]]) -> None:
    """Let headers stand over all the columns that they gather, where names come back below them
    ("2022-23, 2023-24" twice, "Target, Actual, RAG" under each quarter): only the header above
    tells them apart. Moves runs from ``single`` to ``wide`` and widens those that are there."""
    upper, below = _two_rows(single, wide)
    covered = {column for first, last, _ in upper for column in range(first, last + 1)}
    if len(upper) < 2 or covered.issuperset(below):
        return
    names = {number: text_of_line(run.words).casefold() for number, run in below.items()}
    spans = _repeated_names(upper, below, names)
    if not spans and not any(_is_centred(head, below) for head in upper):
        spans = _reaching_right(upper, below, names)
    for head, span in zip(upper, spans, strict=False):
        if span != head[:2]:
            _let_span(single, wide, head, span)


def _repeated_names(
    upper: Sequence[tuple[int, int, Run]], below: dict[int, Run], names: dict[int, str]
) -> list[tuple[int, int]]:
    """The columns under each header of the first row, where groups of one pattern of names follow
    each other, each with the middle of one header over it; [] where they do not."""
    columns = sorted(below)
    groups: list[list[int]] = []
    for width in range(2, len(columns) // 2 + 1):
        for start in range(len(columns) - 2 * width + 1):
            found = [columns[at : at + width] for at in range(start, len(columns), width)]
            pattern = [names[column] for column in found[0]]
            alike = [group for group in found if [names[column] for column in group] == pattern]
            whole = alike == found[: len(alike)] and len(set(pattern)) == width
            if whole and len(alike) > 1 and len(alike) * width > sum(map(len, groups)):
                groups = alike
    spans = [(first, last) for first, last, _ in upper]
    for group in groups:
        over = [
            number
            for number, (_, _, run) in enumerate(upper)
            if below[group[0]].bbox.x0 - SAME_START < run.bbox.centre[0] < below[group[-1]].bbox.x1
        ]
        if len(over) != 1 or group[-1] - group[0] + 1 != len(group):
            return []
        spans[over[0]] = (group[0], group[-1])
    return spans if groups else []


def _is_centred(head: tuple[int, int, Run], below: dict[int, Run]) -> bool:
    """Whether a header stands in the middle over the one below it, and not at its left."""
    first, last, run = head
    if first not in below or last not in below:
        return False
    low, high = below[first].bbox.x0, below[last].bbox.x1
    centred = abs((low + high) / 2 - run.bbox.centre[0]) < CENTRED
    return centred and abs(low - run.bbox.x0) >= SAME_START


def _reaching_right(
    upper: Sequence[tuple[int, int, Run]], below: dict[int, Run], names: dict[int, str]
) -> list[tuple[int, int]]:
    """The columns under each header of the first row, set at the left of them: as far as the
    next one where names that come back, or others like the first, stand below."""
    texts = list(names.values())
    starts = [first for first, _, _ in upper]
    closing = {names.get(end - 1) for end in (*starts[1:], max(below) + 1)}
    bare = set(below).difference(*(range(first, last + 1) for first, last, _ in upper))
    spans: list[tuple[int, int]] = []
    for number, (first, last, run) in enumerate(upper):
        spans.append((first, last))
        end = upper[number + 1][0] if number + 1 < len(upper) else max(below) + 1
        reach = last
        while reach + 1 < end and reach + 1 in bare:
            reach += 1
        own = [names[column] for column in range(first, reach + 1) if column in names]
        told = [texts.count(names[column]) > 1 for column in range(last + 1, reach + 1)]
        set_left = first in below and run.bbox.x0 <= below[first].bbox.x0 + SAME_START
        # "Sep 2024, Sep 2025, Change" and "2024/25, 2025/26, Change"
        closed = reach + 1 == end and len(closing) == 1 and reach in bare
        alike = all(told) or len(set(map(shape_of, own))) == 1 or closed
        if any(told) and alike and set_left and len(set(own)) == len(own):
            spans[-1] = (first, reach)
    return spans


def _two_rows(
    single: Sequence[Sequence[Run]], wide: Sequence[tuple[int, int, Run]]
) -> tuple[list[tuple[int, int, Run]], dict[int, Run]]:
    """The headers of a table's first row that have others right below them, left to right, with
    the columns they stand over, and the headers of that second row by column."""
    heads = [(number, number, runs[0]) for number, runs in enumerate(single) if len(runs) > 1]
    heads += [head for head in wide if not any(runs and runs[0] is head[2] for runs in single)]
    if not heads:
        return [], {}
    top = min((run for _, _, run in heads), key=lambda run: run.bbox.top)
    level = [head for head in heads if shared_height(head[2].bbox, top.bbox) > 0]
    below: dict[int, Run] = {}
    for number, runs in enumerate(single):
        for run in runs[:2]:
            drop = run.bbox.top - top.bbox.bottom + TIGHT * top.size
            if 0 <= drop < _reach(top, run) and not _is_lone_figure(run):
                below[number] = run
                break
    upper = [head for head in level if any(head[0] <= number <= head[1] for number in below)]
    return sorted(upper, key=lambda head: head[0]), below


def _reach(head: Run, run: Run) -> float:
    """How far below a header the one under it may begin (points)."""
    both = mostly(head.words, "bold") and mostly(run.words, "bold")
    return (PAINTED if both or _is_part_of_year(run) else 1.2) * head.size


def _is_part_of_year(run: Run) -> bool:
    """Whether a run is the name of a quarter or month, which no row of results holds."""
    text = text_of_line(run.words)
    return len(text) < LONGEST_PERIOD and _PART.fullmatch(text) is not None


def _is_lone_figure(run: Run) -> bool:
    """Whether a run is a figure and no year: none of a header's names."""
    text = text_of_line(run.words)
    return is_figure(text) and not YEAR.fullmatch(text)


def _is_flush(run: Run, child: Run | None) -> bool:
    """Whether a header begins where the one below it does, and is not set in its middle."""
    if child is None or abs(run.bbox.x0 - child.bbox.x0) >= SAME_START:
        return False
    return abs(run.bbox.x1 - child.bbox.x1) >= SAME_START


def gather_wrapped(single: list[list[Run]], wide: list[tuple[int, int, Run]]) -> None:
    """Let the second line of a header over several columns stand over them all as its first
    does: set tight below it, from the same place on, with no header of theirs beside it. Moves
    it from ``single`` to ``wide``."""
    for first, last, run in list(wide):
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


def gather_headless(
    single: list[list[Run]], wide: list[tuple[int, int, Run]], columns: Sequence[Column]
) -> None:
    """Let a header stand over the columns beside it that have none, where it stands in their
    common middle ("21/22 and Quartile" over a value and a quartile). Moves it from ``single``
    to ``wide``."""
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
        if not runs or number in headless or len(runs) < 2:
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
        below = [
            other
            for runs in single[first : last + 1]
            for other in runs[:3]
            if 0 <= other.bbox.top - run.bbox.bottom + 0.3 * run.size < _reach(run, other)
        ]
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
    return marks
