"""Figures at the right of one column and texts at the left of the next, with no more than a
space between ("20.0 Yes"), as spreadsheets print them: one place where all figures end and all
texts begin, though neither are of one length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.values import is_figure

# Edges of one column agree within this (points).
EDGE = 0.6
# In so many lines figures must end and texts begin at one place.
FEWEST_LINES = 3


def part_back_to_back(lines: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """The lines with their runs parted between a column of figures and one of texts."""
    places: dict[tuple[int, int], list[tuple[Word, Word, Run]]] = defaultdict(list)
    for line in lines:
        for run in line:
            for before, word in _meetings(run):
                for key in _keys(before.bbox.x1, word.bbox.x0):
                    places[key].append((before, word, run))
    cuts = {
        id(word)
        for met in places.values()
        if len(met) >= FEWEST_LINES and _is_border(met)
        for _, word, _ in met
    }
    if not cuts:
        return [list(line) for line in lines]
    return [[part for run in line for part in _parted(run, cuts)] for line in lines]


def _meetings(run: Run) -> Iterator[tuple[Word, Word]]:
    """The figure that a run begins with and the text behind it."""
    if len(run.words) > 1 and not run.rotation:
        before, word = run.words[0], run.words[1]
        if is_figure(before.text) and not is_figure(word.text):
            yield before, word


def _keys(end: float, start: float) -> set[tuple[int, int]]:
    """Places a point wide, each edge in both that it may belong to."""
    return {(round(end + a), round(start + b)) for a in (0, EDGE) for b in (0, EDGE)}


def _is_border(met: Sequence[tuple[Word, Word, Run]]) -> bool:
    """Whether what ends and begins at a place is of different lengths on both sides: a figure
    and its unit, set at the right or at the left, is on one."""
    starts = [before.bbox.x0 for before, _, _ in met]
    ends = [run.bbox.x1 for _, _, run in met]
    texts = {word.text for _, word, _ in met}
    return len(texts) > 1 and all(max(xs) - min(xs) > 2 * EDGE for xs in (starts, ends))


def _parted(run: Run, cuts: set[int]) -> list[Run]:
    if len(run.words) > 1 and id(run.words[1]) in cuts:
        return [run_of(run.words[:1]), run_of(run.words[1:])]
    return [run]
