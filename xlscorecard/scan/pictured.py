"""Tables that a born-digital page shows as a picture: pasted from a sheet, or scanned alone.

Which pictures are worth reading is asked without OpenCV and at a pixel a point: a page with a
logo, a photo or a chart must not wait for OCR, and a reader without it has to be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from xlscorecard.model.geometry import BBox
from xlscorecard.model.page import Page

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from xlscorecard.scan.raster import Pixels

# Pictures are looked at in this resolution (pixels per inch): a pixel a point.
LOOK_DPI = 72.0
# A table of some measures is so wide and high (points), its picture no coarser than this (pixels a
# point; a screen has 1.33), and as good as no text lies over it.
_WIDE, _HIGH = 150.0, 50.0
_FINE = 1.0
_LAID_OVER = 3
# Paper is lighter than this, of 255, and more than so much of a picture of print.
_LIGHT, _PAPER = 170, 0.4
# A line or a cell's side differs from what is beside it by this much, of 255, along such a share
# of the picture's width; an upright one along such a share of the height that those rule.
_STEP = 10
_ACROSS, _DOWN = 0.5, 0.85
# Print without lines: so many lines of text below each other, so low and so high (points), with so
# many columns as wide as this without text between them, and nothing else but on so small a share
# of the picture's height. A chart's plot is higher, and its axes and grid cross these.
_ROWS, _LOWEST_ROW, _HIGHEST_ROW = 5, 3, 24
_GAPS, _GAP = 2, 8
_ELSE = 0.2
# Along a line of text the tone changes so often at least by this much, of 255; a painted cell has
# two sides.
_TURNS, _LETTERS = 8, 40
# So many lines of each direction rule a table of three measures under their names; a chart has its
# frames, and the lying lines of a grid. A line has two sides, beside each other (points).
_LINES = 5
_BESIDE = 2


def pictured_tables(page: Page, look: Callable[[], Pixels]) -> Iterator[BBox]:
    """The pictures of a page that show ruled print; ``look`` renders it at ``LOOK_DPI``."""
    boxes = [picture.bbox for picture in page.pictures if picture.width >= _FINE * _WIDE]
    large = [box for box in boxes if box.width >= _WIDE and box.height >= _HIGH]
    bare = [
        box
        for box in large
        if sum(1 for word in page.words if box.holds(*word.bbox.centre)) <= _LAID_OVER
    ]
    if not bare:
        return
    pixels = look()
    for box in bare:
        x0, top, x1, bottom = (max(0, round(side)) for side in box)
        grey = pixels[top:bottom, x0:x1].mean(axis=2)
        if _is_ruled(grey) or _is_in_columns(grey):
            yield box


def _is_ruled(grey: npt.NDArray[np.floating[Any]]) -> bool:
    """Whether lines of both directions part what is mostly paper."""
    import numpy as np  # most papers have symbols for pictures, and do without it

    if not grey.size or float((grey > _LIGHT).mean()) < _PAPER:
        return False
    lying = np.flatnonzero((np.abs(np.diff(grey, axis=0)) > _STEP).mean(axis=1) > _ACROSS)
    if _lines(lying) < _LINES:
        return False
    ruled = grey[lying[0] : lying[-1] + 1]
    standing = (np.abs(np.diff(ruled, axis=1)) > _STEP).mean(axis=0) > _DOWN
    return _lines(np.flatnonzero(standing)) >= _LINES


def _is_in_columns(grey: npt.NDArray[np.floating[Any]]) -> bool:
    """Whether lines of text stand below each other, in columns that white parts from top to
    bottom."""
    import numpy as np

    from xlscorecard.scan.stretches import stretches

    if not grey.size or float((grey > _LIGHT).mean()) < _PAPER:
        return False
    turns = np.abs(np.diff(grey, axis=1)) > _LETTERS
    rows = stretches(turns.sum(axis=1) >= _TURNS)
    texts = [row for row in rows if _LOWEST_ROW <= row[1] - row[0] <= _HIGHEST_ROW]
    others = sum(bottom - top for top, bottom in rows if bottom - top > _HIGHEST_ROW)
    if len(texts) < _ROWS or others > _ELSE * len(grey):
        return False
    lettered = np.zeros(turns.shape[1], dtype=bool)
    for top, bottom in texts:
        lettered |= turns[top:bottom].any(axis=0)
    gaps = [after[0] - before[1] for before, after in pairwise(stretches(lettered))]
    return sum(gap >= _GAP for gap in gaps) >= _GAPS


def _lines(places: npt.NDArray[np.intp]) -> int:
    """How many lines the places of their sides tell: each has two, beside each other."""
    return int(((places[1:] - places[:-1]) > _BESIDE).sum()) + 1 if len(places) else 0


def read_picture_of(page: Page, box: BBox, pixels: Pixels, dpi: float) -> Page:
    """What a picture at ``box`` of a page says, as a page of the same number and coordinates;
    ``pixels`` are the whole page's, at ``dpi``."""
    import numpy as np

    from xlscorecard.scan.read import read_scan

    scale = dpi / 72
    x0, top, x1, bottom = (max(0, round(side * scale)) for side in box)
    part = np.ascontiguousarray(pixels[top:bottom, x0:x1])
    bare = Page(page.number, box.width, box.height, scanned=True)
    return _moved(read_scan(bare, part, dpi), page, x0 / scale, top / scale)


def _moved(read: Page, page: Page, right: float, down: float) -> Page:
    def moved(box: BBox) -> BBox:
        return BBox(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)

    return replace(
        read,
        width=page.width,
        height=page.height,
        words=tuple(replace(word, bbox=moved(word.bbox)) for word in read.words),
        edges=tuple(
            replace(
                edge,
                x0=edge.x0 + right,
                top=edge.top + down,
                x1=edge.x1 + right,
                bottom=edge.bottom + down,
            )
            for edge in read.edges
        ),
        fills=tuple(replace(fill, bbox=moved(fill.bbox)) for fill in read.fills),
        pictures=tuple(replace(each, bbox=moved(each.bbox)) for each in read.pictures),
    )
