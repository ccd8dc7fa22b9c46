"""The headings above a table: from styles where a paper has them, else from how lines look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.normalise.key.polarity import polarities_in_text
from xlscorecard.normalise.key.text_lines import symbol_lines, symbol_parts
from xlscorecard.normalise.words.header_text import YEAR, is_period
from xlscorecard.normalise.words.meetings import names_meeting
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import parse_rag

_NO_HEADING = re.compile(
    r"^(?:page\s+\d+|\d+|this page is intentionally left blank|"
    r"reporting (?:period|month|quarter|year|date)\b.*|"
    r"report of\b.*|(?:return|back|go) to\b.*|agenda item\b.*|"
    r"key|(?:key|legend)\s*:.*|notes?\s*:?)$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^(?:table|figure|appendix|annex|section|part|schedule)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"^(?:these|this|the following|below|please|for|in|we)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[A-Z&'’-]{2,}\s+){3,}")  # "KEEPING PEOPLE SAFE (linked to ...)"
_LABEL = re.compile(
    r"\b(?:strateg(?:y|ic)|priorit(?:y|ies)|theme|objective|outcome|portfolio|directorate|"
    r"service|aim|ambition|goal|pledge)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[Qq][1-4]|[A-Z]{2}")  # a quarter, a service ("HR", "IT")
_ABBREVIATED = 4  # so many capitals may be an abbreviation, and no look of their own
# A heading is no longer than this (letters).
_MAX_LENGTH = 220
# One that no style tells apart is shorter (letters), and has no more words than this.
_MAX_CAPTION = 120
_MAX_WORDS = 8
# Ranks, after the levels 1 to 9 that a paper states: of looks, of labels, of boxes.
_STYLED = 20
_LABELLED = 50
_BOXED = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading with its rank: a smaller rank stands further out. One that ``dates`` is a year
    alone: it says when, and names no section."""

    rank: int
    text: str
    dates: bool = False


@dataclass(frozen=True, slots=True)
class HeadingPath:
    """The headings in force at a place, outermost first."""

    headings: tuple[Heading, ...] = ()

    def with_heading(self, heading: Heading) -> HeadingPath:
        return HeadingPath((*self.above(heading.rank).headings, heading))

    def above(self, rank: int) -> HeadingPath:
        """The headings that stay in force where one of a rank begins."""
        return HeadingPath(tuple(h for h in self.headings if h.rank < rank))

    @property
    def texts(self) -> tuple[str, ...]:
        """The names of the sections."""
        return tuple(heading.text for heading in self.headings if not heading.dates)

    @property
    def said(self) -> tuple[str, ...]:
        """All headings, the years among them."""
        return tuple(heading.text for heading in self.headings)


@dataclass(frozen=True, slots=True)
class HeadingStyles:
    """How headings look in this paper: each look with its rank, most prominent first."""

    looks: tuple[tuple[float, bool, bool], ...]

    def rank(self, paragraph: Paragraph) -> int | None:
        """The rank of a line that looks like a heading, None for running text."""
        if paragraph.level is not None:
            return paragraph.level
        look = _look(paragraph)
        return _STYLED + self.looks.index(look) if look in self.looks else None


def _look(paragraph: Paragraph) -> tuple[float, bool, bool]:
    text = paragraph.text
    whole = text.upper() == text and sum(map(str.isalpha, text)) > _ABBREVIATED
    capitals = whole or bool(_CAPITALS.match(text))
    return (round((paragraph.size or 0.0) * 2) / 2, paragraph.bold, capitals)


def _may_head(paragraph: Paragraph) -> bool:
    text = one_line(paragraph.text)
    return (
        not paragraph.furniture
        and (2 < len(text) <= _MAX_LENGTH or _SHORT.fullmatch(text) is not None)
        and any(character.isalpha() for character in text)
        and not _NO_HEADING.match(text)
        and (text.isascii() or len(symbol_parts(text)) < 2)  # a key
        and not names_meeting(text)
        and (paragraph.level is not None or not text.endswith((".", ";", ",", "?")))
    )


class HeadingLooks:
    """Gathers the looks that stand out from a paper's running text."""

    def __init__(self) -> None:
        self._sizes: Counter[float] = Counter()
        # Each look of a line that may be a heading, and whether one of the lines is long enough
        # for its capitals to tell.
        self._looks: dict[tuple[float, bool, bool], bool] = {}

    def add(self, paragraph: Paragraph) -> None:
        """Look at a paragraph."""
        if paragraph.furniture:
            return
        look = _look(paragraph)
        self._sizes[look[0]] += len(paragraph.text)
        if _may_head(paragraph):
            self._looks[look] = self._looks.get(look, False) or len(paragraph.text) > 6

    def styles(self) -> HeadingStyles:
        """The looks that stand out, largest first."""
        body = self._sizes.most_common(1)[0][0] if self._sizes else 0.0
        looks = [
            (size, bold, capitals)
            for (size, bold, capitals), long in self._looks.items()
            if size > body + 0.4 or bold or (capitals and long)
        ]
        ordered = sorted(looks, key=lambda look: (-look[0], not look[2], not look[1]))
        return HeadingStyles(tuple(ordered))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands around a paragraph: the one ``before`` it, and whether a table comes next."""

    before: Paragraph | None
    table_next: bool


def next_path(
    path: HeadingPath,
    paragraph: Paragraph,
    beside: Neighbours,
    styles: HeadingStyles,
    title: str | None,
) -> HeadingPath:
    """The heading path after a paragraph; the paper's ``title`` ends all that were in force. A
    short line right before a table, or one that begins with Table or Appendix, heads it even when
    it looks like running text; not so where the paragraph before it stands left of it, as the
    entries of a key in one line do. A line that names a meeting heads nothing, but where it is set
    as a heading the section before ends."""
    text = one_line(paragraph.text)
    if not _may_head(paragraph):
        if not paragraph.furniture and YEAR.fullmatch(text) and (rank := styles.rank(paragraph)):
            return path.with_heading(Heading(rank, text, dates=True))
        meets = not paragraph.furniture and len(text) <= _MAX_LENGTH and names_meeting(text)
        at = styles.rank(paragraph) if meets else None
        return path if at is None else path.above(at)
    if title is not None and text == title:
        return HeadingPath()
    if _is_left_of(beside.before, paragraph) and parse_rag(text) is not None:
        return path  # it rates what the name beside it names
    rank = styles.rank(paragraph)
    if rank is None and len(text) <= _MAX_CAPTION:
        named = _CAPTION.match(text) is not None or _heads_next_table(paragraph, beside)
        rank = _STYLED + len(styles.looks) if named else None
    return path.with_heading(Heading(rank, text)) if rank is not None else path


def _heads_next_table(paragraph: Paragraph, beside: Neighbours) -> bool:
    """Whether a line in the letters of running text names the table right below it: a few words,
    no sentence, and neither a period (which says when, not of what) nor an entry of a key."""
    text = one_line(paragraph.text)
    if not beside.table_next or len(text.split()) > _MAX_WORDS or _SENTENCE.match(text):
        return False
    if is_period(text) or polarities_in_text(text) or _is_left_of(beside.before, paragraph):
        return False
    return beside.before is None or not _are_of_key(beside.before, paragraph)


def _are_of_key(*lines: Paragraph) -> bool:
    """Whether all of some lines begin with a symbol and go on in the words of a key."""
    return all(any(symbol_lines(line)) for line in lines)


def _is_left_of(one: Paragraph | None, other: Paragraph) -> bool:
    if one is None or one.bbox is None or other.bbox is None or one.page != other.page:
        return False
    return one.bbox.top < other.bbox.centre[1] < one.bbox.bottom and one.bbox.x1 <= other.bbox.x0


def label_headings(grid: Grid) -> tuple[Heading, ...]:
    """The headings that a small box above a scorecard states: "Corporate Strategy | Better
    Adult Social Care" is one heading, a single cell of text another; empty for any other."""
    if grid.rows > 4 or grid.cols > 3:
        return ()
    found: list[Heading] = []
    for row in range(grid.rows):
        cells = [cell for cell in grid.row_cells(row) if cell.row == row and cell.text.strip()]
        texts = [one_line(cell.text) for cell in cells]
        if any(len(text) > _MAX_LENGTH for text in texts):
            return ()
        if len(texts) == 2 and _LABEL.search(texts[0]) and len(texts[0]) < 60:
            found.append(Heading(_LABELLED + row, f"{texts[0].rstrip(':')}: {texts[1]}"))
        elif len(texts) == 1:
            found.append(Heading(_BOXED + row, texts[0]))
        elif texts:
            return ()
    return tuple(found)
