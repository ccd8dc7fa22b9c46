"""Headers that stand apart from their rows, letters on a colour close behind a figure, and
columns of running text."""

from __future__ import annotations

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Grid, Paragraph
from xlscorecard.model.page import Edge, Fill, Page, Word
from xlscorecard.tables.blocks import find_blocks

GREEN, RED = Rgb(0, 176, 80), Rgb(255, 0, 0)
ROWS = (
    ("Calls answered", "85%", "88.2%", "G"),
    ("Waste recycled", "50%", "46.1%", "R"),
    ("Homes decided", "95%", "71.4%", "R"),
    ("Tax collected", "97.5%", "97.9%", "G"),
)
HEADS = ("Measure", "Target", "Actual", "RAG")


def words_of(text: str, x: float, top: float, *, right: bool = False) -> list[Word]:
    words: list[Word] = []
    x -= sum(4.5 * len(piece) + 2.5 for piece in text.split()) - 2.5 if right else 0.0
    for piece in text.split():
        words.append(Word(piece, BBox(x, top, x + 4.5 * len(piece), top + 8), size=9))
        x = words[-1].bbox.x1 + 2.5
    return words


def body(top: float) -> list[Word]:
    """Four rows 16 points apart, figures set right at 300 and 378, letters set left at 382."""
    words: list[Word] = []
    for number, (title, target, actual, letter) in enumerate(ROWS):
        y = top + 16 * number
        words += words_of(title, 62, y) + words_of(target, 300, y, right=True)
        words += words_of(actual, 378, y, right=True) + words_of(letter, 382, y)
    return words


def tables_of(page: Page) -> list[list[list[str]]]:
    return [block.texts() for block in find_blocks(page) if isinstance(block, Grid)]


def test_a_letter_on_its_colour_is_no_part_of_the_figure_before_it() -> None:
    xs = (62.0, 270.0, 340.0, 381.0)
    words = [w for x, head in zip(xs, HEADS, strict=True) for w in words_of(head, x, 84)]
    fills = tuple(
        Fill(BBox(380, 97 + 16 * n, 420, 113 + 16 * n), GREEN if row[3] == "G" else RED)
        for n, row in enumerate(ROWS)
    )
    page = Page(1, 595.0, 842.0, (*words, *body(100)), fills=fills)
    assert tables_of(page) == [[list(HEADS), *map(list, ROWS)]]


def test_a_boxed_header_over_rows_without_lines() -> None:
    xs = (60.0, 260.0, 320.0, 380.5, 420.0)
    lying = [Edge(xs[0], y, xs[-1], y) for y in (60, 92)]
    standing = [Edge(x, 60, x, 92) for x in xs]
    heads = [w for x, head in zip(xs, HEADS, strict=False) for w in words_of(head, x + 3, 72)]
    letters = [w for w in body(98) if len(w.text) > 1 or w.text in "GR"]
    spaced = [
        Word(w.text, BBox(w.bbox.x0 + 12, w.bbox.top, w.bbox.x1 + 12, w.bbox.bottom), size=9)
        if w.text in {"G", "R"}
        else w
        for w in letters
    ]
    page = Page(1, 595.0, 842.0, (*heads, *spaced), edges=(*lying, *standing))
    assert tables_of(page) == [[list(HEADS), *map(list, ROWS)]]


def test_columns_of_running_text_are_read_to_their_end() -> None:
    def paragraph(x: float, top: float) -> list[Word]:
        line = "The council met most of its aims this year again"
        return [w for n in range(4) for w in words_of(line, x, top + 11 * n)]

    page = Page(
        1,
        595.0,
        842.0,
        (*words_of("Roads", 40, 60), *paragraph(40, 80), *words_of("Homes", 40, 150),
             *paragraph(40, 170), *paragraph(310, 60), *paragraph(310, 150)),
    )  # fmt: skip
    texts = [(b.text[:5], round(b.bbox.x0)) for b in find_blocks(page)
             if isinstance(b, Paragraph) and b.bbox is not None]  # fmt: skip
    assert texts == [("Roads", 40), ("The c", 40), ("Homes", 40), ("The c", 40),
                     ("The c", 310), ("The c", 310)]  # fmt: skip
