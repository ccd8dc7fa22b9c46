"""The letters of a line → its pieces, which no space parts: words, as far as spaces tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from xlscorecard.scan.ink.ink import Ink, columns_of
from xlscorecard.scan.ink.lines import TextLine, level_mask
from xlscorecard.scan.ocr.engine import Letter
from xlscorecard.scan.raster import Box, Mask
from xlscorecard.scan.words.font import Font
from xlscorecard.scan.words.text import DASHES

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


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters without a space between, and their columns in the line's picture."""

    letters: tuple[Letter, ...]
    low: int
    high: int

    @property
    def text(self) -> str:
        return "".join(letter.char for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a line with the line's font."""

    line: TextLine
    font: Font
    piece: Piece

    @property
    def box(self) -> Box:
        """The piece as a box in the picture, as high as the line's ink."""
        return self.columns(self.piece.low, self.piece.high)

    def columns(self, low: int, high: int) -> Box:
        """Columns of the line, level, as a box in the picture."""
        x0, top, x1, bottom = self.line.box
        if self.line.rotation == 270:
            return x0, bottom - high, x1, bottom - low
        if self.line.rotation == 90:
            return x0, top + low, x1, top + high
        return x0 + low, top, x0 + high, bottom


def pieces_of(ink: Ink, line: TextLine) -> Iterator[Piece]:
    """The pieces of a line, from left to right."""
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
    pieces: list[Piece] = []
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
        pieces.append(Piece(tuple(group), low, high))
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


def _spaced(piece: Piece, gaps: Sequence[tuple[int, int]], height: int) -> Iterator[Piece]:
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
            yield Piece(piece.letters[start:number], low, cut[0])
            start, low = number, cut[1]
    yield Piece(piece.letters[start:], low, piece.high)


def _parted(
    piece: Piece,
    gaps: Sequence[tuple[int, int]],
    height: int,
    mask: Mask,
) -> Iterator[Piece]:
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
            yield _tight(Piece(piece.letters[start:split], low, gap_low), mask)
            start, low = split, gap_high
    yield _tight(Piece(piece.letters[start:], low, piece.high), mask)


def _tight(piece: Piece, mask: Mask) -> Piece:
    columns = np.flatnonzero(mask[:, piece.low : piece.high].any(axis=0))
    if not len(columns):
        return piece
    return Piece(piece.letters, piece.low + int(columns[0]), piece.low + int(columns[-1]) + 1)
