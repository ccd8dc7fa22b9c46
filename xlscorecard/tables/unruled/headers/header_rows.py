"""The two rows of a header: which columns each header of the first gathers, by the names that
stand below it."""

from __future__ import annotations

from collections.abc import Sequence

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.lines.values import (
    is_part_of_year,
    is_plain_figure,
    is_year,
    shape_of,
)
from xlscorecard.tables.unruled.columns.column_texts import Spanning, Texts

# Lines of one header stand nearer than this many letter heights, and start within this (points).
TIGHT = 0.35
SAME_START = 1.0
# A header is set in the middle of another within this (points).
CENTRED = 1.5
# The second row of a header begins within so many letter heights below the first; painted cells
# have white space of their own.
NEAR = 1.2
PAINTED = 2.5


def gather_by_names(texts: Texts) -> None:
    """Let headers stand over all the columns that they gather, where names come back below them
    ("2022-23, 2023-24" twice, "Target, Actual, RAG" under each quarter): only the header above
    tells them apart."""
    upper, below = _two_rows(texts)
    covered = {column for first, last, _ in upper for column in range(first, last + 1)}
    if not upper or covered.issuperset(below):
        return
    if len(upper) == 1:
        head = upper[0]
        # a line of its own under two columns of many tells how far it reaches
        own = id(head.run) in texts.drawn and head.first < head.last
        span = head[:2] if own else _over_all(head, below)
        if span != upper[0][:2]:
            texts.let_span(upper[0], *span)
        return
    names = {number: text_of_line(run.words).casefold() for number, run in below.items()}
    spans = _repeated_names(upper, below, names)
    if not spans and not any(_is_centred(head, below) for head in upper):
        if _are_set_right(upper, below):
            spans = _reaching_left(upper, names)
        else:
            spans = _reaching_right(upper, below, names)
    for head, span in zip(upper, spans, strict=False):
        if span != head[:2]:
            texts.let_span(head, *span)


def _repeated_names(
    upper: Sequence[Spanning], below: dict[int, Run], names: dict[int, str]
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
        # set at the left over names at the right, it begins behind the names before
        before = below[group[0] - 1].bbox.x1 if group[0] - 1 in below else float("inf")
        low = min(before, below[group[0]].bbox.x0 - SAME_START)
        over = [
            number
            for number, (_, _, run) in enumerate(upper)
            if low < run.bbox.centre[0] < below[group[-1]].bbox.x1
        ]
        if len(over) != 1 or group[-1] - group[0] + 1 != len(group):
            return []
        spans[over[0]] = (group[0], group[-1])
    return spans if groups else []


def _is_centred(head: Spanning, below: dict[int, Run]) -> bool:
    """Whether a header stands in the middle over the one below it, and not at its left."""
    first, last, run = head
    if first not in below or last not in below:
        return False
    low, high = below[first].bbox.x0, below[last].bbox.x1
    centred = abs((low + high) / 2 - run.bbox.centre[0]) < CENTRED
    return centred and abs(low - run.bbox.x0) >= SAME_START


def _over_all(head: Spanning, below: dict[int, Run]) -> tuple[int, int]:
    """The columns under the only header that gathers any: all that have names side by side below
    it, where it stands over two of them already and in the middle of all, with the white space of
    two cells between. Its own wrapped line would be as near as lines are."""
    first, last, run = head
    low, high = first, last
    while low - 1 in below:
        low -= 1
    while high + 1 in below:
        high += 1
    ends = below.get(low), below.get(high)
    if low == high or None in ends or run.bbox.bottom + TIGHT * run.size > below[high].bbox.top:
        return first, last
    x0, x1 = below[low].bbox.x0, below[high].bbox.x1
    allowed = (x1 - x0) / (4 * (high - low + 1))
    centred = abs((x0 + x1) / 2 - run.bbox.centre[0]) < allowed
    return (low, high) if centred else (first, last)


def _reaching_right(
    upper: Sequence[Spanning], below: dict[int, Run], names: dict[int, str]
) -> list[tuple[int, int]]:
    """The columns under each header of the first row, set at the left of them: as far as the
    next one where names that come back, or others like the first, stand below."""
    texts = list(names.values())
    starts = [first for first, _, _ in upper]
    closing = {names.get(end - 1) for end in (*starts[1:], max(below) + 1)}
    bare = set(below).difference(*(range(first, last + 1) for first, last, _ in upper))
    # "2022/23: Target, Outturn; 2023/24: Target, Q1, Q2": every header is set at the left, and
    # what comes back below them would have no year without them
    dated = all(_is_dated(run) and _is_set_left(first, run, below) for first, _, run in upper)
    spans: list[tuple[int, int]] = []
    for number, (first, last, run) in enumerate(upper):
        spans.append((first, last))
        end = upper[number + 1][0] if number + 1 < len(upper) else max(below) + 1
        reach = last
        while reach + 1 < end and reach + 1 in bare:
            reach += 1
        own = [names[column] for column in range(first, reach + 1) if column in names]
        told = [texts.count(names[column]) > 1 for column in range(last + 1, reach + 1)]
        # "Sep 2024, Sep 2025, Change" and "2024/25, 2025/26, Change"
        closed = reach + 1 == end and len(closing) == 1 and reach in bare
        # "Good" over "performance is" is a name in two lines, though years beside it come back
        whole = _is_dated(run) or texts.count(names.get(first, "")) > 1
        alike = (all(told) and whole) or len(set(map(shape_of, own))) == 1 or closed
        # "Q3, Q4, Q1, Q2" below "Previous performance"
        parts = len(own) > 2 and all(
            column in below and is_part_of_year(text_of_line(below[column].words))
            for column in range(first, reach + 1)
        )
        known = (any(told) and alike) or (dated and len(set(texts)) < len(texts)) or parts
        if known and _is_set_left(first, run, below) and len(set(own)) == len(own):
            spans[-1] = (first, reach)
    return spans


def _reaching_left(upper: Sequence[Spanning], names: dict[int, str]) -> list[tuple[int, int]]:
    """The same of periods that all end where the names below them do: back to the one before,
    where a name comes back below them that it would give to one period twice."""
    spans = [(first, last) for first, last, _ in upper]
    if len(set(names.values())) == len(names):
        return spans
    for number, (*_, run) in enumerate(upper):
        if not _is_dated(run):
            continue
        last = spans[number][1]
        start = spans[number - 1][1] + 1 if number else spans[number][0]
        own = [names.get(column, "") for column in range(start, last + 1)]
        if all(own) and len(set(own)) == len(own):
            spans[number] = (start, last)
    return spans


def _are_set_right(upper: Sequence[Spanning], below: dict[int, Run]) -> bool:
    """Whether all periods end where the last names below them do, and not all begin with these."""
    dated = [head for head in upper if _is_dated(head[2])]
    begun = [
        first in below and abs(run.bbox.x0 - below[first].bbox.x0) < SAME_START
        for first, _, run in dated
    ]
    return bool(dated) and all(_ends_alike(head, below) for head in dated) and not all(begun)


def _ends_alike(head: Spanning, below: dict[int, Run]) -> bool:
    """Whether a header ends where the last name below it does."""
    _, last, run = head
    return last in below and abs(run.bbox.x1 - below[last].bbox.x1) < SAME_START


def _is_dated(run: Run) -> bool:
    text = text_of_line(run.words)
    return is_year(text) or is_part_of_year(text)


def _is_set_left(column: int, run: Run, below: dict[int, Run]) -> bool:
    """Whether a header begins where the one below it does, or before."""
    return column in below and run.bbox.x0 <= below[column].bbox.x0 + SAME_START


def _two_rows(texts: Texts) -> tuple[list[Spanning], dict[int, Run]]:
    """The headers of a table's first row that have others right below them, left to right, with
    the columns they stand over, and the headers of that second row by column."""
    heads = texts.heads()
    if not heads:
        return [], {}
    top = min((run for _, _, run in heads), key=lambda run: run.bbox.top)
    level = [head for head in heads if head.run.bbox.shared_height(top.bbox) > 0]
    years = sum(_is_dated(run) for _, _, run in level) > 1
    below: dict[int, Run] = {}
    for number, runs in enumerate(texts.single):
        for run in runs[:2]:
            drop = run.bbox.top - top.bbox.bottom + TIGHT * top.size
            reach = PAINTED * top.size if years else reach_of(top, run)
            if 0 <= drop < reach and not _is_lone_figure(run):
                below[number] = run
                break
    upper = [head for head in level if any(head.first <= number <= head.last for number in below)]
    return sorted(upper, key=lambda head: head.first), below


def reach_of(head: Run, run: Run) -> float:
    """How far below a header the one under it may begin (points): further than a line where both
    are bold, or where no row of results holds it."""
    both = mostly(head.words, "bold") and mostly(run.words, "bold")
    return (PAINTED if both or is_part_of_year(text_of_line(run.words)) else NEAR) * head.size


def _is_lone_figure(run: Run) -> bool:
    """Whether a run is a figure and no year: none of a header's names."""
    return is_plain_figure(text_of_line(run.words))
