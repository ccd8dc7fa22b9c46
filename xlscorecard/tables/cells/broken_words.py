"""Words that a column is too narrow for, broken over two lines without a hyphen ("Employmen" over
"t rate", "2017/1" over "8").

Nothing on the page says so but its geometry, and what the maker prints: word processors print the
space at which a line ends, and none where they had to break a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.lines.broken_figures import lines_of_figure
from xlscorecard.tables.lines.text import text_of, text_of_line

# A line is full where the next character would not go beside it.
_ROOM = 1.6
# What a line may begin with as a word of its own, however often it stands elsewhere.
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "been", "by", "do", "for", "from", "has", "have"}
    | {"in", "into", "is", "it", "no", "not", "of", "off", "on", "or", "our", "out", "over", "per"}
    | {"so", "than", "that", "the", "their", "then", "to", "under", "up", "we", "were", "which"}
    | {"who", "with", "within"}
)
# Where the space may have been left out, no more letters than these are the rest of a word.
_REST = 2
# A space is this wide, in letter heights.
_SPACE = 0.25
# "2017/18", "Q1", "HSLocal_42": figures that are put together mean one of these.
_WHOLE = re.compile(
    r"(?:(?:19|20)\d\d|\d\d)/(?:\d\d|(?:19|20)\d\d)|[A-Za-z]{2,}[A-Za-z_]*\d{1,4}[a-z]?"
)


class BrokenWords:
    """Puts broken words of a page's cells together; asks the page only where one may be."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._spaced: bool | None = None
        self._words: frozenset[str] | None = None

    def text_of(self, lines: Sequence[Sequence[Word]], box: BBox) -> str:
        """The text of a cell's lines, joined by newlines but inside a word."""
        joints = [self._goes_on(above, below, box) for above, below in pairwise(lines)]
        if len(lines) > 1 and self._page.sheet and self._prints_spaces():
            for first, last in _broken_figures(lines):
                joints[first:last] = [True] * (last - first)
        if not any(joints):
            return text_of(lines)
        parts = [text_of_line(lines[0])]
        for line, joint in zip(lines[1:], joints, strict=True):
            parts += ["" if joint else "\n", text_of_line(line)]
        return "".join(parts)

    def _goes_on(self, above: Sequence[Word], below: Sequence[Word], box: BBox) -> bool:
        """Whether a word goes on from one line to the next."""
        if not above or not below or (len(above) > 1 and not self._page.sheet):
            return False
        word, rest = above[-1], below[0]
        if word.space_after or word.rotation or rest.rotation or not _may_be_one(word, rest):
            return False
        full = _is_full(word, rest, box) or (self._page.sheet and word.text[-1].isalpha())
        return full and self._prints_spaces() and self._is_no_word(rest)

    def _prints_spaces(self) -> bool:
        """Whether the page's maker prints the spaces at which lines end."""
        if self._spaced is None:
            self._spaced = any(
                one.space_after and two.bbox.top > one.bbox.bottom - 1 and two.bbox.x0 < one.bbox.x1
                for one, two in pairwise(self._page.words)
            )
        return self._spaced

    def _is_no_word(self, rest: Word) -> bool:
        """Whether what a line begins with stands nowhere else on the page behind a space."""
        if self._words is None:
            self._words = frozenset(
                two.text.lower().strip(".,;:()")
                for one, two in pairwise(self._page.words)
                if one.space_after
            )
        if not rest.text[0].isalpha():
            return True
        plain = rest.text.lower().strip(".,;:()")
        return plain not in self._words and plain not in _SMALL_WORDS


def _broken_figures(lines: Sequence[Sequence[Word]]) -> Iterator[tuple[int, int]]:
    """From which line to which one a figure goes on: only single words stand between its ends."""
    first = 0
    while first < len(lines) - 1:
        last = lines[first][-1]
        parts = [last.text.rsplit(" ", maxsplit=1)[-1]] if not last.rotation else []
        for above, line in pairwise(lines[first:]):
            if above[-1].space_after or (len(above) > 1 and above is not lines[first]):
                break
            parts.append(line[0].text.split(" ", maxsplit=1)[0])
        taken = lines_of_figure(parts)
        if taken:
            yield first, first + taken - 1
        first += max(1, taken)


def _may_be_one(word: Word, rest: Word) -> bool:
    """Whether two texts may be a word: letters that go on small, figures that mean a year or a
    code together and not apart. Two figures over each other are two."""
    end, start = word.text[-1], rest.text[0]
    if end.isalpha() and start.islower():
        return True
    whole = word.text + rest.text
    return start.isdigit() and bool(_WHOLE.fullmatch(whole)) and not _WHOLE.fullmatch(word.text)


def _is_full(word: Word, rest: Word, box: BBox) -> bool:
    """Whether a word fills its line from side to side, and would not go on it as a whole. Where it
    leaves no room for a space, that may have been left out: the word may end there."""
    before, behind = word.bbox.x0 - box.x0, box.x1 - word.bbox.x1
    margin = max(0.0, min(before, behind))
    character = rest.bbox.width / len(rest.text)
    whole = word.bbox.width + rest.bbox.width > box.width - 2 * margin
    left = behind - max(0.0, before)
    tight = left < _SPACE * word.size and rest.text[0].isalpha() and len(rest.text) > _REST
    return whole and not tight and left < _ROOM * character
