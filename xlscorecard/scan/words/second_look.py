"""Figures and doubtful words, read again by themselves; what two readings agree on is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.page import Word
from xlscorecard.scan.ink.ink import Ink
from xlscorecard.scan.ocr.engine import Letter, read_lines
from xlscorecard.scan.words.pieces import Placed
from xlscorecard.scan.words.reading import DISPUTED, SETTLED, joined, most_sure, reading_of
from xlscorecard.scan.words.text import DASHES, SURE, crop_of

# No reading of a picture is certain, as a born-digital text is.
MOST = 0.999


def look_again(ink: Ink, placed: Sequence[Placed], read: Sequence[Word]) -> list[Word | None]:
    """Words with digits, and words that are not sure, read a second time by themselves, at
    another scale. None for what a second look shows to be dirt."""
    words: list[Word | None] = list(read)
    asked = [
        n
        for n, word in enumerate(read)
        if (word.confidence < SURE and word.text not in DASHES)
        or any(char.isdigit() for char in word.text)
    ]
    again = _read(ink, [placed[n] for n in asked], pad=0.3)
    disputed: list[tuple[int, tuple[Letter, ...]]] = []
    for n, letters in zip(asked, again, strict=True):
        word = read[n]
        text, sure = reading_of(letters)
        if _same(word.text, text):
            most = min(most_sure(letters), most_sure(placed[n].piece.letters))
            sure = min(most, MOST, max(word.confidence, round(sure, 3)))
            words[n] = replace(word, confidence=sure)
        elif _same(placed[n].piece.text, joined(letters)):
            continue
        elif _is_dirt(placed[n], word, letters):
            words[n] = None
        else:
            disputed.append((n, letters))
    third = _read(ink, [placed[n] for n, _ in disputed], pad=0.22)
    for (n, second), letters in zip(disputed, third, strict=True):
        words[n] = _decided(read[n], second, letters)
    return words


def _read(ink: Ink, pieces: Sequence[Placed], pad: float) -> list[tuple[Letter, ...]]:
    return read_lines([crop_of(ink, each.box, each.line.rotation, pad=pad) for each in pieces])


def _is_dirt(each: Placed, word: Word, again: Sequence[Letter]) -> bool:
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
