"""Texts under their columns: over one, over several, or in a painted cell of one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.together import stretch_around
from xlscorecard.tables.lines.values import is_figure, is_plain_figure
from xlscorecard.tables.unruled.columns.column import OVERHANG, Column, columns_under, hangs_over
from xlscorecard.tables.unruled.columns.column_texts import Spanning, Texts

# The next line of a text starts within so many of its heights.
NEXT_LINE = 1.6
# Words with less than this between them (letter heights) have no space.
TOUCHING = 0.18
# A header over two columns, one of them set at a side, is out of their middle by half this share of
# their width at most.
OFF_MIDDLE = 0.2
# A text may reach over its painted cell by so much (points).
OVER_EDGE = 1.0


def place_runs(
    runs: Sequence[Run], columns: Sequence[Column], painted: Sequence[BBox] = ()
) -> Texts:
    """The runs under their columns; headers in ``painted`` cells stand over the columns of
    those."""
    single: list[list[Run]] = [[] for _ in columns]
    wide: list[Spanning] = []
    grounds = _by_height(painted)
    head = True
    for run in sorted(runs, key=lambda run: run.bbox.top):
        under = columns_under(columns, run.bbox.x0, run.bbox.x1)
        head = head and not _all_plain_figures(run)
        level = grounds.get(int(run.bbox.centre[1]), ()) if head and run.words else ()
        if level and (own := _painted_column(run, columns, level)) is not None:
            single[own].append(run)
            continue
        touch = len(under) == len(run.words) and _all_figures(run)  # long figures, one for each
        several = len(under) > 1
        if several and (touch or _belongs_to_names(run, under, columns, runs)):
            for column, word in zip(under, run.words, strict=True):
                single[column].append(run_of([word]))
            continue
        if several:
            box, reach = run.bbox, run.bbox.x1 - OVERHANG * run.size
            hangs = hangs_over(columns, under, box.x0, reach)
            under = under[:1] if hangs else _own_columns(run, under, columns, runs)
        if not under:
            under = _free_beside(run, columns, runs)
        if len(under) == 1:
            single[under[0]].append(run)
        elif under:
            wide.append(Spanning(under[0], under[-1], run))
        elif run.words and _is_banner(run, runs):
            wide.append(Spanning(0, len(columns) - 1, run))
        elif run.words and (pair := _headed_pair(run, columns, runs)):
            wide.append(Spanning(*pair, run))
    return Texts(columns, single, wide)


def _beside(run: Run, runs: Sequence[Run]) -> list[Run]:
    """The other runs that share more than half of a run's height."""
    return [
        other
        for other in runs
        if other is not run and other.bbox.shared_height(run.bbox) > 0.5 * run.bbox.height
    ]


def _by_height(painted: Sequence[BBox]) -> dict[int, list[BBox]]:
    """The painted cells that reach over each height (whole points)."""
    found: dict[int, list[BBox]] = {}
    for cell in painted:
        for height in range(int(cell.top), int(cell.bottom) + 1):
            found.setdefault(height, []).append(cell)
    return found


def _painted_column(run: Run, columns: Sequence[Column], painted: Sequence[BBox]) -> int | None:
    """The only column whose texts stand within the painted cell of a run, which may be set at
    another side of it than they are; None where it has no such cell."""
    middle = run.bbox.centre
    cells = [cell for cell in painted if cell.holds(*middle)]
    if not cells:
        return None
    cell = min(cells, key=lambda cell: cell.width)
    if run.bbox.x0 < cell.x0 - OVER_EDGE or run.bbox.x1 > cell.x1 + OVER_EDGE:
        return None
    under = columns_under(columns, cell.x0, cell.x1)
    whole = [n for n in under if cell.x0 <= (columns[n].x0 + columns[n].x1) / 2 <= cell.x1]
    return whole[0] if len(whole) == 1 else None


def _free_beside(run: Run, columns: Sequence[Column], runs: Sequence[Run]) -> list[int]:
    """The column of a text that stands between two, over neither: a header set at the right over
    figures at the left, or the other way round. It is the one of both that has no text at its
    height; [] where both have one, or none."""
    level = _beside(run, runs)
    taken = {n for other in level for n in columns_under(columns, other.bbox.x0, other.bbox.x1)}
    right = sum(column.x1 <= run.bbox.x0 for column in columns)
    beside = [n for n in (right - 1, right) if 0 <= n < len(columns) and n not in taken]
    return beside if level and run.words and len(beside) == 1 else []


def _belongs_to_names(
    run: Run, under: Sequence[int], columns: Sequence[Column], runs: Sequence[Run]
) -> bool:
    """Whether a run is a line of as many narrow headers as it has words: each word stands over
    one column, and right above each but the first is a text of that column, or right below each
    where the words touch."""
    if len(run.words) != len(under):
        return False
    for column, word in zip(under, run.words, strict=True):
        if columns_under(columns, word.bbox.x0, word.bbox.x1) != [column]:
            return False
    box = run.bbox
    near = NEXT_LINE * box.height
    above = _columns_of_texts(runs, columns, box.top - near, box.top - 0.5 * box.height)
    if above.issuperset(under[1:]):
        return True
    touching = all(
        word.bbox.x0 - before.bbox.x1 < TOUCHING * run.size for before, word in pairwise(run.words)
    )
    if not touching:
        return False
    below = _columns_of_texts(runs, columns, box.top + 0.5 * box.height, box.top + near)
    return below.issuperset(under)


def _columns_of_texts(
    runs: Sequence[Run], columns: Sequence[Column], top: float, bottom: float
) -> set[int]:
    """The columns that have a text of their own whose top lies between two heights."""
    return {
        beside[0]
        for run in runs
        if top < run.bbox.top < bottom
        for part in (run.words if _all_figures(run) else [run])
        if len(beside := columns_under(columns, part.bbox.x0, part.bbox.x1)) == 1
    }


def _headed_pair(
    run: Run, columns: Sequence[Column], runs: Sequence[Run]
) -> tuple[int, int] | None:
    """The two columns between which a text stands that is a header over both: it stands in their
    middle, and above all of theirs."""
    after = next((n for n, column in enumerate(columns) if column.x0 >= run.bbox.x1), 0)
    if not after:
        return None
    left, right = columns[after - 1], columns[after]
    aside = abs(left.x0 + right.x1 - run.bbox.x0 - run.bbox.x1)
    if aside > max(run.size, OFF_MIDDLE * (right.x1 - left.x0)):
        return None
    own = [r for r in runs if columns_under([left, right], r.bbox.x0, r.bbox.x1)]
    return (after - 1, after) if all(r.bbox.top >= run.bbox.bottom - 1 for r in own) else None


def _is_banner(run: Run, runs: Sequence[Run]) -> bool:
    """Whether a text between columns is a heading over all of them: nothing stands beside it,
    and figures above it (a header may miss its column)."""
    return not _beside(run, runs) and any(
        other.bbox.bottom <= run.bbox.top and _all_plain_figures(other) for other in runs
    )


def _all_plain_figures(run: Run) -> bool:
    return bool(run.words) and all(is_plain_figure(word.text) for word in run.words)


def _all_figures(run: Run) -> bool:
    return all(is_figure(word.text) for word in run.words)


def _own_columns(
    run: Run, under: list[int], columns: Sequence[Column], runs: Sequence[Run]
) -> list[int]:
    """The columns of a run that reaches over several, without those in which another run
    stands beside it: a long header over a narrow column spans nothing."""
    taken: set[int] = set()
    for other in _beside(run, runs):
        beside = columns_under(columns, other.bbox.x0, other.bbox.x1)
        if len(beside) == 1:
            taken.add(beside[0])
    free = [column for column in under if column not in taken]
    if not free:
        return under[:1]
    middle = run.bbox.centre[0]
    best = min(free, key=lambda n: abs((columns[n].x0 + columns[n].x1) / 2 - middle))
    first, last = stretch_around(best, best, free)
    return list(range(first, last + 1))
