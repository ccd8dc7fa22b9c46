"""What a cell looks like: fill, highlight, ink, symbols, footnotes."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image, ImageDraw

from tests.drawing import draw_page, line_box
from xlscorecard.model.geometry import WHITE, BBox, Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import Direction, MadeOf, MarkKind
from xlscorecard.model.page import Fill, Page, Picture, Shape, Word
from xlscorecard.tables.blocks import find_blocks

RED, GREEN = Rgb(192, 0, 0), Rgb(0, 176, 80)
PICTURE = """
+--------+--------+
| Ref    | RAG    |
+--------+--------+
| A1     | G      |
+--------+--------+
| A2     |        |
+--------+--------+
"""
RAG_CELL = line_box(1, 1, 9, 18)
EMPTY_CELL = line_box(2, 2, 9, 18)


def cell(page: Page, row: int, col: int) -> Cell:
    (grid,) = [block for block in find_blocks(page) if isinstance(block, Grid)]
    found = grid.at(row, col)
    assert found is not None
    return found


def test_fill_is_the_topmost_that_covers_the_cell() -> None:
    page = draw_page(PICTURE, fills=(Fill(RAG_CELL, RED), Fill(RAG_CELL, GREEN)))
    assert cell(page, 1, 1).fill == GREEN
    assert cell(page, 1, 0).fill is None


def test_white_paint_hides_a_fill() -> None:
    page = draw_page(PICTURE, fills=(Fill(RAG_CELL, RED), Fill(RAG_CELL, WHITE)))
    assert cell(page, 1, 1).fill is None


def strips(*colours: Rgb, across: float = 1.0) -> tuple[Fill, ...]:
    """A cell painted in lying strips below each other, from its left side on."""
    box = EMPTY_CELL
    high, right = box.height / len(colours), box.x0 + across * box.width
    return tuple(
        Fill(BBox(box.x0, box.top + n * high, right, box.top + (n + 1) * high), colour)
        for n, colour in enumerate(colours)
    )


def test_a_shading_in_strips_is_the_cells_fill() -> None:
    pale, middle, dark = Rgb(0, 190, 90), GREEN, Rgb(0, 160, 70)
    assert cell(draw_page(PICTURE, fills=strips(pale, middle, dark)), 2, 1).fill == middle
    for other in (strips(RED, middle, dark), strips(pale, middle, dark, across=0.5)):
        assert cell(draw_page(PICTURE, fills=other), 2, 1).fill is None


def test_a_small_picture_is_a_mark() -> None:
    image = Image.new("RGBA", (24, 24), (255, 255, 255, 255))
    ImageDraw.Draw(image).ellipse((2, 2, 21, 21), fill=(*RED, 255))
    x, y = EMPTY_CELL.centre
    disc = Picture(BBox(x - 5, y - 5, x + 5, y + 5), 24, 24, image.tobytes())
    page = replace(draw_page(PICTURE), pictures=(disc,))
    (mark,) = cell(page, 2, 1).marks
    assert (mark.kind, mark.made_of, mark.colour) == (MarkKind.CIRCLE, MadeOf.PICTURE, RED)
    too_large = replace(disc, bbox=BBox(x - 60, y - 60, x + 60, y + 60))
    assert cell(replace(page, pictures=(too_large,)), 2, 1).marks == ()


def test_shading_behind_the_text_alone_is_a_highlight() -> None:
    behind = line_box(1, 1, 11, 12)
    page = draw_page(PICTURE, fills=(Fill(behind, GREEN),))
    found = cell(page, 1, 1)
    assert (found.fill, found.highlight) == (None, GREEN)


def test_ink_and_weight() -> None:
    page = draw_page(PICTURE)
    words = tuple(
        replace(word, ink=RED, bold=True) if word.text == "G" else word for word in page.words
    )
    found = cell(replace(page, words=words), 1, 1)
    assert (found.ink, found.bold) == (RED, True)
    assert cell(page, 1, 0).ink is None


def test_a_drawn_arrow() -> None:
    x, y = EMPTY_CELL.centre
    half = ((0, -5), (4, 0), (1.5, 0), (1.5, 5), (-1.5, 5), (-1.5, 0), (-4, 0), (0, -5))
    outline = tuple((x + dx, y + dy) for dx, dy in half)
    arrow = Shape(BBox(x - 4, y - 5, x + 4, y + 5), (outline,), fill=GREEN)
    (mark,) = cell(draw_page(PICTURE, shapes=(arrow,)), 2, 1).marks
    assert (mark.kind, mark.made_of, mark.direction, mark.colour) == (
        MarkKind.ARROW,
        MadeOf.DRAWN,
        Direction.UP,
        GREEN,
    )


def test_a_glyph_arrow_is_a_mark_and_stays_in_the_text() -> None:
    page = draw_page(PICTURE.replace("|        |\n+--------+--------+\n", "| \u2193      |\n", 1))
    page = draw_page(PICTURE.replace("| A2     |        |", "| A2     | \u2193      |"))
    found = cell(page, 2, 1)
    assert found.text == "\u2193"
    assert [mark.direction for mark in found.marks] == [Direction.DOWN]


def test_a_coloured_square_is_a_mark() -> None:
    x, y = EMPTY_CELL.centre
    square = Fill(BBox(x - 4, y - 4, x + 4, y + 4), RED)
    found = cell(draw_page(PICTURE, fills=(square,)), 2, 1)
    assert [(mark.kind, mark.colour) for mark in found.marks] == [(MarkKind.SQUARE, RED)]
    assert found.fill is None


def test_footnotes_are_split_off_or_kept() -> None:
    page = draw_page(PICTURE)
    at = next(word for word in page.words if word.text == "G").bbox
    raised = Word(
        "1",
        BBox(at.x1, at.top, at.x1 + 3, at.top + 5),
        size=6,
        superscript=True,
        space_before=False,
    )
    page = replace(page, words=(*page.words, raised))
    assert (cell(page, 1, 1).text, cell(page, 1, 1).footnotes) == ("G", ("1",))
    (grid,) = [b for b in find_blocks(page, raw=True) if isinstance(b, Grid)]
    assert grid.texts()[1][1] == "G1"


def test_turned_header_text_is_read_in_its_own_direction() -> None:
    page = draw_page("""
+--------+--------+
|        |        |
| Ref    |        |
|        |        |
+--------+--------+
| A1     | 12     |
+--------+--------+
| A2     | 14     |
+--------+--------+
""")
    turned = (
        Word("Q1", BBox(110, 80, 120, 95), rotation=270),
        Word("17/18", BBox(110, 62, 120, 78), rotation=270),
    )
    assert cell(replace(page, words=(*page.words, *turned)), 0, 1).text == "Q1 17/18"
