"""Two facing pages in one picture are two pages; a wide page is one."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from PIL import Image

from tests.scan.making import HEIGHT, Sheet, save_pages, scorecard
from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page, Word
from xlscorecard.pipeline import read_scorecard
from xlscorecard.tables.leaves import leaves_of


def _numbered(sheet: Sheet, number: int) -> Image.Image:
    sheet.text(280, HEIGHT - 15, f"Page {number} of 2")
    return sheet.scanned(noise=3)


def test_two_facing_pages_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = _numbered(scorecard("A"), 1), _numbered(scorecard("B"), 2)
    both = Image.new("RGB", (left.width * 2, left.height))
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    records = read_scorecard(save_pages([both], tmp_path / "scan.pdf")).records
    assert [(record.ref, record.observations[0].raw) for record in records] == [
        (f"{letter}{number}", target)
        for letter in "AB"
        for number, target in ((1, "1.2m"), (2, "97.5%"), (3, "8"), (4, "£84.50"))
    ]
    on_the_right = [value for record in records[4:] for value in record.observations]
    assert all(value.page == 1 and value.bbox and value.bbox.x0 > 595 for value in on_the_right)


def _page(*texts: tuple[float, float, str]) -> Page:
    words = tuple(Word(text, BBox(x, y, x + 6 * len(text), y + 9)) for x, y, text in texts)
    return Page(1, 842, 595, words=words, scanned=True)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Westhaven", "Westhaven"), ("4", "5"), ("Page 1 of 3", "Page 2 of 3")],
)
def test_what_runs_along_both_pages_tells_them(left: str, right: str) -> None:
    page = _page((60, 20, left), (480, 21, right), (60, 300, "Recycling"), (700, 300, "41%"))
    assert [[word.text for word in leaf.words] for leaf in leaves_of(page)] == [
        [left, "Recycling"],
        [right, "41%"],
    ]


@pytest.mark.parametrize(
    ("left", "right"), [("Westhaven", "Cabinet"), ("4", "12"), ("2019/20 41%", "2019/20 38%")]
)
def test_a_wide_page_stays_one(left: str, right: str) -> None:
    page = _page((60, 20, left), (480, 21, right), (60, 300, "Recycling"), (700, 300, "41%"))
    assert leaves_of(page) == (page,)


def test_a_table_across_the_middle_keeps_a_page_whole() -> None:
    page = _page((60, 20, "4"), (480, 21, "5"), (360, 300, "Percentage of waste recycled"))
    assert leaves_of(page) == (page,)
