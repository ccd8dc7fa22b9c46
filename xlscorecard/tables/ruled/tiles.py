"""Dashboards of tiles: boxes of one width, each with a measure's name, its figure and its target.

A tile is no row of a table, but its boxes tile a grid: each becomes one cell of it, with all its
lines. What the lines mean is for ``normalise``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xlscorecard.marks.colour import is_neutral
from xlscorecard.model.geometry import BBox, Rgb, signed_area
from xlscorecard.model.grid import Grid
from xlscorecard.model.page import Fill, Page, Shape, Word
from xlscorecard.tables.cells.cells import grid_of
from xlscorecard.tables.cells.gauges import gauge_colours
from xlscorecard.tables.lines.edges import Rule
from xlscorecard.tables.lines.layout import Layout, Slot
from xlscorecard.tables.lines.text import lines_of, text_of_line
from xlscorecard.tables.lines.values import is_figure
from xlscorecard.tables.ruled.ruled import Frame, layout_of_frame

# How small and how large a tile is: points, and shares of the page.
NARROWEST, LOWEST = 60.0, 30.0
WIDEST, HIGHEST = 0.96, 0.5
# A wider one may be a row of a table: in a panel figures have their names before them.
WIDE = 0.62
# Tiles of one set are of one width, and stand in line, within this.
ALIKE = 3.0
FEWEST = 2
# Two boxes, or boxes that touch, are tiles only where their figures are set in letters so many
# times as large as the names': cells of a table are not.
SURELY = 3
LARGER = 1.25
MOST_WORDS = 45
# So many lines that end with two figures are rows of a table.
ROWS = 2
# Tiles stand this far apart; cells of a table touch.
GAP = 1.5
# In so many of a set there is a figure at the end of a line.
MEASURING = 0.8
# A border with round corners goes round this much of its box at least.
ROUND_BOX = 0.87
# A band of colour along a tile's side: so long, and so thick at most, as shares of the tile.
LONG, THICK = 0.7, 0.4
# Paint thinner than this is a line (points).
THINNEST = 1.4
# A band of colour above an open box is no higher than this (points).
THICKEST_BAND = 14.0


def find_tiles(
    page: Page, frames: Iterable[Frame], alone: Iterable[Rule], fills: Sequence[Fill]
) -> list[Grid]:
    """A grid for each set of tiles on a page."""
    boxes = _boxes(page, frames, alone, fills)
    if len(boxes) < FEWEST:
        return []
    grids: list[Grid] = []
    taken: list[BBox] = []
    for boxes_alike in _sets(boxes):
        tiles = [box for box in boxes_alike if not any(box.overlap(other) for other in taken)]
        held = _words_in(tiles, page.words)
        tiles = [box for box in tiles if held[box]]
        if len(tiles) < FEWEST or not _are_tiles(tiles, held, page.words):
            continue
        if _are_stripes(tiles, held, page.words):
            continue
        if tiles[0].width > WIDE * page.width and not all(_is_panel(held[box]) for box in tiles):
            continue
        taken += tiles
        words = [word for box in tiles for word in held[box]]
        layout = _layout(tiles)
        grid = _with_bands(grid_of(page, layout, words), tiles, fills, page)
        grids.append(_with_gauges(grid, gauge_colours(page, layout)))
    return grids


def _boxes(
    page: Page, frames: Iterable[Frame], alone: Iterable[Rule], fills: Sequence[Fill]
) -> list[BBox]:
    """The boxes of a tile's size, largest first, each once."""
    found = [fill.bbox for fill in fills]
    found += [
        frame.bbox
        for frame in frames
        if len(frame.horizontal) <= 3 and layout_of_frame(frame) is None
    ]
    found += _between_lines(fills, alone)
    found += [shape.bbox for shape in page.shapes if _has_round_corners(shape)]
    sized = [
        box
        for box in found
        if NARROWEST <= box.width <= WIDEST * page.width
        and LOWEST <= box.height <= HIGHEST * page.height
    ]
    kept: list[BBox] = []
    for box in sorted(sized, key=lambda box: -box.area):
        if not any(_same(box, other) for other in kept):
            kept.append(box)
    return kept


def _has_round_corners(shape: Shape) -> bool:
    """Whether a drawn path is the border of a box with round corners: an ellipse fills less of
    its box."""
    if not shape.curved or shape.bbox.height < LOWEST or shape.bbox.width < NARROWEST:
        return False
    area = max((abs(signed_area(o)) for o in shape.outlines if o), default=0.0)
    return area >= ROUND_BOX * shape.bbox.area


def _between_lines(fills: Sequence[Fill], alone: Iterable[Rule]) -> list[BBox]:
    """Boxes open at their sides: a band of colour above and a line below, of one width."""
    lines = list(alone)
    found: list[BBox] = []
    for fill in fills:
        band = fill.bbox
        if band.width < NARROWEST or band.height > THICKEST_BAND:
            continue
        below = [
            line.at
            for line in lines
            if abs(line.low - band.x0) <= ALIKE
            and abs(line.high - band.x1) <= ALIKE
            and line.at > band.bottom
        ]
        if below:
            found.append(BBox(band.x0, band.top, band.x1, min(below)))
    return found


def _same(one: BBox, other: BBox) -> bool:
    return all(abs(a - b) <= ALIKE for a, b in zip(one, other, strict=True))


def _sets(boxes: Sequence[BBox]) -> list[list[BBox]]:
    """Boxes of one width, the widest first."""
    sets: list[list[BBox]] = []
    for box in sorted(boxes, key=lambda box: -box.width):
        if sets and sets[-1][0].width - box.width <= ALIKE:
            sets[-1].append(box)
        else:
            sets.append([box])
    return [boxes_alike for boxes_alike in sets if len(boxes_alike) >= FEWEST]


def _words_in(tiles: Sequence[BBox], words: Sequence[Word]) -> dict[BBox, list[Word]]:
    held: dict[BBox, list[Word]] = {box: [] for box in tiles}
    for word in words:
        x, y = word.bbox.centre
        for box in tiles:
            if box.holds(x, y):
                held[box].append(word)
                break
    return held


def _are_tiles(tiles: Sequence[BBox], held: dict[BBox, list[Word]], words: Sequence[Word]) -> bool:
    """Whether boxes stand apart from each other, alone at their height, and measure something;
    boxes that do not, or only two, where their figures stand out."""
    apart = len(tiles) >= SURELY
    for number, box in enumerate(tiles):
        for other in tiles[number + 1 :]:
            across = max(box.x0, other.x0) - min(box.x1, other.x1)
            down = max(box.top, other.top) - min(box.bottom, other.bottom)
            if max(across, down) < -ALIKE:
                return False  # one over the other
            apart = apart and max(across, down) >= GAP
            beside = down < 0 and abs(box.top - other.top) > ALIKE
            if beside or (across < 0 and abs(box.x0 - other.x0) > ALIKE):
                return False  # boxes of a drawing, in no lines
    inside = {id(word) for box in tiles for word in held[box]}
    for word in words:
        y = word.bbox.centre[1]
        if id(word) not in inside and any(box.top < y < box.bottom for box in tiles):
            return False
    measuring = 0
    for box in tiles:
        lines = lines_of(held[box])
        if len(held[box]) > MOST_WORDS or _is_table(lines):
            return False
        texts = map(text_of_line, lines)
        figures = any(is_figure(text) for line in texts for text in line.split())
        measuring += len(lines) > 1 and figures and (apart or _stands_out(lines))
    return measuring >= MEASURING * len(tiles)


def _are_stripes(
    tiles: Sequence[BBox], held: dict[BBox, list[Word]], words: Sequence[Word]
) -> bool:
    """Whether boxes below each other have rows of figures between them: every other row of a
    table is painted, and only some of those are as high as tiles."""
    first = tiles[0]
    if any(abs(box.x0 - first.x0) > ALIKE for box in tiles):
        return False
    top, bottom = min(box.top for box in tiles), max(box.bottom for box in tiles)
    inside = {id(word) for box in tiles for word in held[box]}
    around = BBox(first.x0, top, first.x1, bottom)
    between = [w for w in words if id(w) not in inside and around.holds(*w.bbox.centre)]
    return any(sum(is_figure(word.text) for word in line) >= ROWS for line in lines_of(between))


def _is_panel(words: Sequence[Word]) -> bool:
    """Whether a box begins with a line without figures and names some below ("Target: 45%")."""
    lines = lines_of(words)
    named = any(
        before.text.endswith(":") and is_figure(word.text)
        for line in lines[1:]
        for before, word in pairwise(line)
    )
    return named and not any(is_figure(word.text) for word in lines[0])


def _is_table(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a box holds a table of its own: several lines end with two figures or more."""
    ends = [line[-2:] for line in lines if len(line) > 2]
    return sum(all(is_figure(word.text) for word in end) for end in ends) >= ROWS


def _stands_out(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a tile's largest line is a figure, and a name in smaller letters stands with it."""
    largest = max(lines, key=lambda line: line[0].size)
    name = max(lines, key=lambda line: 0 if line is largest else sum(len(w.text) for w in line))
    large = largest[0].size >= LARGER * name[0].size
    return large and all(is_figure(word.text) for word in largest[:1]) and len(largest) <= 2


def _layout(tiles: Sequence[BBox]) -> Layout:
    """The grid of tiles; the lines stand midway between them."""
    tops = _lines((box.top, box.bottom) for box in tiles)
    sides = _lines((box.x0, box.x1) for box in tiles)
    slots = tuple(Slot(row, col) for row in range(len(tops) - 1) for col in range(len(sides) - 1))
    return Layout(sides, tops, slots, ruling="tiles")


def _lines(spans: Iterable[tuple[float, float]]) -> tuple[float, ...]:
    gathered: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if gathered and start < gathered[-1][1]:
            gathered[-1] = (gathered[-1][0], max(end, gathered[-1][1]))
        else:
            gathered.append((start, end))
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(gathered)]
    return (gathered[0][0], *middles, gathered[-1][1])


def _with_bands(grid: Grid, tiles: Sequence[BBox], fills: Sequence[Fill], page: Page) -> Grid:
    """The grid with each tile's band of colour as its cell's bar."""
    painted = [(fill.bbox, fill.colour) for fill in fills]
    painted += [
        (fill.bbox, fill.colour)
        for fill in page.fills
        if min(fill.bbox.width, fill.bbox.height) < 4
    ]
    for edge in page.edges:
        half = edge.width / 2
        wide, high = (0.0, half) if edge.horizontal else (half, 0.0)
        painted.append(
            (BBox(edge.x0 - wide, edge.top - high, edge.x1 + wide, edge.bottom + high), edge.colour)
        )
    bands: dict[BBox, Rgb | None] = {box: _band(box, painted) for box in tiles}
    cells = []
    for cell in grid.cells:
        own = next(
            (box for box in tiles if cell.bbox is not None and cell.bbox.holds(*box.centre)), None
        )
        cells.append(replace(cell, bar=bands[own] if own is not None else None, bbox=own))
    return replace(grid, cells=tuple(cells))


def _with_gauges(grid: Grid, gauges: Mapping[int, Rgb]) -> Grid:
    """The grid with the colour of the gauge in each tile (by its number) that has no band."""
    if not gauges:
        return grid
    cells = tuple(
        replace(cell, bar=cell.bar or gauges.get(number)) for number, cell in enumerate(grid.cells)
    )
    return replace(grid, cells=cells)


def _band(tile: BBox, painted: Sequence[tuple[BBox, Rgb]]) -> Rgb | None:
    """The colour along one of a tile's sides; None without one, and for several."""
    found: set[Rgb] = set()
    for box, colour in painted:
        if is_neutral(colour) or min(box.width, box.height) < THINNEST:
            continue
        if box.x0 < tile.x0 - ALIKE or box.x1 > tile.x1 + ALIKE:
            continue
        if box.top < tile.top - 3 * ALIKE or box.bottom > tile.bottom + 3 * ALIKE:
            continue
        standing = box.height >= LONG * tile.height and box.width <= THICK * tile.width
        lying = box.width >= LONG * tile.width and box.height <= THICK * tile.height
        at_side = min(abs(box.x0 - tile.x0), abs(box.x1 - tile.x1)) <= ALIKE
        at_end = (
            min(abs(box.top - tile.top), abs(box.bottom - tile.bottom)) <= 2 * ALIKE
            or abs(box.bottom - tile.top) <= ALIKE
        )
        if (standing and at_side) or (lying and at_end):
            found.add(colour)
    return found.pop() if len(found) == 1 else None
