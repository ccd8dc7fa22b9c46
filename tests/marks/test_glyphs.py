"""Symbol fonts and Unicode symbols, against Unicode's charts and Microsoft's font tables."""

from __future__ import annotations

import unicodedata

import pytest

from xlscorecard.marks.glyphs import (
    decayed_arrow,
    is_symbol_font,
    mark_of_character,
    private_symbol,
    symbol_text,
)
from xlscorecard.model.mark import Direction, MarkKind

UP, FLAT, DOWN = Direction.UP, Direction.FLAT, Direction.DOWN
UP_SLANT, DOWN_SLANT = Direction.UP_SLANT, Direction.DOWN_SLANT


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", 0xE9, "↑"),
        ("Wingdings", 0xE8, "→"),
        ("Wingdings", 0xEA, "↓"),
        ("Wingdings", 0xE7, "←"),
        ("Wingdings-Regular", 0xEC, "↗"),
        ("Wingdings-Regular", 0xEE, "↘"),
        ("Wingdings", 0xE1, "↑"),
        ("Wingdings", 0xE0, "→"),
        ("Wingdings", 0xE2, "↓"),
        ("Wingdings", 0xF1, "⇧"),
        ("Wingdings", 0xF2, "⇩"),
        ("Wingdings", 0xF3, "⬄"),
        ("Wingdings", 0xF0, "⇨"),
        ("Wingdings", 0x6C, "●"),
        ("Wingdings", 0x6E, "■"),
        ("Wingdings", 0xAB, "★"),
        ("Wingdings", 0xFC, "✔"),
        ("Wingdings", 0xFB, "✗"),
        ("Wingdings", 0x4A, "☺"),
        ("Wingdings", 0x4C, "☹"),
        ("Wingdings 2", 0x50, "✓"),
        ("Wingdings2", 0x97, "⚫"),
        ("Wingdings 3", 0x70, "▲"),
        ("Wingdings3", 0x71, "▼"),
        ("ABCDEF+Wingdings3", 0x75, "►"),
        ("Wingdings 3", 0x74, "◄"),
        ("Wingdings 3", 0x68, "↑"),
        ("Wingdings 3", 0x69, "↓"),
        ("Wingdings 3", 0xC7, "↑"),
        ("Wingdings 3", 0xC8, "↓"),
        ("Wingdings 3", 0xC6, "→"),
        ("Wingdings 3", 0xDB, "↑"),
        ("Wingdings 3", 0xDC, "↓"),
        ("Webdings", 0x35, "▲"),
        ("Webdings", 0x36, "▼"),
        ("Webdings", 0x33, "◀"),
        ("Webdings", 0x34, "▶"),
        ("Symbol", 0xAD, "↑"),
        ("Symbol", 0xAE, "→"),
        ("SymbolMT", 0xAF, "↓"),
        ("Symbol", 0xAC, "←"),
        ("Symbol", 0xAB, "↔"),
        ("Symbol", 0xB3, "≥"),
        ("Symbol", 0xA3, "≤"),
        ("ZapfDingbats", 0xD5, "→"),
        ("ZapfDingbats", 0xD8, "➘"),
        ("ZapfDingbats", 0x6C, "●"),
        ("ZapfDingbats", 0x73, "▲"),
        ("ZapfDingbats", 0x74, "▼"),
        ("ZapfDingbats", 0x34, "✔"),
    ],
)
def test_plain_and_private_code_points_of_symbol_fonts(font: str, code: int, shown: str) -> None:
    assert symbol_text(font, chr(0xF000 + code)) == shown
    assert symbol_text(font, chr(code)) == shown


def test_windows_code_page_stands_for_its_byte() -> None:
    assert symbol_text("Wingdings 3", "€") == "▼"  # cp1252 0x80
    assert symbol_text("Wingdings 3", "‡") == "↑"  # cp1252 0x87


def test_unicode_in_a_symbol_font_is_left_alone() -> None:
    assert symbol_text("Wingdings", "↑") is None
    assert symbol_text("Symbol", "≤") is None


def test_pictures_are_never_read_as_letters() -> None:
    assert symbol_text("Wingdings", "(") == "\ufffd"  # a telephone
    assert symbol_text("Webdings", "H") == "\ufffd"  # a house


@pytest.mark.parametrize("font", ["Arial", "Symbolika-Text", "LiberationSans", ""])
def test_ordinary_fonts_are_no_symbol_fonts(font: str) -> None:
    assert not is_symbol_font(font)
    assert symbol_text(font, "é") is None


def test_stand_in_font_of_libreoffice() -> None:
    assert is_symbol_font("OpenSymbol")
    assert symbol_text("OpenSymbol", "\uf0e9") == "↑"
    assert symbol_text("OpenSymbol", "•") is None


def test_private_use_without_a_font_is_taken_for_wingdings() -> None:
    assert private_symbol("\uf0ea") == "↓"
    assert private_symbol("a") is None


@pytest.mark.parametrize(
    ("chars", "direction"),
    [
        ("↑⇑⇧⬆⭡🡅🠹🡡🢁➦"[:9], UP),
        ("↓⇓⇩⬇⭣🡇🠻🡣🢃", DOWN),
        ("→←↔⇒⇔⇨⬄➡⬅⬌➔➜⟶🡆⇄", FLAT),
        ("↗↖⬈⬀⇗➚🡕🡭", UP_SLANT),
        ("↘↙⬊⬂⇘➘🡖🡮", DOWN_SLANT),
    ],
)
def test_arrows_of_all_blocks(chars: str, direction: Direction) -> None:
    for char in chars:
        mark = mark_of_character(char)
        assert mark is not None, char
        assert (mark.kind, mark.direction) == (MarkKind.ARROW, direction), char
        assert mark.glyph == char


@pytest.mark.parametrize(
    ("chars", "kind", "direction"),
    [
        ("▲△▴⏶🔺🔼", MarkKind.TRIANGLE, UP),
        ("▼▽▾⏷🔻🔽", MarkKind.TRIANGLE, DOWN),
        ("►◄▶◀▸◂", MarkKind.TRIANGLE, FLAT),
        ("●○◉⚫⚪⬤◎", MarkKind.CIRCLE, None),
        ("★☆⭐✪", MarkKind.STAR, None),
        ("■□◼⬛", MarkKind.SQUARE, None),
        ("◆◇♦", MarkKind.DIAMOND, None),
        ("✓✔✅☑", MarkKind.TICK, None),
        ("✗✘✕❌☒", MarkKind.CROSS, None),
        ("⚐⚑🏴🚩", MarkKind.FLAG, None),
        ("☺☹😐😀", MarkKind.FACE, None),
        ("▬", MarkKind.DASH, FLAT),
        ("💚💛❤", MarkKind.OTHER, None),
        ("˄", MarkKind.ARROW, UP),
        ("˅", MarkKind.ARROW, DOWN),
    ],
)
def test_other_symbols(chars: str, kind: MarkKind, direction: Direction | None) -> None:
    for char in chars:
        mark = mark_of_character(char)
        assert mark is not None, char
        assert (mark.kind, mark.direction) == (kind, direction), char


def test_up_and_down_at_once_has_no_direction() -> None:
    for char in "↕⇅⇳⬍":
        mark = mark_of_character(char)
        assert mark is not None
        assert mark.direction is None


@pytest.mark.parametrize(
    ("char", "channel"),
    [("🔴", "red"), ("🟢", "green"), ("🔵", "blue"), ("🟥", "red"), ("🟩", "green")],
)
def test_emoji_have_their_colour(char: str, channel: str) -> None:
    mark = mark_of_character(char)
    assert mark is not None
    assert mark.colour is not None
    assert getattr(mark.colour, channel) == max(mark.colour)


def test_variation_selector_is_ignored() -> None:
    mark = mark_of_character("⬆\ufe0f")
    assert mark is not None
    assert mark.direction is UP


def test_letters_digits_and_punctuation_are_no_marks() -> None:
    for char in "abzAHLRG0159%£€<>≥≤–—-+/é½²①♥†‡°±×÷":
        assert mark_of_character(char) is None, char


def test_every_simple_arrow_of_the_arrows_block_has_a_direction() -> None:
    for code in range(0x2190, 0x2200):
        name = unicodedata.name(chr(code))
        mark = mark_of_character(chr(code))
        if name.split()[0] == "UPWARDS" and "DOWNWARDS" not in name and "TIP" not in name:
            assert mark is not None, name
            assert mark.direction is UP, name
        if name.split()[0] == "DOWNWARDS" and "UPWARDS" not in name and "CORNER" not in name:
            assert mark is not None, name
            assert mark.direction is DOWN, name


@pytest.mark.parametrize(
    ("chars", "direction"),
    [("éñá", UP), ("êòâ", DOWN), ("èçðó", FLAT), ("ìö", UP_SLANT), ("îø", DOWN_SLANT)],
)
def test_letters_that_wingdings_arrows_decay_to(chars: str, direction: Direction) -> None:
    for char in chars:
        assert decayed_arrow(char) is direction
        shown = symbol_text("Wingdings", char)
        assert shown is not None
        mark = mark_of_character(shown)
        assert mark is not None
        assert mark.direction is direction


def test_other_letters_are_no_decayed_arrows() -> None:
    assert all(decayed_arrow(char) is None for char in "HLabc12ü—")
