"""Lines of a page: runs of text (and symbols) at one height, top to bottom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.alignment import LEAST_CELLS
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.paragraphs import Run, run_of, runs_of
from xlscorecard.tables.lines.values import is_figure, is_part_of_year, is_value

# Lines of one cell are no further apart than this many letter heights.
WITHIN_CELL = 0.45
# Inside a table a gap of this many letter heights parts two cells' texts.
CELL_GAP = 0.85
# Between two figures this much does: a space inside a figure is a third of a letter height.
FIGURE_GAP = 0.65
# Between two that are plainly whole ("£184,210 £201,440") this: hardly more than a space.
WHOLE_FIGURE_GAP = 0.36
# "1201 1102" are two; of "020 7641" and "01234 567890" nobody knows by their digits.
_LONG = 4
# A narrower gap parts texts where it is so many times as wide as most of the page's, and at
# least so many letter heights, and where so many texts nearby start at its end.
WIDER_THAN_SPACES = 1.6
LEAST_WIDE = 0.45
# So many times as wide as the usual gap of its run, where that is a space.
WIDER_THAN_USUAL = 1.4
# One as wide as this (letter heights) parts texts of a row where a single cell starts at its end.
FAR_WIDER = 0.6
STARTS = 3
# Starts agree within this (points); nearby is within so many letter heights.
SAME_START = 0.75
NEARBY = 12.0
# A painted cell's edge stands between two words that reach over it by no more than this (points).
AT_GAP = 1.0
# A painted cell's text begins at least so far behind its edge (points).
PADDING = 0.4
# Header text that reads upwards is no taller than this (points); margin notes are.
TALLEST_HEADER = 150.0
# A symbol's letter height where one is asked for: that of small print.
SYMBOL_SIZE = 8.0

Line = list[Run]
# Where a text starts: its left end, and how high it stands.
_Start = tuple[float, float]


def lines_with_runs(words: Sequence[Word], symbols: Sequence[BBox] = ()) -> list[Line]:
    """Runs (and symbols, as runs without words) gathered to lines, top to bottom;
    turned text counts where it may be a header's."""
    runs = [
        part
        for run in runs_of(words, CELL_GAP)
        if not run.rotation or run.bbox.height < TALLEST_HEADER
        for part in _parted_figures(run)
    ]
    runs += [Run((), box, min(box.height, SYMBOL_SIZE)) for box in symbols]
    lines: list[Line] = []
    top = bottom = 0.0
    for run in sorted(runs, key=lambda run: run.bbox.top + run.bbox.bottom):
        box = run.bbox
        shared = min(bottom, box.bottom) - max(top, box.top)
        if lines and shared > 0.4 * min(bottom - top, box.height):
            lines[-1].append(run)
            continue
        lines.append([run])
        top, bottom = box.top, box.bottom
    for line in lines:
        line.sort(key=lambda run: run.bbox.x0)
    return lines


def _parted_figures(run: Run) -> list[Run]:
    """A run parted between figures that stand further apart than digits of one do."""
    if len(run.words) < 2 or run.rotation:
        return [run]
    parts: list[list[Word]] = [[run.words[0]]]
    for before, word in pairwise(run.words):
        whole = _are_whole(before.text, word.text)
        least = WHOLE_FIGURE_GAP if whole else FIGURE_GAP
        wide = word.bbox.x0 - before.bbox.x1 > least * run.size
        if wide and is_figure(before.text) and is_figure(word.text):
            parts.append([])
        parts[-1].append(word)
    return [run] if len(parts) == 1 else [run_of(part) for part in parts]


def part_at_edges(
    lines: Sequence[Line], standing: Sequence[Rule], fills: Sequence[BBox]
) -> list[Line]:
    """Lines with their runs parted where the upright edge of a painted cell stands between two
    words: in several lines at one place (a letter on its colour close behind a figure), or in a
    line whose texts have such edges between them at several places (a painted header over the
    one row that is left for the last page)."""
    edges = sorted(standing)
    places = [edge.at for edge in edges]
    cuts: dict[int, list[tuple[int, float]]] = {}
    met: dict[float, int] = {}
    for line in lines if edges else ():
        for run in line:
            for number, x in _parting(run, edges, places):
                cuts.setdefault(id(run), []).append((number, x))
                met[x] = met.get(x, 0) + 1
    if not cuts:
        return list(lines)
    parted: list[Line] = []
    for line in lines:
        least = STARTS
        if any(met[x] < STARTS for run in line for _, x in cuts.get(id(run), ())):
            least = 1 if _is_painted(line, fills) else STARTS
        parted.append(
            [
                part
                for run in line
                for part in _cut_at(run, [n for n, x in cuts.get(id(run), ()) if met[x] >= least])
            ]
        )
    return parted


def part_at_rules(lines: Sequence[Line], standing: Sequence[Rule]) -> list[Line]:
    """Lines with their runs parted where an upright line is drawn between two words."""
    if not standing:
        return list(lines)
    rules = sorted(standing)
    places = [rule.at for rule in rules]
    return [
        [
            part
            for run in line
            for part in _cut_at(run, [number for number, _ in _parting(run, rules, places)])
        ]
        for line in lines
    ]


def _parting(
    run: Run, rules: Sequence[Rule], places: Sequence[float]
) -> Iterator[tuple[int, float]]:
    """The words of a run before which one of the upright ``rules`` stands, and where; ``places``
    are the rules', ascending. None in turned text."""
    if run.rotation:
        return
    y = run.bbox.centre[1]
    for number, (before, word) in enumerate(pairwise(run.words), 1):
        first = bisect_left(places, before.bbox.x1 - AT_GAP)
        last = bisect_right(places, word.bbox.x0 + AT_GAP)
        at = next((rule.at for rule in rules[first:last] if rule.low <= y <= rule.high), None)
        if at is not None:
            yield number, at


def _is_painted(line: Line, fills: Sequence[BBox]) -> bool:
    """Whether a line's texts stand in several painted cells, each text within one of them and
    none outside. A marker pen's strokes touch where one ends and the next begins, and begin where
    their words do; cells stand apart, or have white space before their texts."""
    if any(run.rotation for run in line):
        return False
    middle = line_middle(line)
    level = [fill for fill in fills if fill.top <= middle <= fill.bottom]
    begun: dict[BBox, float] = {}
    for word in (word for run in line for word in run.words):
        x0, x1 = word.bbox.x0, word.bbox.x1
        own = next((f for f in level if f.x0 <= x0 + AT_GAP and x1 <= f.x1 + AT_GAP), None)
        if own is None:
            return False
        begun.setdefault(own, x0)
    apart = all(b.x0 - a.x1 >= AT_GAP for a, b in pairwise(sorted(begun)))
    padded = all(x0 - fill.x0 >= PADDING for fill, x0 in begun.items())
    return len(begun) >= STARTS and (apart or padded)


def _cut_at(run: Run, ends: Sequence[int]) -> list[Run]:
    bounds = [0, *ends, len(run.words)]
    return [run] if not ends else [run_of(run.words[a:b]) for a, b in pairwise(bounds)]


def part_at_starts(lines: Sequence[Line]) -> list[Line]:
    """Lines with their runs parted where columns stand nearly as close as words do: at gaps
    wider than spaces at whose end texts of several lines start, or within which the cells of
    several rows do: headers may be centred over them."""
    cuts = _wide_gaps(run for line in lines for run in line)
    if not cuts:
        return list(lines)
    starts = sorted(
        (box.x0, box.centre[1])
        for line in lines
        for run in line
        for box in [run.bbox, *(run.words[n].bbox for n in cuts.get(id(run), ()))]
        if run.words and not run.rotation
    )
    rows = [line for line in lines if len(line) >= LEAST_CELLS]
    inner = sorted((run.bbox.x0, run.bbox.centre[1]) for line in rows for run in line[1:])
    held = [run for line in rows for run in line if id(run) in cuts]
    begun = [
        run.words[n].bbox.x0
        for run in held
        for n, gap in enumerate(_gaps(run), 1)
        if gap >= FAR_WIDER
    ]
    places = sorted([*begun, *(x for x, _ in inner)])
    cells = {id(run): _at_cells(run, places) for run in held}
    parted: list[Line] = []
    for line in lines:
        parts: Line = []
        for run in line:
            own, at = cuts.get(id(run), ()), cells.get(id(run), frozenset())
            parts += _parted_at(run, own, starts, inner, at)
        parted.append(parts)
    return parted


def _wide_gaps(runs: Iterable[Run]) -> dict[int, list[int]]:
    """The gaps of runs (by identity) that are wider than spaces, each by the number of the word
    behind it: wider than the run's own usual one, too, where that is a space. Where most of a run's
    gaps are wide it may be a row of headers."""
    several = [run for run in runs if len(run.words) > 1 and not run.rotation]
    gaps = sorted(gap for run in several for gap in _gaps(run))
    if not gaps:
        return {}
    least = max(WIDER_THAN_SPACES * gaps[len(gaps) // 2], LEAST_WIDE)
    found: dict[int, list[int]] = {}
    for run in several:
        own = _gaps(run)
        usual = sorted(own)[(len(own) - 1) // 2] if len(own) > 2 else 0.0
        floor = max(least, WIDER_THAN_USUAL * usual) if usual < least else least
        wide = [n for n, gap in enumerate(own, 1) if gap >= floor]
        if wide:
            found[id(run)] = wide
    return found


def _at_cells(run: Run, starts: Sequence[float]) -> frozenset[int]:
    """The words of a run, in a row of cells, before which the white space is far wider than
    spaces and that begin where a cell of another row does: "2023/24  RAG"."""
    return frozenset(
        number
        for number, gap in enumerate(_gaps(run), 1)
        if gap >= FAR_WIDER and _has_another(starts, run.words[number].bbox.x0)
    )


def _has_another(places: Sequence[float], place: float) -> bool:
    """Whether some places, ascending, hold one of them twice."""
    first = bisect_left(places, place - SAME_START)
    return bisect_right(places, place + SAME_START) - first > 1


def part_behind_figures(lines: Sequence[Line]) -> list[Line]:
    """Lines with their runs parted behind a figure where a column of texts set left stands close
    behind one of figures set right ("60 R"): figures of several lines end, and texts start, at one
    place each, where a header of another line starts too."""
    close: dict[int, list[Run]] = {}
    for line in lines:
        for run in line:
            if _begins_with_figure(run):
                close.setdefault(round(run.words[1].bbox.x0), []).append(run)
    begun = [run.bbox.x0 for line in lines for run in line[1:]] if close else []
    cut: set[int] = set()
    for runs in close.values():
        start = runs[0].words[1].bbox.x0
        ends = {round(run.words[0].bbox.x1) for run in runs}
        texts = {run.words[1].text for run in runs}
        aligned = len(runs) >= STARTS and len(ends) == 1 and len(texts) > 1
        if aligned and any(abs(x0 - start) < SAME_START for x0 in begun):
            cut |= {id(run) for run in runs}
    if not cut:
        return list(lines)
    return [
        [part for run in line for part in _cut_at(run, [1] * (id(run) in cut))] for line in lines
    ]


def _begins_with_figure(run: Run) -> bool:
    """Whether a run is a figure with a text behind it that may be another cell's: no date's month
    ("31 March") and no word that says what is counted ("12 weeks")."""
    if len(run.words) < 2 or run.rotation or not is_figure(run.words[0].text):
        return False
    behind = run.words[1].text
    goes_on = behind[:1].islower() and not is_value(behind)
    return not (goes_on or is_figure(behind) or is_part_of_year(behind))


def _gaps(run: Run) -> list[float]:
    """The white space before each of a run's words but the first, in letter heights."""
    return [
        (word.bbox.x0 - before.bbox.x1) / max(run.size, 1.0) for before, word in pairwise(run.words)
    ]


def _parted_at(
    run: Run,
    places: Sequence[int],
    starts: Sequence[_Start],
    inner: Sequence[_Start],
    cells: frozenset[int],
) -> list[Run]:
    ends: list[int] = []
    for place in places:
        before, word = run.words[place - 1].bbox, run.words[place].bbox
        x, y = word.x0, word.centre[1]
        at = _near(starts, (x - SAME_START, x + SAME_START), y, run.size)
        if (
            place in cells
            or at >= STARTS
            or _near(inner, (before.x1, x), y, run.size) >= STARTS - 1
        ):
            ends.append(place)
    return _cut_at(run, ends)


def _near(starts: Sequence[_Start], within: tuple[float, float], y: float, size: float) -> int:
    """How many texts start within an interval of x, not far above or below."""
    first = bisect_left(starts, (within[0], 0.0))
    last = bisect_right(starts, (within[1], float("inf")))
    return sum(1 for _, height in starts[first:last] if abs(height - y) <= NEARBY * size)


def _are_whole(before: str, after: str) -> bool:
    """Whether two figures cannot be the digits of one: each is finished by itself, or the second
    is no group of three."""
    pointed = all("." in text or "," in text for text in (before, after))
    alike = before.isdecimal() and after.isdecimal() and len(before) == len(after) == _LONG
    return after.startswith("£") or before.endswith("%") or pointed or alike


def line_size(line: Line) -> float:
    """The letter size of most of a line's text."""
    first = line[0].size
    if all(run.size == first for run in line):
        return first
    weights: dict[float, int] = {}
    for run in line:
        weights[run.size] = weights.get(run.size, 0) + sum(len(word.text) for word in run.words)
    return max(weights, key=weights.__getitem__)


def line_top(line: Line) -> float:
    """The y at which a line's highest run starts."""
    return min([run.bbox.top for run in line])


def line_middle(line: Line) -> float:
    """The y halfway down a line."""
    return (line_top(line) + line_bottom(line)) / 2


def line_bottom(line: Line) -> float:
    """The y at which a line's lowest run ends."""
    return max([run.bbox.bottom for run in line])


def box_of(lines: Sequence[Line]) -> BBox:
    """The box of all runs of some lines."""
    box = lines[0][0].bbox
    for line in lines:
        for run in line:
            box = box.union(run.bbox)
    return box
