"""``upright``: a page's picture straightened, made flat and turned until its text can be read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xlscorecard.scan.cleaning.bent import flattened
from xlscorecard.scan.cleaning.holes import without_holes
from xlscorecard.scan.cleaning.skew import find_skew, straighten
from xlscorecard.scan.cleaning.specks import without_specks
from xlscorecard.scan.ink.ink import find_ink
from xlscorecard.scan.ink.lines import TextLine
from xlscorecard.scan.ocr.detect import find_text
from xlscorecard.scan.raster import Box, Pixels, Raster, reduced
from xlscorecard.scan.words.text import read_text

# Lines of text are found at this resolution at most, to spare time.
_FIND_DPI = 150.0
# A page lies on its side when this share of its text does, by length.
_SIDEWAYS = 0.7
# Of a page upside down hardly a line can be read; so many lines are tried, those whose widths
# come nearest to so many heights: some words each.
_UPSIDE_TRIED = 6
_SOME_WORDS = 10.0
_READABLE = 0.95


def upright(pixels: Pixels, dpi: float) -> tuple[Raster, list[Box], int]:
    """The picture straightened and the right way up, its lines of text, and how many quarter
    turns clockwise that took."""
    raster, boxes = _straight(pixels, dpi)
    turned = 0
    if _lies(boxes):
        turned = 1
        raster, boxes = _straight(_quarter(pixels, 1), dpi)
    if _is_upside_down(raster, boxes):
        turned += 2
        raster, boxes = _straight(_quarter(pixels, turned), dpi)
    return raster, boxes, turned


def _straight(pixels: Pixels, dpi: float) -> tuple[Raster, list[Box]]:
    raster = Raster(flattened(straighten(pixels, find_skew(pixels, dpi)), dpi), dpi)
    raster = without_specks(without_holes(raster))
    return raster, lines_of_text(raster)


def lines_of_text(raster: Raster) -> list[Box]:
    """The boxes around a picture's lines of text."""
    small, factor = reduced(raster.pixels, raster.dpi, _FIND_DPI)
    found = find_text(small)
    return [
        (
            int(x0 / factor),
            int(top / factor),
            min(raster.width, int(x1 / factor) + 1),
            min(raster.height, int(bottom / factor) + 1),
        )
        for x0, top, x1, bottom in found
    ]


def _quarter(pixels: Pixels, turns: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(pixels, -turns))


def _lies(boxes: Sequence[Box]) -> bool:
    lying = standing = 0
    for x0, top, x1, bottom in boxes:
        wide, high = x1 - x0, bottom - top
        if wide > 2 * high:
            lying += wide
        elif high > 2 * wide:
            standing += high
    return standing > _SIDEWAYS * (lying + standing) and standing > 0


def _is_upside_down(raster: Raster, boxes: Sequence[Box]) -> bool:
    tried = sorted(boxes, key=lambda box: abs(_SOME_WORDS - _aspect(box)))[:_UPSIDE_TRIED]
    if not tried:
        return False
    white = np.full_like(raster.pixels, 255)
    upright = _mean_sure(read_text(find_ink(raster, white), tried))
    if upright >= _READABLE:
        return False
    turned = Raster(_quarter(raster.pixels, 2), raster.dpi)
    flipped: list[Box] = [
        (raster.width - x1, raster.height - bottom, raster.width - x0, raster.height - top)
        for x0, top, x1, bottom in tried
    ]
    return _mean_sure(read_text(find_ink(turned, white), flipped)) > upright + 0.1


def _aspect(box: Box) -> float:
    return (box[2] - box[0]) / max(1, box[3] - box[1])


def _mean_sure(lines: Sequence[TextLine]) -> float:
    level = [line.sure for line in lines if not line.rotation]
    return sum(level) / len(level) if level else 0.0
