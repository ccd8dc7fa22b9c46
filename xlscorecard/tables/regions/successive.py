"""Tables that stand under each other with nothing between them but a heading or white space."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.tables.lines.alignment import (
    LEAST_CELLS,
    LEAST_LABELS,
    columns_change,
    counts_differ,
    has_rows,
    headers_change,
    names_columns,
)
from xlscorecard.tables.lines.lines import Line, line_bottom, line_top
from xlscorecard.tables.lines.paragraphs import is_bold
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_figure, is_plain_value, is_value
from xlscorecard.tables.regions.areas import SAME_START, TABLE_GAP, is_tight
from xlscorecard.tables.regions.gutters import narrowed, openings_of
from xlscorecard.tables.regions.lines_above import gathers, start_of_header
from xlscorecard.tables.regions.trimming import trimmed, without_preface

# A header's lines, wrapped as they may be, and a banner under it.
MOST_HEADER_LINES = 5


def parts_of(lines: list[Line], *, ruled: bool) -> list[list[Line]]:
    """A region's lines cut above each header that stands under a heading (or white space) and
    whose rows stand in other columns than the rows above: a table of its own. ``ruled`` where
    rules or stripes hold the region together."""
    lines = without_preface(lines)
    starts, names, ends = [0], [0], [len(lines)]
    fresh = _later_headers(lines)
    for index, end in pairwise([*fresh, len(lines)]):
        start = index - gathers(lines[index - 1], lines[index])
        while start - 1 > starts[-1] and len(lines[start - 1]) == 1:
            if _wraps(lines[start - 2], lines[start - 1]):
                break
            start -= 1
        above, below = lines[starts[-1] : start], lines[index:end]
        changed = columns_change(above, below) or headers_change(above, below)
        if changed or _labels_above(above, below) or _is_list(above, below):
            # a heading between rules or stripes is a banner of the table below it
            starts.append(start if ruled else start_of_header(lines, index))
            names.append(index)
            ends.insert(-1, start)
    if len(starts) == 1:
        return [lines]
    if ruled:
        parts = [without_preface(lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    else:
        parts = [
            [*lines[start:name], *trimmed(lines[name:end])]
            for start, name, end in zip(starts, names, ends, strict=True)
        ]
    return [part for part in parts if _has_rows(part)]


def table_at_foot(lines: Sequence[Line], line: Line) -> list[Line]:
    """The last lines of a region that begin another table, which a line goes on with: its
    header, no row having come yet, or its rows too where the line sets its texts as they do."""
    if _is_first_of_header(lines, line):
        return list(lines[-1:])
    fresh = _later_headers(lines)
    foot = list(lines[fresh[-1] :]) if fresh else []
    rows = [row for row in foot[1:] if any(is_value(text_of_line(run.words)) for run in row)]
    if not rows:
        return foot if len(foot) <= MOST_HEADER_LINES else []
    openings = openings_of(max(rows, key=len))
    _, crossed = narrowed(openings, line)
    return foot if crossed * 4 <= len(openings) - 2 else []


def _is_first_of_header(lines: Sequence[Line], line: Line) -> bool:
    """Whether the last of some lines, below a heading, holds the first words of a header's names
    and a line the others: no figures stand in either."""
    if len(lines) < 2 or len(lines[-1]) < 2 or len(lines[-2]) > 1 or len(line) < LEAST_CELLS:
        return False
    texts = [text_of_line(run.words) for run in (*lines[-1], *line) if run.words]
    return is_tight(lines[-1], line) and not any(map(is_plain_value, texts))


def _later_headers(lines: Sequence[Line]) -> list[int]:
    """The rows under a single text, or under more white space than most rows, that look like
    headers: bold below one that is not, words alone over figures where figures stand above too, or
    the words of the first header again."""
    gaps = [line_top(below) - line_bottom(above) for above, below in pairwise(lines)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    rows = [index for index, line in enumerate(lines) if len(line) > 1]
    if not rows:
        return []
    known = {text_of_line(run.words) for run in lines[rows[0]]} - {""}
    found: list[int] = []
    for before, index in pairwise(rows):
        wide = gaps[index - 1] > usual + TABLE_GAP
        least = LEAST_CELLS - 1 if wide else LEAST_CELLS  # a key's "PI Status | Trends"
        headed = len(lines[index - 1]) == 1 or gathers(lines[index - 1], lines[index])
        if not (wide or headed) or len(lines[index]) < least:
            continue
        again = sum(text_of_line(run.words) in known for run in lines[index])
        bold = _is_bold_header(lines[index]) and not _is_bold_header(lines[before])
        named = names_columns(lines[index], lines[index + 1 :]) and has_rows(lines[:index])
        named = named and not _is_one_header(lines[: index + 1])
        second = bool(found) and found[-1] == index - 1  # below its years: of one header
        if not second and (bold or named or again * 2 > len(lines[index])):
            found.append(index)
    return found


def _is_one_header(lines: Sequence[Line]) -> bool:
    """Whether lines are those of one header whose names wrap: tight, and without a figure, though a
    word may read as a mark ("High" over "or low is good?")."""
    texts = (text_of_line(run.words) for line in lines for run in line if run.words)
    return all(is_tight(*pair) for pair in pairwise(lines)) and not any(map(is_plain_figure, texts))


def _is_bold_header(line: Line) -> bool:
    """Whether a line is bold and no row of totals: most of its texts are no figures but years."""
    if not is_bold(line):
        return False
    texts = [text_of_line(run.words) for run in line if run.words]
    return sum(map(is_plain_figure, texts)) * 2 < len(texts)


def _labels_above(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a list of labels and their texts, each set in one column, stands above a table
    of more columns that has none where those texts start."""
    pairs = [line for line in above if len(line) > 1]
    if len(pairs) < LEAST_LABELS or any(len(line) > 2 for line in pairs):
        return False
    label, text = pairs[0][0].bbox.x0, pairs[0][1].bbox.x0
    even = all(
        abs(first.bbox.x0 - label) < SAME_START and abs(second.bbox.x0 - text) < SAME_START
        for first, second in pairs
    )
    rows = [line for line in below if len(line) >= LEAST_CELLS]
    return even and not any(abs(run.bbox.x0 - text) < SAME_START for row in rows for run in row)


def _is_list(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether nothing but pairs of texts, a key's, stand above the names of more columns."""
    pairs = all(len(line) < LEAST_CELLS for line in above)
    return pairs and names_columns(below[0], below[1:]) and counts_differ(above, below[0])


def _wraps(above: Line, line: Line) -> bool:
    """Whether a single text is the second line of a cell in the row above it, and no heading:
    near it, and within one column."""
    box = line[0].bbox
    over = sum(1 for run in above if run.bbox.x0 < box.x1 and box.x0 < run.bbox.x1)
    return over < 2 and is_tight(above, line)


def _has_rows(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if len(line) > 1 and any(run.words for run in line)) > 1
