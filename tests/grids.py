"""Grids from text pictures, for tests: a line is a row, ``|`` parts its cells.

``<`` joins a place to the cell on its left, ``^`` to the cell above. ``[red]``, ``[amber]``,
``[green]``, ``[blue]``, ``[grey]`` paint the cell; ``{up}``, ``{flat}``, ``{down}`` draw an arrow
in it; ``{circle red}`` a coloured circle, ``{triangle up green}`` a triangle that
points; ``*bold*`` sets it bold; ``~`` is a line break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.geometry import Rgb
from xlscorecard.model.grid import Block, Cell, Document, Grid, Paragraph
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind
from xlscorecard.model.scorecard import Scorecard
from xlscorecard.normalise.scorecard import normalise

PAINTS = {
    "red": Rgb(192, 0, 0),
    "amber": Rgb(255, 192, 0),
    "green": Rgb(0, 176, 80),
    "blue": Rgb(0, 112, 192),
    "grey": Rgb(166, 166, 166),
}
_PAINT = re.compile(r"\[(red|amber|green|blue|grey)\]")
_ARROW = re.compile(r"\{(up|flat|down)\}")
_SHAPE = re.compile(r"\{(circle|star|triangle)(?: (up|down))?(?: (red|amber|green))?\}")


def draw_cell(row: int, col: int, text: str) -> Cell:
    fill = None
    if found := _PAINT.search(text):
        fill = PAINTS[found[1]]
    marks = [
        Mark(MarkKind.ARROW, MadeOf.DRAWN, Direction(arrow[1])) for arrow in _ARROW.finditer(text)
    ]
    for found in _SHAPE.finditer(text):
        direction = Direction(found[2]) if found[2] else None
        colour = PAINTS[found[3]] if found[3] else None
        marks.append(Mark(MarkKind(found[1]), MadeOf.DRAWN, direction, colour=colour))
    text = _PAINT.sub("", _ARROW.sub("", _SHAPE.sub("", text))).strip()
    bold = len(text) > 2 and text.startswith("*") and text.endswith("*")
    if bold:
        text = text.strip("*")
    text = text.replace("~", "\n")
    return Cell(row, col, text=text, fill=fill, marks=tuple(marks), bold=bold)


def merged_places(
    rows: Sequence[Sequence[str]],
) -> dict[tuple[int, int], tuple[str, int, int]]:
    """Each merge origin (row, col) with its text and spans, in reading order."""
    cols = max(len(row) for row in rows)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    found: dict[tuple[int, int], tuple[str, int, int]] = {}
    for r, row in enumerate(rows):
        for c in range(cols):
            text = row[c] if c < len(row) else ""
            if text == "<":
                owner[r, c] = owner[r, c - 1]
            elif text == "^":
                owner[r, c] = owner[r - 1, c]
            else:
                owner[r, c] = (r, c)
                found[r, c] = (text, 1, 1)
            top, left = owner[r, c]
            text, rowspan, colspan = found[top, left]
            found[top, left] = (text, max(rowspan, r - top + 1), max(colspan, c - left + 1))
    return found


def draw_grid(picture: str) -> Grid:
    lines = [line.strip() for line in picture.strip().splitlines() if line.strip()]
    rows = [[part.strip() for part in line.strip("|").split("|")] for line in lines]
    cols = max(len(row) for row in rows)
    cells = (
        replace(draw_cell(r, c, text), rowspan=rowspan, colspan=colspan)
        for (r, c), (text, rowspan, colspan) in merged_places(rows).items()
    )
    return Grid(len(rows), cols, tuple(cells))


def read_blocks(*blocks: str | Block) -> Scorecard:
    """Normalise a paper of paragraphs (plain texts) and grids (pictures with ``|``)."""
    made: list[Block] = []
    for block in blocks:
        if not isinstance(block, str):
            made.append(block)
        elif block.lstrip().startswith("|"):
            made.append(draw_grid(block))
        elif block.startswith("#"):
            level = len(block) - len(block.lstrip("#"))
            made.append(Paragraph(block.lstrip("# "), level=level))
        else:
            made.append(Paragraph(block))
    return normalise(Document("paper.docx", tuple(made)), sha256="0" * 64)
