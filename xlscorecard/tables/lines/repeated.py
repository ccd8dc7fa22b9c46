"""Headers that follow each other as close as words do, told by their pattern: "Q3 2023/24 Q2
2024/25" over two columns, "Q3 Q4" over two that are empty yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xlscorecard.model.page import Word
from xlscorecard.tables.lines.paragraphs import Run, run_of
from xlscorecard.tables.lines.values import is_year, shape_of
from xlscorecard.values.period import MONTH, month_number

# A line of headers has so many texts.
FEWEST_TEXTS = 3
# A period has up to so many words.
LONGEST = 4
# White space between two headers is no narrower than within each, but for so much (letter heights).
NARROWER = 0.05
_QUARTER = re.compile(r"q(?:tr)?([1-4])", re.IGNORECASE)
_MONTH = re.compile(MONTH, re.IGNORECASE)

Line = list[Run]


def part_at_repeats(lines: Sequence[Line]) -> list[Line]:
    """Lines with their runs parted where periods of one pattern follow each other in a line of
    several texts, and from what stands beside them: no header and no sentence names two without a
    word between."""
    return [
        [part for run in line for part in _parts(run)] if len(line) >= FEWEST_TEXTS else line
        for line in lines
    ]


def _parts(run: Run) -> list[Run]:
    words = run.words
    if len(words) < 2 or run.rotation:
        return [run]
    if sum(is_year(word.text) for word in words) < 2:
        return _parts_of_year(run)
    for first in range(len(words) - 1):
        for length in range(1, LONGEST + 1):
            pieces = _pieces(words, first, length)
            if len(pieces) < 2 or not _stand_apart(pieces, run.size):
                continue
            end = first + length * len(pieces)
            if words[end:] and words[end].text[:1].islower():
                return [run]
            bounds = sorted({0, *range(first, end + 1, length), len(words)})
            return [run_of(words[a:b]) for a, b in pairwise(bounds)]
    return [run]


def _parts_of_year(run: Run) -> list[Run]:
    """A run parted where quarters or months follow each other as they do in a year, and from
    what stands before and behind them."""
    words = run.words
    places = [_place_in_year(word.text) for word in words]
    for first, place in enumerate(places):
        end = first + 1
        while end < len(words) and place and _comes_after(places[end - 1], places[end]):
            end += 1
        if end - first > 1:
            if (
                words[end:]
                and not words[end].text[:1].isupper()
                and not words[end].text[0].isdigit()
            ):
                return [run]
            bounds = sorted({0, *range(first, end + 1), len(words)})
            return [run_of(words[a:b]) for a, b in pairwise(bounds)]
    return [run]


def _place_in_year(text: str) -> tuple[int, int] | None:
    """Which of how many parts of a year a word names: Q3 is (3, 4), Nov (11, 12)."""
    quarter = _QUARTER.fullmatch(text)
    if quarter is not None:
        return int(quarter[1]), 4
    if _MONTH.fullmatch(text) is None:
        return None
    return month_number(text.lower().removesuffix(".")), 12


def _comes_after(before: tuple[int, int] | None, place: tuple[int, int] | None) -> bool:
    """Whether a part of the year is the one behind another of its kind: Q1 behind Q4."""
    if before is None or place is None or before[1] != place[1]:
        return False
    return place[0] == before[0] % before[1] + 1


def _pieces(words: Sequence[Word], first: int, length: int) -> list[Sequence[Word]]:
    """The periods of one pattern, of so many words each, that follow each other from a word on."""
    pieces: list[Sequence[Word]] = []
    for at in range(first, len(words) - length + 1, length):
        if not _follow([*pieces, words[at : at + length]]):
            break
        pieces.append(words[at : at + length])
    return pieces


def _follow(pieces: Sequence[Sequence[Word]]) -> bool:
    """Whether texts are periods of one pattern, each another."""
    texts = [" ".join(word.text for word in piece) for piece in pieces]
    dated = all(is_year(piece[-1].text) for piece in pieces)
    return dated and len(set(texts)) == len(texts) and len(set(map(shape_of, texts))) == 1


def _stand_apart(pieces: Sequence[Sequence[Word]], size: float) -> bool:
    inside = [b.bbox.x0 - a.bbox.x1 for piece in pieces for a, b in pairwise(piece)]
    between = [after[0].bbox.x0 - piece[-1].bbox.x1 for piece, after in pairwise(pieces)]
    return not inside or min(between) >= max(inside) - NARROWER * size
