"""What stands on a page as text, and what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader

from tests.pdf.making import HEIGHT, draw_pdf, one_page, read_one, stream, write_pdf
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Word
from xlscorecard.pdf.letters import letters_of
from xlscorecard.pdf.words import PaintedWord, joined


def words(path: Path) -> dict[str, Word]:
    return {word.text: word for word in read_one(path).words}


def test_text_with_place_size_and_style(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(50, 250, "Target 62%")
        paper.setFont("Helvetica-BoldOblique", 14)
        paper.setFillColorRGB(1, 0, 0)
        paper.drawString(50, 200, "Red")

    read = words(draw_pdf(tmp_path / "a.pdf", draw))
    assert list(read) == ["Target", "62%", "Red"]
    target, red = read["Target"], read["Red"]
    assert (target.size, target.bold, target.italic, target.ink) == (10, False, False, Rgb(0, 0, 0))
    assert target.bbox.x0 == pytest.approx(50, abs=1)
    assert target.bbox.top < HEIGHT - 250 < target.bbox.bottom
    assert (red.size, red.bold, red.italic, red.ink) == (14, True, True, Rgb(255, 0, 0))
    assert target.font == "Helvetica"


def test_numbers_in_neighbouring_columns_stay_apart(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawRightString(100, 250, "1,234")
        paper.drawString(103, 250, "56.7")

    assert [w.text for w in read_one(draw_pdf(tmp_path / "a.pdf", draw)).words] == ["1,234", "56.7"]


def test_words_of_one_text_object_that_goes_back_stay_apart(tmp_path: Path) -> None:
    """Ghostscript shows what stands anywhere on a line with one array, and no spaces."""
    content = b"BT /F1 10 Tf 300 200 Td [(status) 20000 (Target) -1000 (Actual)] TJ ET"
    fonts = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    read = words(write_pdf(tmp_path / "a.pdf", one_page(content, fonts)))
    assert list(read) == ["status", "Target", "Actual"]
    assert [round(word.bbox.x0) for word in read.values()] == [300, 127, 166]


def test_words_of_one_text_object_that_leaps_on_stay_apart(tmp_path: Path) -> None:
    """A gap within an array, within the spacing of characters, and between the letters of cells:
    a PostScript driver's page that Ghostscript has distilled has no spaces at any of them."""
    content = (
        b"BT /F1 10 Tf 50 200 Td [(Target) -3000 (Status)] TJ ET "
        b"BT /F1 10 Tf 50 180 Td (Repor) Tj 26.1 0 Td 3 Tc (t2) Tj 0 Tc 11.34 0 Td (4/25) Tj ET"
    )
    fonts = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    read = words(write_pdf(tmp_path / "a.pdf", one_page(content, fonts)))
    assert list(read) == ["Target", "Status", "Report", "24/25"]
    assert read["Status"].space_before


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            b"(Libr) Tj 0 -20 Td (Second) Tj 0 -20 Td (Third) Tj 16.6 40 Td (ary) Tj",
            id="with other lines between them",
        ),
        pytest.param(
            b"[(Libr) -2344 (visits) 4570 (ary)] TJ", id="with the line's next word between them"
        ),
    ],
)
def test_letters_of_one_word_that_come_apart_in_the_file_are_one_word(
    tmp_path: Path, content: bytes
) -> None:
    fonts = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    figures = b" BT /F1 10 Tf 200 200 Td (45%) Tj 22.3 0 Td (7) Tj ET"
    page = one_page(b"BT /F1 10 Tf 50 200 Td " + content + b" ET" + figures, fonts)
    read = words(write_pdf(tmp_path / "a.pdf", page))
    assert {"Library", "45%", "7"} <= set(read)


@pytest.mark.parametrize("turn", [b"0 1 -1 0 30 4", b"1 0 0 1 30 4", b"0 -1 1 0 30 80"])
@pytest.mark.parametrize(
    ("letters", "word"), [("Pro A le", "Profile"), ("Pro A l e", "Profile"), ("Prole A", "Prolefi")]
)
def test_a_ligature_inside_a_form_that_is_moved_and_turned(
    tmp_path: Path, turn: bytes, letters: str, word: str
) -> None:
    """Browsers print a header on its side so, and say what the ligature is; PDFium tells its two
    letters' boxes as if the form stood at the page's corner."""
    shown = b" ".join(b"(%s) Tj" % part.encode() for part in letters.split())
    shown = shown.replace(b"(A) Tj", b"/Span << /ActualText (fi) >> BDC (A) Tj EMC")
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 1 /LastChar 126"
        b" /Widths [%s] /Encoding << /Differences [65 /fi] >> >>" % (b" 600" * 126)
    )
    form = b"q %s cm BT /F1 20 Tf " % turn + shown + b" ET Q"
    entries = (
        b"/Type /XObject /Subtype /Form /BBox [-20 -20 500 500]"
        b" /Resources << /Font << /F1 5 0 R >> >>"
    )
    page = one_page(b"q .5 0 0 .5 100 150 cm /X Do Q", b"/XObject << /X 6 0 R >>")
    found = words(write_pdf(tmp_path / "a.pdf", [*page, font, stream(form, entries)]))
    assert list(found) == [word]
    box = found[word].bbox
    assert max(box.x1 - box.x0, box.bottom - box.top) == pytest.approx(36, abs=2)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ("InformaƟon", "Information"), ("Ɵmes", "times"), ("commiƩee", "committee"),
        ("soŌware", "software"), ("commiƫng", "committing"), ("Ōtaki", "Ōtaki"),
    ],
)  # fmt: skip
def test_what_word_calls_the_ligatures_of_calibri(found: str, printed: str) -> None:
    assert letters_of(found) == printed


def test_a_line_broken_between_words_keeps_its_space(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(50, 250, "per 100,000 ")
        paper.drawString(50, 238, "population")
        paper.drawString(150, 250, "93.88")
        paper.drawString(150, 238, "%")

    read = words(draw_pdf(tmp_path / "a.pdf", draw))
    assert [read[text].space_after for text in ("per", "100,000", "93.88")] == [True, True, False]


def test_characters_drawn_one_by_one_are_one_word(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        x = 50.0
        for char in "85.5%":
            paper.drawString(x, 250, char)
            x += paper.stringWidth(char, "Helvetica", 10)

    assert [w.text for w in read_one(draw_pdf(tmp_path / "a.pdf", draw)).words] == ["85.5%"]


def test_a_change_of_ink_within_a_word_parts_it_without_a_space(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        text = paper.beginText(50, 250)
        text.setFillColorRGB(0, 0.6, 0)
        text.textOut("+")
        text.setFillColorRGB(0, 0, 0)
        text.textOut("2.1")
        paper.drawText(text)

    plus, number = read_one(draw_pdf(tmp_path / "a.pdf", draw)).words
    assert (plus.text, plus.ink) == ("+", Rgb(0, 153, 0))
    assert (number.text, number.ink, number.space_before) == ("2.1", Rgb(0, 0, 0), False)


def test_superscripts_are_marked(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(50, 250, "76.8%")
        width = paper.stringWidth("76.8%", "Helvetica", 10)
        paper.setFont("Helvetica", 6)
        paper.drawString(50 + width, 254, "1")
        paper.drawString(150, 250, "small")

    read = words(draw_pdf(tmp_path / "a.pdf", draw))
    assert read["1"].superscript
    assert not read["1"].space_before
    assert not read["76.8%"].superscript
    assert not read["small"].superscript


@pytest.mark.parametrize(("angle", "rotation"), [(0, 0), (90, 270), (180, 180), (270, 90)])
def test_rotated_text_tells_its_reading_direction(
    tmp_path: Path, angle: float, rotation: int
) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(20, 280, "Upright text of a page that is mostly upright and stays so.")
        paper.translate(200, 150)
        paper.rotate(angle)
        paper.drawString(0, 0, "Quarter one")

    read = words(draw_pdf(tmp_path / "a.pdf", draw))
    assert (read["Quarter"].rotation, read["one"].rotation) == (rotation, rotation)
    box, after = read["Quarter"].bbox, read["one"].bbox
    gap = {
        0: after.x0 - box.x1,
        90: after.top - box.bottom,
        180: box.x0 - after.x1,
        270: box.top - after.bottom,
    }[rotation]
    assert 0 < gap < 5


@pytest.mark.parametrize("sideways", [False, True])
def test_letters_drawn_one_by_one_are_a_word_upside_down_too(
    tmp_path: Path, sideways: bool
) -> None:
    """Chrome draws each letter by itself; a header turned on a page that is turned stands on its
    head."""

    def draw(paper: Any) -> None:
        if sideways:
            paper.translate(400, 0)
            paper.rotate(90)
        for row in range(8):
            paper.drawString(20, 240 - 20 * row, f"Measure {row} 12.{row}% on target")
        paper.translate(200, 280)
        paper.rotate(90 if sideways else 180)
        x = 0.0
        for letter in "Likelihood Impact":
            paper.drawString(x, 0, letter)
            x += paper.stringWidth(letter, "Helvetica", 10)

    read = words(draw_pdf(tmp_path / "a.pdf", draw))
    assert {"Likelihood", "Impact"} < set(read)
    assert read["Likelihood"].rotation == (270 if sideways else 180)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_with_rotate_are_upright(tmp_path: Path, turn: int) -> None:
    """/Rotate turns the page clockwise, so its content is drawn turned the other way."""
    matrix = {
        0: b"1 0 0 1 0 0",
        90: b"0 1 -1 0 400 0",
        180: b"-1 0 0 -1 400 300",
        270: b"0 -1 1 0 0 300",
    }[turn]
    content = b"q %s cm BT /F1 10 Tf 50 100 Td (Measure) Tj ET 1 0 0 rg 20 30 60 40 re f Q" % matrix
    fonts = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    path = write_pdf(tmp_path / "a.pdf", one_page(content, fonts, b"/Rotate %d" % turn))
    page = read_one(path)
    wide, high = (400, 300) if turn in (0, 180) else (300, 400)
    assert (page.width, page.height) == (wide, high)
    word = page.words[0]
    assert word.rotation == 0
    assert word.bbox.x0 == pytest.approx(50, abs=1.5)
    assert word.bbox.top < high - 100 < word.bbox.bottom
    assert page.fills[0].bbox == pytest.approx((20, high - 70, 80, high - 30), abs=0.01)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_whose_text_reads_sideways_are_turned(tmp_path: Path, angle: int) -> None:
    place = {90: (400, 0), 180: (400, 300), 270: (0, 300)}[angle]

    def draw(paper: Any) -> None:
        paper.translate(*place)
        paper.rotate(angle)
        for row in range(8):
            paper.drawString(50, 200 - 20 * row, f"Measure {row} 12.{row}%")

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    high = 400 if angle in (90, 270) else 300
    assert page.turned != 0
    assert page.height == high
    assert {word.rotation for word in page.words} == {0}
    first = min((word for word in page.words if word.text == "Measure"), key=lambda w: w.bbox.top)
    assert first.bbox.x0 == pytest.approx(50, abs=1.5)
    assert first.bbox.top < high - 200 < first.bbox.bottom


def test_only_the_crop_box_is_the_page(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.drawString(100, 200, "inside")
        paper.drawString(5, 5, "outside")

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw, crop=(50, 60, 380, 280)))
    assert (page.width, page.height) == (330, 220)
    assert [word.text for word in page.words] == ["inside"]
    assert page.words[0].bbox.x0 == pytest.approx(50, abs=1)


def test_text_printed_twice_to_look_bold_is_read_once(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        for shift in (0, 0.25):
            paper.drawString(50 + shift, 250, "Total 11.1%")

    read = read_one(draw_pdf(tmp_path / "a.pdf", draw)).words
    assert [word.text for word in read] == ["Total", "11.1%"]


def test_invisible_white_and_covered_text_is_not_read(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        text = paper.beginText(50, 250)
        text.setTextRenderMode(3)
        text.textOut("invisible")
        text.setTextRenderMode(0)
        paper.drawText(text)
        paper.setFillColorRGB(1, 1, 1)
        paper.drawString(50, 230, "white")
        paper.setFillColorRGB(0, 0, 0)
        paper.drawString(50, 200, "covered")
        paper.setFillColorRGB(0.9, 0.9, 1)
        paper.rect(40, 190, 100, 25, stroke=0, fill=1)
        paper.setFillColorRGB(0, 0, 0)
        paper.drawString(50, 150, "seen")

    assert [w.text for w in read_one(draw_pdf(tmp_path / "a.pdf", draw)).words] == ["seen"]


def test_white_text_on_a_dark_header_is_read(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        paper.setFillColorRGB(0.1, 0.2, 0.4)
        paper.rect(40, 190, 200, 25, stroke=0, fill=1)
        paper.setFillColorRGB(1, 1, 1)
        paper.drawString(50, 200, "Measure")

    word = read_one(draw_pdf(tmp_path / "a.pdf", draw)).words[0]
    assert (word.text, word.ink) == ("Measure", Rgb(255, 255, 255))


def scan(paper: Any) -> None:
    paper.drawImage(ImageReader(Image.new("RGB", (800, 600), (250, 250, 245))), 0, 0, 400, 300)


def test_a_page_that_is_a_picture_is_scanned(tmp_path: Path) -> None:
    page = read_one(draw_pdf(tmp_path / "a.pdf", scan))
    assert page.scanned
    assert page.words == ()
    assert page.pictures[0].rgba is None


def test_the_text_layer_of_a_scan_is_read_with_less_trust(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        scan(paper)
        text = paper.beginText(50, 250)
        text.setTextRenderMode(3)
        text.textOut("Target 62%")
        paper.drawText(text)

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    assert page.scanned
    assert [word.text for word in page.words] == ["Target", "62%"]
    assert all(word.confidence < 0.9 for word in page.words)


def test_a_report_on_a_coloured_background_picture_is_no_scan(tmp_path: Path) -> None:
    def draw(paper: Any) -> None:
        scan(paper)
        for row in range(10):
            paper.drawString(50, 250 - 20 * row, f"Measure {row} is on target at 62%")

    page = read_one(draw_pdf(tmp_path / "a.pdf", draw))
    assert not page.scanned
    assert len(page.words) == 70


def simple_font(name: bytes, encoding: bytes = b"", to_unicode: bytes = b"") -> bytes:
    return (
        b"/Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /%s %s %s /FirstChar 0"
        b" /LastChar 255 /Widths [%s] >> >>"
        % (name, encoding, to_unicode, b" ".join([b"600"] * 256))
    )


def test_wingdings_that_is_not_embedded_becomes_arrows(tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 50 200 Td <E9> Tj 0 -30 Td <EA> Tj 0 -30 Td <F0> Tj ET"
    encoding = b"/Encoding /WinAnsiEncoding"
    path = write_pdf(tmp_path / "a.pdf", one_page(content, simple_font(b"Wingdings", encoding)))
    read = read_one(path).words
    assert [word.text for word in read] == ["\u2191", "\u2193", "\u21e8"]
    assert all(word.symbol for word in read)


CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
1 begincodespacerange <00> <FF> endcodespacerange
4 beginbfchar <41> <FB01> <42> <00AD> <43> <0034> <44> <2011> endbfchar
endcmap end end"""


def test_ligatures_and_hyphens_are_plain_letters(tmp_path: Path) -> None:
    """A B C D stand for the fi ligature, a soft hyphen, a 4 and a non-breaking hyphen."""
    content = b"BT /F1 10 Tf 50 200 Td (ACBCDC) Tj ET"
    font = simple_font(b"Arial", to_unicode=b"/ToUnicode 5 0 R")
    path = write_pdf(tmp_path / "a.pdf", [*one_page(content, font), stream(CMAP)])
    assert [word.text for word in read_one(path).words] == ["fi4-4-4"]


FIGURES = st.from_regex(r"[0-9]{1,3}(,[0-9]{3})?(\.[0-9])?%?", fullmatch=True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FIGURES, min_size=1, max_size=5), st.integers(0, 120), st.integers(0, 120))
def test_never_a_digit_lost_and_moving_moves(
    tmp_path: Path, figures: list[str], dx: int, dy: int
) -> None:
    def draw(paper: Any) -> None:
        for col, figure in enumerate(figures):
            paper.drawString(20 + 50 * col + dx, 150 - dy, figure)

    read = read_one(draw_pdf(tmp_path / "a.pdf", draw)).words
    seen = [figure for col, figure in enumerate(figures) if 20 + 50 * col + dx < 370]
    assert [word.text for word in read][: len(seen)] == seen
    for col, word in enumerate(read[: len(seen)]):
        assert word.bbox.x0 == pytest.approx(20 + 50 * col + dx, abs=1)
        assert word.bbox.top < 150 + dy < word.bbox.bottom


@pytest.mark.parametrize(
    ("first", "second", "gap", "whole"),
    [
        ("Oakha", "Wenbury", 1.1, None),  # two cells, each filled by its text
        ("Oakha", "Wenbury", 0.0, "OakhaWenbury"),
        ("Oakha", "m", 1.1, "Oakham"),
        ("Mc", "Donald", 1.1, "McDonald"),
    ],
)
def test_a_capital_a_little_behind_small_letters_begins_the_word_of_the_next_cell(
    first: str, second: str, gap: float, whole: str | None
) -> None:
    parts = [
        PaintedWord(Word(text, BBox(x0, 10, x0 + 30, 20), space_before=False), 0, False, 18.0, 0)
        for text, x0 in ((first, 50.0), (second, 80.0 + gap))
    ]
    made = joined(*parts)
    assert (made.word.text if made is not None else None) == whole
