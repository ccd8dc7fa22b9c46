"""Headers whose rules and paint a scan shows in part, and words too pale to be ink."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages, scorecard
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Edge, Fill, Word
from xlscorecard.model.scorecard import Rag, Record, Role
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.fills.fill_rules import hidden_rules
from xlscorecard.scan.fills.fills import find_fills
from xlscorecard.scan.headers.header_cells import header_cells
from xlscorecard.scan.headers.header_levels import level_cells
from xlscorecard.scan.ink.ink import Ink
from xlscorecard.scan.ink.lines import TextLine
from xlscorecard.scan.ocr.engine import Letter
from xlscorecard.scan.raster import Raster
from xlscorecard.scan.rules.rules import find_lines
from xlscorecard.scan.words.font import fonts_of

PALE = (217, 226, 243)
AMBER = (255, 192, 0)


def _read(picture: Image.Image, folder: Path, dpi: int = 200) -> Sequence[Record]:
    return read_scorecard(save_pages([picture], folder / "s.pdf", dpi)).records


def test_an_upright_rule_goes_on_through_the_lying_one_that_crosses_it() -> None:
    """Beside names close to it above and below the crossing it was taken for letters: two years
    were one name, and no figure had a year."""
    pixels = np.full((420, 620, 3), 255, dtype=np.uint8)
    for x0, top, x1, bottom in (
        (40, 100, 580, 102), (40, 134, 580, 138), (40, 170, 580, 172),
        (40, 100, 42, 172), (300, 100, 302, 172), (578, 100, 580, 172),
    ):  # fmt: skip
        pixels[top:bottom, x0:x1] = 0
    texts = [(x, top, x + 80, top + 33) for x in (44, 300) for top in (102, 137)]
    found = find_lines(Raster(pixels, 200), texts)
    standing = sorted(line.box[0] for line in found if not line.horizontal)
    assert [round(x / 10) * 10 for x in standing] == [40, 300, 580]


def test_a_box_whose_sides_show_along_a_part_of_its_dark_header_is_one_with_it() -> None:
    """Blur shows the foot of a header's paint as a rule: all the table's figures had no heading."""
    header = Fill(BBox(40, 60, 550, 84), Rgb(32, 54, 100))
    box = [Edge(40, 78, 40, 186), Edge(550, 83, 550, 186), Edge(40, 186, 550, 186)]
    found = hidden_rules([header], box, [Word("Measure", BBox(150, 64, 184, 74))])
    sides = {(rule.x0, rule.top, rule.bottom) for rule in found if not rule.horizontal}
    assert sides == {(40, 60, 84), (550, 60, 84)}


def test_a_quarter_under_its_year_s_rule_in_a_painted_header_dates_the_figures_of_that_cell(
    tmp_path: Path,
) -> None:
    """Set at the right over figures at the left it stood over no column: the target beside it was
    the quarter's, and sure."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance Report Q1 2017/18", size=13, bold=True)
    sheet.fill(40, 60, 550, 98, PALE)
    for right, y, name in (
        (150, 80, "Measure"), (258, 80, "2016/17 Actual"), (338, 70, "2017/18"), (338, 90, "Q1"),
        (438, 80, "2017/18 Target"), (528, 80, "RAG rating"),
    ):  # fmt: skip
        sheet.text(right - 4.9 * len(name), y, name, size=9, bold=True)
    sheet.line(262, 79, 342, 79, 0.7)
    sheet.fill(40, 98, 550, 117, (201, 222, 241))
    sheet.text(44, 110, "Housing and Communities", size=9, bold=True)
    sheet.line(40, 98, 550, 98, 0.7)
    rows = (
        ("Smoking quitters at four weeks", "22.4", "24.7", "22.1", "Green"),
        ("New businesses supported", "34%", "41%", "28%", "Red"),
        ("Streets below standard", "100%", "84%", "96%", "Green"),
        ("Health checks taken up", "2.05", "3.08", "3.00", "Amber"),
    )
    for number, row in enumerate(rows):
        for x, text in zip((44, 182, 266, 346, 444), row, strict=False):
            sheet.text(x, 132 + 19 * number, text, size=9)
        sheet.line(40, 117 + 19 * number, 550, 117 + 19 * number, 0.7)
    read = _read(sheet.scanned(dpi=300, skew=-0.4), tmp_path, 300)
    places = ((Role.PREVIOUS, "2016/17"), (Role.ACTUAL, "2017/18 Q1"), (Role.TARGET, "2017/18"))
    assert [[(o.role, o.period, o.raw) for o in r.observations] for r in read] == [
        [(*place, raw) for place, raw in zip(places, row[1:4], strict=True)] for row in rows
    ]


def test_a_short_rule_in_paint_parts_two_cells_where_names_stand_on_both_its_sides() -> None:
    header = Fill(BBox(40, 60, 550, 110), Rgb(*PALE))
    rules = [Edge(260, 79, 340, 79), Edge(40, 98, 550, 98)]
    year, quarter = Word("2017/18", BBox(306, 64, 338, 73)), Word("Q1", BBox(326, 83, 338, 92))
    assert [fill.bbox for fill in header_cells([header], rules, [year, quarter])] == [
        BBox(260, 60, 340, 79),
        BBox(260, 79, 340, 98),
    ]
    assert header_cells([header], rules, [year]) == []


def test_an_amber_word_of_a_grey_copy_is_read(tmp_path: Path) -> None:
    """It differs from paper by less than ink: the measure had no rating, and nobody was told."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance report 2023/24 Quarter 2", size=13, bold=True)
    rows = (
        ("Visits to libraries", "120", "131", "Green", (0, 176, 80)),
        ("Rent collected", "97.5%", "96.8%", "Amber", AMBER),
        ("Missed bins", "40", "43", "Red", (255, 0, 0)),
        ("Calls answered", "80%", "79%", "Amber", AMBER),
    )
    for x, name in zip((45, 205, 275, 345), ("Measure", "Target", "Q2", "RAG"), strict=True):
        sheet.text(x, 82, name, bold=True)
    for number, (*texts, rag, colour) in enumerate(rows):
        for x, text in zip((45, 205, 275), texts, strict=True):
            sheet.text(x, 100 + 18 * number, text)
        sheet.text(345, 100 + 18 * number, rag, colour=colour)
    for number in range(6):
        sheet.line(40, 70 + 18 * number, 420, 70 + 18 * number)
    for x in (40, 200, 270, 340, 420):
        sheet.line(x, 70, x, 160)
    grey = np.repeat(np.asarray(sheet.scanned(noise=3).convert("L"))[:, :, None], 3, axis=2)
    read = _read(Image.fromarray(grey), tmp_path)
    assert [(r.title, r.rag) for r in read] == [(row[0], Rag(row[3].lower())) for row in rows]


def test_ratings_of_a_grey_copy_are_missing_and_told(tmp_path: Path) -> None:
    grey = np.repeat(np.asarray(scorecard().scanned().convert("L"))[:, :, None], 3, axis=2)
    read = read_scorecard(save_pages([Image.fromarray(grey)], tmp_path / "s.pdf"))
    assert [(r.ref, r.rag) for r in read.records] == [(f"A{n}", None) for n in range(1, 5)]
    told = [f.message for f in read.findings if f.code == "rag-not-read"]
    assert len(told) == 1
    assert "'RAG'" in told[0]
    assert "colours" in told[0]


def _named(*texts: tuple[float, float, str]) -> list[Word]:
    return [
        Word(text, BBox(x, y - 4, x + 4 * len(text), y + 4), size=8)
        for x, y, line in texts
        for x, text in _words(x, line)
    ]


def _words(x: float, line: str) -> list[tuple[float, str]]:
    found = []
    for text in line.split():
        found.append((x, text))
        x += 4 * len(text) + 2
    return found


def test_how_high_names_stand_tells_the_groups_of_a_header_without_rules() -> None:
    """ "Q1 2021/22" over the first of "Actual, Target, RAG" was a part of the first name alone: the
    target was the year's, and a sure one."""
    header = Fill(BBox(40, 60, 550, 96), Rgb(*PALE))
    single = [(44.0, 78.0, "Measure"), (200.0, 78.0, "Polarity"), (450.0, 78.0, "Comments")]
    columns = [(280.0, 87.0, "Actual"), (340.0, 87.0, "Target"), (400.0, 87.0, "RAG")]
    words = _named(*single, *columns, (280.0, 69.0, "Q1 2021/22"))
    cells = [fill.bbox for fill in level_cells([header], [], words)]
    assert len(cells) == 4
    assert cells[0].x0 < 280 < 412 < cells[0].x1 < 450
    for cell, word in zip(cells[1:], words[3:6], strict=True):
        assert cell.holds(*word.bbox.centre)
    # one name in two lines beside others of one: no group
    assert level_cells([header], [], _named(*single, columns[0], (280.0, 69.0, "Q1 2021/22"))) == []
    # a rule in the paint tells its cells itself
    assert level_cells([header], [Edge(270, 78, 430, 78)], words) == []


@pytest.mark.parametrize("side", ["right", "left", "middle"])
def test_one_rule_below_the_names_of_two_groups_gathers_the_columns_of_each(
    side: str, tmp_path: Path
) -> None:
    """Set at the right over figures in the middle, the first year stood over "Actual" and the next
    "Target": figures had the other year, or none."""
    sheet = Sheet()
    sheet.text(40, 40, "Scorecard 2022/23", size=13, bold=True)
    sheet.fill(40, 60, 550, 104, PALE)
    sheet.line(220, 82, 480, 82, 0.7)
    wide = sheet.canvas.stringWidth

    def name(x0: float, x1: float, y: float, text: str) -> None:
        spare = x1 - x0 - 16 - wide(text, "Helvetica-Bold", 9)
        share = {"left": 0.0, "middle": 0.5, "right": 1.0}[side]
        sheet.text(x0 + 8 + share * spare, y, text, bold=True)

    for x0, x1, y, text in (
        (40, 160, 75, "Measure"), (160, 220, 75, "2020/21"), (160, 220, 86, "Actual"),
        (220, 350, 75, "2021/22"), (350, 480, 75, "2022/23"), (220, 285, 97, "Target"),
        (285, 350, 97, "Actual"), (350, 415, 97, "Target"), (415, 480, 97, "Actual"),
        (480, 550, 75, "Status"),
    ):  # fmt: skip
        name(x0, x1, y, text)
    rows = (
        ("Absence from school", "823,000", "693,000", "705,000", "915,000", "562,000", "Red"),
        ("Gas certificates in place", "99.9%", "99.6%", "96.5%", "98.1%", "89.0%", "Green"),
        ("Relet time for homes", "3.60", "2.98", "3.57", "3.62", "3.15", "Amber"),
        ("Calls answered", "41.3%", "61.6%", "46.4%", "59.3%", "62.7%", "Red"),
    )
    for number, row in enumerate(rows):
        y = 104 + 20 * number
        sheet.text(48, y + 13, row[0])
        for x, text in zip((190, 252, 317, 382, 447, 515), row[1:], strict=True):
            sheet.text(x - wide(text, "Helvetica", 9) / 2, y + 13, text)
        sheet.line(40, y, 550, y, 0.7)
    sheet.line(40, 184, 550, 184, 0.7)
    read = _read(sheet.scanned(skew=-0.6), tmp_path)
    places = (
        (Role.PREVIOUS, "2020/21"), (Role.TARGET, "2021/22"), (Role.PREVIOUS, "2021/22"),
        (Role.TARGET, "2022/23"), (Role.ACTUAL, "2022/23"),
    )  # fmt: skip
    assert [[(o.role, o.period, o.raw) for o in r.observations] for r in read] == [
        [(*place, raw) for place, raw in zip(places, row[1:6], strict=True)] for row in rows
    ]


def test_names_that_no_side_puts_over_others_leave_the_header_s_cell_whole() -> None:
    paint = Fill(BBox(40, 60, 550, 104), Rgb(*PALE))
    rule = Edge(190, 82, 470, 82)
    upper, lower = ((250, "2021/22"), (420, "2022/23")), (
        (205, "Target"), (275, "Actual"), (345, "Target"), (415, "Actual"),
    )  # fmt: skip
    words = [
        Word(text, BBox(x, y, x + 30, y + 9), size=9)
        for y, names in ((70, upper), (88, lower))
        for x, text in names
    ]
    assert [fill.bbox for fill in header_cells([paint], [rule], words)] == [
        BBox(190, 60, 470, 82), BBox(190, 82, 470, 104),
    ]  # fmt: skip


@pytest.mark.parametrize("grey", [224, 225, 226])
def test_a_grey_header_between_two_other_greys_is_one_fill(grey: int) -> None:
    """As near to a stripe's grey as to a rating's, it fell into pieces of both, and its names
    headed nothing: none of 123 figures was read."""
    picture = np.full((1000, 2000), 255.0)
    for top in range(340, 900, 160):
        picture[top : top + 80, 100:1900] = 240
    picture[260:900, 1500:1620] = 211
    picture[180:260, 100:1900] = grey
    picture += np.random.default_rng(5).normal(0, 4, picture.shape)
    page = np.dstack([picture.clip(0, 255).astype(np.uint8)] * 3)
    fills, _ = find_fills(Raster(page, 200.0))
    header = [fill.bbox for fill in fills if abs(fill.bbox.top - 180 * 0.36) < 3]
    assert [(round(box.x0), round(box.x1)) for box in header] == [(36, 684)]


def test_the_bar_of_a_capital_is_no_small_letter() -> None:
    """ "Two" by itself was as large as a heading, and began another table."""
    mask = np.zeros((20, 60), dtype=bool)
    mask[1:3, 4:19] = mask[3:17, 10:13] = True  # T
    for x in (20, 36):  # small letters, half of each row ink
        mask[6:17, x : x + 14 : 2] = mask[6:17, x + 1 : x + 14 : 4] = True
    white = np.full((20, 60, 3), 255, np.uint8)
    black = np.where(mask[:, :, None], 0, 255).astype(np.uint8).repeat(3, axis=2)
    ink = Ink(black, white, mask, np.zeros_like(mask), 200 / 72)
    letters = tuple(Letter(char, x, 1.0) for char, x in (("T", 11), ("w", 27), ("o", 43)))
    (font,) = fonts_of(ink, [TextLine((0, 0, 60, 20), 0, letters)])
    assert font.size == pytest.approx(15 / 0.72, rel=0.08)
