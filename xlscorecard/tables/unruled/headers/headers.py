"""Headers over several columns: which columns they gather, and where their own row ends."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.together import stretch_around
from xlscorecard.tables.lines.values import is_plain_value, shape_of
from xlscorecard.tables.unruled.columns.column_texts import Spanning, Texts
from xlscorecard.tables.unruled.headers.header_rows import SAME_START, TIGHT, gather_by_names

# The second line of a header, spaced out, begins so many letter heights below the first.
NEXT_LINE = 0.5


def widen_headers(texts: Texts, painted: Sequence[BBox], marks: Sequence[Rule]) -> None:
    """Let a header stand over all the columns that it gathers: those that its ``painted`` cell
    or the line of ``marks`` right below it reaches over, or those in whose middle it stands, that
    have headers of one kind below it (Q1, Q2, Q3; N, %) and nothing beside it; then those that
    the names below them tell of."""
    texts.drawn.update(_widen_painted(texts, painted), _widen_underlined(texts, marks))
    for head in texts.heads():
        if id(head.run) in texts.drawn:
            continue
        span = _gathered(head, texts)
        if span != head[:2]:
            texts.let_span(head, *span)
    gather_by_names(texts)


def _gathered(head: Spanning, texts: Texts) -> tuple[int, int]:
    """The first and last of the columns in whose middle a header stands; its own where no others
    have headers of one kind below it."""
    first, last, run = head
    below = _headers_below(run, texts)
    low, high = stretch_around(first, last, below)
    if low == high or any(number not in below for number in range(low, high + 1)):
        return first, last
    kinds = [shape_of(text_of_line(below[number].words)) for number in range(low, high + 1)]
    middle = run.bbox.centre[0]
    # set at its own column's left edge, it reaches over none further left
    leftmost = first if _is_flush(run, below.get(first)) else low
    # all that stand below one header, between two others: they have no other
    enclosed = first < last and all(
        _has_beside(texts, number, run) for number in (low - 1, high + 1)
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
    if off > 0.1 * (texts.columns[right].x1 - texts.columns[left].x0):
        return first, last
    alike = len(set(kinds[left - low : right - low + 1])) == 1
    return (left, right) if first < last or alike else (first, last)


def _headers_below(run: Run, texts: Texts) -> dict[int, Run]:
    """The headers right below one, by column, of columns that have no header beside it."""
    headed = {
        number
        for first, last, other in texts.wide
        if other is not run and other.bbox.shared_height(run.bbox) > 0
        for number in range(first, last + 1)
    }
    return {
        number: child
        for number, runs in enumerate(texts.single)
        if number not in headed
        for child in runs[:3]
        if 0 <= child.bbox.top - run.bbox.bottom + 0.3 * run.size < 1.2 * run.size
        and all(
            other is child or other.bbox.shared_height(run.bbox) <= 0 or other is run
            for other in runs[:3]
        )
    }


def _has_beside(texts: Texts, column: int, head: Run) -> bool:
    """Whether a column, or the page right of the last one, has a text at a header's height."""
    if column == len(texts.single):
        return True
    over = [run for first, last, run in texts.wide if first <= column <= last]
    return column >= 0 and any(
        run.bbox.shared_height(head.bbox) > 0 for run in [*texts.single[column][:3], *over]
    )


def _widen_painted(texts: Texts, painted: Sequence[BBox]) -> set[int]:
    """Let a column's first text, and any other header, stand over all the columns that its own
    painted cell reaches over, where no other text stands in that cell and each column has texts
    below it. Gives these texts (by identity)."""
    settled: set[int] = set()
    if not painted:
        return settled
    for head in [*texts.heads(), *texts.bold_heads()]:
        first, last, run = head
        cells = [cell for cell in painted if cell.holds(*run.bbox.centre)]
        if not cells:
            continue
        cell = min(cells, key=lambda cell: cell.width)
        held = [
            n
            for n, column in enumerate(texts.columns)
            if cell.holds((column.x0 + column.x1) / 2, cell.centre[1])
        ]
        if held and (held[0], held[-1]) == (first, last):
            settled.add(id(run))
        if len(held) < 2 or id(run) in settled:
            continue
        if not (held[0] <= first and last <= held[-1]):
            continue
        below = all(any(r.bbox.top >= cell.bottom - 1 for r in texts.single[n]) for n in held)
        others = (other for other in texts.over(held) if other is not run)
        if not below or any(cell.holds(*other.bbox.centre) for other in others):
            continue
        texts.let_span(head, held[0], held[-1])
        settled.add(id(run))
    return settled


def _widen_underlined(texts: Texts, marks: Sequence[Rule]) -> set[int]:
    """Let a column's first text stand over all the columns that the line right below it reaches
    over and that end with it, where it is the only text above that line and each of them has
    others below. Gives these texts (by identity)."""
    settled: set[int] = set()
    middles = [(column.x0 + column.x1) / 2 for column in texts.columns]
    partial = [mark for mark in marks if not mark.low <= middles[0] <= middles[-1] <= mark.high]
    for head in texts.heads() if partial else ():
        first, last, run = head
        under = [mark.at for mark in marks if mark.at > run.bbox.centre[1]]
        for mark in partial:
            held = [n for n, middle in enumerate(middles) if mark.low <= middle <= mark.high]
            near = mark.at == min(under, default=0.0) < run.bbox.bottom + run.size
            if not near or len(held) < 2 or not held[0] <= first <= last <= held[-1]:
                continue
            named = all(any(r.bbox.centre[1] > mark.at for r in texts.single[n]) for n in held)
            others = (other for other in texts.over(held) if other is not run)
            if named and not any(other.bbox.centre[1] < mark.at for other in others):
                if (held[0], held[-1]) != (first, last):
                    texts.let_span(head, held[0], held[-1])
                settled.add(id(run))
    return settled


def _is_flush(run: Run, child: Run | None) -> bool:
    """Whether a header begins where the one below it does, and is not set in its middle."""
    if child is None or abs(run.bbox.x0 - child.bbox.x0) >= SAME_START:
        return False
    return abs(run.bbox.x1 - child.bbox.x1) >= SAME_START


def gather_wrapped(texts: Texts) -> None:
    """Let the second line of a header over several columns stand over them all as its first
    does: set tight below it, from the same place on, with no header of theirs beside it."""
    single, wide = texts.single, texts.wide
    for first, last, run in list(wide):
        for place, (low, high, other) in enumerate(wide):
            if first <= low and high < last and goes_on(run, other):
                wide[place] = Spanning(first, last, other)
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
            wide.append(Spanning(first, last, other))


def goes_on(run: Run, other: Run) -> bool:
    """Whether a text begins right below another, where that does."""
    tight = -0.3 * run.size < other.bbox.top - run.bbox.bottom < NEXT_LINE * run.size
    return tight and abs(other.bbox.x0 - run.bbox.x0) < SAME_START


def gather_headless(texts: Texts) -> None:
    """Let a header stand over the columns beside it that have none, where it stands in their
    common middle ("21/22 and Quartile" over a value and a quartile), but where paint or a line
    tells how far it reaches."""
    single, wide = texts.single, texts.wide
    if not any(single):
        return
    foot = _foot_of_headers(single)
    headless = {number for number, runs in enumerate(single) if runs and runs[0].bbox.top >= foot}
    headless -= {number for first, last, _ in wide for number in range(first, last + 1)}
    for number, runs in enumerate(list(single)):
        if len(runs) < 2 or number in headless or id(runs[0]) in texts.drawn:
            continue
        run = runs[0]
        left, right = _in_middle_of(texts, number, foot, headless)
        if right > left:
            single[number].remove(run)
            wide.append(Spanning(left, right, run))
            headless -= set(range(left, right + 1))


def _foot_of_headers(single: Sequence[Sequence[Run]]) -> float:
    """Where the headers end: those that stand beside the highest text, and such of several
    lines."""
    heads = [runs[0].bbox for runs in single if runs]
    highest = min(head.bottom for head in heads)
    beside = [head.bottom for head in heads if head.top < highest]
    return max([0.0, *beside, *(_foot_of_stack(runs) for runs in single if runs)])


def _in_middle_of(
    texts: Texts, number: int, foot: float, headless: Container[int]
) -> tuple[int, int]:
    """The first and the last of the columns in whose common middle a column's header stands, of
    those beside it that have none; that column alone where the header is as near the middle of its
    own texts, or is set at their left."""
    header, below = texts.single[number][0], texts.single[number][1:]
    middle = header.bbox.centre[0]
    body = [run.bbox for run in below if run.bbox.top >= foot]
    low, high = stretch_around(number, number, headless)
    columns = texts.columns
    off, left, right = min(
        (abs((columns[a].x0 + columns[b].x1) / 2 - middle), a, b)
        for a in range(low, number + 1)
        for b in range(number, high + 1)
    )
    start, end = min((b.x0 for b in body), default=0.0), max((b.x1 for b in body), default=0.0)
    own = (start + end) / 2 if body else middle
    flush = bool(body) and abs(header.bbox.x0 - start) < SAME_START
    if off >= 0.5 * abs(own - middle) or (flush and left < number):
        return number, number
    return left, right


def _foot_of_stack(runs: Sequence[Run]) -> float:
    """Where a header of several lines, each right below the other and set at the same edge,
    ends; 0 where a column's first text is one line. Headers of one line stand beside its last."""
    foot = 0.0
    for above, below in pairwise(runs[:4]):
        close = below.bbox.top - above.bbox.bottom < 0.3 * above.size
        same = abs(below.bbox.x0 - above.bbox.x0) < 1 or abs(below.bbox.x1 - above.bbox.x1) < 1
        if not (close and same) or is_plain_value(text_of_line(below.words)):
            break
        foot = below.bbox.bottom
    return foot
