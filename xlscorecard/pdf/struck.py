"""Text with a line through it: prints that show an author's changes keep what was deleted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from xlscorecard.model.page import Edge
from xlscorecard.pdf.words import PaintedWord

# Where above the baseline a line strikes text out, in font sizes: Word's lies at 0.26, those of
# LibreOffice and of browsers at 0.29.
LOWEST = 0.18
HIGHEST = 0.37
# No thicker, or it is a bar.
THICKEST = 0.12
# A strike begins and ends with the text, up to this far off; the space behind may be struck too.
NEAR = 0.1
BEYOND = 0.4


class Strikes:
    """The level lines of a page, to ask which of them goes through a piece of text."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        lines = [edge for edge in edges if edge.top == edge.bottom]
        self._lines = sorted(lines, key=lambda edge: edge.top)
        self._tops = [edge.top for edge in self._lines]

    def near(self, baseline: float, size: float) -> list[Edge]:
        """The lines that lie where a text on this baseline would be struck out."""
        first = bisect_left(self._tops, baseline - HIGHEST * size)
        end = bisect_right(self._tops, baseline - LOWEST * size, first)
        return [edge for edge in self._lines[first:end] if edge.width <= THICKEST * size]


def line_through(lines: Sequence[Edge], x0: float, x1: float, size: float) -> Edge | None:
    """The line among those near a text that goes through the whole of it."""
    near = NEAR * size
    for line in lines:
        if line.x0 <= x0 + near and line.x1 >= x1 - near:
            return line
    return None


def without_struck(words: Sequence[PaintedWord]) -> tuple[list[PaintedWord], tuple[str, ...]]:
    """The words that no line strikes out, and the texts of the others. A line that goes on where
    its words end rules a table, however it lies."""
    ends: dict[int, tuple[float, float]] = {}
    for item in words:
        if item.line is not None:
            box, key = item.word.bbox, id(item.line)
            x0, x1 = ends.get(key, (box.x0, box.x1))
            ends[key] = min(x0, box.x0), max(x1, box.x1)
    if not ends:
        return list(words), ()
    kept: list[PaintedWord] = []
    struck: list[str] = []
    parted = False
    for item in words:
        if item.line is not None and _ends_with(item.line, ends[id(item.line)], item.word.size):
            struck.append(item.word.text)
            parted = parted or item.word.space_before
            continue
        if parted and not item.word.space_before:
            item.word = replace(item.word, space_before=True)
        parted = False
        kept.append(item)
    return kept, tuple(struck)


def _ends_with(line: Edge, ends: tuple[float, float], size: float) -> bool:
    reach = BEYOND * size
    return line.x0 >= ends[0] - reach and line.x1 <= ends[1] + reach
