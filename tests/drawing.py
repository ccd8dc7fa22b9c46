"""A page from a text picture, so that a table in a test looks like a table.

    +---------+--------+      lines of ``+`` and ``-`` draw horizontal rules
    | Measure | Target |      ``|`` draws a vertical one beside its line of text
    +---------+--------+
    | Visits    12     |      where a line is left out, cells are merged
    +---------+--------+

One character is 6 points wide, a line of text 14 points high, a line of rules takes no room.
Letters are 10 points; words are parted by spaces. Without rules, two spaces and more part cells.
"""

from __future__ import annotations

import re

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Edge, Fill, Page, Word

WIDE, HIGH = 6.0, 14.0
LEFT, TOP = 40.0, 60.0
SIZE = 10.0


def draw_page(picture: str, *, number: int = 1, bold_lines: int = 0, **parts: object) -> Page:
    """The page of a picture; ``bold_lines`` of text from the top are bold; other parts of a
    page (fills, shapes, pictures) are passed on."""
    words: list[Word] = []
    edges: list[Edge] = []
    y = TOP
    texts = 0
    for line in picture.strip("\n").splitlines():
        if re.fullmatch(r"[\s|+-]*[+-]{2}[\s|+-]*", line):
            for rule in re.finditer(r"[+-]{2,}", line):
                start, end = LEFT + WIDE * (rule.start() + 0.5), LEFT + WIDE * (rule.end() - 0.5)
                edges.append(Edge(start, y, end, y))
            continue
        for match in re.finditer(r"\|", line):
            x = LEFT + WIDE * (match.start() + 0.5)
            edges.append(Edge(x, y, x, y + HIGH))
        for match in re.finditer(r"[^\s|]+", line):
            box = BBox(LEFT + WIDE * match.start(), y + 2, LEFT + WIDE * match.end(), y + 2 + SIZE)
            words.append(Word(match.group(), box, size=SIZE, bold=texts < bold_lines))
        texts += 1
        y += HIGH
    return Page(number, 595.0, 842.0, tuple(words), tuple(edges), **parts)  # type: ignore[arg-type]


def line_box(first: int, last: int, start: int, end: int) -> BBox:
    """The box of lines ``first`` to ``last`` and characters ``start`` to ``end`` of a picture."""
    return BBox(LEFT + WIDE * start, TOP + HIGH * first, LEFT + WIDE * end, TOP + HIGH * (last + 1))


def stripe(line: int, start: int, end: int, colour: tuple[int, int, int]) -> Fill:
    """A fill behind one line of a picture."""
    from xlscorecard.model.geometry import Rgb

    return Fill(line_box(line, line, start, end), Rgb(*colour))


def moved(page: Page, dx: float, dy: float) -> Page:
    """The same page with everything on it shifted."""

    def shift(box: BBox) -> BBox:
        return BBox(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)

    from dataclasses import replace

    return replace(
        page,
        words=tuple(replace(word, bbox=shift(word.bbox)) for word in page.words),
        edges=tuple(
            replace(e, x0=e.x0 + dx, x1=e.x1 + dx, top=e.top + dy, bottom=e.bottom + dy)
            for e in page.edges
        ),
        fills=tuple(replace(fill, bbox=shift(fill.bbox)) for fill in page.fills),
    )
