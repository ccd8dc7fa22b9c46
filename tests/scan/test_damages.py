"""What else lies on a scan: folds, stains, no colour. No figure is wrong for it and sure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from PIL import Image

from tests.scan.making import Sheet, save_pages, scorecard
from xlscorecard.model.page import Page
from xlscorecard.model.scorecard import Rag, Trend
from xlscorecard.pdf.render import render_page
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.read import DPI, read_scan

TITLES = [
    "Visits to libraries", "Council tax collected", "Days lost to sickness",
    "Cost of waste per home",
]  # fmt: skip


def _darker(picture: Image.Image, box: tuple[int, int, int, int], tone: float) -> Image.Image:
    pixels = np.asarray(picture).astype(np.float32)
    x0, top, x1, bottom = box
    pixels[top:bottom, x0:x1] *= tone
    return Image.fromarray(pixels.astype(np.uint8))


def _read(sheet: Sheet, folder: Path) -> Page:
    path = save_pages([sheet.scanned()], folder / "scan.pdf")
    return read_scan(Page(1, 0, 0, scanned=True), render_page(path, 1, DPI), DPI)


def test_a_fold_through_a_row_is_no_rule(tmp_path: Path) -> None:
    picture = scorecard().scanned()
    row = round(139 * DPI / 72)  # the middle of the second measure
    folded = _darker(picture, (0, row - 2, picture.width, row + 2), 0.6)
    records = read_scorecard(save_pages([folded], tmp_path / "scan.pdf")).records
    assert [record.title for record in records] == TITLES
    assert [record.rag for record in records] == [Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREEN]


def test_a_raised_digit_after_a_figure_leaves_it_in_doubt(tmp_path: Path) -> None:
    sheet = Sheet()
    for y, figure in ((100, "6,970"), (140, "100.0%")):
        sheet.text(100, y, figure, size=10)
        wide = sheet.canvas.stringWidth(figure, "Helvetica", 10)
        sheet.text(100 + wide + 0.3, y - 3.6, "1", size=6)
    words = [word for word in _read(sheet, tmp_path).words if not word.superscript]
    assert [(word.text, word.confidence >= 0.9) for word in words] == [
        ("6,970", False),
        ("100.0%", True),
    ]


def test_shades_of_a_black_copy_are_no_ratings_and_words_are(tmp_path: Path) -> None:
    sheet = scorecard()
    sheet.text(324, 143, "Amber")
    copied = sheet.scanned().convert("L").convert("RGB")
    records = read_scorecard(save_pages([copied], tmp_path / "scan.pdf")).records
    assert [record.title for record in records] == TITLES
    assert [record.rag for record in records] == [None, Rag.AMBER, None, None]
    assert [record.trend for record in records] == [Trend.UP, Trend.FLAT, Trend.DOWN, Trend.UP]
