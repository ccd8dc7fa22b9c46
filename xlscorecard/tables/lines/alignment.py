"""Whether rows of text stand in the same columns, and which name them: what parts two tables of
one width."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from xlscorecard.tables.lines.paragraphs import Run, is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_value

# Texts of one column start, end or centre within this of each other (points).
SAME_EDGE = 1.5
# In one table at least this share of the texts do. All do but a header's spans and what wraps;
# in another table some do by chance, the more the nearer columns stand.
SAME_COLUMNS = 0.6
# The texts of one row and those of the next where both are set alike agree within this (points).
SAME_PLACE = 1.0
# Lines of fewer texts than this say too little: a chart's labels have two.
LEAST_CELLS = 3
# So many lines on either side are compared: rows further off may be another table's.
NEAR = 6
# So many labels with a text beside each are a list: a key, a cover sheet.
LEAST_LABELS = 3
# A header may have this many lines itself before its first row.
HEADED = 3


def columns_change(above: Sequence[Sequence[Run]], below: Sequence[Sequence[Run]]) -> bool:
    """Whether few texts of the lines below start, end or centre where one above does.

    Lines of few texts say nothing of columns, nor does each line's first text, which stands
    at the margin in any table. Without lines of several texts on both sides: no.
    """
    rows = [line for line in above if len(line) >= LEAST_CELLS][-NEAR:]
    others = [line for line in below if len(line) >= LEAST_CELLS][:NEAR]
    known = [_places(run) for line in rows for run in line]
    columns = [sorted(places) for places in zip(*known, strict=True)]
    met = total = 0
    for run in (run for line in others if rows for run in line[1:]):
        total += 1
        met += any(
            bisect_left(column, place - SAME_EDGE) < bisect_right(column, place + SAME_EDGE)
            for column, place in zip(columns, _places(run), strict=True)
        )
    return met < SAME_COLUMNS * total


def headers_change(above: Sequence[Sequence[Run]], below: Sequence[Sequence[Run]]) -> bool:
    """Whether few texts of the header that lines begin with stand where those of the other lines'
    header do: among many rows of many columns some stand in step by chance."""
    before, header = _header_of(above), _header_of(below)
    if not (before and header and columns_change([before], [header])):
        return False
    # a row of texts over a row of figures is none: a header is bold, or has names of the first
    known = {text_of_line(run.words) for run in before if run.words}
    again = sum(text_of_line(run.words) in known for run in header)
    return again >= LEAST_CELLS or (is_bold(header) and not is_bold(above[-1]))


def _header_of(lines: Sequence[Sequence[Run]]) -> Sequence[Run]:
    """The line of the first few that names most of the columns; () where none does: a wrapped
    row's first line has few texts."""
    widest = max(map(len, lines[: HEADED + NEAR]), default=0)
    for number, line in enumerate(lines[:HEADED]):
        if len(line) > widest / 2 and names_columns(line, lines[number + 1 :]):
            return line
    return ()


def names_columns(line: Sequence[Run], below: Sequence[Sequence[Run]]) -> bool:
    """Whether a line of several texts, none of them a figure or mark, stands over lines that have
    some: a header by what it says, whatever its letters and ground are."""
    texts = [text_of_line(run.words) for run in line if run.words]
    if len(texts) < LEAST_CELLS or any(map(is_plain_value, texts)):
        return False
    return has_figures(islice((row for row in below if len(row) >= LEAST_CELLS), HEADED))


def counts_differ(above: Sequence[Sequence[Run]], header: Sequence[Run]) -> bool:
    """Whether a header names far fewer columns, or far more, than the rows above it have: among
    many columns some texts stand in step by chance."""
    most, named = max(map(len, above), default=0), len(header)
    return 3 * min(most, named) < 2 * max(most, named)


def has_rows(lines: Sequence[Sequence[Run]]) -> bool:
    """Whether lines are more than a header: figures among them, or a list of labels, each with
    its text beside it."""
    return has_figures(lines) or sum(len(line) == 2 for line in lines) >= LEAST_LABELS


def has_figures(lines: Iterable[Sequence[Run]]) -> bool:
    """Whether lines of several texts have figures or marks among them, as a table's rows do."""
    return any(
        is_plain_value(text_of_line(run.words))
        for line in lines
        if len(line) >= LEAST_CELLS
        for run in line
        if run.words
    )


def set_alike(line: Sequence[Run], before: Sequence[Run]) -> bool:
    """Whether two lines have as many texts, each starting, ending or centred as the other's."""
    return len(line) == len(before) and all(
        any(
            abs(place - other) < SAME_PLACE
            for place, other in zip(_places(run), _places(known), strict=True)
        )
        for run, known in zip(line, before, strict=True)
    )


def _places(run: Run) -> tuple[float, float, float]:
    """Where a text starts, ends and has its middle."""
    return run.bbox.x0, run.bbox.x1, run.bbox.centre[0]
