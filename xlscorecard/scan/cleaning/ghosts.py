"""``without_ghosts``: print of a thin sheet's other side, which shows through it, is no print.

It is paler than the page's own and stands in mirror writing: where pale lines of text are read
better in a mirror, all that is no darker than they is painted over by the ground around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from xlscorecard.scan.ocr.engine import Letter, read_lines
from xlscorecard.scan.raster import Box, Grey, Mask, Pixels, Raster, grey_of

# Print of the other side differs from its ground by this much at least, of 255, and by no more than
# this share of what the page's own does.
_SEEN, PALER = 14, 0.55
# Of a line's pixels this share is ink at least, and this share paper.
_INK, _PAPER = 3.0, 80.0
# Of a square of such sides (points) letters cover less than half; the blur of the page's own
# reaches so far.
_SQUARE, _RIM = 9.0, 1.2
# Lines from this length on (points) are rules.
_RULE = 30.0
# A line of pale text is so long at least, and so high (points); its words stand so near.
_LONG, _HIGH = 30.0, (3.0, 18.0)
_NEAR = 4.0
# Of the pale lines so many are read both ways, the longest first; so many that are surely read in a
# mirror, and not as they are, tell what shows through.
_READ, _TOLD = 10, 2
_SURE, _SURER = 0.9, 0.2
_LETTERS = 6


def without_ghosts(raster: Raster, boxes: Sequence[Box]) -> Raster:
    """The picture without what shows through from the other side; as it is where nothing does.
    ``boxes`` are those of its lines of text: hardly any of them stands around mirror writing."""
    if not boxes:
        return raster
    grey = grey_of(raster.pixels)
    own = depth_of_print(grey, boxes)
    ground = _ground(raster)
    pale, kept = _pale(raster, ground, PALER * own)
    if sum(_are_mirrored(raster.pixels, _longest(_lines(raster, pale, kept)))) < _TOLD:
        return raster
    words = [box for box in boxes if _depth(grey, box) <= PALER * own]
    mirrored = _are_mirrored(raster.pixels, words)
    for box, other in zip(words, mirrored, strict=True):
        x0, top, x1, bottom = box
        pale[top:bottom, x0:x1] &= other
    return replace(raster, pixels=np.where(pale[:, :, None], ground, raster.pixels))


def depth_of_print(grey: Grey, boxes: Sequence[Box]) -> float:
    """By how much most of a page's own print is darker than its paper."""
    return float(np.quantile([_depth(grey, box) for box in boxes], 0.75))


def _depth(grey: Grey, box: Box) -> float:
    """By how much the ink in a box is darker than its paper."""
    x0, top, x1, bottom = box
    ink, paper = np.percentile(grey[top:bottom, x0:x1], (_INK, _PAPER))
    return float(paper - ink)


def _ground(raster: Raster) -> Pixels:
    """The picture without its letters, white rules neither."""
    return np.asarray(cv2.medianBlur(raster.pixels, raster.px(_SQUARE) | 1), dtype=np.uint8)


def _pale(raster: Raster, ground: Pixels, most: float) -> tuple[Mask, Mask]:
    """What is darker than its ground by no more than ``most``, but for the rims of what is darker,
    and rules; and these."""
    apart = np.asarray(cv2.subtract(ground, raster.pixels)).max(axis=2)
    rim = np.ones((2 * raster.px(_RIM) + 1,) * 2, np.uint8)
    kept: Mask = cv2.dilate((apart > most).astype(np.uint8), rim) > 0
    seen = (apart > _SEEN).astype(np.uint8)
    for shape in ((1, raster.px(_RULE)), (raster.px(_RULE), 1)):
        rule = cv2.morphologyEx(seen, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        kept |= cv2.dilate(np.asarray(rule), np.ones((3, 3), np.uint8)) > 0
    return np.asarray((cv2.dilate(seen, np.ones((3, 3), np.uint8)) > 0) & ~kept), kept


def _lines(raster: Raster, pale: Mask, kept: Mask) -> Iterator[Box]:
    """Boxes around what may be lines of pale text, none of the page's own in them."""
    solid = cv2.morphologyEx(pale.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    near = np.ones((1, raster.px(_NEAR)), np.uint8)
    joined = cv2.morphologyEx(np.asarray(solid), cv2.MORPH_CLOSE, near)
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    low, high = raster.px(_HIGH[0]), raster.px(_HIGH[1])
    for x, y, w, h, _ in stats[1:count].tolist():
        if w >= raster.px(_LONG) and low <= h <= high and not kept[y : y + h, x : x + w].any():
            yield max(0, x - 2), max(0, y - 2), x + w + 2, y + h + 2


def _longest(boxes: Iterable[Box]) -> list[Box]:
    return sorted(boxes, key=lambda box: box[2] - box[0])[-_READ:]


def _are_mirrored(pixels: Pixels, boxes: Sequence[Box]) -> list[bool]:
    """Whether each line is surely read in a mirror, and not as it is."""
    crops = [pixels[top:bottom, x0:x1] for x0, top, x1, bottom in boxes]
    pairs = zip(read_lines(crops), read_lines([crop[:, ::-1] for crop in crops]), strict=True)
    return [
        len(mirrored) >= _LETTERS and _mean_sure(mirrored) >= max(_SURE, _mean_sure(as_is) + _SURER)
        for as_is, mirrored in pairs
    ]


def _mean_sure(letters: Sequence[Letter]) -> float:
    shares = [letter.sure for letter in letters if letter.char != " "]
    return sum(shares) / len(shares) if shares else 0.0
