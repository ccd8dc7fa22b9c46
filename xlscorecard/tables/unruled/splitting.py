"""Runs of words parted at the grid lines of a table: texts of two cells set close together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.text import mostly
from xlscorecard.tables.lines.values import is_value
from xlscorecard.tables.unruled.column import Column
from xlscorecard.values.period import parse_period

# Headers set tight end within this of their columns' right edges (points).
SET_TIGHT = 0.6


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
    if run.rotation:
        return [run]
    bold = mostly(words, "bold")
    filled = beside and not bold and _starts_column(words[:1], columns)
    for index in range(1, len(words)):
        low, high = words[index - 1].bbox.x1, words[index].bbox.x0
        if _ends_two(words[start:index], words[index:], columns):
            pieces.append(run_of(words[start:index]))
            start = index
            continue
        aligned = _starts_column(words[index : index + 1], columns)
        wide = high - low >= 0.45 * run.size
        # "H1 2024/25 target" and "RAG" each start where the figures and circles below them do
        begun = wide and aligned and _starts_column(words[start : start + 1], columns)
        both = begun and (beside or bold)
        if (
            not any(low - 0.5 <= x <= high + 0.5 for x in xs)
            and not (filled and aligned)
            and not both
        ):
            continue
        if (
            bold
            and not wide
            and words[index].text[:1].islower()
            and words[start].text[:1].isupper()
        ):
            continue  # "Year to date" over "Actual" and "Target"
        figures = is_value(words[index - 1].text) and is_value(words[index].text)
        close = words[index].space_before and (aligned or figures)
        if wide or (close and not _names_period(words[index - 1].text, words[index].text)):
            pieces.append(run_of(words[start:index]))
            start = index
    if not start:
        return [run]
    pieces.append(run_of(words[start:]))
    return pieces


def _names_period(year: str, part: str) -> bool:
    """Whether two words side by side are one period: "2024/25 Q2", "Sep 2024"."""
    period = parse_period(f"{year} {part}")
    return period is not None and period not in (parse_period(year), parse_period(part))


def _starts_column(words: Sequence[Word], columns: Sequence[Column]) -> bool:
    return any(abs(column.x0 - word.bbox.x0) < 1.0 for word in words for column in columns)


def _ends_two(before: Sequence[Word], after: Sequence[Word], columns: Sequence[Column]) -> bool:
    """Whether words before and behind a space each end where a column does, the one right of
    the other: two headers set tight over figures at the right."""
    return any(
        abs(before[-1].bbox.x1 - left.x1) < SET_TIGHT
        and abs(after[-1].bbox.x1 - right.x1) < SET_TIGHT
        for left, right in pairwise(columns)
    )
