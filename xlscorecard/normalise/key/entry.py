"""One line of a key: its symbol, and what that means by its looks and by the words beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.marks.colour import is_neutral, rag_of_colour
from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.scorecard import KeyEntry, Rag
from xlscorecard.normalise.words.direction import trend_of_mark
from xlscorecard.normalise.words.key_words import rag_of_meaning, rag_of_symbol
from xlscorecard.normalise.words.mending import one_line
from xlscorecard.values.words import parse_rag, parse_trend_word

# What a line of a key says, and the cell that shows its symbol.
KeyLine = tuple[KeyEntry, Cell]

MOVES = re.compile(
    r"\b(?:improv\w*|declin\w*|deteriorat\w*|increas\w*|decreas\w*|ris(?:en|ing)|fall(?:en|ing)|"
    r"gone|moved|worsen\w*|previous|since|last|change\w*|trend|travel)\b",
    re.IGNORECASE,
)


_MISSED = (Rag.AMBER, Rag.RED)
# So sure is the class of a colour that is plainly red, amber, green or blue.
_PLAIN = 0.7


def key_colour(cell: Cell) -> Rgb | None:
    """The colour that a key's symbol cell shows: of its symbol, its fill, its ink."""
    for mark in cell.marks:
        if mark.colour is not None and not is_neutral(mark.colour):
            return mark.colour
    for colour in (cell.fill, cell.highlight, cell.ink):
        if colour is not None and not is_neutral(colour):
            return colour
    return None


def is_symbol(cell: Cell) -> bool:
    """Whether a cell shows nothing but a symbol of a key: a mark, a colour, a word for a rating."""
    text = one_line(cell.text)
    if len(text) > 24:
        return False
    if cell.marks or (text and parse_rag(text) is not None):
        return True
    if text and glyph_marks(text):
        return True
    if not text:
        return cell.fill is not None and not is_neutral(cell.fill)
    return parse_trend_word(text) is not None


def entry_of(cell: Cell, meaning: str) -> KeyEntry:
    """The line of a key that a symbol cell and what it means are."""
    text = one_line(cell.text)
    marks = cell.marks or glyph_marks(text)
    word = rag_of_symbol(text, meaning) if text else None
    said = rag_of_meaning(meaning)
    moves = bool(MOVES.search(meaning))
    rag = word or _class_told(cell, said)
    triangle = next((m for m in marks if m.kind is MarkKind.TRIANGLE), None)
    if triangle is not None and said is not None and not moves:
        # a triangle of the set of star, circle and triangle, though it also points upwards
        return KeyEntry(text or MarkKind.TRIANGLE.value, meaning, rag=rag)
    arrow = next((m for m in marks if m.kind is MarkKind.ARROW), None)
    if arrow is None and moves and said is None:
        arrow = triangle
    trend = trend_of_mark(arrow) if arrow is not None else None
    if trend is None and word is None and text:
        trend = parse_trend_word(text)
    if trend is not None:
        return KeyEntry(text or (arrow.glyph if arrow else ""), meaning, trend=trend)
    kind = next((m.kind.value for m in marks), "")
    colour = key_colour(cell)
    symbol = text or kind or (f"#{colour.hex}" if colour is not None else "")
    return KeyEntry(symbol, meaning, rag=rag)


def _class_told(cell: Cell, said: Rag | None) -> Rag | None:
    """The class of a symbol without a word: that of a plain colour, else what the key has ``said``
    of it, else that of a colour between two."""
    colour = key_colour(cell)
    hue, sureness = rag_of_colour(colour) if colour is not None else (None, 0.0)
    if hue is Rag.BLUE and said is Rag.GREY:
        hue = Rag.GREY  # a blue circle for "Data only" or "Unknown" is no blue rating
    if hue is Rag.BLUE and said in _MISSED:
        hue = None  # the palest of a council's blues for "Just missed"
    if hue is not None and sureness >= _PLAIN:
        return hue
    return said or hue


def is_key_word(text: str) -> bool:
    """Whether a text says a rating or a trend in the words of keys."""
    return any(parse(text) is not None for parse in (rag_of_meaning, parse_rag, parse_trend_word))


def parted_hues(lines: Sequence[KeyLine]) -> list[KeyLine]:
    """The lines of a key with each class given once: where two colours are of one hue class
    (yellow and orange) what the key says of them parts them, if it says a class that no other
    line has."""
    times = Counter(entry.rag for entry, _ in lines if entry.rag is not None)
    parted: list[KeyLine] = []
    for entry, cell in lines:
        said = rag_of_meaning(entry.meaning)
        wordless = parse_rag(one_line(cell.text)) is None
        hue = entry.rag
        if hue and times[hue] > 1 and wordless and said is not None and said not in times:
            times[hue] -= hue is not Rag.BLUE  # two blues, "Exceeded" and "Met", may say the same
            parted.append((replace(entry, rag=said), cell))
        else:
            parted.append((entry, cell))
    return parted
