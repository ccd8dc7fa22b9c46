"""Symbols that rate without any colour."""

from __future__ import annotations

from dataclasses import replace

from tests.grids import read_blocks
from xlscorecard.marks.glyphs import glyph_marks
from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Cell, Grid, Paragraph
from xlscorecard.model.scorecard import Rag, Trend


def lines(*rows: tuple[str, ...]) -> Grid:
    cells = (
        Cell(row, col, text=text, marks=glyph_marks(text))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return Grid(len(rows), len(rows[0]), tuple(cells))


def test_a_triangle_of_a_set_is_a_rating_and_no_arrow() -> None:
    scorecard = read_blocks(
        lines(
            ("Measure", "Actual", "Target", "Status"),
            ("Visits", "161", "155", "★"),
            ("Learners", "611", "900", "▲"),
        ),
        lines(
            ("★", "On or above target"),
            ("●", "Within 5% of target"),
            ("▲", "More than 5% below target"),
        ),
    )
    assert [(r.rag, r.trend) for r in scorecard.records] == [(Rag.GREEN, None), (Rag.RED, None)]


def test_a_key_of_lines_that_begin_with_their_symbols() -> None:
    table = lines(
        ("Measure", "Actual", "Target", "Status"),
        ("Visits", "161", "155", "★"),
        ("Learners", "611", "900", "▲"),
    )
    key = Paragraph("★ On or above target\n● Within 5% of target\n▲ Target missed")
    assert [r.rag for r in read_blocks(table, key).records] == [Rag.GREEN, Rag.RED]


def test_a_list_is_no_key() -> None:
    table = lines(
        ("Measure", "Actual", "Target", "Status"),
        ("Visits", "161", "155", "●"),
        ("Learners", "611", "900", "●"),
    )
    remarks = Paragraph("● Targets met in two services\n● One target missed")
    assert [r.rag for r in read_blocks(table, remarks).records] == [None, None]


def test_the_arrow_beside_a_triangle_of_a_set_is_the_trend() -> None:
    def status(row: int, text: str, colour: str) -> Cell:
        rated, arrow = (*glyph_marks(text[0]), *glyph_marks(text[1]))
        return Cell(
            row, 3, text=text[1], marks=(replace(rated, colour=Rgb.from_hex(colour)), arrow)
        )

    plain = lines(
        ("Measure", "Actual", "Target", "Status"),
        ("Visits", "161", "155", ""),
        ("Learners", "611", "900", ""),
        ("Members", "80", "90", ""),
    )
    kept = [cell for cell in plain.cells if cell.text]
    symbols = [status(1, "★↑", "2E9E47"), status(2, "▲↓", "E0202A"), status(3, "●↑", "F5A800")]
    scorecard = read_blocks(replace(plain, cells=(*kept, *symbols)))
    assert [(r.rag, r.trend) for r in scorecard.records] == [
        (Rag.GREEN, Trend.UP), (Rag.RED, Trend.DOWN), (Rag.AMBER, Trend.UP),
    ]  # fmt: skip
