"""Names of sections on their side, in painted blocks left of a table that rules its own rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Document
from xlscorecard.model.page import Edge, Fill, Page, Word
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks

PURPLE = Rgb(92, 45, 145)
XS = (90.0, 300.0, 380.0, 460.0, 540.0)
HEADER = ("Measure", "Target", "Actual", "RAG")
SECTIONS = {
    "People": (("Calls in time", "90%", "88%", "A"), ("Visits made", "50", "61", "G")),
    "Places": (("Bins emptied", "99%", "97%", "R"), ("Potholes mended", "40", "44", "G")),
}
HIGH = 24.0


def on_its_side(text: str, box: BBox) -> Word:
    """A word that reads upwards in the middle of a block."""
    x, y = box.centre
    place = BBox(x - 5, y - 20, x + 5, y + 20)
    return Word(text, place, rotation=270, ink=Rgb(255, 255, 255))


def page(left: float) -> Page:
    words = [w for x, name in zip(XS, HEADER, strict=False) for w in words_of(name, x + 4, 108)]
    words = [replace(word, bold=True) for word in words]
    fills: list[Fill] = []
    y = 100 + HIGH
    for name, rows in SECTIONS.items():
        block = BBox(left, y, left + 30, y + len(rows) * HIGH)
        fills.append(Fill(block, PURPLE))
        words.append(on_its_side(name, block))
        for row in rows:
            words += [w for x, t in zip(XS, row, strict=False) for w in words_of(t, x + 4, y + 8)]
            y += HIGH
    lines = [Edge(XS[0], 100 + n * HIGH, XS[-1], 100 + n * HIGH) for n in range(6)]
    lines += [Edge(x, 100, x, y) for x in XS]
    return Page(1, 595.0, 842.0, tuple(words), tuple(lines), tuple(fills))


@pytest.mark.parametrize("left", [56.0, 40.0])
def test_the_blocks_are_the_sections_of_the_rows_beside_them(left: float) -> None:
    scorecard = normalise(Document("paper.pdf", find_blocks(page(left)), 1), sha256="0" * 64)
    assert [(record.section, record.title) for record in scorecard.records] == [
        (("People",), "Calls in time"),
        (("People",), "Visits made"),
        (("Places",), "Bins emptied"),
        (("Places",), "Potholes mended"),
    ]
    assert [o.raw for r in scorecard.records for o in r.observations] == [
        "90%", "88%", "50", "61", "99%", "97%", "40", "44",
    ]  # fmt: skip
