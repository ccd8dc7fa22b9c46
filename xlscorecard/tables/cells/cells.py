"""Contents of cells: text, fill, ink, marks and footnotes put into a layout's slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import Mark
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.cells.broken_words import BrokenWords
from xlscorecard.tables.cells.side_bars import side_bars
from xlscorecard.tables.cells.symbols import LONGEST_SQUARE, drawn_in, marks_in
from xlscorecard.tables.lines.broken_figures import is_amount, lines_of_figure
from xlscorecard.tables.lines.edges import cell_fills, flat_bars, is_paper
from xlscorecard.tables.lines.layout import Layout, Slot
from xlscorecard.tables.lines.text import (
    ink_of,
    lines_of,
    mostly,
    split_footnotes,
    text_of,
    text_of_line,
)

# A figure that its cell breaks may have a line (its sign, the quarter before a year) that the cell
# does not show.
BROKEN = 0.8
# A fill is a cell's background when it covers this much of the cell, highlight when it covers
# less of the cell but this much of its text.
BACKGROUND = 0.55
BEHIND_TEXT = 0.6
# A smaller fill is of the cell that holds this much of it: squares of the last row and column stand
# out of a table whose edges are those of its texts.
HELD = 0.65
# A rating as a rounded bar: no longer than this for its height, and so high at least; those of one
# column are of one size within this (points).
LONGEST_PILL = 6.0
LOWEST_PILL = 5.0
SAME_SIZE = 1.0
# A shading painted as strips: so many, each over most of the cell, no channel further from the
# middle strip's than this, of 255.
FEWEST_STRIPS = 3
STRIP_LENGTH = 0.7
SHADING = 70


def grid_of(page: Page, layout: Layout, words: Iterable[Word], *, raw: bool = False) -> Grid:
    """The grid of a layout with what stands in it.

    ``raw`` tables show what is printed: raised markers are kept in the text, not split off as
    footnotes, and symbols are not looked into.
    """
    held: list[list[Word]] = [[] for _ in layout.slots]
    for word in words:
        index = layout.home_of(word)
        if index is not None:
            held[index].append(word)
    backgrounds, patches = _fills(page, layout)
    _take_pills(layout, held, backgrounds, patches)
    bars = side_bars(page, layout) if not raw else {}
    shapes, pictures = drawn_in(page, layout) if not raw else ({}, {})
    broken = BrokenWords(page)
    cells: list[Cell] = []
    for index, slot in enumerate(layout.slots):
        words_here = held[index]
        lines = lines_of(words_here)
        marks: tuple[Mark, ...] = ()
        markers: tuple[str, ...] = ()
        if not raw:
            marks = marks_in(
                words_here, shapes.get(index, ()), pictures.get(index, ()), patches[index]
            )
            lines, markers = split_footnotes(lines)
        text = text_of(lines) if raw else broken.text_of(lines, layout.box(slot))
        sure = min([word.confidence for word in words_here], default=1.0)
        if page.sheet and _is_broken(text, lines) and not _holds(layout, slot, lines):
            sure = min(sure, BROKEN)
        cells.append(
            Cell(
                row=slot.row,
                col=slot.col,
                rowspan=slot.rowspan,
                colspan=slot.colspan,
                text=text,
                bbox=layout.box(slot),
                page=page.number,
                fill=backgrounds[index],
                ink=ink_of(words_here),
                highlight=_highlight(words_here, patches[index]),
                bold=mostly(words_here, "bold"),
                italic=mostly(words_here, "italic"),
                marks=marks,
                footnotes=markers,
                confidence=sure,
                bar=bars.get(index),
            )
        )
    return Grid(
        rows=layout.rows,
        cols=layout.cols,
        cells=tuple(cells),
        page=page.number,
        bbox=layout.bbox,
        pieces=((page.number, 0, layout.rows - 1),),
        ruling=layout.ruling,
        confidence=layout.confidence,
        reach=_reach(layout, held) if layout.ruling != "full" else (),
    )


def _is_broken(text: str, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a text is an amount, or begins with a year, that its cell breaks over lines."""
    if len(lines) < 2:
        return False
    return is_amount(text) or lines_of_figure([text_of_line(line) for line in lines]) > 0


def _holds(layout: Layout, slot: Slot, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a cell with borders has room for all lines of its text."""
    box = layout.box(slot)
    inside = box.top < lines[0][0].bbox.top and lines[-1][0].bbox.bottom < box.bottom
    return layout.ruling == "full" and inside


def _reach(layout: Layout, held: Sequence[Sequence[Word]]) -> tuple[tuple[float, float], ...]:
    """From where to where the texts of each column stand; a column without any is as wide as its
    cells."""
    reach = list(pairwise(layout.xs))
    found: dict[int, tuple[float, float]] = {}
    for slot, words in zip(layout.slots, held, strict=True):
        if words and slot.colspan == 1:
            low, high = found.get(slot.col, (float("inf"), float("-inf")))
            low = min(low, *(word.bbox.x0 for word in words))
            found[slot.col] = (low, max(high, *(word.bbox.x1 for word in words)))
    return tuple(found.get(col, edges) for col, edges in enumerate(reach))


def _fills(page: Page, layout: Layout) -> tuple[list[Rgb | None], list[list[tuple[BBox, Rgb]]]]:
    """For each slot its background, and the smaller fills painted in it; later paint wins."""
    backgrounds: list[Rgb | None] = [None] * len(layout.slots)
    patches: list[list[tuple[BBox, Rgb]]] = [[] for _ in layout.slots]
    boxes = [layout.box(slot) for slot in layout.slots]
    for fill in cell_fills(page):
        for index in layout.slots_under(fill.bbox):
            shared = fill.bbox.overlap(boxes[index])
            if shared >= BACKGROUND * boxes[index].area:
                backgrounds[index] = None if is_paper(fill.colour) else fill.colour
                patches[index].clear()
            elif shared >= HELD * fill.bbox.area:
                patches[index].append((fill.bbox, fill.colour))
    for bar in flat_bars(page):
        for index in layout.slots_under(bar[0]):
            if _stands_amid(bar[0], boxes[index]):
                patches[index].append(bar)
    for index, strips in enumerate(patches):
        colour = _striped(strips, boxes[index]) if len(strips) >= FEWEST_STRIPS else None
        if colour is not None:
            backgrounds[index] = colour
            strips.clear()
    return backgrounds, patches


def _take_pills(
    layout: Layout,
    held: Sequence[Sequence[Word]],
    backgrounds: list[Rgb | None],
    patches: Sequence[list[tuple[BBox, Rgb]]],
) -> None:
    """Make the one patch of cells without text their background where those of a column have all
    one size and several colours: ratings as rounded bars, shorter than their cells. Bars of
    charts differ in length, squares are symbols."""
    columns: dict[int, list[int]] = {}
    for index, slot in enumerate(layout.slots):
        if len(patches[index]) == 1 and not held[index] and backgrounds[index] is None:
            columns.setdefault(slot.col, []).append(index)
    for own in columns.values():
        pills = [patches[index][0] for index in own]
        sizes = [(box.width, box.height) for box, _ in pills]
        alike = all(max(lengths) - min(lengths) < SAME_SIZE for lengths in zip(*sizes, strict=True))
        width, height = sizes[0]
        if not alike or not LONGEST_SQUARE * height < width <= LONGEST_PILL * height:
            continue
        if height < LOWEST_PILL or len({colour for _, colour in pills}) < 2:
            continue
        for index, (_, colour) in zip(own, pills, strict=True):
            backgrounds[index] = None if is_paper(colour) else colour
            patches[index].clear()


def _stands_amid(bar: BBox, cell: BBox) -> bool:
    """Whether a bar stands in a cell away from its borders."""
    inside = cell.x0 < bar.x0 and bar.x1 < cell.x1
    middle = cell.top + 0.2 * cell.height < bar.centre[1] < cell.bottom - 0.2 * cell.height
    return inside and middle


def _striped(strips: Sequence[tuple[BBox, Rgb]], cell: BBox) -> Rgb | None:
    """The middle colour of strips that together fill a cell from side to side, as some makers
    paint a shading; None where they leave some of it free or are of several colours."""
    colours = [colour for _, colour in strips]
    if any(is_paper(colour) for colour in colours):
        return None
    lying = all(box.width >= STRIP_LENGTH * cell.width for box, _ in strips)
    standing = all(box.height >= STRIP_LENGTH * cell.height for box, _ in strips)
    if not (lying or standing) or sum(box.area for box, _ in strips) < BACKGROUND * cell.area:
        return None
    middle = colours[len(colours) // 2]
    near = all(max(abs(a - b) for a, b in zip(c, middle, strict=True)) < SHADING for c in colours)
    return middle if near else None


def _highlight(words: Sequence[Word], patches: Sequence[tuple[BBox, Rgb]]) -> Rgb | None:
    """The colour behind most of a cell's text, where it is not the cell's own."""
    if not patches:
        return None
    total = sum(word.bbox.area for word in words)
    if not total:
        return None
    for box, colour in reversed(patches):
        behind = sum(word.bbox.overlap(box) for word in words)
        if behind >= BEHIND_TEXT * total:
            return None if is_paper(colour) else colour
    return None
