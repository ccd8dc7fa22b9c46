"""Symbols of fonts that name them wrongly or not at all, told by how they look.

An icon font has its arrows at private code points of its own, a subset font may call them "h"
or "±". Such a glyph is rendered and looked at as a picture would be; what is then seen stands in
the word as the Unicode symbol, with the doubt of a look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xlscorecard.marks.characters import mark_of_character
from xlscorecard.model.geometry import BBox
from xlscorecard.model.mark import Direction, Mark, MarkKind
from xlscorecard.pdf.words import PaintedWord

# A glyph is taken for a symbol only where its outline leaves no doubt.
CERTAIN = 0.9
# Confidence of a symbol that was only looked at.
LOOKED_AT = 0.8
# Paper left around a glyph's ink, so that its outline closes (points).
_MARGIN = 1.0
# No scorecard uses more symbols than this; a font with more of them sets text in its own way.
_MOST_GLYPHS = 12
# Letters and signs whose own outlines are those of a triangle or an arrow.
_LOOKALIKES = frozenset("AVvYyTÀÁÂÃÄÅÝΑΔΛ∆^<>«»‹›%#×HNXxëö")

# Ghostscript gives glyphs that it knows no name for, arrows among them, the signs of Latin-1; none
# of these is a word by itself.
_SIGNS = frozenset("¡¢¤¦§¨©ª«¬®¯°±²³´¶·¸¹º»¼½¾¿×÷")

_SYMBOLS = {
    (MarkKind.ARROW, Direction.UP): "↑",
    (MarkKind.ARROW, Direction.DOWN): "↓",
    (MarkKind.ARROW, Direction.FLAT): "→",
    (MarkKind.ARROW, Direction.UP_SLANT): "↗",
    (MarkKind.ARROW, Direction.DOWN_SLANT): "↘",
    (MarkKind.TRIANGLE, Direction.UP): "▲",
    (MarkKind.TRIANGLE, Direction.DOWN): "▼",
    (MarkKind.TRIANGLE, Direction.FLAT): "►",
    (MarkKind.CIRCLE, None): "●",
}

# Where the control characters stand while they are looked at that a font without names sets alone:
# Ghostscript counts the glyphs of such a font from 1 on.
_CODES = 0xF700

_Glyph = tuple[str, str]


def letter_of_code(char: str) -> str:
    """The private character that stands for a control character by which a font without names
    calls a glyph, until that is looked at."""
    return chr(_CODES + ord(char))


def _is_code(text: str) -> bool:
    return len(text) == 1 and _CODES <= ord(text) < _CODES + 0x20


def with_symbols_seen(
    words: list[PaintedWord],
    carries: Callable[[str], bool],
    outline: Callable[[int], BBox],
    pixels: Callable[[BBox], tuple[int, int, bytes] | None],
) -> list[PaintedWord]:
    """The words, with the symbols of unnamed glyphs in place of what their fonts call them.

    ``carries`` tells whether the file holds a font of a name, ``outline`` the box of a character's
    ink, ``pixels`` the width, height and RGBA bytes of what the page shows in a box.
    """
    glyphs = _glyphs_to_look_at(words, carries)
    symbols: dict[_Glyph, str] = {}
    for font in {font for font, _ in glyphs}:
        own = {glyph: first for glyph, first in glyphs.items() if glyph[0] == font}
        if len(own) <= _MOST_GLYPHS:
            symbols.update(_symbols_of_font(own, outline, pixels))
    for painted in words if symbols else ():
        symbol = symbols.get((painted.word.font, painted.word.text))
        if symbol is not None:
            painted.word = replace(painted.word, text=symbol, symbol=True, confidence=LOOKED_AT)
    return [painted for painted in words if not _is_code(painted.word.text)]


def _glyphs_to_look_at(
    words: list[PaintedWord], carries: Callable[[str], bool]
) -> dict[_Glyph, int]:
    """Where each glyph stands first that may be a symbol: a private code point is one; any
    other character may be one where its font comes with the file and sets single characters
    only, and a sign where its font sets it as a word. A page's number in a viewer's own Helvetica
    is none."""
    spelling: set[str] = set()
    spelt: set[_Glyph] = set()
    lone: dict[_Glyph, int] = {}
    for painted in words:
        word = painted.word
        if len(word.text) > 1:
            spelling.add(word.font)
            if not word.text.isascii():
                spelt.update((word.font, char) for char in word.text if char in _SIGNS)
        elif not word.symbol and not painted.invisible:
            lone.setdefault((word.font, word.text), painted.first)
    return {
        (font, char): first
        for (font, char), first in lone.items()
        if _is_private(char)
        or (
            (font not in spelling or (char in _SIGNS and (font, char) not in spelt))
            and mark_of_character(char) is None
            and carries(font)
        )
    }


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char == "\ufffd"


def _symbols_of_font(
    glyphs: dict[_Glyph, int],
    outline: Callable[[int], BBox],
    pixels: Callable[[BBox], tuple[int, int, bytes] | None],
) -> dict[_Glyph, str]:
    """The symbols among one font's glyphs. Those that the font calls letters or signs count
    only where some of them point up or down: a set of arrows, no set of letters."""
    # Few papers have such glyphs: the others need not load what looks at pictures.
    from xlscorecard.marks.pictures import mark_of_picture

    seen: dict[_Glyph, Mark] = {}
    for glyph, first in glyphs.items():
        if glyph[1] in _LOOKALIKES:
            continue
        ink = outline(first)
        around = BBox(ink.x0 - _MARGIN, ink.top - _MARGIN, ink.x1 + _MARGIN, ink.bottom + _MARGIN)
        found = pixels(around)
        mark = mark_of_picture(*found) if found is not None else None
        if mark is not None and mark.confidence >= CERTAIN:
            seen[glyph] = mark
    arrows = any(mark.direction not in (None, Direction.FLAT) for mark in seen.values())
    return {
        glyph: symbol
        for glyph, mark in seen.items()
        if (symbol := _SYMBOLS.get((mark.kind, mark.direction)))
        and (_is_private(glyph[1]) or (arrows and mark.kind is not MarkKind.CIRCLE))
    }
