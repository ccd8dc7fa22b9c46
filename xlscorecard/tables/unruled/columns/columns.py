"""Columns without ruling lines: where text stands above text, with white space between.

A *line* is a list of runs; a *column* an interval of x that most lines keep to; a *gutter*
the white space between two columns.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_figure
from xlscorecard.tables.unruled.columns.column import (
    CROSSING,
    FEW_ROWS,
    Column,
    columns_under,
    covered,
)
from xlscorecard.tables.unruled.columns.halved_columns import joined_halves
from xlscorecard.tables.unruled.columns.header_lines import below_bold_header, headers_above
from xlscorecard.tables.unruled.columns.left_headers import reach_left, with_empty_columns
from xlscorecard.tables.unruled.columns.lined_columns import (
    body_between_lines,
    columns_between_lines,
)
from xlscorecard.tables.unruled.columns.named_columns import divided_at_names, settled_by_names
from xlscorecard.tables.unruled.columns.symbol_columns import (
    join_symbols,
    painted_columns,
    stands_in_one,
)
from xlscorecard.values.status import parse_status

# White space that runs through a table's whole height is a gutter from this many letter
# heights on: two spaces. Narrower openings occur by chance between words.
GUTTER = 0.55
# A drawn line this near (points) before a column's text is that column's own edge.
AT_EDGE = 3.0
# Texts of one column that are set alike start, or end, within this of each other (points).
SAME_START = 1.0

# Spanning headers stand in the first lines of a table.
FIRST_LINES = 4
# So many texts side by side in several lines are no words of one text.
MANY = 4


def find_columns(
    lines: Sequence[Sequence[Run]], hints: Sequence[float] = (), *, size: float
) -> list[Column]:
    """Columns of lines with several runs; ``hints`` are places where a drawn vertical line
    divides them whatever the text says."""
    several = [line for line in lines if len(line) > 1]
    if not several:
        return []
    painted = painted_columns(several)
    texts = [
        [run for run in line if run.words and not stands_in_one(run, painted)] for line in several
    ]
    runs = [run for line in texts for run in line]
    spanners = _spanners(texts)
    body = below_bold_header([line for line in texts if line])
    allowed = int(CROSSING * len(body)) if len(body) > FEW_ROWS else 0
    columns = covered(
        [run for line in body for run in line if id(run) not in spanners],
        allowed,
        GUTTER * size,
    )
    everything = [run for line in lines for run in line]
    head = headers_above(texts)
    if hints:
        rows = texts[head:] or texts
        held = body_between_lines(rows, hints) or covered(
            list(itertools.chain.from_iterable(rows)), allowed
        )
        if lined := columns_between_lines(held, hints, everything):
            return lined
    columns = _behind_headers(texts[:head], texts[head:], size, hints) or columns
    alone = {id(line[0]) for line in lines if len(line) == 1}
    columns = _with_symbols(columns, [run for run in everything if not run.words])
    columns = _widen(columns, [run for run in everything if run.words], alone, GUTTER * size)
    header = headers_above(lines)
    columns = divided_at_names(_divide_at(columns, hints, runs), lines, header)
    columns = _divide_between_pairs(columns, lines, GUTTER * size)
    columns = joined_halves(join_symbols(columns, lines, size), lines, header)
    return settled_by_names(columns, lines, header)


def _behind_headers(
    heads: Sequence[Sequence[Run]],
    body: Sequence[Sequence[Run]],
    size: float,
    hints: Sequence[float],
) -> list[Column] | None:
    """The columns of a table whose headers stand at the left over figures at the right."""
    if not heads or not body:
        return None
    allowed = int(CROSSING * len(body)) if len(body) > FEW_ROWS else 0
    # texts at the left of their cells stand close behind figures at the right of theirs; words
    # for missing figures among figures do so here and there
    told = [part for line in body for run in line if (part := _without_status(run)) is not None]
    columns = covered(told, allowed, GUTTER * size)
    columns = _divide_between_pairs(columns, body, GUTTER * size)
    reached = reach_left(columns, heads, body, size, hints)
    return with_empty_columns(reached, heads, body) if reached is not None else None


def _without_status(run: Run) -> Run | None:
    """A run without a word for a missing figure, which may stand close behind one ("6 -")."""
    words = run.words
    if parse_status(text_of_line(words)) is not None:
        return None
    close = len(words) == 2 and is_figure(words[0].text) and parse_status(words[1].text)
    return run_of(words[:1]) if close else run


def _with_symbols(columns: Sequence[Column], symbols: Sequence[Run]) -> list[Column]:
    """The columns of texts, and those of symbols that stand beside them: a symbol may touch
    the next column's text, which would close a gutter between texts."""
    placed = list(columns)
    for column in covered(symbols, 0, 0.0):
        middle = (column.x0 + column.x1) / 2
        if any(text.x0 <= middle <= text.x1 for text in placed):
            continue
        left = max((text.x1 for text in placed if text.x1 <= middle), default=column.x0)
        right = min((text.x0 for text in placed if text.x0 >= middle), default=column.x1)
        placed.append(Column(max(column.x0, left), min(column.x1, right)))
        placed.sort()
    return placed


def _spanners(lines: Sequence[Sequence[Run]]) -> set[int]:
    """Runs (by identity) of the first few lines that stand over several runs in most other
    lines: headers over several columns, banners."""
    found: set[int] = set()
    edges = [([run.bbox.x0 for run in line], [run.bbox.x1 for run in line]) for line in lines]
    for number, line in enumerate(lines[:FIRST_LINES]):
        for run in line:
            over = one = 0
            for other, (lefts, rights) in enumerate(edges):
                if other == number:
                    continue
                count = bisect_left(lefts, run.bbox.x1) - bisect_right(rights, run.bbox.x0)
                over += count > 1
                one += count == 1
            if over > one:
                found.add(id(run))
    return found


def _widen(
    columns: Sequence[Column], runs: Sequence[Run], alone: set[int], gutter: float
) -> list[Column]:
    """Let each run that keeps to one column widen it; runs that touch none (a column that is
    mostly empty) make columns of their own, but not those that stand ``alone`` (by identity)
    at their height, each elsewhere or from the table's left edge on: banners."""
    cores = list(columns)
    widened = list(columns)
    strangers = [run for run in runs if not columns_under(cores, run.bbox.x0, run.bbox.x1)]
    begun = Counter(round(run.bbox.x0) for run in strangers)
    strangers = [
        run
        for run in strangers
        if id(run) not in alone
        or (cores and run.bbox.x0 > cores[0].x1 and begun[round(run.bbox.x0)] > 1)
    ]
    apart = covered(strangers, 0, gutter)
    for run in runs:
        touched = columns_under(cores, run.bbox.x0, run.bbox.x1)
        if len(touched) != 1:
            continue
        number = touched[0]
        if not number and id(run) in alone and columns_under(apart, run.bbox.x0, run.bbox.x1):
            continue  # a banner that reaches over the next column, where texts are that are alone
        low = cores[number - 1].x1 if number else float("-inf")
        high = cores[number + 1].x0 if number + 1 < len(cores) else float("inf")
        old = widened[number]
        if run.bbox.x0 > low + gutter / 2 and run.bbox.x1 < high - gutter / 2:
            widened[number] = Column(min(old.x0, run.bbox.x0), max(old.x1, run.bbox.x1))
    for column in apart:
        if not columns_under(widened, column.x0 - gutter / 2, column.x1 + gutter / 2):
            widened.append(column)
    widened.sort()
    # two neighbours may have been widened into each other by different lines
    settled: list[Column] = []
    for column in widened:
        if settled and column.x0 < settled[-1].x1:
            middle = (column.x0 + settled[-1].x1) / 2
            settled[-1] = Column(settled[-1].x0, middle)
            settled.append(Column(middle, column.x1))
        else:
            settled.append(column)
    return settled


def _divide_at(
    columns: Sequence[Column], hints: Sequence[float], runs: Sequence[Run]
) -> list[Column]:
    """Columns parted at drawn lines that few runs cross and that have text on both sides."""
    divided: list[Column] = []
    for column in columns:
        low = column.x0
        for hint in hints:
            if not low + 1 < hint < column.x1 - 1:
                continue
            left = sum(1 for run in runs if low - 1 <= run.bbox.x0 and run.bbox.x1 <= hint + 1)
            right = sum(1 for r in runs if hint - 1 <= r.bbox.x0 and r.bbox.x1 <= column.x1 + 1)
            crossing = sum(1 for r in runs if r.bbox.x0 < hint - 1 and r.bbox.x1 > hint + 1)
            # two headers alone, over columns that are empty yet, are enough where nothing crosses
            if min(left, right) > (crossing > 0) and crossing <= CROSSING * len(runs):
                divided.append(Column(low, hint))
                low = hint
        divided.append(Column(low, column.x1))
    return divided


def _divide_between_pairs(
    columns: Sequence[Column], lines: Sequence[Sequence[Run]], gutter: float
) -> list[Column]:
    """Columns parted where most of their lines hold two texts, or as many more, with white
    space between at one place: a header over both, set at the left, had closed the gutter, or
    long figures leave little. Where the second texts all start, or all end, at one place, or
    where they are many, any white space will do."""
    divided: list[Column] = []
    for column in columns:
        held = [
            [
                run
                for run in line
                if column.x0 - 1 <= run.bbox.x0 <= run.bbox.x1 <= column.x1 + 1 and not run.rotation
            ]
            for line in lines
        ]
        touched = [own for own in held if own]
        lengths = Counter(len(own) for own in touched if len(own) > 1)
        several = lengths.most_common(1)[0][0] if lengths else 0
        alike = [own for own in touched if len(own) == several]
        start = column.x0
        # beside long names that wrap, short words that begin at one place stand in every other line
        even = several == 2 and len(alike) > 2 and _is_even([own[1] for own in alike])
        if len(alike) >= 2 and len(alike) * (4 if even else 5) >= (2 if even else 3) * len(touched):
            for place in range(1, several):
                low = max(own[place - 1].bbox.x1 for own in alike)
                high = min(own[place].bbox.x0 for own in alike)
                if _parts(lines, alike, place, gutter):
                    divided.append(Column(start, low))
                    start = high
        divided.append(Column(start, column.x1))
    return divided


def _parts(
    lines: Sequence[Sequence[Run]], alike: Sequence[Sequence[Run]], place: int, gutter: float
) -> bool:
    """Whether the texts at a place of lines set alike are a column of their own."""
    low = max(own[place - 1].bbox.x1 for own in alike)
    high = min(own[place].bbox.x0 for own in alike)
    below = alike[1:] if len(alike) > MANY else alike  # a header may be set otherwise
    many = len(alike[0]) >= MANY or _is_even([own[place] for own in below])
    least = 0.0 if len(alike) > 2 and many else gutter
    if high - low <= least:
        return False
    middle = (low + high) / 2
    across = [
        number
        for number, line in enumerate(lines)
        if any(run.bbox.x0 < middle < run.bbox.x1 for run in line)
    ]
    return all(number < FIRST_LINES for number in across) and len(across) < len(alike)


def _is_even(runs: Sequence[Run]) -> bool:
    """Whether texts all start, or all end, at one place."""
    starts = [run.bbox.x0 for run in runs]
    ends = [run.bbox.x1 for run in runs]
    return any(max(places) - min(places) < SAME_START for places in (starts, ends))


def grid_lines(
    columns: Sequence[Column], x0: float, x1: float, hints: Sequence[float]
) -> list[float]:
    """Lines between columns: a drawn one where it stands in the gutter, else its middle."""
    lines = [min(x0, columns[0].x0)]
    for left, right in itertools.pairwise(columns):
        drawn = [hint for hint in hints if left.x1 - 1 <= hint <= right.x0 + 1]
        edge = drawn[-1] if drawn and right.x0 - drawn[-1] < AT_EDGE else None
        middle = (left.x1 + right.x0) / 2
        lines.append(edge if edge is not None else drawn[0] if drawn else middle)
    lines.append(max(x1, columns[-1].x1))
    return lines
