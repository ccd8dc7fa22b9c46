"""A Unicode character as a mark: its kind, where it points, and its colour if it has one.

Kind and direction are read from the character's name in the Unicode database, so that every
arrow, triangle and circle of the standard is covered, in all blocks alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind

# Colours that emoji are painted in (the common hue of the Noto, Apple and Microsoft designs).
_NAMED_COLOURS = {
    "RED": Rgb(0xDD, 0x2E, 0x44),
    "ORANGE": Rgb(0xF4, 0x90, 0x0C),
    "YELLOW": Rgb(0xFD, 0xCB, 0x58),
    "GREEN": Rgb(0x78, 0xB1, 0x59),
    "BLUE": Rgb(0x55, 0xAC, 0xEE),
    "PURPLE": Rgb(0xAA, 0x8E, 0xD6),
    "BROWN": Rgb(0xC1, 0x69, 0x4F),
}

# Emoji whose colour is part of the picture though their name does not say so.
_COLOURED = {
    "✅": _NAMED_COLOURS["GREEN"],
    "❎": _NAMED_COLOURS["GREEN"],
    "❌": _NAMED_COLOURS["RED"],
    "⛔": _NAMED_COLOURS["RED"],
    "🚫": _NAMED_COLOURS["RED"],
    "🛑": _NAMED_COLOURS["RED"],
    "🚩": _NAMED_COLOURS["RED"],
    "⭐": _NAMED_COLOURS["YELLOW"],
    "❤": _NAMED_COLOURS["RED"],
}

_UP, _FLAT, _DOWN = Direction.UP, Direction.FLAT, Direction.DOWN
_UP_SLANT, _DOWN_SLANT = Direction.UP_SLANT, Direction.DOWN_SLANT

# Characters whose names mislead or say nothing.
_SPECIAL: dict[str, tuple[MarkKind, Direction | None, float]] = {
    "▬": (MarkKind.DASH, _FLAT, 0.9),
    "▭": (MarkKind.DASH, _FLAT, 0.7),
    "➖": (MarkKind.DASH, _FLAT, 0.9),
    "━": (MarkKind.DASH, _FLAT, 0.8),
    "⏸": (MarkKind.DASH, _FLAT, 0.5),
    "⊖": (MarkKind.DASH, _FLAT, 0.7),
    "➢": (MarkKind.ARROW, _FLAT, 0.5),  # the usual bullet of Word's lists
    "➣": (MarkKind.ARROW, _FLAT, 0.5),
    "➤": (MarkKind.ARROW, _FLAT, 0.7),
    "•": (MarkKind.CIRCLE, None, 0.5),
    "∙": (MarkKind.CIRCLE, None, 0.5),
    "▪": (MarkKind.SQUARE, None, 0.5),
    "▫": (MarkKind.SQUARE, None, 0.5),
    "√": (MarkKind.TICK, None, 0.6),
    "↴": (MarkKind.ARROW, _DOWN, 0.8),
    "↵": (MarkKind.ARROW, None, 0.5),
    "☝": (MarkKind.ARROW, _UP, 0.7),
    "👆": (MarkKind.ARROW, _UP, 0.7),
    "👇": (MarkKind.ARROW, _DOWN, 0.7),
    "☟": (MarkKind.ARROW, _DOWN, 0.7),
    "☞": (MarkKind.ARROW, _FLAT, 0.6),
    "☜": (MarkKind.ARROW, _FLAT, 0.6),
    "👉": (MarkKind.ARROW, _FLAT, 0.6),
    "👈": (MarkKind.ARROW, _FLAT, 0.6),
    "👍": (MarkKind.OTHER, None, 0.8),
    "👎": (MarkKind.OTHER, None, 0.8),
    "✚": (MarkKind.OTHER, None, 0.6),
    "⌃": (MarkKind.ARROW, _UP, 0.6),
    "⌄": (MarkKind.ARROW, _DOWN, 0.6),
    "˄": (MarkKind.ARROW, _UP, 0.6),
    "˅": (MarkKind.ARROW, _DOWN, 0.6),
    "˃": (MarkKind.ARROW, _FLAT, 0.6),
    "❤": (MarkKind.OTHER, None, 0.6),
    "💚": (MarkKind.OTHER, None, 0.8),
    "💛": (MarkKind.OTHER, None, 0.8),
    "🧡": (MarkKind.OTHER, None, 0.8),
    "💙": (MarkKind.OTHER, None, 0.8),
    "⌧": (MarkKind.CROSS, None, 0.8),
    "⚠": (MarkKind.OTHER, None, 0.8),
    "⛔": (MarkKind.OTHER, None, 0.8),
    "🚫": (MarkKind.OTHER, None, 0.8),
    "🛑": (MarkKind.OTHER, None, 0.8),
    "◖": (MarkKind.CIRCLE, None, 0.5),
    "◗": (MarkKind.CIRCLE, None, 0.5),
    "📈": (MarkKind.ARROW, _UP, 0.6),
    "📉": (MarkKind.ARROW, _DOWN, 0.6),
}

_ARROW = re.compile(r"\b(ARROW|ARROWS|ARROWHEAD|HARPOON|PAIRED ARROWS)\b|-HEADED .*ARROW")
_POINTING = re.compile(r"\b(UP|DOWN|LEFT|RIGHT)-POINTING\b.*\b(TRIANGLE|POINTER|ISOSCELES)\b")
# Words of Unicode names that say what a symbol is; of several the last does.
_KIND_WORDS = {
    "CIRCLE": MarkKind.CIRCLE,
    "FISHEYE": MarkKind.CIRCLE,
    "BULLSEYE": MarkKind.CIRCLE,
    "SQUARE": MarkKind.SQUARE,
    "DIAMOND": MarkKind.DIAMOND,
    "LOZENGE": MarkKind.DIAMOND,
    "TRIANGLE": MarkKind.TRIANGLE,
    "STAR": MarkKind.STAR,
    "PENTAGRAM": MarkKind.STAR,
    "FLAG": MarkKind.FLAG,
    "FACE": MarkKind.FACE,
    "PENNANT": MarkKind.FLAG,
}
# Blocks that hold symbols: arrows, technical, geometric, dingbats, supplements, emoji.
_BLOCKS = (
    (0x2190, 0x21FF),
    (0x2300, 0x23FF),
    (0x25A0, 0x27BF),
    (0x27F0, 0x27FF),
    (0x2900, 0x297F),
    (0x29EB, 0x29EB),
    (0x2B00, 0x2BFF),
    (0x1F300, 0x1FAFF),
)
# Names with one of these words are letters, numbers or religious and zodiac signs.
_NOT_MARKS = re.compile(
    r"\b(DIGIT|NUMBER|LETTER|LATIN|MALTESE|OUTLINED|SHADOWED|CELTIC|ORTHODOX|JERUSALEM|CRESCENT"
    r"|HEAVENLY|CLOCK|SUN|MOON|SNOWFLAKE|FLORETTE|PROPELLER|TRIGRAM|HEXAGRAM|SHEEN|SQUARED)\b"
)


@lru_cache(maxsize=4096)
def mark_of_character(char: str) -> Mark | None:
    """The mark that a character is, None for letters, digits and punctuation.

    A variation selector after the character is ignored. The colour is that of an emoji; the
    ink of an ordinary glyph is for the caller to add.
    """
    char = char.rstrip("\ufe0e\ufe0f")
    if len(char) != 1 or char < "\u0080":
        return None
    special = _SPECIAL.get(char)
    if special is not None:
        kind, direction, confidence = special
        return _mark(char, kind, direction, confidence)
    code = ord(char)
    if not any(low <= code <= high for low, high in _BLOCKS):
        return None
    name = unicodedata.name(char, "")
    if _POINTING.search(name) and "BAR" not in name:
        return _mark(char, MarkKind.TRIANGLE, _direction(name), 1.0)
    if _ARROW.search(name):
        direction = _direction(name)
        return _mark(char, MarkKind.ARROW, direction, 1.0 if direction is not None else 0.5)
    if "CHECK MARK" in name or name.endswith("WITH CHECK"):
        return _mark(char, MarkKind.TICK, None, 1.0)
    if (
        "BALLOT X" in name
        or "MULTIPLICATION X" in name
        or "CROSS MARK" in name
        or "SALTIRE" in name
        or name.endswith("WITH X")
    ):
        return _mark(char, MarkKind.CROSS, None, 1.0)
    if _NOT_MARKS.search(name):
        return None
    for word in reversed(name.replace("-", " ").split()):
        kind_of = _KIND_WORDS.get(word)
        if kind_of is not None:
            return _mark(char, kind_of, None, 0.95)
    return _mark(char, MarkKind.STAR, None, 0.8) if "ASTERISK" in name else None


def _mark(char: str, kind: MarkKind, direction: Direction | None, confidence: float) -> Mark:
    colour = _COLOURED.get(char)
    if colour is None and ord(char) > 0x1F000:
        # The "small red triangles" are painted blue everywhere.
        words = unicodedata.name(char, "").replace("SMALL RED", "").split()
        colour = next((_NAMED_COLOURS[word] for word in words if word in _NAMED_COLOURS), None)
    return Mark(kind, MadeOf.GLYPH, direction, colour, glyph=char, confidence=confidence)


def _direction(name: str) -> Direction | None:
    """Where an arrow or triangle of this Unicode name points."""
    curving = re.search(r"THEN CURVING (UP|DOWN)WARDS", name)
    if curving:
        return _UP if curving.group(1) == "UP" else _DOWN
    if "CIRCLE ARROW" in name and "CLOCKWISE" in name:
        return None
    if re.search(r"\bNORTH EAST AND SOUTH|NORTH WEST AND SOUTH|\bUP DOWN\b", name):
        return None
    if re.search(r"\bNORTH (EAST|WEST)\b", name):
        return _UP_SLANT
    if re.search(r"\bSOUTH (EAST|WEST)\b", name):
        return _DOWN_SLANT
    words = re.findall(r"\b(UP|DOWN|LEFT|RIGHT)(?:WARDS|WARD|-POINTING)?\b", name)
    if not words:
        return None
    if "UP" in words and "DOWN" in words:
        return None
    if "UPWARDS AND RIGHTWARDS" in name:
        return _UP_SLANT
    if "DOWNWARDS AND RIGHTWARDS" in name:
        return _DOWN_SLANT
    return {"UP": _UP, "DOWN": _DOWN}.get(words[0], _FLAT)


# What Wingdings and Symbol arrows become when their font is lost and a code page reads them
# as letters. Read as arrows only in a trend column: é is a letter everywhere else.
_DECAYED = {
    **dict.fromkeys("éñáÙÝ­p", _UP),
    **dict.fromkeys("êòâÚ¯q", _DOWN),
    **dict.fromkeys("èðàçïóÜÛ®«tu", _FLAT),
    **dict.fromkeys("ìöäëõã", _UP_SLANT),
    **dict.fromkeys("îøæí÷å", _DOWN_SLANT),
}


def decayed_arrow(char: str) -> Direction | None:
    """The direction of the arrow that a letter once was; None for other letters."""
    return _DECAYED.get(char)
