"""Lines of text as read → words with their places, sizes, inks and certainty.

A line is read once as a whole; a word with a digit in it is read a second time by itself
(``second_look``), and where the two readings differ, a third reading decides what is kept and the
doubt stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.scan.ink.ink import Ink, colour_of, columns_of
from xlscorecard.scan.ink.lines import TextLine, level_mask
from xlscorecard.scan.raster import Mask, Raster
from xlscorecard.scan.words.font import CAPITAL, fonts_of
from xlscorecard.scan.words.page_figures import by_the_page
from xlscorecard.scan.words.pieces import Placed, pieces_of
from xlscorecard.scan.words.reading import DISPUTED, SETTLED, reading_of
from xlscorecard.scan.words.second_look import MOST, look_again

# A raised character stands on less than this share of the capitals' height, and is so high.
_RAISED = 0.25
_RAISED_HEIGHT = 0.4
# ... no higher than this share of the character before it.
_SMALLER = 0.85
# Letters that no word is made of alone, but Welsh ones amid others.
_ACCENTED = frozenset("ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜàáâäçèéêëìíîïñòóôöùúûüŵŷ")
# Share of the font's size above and below the baseline that a word's box covers, as in pdf/.
ABOVE = 0.74
BELOW = 0.22


def words_of(raster: Raster, ink: Ink, lines: Sequence[TextLine]) -> list[Word]:
    """The words of lines that were read, figures checked by a second look."""
    fonts = fonts_of(ink, lines)
    placed = [
        Placed(line, font, piece)
        for line, font in zip(lines, fonts, strict=True)
        for piece in pieces_of(ink, line)
    ]
    words = [_word(raster, ink, each) for each in placed]
    checked = by_the_page(look_again(ink, placed, words), [each.piece.letters for each in placed])
    return [
        _known(each, part)
        for each, word in zip(placed, checked, strict=True)
        if word is not None
        for part in _raised(raster, ink, each, word)
    ]


def _known(each: Placed, word: Word) -> Word:
    """A word as it was read; an accented letter alone in its line is a sign that nobody knows: in
    print from a symbol font it would be an arrow."""
    alone = len(each.line.letters) == 1 and word.text in _ACCENTED
    return replace(word, text="?", confidence=DISPUTED) if alone else word


def _typeset(raster: Raster, each: Placed, low: int, high: int) -> BBox:
    """Columns of a line as a word's box: as high as its font, as in a born-digital page."""
    x0, top, x1, bottom = each.columns(low, high)
    font = each.font
    over, under = font.baseline - ABOVE * font.size, font.baseline + BELOW * font.size
    line = each.line.box
    if each.line.rotation == 270:
        return raster.points(line[0] + over, top, line[0] + under, bottom)
    if each.line.rotation == 90:
        return raster.points(line[2] - under, top, line[2] - over, bottom)
    return raster.points(x0, line[1] + over, x1, line[1] + under)


def _word(raster: Raster, ink: Ink, each: Placed) -> Word:
    piece = each.piece
    text, certainty = reading_of(piece.letters)
    return Word(
        text=text,
        bbox=_typeset(raster, each, piece.low, piece.high),
        size=round(each.font.size * 72 / raster.dpi, 1),
        ink=colour_of(ink, each.box),
        bold=each.font.bold,
        rotation=each.line.rotation,
        confidence=min(MOST, round(certainty, 3)),
    )


def _raised(raster: Raster, ink: Ink, each: Placed, word: Word) -> Iterator[Word]:
    """The word, its raised last characters (footnote markers) as a word of their own."""
    line, piece = each.line, each.piece
    if line.rotation or len(word.text) < 2 or word.text != piece.text:
        yield word
        return
    mask, _ = level_mask(ink, line)
    capital = CAPITAL * each.font.size
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
        bbox=raster.points(*each.columns(edge, piece.high)),
        size=round(word.size * 0.65, 1),
        superscript=True,
        space_before=False,
    )


def _high(mask: Mask, low: int, high: int) -> int:
    """How high the ink in some columns is, in pixels."""
    rows = np.flatnonzero(mask[:, low:high].any(axis=1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0
