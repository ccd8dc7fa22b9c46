"""Lines of a cell's text that nobody sees, in rows too low for them ("2021" above the "/22 Actual"
that can be seen): the cell's clip hides them, or white letters stand beyond its dark paint.

The file holds them, a reader of the paper does not see them, and what is left says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Word
from xlscorecard.pdf.words import SAME_LINE, PaintedWord

# A word of which a clip shows less than this share cannot be read on the page.
SHOWN = 0.25
# A cell's text has so many lines, and words, at most: what clips more is no cell.
MOST_LINES = 9
MOST_WORDS = 60
# A line is so far below the last (letter heights).
CLOSEST, WIDEST = 0.8, 1.8
# How sure words are that are there and hardly to be seen; figures are less.
BENEATH = 0.8
BENEATH_FIGURE = 0.5
# Figures that a narrow cell breaks mean one of these together: a year or a part of one, thousands.
_WHOLE = re.compile(
    r"\(?(?:(?:19|20)\d\d(?:[-/]\d{0,4})?|\d{1,2}/\d{1,4}|Q[1-4]|£?\d{1,3}(?:,\d{3})+%?)\)?"
)


def is_hidden(box: BBox, clip: BBox | None) -> bool:
    """Whether a clip hides a word, or so much of it that it cannot be read."""
    return clip is not None and clip.overlap(box) < SHOWN * box.area


def with_cut_lines(found: Sequence[PaintedWord], hidden: Sequence[bool]) -> None:
    """Give the words of which the rest of their cell's text is ``hidden`` that rest: they are in
    doubt then."""
    if any(hidden):
        for start, end, clip in _texts_of_cells(found):
            if not all(hidden[start:end]) and any(hidden[start:end]):
                _complete(found[start:end], hidden[start:end], clip)


def _texts_of_cells(found: Sequence[PaintedWord]) -> Iterator[tuple[int, int, BBox | None]]:
    """From where to where words follow each other as those of a text do, with the clip that cuts
    its lines: makers set none for a line that is all within it."""
    start = 0
    clip: BBox | None = None
    for number, item in enumerate(found):
        if number == start:
            clip = item.clip
            continue
        if _goes_on(found[number - 1], item) and _share(clip, found, start, number):
            clip = clip or item.clip
            continue
        yield start, number, clip
        start, clip = number, item.clip
    yield start, len(found), clip


def _goes_on(before: PaintedWord, item: PaintedWord) -> bool:
    one, two = before.word, item.word
    if one.size != two.size or one.ink != two.ink or one.rotation or two.rotation:
        return False
    drop = item.baseline - before.baseline
    if abs(drop) <= SAME_LINE * one.size:
        return -SAME_LINE * one.size <= two.bbox.x0 - one.bbox.x1 <= one.size
    return CLOSEST * one.size < drop < WIDEST * one.size


def _share(clip: BBox | None, found: Sequence[PaintedWord], start: int, number: int) -> bool:
    """Whether a word stands in the cell that a clip cuts, or its own clip is that of the text."""
    item = found[number]
    if clip is None:
        own = item.clip
        return own is None or all(own.holds(*one.word.bbox.centre) for one in found[start:number])
    return clip == item.clip or (item.clip is None and clip.holds(*item.word.bbox.centre))


def _complete(text: Sequence[PaintedWord], hidden: Sequence[bool], clip: BBox | None) -> None:
    """Give what is hidden of a cell's text to the words beside it that can be seen."""
    if len(text) > MOST_WORDS:
        return
    if clip is not None and clip.height > MOST_LINES * text[0].word.size:
        return
    seen = [number for number, unseen in enumerate(hidden) if not unseen]
    starts = [0, *seen[1:]]
    for start, end, at in zip(starts, [*starts[1:], len(text)], seen, strict=True):
        if end - start > 1:
            text[at].word = _whole(text[at].word, [item.word for item in text[start:end]], clip)


def _whole(word: Word, parts: Sequence[Word], clip: BBox | None) -> Word:
    """A word with what is hidden before and behind it, where it can be seen."""
    text = parts[0].text
    for before, part in pairwise(parts):
        text += part.text if _is_broken(before, part) else f" {part.text}"
    box = word.bbox
    if clip is not None and not clip.holds(*box.centre):
        box = BBox(box.x0, max(box.top, clip.top), box.x1, min(box.bottom, clip.bottom))
    told = any(map(str.isalpha, text)) or _WHOLE.fullmatch(text) is not None
    sure = min(part.confidence for part in parts)
    return replace(
        word,
        text=text,
        bbox=box,
        confidence=min(sure, BENEATH if told else BENEATH_FIGURE),
        space_before=parts[0].space_before,
        space_after=parts[-1].space_after,
    )


def _is_broken(one: Word, two: Word) -> bool:
    """Whether two parts are one word that a narrow cell breaks, and not two."""
    if one.space_after:
        return False
    same_line = abs(one.bbox.bottom - two.bbox.bottom) <= SAME_LINE * one.size
    if same_line:
        return not two.space_before
    if one.text[-1].isalpha() and two.text[0].islower():
        return True
    return _WHOLE.fullmatch(one.text + two.text) is not None
