"""Words in the order of painting, and where two pieces of text are one word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Word

# Characters of a word may be this far apart, in font sizes, and still touch.
TOUCHING = 0.07
# A gap at a change of text object that is wider than this parts two words even where PDFium
# put no space in between.
PARTED = 0.15
# Two cells' margins are together at least so wide, in font sizes.
CELLS_APART = 0.08
# How far two baselines may differ, in font sizes, within a line of one size.
SAME_LINE = 0.1
# The same text again within this distance, in font sizes, was printed twice to look bold.
OVERPRINT = 0.12


@dataclass(slots=True)
class PaintedWord:
    """A word with what decides whether it can be seen: its place in the order of painting.
    ``first`` is the number of its first character among the page's, ``clip`` the box outside of
    which its end does not show, ``line`` the one that goes through all of it."""

    word: Word
    order: int
    invisible: bool
    baseline: float
    first: int
    clip: BBox | None = None
    line: Edge | None = None


def joined(before: PaintedWord, after: PaintedWord) -> PaintedWord | None:
    """Both as one word where they touch and look alike; else None, and ``after`` then knows
    whether a space, or the end of a cut-off text, stands before it.

    PDFium's own spaces are not trusted where there is no gap: they come from rounding in
    files that place every character by itself.
    """
    one, two = before.word, after.word
    if one.rotation != two.rotation or one.rotation % 90:
        return None
    gap = _gap(one, two)
    size = max(one.size, two.size)
    limit = TOUCHING if two.space_before else PARTED
    touching = (
        -0.25 * size <= gap <= limit * size and abs(before.baseline - after.baseline) < size * 0.6
    )
    if touching and (_clipped_apart(before, after) or _begins_anew(one, two, gap)):
        after.word = replace(two, space_before=True, apart=True)
        return None
    if not touching:
        if gap > 0 and not two.space_before:
            after.word = replace(two, space_before=True)
        return None
    same_line = abs(before.baseline - after.baseline) <= SAME_LINE * size
    alike = (
        same_line
        and abs(one.size - two.size) <= 0.02 * size
        and one.ink == two.ink
        and one.bold == two.bold
        and one.italic == two.italic
        and one.symbol == two.symbol
        and before.invisible == after.invisible
        and before.line is after.line
        and one.font == two.font
    )
    if not alike:
        if two.space_before and gap <= TOUCHING * size:
            after.word = replace(two, space_before=False)
        return None
    if one.text == two.text and abs(one.bbox.x0 - two.bbox.x0) < OVERPRINT * size:
        return None
    word = replace(
        one,
        text=one.text + two.text,
        bbox=one.bbox.union(two.bbox),
        confidence=min(one.confidence, two.confidence),
        space_after=two.space_after,
    )
    order = max(before.order, after.order)
    return PaintedWord(
        word, order, before.invisible, before.baseline, before.first, after.clip, before.line
    )


def with_parts_joined(found: list[PaintedWord]) -> list[PaintedWord]:
    """The words, those joined that touch as letters of one do, wherever in the file they stand:
    Ghostscript keeps the order in which a PostScript driver's kerned letters happened to come."""
    ends: dict[tuple[int, int], list[int]] = {}
    for index, painted in enumerate(found):
        word = painted.word
        if word.rotation == 0 and word.text[-1:].isalpha():
            ends.setdefault((round(word.bbox.x1), round(painted.baseline)), []).append(index)
    gone: set[int] = set()
    for index, painted in enumerate(found):
        word = painted.word
        if word.rotation or not word.text[:1].islower():
            continue
        x, y = round(word.bbox.x0), round(painted.baseline)
        for other in (*ends.get((x, y), ()), *ends.get((x - 1, y), ()), *ends.get((x + 1, y), ())):
            if other in gone or other == index or abs(other - index) == 1:
                continue  # those that follow each other have been looked at
            apart = replace(painted, word=replace(word, space_before=True))
            whole = joined(found[other], apart)
            if whole is not None:
                found[other] = whole
                ends.setdefault((round(whole.word.bbox.x1), y), []).append(other)
                gone.add(index)
                break
    return [painted for index, painted in enumerate(found) if index not in gone] if gone else found


def _clipped_apart(before: PaintedWord, after: PaintedWord) -> bool:
    """Whether a clip that cuts one of two words ends between them: a spreadsheet's cells, too
    narrow for their text."""
    return (before.clip is not None and not before.clip.holds(*after.word.bbox.centre)) or (
        after.clip is not None and not after.clip.holds(*before.word.bbox.centre)
    )


def _begins_anew(one: Word, two: Word, gap: float) -> bool:
    """Whether a capital begins a word of its own right behind small letters ("Oakha" and
    "Wenbury"): the cells that hold them end at their letters."""
    if gap < CELLS_APART * one.size or not one.text[-1:].islower():
        return False
    return len(one.text) > 2 and two.text[:1].isupper() and two.text[1:3].islower()


def _gap(one: Word, two: Word) -> float:
    """The distance from the end of one word to the start of the next, as it reads."""
    match one.rotation:
        case 0:
            return two.bbox.x0 - one.bbox.x1
        case 90:
            return two.bbox.top - one.bbox.bottom
        case 180:
            return one.bbox.x0 - two.bbox.x1
    return one.bbox.top - two.bbox.bottom
