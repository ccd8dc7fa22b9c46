"""Symbols drawn before the lines of a key that is no table."""

from __future__ import annotations

from tests.tables.test_painted_header import words_of
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Paragraph
from xlscorecard.model.mark import MarkKind
from xlscorecard.model.page import Page, Shape
from xlscorecard.tables.blocks import find_blocks

DARK = Rgb(51, 51, 51)


def triangle(x: float, y: float) -> Shape:
    outline = ((x, y + 10), (x + 5, y), (x + 10, y + 10), (x, y + 10))
    return Shape(BBox(x, y, x + 10, y + 10), (outline,), fill=DARK)


def diamond(x: float, y: float) -> Shape:
    outline = ((x, y + 5), (x + 5, y), (x + 10, y + 5), (x + 5, y + 10), (x, y + 5))
    return Shape(BBox(x, y, x + 10, y + 10), (outline,), fill=DARK)


def test_a_shape_before_a_line_is_its_paragraphs_mark() -> None:
    words = [*words_of("Target met", 60, 101), *words_of("Target missed", 60, 141)]
    page = Page(
        1, 595.0, 842.0, tuple(words), shapes=(diamond(40, 100), triangle(40, 140))
    )  # fmt: skip
    found = [
        (block.text, [mark.kind for mark in block.marks])
        for block in find_blocks(page)
        if isinstance(block, Paragraph)
    ]
    assert found == [
        ("Target met", [MarkKind.DIAMOND]), ("Target missed", [MarkKind.TRIANGLE]),
    ]  # fmt: skip
