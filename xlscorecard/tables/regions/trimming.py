"""The ends of a table that nothing rules: captions above it and notes below are no rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlscorecard.tables.lines.alignment import names_columns
from xlscorecard.tables.lines.lines import WITHIN_CELL, Line, line_bottom, line_size
from xlscorecard.tables.lines.paragraphs import Run
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.regions.areas import is_tight

# The names of columns stand within so many lines: upper ones may hold what wraps of a few.
MOST_HEAD_LINES = 3
# So many symbols in one line, each with a text behind it, are a key.
FEWEST_MEANINGS = 2
_KEY = re.compile(r"(?:key|legend)\s*:", re.IGNORECASE)
_NOTE = re.compile(r"(?:\d{1,2}|\*{1,3}|[†‡§]|notes?:|source:)\s", re.IGNORECASE)


def without_preface(lines: list[Line]) -> list[Line]:
    """Leave what stands above the names of the columns: a key in one line ("Key: ■ on target ■ off
    target"), the boxes between whose words part them as columns are parted, and notes of the table
    before ("1 Rounded to the nearest 5.")."""
    start = 0
    while start < len(lines) and (_begins_as(_KEY, lines[start]) or _is_lone_note(lines[start])):
        start += 1
    heads = range(start, min(len(lines), start + MOST_HEAD_LINES)) if start else ()
    named = any(names_columns(lines[number], lines[number + 1 :]) for number in heads)
    return lines[start:] if named else lines


def is_key_line(line: Line) -> bool:
    """Whether a line is symbols by turns with what they mean ("■ on target ■ off target")."""
    symbols, texts = line[::2], line[1::2]
    pairs = len(symbols) == len(texts) >= FEWEST_MEANINGS
    return pairs and not any(run.words for run in symbols) and all(run.words for run in texts)


def _begins_as(pattern: re.Pattern[str], line: Line) -> bool:
    return pattern.match(text_of_line(line[0].words)) is not None


def _is_lone_note(line: Line) -> bool:
    return len(line) == 1 and _begins_as(_NOTE, line)


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """Leave single texts at both ends: captions and notes; a tight one below is the last
    row's wrapped text."""
    start, end = 0, len(lines)
    while (
        start + 1 < end and len(lines[start]) == 1 and not is_tight(lines[start], lines[start + 1])
    ):
        start += 1
    while end > start and len(lines[end - 1]) == 1:
        last, before = lines[end - 1][0], lines[end - 2]
        tight = last.bbox.top - line_bottom(before) < WITHIN_CELL * last.size
        nearby = [run for line in lines[max(end - 4, start) : end - 1] for run in line]
        note = bool(last.words) and (
            last.words[0].superscript or last.size < line_size(before) * 0.9
        )
        if tight and not note and any(_set_like(last, run) for run in nearby):
            break
        end -= 1
    return list(lines[start:end])


def _set_like(one: Run, other: Run) -> bool:
    """Whether two texts start or end at one place, or have their middle there."""
    places = zip(
        (one.bbox.x0, one.bbox.x1, one.bbox.centre[0]),
        (other.bbox.x0, other.bbox.x1, other.bbox.centre[0]),
        strict=True,
    )
    return any(abs(place - at) < 2 for place, at in places)


def without_notes(lines: Sequence[Line]) -> list[Line]:
    """Leave the notes below."""
    end = len(lines)
    while end > 1 and _is_note(lines[end - 1], lines[end - 2]):
        end -= 1
    return list(lines[:end])


def _is_note(line: Line, before: Line) -> bool:
    """A line of notes under a table: one text that a raised marker opens or that is set
    smaller than the line above it; or a key."""
    if _begins_as(_KEY, line):
        return True
    if len(line) != 1 or not line[0].words:
        return False
    return line[0].words[0].superscript or line[0].size < line_size(before) * 0.9
