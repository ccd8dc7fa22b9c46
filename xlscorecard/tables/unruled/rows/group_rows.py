"""The names of groups between the names of rows, in their letters and as near as the second line of
a name would be.

A line of a cell ends where the next word has no room. A text that begins after one that ended
before that, and ends so itself, with nothing beside it, above one that has a row's figures beside
it, is a line of neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import mostly, text_of_line
from xlscorecard.tables.unruled.rows.entries import BESIDE, Entry
from xlscorecard.tables.unruled.rows.rows import is_unended

# A row has so many texts beside its name.
LEAST_BESIDE = 3
# A space, in letter heights.
SPACE = 0.3
# Names in two parts, each on a line of its own, are all of this kind; groups have several rows.
FEW = 1 / 3


def with_group_names_apart(columns: list[list[Entry]]) -> list[list[Entry]]:
    """The entries of each column, those of the first parted above and below a group's name."""
    names = columns[0] if columns else []
    if not any(len(entry.runs) > 1 for entry in names):
        return columns
    others = [run.bbox for column in columns[1:] for entry in column for run in entry.runs]
    runs = [run for entry in names for run in entry.runs]
    edge = max(run.bbox.x1 for run in runs)
    above_in_cell = {id(b): a for entry in names for a, b in pairwise(entry.runs)}
    groups = {
        id(group)
        for group, name in pairwise(runs)
        if _names_group(above_in_cell.get(id(group)), group, name, edge)
        and not _beside(group, others)
        and _beside(name, others) >= LEAST_BESIDE
    }
    if not groups or len(groups) > FEW * len(names):
        return columns
    return [[part for entry in names for part in _parts(entry, groups)], *columns[1:]]


def _names_group(above: Run | None, group: Run, name: Run, edge: float) -> bool:
    """Whether a text is no line of the cell above it nor of the one below, by what it says and
    where it ends."""
    if not group.words or not name.words or abs(group.bbox.x0 - name.bbox.x0) > 1:
        return False
    said, below = text_of_line(group.words), text_of_line(name.words)
    if not (said[:1].isupper() and below[:1].isupper()) or is_unended(said):
        return False
    if mostly(group.words, "bold") != mostly(name.words, "bold"):
        return False  # a heading that its weight tells
    if above is not None and (
        is_unended(text_of_line(above.words)) or not _has_room(above, group, edge)
    ):
        return False
    return _has_room(group, name, edge)


def _has_room(line: Run, after: Run, edge: float) -> bool:
    """Whether the first word of a line would have stood at the end of the line above it."""
    return line.bbox.x1 + after.words[0].bbox.width + SPACE * after.size < edge


def _parts(entry: Entry, groups: set[int]) -> list[Entry]:
    """An entry, parted above and below the groups' names in it."""
    lines = [[entry.runs[0]]]
    for before, run in pairwise(entry.runs):
        if id(run) in groups or id(before) in groups:
            lines.append([])
        lines[-1].append(run)
    return [_entry_of(entry, part) for part in lines] if len(lines) > 1 else [entry]


def _beside(run: Run, others: Sequence[BBox]) -> int:
    least = BESIDE * run.bbox.height
    return sum(run.bbox.shared_height(other) > least for other in others)


def _entry_of(entry: Entry, runs: Sequence[Run]) -> Entry:
    box = runs[0].bbox
    for run in runs[1:]:
        box = box.union(run.bbox)
    return Entry(entry.first, entry.last, box, list(runs))
