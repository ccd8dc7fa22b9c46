"""Symbols in cells: glyphs in the text, drawn shapes, pictures and little coloured squares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xlscorecard.marks.characters import mark_of_character
from xlscorecard.marks.described import with_alt
from xlscorecard.model.geometry import BBox, Rgb
from xlscorecard.model.mark import Direction, MadeOf, Mark, MarkKind
from xlscorecard.model.page import Page, Picture, Shape, Word
from xlscorecard.tables.lines.edges import BAR_LENGTH, BAR_SHAPE, THINNEST_BAR, is_paper
from xlscorecard.tables.lines.layout import Layout

# Parts of one symbol touch or stand this near (points): an arrow's shaft and head, a disc and
# its ring. Two symbols in one cell stand further apart.
PARTS_GAP = 1.5
# A cell with more drawn parts than this holds a chart, not a symbol.
MOST_PARTS = 60
# A coloured square is no longer than this for its height; what is longer is a bar.
LONGEST_SQUARE = 1.6
# A symbol drawn in strokes alone is no wider than this (points); a line over months is.
LONGEST_STROKE = 60.0
# An equals sign is drawn as two lying bars.
MOST_BARS = 2
# So many fills of one colour on one foot, of different heights, are a chart's bars.
FEWEST_BARS = 3


def drawn_in(page: Page, layout: Layout) -> tuple[dict[int, list[Shape]], dict[int, list[Picture]]]:
    """The shapes and the pictures of each slot, by where their middle stands; what is larger
    than its cell lies behind the table."""
    shapes: dict[int, list[Shape]] = {}
    for shape in page.shapes:
        index = _home(shape.bbox, layout)
        if index is not None:
            shapes.setdefault(index, []).append(shape)
    pictures: dict[int, list[Picture]] = {}
    for picture in page.pictures:
        index = _home(picture.bbox, layout)
        if index is not None:
            pictures.setdefault(index, []).append(picture)
    return shapes, pictures


def _home(box: BBox, layout: Layout) -> int | None:
    index = layout.slot_index_at(*box.centre)
    if index is None:
        return None
    cell = layout.box(layout.slots[index])
    if box.width > 1.2 * cell.width + 4 or box.height > 1.2 * cell.height + 4:
        return None
    return index


def marks_in(
    words: Iterable[Word],
    shapes: Sequence[Shape],
    pictures: Sequence[Picture],
    patches: Sequence[tuple[BBox, Rgb]],
) -> tuple[Mark, ...]:
    """The symbols of one cell, left to right. ``patches`` are fills smaller than the cell."""
    words = list(words)
    if not (shapes or pictures or patches) and all(word.text.isascii() for word in words):
        return ()
    found = [*_glyphs(words), *_drawn(shapes), *_pictured(pictures), *_squares(patches, words)]
    return tuple(sorted(found, key=lambda mark: mark.bbox.x0 if mark.bbox else 0.0))


def _glyphs(words: Iterable[Word]) -> Iterable[Mark]:
    for word in words:
        if word.text.isascii():
            continue
        for char in word.text:
            mark = mark_of_character(char)
            if mark is not None:
                ink = None if max(word.ink) < 0x40 else word.ink
                yield replace(
                    mark,
                    colour=mark.colour or ink,
                    bbox=word.bbox,
                    confidence=min(mark.confidence, word.confidence),
                )


def _drawn(shapes: Sequence[Shape]) -> Iterable[Mark]:
    if not shapes or len(shapes) > MOST_PARTS:
        return
    from xlscorecard.marks.shapes import mark_of_group  # with numpy, for drawn symbols only

    groups: list[tuple[BBox, list[Shape]]] = []
    for shape in shapes:
        box = shape.bbox
        parts = [shape]
        apart: list[tuple[BBox, list[Shape]]] = []
        for other, members in groups:
            if _near(other, box):
                box = box.union(other)
                parts = members + parts
            else:
                apart.append((other, members))
        groups = [*apart, (box, parts)]
    for box, parts in groups:
        if box.width > LONGEST_STROKE and all(part.fill is None for part in parts):
            continue  # a chart's line
        mark = mark_of_group(parts)
        if mark is not None:
            yield mark


def _near(first: BBox, second: BBox) -> bool:
    across = max(first.x0, second.x0) - min(first.x1, second.x1)
    down = max(first.top, second.top) - min(first.bottom, second.bottom)
    return max(across, down) <= PARTS_GAP


def _pictured(pictures: Iterable[Picture]) -> Iterable[Mark]:
    for picture in pictures:
        if picture.rgba is None:
            continue
        from xlscorecard.marks.pictures import mark_of_picture

        mark = mark_of_picture(picture.width, picture.height, picture.rgba)
        described = with_alt(mark, picture.alt)
        if described is not None:
            yield replace(described, bbox=picture.bbox)


def _flat_bar(patches: Sequence[tuple[BBox, Rgb]]) -> Mark | None:
    """A lying bar that stands for "no change", or two below each other, an equals sign."""
    if not patches or len({(round(box.x0), round(box.x1), colour) for box, colour in patches}) > 1:
        return None
    bars = [box for box, _ in patches]
    colour = patches[0][1]
    if len(bars) > MOST_BARS or is_paper(colour):
        return None
    if not all(
        BAR_LENGTH[0] <= bar.width <= BAR_LENGTH[1]
        and bar.height >= THINNEST_BAR
        and bar.width > BAR_SHAPE * bar.height
        for bar in bars
    ):
        return None
    whole = bars[0].union(bars[-1])
    return Mark(MarkKind.DASH, MadeOf.DRAWN, Direction.FLAT, colour, bbox=whole)


def _squares(patches: Iterable[tuple[BBox, Rgb]], words: Sequence[Word]) -> Iterable[Mark]:
    """Fills that are symbols themselves: square, coloured, with no text upon them."""
    patches = list(patches)
    bar = _flat_bar(patches) if not words else None
    if bar is not None:
        yield bar
        return
    heights: dict[tuple[Rgb, int], set[int]] = {}
    for box, colour in patches:
        heights.setdefault((colour, round(box.bottom)), set()).add(round(box.height))
    for box, colour in patches:
        if is_paper(colour) or min(box.width, box.height) < 4:
            continue
        if len(heights[colour, round(box.bottom)]) >= FEWEST_BARS:
            continue
        if max(box.width, box.height) > LONGEST_SQUARE * min(box.width, box.height):
            continue
        if any(word.bbox.overlap(box) > 0.3 * word.bbox.area for word in words):
            continue
        yield Mark(MarkKind.SQUARE, MadeOf.DRAWN, colour=colour, bbox=box)
