"""The texts of a printed worksheet's cells.

Who prints a sheet sets each cell's text by itself: spaces stand inside a text and at the end of a
line that was wrapped, never between two cells, and the lines of a cell follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.tables.lines.broken_figures import completes_figure, is_amount
from xlscorecard.tables.lines.text import text_of_line
from xlscorecard.tables.lines.values import is_plain_figure, is_plain_value
from xlscorecard.values.status import parse_status

# Texts stand beside each other where so much of their height overlaps.
BESIDE = 0.5
# Words of a text are no further apart, on no more different heights, than this (letter heights).
SPACE = 1.0
LEVEL = 0.1
# The next line of a text begins so far below the last (letter heights).
CLOSEST, WIDEST = 0.8, 1.8
# One that goes on in the midst of a word or figure begins no further below (letter heights).
TIGHT = 1.35
# What a line may end in inside a word.
BREAKS = "-/–"
# The rest of a year that a narrow cell breaks ("2021" over "/22").
_YEAR_GOES_ON = re.compile(r"[/-]\d")
# A text reaches over its cell's edge by so much of its letters' height, and stays that cell's.
OVERHANG = 0.2
# Lines of a text start, end or have their middle at one place (points).
ALIGNED = 1.0


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell prints: its lines, each of some words; a symbol has none. ``figure`` is whether
    it is one number that is no year, ``value`` whether it may stand for one: a mark, or a word for
    none."""

    lines: tuple[tuple[Word, ...], ...]
    bbox: BBox
    size: float
    figure: bool
    value: bool

    @property
    def end(self) -> float:
        """Where it ends at the latest: a cell shows a little of what is too long for it."""
        return self.bbox.x1 - OVERHANG * self.size

    @property
    def letters(self) -> int:
        """How many characters its first line has."""
        return sum(len(word.text) for word in self.lines[0]) if self.lines else 0


def level(one: CellText, two: CellText) -> bool:
    """Whether two texts stand beside each other."""
    a, b = one.bbox, two.bbox
    return min(a.bottom, b.bottom) - max(a.top, b.top) > BESIDE * min(a.height, b.height)


def cell_texts(words: Sequence[Word]) -> list[CellText]:
    """The texts of cells among level words in the order of printing."""
    texts: list[list[list[Word]]] = []
    before: Word | None = None
    for word in words:
        if before is not None and _goes_on(before, word):
            texts[-1][-1].append(word)
        elif before is not None and _wraps(texts[-1], word):
            texts[-1].append([word])
        else:
            texts.append([[word]])
        before = word
    found = [_text_of(lines) for text in texts for lines in _aligned(text)]
    return _cut_off(found) if any(word.apart for word in words) else found


def _cut_off(texts: Sequence[CellText]) -> list[CellText]:
    """The texts as far as they can be seen: a cell's clip hides what reaches over the next."""
    starts = [text.bbox for text in texts if text.lines[0][0].apart]
    found: list[CellText] = []
    for text in texts:
        box = text.bbox
        ends = [
            other.x0
            for other in starts
            if box.x0 < other.x0 < box.x1 and other.top < box.centre[1] < other.bottom
        ]
        end = min(ends, default=box.x1)
        found.append(replace(text, bbox=BBox(box.x0, box.top, end, box.bottom)))
    return found


def symbol_texts(symbols: Sequence[BBox]) -> list[CellText]:
    """Drawn symbols and painted cells as what their cells print."""
    return [CellText((), box, box.height, figure=False, value=True) for box in symbols]


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word is the next of a line."""
    size = max(before.size, word.size)
    gap = word.bbox.x0 - before.bbox.x1
    if not -LEVEL * size <= gap <= SPACE * size or word.apart:
        return False
    if not word.space_before:
        return True
    return before.space_after and abs(word.bbox.bottom - before.bbox.bottom) <= LEVEL * size


def _wraps(lines: Sequence[Sequence[Word]], word: Word) -> bool:
    """Whether a word begins the next line of a text: the one above ends in a space, or in a sign
    behind which makers break lines ("2023-" over "24"), or in the midst of a word."""
    last = lines[-1][-1]
    drop = word.bbox.bottom - last.bbox.bottom
    if not CLOSEST * word.size < drop < WIDEST * word.size:
        return False
    if last.space_after or last.text[-1] in BREAKS:
        return True
    within = last.text[-1].isalpha() and (word.text[0].islower() or _is_cut_name(last, word))
    within = within or (last.text[-1].isdecimal() and _YEAR_GOES_ON.match(word.text) is not None)
    within = within or completes_figure([_last_of(line[-1]) for line in lines], _first_of(word))
    return within and drop < TIGHT * word.size and last.size == word.size


def _first_of(word: Word) -> str:
    """What a word begins with: one that stands for hidden ones as well may have spaces."""
    return word.text.split(" ", maxsplit=1)[0]


def _last_of(word: Word) -> str:
    return word.text.rsplit(" ", maxsplit=1)[-1]


def _is_cut_name(last: Word, word: Word) -> bool:
    """Whether two words are capitals of one ("BRA" over "G")."""
    capitals = last.text.isupper() and word.text.isupper() and word.text.isalpha()
    alike = last.bold == word.bold and last.ink == word.ink
    return capitals and alike and len(last.text) > 1 and len(word.text) == 1


def _aligned(text: list[list[Word]]) -> list[list[list[Word]]]:
    """The lines of a text, parted where one does not start, end or stand in the middle with the
    one above it."""
    parts = [[text[0]]]
    for line in text[1:]:
        above = parts[-1][-1]
        starts = line[0].bbox.x0 - above[0].bbox.x0
        ends = line[-1].bbox.x1 - above[-1].bbox.x1
        if min(abs(starts), abs(ends), abs(starts + ends) / 2) < ALIGNED:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _text_of(lines: Sequence[Sequence[Word]]) -> CellText:
    box = lines[0][0].bbox
    for line in lines:
        for word in line:
            box = box.union(word.bbox)
    said = text_of_line(lines[0])
    if len(lines) > 1:
        whole = "".join(map(text_of_line, lines))
        said = whole if is_amount(whole) else ""
    return CellText(
        tuple(map(tuple, lines)),
        box,
        lines[0][0].size,
        is_plain_figure(said),
        is_plain_value(said) or (said != "" and parse_status(said) is not None),
    )
