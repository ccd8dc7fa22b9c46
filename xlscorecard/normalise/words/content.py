"""What the cells of a column are like, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Grid
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.values.notation import CLOCK_OR_RATIO
from xlscorecard.values.quantity import parse_quantity
from xlscorecard.values.reference import looks_like_reference, split_spaced_code
from xlscorecard.values.status import parse_status
from xlscorecard.values.words import parse_polarity, parse_rag, parse_trend_word

_NUMBERED = re.compile(r"^(\d{1,3})[.)]?\s+(?:%\s+)?[^\W\d_]")


_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
# More than a few such words with what parts them take this much.
_ROOM_FOR_WORDS = 19


PRINTS_UNIT = re.compile(r"[%£]|\b(?:days?|fte|weeks?|per)\b", re.IGNORECASE)
"""Where a cell's text states a unit beside its figure."""


WAS = re.compile(r"^(?:[^\W\d]+ ){0,3}?\W*\b(?:from|was)\s+(?=£?\d)", re.IGNORECASE)
"""What stands before the figure that a result was before: "Down from", "▼ from"."""

# "Good" and "Poor" rate; these say which way it went.
MOVES = re.compile(
    r"\b(?:improv\w*|better|worse\w*|declin\w*|deteriorat\w*|increas\w*|decreas\w*|up|down|"
    r"same|unchanged|no change|stable|steady|maintained)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells of a column are like, as shares of those that hold something; ``looks``
    counts its kinds of symbols, ``tones`` their colours, ``painted`` the rating colours of its
    cells without text, ``tinted`` those of its cells with words for a trend, ``hued`` those of its
    cells with text where all of these have one that the cell before has not, ``inked`` those of
    its texts themselves where each is set in one;
    ``codes`` are references with letters, ``moves`` words for better or worse than before,
    ``origins`` texts that say what it was before ("▼ from 128")."""

    filled: int
    figures: float
    statuses: float
    rags: float
    classes: int
    arrows: float
    symbols: float
    looks: int
    tones: int
    painted: int
    tinted: int
    hued: int
    inked: int
    pointers: float
    polarities: float
    references: float
    codes: float
    trend_words: float
    moves: float
    origins: float
    length: float
    distinct: float


def text_at(grid: Grid, row: int, col: int) -> str:
    """The text of the cell that starts at a place, on one line; "" where none does."""
    cell = grid.starts_at(row, col)
    return one_line(cell.text) if cell is not None else ""


def is_figure(text: str) -> bool:
    """Whether a cell's text is a figure with at most a few words about it, and not a name
    that has a figure in it ("1 Employment rate (aged 16-64)", "HI 1 - Dwelling fires")."""
    wordy = len(text) >= _ROOM_FOR_WORDS and len(_LONG_WORD.findall(text)) > 4
    worded = wordy or split_spaced_code(text) is not None
    return not worded and (
        parse_quantity(text).numeric or CLOCK_OR_RATIO.fullmatch(text) is not None
    )


def is_numbered(text: str) -> bool:
    """Whether a name begins with its number ("27 Total client volumes")."""
    return _NUMBERED.match(text) is not None


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether texts are a numbered list ("1 Quality of life", "2 Feel safe"), but for a
    heading here and there."""
    numbers = [int(found[1]) for text in texts if (found := _NUMBERED.match(text))]
    headings = len(texts) - len(numbers)
    return (
        len(numbers) >= 2
        and headings * 4 <= len(numbers)
        and all(0 < after - before <= 3 for before, after in pairwise(numbers))
    )


_PART_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+([^\W\d_].*)")


def _numbers_parts(texts: Sequence[str]) -> bool:
    """Whether texts are a list numbered in parts ("1.1 A lead is in post", "1.2 Staff are
    trained"): the numbers go up before words that are all others. "1.1 days" is a figure."""
    found = [match for text in texts if (match := _PART_NUMBER.fullmatch(text))]
    if len(found) < len(texts) or len(found) < _FEW_NUMBERS:
        return False
    numbers = [tuple(map(int, match[1].split("."))) for match in found]
    rising = all(before < after for before, after in pairwise(numbers))
    return rising and len({match[2] for match in found}) == len(found)


_ROW_NUMBER = re.compile(r"\(?(\d{1,3})([a-z]?)[.)]?", re.IGNORECASE)
# Numbers of rows that go up in steps are more than these, and below so many.
_FEW_NUMBERS, _MOST_NUMBERS = 2, 1000


def counts_rows(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the first column holds nothing but the rows' numbers, one after the other ("5, 5a,
    5b, 6"); some may be left out ("3, 7, 12" of a list)."""
    cells = (grid.starts_at(row, 0) for row in rows)
    texts = [one_line(c.text) for c in cells if c is not None and not c.empty]
    numbers = [(int(n[1]), n[2].lower()) for text in texts if (n := _ROW_NUMBER.fullmatch(text))]
    if len(numbers) < _FEW_NUMBERS or len(numbers) < len(texts):
        return False
    if len(numbers) > _FEW_NUMBERS and numbers[-1][0] < _MOST_NUMBERS:
        return all(after > before for before, after in pairwise(numbers))
    return all(
        after == (before[0] + 1, "") or (after[0] == before[0] and after[1] > before[1])
        for before, after in pairwise(numbers)
    )


def content_of(grid: Grid, col: int, rows: Sequence[int]) -> Content:
    """What a column's own cells in the rows given are like."""
    texts: list[str] = []
    classes: set[Rag] = set()
    looks: set[tuple[MarkKind, Rgb | None]] = set()
    figures = statuses = rags = arrows = symbols = pointers = polarities = references = trends = 0
    codes = moves = origins = 0
    painted: set[Rag] = set()
    tinted: set[Rag] = set()
    hues: set[Rag | None] = set()
    inks: set[Rag | None] = set()
    for row in rows:
        cell = grid.at(row, col)
        if cell is None or cell.row != row or cell.col != col:
            continue
        paint = cell.fill or cell.highlight
        if paint is not None and not cell.text and (hue := rag_of_colour(paint)[0]):
            painted.add(hue)
        if cell.empty:
            continue
        text = one_line(cell.text)
        texts.append(text)
        if cell.marks:
            arrows += any(mark.kind is MarkKind.ARROW for mark in cell.marks)
            symbols += any(mark.kind is not MarkKind.ARROW for mark in cell.marks)
            looks |= {
                (MarkKind.OTHER if mark.kind is MarkKind.DASH else mark.kind, mark.colour)
                for mark in cell.marks
            }
            pointers += any(trend_of_mark(mark) is not None for mark in cell.marks)
        if not text:
            continue
        beside = grid.at(row, col - 1)
        own = cell.fill if beside is None or beside.fill != cell.fill else None  # no row's shading
        hues.add(rag_of_colour(own)[0] if own is not None else None)
        inks.add(rag_of_colour(cell.ink)[0] if cell.ink is not None else None)
        if first_meaning(cell.text, parse_status) is not None:
            statuses += 1
            continue
        rag = first_meaning(cell.text, parse_rag)
        if rag is not None:
            rags += 1
            classes.add(rag)
        if first_meaning(cell.text, parse_trend_word) is not None:
            trends += 1
            moves += MOVES.search(text) is not None
            if cell.fill is not None and (hue := rag_of_colour(cell.fill)[0]):
                tinted.add(hue)
        if any(map(str.isdigit, text)):
            origins += WAS.search(text) is not None
            figures += is_figure(text)
            coded = looks_like_reference(text)
            references += coded
            codes += coded and text[0].isalpha()
        else:
            polarities += first_meaning(cell.text, parse_polarity) is not None
    if figures and (_counts_on(texts) or _numbers_parts(texts)):
        figures = 0
    filled = len(texts)
    share = 1.0 / filled if filled else 0.0
    return Content(
        filled=filled,
        figures=figures * share,
        statuses=statuses * share,
        rags=rags * share,
        classes=len(classes),
        arrows=arrows * share,
        symbols=symbols * share,
        looks=len(looks),
        tones=len({colour for _, colour in looks}),
        painted=len(painted),
        tinted=len(tinted),
        hued=0 if None in hues else len(hues),
        inked=0 if None in inks else len(inks),
        pointers=pointers * share,
        polarities=polarities * share,
        references=references * share,
        codes=codes * share,
        trend_words=trends * share,
        moves=moves * share,
        origins=origins * share,
        length=sum(map(len, texts)) * share,
        distinct=len(set(texts)) * share,
    )
