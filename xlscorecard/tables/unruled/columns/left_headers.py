"""Headers set at the left of their column over figures set at its right, as spreadsheets print
them: a narrow column's header stands above the figures of the column before it. Each header
begins just behind the right edge of the column before: where several do, that is where the
columns part.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns.column import Column

# Edges of one column agree within this (points).
EDGE = 1.0
# A header set at the right or in the middle of its column does so within this (points).
SET_ALIKE = 1.5
# Figures that stand at one right edge: so many, and this share of a column.
FEWEST_FIGURES = 3
MOSTLY = 0.7
# Headers begin as far behind the figures before them, within this (points).
AT_START = 0.6
# So many columns must begin where a header does.
FEWEST_HEADERS = 2


def reach_left(
    columns: Sequence[Column],
    header: Sequence[Sequence[Run]],
    body: Sequence[Sequence[Run]],
    size: float,
    hints: Sequence[float] = (),
) -> list[Column] | None:
    """The columns of a table's ``body`` widened to their headers' left edges; None where its
    headers are not set so. No header reaches over one of the ``hints``: what is drawn there parts
    its column from the next."""
    right = _set_right(columns, body)
    texts = [run for line in header for run in line if run.words]
    offset = _offset(columns, texts, right, size)
    if offset is None:
        return None
    widened = list(columns)
    starts = [columns[number].x1 + offset for number in right]
    for run in texts:
        pieces = _begun_at(run, starts) or [(run.bbox.x0, run.bbox.x1)]
        for first, last in pieces:
            number = _slot(columns, first)
            if number is None:
                continue
            column, left_of = columns[number], columns[number - 1].x1 if number else None
            parted = len(pieces) > 1 and last < pieces[-1][0]
            if last > column.x1 + EDGE and not parted:
                continue
            if any(first < hint < column.x0 for hint in hints):
                continue
            if left_of is None or first > left_of - 0.5:
                low = first if left_of is None else max(first, left_of + 0.1)
                old = widened[number]
                widened[number] = Column(min(old.x0, low), max(old.x1, last) if parted else old.x1)
    return widened


def _offset(
    columns: Sequence[Column], header: Sequence[Run], right: set[int], size: float
) -> float | None:
    """How far behind the figures before them headers begin (points); None where too few do, or
    as many are set at the right of their columns, or in the middle. ``right`` are the columns of
    figures set at the right."""
    began: set[int] = set()
    beside: set[int] = set()
    offsets: list[float] = []
    against = 0
    for run in header:
        number = _slot(columns, run.bbox.x0)
        if number is None:
            continue
        own = columns[number]
        behind = run.bbox.x0 - columns[number - 1].x1 if number - 1 in right else None
        if behind is not None and not 0 <= behind + 0.5 <= size:
            behind = None
        aligned = abs(run.bbox.x1 - own.x1) < SET_ALIKE
        centred = abs(run.bbox.centre[0] - (own.x0 + own.x1) / 2) < SET_ALIKE
        if number in right and (aligned or centred):
            against += 1
        elif behind is not None:
            # beside are texts or symbols at the left, like their header
            (began if number in right else beside).add(number)
            offsets.append(behind)
    few = not began or len(began | beside) < FEWEST_HEADERS
    return None if few or len(began) <= against else median(offsets)


def with_empty_columns(
    columns: Sequence[Column], header: Sequence[Sequence[Run]], body: Sequence[Sequence[Run]]
) -> list[Column]:
    """The columns, with one for each header that has nothing below it ("Oct | Nov | YTD" in
    September): of several headers of one line over a column, the last is that of its figures."""
    line = max(header, key=len, default=())
    found: list[Column] = []
    for column in columns:
        own = [run for run in line if column.x0 - EDGE <= run.bbox.x0 < column.x1]
        starts = [
            run.bbox.x0
            for texts in body
            for run in texts
            if column.x0 - EDGE <= run.bbox.x0 and run.bbox.x1 <= column.x1 + EDGE
        ]
        if len(own) > 1 and starts and min(starts) >= own[-1].bbox.x0 - EDGE:
            found += [Column(run.bbox.x0, run.bbox.x1) for run in own[:-1]]
            found.append(Column(own[-1].bbox.x0, column.x1))
        else:
            found.append(column)
    return found


def _set_right(columns: Sequence[Column], body: Sequence[Sequence[Run]]) -> set[int]:
    """The columns of figures that all end at one place."""
    found: set[int] = set()
    for number, column in enumerate(columns):
        runs = [
            run
            for line in body
            for run in line
            if run.words and column.x0 < run.bbox.centre[0] and run.bbox.x1 <= column.x1 + EDGE
        ]
        figures = [run for run in runs if is_value(text_of_line(run.words))]
        at_edge = [run for run in figures if column.x1 - run.bbox.x1 < EDGE]
        if len(at_edge) >= FEWEST_FIGURES and len(at_edge) >= MOSTLY * len(runs):
            found.add(number)
    return found


def _slot(columns: Sequence[Column], place: float) -> int | None:
    """The first column that ends behind a place."""
    return next((n for n, column in enumerate(columns) if column.x1 > place + 0.5), None)


def _begun_at(run: Run, starts: Sequence[float]) -> list[tuple[float, float]]:
    """Where the headers of a run start and end, where words in it begin as far behind the figures
    of a column as the other headers do; none where no word does."""
    words = run.words
    cuts = [
        at
        for at in range(1, len(words))
        if any(abs(words[at].bbox.x0 - start) < AT_START for start in starts)
    ]
    ends = [*cuts, len(words)]
    return [
        (words[first].bbox.x0, words[end - 1].bbox.x1)
        for first, end in zip([0, *cuts], ends, strict=True)
        if cuts
    ]
