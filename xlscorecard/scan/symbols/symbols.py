"""Symbols in a picture of a page: arrows, circles, stars, apart from letters and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xlscorecard.marks.characters import mark_of_character
from xlscorecard.marks.pictures import mark_of_picture
from xlscorecard.model.mark import Direction, Mark, MarkKind
from xlscorecard.model.page import Picture
from xlscorecard.scan.ink.ink import FAINT, INK, Ink
from xlscorecard.scan.ink.lines import TextLine
from xlscorecard.scan.raster import Box, Mask, Pixels, Raster
from xlscorecard.scan.symbols import thin_arrows, triangles

# Symbols in cells are so high and wide (points).
_SMALLEST = 3.5
_LARGEST = 40.0
# ... and a text is so long, but for the dashes of small print.
_SHORTEST = 2.0
_DASH = 1.6
_DASH_ASPECT = 2.0
# Small letters of 4 pt print are so high (points).
_LOWEST = 2.0
# A letter read with this certainty is a letter, whatever its silhouette looks like.
_LETTER_SURE = 0.9
_HALF_SURE = 0.5
# How sure the reader of silhouettes must be to overrule a doubtful letter.
_SEEN = 0.7
# How sure it must be to overrule a sure one.
_SURELY = 0.85
# ... and to tell an arrow from a 4.
_POINTING = 0.95
# A figure is higher than wide; what is wider than high by this much is none.
_LYING = 1.3
# A form is full when its ink covers this share of its convex hull: a G covers half.
_SOLID = 0.8
# ... and it is hardly longer than wide, as a dash is.
_LONGEST = 1.6
# The palest of a flat form, but for so many per cent of it, has this share of its full tone.
_PALE = 15
_FLAT = 0.75
# Letters and figures like triangles, of which bold type fills 0.89 at most as scanned.
_SOLID_POINTED = 0.95
_POINTED = frozenset("AV4vΔ^")
_POINTED_SURE = 0.6
_FULL = {MarkKind.CIRCLE, MarkKind.SQUARE, MarkKind.DIAMOND, MarkKind.TRIANGLE}
# Parts of a symbol are at least this share of its largest one; what is smaller is a speck.
_PART = 0.1
# Symbols from this size on (pixels) have their rims smoothed.
_CALM_FROM = 16
# Symbols are enlarged to this many pixels before their rims are drawn; so many per cent of their
# ink is paler than their full tone.
_SMALL = 64
_FULL_TONE = 70
# A thin shaft has this share of its head's tone at least.
_SHAFT = 0.3
# Ink that a page's text leaves over is looked at from this area on (square points).
_LEAST_INK = 0.9
# More of it along the edges of fills than this is their blur.
_EDGY = 0.5
# Descenders reach so far below the box of their line, as a share of its height.
_DESCENDER = 0.4
# Strokes of one text stand so near to each other (points).
_NEXT = 3.5
_TELLING = {
    MarkKind.ARROW,
    MarkKind.CIRCLE,
    MarkKind.TRIANGLE,
    MarkKind.STAR,
    MarkKind.SQUARE,
    MarkKind.DIAMOND,
    MarkKind.TICK,
    MarkKind.CROSS,
    MarkKind.FLAG,
    MarkKind.FACE,
}
# Letters and figures whose silhouettes are like those of symbols: they need a surer look.
_LOOK_ALIKE = frozenset("1IlTtYVvAaXxOoQ0+4Jj7Li!|/\\-—–_.,'")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Lines that are text, and the symbols among what was taken for text."""

    lines: tuple[TextLine, ...]
    pictures: tuple[Picture, ...]


def sort_lines(raster: Raster, ink: Ink, lines: Sequence[TextLine]) -> Sorted:
    """Tell single symbols from text: an arrow is read as a 1, a circle as an O."""
    texts: list[TextLine] = []
    pictures: list[Picture] = []
    for line in lines:
        picture = _symbol(raster, ink, line)
        if picture is not None:
            pictures.append(picture)
        elif line.letters and not _is_too_low(raster, line):
            texts.append(line)
    return Sorted(tuple(texts), tuple(pictures))


def _is_too_low(raster: Raster, line: TextLine) -> bool:
    """Whether letters or figures were read from what is lower than any of them are printed: a
    fill's edge, a speck."""
    x0, top, x1, bottom = line.box
    high = x1 - x0 if line.rotation else bottom - top
    return high < raster.px(_LOWEST) and any(letter.char.isalnum() for letter in line.letters)


def _symbol(raster: Raster, ink: Ink, line: TextLine) -> Picture | None:
    text = line.text.strip()
    if len(text) > 2 and not line.rotation and line.sure >= _HALF_SURE:
        return None
    box = _core(ink, line.box)
    picture = _pointing(raster, ink, line, box)
    if picture is not None or len(text) > 2:
        return picture
    picture, mark = see(raster, ink, box)
    if mark is None or mark.kind not in _TELLING:
        return picture if _lies_otherwise(text, box) else None
    if mark.kind in _FULL and _is_long(box):
        return None
    if not text:
        return picture if mark.confidence >= _SEEN else None
    if _is_solid(ink, box, mark, _SOLID_POINTED if text in _POINTED else _SOLID):
        figure = text.isdigit() and line.sure >= _LETTER_SURE
        return None if figure and not _is_flat(ink, box) else picture
    if any(mark_of_character(char) is not None for char in text):
        return picture if mark.kind is not MarkKind.SQUARE else None
    arrow = mark.kind is MarkKind.ARROW and mark.confidence >= _POINTING
    if text in _POINTED and line.sure >= _POINTED_SURE and not arrow:
        return None
    if len(text) == 1 and text in _LOOK_ALIKE:
        if line.sure < _LETTER_SURE and mark.confidence >= _SEEN:
            return picture
        return picture if mark.colour is not None and mark.confidence >= _SURELY else None
    if len(text) == 1 and line.sure < _LETTER_SURE and mark.confidence >= _SURELY:
        return picture
    return picture if line.sure < _HALF_SURE and mark.confidence >= _SEEN else None


def _pointing(raster: Raster, ink: Ink, line: TextLine, box: Box) -> Picture | None:
    """The sign that points somewhere in the place of what was read as letters turned aside or
    in great doubt, or as a figure that lies."""
    text = line.text.strip()
    lying = len(text) == 1 and text.isdigit() and box[2] - box[0] >= _LYING * (box[3] - box[1])
    doubted = line.rotation or lying or line.sure < _HALF_SURE
    if not doubted or not _is_one_piece(ink, box):
        return None
    picture, mark = see(raster, ink, box)
    if mark is None or mark.confidence < _SURELY:
        return None
    points = mark.kind is MarkKind.ARROW or (line.rotation and mark.kind is MarkKind.TRIANGLE)
    return picture if points else None


def _is_one_piece(ink: Ink, box: Box) -> bool:
    """Whether the ink in a box hangs together, but for specks: the letters of a word do not."""
    x0, top, x1, bottom = box
    mask = ink.mask[top:bottom, x0:x1].astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    return bool(len(areas)) and float(areas.max()) >= (1 - _PART) * float(areas.sum())


def _lies_otherwise(text: str, box: Box) -> bool:
    """Whether what was read as an arrow to the side stands upright, or the other way round."""
    mark = mark_of_character(text) if len(text) == 1 else None
    if mark is None or mark.kind is not MarkKind.ARROW:
        return False
    wide, high = box[2] - box[0], box[3] - box[1]
    if mark.direction is Direction.FLAT:
        return high >= _LONGEST * wide
    return mark.direction in (Direction.UP, Direction.DOWN) and wide >= _LONGEST * high


def _is_long(box: Box) -> bool:
    """Whether a box is as long as a dash, which small print makes a blot."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return max(wide, high) > _LONGEST * min(wide, high)


def _core(ink: Ink, box: Box) -> Box:
    """The box of the larger parts of the ink in a box: specks stand beside symbols."""
    x0, top, x1, bottom = box
    mask = ink.mask[top:bottom, x0:x1].astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:
        return box
    areas = stats[1:, cv2.CC_STAT_AREA]
    large = stats[1:][areas >= _PART * areas.max()]
    left, upper = int(large[:, 0].min()), int(large[:, 1].min())
    right = int((large[:, 0] + large[:, 2]).max())
    lower = int((large[:, 1] + large[:, 3]).max())
    return x0 + left, top + upper, x0 + right, top + lower


def _calm(mask: Mask) -> npt.NDArray[np.uint8]:
    """A symbol's ink without the ragged rim that noise gives to pale colours; small symbols
    stay as they are, for their strokes are thin."""
    image = mask.astype(np.uint8)
    if min(mask.shape) < _CALM_FROM:
        return image
    smooth = cv2.medianBlur(image, 5)
    # What loses more than its rim is drawn with thin strokes.
    return np.asarray(smooth if smooth.sum() > 0.85 * image.sum() else image, dtype=np.uint8)


def _is_solid(ink: Ink, box: Box, mark: Mark, share: float) -> bool:
    """A disc or another full form without bays and holes is no letter, however sure the
    reading; a stroke (I, -) is full as well, but it is no such form."""
    if mark.kind not in _FULL or mark.confidence < _SURELY:
        return False
    x0, top, x1, bottom = box
    mask = _calm(ink.mask[top:bottom, x0:x1])
    points = cv2.findNonZero(mask)
    if points is None or min(mask.shape) < 6:
        return False
    hull = float(cv2.contourArea(cv2.convexHull(points)))
    return bool(float(mask.sum()) >= share * (hull + 0.5 * (mask.shape[0] + mask.shape[1])))


def _is_flat(ink: Ink, box: Box) -> bool:
    """Whether what is inside a form has one tone: blur closes the bowls of small print, and
    leaves them lighter than its strokes."""
    x0, top, x1, bottom = box
    apart = cv2.absdiff(ink.pixels[top:bottom, x0:x1], ink.ground[top:bottom, x0:x1]).max(axis=2)
    inner = cv2.erode(_calm(ink.mask[top:bottom, x0:x1]), np.ones((3, 3), np.uint8)) > 0
    if not inner.any():
        return False
    pale, full = np.percentile(apart[inner], (_PALE, 90))
    return bool(pale >= _FLAT * full)


def is_symbol(ink: Ink, box: Box, mark: Mark) -> bool:
    """Whether what stands in a box is a coloured disc or other full form, or surely an arrow."""
    if mark.kind in _FULL:
        return mark.colour is not None and not _is_long(box) and _is_solid(ink, box, mark, _SOLID)
    return mark.kind is MarkKind.ARROW and mark.confidence >= _SURELY


def see(raster: Raster, ink: Ink, box: Box) -> tuple[Picture, Mark | None]:
    """The picture in a box, seen with some ground around it, and the mark that it shows, if any.
    It stands where its ink is: the ground beside it may reach into the next column."""
    left, _, right, _ = x0, top, x1, bottom = box
    margin = raster.px(0.8)
    height, width = ink.mask.shape
    x0, top = max(0, x0 - margin), max(0, top - margin)
    x1, bottom = min(width, x1 + margin), min(height, bottom + margin)
    crop = ink.pixels[top:bottom, x0:x1].copy()
    mask = cv2.dilate(_calm(ink.mask[top:bottom, x0:x1]), np.ones((3, 3), np.uint8))
    # Only the symbol's own ink: noise and neighbours become ground.
    behind = np.median(ink.ground[top:bottom, x0:x1].reshape(-1, 3), axis=0).astype(np.uint8)
    crop[mask == 0] = behind
    crop = _sharp(crop, behind)
    high, wide = crop.shape[:2]
    rgba = np.full((high, wide, 4), 255, dtype=np.uint8)
    rgba[:, :, :3] = crop
    data = rgba.tobytes()
    picture = Picture(raster.points(left, top, right, bottom), wide, high, data)
    sides = (bottom - top, x1 - x0)
    if max(sides) > raster.px(_LARGEST) or max(sides) < raster.px(_SMALLEST):
        return picture, None
    return picture, mark_of_picture(wide, high, data)


def _sharp(crop: Pixels, ground: npt.NDArray[np.uint8]) -> Pixels:
    """A small symbol enlarged, its rim where half its tone is, a triangle's corners and a thin
    arrow's head sharp."""
    factor = -(-_SMALL // max(crop.shape[:2]))
    if factor < 2:
        return crop
    resized = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    fine: Pixels = np.asarray(resized, dtype=np.uint8)
    apart = np.abs(fine.astype(np.int16) - ground).max(axis=2)
    strong: Mask = apart > min(INK, max(FAINT, _SHAFT * float(apart.max())))
    if not strong.any():
        return crop
    arrow = thin_arrows.redrawn(fine, ground, strong)
    if arrow is not None:
        return arrow
    inked: Mask = apart >= np.percentile(apart[strong], _FULL_TONE) / 2
    fine[~inked] = ground
    triangle = triangles.redrawn(fine, ground, inked)
    return fine if triangle is None else triangle


def leftover(raster: Raster, ink: Ink, taken: Sequence[Box]) -> list[Box]:
    """Ink that no line of text holds, in boxes of a text or a symbol each."""
    left: Mask = ink.mask.copy()
    pad = raster.px(0.8)
    for x0, top, x1, bottom in taken:
        # a line's box leaves the ends of lone descenders out
        more = pad + round(_DESCENDER * min(bottom - top, x1 - x0))
        up, aside = (more, pad) if x1 - x0 >= bottom - top else (pad, more)
        left[max(0, top - up) : bottom + up, max(0, x0 - aside) : x1 + aside] = False
    # Dashes are thin but long.
    image = cv2.morphologyEx(left.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, 3), np.uint8))
    near = cv2.dilate(image, np.ones((raster.px(1.0), raster.px(_NEXT)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    boxes: list[Box] = []
    least = _LEAST_INK * (raster.dpi / 72) ** 2
    own = np.where(image > 0, labels, 0)
    areas = np.bincount(own[image > 0], minlength=count)
    for label in range(1, count):
        if areas[label] < least:
            continue
        x, y, w, h = (int(v) for v in stats[label, :4])
        ys, xs = np.nonzero(own[y : y + h, x : x + w] == label)
        if float(ink.edges[y : y + h, x : x + w][ys, xs].mean()) > _EDGY:
            continue
        box = (
            x + int(xs.min()),
            y + int(ys.min()),
            x + int(xs.max()) + 1,
            y + int(ys.max()) + 1,
        )
        high, wide = box[3] - box[1], box[2] - box[0]
        if high > raster.px(_LARGEST) or wide > raster.px(3 * _LARGEST):
            continue
        short = max(high, wide) < raster.px(_SHORTEST)
        if short and (wide < raster.px(_DASH) or wide < _DASH_ASPECT * high):
            continue
        boxes.append(box)
    return boxes
