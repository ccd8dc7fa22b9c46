"""Symbol fonts to Unicode: what a Wingdings, Webdings, Symbol or Dingbats character shows.

Source of the tables: Unicode's own mappings of these fonts (L2/11-344, L2/12-127 and
Public/MAPPINGS/VENDORS/ADOBE). Only what stands in scorecards is kept apart: arrows,
triangles, circles, squares, diamonds, stars, ticks, crosses, flags, faces, numbers in circles,
and for Symbol the Greek and mathematical set. The rest of a symbol font's characters are
pictures, given as U+FFFD so that no letter is read where a telephone is printed.
"""

from __future__ import annotations

from xlscorecard.marks.characters import decayed_arrow, mark_of_character
from xlscorecard.model.mark import Mark

__all__ = [
    "decayed_arrow",
    "glyph_marks",
    "is_symbol_font",
    "mark_of_character",
    "private_symbol",
    "symbol_text",
    "without_glyphs",
]

UNKNOWN_PICTURE = "\N{REPLACEMENT CHARACTER}"

# Private-use code points that Windows gives to the characters of symbol fonts.
_PRIVATE = 0xF000


def _table(*runs: tuple[int, str]) -> dict[int, str]:
    """Runs of (first code, characters) as one table; "." leaves a code out."""
    return {
        first + offset: char
        for first, chars in runs
        for offset, char in enumerate(chars)
        if char != "."
    }


# Arrows are given as the plain Unicode arrow that looks alike: 0xE9 is U+2191, though Unicode
# has a heavier one for it that few fonts can show.
_WINGDINGS = _table(
    (0x20, " "),
    (0x43, "👍👎☜☞☝☟✋☺😐☹"),
    (0x4F, "⚐⚑"),
    (0x6C, "●❍■□□❑❒⬧⧫◆❖⬥⌧"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•▪○○◉◉◎○▪◻"),
    (0xA9, "✦✦★✶✴✹✵"),
    (0xB5, "✪✰"),
    (0xC3, "↰↱↲↳"),
    (0xD5, "⌫⌦◄➢▲▼"),
    (0xDB, "←→↑↓←→↑↓↖↗↙↘←→↑↓↖↗↙↘"),
    (0xEF, "⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫"),
    (0xFB, "✗✔☒☑"),
)

_WINGDINGS_2 = _table(
    (0x20, " "),
    (0x3C, "👍👎"),
    (0x42, "👈👉"),
    (0x4A, "👆👇"),
    (0x4F, "✗✓☒☑☒☒"),
    (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x95, "•●⚫⬤○○○◉◉◉◾"),
    (0xA0, "■◼⬛⬜□□□▣▣▣▣▣"),
    (0xAC, "⬩⬥◆◇◇◈◈◈◈⬪⬧⧫◊◊◖◗"),
    (0xBE, "◼⬥⬟"),
    (0xC6, "+++++++✕✕✕✕✕✕✕"),
    (0xE6, "✦✦✦★⭐✶✶✷✴✸✹✦✦✯✶✹"),
)

_WINGDINGS_3 = _table(
    (0x20, " "),
    (0x21, "←→↑↓↖↗↙↘←→↑↓←→↑↓↔↕←→↑↓"),
    (0x44, "⇄⇄⇄⇄⇇⇉⇈⇊⇄⇄⇄⇄"),
    (0x66, "←→↑↓↖↗↙↘↔↕▲▼△▽◄►◁▷◣◢◤◥◄►▲"),
    (0x80, "▼▲▼◀▶←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓"),
    (0xA5, "→→→→→→→"),
    (0xB0, "→→→→→←→↑↓←→↑↓←→↑↓←→↑↓←→↑↓"),
    (0xD1, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘←→↑↓↖↗↙↘←→↑↓←→↑↓"),
)

_WEBDINGS = _table(
    (0x20, " "),
    (0x33, "◀▶▲▼⏪⏩"),
    (0x61, "✔"),
    (0x63, "□"),
    (0x67, "■"),
    (0x6C, "★"),
    (0x6E, "●"),
    (0x72, "✕"),
    (0x78, "🚫⛔"),
    (0x98, "★"),
    (0xEA, "▲"),
)

# Adobe's Symbol encoding (PDF 32000-1, annex D.5); the two halves of tall brackets left out.
_SYMBOL = _table(
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅"),
    (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    (0xF1, "〉∫"),
)

_ZAPF = _table(
    (0x20, " "),
    (0x21, "✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰"),
    (0x51, "✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞"),
    (0xA1, "❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿"),
    (0xC0, "➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯"),
    (0xF1, "➱➲➳➴➵➶➷➸➹➺➻➼➽➾"),
)

# Marlett, the font of Windows' own buttons, used for arrows in old spreadsheets.
_MARLETT = _table((0x33, "◀▶▲▼"), (0x61, "✔"), (0x72, "✕"), (0x74, "▲▼"))

# Font Awesome 4 and 5, in papers made from web pages (fontawesome.com, list of icons).
_FONT_AWESOME = {
    0x05: "★", 0x06: "☆", 0x0C: "✓", 0x0D: "✕", 0x24: "⚑", 0x56: "⊖", 0x57: "✕", 0x58: "✔",
    0x60: "←", 0x61: "→", 0x62: "↑", 0x63: "↓", 0x68: "–", 0x71: "⚠", 0x77: "▲", 0x78: "▼",
    0x7D: "↕", 0x7E: "↔", 0xA8: "←", 0xA9: "→", 0xAA: "↑", 0xAB: "↓", 0xC8: "■", 0xD7: "▼",
    0xD8: "▲", 0xD9: "◀", 0xDA: "▶", 0x102: "▲", 0x103: "▼", 0x104: "◀", 0x105: "▶",
    0x106: "▲", 0x107: "▼", 0x111: "●", 0x118: "☺", 0x119: "☹", 0x11A: "😐", 0x164: "👍",
    0x165: "👎", 0x175: "↓", 0x176: "↑", 0x177: "←", 0x178: "→", 0x1DB: "•",
}  # fmt: skip

_FONTS: tuple[tuple[str, dict[int, str]], ...] = (
    ("wingdings3", _WINGDINGS_3),
    ("wingdings2", _WINGDINGS_2),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("zapfdingbats", _ZAPF),
    ("itczapfdingbats", _ZAPF),
    ("dingbats", _ZAPF),
    ("monotypesorts", _ZAPF),
    ("marlett", _MARLETT),
    ("fontawesome", _FONT_AWESOME),
)

# LibreOffice shows Wingdings and other missing symbol fonts with OpenSymbol (or StarSymbol) and
# keeps their private-use code points, which come from Wingdings nearly always.
_STAND_INS = ("opensymbol", "starsymbol", "starbats")

# Fonts that carry the name of another symbol font inside theirs.
_SYMBOL_NAMES = ("symbol", "symbolmt", "symbolps", "symbolneu", "symbolstd", "standardsymbolsps")


def _folded(font: str) -> str:
    return "".join(c for c in font.lower() if c.isalnum())


def _table_of(font: str) -> dict[int, str] | None:
    folded = _folded(font)
    for name, table in _FONTS:
        if name in folded:
            return table
    plain = folded.removesuffix("regular").removesuffix("normal")
    return _SYMBOL if plain in _SYMBOL_NAMES or folded.startswith("symbolmt") else None


def is_symbol_font(font: str) -> bool:
    """True for fonts whose characters are pictures or signs, not letters."""
    folded = _folded(font)
    return _table_of(font) is not None or any(name in folded for name in _STAND_INS)


def symbol_text(font: str, char: str) -> str | None:
    """The Unicode character that a symbol font's character shows.

    ``char`` may be private use (U+F0E9), a plain code point (é) or what a Windows code page
    made of one. None where the character is in Unicode already or the font is no symbol font;
    U+FFFD for a picture that no scorecard uses.
    """
    table = _table_of(font)
    code = ord(char)
    if table is None:
        # Only private-use code points of a stand-in font can be told.
        folded = _folded(font)
        if any(name in folded for name in _STAND_INS) and _PRIVATE < code <= _PRIVATE + 0xFF:
            return _WINGDINGS.get(code - _PRIVATE, UNKNOWN_PICTURE)
        return None
    if _PRIVATE <= code <= _PRIVATE + 0x2FF:
        return table.get(code - _PRIVATE, UNKNOWN_PICTURE)
    if table is _FONT_AWESOME:
        return None
    if code > 0xFF:
        byte = _windows_byte(char)
        if byte is None or char == "•":
            return None
        code = byte
    if code <= 0x20 or code == 0x7F:
        return None
    return table.get(code, UNKNOWN_PICTURE)


def private_symbol(char: str) -> str | None:
    """What a private-use character most likely shows where its font is not known.

    Wingdings is by far the commonest source of U+F0xx in council papers; None for others.
    """
    code = ord(char) - _PRIVATE
    return _WINGDINGS.get(code) if 0x20 < code <= 0xFF else None


def _windows_byte(char: str) -> int | None:
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None


def glyph_marks(text: str) -> tuple[Mark, ...]:
    """The symbols among the characters of a text."""
    found = (mark_of_character(character) for character in text if ord(character) > 0xFF)
    return tuple(mark for mark in found if mark is not None)


def without_glyphs(text: str) -> str:
    """The text without the characters that are symbols."""
    return "".join(character for character in text if not glyph_marks(character))
