"""What a scan's coloured cells and low rows are taken for: cells and lines, nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

import numpy as np

from tests.scan.making import Sheet, save_pages
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.cleaning.stamps import without_stamps
from xlscorecard.scan.raster import Raster
from xlscorecard.scan.rules.rules import find_lines

HEADER, BANNER = (223, 230, 238), (204, 221, 238)


def test_a_header_and_a_banner_of_nearly_one_tone_are_two_rows(tmp_path: Path) -> None:
    """The header's lines are one row: each result is of the year above it."""
    sheet = Sheet()
    sheet.text(30, 36, "Performance indicators 2006/07", size=13, bold=True)
    xs = (30, 90, 270, 340, 410, 480, 560)
    sheet.fill(30, 60, 560, 94, HEADER)
    sheet.fill(30, 94, 560, 114, BANNER)
    names = ("Ref", "Indicator", "2004/05~Actual", "2005/06~Actual", "2006/07~Target", "On~target?")
    for (left, right), name in zip(pairwise(xs), names, strict=True):
        for number, line in enumerate(name.split("~")):
            wide = sheet.canvas.stringWidth(line, "Helvetica-Bold", 9)
            sheet.text((left + right - wide) / 2, 73 + 11.5 * number, line, bold=True)
    sheet.text(33, 107, "Access and affordable housing", bold=True)
    rows = (
        ("BV 64", "Dwellings returned to use", "2", "5", "6", "Yes"),
        ("BV 183", "Weeks in bed and breakfast", "4.0", "2.5", "2.0", "No"),
        ("LP 12", "Affordable homes built", "61", "48", "70", "No"),
    )
    ys = (60, 94, 114, 134, 154, 174)
    for y, row in zip(ys[2:], rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 3, y + 13, text)
    for y in ys:
        sheet.line(30, y, 560, y)
    for x in xs:
        for top, bottom in ((60, 94), (114, 174)) if 30 < x < 560 else ((60, 174),):
            sheet.line(x, top, x, bottom)
    records = read_scorecard(save_pages([sheet.scanned(skew=0.5)], tmp_path / "s.pdf")).records
    assert [[(o.period, o.raw) for o in record.observations] for record in records] == [
        [("2004/05", "2"), ("2005/06", "5"), ("2006/07", "6")],
        [("2004/05", "4.0"), ("2005/06", "2.5"), ("2006/07", "2.0")],
        [("2004/05", "61"), ("2005/06", "48"), ("2006/07", "70")],
    ]


def test_a_coloured_cell_under_a_header_does_not_part_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(30, 36, "Delivery of savings 2024/25", size=13, bold=True)
    xs = (30, 130, 250, 310, 370, 430, 490, 560)
    sheet.fill(30, 60, 560, 100, HEADER)
    for left, colour in ((250, (146, 208, 80)), (310, (255, 192, 0)), (370, (255, 0, 0))):
        sheet.fill(left, 80, left + 60, 100, colour)
    for x, text in ((33, "Directorate"), (133, "Savings target £000"), (296, "Forecast £000"),
                    (493, "Variance")):  # fmt: skip
        sheet.text(x, 73, text, bold=True)
    for x, text in ((263, "Green"), (323, "Amber"), (390, "Red"), (446, "Total")):
        sheet.text(x, 93, text, bold=True)
    rows = (
        ("Adults", "6,250", "3,100", "1,900", "700", "5,700", "(550)"),
        ("Children", "4,100", "1,200", "900", "1,100", "3,200", "(900)"),
        ("Place", "2,480", "2,300", "180", "0", "2,480", "0"),
    )
    ys = (60, 80, 100, 120, 140, 160)
    places = (30, 130, 250, 310, 370, 430, 490)
    for y, row in zip(ys[2:], rows, strict=False):
        for x, text in zip(places, row, strict=True):
            sheet.text(x + 3, y + 13, text)
    for y in ys:
        for left, right in ((250, 490),) if y == 80 else ((30, 560),):
            sheet.line(left, y, right, y)
    for x in xs:
        sheet.line(x, 80 if 250 < x < 490 else 60, x, 160)
    records = read_scorecard(save_pages([sheet.scanned(skew=0.5)], tmp_path / "s.pdf")).records
    headers = [o.column for o in records[0].observations]
    assert headers[4] == "Forecast £000 / Total"
    assert [record.observations[4].quantity.value for record in records] == [
        5_700_000, 3_200_000, 2_480_000,
    ]  # fmt: skip


def test_coloured_cells_that_touch_at_their_corners_are_no_stamp() -> None:
    pixels = np.full((80, 200, 3), 255, np.uint8)
    for left, top in ((10, 10), (37, 25)):
        pixels[top : top + 15, left : left + 27] = (228, 0, 43)
    raster = Raster(pixels, 72.0)
    kept, painted = without_stamps(raster)
    assert painted is None
    assert kept is raster


def test_upright_lines_through_low_rows_are_no_letters() -> None:
    """What is found as text reaches over the lines above and below it, from the first figure of a
    row to its last."""
    dpi, high = 200.0, 39
    picture = np.full((8 * high, 900, 3), 250, np.uint8)
    for row in range(1, 8):
        picture[row * high : row * high + 4, 50:850] = 30
    for x in (50, 250, 450, 650, 848):
        picture[high : 7 * high, x : x + 2] = 120
    noisy = picture + np.random.default_rng(7).normal(0, 5, picture.shape[:2])[..., None]
    raster = Raster(np.clip(noisy, 0, 255).astype(np.uint8), dpi)
    texts = [(150, row * high - 2, 800, (row + 1) * high + 3) for row in range(1, 7)]
    upright = [line.box[0] for line in find_lines(raster, texts) if not line.horizontal]
    assert sorted(round(x / 50) * 50 for x in upright) == [50, 250, 450, 650, 850]


def test_upright_lines_between_rules_and_a_dark_banner_are_lines() -> None:
    """A header over a banner, a row of two lines below it, and text found across them all."""
    high = 42
    picture = np.full((7 * high, 900, 3), 250, np.uint8)
    picture[2 * high : 3 * high, 50:850] = (31, 56, 100)
    for row in (1, 5):
        picture[row * high : row * high + 2, 50:850] = 60
    xs = (50, 250, 450, 650, 848)
    for x in xs:
        for top, bottom in ((high, 2 * high), (3 * high, 5 * high)):
            picture[top:bottom, x : x + 2] = 110
    noisy = picture + np.random.default_rng(7).normal(0, 5, picture.shape[:2])[..., None]
    raster = Raster(np.clip(noisy, 0, 255).astype(np.uint8), 200.0)
    texts = [(60, row * high - 7, 840, (row + 1) * high + 7) for row in (1, 3, 4)]
    upright = [line.box for line in find_lines(raster, texts) if not line.horizontal]
    for top in (high, 3 * high):
        found = sorted(round(box[0] / 50) * 50 for box in upright if abs(box[1] - top) < 6)
        assert found == [50, 250, 450, 650, 850]


def test_a_stem_above_an_upright_line_does_not_lengthen_it() -> None:
    """The stem of a letter in a banner's name stands right over the line between two columns."""
    high = 40
    picture = np.full((6 * high, 900, 3), 250, np.uint8)
    for row in range(1, 6):
        picture[row * high : row * high + 2, 50:850] = 60
    for x in (50, 848):
        picture[high : 5 * high, x : x + 2] = 60
    picture[2 * high : 5 * high, 300:302] = 60
    picture[2 * high - 24 : 2 * high, 300:302] = 30
    noisy = picture + np.random.default_rng(7).normal(0, 5, picture.shape[:2])[..., None]
    raster = Raster(np.clip(noisy, 0, 255).astype(np.uint8), 200.0)
    texts = [(60, row * high + 6, 500, row * high + 42) for row in range(1, 5)]
    (between,) = [
        line.box
        for line in find_lines(raster, texts)
        if not line.horizontal and 290 < line.box[0] < 310
    ]
    assert abs(between[1] - 2 * high) <= 3


def test_a_text_right_beside_an_upright_rule_is_no_lying_one() -> None:
    """The bars of its letters, averaged, are a ridge that begins in the rule: beyond the text's
    box there is nothing but that."""
    pixels = np.full((400, 600, 3), 255, np.uint8)
    pixels[100:300, 100:103] = 60
    for x in range(107, 297, 9):
        pixels[200:203, x : x + 7] = 90
    lines = find_lines(Raster(pixels, 200.0), [(105, 190, 300, 212)])
    assert [line.horizontal for line in lines] == [False]
