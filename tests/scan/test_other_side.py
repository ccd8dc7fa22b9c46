"""Print of a thin sheet's other side, which shows through it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter, ImageOps

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard

ROWS = (
    ("Visits to libraries in a year", "22,447", "18,846", "23,355", "Green"),
    ("Rent collected from tenants", "30.36", "34.10", "23.70", "Red"),
    ("Calls answered in 20 seconds", "8.4", "9.1", "7.6", "Amber"),
    ("Days lost to sickness", "40%", "34%", "32%", "Green"),
    ("Street lights working", "16,941", "21,534", "22,378", "Red"),
)
XS = (45, 255, 325, 395, 480)


def _front() -> Sheet:
    sheet = Sheet()
    sheet.text(40, 40, "Performance report 2022/23 Quarter 4", size=13, bold=True)
    header = ("Measure", "Target", "2021/22", "2022/23", "Status")
    for number, row in enumerate((header, *ROWS)):
        for x, text in zip(XS, row, strict=True):
            sheet.text(x, 82 + 24 * number, text, size=8, bold=not number)
    for number in range(len(ROWS) + 2):
        sheet.line(40, 68 + 24 * number, 550, 68 + 24 * number, 0.5)
    return sheet


def _back() -> Sheet:
    """A page of notes, its lines between those of the front and over them."""
    sheet = Sheet()
    sheet.text(40, 50, "Notes of the Overview and Scrutiny Committee", size=13, bold=True)
    for line in range(20):
        sheet.text(
            40, 76 + 13 * line, "Members heard from the Director of Place that more homes", size=9
        )
        sheet.text(
            300, 76 + 13 * line, "were let in the quarter, and that the plan is on track.", size=9
        )
    return sheet


def test_print_of_the_other_side_is_no_print_and_no_rule(tmp_path: Path) -> None:
    """Its lines were rules through names, and broke up the rows: nearly all of them were lost."""
    back = ImageOps.mirror(_back().scanned(noise=0)).filter(ImageFilter.GaussianBlur(1.6))
    front = np.asarray(_front().scanned(noise=5)).astype(np.float32)
    shows = front - (250 - np.asarray(back).astype(np.float32)).clip(0) * 0.3 * (front / 255)
    picture = Image.fromarray(shows.clip(0, 255).astype(np.uint8))
    read = read_scorecard(save_pages([picture], tmp_path / "s.pdf"))
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in read.records] == [
        (title, Rag(status.lower()), figures) for title, *figures, status in ROWS
    ]
