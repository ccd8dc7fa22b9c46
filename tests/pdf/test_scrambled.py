"""Pages whose fonts do not say which letters they show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.pdf.making import draw_pdf, one_page, read_one, stream, write_pdf
from tests.unseen.paper import said
from xlscorecard.pdf.garbled import is_scrambled
from xlscorecard.pipeline import read_scorecard
from xlscorecard.scan.ocr.models import is_installed

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
SQUARE = b"1000 0 0 0 1000 1000 d1 100 0 700 700 re f"


def glyph_numbers(path: Path, lines: list[bytes]) -> Path:
    """A page of a font that knows its glyphs by number, and no letters."""
    show = b" 0 -20 Td ".join(b"<%s> Tj" % line.hex().encode() for line in lines)
    names = b" ".join(b"%d /g%d" % (code, code) for code in range(1, 127))
    glyphs = b" ".join(b"/g%d 5 0 R" % code for code in range(1, 127))
    font = (
        b"/Font << /F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000]"
        b" /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 126"
        b" /Widths [%s] /Resources << >> /Encoding << /Differences [%s] >>"
        b" /CharProcs << %s >> >> >>" % (b"600 " * 126, names, glyphs)
    )
    content = b"BT /F1 10 Tf 40 260 Td %s ET" % show
    return write_pdf(path, [*one_page(content, font), stream(SQUARE)])


def test_glyphs_called_by_their_number_are_told(tmp_path: Path) -> None:
    """As Windows' PostScript printers did: "Measure", "Target" and "2022/23" 29 places lower."""
    lines = [bytes(max(1, ord(char) - 29) for char in text) for text in (
        "Measure Target 2022/23", "Rent collected 97.1% 98.4%", "Calls answered 71.2% 80%",
    )]  # fmt: skip
    path = glyph_numbers(tmp_path / "p.pdf", lines)
    assert read_one(path).scrambled
    codes = {finding.code for finding in read_scorecard(path).findings}
    assert "letters-unknown" in codes
    assert ("page-is-a-picture" in codes) is not is_installed()


@pytest.mark.parametrize(
    "lines",
    [
        [b"Measure Target 2022/23", b"Rent collected 97.1% 98.4%"],
        [b"NI192 NI195 NI196 LPI7", b"97.1% 98.4% R A G n/a - TBC"],
        [b"DYMA GANRAN", b"Canran y tai a osodwyd mewn pryd"],
        [b"HR KPI RAG DOT YTD FTE", b"HR KPI RAG DOT YTD FTE CAMHS DTOC"],
    ],
    ids=["words", "codes and figures", "Welsh", "capitals"],
)
def test_other_words_are_words(tmp_path: Path, lines: list[bytes]) -> None:
    assert not read_one(glyph_numbers(tmp_path / "p.pdf", lines)).scrambled


def test_letters_in_another_order_are_no_words(tmp_path: Path) -> None:
    """A subset font numbers its glyphs in the order of their use, here from "!" on."""
    order: dict[str, int] = {}
    text = "Performance report for the third quarter Rent collected Calls answered Days to let"
    lines = [bytes(order.setdefault(c, 33 + len(order)) for c in w) for w in text.split()]
    page = read_one(glyph_numbers(tmp_path / "p.pdf", lines[:10]))
    assert is_scrambled(page.words)


@pytest.mark.skipif(not (is_installed() and DEJAVU.exists()), reason="needs the ocr extra")
def test_such_a_page_is_read_as_a_picture(tmp_path: Path) -> None:
    """A subset font without a map to Unicode, as many distillers leave them."""

    def draw(paper: Any) -> None:
        pdfmetrics.registerFont(TTFont("Subset", str(DEJAVU), asciiReadable=0))
        paper.setFont("Subset", 10)
        paper.drawString(40, 360, "Performance report Quarter 2 2023/24")
        rows = [
            ("Measure", "Target", "Actual", "Status"),
            ("Rent collected", "98%", "97.1%", "Amber"),
            ("Repairs in time", "90%", "94.5%", "Green"),
            ("Days to let a home", "20", "31", "Red"),
        ]
        for number, row in enumerate(rows):
            for x, text in zip((45, 205, 285, 365), row, strict=True):
                paper.drawString(x, 320 - 20 * number, text)
        paper.grid((40, 200, 280, 360, 440), [334 - 20 * number for number in range(5)])

    path = draw_pdf(tmp_path / "p.pdf", draw, size=(500, 400))
    path.write_bytes(re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), path.read_bytes()))
    scorecard = read_scorecard(path)
    assert said(scorecard).splitlines() == [
        "Rent collected; amber - -; t@2023/24=98 a@2023/24 Q2=97.1",
        "Repairs in time; green - -; t@2023/24=90 a@2023/24 Q2=94.5",
        "Days to let a home; red - -; t@2023/24=20 a@2023/24 Q2=31",
    ]
    assert "letters-unknown" in {finding.code for finding in scorecard.findings}
