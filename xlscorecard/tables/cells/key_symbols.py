"""Symbols drawn before the lines of a key: they go to the paragraph that they begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.marks.colour import is_neutral
from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Paragraph
from xlscorecard.model.mark import MadeOf, Mark, MarkKind
from xlscorecard.model.page import Fill, Page, Picture, Shape
from xlscorecard.tables.cells.symbols import marks_in

# A symbol's size, and how near it stands before its line (points).
SMALLEST, LARGEST = 4.0, 26.0
# A symbol stands no further than this before its line of the key (points).
NEAR = 300.0
# A square of a key is coloured: its strongest and weakest channel differ by this, of 255.
COLOURED = 40
# A box of a key's colour with its words in it: so many beside each other, not taller than this
# (points), not this many times as wide as their words, which are no longer than this.
FEWEST_CHIPS, TALLEST_CHIP, WIDEST_CHIP, LONGEST_CHIP = 3, 34.0, 6.0, 40
# A key has at least two symbols; more than so many are a drawing.
FEWEST, MOST = 2, 12


def with_key_symbols(
    page: Page, paragraphs: Sequence[Paragraph], taken: Sequence[BBox]
) -> list[Paragraph]:
    """The paragraphs with the shapes, squares and pictures that stand before their lines as
    marks, where as many stand before one as it has lines, with the characters that are symbols in
    their ink, and with the coloured boxes that each of several at one height stands in; ``taken``
    are the boxes of the tables."""
    paragraphs = _with_inked(page, _with_chips(page, paragraphs, taken))
    drawn: list[Shape | Picture | Fill] = [*page.shapes, *page.pictures, *page.fills]
    small = [
        part
        for part in drawn
        if SMALLEST <= max(part.bbox.width, part.bbox.height) <= LARGEST
        and not (isinstance(part, Fill) and max(part.colour) - min(part.colour) < COLOURED)
        and not any(box.holds(*part.bbox.centre) for box in taken)
    ]
    if not FEWEST <= len(small) <= MOST * 4:
        return list(paragraphs)
    held: dict[int, list[Shape | Picture | Fill]] = {}
    for part in small:
        behind = [
            (paragraph.bbox.x0, number)
            for number, paragraph in enumerate(paragraphs)
            if paragraph.bbox is not None and _begins(part.bbox, paragraph.bbox)
        ]
        if behind:
            held.setdefault(min(behind)[1], []).append(part)
    if not FEWEST <= sum(map(len, held.values())) <= MOST * 4:
        return list(paragraphs)
    marked = list(paragraphs)
    for number, parts in held.items():
        shapes = [part for part in parts if isinstance(part, Shape)]
        pictures = [part for part in parts if isinstance(part, Picture)]
        squares = [(part.bbox, part.colour) for part in parts if isinstance(part, Fill)]
        marks = marks_in((), shapes, pictures, squares)
        if len(marks) == marked[number].text.count("\n") + 1:
            down = sorted(marks, key=lambda mark: mark.bbox.top if mark.bbox else 0.0)
            marked[number] = replace(marked[number], marks=tuple(down))
    return marked


def _with_chips(
    page: Page, paragraphs: Sequence[Paragraph], taken: Sequence[BBox]
) -> Sequence[Paragraph]:
    """The paragraphs with a mark in the colour of the box that is painted behind them: so are the
    entries of a key printed in one line, each in its colour."""
    levels: dict[int, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        if paragraph.bbox is not None and len(paragraph.text) <= LONGEST_CHIP:
            levels.setdefault(round(paragraph.bbox.centre[1]), []).append(number)
    marked = list(paragraphs)
    for level, numbers in levels.items():
        if len(numbers) < FEWEST_CHIPS:
            continue
        painted = [
            fill
            for fill in page.fills
            if fill.bbox.top < level < fill.bbox.bottom
            and SMALLEST < fill.bbox.height <= TALLEST_CHIP
            and max(fill.colour) - min(fill.colour) >= COLOURED
            and not any(box.holds(*fill.bbox.centre) for box in taken)
        ]
        for number in numbers:
            box = marked[number].bbox
            behind = [f for f in painted if box is not None and f.bbox.holds(*box.centre)]
            if behind and box is not None and behind[-1].bbox.width < WIDEST_CHIP * box.width:
                chip = Mark(
                    *(MarkKind.SQUARE, MadeOf.DRAWN), colour=behind[-1].colour, bbox=behind[-1].bbox
                )
                marked[number] = replace(marked[number], marks=(chip,))
    return marked


def _with_inked(page: Page, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs with the symbols that begin their words as marks, where one is in colour."""
    marked = list(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        box = paragraph.bbox
        if paragraph.text.isascii() or paragraph.marks or box is None:
            continue
        if not glyph_marks(paragraph.text):
            continue
        marks = [
            replace(mark, colour=word.ink)
            for word in page.words
            if not word.text.isascii() and box.holds(*word.bbox.centre)
            for mark in glyph_marks(word.text[0])
        ]
        if any(mark.colour is not None and not is_neutral(mark.colour) for mark in marks):
            marked[number] = replace(paragraph, marks=tuple(marks))
    return marked


def _begins(symbol: BBox, text: BBox) -> bool:
    level = text.top - 3 < symbol.centre[1] < text.bottom + 3
    return level and symbol.x1 <= text.x0 + 2 and text.x0 - symbol.x1 < NEAR
