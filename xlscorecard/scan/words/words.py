"""Lines of text as read → words with their places, sizes, inks and certainty.

A line is read once as a whole; a word with a digit in it is read a second time by itself, and
where the two readings differ, a third reading decides what is kept and the doubt stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.scan.ink.ink import Ink, colour_of, columns_of
from xlscorecard.scan.ink.lines import TextLine, level_mask
from xlscorecard.scan.ocr.engine import Letter, read_lines
from xlscorecard.scan.raster import Box, Mask, Raster
from xlscorecard.scan.words.font import CAPITAL as _CAPITAL
from xlscorecard.scan.words.font import Font, fonts_of
from xlscorecard.scan.words.page_figures import by_the_page
from xlscorecard.scan.words.reading import DISPUTED, SETTLED, joined, most_sure, reading_of
from xlscorecard.scan.words.text import DASHES, SURE, crop_of

# Words stand apart by at least this share of the line's height; a gap below it inside a figure
# is no space.
_SPACE = 0.16
# A letter and a digit further apart are two words, even where no space was read.
_LETTER_DIGIT = 0.24
# A quarter and its year set so tight that no space was read: "Q12023/24".
_YEAR_BEHIND = re.compile(r"(?<=(?<![\d.,])[1-4])20\d\d[/–-](?:20)?\d\d$")
# A gap of this share separates two texts even where no space was read.
_APART = 0.9
# ... and a figure ends at its per cent sign: after it a smaller gap does.
_ENDED = 0.3
# A raised character stands on less than this share of the capitals' height, and is so high.
_RAISED = 0.25
_RAISED_HEIGHT = 0.4
# ... no higher than this share of the character before it.
_SMALLER = 0.85
# Letters that no word is made of alone, but Welsh ones amid others.
_ACCENTED = frozenset("ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜàáâäçèéêëìíîïñòóôöùúûüŵŷ")
# No reading of a picture is certain, as a born-digital text is.
_MOST = 0.999
# Share of the font's size above and below the baseline that a word's box covers, as in pdf/.
ABOVE = 0.74
BELOW = 0.22


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters without a space between, and their columns in the line's picture."""

    letters: tuple[Letter, ...]
    low: int
    high: int

    @property
    def text(self) -> str:
        return "".join(letter.char for letter in self.letters)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece of a line with the line's font."""

    line: TextLine
    font: Font
    piece: _Piece


def words_of(raster: Raster, ink: Ink, lines: Sequence[TextLine]) -> list[Word]:
    """The words of lines that were read, figures checked by a second look."""
    fonts = fonts_of(ink, lines)
    placed = [
        _Placed(line, font, piece)
        for line, font in zip(lines, fonts, strict=True)
        for piece in _pieces(ink, line)
    ]
    words = [_word(raster, ink, each) for each in placed]
    checked = by_the_page(_look_again(ink, placed, words), [each.piece.letters for each in placed])
    return [
        _known(each, part)
        for each, word in zip(placed, checked, strict=True)
        if word is not None
        for part in _raised(raster, ink, each, word)
    ]


def _known(each: _Placed, word: Word) -> Word:
    """A word as it was read; an accented letter alone in its line is a sign that nobody knows: in
    print from a symbol font it would be an arrow."""
    alone = len(each.line.letters) == 1 and word.text in _ACCENTED
    return replace(word, text="?", confidence=DISPUTED) if alone else word


def _pieces(ink: Ink, line: TextLine) -> Iterator[_Piece]:
    mask, margin = level_mask(ink, line)
    height, width = mask.shape
    gaps = _gaps(columns_of(mask), width)
    groups: list[list[Letter]] = [[]]
    for letter in line.letters:
        moved = replace(letter, x=letter.x - margin)
        if letter.char in " |":  # a bar is what is left of a rule
            if groups[-1]:
                groups.append([])
        else:
            groups[-1].append(moved)
    groups = [group for group in groups if group]
    pieces: list[_Piece] = []
    low = 0
    for number, group in enumerate(groups):
        high = width
        if number + 1 < len(groups):
            cut = _cut(gaps, group[-1].x, groups[number + 1][0].x)
            high = round((cut[0] + cut[1]) / 2)
            inside = cut[1] - cut[0] < _SPACE * height
            if inside and _is_figure(group[-1], groups[number + 1][0]):
                groups[number + 1][:0] = group  # no space is that narrow
                continue
        pieces.append(_Piece(tuple(group), low, high))
        low = high
    for piece in pieces:
        for part in _spaced(piece, gaps, height):
            yield from _parted(part, gaps, height, mask)


def _gaps(columns: Sequence[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    ends = [(0, 0), *columns, (width, width)]
    return [(before[1], after[0]) for before, after in pairwise(ends) if after[0] > before[1]]


def _cut(gaps: Sequence[tuple[int, int]], left: float, right: float) -> tuple[int, int]:
    """The widest gap between two letters' middles; a place without width where none is."""
    between = [(low, high) for low, high in gaps if left - 2 < (low + high) / 2 < right + 2]
    if between:
        return max(between, key=lambda gap: gap[1] - gap[0])
    middle = round((left + right) / 2)
    return middle, middle


def _is_figure(before: Letter, after: Letter) -> bool:
    return (before.char.isdigit() or before.char in ".,£<>≤≥-") and (
        after.char.isdigit() or after.char in ".,%"
    )


def _spaced(piece: _Piece, gaps: Sequence[tuple[int, int]], height: int) -> Iterator[_Piece]:
    """A piece cut where a letter and a digit, a dash and a letter, or a figure and a year, stand
    a space apart."""
    start, low = 0, piece.low
    year = _YEAR_BEHIND.search(piece.text)
    for number, (before, after) in enumerate(pairwise(piece.letters), start=1):
        quarter = year is not None and number == year.start()
        pair = quarter or (before.char.isalpha() and after.char.isdigit())
        if not pair and not (before.char in DASHES[1:] and after.char.isalpha()):
            continue
        cut = _cut(gaps, before.x, after.x)
        wide = cut[1] - cut[0] >= _LETTER_DIGIT * height
        if (quarter or wide) and low < cut[0] and cut[1] < piece.high:
            yield _Piece(piece.letters[start:number], low, cut[0])
            start, low = number, cut[1]
    yield _Piece(piece.letters[start:], low, piece.high)


def _parted(
    piece: _Piece,
    gaps: Sequence[tuple[int, int]],
    height: int,
    mask: Mask,
) -> Iterator[_Piece]:
    """A piece cut at gaps that no word has inside: two cells' texts read as one."""
    start, low = 0, piece.low
    for gap_low, gap_high in gaps:
        wide = gap_high - gap_low
        if wide < _ENDED * height or not low < gap_low < gap_high < piece.high:
            continue
        split = sum(1 for letter in piece.letters if letter.x < (gap_low + gap_high) / 2)
        if not start < split < len(piece.letters):
            continue
        if wide >= _APART * height or piece.letters[split - 1].char == "%":
            yield _tight(_Piece(piece.letters[start:split], low, gap_low), mask)
            start, low = split, gap_high
    yield _tight(_Piece(piece.letters[start:], low, piece.high), mask)


def _tight(piece: _Piece, mask: Mask) -> _Piece:
    columns = np.flatnonzero(mask[:, piece.low : piece.high].any(axis=0))
    if not len(columns):
        return piece
    return _Piece(piece.letters, piece.low + int(columns[0]), piece.low + int(columns[-1]) + 1)


def _placed(line: TextLine, low: int, high: int) -> Box:
    """Columns of a level line as a box in the picture, as high as the line's ink."""
    x0, top, x1, bottom = line.box
    if line.rotation == 270:
        return x0, bottom - high, x1, bottom - low
    if line.rotation == 90:
        return x0, top + low, x1, top + high
    return x0 + low, top, x0 + high, bottom


def _typeset(raster: Raster, each: _Placed, low: int, high: int) -> BBox:
    """Columns of a line as a word's box: as high as its font, as in a born-digital page."""
    x0, top, x1, bottom = _placed(each.line, low, high)
    font = each.font
    over, under = font.baseline - ABOVE * font.size, font.baseline + BELOW * font.size
    line = each.line.box
    if each.line.rotation == 270:
        return raster.points(line[0] + over, top, line[0] + under, bottom)
    if each.line.rotation == 90:
        return raster.points(line[2] - under, top, line[2] - over, bottom)
    return raster.points(x0, line[1] + over, x1, line[1] + under)


def _word(raster: Raster, ink: Ink, each: _Placed) -> Word:
    piece = each.piece
    box = _placed(each.line, piece.low, piece.high)
    text, certainty = reading_of(piece.letters)
    return Word(
        text=text,
        bbox=_typeset(raster, each, piece.low, piece.high),
        size=round(each.font.size * 72 / raster.dpi, 1),
        ink=colour_of(ink, box),
        bold=each.font.bold,
        rotation=each.line.rotation,
        confidence=min(_MOST, round(certainty, 3)),
    )


def _look_again(ink: Ink, placed: Sequence[_Placed], read: Sequence[Word]) -> list[Word | None]:
    """Words with digits, and words that are not sure, read a second time by themselves, at
    another scale. None for what a second look shows to be dirt."""
    words: list[Word | None] = list(read)
    asked = [
        n
        for n, word in enumerate(read)
        if (word.confidence < SURE and word.text not in DASHES)
        or any(char.isdigit() for char in word.text)
    ]
    boxes = [_placed(placed[n].line, placed[n].piece.low, placed[n].piece.high) for n in asked]
    turns = [placed[n].line.rotation for n in asked]
    again = read_lines(
        [crop_of(ink, box, turn, pad=0.3) for box, turn in zip(boxes, turns, strict=True)]
    )
    disputed: list[tuple[int, tuple[Letter, ...]]] = []
    for n, letters in zip(asked, again, strict=True):
        word = read[n]
        text, sure = reading_of(letters)
        if _same(word.text, text):
            most = min(most_sure(letters), most_sure(placed[n].piece.letters))
            sure = min(most, _MOST, max(word.confidence, round(sure, 3)))
            words[n] = replace(word, confidence=sure)
        elif _same(placed[n].piece.text, joined(letters)):
            continue
        elif _is_dirt(placed[n], word, letters):
            words[n] = None
        else:
            disputed.append((n, letters))
    third = read_lines(
        [
            crop_of(
                ink,
                _placed(placed[n].line, placed[n].piece.low, placed[n].piece.high),
                placed[n].line.rotation,
                pad=0.22,
            )
            for n, _ in disputed
        ]
    )
    for (n, second), letters in zip(disputed, third, strict=True):
        words[n] = _decided(read[n], second, letters)
    return words


def _is_dirt(each: _Placed, word: Word, again: Sequence[Letter]) -> bool:
    """A lone character amid a line's words that nobody reads again is a speck."""
    lone = len(word.text) == 1 and len(each.line.letters) > 2
    kept = word.text.isdigit() or word.text in DASHES or joined(again).isdigit()
    return lone and not kept and word.confidence < SURE


def _same(first: str, second: str) -> bool:
    """Whether two readings agree in every character that a figure is made of."""
    return _figure(first) == _figure(second)


def _figure(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char in ".,%£<>≤≥-/()")


def _decided(word: Word, second: Sequence[Letter], third: Sequence[Letter]) -> Word:
    """Two of three readings that agree are kept, in doubt; else the first, in greater doubt."""
    text, sure = reading_of(second)
    last, _ = reading_of(third)
    if _same(word.text, last):
        return replace(word, confidence=min(word.confidence, SETTLED))
    if text and _same(text, last):
        return replace(word, text=text, confidence=round(min(SETTLED, sure), 3))
    return replace(word, confidence=min(word.confidence, DISPUTED))


def _raised(raster: Raster, ink: Ink, each: _Placed, word: Word) -> Iterator[Word]:
    """The word, its raised last characters (footnote markers) as a word of their own."""
    line, piece = each.line, each.piece
    if line.rotation or len(word.text) < 2 or word.text != piece.text:
        yield word
        return
    mask, _ = level_mask(ink, line)
    capital = _CAPITAL * each.font.size
    lowest = each.font.baseline - _RAISED * capital
    starts = [piece.low + run[0] for run in columns_of(mask[:, piece.low : piece.high])]
    cut = len(piece.letters)
    edge = piece.high
    while cut > 1 and piece.letters[cut - 1].char.isalnum():
        middle = (piece.letters[cut - 2].x + piece.letters[cut - 1].x) / 2
        low = min(starts, key=lambda start: abs(start - middle), default=edge)
        rows = np.flatnonzero(mask[:, low:edge].any(axis=1))
        if not len(rows) or not piece.low < low < edge:
            break
        bottom, top = int(rows[-1]) + 1, int(rows[0])
        if bottom > lowest or bottom - top < _RAISED_HEIGHT * capital:
            break
        before = max((start for start in starts if start < low), default=piece.low)
        if bottom - top > _SMALLER * _high(mask, before, low):
            break
        cut, edge = cut - 1, low
    if cut == len(piece.letters):
        yield word
        return
    left = replace(word, text=word.text[:cut], bbox=_typeset(raster, each, piece.low, edge))
    if left.text[-1].isdigit() and word.text[cut].isdigit():  # it may be the figure's own
        left = replace(left, confidence=min(left.confidence, SETTLED))
    yield left
    yield replace(
        word,
        text=word.text[cut:],
        bbox=raster.points(*_placed(line, edge, piece.high)),
        size=round(word.size * 0.65, 1),
        superscript=True,
        space_before=False,
    )


def _high(mask: Mask, low: int, high: int) -> int:
    """How high the ink in some columns is, in pixels."""
    rows = np.flatnonzero(mask[:, low:high].any(axis=1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0
