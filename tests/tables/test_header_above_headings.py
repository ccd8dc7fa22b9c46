"""A painted header above the heading of a table's first section, whose rows stand on stripes."""

from __future__ import annotations

from dataclasses import replace

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Document
from xlscorecard.model.page import Fill, Page
from xlscorecard.model.scorecard import Role
from xlscorecard.normalise.scorecard import normalise
from xlscorecard.tables.blocks import find_blocks
from xlscorecard.tables.joining.stray_rows import with_stray_rows

XS = (48.0, 320.0, 400.0, 480.0)
DARK, PALE = Rgb(59, 56, 56), Rgb(242, 242, 242)
SECTIONS = {
    "Planning": (
        ("Major applications in time", "80%", "91%"),
        ("Appeals dismissed", "70%", "64%"),
        ("Cases closed", "90", "71"),
    ),
    "Housing": (
        ("Homes brought back", "30", "34"),
        ("Repairs on time", "95%", "91%"),
        ("Grants completed", "45", "41"),
    ),
}


def page(header: tuple[str, ...]) -> Page:
    title = words_of("Quarterly indicators 2024/25", 45, 40)
    words = [replace(word, bold=True, size=14.0) for word in title]
    words += [w for x, t in zip(XS, header, strict=False) for w in words_of(t, x, 87)]
    fills = [Fill(BBox(44, 80, 550, 100), DARK)]
    y = 110.0
    for heading, rows in SECTIONS.items():
        words += [replace(word, bold=True, size=11.0) for word in words_of(heading, 45, y)]
        y += 20
        for number, row in enumerate(rows):
            if number % 2 == 0:
                fills.append(Fill(BBox(44, y, 550, y + 20), PALE))
            for x, text in zip(XS, row, strict=False):
                words += words_of(text, x, y + 6)
            y += 20
        y += 20
    return Page(1, 595.0, 842.0, tuple(words), fills=tuple(fills))


def test_the_header_heads_the_rows_of_every_section() -> None:
    blocks = tuple(with_stray_rows(find_blocks(page(("Indicator", "Target", "Actual")))))
    records = normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64).records
    assert [(record.section, record.title) for record in records] == [
        ((heading,), row[0]) for heading, rows in SECTIONS.items() for row in rows
    ]
    assert all(
        [o.role for o in record.observations] == [Role.TARGET, Role.ACTUAL] for record in records
    )


def test_figures_above_a_heading_are_no_header() -> None:
    blocks = tuple(with_stray_rows(find_blocks(page(("Indicator", "80%", "91%")))))
    assert normalise(Document("paper.pdf", blocks, 1), sha256="0" * 64).records == ()
