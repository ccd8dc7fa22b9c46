"""Pages whose shades are dots of black, as faxes and copiers in black and white make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ImageFilter

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages, scorecard
from tests.scan.test_small_signs import thick_arrow, thin_arrow, triangle
from xlscorecard.model.scorecard import Role, Trend
from xlscorecard.pipeline import read_scorecard

Draw = Callable[[Sheet, float, float, float, Trend], None]


@pytest.mark.parametrize("dpi", [200, 300])
def test_a_dithered_page_is_read_and_nothing_on_it_is_quite_sure(dpi: int, tmp_path: Path) -> None:
    dots = scorecard().scanned(dpi=dpi, skew=0.5).convert("1").convert("RGB")
    read = read_scorecard(save_pages([dots], tmp_path / "s.pdf", dpi=dpi, quality=95))
    assert [(record.title, [o.raw for o in record.observations]) for record in read.records] == [
        ("Visits to libraries", ["1.2m", "1.31m"]),
        ("Council tax collected", ["97.5%", "96.8%"]),
        ("Days lost to sickness", ["8", "9"]),
        ("Cost of waste per home", ["£84.50", "£79.28"]),
    ]
    assert all(o.confidence < 0.9 for record in read.records for o in record.observations)


def test_shades_in_a_header_alone_leave_the_letters_beside_it_sharp(tmp_path: Path) -> None:
    """Dots behind small print were taken for rules through it, and the page for none of dots."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance report 2023/24 Quarter 1", size=14, bold=True)
    xs, ys = (40, 190, 270, 350, 430, 510), (70, 84, 97, 110, 123)
    sheet.fill(40, 70, 510, 84, (231, 230, 230))
    rows = (
        ("Indicator", "21/22", "22/23 Outturn", "Annual Target", "Qtr 1 23/24"),
        ("Residents content with the council", "15.5", "14.5", "18.4", "13.4"),
        ("Trees planted", "83%", "58%", "87%", "57%"),
        ("Town centre vacancy rate", "8.4", "8.1", "7.4", "8.5"),
    )
    for row, (top, texts) in enumerate(zip(ys, rows, strict=False)):
        for x, text in zip(xs, texts, strict=False):
            sheet.text(x + 4, top + 9.5, text, size=7, bold=not row)
    for y in ys:
        sheet.line(40, y, 510, y)
    for x in xs:
        sheet.line(x, 70, x, 123)
    dots = sheet.scanned(dpi=300, noise=2).convert("L").point(lambda v: min(255, int(v * 1.04)))
    path = save_pages([dots.convert("1").convert("RGB")], tmp_path / "s.pdf", dpi=300, quality=95)
    said = [
        (record.title, [(o.role, o.period, o.raw) for o in record.observations])
        for record in read_scorecard(path).records
    ]
    places = [
        (Role.PREVIOUS, "2021/22"), (Role.PREVIOUS, "2022/23"), (Role.TARGET, "2023/24"),
        (Role.ACTUAL, "2023/24 Q1"),
    ]  # fmt: skip
    assert said == [
        (title, [(role, period, raw) for (role, period), raw in zip(places, figures, strict=True)])
        for title, *figures in rows[1:]
    ]


@pytest.mark.parametrize(("draw", "size"), [(triangle, 5.0), (thin_arrow, 6.0), (thick_arrow, 8.0)])
def test_commas_and_arrows_between_shades_of_dots_stay_what_they_are(
    draw: Draw, size: float, tmp_path: Path
) -> None:
    """The blur that made shades of dots took commas for points, and arrows for letters."""
    sheet = Sheet()
    sheet.text(40, 40, "Performance report 2023/24 Quarter 2", size=14, bold=True)
    xs = (40, 200, 290, 380, 450, 520)
    sheet.fill(40, 62, 520, 80, (217, 226, 243))
    rows = (
        ("Trees planted", "62,524", "57,579", Trend.DOWN),
        ("Cost of waste", "£1,706,000", "£569,000", Trend.UP),
        ("Missed bins", "1,119", "1,171", Trend.FLAT),
        ("Library visits", "83,099", "74,478", Trend.DOWN),
        ("Calls answered", "2,151", "1,917", Trend.UP),
    )
    for x, text in zip(xs, ("Measure", "Target", "Q2 actual", "Status", "Trend"), strict=False):
        sheet.text(x + 4, 74, text, size=8, bold=True)
    for row, (title, target, actual, trend) in enumerate(rows):
        y = 92 + 18 * row
        sheet.fill(380, y - 12, 450, y + 6, (0, 176, 80) if row % 2 else (255, 192, 0))
        for x, text in zip(xs, (title, target, actual), strict=False):
            sheet.text(x + 4, y, text, size=7.5)
        draw(sheet, 480, y, size, trend)
    for row in range(7):
        sheet.line(40, 62 + 18 * row, 520, 62 + 18 * row, width=0.3)
    for x in xs:
        sheet.line(x, 62, x, 170, width=0.3)
    dots = (
        sheet.scanned(dpi=300, noise=4, skew=0.4).filter(ImageFilter.GaussianBlur(1.2)).convert("L")
    )
    dots = dots.point(lambda tone: min(255, int(tone * 1.06))).convert("1").convert("RGB")
    records = read_scorecard(save_pages([dots], tmp_path / "s.pdf", dpi=300, quality=95)).records
    assert [(r.title, *(o.raw for o in r.observations), r.trend) for r in records] == list(rows)
