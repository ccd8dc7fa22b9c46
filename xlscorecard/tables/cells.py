"""Contents of cells: text, fill, ink, marks and footnotes put into a layout's slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.grid import Cell, Grid
from xlscorecard.model.mark import Mark
from xlscorecard.model.page import Page, Word
from xlscorecard.tables.edges import cell_fills, is_paper
from xlscorecard.tables.layout import Layout, Slot
from xlscorecard.tables.text import ink_of, lines_of, mostly, split_footnotes, text_of

# A fill is a cell's background when it covers this much of the cell, highlight when it covers
# less of the cell but this much of its text.
BACKGROUND = 0.55
BEHIND_TEXT = 0.6


def grid_of(page: Page, layout: Layout, words: Iterable[Word], *, footnotes: bool = True) -> Grid:
    """The grid of a layout with what stands in it.

    ``footnotes`` says whether raised markers are split off from the text (scorecards) or kept
    in it (raw tables, which show what is printed).
    """
    held: list[list[Word]] = [[] for _ in layout.slots]
    for word in words:
        index = layout.owners.get(id(word))
        if index is None:
            index = layout.slot_index_at(*word.bbox.centre)
        if index is not None:
            held[index].append(word)
    backgrounds, patches = _fills(page, layout)
    cells = tuple(
        _cell(
            page,
            layout.box(slot),
            slot,
            held[index],
            backgrounds[index],
            patches[index],
            footnotes,
        )
        for index, slot in enumerate(layout.slots)
    )
    return Grid(
        rows=layout.rows,
        cols=layout.cols,
        cells=cells,
        page=page.number,
        bbox=layout.bbox,
        pieces=((page.number, 0, layout.rows - 1),),
        ruling=layout.ruling,
        confidence=layout.confidence,
    )


def _cell(
    page: Page,
    box: BBox,
    slot: Slot,
    words: Sequence[Word],
    fill: Rgb | None,
    patches: Sequence[tuple[BBox, Rgb]],
    footnotes: bool,
) -> Cell:
    lines = lines_of(words)
    markers: tuple[str, ...] = ()
    if footnotes:
        lines, markers = split_footnotes(lines)
    marks: tuple[Mark, ...] = ()
    return Cell(
        row=slot.row,
        col=slot.col,
        rowspan=slot.rowspan,
        colspan=slot.colspan,
        text=text_of(lines),
        bbox=box,
        page=page.number,
        fill=fill,
        ink=ink_of(words),
        highlight=_highlight(words, patches),
        bold=mostly(words, "bold"),
        italic=mostly(words, "italic"),
        marks=marks,
        footnotes=markers,
        confidence=min((word.confidence for word in words), default=1.0),
    )


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
            elif shared >= 0.9 * fill.bbox.area:
                patches[index].append((fill.bbox, fill.colour))
    return backgrounds, patches


def _highlight(words: Sequence[Word], patches: Sequence[tuple[BBox, Rgb]]) -> Rgb | None:
    """The colour behind most of a cell's text, where it is not the cell's own."""
    total = sum(word.bbox.area for word in words)
    if not total:
        return None
    for box, colour in reversed(patches):
        behind = sum(word.bbox.overlap(box) for word in words)
        if behind >= BEHIND_TEXT * total:
            return None if is_paper(colour) else colour
    return None
