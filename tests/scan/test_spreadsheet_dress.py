"""What the styles of Word and Excel leave hardly to be seen in a scan: white rules between pale
cells, discs in pale colours, ratings of one colour below each other, names over the first of
several columns in black paint."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

import numpy as np
from PIL import ImageDraw

from tests.scan.making import Sheet, save_pages
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.page import Fill, Word
from xlscorecard.model.scorecard import Rag, Role, Scorecard, Trend
from xlscorecard.pipeline import read_pages, read_scorecard
from xlscorecard.scan.fills.fill_rows import cut_at_rows
from xlscorecard.scan.raster import Raster
from xlscorecard.scan.rules.white_rules import white_rules

PINK, PALE_AMBER, PALE_GREEN = (255, 199, 206), (255, 235, 156), (198, 239, 206)
PALE = {Rag.RED: PINK, Rag.AMBER: PALE_AMBER, Rag.GREEN: PALE_GREEN}


def _read(sheet: Sheet, folder: Path, **how: float) -> Scorecard:
    path = save_pages([sheet.scanned(**how)], folder / "s.pdf")  # type: ignore[arg-type]
    return read_scorecard(path)


def _titled(title: str) -> Sheet:
    sheet = Sheet()
    sheet.text(40, 40, title, size=14, bold=True)
    return sheet


def test_white_rules_part_pale_cells(tmp_path: Path) -> None:
    """ "Target" and "Variance" stand as close as the words of one name."""
    sheet = _titled("Performance report 2024/25 Quarter 2")
    xs, ys = (40, 190, 250, 310, 345, 390, 440, 560), (70, 96, 114, 140, 158)
    rows = (
        ("Description", "2023/24", "Q2 Result", "Target", "Variance", "Status", "Comment"),
        ("Visits to leisure centres", "12.7", "10.8", "15.8", "-5.0", "Red", "On track."),
        ("Schools rated good or\noutstanding", "61", "64", "62", "+2", "Green", ""),
        ("Library visits", "40.7", "40.6", "41.2", "-0.6", "Amber", "Staff were away."),
    )
    for row, (top, bottom, texts) in enumerate(zip(ys, ys[1:], rows, strict=False)):
        for x0, x1, text in zip(xs, xs[1:], texts, strict=False):
            sheet.fill(x0, top, x1 - 1, bottom - 1, (231, 230, 230) if not row else (238, 242, 248))
            for line, words in enumerate(text.split("\n")):
                sheet.text(x0 + 2, top + 10 + 10 * line, words, size=8, bold=not row)
    read = _read(sheet, tmp_path, skew=-0.8)
    assert [(r.title, r.rag, [(o.role, o.raw) for o in r.observations]) for r in read.records] == [
        (
            title,
            rag,
            list(zip((Role.PREVIOUS, Role.ACTUAL, Role.TARGET, Role.VARIANCE), raw, strict=True)),
        )
        for title, rag, raw in (
            ("Visits to leisure centres", Rag.RED, ("12.7", "10.8", "15.8", "-5.0")),
            ("Schools rated good or outstanding", Rag.GREEN, ("61", "64", "62", "+2")),
            ("Library visits", Rag.AMBER, ("40.7", "40.6", "41.2", "-0.6")),
        )
    ]


def test_a_white_rule_ends_at_the_cell_that_reaches_over_it() -> None:
    """ "Q1" over "Target" and "Actual": the rule between these begins below it."""
    picture = np.full((200, 300, 3), 230, np.uint8)
    for x in (100, 200):
        picture[20:180, x : x + 2] = 255
    picture[40:180, 150:152] = 255
    for y in (60, 100, 140):
        picture[y : y + 2, 20:280] = 255
    lines = white_rules(Raster(picture, 72.0), [Fill(BBox(20, 20, 280, 180), Rgb(230, 230, 230))])
    upright = {line.box[0]: line.box[1::2] for line in lines if not line.horizontal}
    assert upright[100] == upright[200] == (20, 180)
    assert upright[150] == pytest.approx((40, 180), abs=4)


def test_a_sliver_of_paint_is_ruled_by_nothing() -> None:
    """As a picture's edge leaves them: narrower than a pixel, or beyond the picture."""
    page = Raster(np.full((200, 200, 3), 230, np.uint8), 72.0)
    pink = Rgb(*PINK)
    slivers = [Fill(BBox(199.8, 10, 200.2, 90), pink), Fill(BBox(210, 10, 240, 90), pink)]
    assert white_rules(page, slivers) == []


def test_pale_blots_that_lie_anywhere_rate_nothing(tmp_path: Path) -> None:
    """The lakes of a map: none is below or beside another."""
    sheet = _titled("Towns and lakes of the county")
    for x, y in ((80, 100), (190, 141), (311, 187), (402, 120)):
        sheet.disc(x, y, 5, PINK)
    path = save_pages([sheet.scanned()], tmp_path / "s.pdf")
    ((page, _),) = read_pages(path, range(1, 2))
    assert page.scanned
    assert not page.pictures


@pytest.mark.parametrize("quality", [42, 75])
def test_discs_in_pale_colours_rate(tmp_path: Path, quality: int) -> None:
    sheet = _titled("Performance report 2024/25 Quarter 2")
    ratings = (Rag.RED, Rag.GREEN, Rag.AMBER, Rag.GREEN)
    xs, ys = (40, 220, 290, 360, 420), (70, 90, 114, 138, 162, 186)
    for x, text in zip(xs, ("Measure", "Target", "Q2 2024/25", "RAG"), strict=False):
        sheet.text(x + 4, 84, text, bold=True)
    for row, rating in enumerate(ratings):
        top = ys[row + 1]
        for x, text in zip(xs, (f"Visits to library {row + 1}", "71", f"6{row}"), strict=False):
            sheet.text(x + 4, top + 15, text)
        sheet.disc(390, top + 12, 4.5, PALE[rating])
    for y in ys:
        sheet.line(40, y, 420, y)
    for x in xs:
        sheet.line(x, 70, x, 186)
    path = save_pages([sheet.scanned(noise=7)], tmp_path / "s.pdf", quality=quality)
    assert [record.rag for record in read_scorecard(path).records] == list(ratings)


def test_ratings_of_one_colour_below_each_other_are_a_row_s_each(tmp_path: Path) -> None:
    """Upright rules alone part the table: where it has rows, the figures tell."""
    sheet = _titled("Annual performance report 2017/18")
    xs = (40, 230, 300, 370, 410, 560)
    ratings = (Rag.RED, Rag.RED, Rag.GREEN, Rag.GREEN, Rag.GREEN, Rag.AMBER)
    titles = (
        "Average relet time", "Streets below standard", "Days lost to sickness",
        "Young people not in education,\nemployment or training", "Trees planted", "Library visits",
    )  # fmt: skip
    sheet.fill(40, 70, 560, 88, (31, 56, 100))
    for x, text in zip(xs, ("KPI", "Target", "Actual", "RAG", "Latest update"), strict=False):
        sheet.text(x + 4, 82, text, size=8, bold=True, colour=(255, 255, 255))
    top = 88.0
    for row, (title, rating) in enumerate(zip(titles, ratings, strict=True)):
        high = 26.0 if "\n" in title else 17.0
        for line, words in enumerate(title.split("\n")):
            sheet.text(44, top + 11 + 9 * line, words, size=8)
        for x, text in zip(xs[1:], (f"{51 + row}%", f"{61 + row}%", "", "On track."), strict=False):
            sheet.text(x + 4, top + high / 2 + 3, text, size=8)
        sheet.fill(370, top, 410, top + high, PALE[rating])
        top += high
    for x in xs:
        sheet.line(x, 70, x, top)
    read = _read(sheet, tmp_path, skew=-0.6)
    assert [(r.title, r.rag, [o.raw for o in r.observations]) for r in read.records] == [
        (title.replace("\n", " "), rating, [f"{51 + row}%", f"{61 + row}%"])
        for row, (title, rating) in enumerate(zip(titles, ratings, strict=True))
    ]


def test_a_merged_cell_with_a_text_or_one_row_of_figures_is_not_cut() -> None:
    rating = Fill(BBox(300, 100, 340, 130), Rgb(255, 199, 206))
    other = Fill(BBox(300, 130, 340, 145), Rgb(198, 239, 206))
    words = [Word(text, BBox(x, 111, x + 20, 119)) for x, text in ((200, "52%"), (250, "61%"))]
    assert cut_at_rows([rating, other], words) == [rating, other]
    words += [Word(text, BBox(x, 121, x + 20, 129)) for x, text in ((200, "42%"), (250, "49%"))]
    assert len(cut_at_rows([rating, other], words)) == 3
    letter = Word("G", BBox(318, 133, 323, 141))  # of the cell below: the one above has its own
    assert cut_at_rows([rating, other], [*words, letter]) == [rating, other]


def test_a_name_over_the_first_of_several_columns_is_over_those_that_come_again(
    tmp_path: Path,
) -> None:
    """A fax makes the header black, and its rules with it."""
    sheet = _titled("Corporate scorecard Quarter 2 2019-20")
    xs = (40, 180, 240, 300, 350, 400, 460, 510, 560)
    sheet.fill(40, 70, 560, 104, (0, 0, 0))
    for x, y, text in (
        (44, 98, "What we measure"), (184, 86, "Outturn"), (184, 98, "2018-19"),
        (244, 80, "Q1 2019-20"), (244, 98, "Target"), (304, 98, "Actual"), (354, 98, "RAG"),
        (404, 80, "Q2 2019-20"), (404, 98, "Target"), (464, 98, "Actual"), (514, 98, "RAG"),
    ):  # fmt: skip
        sheet.text(x, y, text, size=8, bold=True, colour=(255, 255, 255))
    rows = (
        ("Invoices paid in 30 days", "22.13", "27.45", "22.05", "Amber", "27.48", "28.26", "Red"),
        ("Food premises rated 3", "426", "427", "287", "Green", "382", "434", "Red"),
        ("Days lost to sickness", "243", "197", "262", "Red", "219", "185", "Green"),
    )  # fmt: skip
    for row, texts in enumerate(rows):
        for x, text in zip(xs, texts, strict=False):
            sheet.text(x + 4, 118 + 20 * row, text, size=8)
    for y in (104, 124, 144, 164):
        sheet.line(40, y, 560, y)
    for x in xs:
        sheet.line(x, 104, x, 164)
    picture = sheet.scanned(dpi=200, noise=2).convert("L").point(lambda v: 255 if v > 150 else 0)
    read = read_scorecard(save_pages([picture.convert("RGB")], tmp_path / "s.pdf", quality=95))
    places = [
        (Role.PREVIOUS, "2018/19"), (Role.TARGET, "2019/20 Q1"), (Role.ACTUAL, "2019/20 Q1"),
        (Role.TARGET, "2019/20 Q2"), (Role.ACTUAL, "2019/20 Q2"),
    ]  # fmt: skip
    assert [[(o.role, o.period, o.raw) for o in r.observations] for r in read.records] == [
        [
            (role, period, raw)
            for (role, period), raw in zip(places, (*texts[1:4], *texts[5:7]), strict=True)
        ]
        for texts in rows
    ]


def test_thin_arrows_behind_their_column_s_name_are_its_trends(tmp_path: Path) -> None:
    """No line rules the columns, and "Travel" ends where the arrows begin."""
    sheet = _titled("Key performance indicators 2023/24 Quarter 2")
    for x, text in zip(
        (40, 230, 330, 430, 500), ("Measure", "Target", "Q2", "RAG", "Travel"), strict=True
    ):
        sheet.text(x, 84, text, size=8, bold=True)
    ways = (Trend.DOWN, Trend.UP, Trend.DOWN, Trend.UP)
    for row in range(len(ways)):
        y = 106 + 22 * row
        for x, text in zip(
            (40, 230, 330, 430), (f"Visits to library {row}", "71", f"6{row}", "Green"), strict=True
        ):
            sheet.text(x, y, text, size=8)
        sheet.line(40, y + 8, 560, y + 8, 0.5)
    picture = sheet.scanned(noise=2)
    pen = ImageDraw.Draw(picture)
    scale = 200 / 72
    for row, way in enumerate(ways):
        across, down = 527 * scale, (102 + 22 * row) * scale
        tip = -1 if way is Trend.UP else 1
        pen.line([(across, down - 7 * tip), (across, down + 7 * tip)], fill=(40, 40, 40), width=2)
        pen.polygon(
            [(across, down + 9 * tip), (across - 3, down + 3 * tip), (across + 4, down + 3 * tip)],
            fill=(40, 40, 40),
        )
    read = read_scorecard(save_pages([picture], tmp_path / "s.pdf", quality=80))
    assert [record.trend for record in read.records] == list(ways)
