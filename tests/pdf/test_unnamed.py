"""Symbols whose fonts call them letters, and letters whose bytes a distiller swapped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf.making import one_page, read_one, stream, write_pdf

GLYPH = b"1000 0 0 0 1000 1000 d1 "
UP = b"500 950 m 850 550 l 600 550 l 600 50 l 400 50 l 400 550 l 150 550 l f"
DOWN = b"500 50 m 850 450 l 600 450 l 600 950 l 400 950 l 400 450 l 150 450 l f"
RIGHT = b"950 500 m 550 850 l 550 600 l 50 600 l 50 400 l 550 400 l 550 150 l f"
BAR = b"400 0 200 1000 re f"
GLYPHS = (UP, DOWN, RIGHT, BAR)


def paper_of(path: Path, content: bytes, unicodes: list[str]) -> Path:
    """A page whose font F2 draws arrows up, down and right and a bar for the codes a to d, and
    calls them ``unicodes``; F1 is an ordinary font."""
    mapping = b" ".join(
        b"<%02X> <%s>" % (97 + i, char.encode("utf-16-be").hex().encode())
        for i, char in enumerate(unicodes)
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"%d beginbfchar %s endbfchar\nendcmap end end" % (len(unicodes), mapping)
    )
    fonts = (
        b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        b" /F2 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000]"
        b" /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 100"
        b" /Widths [1000 1000 1000 1000] /Resources << >> /ToUnicode 5 0 R"
        b" /Encoding << /Differences [97 /a /b /c /d] >>"
        b" /CharProcs << /a 6 0 R /b 7 0 R /c 8 0 R /d 9 0 R >> >> >>"
    )
    objects = [
        *one_page(content, fonts),
        stream(cmap),
        *(stream(GLYPH + glyph) for glyph in GLYPHS),
    ]
    return write_pdf(path, objects)


COLUMN = b"BT /F2 10 Tf 50 200 Td (a) Tj 0 -30 Td (b) Tj 0 -30 Td (c) Tj ET"


@pytest.mark.parametrize(
    "unicodes",
    [
        pytest.param(["h", "i", "g", "q"], id="letters of a subset font"),
        pytest.param(["5", "6", "4", "8"], id="figures of a subset font"),
        pytest.param(["±", "³", "²", "¹"], id="signs of a distilled font"),
        pytest.param(["\ue5d8", "\ue5db", "\ue5c8", "\ue000"], id="an icon font's own places"),
    ],
)
def test_arrows_are_seen_whatever_their_font_calls_them(
    tmp_path: Path, unicodes: list[str]
) -> None:
    words = read_one(paper_of(tmp_path / "a.pdf", COLUMN, unicodes)).words
    assert [word.text for word in words] == ["↑", "↓", "→"]
    assert all(word.symbol and word.confidence < 0.9 for word in words)


def test_a_font_that_spells_words_keeps_its_letters(tmp_path: Path) -> None:
    content = COLUMN + b" BT /F2 10 Tf 200 200 Td (abc) Tj ET"
    words = read_one(paper_of(tmp_path / "a.pdf", content, ["h", "i", "g", "q"])).words
    assert [word.text for word in words] == ["h", "i", "g", "hig"]


def test_arrows_that_a_spelling_font_calls_signs_are_seen(tmp_path: Path) -> None:
    """Ghostscript keeps the letters of a browser's font, and calls its arrows ± and the like."""
    content = COLUMN + b" BT /F2 10 Tf 200 200 Td (dd) Tj ET"
    words = read_one(paper_of(tmp_path / "a.pdf", content, ["±", "³", "²", "l"])).words
    assert [word.text for word in words] == ["↑", "↓", "→", "ll"]


def test_a_sign_that_its_font_also_sets_within_words_is_a_sign(tmp_path: Path) -> None:
    content = COLUMN + b" BT /F2 10 Tf 200 200 Td (ad) Tj ET"
    words = read_one(paper_of(tmp_path / "a.pdf", content, ["±", "³", "²", "l"])).words
    assert [word.text for word in words] == ["±", "↓", "→", "±l"]


def test_letters_that_look_like_arrows_stay_letters(tmp_path: Path) -> None:
    """RAG letters, owners' initials and roman numbers in a face of their own."""
    content = b"BT /F1 10 Tf 50 250 Td" + b" 0 -30 Td".join(
        b" (%s) Tj" % char for char in (b"R", b"A", b"G", b"V", b"Y", b"v")
    )
    words = read_one(paper_of(tmp_path / "a.pdf", content + b" ET", ["h", "i", "g", "q"])).words
    assert [word.text for word in words] == ["R", "A", "G", "V", "Y", "v"]


def test_a_private_character_that_is_no_arrow_stays_doubtful(tmp_path: Path) -> None:
    content = b"BT /F2 10 Tf 50 200 Td (d) Tj ET"
    (word,) = read_one(paper_of(tmp_path / "a.pdf", content, ["\ue5d8"] * 3 + ["\ue000"])).words
    assert word.text == "\ue000"
    assert word.confidence < 0.5


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ("琀椀", "ti"),
        ("昀昀", "ff"),
        ("昀椀", "fi"),
        ("昀氀", "fl"),
        ("吀栀", "Th"),
        ("昀케", "ffi"),
    ],
)
def test_a_ligature_whose_bytes_ghostscript_swapped_is_read(
    tmp_path: Path, found: str, printed: str
) -> None:
    content = b"BT /F2 10 Tf 50 200 Td (dad) Tj ET"
    (word,) = read_one(paper_of(tmp_path / "a.pdf", content, [found, "b", "c", "e"])).words
    assert word.text == f"e{printed}e"


def test_a_lone_chinese_character_is_no_ligature(tmp_path: Path) -> None:
    content = b"BT /F2 10 Tf 50 200 Td (dad) Tj ET"
    (word,) = read_one(paper_of(tmp_path / "a.pdf", content, ["一", "b", "c", "大"])).words
    assert word.text == "大一大"


def test_arrows_of_a_font_that_counts_its_glyphs_from_one_are_seen(tmp_path: Path) -> None:
    """Ghostscript writes so what another program's font named; no name, and no Unicode."""
    fonts = (
        b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        b" /F2 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000]"
        b" /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 4"
        b" /Widths [1000 1000 1000 1000] /Resources << >>"
        b" /Encoding << /Differences [1 /g1 /g2 /g3 /g4] >>"
        b" /CharProcs << /g1 5 0 R /g2 6 0 R /g3 7 0 R /g4 8 0 R >> >> >>"
    )
    column = b"BT /F2 10 Tf 50 200 Td <01> Tj 0 -30 Td <02> Tj 0 -30 Td <03> Tj ET"
    objects = [*one_page(column, fonts), *(stream(GLYPH + glyph) for glyph in GLYPHS)]
    page = read_one(write_pdf(tmp_path / "p.pdf", objects))
    assert [word.text for word in page.words] == ["↑", "↓", "→"]
