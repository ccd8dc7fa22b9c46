"""Print of a thin sheet's other side, which shows through it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter, ImageOps

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Fill
from xlscorecard.model.scorecard import Rag
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.cleaning.ghost_rules import whole_paint, without_ghost_rules
from xlscorecard.scan.raster import Raster
from xlscorecard.scan.rules.line import Line

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


def _showing(front: Sheet, back: Sheet) -> Image.Image:
    """A sheet as a copier sees it through which its other side shows."""
    behind = ImageOps.mirror(back.scanned(noise=0)).filter(ImageFilter.GaussianBlur(1.6))
    own = np.asarray(front.scanned(noise=5)).astype(np.float32)
    shows = own - (250 - np.asarray(behind).astype(np.float32)).clip(0) * 0.3 * (own / 255)
    return Image.fromarray(shows.clip(0, 255).astype(np.uint8))


def test_print_of_the_other_side_is_no_print_and_no_rule(tmp_path: Path) -> None:
    """Its lines were rules through names, and broke up the rows: nearly all of them were lost."""
    read = read_scorecard(save_pages([_showing(_front(), _back())], tmp_path / "s.pdf"))
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in read.records] == [
        (title, Rag(status.lower()), figures) for title, *figures, status in ROWS
    ]


XS_RULED = (40, 240, 310, 380, 450, 550)
YS_RULED = (66, 88, 112, 136, 160, 184, 208)


def _ruled(sheet: Sheet, xs: Sequence[int], ys: Sequence[int]) -> Sheet:
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1], 0.8)
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y, 0.8)
    return sheet


def test_rules_of_the_other_side_rule_nothing(tmp_path: Path) -> None:
    """They ran through names and figures, and cut these in two."""
    front = Sheet()
    front.text(40, 40, "Performance report 2022/23 Quarter 4", size=13, bold=True)
    header = ("Measure", "Target", "2021/22", "2022/23", "Status")
    for number, row in enumerate((header, *ROWS)):
        for x, text in zip(XS_RULED, row, strict=False):
            front.text(x + 4, 81 + 24 * number, text, size=8, bold=not number)
    back = _ruled(_back(), (60, 190, 333, 417, 470, 500), (62, 75, 99, 123, 147, 171, 195, 300))
    picture = _showing(_ruled(front, XS_RULED, YS_RULED), back)
    read = read_scorecard(save_pages([picture], tmp_path / "s.pdf"))
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in read.records] == [
        (title, Rag(status.lower()), figures) for title, *figures, status in ROWS
    ]


def _lying(*pale: tuple[int, int, int], through: bool) -> list[tuple[int, int, int, int]]:
    """The boxes of the rules left of a frame, the page's own, and of paler ones inside it."""
    grey = np.full((300, 400), 255, np.uint8)
    frame = [(20, 30, 380, 32), (20, 250, 380, 252), (20, 30, 22, 252), (378, 30, 380, 252)]
    for x0, top, x1, bottom in frame:
        grey[top:bottom, x0:x1] = 0
    inner = [(x0, y, x1, y + 2) for y, x0, x1 in pale]
    for x0, top, x1, bottom in inner:
        grey[top:bottom, x0:x1] = 190
    text = (60, 94, 120, 108) if through else (60, 74, 120, 88)
    grey[text[1] : text[3], text[0] : text[2] : 4] = 0
    grey[text[1] : text[3], text[0] + 1 : text[2] : 4] = 0
    black = Rgb(0, 0, 0)
    lines = [Line(box, box[2] - box[0] > 9, black) for box in (*frame, *inner)]
    page = Raster(np.dstack([grey] * 3), 100.0)
    _, left = without_ghost_rules(page, lines, [text])
    return [line.box for line in left if line.box not in frame]


def test_finer_rules_inside_a_frame_are_the_pages_own() -> None:
    inner = (100, 20, 380), (140, 20, 380), (180, 20, 380)
    kept = [(20, 100, 380, 102), (20, 140, 380, 142), (20, 180, 380, 182)]
    assert _lying(*inner, through=False) == kept
    assert _lying(*inner, through=True) == kept[1:]  # that through a word is none
    loose = (100, 10, 300), (140, 10, 300), (180, 10, 300)
    assert _lying(*loose, through=True) == []  # they end where no rule of the page's own does


def test_paint_over_print_of_the_other_side_is_one() -> None:
    """A header over the other side's was two, and its years headed no columns."""
    above, below = Rgb(2, 90, 65), Rgb(2, 73, 54)
    parts = [
        Fill(BBox(50, 145, 340, 154), above),
        Fill(BBox(340, 145, 794, 154), above),
        Fill(BBox(52, 154, 794, 177), below),
    ]
    cell = Fill(BBox(600, 177, 794, 200), Rgb(0, 176, 80))
    assert whole_paint([*parts, cell]) == [cell, Fill(BBox(50, 145, 794, 177), below)]
