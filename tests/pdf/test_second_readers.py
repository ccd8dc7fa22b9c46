"""pdfplumber as the second reader, camelot for tables without rules, the debug picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.pdf.making import draw_pdf, read_one
from xlscorecard.model.errors import CannotRead
from xlscorecard.model.geometry import BBox
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.model.page import Page, Word
from xlscorecard.pdf.crosscheck import (
    find_disagreements,
    second_reading,
    with_second_reading,
)
from xlscorecard.pdf.debug import draw_page
from xlscorecard.pdf.garbled import is_garbled
from xlscorecard.pdf.unruled import find_unruled_tables

ROWS = (
    ("Measure", "Target", "Actual"),
    ("Rent collected", "98.5%", "97.1%"),
    ("Homes built", "1,200", "1,043"),
    ("Days to let", "24", "31"),
)


def table(paper: Any) -> None:
    for row, cells in enumerate(ROWS):
        for col, cell in enumerate(cells):
            paper.drawString(60 + 110 * col, 240 - 18 * row, cell)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return draw_pdf(tmp_path / "table.pdf", table)


def test_both_readers_agree(paper: Path) -> None:
    first, second = read_one(paper).words, second_reading(paper, 1)
    assert [word.text for word in second] == [word.text for word in first]
    for one, two in zip(first, second, strict=True):
        assert one.bbox.overlap(two.bbox) > 0.6 * one.bbox.area
    assert find_disagreements(first, second) == ()


def test_another_digit_is_a_disagreement(paper: Path) -> None:
    first = read_one(paper).words
    misread = tuple(
        replace(word, text="1,048") if word.text == "1,043" else word
        for word in second_reading(paper, 1)
    )
    assert [word.text for word in find_disagreements(first, misread)] == ["1,043"]


def test_a_missing_number_is_a_disagreement_and_a_missing_word_is_not(paper: Path) -> None:
    first = read_one(paper).words
    some = tuple(w for w in second_reading(paper, 1) if w.text not in ("24", "Rent"))
    assert [word.text for word in find_disagreements(first, some)] == ["24"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_the_second_reader_turns_pages_alike(tmp_path: Path, angle: int) -> None:
    place = {90: (400, 0), 180: (400, 300), 270: (0, 300)}[angle]

    def draw(paper: Any) -> None:
        paper.translate(*place)
        paper.rotate(angle)
        table(paper)

    path = draw_pdf(tmp_path / "a.pdf", draw, crop=(20, 30, 390, 280))
    page = read_one(path)
    second = second_reading(path, 1, page.turned)
    assert {word.text for word in second} == {word.text for word in page.words}
    assert find_disagreements(page.words, second) == ()
    grids = find_unruled_tables(path, 1, "network", page.turned)
    target = next(word for word in page.words if word.text == "98.5%")
    cell = next(cell for cell in grids[0].cells if cell.text == "98.5%")
    assert cell.bbox is not None
    assert cell.bbox.holds(*target.bbox.centre)


def garbled(page: Page) -> Page:
    return replace(
        page, words=tuple(replace(word, text="\ufffd" * len(word.text)) for word in page.words)
    )


def test_a_garbled_page_takes_the_second_reading(paper: Path) -> None:
    page = read_one(paper)
    assert not is_garbled(page)
    assert with_second_reading(paper, page) is page
    better = with_second_reading(paper, garbled(page))
    assert [word.text for word in better.words] == [word.text for word in page.words]
    assert all(word.confidence < 0.9 for word in better.words)


def test_a_page_without_words_is_not_garbled() -> None:
    assert not is_garbled(Page(1, 100, 100))
    assert is_garbled(Page(1, 100, 100, words=(Word("\ue123\ue124", BBox(0, 0, 9, 9)),)))


def test_there_is_no_page_9(paper: Path) -> None:
    with pytest.raises(CannotRead, match=r"p\.9: there is no such page"):
        second_reading(paper, 9)


@pytest.mark.parametrize("flavour", ["hybrid", "network", "stream"])
def test_a_table_without_rules(paper: Path, flavour: Any) -> None:
    grids = find_unruled_tables(paper, 1, flavour)
    assert len(grids) == 1
    assert [tuple(row) for row in grids[0].texts()] == list(ROWS)
    assert grids[0].ruling == "none"
    words = {word.text: word for word in read_one(paper).words}
    for cell in grids[0].cells:
        assert cell.bbox is not None
        if cell.text in words:
            assert cell.bbox.holds(*words[cell.text].bbox.centre)


def test_a_blank_page_has_no_tables(tmp_path: Path) -> None:
    path = draw_pdf(tmp_path / "a.pdf", lambda paper: paper.line(10, 10, 20, 10))
    assert find_unruled_tables(path, 1) == ()


def test_the_debug_picture_shows_the_page_and_its_cells(paper: Path, tmp_path: Path) -> None:
    grid = Grid(1, 1, (Cell(0, 0, bbox=BBox(50, 45, 350, 130)),), page=1)
    elsewhere = Grid(1, 1, (Cell(0, 0, bbox=BBox(0, 200, 50, 290)),), page=2)
    heading = Paragraph("Appendix", page=1, bbox=BBox(50, 10, 100, 20))
    out = tmp_path / "page.png"
    draw_page(paper, 1, (grid, elsewhere, heading), out)
    with Image.open(out) as picture:
        rgb = picture.convert("RGB")
    assert rgb.size == (800, 600)

    def pixel(x: float, y: float) -> tuple[int, int, int]:
        found = rgb.getpixel((round(2 * x), round(2 * y)))
        assert isinstance(found, tuple)
        return found[0], found[1], found[2]

    assert pixel(200, 46.3)[2] > pixel(200, 46.3)[0] + 80, "the cell's border is blue"
    assert pixel(75, 10.6)[1] > pixel(75, 10.6)[0] + 40, "the paragraph's border is green"
    assert pixel(10, 250) == (255, 255, 255), "cells of other pages are not drawn"
