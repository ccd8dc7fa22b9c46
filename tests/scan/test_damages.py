"""What else lies on a scan: folds, stains, no colour. No figure is wrong for it and sure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from PIL import Image

from tests.scan.making import HEIGHT, Sheet, save_pages, scorecard
from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.model.geometry import BLACK, WHITE, BBox, Rgb
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.page import Page, Picture, Word
from xlscorecard.model.scorecard import Rag, Trend
from xlscorecard.pdf.render import render_page
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.colourless import black, in_black
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


def test_a_pale_symbol_on_a_dark_fill_of_a_black_copy_has_no_colour() -> None:
    """A white letter that was not read rated its measure grey."""
    rows, columns = np.mgrid[:24, :24]
    pixels = np.full((24, 24, 4), 255, dtype=np.uint8)
    pixels[:, :, :3] = np.where(np.hypot(rows - 12, columns - 12) < 8, 215, 130)[:, :, None]
    (picture,) = black([Picture(BBox(0, 0, 9, 9), 24, 24, pixels.tobytes())])
    assert picture.rgba is not None
    mark = mark_of_picture(24, 24, picture.rgba)
    assert mark is not None
    assert (mark.kind, mark.colour) == (MarkKind.CIRCLE, None)


def test_the_grey_of_a_symbol_read_as_text_is_no_colour_on_a_black_copy() -> None:
    """An amber triangle copied in grey rates nothing grey; white on a dark header stays white."""
    box = BBox(0, 0, 10, 10)
    words = [Word("\u25b2", box, ink=Rgb(170, 170, 170)), Word("Status", box, ink=WHITE)]
    assert [word.ink for word in in_black(words)] == [BLACK, WHITE]


def test_a_stamp_takes_no_row_away_and_makes_no_sure_figure_wrong(tmp_path: Path) -> None:
    sheet = scorecard()
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(400, HEIGHT - 120)
    canvas.rotate(7)
    canvas.setStrokeColorRGB(0.75, 0.1, 0.2)
    canvas.setFillColorRGB(0.75, 0.1, 0.2)
    canvas.setLineWidth(2)
    canvas.rect(0, 0, 150, 44, stroke=1, fill=0)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(30, 14, "RECEIVED")
    canvas.restoreState()
    records = read_scorecard(save_pages([sheet.scanned()], tmp_path / "scan.pdf")).records
    assert [record.title for record in records] == TITLES
    printed = [["1.2m", "1.31m"], ["97.5%", "96.8%"], ["8", "9"], ["£84.50", "£79.28"]]
    read = [list(record.observations) for record in records]
    assert [[value.raw for value in row] for row in read[1:]] == printed[1:]
    assert all(
        value.raw == raw or value.quantity.value is None
        for row, raws in zip(read, printed, strict=True)
        for value, raw in zip(row, raws, strict=True)
    )


def test_discs_beside_figures_are_their_ratings(tmp_path: Path) -> None:
    sheet = Sheet()
    xs = (40, 184, 224, 265)
    for x, heading in zip(xs, ("Measure", "2022/23", "2023/24", "Target"), strict=True):
        sheet.text(x, 66, heading, size=8, bold=True)
    rows = (
        ("New council homes completed", "74", "102", "90", (60, 160, 56)),
        ("Families in bed and breakfast", "3", "9", "0", (220, 10, 16)),
        ("Homes at the standard", "97.1%", "98.4%", "100%", (232, 148, 11)),
        ("Calls answered in time", "81.2%", "90.6%", "88%", (60, 160, 56)),
    )
    for number, (title, before, now, target, colour) in enumerate(rows):
        y = 88 + 24 * number
        sheet.line(40, y - 14, 300, y - 14, 0.4)
        for x, text in zip((40, 184, 227, 265), (title, before, now, target), strict=True):
            sheet.text(x, y, text, size=8)
        sheet.disc(220, y - 2.6, 3.5, colour)
    records = read_scorecard(save_pages([sheet.scanned(skew=0.5)], tmp_path / "scan.pdf")).records
    assert [
        (record.title, [value.raw for value in record.observations], record.rag)
        for record in records
    ] == [
        (title, list(figures), rag)
        for (title, *figures, _), rag in zip(
            rows, (Rag.GREEN, Rag.RED, Rag.AMBER, Rag.GREEN), strict=True
        )
    ]
