"""What the cells of a column are like, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from xlscorecard.marks.colour import rag_of_colour
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import Rag
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.mending import first_meaning, one_line
from xlscorecard.values.notation import CLOCK_OR_RATIO, DATE_ONLY
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


_GRADE = re.compile(r"[1-9]")  # a count of none is no grade
ICON = re.compile(r"-1|[0-3]")
"""What formulas give to a set of icons."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells of a column are like, as shares of those that hold something; ``looks``
    counts its kinds of symbols, ``tones`` their colours, ``painted`` the rating colours of its
    cells without text, ``tinted`` those of its cells with words for a trend, ``hued`` those of its
    cells with text where all of these have one that the cell before has not, ``inked`` those of
    its texts themselves where each is set in one;
    ``codes`` are references with letters, ``moves`` words for better or worse than before,
    ``origins`` texts that say what it was before ("▼ from 128"), ``dates`` those that are nothing
    but a date or a period, ``amounts`` those with a digit that are none; ``keyed`` is whether each
    is a figure as icons are set to ("1", "0", "-1")."""

    filled: int
    figures: float
    statuses: float
    rags: float
    classes: int
    arrows: float
    symbols: float
    looks: int
    tones: int
    painted: frozenset[Rag]
    tinted: int
    hued: int
    inked: int
    graded: int
    keyed: bool
    pointers: float
    polarities: float
    references: float
    codes: float
    trend_words: float
    moves: float
    origins: float
    dates: float
    amounts: float
    length: float
    distinct: float


def text_at(grid: Grid, row: int, col: int) -> str:
    """The text of the cell that starts at a place, on one line; "" where none does."""
    cell = grid.starts_at(row, col)
    return one_line(cell.text) if cell is not None else ""


@lru_cache(maxsize=8192)  # asked of a cell by each way to lay out its table
def is_figure(text: str) -> bool:
    """Whether a cell's text is a figure with at most a few words about it, and neither a sentence
    ("£45k was spent on agency staff.") nor a name that has a figure in it ("1 Employment rate (aged
    16-64)", "HI 1 - Dwelling fires")."""
    words = len(_LONG_WORD.findall(text)) if len(text) >= _ROOM_FOR_WORDS else 0
    wordy = words > (2 if text.endswith(".") else 4)
    worded = wordy or split_spaced_code(text) is not None
    return not worded and (
        parse_quantity(text).numeric or CLOCK_OR_RATIO.fullmatch(text) is not None
    )


def is_figure_or_status(text: str) -> bool:
    """Whether a text is a figure or stands for one that is missing ("n/a", "due in May")."""
    return is_figure(text) or parse_status(text) is not None


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
    tally = _Tally()
    for row in rows:
        cell = grid.at(row, col)
        if cell is None or cell.row != row or cell.col != col:
            continue
        tally.count_paint(cell, grid)
        if cell.empty:
            continue
        text = one_line(cell.text)
        tally.texts.append(text)
        if cell.marks:
            tally.count_marks(cell)
        if text:
            tally.count_colours(cell, grid.at(row, col - 1))
            tally.count_words(cell, text)
    return tally.content()


@dataclass(slots=True)
class _Tally:
    """What has been counted of a column's cells so far."""

    texts: list[str] = field(default_factory=list)
    classes: set[Rag] = field(default_factory=set)
    looks: set[tuple[MarkKind, Rgb | None]] = field(default_factory=set)
    painted: set[Rag] = field(default_factory=set)
    tinted: set[Rag] = field(default_factory=set)
    hues: set[Rag | None] = field(default_factory=set)
    inks: set[Rag | None] = field(default_factory=set)
    grades: set[tuple[str, Rag | None]] = field(default_factory=set)
    figures: int = 0
    statuses: int = 0
    rags: int = 0
    arrows: int = 0
    symbols: int = 0
    pointers: int = 0
    polarities: int = 0
    references: int = 0
    trends: int = 0
    codes: int = 0
    moves: int = 0
    origins: int = 0
    digits: int = 0
    dates: int = 0

    def count_paint(self, cell: Cell, grid: Grid) -> None:
        """A cell that only its colour fills; that of a row painted from end to end is the row's."""
        paint = cell.fill or cell.highlight
        if paint is None or cell.text or (hue := rag_of_colour(paint)[0]) is None:
            return
        if any((other.fill or other.highlight) != paint for other in grid.begun_in(cell.row)):
            self.painted.add(hue)

    def count_marks(self, cell: Cell) -> None:
        """The symbols of a cell; drawn dashes look like any other symbol of their colour."""
        self.arrows += any(mark.kind is MarkKind.ARROW for mark in cell.marks)
        self.symbols += any(mark.kind is not MarkKind.ARROW for mark in cell.marks)
        self.looks |= {
            (MarkKind.OTHER if mark.kind is MarkKind.DASH else mark.kind, mark.colour)
            for mark in cell.marks
        }
        self.pointers += any(trend_of_mark(mark) is not None for mark in cell.marks)

    def count_colours(self, cell: Cell, beside: Cell | None) -> None:
        """The fill and ink of a cell with text; a fill that the cell on its left has as well is
        the row's."""
        own = cell.fill if beside is None or beside.fill != cell.fill else None
        hue = rag_of_colour(own)[0] if own is not None else None
        self.hues.add(hue)
        self.grades.add((one_line(cell.text), hue))
        self.inks.add(rag_of_colour(cell.ink)[0] if cell.ink is not None else None)

    def count_words(self, cell: Cell, text: str) -> None:
        """What a cell's ``text`` is: a figure, a code, a word that rates, points or explains."""
        if first_meaning(cell.text, parse_status) is not None:
            self.statuses += 1
            return
        rag = first_meaning(cell.text, parse_rag)
        if rag is not None:
            self.rags += 1
            self.classes.add(rag)
        if first_meaning(cell.text, parse_trend_word) is not None:
            self.trends += 1
            self.moves += MOVES.search(text) is not None
            if cell.fill is not None and (hue := rag_of_colour(cell.fill)[0]):
                self.tinted.add(hue)
        if any(map(str.isdigit, text)):
            self.digits += 1
            self.dates += DATE_ONLY.fullmatch(text) is not None
            self.origins += WAS.search(text) is not None
            self.figures += is_figure(text)
            coded = looks_like_reference(text)
            self.references += coded
            self.codes += coded and text[0].isalpha()
        else:
            self.polarities += first_meaning(cell.text, parse_polarity) is not None

    def graded(self) -> int:
        """How many digits stand for a rating colour each; 0 where a cell holds anything else."""
        digits = {text for text, hue in self.grades if hue is not None and _GRADE.fullmatch(text)}
        hues = {hue for _, hue in self.grades}
        return len(digits) if len(digits) == len(hues) == len(self.grades) else 0

    def content(self) -> Content:
        """The counts as shares of the cells that hold anything."""
        texts = self.texts
        counted = self.figures and (_counts_on(texts) or _numbers_parts(texts))
        share = 1.0 / len(texts) if texts else 0.0
        return Content(
            filled=len(texts),
            figures=0.0 if counted else self.figures * share,
            statuses=self.statuses * share,
            rags=self.rags * share,
            classes=len(self.classes),
            arrows=self.arrows * share,
            symbols=self.symbols * share,
            looks=len(self.looks),
            tones=len({colour for _, colour in self.looks}),
            painted=frozenset(self.painted),
            tinted=len(self.tinted),
            hued=0 if None in self.hues else len(self.hues),
            inked=0 if None in self.inks else len(self.inks),
            graded=self.graded(),
            keyed=bool(texts) and all(map(ICON.fullmatch, texts)),
            pointers=self.pointers * share,
            polarities=self.polarities * share,
            references=self.references * share,
            codes=self.codes * share,
            trend_words=self.trends * share,
            moves=self.moves * share,
            origins=self.origins * share,
            dates=self.dates * share,
            amounts=(self.digits - self.dates) * share,
            length=sum(map(len, texts)) * share,
            distinct=len(set(texts)) * share,
        )
