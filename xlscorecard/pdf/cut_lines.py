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


def with_cut_lines(
    found: Sequence[PaintedWord], hidden: Sequence[bool], *, sheet: bool = False
) -> None:
    """Give the words of which the rest of their cell's text is ``hidden`` that rest: they are in
    doubt then. On the page of a ``sheet`` the page's own side may cut off cells that go on over
    it, to the next."""
    if any(hidden):
        for start, end, clip in _texts_of_cells(found):
            if not all(hidden[start:end]) and any(hidden[start:end]):
                text, unseen = found[start:end], hidden[start:end]
                if sheet and _is_cut_at_side(clip, text, unseen):
                    _complete_lines(text, unseen, clip)
                elif _is_cells(clip, text):
                    _complete(text, unseen, clip)


def cut_at_sides(found: Sequence[PaintedWord]) -> None:
    """Let each word that can be seen end where its clip does: the rest stands on the next page, or
    nowhere."""
    for item in found:
        box, clip = item.word.bbox, item.clip
        if clip is None or item.word.rotation:
            continue
        if box.x0 < clip.x0 < box.x1 or box.x0 < clip.x1 < box.x1:
            seen = BBox(max(box.x0, clip.x0), box.top, min(box.x1, clip.x1), box.bottom)
            item.word = replace(item.word, bbox=seen, cut=True)


def left_of_page(found: Sequence[PaintedWord]) -> tuple[Word, ...]:
    """The words of cells that begin on the page before, and go on, empty, on this one."""
    return tuple(
        item.word
        for item in found
        if item.clip is not None
        and item.word.bbox.x1 < item.clip.x0
        and item.clip.top < item.word.bbox.centre[1] < item.clip.bottom
    )


def _is_cells(clip: BBox | None, text: Sequence[PaintedWord]) -> bool:
    """Whether a clip is as low as a cell."""
    return clip is None or clip.height <= MOST_LINES * text[0].word.size


def _is_cut_at_side(clip: BBox | None, text: Sequence[PaintedWord], hidden: Sequence[bool]) -> bool:
    """Whether what is hidden of a text stands beside its clip, left or right."""
    return clip is not None and all(
        clip.top <= item.word.bbox.centre[1] <= clip.bottom
        and not clip.x0 < item.word.bbox.centre[0] < clip.x1
        for item, unseen in zip(text, hidden, strict=True)
        if unseen
    )


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


def _complete_lines(text: Sequence[PaintedWord], hidden: Sequence[bool], clip: BBox | None) -> None:
    """Give each line of a text that a page's side cuts off what is hidden of it; one of which
    nothing can be seen there stands on the page before, or the next, alone."""
    start = 0
    for end in range(1, len(text) + 1):
        last = text[end - 1]
        if (
            end < len(text)
            and abs(text[end].baseline - last.baseline) <= SAME_LINE * last.word.size
        ):
            continue
        line, unseen = text[start:end], hidden[start:end]
        start = end
        if all(unseen) or not any(unseen):
            continue
        _complete(line, unseen, clip)
        for item, lost in zip(line, unseen, strict=True):
            if not lost:
                item.word = replace(item.word, cut=True)


def _complete(text: Sequence[PaintedWord], hidden: Sequence[bool], clip: BBox | None) -> None:
    """Give what is hidden of a cell's text to the words beside it that can be seen."""
    if len(text) > MOST_WORDS:
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
