"""Scanned pages as an officer meets them: skewed, speckled, on their side, mixed with others."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from tests.scan.making import Sheet, save_pages, scorecard
from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.mark import Direction
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Rag, Trend
from xlscorecard.pdf.render import render_page
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.read import DPI, read_scan

PRINTED = {
    "Visits to libraries": (Rag.GREEN, Trend.UP, Decimal(1200000), Decimal(1310000)),
    "Council tax collected": (Rag.AMBER, Trend.FLAT, Decimal("97.5"), Decimal("96.8")),
    "Days lost to sickness": (Rag.RED, Trend.DOWN, Decimal(8), Decimal(9)),
    "Cost of waste per home": (Rag.GREEN, Trend.UP, Decimal("84.50"), Decimal("79.28")),
}


def _read(sheet: Sheet, folder: Path, **how: float) -> Page:
    path = save_pages([sheet.scanned(**how)], folder / "scan.pdf")  # type: ignore[arg-type]
    return read_scan(Page(1, 0, 0, scanned=True), render_page(path, 1, DPI), DPI)


def _words(page: Page) -> list[str]:
    return [word.text for word in page.words]


@pytest.mark.parametrize(("skew", "quarters"), [(0.7, 0), (-1.4, 0), (0.4, 1), (-0.3, 2), (0.0, 3)])
def test_a_scorecard_is_read_however_it_lay_on_the_glass(
    tmp_path: Path, skew: float, quarters: int
) -> None:
    picture = scorecard().scanned(skew=skew, quarters=quarters)
    read = read_scorecard(save_pages([picture], tmp_path / "scan.pdf"))
    found = {
        record.title: (
            record.rag,
            record.trend,
            record.observations[0].quantity.value,
            record.observations[1].quantity.value,
        )
        for record in read.records
    }
    assert found == PRINTED
    assert min(o.confidence for r in read.records for o in r.observations) > 0.8


def test_a_mixed_paper_is_read_page_by_page(tmp_path: Path) -> None:
    scan = save_pages([scorecard().scanned(skew=0.5)], tmp_path / "scan.pdf")
    drawn = scorecard("B")
    drawn.canvas.save()
    with (
        pypdfium2.PdfDocument(drawn.held.getvalue()) as born,
        pypdfium2.PdfDocument(scan) as second,
    ):
        born.import_pages(second)
        born.save(tmp_path / "mixed.pdf")
    records = read_scorecard(tmp_path / "mixed.pdf").records
    assert [record.observations[0].page for record in records] == [1] * 4 + [2] * 4
    assert len({(record.title, record.rag, record.trend) for record in records}) == 4


def test_without_the_ocr_extra_a_finding_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscorecard.scan.ocr.models.is_installed", lambda: False)
    path = save_pages([scorecard().scanned()], tmp_path / "scan.pdf")
    read = read_scorecard(path)
    assert read.records == ()
    said = [f.message for f in read.findings if f.code == "page-is-a-picture"]
    assert len(said) == 1
    assert "ocr" in said[0]


def test_lone_characters_and_dashes_in_cells_are_found(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(40, 40, "Numbers of incidents by quarter and by ward")
    places = {(60.0, 80.0): "7", (160.0, 80.0): "1", (260.0, 80.0): "-", (360.0, 80.0): "0"}
    places[60.0, 120.0] = "H"
    for (x, y), text in places.items():
        sheet.text(x, y, text)
    words = _read(sheet, tmp_path, skew=0.6).words
    lone = {word.text for word in words if word.bbox.top > 60}
    assert lone == {"7", "1", "-", "0", "H"}


def test_text_reading_upwards_and_white_on_dark(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.fill(40, 60, 400, 140, (128, 0, 60))
    sheet.text(60, 100, "White heading", bold=True, colour=(255, 255, 255))
    sheet.rising_text(450, 140, "Good performance")
    sheet.text(40, 200, "A line of plain text so that the page is seen to stand upright.")
    page = _read(sheet, tmp_path, skew=-0.5)
    words = {word.text: word for word in page.words}
    assert words["White"].ink == Rgb(255, 255, 255)
    assert words["Good"].rotation == words["performance"].rotation == 270
    assert words["plain"].rotation == 0
    assert words["plain"].ink == Rgb(0, 0, 0)


def test_fills_keep_their_colours_and_places(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(40, 40, "Fills in a row, red, amber and a pale green one below")
    drawn = {
        BBox(100, 60, 160, 80): Rgb(255, 0, 0),
        BBox(160, 60, 220, 80): Rgb(255, 192, 0),
        BBox(100, 80, 220, 110): Rgb(198, 239, 206),
    }
    for box, colour in drawn.items():
        sheet.fill(*box, colour)
    sheet.text(110, 74, "84.1%")
    fills = _read(sheet, tmp_path).fills
    assert len(fills) == 3
    for box, colour in drawn.items():
        near = [f for f in fills if f.bbox.overlap(box) > 0.9 * box.area]
        assert len(near) == 1
        assert max(abs(a - b) for a, b in zip(near[0].colour, colour, strict=True)) < 10
        assert max(abs(a - b) for a, b in zip(near[0].bbox, box, strict=True)) < 2.5


def test_symbols_are_marks_and_letters_are_text(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(40, 40, "Symbols and letters that look alike")
    for x, colour in ((60, (255, 0, 0)), (120, (0, 176, 80)), (180, (143, 180, 230))):
        sheet.disc(x, 90, 4.5, colour)
    for x, turn in ((260, 0), (320, 90), (380, 180)):
        sheet.arrow(x, 90, 12, turn)
    for x, letter in ((60, "G"), (120, "A"), (180, "1"), (300, "I")):
        sheet.text(x, 140, letter, size=10)
    page = _read(sheet, tmp_path, skew=0.3)
    seen = sorted(
        (picture.bbox.x0, mark_of_picture(picture.width, picture.height, picture.rgba or b""))
        for picture in page.pictures
    )
    marks = [mark for _, mark in seen if mark is not None]
    assert [mark.kind.value for mark in marks] == ["circle"] * 3 + ["arrow"] * 3
    assert [mark.direction for mark in marks[3:]] == [
        Direction.UP,
        Direction.FLAT,
        Direction.DOWN,
    ]
    letters = [w.text for w in sorted(page.words, key=lambda w: w.bbox.x0) if w.bbox.top > 110]
    assert letters == ["G", "A", "1", "I"]


def test_an_empty_scan_is_an_empty_page(tmp_path: Path) -> None:
    page = _read(Sheet(), tmp_path)
    assert page.words == ()
    assert page.edges == ()
    assert page.fills == ()
    assert page.scanned


def test_lines_set_tight_keep_their_size(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(10):
        x, y = 40 + 260 * (number % 2), 60 + 60.3 * (number // 2)
        for text in ("Applications allowed by our planning", "decision to refuse the park"):
            sheet.text(x, y, text, size=6.5)
            y += 6.6
    page = _read(sheet, tmp_path, skew=0.0)
    assert _words(page).count("refuse") == 10
    assert {word.text: word.size for word in page.words if not 5.8 < word.size < 7.2} == {}


def test_a_word_of_small_letters_alone_has_the_size_of_its_line(tmp_path: Path) -> None:
    sheet = Sheet()
    for number, text in enumerate(
        ("Business continuity for all", "arrangements", "Risks that ease")
    ):
        sheet.text(40, 60 + 9 * number, text, size=7)
    sizes = {word.text: word.size for word in _read(sheet, tmp_path).words}
    assert len(set(sizes.values())) == 1
    assert sizes["arrangements"] == pytest.approx(7, abs=0.8)


def test_letters_of_filled_cells_one_above_the_other_are_one_each(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.fill(200, 60, 240, 90, (0, 176, 80))
    for y, text in ((71, "Visits to libraries"), (86, "Hours of volunteering")):
        sheet.text(60, y, text)
        sheet.text(204, y, "G")
        sheet.text(300, y, "43.1k")
    page = _read(sheet, tmp_path)
    letters = [word for word in page.words if word.text == "G"]
    assert [word.rotation for word in letters] == [0, 0]
    assert all(abs(word.size - 9) < 1 for word in letters)


def test_a_dash_by_itself_is_no_figure(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(6):
        sheet.text(60, 60 + 20.3 * number, "Outcomes of reablement", size=8)
        sheet.text(300, 60 + 20.3 * number, "-", size=7.5 + number / 2)
    words = _words(_read(sheet, tmp_path, noise=0.0))
    assert not any(char.isdigit() for word in words for char in word)


def test_the_shade_of_a_book_s_spine_and_of_a_lamp_is_taken_out(tmp_path: Path) -> None:
    picture = scorecard().scanned(skew=0.4)
    across = 1 - 0.5 * np.exp(-np.arange(picture.width) / (0.08 * picture.width))
    down = np.linspace(1.0, 0.75, picture.height)
    shaded = np.asarray(picture) * across[None, :, None] * down[:, None, None]
    path = save_pages([Image.fromarray(shaded.astype(np.uint8))], tmp_path / "scan.pdf")
    records = read_scorecard(path).records
    assert {record.title: (record.rag, record.trend) for record in records} == {
        title: printed[:2] for title, printed in PRINTED.items()
    }
    values = [o.quantity.value for record in records for o in record.observations]
    assert values == [value for printed in PRINTED.values() for value in printed[2:]]


def test_filled_triangles_are_marks_and_bold_letters_like_them_are_text(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(5):
        y = 60 + 30.3 * number
        path = sheet.canvas.beginPath()
        for x, up in ((200, 0), (206, 0), (203, 6)):
            (path.lineTo if up or x > 200 else path.moveTo)(x, 420 - y + up)
        path.close()
        sheet.canvas.drawPath(path, stroke=0, fill=1)
        sheet.text(60, y, "Visits to libraries")
        sheet.text(300, y, "A", bold=True)
    page = _read(sheet, tmp_path)
    assert [word.text for word in page.words if word.bbox.x0 > 290] == ["A"] * 5
    signs = [word.text for word in page.words if 190 < word.bbox.x0 < 215]
    pictures = [picture for picture in page.pictures if 190 < picture.bbox.x0 < 215]
    assert set(signs) <= {"▲"}
    assert len(signs) + len(pictures) == 5
