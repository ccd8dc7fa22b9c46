"""Painted paths of a page: ruling lines, filled rectangles and other shapes, in paint order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from xlscorecard.model.geometry import BLACK, WHITE, BBox, Rgb, signed_area
from xlscorecard.model.page import Edge, Shape
from xlscorecard.model.quick import quickly_made
from xlscorecard.pdf import native
from xlscorecard.pdf.outlines import (
    Point,
    box_around,
    chords,
    common_part,
    frame_of,
    mitred_side,
    rectangle_of,
    sides_of,
    straight_lines,
)
from xlscorecard.pdf.painted import LONG_RATIO, LONG_THIN, THIN, Painted
from xlscorecard.pdf.turn import Affine

# A curved outline that fills this much of its box is a box with round corners, not an
# ellipse (0.785).
ROUND_RECTANGLE = 0.87
# A path of more segments is lettering or a map: its curves are not worth flattening.
MAX_CURVES = 150
# Points of one path; a map's coast line has tens of thousands and is no mark and no rule.
MAX_SEGMENTS = 4000
# After so many white fills of a page that are white indeed, the others are taken for white too.
ENOUGH_WHITE = 30
# Paler than this opacity nothing is seen on paper.
FAINT = 8


@quickly_made
@dataclass(frozen=True, slots=True)
class _Paint:
    fill: Rgb | None
    stroke: Rgb | None
    width: float
    order: int
    solid: bool
    patterned: bool = False


class _Path(NamedTuple):
    """The outlines of a path, whether any part of them is ``curved``, and whether one is closed."""

    outlines: list[list[Point]]
    curved: bool
    closed: bool


class PathReader:
    """Buffers for reading the paths of a page.

    ``sample`` gives the colour that a box shows on the page, for fills that have no single
    colour of their own: PDFium calls gradients and patterns white."""

    def __init__(self, sample: Callable[[BBox], Rgb | None]) -> None:
        self._sample = sample
        self._truly_white = 0
        self._floats = native.Floats(6)
        self._ints = native.Integers(4)
        self._composed: dict[tuple[float, ...], Affine] = {}
        self._composed_with: Affine | None = None
        self.painted = Painted()

    def matrix(self, handle: int) -> Affine:
        if native.object_matrix(handle, self._floats.at[0]):
            return Affine._make(self._floats.values.tolist())
        return Affine(1, 0, 0, 1, 0, 0)

    def _matrix_to(self, handle: int, to_page: Affine) -> Affine:
        """An object's matrix and then ``to_page``: few matrices serve a whole page."""
        if to_page is not self._composed_with:
            self._composed.clear()
            self._composed_with = to_page
        if not native.object_matrix(handle, self._floats.at[0]):
            return to_page
        own = tuple(self._floats.values.tolist())
        composed = self._composed.get(own)
        if composed is None:
            composed = self._composed[own] = Affine(*own).then(to_page)
        return composed

    def clip(self, handle: int, to_page: Affine) -> BBox | None:
        """The box around the clip paths' common part, None where nothing is clipped.

        Clip paths are in the coordinates of the object's owner, not of the object."""
        clip = native.clip_path(handle)
        if not clip:
            return None
        count = native.clip_count(clip)
        if count <= 0:
            return None
        at_x, at_y = self._floats.at[0], self._floats.at[1]
        values = self._floats.values
        common: BBox | None = None
        for path in range(min(count, 8)):
            segments = native.clip_segments(clip, path)
            if segments <= 0:
                continue
            points: list[Point] = []
            for index in range(min(segments, MAX_SEGMENTS)):
                segment = native.clip_segment(clip, path, index)
                if segment and native.segment_point(segment, at_x, at_y):
                    points.append((values[0], values[1]))
            if not points:
                continue
            xs, ys = zip(*points, strict=True)
            box = to_page.box(min(xs), min(ys), max(xs), max(ys))
            common = box if common is None else common_part(common, box)
        return common

    def read(self, handle: int, to_page: Affine, order: int) -> None:
        """Sort one path into edges, fills and shapes of ``painted``."""
        count = native.count_segments(handle)
        if count < 2 or count > MAX_SEGMENTS:
            return
        matrix = self._matrix_to(handle, to_page)
        paint = self._paint(handle, order, matrix)
        if paint is None:
            return
        path = self._path(handle, count, matrix)
        if not path.outlines:
            return
        clip = self.clip(handle, to_page)
        if paint.patterned and self._truly_white < ENOUGH_WHITE:
            box = box_around(path.outlines)
            shown = self._sample(box if clip is None else common_part(box, clip))
            if shown is None or shown == WHITE:
                self._truly_white += 1
            else:
                paint = replace(paint, fill=shown)
        _sort_path(self.painted, path, paint, clip)

    def read_shading(self, handle: int, to_page: Affine, order: int) -> None:
        """A gradient painted over a clip: a fill of the colour that shows."""
        box = self.clip(handle, to_page)
        colour = self._sample(box) if box is not None else None
        if box is not None and colour is not None:
            paint = _Paint(colour, None, 0.0, order, solid=True)
            _add_rectangle(self.painted, box, paint, None)

    def _paint(self, handle: int, order: int, matrix: Affine) -> _Paint | None:
        ints, floats = self._ints, self._floats
        native.draw_mode(handle, ints.at[0], ints.at[1])
        filled, stroked = ints.values[0] != 0, ints.values[1] != 0
        fill = stroke = None
        solid = False
        patterned = False
        if filled and native.fill_colour(handle, *ints.at):
            red, green, blue, alpha = ints.values.tolist()
            patterned = red == green == blue == alpha == 255
            if alpha > FAINT:
                fill = _over_white(red, green, blue, alpha)
                solid = alpha >= 250 and not native.object_transparent(handle)
        if stroked and native.stroke_colour(handle, *ints.at):
            red, green, blue, alpha = ints.values.tolist()
            if alpha > FAINT:
                stroke = _over_white(red, green, blue, alpha)
        if fill is None and stroke is None and not patterned:
            return None
        width = 0.0
        if stroke is not None and native.stroke_width(handle, floats.at[0]):
            width = floats.values[0] * matrix.scale
        return _Paint(fill, stroke, width, order, solid, patterned)

    def _path(self, handle: int, count: int, matrix: Affine) -> _Path:
        a, b, c, d, e, f = matrix
        at_x, at_y = self._floats.at[0], self._floats.at[1]
        values = self._floats.values
        path_segment, segment_point = native.path_segment, native.segment_point
        segment_type, segment_close = native.segment_type, native.segment_close
        outlines: list[list[Point]] = []
        current: list[Point] = []
        bezier: list[Point] = []
        curved = closed = False
        move, curve = native.SEGMENT_MOVE, native.SEGMENT_BEZIER
        for index in range(count):
            segment = path_segment(handle, index)
            if not segment_point(segment, at_x, at_y):
                continue
            x, y = values[0], values[1]
            point = (a * x + c * y + e, b * x + d * y + f)
            # The first segment always moves, and nobody asks whether it closes.
            kind = segment_type(segment) if index else move
            if kind == move:
                if len(current) > 1:
                    outlines.append(current)
                current = [point]
                bezier = []
                continue
            if kind == curve:
                bezier.append(point)
                if len(bezier) == 3:
                    if current and count <= MAX_CURVES:
                        current.extend(chords(current[-1], *bezier))
                    else:
                        current.append(point)
                    bezier = []
                    curved = True
            else:
                current.append(point)
            if not closed and len(current) > 3:
                closed = segment_close(segment) == 1
        if len(current) == 3 and not closed:
            closed = segment_close(path_segment(handle, count - 1)) == 1
        if len(current) > 1:
            outlines.append(current)
        return _Path(outlines, curved, closed)


def _sort_path(painted: Painted, path: _Path, paint: _Paint, clip: BBox | None) -> None:
    """Put a path among the edges, fills and shapes of ``painted``."""
    outlines, curved, closed = path
    boxes = [rectangle_of(outline) if not curved else None for outline in outlines]
    others: list[list[Point]] = []
    if paint.fill is not None and len(outlines) == 2 and (frame := frame_of(boxes)):
        for bar in frame:
            _add_rectangle(painted, bar, paint, clip)
        return
    if paint.fill is not None and len(outlines) == 1 and not curved and boxes[0] is None:
        boxes = [mitred_side(outlines[0])]
    lines: list[tuple[Point, Point]] = []
    for outline, box in zip(outlines, boxes, strict=True):
        if box is not None and (paint.fill is not None or closed or len(outline) > 4):
            if paint.fill is not None:
                _add_rectangle(painted, box, paint, clip)
            if paint.stroke is not None:
                if clip is None and paint.width <= LONG_THIN:
                    _add_sides(painted, box, paint.width, paint.stroke)
                else:
                    lines.extend(sides_of(box))
            continue
        straight = None if curved else straight_lines(outline, closed and paint.stroke is not None)
        if straight is not None and paint.fill is None:
            lines.extend(straight)
        else:
            others.append(outline)
    if others and lines and paint.fill is None:
        # One path with slanted parts: an arrow drawn as lines, its straight shaft included.
        others = outlines
        lines = []
    for line in lines:
        _add_edge(painted, line, paint, clip)
    if others:
        _add_shape(painted, others, curved, paint, clip)


def _add_sides(painted: Painted, box: BBox, width: float, colour: Rgb) -> None:
    x0, top, x1, bottom = box
    width = max(width, 0.05)
    painted.edges += (
        Edge(x0, top, x1, top, width, colour),
        Edge(x1, top, x1, bottom, width, colour),
        Edge(x0, bottom, x1, bottom, width, colour),
        Edge(x0, top, x0, bottom, width, colour),
    )


def _add_rectangle(painted: Painted, box: BBox, paint: _Paint, clip: BBox | None) -> None:
    if clip is not None:
        box = common_part(box, clip)
        if box.width < 0 or box.height < 0:
            return
    if paint.fill is None:
        return
    thin, long = sorted((box.width, box.height))
    if thin <= THIN or (thin <= LONG_THIN and long >= thin * LONG_RATIO):
        if long <= 0:
            return
        painted.bar(box, paint.fill, paint.order, paint.solid)
    else:
        painted.fill(box, paint.fill, paint.order, paint.solid)


def _add_edge(
    painted: Painted, line: tuple[Point, Point], paint: _Paint, clip: BBox | None
) -> None:
    (ax, ay), (bx, by) = line
    box = BBox(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    if clip is not None:
        half = paint.width / 2
        if (
            box.x0 > clip.x1 + half
            or box.x1 < clip.x0 - half
            or box.top > clip.bottom + half
            or box.bottom < clip.top - half
        ):
            return
        box = BBox(
            min(max(box.x0, clip.x0), clip.x1),
            min(max(box.top, clip.top), clip.bottom),
            min(max(box.x1, clip.x0), clip.x1),
            min(max(box.bottom, clip.top), clip.bottom),
        )
    long, short = max(box.width, box.height), min(box.width, box.height)
    width, colour = max(paint.width, 0.05), paint.stroke or BLACK
    if width > LONG_THIN and long > 0:
        # A stroke this wide is an area: some makers shade a row with one fat line.
        half = width / 2
        fat = (
            BBox(box.x0, box.top - half, box.x1, box.bottom + half)
            if box.width >= box.height
            else BBox(box.x0 - half, box.top, box.x1 + half, box.bottom)
        )
        painted.fill(fat, colour, paint.order, paint.solid)
        return
    if long <= 0 and short <= 0:
        return
    x, y = box.centre
    if box.width >= box.height:
        painted.edges.append(Edge(box.x0, y, box.x1, y, width, colour))
    else:
        painted.edges.append(Edge(x, box.top, x, box.bottom, width, colour))


def _add_shape(
    painted: Painted,
    outlines: list[list[Point]],
    curved: bool,
    paint: _Paint,
    clip: BBox | None,
) -> None:
    box = box_around(outlines)
    if clip is not None:
        seen = common_part(box, clip)
        if seen.width <= 0 or seen.height <= 0:
            return
        if box.area > 4 * max(seen.area, 1.0):
            # Painted far beyond its clip: only the clipped part is seen, as a rectangle.
            if paint.fill is not None:
                _add_rectangle(painted, seen, paint, None)
            return
    if curved and paint.fill is not None and len(outlines) == 1 and box.area > 0:
        filled = abs(signed_area(outlines[0])) / box.area
        if filled >= ROUND_RECTANGLE and box.height > THIN and box.width > THIN:
            painted.fill(box, paint.fill, paint.order, paint.solid)
            return
    painted.shapes.append(
        Shape(
            bbox=box,
            outlines=tuple(tuple(outline) for outline in outlines),
            fill=paint.fill,
            stroke=paint.stroke,
            stroke_width=paint.width if paint.stroke is not None else 0.0,
            curved=curved,
        )
    )


@lru_cache(maxsize=1024)
def _over_white(red: int, green: int, blue: int, alpha: int) -> Rgb:
    if alpha >= 250:
        return Rgb(red, green, blue) if (red, green, blue) != WHITE else WHITE
    share = alpha / 255
    return Rgb(*(round(255 - (255 - value) * share) for value in (red, green, blue)))
