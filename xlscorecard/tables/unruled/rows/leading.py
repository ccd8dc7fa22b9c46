"""How far apart the lines of one cell stand, and the rows of a table without lines."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly
from xlscorecard.tables.lines.values import is_figure, is_value

# Lines of one cell stand nearer than this many letter heights, bottom to top: double spacing
# leaves about one, which no table of figures has between its rows and inside its cells.
WIDEST_LEADING = 0.6
TIGHTEST_LEADING = 0.25
# From this gap on (letter heights) rows of figures show that the table's rows are set apart.
SET_APART = 0.35
# Lines of one cell stand as far apart as rows where their gaps are up to so many times the rows'.
SAME_PITCH = 1.15
# Groups of lines stand so much further apart than their lines (letter heights), so many at least.
GROUPED = 0.15
FEWEST_GROUPS = 3
# A space is no wider (letter heights).
SPACE = 0.3
# Figures this many times as near as a leading are of several rows.
FEWEST_FIGURES = 2
# A column with a text for this many of another one's, or fewer, does not show how rows are set.
SPARSE = 4
# A column with fewer texts than this share (3 of 4) of the fullest one's may name groups.
FEW = 4


def leading_of(single: Sequence[Sequence[Run]], size: float) -> float | None:
    """The gap up to which lines of this table belong to one cell, in points; None where rows
    are set as tight as lines, so that gaps tell nothing."""
    widest = 0.0
    telling = 0
    most = max(map(len, single), default=0)
    for runs in single:
        if len(runs) * SPARSE < most:
            continue  # headings in a column of their own stand apart whatever the rows do
        if sum(1 for run in runs if run.words) * 2 < len(runs):
            continue  # symbols are of any height
        gaps = sorted(
            below.bbox.top - above.bbox.bottom
            for above, below in itertools.pairwise(_below_header(runs))
            if below.bbox.top > above.bbox.top + 1
        )
        if len(gaps) > 1 and gaps[len(gaps) // 10] > widest:
            widest, telling = gaps[len(gaps) // 10], len(runs)
    if widest < SET_APART * size:
        return _leading_in_groups(single, size)
    leading = max(TIGHTEST_LEADING * size, min(0.7 * widest, WIDEST_LEADING * size))
    if telling * FEW < most * (FEW - 1) and _joins_figures(single, leading):
        return None
    return None if _wraps_as_wide(single, leading, widest) else leading


def _leading_in_groups(single: Sequence[Sequence[Run]], size: float) -> float | None:
    """The gap up to which lines belong to one cell where a target stands over its result in each
    row, beside a name of two lines: lines stand in groups, and all names in them wrap, for the
    first word of a line has no room in the one above. None where rows are not set so."""
    names = max(single, key=_count_of_texts, default=())
    names = [run for run in _below_header(names) if run.words and not run.rotation][1:]
    gaps = [b.bbox.top - a.bbox.bottom for a, b in itertools.pairwise(names)]
    if len(gaps) < FEWEST_GROUPS:
        return None
    ordered = sorted(gaps)
    step, at = max((b - a, n) for n, (a, b) in enumerate(itertools.pairwise(ordered)))
    leading = (ordered[at] + ordered[at + 1]) / 2
    inside = [
        pair for pair, gap in zip(itertools.pairwise(names), gaps, strict=True) if gap < leading
    ]
    if step < GROUPED * size or len(inside) < max(FEWEST_GROUPS, len(gaps) - len(inside)):
        return None
    end = max(run.bbox.x1 for run in names)
    wrapped = all(
        above.bbox.x1 + SPACE * size + below.words[0].bbox.width > end for above, below in inside
    )
    return leading if wrapped else None


def _count_of_texts(runs: Sequence[Run]) -> int:
    """How many texts of several words a column has."""
    return sum(len(run.words) > 1 for run in runs)


def _joins_figures(single: Sequence[Sequence[Run]], leading: float) -> bool:
    """Whether lines as near as this leading are figures of several rows: names of groups stand
    far apart, however the rows are set."""
    for runs in single:
        figures = [run for run in runs if len(run.words) == 1 and is_figure(run.words[0].text)]
        gaps = [b.bbox.top - a.bbox.bottom for a, b in itertools.pairwise(figures)]
        if len(gaps) > FEWEST_FIGURES and sum(gap <= leading for gap in gaps) * 2 > len(gaps):
            return True
    return False


def _wraps_as_wide(single: Sequence[Sequence[Run]], leading: float, widest: float) -> bool:
    """Whether texts go on in lines as far apart as rows: in lower case, no figure beside them,
    at gaps wider than the leading that would part rows, and not in lines closer than that."""
    further: list[Run] = []
    nearer = 0
    for above, below in itertools.chain.from_iterable(map(itertools.pairwise, single)):
        gap = below.bbox.top - above.bbox.bottom
        if gap < SAME_PITCH * widest and below.words and below.words[0].text[:1].islower():
            if gap > leading:
                further.append(below)
            else:
                nearer += 1
    if len(further) <= nearer:
        return False
    figures = [
        run.bbox.centre[1]
        for runs in single
        for run in runs
        if len(run.words) == 1 and is_value(run.words[0].text)
    ]
    figures.sort()
    alone = 0
    for run in further:
        at = bisect_left(figures, run.bbox.top)
        alone += at == len(figures) or figures[at] > run.bbox.bottom
    return alone > 0


def _below_header(runs: Sequence[Run]) -> Sequence[Run]:
    """A column's runs from the last line of its bold header on: how that wraps says nothing of
    how rows are set."""
    bold = [mostly(run.words, "bold") for run in runs]
    if not all(bold) and bold[0]:
        return runs[bold.index(False) - 1 :]
    return runs
