"""Runs of words parted at the grid lines of a table: texts of two cells set close together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.text import mostly
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.columns.column import Column
from xlscorecard.tables.unruled.headers.header_rows import CENTRED
from xlscorecard.tables.unruled.parting.corridor_headers import is_one_period
from xlscorecard.values.period import parse_period

# A space is narrower than this many letter heights.
WIDE = 0.45
# A grid line may touch a word by so much (points).
AT_LINE = 0.5


def split_run(
    run: Run, columns: Sequence[Column], xs: Sequence[float], *, beside: bool
) -> list[Run]:
    """Part a run at grid lines that fall between two of its words, where the opening is wide,
    where the next word starts at its column's edge, or where both are figures. In a row of
    other cells (``beside``), a text that fills its column ends where the next one's starts, and
    so does one that reaches out of it where the opening is wide."""
    pieces: list[Run] = []
    start = 0
    words = run.words
    if run.rotation or (len(words) > 1 and is_one_period(run)):
        return [run]
    if middles := _pieces_amid(words, columns, run.size):
        return middles
    bold = mostly(words, "bold")
    filled = beside and not bold and _starts_column(words[:1], columns)
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        aligned = _starts_column([word], columns)
        wide = _is_wide(before, word, run.size)
        # "H1 2024/25 target" and "RAG" each start where the figures and circles below them do
        begun = wide and aligned and _starts_column(words[start : start + 1], columns)
        edge = (filled and aligned) or (begun and (beside or bold))
        begins = is_value(word.text) or (beside and not word.text[:1].islower())
        amid = begins and wide and _is_in_gutter(before, word, columns)
        if not (edge or amid or _is_at_line(before, word, xs)):
            continue
        if bold and not wide and word.text[:1].islower() and words[start].text[:1].isupper():
            continue  # "Year to date" over "Actual" and "Target"
        if wide or _begins_cell(before, word, aligned=aligned):
            pieces.append(run_of(words[start:index]))
            start = index
    if not start:
        return [run]
    pieces.append(run_of(words[start:]))
    return pieces


def _is_at_line(before: Word, word: Word, xs: Sequence[float]) -> bool:
    """Whether a grid line falls between two words."""
    return any(before.bbox.x1 - AT_LINE <= x <= word.bbox.x0 + AT_LINE for x in xs)


def _is_in_gutter(before: Word, word: Word, columns: Sequence[Column]) -> bool:
    """Whether the opening between two words is all in the white space between two columns: "Target
    2018-19" and "Apr" reach out of theirs on both sides."""
    low, high = before.bbox.x1, word.bbox.x0
    return any(
        left.x1 - AT_LINE <= low and high <= right.x0 + AT_LINE for left, right in pairwise(columns)
    )


def _begins_cell(before: Word, word: Word, *, aligned: bool) -> bool:
    """Whether a word right behind another begins a cell: at its column's edge (``aligned``), or as
    a figure behind a figure; not behind a label ("Priority 1: A clean borough"), nor in a
    period."""
    figures = is_value(before.text) and is_value(word.text)
    if not word.space_before or not (aligned or figures) or before.text.endswith(":"):
        return False
    return not _names_period(before.text, word.text)


def _pieces_amid(words: Sequence[Word], columns: Sequence[Column], size: float) -> list[Run]:
    """Texts parted by wide openings that each stand in the middle of a column of its own:
    headers over figures set in the middle of their cells. [] where they do not."""
    ends = [n for n in range(1, len(words)) if _is_wide(words[n - 1], words[n], size)]
    if not ends:
        return []
    pieces = [words[a:b] for a, b in pairwise([0, *ends, len(words)])]
    homes: set[int] = set()
    for piece in pieces:
        middle = (piece[0].bbox.x0 + piece[-1].bbox.x1) / 2
        homes |= {n for n, c in enumerate(columns) if abs(c.x0 + c.x1 - 2 * middle) < 2 * CENTRED}
    return [run_of(piece) for piece in pieces] if len(homes) == len(pieces) else []


def _is_wide(before: Word, word: Word, size: float) -> bool:
    """Whether the opening between two words is wider than a space."""
    return word.bbox.x0 - before.bbox.x1 >= WIDE * size


def _names_period(year: str, part: str) -> bool:
    """Whether two words side by side are one period: "2024/25 Q2", "Sep 2024"."""
    period = parse_period(f"{year} {part}")
    return period is not None and period not in (parse_period(year), parse_period(part))


def _starts_column(words: Sequence[Word], columns: Sequence[Column]) -> bool:
    return any(abs(column.x0 - word.bbox.x0) < 1.0 for word in words for column in columns)
