"""Pages whose shades are dots of black, as faxes and copiers in black and white make them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("cv2", reason="needs the [ocr] extra")

from tests.scan.making import save_pages, scorecard
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
