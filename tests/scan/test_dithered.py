"""Pages whose shades are dots of black, as faxes and copiers in black and white make them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import Sheet, save_pages, scorecard
from xlscorecard.model.scorecard import Role
from xlscorecard.pipeline import read_scorecard


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
